"""Finding what a slug names, and what may be meant where nothing has it."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process

from knowledge.errors import BadInput, NotFound, Path

T = TypeVar("T")
SIMILAR_ENOUGH = 70  # of 100: two thirds of the letters of both, and more
SUGGESTIONS = 3


def named(among: Mapping[str, T], slug: str, what: str, argument: Path) -> T:
    """What has this slug: a `what`, in words. Raises `BadInput` for a blank, and `NotFound` with the nearest."""
    found = among.get(slug)
    if found is not None:
        return found
    if not slug.strip():
        article = "an" if what[0] in "aeiou" else "a"
        raise BadInput(f"{'.'.join(map(str, argument))} is blank: give the slug of {article} {what}.", argument)
    raise NotFound(what, slug, argument, nearest(slug, list(among)))


def nearest(slug: str, slugs: Sequence[str]) -> list[str]:
    """Up to three of `slugs` that may be meant, best first: alike as a whole, or without the name of the dataset."""
    wanted = slug[:200].lower()
    found: dict[str, float] = {}
    for known in (slugs, [each.rpartition("/")[2] for each in slugs]):
        alike = process.extract(wanted, known, scorer=fuzz.ratio, score_cutoff=SIMILAR_ENOUGH, limit=SUGGESTIONS)
        for _, score, place in alike:
            found[slugs[place]] = max(score, found.get(slugs[place], 0.0))
    return sorted(found, key=lambda each: (-found[each], each))[:SUGGESTIONS]
