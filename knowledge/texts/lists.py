"""Lists that nobody divided: `python java sql docker`, `welding soldering blueprint reading`.

What goes on without a mark between is a list where names cover all that it says: of all ways to divide it into names
that of the most words covered, then of the fewest names. One name with what is said of it (`Python scripting`) leaves
words over, a deed and what it is done to (`cleaning windows`) are one thing, and so are two words that may say anything
(`pump design`); what is a name as a whole is not divided.
"""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import IntEnum
from typing import NamedTuple

import regex

from knowledge.texts.parts import present

LEAST_NAMES = 2
MANY = 3  # names from which on some words in between may be unknown
LEAST_COVERED = 0.75  # of the words, then
LEAST_TOOLS, LEAST_OF_TOOLS = 2, 0.33  # names of tools, and their share of the words, with which others may be anything
NOUN = regex.compile(r"(?:tion|sion|ment|ness|ship|ance|ence|ity)$")
"""Endings of what is done where it is no verb (`communication`)."""
SHORTEST_GERUND = 5  # letters of a word in -ing that says what is done, and one more


class Sure(IntEnum):
    """How sure a word alone is a name."""

    ALIAS = 0  # one of many ways to say something
    NAME = 1  # what something is called
    TOOL = 2  # or what is written as a name among others that are not
    ROLE = 3  # that is not only what many roles are


class Cover(NamedTuple):
    """The names that cover words, from the left, as places of the first word and of the one after the last."""

    covered: int
    names: tuple[tuple[int, int], ...]


def best_cover(count: int, names: Collection[tuple[int, int]]) -> Cover:
    """How so many words are covered best by names that do not overlap."""
    by_end: dict[int, list[int]] = {}
    for first, end in names:
        by_end.setdefault(end, []).append(first)
    best = [Cover(0, ())]
    for end in range(1, count + 1):
        ways = [best[end - 1]]
        for first in sorted(by_end.get(end, ())):
            before = best[first]
            ways.append(Cover(before.covered + end - first, (*before.names, (first, end))))
        best.append(max(ways, key=lambda way: (way.covered, -len(way.names))))
    return best[count]


def listed(
    words: Sequence[str],
    names: Mapping[tuple[int, int], Sure],
    unsaid: AbstractSet[str],
    verbs: Container[str],
) -> Sequence[tuple[int, int]]:
    """The names of a list; nothing where words are none.

    `names` says of each how sure a word of it alone is one, `unsaid` are little words, which divide, and `verbs` such
    as say what is done.
    """
    if not unsaid.isdisjoint(words):
        return ()
    cover = best_cover(len(words), names)
    count = len(cover.names)
    if count < LEAST_NAMES:
        return ()
    first, second, *_ = ([words[place] for place in range(*each)] for each in cover.names)
    is_verb = first[0] != words[0] or (len(first) == 1 and names[0, 1] is not Sure.ROLE)
    if (
        is_verb
        and NOUN.search(words[0]) is None
        and present(words[0]) in verbs
        and not (_is_gerund(first[-1]) and _is_gerund(second[-1]))
    ):
        return ()
    least = Sure.NAME if count >= MANY else Sure.TOOL
    sure = sum(end - start > 1 or names[start, end] >= least or _is_gerund(words[start]) for start, end in cover.names)
    is_covered = cover.covered >= (LEAST_COVERED if count >= MANY else 1) * len(words)
    if is_covered and sure >= LEAST_NAMES and sure > count / 2:
        return cover.names
    tools = sum(names[each] is Sure.TOOL for each in cover.names)
    return cover.names if tools >= LEAST_TOOLS and cover.covered >= LEAST_OF_TOOLS * len(words) else ()


def _is_gerund(word: str) -> bool:
    return len(word) > SHORTEST_GERUND and word.endswith("ing")


def with_rest(count: int, names: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Names among so many words, and what stands between them, together and word by word."""
    end = 0
    for each in (*names, (count, count)):
        if end < each[0]:
            yield end, each[0]
        if each[0] - end > 1:
            yield from ((place, place + 1) for place in range(end, each[0]))
        if each[0] < each[1]:
            yield each
        end = each[1]
