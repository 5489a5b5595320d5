"""Skills, knowledge and work styles, with how important each is for an occupation and at which level."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.model.vocabulary import Importance, Kind, SkillKind
from seeds.importing.onet.reader import CODE, SUPPRESSED, OnetReader, identifier_of
from seeds.tables import Row

IMPORTANT = (
    3.0  # of 1 to 5: "important", the level from which O*NET itself counts an element as one of the occupation's
)
RATED = {"Skills": SkillKind.SKILL, "Knowledge": SkillKind.KNOWLEDGE, "Work Styles": SkillKind.TRANSVERSAL}


def add_elements(reader: OnetReader) -> None:
    """Skills, knowledge and work styles, with their ratings."""
    scales = {
        row.values[0]: row.values[1:] for row in reader.rows("Scales Reference", ("Scale ID", "Minimum", "Maximum"))
    }
    low, high = map(float, scales.get("LV", ("0", "7")))
    columns = (CODE, "Element ID", "Element Name", "Scale ID", "Data Value")
    ratings = {table: reader.rows(table, columns, ("Recommend Suppress",)) for table in RATED}
    tables = {row.values[1]: (table, row) for table, rows in ratings.items() for row in reversed(rows)}
    reference = {
        row.values[0]: row.values[1:]
        for row in reader.rows("Content Model Reference", ("Element ID", "Element Name", "Description"))
    }
    parents = {each for element in tables for each in _above(element) if each in reference}
    labels = [(element, row.values[2]) for element, (_, row) in sorted(tables.items())]
    labels += [(element, f"{reference[element][0]} {element}") for element in sorted(parents)]
    slugs = reader.assign(Kind.SKILL, labels)
    for element in sorted(parents | tables.keys()):
        table, row = tables.get(element, ("Content Model Reference", None))
        name, description = reference.get(element, ("", ""))
        above = next((each for each in _above(element) if each in parents), None)
        reader.add(
            Kind.SKILL,
            slugs[element],
            table,
            row.line if row else 1,
            name=row.values[2] if row else name,
            description=description,
            skill_kind=(RATED[table] if row else SkillKind.GROUP).value,
            category=reference[above][0] if above and row else None,
            broader=[{"skill": slugs[above]}] if above else [],
            external_ids=[identifier_of(Kind.SKILL, element)],
        )
    for rows in ratings.values():
        _add_ratings(reader, rows, slugs, low, high)


def _add_ratings(reader: OnetReader, rows: Sequence[Row], slugs: Mapping[str, str], low: float, high: float) -> None:
    values: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for row in rows:
        code, element, _, scale, value, suppress = row.values
        if suppress == "Y":
            reader.release.note(SUPPRESSED)
        elif scale in values[code, element]:
            reader.release.note("ratings that a table lists twice")
        else:
            values[code, element][scale] = float(value)
    for (code, element), found in values.items():
        importance, level = found.get("IM"), found.get("LV")
        if (importance is None and level is None) or not (role := reader.role(code)):
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


def _above(element: str) -> list[str]:
    """The elements above one of the content model, nearest first: 2.A.1 and 2.A of 2.A.1.b."""
    parts = element.split(".")
    return [".".join(parts[:length]) for length in range(len(parts) - 1, 1, -1)]
