"""What a load would take away from a dataset, by kind and by link: a truncated release is told from an ordinary one."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from db.reader import Reader
from db.tallies import active_records, items_of_active, values_of_active
from knowledge.model.kinds import KINDS
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind, Operation, Status
from seeds.planned import Planned
from seeds.problems import Level, Place, Problem

ALLOWED = 0.1  # the share of a dataset that a load may take away unasked
BY_VALUE = (Kind.SKILL, "collections")  # each collection comes from a table of its own


@dataclass(frozen=True, slots=True)
class Loss:
    """What would be fewer: records of a kind (`field` is None) or items of a list, `before` and `after` the load."""

    kind: Kind
    field: str | None
    before: int
    after: int
    value: str | None = None
    stays: bool = False  # a record that a release lacks, while nobody asks to prune

    @property
    def share(self) -> float:
        """How much of it would go, 0 to 1."""
        return (self.before - self.after) / self.before

    def __str__(self) -> str:
        if self.field is None:
            fate = "are not in it" if self.stays else "would be deprecated"
            return f"{self.before - self.after:,} of {self.before:,} {plural(self.kind)} {fate}"
        named = f"{self.field.replace('_', ' ')} {f'{self.value!r} ' if self.value else ''}of {plural(self.kind)}"
        return f"{named}: {self.before:,} → {self.after:,}"


def plural(kind: Kind) -> str:
    return (KINDS[kind].section or f"{kind.lower()}s").replace("_", " ")


def losses(reader: Reader, dataset: str, changes: Sequence[Planned], missing: Collection[Key] = ()) -> list[Loss]:
    """All that would be fewer in the active records of a dataset; what is `missing` is left out, and stays.

    Records count by how many are deprecated, whatever is created beside them: whoever refers to them loses them. Items
    of lists count by how many there are in all.
    """
    retired = Counter(change.key.kind for change in changes if change.operation is Operation.DEPRECATED)
    items: Counter[tuple[Kind, str, str | None]] = Counter()
    for change in changes:
        items.subtract(_items(change.key.kind, change.before))
        items.update(_items(change.key.kind, change.after))
    found: list[Loss] = []
    lacking = Counter(key.kind for key in missing)
    if retired or lacking:
        active = active_records(reader.connection, dataset)
        found += [Loss(kind, None, active[kind], active[kind] - count) for kind, count in retired.items()]
        found += [Loss(kind, None, active[kind], active[kind] - count, stays=True) for kind, count in lacking.items()]
    for (kind, field, value), delta in sorted(items.items(), key=str):
        if delta < 0:
            if value is None:
                before = items_of_active(reader.connection, dataset, kind, field)
            else:
                before = values_of_active(reader.connection, dataset, kind, field)[value]
            found.append(Loss(kind, field, before, before + delta, value))
    return found


def _items(kind: Kind, record: Record | None) -> dict[tuple[Kind, str, str | None], int]:
    if record is None or record.get("status", Status.ACTIVE) != Status.ACTIVE:
        return {}
    lists = (each.key for each in KINDS[kind].lists)
    found: dict[tuple[Kind, str, str | None], int] = {
        (kind, key, None): len(record[key]) for key in lists if key in record
    }
    if kind is BY_VALUE[0]:
        found |= {(*BY_VALUE, value): 1 for value in record.get(BY_VALUE[1], ())}
    return found


def shrinking(
    reader: Reader,
    dataset: str,
    changes: Sequence[Planned],
    missing: Collection[Key],
    place: Place,
    allowed: float,
) -> list[Problem]:
    """What of a dataset would shrink by more than the share `allowed`, as errors; the first one says how to allow it.

    A single record or item may always go, however few there are.
    """
    found = losses(reader, dataset, changes, missing)
    wrong = [loss for loss in found if loss.share > allowed and loss.before - loss.after > 1]
    gone = sum(loss.before - loss.after for loss in found if loss.field is None)
    active = sum(active_records(reader.connection, dataset).values()) if gone else 0
    shares = [loss.share for loss in wrong] + ([gone / active] if gone > 1 and gone / active > allowed else [])
    if not shares:
        return []
    fate = "are not in it" if any(loss.stays for loss in found) else "would be deprecated"
    told = f": {gone:,} of {active:,} records {fate}" if gone else ""
    first = (
        f"this would take away more than {allowed:.0%} of what the dataset {dataset} has{told}. Is it whole? "
        f"If this is meant, add --allow-shrink {math.ceil(max(shares) * 100) / 100:g}"
    )
    return [Problem(place, "", first), *(Problem(place, _field(loss), str(loss)) for loss in wrong)]


def emptied(reader: Reader, dataset: str, changes: Sequence[Planned], place: Place) -> Iterator[Problem]:
    """Warnings of lists that a load would leave without any item in the whole dataset."""
    for loss in losses(reader, dataset, changes):
        if loss.field and not loss.after and loss.before > 1:
            yield Problem(place, _field(loss), str(loss), Level.WARNING, "links of which none is left")


def _field(loss: Loss) -> str:
    section = KINDS[loss.kind].section or loss.kind.lower()
    return section if loss.field is None else f"{section}.{loss.field}"
