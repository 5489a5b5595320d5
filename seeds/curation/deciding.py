"""What renaming, merging, splitting and retiring a record mean, decided over the records of a dataset.

References of the same dataset are followed. Those of other datasets are not ours to change: they are told, and lead on
by `replaced_by` (decision 0023).
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Any

from rapidfuzz import process

from knowledge.model.declaring import SLUG_LENGTH, WORD
from knowledge.model.kinds import KINDS
from knowledge.model.made import MADE_OF, made_of
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind, Status
from knowledge.model.wellformed import Path, references
from seeds.curation.carrying import carried, identity, left_behind, names
from seeds.curation.steps import Created, Dropped, Put, Redirected, Renamed, Step
from seeds.problems import Place, Problem, Refused

CURATED = tuple(kind for kind in Kind if KINDS[kind].is_entity)
SLUG = re.compile(f"{WORD}(?:/{WORD})*")
SIMILAR_ENOUGH = 60  # rapidfuzz ratio, 0 to 100


@dataclass(frozen=True, slots=True)
class World:
    """All records that are known. `fixed` are those whose slugs are made of what they say: they stay as they are.

    `inline` are, in files, the translations that stand within the record that they are of; None in a database.
    """

    records: Mapping[Key, Record]
    fixed: Collection[Key] = frozenset()
    inline: Collection[Key] | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A change. `said` names it, for messages and the history; `elsewhere` are those who go on naming the old one."""

    said: str
    dataset: str
    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()
    elsewhere: tuple[Key, ...] = ()


def rename(world: World, old: str, new: str, kind: Kind | None = None) -> Decision:
    """A record under a new slug; the old one is deprecated and replaced by it. Raises `Refused` with advice."""
    said = f"rename {old} {new}"
    key = _found(world, old, kind, said)
    _check_active(world, key, said)
    _check_free(world, key.kind, new, said)
    _check_own(world, world.records[key]["dataset"], new, said)
    left = {"slug": old, "status": Status.DEPRECATED.value, "replaced_by": new}
    tombstone = left | _required(key.kind, world.records[key])
    steps: list[Step] = [Renamed(key, new), Created(key, tombstone, beside=key)]
    return _followed(world, key, new, said, steps, is_same=True)


def merge(world: World, old: str, into: str, kind: Kind | None = None) -> Decision:
    """`old` is deprecated and replaced by `into`, which also gets its names and those of its links that it lacks.

    Identifiers, texts and figures of the old record stay with it. Raises `Refused` with advice.
    """
    said = f"merge {old} {into}"
    if kind is None:  # the other one may tell it
        kinds = [each for each in CURATED if {Key(each, old), Key(each, into)} <= world.records.keys()]
        kind = kinds[0] if len(kinds) == 1 else None
    key = _found(world, old, kind, said)
    target = _found(world, into, kind, said)
    if key == target:
        raise _refused(said, f"{key} cannot be merged into itself")
    if key.kind is not target.kind:
        raise _refused(said, f"{key} and {target} are of different kinds: only records of one kind can be merged")
    one, other = world.records[key], world.records[target]
    if one["dataset"] != other["dataset"]:
        raise _refused(
            said,
            f"{old} belongs to the dataset {one['dataset']}, {into} to {other['dataset']}: "
            "say that they are the same with a concept mapping (EXACT_MATCH) instead",
        )
    _check_not_fixed(world, key, said)
    if one.get("replaced_by"):
        raise _refused(said, f"{key} was replaced by {one['replaced_by']} already")
    _check_living(world, target, key, said)
    steps: list[Step] = [
        *_deprecated(key, into),
        *names(one, other, target),
        *carried(key, one, target, other),
    ]
    followed = _followed(world, key, into, said, steps)
    return replace(followed, notes=(*left_behind(key, one, target, other), *followed.notes))


def split(
    world: World, old: str, news: Sequence[tuple[str, str]], links_to: str | None = None, kind: Kind | None = None
) -> Decision:
    """New records, each a slug and a name, that say what `old` said; the old one is retired with a note.

    What refers to it goes on doing so, and is told; or leads to `links_to`, one of the new ones, which then also
    replaces it. Raises `Refused` with advice.
    """
    said = f"split {old} {' '.join(slug for slug, _ in news)}"
    key = _found(world, old, kind, said)
    _check_active(world, key, said)
    slugs = [slug for slug, _ in news]
    if len(set(slugs)) < max(2, len(slugs)):
        raise _refused(said, "name two or more new slugs, each once: `rename` makes one of one")
    for slug in slugs:
        _check_free(world, key.kind, slug, said)
        _check_own(world, world.records[key]["dataset"], slug, said)
    if links_to is not None and links_to not in slugs:
        raise _refused(said, f"--links-to names one of the new slugs: {', '.join(slugs)}")
    record = world.records[key]
    kept = {name: value for name, value in record.items() if name not in ("aliases", "external_ids")}
    steps: list[Step] = [Created(Key(key.kind, slug), {**kept, "slug": slug, "name": name}, key) for slug, name in news]
    steps += _deprecated(key, links_to)
    steps.append(Put(key, "scope_note", _noted(record, f"Split into {', '.join(name for _, name in news)}.")))
    if links_to is not None:
        return _followed(world, key, links_to, said, steps)
    return _left(world, key, said, steps)


