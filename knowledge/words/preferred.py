"""Whose languages come first: what is found in several languages, in one order.

Somebody's own languages come before all others, as long as they know what is asked: a name of another language is no
typing error of one's own. What is asked in a language that is not the client's is found by how sure it is alone.
"""

from collections.abc import Collection, Iterable, Sequence

from knowledge.model.language import canonical, chain

KNOWN = 0.5  # the confidence of the best hit in their languages, from which these know what is asked
AS_SURE = 0.5  # or how sure it is, times what the best hit of another language is


def wanted_of(asked: Iterable[str], loaded: Collection[str]) -> frozenset[str]:
    """Those of the loaded languages that are for who reads some, given as tags of BCP 47, or that are near to them.

    `fr-CA` finds `fr`, and `fr` finds `fr-BE`. Raises `ValueError` for what is no tag.
    """
    tags = [canonical(each) for each in asked]
    return frozenset(each for each in loaded if any(each in chain(tag) or tag in chain(each) for tag in tags if each))


def are_first(wanted: Sequence[float], others: Sequence[float]) -> bool:
    """Whether hits in the wanted languages come before all others: `wanted` and `others` are their confidences."""
    best = max(wanted, default=0.0)
    return bool(wanted) and (best >= KNOWN or best >= AS_SURE * max(others, default=0.0))
