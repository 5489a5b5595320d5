"""What a load would change, as a person would tell it: by record, with the names of what came and went."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

import orjson

from knowledge.model.differences import Change, Edit, choices, label, named_by, plain
from knowledge.model.kinds import KINDS, Many, Part
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind, Operation
from seeds.planned import Plan, Planned
from seeds.shrinking import plural

ADDED, REMOVED = "+", "−"
LONG = 60  # characters from which two texts are compared word by word
AROUND = 3  # words that are shown around those that differ
MOST_ITEMS = 20  # of a list that are shown
MOST_RECORDS = 200  # of a kind that are shown one by one


def told(plan: Plan) -> Iterator[str]:
    """The lines that tell a plan: totals by kind and operation, then each record."""
    totals: dict[Kind, Counter[Operation]] = defaultdict(Counter)
    for change in plan.changes:
        totals[change.key.kind][change.operation] += 1
    for kind in (each for each in Kind if each in totals):
        counts = ", ".join(f"{count:,} {each.lower()}" for each in Operation if (count := totals[kind][each]))
        yield f"{plural(kind)}: {counts}"
    shown: Counter[tuple[Kind, Operation]] = Counter()
    for change in plan.changes:
        shown[change.key.kind, change.operation] += 1
        if shown[change.key.kind, change.operation] <= MOST_RECORDS:
            yield from _of_record(change, plan.names)
    for (kind, operation), count in shown.items():
        if count > MOST_RECORDS:
            yield f"… and {count - MOST_RECORDS:,} more {plural(kind)} {operation.lower()} (--format json has all)"


def _of_record(change: Planned, names: Mapping[Key, str]) -> Iterator[str]:
    name = change.after.get("name") or change.after.get("title")
    yield f"{change.operation.lower()} {change.key}: {name}"
    if change.before is None:
        if lists := _sizes(change.key.kind, change.after):
            yield f"  {lists}"
        return
    by_field: dict[str, list[Edit]] = defaultdict(list)
    for edit in change.edits():
        if not (edit.path == ("status",) and change.operation is Operation.DEPRECATED):
            by_field[edit.path[0]].append(edit)
    for field, found in by_field.items():
        yield f"  {field.replace('_', ' ')}: {_of_field(change.key.kind, found, names)}"


def _sizes(kind: Kind, record: Record) -> str:
    """How much stands in the lists of a record that is new."""
    found = [(each.key, len(record[each.key])) for each in KINDS[kind].lists if each.key in record]
    return ", ".join(f"{name.replace('_', ' ')}: {count}" for name, count in found)


def _of_field(kind: Kind, found: Sequence[Edit], names: Mapping[Key, str]) -> str:
    if len(found[0].path) == 1:
        (edit,) = found
        named = [names.get(key, key.slug) for key in named_by(kind, edit)]
        before, after = edit.before, edit.after
        if named:  # a reference: by name, in the same order
            before, after = (named.pop(0) if each is not None else None for each in (before, after))
        return _of_value(before, after)
    items: dict[str, list[Edit]] = defaultdict(list)
    for edit in found:
        items[edit.path[1]].append(edit)
    parts = sorted((_of_item(kind, each, names) for each in items.values()), key=_rank)
    more = [f"… and {len(parts) - MOST_ITEMS:,} more"] if len(parts) > MOST_ITEMS else []
    return "; ".join([*parts[:MOST_ITEMS], *more])


def _rank(part: str) -> int:
    """What went comes first, then what came, then what became something else."""
    return {REMOVED: 0, ADDED: 1}.get(part[0], 2)


def _of_item(kind: Kind, found: Sequence[Edit], names: Mapping[Key, str]) -> str:
    """What became of one item of a list: `− Java`, `+ Go (essential)`, `Kubernetes: optional → essential`."""
    first = found[0]
    part = first.field.item if isinstance(first.field, Many) else None
    called = label(kind, first, lambda key: names.get(key, key.slug))
    if len(first.path) > 2:
        return f"{called}: {', '.join(_of_fact(part, edit) for edit in found)}"
    if first.change is Change.REPLACE:
        return f"{called}: {_of_value(first.before, first.after)}"
    if first.change is Change.REMOVE:
        return f"{REMOVED} {called}"
    facts = [_word(first.item[each.key]) for each in choices(part) if each.key in first.item] if part else []
    return f"{ADDED} {called} ({', '.join(facts)})" if facts else f"{ADDED} {called}"


def _of_fact(part: Part | None, edit: Edit) -> str:
    name, *inner = edit.path[2:]
    if part and any(each.key == name for each in choices(part)):
        return f"{_word(edit.before)} → {_word(edit.after)}"
    if inner:
        return f"{ADDED if edit.change is Change.ADD else REMOVED} {name} {' '.join(inner)}"
    return f"{name.replace('_', ' ')} {_of_value(edit.before, edit.after)}"


def _word(choice: str | None) -> str:
    return "nothing" if choice is None else choice.lower().replace("_", " ")


def _of_value(before: Any, after: Any) -> str:
    if before is None:
        return f"{ADDED} {_shown(after)}"
    if after is None:
        return f"{REMOVED} {_shown(before)}"
    if isinstance(before, str) and isinstance(after, str) and len(before) > LONG < len(after):
        return by_words(before, after)
    return f"{_shown(before)} → {_shown(after)}"


def _shown(value: Any) -> str:
    return orjson.dumps(plain(value)).decode()


def by_words(before: str, after: str) -> str:
    """Two texts in one, as `fine [−bread−] {+rolls+} every day`: what is the same in both is cut short."""
    one, other = re.findall(r"\s+|[^\s]+", before), re.findall(r"\s+|[^\s]+", after)
    told = []
    operations = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    for place, (operation, low, high, start, end) in enumerate(operations):
        if operation == "equal":
            told.append(_shortened(one[low:high], first=place == 0, last=place == len(operations) - 1))
        else:
            gone, come = "".join(one[low:high]), "".join(other[start:end])
            told.append((f"[{REMOVED}{gone}{REMOVED}]" if gone else "") + (f"{{+{come}+}}" if come else ""))
    return "".join(told)


def _shortened(words: Sequence[str], *, first: bool, last: bool) -> str:
    """Words that both texts have: those next to what differs, the others left out."""
    around = 2 * AROUND  # with the spaces between them
    before, after = ([] if first else words[:around]), ([] if last else words[-around:])
    if len(words) <= len(before) + len(after):
        return "".join(words)
    return "".join([*before, " … " if before and after else "… " if after else " …", *after])
