"""Validating seed files, and loading them as one revision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from db.store import Store
from knowledge.history import Revision
from knowledge.record import Key, Record
from knowledge.vocabulary import Kind
from seeds.checking import check
from seeds.parsing import Seed, parse_files
from seeds.problems import Place, Problem, Refused
from seeds.reading import dataset_file, find_files

SHIPPED = Path(__file__).parent / "datasets"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did. `revision` is None if everything was stored already."""

    records: int
    revision: Revision | None


def parse(paths: Sequence[Path]) -> list[Seed]:
    """The seeds in the files and folders at `paths`. Raises `Refused` with all problems of the files themselves."""
    files, problems = find_files(paths)
    parsed = parse_files(files)
    problems.extend(parsed.problems)
    if problems:
        raise Refused([*problems, *check_among_themselves(parsed.seeds)])
    if not parsed.seeds:
        raise Refused([Problem(Place(paths[0]), "", "no record is in there")])
    return parsed.seeds


def check_among_themselves(seeds: Sequence[Seed]) -> list[Problem]:
    """Duplicates, which can be told even when other files could not be read."""
    return [problem for problem in check(seeds, {}) if "is defined already" in problem.message]


def validate(paths: Sequence[Path]) -> int:
    """Check seed files without a database; returns the number of records.

    References may lead to any record in the files, in the dataset folders around them, and in the shipped datasets.
    Raises `Refused` with all problems.
    """
    seeds = parse(paths)
    given = find_files(paths)[0]
    folders = {declared.parent for file in given if (declared := dataset_file(file))}
    present = {file.resolve() for file in given}
    around = (file for file in find_files([SHIPPED, *sorted(folders)])[0] if file.resolve() not in present)
    context = {seed.key: seed.record for seed in parse_files(around).seeds}
    if problems := check(seeds, context):
        raise Refused(problems)
    return len(seeds)


def load(store: Store, paths: Sequence[Path], author: str) -> Loaded:
    """Load seed files as one revision, in one transaction; loading what is stored already changes nothing.

    All files must belong to one dataset. Raises `Refused` with all problems, and `db.engine.DatabaseProblem`; in
    either case nothing is written.
    """
    seeds = parse(paths)
    datasets = sorted({_dataset(seed) for seed in seeds})
    if len(datasets) > 1:
        message = f"the files belong to several datasets ({', '.join(datasets)}): load one at a time"
        raise Refused([Problem(Place(paths[0]), "", message)])
    with store.writing() as writer:
        stored = writer.stored()
        known: Mapping[Key, Record] = {key: orjson.loads(each.body) for key, each in stored.items()}
        if problems := check(seeds, known):
            raise Refused(problems)
        loaded = ", ".join(path.name or str(path) for path in paths)[:500]
        records = {seed.key: seed.record for seed in seeds}
        revision = writer.commit(records, dataset=datasets[0], loaded=loaded, author=author)
    return Loaded(len(seeds), revision)


def _dataset(seed: Seed) -> str:
    return seed.key.slug if seed.key.kind is Kind.DATASET else str(seed.record["dataset"])
