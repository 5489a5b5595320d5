"""The links of the model: what one entity says of another, or of itself in a list of its own.

A link is a part of the record of its owner, with evidence of its own or that of its owner.
"""

from datetime import date
from typing import TYPE_CHECKING, Annotated

from knowledge.model.declaring import (
    Amount,
    Chars,
    Currency,
    Elsewhere,
    Name,
    Needs,
    NotAbove,
    Rank,
    Rating,
    Share,
    Text,
    declared,
    owner,
    said,
)
from knowledge.model.evidence import Fact
from knowledge.model.vocabulary import ContrastDimension, Importance, MoveKind, PayPeriod, Requirement

if TYPE_CHECKING:
    from knowledge.model.entities import Application, Descriptor, Qualification, Responsibility, Role, Skill, Tool
    from knowledge.model.learning import LearningResource


@declared(eq=True, indexes=(("scheme", "identifier"),))
class ExternalId:
    """The identifier of an entity in another scheme, such as an ESCO URI or an O*NET-SOC code."""

    scheme: Annotated[str, Chars(200, "^[ -~]+$")] = said("The scheme, such as `esco` or `onet-soc`.", identifies=True)
    identifier: Name = said("The identifier within the scheme.", identifies=True)


@declared(eq=True)
class LevelAnchor:
    """An example of what a level means, for those who rate and those who read ratings."""

    value: Rating = said("The level on the publisher's scale (O*NET: 0 lowest, 7 highest).")
    statement: Text = said("What somebody at this level can do.")


@declared()
class RoleStatement:
    """What is said of one role within a record about several."""

    role: "Role" = said("The role.")
    statement: Text | None = said("What is said of it, null if nothing in particular.", default=None)


@declared(rules=(Elsewhere("not_broader_than_itself", "skill", "a skill cannot be broader than itself"),))
class SkillBroader(Fact):
    """One skill is a part or a special case of another (skos:broader)."""

    skill: "Skill" = owner()
    broader: "Skill" = said("The broader skill.", key="skill", column="broader")


@declared(rules=(Elsewhere("not_to_itself", "skill", "a skill is not related to itself"),))
class RelatedSkill(Fact):
    """Another skill that helps with a skill: it is essential for it or optional (ESCO's skill-skill relations)."""

    skill: "Skill" = owner()
    related: "Skill" = said("The skill that helps.", key="skill", column="related")
    importance: Importance = said("How much the skill depends on it.")


@declared(
    rules=(Elsewhere("not_broader_than_itself", "responsibility", "a responsibility cannot be broader than itself"),)
)
class ResponsibilityBroader(Fact):
    """A responsibility is a special case of another, as an O*NET task is of a detailed work activity."""

    responsibility: "Responsibility" = owner()
    broader: "Responsibility" = said("The broader responsibility.", key="responsibility", column="broader")


@declared(rules=(Elsewhere("not_broader_than_itself", "role", "a role cannot be broader than itself"),))
class RoleBroader(Fact):
    """One role is a special case of another (skos:broader)."""

    role: "Role" = owner()
    broader: "Role" = said("The broader role.", key="role", column="broader")


@declared()
class RoleSkill(Fact):
    """How a role holds a skill. The ratings are what the publisher says, on its own scales."""

    role: "Role" = owner()
    skill: "Skill" = said("The skill.")
    importance: Importance = said("How much the role depends on the skill.")
    level: Share | None = said("How well, 0 (not at all) to 1 (mastery); null if unknown.", default=None)
    importance_rating: Rating | None = said(
        "The importance on the publisher's scale (O*NET: 1 not important, 5 extremely); null if not rated.",
        default=None,
    )
    level_rating: Rating | None = said(
        "The level on the publisher's scale (O*NET: 0 lowest, 7 highest); null if not rated.", default=None
    )
    emphasis: Text | None = said("How the role uses the skill, null where no source tells.", default=None)


