"""What can be wrong between records: duplicates, links to nothing, circles, and what only one record may have."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from knowledge.model.kinds import KINDS, Field, Many
from knowledge.model.language import USUAL
from knowledge.model.observation import NUMBERS
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind, Status
from knowledge.model.wellformed import extended, references
from seeds.doubts import Standing, doubts
from seeds.nearest import Nearest
from seeds.problems import Problem
from seeds.seed import Seed


def check(
    seeds: Sequence[Seed],
    known: Mapping[Key, Record],
    advance: Callable[[int], None] = lambda _: None,
    *,
    standing: Standing | None = None,
    untouched: Sequence[Seed] = (),
) -> list[Problem]:
    """All problems of `seeds` among themselves and with the records that are `known` already.

    With a `standing`, warnings and notes are among them; `untouched` seeds equal what is known. Calls `advance` with 1
    for each seed.
    """
    first: dict[Key, Seed] = {}
    problems = list(_duplicates(seeds, first))
    world = _World(first, known)
    nearest = Nearest(world.slugs)
    spoken = {record.get("language", USUAL) for record in world.all_of(Kind.DATASET)}
    for seed in first.values():
        problems.extend(_unknown_references(seed, world, nearest))
        problems.extend(_taken(seed, known))
        problems.extend(_mapped_to_itself(seed))
        problems.extend(_misplaced(seed, world))
        if seed.key.kind is Kind.TRANSLATION and seed.record["language"] in spoken:
            problems.extend(_untranslated(seed, world))
        if seed.key.kind is Kind.OBSERVATION:
            problems.extend(_out_of_range(seed, world))
        advance(1)
    for kind in Kind:
        problems.extend(_shared(world, kind))
        for field in KINDS[kind].fields:
            if field.said.ends:
                problems.extend(_circles(world, kind, field))
    if standing is not None:
        problems.extend(doubts(list(first.values()), untouched, standing, world.__contains__, world.slugs))
    return problems


class _World:
    """The records as they would be: what is known, with the given ones over it."""

    def __init__(self, given: Mapping[Key, Seed], known: Mapping[Key, Record]):
        self.given = given
        self._known = known
        self._slugs: dict[Kind, list[str]] = {}

    def __contains__(self, key: Key) -> bool:
        return key in self.given or key in self._known

    def __getitem__(self, key: Key) -> Record:
        seed = self.given.get(key)
        return self._known[key] if seed is None else seed.record

    def all_of(self, kind: Kind) -> Iterator[Record]:
        return (self[Key(kind, slug)] for slug in self.slugs(kind))

    def slugs(self, kind: Kind) -> list[str]:
        if kind not in self._slugs:
            self._slugs[kind] = [key.slug for key in {**dict.fromkeys(self._known), **self.given} if key.kind is kind]
        return self._slugs[kind]


def _problem(seed: Seed, path: Sequence[str | int], message: str) -> Problem:
    return Problem(seed.place(path), ".".join(map(str, (*seed.loc, *path))), message)


def _duplicates(seeds: Iterable[Seed], first: dict[Key, Seed]) -> Iterator[Problem]:
    for seed in seeds:
        if seed.key in first:
            yield _problem(seed, ("slug",), f"{seed.key} is defined already at {first[seed.key].place(('slug',))}")
        else:
            first[seed.key] = seed


def _unknown_references(seed: Seed, world: _World, nearest: Nearest) -> Iterator[Problem]:
    for path, target in references(seed.key, seed.record):
        if target in world:
            continue
        if target.kind is Kind.DATASET:
            yield _problem(seed, (), f"belongs to a dataset that nothing declares: {target.slug}")
            continue
        yield _problem(seed, path, f"there is no {target}{nearest.hint(target)}")


def _mapped_to_itself(seed: Seed) -> Iterator[Problem]:
    if seed.key.kind is Kind.CONCEPT_MAPPING and seed.record["subject"] == seed.record["object_slug"]:
        yield _problem(seed, ("object_slug",), "a concept is not mapped to itself: name the other one")


def _taken(seed: Seed, known: Mapping[Key, Record]) -> Iterator[Problem]:
    before = known.get(seed.key)
    if before is not None and before.get("dataset") != seed.record.get("dataset"):
        yield _problem(seed, ("slug",), f"{seed.key} belongs to the dataset {before.get('dataset')} already")


def _misplaced(seed: Seed, world: _World) -> Iterator[Problem]:
    """An extension of a record that belongs to the same dataset."""
    target = extended(seed.key, seed.record)
    if target and target in world and world[target]["dataset"] == seed.dataset:
        message = f"{target} is of this dataset: say it in the record of {target} itself"
        yield _problem(seed, (target.kind.lower(),), message)


def _untranslated(seed: Seed, world: _World) -> Iterator[Problem]:
    """A translation into the language in which the record itself is written."""
    subject = Key(Kind(seed.record["subject_kind"]), seed.record["subject"])
    dataset = Key(Kind.DATASET, world[subject]["dataset"]) if subject in world else None
    language = seed.record["language"]
    if dataset and dataset in world and world[dataset].get("language", USUAL) == language:
        message = f"{subject} is written in {language}: say it in its own record, or in an extension of it"
        yield _problem(seed, ("language",), message)


def _out_of_range(seed: Seed, world: _World) -> Iterator[Problem]:
    """Figures that their measure cannot have."""
    key = Key(Kind.MEASURE, seed.record["measure"])
    if key not in world:  # which is told as what it is: a reference that leads nowhere
        return
    measure = world[key]
    low, high = measure.get("minimum"), measure.get("maximum")
    if low is None and high is None:
        return
    for place, figure in enumerate(seed.record["figures"]):
        for name in NUMBERS:
            number = figure.get(name)
            if number is None or name == "relative_error":
                continue
            if low is not None and number < low:
                yield _problem(seed, ("figures", place, name), f"{number:g} is below the least of {key}, {low:g}")
            if high is not None and number > high:
                yield _problem(seed, ("figures", place, name), f"{number:g} is above the most of {key}, {high:g}")


def _shared(world: _World, kind: Kind) -> Iterator[Problem]:
    """Active records that have in common what only one of their kind may have, each reported at one of the seeds."""
    names = KINDS[kind].unique
    if not names or not any(key.kind is kind for key in world.given):
        return
    holders: dict[tuple[str, ...], Key] = {}
    for slug in world.slugs(kind):
        key = Key(kind, slug)
        record = world[key]
        if record.get("status", Status.ACTIVE) != Status.ACTIVE:
            continue
        values = tuple(record[name] for name in names)
        other = holders.setdefault(values, key)
        if other != key and (seed := world.given.get(key) or world.given.get(other)):
            shown = ", ".join(f"{name} {value}" for name, value in zip(names, values, strict=True))
            yield _problem(seed, names[-1:], f"{shown} is said of both {other} and {key}")


def _circles(world: _World, kind: Kind, field: Field) -> Iterator[Problem]:
    """Circles in a relation, each reported once, at one of the seeds in it."""

    end = field.item.reference if isinstance(field, Many) else None

    def targets(key: Key) -> list[Key]:
        value = world[key].get(field.key, ())
        slugs = [each[end.key] for each in value] if end else [value] if value else []
        return [Key(kind, slug) for slug in slugs if Key(kind, slug) in world]

    done: set[Key] = set()
    for start in (key for key, seed in world.given.items() if key.kind is kind and field.key in seed.record):
        trail: dict[Key, None] = {start: None}
        stack = [(start, iter(targets(start)))] if start not in done else []
        while stack:
            key, following = stack[-1]
            target = next(following, None)
            if target is None:
                stack.pop()
                trail.pop(key, None)
                done.add(key)
            elif target in trail:
                circle = list(trail)[list(trail).index(target) :]
                culprit = next((each for each in circle if each in world.given), start)
                shown = " → ".join(each.slug for each in (*circle, target))
                yield _problem(world.given[culprit], (field.key,), f"the {field.key} chain runs in a circle: {shown}")
            elif target not in done:
                trail[target] = None
                stack.append((target, iter(targets(target))))
