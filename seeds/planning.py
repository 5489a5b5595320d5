"""What a load would do to what is stored: checked whole, and told record by record, before anything is written."""

from collections import ChainMap, Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Unpack

import orjson

from db.progress import SILENT, Progress
from db.reader import Reader
from knowledge.model.differences import same
from knowledge.model.kinds import KINDS
from knowledge.model.record import Key, Record, digest, to_bytes
from knowledge.model.translation import slug_of
from knowledge.model.vocabulary import Kind, Operation, Status
from knowledge.model.wellformed import extended
from seeds.checking import check
from seeds.doubts import Standing, revived
from seeds.identified import settled, with_slugs
from seeds.identified import stored as stored_now
from seeds.planned import Plan, Planned, Terms
from seeds.problems import Place, Problem, Refused, in_order, refuse_errors
from seeds.schemes import Schemes, schemes, shared
from seeds.seed import Seed, valid
from seeds.shrinking import ALLOWED, emptied, shrinking


def plan(
    reader: Reader,
    seeds: Sequence[Seed],
    *,
    prune: bool = False,
    progress: Progress = SILENT,
    **terms: Unpack[Terms],
) -> Plan:
    """What loading `seeds` would do. With `prune`, records of their dataset that they leave out are deprecated.

    All seeds must belong to one dataset. Only records that differ from what is stored are checked: the others were
    when they came in. Raises `Refused` with all errors, on the `terms` of the load.
    """
    dataset = only_dataset(seeds)
    seeds = settled(seeds, stored_now(reader))
    first: dict[Key, Seed] = {}
    for seed in seeds:
        first.setdefault(seed.key, seed)
    times = Counter(seed.key for seed in seeds)
    with progress.stage("comparing", None):
        digests = reader.digests()
        differing = {key: seed for key, seed in first.items() if _differs(seed, digests)}
        if not terms.get("slugs_only"):
            named = _identified(reader, differing.values())
            first |= named
            differing = {
                key: seed for key, seed in (differing | named).items() if key not in named or _differs(seed, digests)
            }
        changed = {key: seed.record for key, seed in differing.items()}
        stored = Stored(reader, digests.keys())
        stored.fetch(changed.keys())
        changed = {key: record for key, record in changed.items() if key not in stored or not same(stored[key], record)}
        compared = {key.kind for key in changed if KINDS[key.kind].unique}  # with all others of their kind
        stored.fetch([key for key in stored if key.kind in compared])
        stored.fetch([to for key, record in changed.items() if (to := extended(key, record))])  # whose they are
        names = reader.active_names(dataset) if changed or prune else {}
        missing = sorted(_claimed(names.keys() - first.keys(), dataset, terms.get("languages")))
        retired = _retired(stored, missing) if prune else {}
    given = [first[seed.key] for seed in seeds if seed.key in changed and times[seed.key] == 1]
    given += [seed for seed in seeds if times[seed.key] > 1]
    untouched = [seed for key, seed in first.items() if key not in changed]
    with progress.stage("checking", len(given)) as advance:
        refuse_errors([problem for seed in given for problem in valid(seed)])
        known = ChainMap(retired, stored)  # type: ignore[arg-type]  # it is only read
        standing = Standing(reader.deprecated(), names, retired) if changed or retired else None
        found = check(given, known, advance, standing=standing, untouched=untouched)
        found += revived(given, stored)
        found += shared(given, first.values(), _schemes(reader, first.values()), stored_now(reader), retired)
        changes = [_planned(key, stored.get(key), record) for key, record in changed.items()]
        changes += [_planned(key, stored[key], record) for key, record in retired.items()]
        place = Place(seeds[0].origin.file)
        if prune or terms.get("whole"):
            absent = missing if changes and not prune else ()
            found += shrinking(reader, dataset, changes, absent, place, terms.get("allow_shrink", ALLOWED))
        else:
            found += emptied(reader, dataset, changes, place)
        kept = refuse_errors([*terms.get("doubts", ()), *found], strict=terms.get("strict", False))
    return Plan(dataset, len(seeds), tuple(changes), tuple(in_order(kept)))


def _schemes(reader: Reader, seeds: Iterable[Seed]) -> Schemes:
    """The schemes of identifiers that are declared, in what is stored and what is given over it."""
    kind = Kind.IDENTIFIER_SCHEME
    records = {each["slug"]: each for each in reader.records_of_kind(kind)}
    return schemes({**records, **{each.key.slug: each.record for each in seeds if each.key.kind is kind}}.values())


def _differs(seed: Seed, digests: Mapping[Key, bytes]) -> bool:
    return digests.get(seed.key) != digest(to_bytes(seed.record))


def _identified(reader: Reader, seeds: Iterable[Seed]) -> dict[Key, Seed]:
    """Those of the seeds that name records by identifiers, with their slugs instead.

    Raises `Refused` where that is nothing, or several.
    """
    given = list(seeds)
    found, problems = with_slugs(given, stored_now(reader))
    refuse_errors(problems)
    return {seed.key: seed for before, seed in zip(given, found, strict=True) if seed is not before}


def _claimed(keys: Iterable[Key], dataset: str, languages: Sequence[str] | None) -> list[Key]:
    """Those of the keys that the seeds could have had: not the translations into other languages than these."""
    if languages is None:
        return list(keys)
    claimed = tuple(slug_of(dataset, language, "", "") for language in languages)
    own = [f"{each.rstrip('/')}/" for each in claimed]
    return [key for key in keys if key.kind is not Kind.TRANSLATION or key.slug.startswith(tuple(own))]


def _retired(stored: "Stored", missing: Collection[Key]) -> dict[Key, Record]:
    """Records as they are when they are deprecated."""
    stored.fetch(missing)
    return {key: {**stored[key], "status": Status.DEPRECATED.value} for key in missing}


def _planned(key: Key, before: Record | None, after: Record) -> Planned:
    if before is None:
        operation = Operation.CREATED
    elif after.get("status") == Status.DEPRECATED and before.get("status") != Status.DEPRECATED:
        operation = Operation.DEPRECATED
    else:
        operation = Operation.CHANGED
    return Planned(key, operation, before, after)


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


def only_dataset(seeds: Sequence[Seed]) -> str:
    """The dataset that all seeds belong to. Raises `Refused` if there are several."""
    datasets = sorted({seed.dataset for seed in seeds})
    if len(datasets) > 1:
        message = f"the files belong to several datasets ({', '.join(datasets)}): load one at a time"
        raise Refused([Problem(Place(seeds[0].origin.file), "", message)])
    return datasets[0]
