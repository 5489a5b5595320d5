"""What can be wrong between records: duplicates, links to nothing, circles, and slugs that are already taken."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz, process

from db.codec import identities, references
from knowledge.record import Key, Record
from knowledge.vocabulary import Kind
from seeds.parsing import Seed
from seeds.problems import Problem

SIMILAR_ENOUGH = 70  # rapidfuzz ratio, 0 to 100


def check(seeds: Sequence[Seed], known: Mapping[Key, Record]) -> list[Problem]:
    """All problems of `seeds` among themselves and with the records that are `known` already."""
    first: dict[Key, Seed] = {}
    problems = list(_duplicates(seeds, first))
    everything = {**known, **{key: seed.record for key, seed in first.items()}}
    slugs = _slugs_by_kind(everything)
    for seed in first.values():
        problems.extend(_unknown_references(seed, everything, slugs))
        problems.extend(_repeated_items(seed))
        problems.extend(_taken(seed, known))
    problems.extend(_shared_group_codes(first, everything))
    for kind, field, what in (
        (Kind.SKILL, "broader", "broader"),
        (Kind.ROLE, "broader", "broader"),
        (Kind.RESPONSIBILITY, "broader", "broader"),
        (Kind.ROLE_GROUP, "broader", "broader"),
        *((kind, "replaced_by", "replaced_by") for kind in Kind if kind not in (Kind.SOURCE, Kind.DATASET)),
    ):
        problems.extend(_circles(first, everything, kind, field, what))
    return problems


def _problem(seed: Seed, path: Sequence[str | int], message: str) -> Problem:
    return Problem(seed.place(path), ".".join(map(str, (*seed.loc, *path))), message)


def _duplicates(seeds: Iterable[Seed], first: dict[Key, Seed]) -> Iterator[Problem]:
    for seed in seeds:
        if seed.key in first:
            yield _problem(seed, ("slug",), f"{seed.key} is defined already at {first[seed.key].place(('slug',))}")
        else:
            first[seed.key] = seed


def _slugs_by_kind(records: Iterable[Key]) -> dict[Kind, list[str]]:
    slugs: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for key in records:
        slugs[key.kind].append(key.slug)
    return slugs


def _unknown_references(
    seed: Seed, everything: Mapping[Key, Record], slugs: Mapping[Kind, Sequence[str]]
) -> Iterator[Problem]:
    for path, target in references(seed.key, seed.record):
        if target in everything:
            continue
        if target.kind is Kind.DATASET:
            yield _problem(seed, (), f"belongs to a dataset that nothing declares: {target.slug}")
            continue
        found = process.extractOne(target.slug, slugs[target.kind], scorer=fuzz.WRatio, score_cutoff=SIMILAR_ENOUGH)
        hint = f"; the nearest is {found[0]}" if found else ""
        yield _problem(seed, path, f"there is no {target}{hint}")


def _repeated_items(seed: Seed) -> Iterator[Problem]:
    seen = set()
    for path, identity in identities(seed.key, seed.record):
        if identity in seen:
            shown = " ".join(map(str, identity[1:]))
            yield _problem(seed, path, f"{shown} is in this list already")
        seen.add(identity)


def _taken(seed: Seed, known: Mapping[Key, Record]) -> Iterator[Problem]:
    before = known.get(seed.key)
    if before is not None and before.get("dataset") != seed.record.get("dataset"):
        yield _problem(seed, ("slug",), f"{seed.key} belongs to the dataset {before.get('dataset')} already")


def _shared_group_codes(first: Mapping[Key, Seed], everything: Mapping[Key, Record]) -> Iterator[Problem]:
    holders: dict[tuple[str, str], Key] = {}
    for key, record in everything.items():
        if key.kind is Kind.ROLE_GROUP:
            other = holders.setdefault((record["scheme"], record["code"]), key)
            if other != key and (seed := first.get(key) or first.get(other)):
                yield _problem(seed, ("code",), f"{record['scheme']} {record['code']} is the code of {other} and {key}")


def _circles(
    first: Mapping[Key, Seed], everything: Mapping[Key, Record], kind: Kind, field: str, what: str
) -> Iterator[Problem]:
    """Circles in a relation, each reported once, at one of the seeds in it."""

    def targets(key: Key) -> list[Key]:
        value = everything[key].get(field, ())
        items = [value] if isinstance(value, str) else [each[kind.lower()] for each in value]
        return [Key(kind, slug) for slug in items if Key(kind, slug) in everything]

    done: set[Key] = set()
    for start in (key for key in first if key.kind is kind):
        trail: dict[Key, None] = {}
        stack = [(start, iter(targets(start)))] if start not in done else []
        trail[start] = None
        while stack:
            key, following = stack[-1]
            target = next(following, None)
            if target is None:
                stack.pop()
                trail.pop(key, None)
                done.add(key)
            elif target in trail:
                circle = list(trail)[list(trail).index(target) :]
                culprit = next((each for each in circle if each in first), start)
                shown = " → ".join(each.slug for each in (*circle, target))
                yield _problem(first[culprit], (field,), f"the {what} chain runs in a circle: {shown}")
            elif target not in done:
                trail[target] = None
                stack.append((target, iter(targets(target))))
