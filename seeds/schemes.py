"""Schemes of identifiers: which are declared, and which identifiers are said of two records."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Status
from knowledge.model.wellformed import Path
from seeds.doubts import is_active
from seeds.identified import Identifier, LookUp
from seeds.problems import Level, Problem
from seeds.seed import Seed, dotted


class Schemes(NamedTuple):
    """The schemes that are declared, and those of them in which an identifier is for one record of a kind alone."""

    declared: Collection[str]
    unique: Collection[str]


def schemes(records: Iterable[Record]) -> Schemes:
    """What records of schemes declare, those that are active."""
    active = [each for each in records if each.get("status", Status.ACTIVE) == Status.ACTIVE]
    return Schemes({each["slug"] for each in active}, {each["slug"] for each in active if each.get("unique", True)})


def shared(
    seeds: Sequence[Seed], everything: Iterable[Seed], schemes: Schemes, look_up: LookUp, retired: Collection[Key] = ()
) -> Iterator[Problem]:
    """What active `seeds` have of what only one record may: errors; and, once for each, schemes that nobody declares.

    That is an identifier, of a unique scheme, that another active record of the same kind and dataset has. `everything`
    is all that is given and `retired` what the load retires: what is stored of these counts no more.
    """
    replaced = {seed.key for seed in everything} | set(retired)
    mine: dict[tuple[Identifier, str], Seed] = {}
    undeclared: dict[str, Problem] = {}
    for seed in filter(is_active, everything):
        for each in external_ids(seed):
            if each.scheme in schemes.unique:
                mine.setdefault((each, seed.dataset), seed)
    asked = {each for seed in filter(is_active, seeds) for each in external_ids(seed) if each.scheme in schemes.unique}
    stored = look_up(asked) if asked else {}
    for seed in filter(is_active, seeds):
        for place, each in enumerate(external_ids(seed)):
            path = ("external_ids", place)
            if each.scheme not in schemes.declared and each.scheme not in undeclared:
                message = f"nobody declares the scheme {each.scheme}: say what it is under identifier_schemes"
                undeclared[each.scheme] = _problem(seed, path, message, Level.NOTE)
            elif each.scheme in schemes.unique:
                others = {
                    Key(each.kind, holder.slug)
                    for holder in stored.get(each, ())
                    if holder.active and holder.dataset == seed.dataset
                }
                first = mine[each, seed.dataset].key
                other = min((others - replaced) | ({first} - {seed.key}), default=None)
                if other is not None:
                    message = (
                        f"{other} has the identifier {each.value} of the scheme {each.scheme}, which is for one alone"
                    )
                    yield _problem(seed, path, message, Level.ERROR)
    yield from undeclared.values()


def external_ids(seed: Seed) -> Iterator[Identifier]:
    """What `external_ids` of a seed say, in order."""
    for each in seed.record.get("external_ids", ()):
        yield Identifier(seed.key.kind, each["scheme"], each["identifier"])


def _problem(seed: Seed, path: Path, message: str, level: Level) -> Problem:
    return Problem(seed.place(path), dotted((*seed.loc, *path)), message, level, "schemes that nobody declares")
