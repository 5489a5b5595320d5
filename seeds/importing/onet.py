"""Reads O*NET's own release, Excel or text (24.x to 30.x): occupations become roles, with what each asks for.

Tables, columns and scales are those of the O*NET data dictionary, which is the source of what each means. Tables that a
release does not have are reported and left out, except for the occupations themselves.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from db.base import NAME_LENGTH
from db.progress import SILENT, Progress
from knowledge.record import Key
from knowledge.vocabulary import (
    DegreeLevel,
    GroupScheme,
    Importance,
    Kind,
    MoveKind,
    QualificationKind,
    Requirement,
    SkillKind,
)
from seeds.importing.esco import Imported
from seeds.importing.slugs import assign, slugify
from seeds.importing.soc import MAJOR_GROUPS
from seeds.problems import Line, Place, Problem, Refused
from seeds.seed import Seed
from seeds.tables import Release, Row, open_release, version_in

DATASET = "onet"
SOURCE = "onet/database"
SCHEMES = {
    Kind.ROLE: "onet-soc",
    Kind.SKILL: "onet-element",
    Kind.TOOL: "onet-example",
    Kind.RESPONSIBILITY: "onet-task",
}
CODE = "O*NET-SOC Code"
IMPORTANT = (
    3.0  # of 1 to 5: "important", the level from which O*NET itself counts an element as one of the occupation's
)
RATED = {"Skills": SkillKind.SKILL, "Knowledge": SkillKind.KNOWLEDGE, "Work Styles": SkillKind.TRANSVERSAL}
EDUCATION = "RL"
EXPERIENCE = {
    "RW": "Related work experience",
    "PT": "On-site or in-plant training",
    "OJ": "On-the-job training",
}
DEGREES = {
    "associate": None,
    "bachelor": DegreeLevel.BACHELOR,
    "master": DegreeLevel.MASTER,
    "doctoral": DegreeLevel.DOCTORATE,
}


def read_onet(
    path: Path,
    known: Mapping[Kind, Mapping[str, str]],
    *,
    version: str | None = None,
    progress: Progress = SILENT,
) -> Imported:
    """The seeds of an O*NET release at `path`: a folder or a zip file of Excel or tab-separated tables.

    `known` gives the slugs that identifiers have already, by kind. Rows about occupations that the release does not
    have, repeated rows, and ratings that O*NET recommends to suppress are left out and counted. Raises `Refused` if
    the occupations are missing, or a table that is there cannot be read.
    """
    return _Onet(open_release(path, (".xlsx", ".txt")), known, version, progress).read()


class _Onet:
    def __init__(
        self,
        release: Release,
        known: Mapping[Kind, Mapping[str, str]],
        version: str | None,
        progress: Progress,
    ):
        self._release = release
        self._known = known
        self._version = version or version_in(release.path)
        self._progress = progress
        self._records: dict[Key, dict[str, Any]] = {}
        self._origins: dict[Key, Line] = {}
        self._roles: dict[str, dict[str, Any]] = {}  # by O*NET-SOC code

    def read(self) -> Imported:
        if "Occupation Data" not in self._release.tables:
            message = "there is no table 'Occupation Data': is this an O*NET database release?"
            raise Refused([Problem(Place(self._release.path), "", message)])
        self._add_dataset()
        self._add_occupations()
        self._add_titles()
        self._add_elements()
        self._add_tools()
        self._add_activities()
        self._add_tasks()
        self._add_job_zones()
        self._add_education()
        self._add_moves()
        seeds = [Seed(key, record, self._origins[key]) for key, record in self._records.items()]
        return Imported(seeds, self._release.notes)

    def _rows(self, table: str, columns: Sequence[str], optional: Sequence[str] = ()) -> list[Row]:
        """The rows of a table, none if the release does not have it."""
        if table not in self._release.tables:
            self._release.note(f"table {table!r}, which the release does not have")
            return []
        with self._progress.stage(f"reading {table}", None) as advance:
            rows = list(self._release.rows(table, columns, optional))
            advance(len(rows))
        return rows

    def _role(self, code: str) -> dict[str, Any] | None:
        role = self._roles.get(code)
        if role is None:
            self._release.note("rows about occupations that the release does not have")
        return role

    def _add(self, kind: Kind, slug: str, table: str, line: int, **fields: Any) -> dict[str, Any]:
        record = {name: value for name, value in fields.items() if value not in (None, "", [], False)}
        record |= {
            "slug": slug,
            "dataset": DATASET,
            "basis": "STATED",
            "citations": [{"source": SOURCE, "section": table}],
        }
        self._records[Key(kind, slug)] = record
        found = self._release.tables.get(table)
        self._origins[Key(kind, slug)] = Line(found.shown if found else self._release.path, line)
        return record

    def _assign(self, kind: Kind, labels: Iterable[tuple[str, str]]) -> dict[str, str]:
        return assign(DATASET, labels, self._known.get(kind, {}))

    def _add_dataset(self) -> None:
        line = Line(self._release.path, 1)
        licence, url = "CC BY 4.0", "https://www.onetcenter.org/database.html"
        publisher = "U.S. Department of Labor, Employment and Training Administration"
        dataset = {
            "slug": DATASET,
            "title": "O*NET: Occupational Information Network",
            "description": "Occupations of the United States: what each takes, as incumbents and analysts rate it.",
            "publisher": publisher,
            "url": url,
            "licence": licence,
        }
        source = {
            "slug": SOURCE,
            "dataset": DATASET,
            "title": "O*NET database",
            "publisher": publisher,
            "url": url,
            "licence": licence,
        }
        if self._version:
            dataset["version"] = self._version
            source["title"] = f"O*NET {self._version} database"
        for key, record in ((Key(Kind.DATASET, DATASET), dataset), (Key(Kind.SOURCE, SOURCE), source)):
            self._records[key] = record
            self._origins[key] = line

    def _add_occupations(self) -> None:
        table = "Occupation Data"
        rows = self._rows(table, (CODE, "Title", "Description"))
        slugs = self._assign(Kind.ROLE, ((row.values[0], row.values[1]) for row in rows))
        titles = {row.values[0]: row.values[1] for row in rows}
        for row in rows:
            code, title, description = row.values
            if code in self._roles:
                self._release.note("occupations that a table lists twice")
                continue
            detailed = self._add_soc_groups(code[:7], titles, row)
            self._roles[code] = self._add(
                Kind.ROLE,
                slugs[code],
                table,
                row.line,
                name=title,
                description=description,
                groups=[detailed],
                external_ids=[_identifier(Kind.ROLE, code)],
            )

    def _add_soc_groups(self, soc: str, titles: Mapping[str, str], row: Row) -> str:
        """The detailed SOC group of an occupation, and the major group that it is in."""
        slug = f"{DATASET}/soc-{soc}"
        if Key(Kind.ROLE_GROUP, slug) not in self._records:
            major = f"{soc[:2]}-0000"
            parent = f"{DATASET}/soc-{major}"
            if major in MAJOR_GROUPS and Key(Kind.ROLE_GROUP, parent) not in self._records:
                fields = {"name": MAJOR_GROUPS[major], "scheme": GroupScheme.SOC.value, "code": major}
                self._add(Kind.ROLE_GROUP, parent, "Occupation Data", row.line, **fields)
            self._add(
                Kind.ROLE_GROUP,
                slug,
                "Occupation Data",
                row.line,
                name=titles.get(f"{soc}.00", row.values[1]),
                scheme=GroupScheme.SOC.value,
                code=soc,
                broader=parent if major in MAJOR_GROUPS else None,
            )
        return slug

    def _add_titles(self) -> None:
        alternate = self._rows("Alternate Titles", (CODE, "Alternate Title"), ("Short Title",))
        reported = self._rows("Sample of Reported Titles", (CODE, "Reported Job Title"))
        aliases: dict[str, dict[str, None]] = defaultdict(dict)
        for row in (*alternate, *reported):
            for title in filter(None, row.values[1:]):
                if title != "n/a":
                    aliases[row.values[0]][title] = None
        for code, titles in aliases.items():
            if role := self._role(code):
                titles.pop(role["name"], None)
                role["aliases"] = list(titles)

    def _add_elements(self) -> None:
        """Skills, knowledge and work styles, with their ratings."""
        scales = {
            row.values[0]: row.values[1:] for row in self._rows("Scales Reference", ("Scale ID", "Minimum", "Maximum"))
        }
        low, high = map(float, scales.get("LV", ("0", "7")))
        columns = (CODE, "Element ID", "Element Name", "Scale ID", "Data Value")
        ratings = {table: self._rows(table, columns, ("Recommend Suppress",)) for table in RATED}
        tables = {row.values[1]: (table, row) for table, rows in ratings.items() for row in reversed(rows)}
        reference = {
            row.values[0]: row.values[1:]
            for row in self._rows("Content Model Reference", ("Element ID", "Element Name", "Description"))
        }
        parents = {each for element in tables for each in _above(element) if each in reference}
        labels = [(element, row.values[2]) for element, (_, row) in sorted(tables.items())]
        labels += [(element, f"{reference[element][0]} {element}") for element in sorted(parents)]
        slugs = self._assign(Kind.SKILL, labels)
        for element in sorted(parents | tables.keys()):
            table, row = tables.get(element, ("Content Model Reference", None))
            name, description = reference.get(element, ("", ""))
            above = next((each for each in _above(element) if each in parents), None)
            self._add(
                Kind.SKILL,
                slugs[element],
                table,
                row.line if row else 1,
                name=row.values[2] if row else name,
                description=description,
                skill_kind=(RATED[table] if row else SkillKind.GROUP).value,
                category=reference[above][0] if above and row else None,
                broader=[{"skill": slugs[above]}] if above else [],
                external_ids=[_identifier(Kind.SKILL, element)],
            )
        for rows in ratings.values():
            self._add_ratings(rows, slugs, low, high)

    def _add_ratings(self, rows: Sequence[Row], slugs: Mapping[str, str], low: float, high: float) -> None:
        values: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        for row in rows:
            code, element, _, scale, value, suppress = row.values
            if suppress == "Y":
                self._release.note("ratings that O*NET recommends to suppress")
            elif scale in values[code, element]:
                self._release.note("ratings that a table lists twice")
            else:
                values[code, element][scale] = float(value)
        for (code, element), found in values.items():
            importance, level = found.get("IM"), found.get("LV")
            if (importance is None and level is None) or not (role := self._role(code)):
                continue
            essential = importance is not None and importance >= IMPORTANT
            link: dict[str, Any] = {
                "skill": slugs[element],
                "importance": (Importance.ESSENTIAL if essential else Importance.OPTIONAL).value,
            }
            if importance is not None:
                link["importance_rating"] = importance
            if level is not None:
                link["level"] = round(min(1.0, max(0.0, (level - low) / (high - low))), 4)
                link["level_rating"] = level
            role.setdefault("skills", []).append(link)

    def _add_tools(self) -> None:
        """Technology skills and tools; the same example in several rows is one tool."""
        columns = (CODE, "Example", "Commodity Code", "Commodity Title")
        tables = {
            "Technology Skills": self._rows("Technology Skills", columns, ("Hot Technology", "In Demand")),
            "Tools Used": self._rows("Tools Used", columns, ("Hot Technology", "In Demand")),
        }
        rows = [(table, row) for table, found in tables.items() for row in found]
        names: dict[str, str] = {}
        for _, row in rows:
            names.setdefault(row.values[1].casefold(), row.values[1])
        slugs = self._assign(Kind.TOOL, names.items())
        commodities: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        hot = set()
        for _, row in rows:
            _, example, code, title, is_hot, _ = row.values
            commodities[example.casefold()][code, title] += 1
            if is_hot == "Y":
                hot.add(example.casefold())
        linked: dict[tuple[str, str], dict[str, Any]] = {}
        for table, row in rows:
            code, example, _, _, _, in_demand = row.values
            name = example.casefold()
            slug = slugs[name]
            if Key(Kind.TOOL, slug) not in self._records:
                (_, title), _ = commodities[name].most_common(1)[0]
                codes = sorted({code for code, _ in commodities[name]})
                identifiers = [{"scheme": "unspsc", "identifier": code} for code in codes]
                self._add(
                    Kind.TOOL,
                    slug,
                    table,
                    row.line,
                    name=names[name],
                    category=title,
                    hot=name in hot,
                    external_ids=[_identifier(Kind.TOOL, name), *identifiers],
                )
            role = self._role(code)
            if role is None:
                continue
            link = linked.get((code, slug))
            if link is None:
                link = linked[code, slug] = {"tool": slug}
                role.setdefault("tools", []).append(link)
            if in_demand == "Y":
                link["in_demand"] = True

    def _add_activities(self) -> None:
        """Generalized, intermediate and detailed work activities: a hierarchy above the tasks."""
        columns = ("Element ID", "Element Name", "IWA ID", "IWA Title", "DWA ID", "DWA Title")
        rows = self._rows("DWA Reference", columns)
        labels: dict[str, str] = {}
        for row in rows:
            general, general_name, intermediate, intermediate_name, detailed, detailed_name = row.values
            labels |= {general: general_name, intermediate: intermediate_name, detailed: detailed_name}
        self._activities = self._assign(Kind.RESPONSIBILITY, labels.items())
        for row in rows:
            above: str | None = None
            for place in (0, 2, 4):
                identifier, name = row.values[place : place + 2]
                slug = self._activities[identifier]
                if Key(Kind.RESPONSIBILITY, slug) not in self._records:
                    self._add(
                        Kind.RESPONSIBILITY,
                        slug,
                        "DWA Reference",
                        row.line,
                        name=name,
                        broader=[{"responsibility": above}] if above else [],
                        external_ids=[{"scheme": "onet-activity", "identifier": identifier}],
                    )
                above = slug

    def _add_tasks(self) -> None:
        activities: dict[str, dict[str, None]] = defaultdict(dict)
        for row in self._rows("Tasks to DWAs", ("Task ID", "DWA ID")):
            task, activity = row.values
            if activity in self._activities:
                activities[task][self._activities[activity]] = None
            else:
                self._release.note("tasks of activities that the release does not have")
        for row in self._rows("Task Statements", (CODE, "Task ID", "Task"), ("Task Type",)):
            code, task, statement, kind = row.values
            role = self._role(code)
            if role is None:
                continue
            slug = f"{DATASET}/task-{slugify(task)}"
            if Key(Kind.RESPONSIBILITY, slug) in self._records:
                self._release.note("tasks that a table lists twice")
                continue
            short = _shortened(statement)
            self._add(
                Kind.RESPONSIBILITY,
                slug,
                "Task Statements",
                row.line,
                name=short,
                description=statement if short != statement else None,
                broader=[{"responsibility": activity} for activity in activities.get(task, ())],
                external_ids=[_identifier(Kind.RESPONSIBILITY, task)],
            )
            link = {"responsibility": slug}
            if kind in ("Core", "Supplemental"):
                link["importance"] = (Importance.ESSENTIAL if kind == "Core" else Importance.OPTIONAL).value
            role.setdefault("responsibilities", []).append(link)

    def _add_job_zones(self) -> None:
        columns = ("Job Zone", "Name", "Experience", "Education", "Job Training")
        for row in self._rows("Job Zone Reference", columns):
            zone, name, *texts = row.values
            self._add(
                Kind.QUALIFICATION,
                f"{DATASET}/job-zone-{zone}",
                "Job Zone Reference",
                row.line,
                name=name,
                description=" ".join(texts),
                qualification_kind=QualificationKind.EXPERIENCE.value,
            )
        for row in self._rows("Job Zones", (CODE, "Job Zone")):
            code, zone = row.values
            slug = f"{DATASET}/job-zone-{zone}"
            if Key(Kind.QUALIFICATION, slug) not in self._records:
                self._release.note("job zones that the release does not explain")
            elif role := self._role(code):
                link = {"qualification": slug, "requirement": Requirement.TYPICAL.value}
                role.setdefault("qualifications", []).append(link)

    def _add_education(self) -> None:
        """Education, training and experience: what share of the people in an occupation says that it takes which."""
        reference = self._rows(
            "Education, Training, and Experience Categories", ("Scale ID", "Category", "Category Description")
        )
        categories: dict[tuple[str, str], str] = {}
        for row in reference:
            scale, category, description = row.values
            if scale == EDUCATION or scale in EXPERIENCE:
                categories[scale, category] = self._add_category(row, scale, category, description)
        shares: dict[str, dict[tuple[str, str], float]] = defaultdict(dict)
        columns = (CODE, "Scale ID", "Category", "Data Value")
        table = "Education, Training, and Experience"
        for row in self._rows(table, columns, ("Recommend Suppress",)):
            code, scale, category, value, suppress = row.values
            if suppress == "Y":
                self._release.note("ratings that O*NET recommends to suppress")
            elif (scale, category) in categories and float(value) > 0:
                shares[code][scale, category] = float(value) / 100
        for code, found in shares.items():
            if role := self._role(code):
                links = role.setdefault("qualifications", [])
                for (scale, category), share in found.items():
                    usual = max((other for (of, _), other in found.items() if of == scale), default=0)
                    place = next(number for (of, number), other in found.items() if of == scale and other == usual)
                    links.append(
                        {
                            "qualification": categories[scale, category],
                            "requirement": _requirement(int(category), int(place)).value,
                            "share": round(min(1.0, share), 4),
                        }
                    )

    def _add_category(self, row: Row, scale: str, category: str, description: str) -> str:
        degree = next((word for word in DEGREES if description.casefold().startswith(word)), None)
        if scale == EDUCATION:
            name = _shortened(description.split(" - ")[0])
            certificate = "certificate" in name.casefold()
            kind = QualificationKind.CERTIFICATION if certificate else QualificationKind.DEGREE
        else:
            name = f"{EXPERIENCE[scale]}: {description[0].lower()}{description[1:]}"
            kind, degree = QualificationKind.EXPERIENCE, None
        level = DEGREES[degree] if degree and kind is QualificationKind.DEGREE else None
        slug = f"{DATASET}/{scale.lower()}-{category}-{slugify(name)}"[:150].rstrip("-")
        self._add(
            Kind.QUALIFICATION,
            slug,
            "Education, Training, and Experience Categories",
            row.line,
            name=name,
            description=description if scale == EDUCATION and description != name else None,
            qualification_kind=kind.value,
            degree_level=level.value if level else None,
        )
        return slug

    def _add_moves(self) -> None:
        """Related occupations; older releases have a matrix of career changers instead."""
        tables = self._release.tables
        older = "Related Occupations" not in tables and "Career Changers Matrix" in tables
        table = "Career Changers Matrix" if older else "Related Occupations"
        seen = set()
        for row in self._rows(table, (CODE, "Related O*NET-SOC Code", "Index"), ("Relatedness Tier",)):
            code, related, index, tier = row.values
            role, target = self._role(code), self._role(related)
            if role is None or target is None or role is target or (code, related) in seen:
                continue
            seen.add((code, related))
            move: dict[str, Any] = {
                "to": target["slug"],
                "move_kind": MoveKind.RELATED.value,
                "rank": int(float(index)),
            }
            if tier:
                move["rationale"] = f"Relatedness tier: {tier}."
            role.setdefault("moves", []).append(move)


def _identifier(kind: Kind, identifier: str) -> dict[str, str]:
    return {"scheme": SCHEMES[kind], "identifier": identifier}


def _above(element: str) -> list[str]:
    """The elements above one of the content model, nearest first: 2.A.1 and 2.A of 2.A.1.b."""
    parts = element.split(".")
    return [".".join(parts[:length]) for length in range(len(parts) - 1, 1, -1)]


def _requirement(category: int, usual: int) -> Requirement:
    if category == usual:
        return Requirement.TYPICAL
    return Requirement.ADVANCED if category > usual else Requirement.HELPFUL


def _shortened(text: str) -> str:
    """The text, cut at a word where it is longer than a name may be."""
    return text if len(text) <= NAME_LENGTH else f"{text[: NAME_LENGTH - 2].rsplit(' ', 1)[0]} …"
