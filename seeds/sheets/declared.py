"""Which sheets there are and what their columns are: one for each kind of record, and one for each list of links.

All of it is made of the model's declarations, so that a new field, link or kind has its column or sheet by itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, StrEnum
from functools import cached_property
from typing import Any

from knowledge.model.declaring import Among
from knowledge.model.kinds import COMMON, KINDS, Field, Many, Reference, Scalar
from knowledge.model.translation import TRANSLATABLE
from knowledge.model.vocabulary import Basis, Kind
from seeds.spoken import SPOKEN
from seeds.tags import known_tag


class Holds(Enum):
    """What the cells of a column hold, where that is more than the text of one value."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    MARK = "mark"  # yes or no
    LIST = "list"  # of texts
    NUMBERS = "numbers"  # a list of them


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the field of a record or link that it fills, and what may stand in it.

    `choices` are the values that it may have, if only those; `leads_to` is the kind whose slugs stand in it. What is
    `spoken` may have more columns, one for each language: `name_fr` beside `name`.
    """

    name: str
    key: str
    holds: Holds
    required: bool
    says: str
    choices: tuple[str, ...] = ()
    leads_to: Kind | None = None
    spoken: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet: a row is a record of `kind`, or an item of the list `many` of one.

    Where records of every kind have the list, `kind` is None, and the first column tells it.
    """

    name: str
    kind: Kind | None
    many: Many | None
    columns: tuple[Column, ...]
    says: str

    @cached_property
    def by_heading(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def renamed(self) -> tuple[tuple[str, str], ...]:
        """The headings that are not the names of their fields, and these."""
        return tuple((c.name, c.key) for c in self.columns if c.key not in (c.name, OWNER))

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.required)

    @property
    def optional(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if not column.required)

    @property
    def owner(self) -> Column:
        """The column that names the record which a link is a part of."""
        return self.columns[1 if self.kind is None else 0]


KIND, SLUG = "kind", "slug"
OWNER = "(owner)"  # stands for a field, in the columns that tell which record a link is a part of
CITED = (
    Column("basis", "basis", Holds.TEXT, False, "Why it is believed.", tuple(Basis)),
    Column(
        "citations", "citations", Holds.LIST, False, "Where it stands: source § section, several separated by bars (|)."
    ),
)
MAPPINGS = "mappings"
SHORT = {"subject_kind": "kind", "object_slug": "object"}  # headings of that sheet, by field
OF_SUBJECT = {"subject_kind": KIND, "subject": SLUG}  # those of the sheet of translations, whose slugs are made
SEPARATOR = "|"
LIST_HINT = " Several are separated by bars (|)."


def heading(text: str) -> str:
    """A heading, or the name of a sheet, as it is compared: `Skill kind` and `skill-kind` are `skill_kind`."""
    return re.sub(r"[\s\-_]+", "_", text.strip().rstrip("*").strip().casefold())


def in_language(name: str, columns: Mapping[str, Column]) -> Column | None:
    """The column whose heading is that of another with a language: `name_fr`, `aliases_zh_hant`; None if it is none."""
    of = next((each for each in columns.values() if each.spoken and name.startswith(f"{each.name}_")), None)
    if of is None:
        return None
    language = name.removeprefix(f"{of.name}_")
    try:
        tag = known_tag(language)
    except ValueError:
        return None
    key = f"{of.key}_{language}"
    return replace(of, name=key, key=key, required=False, says=f"{of.says} In the language {tag}.")


def by_language(content: dict[str, Any], columns: Mapping[str, Column]) -> dict[str, dict[str, str]]:
    """Gather what columns of languages say under their fields, and tell which column says what: {name: {fr: name_fr}}.

    What stands in the column without a language goes under an empty one.
    """
    found: dict[str, dict[str, str]] = {}
    beside = [
        (each, field) for each in content if each not in columns for field in SPOKEN if each.startswith(f"{field}_")
    ]
    for name, field in beside:
        own = {"": content[field]} if field in content and field not in found else content.get(field, {})
        language = name.removeprefix(f"{field}_")
        content[field] = {**own, language: content.pop(name)}
        found.setdefault(field, {})[language] = name
    return found


def column_of(field: Field, name: str | None = None, *, required: bool | None = None) -> Column | None:
    """The column of a field, None for a list whose items say more than a cell can hold."""
    needed = field.required if required is None else required
    name = name or field.key
    match field:
        case Many(item=item):
            only = item.bare or item.alone
            if only is None:
                return None
            leads_to = only.kind if isinstance(only, Reference) else None
            says = field.said.description + LIST_HINT
            holds = Holds.LIST if isinstance(only, Reference) or issubclass(only.type, str) else Holds.NUMBERS
            return Column(name, field.key, holds, bool(required), says, leads_to=leads_to)
        case Reference(kind=kind):
            return Column(name, field.key, Holds.TEXT, needed, field.said.description, leads_to=kind)
    return Column(name, field.key, _holds(field), needed, field.said.description, _choices(field))


