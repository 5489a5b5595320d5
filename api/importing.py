"""Commands that read published classifications.

What only one command needs is imported there, so that the others start fast.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from api.console import migrated_store, out, print_json, progress, readable_store, refusals, tell_doubts, user
from api.options import (
    AllowShrink,
    Author,
    DryRun,
    Every,
    Message,
    OutputShape,
    Prune,
    ReleasePath,
    Shape,
    Strict,
    Version,
)
from api.telling import loaded_as_json, tell, tell_left_out, tell_plan
from db.progress import Progress
from db.reader import Reader
from knowledge.model.language import USUAL
from knowledge.model.vocabulary import Kind, Operation
from seeds import loading
from seeds.problems import Place, Problem, Refused
from seeds.shrinking import ALLOWED

if TYPE_CHECKING:
    from seeds.importing.imported import Imported

Known = Mapping[Kind, Mapping[str, str]]

importing = typer.Typer(no_args_is_help=True, help="Read a published classification.")


@dataclass(frozen=True, slots=True)
class Wish:
    """How a release is to be loaded, as the options say."""

    author: str
    message: str | None
    prune: bool
    strict: bool
    allow_shrink: float
    dry_run: bool
    all_warnings: bool
    shape: Shape


@importing.command("esco")
def import_esco(
    path: ReleasePath,
    language: Annotated[
        list[str] | None,
        typer.Option(
            help="A language to read, as a BCP 47 tag; several may be named, `all` are those of the release. The first "
            "ever is that of the dataset, all others add translations. Default: that of the dataset, or en."
        ),
    ] = None,
    release: Version = None,
    author: Author = "",
    message: Message = None,
    prune: Prune = False,
    strict: Strict = False,
    allow_shrink: AllowShrink = ALLOWED,
    dry_run: DryRun = False,
    all_warnings: Every = False,
    shape: OutputShape = Shape.TEXT,
) -> None:
    """Load ESCO from its CSV release, any 1.x: a folder or zip files. Label tables alone add a language."""
    from seeds.importing import esco

    def read(reader: Reader, reporter: Progress) -> "Imported":
        stored = [each for each in reader.records_of_kind(Kind.DATASET) if each["slug"] == esco.DATASET]
        spoken = stored[0].get("language", USUAL) if stored else None
        known = reader.slugs_by_identifier(esco.DATASET)
        return esco.read_languages(path, known, language or (), spoken=spoken, version=release, progress=reporter)

    wish = Wish(author or user(), message, prune, strict, allow_shrink, dry_run, all_warnings, shape)
    bring(read, path, wish, whole=True)


@importing.command("onet")
def import_onet(
    path: ReleasePath,
    release: Version = None,
    author: Author = "",
    message: Message = None,
    prune: Prune = False,
    strict: Strict = False,
    allow_shrink: AllowShrink = ALLOWED,
    dry_run: DryRun = False,
    all_warnings: Every = False,
    shape: OutputShape = Shape.TEXT,
    partial: Annotated[bool, typer.Option("--partial", help="Take a release without tables that it had.")] = False,
) -> None:
    """Load O*NET from its database release, 24.1 or later: Excel, text, CSV, JSON or SQL, a folder or a zip file."""
    from seeds.importing import onet

    def read(known: Known, reporter: Progress) -> "Imported":
        return onet.read_onet(path, known, version=release, partial=partial, progress=reporter)

    wish = Wish(author or user(), message, prune, strict, allow_shrink, dry_run, all_warnings, shape)
    _import(onet.DATASET, read, path, wish)


def _import(dataset: str, read: Callable[[Known, Progress], "Imported"], path: Path, wish: Wish) -> None:
    """Read a release, given the slugs that its identifiers have already, and load it or say what that would do."""
    bring(
        lambda reader, reporter: read(reader.slugs_by_identifier(dataset), reporter),
        path,
        wish,
        whole=True,
        slugs_only=True,
    )


def bring(
    read: Callable[[Reader, Progress], "Imported"], path: Path, wish: Wish, *, whole: bool, slugs_only: bool = False
) -> None:
    """Read what somebody publishes, given what is stored, and load it or say what that would do.

    `whole` says that it claims to be all of its dataset, `slugs_only` that it names records by nothing but slugs.
    """
    with refusals(as_data=wish.shape is Shape.JSON), progress() as reporter:
        loading.check_message(wish.message)
        store = readable_store() if wish.dry_run else migrated_store()
        with store.reading() as stored:
            found = read(stored, reporter)
        if wish.prune and not found.is_whole:
            said = "--prune retires what a release leaves out: read it in the language of the dataset, too"
            raise Refused([Problem(Place(path), "", said)])
        whole = whole and found.is_whole
        if wish.dry_run:
            planned = loading.diff_seeds(
                store,
                found.seeds,
                prune=wish.prune,
                progress=reporter,
                strict=wish.strict,
                whole=whole,
                slugs_only=slugs_only,
                allow_shrink=wish.allow_shrink,
                languages=found.languages,
                doubts=found.doubts,
            )
        else:
            done = loading.load_seeds(
                store,
                found.seeds,
                path.name,
                wish.author,
                prune=wish.prune,
                message=wish.message,
                progress=reporter,
                strict=wish.strict,
                whole=whole,
                slugs_only=slugs_only,
                allow_shrink=wish.allow_shrink,
                languages=found.languages,
                doubts=found.doubts,
            )
    if wish.dry_run:
        tell_plan(planned, wish.shape, every=wish.all_warnings, found=found)
        raise typer.Exit(1 if planned.changes else 0)
    if wish.shape is Shape.JSON:
        print_json(loaded_as_json(done, found))
    else:
        summarise(done, found, wish.all_warnings)


def summarise(done: loading.Loaded, found: "Imported", all_warnings: bool) -> None:
    """A table of what an import did by kind, and what it left out or marked."""
    given: Mapping[Kind, int] = Counter(seed.key.kind for seed in found.seeds)
    table = Table("Kind", *(operation.capitalize() for operation in Operation), "Untouched")
    for kind in Kind:
        counts = [done.counts.get((kind, operation), 0) for operation in Operation]
        if given.get(kind) or any(counts):
            untouched = given.get(kind, 0) - counts[0] - counts[1]
            table.add_row(kind.replace("_", " ").capitalize(), *(f"{count:,}" for count in (*counts, untouched)))
    out.print(table)
    tell_left_out(found)
    tell_doubts(done.doubts, every=all_warnings)
    tell(done)
