"""The seed format: what a file may say about each kind of record, as Pydantic models made of the model's declarations.

Fields have the names of the model. `basis` and `citations` may be left out of a link, which then rests on the same
evidence as its record, and out of a record, which then rests on that of its file.
"""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal
from unicodedata import normalize

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    create_model,
)

from knowledge.model import kinds
from knowledge.model.addresses import public_address
from knowledge.model.declaring import (
    NAME_LENGTH,
    SLUG_LENGTH,
    WORD,
    Among,
    Between,
    Bound,
    Capitals,
    Chars,
    Public,
    Tag,
    When,
)
from knowledge.model.kinds import KINDS, KindOf, Many, Reference, Scalar
from knowledge.model.links import RoleSkill
from knowledge.model.period import canonical
from knowledge.model.vocabulary import Basis, Kind
from seeds.tags import known_tag

SECTION_MARK = " § "
EMPTY: dict[str, Any] = {"default": []}  # a list made anew costs half of one that pydantic copies
LARGEST_INTEGER = 2**31 - 1  # what a column for whole numbers holds


class Part(BaseModel):
    """Something a seed file says. Unknown fields are errors, not ignored."""

    # built when a record is first read: most commands, and servers, read none
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, validate_default=False, defer_build=True)


CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # but tabs and line breaks
DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
TYPED = {"typed": True}
"""The context in which texts are no numbers: that of YAML and JSON, where numbers can be written as such."""


def _storable(text: str) -> str:
    """The text in normal form C, so that equal ones are written equally.

    Raises `ValueError` if it has a control character: databases and terminals would choke on it.
    """
    if not text.isascii():
        text = normalize("NFC", text)
    if not text.isprintable() and (found := CONTROL.search(text)):
        raise ValueError(f"has the character U+{ord(found.group()):04X}, which no text may have")
    return text


def _storable_text(value: Any) -> Any:
    """The same value. Raises `ValueError` for a text that `_storable` refuses, before its pattern is looked at."""
    return _storable(value) if isinstance(value, str) else value


def _number(value: Any, info: ValidationInfo) -> Any:
    """The same value. Raises `ValueError` for truth values, and for texts where numbers could have been written."""
    if isinstance(value, bool):
        raise ValueError(f"expected a number, found {str(value).lower()}")  # noqa: TRY004  # which Pydantic reports
    if isinstance(value, str) and info.context and info.context.get("typed"):
        raise ValueError(f"expected a number, found the text {value[:60]!r}: write it without quotes")
    return value


def _day(value: Any) -> Any:
    """The day that a value is. Raises `ValueError` for everything else: for numbers, above all, and times."""
    if isinstance(value, datetime):
        value = value.isoformat()
    if isinstance(value, date):
        return value
    found = DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"expected a date such as 2024-03-01, found {str(value)[:60]!r}")
    try:
        return date(*map(int, found.groups()))
    except ValueError as error:
        raise ValueError(f"there is no such day: {found[0]}") from error


