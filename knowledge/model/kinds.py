"""The model as data: what was declared of each class, read once, for all who derive something from it.

`KINDS` has every kind of record with its fields, in an order in which each refers only to itself and those before it.
"""

import dataclasses
import re
from dataclasses import dataclass
from functools import cached_property
from types import NoneType, UnionType
from typing import Annotated, Any, Self, TypeVar, Union, get_args, get_origin, get_type_hints

from knowledge.model.declaring import (
    DECLARED,
    Bound,
    Declaration,
    Mirror,
    Owner,
    Resolved,
    Rule,
    Said,
)
from knowledge.model.entities import Entity
from knowledge.model.evidence import Fact
from knowledge.model.extensions import Extension
from knowledge.model.learning import LearningResource as LearningResource  # declares its kind
from knowledge.model.observation import Observation as Observation  # declares its kind, and those that it names
from knowledge.model.translation import Translation as Translation  # declares its kind
from knowledge.model.vocabulary import Kind

M = TypeVar("M")
DERIVED = ("slug", "name")  # what extensions and observations need not say, as it is made of what they say


@dataclass(frozen=True, slots=True)
class Scalar:
    """A field with one value. `key` is its name in records, and that of its column; `name` that of the attribute."""

    name: str
    key: str
    type: type[Any]
    optional: bool
    required: bool
    default: Any
    bound: Bound | None
    said: Said


@dataclass(frozen=True, slots=True)
class Reference:
    """A field that names another record by slug. `kind` is None where the field `said.kind_from` tells it."""

    name: str
    key: str
    column: str
    kind: Kind | None
    own_kind: bool
    required: bool
    said: Said


@dataclass(frozen=True, slots=True)
class Many:
    """A field with a list of `item`s."""

    name: str
    key: str
    item: "Part"
    said: Said

    @property
    def required(self) -> bool:
        return self.said.least > 0


Field = Scalar | Reference | Many


@dataclass(frozen=True)
class Part:
    """What stands in a list: a plain value or slug (`make` is None), or an object with fields.

    `owner` is the attribute that holds what the list is in. No two items of a list share the `identity`, which is empty
    where only their places tell them apart. What is `added` stands in an extension and is said of what that extends.
    """

    name: str
    table: str
    owner: str | None
    owner_column: str
    make: type[Any] | None
    fields: tuple[Field, ...]
    evident: bool
    rules: tuple[Rule, ...]
    indexes: tuple[tuple[str, ...], ...]
    description: str
    added: bool = False

    @cached_property
    def identity(self) -> tuple[Scalar | Reference, ...]:
        return tuple(
            each
            for each in self.fields
            if isinstance(each, Reference)
            or (isinstance(each, Scalar) and (each.said.identifies or not (self.make or each.said.repeats)))
        )

    @cached_property
    def reference(self) -> Reference | None:
        """What an item leads to, if it leads anywhere."""
        return next((each for each in self.fields if isinstance(each, Reference)), None)

    @cached_property
    def bare(self) -> Scalar | Reference | None:
        """The only field of items that are plain values."""
        only = self.fields[0]
        return only if self.make is None and not isinstance(only, Many) else None

    @cached_property
    def alone(self) -> Reference | None:
        """The field that is enough to tell an item, if one is: a reference, beside which nothing is required."""
        needed = [each for each in self.fields if each.required]
        return needed[0] if self.make and len(needed) == 1 and isinstance(needed[0], Reference) else None


@dataclass(frozen=True, slots=True)
class Mirrored:
    """The attribute `name` of an entity, which lists what refers to it by the attribute `of`."""

    name: str
    cls: type[Any]
    of: str


@dataclass(frozen=True)
class KindOf:
    """One kind of record: its class, its section in seed files, its fields; those of `common` are in all entities."""

    kind: Kind
    meaning: str
    make: type[Any]
    section: str | None
    table: str
    common: tuple[Field, ...]
    own: tuple[Field, ...]
    mirrors: tuple[Mirrored, ...]
    resolved: tuple[tuple[str, Resolved], ...]
    own_rules: tuple[Rule, ...]
    unique: tuple[str, ...]
    description: str

    @cached_property
    def is_entity(self) -> bool:
        return bool(self.common)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        return self.common + self.own

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        return (COMMON_RULES if self.is_entity else ()) + self.own_rules

    @cached_property
    def lists(self) -> tuple[Many, ...]:
        return tuple(each for each in self.fields if isinstance(each, Many))

    @cached_property
    def extends(self) -> Reference | None:
        """What an extension adds to; None for all else."""
        return _extended(self.own) if issubclass(self.make, Extension) else None

    @cached_property
    def derived(self) -> tuple[str, ...]:
        """The keys of fields that are required and yet need not be given."""
        if self.kind is Kind.TRANSLATION:
            return DERIVED[:1]
        return DERIVED if self.extends or self.kind is Kind.OBSERVATION else ()


def snake(name: str) -> str:
    return re.sub(r"(?<=.)([A-Z])", r"_\1", name).lower()


def _bounded(hint: Any) -> tuple[Any, Bound | None]:
    """A type without what bounds it, and that bound."""
    if get_origin(hint) is Annotated:
        inner, bound = get_args(hint)
        return inner, bound
    return hint, None


def _is_reference(cls: Any) -> bool:
    found = DECLARED.get(getattr(cls, "__name__", ""))
    return cls in (Self, Entity) or bool(found and found.cls is cls and found.kind)


