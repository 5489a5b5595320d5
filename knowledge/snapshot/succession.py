"""Who takes the place of whom: what is said of a record that was replaced is said of the one that took its place.

The record keeps what it says, and so does the history; it is the linked objects of a snapshot that lead on
(`dcterms:isReplacedBy`). So merging two skills, by deprecating one and naming the other as its replacement, carries
over every link to it, and every question counts them as one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from knowledge.model.kinds import Part
from knowledge.model.record import Record

REPLACED_BY = "replaced_by"


def living(made: Mapping[str, Any], records: Iterable[Record]) -> Mapping[str, Any]:
    """What the slugs of a kind lead to: each record to itself, a replaced one to the last that took its place.

    It is `made` itself where nothing is replaced. The chain of replacements runs in no circle.
    """
    after = {record["slug"]: record[REPLACED_BY] for record in records if record.get(REPLACED_BY)}
    if not after:
        return made
    found = dict(made)
    for slug in after:
        last = slug
        while last in after:
            last = after[last]
        found[slug] = made[last]
    return found


def carried_over(part: Part, living: Mapping[str, Any]) -> Callable[[Sequence[Any], str | None], Sequence[Any]] | None:
    """A function that leaves out of a list what a link that was carried over says again, or says of its own record.

    It takes the items of a record and the slug of the record where they lead to its own kind. What is said of the
    successor itself stands before what was said of those that it replaced. None where nothing is to be left out.
    """
    only = part.reference
    if only is None:
        return None
    replaced = {slug: to.slug for slug, to in living.items() if slug != to.slug}
    if not replaced:
        return None
    others = [each.key for each in part.identity if each is not only]

    def thinned(items: Sequence[Any], own: str | None) -> Sequence[Any]:
        slugs = [item if part.make is None else item[only.key] for item in items]
        if replaced.keys().isdisjoint(slugs):
            return items
        told: dict[tuple[Any, ...], int] = {}
        for place, (item, slug) in enumerate(zip(items, slugs, strict=True)):
            to = replaced.get(slug, slug)
            if to == own and to != slug:
                continue
            identity = (to, *(item.get(key) for key in others)) if part.make else (to,)
            before = told.get(identity)
            if before is None or (slug == to and slugs[before] != to):
                told[identity] = place
        return [items[place] for place in sorted(told.values())]

    return thinned