def retire(world: World, slug: str, note: str | None = None, kind: Kind | None = None) -> Decision:
    """The record is deprecated, and nothing takes its place. Raises `Refused` with advice."""
    said = f"retire {slug}"
    key = _found(world, slug, kind, said)
    _check_active(world, key, said)
    steps = _deprecated(key, None)
    if note:
        steps.append(Put(key, "scope_note", _noted(world.records[key], note.strip())))
    return _left(world, key, said, steps)


def _followed(world: World, key: Key, to: str, said: str, steps: list[Step], *, is_same: bool = False) -> Decision:
    """The decision with all references of the dataset led to the new slug.

    `is_same` says that this is the same thing: then it is called there, too, what translations call it.
    """
    dataset, elsewhere, notes = world.records[key]["dataset"], [], []
    for each, path in _references(world, key):
        record = world.records[each]
        if record["dataset"] != dataset:
            elsewhere.append(each)
        elif each.kind is Kind.TRANSLATION:
            if is_same:
                steps += _translated(world, each, to)
            else:
                notes.append(f"{each} stays with {key.slug}")
        elif each in world.fixed or (each.kind is Kind.OBSERVATION and path[0] in MADE_OF[each.kind]):
            notes.append(f"{each} is left as it is: its slug is made of what it says, and {key.slug} leads on to {to}")
        elif each.kind is Kind.CONCEPT_MAPPING and (twin := _twin(world, each, path, to)):
            steps += _deprecated(each, twin.slug)
        elif each != key:
            steps.append(_step(each, record, path, Key(key.kind, to)))
    return Decision(said, dataset, tuple(_once(steps)), tuple(dict.fromkeys(notes)), tuple(dict.fromkeys(elsewhere)))


def _translated(world: World, key: Key, to: str) -> Iterator[Step]:
    """What becomes of a translation of what goes by another slug; in files, what stands within a record goes along."""
    record = {**world.records[key], "subject": to}
    if world.inline is None:
        made = made_of(key.kind, record).slug
        yield Created(Key(key.kind, made), {**record, "slug": made}, beside=key)
    elif key not in world.inline:
        yield Redirected(key, ("subject",), to)


def _left(world: World, key: Key, said: str, steps: list[Step]) -> Decision:
    """The decision that leaves references as they are, and names them."""
    dataset = world.records[key]["dataset"]
    naming = dict.fromkeys(each for each, _ in _references(world, key) if each != key)
    own = [each for each in naming if world.records[each]["dataset"] == dataset]
    notes = [f"{each} still names {key.slug}" for each in own]
    return Decision(said, dataset, tuple(steps), tuple(notes), tuple(each for each in naming if each not in own))


def _references(world: World, target: Key) -> Iterator[tuple[Key, Path]]:
    """Where other records name one; the objects of mappings, too, which are slugs and no references."""
    for key, record in world.records.items():
        if key.kind is Kind.CONCEPT_MAPPING and (record["subject_kind"], record["object_slug"]) == target:
            yield key, ("object_slug",)
        for path, each in references(key, record):
            if each == target:
                yield key, path


def _twin(world: World, mapping: Key, path: Path, to: str) -> Key | None:
    """The active mapping that says already what this one would say."""
    names = KINDS[mapping.kind].unique
    changed = {**world.records[mapping], str(path[0]): to}
    for key, record in world.records.items():
        is_other = key.kind is mapping.kind and key != mapping and record.get("status", Status.ACTIVE) == Status.ACTIVE
        if is_other and all(record[name] == changed[name] for name in names):
            return key
    return None


