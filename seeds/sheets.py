"""CSV sheets for what people keep in spreadsheets: skills, tools, the skills of roles, and mappings.

The name of the file says what is in it. Several values in a cell are separated by bars (`|`). A row rests on the
`basis` and `citations` of its own cells, or else of the dataset's `dataset.yaml`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from knowledge.model.kinds import KINDS, Field, Many
from knowledge.model.links import RoleSkill
from knowledge.model.vocabulary import Kind
from seeds.format import RoleSkillPart
from seeds.problems import Line, Loc, Origin, Place, Problem, Refused
from seeds.seed import Declared, Parsed, add_record, evidence_of, problems_of
from seeds.tables import Table, read_rows


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet may have: columns that it must have, others, and those whose cells hold several values."""

    kind: Kind | None
    required: tuple[str, ...]
    optional: tuple[str, ...]
    lists: tuple[str, ...] = ("citations",)


def _sheet(kind: Kind | None, fields: Iterable[Field], *, first: tuple[str, ...] = ()) -> Sheet:
    """A sheet with a column for each field that holds one value, or several that can be written as text."""
    flat = [each for each in fields if not each.said.of_file and _is_flat(each)]
    lists = [each.key for each in flat if isinstance(each, Many)]
    return Sheet(
        kind,
        (*first, *(each.key for each in flat if each.required)),
        (*(each.key for each in flat if not each.required), *EVIDENCE),
        (*lists, "citations"),
    )


def _is_flat(field: Field) -> bool:
    return not isinstance(field, Many) or field.item.bare is not None or field.item.alone is not None


EVIDENCE = ("basis", "citations")

SHEETS = {
    "skills.csv": _sheet(Kind.SKILL, KINDS[Kind.SKILL].fields),
    "tools.csv": _sheet(Kind.TOOL, KINDS[Kind.TOOL].fields),
    "mappings.csv": Sheet(Kind.CONCEPT_MAPPING, ("kind", "subject", "relation", "object"), EVIDENCE),
    "role_skills.csv": _sheet(
        None,
        next(each.item.fields for each in KINDS[Kind.ROLE].lists if each.item.make is RoleSkill),
        first=("role",),
    ),
}


def parse_sheet(file: Path, declared: Declared, parsed: Parsed) -> None:
    """Add the rows of a sheet: records, or links to roles that `parsed` has already."""
    sheet = SHEETS.get(file.name)
    if sheet is None:
        message = f"not a sheet that is known: expected {', '.join(SHEETS)}"
        parsed.problems.append(Problem(Place(file), "", message))
        return
    if declared.dataset is None:
        parsed.problems.append(Problem(Place(file), "", "belongs to no dataset: add a dataset.yaml in the folder"))
        return
    try:
        if sheet.kind:
            for line, content in _rows(file, sheet):
                record = _mapping(content) if sheet.kind is Kind.CONCEPT_MAPPING else content
                add_record(sheet.kind, record, line, (), declared, parsed)
        else:
            _add_links(file, sheet, declared, parsed)
    except Refused as error:
        parsed.problems.extend(error.problems)


def _rows(file: Path, sheet: Sheet) -> Iterator[tuple[Line, dict[str, Any]]]:
    names = (*sheet.required, *sheet.optional)
    for row in read_rows(Table(file), sheet.required, sheet.optional, others=False):
        content: dict[str, Any] = {}
        for name, value in zip(names, row.values, strict=True):
            if value.strip():
                parts = [part.strip() for part in value.split("|")]
                content[name] = [part for part in parts if part] if name in sheet.lists else value.strip()
        yield Line(file, row.line), content


def _mapping(content: dict[str, Any]) -> dict[str, Any]:
    """The record of a row that maps a concept: its slug and name are made of what it says."""
    subject, relation, target = (content.get(name, "") for name in ("subject", "relation", "object"))
    fields = {"subject_kind": content.pop("kind", None), "object_slug": content.pop("object", None), **content}
    slug = "/".join((subject, relation.lower().replace("_", "-"), target))
    return {"slug": slug, "name": f"{subject} {relation} {target}", **fields}


def _add_links(file: Path, sheet: Sheet, declared: Declared, parsed: Parsed) -> None:
    roles = {seed.key.slug: place for place, seed in enumerate(parsed.seeds) if seed.key.kind is Kind.ROLE}
    for line, content in _rows(file, sheet):
        slug = content.pop("role", "")
        if slug not in roles:
            message = f"the role {slug!r} is in none of these files: load it together with this sheet"
            parsed.problems.append(Problem(line.place(()), "role", message))
            continue
        try:
            link = RoleSkillPart.model_validate(content).model_dump(mode="json", exclude_defaults=True)
        except ValidationError as error:
            parsed.problems.extend(problems_of(error, line, ()))
            continue
        seed = parsed.seeds[roles[slug]]
        own = evidence_of(seed.record, {})
        told = evidence_of(link, declared.evidence or own)
        link = {name: value for name, value in link.items() if name not in ("basis", "citations")}
        skills = [*seed.record.get("skills", ()), link if told == own else {**link, **told}]
        origin = seed.origin if isinstance(seed.origin, WithRows) else WithRows(seed.origin, len(seed.loc))
        origin.rows[len(skills) - 1] = line
        parsed.seeds[roles[slug]] = replace(seed, record={**seed.record, "skills": skills}, origin=origin)


@dataclass(frozen=True, slots=True)
class WithRows:
    """The origin of a role some of whose skills come from a sheet: `rows` has the line of each, by its place."""

    role: Origin
    depth: int  # of the role's own place within its file
    rows: dict[int, Line] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        return self.role.file

    def place(self, loc: Loc) -> Place:
        match tuple(loc[self.depth :]):
            case ("skills", int(number), *_) if number in self.rows:
                return self.rows[number].place(())
        return self.role.place(loc)