def _field(name: str, hint: Any, default: Any, said: Said, table: str, own: Kind | None) -> Field:
    """A field of the class whose table is `table`, which is that of the kind `own` if it is one's."""
    key, plain, optional = said.key or name, hint, False
    if get_origin(plain) in (Union, UnionType):
        (plain,) = [each for each in get_args(plain) if each is not NoneType]
        optional = True
    plain, bound = _bounded(plain)
    required = default is dataclasses.MISSING
    if get_origin(plain) is tuple:
        return Many(name, key, _part(get_args(plain)[0], key, said, table), said)
    if _is_reference(plain):
        kind = None if said.kind_from else own if plain is Self else DECLARED[plain.__name__].kind
        within = plain is Self or (kind is not None and kind is own)
        return Reference(name, key, f"{said.column or key}_id", kind, within, required, said)
    return Scalar(name, key, plain, optional, required, None if required else default, bound, said)


def _part(hint: Any, key: str, said: Said, owner_table: str) -> Part:
    item, _ = _bounded(hint)
    if _is_reference(item) or item.__name__ not in DECLARED:
        each = said.each or (snake(item.__name__) if _is_reference(item) else key)
        its = Said(description=said.description, indexed=said.indexed, repeats=said.repeats)
        only = _field(each, hint, dataclasses.MISSING, its, "", None)
        table = said.table or f"{owner_table}_{each}"
        return Part(each, table, None, f"{owner_table}_id", None, (only,), False, (), (), "")
    declaration = DECLARED[item.__name__]
    table = said.table or snake(item.__name__)
    found = _fields(declaration, table, None)
    end = next((each for each in found if isinstance(each, Reference)), None)
    owners = [(each.name, mark.column or each.name) for each, mark in _marked(item, Owner)]
    if not owners and end:  # one table for each kind of owner
        table = f"{owner_table}_{end.key}"
    return Part(
        item.__name__,
        table,
        owners[0][0] if owners else None,
        f"{owners[0][1] if owners else owner_table}_id",
        item,
        found,
        issubclass(item, Fact),
        declaration.rules,
        declaration.indexes,
        (item.__doc__ or "").strip(),
    )


def _marked(cls: type[Any], sort: type[M]) -> list[tuple["dataclasses.Field[Any]", M]]:
    """The attributes of a class that are declared by a mark of this sort."""
    pairs = ((each, each.metadata.get("field")) for each in dataclasses.fields(cls))
    return [(each, mark) for each, mark in pairs if isinstance(mark, sort)]


def _fields(declaration: Declaration, table: str, own: Kind | None) -> tuple[Field, ...]:
    hints = _hints(declaration.cls)
    found = _marked(declaration.cls, Said)
    return tuple(_field(each.name, hints[each.name], each.default, said, table, own) for each, said in found)


def _hints(cls: type[Any]) -> dict[str, Any]:
    names = {name: each.cls for name, each in DECLARED.items()}
    return get_type_hints(cls, localns=names, include_extras=True)


def _extended(fields: tuple[Field, ...]) -> Reference:
    (found,) = [each for each in fields if isinstance(each, Reference) and each.name == "extends"]
    return found


def _added(many: Many, whose: str, table: str) -> Many:
    """A list of what is extended as one of the extension, which keeps it in tables of its own."""
    part = many.item
    fields = tuple(_added(each, whose, table) if isinstance(each, Many) else each for each in part.fields)
    own = f"{table}_{part.table.removeprefix(f'{whose}_')}"
    item = dataclasses.replace(part, table=own, owner_column=f"{table}_id", fields=fields, added=True)
    return dataclasses.replace(many, item=item)


def _read(declaration: Declaration, kind: Kind) -> KindOf:
    cls, table, hints = declaration.cls, snake(declaration.cls.__name__), _hints(declaration.cls)
    shared = {each.name for each, _ in _marked(Entity, Said)} if issubclass(cls, Entity) else set()
    own = tuple(each for each in _fields(declaration, table, kind) if each.name not in shared)
    if issubclass(cls, Extension) and (to := _extended(own).kind):
        extended = _read(DECLARED[hints["extends"].__name__], to)
        lists = [each for each in extended.own if isinstance(each, Many) and not each.said.ends]
        own += tuple(_added(each, extended.table, table) for each in lists)
    return KindOf(
        kind=kind,
        meaning=declaration.meaning,
        make=cls,
        section=declaration.section,
        table=table,
        common=tuple(each for each in _fields(declaration, "entity", kind) if each.name in shared),
        own=own,
        mirrors=tuple(Mirrored(e.name, get_args(hints[e.name])[0], mark.of) for e, mark in _marked(cls, Mirror)),
        resolved=tuple((each.name, mark) for each, mark in _marked(cls, Resolved)),
        own_rules=declaration.rules,
        unique=declaration.unique,
        description=(cls.__doc__ or "").strip(),
    )


KINDS: dict[Kind, KindOf] = {each.kind: _read(each, each.kind) for each in DECLARED.values() if each.kind}

EXTENSIONS: dict[Kind, KindOf] = {
    each.extends.kind: each for each in KINDS.values() if each.extends and each.extends.kind
}
"""The kinds of extensions, by the kind that each extends."""

COMMON = _fields(DECLARED["Entity"], "entity", None)
"""The fields of all entities. A reference to the own kind of each has no kind here."""

COMMON_RULES = DECLARED["Entity"].rules
