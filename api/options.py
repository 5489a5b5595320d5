"""Arguments and options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


def given_path(text: str) -> Path:
    """A path that was named: the empty one, which an unset variable of a shell leaves, is no folder to read."""
    if not text.strip():
        raise typer.BadParameter("is empty: name a file or a folder (. is this one)")
    return Path(text)


def tag(text: str) -> str:
    """The canonical form of a language tag. Raises `typer.BadParameter` for what is none."""
    from seeds.tags import known_tag

    try:
        return known_tag(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


Paths = Annotated[
    list[Path], typer.Argument(help="Seed files, or folders of them.", parser=given_path, show_default=False)
]
ReleasePath = Annotated[
    Path, typer.Argument(help="A folder or a zip file of the release.", parser=given_path, show_default=False)
]
Author = Annotated[str, typer.Option(help="Who loads, for the history. Default: the user of this machine.")]
Message = Annotated[str | None, typer.Option(help="Why, for the history.", show_default=False)]
Prune = Annotated[bool, typer.Option("--prune", help="Deprecate what the dataset no longer has.")]
Strict = Annotated[bool, typer.Option("--strict", help="Refuse on warnings, too.")]
Every = Annotated[bool, typer.Option("--all-warnings", help="Show every warning, not the first of each sort.")]
Version = Annotated[
    str | None, typer.Option("--release", "--version", help="The version, if the files do not name it.")
]
AllowShrink = Annotated[
    float,
    typer.Option(
        "--allow-shrink", min=0, max=1, help="The share of the dataset, of a kind or of a link that may be taken away."
    ),
]


class Shape(StrEnum):
    TEXT = "text"
    JSON = "json"


OutputShape = Annotated[Shape, typer.Option("--format", help="Text for people, JSON for scripts.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what it would do, and do nothing. Ends with 1 if it would do anything.")
]
