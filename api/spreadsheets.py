"""Commands about spreadsheets: a workbook to begin with, and the tables of others."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.console import out, refusals, user
from api.importing import Wish, bring
from api.options import AllowShrink, Author, DryRun, Every, Message, OutputShape, Prune, Shape, Strict
from db.progress import Progress
from db.reader import Reader
from seeds.shrinking import ALLOWED

if TYPE_CHECKING:
    from seeds.importing.imported import Imported


def template(
    file: Annotated[Path, typer.Argument(help="A new Excel workbook (.xlsx).", show_default=False)],
) -> None:
    """Write a workbook to begin a dataset with: every sheet, explained, and an example that loads."""
    from seeds.template import write_template

    with refusals():
        write_template(file)
    out.print(f"{file} is ready: its first sheet says how to begin.", markup=False)


def import_table(
    path: Annotated[
        Path, typer.Argument(help="The table: CSV, Excel or JSON, or a folder of such.", show_default=False)
    ],
    mapping: Annotated[
        Path, typer.Option("--map", help="Which columns are what: a YAML file, or one that is shipped (tabiya, sfia).")
    ],
    author: Author = "",
    message: Message = None,
    prune: Prune = False,
    strict: Strict = False,
    allow_shrink: AllowShrink = ALLOWED,
    dry_run: DryRun = False,
    all_warnings: Every = False,
    shape: OutputShape = Shape.TEXT,
) -> None:
    """Load tables of any other form, by a mapping of their columns to the fields of records and links."""
    from seeds.importing.tables import read_mapping, read_tables

    with refusals():
        told = read_mapping(mapping)

    def read(stored: Reader, reporter: Progress) -> "Imported":
        return read_tables(path, told, stored.slugs_by_identifier(told.dataset), reporter)

    wish = Wish(author or user(), message, prune, strict, allow_shrink, dry_run, all_warnings, shape)
    bring(read, path, wish, whole=True)
