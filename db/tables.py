"""The tables of the model, made of its declarations: one with what all entities have in common, one more for each kind,
and one for each list of a record, whose rows are the items.

A `Shape` says how a table takes part in records; `db.codec` translates by it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeEngine

from db.base import CHOICE_LENGTH, Base, choice_type
from knowledge.model.declaring import (
    NAME_LENGTH,
    SLUG_LENGTH,
    Among,
    Between,
    Capitals,
    Chars,
    Elsewhere,
    Needs,
    NotAbove,
    OnlyIf,
    Public,
    Rule,
    Tag,
    Together,
    When,
)
from knowledge.model.kinds import COMMON, COMMON_RULES, KINDS, Field, KindOf, Many, Reference, Scalar
from knowledge.model.language import TAG_LENGTH
from knowledge.model.period import PERIOD_LENGTH
from knowledge.model.vocabulary import Basis, Kind

PLAIN: dict[type[Any], type[TypeEngine[Any]]] = {bool: Boolean, int: Integer, float: Double, date: Date}


@dataclass(frozen=True, slots=True)
class Shape:
    """How one table takes part in a record: `field` is the list whose items are its rows, empty for the record itself.

    `owners` are the columns that say which row of the table above a row belongs to, each with the column there.
    """

    table: Table
    field: str
    owners: tuple[tuple[str, str], ...]
    references: tuple[Reference, ...]
    scalars: tuple[Scalar, ...]
    position: str | None
    evident: bool
    bare: Scalar | Reference | None
    parts: tuple["Shape", ...]


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of record is stored: head tables in order of insertion, and parts."""

    kind: Kind
    heads: tuple[Shape, ...]
    parts: tuple[Shape, ...]


def _type(field: Scalar) -> Any:
    if isinstance(field.bound, Chars):
        return String(field.bound.most) if field.bound.most <= NAME_LENGTH else Text()
    if isinstance(field.bound, Capitals):
        return String(field.bound.count)
    if isinstance(field.bound, Public):
        return Text()
    if isinstance(field.bound, Tag):
        return String(TAG_LENGTH)
    if isinstance(field.bound, When):
        return String(PERIOD_LENGTH)
    if issubclass(field.type, StrEnum):
        return choice_type(field.type, field.key if field.type is Kind else "")
    return PLAIN[field.type]()


def _default(field: Scalar) -> Any:
    """What rows that are there already say when a column is added."""
    match field.default:
        case bool(value):
            return text(str(value).lower())
        case StrEnum() as value:
            return value.value
    return None


def _columns(fields: tuple[Field, ...], primary: tuple[Field, ...] = ()) -> list[Column[Any]]:
    columns: list[Column[Any]] = []
    for each in fields:
        if isinstance(each, Reference):
            indexed = each.said.indexed or each in primary
            column = Column(each.column, Integer, *_key(each), nullable=not each.required, index=indexed or None)
        elif isinstance(each, Scalar):
            column = Column(
                each.key,
                _type(each),
                nullable=each.optional,
                index=each.said.indexed or None,
                server_default=_default(each),
            )
        else:
            continue
        column.primary_key = each in primary
        columns.append(column)
    return columns


def _key(reference: Reference) -> tuple[ForeignKey, ...]:
    """A reference within its own table is checked at the end of the transaction, so that rows come in any order."""
    if reference.kind is None:
        return ()
    within = reference.own_kind or None
    return (
        ForeignKey(f"{KINDS[reference.kind].table}.id", deferrable=within, initially="DEFERRED" if within else None),
    )


def _checks(fields: tuple[Field, ...], rules: tuple[Rule, ...], own_id: str) -> list[CheckConstraint]:
    ranges = {each.key: _range(each) for each in fields if isinstance(each, Scalar)}
    return [_rule(rule, fields, own_id) for rule in rules] + [
        CheckConstraint(condition, name=f"{key}_in_range") for key, condition in ranges.items() if condition
    ]


def _range(field: Scalar) -> str | None:
    match field.bound:
        case Between(low, high):
            ends = (f"{field.key} {sign} {end:g}" for sign, end in ((">=", low), ("<=", high)) if end is not None)
            return " AND ".join(ends) or None
        case Among(values):
            return f"{field.key} IN ({', '.join(repr(each.value) for each in values)})"
        case Capitals(count):
            return f"length({field.key}) = {count} AND {field.key} = upper({field.key})"
    return None


def _rule(rule: Rule, fields: tuple[Field, ...], own_id: str) -> CheckConstraint:
    def column(key: str) -> str:
        (found,) = [each for each in fields if each.key == key]
        return found.column if isinstance(found, Reference) else found.key

    match rule:
        case OnlyIf():
            condition = f"{column(rule.field)} IS NULL OR {column(rule.other)} = '{rule.value.value}'"
        case Needs():
            condition = f"NOT {column(rule.field)} OR {column(rule.other)} IS NOT NULL"
        case NotAbove():
            condition = f"{column(rule.low)} <= {column(rule.high)}"
        case Together():
            condition = f"({column(rule.one)} IS NULL) = ({column(rule.other)} IS NULL)"
        case Elsewhere():
            condition = f"{column(rule.field)} <> {own_id}"
    return CheckConstraint(condition, name=rule.name)


