"""Makes knowledge/words/figures.py and knowledge/texts/figures.py: what the features of candidates weigh, and what
confidence hangs on. Names of roles, names of all other things, and phrases of texts have weights of their own.

usage: python -m tests.benchmarks.ranking_figures sqlite:////PATH [LEFT_OUT.jsonl]

The database has ESCO and O*NET. Questions are those of `word_sets` with seeds 2 and 8 (weights) and 4 (confidence);
queries of LEFT_OUT, one {"query": …} a line, are not used, so that they can judge. Takes some minutes of one core.
"""

import json
import pprint
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from db.engine import open_engine
from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.snapshot.snapshot import Snapshot
from knowledge.texts import figures as of_texts
from knowledge.words import figures, ranking
from knowledge.words.asked import ask_for
from knowledge.words.candidates import Found, candidates
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.features import ALIGNED, FEATURES
from knowledge.words.meaning import MEANINGS, NO_MEANINGS, Meanings
from tests.benchmarks.word_sets import Question, examinations

Doubles = NDArray[np.float64]
MOST, MOST_SURE = 600, 300  # questions of each set: for weights, and for confidence, which is asked of others, too
WEIGHT_SEEDS, CONFIDENCE_SEED = (2, 8), 4
NOT_TOLD, NOT_TOLD_SURE = 8.0, 3.0  # how much more names count that the index was not told: for weights, confidence
FEW_LETTERS = 0.5  # how much questions count that are a few letters
ROUNDS = 400
RIDGE = 1e-3
LOOKED_AT = 6  # hits of each question that confidence is made of: those that somebody reads
OTHERS = 2  # other kinds of things that each question is asked of
NOWHERE = 0.5  # how much a question counts that is asked of another kind of thing


class Answered(NamedTuple):
    """A question with its candidates, and which of their labels are right."""

    question: Question
    of: DatasetIndex
    found: Found
    right: NDArray[np.bool_]


def answered(
    snapshot: Snapshot, seed: int, left_out: frozenset[str], meanings: Meanings, *, elsewhere: bool = False
) -> list[Answered]:
    """The questions of a seed; with `elsewhere`, each also asked of other kinds of things."""
    found = []
    choose = random.Random(seed)
    for index, questions in examinations(snapshot, seed, MOST_SURE if elsewhere else MOST, meanings):
        asked = [each for each in questions if each.text not in left_out]
        slugs = [each.slug for each in index.labels.entities]
        for question, apart in zip(asked, ask_for([each.text for each in asked], meanings), strict=True):
            kinds = [question.kind]
            if elsewhere:
                kinds += choose.sample([one.kind for one in index.segments if one.kind is not question.kind], OTHERS)
            for kind in kinds:
                for each in candidates(index, (apart,), [one for one in index.segments if one.kind is kind])[0]:
                    right = [slugs[owner] in question.right for owner in index.owner[each.labels]]
                    said = question if kind is question.kind else question._replace(set=f"elsewhere-{question.set}")
                    found.append(Answered(said, index, each, np.array(right)))
    return found


def _weight(set_: str, counts: Counter[str], not_told: float) -> float:
    beginnings = {"hidden": not_told, "untold": not_told, "letters": FEW_LETTERS, "elsewhere": NOWHERE}
    return next((more for begins, more in beginnings.items() if set_.startswith(begins)), 1.0) / counts[set_]


def fitted_weights(told: Iterable[Answered], columns: int) -> Doubles:
    """The weights of the first columns of a conditional logit, by gradient descent (Adam), with a little ridge."""
    use = [each for each in told if each.right.any()]
    counts = Counter(each.question.set for each in use)
    rows = np.concatenate([each.found.features[:, :columns] for each in use]).astype(np.float64)
    right = np.concatenate([each.right for each in use])
    lengths = [len(each.right) for each in use]
    starts = np.cumsum([0, *lengths[:-1]])
    of = np.repeat(np.arange(len(use)), lengths)
    share = np.array([_weight(each.question.set, counts, NOT_TOLD) for each in use])
    share = (share / share.sum())[of]
    scale = rows.std(axis=0) + 1e-9
    rows = (rows - rows.mean(axis=0)) / scale

    def gradient(weights: Doubles) -> Doubles:
        scores = rows @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        among_right = odds * right
        expected = odds / np.add.reduceat(odds, starts)[of] - among_right / np.add.reduceat(among_right, starts)[of]
        found: Doubles = rows.T @ (expected * share) + RIDGE * weights
        return found

    weights: Doubles = _descended(gradient, rows.shape[1]) / scale
    return weights