def _step(key: Key, record: Record, path: Path, to: Key) -> Step:
    """What becomes of a reference: it leads to the new record, or goes where that would be said twice, or of itself."""
    if len(path) == 1:
        field_name = str(path[0])
        return Put(key, field_name, None) if key == to else Redirected(key, path, to.slug)
    field_name, place = str(path[0]), int(path[1])
    many = next(each for each in KINDS[key.kind].lists if each.key == field_name)
    items = record[field_name]
    changed = to.slug if isinstance(items[place], str) else {**items[place], str(path[2]): to.slug}
    others = [identity(many, each) for index, each in enumerate(items) if index != place]
    if key == to or identity(many, changed) in others:
        return Dropped(key, field_name, place)
    return Redirected(key, path, to.slug)


def _once(steps: Sequence[Step]) -> list[Step]:
    """The steps without redirections of what is dropped as well."""
    gone = {(step.key, step.field, step.place) for step in steps if isinstance(step, Dropped)}
    return [
        step
        for step in steps
        if not (isinstance(step, Redirected) and len(step.path) > 1 and (step.key, *step.path[:2]) in gone)
    ]


def _deprecated(key: Key, successor: str | None) -> list[Step]:
    steps: list[Step] = [Put(key, "status", Status.DEPRECATED.value)]
    return [*steps, Put(key, "replaced_by", successor)] if successor else steps


def _required(kind: Kind, record: Record) -> dict[str, Any]:
    """What a record has to say, its description, and its evidence."""
    names = {each.key for each in KINDS[kind].fields if each.required} | {
        "description",
        "basis",
        "citations",
        "dataset",
    }
    return {name: value for name, value in record.items() if name in names}


def _noted(record: Record, note: str) -> str:
    before = record.get("scope_note")
    return f"{before} {note}" if before else note


def _check_active(world: World, key: Key, said: str) -> None:
    _check_not_fixed(world, key, said)
    record = world.records[key]
    if record.get("status", Status.ACTIVE) != Status.ACTIVE:
        successor = record.get("replaced_by")
        told = f", replaced by {successor}: name that one" if successor else ""
        raise _refused(said, f"{key} is deprecated already{told}")


def _check_not_fixed(world: World, key: Key, said: str) -> None:
    if key in world.fixed:
        raise _refused(
            said,
            f"{key} is a row of a sheet whose slug is made of what it says: change the row, or take it out, and "
            "`load --prune` the folder",
        )


def _check_living(world: World, target: Key, old: Key, said: str) -> None:
    """That records can be merged into this one."""
    chain = [target]
    while successor := world.records[chain[-1]].get("replaced_by"):
        following = Key(target.kind, successor)
        if following == old:
            shown = " → ".join(each.slug for each in (old, *chain, old))
            raise _refused(said, f"that would be a circle: {shown}")
        if following in chain or following not in world.records:
            break
        chain.append(following)
    if world.records[target].get("status", Status.ACTIVE) != Status.ACTIVE:
        told = f": merge into its successor {chain[-1].slug}" if len(chain) > 1 else ": name an active one"
        raise _refused(said, f"{target} is deprecated{told}")


def _check_free(world: World, kind: Kind, slug: str, said: str) -> None:
    if not SLUG.fullmatch(slug) or len(slug) > SLUG_LENGTH:
        raise _refused(said, f"not a slug: expected small letters, digits and single hyphens, found {slug!r}")
    if Key(kind, slug) in world.records:
        raise _refused(said, f"there is a {Key(kind, slug)} already: choose another slug, or `merge` into it")


def _check_own(world: World, dataset: str, slug: str, said: str) -> None:
    """That the part of a slug before its slash is not another dataset, whose next release may need it."""
    prefix = slug.partition("/")[0] if "/" in slug else None
    if prefix not in (None, dataset) and Key(Kind.DATASET, str(prefix)) in world.records:
        raise _refused(said, f"{slug} would be of the dataset {prefix}, and the record is of {dataset}")


def _found(world: World, slug: str, kind: Kind | None, said: str) -> Key:
    """The record with that slug. Raises `Refused` if there is none, or if it could be several."""
    kinds = CURATED if kind is None else (kind,)
    found = [Key(each, slug) for each in kinds if Key(each, slug) in world.records]
    if len(found) == 1:
        return found[0]
    if found:
        shown = ", ".join(str(each) for each in found)
        raise _refused(said, f"{slug} may be any of {shown}: say which with --kind {found[0].kind}")
    nearest = process.extractOne(
        slug, [key.slug for key in world.records if key.kind in kinds], score_cutoff=SIMILAR_ENOUGH
    )
    what = "record" if kind is None else kind.lower().replace("_", " ")
    hint = f"; the nearest is {nearest[0]}" if nearest else ""
    raise _refused(said, f"there is no {what} {slug}{hint}")


def _refused(said: str, message: str) -> Refused:
    return Refused([Problem(Place(FilePath(said)), "", message)])
