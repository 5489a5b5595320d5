"""Checking seeds against what is stored, and loading them as one revision."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Unpack

from db.progress import SILENT, Progress
from db.store import Store
from knowledge.errors import NotFound
from knowledge.model.declaring import TEXT_LENGTH
from knowledge.model.differences import named_by
from knowledge.model.history import Revision
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind, Operation, Status
from seeds.checking import check
from seeds.doubts import Standing, is_active
from seeds.identified import among, settled, with_slugs
from seeds.parsing import parse_files
from seeds.planned import Plan, Terms
from seeds.planning import only_dataset, plan
from seeds.problems import Level, Place, Problem, Refused, in_order, of_level, refuse_errors
from seeds.reading import dataset_file, find_files
from seeds.schemes import schemes, shared
from seeds.seed import Parsed, Seed, faulty

SHIPPED = Path(__file__).parent / "datasets"
WITHOUT_STATUS = (Kind.DATASET, Kind.SOURCE)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did. `revision` is None if everything was stored already; `counts` says what, by kind.

    `doubts` are the warnings and notes about what was loaded.
    """

    records: int
    revision: Revision | None
    counts: Mapping[tuple[Kind, Operation], int] = field(default_factory=dict)
    doubts: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in seed files that have no error: how many records, and the warnings and notes about them."""

    records: int
    doubts: tuple[Problem, ...]


def parse(paths: Sequence[Path], progress: Progress = SILENT) -> list[Seed]:
    """The seeds in the files and folders at `paths`. Raises `Refused` with all errors of the files themselves."""
    return gather(paths, progress).seeds


def gather(paths: Sequence[Path], progress: Progress = SILENT) -> Parsed:
    """The seeds at `paths` as `parse` gives them, with the warnings and notes of reading as problems."""
    files, problems = find_files(paths)
    parsed = parse_files(files, progress)
    problems.extend(parsed.problems)
    problems.extend(problem for seed in parsed.seeds for problem in faulty(seed))
    if wrong := of_level(problems, Level.ERROR):
        duplicates = [problem for problem in check(parsed.seeds, {}) if "is defined already" in problem.message]
        raise Refused([*wrong, *duplicates])
    if not parsed.seeds:
        raise Refused([Problem(Place(paths[0]), "", "no record is in there")])
    return Parsed(parsed.seeds, problems)


def validate(paths: Sequence[Path], progress: Progress = SILENT) -> int:
    """Check seed files without a database, as `examine` does; returns the number of records."""
    return examine(paths, progress=progress).records


def examine(paths: Sequence[Path], *, strict: bool = False, progress: Progress = SILENT) -> Examined:
    """Check seed files without a database.

    References may lead to any record in the files, in the dataset folders around them, and in the shipped datasets.
    Raises `Refused` with all errors, and with the warnings, too, if `strict` makes them errors.
    """
    parsed = gather(paths, progress)
    dataset = only_dataset(parsed.seeds)
    given = find_files(paths)[0]
    folders = {declared.parent for file in given if (declared := dataset_file(file))}
    present = {file.resolve() for file in given}
    around = (file for file in find_files([SHIPPED, *sorted(folders)])[0] if file.resolve() not in present)
    context = {seed.key: seed for seed in parse_files(around).seeds}
    names = {
        key: seed.record["name"]
        for key, seed in context.items()
        if seed.dataset == dataset and is_active(seed) and "name" in seed.record
    }
    standing = Standing({key for key, seed in context.items() if not is_active(seed)}, names)
    records = {key: seed.record for key, seed in context.items()}
    seeds, problems = with_slugs(settled(parsed.seeds, among(records)), among(records))
    refuse_errors(problems)
    found = check(seeds, records, standing=standing)
    given_schemes = (each.record for each in (*context.values(), *seeds) if each.key.kind is Kind.IDENTIFIER_SCHEME)
    found += shared(seeds, seeds, schemes(given_schemes), among(records))
    return Examined(len(seeds), tuple(in_order(refuse_errors([*parsed.problems, *found], strict=strict))))


def load(
    store: Store,
    paths: Sequence[Path],
    author: str,
    *,
    prune: bool = False,
    message: str | None = None,
    progress: Progress = SILENT,
    **terms: Unpack[Terms],
) -> Loaded:
    """Load seed files as one revision, in one transaction; loading what is stored already changes nothing.

    Raises `Refused` with all errors, and `db.engine.DatabaseProblem`; in either case nothing is written.
    """
    parsed = _read(paths, prune, progress)
    terms["doubts"] = parsed.problems
    loaded = ", ".join(path.name or str(path) for path in paths)
    return load_seeds(store, parsed.seeds, loaded, author, prune=prune, message=message, progress=progress, **terms)


def load_seeds(
    store: Store,
    seeds: Sequence[Seed],
    loaded: str,
    author: str,
    *,
    prune: bool = False,
    message: str | None = None,
    progress: Progress = SILENT,
    **terms: Unpack[Terms],
) -> Loaded:
    """Load seeds, wherever they came from, as `load` does.

    `loaded` says in the history where that was, `message` why. Raises as `check_message` does.
    """
    check_message(message)
    with store.writing(author) as writer:
        planned = plan(writer, seeds, prune=prune, progress=progress, **terms)
        if not planned.changes:
            return Loaded(planned.records, None, doubts=planned.doubts)
        changed = {change.key: change.after for change in planned.changes}
        revision = writer.commit(
            changed,
            dataset=planned.dataset,
            loaded=loaded[:500],
            author=author,
            message=message or None,
            progress=progress,
        )
    counts = Counter((change.key.kind, change.operation) for change in planned.changes)
    return Loaded(planned.records, revision, counts, planned.doubts)


def diff(
    store: Store,
    paths: Sequence[Path],
    *,
    prune: bool = False,
    progress: Progress = SILENT,
    **terms: Unpack[Terms],
) -> Plan:
    """What `load` would do, without doing it. Raises what `load` raises."""
    parsed = _read(paths, prune, progress)
    terms["doubts"] = parsed.problems
    return diff_seeds(store, parsed.seeds, prune=prune, progress=progress, **terms)


def diff_seeds(
    store: Store,
    seeds: Sequence[Seed],
    *,
    prune: bool = False,
    progress: Progress = SILENT,
    **terms: Unpack[Terms],
) -> Plan:
    """What `load_seeds` would do, without doing it, with the names of what would change. Raises what it raises."""
    with store.reading() as reader:
        planned = plan(reader, seeds, prune=prune, progress=progress, **terms)
        named = {
            key for change in planned.changes for edit in change.edits() for key in named_by(change.key.kind, edit)
        }
        names = reader.names(named) | {seed.key: seed.record["name"] for seed in seeds if seed.key in named}
    return replace(planned, names=names)


def _read(paths: Sequence[Path], prune: bool, progress: Progress) -> Parsed:
    parsed = gather(paths, progress)
    if prune:
        _check_whole(paths)
    return parsed


def check_message(message: str | None) -> None:
    """Raise `Refused` if this is no message of a revision."""
    if message is not None and (len(message) > TEXT_LENGTH or "\0" in message):
        said = f"a message has at most {TEXT_LENGTH:,} characters, and none of them is U+0000"
        raise Refused([Problem(Place(Path("message")), "", said)])


def rollback(
    store: Store, number: int, author: str, *, message: str | None = None, progress: Progress = SILENT
) -> Loaded:
    """Make a new revision equal to revision `number`: what was changed since is changed back.

    What was created since is deprecated, because nothing that was published is ever deleted. Raises
    `knowledge.errors.NotFound` if there is no such revision.
    """
    check_message(message)
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
            message=message or None,
            progress=progress,
        )
    return Loaded(len(before), revision)


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