def fitted_confidence(told: Iterable[Answered], weights: Sequence[Doubles]) -> Doubles:
    """What a logistic regression of being right weighs, over the first hits of each question by its row of weights."""
    rows, right, share = [], [], []
    told = list(told)
    counts = Counter(each.question.set for each in told)
    for each in told:
        ours = weights[ranking.row_of(each.found.segment.kind)]
        scores, places = ranking.by_entity(each.of, each.found, ours)
        rows.append(ranking.signs(scores, each.found.features[places, : len(ours)])[:LOOKED_AT])
        right.append(each.right[places[:LOOKED_AT]])
        share.append(np.full(len(right[-1]), _weight(each.question.set, counts, NOT_TOLD_SURE)))
    table, is_right, shares = np.concatenate(rows), np.concatenate(right), np.concatenate(share)
    shares /= shares.sum()
    scale = table.std(axis=0) + 1e-9
    scale[0] = 1.0
    table = table / scale

    def gradient(weights: Doubles) -> Doubles:
        sure = 1 / (1 + np.exp(-(table @ weights)))
        found: Doubles = table.T @ ((sure - is_right) * shares) + RIDGE * 0.01 * weights
        return found

    sureness: Doubles = _descended(gradient, table.shape[1], rounds=4 * ROUNDS) / scale
    return sureness


def _descended(gradient: Callable[[Doubles], Doubles], count: int, rounds: int = ROUNDS) -> Doubles:
    weights, mean, square = np.zeros(count), np.zeros(count), np.zeros(count)
    for turn in range(1, rounds + 1):
        steepest = gradient(weights)
        mean = 0.9 * mean + 0.1 * steepest
        square = 0.99 * square + 0.01 * steepest**2
        step = 0.1 if turn < 0.7 * rounds else 0.02
        weights -= step * mean / (1 - 0.9**turn) / (np.sqrt(square / (1 - 0.99**turn)) + 1e-8)
    return weights


def written(name: str, columns: Iterable[str], found: Doubles) -> str:
    """The text of a table of figures."""
    table = {column: round(float(each), 3) for column, each in zip(columns, found, strict=True)}
    return f"\n{name} = {pprint.pformat(table, sort_dicts=False, width=60)}\n".replace("'", '"')


def of_kinds(told: Sequence[Answered], row: int) -> list[Answered]:
    """The questions that were asked of things for which a row of the weights is."""
    return [each for each in told if ranking.row_of(each.found.segment.kind) == row]


def tables(weighed: Sequence[Answered], sure: Sequence[Answered], end: str) -> tuple[str, str]:
    """The figures of names and those of texts, as they are written, under names with this end."""
    plain = len(FEATURES) - ALIGNED
    rows = [np.round(fitted_weights(of_kinds(weighed, row), len(FEATURES)), 3) for row in (0, 1)]
    names = written(f"OF_ROLES{end}", FEATURES, rows[0]) + written(f"OF_OTHERS{end}", FEATURES, rows[1])
    names += written(f"SURE{end}", ranking.SIGNS, fitted_confidence(sure, rows))
    alike = np.round(fitted_weights(weighed, plain), 3)
    texts = written(f"WEIGHTS{end}", FEATURES[:plain], alike)
    columns = ranking.SIGNS[: len(ranking.SIGNS) - ALIGNED]
    return names, texts + written(f"CONFIDENCE{end}", columns, fitted_confidence(sure, [alike, alike]))


def main(arguments: Sequence[str]) -> None:
    snapshot = newest_snapshot(Store(open_engine(arguments[0])))
    lines = Path(arguments[1]).read_text(encoding="utf-8").splitlines() if len(arguments) > 1 else []
    left_out = frozenset(json.loads(line)["query"] for line in lines)
    made = "made by `python -m tests.benchmarks.ranking_figures`. Not to be edited."
    names = f'"""Figures of `words.ranking`, {made}"""\n'
    texts = f'"""Figures of `texts.signs`, {made}"""\n'
    for end, meanings in (("", MEANINGS), ("_WITHOUT_MEANINGS", NO_MEANINGS)):
        weighed = [each for seed in WEIGHT_SEEDS for each in answered(snapshot, seed, left_out, meanings)]
        found = tables(weighed, answered(snapshot, CONFIDENCE_SEED, left_out, meanings, elsewhere=True), end)
        names, texts = names + found[0], texts + found[1]
    for path, text in ((Path(figures.__file__), names), (Path(of_texts.__file__), texts)):
        path.write_text(text, encoding="utf-8")
        print(f"{path} is written.")


if __name__ == "__main__":
    main(sys.argv[1:])