def _shape(fields: tuple[Field, ...], table: Table, **more: Any) -> Shape:
    return Shape(
        table=table,
        references=tuple(each for each in fields if isinstance(each, Reference)),
        scalars=tuple(each for each in fields if isinstance(each, Scalar)),
        parts=tuple(_part(each, table) for each in fields if isinstance(each, Many)),
        **more,
    )


def _part(many: Many, above: Table) -> Shape:
    """The table of a list. What identifies its items is its primary key; else their places in the list."""
    item = many.item
    keys = [column.name for column in above.primary_key]
    owners = tuple((item.owner_column if len(keys) == 1 else name, name) for name in keys)
    identity = item.identity
    others = tuple(each for each in item.fields if each not in identity)
    # in the tables of an extension there is no telling whether an item leads to what is extended: loads look at that
    rules = tuple(each for each in item.rules if not (item.added and isinstance(each, Elsewhere)))
    if len(owners) == 1:
        to_owner: list[Any] = [
            Column(
                owners[0][0], ForeignKey(f"{above.name}.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
            )
        ]
    else:
        to_owner = [Column(name, above.c[name].type, primary_key=True, autoincrement=False) for name, _ in owners]
        to_owner.append(ForeignKeyConstraint(keys, [f"{above.name}.{name}" for name in keys], ondelete="CASCADE"))
    table = Table(
        item.table,
        Base.metadata,
        *to_owner,
        *_columns(identity, identity),
        Column("position", Integer, primary_key=not identity, autoincrement=False, nullable=False),
        *_columns(others),
        *([_evidence()] if item.evident else []),
        *_checks(item.fields, rules, owners[0][0]),
        *(Index(None, *names) for names in item.indexes),
    )
    return _shape(
        item.fields, table, field=many.key, owners=owners, position="position", evident=item.evident, bare=item.bare
    )


def _evidence() -> Column[int]:
    return Column("evidence_id", Integer, ForeignKey("evidence.id"), nullable=False)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _entity() -> Shape:
    """The table of what all entities have in common. A slug is unique among the entities of its kind."""
    table = Table(
        "entity",
        Base.metadata,
        _id(),
        Column("kind", choice_type(Kind, "kind"), nullable=False),
        *_columns(COMMON),
        _evidence(),
        UniqueConstraint("kind", "slug"),
        UniqueConstraint("id", "kind"),
        ForeignKeyConstraint(
            ["replaced_by_id", "kind"], ["entity.id", "entity.kind"], deferrable=True, initially="DEFERRED"
        ),
        CheckConstraint("slug <> '' AND name <> ''", name="named"),
        *_checks(COMMON, COMMON_RULES, "id"),
    )
    return _shape(COMMON, table, field="", owners=(), position=None, evident=True, bare=None)


def _own(kind: KindOf) -> Shape:
    """The table of a kind. Its `kind` is a constant, so that no row extends an entity of another kind."""
    subjects = [each for each in kind.own if isinstance(each, Reference) and each.said.kind_from]
    unique = [each.column if isinstance(each, Reference) else each.key for each in kind.own if each.key in kind.unique]
    table = Table(
        kind.table,
        Base.metadata,
        _id(),
        Column("kind", String(CHOICE_LENGTH), nullable=False, default=kind.kind.value),
        *_columns(kind.own),
        ForeignKeyConstraint(["id", "kind"], ["entity.id", "entity.kind"], ondelete="CASCADE"),
        CheckConstraint(f"kind = '{kind.kind.value}'", name="kind"),
        *(
            ForeignKeyConstraint([each.column, each.said.kind_from or ""], ["entity.id", "entity.kind"])
            for each in subjects
        ),
        *([Index(None, *unique)] if unique else []),
        *_checks(kind.own, kind.own_rules, "id"),
    )
    return _shape(kind.own, table, field="", owners=(), position=None, evident=False, bare=None)


def _without_entity(kind: KindOf) -> Shape:
    table = Table(kind.table, Base.metadata, _id(), *_columns(kind.own), UniqueConstraint("slug"))
    return _shape(kind.own, table, field="", owners=(), position=None, evident=False, bare=None)


DATASET, SOURCE = (_without_entity(KINDS[kind]) for kind in (Kind.DATASET, Kind.SOURCE))

EVIDENCE = Table(
    "evidence",
    Base.metadata,
    _id(),
    Column("digest", String(SLUG_LENGTH), nullable=False, unique=True),
    Column("basis", choice_type(Basis), nullable=False),
)
"""A basis with its citations, shared by all facts that rest on it."""

CITATION = Table(
    "evidence_citation",
    Base.metadata,
    Column("evidence_id", ForeignKey("evidence.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("source_id", ForeignKey("source.id"), nullable=False),
    Column("section", String(NAME_LENGTH)),
    UniqueConstraint("evidence_id", "source_id", "section"),
)

ENTITY = _entity()


def _form(kind: KindOf) -> Form:
    head = {Kind.DATASET: DATASET, Kind.SOURCE: SOURCE}.get(kind.kind)
    heads = (head,) if head else (ENTITY, _own(kind))
    return Form(kind.kind, heads, tuple(part for each in heads for part in each.parts))


FORMS: dict[Kind, Form] = {kind: _form(each) for kind, each in KINDS.items()}
"""The form of every kind, in an order in which heads can be inserted."""
