"""What answers are made of. Each part is read from GraphQL's answer, and is part of the schema of a tool's output."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import quote

from pydantic import (
    AfterValidator,
    AliasGenerator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    model_validator,
)
from pydantic.alias_generators import to_camel

from api.assistants.asking import Data, Problem
from schema.errors import BAD_USER_INPUT

PAGES = {"Role": "role", "Skill": "skill", "Tool": "tool", "RoleGroup": "group"}
"""The types of entities that have a page, with the first part of its address."""
LONGEST = 400  # letters of a description
Figure = Annotated[float, AfterValidator(lambda value: round(value, 3))]
"""Whoever reads it makes nothing of more digits, and pays for them."""


def shortened(text: str | None, most: int = LONGEST) -> str | None:
    """The beginning of a text, to the end of a word."""
    if text is None or len(text) <= most:
        return text
    return f"{text[:most].rsplit(None, 1)[0]} …"


def page_of(site: str, kind: str, slug: str) -> str | None:
    """Where the page about something is, None where there is none."""
    return f"{site}/{PAGES[kind]}/{quote(slug, safe='/')}" if site and kind in PAGES else None


class Part(BaseModel):
    """Unknown is absent, never zero. Errors, which end in logs, do not repeat what was read: it may be about people."""

    model_config = ConfigDict(
        alias_generator=AliasGenerator(validation_alias=to_camel), populate_by_name=True, hide_input_in_errors=True
    )


class Named(Part):
    """A skill, tool or the like."""

    slug: str = Field(description="Names it in other tools.")
    name: str


class Linked(Named):
    """What has a page, if the assistant's user can see one."""

    KIND: ClassVar[str] = ""
    link: str | None = Field(None, description="Its page.")

    @model_validator(mode="before")
    @classmethod
    def _with_its_page(cls, given: Any, info: ValidationInfo) -> Any:
        if not (isinstance(given, dict) and info.context):
            return given
        return {**given, "link": page_of(info.context, given.get("__typename", cls.KIND), given["slug"])}


class Thing(Linked):
    """An entity of any type."""

    type: str = Field(validation_alias="__typename", description="Role, Skill, Tool, Qualification and so on.")


class RoleName(Linked):
    KIND: ClassVar[str] = "Role"
    status: Annotated[
        Literal["DEPRECATED"] | None,
        BeforeValidator(lambda status: None if status == "ACTIVE" else status),
        Field(description="Said of what is not to be used any more."),
    ] = None


class Source(Part):
    """Cite it by title and address, and say its licence where you quote."""

    title: str
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None


class DocumentedMove(Part):
    """A move that a source documents or a curator infers."""

    kind: str = Field(description="SPECIALISE, MOVE, PROGRESS or RELATED.")
    basis: str = Field(description="STATED by a source, or INFERRED by a curator.")
    rationale: str | None = None


class Barrier(Part):
    kind: str = Field(description="PREPARATION, EDUCATION, LEVELS, EXPERIENCE, TRAINING or LICENCE.")
    is_gate: bool = Field(description="Whether one cannot begin without it, whatever else one can do. Say it first.")
    is_expected: bool = Field(description="Whether no source says it of this role: its group of occupations takes it.")
    explanation: str


class StepDown(Part):
    """Of a move to a role that takes less than the one that is left: one would give up what one has."""

    steps: Figure = Field(description="How far down, in steps of about one job zone.")
    kind: str = Field(description="In what most: PREPARATION, EDUCATION or LEVELS.")
    explanation: str


class Answer(Part):
    """What every answer has."""

    revision: int | None = Field(None, description="The number of the revision of the data that this was read from.")
    notes: list[str] = Field([], description="What names were taken for, and what to bear in mind.")
    sources: list[Source] = Field([], description="Where the facts are from.")
    pages: str | None = Field(
        None, description="Where all pages are: put skill, tool, role or group for KIND and a slug for SLUG."
    )

    @model_validator(mode="before")
    @classmethod
    def _with_pages(cls, given: Any, info: ValidationInfo) -> Any:
        return {**given, "pages": f"{info.context}/KIND/SLUG"} if info.context and isinstance(given, dict) else given


class Page(Answer):
    total: int = Field(description="How many there are in all.")
    next: str | None = Field(None, description="Give it as `after` for the next page; absent on the last.")


def paging(connection: Data) -> Data:
    """`total` and `next` of a page, from a connection."""
    page = connection["pageInfo"]
    return {"total": connection["totalCount"], "next": page["endCursor"] if page["hasNextPage"] else None}


def offset(after: str | None) -> int:
    """The place in a list that a `next` of ours stands for. Raises `Problem`."""
    if after is None:
        return 0
    if not (after.isascii() and after.isdigit() and len(after) < 7):
        raise Problem("after: give what `next` of the page before was, or leave it out.", BAD_USER_INPUT)
    return int(after)


def following(first: int, begin: int, *lists: Sequence[Any]) -> str | None:
    """The `next` of pages of several lists, None if none of them goes on."""
    return str(begin + first) if any(len(each) > begin + first for each in lists) else None


def sources(*answers: Any) -> list[Data]:
    """Each source that is cited anywhere in answers, once, then the datasets that are at other addresses."""
    cited: dict[str, Data] = {}
    datasets: dict[str, Data] = {}
    for answer in answers:
        for key, found in _within(answer):
            (cited if key == "source" else datasets).setdefault(found["slug"], found)
    told = {each["url"] or each["title"] for each in cited.values()}
    return [*cited.values(), *(each for each in datasets.values() if (each["url"] or each["title"]) not in told)]


def _within(value: Any) -> Iterator[tuple[str, Data]]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key in ("source", "dataset") and isinstance(each, dict) and "title" in each:
                yield key, each
            else:
                yield from _within(each)
    elif isinstance(value, list):
        for each in value:
            yield from _within(each)
