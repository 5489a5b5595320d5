"""What a revision did to a record, one thing after the other, with the names that people know instead of slugs.

The order of a list is no change, and neither is what only the form of the record says (`model.differences`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from knowledge.model.differences import Change as Kept
from knowledge.model.differences import Edit, choices, edits, label, named_by, plain, target
from knowledge.model.entity import Entity
from knowledge.model.history import Change
from knowledge.model.kinds import KINDS, Many, Part, Reference, Scalar
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind, Operation, Status
from knowledge.snapshot.snapshot import Snapshot

EVIDENCE = ("basis", "citations")
LONG = 60  # characters from which a text counts as one that was written anew


class Deed(StrEnum):
    """What became of a thing, a value or a text."""

    ADDED = "ADDED"
    REMOVED = "REMOVED"
    ROSE = "ROSE"
    FELL = "FELL"
    CHANGED = "CHANGED"
    TOLD = "TOLD"
    UNTOLD = "UNTOLD"
    REWRITTEN = "REWRITTEN"
    SOURCED = "SOURCED"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that became of a record, or of an item of one of its lists.

    `field` is its field in the seed format. `item` is what the item is called, None where it is the record itself that
    is spoken of; `thing` what it leads to, None if nowhere. `quality` is the field of the item. `before` and `after`
    are values in words, None where there was none; `details` say how an item that came is held, in words, too.
    """

    deed: Deed
    field: str
    item: str | None = None
    thing: Entity | None = None
    quality: str | None = None
    before: str | None = None
    after: str | None = None
    details: tuple[str, ...] = ()


def name_of(snapshot: Snapshot, change: Change) -> str:
    """What the record is called since: an extension as what it adds to."""
    kind, record = change.key.kind, change.after
    extended = KINDS[kind].extends
    if extended is not None and extended.key in record:
        return called(snapshot, Key(extended.kind or kind, record[extended.key]))
    return str(record.get("name") or record.get("title") or change.key.slug)


def called(snapshot: Snapshot, key: Key) -> str:
    """The name of a record, its slug where nothing has it."""
    if key.kind is Kind.DATASET:
        return snapshot.datasets[key.slug].title if key.slug in snapshot.datasets else key.slug
    if key.kind is Kind.SOURCE:
        return snapshot.sources[key.slug].title if key.slug in snapshot.sources else key.slug
    found = snapshot.by_kind[key.kind].get(key.slug) if key.kind in snapshot.by_kind else None
    return key.slug if found is None else found.name


def statements(snapshot: Snapshot, change: Change) -> list[Statement]:
    """What became of the record, in the order of its fields, each thing once; nothing for one that is new.

    That it was deprecated is not among it: `Change.operation` says so.
    """
    if change.before is None:
        return []
    found = []
    for edit in edits(change.key.kind, change.before, change.after):
        if edit.path == ("status",) and change.operation is Operation.DEPRECATED:
            continue
        found.append(_statement(snapshot, change.key.kind, edit))
    return list(dict.fromkeys(found))  # a changed basis and changed citations are one change of sources


def _statement(snapshot: Snapshot, kind: Kind, edit: Edit) -> Statement:
    field, *inner = edit.path
    name = partial(called, snapshot)
    if field in EVIDENCE:
        return Statement(Deed.SOURCED, field="citations")
    if not inner:
        before, after = _own(kind, edit, name)
        return Statement(_deed(edit, before, after), field, before=before, after=after)
    part = edit.field.item if isinstance(edit.field, Many) else None
    item = label(kind, edit, name)
    thing = _thing(snapshot, target(kind, part, edit.item) if part else None)
    if len(inner) == 1:
        if edit.change is Kept.REPLACE:
            return Statement(Deed.CHANGED, field, item, thing, None, _words(edit.before), _words(edit.after))
        details = tuple(_details(part, edit.item)) if part and edit.change is Kept.ADD else ()
        return Statement(Deed.ADDED if edit.change is Kept.ADD else Deed.REMOVED, field, item, thing, details=details)
    quality = inner[1]
    if quality in EVIDENCE:
        return Statement(Deed.SOURCED, field, item, thing)
    is_word = part is not None and any(each.key == quality for each in choices(part))
    before, after = _words(edit.before, is_word=is_word), _words(edit.after, is_word=is_word)
    return Statement(_deed(edit, before, after), field, item, thing, quality, before, after)


def _own(kind: Kind, edit: Edit, name: Callable[[Key], str]) -> tuple[str | None, str | None]:
    """What a field of the record itself said before and says now: a reference by name."""
    if isinstance(edit.field, Reference):
        named = [name(key) for key in named_by(kind, edit)]
        if named:
            before = None if edit.before is None else named.pop(0)
            return before, None if edit.after is None else named.pop(0)
    is_word = isinstance(edit.field, Scalar) and issubclass(edit.field.type, StrEnum)
    if edit.path == ("status",):
        usual = Status.ACTIVE.value  # which records leave out
        return _words(edit.before or usual, is_word=True), _words(edit.after or usual, is_word=True)
    return _words(edit.before, is_word=is_word), _words(edit.after, is_word=is_word)


def _deed(edit: Edit, before: str | None, after: str | None) -> Deed:
    if before is None:
        return Deed.TOLD
    if after is None:
        return Deed.UNTOLD
    one, other = edit.before, edit.after
    if _is_number(one) and _is_number(other):
        return Deed.ROSE if other > one else Deed.FELL
    return Deed.REWRITTEN if len(before) > LONG < len(after) else Deed.CHANGED


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _thing(snapshot: Snapshot, key: Key | None) -> Entity | None:
    return None if key is None or key.kind not in snapshot.by_kind else snapshot.by_kind[key.kind].get(key.slug)


def _details(part: Part, item: Any) -> Iterator[str]:
    """The words of vocabularies that say how an item is held, as `essential`."""
    for each in choices(part):
        if isinstance(item, Mapping) and (word := item.get(each.key)):
            yield str(_words(word, is_word=True))


def _words(value: Any, *, is_word: bool = False) -> str | None:
    """A value of a record as people write it: words of vocabularies in small letters, lists in a row."""
    if value is None or value == []:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(_words(each)) for each in value)
    if isinstance(value, dict):
        return ", ".join(str(_words(each)) for each in value.values())
    return value.lower().replace("_", " ") if is_word else str(plain(value))
