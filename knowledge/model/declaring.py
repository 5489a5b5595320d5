"""The words in which the model is declared: what a field says, what bounds it, what a class may be asked.

Each class of `model.evidence`, `links` and `entities` is a slotted, frozen dataclass, and at the same time the only
place where its fields are declared. `model.kinds` reads the declarations; tables, the seed format, conversions and
the tables of the docs are made from what it finds.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from enum import StrEnum
from typing import Annotated, Any, TypedDict, TypeVar, Unpack, dataclass_transform, overload

from knowledge.model.vocabulary import Kind

C = TypeVar("C")
T = TypeVar("T")

SLUG_LENGTH = 200
NAME_LENGTH = 500
TEXT_LENGTH = 20_000
WORD = "[a-z0-9]+(?:-[a-z0-9]+)*"
WEB = r"^https?://[^\s]+$"  # an address that a page may link to


@dataclass(frozen=True, slots=True)
class Chars:
    """Text of 1 to `most` characters that match `pattern`, a regular expression, if there is one."""

    most: int
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Capitals:
    """Text of exactly `count` letters A to Z."""

    count: int


@dataclass(frozen=True, slots=True)
class Between:
    """A finite number of at least `low` and at most `high`, where they are given."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Among:
    """Some of the values of a vocabulary, and no others."""

    values: tuple[StrEnum, ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """A BCP 47 language tag in canonical case (`model.language`)."""


@dataclass(frozen=True, slots=True)
class When:
    """A period as ISO 8601 writes it (`model.period`)."""


@dataclass(frozen=True, slots=True)
class Public:
    """An address of the web that anybody may be sent to (`model.addresses`), of at most `most` characters."""

    most: int = 2_000


Bound = Chars | Capitals | Between | Among | Tag | When | Public

Slug = Annotated[str, Chars(SLUG_LENGTH, f"^{WORD}(?:/{WORD})*$")]
Name = Annotated[str, Chars(NAME_LENGTH)]
Text = Annotated[str, Chars(TEXT_LENGTH)]
Url = Annotated[str, Chars(TEXT_LENGTH, WEB)]
Address = Annotated[str, Public()]
Share = Annotated[float, Between(0, 1)]
Rating = Annotated[float, Between()]
Amount = Annotated[float, Between(0)]
Rank = Annotated[int, Between(1)]
Currency = Annotated[str, Capitals(3)]
Language = Annotated[str, Tag()]
Period = Annotated[str, When()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a field is beside its type.

    `key` is its name in records, `column` that of the column, where they are not those of the attribute. For lists:
    `each` names one item, for its column; `table` the table, where it is not made of the owner's name and `each`;
    `least` says how many items there must be. `indexed` columns can be searched, `identifies` makes the field part of
    what no two items of a list may share. A reference is to an entity of the kind in the field `kind_from`, where its
    type does not tell. `of_file` marks what the file says for all its records. Who follows
    a reference that `ends` never comes back: it runs in no circle. Of plain values that may be equal, which `repeats`
    says, only their places tell which is which.
    """

    description: str
    key: str | None = None
    column: str | None = None
    each: str | None = None
    table: str | None = None
    least: int = 0
    indexed: bool = False
    identifies: bool = False
    kind_from: str | None = None
    of_file: bool = False
    ends: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Owner:
    """A field of a link that holds the entity whose record the link is a part of; `column` is that of its id."""

    column: str | None


@dataclass(frozen=True, slots=True)
class Mirror:
    """A field that lists what refers to the object by its field `of`."""

    of: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A field that holds the entity whose slug the field `slug` tells, if there is one, of the kind in `kind_from`."""

    slug: str
    kind_from: str


class Options(TypedDict, total=False):
    """What `said` may be told of a field, see `Said`."""

    key: str
    column: str
    each: str
    table: str
    least: int
    indexed: bool
    identifies: bool
    kind_from: str
    of_file: bool
    ends: bool
    repeats: bool


@overload
def said(description: str, *, default: T, **options: Unpack[Options]) -> T: ...
@overload
def said(description: str, **options: Unpack[Options]) -> Any: ...
def said(description: str, *, default: Any = MISSING, **options: Unpack[Options]) -> Any:
    """A field that records say. Without a default it is required."""
    return field(default=default, metadata={"field": Said(description=description, **options)})


def owner(column: str | None = None) -> Any:
    """The entity that a link belongs to."""
    return field(metadata={"field": Owner(column)})


def mirror(of: str) -> Any:
    """All that refers to the object by the field `of` of theirs."""
    return field(default=(), metadata={"field": Mirror(of)})


def resolved(slug: str, *, kind_from: str) -> Any:
    """What the slug in another field names, None while nothing has it."""
    return field(default=None, metadata={"field": Resolved(slug, kind_from)})


def description(attribute: Any) -> str:
    """What was said of an attribute of a declared class, as in `description(RoleSkill.level)`.

    Slots know their name and the class that declares it.
    """
    (found,) = [each for each in fields(attribute.__objclass__) if each.name == attribute.__name__]
    told: Said = found.metadata["field"]
    return told.description


@dataclass(frozen=True, slots=True)
class OnlyIf:
    """`field` may be said only where `other` has this value."""

    name: str
    field: str
    other: str
    value: StrEnum
    message: str

    def broken(self, item: Mapping[str, Any], _owner: str) -> str | None:
        return self.message if item.get(self.field) is not None and item.get(self.other) != self.value else None


@dataclass(frozen=True, slots=True)
class Needs:
    """The mark `field` may be true only where `other` is said."""

    name: str
    field: str
    other: str
    message: str

    def broken(self, item: Mapping[str, Any], _owner: str) -> str | None:
        return self.message if item.get(self.field) and item.get(self.other) is None else None


@dataclass(frozen=True, slots=True)
class NotAbove:
    """The number in `low` is not above that in `high`, where both are said."""

    name: str
    low: str
    high: str

    @property
    def field(self) -> str | None:  # it is about the item, not about one field
        return None

    def broken(self, item: Mapping[str, Any], _owner: str) -> str | None:
        low, high = item.get(self.low), item.get(self.high)
        if low is None or high is None:
            return None
        return f"{self.low} {low:g} is above {self.high} {high:g}" if low > high else None


@dataclass(frozen=True, slots=True)
class Together:
    """Of two fields either both are said or none."""

    name: str
    one: str
    other: str
    message: str

    @property
    def field(self) -> str | None:  # it is about the item, not about one field
        return None

    def broken(self, item: Mapping[str, Any], _owner: str) -> str | None:
        return self.message if (item.get(self.one) is None) != (item.get(self.other) is None) else None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The reference in `field` leads to another record than the one that it is in."""

    name: str
    field: str
    message: str

    def broken(self, item: Mapping[str, Any], owner: str) -> str | None:
        return self.message if item.get(self.field) == owner else None


Rule = OnlyIf | Needs | NotAbove | Together | Elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What was said of a class. `fields` of a kind that are `unique` are so, taken together, among active records."""

    cls: type[Any]
    kind: Kind | None
    meaning: str
    section: str | None
    rules: tuple[Rule, ...]
    unique: tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...]


DECLARED: dict[str, Declaration] = {}
"""Every declared class by its name, in the order of declaration: each kind refers to itself and those before it."""


@dataclass_transform(
    kw_only_default=True, frozen_default=True, eq_default=False, field_specifiers=(said, owner, mirror)
)
def declared(
    kind: Kind | None = None,
    *,
    meaning: str = "",
    section: str | None = None,
    rules: tuple[Rule, ...] = (),
    unique: tuple[str, ...] = (),
    indexes: tuple[tuple[str, ...], ...] = (),
    eq: bool = False,
) -> Callable[[type[C]], type[C]]:
    """Make a class a part of the model: a slotted, frozen dataclass whose equality is identity unless `eq`.

    Records of a `kind`, of which `meaning` says what each is, stand in the `section` of seed files.
    """

    def declare(cls: type[C]) -> type[C]:
        made = dataclass(frozen=True, slots=True, eq=eq, kw_only=True, repr=eq)(cls)
        if kind is not None:
            made.kind = kind  # type: ignore[attr-defined]  # a class variable of all kinds
        DECLARED[made.__name__] = Declaration(
            cls=made, kind=kind, meaning=meaning, section=section, rules=rules, unique=unique, indexes=indexes
        )
        return made

    return declare
