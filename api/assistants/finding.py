"""The tool that finds entities by what people call them."""

from typing import Annotated

from pydantic import Field, StringConstraints

from api.assistants.arguments import After, Arguments, Dataset
from api.assistants.asking import Asking
from api.assistants.parts import Figure, Page, Thing, paging, shortened, sources
from schema.enums import EntityType

BLANK = "The query is blank, so that nothing was looked for: say what it is called, roughly."
"""An empty answer, as at the other doors: whoever types has not begun."""


class Find(Arguments):
    query: Annotated[
        str,
        StringConstraints(strip_whitespace=True),
        Field(max_length=500, description="What it is called, roughly. A blank finds nothing."),
    ]
    types: Annotated[
        list[EntityType] | None,
        Field(min_length=1, max_length=len(EntityType), description="Only of these types; null for all."),
    ] = None
    dataset: Dataset = None
    first: Annotated[int, Field(ge=1, le=50, description="How many.")] = 10
    after: After = None


class Hit(Thing):
    dataset: str = Field(description="The slug of its dataset.")
    confidence: Figure = Field(description="How likely it is what is meant, 0 to 1.")
    matched: str = Field(description="The name or alias that was found.")
    description: str | None = None


class Hits(Page):
    found: list[Hit] = Field(description="Surest first.")


async def find(asking: Asking, asked: Find) -> Hits:
    types = [each.name for each in asked.types] if asked.types else None
    data = await asking.ask(
        "find", query=asked.query, types=types, dataset=asked.dataset, first=asked.first, after=asked.after
    )
    search = data["search"]
    hits = [
        {
            **each["node"],
            "dataset": each["node"]["dataset"]["slug"],
            "description": shortened(each["node"]["description"]),
            "confidence": each["confidence"],
            "matched": each["matched"],
        }
        for each in search["edges"]
    ]
    made = {
        "found": hits,
        "sources": sources(search),
        "revision": data["revision"]["number"],
        "notes": [] if asked.query else [BLANK],
        **paging(search),
    }
    return Hits.model_validate(made, context=asking.site)
