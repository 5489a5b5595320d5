"""Skills, knowledge and work styles, with how important each is for an occupation and at which level."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.model.vocabulary import Importance, Kind, SkillKind
from seeds.importing.onet.anchors import Anchors
from seeds.importing.onet.editions import Row
from seeds.importing.onet.layouts import KNOWLEDGE, SKILLS, WORK_STYLES, Subject
from seeds.importing.onet.reader import SUPPRESSED, OnetReader, identifier_of

IMPORTANT = (
    3.0  # of 1 to 5: "important", the level from which O*NET itself counts an element as one of the occupation's
)
RATED: tuple[tuple[Subject, SkillKind], ...] = (
    (SKILLS, SkillKind.SKILL),
    (KNOWLEDGE, SkillKind.KNOWLEDGE),
    (WORK_STYLES, SkillKind.TRANSVERSAL),
)
READ = ("IM", "LV")
IMPACT = ("WI", "DR")  # of work styles from 30.0 on, which are descriptors: nothing says which of them a role needs


def add_elements(reader: OnetReader, anchors: Anchors) -> None:
    """Skills, knowledge and work styles, with their ratings."""
    ratings: dict[SkillKind, list[Row]] = defaultdict(list)
    told: dict[str, tuple[SkillKind, str, Row]] = {}
    for subject, kind in RATED:
        for row in reader.rows(subject):
            _, element, name, scale, *_ = row.values
            if scale in READ:
                ratings[kind].append(row)
                if element not in told:
                    told[element] = kind, reader.element_name(element, name, row), row
            elif scale not in IMPACT:
                reader.release.note(f"ratings of {kind.lower()} elements on the scale {scale!r}, which is not read")
    parents = {each for element in told for each in above(element) if each in reader.model}
    labels = [(element, name) for element, (_, name, _) in sorted(told.items())]
    labels += [(element, f"{reader.model[element].values[1]} {element}") for element in sorted(parents)]
    slugs = reader.assign(Kind.SKILL, labels)
    for element in sorted(parents | told.keys()):
        in_model = reader.model.get(element)
        kind, name, row = told.get(element) or (SkillKind.GROUP, reader.model[element].values[1], reader.model[element])
        over = next((each for each in above(element) if each in parents), None)
        reader.add(
            Kind.SKILL,
            slugs[element],
            row,
            name=name,
            description=in_model.values[2] if in_model else None,
            skill_kind=kind.value,
            category=reader.model[over].values[1] if over and element in told else None,
            anchors=anchors.get(element),
            broader=[{"skill": slugs[over]}] if over else [],
            external_ids=[identifier_of(Kind.SKILL, element)],
        )
    for rows in ratings.values():
        _add_ratings(reader, rows, slugs)


def _add_ratings(reader: OnetReader, rows: Sequence[Row], slugs: Mapping[str, str]) -> None:
    values: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for row in rows:
        code, element, _, scale, _, value, suppress, _ = row.values
        figure = reader.figure(row, scale, value)
        if suppress == "Y":
            reader.release.note(SUPPRESSED)
        elif scale in values[code, element]:
            reader.release.note("ratings that a table lists twice")
        else:
            values[code, element][scale] = figure
    _, low, high = reader.figure.scales["LV"]
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
            link["level"] = round((level - low) / (high - low), 4)
            link["level_rating"] = level
        role.setdefault("skills", []).append(link)


def above(element: str) -> list[str]:
    """The elements above one of the content model, nearest first: 2.A.1 and 2.A of 2.A.1.b."""
    parts = element.split(".")
    return [".".join(parts[:length]) for length in range(len(parts) - 1, 1, -1)]
