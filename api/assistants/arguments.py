"""What the arguments of tools have in common, and how wrong ones are told."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

RoleGiven = Annotated[
    str,
    StringConstraints(strip_whitespace=True),
    Field(min_length=1, max_length=200, description="A role: its slug, or what people call it (data scientist)."),
]
Dataset = Annotated[
    str | None,
    Field(max_length=200, description="Only of the dataset with this slug (such as esco, onet, ai-careers)."),
]
After = Annotated[
    str | None, Field(max_length=1000, description="`next` of the page before, for the one that follows it.")
]
MOST_TOLD = 10  # of what is wrong with arguments


class Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid")

    language: Annotated[
        str | None,
        Field(
            max_length=35,
            description="The language of names, as a BCP 47 tag (de, pt-BR), where the data has it. "
            "Null: that of the request, or of the dataset.",
        ),
    ] = None


def wrong(error: ValidationError) -> str:
    """What is wrong with arguments, and where. Nothing of what they were is repeated: it may be about people."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    told = [f"{'.'.join(map(str, each['loc'])) or 'arguments'}: {each['msg']}" for each in found[:MOST_TOLD]]
    more = [f"and {len(found) - MOST_TOLD} more"] if len(found) > MOST_TOLD else []
    return "; ".join(told + more)
