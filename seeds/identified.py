"""Records that seeds name by an identifier instead of a slug: `onet-soc:15-1252.00`, `isco:2512`, or by an ESCO URI.

A slug has no colon, so what has one is a scheme and an identifier within it. The schemes are those of `external_ids`;
`isco` and `soc` are also the codes of role groups. What is loaded has slugs only.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from db.identifiers import holders
from db.reader import Reader
from knowledge.model.kinds import KINDS
from knowledge.model.made import MADE_OF, made_of, waits
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind, Status
from knowledge.model.wellformed import Path, references
from seeds.problems import Problem, refuse_errors
from seeds.seed import Seed, dotted
from seeds.slugs import made_while_waiting


class Identifier(NamedTuple):
    """An identifier within a scheme, of something of a kind."""

    kind: Kind
    scheme: str
    value: str


class Holder(NamedTuple):
    """A record that has an identifier."""

    slug: str
    dataset: str
    active: bool


LookUp = Callable[[Collection[Identifier]], Mapping[Identifier, Collection[Holder]]]
"""Who has each of these identifiers, of what is stored already."""


def with_slugs(seeds: Sequence[Seed], look_up: LookUp) -> tuple[list[Seed], list[Problem]]:
    """The same seeds with the slug of each record that they name by an identifier, and what names none, or several.

    Records among the seeds stand before what is stored: `look_up` is asked for the others.
    """
    places = {number: list(_identifiers(seed)) for number, seed in enumerate(seeds)}
    wanted = {identifier for found in places.values() for _, identifier in found}
    if not wanted:
        return list(seeds), []
    given = _having(((seed.key, seed.record) for seed in seeds), wanted)
    missing = wanted - given.keys()
    found = {**look_up(missing), **given} if missing else given
    problems: list[Problem] = []
    made = list(seeds)
    for number, named in places.items():
        seed = seeds[number]
        record = _copy(seed.record) if named else seed.record
        for path, identifier in named:
            slugs = _slugs(found.get(identifier, ()))
            if len(slugs) == 1:
                _put(record, path, slugs[0])
            else:
                place = seed.place(path)
                problems.append(Problem(place, dotted((*seed.loc, *path)), _message(identifier, slugs)))
        if named:
            made[number] = _renamed(Seed(seed.key, record, seed.origin, seed.loc), seed.record)
    return made, problems


def _renamed(seed: Seed, before: Record) -> Seed:
    """The seed of a translation or an observation under the slug that is made of what it names, once known."""
    kind, told = seed.key.kind, seed.record
    if kind not in MADE_OF or waits(kind, told):
        return seed
    made = made_of(kind, told)
    name = told["name"] if made.name is None or told["name"] != made_while_waiting(kind, before).name else made.name
    return replace(seed, key=Key(kind, made.slug), record={**told, "slug": made.slug, "name": name})


def settled(seeds: Sequence[Seed], look_up: LookUp) -> list[Seed]:
    """The same seeds, in which each translation and observation has its own slug: those that name their subject by an
    identifier have none before. Raises `Refused` where that is of nothing, or of several.
    """
    waiting = {place for place, each in enumerate(seeds) if _waits(each)}
    if not waiting:
        return list(seeds)
    others = (each for place, each in enumerate(seeds) if place not in waiting)
    given = among({each.key: each.record for each in others})

    def both(wanted: Collection[Identifier]) -> Mapping[Identifier, Collection[Holder]]:
        here = given(wanted)
        return {**look_up([each for each in wanted if each not in here]), **here}

    found, problems = with_slugs([seeds[place] for place in sorted(waiting)], both)
    refuse_errors(problems)
    made = dict(zip(sorted(waiting), found, strict=True))
    return [made.get(place, each) for place, each in enumerate(seeds)]


def _waits(seed: Seed) -> bool:
    return waits(seed.key.kind, seed.record)


def stored(reader: Reader) -> LookUp:
    """Looks identifiers up in what is stored now."""

    def look_up(wanted: Collection[Identifier]) -> Mapping[Identifier, Collection[Holder]]:
        by_scheme: dict[str, set[str]] = defaultdict(set)
        for each in wanted:
            by_scheme[each.scheme].add(each.value)
        found: dict[Identifier, set[Holder]] = defaultdict(set)
        for scheme, values in by_scheme.items():
            for kind, value, slug, dataset, active in holders(reader.connection, scheme, values):
                found[Identifier(kind, scheme, value)].add(Holder(slug, dataset, active))
        return found

    return look_up


def among(records: Mapping[Key, Record]) -> LookUp:
    """Looks identifiers up in these records."""

    def look_up(wanted: Collection[Identifier]) -> Mapping[Identifier, Collection[Holder]]:
        return _having(records.items(), wanted)

    return look_up


def identifiers_of(kind: Kind, record: Record) -> Iterator[Identifier]:
    """The identifiers that a record has, and the code of a group in its classification."""
    for each in record.get("external_ids", ()):
        yield Identifier(kind, each["scheme"], each["identifier"])
    if kind is Kind.ROLE_GROUP:
        yield Identifier(kind, record["scheme"].lower(), record["code"])


def _identifiers(seed: Seed) -> Iterator[tuple[Path, Identifier]]:
    """Where a seed names something by an identifier."""
    for path, key in references(seed.key, seed.record):
        if ":" in key.slug:
            yield path, _parsed(key)
    for _, resolved in KINDS[seed.key.kind].resolved:
        slug = seed.record.get(resolved.slug)
        if slug is not None and ":" in slug:
            yield (resolved.slug,), _parsed(Key(Kind(seed.record[resolved.kind_from]), slug))


def _parsed(key: Key) -> Identifier:
    scheme, _, value = key.slug.partition(":")
    return Identifier(key.kind, scheme.strip(), value.strip())


def _having(
    records: Iterable[tuple[Key, Record]], wanted: Collection[Identifier]
) -> dict[Identifier, Collection[Holder]]:
    found: dict[Identifier, Collection[Holder]] = {}
    for key, record in records:
        for each in identifiers_of(key.kind, record):
            if each in wanted:
                active = record.get("status", Status.ACTIVE) == Status.ACTIVE
                found[each] = {*found.get(each, ()), Holder(key.slug, record.get("dataset", key.slug), active)}
    return found


def _slugs(holders: Collection[Holder]) -> list[str]:
    """Those that may be meant: what is deprecated only where nothing else is."""
    active = sorted({each.slug for each in holders if each.active})
    return active or sorted({each.slug for each in holders})


def _message(identifier: Identifier, slugs: Sequence[str]) -> str:
    kind, scheme, value = identifier
    what = kind.replace("_", " ").lower()
    if not slugs:
        return f"no {what} has the identifier {value} of the scheme {scheme}"
    shown = ", ".join(slugs[:5]) + (f" and {len(slugs) - 5} more" if len(slugs) > 5 else "")
    return f"{len(slugs)} {what}s have the identifier {value} of the scheme {scheme}: name one by its slug ({shown})"


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(each) for key, each in value.items()}
    return [_copy(each) for each in value] if isinstance(value, list) else value


def _put(record: Any, path: Path, slug: str) -> None:
    *above, last = path
    for step in above:
        record = record[step]
    if isinstance(record[last], dict):  # a citation, which names its source
        record[last]["source"] = slug
    else:
        record[last] = slug
