"""How well words are understood: names that the index was not told, names with errors, and how sure it says it is.

usage: python -m tests.benchmarks.words sqlite:////PATH [SEED [MOST [VECTORS]]]

The database has ESCO and O*NET. Questions are those of `word_sets`; seeds 2 and 4 made the figures of the ranking, so
ask with another one (default 5). Prints for each set the share whose right answer is first or among the first five, and
the share without any; then the curve: of first hits with such a confidence, how many are right, questions without an
answer among them; then what the index takes. Languages into which a dataset is translated have sets and curves of
their own; VECTORS is a folder with word vectors of them. 500 questions of a set take a minute.
"""

import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from string import ascii_lowercase

import numpy as np

from db.engine import open_engine
from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.model.entities import CONCEPTS
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from knowledge.snapshot.told import told_in_languages
from knowledge.texts.names import meant_by
from knowledge.words.added_tables import add_tables
from knowledge.words.asked import ask_for
from knowledge.words.candidates import MANY, candidates
from knowledge.words.index import WordIndex
from knowledge.words.ranking import ranked
from tests.benchmarks.word_sets import SKILL_DECORATIONS, examinations, in_languages, misspelt

OTHER_KIND = {Kind.ROLE: Kind.SKILL, Kind.SKILL: Kind.ROLE}
STEPS = 10
RANDOM_WORDS = 5_555  # of seven letters, with what stands between them: 50,000


def quality(snapshot: Snapshot, seed: int, most: int) -> None:
    """Prints the shares of each set, and the curve of confidence."""
    places: dict[str, list[int]] = defaultdict(list)
    sure: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for index, questions in chain(examinations(snapshot, seed, most), in_languages(snapshot, seed, most)):
        slugs = [each.slug for each in index.labels.entities]
        read = ask_for([each.text for each in questions], index.meanings, language=index.language)
        for question, asked in zip(questions, read, strict=True):
            for kind in (question.kind, OTHER_KIND[question.kind]):
                segments = [each for each in index.segments if each.kind is kind]
                found = ranked(index, candidates(index, (asked,), segments, MANY)[0])
                entities = found[0].entities.tolist() if found else []
                right = [place for place, entity in enumerate(entities) if slugs[entity] in question.right]
                if kind is question.kind:
                    places[question.set].append(min(right, default=99) if entities else -1)
                if entities:
                    held_out = question.set.startswith(("hidden", "untold"))
                    which = "elsewhere" if kind is not question.kind else "held out" if held_out else "known"
                    which += "" if index.meanings.dimensions else f", {index.language}"
                    sure[which].append((float(found[0].confidences[0]), 0 in right))
    print(f"{'set':20} {'n':>5} {'@1':>6} {'@5':>6} {'none':>6}")
    for name, all_ in sorted(places.items()):
        at = np.array(all_)
        shares = [((at >= 0) & (at < 1)).mean(), ((at >= 0) & (at < 5)).mean(), (at < 0).mean()]
        print(f"{name:20} {len(at):5} " + " ".join(f"{each:6.3f}" for each in shares))
    sure["all"] = [each for some in list(sure.values()) for each in some]
    for which, hits in sure.items():
        print(f"\nconfidence of first hits, {which}: from, how many, how sure on average, how many right")
        table = np.array(hits)
        for step in range(STEPS):
            within = table[(table[:, 0] >= step / STEPS) & (table[:, 0] < (step + 1) / STEPS)]
            if len(within):
                print(f"{step / STEPS:4.1f} {len(within):6} {within[:, 0].mean():6.3f} {within[:, 1].mean():6.3f}")
        surest = table[table[:, 0] >= 0.8]
        if len(surest):
            print(f" 0.8 and above: {len(surest) / len(table):.3f} of all, {surest[:, 1].mean():.3f} right")


def speed(snapshot: Snapshot, seed: int) -> None:
    """Prints what the index takes, of memory and of processor time."""
    began = time.process_time()
    told = told_in_languages(snapshot.translations)
    index = WordIndex((each for kind in CONCEPTS for each in snapshot.active(kind)), translated=told)
    built = time.process_time() - began
    for language in index.languages:
        each_of = index.inside(language)
        labels = sum(len(each.owner) for each in each_of)
        print(f"\n{language}: {labels:,} labels, arrays of {sum(each.bytes for each in each_of) / 1e6:.0f} MB")
    print(f"all built in {built:.1f} s of processor time")
    choose = random.Random(seed)
    names = [each.name for each in (*snapshot.active(Kind.SKILL), *snapshot.active(Kind.TOOL))]
    dirty = [choose.choice(SKILL_DECORATIONS).format(misspelt(each, choose)) for each in choose.sample(names, 1_000)]
    for types in ([Kind.SKILL], [Kind.SKILL, Kind.TOOL], None):
        began = time.process_time()
        index.normalize(dirty, types)
        said = "all types" if types is None else ", ".join(each.value for each in types)
        print(f"1,000 dirty strings, {said}: {time.process_time() - began:.2f} s")
    random_words = ["".join(choose.choices(ascii_lowercase, k=choose.randint(3, 11))) for _ in range(RANDOM_WORDS)]
    letters, reader = ", ".join(random_words), snapshot.reader
    began = time.process_time()
    reader.read(letters).mentions()
    understood = time.process_time() - began
    began = time.process_time()
    index.search(letters)
    searched = time.process_time() - began
    print(f"{len(letters):,} random letters: understood in {understood:.2f} s, searched for in {searched:.2f} s")
    began = time.process_time()
    meant_by(reader, dirty[:500], (Kind.SKILL, Kind.TOOL))
    print(f"500 unknown names of a profile: {time.process_time() - began:.2f} s")
    roles = [each.name for each in choose.sample(snapshot.active(Kind.ROLE), 200)]
    took = []
    for name in roles:
        for end in range(1, len(name) + 1, 3):
            began = time.perf_counter()
            index.search(name[:end])
            took.append(1000 * (time.perf_counter() - began))
    took.sort()
    print(f"suggestions: median {took[len(took) // 2]:.1f} ms, 99% within {took[len(took) * 99 // 100]:.1f} ms")


def main(arguments: Sequence[str]) -> None:
    snapshot = newest_snapshot(Store(open_engine(arguments[0])))
    if len(arguments) > 3:
        add_tables(Path(arguments[3]))
    seed = int(arguments[1]) if len(arguments) > 1 else 5
    quality(snapshot, seed, int(arguments[2]) if len(arguments) > 2 else 300)
    speed(snapshot, seed)


if __name__ == "__main__":
    main(sys.argv[1:])
