"""Checking seeds against what is stored, and loading them as one revision."""

from collections import ChainMap, Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from db.progress import SILENT, Progress
from db.reader import Reader
from db.store import Store
from knowledge.errors import NotFound
from knowledge.model.history import Revision
from knowledge.model.kinds import KINDS
from knowledge.model.record import Key, Record, digest, to_bytes
from knowledge.model.vocabulary import Kind, Operation, Status
from knowledge.model.wellformed import extended
from seeds.checking import check
from seeds.parsing import parse_files
from seeds.problems import Place, Problem, Refused
from seeds.reading import dataset_file, find_files
from seeds.seed import Seed, faulty, valid

SHIPPED = Path(__file__).parent / "datasets"
WITHOUT_STATUS = (Kind.DATASET, Kind.SOURCE)


@dataclass(frozen=True, slots=True)
class Planned:
    """What a load would do to one record. `before` is None for a record that it creates."""

    key: Key
    operation: Operation
    before: Record | None
    after: Record


@dataclass(frozen=True, slots=True)
class Plan:
    """What a load would do: the records that differ from what is stored."""

    dataset: str
    records: int
    changes: tuple[Planned, ...]

    def count(self, operation: Operation) -> int:
        return sum(change.operation is operation for change in self.changes)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did. `revision` is None if everything was stored already; `counts` says what, by kind."""

    records: int
    revision: Revision | None
    counts: Mapping[tuple[Kind, Operation], int] = field(default_factory=dict)


def parse(paths: Sequence[Path], progress: Progress = SILENT) -> list[Seed]:
    """The seeds in the files and folders at `paths`. Raises `Refused` with all problems of the files themselves."""
    files, problems = find_files(paths)
    parsed = parse_files(files, progress)
    problems.extend(parsed.problems)
    problems.extend(problem for seed in parsed.seeds for problem in faulty(seed))
    if problems:
        duplicates = [problem for problem in check(parsed.seeds, {}) if "is defined already" in problem.message]
        raise Refused([*problems, *duplicates])
    if not parsed.seeds:
        raise Refused([Problem(Place(paths[0]), "", "no record is in there")])
    return parsed.seeds


def validate(paths: Sequence[Path], progress: Progress = SILENT) -> int:
    """Check seed files without a database; returns the number of records.

    References may lead to any record in the files, in the dataset folders around them, and in the shipped datasets.
    Raises `Refused` with all problems.
    """
    seeds = parse(paths, progress)
    _only_dataset(seeds)
    given = find_files(paths)[0]
    folders = {declared.parent for file in given if (declared := dataset_file(file))}
    present = {file.resolve() for file in given}
    around = (file for file in find_files([SHIPPED, *sorted(folders)])[0] if file.resolve() not in present)
    context = {seed.key: seed.record for seed in parse_files(around).seeds}
    if problems := check(seeds, context):
        raise Refused(problems)
    return len(seeds)


def plan(reader: Reader, seeds: Sequence[Seed], *, prune: bool = False, progress: Progress = SILENT) -> Plan:
    """What loading `seeds` would do. With `prune`, records of their dataset that they leave out are deprecated.

    All seeds must belong to one dataset. Only records that differ from what is stored are checked: the others were
    when they came in. Raises `Refused` with all problems.
    """
    dataset = _only_dataset(seeds)
    first: dict[Key, Seed] = {}
    for seed in seeds:
        first.setdefault(seed.key, seed)
    times = Counter(seed.key for seed in seeds)
    with progress.stage("comparing", None):
        digests = reader.digests()
        changed = {key: seed.record for key, seed in first.items() if digests.get(key) != digest(to_bytes(seed.record))}
        stored = Stored(reader, digests.keys())
        stored.fetch(changed.keys())
        compared = {key.kind for key in changed if KINDS[key.kind].unique}  # with all others of their kind
        stored.fetch([key for key in stored if key.kind in compared])
        stored.fetch([to for key, record in changed.items() if (to := extended(key, record))])  # whose they are
        retired = _left_out(stored, first, dataset) if prune else {}
    given = [seed for seed in seeds if seed.key in changed or times[seed.key] > 1]
    with progress.stage("checking", len(given)) as advance:
        problems = [problem for seed in given for problem in valid(seed)]
        known = ChainMap(retired, stored)  # type: ignore[arg-type]  # it is only read
        problems = problems or check(given, known, advance)
        if problems:
            raise Refused(problems)
    changes = [_planned(key, stored.get(key), record) for key, record in changed.items()]
    changes += [_planned(key, stored[key], record) for key, record in retired.items()]
    return Plan(dataset, len(seeds), tuple(changes))


def _left_out(stored: "Stored", given: Collection[Key], dataset: str) -> dict[Key, Record]:
    """The active records of the dataset that are not given, as they are when they are deprecated."""
    missing = [key for key in stored if key not in given and key.kind not in WITHOUT_STATUS]
    stored.fetch(missing)
    records = {key: stored[key] for key in missing}
    return {
        key: {**record, "status": Status.DEPRECATED.value}
        for key, record in records.items()
        if record["dataset"] == dataset and record.get("status", Status.ACTIVE) == Status.ACTIVE
    }


def load(
    store: Store, paths: Sequence[Path], author: str, *, prune: bool = False, progress: Progress = SILENT
) -> Loaded:
    """Load seed files as one revision, in one transaction; loading what is stored already changes nothing.

    Raises `Refused` with all problems, and `db.engine.DatabaseProblem`; in either case nothing is written.
    """
    seeds = parse(paths, progress)
    if prune:
        _check_whole(paths)
    loaded = ", ".join(path.name or str(path) for path in paths)
    return load_seeds(store, seeds, loaded, author, prune=prune, progress=progress)


def load_seeds(
    store: Store,
    seeds: Sequence[Seed],
    loaded: str,
    author: str,
    *,
    prune: bool = False,
    progress: Progress = SILENT,
) -> Loaded:
    """Load seeds, wherever they came from, as `load` does. `loaded` says in the history where that was."""
    with store.writing(author) as writer:
        planned = plan(writer, seeds, prune=prune, progress=progress)
        if not planned.changes:
            return Loaded(planned.records, None)
        changed = {change.key: change.after for change in planned.changes}
        revision = writer.commit(
            changed, dataset=planned.dataset, loaded=loaded[:500], author=author, progress=progress
        )
    counts = Counter((change.key.kind, change.operation) for change in planned.changes)
    return Loaded(planned.records, revision, counts)


def diff(store: Store, paths: Sequence[Path], *, prune: bool = False, progress: Progress = SILENT) -> Plan:
    """What `load` would do, without doing it. Raises what `load` raises."""
    seeds = parse(paths, progress)
    if prune:
        _check_whole(paths)
    with store.reading() as reader:
        return plan(reader, seeds, prune=prune, progress=progress)


def rollback(store: Store, number: int, author: str, *, progress: Progress = SILENT) -> Loaded:
    """Make a new revision equal to revision `number`: what was changed since is changed back.

    What was created since is deprecated, because nothing that was published is ever deleted. Raises
    `knowledge.errors.NotFound` if there is no such revision.
    """
    with store.writing(author) as writer:
        newest = len(writer.revisions())
        if not 1 <= number <= newest:
            raise NotFound("revision", str(number), ["number"], [str(newest)] if newest else [])
        before = writer.records_at(number)
        now = writer.records_at()
        changed: dict[Key, Record] = {key: record for key, record in before.items() if now[key] != record}
        for key in now.keys() - before.keys():
            record = now[key]
            if key.kind not in WITHOUT_STATUS and record.get("status", Status.ACTIVE) == Status.ACTIVE:
                changed[key] = {**record, "status": Status.DEPRECATED.value}
        if not changed:
            return Loaded(len(before), None)
        datasets = Counter(key.slug if key.kind is Kind.DATASET else changed[key]["dataset"] for key in changed)
        revision = writer.commit(
            changed,
            dataset=datasets.most_common(1)[0][0],
            loaded=f"rollback to revision {number}",
            author=author,
            progress=progress,
        )
    return Loaded(len(before), revision)


class Stored(Mapping[Key, Record]):
    """The records that are stored: which there are is known, what is in them is read when it is asked for."""

    def __init__(self, reader: Reader, keys: Collection[Key]):
        self._reader = reader
        self._keys = keys
        self._records: dict[Key, Record] = {}

    def fetch(self, keys: Collection[Key]) -> None:
        """Read many records at once."""
        wanted = [key for key in keys if key in self._keys and key not in self._records]
        self._records.update({key: orjson.loads(body) for key, body in self._reader.bodies(wanted).items()})

    def __getitem__(self, key: Key) -> Record:
        if key not in self._records:
            if key not in self._keys:
                raise KeyError(key)
            self.fetch([key])
        return self._records[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def _check_whole(paths: Sequence[Path]) -> None:
    """Raise `Refused` if files of a dataset's folder are left out: pruning would retire all that is in them."""
    given = {file.resolve() for file in find_files(paths)[0]}
    for folder in sorted({above.parent for file in given if (above := dataset_file(file))}):
        missing = [file for file in find_files([folder])[0] if file.resolve() not in given]
        if missing:
            message = (
                f"--prune would retire what is in {len(missing)} more files of this dataset: name the whole folder"
            )
            raise Refused([Problem(Place(folder), "", message)])


def _planned(key: Key, before: Record | None, after: Record) -> Planned:
    if before is None:
        operation = Operation.CREATED
    elif after.get("status") == Status.DEPRECATED and before.get("status") != Status.DEPRECATED:
        operation = Operation.DEPRECATED
    else:
        operation = Operation.CHANGED
    return Planned(key, operation, before, after)


def _only_dataset(seeds: Sequence[Seed]) -> str:
    datasets = sorted({seed.dataset for seed in seeds})
    if len(datasets) > 1:
        message = f"the files belong to several datasets ({', '.join(datasets)}): load one at a time"
        raise Refused([Problem(Place(seeds[0].origin.file), "", message)])
    return datasets[0]
