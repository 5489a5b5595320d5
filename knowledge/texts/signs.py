"""What speaks for the pairs of phrases and labels, and how sure each is: `words.ranking`, for all phrases of a text."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from knowledge.texts import figures
from knowledge.texts.phrase_search import TINY, Doubles, Integers, Pairs, PhraseSearch, Said
from knowledge.words.asked import Asked
from knowledge.words.features import ALIGNED, ALL_BUT, FEATURES
from knowledge.words.labels import Segment
from knowledge.words.meaning import Floats
from knowledge.words.pairwise import near_labels, near_rows
from knowledge.words.ranking import COMPETING, FAR, SIGNS

MOST_SAID = 1.5  # as `words.features` has it
SPEAKING = FEATURES[:-ALIGNED]


def _figures(weights: Mapping[str, float], confidence: Mapping[str, float]) -> tuple[Doubles, Doubles]:
    return np.array([weights[name] for name in SPEAKING]), np.array([confidence[name] for name in SIGNS[:-ALIGNED]])


WITH_MEANINGS = _figures(figures.WEIGHTS, figures.CONFIDENCE)
WITHOUT_MEANINGS = _figures(figures.WEIGHTS_WITHOUT_MEANINGS, figures.CONFIDENCE_WITHOUT_MEANINGS)


class Guesses(NamedTuple):
    """What phrases of a text may name, of one kind: in order of phrase, the surest first."""

    phrases: Integers
    entities: Integers
    labels: Integers
    confidences: Doubles
    told: Doubles  # how much of the phrase the label tells, 0 to 1
    of_label: Doubles  # how much of the label that is
    near: Doubles  # the cosine of what both mean


def guesses(search: PhraseSearch, asked: Sequence[Asked], said: Said, pairs: Pairs) -> list[tuple[Segment, Guesses]]:
    """What the phrases may name, by kind."""
    vectors = np.stack([each.vector for each in asked])
    found = []
    for place, segment in enumerate(search.segments):
        start, stop = segment.labels.start, segment.labels.stop
        within = (pairs.labels >= start) & (pairs.labels < stop)
        chosen = Pairs(pairs.phrases[within], pairs.labels[within])
        if len(chosen.labels):
            rows = _features(search, place, asked, vectors, said, chosen)
            found.append((segment, _ranked(search, chosen, rows)))
    return found


def _features(
    search: PhraseSearch, place: int, asked: Sequence[Asked], vectors: Floats, said: Said, pairs: Pairs
) -> Floats:
    """A row of features for each pair, in the columns that the weights are for."""
    index, segment = search.index, search.segments[place]
    owners = index.owner[pairs.labels].astype(np.int64)
    tells = said.counts * np.where(said.is_first, search.telling[place][said.terms], 0)
    telling = TINY + np.bincount(said.phrases, tells, len(asked))
    rarest = index.telling(None, 0, len(segment.entities))
    least = np.minimum(search.telling[place][said.terms], rarest)
    entity_telling = TINY + np.bincount(said.phrases, said.counts * np.where(said.is_first, least, 0), len(asked))
    told = search.of_labels(said, pairs, said.counts)
    share = np.minimum(1, told / telling[pairs.phrases])
    of_label = np.minimum(1, told / np.maximum(index.whole[pairs.labels], TINY))
    meaning = near_labels(index.cells, pairs.labels, vectors, pairs.phrases)
    texts = [index.plain[label] for label in pairs.labels.tolist()]
    bare = [asked[phrase].bare for phrase in pairs.phrases.tolist()]
    zeros = np.zeros(len(owners), np.float32)
    columns = {
        "words": share,
        "label": of_label,
        "both": share * of_label,
        "exact": (share > ALL_BUT) & (of_label > ALL_BUT),
        "standing": index.standing[pairs.labels],
        "head": np.minimum(1, search.of_labels(said, pairs, said.is_head * said.counts) > 0),
        "letters": process.cpdist(bare, texts, scorer=fuzz.ratio, dtype=np.float32) / 100,
        "meaning": meaning,
        "near": np.maximum(meaning, 0) ** 4,
        "said": np.minimum(MOST_SAID, _said(search, said, pairs.phrases, owners) / entity_telling[pairs.phrases]),
        "centroid": near_rows(index.centroids, owners, vectors, pairs.phrases),
        "about": near_rows(index.abouts, owners, vectors, pairs.phrases),
        "usual": index.usual[owners],
        "names": index.names[owners],
        "begins": zeros,
        "begins_usual": zeros,
    }
    return np.stack([columns[name] for name in SPEAKING], axis=1).astype(np.float32)


def _said(search: PhraseSearch, said: Said, phrases: Integers, owners: Integers) -> Doubles:
    """How much is said of each entity of what its phrase says."""
    found = np.zeros(len(phrases))
    if not len(said.terms):  # no word of them is one of the dataset's: they are told by letters and meaning alone
        return found
    starts = np.searchsorted(phrases, np.arange(int(phrases[-1]) + 2))
    by_term = np.argsort(said.terms, kind="stable")
    terms, first = np.unique(said.terms[by_term], return_index=True)
    for term, rows in zip(terms.tolist(), np.split(by_term, first[1:]), strict=True):
        having, weights = search.index.about.of(term)
        rows = rows[said.phrases[rows] < len(starts) - 1]
        counts = starts[said.phrases[rows] + 1] - starts[said.phrases[rows]]
        if not len(having) or not counts.sum():
            continue
        pairs = np.repeat(starts[said.phrases[rows]] - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        where = np.minimum(np.searchsorted(having, owners[pairs]), len(having) - 1)
        has = having[where] == owners[pairs]
        found[pairs] += np.where(has, weights[where], 0) * np.repeat(said.counts[rows], counts)
    return found


def _ranked(search: PhraseSearch, pairs: Pairs, rows: Floats) -> Guesses:
    """The best label of each entity, and how sure it is: within a phrase never more than what is better."""
    weights, sureness = WITH_MEANINGS if search.index.meanings.dimensions else WITHOUT_MEANINGS
    scores = np.round(rows.astype(np.float64) @ weights, 5)
    owners = search.index.owner[pairs.labels].astype(np.int64)
    order = np.lexsort((pairs.labels, -scores, pairs.phrases))
    _, firsts = np.unique(pairs.phrases[order] * len(search.index.first) + owners[order], return_index=True)
    order = order[np.sort(firsts)]
    phrases, scores, rows = pairs.phrases[order], scores[order], rows[order]
    starts = np.searchsorted(phrases, phrases)  # of each one, where its phrase begins
    rank = np.arange(len(phrases)) - starts
    competing = rank < COMPETING
    odds = np.exp(np.clip(scores - scores[starts], -30, 0))
    _, numbers = np.unique(phrases, return_inverse=True)
    whole = np.bincount(numbers, odds * competing)[numbers]
    share = odds / (whole + np.where(competing, 0, odds))
    following = np.minimum(starts + 1, len(scores) - 1)
    has_other = (rank == 0) & (following > starts) & (phrases[following] == phrases)
    ahead = np.where(rank > 0, scores - scores[starts], np.where(has_other, scores - scores[following], FAR))
    columns = (np.ones(len(scores)), share, np.clip(ahead, -FAR, FAR))
    confidences = 1 / (1 + np.exp(-(np.concatenate([np.stack(columns, axis=1), rows], axis=1) @ sureness)))
    for place in np.flatnonzero(rank > 0).tolist():
        confidences[place] = min(confidences[place], confidences[place - 1])
    told, of_label, near = (rows[:, FEATURES.index(name)].astype(np.float64) for name in ("words", "label", "meaning"))
    return Guesses(phrases, owners[order], pairs.labels[order], confidences, told, of_label, near)
