"""The steps that a change consists of, and what they make of records.

A change is decided once, as steps, and then made in whatever holds the records: canonical records of a database, or the
text of files. Places in lists are those before the change.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.model.record import Key, Record
from knowledge.model.wellformed import Path


@dataclass(frozen=True, slots=True)
class Renamed:
    """The record goes by another slug, with all that it says."""

    key: Key
    slug: str


@dataclass(frozen=True, slots=True)
class Put:
    """A field with one value says something else; None takes the field away."""

    key: Key
    field: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Redirected:
    """The reference at `path` leads to another record."""

    key: Key
    path: Path
    slug: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """The item at `place` of a list is left out."""

    key: Key
    field: str
    place: int


@dataclass(frozen=True, slots=True)
class Added:
    """An item is added to the end of a list."""

    key: Key
    field: str
    item: Any


@dataclass(frozen=True, slots=True)
class Created:
    """A record is new. In files it stands after the record `beside`, whose evidence it has."""

    key: Key
    record: Record
    beside: Key


Step = Renamed | Put | Redirected | Dropped | Added | Created


def by_record(steps: Iterable[Step]) -> dict[Key, list[Step]]:
    """The steps by the record that they change, or stand beside."""
    found: dict[Key, list[Step]] = defaultdict(list)
    for step in steps:
        found[step.beside if isinstance(step, Created) else step.key].append(step)
    return found


def outcome(records: Mapping[Key, Record], steps: Sequence[Step]) -> dict[Key, Record]:
    """The canonical records that differ after the steps, or are new."""
    made: dict[Key, Record] = {}
    for key, own in by_record(steps).items():
        changed = changed_content(records[key], own)
        if changed != records[key]:
            made[Key(key.kind, str(changed["slug"]))] = changed
    made.update({step.key: step.record for step in steps if isinstance(step, Created)})
    return made


def changed_content(content: Mapping[str, Any], steps: Sequence[Step]) -> dict[str, Any]:
    """A record after its steps. It may be one as a file says it, with slugs alone where they are enough."""
    made = {name: list(value) if isinstance(value, list) else value for name, value in content.items()}
    for step in steps:
        if isinstance(step, Redirected):
            _redirect(made, step)
    dropped: dict[str, set[int]] = defaultdict(set)
    for step in steps:
        if isinstance(step, Dropped):
            dropped[step.field].add(step.place)
    for field, places in dropped.items():
        made[field] = [each for place, each in enumerate(made[field]) if place not in places]
    for step in steps:
        match step:
            case Added(_, field, item):
                made.setdefault(field, []).append(item)
            case Put(_, field, None):
                made.pop(field, None)
            case Put(_, field, value):
                made[field] = value
            case Renamed(_, slug):
                made["slug"] = slug
    for field in dropped:
        if not made[field]:
            del made[field]
    return made


def _redirect(made: dict[str, Any], step: Redirected) -> None:
    match step.path:
        case (str(field),):
            made[field] = step.slug
        case (str(field), int(place)):
            made[field][place] = step.slug
        case (str(field), int(place), str(name)):
            item = made[field][place]
            made[field][place] = step.slug if isinstance(item, str) else {**item, name: step.slug}
        case _:
            raise ValueError(f"no reference is at {step.path}")
