"""Commands for curators: check, load, import, export, compare and go back.

What only one command needs is imported there, so that the others start fast.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer
from rich.markup import escape
from rich.table import Column, Table

from api.console import migrated_store, out, progress, readable_store, refusals, user
from api.skos_export import export as export_skos
from db.progress import Progress
from knowledge.model.vocabulary import Kind, Operation
from seeds import loading

if TYPE_CHECKING:
    from seeds.importing.imported import Imported

Paths = Annotated[list[Path], typer.Argument(help="Seed files, or folders of them.", show_default=False)]
ReleasePath = Annotated[Path, typer.Argument(help="A folder or a zip file of the release.", show_default=False)]
Author = Annotated[str, typer.Option(help="Who loads, for the history. Default: the user of this machine.")]
Message = Annotated[str | None, typer.Option(help="Why, for the history.", show_default=False)]
Prune = Annotated[bool, typer.Option("--prune", help="Deprecate what the dataset no longer has.")]
Version = Annotated[str | None, typer.Option("--release", help="The version, if the path does not name it.")]

Known = Mapping[Kind, Mapping[str, str]]
SHIPPED = "ai-careers"  # the dataset that comes with the program
LONGEST_VALUE = 100  # characters of a value in a diff


class Format(StrEnum):
    YAML = "yaml"
    JSONL = "jsonl"
    SKOS = "skos"


class Shape(StrEnum):
    TEXT = "text"
    JSON = "json"


def load(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Seed files, or folders of them.", show_default=False)
    ] = None,
    author: Author = "",
    message: Message = None,
    prune: Prune = False,
    shipped: Annotated[bool, typer.Option("--shipped", help="Load the dataset that came with the program.")] = False,
) -> None:
    """Load seed files as one revision. Loading what is there already changes nothing."""
    if bool(paths) == shipped:
        raise typer.BadParameter("name seed files, or --shipped, and not both", param_hint="PATHS")
    chosen = paths or [loading.SHIPPED / SHIPPED]
    with refusals(), progress() as reporter:
        done = loading.load(migrated_store(), chosen, author or user(), prune=prune, message=message, progress=reporter)
    tell(done)


def validate(paths: Paths) -> None:
    """Check seed files without a database."""
    with refusals(), progress() as reporter:
        count = loading.validate(paths, reporter)
    out.print(f"{count} record{'s' * (count != 1)}, no problem.")


def diff(
    paths: Paths,
    prune: Prune = False,
    shape: Annotated[Shape, typer.Option("--format", help="Text for people, JSON for scripts.")] = Shape.TEXT,
) -> None:
    """Show what a load would do, without doing it. Ends with 1 if it would change anything."""
    with refusals(), progress() as reporter:
        plan = loading.diff(readable_store(), paths, prune=prune, progress=reporter)
    if shape is Shape.JSON:
        out.out(orjson.dumps(plan_as_json(plan), option=orjson.OPT_INDENT_2).decode())
    else:
        for change in plan.changes:
            out.print(f"{change.operation.lower()} {change.key}", markup=False)
            if change.operation is not Operation.CREATED:
                for name, before, after in _fields(change):
                    out.print(f"  {name}: {_shown(before)} → {_shown(after)}", markup=False)
        counts = ", ".join(f"{plan.count(each):,} {each.lower()}" for each in Operation)
        out.print(f"{counts}, {plan.records - _touched(plan):,} untouched.")
    raise typer.Exit(1 if plan.changes else 0)


def export(
    dataset: Annotated[str, typer.Argument(help="The slug of the dataset.", show_default=False)],
    path: Annotated[Path, typer.Argument(help="A new folder (YAML) or file (JSON Lines, SKOS).", show_default=False)],
    form: Annotated[
        Format, typer.Option("--format", help="YAML for people, JSON Lines for much, SKOS for other programs.")
    ] = Format.YAML,
) -> None:
    """Write a dataset as seed files. Loading them again changes nothing."""
    from seeds import exporting

    if form is Format.SKOS:
        export_skos(dataset, path)
        return
    with refusals(), progress() as reporter:
        write = exporting.export_yaml if form is Format.YAML else exporting.export_lines
        count = write(readable_store(), dataset, path, reporter)
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
    table = Table("No.", committed, "Dataset", "Loaded", "By", "Created", "Changed", "Depr.")
    if has_messages:
        table.add_column("Message")
    for each in found:
        table.add_row(
            str(each.number),
            f"{each.committed_at:%Y-%m-%d %H:%M:%S}",
            each.dataset,
            each.loaded,
            each.author,
            f"{each.created:,}",
            f"{each.changed:,}",
            f"{each.deprecated:,}",
            *([escape(each.message or "")] if has_messages else []),
        )
    out.print(table if found else "Nothing was ever loaded.")


importing = typer.Typer(no_args_is_help=True, help="Read a published classification.")


@importing.command("esco")
def import_esco(
    path: ReleasePath,
    language: Annotated[str, typer.Option(help="The language of the tables to read.")] = "en",
    release: Version = None,
    author: Author = "",
    message: Message = None,
    prune: Prune = False,
) -> None:
    """Load ESCO from its CSV release: a folder or zip files, any 1.x."""
    from seeds.importing import esco

    def read(known: Known, reporter: Progress) -> "Imported":
        return esco.read_esco(path, known, language=language, version=release, progress=reporter)

    import_seeds(esco.DATASET, read, path, author, message, prune)


@importing.command("onet")
def import_onet(
    path: ReleasePath, release: Version = None, author: Author = "", message: Message = None, prune: Prune = False
) -> None:
    """Load O*NET from its database release: Excel or text, a folder or a zip file, 24.x to 30.x."""
    from seeds.importing import onet

    def read(known: Known, reporter: Progress) -> "Imported":
        return onet.read_onet(path, known, version=release, progress=reporter)

    import_seeds(onet.DATASET, read, path, author, message, prune)


def import_seeds(
    dataset: str,
    read: Callable[[Known, Progress], "Imported"],
    path: Path,
    author: str,
    message: str | None,
    prune: bool,
) -> None:
    """Read a release, given the slugs that its identifiers have already, and load it."""
    with refusals(), progress() as reporter:
        store = migrated_store()
        with store.reading() as reader:
            known = reader.slugs_by_identifier(dataset)
        found = read(known, reporter)
        done = loading.load_seeds(
            store, found.seeds, path.name, author or user(), prune=prune, message=message, progress=reporter
        )
    _summarise(done, found)


def tell(done: loading.Loaded) -> None:
    """Say what a load did."""
    if done.revision is None:
        out.print(f"Nothing to do: all {done.records:,} records are stored already.")
        return
    made = done.revision
    untouched = max(0, done.records - made.created - made.changed)
    out.print(
        f"Revision {made.number}: {made.created:,} created, {made.changed:,} changed, {made.deprecated:,} deprecated, "
        f"{untouched:,} untouched."
    )


def _summarise(done: loading.Loaded, found: "Imported") -> None:
    """A table of what an import did by kind, and what it left out or marked."""
    given: Mapping[Kind, int] = Counter(seed.key.kind for seed in found.seeds)
    table = Table("Kind", *(operation.capitalize() for operation in Operation), "Untouched")
    for kind in Kind:
        counts = [done.counts.get((kind, operation), 0) for operation in Operation]
        if given.get(kind) or any(counts):
            untouched = given.get(kind, 0) - counts[0] - counts[1]
            table.add_row(kind.replace("_", " ").capitalize(), *(f"{count:,}" for count in (*counts, untouched)))
    out.print(table)
    for what, count in found.notes.items():
        out.print(f"Left out: {count:,} × {what}.", markup=False)
    for what, count in found.marked.items():
        out.print(f"Kept and marked: {count:,} × {what}.", markup=False)
    tell(done)


def _fields(change: loading.Planned) -> list[tuple[str, object, object]]:
    before = change.before or {}
    names = sorted({*before, *change.after})
    pairs = ((name, before.get(name), change.after.get(name)) for name in names)
    return [(name, one, other) for name, one, other in pairs if one != other]


def _shown(value: object) -> str:
    text = "nothing" if value is None else orjson.dumps(value).decode()
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def _touched(plan: loading.Plan) -> int:
    return sum(change.operation is not Operation.DEPRECATED for change in plan.changes)


def plan_as_json(plan: loading.Plan) -> dict[str, Any]:
    return {
        "dataset": plan.dataset,
        "records": plan.records,
        "changes": [
            {
                "kind": change.key.kind.value,
                "slug": change.key.slug,
                "operation": change.operation.value,
                "fields": {name: {"before": one, "after": other} for name, one, other in _fields(change)},
            }
            for change in plan.changes
        ],
    }
