"""What words may mean, among things of some kinds: concepts, and learning resources where these are asked for.

Resources have an index of their own, so that what courses are called ("Python for everybody") changes no answer about
skills and roles: neither their order nor how sure it is.
"""

from collections.abc import Collection, Sequence

from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from knowledge.words.hits import Hit
from knowledge.words.index import LEAST


def search(
    snapshot: Snapshot,
    query: str,
    kinds: Collection[Kind],
    dataset: str | None = None,
    *,
    least: float = LEAST,
    languages: Sequence[str] = (),
) -> Sequence[Hit]:
    """What `query` may mean among these kinds, surest first, as `WordIndex.search` tells it."""
    rest = [each for each in kinds if each is not Kind.LEARNING_RESOURCE]
    hits = snapshot.search_index.search(query, rest, dataset, least=least, languages=languages) if rest else ()
    if Kind.LEARNING_RESOURCE not in kinds:
        return hits
    courses = snapshot.resource_index.search(query, None, dataset, least=least, languages=languages)
    return sorted((*hits, *courses), key=lambda hit: -hit.confidence)