@declared()
class RoleTool(Fact):
    """How a role uses a tool."""

    role: "Role" = owner()
    tool: "Tool" = said("The tool.")
    in_demand: bool = said(
        "Whether employers of the role often ask for it; false also where nobody counted.", default=False
    )
    emphasis: Text | None = said("How the role uses the tool, null where no source tells.", default=None)


@declared()
class SkillTool(Fact):
    """A tool serves a skill."""

    tool: "Tool" = owner()
    skill: "Skill" = said("The skill that it serves.")


@declared()
class RoleApplication(Fact):
    """How a role contributes to an application."""

    role: "Role" = owner()
    application: "Application" = said("The application.")
    emphasis: Text | None = said("What the role contributes, null where no source tells.", default=None)


@declared()
class RoleResponsibility(Fact):
    """How a role carries a responsibility."""

    role: "Role" = owner()
    responsibility: "Responsibility" = said("The responsibility.")
    importance: Importance | None = said(
        "Whether it belongs to the core of the role (ESSENTIAL) or not (OPTIONAL); null if unknown.", default=None
    )
    emphasis: Text | None = said("How the role carries it, null where no source tells.", default=None)
    example: Text | None = said("An example of it, null where no source gives one.", default=None)
    importance_rating: Rating | None = said(
        "The importance on the publisher's scale (O*NET: 1 not important, 5 extremely); null if not rated.",
        default=None,
    )
    relevance: Share | None = said(
        "The share of people in the role, 0 to 1, to whom it is relevant; null where nobody asked them.", default=None
    )
    frequencies: tuple[Share, ...] = said(
        "The share of people, 0 to 1, who do it yearly or less, more than yearly, more than monthly, more than weekly, "
        "daily, several times daily, and hourly or more; empty where nobody asked them.",
        default=(),
        each="frequency",
        repeats=True,
    )
    suppressed: bool = said(
        "Whether the publisher recommends not to rely on some of these figures: too few answered.", default=False
    )
    emerging: bool = said(
        "Whether people have told of it lately, and it is not yet established as a part of the role.", default=False
    )


@declared(
    rules=(
        Needs(
            "only_shares_are_suppressed",
            "suppressed",
            "share",
            "suppressed marks a figure not to rely on: give the share that it is said of",
        ),
    )
)
class RoleQualification(Fact):
    """How a qualification counts for a role."""

    role: "Role" = owner()
    qualification: "Qualification" = said("The qualification.")
    requirement: Requirement = said("How the qualification counts for the role.")
    share: Share | None = said(
        "The share of people in the role, 0 to 1, who say that it takes this; null where nobody asked them.",
        default=None,
    )
    suppressed: bool = said(
        "Whether the publisher recommends not to rely on `share`: too few answered. False where there is no share.",
        default=False,
    )
    fields: tuple[Name, ...] = said("The fields that the role wants it in.", default=(), each="field")
    emphasis: Text | None = said("What it is good for, null where no source tells.", default=None)


@declared(
    rules=(Elsewhere("not_broader_than_itself", "descriptor", "a descriptor cannot be broader than itself"),),
)
class DescriptorBroader(Fact):
    """A descriptor is a part or a special case of another, as O*NET's content model has them."""

    descriptor: "Descriptor" = owner()
    broader: "Descriptor" = said("The broader descriptor.", key="descriptor", column="broader")


