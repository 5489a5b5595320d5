"""The tools about somebody: which roles fit what they have, and what a text of theirs says.

What people write about themselves is in no cache and no log: the documents of these tools take it as a variable that
is private (`@private` in the schema), and errors do not repeat it.
"""

from typing import Annotated

from pydantic import Field

from api.assistants.arguments import After, Arguments, Dataset
from api.assistants.asking import Asking, Data, Problem
from api.assistants.parts import Figure, Named, Page, Part, RoleName, Thing, following, offset, paging, sources
from schema.enums import EntityType
from schema.errors import BAD_USER_INPUT

MOST_NAMES = 10  # of each list about a role
Names = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=500)]],
    Field(max_length=200, description="Slugs or names, in any form."),
]
LONGEST_TEXT = 50_000


class MatchProfile(Arguments):
    skills: Names = Field(default_factory=list)
    tools: Names = Field(default_factory=list)
    text: Annotated[
        str | None,
        Field(max_length=LONGEST_TEXT, description="A text that says what somebody has, such as a CV. It is not kept."),
    ] = None
    first: Annotated[int, Field(ge=1, le=50, description="How many roles.")] = 5
    after: After = None


class Understood(Part):
    name: str = Field(description="As it was given, or the part of the text.")
    taken_for: Thing = Field(validation_alias="entity")
    confidence: Figure
    stance: str = Field(description="HAS, WANTS or DENIES.")


class NotUnderstood(Part):
    name: str
    nearest: list[str] = Field(description="Slugs of what is called most alike.")


class NextSkill(Part):
    skill: Named
    role_count: int = Field(description="How many of the 100 best fitting roles ask for it.")
    opens: int = Field(description="How many of these it brings to a coverage of at least a half.")
    best_roles: list[Named]


class Match(Part):
    role: RoleName
    score: Figure = Field(description="How well role and profile fit, 0 to 1.")
    coverage: Figure = Field(description="How much of what the role asks for is there, 0 to 1.")
    use: Figure = Field(description="How much of the profile the role can use, 0 to 1.")
    has_skills: list[Named] = Field(validation_alias="matchedSkills")
    lacks_skills: list[Named] = Field(validation_alias="missingSkills", description="Heaviest first.")
    lacks_skills_in_all: int
    has_tools: list[Named] = Field(validation_alias="matchedTools")
    lacks_tools: list[Named] = Field(validation_alias="missingTools")
    lacks_tools_in_all: int


class Matches(Page):
    roles: list[Match] = Field(description="Best first.")
    understood: list[Understood] = Field(description="What names and text were taken for.")
    not_understood: list[NotUnderstood] = Field(description="Names that were left out.")
    next_skills: list[NextSkill] = Field(description="What to learn next: what opens most.")


async def match_profile(asking: Asking, asked: MatchProfile) -> Matches:
    if not (asked.skills or asked.tools or asked.text):
        raise Problem("Say what somebody has: skills, tools, or a text.", BAD_USER_INPUT)
    profile = {"skills": asked.skills, "tools": asked.tools, **({"text": asked.text} if asked.text else {})}
    data = await asking.ask("match_profile", profile=profile, first=asked.first, after=asked.after)
    found: Data = data["matchRoles"]
    made = {
        **paging(found),
        "roles": [_match(each) for each in found["nodes"]],
        "understood": found["understood"],
        "not_understood": found["unknown"],
        "next_skills": found["nextSkills"],
        "sources": sources(found),
        "revision": data["revision"]["number"],
    }
    return Matches.model_validate(made, context=asking.site)


def _match(match: Data) -> Data:
    lists = ("matchedSkills", "missingSkills", "matchedTools", "missingTools")
    return {
        **match,
        **{name: match[name][:MOST_NAMES] for name in lists},
        "lacks_skills_in_all": len(match["missingSkills"]),
        "lacks_tools_in_all": len(match["missingTools"]),
    }


class UnderstandText(Arguments):
    text: Annotated[
        str,
        Field(min_length=1, max_length=LONGEST_TEXT, description="A CV, an advertisement or the like. It is not kept."),
    ]
    types: Annotated[
        list[EntityType] | None,
        Field(
            min_length=1,
            max_length=4,
            description="Only mentions of these: ROLE, SKILL, TOOL, QUALIFICATION; null for all.",
        ),
    ] = None
    dataset: Dataset = None
    min_confidence: Annotated[
        float | None, Field(ge=0, le=1, description="How sure a mention has to be. Null: 0.7.")
    ] = None
    first: Annotated[int, Field(ge=1, le=200, description="How many of the mentions.")] = 50
    after: After = None


class Mention(Part):
    named: Thing = Field(validation_alias="entity")
    text: str = Field(description="The part of the text that was read so.")
    confidence: Figure
    stance: str = Field(description="HAS: it is said to be there; WANTS: wished for; DENIES: denied.")


class Guess(Part):
    role: RoleName
    confidence: Figure


class Understanding(Page):
    roles: list[Guess] = Field(description="The roles that the text describes as a whole, likeliest first.")
    mentions: list[Mention] = Field(description="In the order of the text; each thing once for each stance.")
    text_language: str | None = Field(None, description="The language of the text, as a BCP 47 tag.")


async def understand_text(asking: Asking, asked: UnderstandText) -> Understanding:
    begin = offset(asked.after)
    data = await asking.ask(
        "understand_text",
        text=asked.text,
        types=[each.name for each in asked.types] if asked.types else None,
        dataset=asked.dataset,
        minConfidence=asked.min_confidence,
    )
    found: Data = data["understand"]
    once: dict[tuple[str, str, str], Data] = {}
    for each in found["mentions"]:
        key = each["entity"]["__typename"], each["entity"]["slug"], each["stance"]
        if key not in once or each["confidence"] > once[key]["confidence"]:
            once[key] = each
    mentions = list(once.values())
    notes = []
    if found["isLanguageLoaded"] is False:
        notes.append(f"The text is in {found['language']}, of which no names are loaded: little of it is understood.")
    made = {
        "roles": found["roles"],
        "mentions": mentions[begin : begin + asked.first],
        "text_language": found["language"],
        "total": len(mentions),
        "next": following(asked.first, begin, mentions),
        "sources": sources(found),
        "revision": data["revision"]["number"],
        "notes": notes,
    }
    return Understanding.model_validate(made, context=asking.site)
