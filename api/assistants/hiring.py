"""The tool that tells whom to hire for a project."""

from typing import Annotated

from pydantic import Field

from api.assistants.arguments import Arguments
from api.assistants.asking import Asking
from api.assistants.parts import Answer, Figure, Named, Part, RoleName, sources


class WhomToHire(Arguments):
    needs: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=500)]],
        Field(
            min_length=1,
            max_length=20,
            description="What the project needs, a short text for each: what is to be done, or a role, skill or tool.",
        ),
    ]
    first: Annotated[int, Field(ge=1, le=20, description="How many roles.")] = 5


class Channel(Part):
    name: str
    kind: str


class Advice(Part):
    role: RoleName
    score: Figure = Field(description="How well the role serves the needs, 0 to 1: the mean over them.")
    confidence: Figure = Field(description="How sure that is, 0 to 1.")
    is_guess: bool = Field(description="True: nothing is documented; its work only is near to the needs.")
    hardly_fits: bool = Field(description="True: others serve each need more than twice as well. Name those instead.")
    reason: str
    documented_needs: list[Named] = Field(validation_alias="matchedNeeds", description="For which it is hired.")
    unmatched_needs: list[str] = Field(description="Needs about which nothing is known.")
    together: list[RoleName] = Field(description="Roles to hire beside it.")
    channels: list[Channel] = Field(description="Where people who have the role are found.")


class Hiring(Answer):
    advice: list[Advice] = Field(description="Best first.")


async def whom_to_hire(asking: Asking, asked: WhomToHire) -> Hiring:
    data = await asking.ask("whom_to_hire", needs=asked.needs, first=asked.first)
    made = {
        "advice": data["adviseHire"],
        "sources": sources(data["adviseHire"]),
        "revision": data["revision"]["number"],
    }
    return Hiring.model_validate(made, context=asking.site)
