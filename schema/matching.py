"""Who fits in GraphQL: roles for a profile, and whom to hire for needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import strawberry

from knowledge.questions import match, profile_names
from knowledge.texts.stances import Stance
from schema.connections import Page, Paged, cursor, edges, nodes, reading
from schema.directives import FEW, LONG, MANY, NAMES, SOME, Cost, Length, ListSize, Private
from schema.entity import Entity, key_of
from schema.facets import RoleFacets, facets_of
from schema.guidance import HiringChannel, HiringNeed
from schema.learning import SkillResourceEdge
from schema.role import Role
from schema.sentences import sentence
from schema.skill import Skill
from schema.teaching import taught_by
from schema.tool import Tool
from schema.understanding import LONGEST_TEXT


@strawberry.input(description="A skill or tool that somebody has, with what they say of it.")
class HavingInput:
    name: str = strawberry.field(
        description="The slug, name or alias of a skill or tool.", directives=[Cost(weight=10, letters=50)]
    )
    level: float | None = strawberry.field(
        default=None, description="How well, 0 (not at all) to 1 (mastery); null for as well as anybody asks for."
    )
    wish: profile_names.Wish | None = strawberry.field(
        default=None, description="Whether it shall be part of the next role; null if they do not mind."
    )


@strawberry.input(
    description="What somebody has: up to 500 skills and tools in all, by slug, name, alias, or these in any form, "
    "with typing errors, levels and `knowledge of` around them; a text, such as a CV; or both. The same thing may "
    "be named twice, but not with different levels or wishes."
)
class ProfileInput:
    skills: list[str] = strawberry.field(default_factory=list, description="Skills.", directives=NAMES)
    tools: list[str] = strawberry.field(default_factory=list, description="Tools.", directives=NAMES)
    held: list[HavingInput] = strawberry.field(
        default_factory=list,
        description="Skills and tools of which there is more to say: how well, and a wish.",
        directives=[Length(letters=500, items=500)],
    )
    text: str | None = strawberry.field(
        default=None,
        description="A text that says what somebody has, of at most 50,000 letters. What `understand` finds in it "
        "counts where it is said to be there; what is wished for they have not, but the next role shall; what is "
        "denied counts nothing. Where a text only wishes, as an advertisement does, that counts as had. The text is "
        "neither logged nor kept: send it with POST.",
        directives=[Length(letters=LONGEST_TEXT), Cost(weight=700), Private()],
    )


@strawberry.type(description="How well a role fits a profile.")
class RoleMatch:
    role: Role = strawberry.field(description="The role.")
    score: float = strawberry.field(
        description="0 to 1: the geometric mean of `coverage` and `use`, times the share of what the role asks for "
        "that is not to be dropped."
    )
    coverage: float = strawberry.field(
        description="How much of what the role asks for the profile has, 0 to 1, by weight. A skill that is near to "
        "one held, or held at a lower level, counts in part."
    )
    use: float = strawberry.field(
        description="How much of the profile the role can use, 0 to 1, by specificity. What is to be kept counts "
        "twice, what is to be dropped does not count."
    )
    matched_skills: list[Skill] = strawberry.field(
        description="Skills of the profile that the role needs.", directives=[SOME]
    )
    missing_skills: list[Skill] = strawberry.field(
        description="Other skills that the role needs, heaviest first.", directives=[MANY]
    )
    matched_tools: list[Tool] = strawberry.field(
        description="Tools of the profile that the role uses.", directives=[SOME]
    )
    missing_tools: list[Tool] = strawberry.field(
        description="Other tools that the role uses, heaviest first.", directives=[MANY]
    )


@strawberry.type(description="A skill that is worth learning for somebody with the profile.")
class NextSkill:
    skill: Skill = strawberry.field(description="The skill.")
    role_count: int = strawberry.field(description="How many of the 100 best fitting roles ask for it.")
    gain: float = strawberry.field(description="How much it adds to the coverage of these roles, the mean, 0 to 1.")
    opens: int = strawberry.field(description="How many of these roles it brings to a coverage of at least a half.")
    best_roles: list[Role] = strawberry.field(description="Up to three of these roles for which it does most.")
    resources: Any = taught_by("skill", SkillResourceEdge)


@strawberry.type(description="A role match in a list.")
class RoleMatchEdge:
    @strawberry.field(description="The match.", graphql_type=RoleMatch)
    def node(parent: strawberry.Parent[match.RoleMatch]) -> match.RoleMatch:
        return parent

    cursor: str = cursor(lambda each: key_of(each.role))


@strawberry.type(description="What a name in a profile, or a part of its text, was taken for.")
class UnderstoodName:
    name: str = strawberry.field(description="The name as it was given, or the part of the text.")
    entity: Entity = strawberry.field(description="What it was taken for.")
    stands_for: list[Entity] = strawberry.field(
        description="What it is as well: what other datasets call so.", directives=[FEW]
    )
    confidence: float = strawberry.field(
        description="How likely it is what was meant, 0 to 1; 1 for a slug, and for a name or alias that it has so."
    )
    stance: Stance = strawberry.field(description="What a text says of it; HAS for names.")
    argument: list[str] = strawberry.field(description="Where it was given: a path into the arguments.")


@strawberry.type(description="A name in a profile that nothing answers to. The rest of the profile was answered.")
class UnknownName:
    name: str = strawberry.field(description="The name as it was given.")
    argument: list[str] = strawberry.field(description="Where it was given: a path into the arguments.")
    nearest: list[str] = strawberry.field(
        description="Known slugs that may be meant, best first; for the first 20 such names."
    )


@dataclass(slots=True)
class MatchPage(Page[match.RoleMatch]):
    """A page of matches, and all that was found."""

    found: match.Matches

    @property
    def understood(self) -> Sequence[profile_names.UnderstoodName]:
        return self.found.understood

    @property
    def unknown(self) -> Sequence[profile_names.UnknownName]:
        return self.found.unknown


@strawberry.type(description="Roles that share anything with a profile, best fit first.")
class RoleMatchConnection(Paged):
    edges: list[RoleMatchEdge] = edges()
    nodes: list[RoleMatch] = nodes()
    facets: Any = facets_of(RoleFacets, lambda found: found.role)
    understood: list[UnderstoodName] = strawberry.field(
        description="What the names and the text were taken for, and how surely: what is exactly so, then what most "
        "likely is, then what the text says.",
        directives=[MANY],
    )
    unknown: list[UnknownName] = strawberry.field(
        description="Names that were not understood and were left out.", directives=[MANY]
    )

    @strawberry.field(
        description="Skills to learn next: those that open most, best first.",
        graphql_type=list[NextSkill],
        directives=[Cost(weight=500), ListSize(slicing_arguments=["first"])],
    )
    def next_skills(
        parent: strawberry.Parent["MatchPage"],
        first: Annotated[int, strawberry.argument(description="How many, 1 to 20.")] = 2,
    ) -> list[match.NextSkill]:
        return parent.found.next_skills(first)


@strawberry.type(description="A role to hire.", directives=[Cost(weight=10)])
class HiringAdvice:
    role: Role = strawberry.field(description="The role.")
    score: float = strawberry.field(description="0 to 1: the mean over the needs of how well the role serves each.")
    reason: Any = sentence("reason", "What speaks for it, in words.", LONG)
    matched_needs: list[HiringNeed] = strawberry.field(description="The documented needs that it is hired for.")
    together: list[Role] = strawberry.field(description="Roles to hire beside it, for needs that want several.")
    unmatched_needs: list[str] = strawberry.field(
        description="Needs about which nothing is known, and roles at most guessed."
    )
    confidence: float = strawberry.field(
        description="How sure it is that the role serves the needs, 0 to 1: the mean over them."
    )
    is_guess: bool = strawberry.field(
        description="Whether nothing is documented or known to be done by the role that speaks for it, and its work "
        "only is near to what the needs describe."
    )
    hardly_fits: bool = strawberry.field(
        description="Whether for each need there is a role that serves it more than twice as well: the long tail, of "
        "which one would tell nobody who has better ones."
    )
    channels: list[HiringChannel] = reading("role.hiring_channels", "Where people who have the role are found.")


Needs = Annotated[
    list[str],
    strawberry.argument(
        description="What the project needs: 1 to 20 short texts, one for each need, of at most 500 letters.",
        directives=[Length(letters=500, items=20), Cost(weight=1000)],
    ),
]
