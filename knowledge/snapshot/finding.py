"""Finding what a slug names, and what may be meant where nothing has it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process

from knowledge.errors import BadInput, NotFound, Path

T = TypeVar("T")
SIMILAR_ENOUGH = 70  # of 100: two thirds of the letters of both, and more
SUGGESTIONS = 3
FEW = 12  # that are told where none is alike
SHORT = 40  # letters of one of these


def named(among: Mapping[str, T], slug: str, what: str, argument: Path) -> T:
    """What has this slug: a `what`, in words. Raises `BadInput` for a blank, and `NotFound` with the nearest."""
    found = among.get(slug)
    if found is not None:
        return found
    if not slug.strip():
        article = "an" if what[0] in "aeiou" else "a"
        raise BadInput(f"{'.'.join(map(str, argument))} is blank: give the slug of {article} {what}.", argument)
    raise unknown(what, slug, argument, among)


def unknown(what: str, given: str, argument: Path, known: Iterable[str]) -> NotFound:
    """The error about what is none of the `known` slugs or names: with those most alike, or all where they are few."""
    names = sorted(known)
    near = nearest(given, names)
    few = not near and len(names) <= FEW and all(len(each) <= SHORT for each in names)
    return NotFound(what, given, argument, near, names if few else None)


def check_known(given: str, known: Iterable[str], what: str, argument: Path) -> None:
    """Raises `NotFound` for a value by which lists are narrowed down and that nothing has, `BadInput` for a blank."""
    if given in (there := set(known)):
        return
    if not given.strip():
        raise BadInput(f"{'.'.join(map(str, argument))} is blank: name a {what}, or leave it out for all.", argument)
    raise unknown(what, given, argument, there)


def nearest(slug: str, slugs: Sequence[str], *, by_ends: bool = True) -> list[str]:
    """Up to three of `slugs` that may be meant, best first: alike as a whole, or `by_ends`, which are what stands after
    the name of a dataset."""
    wanted = slug[:200].lower()
    found: dict[str, float] = {}
    for known in (slugs, [each.rpartition("/")[2] for each in slugs]) if by_ends else (slugs,):
        alike = process.extract(wanted, known, scorer=fuzz.ratio, score_cutoff=SIMILAR_ENOUGH, limit=SUGGESTIONS)
        for _, score, place in alike:
            found[slugs[place]] = max(score, found.get(slugs[place], 0.0))
    return sorted(found, key=lambda each: (-found[each], each))[:SUGGESTIONS]