def as_period(value: Any) -> Any:
    """A period in canonical form: YAML and spreadsheets read a year as a number, and a day as a date.

    Raises `ValueError` for a text that is none; what is no text at all stays as it is.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    return canonical(text) if isinstance(text, str) else text


Name = Annotated[str, StringConstraints(min_length=1, max_length=NAME_LENGTH), AfterValidator(_storable)]
Slug = Annotated[str, StringConstraints(pattern=f"^{WORD}(?:/{WORD})*$", max_length=SLUG_LENGTH)]


def _no_longer(text: str) -> str:
    """The same text. Raises `ValueError` for a slug that is longer than slugs are."""
    if len(text) > SLUG_LENGTH and ":" not in text:
        raise ValueError(f"a slug has at most {SLUG_LENGTH} characters")
    return _storable(text)


SLUG_OR_IDENTIFIER = f"^{WORD}(?:/{WORD})*$|^[!-9;-~][ -9;-~]*:.+$"
Named = Annotated[
    str, StringConstraints(pattern=SLUG_OR_IDENTIFIER, max_length=2 * NAME_LENGTH), AfterValidator(_no_longer)
]
"""What names another record: its slug, or `scheme:identifier`, which `seeds.identified` makes the slug of."""


def _citation(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    source, mark, section = value.partition(SECTION_MARK)
    return {"source": source, "section": section} if mark else {"source": source}


class CitationPart(Part):
    source: Slug
    section: Name | None = None


CitationField = Annotated[CitationPart, BeforeValidator(_citation, json_schema_input_type=CitationPart | str)]


class Evident(Part):
    """What carries evidence of its own, or inherits it."""

    basis: Basis | None = Field(default=None, description="Why it is believed.")
    citations: list[CitationField] = Field(
        default_factory=list,
        description="Sources, as `source § section` or in full.",
        json_schema_extra=EMPTY,
    )


def _bounded(plain: Any, bound: Bound | None) -> Any:
    match bound:
        case Chars(most, None):
            return Annotated[str, StringConstraints(min_length=1, max_length=most), AfterValidator(_storable)]
        case Chars(most, pattern):
            bounded = Annotated[str, StringConstraints(pattern=pattern, max_length=most)]
            return Annotated[bounded, BeforeValidator(_storable_text, json_schema_input_type=bounded)]
        case Public(most):
            web = Annotated[str, StringConstraints(min_length=1, max_length=most)]
            return Annotated[web, AfterValidator(public_address)]
        case Tag():
            return Annotated[str, AfterValidator(known_tag)]
        case When():
            return Annotated[str, BeforeValidator(as_period, json_schema_input_type=str | int)]
        case Capitals(count):
            return Annotated[str, StringConstraints(pattern=f"^[A-Z]{{{count}}}$")]
        case Among(values):
            return Literal[tuple(each.value for each in values)]
        case Between(low, high) if plain is int:
            whole = Annotated[int, Field(ge=low, le=LARGEST_INTEGER if high is None else high)]
            return Annotated[whole, BeforeValidator(_number, json_schema_input_type=whole)]
        case Between(low, high):
            number = Annotated[float, Field(ge=low, le=high, allow_inf_nan=False)]
            return Annotated[number, BeforeValidator(_number, json_schema_input_type=number)]
    return Annotated[date, BeforeValidator(_day, json_schema_input_type=date)] if plain is date else plain


def _type(field: kinds.Field) -> Any:
    match field:
        case Scalar(type=plain, bound=bound, optional=optional):
            found = _bounded(plain, bound)
            return found | None if optional else found
        case Reference(required=required):
            return Named if required else Named | None
        case Many(item=item, said=said):
            return Annotated[list[_item(item)], Field(min_length=said.least)] if said.least else list[_item(item)]  # type: ignore[misc]  # made at run time


def _item(part: kinds.Part) -> Any:
    if part.bare is not None:
        return _type(part.bare)
    made = PARTS.get(part.name)
    if made is None:
        base = Evident if part.evident else Part
        made = PARTS[part.name] = _model(f"{part.name}Part", part.description, base, part.fields)
    if part.alone is None:
        return made
    return Annotated[made, _named(part.alone.key, made)]


def _named(field: str, part: type[Part]) -> BeforeValidator:
    """Lets a link that says nothing but its target be written as the target's slug alone."""
    return BeforeValidator(
        lambda value: {field: value} if isinstance(value, str) else value, json_schema_input_type=part | Named
    )


def _model(
    name: str,
    description: str,
    base: type[Part],
    fields: tuple[kinds.Field, ...],
    derived: tuple[str, ...] = (),
    naming: frozenset[str] = frozenset(),
) -> type[Part]:
    """The model of an object with these fields, of which those that are `derived` are filled in before it is used.

    Those in `naming` are texts that name another record.
    """
    told: dict[str, Any] = {}
    for each in fields:
        if not each.said.of_file:
            needed = each.required and each.key not in derived
            type_ = Named if each.key in naming else _type(each)
            says = each.said.description
            if isinstance(each, Many) and not needed:
                told[each.key] = (type_, Field(default_factory=list, description=says, json_schema_extra=EMPTY))
            else:
                told[each.key] = (type_, Field(... if needed else getattr(each, "default", None), description=says))
    return create_model(name, __base__=base, __doc__=description, **told)


def _record(kind: KindOf) -> type[Part]:
    base = Evident if kind.is_entity else Part
    naming = frozenset(resolved.slug for _, resolved in kind.resolved)
    return _model(f"{kind.make.__name__}Record", kind.description, base, kind.fields, kind.derived, naming)


PARTS: dict[str, type[Part]] = {}
"""The models of what stands in lists, by the name of the class."""

RECORDS: dict[Kind, type[Part]] = {kind: _record(KINDS[kind]) for kind in Kind}

RoleSkillPart = PARTS[RoleSkill.__name__]

SECTIONS: dict[str, Kind] = {section: kind for kind in Kind if (section := KINDS[kind].section)}
