"""The command that reads tables of identifiers that belong together."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.console import user
from api.importing import Wish, bring
from api.options import AllowShrink, Author, DryRun, Every, Message, OutputShape, Prune, Shape, Strict
from db.progress import Progress
from db.reader import Reader
from seeds.shrinking import ALLOWED

if TYPE_CHECKING:
    from seeds.importing.imported import Imported

TablePath = Annotated[Path, typer.Argument(help="The table: CSV, tab-separated text or Excel.", show_default=False)]
Scheme = Annotated[str | None, typer.Option(help="The scheme of its identifiers, where it cannot be seen.")]


def import_crosswalk(
    path: TablePath,
    dataset: Annotated[str, typer.Option(help="The slug of the dataset that the mappings become.")],
    title: Annotated[str, typer.Option(help="Its title. Default: the name of the file.")] = "",
    subject: Annotated[str | None, typer.Option(help="The column of the first identifier.")] = None,
    object_: Annotated[str | None, typer.Option("--object", help="The column of the second identifier.")] = None,
    subject_scheme: Scheme = None,
    object_scheme: Scheme = None,
    relation: Annotated[
        str | None, typer.Option(help="The column of the relation, or the relation of all rows, as exact or close.")
    ] = None,
    confidence: Annotated[str | None, typer.Option(help="The column of the confidence, 0 to 1 or per cent.")] = None,
    accepted: Annotated[str | None, typer.Option(help="The column that says no where a row is refused.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who publishes it.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it is published.")] = None,
    licence: Annotated[str | None, typer.Option(help="Under which licence.")] = None,
    author: Author = "",
    message: Message = None,
    prune: Prune = False,
    strict: Strict = False,
    allow_shrink: AllowShrink = ALLOWED,
    dry_run: DryRun = False,
    all_warnings: Every = False,
    shape: OutputShape = Shape.TEXT,
) -> None:
    """Load a table that says which identifiers belong together, as mappings: ESCO to O*NET, ISCO to SOC, and so on.

    What it joins has to be loaded before.
    """
    from seeds.importing.crosswalk import About, Columns, read_crosswalk

    about = About(dataset, title or path.stem, publisher, url, licence)
    columns = Columns(subject, object_, subject_scheme, object_scheme, relation, confidence, accepted)

    def read(stored: Reader, reporter: Progress) -> "Imported":
        return read_crosswalk(path, stored, about, columns, reporter)

    wish = Wish(author or user(), message, prune, strict, allow_shrink, dry_run, all_warnings, shape)
    bring(read, path, wish, whole=False)
