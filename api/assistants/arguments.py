"""What the arguments of tools have in common."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

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
