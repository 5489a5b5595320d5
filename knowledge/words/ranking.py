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
from knowledge.words.pooling import pooled

Doubles = NDArray[np.float64]

SIGNS = ("constant", "share", "ahead", *FEATURES)
"""What confidence hangs on: its share of all odds, how far it is ahead of the next, its features."""
BESIDE = len(SIGNS) - len(FEATURES)  # signs before the features
WORDS, LABEL = (FEATURES.index(name) for name in ("words", "label"))


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
    counts = [len(each.labels) for each in found]
    features = np.concatenate([each.features for each in found]).astype(np.float64)
    labels = np.concatenate([each.labels for each in found])
    weights, sureness = weighing(index)
    rows = np.array([row_of(each.segment.kind) for each in found])
    weighed: Doubles = np.vecdot(features, np.repeat(weights[rows], counts, axis=0))
    scores = np.round(weighed, 5)
    best = pooled(scores, index.owner[labels], np.repeat(np.arange(len(found)), counts), len(found))
    features, labels, scores = features[best.rows], labels[best.rows], best.scores
    share, ahead = _beside_others(scores, best.starts)
    sure = sureness[0] + sureness[1] * share + sureness[2] * ahead + np.vecdot(features, sureness[BESIDE:])
    confidences = 1 / (1 + np.exp(-sure))
    fits = features[:, WORDS] * (PART + (1 - PART) * features[:, LABEL])
    owners = index.owner[labels].astype(np.int64)
    return [
        Ranked(
            owners[start:end],
            labels[start:end],
            scores[start:end],
            np.minimum.accumulate(confidences[start:end]),
            fits[start:end],
        )
        for start, end in pairwise(best.starts.tolist())
    ]


def by_entity(index: DatasetIndex, found: Found, weights: Doubles) -> tuple[Doubles, NDArray[np.int64]]:
    """The scores of the entities by some weights, descending, and the row of the best label of each."""
    scores = np.round(found.features[:, : len(weights)].astype(np.float64) @ weights, 5)
    best = pooled(scores, index.owner[found.labels], np.zeros(len(scores), np.int64), 1)
    return best.scores, best.rows


def signs(scores: Doubles, features: Floats) -> Doubles:
    """What the confidence of each hangs on, a row each; `scores` descend."""
    return signs_of_each(scores, features, np.array([0, len(scores)]))


def signs_of_each(scores: Doubles, features: Floats, starts: NDArray[np.int64]) -> Doubles:
    """The same of several lists, none of them empty; `starts` says where each begins, and where the last ends."""
    columns = (np.ones(len(scores)), *_beside_others(scores, starts))
    return np.concatenate([np.stack(columns, axis=1), features], axis=1)


def _beside_others(scores: Doubles, starts: NDArray[np.int64]) -> tuple[Doubles, Doubles]:
    """Of each in such lists its share of all odds, and how far it is ahead of the next, or behind the first."""
    lengths = np.diff(starts)
    firsts = np.repeat(starts[:-1], lengths)
    rank = np.arange(len(scores)) - firsts
    behind = scores - scores[firsts]
    odds = np.exp(np.maximum(behind, -30))
    is_competing = rank < COMPETING
    whole = np.repeat(np.add.reduceat(odds * is_competing, starts[:-1]), lengths)
    share = odds / (whole + np.where(is_competing, 0, odds))
    ahead = behind
    other = np.where(lengths > 1, scores[np.minimum(starts[:-1] + 1, len(scores) - 1)], scores[starts[:-1]] - FAR)
    ahead[starts[:-1]] = scores[starts[:-1]] - other
    return share, np.clip(ahead, -FAR, FAR)
