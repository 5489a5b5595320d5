"""The model as data: what was declared of each class, read once, for all who derive something from it.

`KINDS` has every kind of record with its fields, in an order in which each refers only to itself and those before it.
"""

import dataclasses
import re
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Self, Union, get_args, get_origin, get_type_hints

import knowledge.entities
from knowledge.declaring import (
    DECLARED,
    Bound,
    Declaration,
    Mirror,
    Owner,
    Resolved,
    Rule,
    Said,
)
from knowledge.evidence import Fact
from knowledge.vocabulary import Kind


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


@dataclass(frozen=True, slots=True)
class Part:
    """What stands in a list: a plain value or slug (`make` is None), or an object with fields.

    `owner` is the attribute that holds what the list is in. No two items of a list share the `identity`, which is empty
    where only their places tell them apart.
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

    @property
    def identity(self) -> tuple[Scalar | Reference, ...]:
        return tuple(
            each
            for each in self.fields
            if isinstance(each, Reference) or (isinstance(each, Scalar) and (each.said.identifies or not self.make))
        )

    @property
    def reference(self) -> Reference | None:
        """What an item leads to, if it leads anywhere."""
        return next((each for each in self.fields if isinstance(each, Reference)), None)

    @property
    def bare(self) -> Scalar | Reference | None:
        """The only field of items that are plain values."""
        only = self.fields[0]
        return only if self.make is None and not isinstance(only, Many) else None

    @property
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


@dataclass(frozen=True, slots=True)
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
    common_rules: tuple[Rule, ...]
    own_rules: tuple[Rule, ...]
    unique: tuple[str, ...]
    description: str

    @property
    def is_entity(self) -> bool:
        return bool(self.common)

    @property
    def fields(self) -> tuple[Field, ...]:
        return self.common + self.own

    @property
    def rules(self) -> tuple[Rule, ...]:
        return self.common_rules + self.own_rules

    @property
    def lists(self) -> tuple[Many, ...]:
        return tuple(each for each in self.fields if isinstance(each, Many))


def snake(name: str) -> str:
    return re.sub(r"(?<=.)([A-Z])", r"_\1", name).lower()


def _bare(hint: Any) -> tuple[Any, Any]:
    """A type without what bounds it, and that bound."""
    if get_origin(hint) is Annotated:
        inner, bound = get_args(hint)
        return inner, bound
    return hint, None


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, UnionType):
        (one,) = [each for each in get_args(hint) if each is not NoneType]
        return one, True
    return hint, False


def _kind_of(cls: Any, own: Kind | None) -> Kind | None:
    return own if cls is Self else DECLARED[cls.__name__].kind


def _is_reference(cls: Any) -> bool:
    return (
        cls is Self or cls is knowledge.entities.Entity or (isinstance(cls, type) and _declared_kind(cls) is not None)
    )


def _declared_kind(cls: type[Any]) -> Kind | None:
    found = DECLARED.get(cls.__name__)
    return found.kind if found and found.cls is cls else None


def _field(name: str, hint: Any, default: Any, said: Said, owner_table: str, own: Kind | None) -> Field:
    key = said.key or name
    plain, bound = _bare(hint)
    plain, optional = _without_none(plain)
    if bound is None:
        plain, bound = _bare(plain)
    required = default is dataclasses.MISSING
    if get_origin(plain) is tuple:
        return Many(name, key, _part(get_args(plain)[0], said, owner_table), said)
    if _is_reference(plain):
        kind = None if said.kind_from else _kind_of(plain, own)
        column = f"{said.column or key}_id"
        return Reference(name, key, column, kind, plain is Self or kind is own, required, said)
    return Scalar(name, key, plain, optional, required, None if required else default, bound, said)


def _part(hint: Any, said: Said, owner_table: str) -> Part:
    item, bound = _bare(hint)
    declaration = DECLARED.get(getattr(item, "__name__", ""))
    if _is_reference(item):
        kind = _kind_of(item, None)
        each = said.column or snake(item.__name__)
        only: Field = Reference(each, each, f"{each}_id", kind, False, True, Said(description=said.description))
        table = said.table or f"{owner_table}_{each}"
        return Part(item.__name__, table, None, f"{owner_table}_id", None, (only,), False, (), (), "")
    if declaration is None:
        each = said.each or said.key or ""
        only = Scalar(each, each, item, False, True, None, bound, dataclasses.replace(said, identifies=True))
        table = said.table or f"{owner_table}_{each}"
        return Part(each, table, None, f"{owner_table}_id", None, (only,), False, (), (), "")
    fields = dataclasses.fields(declaration.cls)
    owner = next((each for each in fields if isinstance(each.metadata.get("field"), Owner)), None)
    evident = issubclass(declaration.cls, Fact)
    table = snake(declaration.cls.__name__)
    if owner is None:
        column = f"{'entity' if evident else owner_table}_id"
    else:
        column = f"{owner.metadata['field'].column or owner.name}_id"
    found = _fields(declaration, table, None)
    if owner is None and any(isinstance(each, Reference) for each in found):  # one table for each kind of owner
        table = f"{owner_table}_{next(each.key for each in found if isinstance(each, Reference))}"
    return Part(
        declaration.cls.__name__,
        table,
        owner.name if owner else None,
        column,
        declaration.cls,
        found,
        evident,
        declaration.rules,
        declaration.indexes,
        (declaration.cls.__doc__ or "").strip(),
    )


def _fields(declaration: Declaration, table: str, own: Kind | None, skip: tuple[str, ...] = ()) -> tuple[Field, ...]:
    hints = _hints(declaration.cls)
    return tuple(
        _field(each.name, hints[each.name], each.default, each.metadata["field"], table, own)
        for each in dataclasses.fields(declaration.cls)
        if isinstance(each.metadata.get("field"), Said) and each.name not in skip
    )


def _hints(cls: type[Any]) -> dict[str, Any]:
    names = {name: each.cls for name, each in DECLARED.items()}
    return get_type_hints(cls, localns=names, include_extras=True)


def _read(declaration: Declaration) -> KindOf:
    cls, kind = declaration.cls, declaration.kind
    assert kind is not None
    table = snake(cls.__name__)
    base = DECLARED["Entity"]
    is_entity = issubclass(cls, base.cls)
    shared = tuple(each.name for each in dataclasses.fields(base.cls)) if is_entity else ()
    hints = _hints(cls)
    everything = dataclasses.fields(cls)
    common = tuple(
        _field(each.name, hints[each.name], each.default, each.metadata["field"], "entity", kind)
        for each in everything
        if each.name in shared and isinstance(each.metadata.get("field"), Said)
    )
    mirrors = []
    for each in everything:
        said = each.metadata.get("field")
        if isinstance(said, Mirror):
            mirrors.append(Mirrored(each.name, get_args(hints[each.name])[0], said.of))
    return KindOf(
        kind=kind,
        meaning=declaration.meaning,
        make=cls,
        section=declaration.section,
        table=table,
        common=common,
        own=_fields(declaration, table, kind, skip=shared),
        mirrors=tuple(mirrors),
        resolved=tuple(
            (e.name, e.metadata["field"]) for e in everything if isinstance(e.metadata.get("field"), Resolved)
        ),
        common_rules=base.rules if is_entity else (),
        own_rules=declaration.rules,
        unique=declaration.unique,
        description=(cls.__doc__ or "").strip(),
    )


KINDS: dict[Kind, KindOf] = {each.kind: _read(each) for each in DECLARED.values() if each.kind is not None}

COMMON = _fields(DECLARED["Entity"], "entity", None)
"""The fields of all entities. A reference to the own kind of each has no kind here."""

COMMON_RULES = DECLARED["Entity"].rules
