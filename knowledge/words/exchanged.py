"""Which words labels of one thing exchange for each other: `process bookings` and `handle bookings` are one skill.

What is exchanged often means much the same there, whatever texts of the world say: the vectors of such words are drawn
together (as Faruqui 2015 does with the words of a lexicon), so that a name that nobody told is found by the words that
a dataset has for others.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np

from knowledge import deadline
from knowledge.words.meaning import Floats, sums_of, unit

MOST_LABELS = 10  # of a thing, that are compared with each other
MOST_EXCHANGED = 2  # words of each label that differ
SELDOM = 2.0  # things: a word counts as exchanged for others so many times more than it is
DRAWN = 1.0  # how much the words count that one is exchanged for, beside itself
ROUNDS = 2


def exchanges(things: Iterable[Sequence[tuple[int, ...]]], unsaid: frozenset[int]) -> Counter[tuple[int, int]]:
    """How many things have two labels that differ in one word and another, by terms; both ways.

    `things` have the terms of each label. One or two words in the same place may differ, and one has to be common.
    """
    found: Counter[tuple[int, int]] = Counter()
    for labels in things:
        pairs = {pair for one, other in combinations(labels[:MOST_LABELS], 2) for pair in _differing(one, other)}
        found.update(pair for pair in pairs if unsaid.isdisjoint(pair))
    return found


def _differing(one: tuple[int, ...], other: tuple[int, ...]) -> list[tuple[int, int]]:
    most = min(len(one), len(other))
    start = 0
    while start < most and one[start] == other[start]:
        start += 1
    end = 0
    while end < most - start and one[-1 - end] == other[-1 - end]:
        end += 1
    ours, theirs = one[start : len(one) - end], other[start : len(other) - end]
    if not start + end or not 0 < len(ours) <= MOST_EXCHANGED or not 0 < len(theirs) <= MOST_EXCHANGED:
        return []
    return [pair for a in ours for b in theirs if a != b for pair in ((a, b), (b, a))]


def drawn_together(rows: Floats, exchanged: Counter[tuple[int, int]]) -> Floats:
    """Vectors of length 1 of terms, each nearer to those that it is exchanged for, the more often the nearer."""
    if not exchanged or not rows.shape[1]:
        return rows
    ends = np.array(list(exchanged), np.int64)
    counts = np.fromiter(exchanged.values(), np.float32, len(exchanged))
    order = np.lexsort((ends[:, 1], ends[:, 0]))
    ends, counts = ends[order], counts[order]
    whole = np.bincount(ends[:, 0], counts, len(rows)).astype(np.float32)
    shares = (counts / (whole[ends[:, 0]] + SELDOM)).astype(np.float32)
    found = rows
    for _ in range(ROUNDS):
        deadline.check()
        drawn = sums_of(found, ends[:, 1], shares, ends[:, 0], len(rows))
        found = np.where(whole[:, None] > 0, unit(rows + DRAWN * drawn), rows)
    return found
