"""Whose languages come first: what is found in several languages, in one order.

Somebody's own languages come before all others, as long as they know what is asked: a name of another language is no
typing error of one's own. So it matters which languages know the words of a query: these are the ones it is likely in.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from knowledge.model.language import canonical, chain
from knowledge.words.asked import Asked
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.query_words import JOINED, understood

KNOWN = 0.5  # the confidence of the best hit in their languages, from which these know what is asked
AS_SURE = 0.5  # or how sure it is, times what the best hit of another likely language is
ROUNDING = 1e-6


def wanted_of(asked: Iterable[str], loaded: Collection[str]) -> frozenset[str]:
    """Those of the loaded languages that are for who reads some, given as tags of BCP 47, or that are near to them.

    `fr-CA` finds `fr`, and `fr` finds `fr-BE`. Raises `ValueError` for what is no tag.
    """
    tags = [canonical(each) for each in asked]
    return frozenset(each for each in loaded if any(each in chain(tag) or tag in chain(each) for tag in tags if each))


def knowing(index: DatasetIndex, asked: Asked) -> float:
    """How much of the words of a query an index knows, 0 to 1: in any form, joined or divided, but not misspelt."""
    words = understood(index, asked)
    whole = sum(word.counts for word in words)
    known = sum(word.counts for word in words if word.meant and word.meant[0].quality >= JOINED)
    return known / whole if whole else 0.0


class Found(Protocol):
    """A hit: how sure it is, 0 to 1, and the language of its label."""

    @property
    def score(self) -> float: ...

    @property
    def language(self) -> str: ...


def first_languages(hits: Iterable[Found], wanted: Collection[str], known: Mapping[str, float]) -> frozenset[str]:
    """The languages whose hits come before all others; `known` is how much of the query each knows.

    The wanted ones, unless others know more of the query and are half as sure, or are surer by far: then those.
    """
    best: dict[str, float] = {}
    for hit in hits:
        best[hit.language] = max(hit.score, best.get(hit.language, 0.0))
    most = max((known.get(each, 0.0) for each in best), default=0.0)
    likely = frozenset(each for each in best if known.get(each, 0.0) >= most - ROUNDING)
    ours = max((best[each] for each in best if each in wanted), default=0.0)
    theirs = max((best[each] for each in likely if each not in wanted), default=0.0)
    if likely.isdisjoint(wanted):
        return frozenset(wanted) if AS_SURE * ours > theirs else likely
    return frozenset(wanted) if ours >= min(KNOWN, AS_SURE * theirs) else likely