def _holds(field: Scalar) -> Holds:
    if field.type is bool:
        return Holds.MARK
    if field.type in (int, float):
        return Holds.NUMBER
    return Holds.DATE if field.type is date else Holds.TEXT


def _choices(field: Scalar) -> tuple[str, ...]:
    if isinstance(field.bound, Among):
        return tuple(each.value for each in field.bound.values)
    if issubclass(field.type, StrEnum):
        return tuple(each.value for each in field.type)
    return ("true", "false") if field.type is bool else ()


def _records(kind: Kind) -> Sheet:
    """The sheet whose rows are records of a kind."""
    told = KINDS[kind]
    fields = [field for field in told.fields if not field.said.of_file]
    if kind is Kind.CONCEPT_MAPPING:  # slugs and names are made of what is mapped, unless they are given
        own = [column_of(field, SHORT.get(field.key)) for field in told.own]
        rest = [column_of(field, required=False) for field in told.common if not field.said.of_file]
        found = [*own, *rest]
    elif kind is Kind.TRANSLATION:  # which may have a column for each language instead of a row
        own = [column_of(field, OF_SUBJECT.get(field.key), required=field.key in OF_SUBJECT) for field in told.own]
        rest = [column_of(field, required=False) for field in fields if field in told.common and field.key != SLUG]
        found = [column and replace(column, leads_to=None) for column in (*own, *rest)]  # slugs of many kinds, or none
    else:
        found = [column_of(field, required=False if field.key in told.derived else None) for field in fields]
    speaks = kind is Kind.TRANSLATION or kind in TRANSLATABLE
    columns = [replace(column, spoken=speaks and column.key in SPOKEN) for column in found if column]
    columns.sort(key=lambda column: not column.required)
    name = MAPPINGS if kind is Kind.CONCEPT_MAPPING else str(told.section)
    return Sheet(name, kind, None, (*columns, *(CITED if told.is_entity else ())), told.meaning)


def _links(kind: Kind, many: Many) -> Sheet:
    """The sheet whose rows are items of a list that records of a kind have."""
    owner = kind.lower()
    first = Column(owner, OWNER, Holds.TEXT, True, f"The {owner.replace('_', ' ')} that has it.", leads_to=kind)
    return Sheet(f"{owner}_{many.key}", kind, many, (first, *_items(many, owner)), many.said.description)


def _common_links(many: Many) -> Sheet:
    """The sheet whose rows are items of a list that records of every kind have."""
    kinds = tuple(kind.value for kind in Kind if KINDS[kind].is_entity)
    columns = (
        Column(KIND, KIND, Holds.TEXT, True, "What has it.", kinds),
        Column(SLUG, OWNER, Holds.TEXT, True, "The slug of what has it."),
    )
    return Sheet(many.key, None, many, (*columns, *_items(many, SLUG)), many.said.description)


def _items(many: Many, owner: str) -> Iterator[Column]:
    for field in many.item.fields:
        column = column_of(field, field.name if field.key == owner else None)
        if column:
            yield column
    yield from CITED if many.item.evident else ()


def _all_sheets() -> Iterator[Sheet]:
    for kind, told in KINDS.items():
        if told.section:
            yield _records(kind)
    for kind in sorted(Kind, key=list(Kind).index):
        yield from (_links(kind, many) for many in KINDS[kind].own if isinstance(many, Many) and not many.item.bare)
    yield from (_common_links(many) for many in COMMON if isinstance(many, Many) and not many.item.bare)


def _in_order() -> dict[str, Sheet]:
    order = [kind.value for kind in Kind]
    sheets = sorted(_all_sheets(), key=lambda each: (each.kind is None, order.index(each.kind or Kind.ROLE)))
    return {sheet.name: sheet for sheet in sheets}


SHEETS: dict[str, Sheet] = _in_order()
"""All sheets by name: those of a kind, followed by those of its links; last those that all kinds have."""


def _short_names() -> dict[str, str]:
    own = [sheet for sheet in SHEETS.values() if sheet.many and not (sheet.kind and KINDS[sheet.kind].extends)]
    keys = [sheet.many.key for sheet in own if sheet.many]
    found = {sheet.many.key: sheet.name for sheet in own if sheet.many and keys.count(sheet.many.key) == 1}
    return {short: name for short, name in found.items() if short not in SHEETS} | {"concept_mappings": MAPPINGS}


SHORT_NAMES: dict[str, str] = _short_names()
"""Other names of sheets: that of a list which only one kind and its extensions have: `moves` for `role_moves`."""


def sheet_named(name: str) -> Sheet | None:
    """The sheet that has this name, however it is written; None if there is none."""
    known = heading(name)
    return SHEETS.get(SHORT_NAMES.get(known, known))
