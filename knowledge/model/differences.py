"""What differs between two states of a record, as operations: what came, what went, and what became something else.

The order of a list is no difference: items are told apart by what identifies them.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from knowledge.model.kinds import KINDS, Field, Many, Part, Reference, Scalar
from knowledge.model.record import Key, Record, to_bytes
from knowledge.model.vocabulary import Kind

CITATION = ("source", "section")


class Change(StrEnum):
    """What an operation does."""

    ADD = "add"
    REMOVE = "remove"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Edit:
    """One operation. `path` leads to the value: the field, then what identifies the item of a list, then its field.

    `field` is what was declared of the first step, None for evidence; `item` the item of that list, if it is one.
    """

    change: Change
    path: tuple[str, ...]
    before: Any
    after: Any
    field: Field | None = None
    item: Any = None


def edits(kind: Kind, before: Record, after: Record) -> list[Edit]:
    """How a record of a kind becomes another one, in the order of the fields."""
    return list(_of_fields({each.key: each for each in KINDS[kind].fields}, before, after))


def same(before: Record, after: Record) -> bool:
    """Whether two records say the same, whatever the order of their lists."""
    if before.keys() != after.keys() or any(
        len(value) != len(after[name]) if isinstance(value, list) else value != after[name]
        for name, value in before.items()
    ):
        return False
    return _unordered(before) == _unordered(after)


def named_by(kind: Kind, edit: Edit) -> Iterator[Key]:
    """The records that an operation names."""
    match edit.field:
        case Reference() as field:
            for value in (edit.before, edit.after):
                if value is not None and (field.kind or field.own_kind):
                    yield Key(field.kind or kind, value)
        case Many(item=part) if (key := target(kind, part, edit.item)) is not None:
            yield key


def target(kind: Kind, part: Part, item: Any) -> Key | None:
    """The record that an item of a list in a record of a kind leads to, if it leads anywhere."""
    reference = part.reference
    if reference is None or item is None:
        return None
    slug = item if part.bare is not None else item[reference.key]
    return Key(reference.kind or kind, slug)


def label(kind: Kind, edit: Edit, name: Callable[[Key], str]) -> str:
    """What to call an item of a list: the name of what it leads to, or else what identifies it, or what it says."""
    part = edit.field.item if isinstance(edit.field, Many) else None
    key = target(kind, part, edit.item) if part else None
    if key is not None:
        return name(key)
    if part is None or part.identity:
        return edit.path[1]
    said = (edit.item.get(each.key) for each in part.fields)
    return " ".join(str(plain(value)) for value in said if isinstance(value, str | int | float))


def choices(part: Part) -> list[Scalar]:
    """The fields of the items of a list that hold a word of a vocabulary."""
    if part.bare is not None:
        return []
    return [each for each in part.fields if isinstance(each, Scalar) and issubclass(each.type, StrEnum)]


def plain(value: Any) -> Any:
    """Whole numbers without a fraction."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _of_fields(fields: Mapping[str, Field], before: Record, after: Record) -> Iterator[Edit]:
    names = [*fields, *sorted({*before, *after} - fields.keys())]
    for name in names:
        one, other = before.get(name), after.get(name)
        if one == other:
            continue
        field = fields.get(name)
        if name == "citations":
            yield from _of_items(name, None, lambda each: tuple(each.get(key) or "" for key in CITATION), one, other)
        elif isinstance(field, Many):
            yield from _of_items(name, field, _identity(field.item), one, other)
        else:
            yield _edit((name,), one, other, field)


def _edit(path: tuple[str, ...], one: Any, other: Any, field: Field | None, item: Any = None) -> Edit:
    change = Change.ADD if one is None else Change.REMOVE if other is None else Change.REPLACE
    return Edit(change, path, one, other, field, item)


def _identity(part: Part) -> Callable[[Any], tuple[str, ...]] | None:
    """What tells items of a list from each other, None where nothing does."""
    if part.bare is not None:
        return lambda each: (str(each),)
    keys = [each.key for each in part.identity]
    return (lambda each: tuple(str(each.get(key) or "") for key in keys)) if keys else None


def _of_items(
    name: str,
    field: Many | None,
    identity: Callable[[Any], tuple[str, ...]] | None,
    before: Sequence[Any] | None,
    after: Sequence[Any] | None,
) -> Iterator[Edit]:
    one, other = _left_over(before or (), after or ())
    if identity is None:
        yield from _of_places(name, field, one, other)
        return
    found, made = {identity(each): each for each in one}, {identity(each): each for each in other}
    for key in dict.fromkeys([*found, *made]):
        item, new = found.get(key), made.get(key)
        path = (name, " ".join(filter(None, key)))
        if item is None or new is None:
            yield _edit(path, item, new, field, new if item is None else item)
        else:
            yield from _within(path, field, item, new)


def _of_places(name: str, field: Many | None, one: Sequence[Any], other: Sequence[Any]) -> Iterator[Edit]:
    """Items that nothing identifies, as those of pay: told in pairs where there are as many as before."""
    if len(one) == len(other):
        for place, (item, new) in enumerate(zip(one, other, strict=True)):
            yield from _within((name, str(place)), field, item, new)
        return
    yield from (_edit((name, str(place)), item, None, field, item) for place, item in enumerate(one))
    yield from (_edit((name, str(place)), None, new, field, new) for place, new in enumerate(other))


def _within(path: tuple[str, ...], field: Many | None, item: Any, new: Any) -> Iterator[Edit]:
    """How an item of a list becomes another one."""
    if not isinstance(item, dict) or field is None:
        yield _edit(path, item, new, field, item)
        return
    for each in _of_fields({each.key: each for each in field.item.fields}, item, new):
        yield Edit(each.change, (*path, *each.path), each.before, each.after, field, new)


def _left_over(before: Sequence[Any], after: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """The items of each that are not in the other, whatever their places."""
    one, other = [(_unordered(each), each) for each in before], [(_unordered(each), each) for each in after]
    gone, come = Counter(key for key, _ in one), Counter(key for key, _ in other)
    gone, come = gone - come, come - gone
    return _taken(one, gone), _taken(other, come)


def _taken(items: Sequence[tuple[bytes, Any]], wanted: Counter[bytes]) -> list[Any]:
    found = []
    for key, item in items:
        if wanted[key]:
            wanted[key] -= 1
            found.append(item)
    return found


def _unordered(value: Any) -> bytes:
    """The canonical JSON of a value whose lists have no order."""
    return to_bytes(_sorted(value))


def _sorted(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return sorted((_sorted(each) for each in value), key=to_bytes)
    if isinstance(value, dict):
        return {name: _sorted(each) for name, each in value.items()}
    return value
