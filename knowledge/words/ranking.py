"""Candidates in order, and how sure each is.

The score of a label is the sum of its features (`words.features`), each times its weight; that of an entity is the
score of its best label. Weights are those under which the right entities of questions with known answers were likeliest
among their candidates (a conditional logit; McFadden 1974).

**Confidence** is a logistic function of what a candidate has beyond others and of how much of the query it explains.
Within a segment it never grows down the list. It was made of hits of names that the index was not told, of names with
errors and decorations, and of names of another kind of thing, for which every hit is wrong.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.words.candidates import Found
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.features import FEATURES
from knowledge.words.figures import CONFIDENCE, WEIGHTS
from knowledge.words.meaning import Floats

Doubles = NDArray[np.float64]

WEIGHT = np.array([WEIGHTS[name] for name in FEATURES])
SIGNS = ("constant", "share", "ahead", *FEATURES)
"""What confidence hangs on: its share of all odds, how far it is ahead of the next, its features."""
SURENESS = np.array([CONFIDENCE.get(name, 0.0) for name in SIGNS])
PART = 0.7  # the fit of a label of which the query is next to nothing
COMPETING = 8  # candidates that others are compared with
FAR = 10.0  # scores by which one is ahead, beyond which more says nothing


class Ranked(NamedTuple):
    """The candidates of a segment, best first: entity, label, score, confidence and fit of each, in arrays.

    `fits` say how much of the query a label tells, 0 to 1, times 0.7 to 1 for how much of it that is, whatever else
    fits as well.
    """

    entities: NDArray[np.int64]
    labels: NDArray[np.int64]
    scores: Doubles
    confidences: Doubles
    fits: Doubles


def ranked(index: DatasetIndex, found: Found) -> Ranked:
    """The entities that were found, best first, ties in order of slug."""
    scores, rows = by_entity(index, found)
    confidences = 1 / (1 + np.exp(-(signs(scores, found.features[rows]) @ SURENESS)))
    labels = found.labels[rows]
    told, of_label = (found.features[rows, FEATURES.index(name)].astype(np.float64) for name in ("words", "label"))
    owners = index.owner[labels].astype(np.int64)
    fits = told * (PART + (1 - PART) * of_label)
    return Ranked(owners, labels, scores, np.minimum.accumulate(confidences), fits)


def by_entity(index: DatasetIndex, found: Found) -> tuple[Doubles, NDArray[np.int64]]:
    """The scores of the entities, descending, and the row of the best label of each."""
    scores = np.round(found.features.astype(np.float64) @ WEIGHT, 5)
    order = np.argsort(-scores, kind="stable")  # labels ascend, and so do equal ones
    best: dict[int, int] = {}
    for row, owner in zip(order.tolist(), index.owner[found.labels[order]].tolist(), strict=True):
        best.setdefault(owner, row)
    rows = np.fromiter(best.values(), np.int64, len(best))
    return scores[rows], rows


def signs(scores: Doubles, features: Floats) -> Doubles:
    """What the confidence of each hangs on, a row each; `scores` descend."""
    best = scores[:COMPETING]
    odds = np.exp(np.clip(scores - best[0], -30, 0))
    share = odds / (odds[:COMPETING].sum() + np.where(np.arange(len(odds)) < COMPETING, 0, odds))
    other = best[1] if len(best) > 1 else best[0] - FAR
    ahead = np.where(np.arange(len(scores)) == 0, scores[0] - other, scores - scores[0])
    columns = (np.ones(len(scores)), share, np.clip(ahead, -FAR, FAR))
    return np.concatenate([np.stack(columns, axis=1), features], axis=1)
