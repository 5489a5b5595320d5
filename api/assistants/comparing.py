"""The tool that tells what roles have in common, and how two of them differ."""

from typing import Annotated, Any

from pydantic import Field

from api.assistants.arguments import After, Arguments, Dataset, RoleGiven
from api.assistants.asking import Asking, Data
from api.assistants.describing import OfNode
from api.assistants.naming import notes, roles_meant
from api.assistants.parts import Answer, Figure, Named, Part, RoleName, Thing, following, offset, sources

LISTS = ("skills", "tools", "responsibilities")


class CompareRoles(Arguments):
    roles: Annotated[
        list[RoleGiven], Field(min_length=2, max_length=8, description="Different roles. Two are told apart, too.")
    ]
    dataset: Dataset = None
    first: Annotated[int, Field(ge=1, le=100, description="How many of each list.")] = 10
    after: After = None


class CommonGround(Part):
    topic: str
    statement: str


class OnlyHeld(OfNode):
    importance: str | None = Field(None, description="ESSENTIAL or OPTIONAL.")
    level: Figure | None = Field(None, description="How well, 0 to 1; absent if unknown.")


class Only(Part):
    skills: list[OnlyHeld]
    skills_in_all: int
    tools: list[OnlyHeld]
    tools_in_all: int


class Emphasis(Part):
    feature: Thing
    left: str | None = None
    right: str | None = None
    shift: Figure = Field(description="How much more strongly the right role holds it, -1 to 1.")


class Contrast(Part):
    dimension: str
    left: str
    right: str


class Difference(Part):
    only_left: Only
    only_right: Only
    emphasis: list[Emphasis] = Field(description="What both have, and one holds more strongly or otherwise.")
    contrasts: list[Contrast] = Field(description="What sources say of the two, side by side.")


class Comparison(Answer):
    roles: list[RoleName]
    likeness: Figure = Field(description="How related, 0 to 1; any two roles have about 0.3.")
    similarity: Figure = Field(description="The share of what all have in what any has, by weight, 0 to 1.")
    comparable: bool = Field(description="False: described in different words, so that what they share is not known.")
    shared_skills: list[Named]
    shared_skills_in_all: int
    shared_tools: list[Named]
    shared_tools_in_all: int
    shared_responsibilities: list[Named]
    shared_responsibilities_in_all: int
    common_ground: list[CommonGround]
    difference: Difference | None = Field(None, description="Of two roles: the first is left, the second right.")
    next: str | None = Field(None, description="Give it as `after` for the next items of all lists; absent at the end.")


async def compare_roles(asking: Asking, asked: CompareRoles) -> Comparison:
    meant = await roles_meant(asking, asked.roles, asked.dataset)
    begin = offset(asked.after)
    slugs = [each.slug for each in meant]
    data = await asking.ask("overlap", roles=slugs)
    apart: Data | None = None
    if len(slugs) == 2:
        apart = (await asking.ask("difference", left=slugs[0], right=slugs[1]))["difference"]
    overlap: Data = data["overlap"]
    until = begin + asked.first
    sides = [apart["onlyLeft"], apart["onlyRight"]] if apart else []
    one = {"skills": "skill", "tools": "tool", "responsibilities": "responsibility"}
    made: dict[str, Any] = {
        **overlap,
        **{f"shared_{each}": [found[one[each]] for found in overlap[each][begin:until]] for each in LISTS},
        **{f"shared_{each}_in_all": len(overlap[each]) for each in LISTS},
        "common_ground": overlap["commonGround"][begin:until],
        "next": following(
            asked.first,
            begin,
            *(overlap[each] for each in (*LISTS, "commonGround")),
            *(side[each] for side in sides for each in ("skills", "tools")),
            *((apart["emphasis"], apart["contrasts"]) if apart else ()),
        ),
        "sources": sources(overlap, apart),
        "revision": data["revision"]["number"],
        "notes": notes(*meant),
    }
    if apart:
        made["difference"] = {
            "only_left": _only(apart["onlyLeft"], begin, until),
            "only_right": _only(apart["onlyRight"], begin, until),
            "emphasis": apart["emphasis"][begin:until],
            "contrasts": apart["contrasts"][begin:until],
        }
    return Comparison.model_validate(made, context=asking.site)


def _only(side: Data, begin: int, until: int) -> Data:
    return {
        **{each: side[each][begin:until] for each in ("skills", "tools")},
        **{f"{each}_in_all": len(side[each]) for each in ("skills", "tools")},
    }
