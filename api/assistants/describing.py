"""What one role, or one skill, is: the tool and the resources that tell it."""

from typing import Annotated, Any, ClassVar

from pydantic import AliasPath, Field

from api.assistants.arguments import After, Arguments, Dataset, RoleGiven
from api.assistants.asking import Asking, Data, Problem
from api.assistants.naming import notes, role_meant
from api.assistants.parts import (
    DocumentedMove,
    Figure,
    Linked,
    Named,
    Page,
    Part,
    RoleName,
    Thing,
    paging,
    shortened,
    sources,
)
from knowledge.errors import NotFound

MOST_ALIASES = 10
MOST_PAID = 10  # ranges of pay, of as many markets


class DescribeRole(Arguments):
    role: RoleGiven
    dataset: Dataset = None
    market: Annotated[
        str | None,
        Field(max_length=200, description="Pay and what is observed only in this market: US, US-CA. Null: all."),
    ] = None
    first: Annotated[int, Field(ge=1, le=100, description="How many of the skills; the other lists are short.")] = 20
    after: After = None


class OfNode(Part):
    slug: str = Field(validation_alias=AliasPath("node", "slug"), description="Names it in other tools.")
    name: str = Field(validation_alias=AliasPath("node", "name"))


class HeldSkill(OfNode):
    importance: str = Field(description="ESSENTIAL or OPTIONAL.")
    level: Figure | None = Field(None, description="How well, 0 (not at all) to 1 (mastery); absent if unknown.")
    emphasis: str | None = Field(None, description="How the role uses it.")
    basis: str = Field(description="STATED by a source, INFERRED by a curator, or COMPUTED.")


class UsedTool(OfNode):
    emphasis: str | None = None


class Responsibility(OfNode):
    example: str | None = None


class AskedQualification(OfNode):
    requirement: str = Field(description="TYPICAL, ADVANCED or HELPFUL.")


class Pay(Part):
    min: float
    max: float
    currency: str
    period: str
    market: str | None = None
    as_of: str | None = None
    note: str | None = None


class Observed(Part):
    """A figure of a market at a time, by a publisher of statistics. Of a distribution, `value` is the median."""

    quantity: str = Field(description="PAY, EMPLOYMENT, OPENINGS, EXPOSURE and so on.")
    measure: str | None = Field(None, validation_alias=AliasPath("measure", "name"))
    value: float | None = None
    unit: str = Field(description="MONEY, PEOPLE, PERCENT, INDEX and so on.")
    currency: str | None = None
    per: str | None = Field(None, description="Of pay: HOUR, DAY, MONTH or YEAR.")
    minimum: float | None = None
    maximum: float | None = None
    p25: float | None = None
    p75: float | None = None
    category: str | None = None
    top_coded: list[str] = Field(description="Those of the numbers that stand for that much or more.")
    market: str | None = Field(None, validation_alias="marketName")
    period: str | None = None
    of: str | None = Field(None, validation_alias="measured", description="The wider class that the figure is of.")


class Group(Named):
    scheme: str
    code: str


class Like(Part):
    role: RoleName
    likeness: Figure = Field(description="How related, 0 to 1; any two roles have about 0.3.")


class MoveTo(DocumentedMove):
    to: RoleName


class Outlook(Part):
    name: str
    kind: str
    description: str


class RoleDescription(Page):
    role: RoleName
    dataset: str = Field(description="The slug of its dataset.")
    description: str | None = None
    aliases: list[str]
    replaced_by: Thing | None = None
    groups: list[Group] = Field(description="Its classes in ISCO or SOC.")
    regulated: bool | None = None
    job_zone: int | None = Field(None, description="1 (little preparation) to 5 (extensive), by O*NET.")
    skills: list[HeldSkill] = Field(description="A page of them; `total` and `next` are about this list.")
    tools: list[UsedTool]
    tools_in_all: int = Field(description="How many tools there are.")
    responsibilities: list[Responsibility]
    responsibilities_in_all: int = Field(description="How many responsibilities there are.")
    qualifications: list[AskedQualification]
    pay: list[Pay] = Field(description="Ranges by market, newest first. Never mix markets or currencies.")
    pay_in_all: int = Field(description="How many ranges there are; `market` chooses.")
    observations: list[Observed] = Field(description="Pay, employment, exposure: newest first.")
    observations_in_all: int = Field(description="How many observations there are; `market` chooses.")
    documented_moves: list[MoveTo] = Field(description="To which roles people move, by a source; not computed.")
    similar: list[Like]
    outlook: list[Outlook]