@declared(
    rules=(
        Needs(
            "only_levels_are_suppressed", "level_suppressed", "level_rating", "level_suppressed needs a level_rating"
        ),
        Needs("only_levels_are_not_relevant", "not_relevant", "level_rating", "not_relevant needs a level_rating"),
    )
)
class RoleDescriptor(Fact):
    """What a publisher has found of a role: how much a descriptor is true of it, on the publisher's own scales.

    Figures that the publisher recommends not to rely on are here, marked: too few answered.
    """

    role: "Role" = owner()
    descriptor: "Descriptor" = said("The descriptor.")
    importance_rating: Rating | None = said(
        "The importance on the publisher's scale (O*NET: 1 not important, 5 extremely); null if not rated.",
        default=None,
    )
    level_rating: Rating | None = said(
        "The level on the publisher's scale (O*NET: 0 lowest, 7 highest); null if not rated.", default=None
    )
    value: Rating | None = said("The figure on the descriptor's own `scale`; null if there is none.", default=None)
    rank: Rank | None = said(
        "Its place, from 1, among the descriptors of its domain that stand out in the role; null if it does not, or "
        "nobody ranks them.",
        default=None,
    )
    distinctiveness: Rating | None = said(
        "How much it sets the role apart from others, on the publisher's scale; null if nobody says.", default=None
    )
    shares: tuple[Share, ...] = said(
        "The share of people in the role, 0 to 1, who named each of the descriptor's `categories`, in their order.",
        default=(),
        each="share",
        repeats=True,
    )
    suppressed_shares: tuple[Rank, ...] = said(
        "The places, from 1, of those of the `shares` that the publisher recommends not to rely on.",
        default=(),
        each="suppressed_share",
    )
    suppressed: bool = said(
        "Whether the publisher recommends not to rely on `importance_rating`, or on `value`.", default=False
    )
    level_suppressed: bool = said("Whether the publisher recommends not to rely on `level_rating`.", default=False)
    not_relevant: bool = said(
        "Whether `level_rating` means nothing, because few said that the descriptor matters in the role.",
        default=False,
    )


@declared(rules=(Elsewhere("leads_elsewhere", "to", "a move leads to another role"),))
class CareerMove(Fact):
    """A move between roles that a source documents or a curator infers; never a computed one."""

    from_role: "Role" = owner(column="from")
    to_role: "Role" = said("The role that people take.", key="to", column="to")
    move_kind: MoveKind = said("What the move is.", identifies=True)
    rank: Rank | None = said(
        "Its place among the moves from the role, from 1, where the source ranks them; else null.", default=None
    )
    rationale: Text | None = said("Why people make it, null where no source tells.", default=None)


@declared()
class RoleContrast(Fact):
    """What sets a role apart along one dimension."""

    role: "Role" = owner()
    dimension: ContrastDimension = said("The dimension.", identifies=True)
    statement: Text = said("What is said of the role.")


@declared(rules=(NotAbove("minimum_below_maximum", "minimum", "maximum"),))
class PayRange(Fact):
    """What a role earns: `minimum` to `maximum` of `currency` in each `period`."""

    role: "Role" = owner()
    minimum: Amount = said("The lower end, in `currency` for each `period`.")
    maximum: Amount = said("The upper end, in `currency` for each `period`.")
    currency: Currency = said("The currency, as an ISO 4217 code.")
    period: PayPeriod = said("The period that the amounts cover.")
    market: Name | None = said("Where it is paid, null if nobody says.", default=None)
    as_of: date | None = said("When it was so, null if nobody says.", default=None)
    note: Text | None = said("What else is said of it, null if nothing.", default=None)


@declared()
class ResourceSkill(Fact):
    """A learning resource teaches a skill."""

    resource: "LearningResource" = owner()
    skill: "Skill" = said("The skill that it teaches.")
    covers: Text | None = said("What of the skill it covers, null where nobody says.", default=None)
    level: Share | None = said("How far it takes who begins, 0 to 1 (mastery); null if unknown.", default=None)


@declared()
class ResourceTool(Fact):
    """A learning resource teaches a tool."""

    resource: "LearningResource" = owner()
    tool: "Tool" = said("The tool that it teaches.")
    covers: Text | None = said("What of the tool it covers, null where nobody says.", default=None)
    level: Share | None = said("How far it takes who begins, 0 to 1 (mastery); null if unknown.", default=None)


@declared(rules=(Elsewhere("not_before_itself", "resource", "a resource does not come before itself"),))
class ResourcePrerequisite(Fact):
    """A learning resource takes another one for granted."""

    resource: "LearningResource" = owner()
    prerequisite: "LearningResource" = said("The resource that comes before.", key="resource", column="prerequisite")
