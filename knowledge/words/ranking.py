"""Candidates in order, and how sure each is.

The score of a label is the sum of its features (`words.features`), each times its weight; that of an entity is the
score of its best label, and more where others are near it. Weights are those under which the right entities of
questions with known answers were likeliest among their candidates (a conditional logit; McFadden 1974).

**Confidence** is a logistic function of what a candidate has beyond others and of how much of the query it explains.
Within a segment it never grows down the list. It was made of hits of names that the index was not told, of names with
errors and decorations, and of names of another kind of thing, for which every hit is wrong.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.model.vocabulary import Kind
from knowledge.words import figures
from knowledge.words.candidates import Found
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.features import FEATURES
from knowledge.words.meaning import Floats

Doubles = NDArray[np.float64]

SIGNS = ("constant", "share", "ahead", *FEATURES)
"""What confidence hangs on: its share of all odds, how far it is ahead of the next, its features."""


class Weighing(NamedTuple):
    """What features weigh, a row for roles and one for all other things, and what confidence hangs on.

    A role is called after who does it, all else after what is done or known: what tells of one is not what tells of the
    other. How sure both are is told in the same way, so that they can be compared.
    """

    weights: Doubles
    sureness: Doubles


Figures = Mapping[str, float]


def _weighing(of_roles: Figures, of_others: Figures, sure: Figures) -> Weighing:
    return Weighing(
        np.array([[weights[name] for name in FEATURES] for weights in (of_roles, of_others)]),
        np.array([sure[name] for name in SIGNS]),
    )


WITH_MEANINGS = _weighing(figures.OF_ROLES, figures.OF_OTHERS, figures.SURE)
WITHOUT_MEANINGS = _weighing(
    figures.OF_ROLES_WITHOUT_MEANINGS, figures.OF_OTHERS_WITHOUT_MEANINGS, figures.SURE_WITHOUT_MEANINGS
)
"""The same where no word has a vector: made of English without them, so that other languages can judge."""


def weighing(index: DatasetIndex) -> Weighing:
    """What counts in an index."""
    return WITH_MEANINGS if index.meanings.dimensions else WITHOUT_MEANINGS


def row_of(kind: Kind) -> int:
    """Which row of the figures is for a kind of things."""
    return 0 if kind is Kind.ROLE else 1


PART = 0.7  # the fit of a label of which the query is next to nothing
POOLED = 0.8  # T: how far labels of one thing may be apart to speak for it together
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


def ranked(index: DatasetIndex, found: Sequence[Found]) -> list[Ranked]:
    """The entities that were found, of each best first, ties in order of slug; as one where many are asked for."""
    if not found:
        return []
    features = np.concatenate([each.features for each in found])
    labels = np.concatenate([each.labels for each in found])
    numbers = np.repeat(np.arange(len(found)), [len(each.labels) for each in found])
    weights, sureness = weighing(index)
    rows = np.array([row_of(each.segment.kind) for each in found])
    scores = np.round(_weighed(features, weights[rows[numbers]]), 5)
    owners = index.owner[labels].astype(np.int64)
    order = np.lexsort((-scores, numbers))  # labels ascend, and so do equal ones
    _, firsts = np.unique(numbers[order] * len(index.first) + owners[order], return_index=True)
    pooled = _pooled(scores, numbers * len(index.first) + owners)
    order = order[np.sort(firsts)]
    order = order[np.lexsort((-pooled[order], numbers[order]))]  # stable: ties stay in order of label
    starts = np.searchsorted(numbers[order], np.arange(len(found) + 1))
    features, labels, owners, scores = features[order], labels[order], owners[order], pooled[order]
    confidences = 1 / (1 + np.exp(-_weighed(signs_of_each(scores, features, starts), sureness[None, :])))
    told, of_label = (features[:, FEATURES.index(name)].astype(np.float64) for name in ("words", "label"))
    fits = told * (PART + (1 - PART) * of_label)
    return [
        Ranked(
            owners[start:end],
            labels[start:end],
            scores[start:end],
            np.minimum.accumulate(confidences[start:end]),
            fits[start:end],
        )
        for start, end in pairwise(starts.tolist())
    ]


def _pooled(scores: Doubles, of: NDArray[np.int64]) -> Doubles:
    """For each label the score of what it names, `of` says which: that of its best label, and more for others near it.

    T × ln Σ exp(score / T), so that two labels that are as good are worth 0.55 more than one.
    """
    different, places = np.unique(of, return_inverse=True)
    best = np.full(len(different), -np.inf)
    np.maximum.at(best, places, scores)
    odds = np.bincount(places, np.exp((scores - best[places]) / POOLED), len(different))
    found: Doubles = np.round(best + POOLED * np.log(odds), 5)[places]
    return found


def _weighed(rows: Floats | Doubles, weights: Doubles) -> Doubles:
    """The sum of each row times its weights, by one thread, whose time it takes less of than of several."""
    weights = np.broadcast_to(weights, rows.shape)
    found: Doubles = np.einsum("ij,ij->i", rows, weights, dtype=np.float64)
    return found


def by_entity(index: DatasetIndex, found: Found, weights: Doubles) -> tuple[Doubles, NDArray[np.int64]]:
    """The scores of the entities by some weights, descending, and the row of the best label of each."""
    scores = np.round(found.features[:, : len(weights)].astype(np.float64) @ weights, 5)
    pooled = _pooled(scores, index.owner[found.labels].astype(np.int64))
    order = np.lexsort((-scores, -pooled))  # labels ascend, and so do equal ones
    best: dict[int, int] = {}
    for row, owner in zip(order.tolist(), index.owner[found.labels[order]].tolist(), strict=True):
        best.setdefault(owner, row)
    rows = np.fromiter(best.values(), np.int64, len(best))
    return pooled[rows], rows


def signs(scores: Doubles, features: Floats) -> Doubles:
    """What the confidence of each hangs on, a row each; `scores` descend."""
    return signs_of_each(scores, features, np.array([0, len(scores)]))


def signs_of_each(scores: Doubles, features: Floats, starts: NDArray[np.int64]) -> Doubles:
    """The same of several lists, none of them empty; `starts` says where each begins, and where the last ends."""
    lengths = np.diff(starts)
    firsts = np.repeat(starts[:-1], lengths)
    rank = np.arange(len(scores)) - firsts
    behind = scores - scores[firsts]
    odds = np.exp(np.clip(behind, -30, 0))
    is_competing = rank < COMPETING
    whole = np.repeat(np.add.reduceat(odds * is_competing, starts[:-1]), lengths)
    share = odds / (whole + np.where(is_competing, 0, odds))
    ahead = behind
    other = np.where(lengths > 1, scores[np.minimum(starts[:-1] + 1, len(scores) - 1)], scores[starts[:-1]] - FAR)
    ahead[starts[:-1]] = scores[starts[:-1]] - other
    columns = (np.ones(len(scores)), share, np.clip(ahead, -FAR, FAR))
    return np.concatenate([np.stack(columns, axis=1), features], axis=1)
