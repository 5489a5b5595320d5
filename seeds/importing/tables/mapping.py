"""The mapping files of `rolegraph import table`: what may stand in them, and where in the file it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from knowledge.model.vocabulary import Basis, Kind
from seeds.format import RECORDS, SECTIONS, CitationField, Slug
from seeds.problems import Loc, Place, Problem, Refused
from seeds.reading import Document, plain, read
from seeds.seed import problems_of

SHIPPED = Path(__file__).parents[2] / "mappings"
SUFFIXES = (".yaml", ".yml")
LARGEST = 1_000_000  # bytes
MOST_TABLES = 200
MOST_TRANSLATIONS = 10_000


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False)


Text = Annotated[str, Field(min_length=1, max_length=500)]


class Expression(_Strict):
    """How a value is made of a row: of a column, of several in a text, or whatever the row says."""

    column: Text | Annotated[list[Text], Field(min_length=1, max_length=10)] | None = Field(
        default=None, description="A column, or several, of which the first that the table has is read."
    )
    optional: bool = Field(default=False, description="Whether a table without the column says nothing instead.")
    value: str | int | float | bool | None = None
    text: Text | None = Field(default=None, description="With columns in braces: `{Code} {Title}`.")
    split: Annotated[str, Field(min_length=1, max_length=10)] | None = None
    ranges: bool = Field(default=False, description="Whether `2-5` stands for 2, 3, 4 and 5.")
    take: Annotated[str, Field(pattern="^(first|last)$")] | None = None
    lower: bool = False
    values: Annotated[dict[str, str | bool | None], Field(max_length=MOST_TRANSLATIONS)] | None = None
    otherwise: str | bool | None = None
    says: Text | None = Field(default=None, description="What each value is written as, with {} in its place.")

    @model_validator(mode="before")
    @classmethod
    def _short(cls, given: Any) -> Any:
        return {"column": given} if isinstance(given, str) else given

    @model_validator(mode="after")
    def _from_one_place(self) -> "Expression":
        if sum(each is not None for each in (self.column, self.value, self.text)) != 1:
            raise ValueError("expected one of column, value, text: where the value comes from")
        return self

    @property
    def passes_on(self) -> bool:
        """Whether a value that `values` does not have is an error: nothing says what it becomes otherwise."""
        return self.values is not None and "otherwise" not in self.model_fields_set


Item = dict[Text, Expression]
Told = list[Expression | Item]


class TableOf(_Strict):
    """What the rows of one table are: records of a section, or links of records."""

    file: Text | None = None
    sheet: Text | None = None
    at: Text | None = Field(default=None, description="Where in a JSON file the list of rows is: `data.items`.")
    optional: bool = False
    records: str | None = None
    links: str | None = None
    of: Expression | None = None
    to: Expression | None = None
    identity: Expression | None = None
    known_as: list[Expression] = []
    slug: Expression | None = None
    where: dict[Text, str | list[str]] = {}
    filled: list[Text] = []
    unknown: Annotated[str, Field(pattern="^(refuse|leave_out)$")] = "refuse"
    ignore: list[Text] = []
    fields: dict[Text, Any] = {}

    @model_validator(mode="after")
    def _one_or_the_other(self) -> "TableOf":
        if (self.records is None) == (self.links is None):
            raise ValueError("expected either records (a section such as skills) or links (such as roles.skills)")
        if self.links is not None and self.of is None:
            raise ValueError("links need `of`: the column that tells which record has them")
        return self


class Whole(_Strict):
    """A mapping file."""

    dataset: dict[str, Any]
    sources: list[dict[str, Any]] = []
    identifier_schemes: list[dict[str, Any]] = []
    scheme: Annotated[str, Field(pattern="^[!-~]+$", max_length=200)] | None = None
    basis: Basis | None = None
    citations: list[CitationField] = []
    ignore_files: list[Text] = []
    tables: Annotated[list[TableOf], Field(min_length=1, max_length=MOST_TABLES)]


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping that was read: what it says, and where."""

    whole: Whole
    document: Document
    dataset: str

    def place(self, loc: Loc) -> Place:
        return self.document.place(loc)

    def refuse(self, loc: Loc, message: str) -> Refused:
        return Refused([Problem(self.place(loc), ".".join(map(str, loc)), message)])


def read_mapping(name: Path) -> TableMapping:
    """The mapping in a file, or the shipped one of that name. Raises `Refused` with the places of what is wrong."""
    shipped = SHIPPED / f"{name}.yaml"
    file = shipped if not name.exists() and len(name.parts) == 1 and shipped.is_file() else name
    if not file.is_file():
        known = ", ".join(sorted(each.stem for each in SHIPPED.glob("*.yaml")))
        raise Refused([Problem(Place(name), "", f"there is no such mapping: name a file, or one of {known}")])
    if file.suffix.lower() not in SUFFIXES:
        raise Refused([Problem(Place(file), "", "a mapping is a YAML file")])
    if file.stat().st_size > LARGEST:
        raise Refused([Problem(Place(file), "", f"a mapping of more than {LARGEST // 1_000_000} MB is none")])
    document = read(file)
    if not isinstance(document, Document):
        raise Refused(document)
    content = plain(document.data)
    try:
        whole = Whole.model_validate(content)
        dataset = RECORDS[Kind.DATASET].model_validate(whole.dataset)
    except ValidationError as error:
        prefix: Sequence[str] = ("dataset",) if error.title != Whole.__name__ else ()
        raise Refused(list(problems_of(error, document, prefix))) from error
    return TableMapping(whole, document, str(dataset.model_dump()["slug"]))


def section_kind(mapping: TableMapping, loc: Loc, section: str) -> Kind:
    """The kind of record in a section. Raises `Refused` if there is no such section."""
    if section not in SECTIONS:
        raise mapping.refuse(loc, f"there is no section {section!r}: expected one of {', '.join(SECTIONS)}")
    return SECTIONS[section]


__all__ = ("SHIPPED", "Expression", "Item", "Slug", "TableMapping", "TableOf", "Told", "Whole", "read_mapping")
