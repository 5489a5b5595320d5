"""Arguments and options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[list[Path], typer.Argument(help="Seed files, or folders of them.", show_default=False)]
ReleasePath = Annotated[Path, typer.Argument(help="A folder or a zip file of the release.", show_default=False)]
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
