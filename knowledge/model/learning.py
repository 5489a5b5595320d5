"""Learning resources: where a skill or a tool can be learned, what that takes, and what it covers.

What a source does not tell of one is unknown: neither free nor paid, neither short nor long. Nothing is computed of
roles from what can be learned somewhere: resources change no likeness and no feasibility.
"""

from knowledge.model.declaring import (
    Address,
    Amount,
    Currency,
    Language,
    Name,
    NotAbove,
    OnlyIf,
    Together,
    declared,
    said,
)
from knowledge.model.entities import Skill
from knowledge.model.entity import Entity
from knowledge.model.links import ResourcePrerequisite, ResourceSkill, ResourceTool
from knowledge.model.vocabulary import Kind, LearningLevel, ResourceCost, ResourceKind

__all__ = ("LearningResource", "ResourcePrerequisite", "ResourceSkill", "ResourceTool")


@declared(
    Kind.LEARNING_RESOURCE,
    meaning="A learning resource, with the skills and tools that it teaches.",
    section="learning_resources",
    rules=(
        OnlyIf(
            "only_what_is_paid_has_a_price",
            "price",
            "cost",
            ResourceCost.PAID,
            "price is for resources whose cost is PAID",
        ),
        Together("prices_have_currencies", "price", "currency", "price and currency are given together or not at all"),
        Together(
            "hours_are_a_range",
            "minimum_hours",
            "maximum_hours",
            "minimum_hours and maximum_hours are given together (one number twice, where there is one) or not at all",
        ),
        NotAbove("minimum_hours_below_maximum", "minimum_hours", "maximum_hours"),
    ),
)
class LearningResource(Entity):
    """Where something can be learned: a course, a book, a tutorial, exercises, a certification or documentation."""

    resource_kind: ResourceKind = said("What it is.", indexed=True)
    url: Address | None = said("Where it is, an address of the web; null if nowhere there.", default=None)
    provider: Name | None = said("Who offers it, null if unknown.", default=None, indexed=True)
    language: Language | None = said("The language that it is in, as a BCP 47 tag; null if unknown.", default=None)
    cost: ResourceCost | None = said("Whether it costs money, null if unknown.", default=None)
    price: Amount | None = said(
        "What it costs in `currency`, once and for all of it; null if nothing or unknown.", default=None
    )
    currency: Currency | None = said("The currency of the price, as an ISO 4217 code.", default=None)
    minimum_hours: Amount | None = said(
        "The hours of work that it takes at least, as its source says; null if that says nothing.", default=None
    )
    maximum_hours: Amount | None = said("The hours of work that it takes at most, likewise.", default=None)
    level: LearningLevel | None = said("For whom it is, null if nobody says.", default=None)
    licence: Name | None = said("Under which licence it may be used, null if unknown.", default=None)
    skills: tuple[ResourceSkill, ...] = said("Skills that it teaches.", default=())
    tools: tuple[ResourceTool, ...] = said("Tools that it teaches.", default=())
    required_skills: tuple[Skill, ...] = said("Skills that it takes for granted.", default=(), each="required_skill")
    prerequisites: tuple[ResourcePrerequisite, ...] = said(
        "Resources that it takes for granted.", default=(), ends=True
    )
