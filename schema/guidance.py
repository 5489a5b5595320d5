"""What is said of several roles at once: common ground, hiring, outlooks and examples."""

from typing import Any

import strawberry

from knowledge.model import entities
from knowledge.model.declaring import description
from knowledge.model.vocabulary import Basis, ChannelKind, OutlookKind, Status
from schema.connections import reading, told
from schema.directives import FEW
from schema.entity import Citation, Concept, Dataset, Node, Recorded
from schema.languages import aliases_in, told_in
from schema.later import ROLE
from schema.skill import Skill
from schema.tool import Tool
from schema.work import Application


@strawberry.type(description="What is said of one role within a statement about several.")
class RoleStatement:
    role: Any = strawberry.field(description=description(entities.RoleStatement.role), graphql_type=ROLE)
    statement: str | None = told(entities.RoleStatement.statement)


@strawberry.type
class AboutRoles(Concept, Recorded, Node):
    """What statements about several roles have in common."""

    slug: str = strawberry.field(description="Names the statement for ever among those of its type.")
    dataset: Dataset = told(entities.Entity.dataset)
    status: Status = told(entities.Entity.status)
    basis: Basis = strawberry.field(description="Why it is believed.")
    citations: list[Citation] = strawberry.field(description="Where it is said.", directives=[FEW])

    @strawberry.field(description="The roles that it is about.", graphql_type=list[ROLE])
    def roles(parent: strawberry.Parent[Any]) -> list[entities.Role]:
        return [said.role for said in parent.roles]


@strawberry.type(description="A topic that several roles share.")
class CommonGround(AboutRoles):
    topic: Any = told_in(entities.CommonGround.name, type_=str, says="The topic.")
    statement: Any = told_in(entities.CommonGround.description, type_=str, says="What the roles share of it.")

    @strawberry.field(
        description="How deep each role goes into it, where that is said.", graphql_type=list[RoleStatement]
    )
    def depth(parent: strawberry.Parent[entities.CommonGround]) -> list[entities.RoleStatement]:
        return [said for said in parent.roles if said.statement is not None]


@strawberry.type(description="Something that a project needs, and the roles to hire for it.")
class HiringNeed(AboutRoles):
    name: Any = told_in(entities.HiringNeed.name, type_=str, says="The need.")
    aliases: Any = aliases_in(says="Other words for it.")
    description: Any = told_in(entities.HiringNeed.description, says="More about it, null if nothing was written.")
    examples: list[str] = told(entities.HiringNeed.examples)
    contributions: list[RoleStatement] = reading("roles", "What each role brings to it.")


@strawberry.type(description="Where talent is found.")
class HiringChannel(AboutRoles):
    name: Any = told_in(entities.HiringChannel.name, type_=str, says="The name of the platform, agency or region.")
    kind: ChannelKind = reading("channel_kind", "What it is.")
    description: Any = told_in(entities.HiringChannel.description, says="More about it, null if nothing was written.")


@strawberry.type(description="A challenge that roles face, or a trend that will shape them.")
class Outlook(AboutRoles):
    name: Any = told_in(entities.Outlook.name, type_=str, says="The challenge or trend in a few words.")
    kind: OutlookKind = reading("outlook_kind", "Whether it is a challenge or a trend.")
    description: Any = told_in(entities.Outlook.description, type_=str, says="The challenge or trend in a sentence.")


@strawberry.type(description="An illustrative project or career.")
class Example(AboutRoles):
    name: Any = told_in(entities.Example.name, type_=str, says="A title.")
    description: Any = told_in(entities.Example.description, type_=str, says="What happens in it.")
    contributions: list[RoleStatement] = reading("roles", "What each role does in it.")
    skills: list[Skill] = told(entities.Example.skills)
    tools: list[Tool] = told(entities.Example.tools)
    applications: list[Application] = told(entities.Example.applications)
