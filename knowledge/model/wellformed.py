"""What must hold within one record, whatever other records there are, and which others it names."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from knowledge.model.declaring import Rule
from knowledge.model.kinds import KINDS, Field, Many, Reference
from knowledge.model.made import MADE_OF, made_of, waits
from knowledge.model.observation import unsound
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Basis, Kind

Path = tuple[str | int, ...]

UNCITED = "a STATED fact needs citations: name its source, or give a basis of INFERRED"


def references(key: Key, record: Record) -> Iterator[tuple[Path, Key]]:
    """All records that a record refers to, each with the path to the reference within the record."""
    yield from _cited(record, ())
    yield from _named(KINDS[key.kind].fields, key.kind, record, ())


def _cited(item: Record, path: Path) -> Iterator[tuple[Path, Key]]:
    for place, citation in enumerate(item.get("citations", ())):
        yield (*path, "citations", place), Key(Kind.SOURCE, citation["source"])


def _named(fields: Iterable[Field], kind: Kind, item: Record, path: Path) -> Iterator[tuple[Path, Key]]:
    for field in fields:
        value = item.get(field.key)
        if value is None:
            continue
        if isinstance(field, Reference):
            yield (*path, field.key), Key(_target(field, item), value)
        elif isinstance(field, Many):
            only = field.item.bare
            if only is None:
                for place, each in enumerate(value):
                    yield from _cited(each, (*path, field.key, place))
                    yield from _named(field.item.fields, kind, each, (*path, field.key, place))
            elif isinstance(only, Reference):
                yield from (
                    ((*path, field.key, place), Key(_target(only, item), slug)) for place, slug in enumerate(value)
                )


def _target(reference: Reference, item: Record) -> Kind:
    return reference.kind or Kind(item[str(reference.said.kind_from)])


def extended(key: Key, record: Record) -> Key | None:
    """The record that an extension adds to; None if it is none."""
    extends = KINDS[key.kind].extends
    return Key(extends.kind, record[extends.key]) if extends and extends.kind else None


def faults(key: Key, record: Record) -> Iterator[tuple[Path, str]]:
    """What is wrong within a record that the types of its fields do not show, each with its path.

    These are the rules of the model, items that stand twice in a list, and facts that are STATED and cite nothing.
    """
    kind = KINDS[key.kind]
    if kind.is_entity:
        yield from _of_evidence(record, ())
    yield from _broken(kind.rules, record, key.slug, ())
    if key.kind in MADE_OF and not waits(key.kind, record):
        yield from _misnamed(key, record)
    if key.kind is Kind.OBSERVATION:
        yield from unsound(record)
    yield from _in_lists(kind.lists, record, (extended(key, record) or key).slug, ())


def _misnamed(key: Key, record: Record) -> Iterator[tuple[Path, str]]:
    slug = made_of(key.kind, record).slug
    if key.slug != slug:
        yield ("slug",), f"the slug of this {key.kind.lower()} is {slug}: leave it out, and it is made so"


def _in_lists(lists: Iterable[Many], item: Record, slug: str, path: Path) -> Iterator[tuple[Path, str]]:
    for many in lists:
        items = item.get(many.key)
        if items is None:
            continue
        part, here = many.item, (*path, many.key)
        yield from _repeated(part.bare is not None, [each.key for each in part.identity], items, here)
        if part.bare is not None:
            continue
        inner = [each for each in part.fields if isinstance(each, Many)]
        for place, each in enumerate(items):
            if part.evident and "basis" in each:
                yield from _of_evidence(each, (*here, place))
            yield from _broken(part.rules, each, slug, (*here, place))
            yield from _in_lists(inner, each, slug, (*here, place))


def _broken(rules: Iterable[Rule], item: Record, slug: str, path: Path) -> Iterator[tuple[Path, str]]:
    for rule in rules:
        message = rule.broken(item, slug)
        if message:
            yield (path if rule.field is None else (*path, rule.field)), message


def _repeated(bare: bool, keys: Sequence[str], items: Sequence[Any], path: Path) -> Iterator[tuple[Path, str]]:
    if not keys:
        return
    seen = set()
    for place, each in enumerate(items):
        identity = (each,) if bare else tuple([each.get(key) for key in keys])
        if identity in seen:
            yield (*path, place), f"{' '.join(str(part) for part in identity if part)} is in this list already"
        seen.add(identity)


def _of_evidence(item: Record, path: Path) -> Iterator[tuple[Path, str]]:
    citations = item.get("citations", ())
    if item["basis"] == Basis.STATED and not citations:
        yield path, UNCITED
    yield from _repeated(False, ("source", "section"), citations, (*path, "citations"))
