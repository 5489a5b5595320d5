"""Labels that were found, brought together by what they name: the best label of each thing, and how good all are."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Doubles = NDArray[np.float64]

POOLED = 0.8  # T: how far labels of one thing may be apart to speak for it together


class Pooled(NamedTuple):
    """A row for each thing of each list, in order of list, the best first.

    `rows` are those of the best labels, `scores` those of the things, and list n is `starts[n]` to `starts[n + 1]`.
    """

    rows: Integers
    scores: Doubles
    starts: Integers


def pooled(scores: Doubles, owners: NDArray[np.int32], lists: Integers, count: int) -> Pooled:
    """Rows ascend by list, of which there are `count`, and in it by owner.

    A thing is as good as its best label, and more for others near it: T × ln Σ exp(score / T), so that two labels that
    are as good are worth 0.55 more than one. Of labels that are as good the first is taken, and things that are as good
    stay in order of how good their best labels are, and else in their own.
    """
    is_new = np.ones(len(owners), np.bool_)
    is_new[1:] = (owners[1:] != owners[:-1]) | (lists[1:] != lists[:-1])
    (starts,) = is_new.nonzero()
    if not len(starts):
        return Pooled(starts, np.zeros(0), np.zeros(count + 1, np.int64))
    best = np.maximum.reduceat(scores, starts)
    which = is_new.cumsum() - 1
    behind = scores - best[which]
    odds = np.add.reduceat(np.exp(behind / POOLED), starts)
    together = np.round(best + POOLED * np.log(odds), 5)
    (is_best,) = (behind == 0).nonzero()  # of each thing at least one
    rows = is_best[is_best.searchsorted(starts)]
    in_lists = lists[starts]
    order = np.lexsort((-best, -together, in_lists))
    return Pooled(rows[order], together[order], in_lists.searchsorted(np.arange(count + 1)))
