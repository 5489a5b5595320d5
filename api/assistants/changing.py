"""The tool that tells what changed in the data."""

from typing import Annotated

from pydantic import Field

from api.assistants.arguments import After, Arguments, Dataset
from api.assistants.asking import Asking, Data
from api.assistants.parts import Page, Part, page_of, sources
from knowledge.model.vocabulary import Kind

LARGEST = 2**31 - 1  # number that GraphQL has
LINKED = {Kind.ROLE: "Role", Kind.SKILL: "Skill", Kind.TOOL: "Tool", Kind.ROLE_GROUP: "RoleGroup"}


class WhatChanged(Arguments):
    since: Annotated[
        int | None,
        Field(
            ge=0,
            le=LARGEST,
            description="The number of a revision: what happened after it; 0 for all. Null: what the last did.",
        ),
    ] = None
    until: Annotated[
        int | None, Field(ge=0, le=LARGEST, description="The number of a later revision; null for the newest.")
    ] = None
    kinds: Annotated[
        list[Kind] | None, Field(min_length=1, max_length=30, description="Only records of these kinds.")
    ] = None
    dataset: Dataset = None
    slug: Annotated[str | None, Field(max_length=200, description="Only records with this slug.")] = None
    first: Annotated[int, Field(ge=1, le=100, description="How many.")] = 20
    after: After = None


class Change(Part):
    revision: int
    kind: str
    slug: str
    operation: str = Field(description="CREATED, CHANGED or DEPRECATED.")
    fields: list[str] = Field(description="The fields that changed; absent for what was created.")
    link: str | None = Field(None, description="Its page.")


class Changes(Page):
    since: int
    changes: list[Change] = Field(description="In order of revision.")
    newest: str = Field(description="What the newest revision did, in a sentence.")
    committed_at: str = Field(description="When the newest revision was committed.")


async def what_changed(asking: Asking, asked: WhatChanged) -> Changes:
    since = asked.since
    if since is None:
        since = int((await asking.ask("revision"))["revision"]["number"]) - 1
    wanted = {
        "kinds": [each.name for each in asked.kinds] if asked.kinds else None,
        "dataset": asked.dataset,
        "slug": asked.slug,
    }
    page = {"since": since, "until": asked.until, "first": asked.first, "after": asked.after}
    data = await asking.ask("what_changed", filter=wanted, **page)
    connection, newest = data["changes"], data["revision"]
    more = connection["pageInfo"]
    made = {
        "since": since,
        "changes": [_change(each, asking.site) for each in connection["nodes"]],
        "newest": newest["summary"],
        "committed_at": newest["committedAt"],
        "total": connection["totalCount"],
        "next": more["endCursor"] if more["hasNextPage"] else None,
        "sources": sources(newest),
        "revision": newest["number"],
    }
    return Changes.model_validate(made, context=asking.site)


def _change(change: Data, site: str) -> Data:
    is_new = change["operation"] == "CREATED"
    fields = [] if is_new else [each["field"] for each in change["fields"]]
    return {**change, "fields": fields, "link": page_of(site, LINKED.get(change["kind"], ""), change["slug"])}
