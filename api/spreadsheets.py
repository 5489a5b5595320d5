"""Commands about spreadsheets: a workbook to begin with, and the tables of others."""

from pathlib import Path
from typing import Annotated

import typer

from api.console import out, refusals


def template(
    file: Annotated[Path, typer.Argument(help="A new Excel workbook (.xlsx).", show_default=False)],
) -> None:
    """Write a workbook to begin a dataset with: every sheet, explained, and an example that loads."""
    from seeds.template import write_template

    with refusals():
        write_template(file)
    out.print(f"{file} is ready: its first sheet says how to begin.", markup=False)