async def describe_role(asking: Asking, asked: DescribeRole) -> RoleDescription:
    meant = await role_meant(asking, asked.role, asked.dataset)
    data = await asking.ask("describe_role", role=meant.slug, first=asked.first, after=asked.after, market=asked.market)
    return _role(asking, data, notes(meant))


async def role_of_slug(asking: Asking, slug: str) -> RoleDescription:
    """The role with that slug. Raises `Problem`."""
    data = await asking.ask("describe_role", role=slug, first=100, after=None, market=None)
    if data["role"] is None:
        raise Problem(f"There is no role with the slug {slug[:100]!r}.", NotFound.code)
    return _role(asking, data, [])


def _role(asking: Asking, data: Data, said: list[str]) -> RoleDescription:
    role: Data = data["role"]
    made: dict[str, Any] = {
        **paging(role["skills"]),
        **{name: role[name] for name in ("regulated", "similar", "groups")},
        "pay": role["pay"][:MOST_PAID],
        "pay_in_all": len(role["pay"]),
        "job_zone": role["jobZone"],
        "replaced_by": role["replacedBy"],
        "role": role,
        "dataset": role["dataset"]["slug"],
        "description": role["description"],
        "aliases": role["aliases"][:MOST_ALIASES],
        "skills": role["skills"]["edges"],
        "tools": role["tools"]["edges"],
        "tools_in_all": role["tools"]["totalCount"],
        "responsibilities": role["responsibilities"]["edges"],
        "responsibilities_in_all": role["responsibilities"]["totalCount"],
        "qualifications": role["qualifications"]["edges"],
        "observations": role["observations"]["nodes"],
        "observations_in_all": role["observations"]["totalCount"],
        "documented_moves": role["moves"]["nodes"],
        "outlook": [{**each, "description": shortened(each["description"])} for each in role["outlooks"]],
        "sources": sources(role),
        "revision": data["revision"]["number"],
        "notes": said,
    }
    return RoleDescription.model_validate(made, context=asking.site)


class AskedBy(Part):
    role: RoleName = Field(validation_alias="node")
    importance: str
    level: Figure | None = None
    emphasis: str | None = None


class NearSkill(Part):
    skill: Named
    closeness: Figure


class SkillDescription(Page, Linked):
    KIND: ClassVar[str] = "Skill"
    kind: str = Field(description="SKILL, KNOWLEDGE, LANGUAGE, TRANSVERSAL or GROUP.")
    category: str | None = None
    status: str
    dataset: str = Field(validation_alias=AliasPath("dataset", "slug"), description="The slug of its dataset.")
    description: str | None = None
    aliases: list[str]
    replaced_by: Thing | None = None
    roles: list[AskedBy] = Field(description="The first roles that ask for it, of `total`.")
    tools: list[Named]
    related: list[NearSkill]


async def skill_of_slug(asking: Asking, slug: str) -> SkillDescription:
    """The skill with that slug. Raises `Problem`."""
    data = await asking.ask("describe_skill", skill=slug, first=50, after=None)
    skill: Data | None = data["skill"]
    if skill is None:
        raise Problem(f"There is no skill with the slug {slug[:100]!r}.", NotFound.code)
    made = {
        **skill,
        **paging(skill["roles"]),
        "aliases": skill["aliases"][:MOST_ALIASES],
        "roles": skill["roles"]["edges"],
        "tools": skill["tools"]["nodes"],
        "sources": sources(skill),
        "revision": data["revision"]["number"],
    }
    return SkillDescription.model_validate(made, context=asking.site)
