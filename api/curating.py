"""Commands for curators: check, load, import, export, compare and go back.

What only one command needs is imported there, so that the others start fast.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Column, Table

from api.console import migrated_store, out, print_json, progress, readable_store, refusals, tell_doubts, user
from api.options import (
    AllowShrink,
    Author,
    DryRun,
    Every,
    Message,
    OutputShape,
    Paths,
    Prune,
    Shape,
    Strict,
    given_path,
)
from api.skos_export import export as export_skos
from api.telling import loaded_as_json, tell, tell_plan
from seeds import loading
from seeds.problems import Level, as_json
from seeds.shrinking import ALLOWED

SHIPPED = "ai-careers"  # the dataset that comes with the program


class Format(StrEnum):
    YAML = "yaml"
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    SKOS = "skos"


def load(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Seed files, or folders of them.", parser=given_path, show_default=False),
    ] = None,
    author: Author = "",
    message: Message = None,
    prune: Prune = False,
    strict: Strict = False,
    allow_shrink: AllowShrink = ALLOWED,
    dry_run: DryRun = False,
    all_warnings: Every = False,
    shape: OutputShape = Shape.TEXT,
    shipped: Annotated[bool, typer.Option("--shipped", help="Load the dataset that came with the program.")] = False,
) -> None:
    """Load seed files as one revision. Loading what is there already changes nothing."""
    if bool(paths) == shipped:
        raise typer.BadParameter("name seed files, or --shipped, and not both", param_hint="PATHS")
    chosen = paths or [loading.SHIPPED / SHIPPED]
    if dry_run:
        with refusals(as_data=shape is Shape.JSON):
            loading.check_message(message)
        diff(chosen, prune, strict, allow_shrink, all_warnings, shape)
    with refusals(as_data=shape is Shape.JSON), progress() as reporter:
        done = loading.load(
            migrated_store(),
            chosen,
            author or user(),
            prune=prune,
            message=message,
            progress=reporter,
            strict=strict,
            allow_shrink=allow_shrink,
        )
    if shape is Shape.JSON:
        print_json(loaded_as_json(done))
        return
    tell_doubts(done.doubts, every=all_warnings)
    tell(done)


def validate(
    paths: Paths, strict: Strict = False, all_warnings: Every = False, shape: OutputShape = Shape.TEXT
) -> None:
    """Check seed files without a database."""
    with refusals(as_data=shape is Shape.JSON), progress() as reporter:
        found = loading.examine(paths, strict=strict, progress=reporter)
    if shape is Shape.JSON:
        print_json({"records": found.records, **as_json(found.doubts)})
        return
    tell_doubts(found.doubts, every=all_warnings)
    warned = any(each.level is Level.WARNING for each in found.doubts)
    out.print(f"{found.records} record{'s' * (found.records != 1)}, no {'error' if warned else 'problem'}.")


def diff(
    paths: Paths,
    prune: Prune = False,
    strict: Strict = False,
    allow_shrink: AllowShrink = ALLOWED,
    all_warnings: Every = False,
    shape: OutputShape = Shape.TEXT,
) -> None:
    """Show what a load would do, without doing it. Ends with 1 if it would change anything."""
    with refusals(as_data=shape is Shape.JSON), progress() as reporter:
        plan = loading.diff(
            readable_store(), paths, prune=prune, progress=reporter, strict=strict, allow_shrink=allow_shrink
        )
    tell_plan(plan, shape, every=all_warnings)
    raise typer.Exit(1 if plan.changes else 0)


def export(
    dataset: Annotated[str, typer.Argument(help="The slug of the dataset.", show_default=False)],
    path: Annotated[
        Path, typer.Argument(help="A new folder (YAML, CSV) or file (JSON Lines, Excel, SKOS).", show_default=False)
    ],
    form: Annotated[
        Format, typer.Option("--format", help="YAML or Excel for people, CSV or JSON Lines for much, SKOS for others.")
    ] = Format.YAML,
) -> None:
    """Write a dataset as seed files. Loading them again changes nothing."""
    from seeds import exporting

    if form is Format.SKOS:
        export_skos(dataset, path)
        return
    with refusals(), progress() as reporter:
        write = {
            Format.YAML: exporting.export_yaml,
            Format.JSONL: exporting.export_lines,
            Format.CSV: exporting.export_csv,
            Format.XLSX: exporting.export_workbook,
        }
        count = write[form](readable_store(), dataset, path, reporter)
    out.print(f"{count:,} records of {dataset} are in {path}.", markup=False)


def rollback(
    revision: Annotated[int, typer.Argument(help="The number of the revision to go back to.", show_default=False)],
    author: Author = "",
    message: Message = None,
) -> None:
    """Make a new revision that equals an old one. What was created since is deprecated."""
    with refusals(), progress() as reporter:
        done = loading.rollback(migrated_store(), revision, author or user(), message=message, progress=reporter)
    tell(done)


def revisions() -> None:
    """List all revisions."""
    with refusals(), readable_store().reading() as reader:
        found = reader.revisions()
    committed = Column("Committed (UTC)", no_wrap=True)
    has_messages = any(each.message for each in found)
    dataset, loaded, by = (Column(each, overflow="fold") for each in ("Dataset", "Loaded", "By"))
    table = Table("No.", committed, dataset, loaded, by, "Created", "Changed", "Depr.")
    if has_messages:
        table.add_column("Message", overflow="fold")
    for each in found:
        table.add_row(
            str(each.number),
            f"{each.committed_at:%Y-%m-%d %H:%M:%S}",
            each.dataset,
            escape(each.loaded),
            escape(each.author),
            f"{each.created:,}",
            f"{each.changed:,}",
            f"{each.deprecated:,}",
            *([escape(each.message or "")] if has_messages else []),
        )
    out.print(table if found else "Nothing was ever loaded.")
