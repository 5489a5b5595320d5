"""Commands about what belongs together: tables of identifiers, and suggestions for a curator."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.console import migrated_store, out, progress, refusals, user
from api.importing import Wish, bring
from api.normalizing import Type
from api.options import AllowShrink, Author, DryRun, Every, Message, OutputShape, Prune, Shape, Strict
from db.progress import Progress
from db.reader import Reader
from knowledge.errors import BadInput
from knowledge.model.entities import CONCEPTS
from knowledge.model.vocabulary import Kind
from seeds.shrinking import ALLOWED

if TYPE_CHECKING:
    from seeds.importing.imported import Imported

BESIDE = ("subject_name", "object_name", "words", "hierarchy", "context")
TablePath = Annotated[Path, typer.Argument(help="The table: CSV, tab-separated text or Excel.", show_default=False)]
Scheme = Annotated[str | None, typer.Option(help="The scheme of its identifiers, where it cannot be seen.")]


def import_crosswalk(
    path: TablePath,
    dataset: Annotated[str, typer.Option(help="The slug of the dataset that the mappings become.")],
    title: Annotated[
        str | None, typer.Option(help="Its title. Default: the one that it has, or else the name of the file.")
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(help="The sheet of a workbook. Default: the first that has identifiers.")
    ] = None,
    subject: Annotated[str | None, typer.Option(help="The column of the first identifier.")] = None,
    object_: Annotated[str | None, typer.Option("--object", help="The column of the second identifier.")] = None,
    subject_scheme: Scheme = None,
    object_scheme: Scheme = None,
    relation: Annotated[
        str | None, typer.Option(help="The column of the relation, or the relation of all rows, as exact or close.")
    ] = None,
    confidence: Annotated[str | None, typer.Option(help="The column of the confidence, 0 to 1 or per cent.")] = None,
    accepted: Annotated[str | None, typer.Option(help="The column that says yes where a row is accepted.")] = None,
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
    from seeds.importing.crosswalk import About, read_crosswalk
    from seeds.importing.crosswalk_columns import Columns

    about = About(dataset, title, publisher, url, licence)
    columns = Columns(subject, object_, subject_scheme, object_scheme, relation, confidence, accepted)

    def read(stored: Reader, reporter: Progress) -> "Imported":
        return read_crosswalk(path, stored, about, columns, reporter, sheet=sheet)

    wish = Wish(author or user(), message, prune, strict, allow_shrink, dry_run, all_warnings, shape)
    bring(read, path, wish, whole=False)


mapping = typer.Typer(no_args_is_help=True, help="Find out what of one dataset is what of another.")


@mapping.command("suggest")
def suggest_mappings(
    left: Annotated[str, typer.Argument(help="The dataset whose concepts are mapped.", show_default=False)],
    right: Annotated[str, typer.Argument(help="The dataset that they are mapped to.", show_default=False)],
    output: Annotated[Path, typer.Option(help="The CSV sheet to write.", show_default=False)],
    kind: Annotated[Type, typer.Option("--type", help="What is mapped.")] = Type.ROLE,
    first: Annotated[int, typer.Option(help="How many suggestions for each, a line each.", min=1, max=20)] = 1,
    least: Annotated[float, typer.Option("--min-confidence", help="How sure one has to be.", min=0, max=1)] = 0.3,
) -> None:
    """Suggest mappings, by words, hierarchy and context, as a sheet.

    Write yes into the column `accept` of those that are right, and load it with `rolegraph import crosswalk`.
    """
    from db.snapshots import newest_snapshot
    from knowledge.questions.correspondence import suggest
    from seeds.sheets.cells import guarded

    if output.exists():  # it may have been decided on already
        raise typer.BadParameter(f"{output} is there already: choose a new name", param_hint="--output")
    with refusals(), progress() as reporter:
        with reporter.stage("reading the knowledge", None):
            snapshot = newest_snapshot(migrated_store())
        for name, slug in (("LEFT", left), ("RIGHT", right)):
            if slug not in snapshot.datasets:
                known = ", ".join(sorted(snapshot.datasets)) or "none"
                raise typer.BadParameter(f"there is no dataset {slug!r}; there are: {known}", param_hint=name)
        with reporter.stage("indexing names", None):
            _ = snapshot.search_index
        if left == right:
            raise typer.BadParameter("is the same dataset: name another one", param_hint="RIGHT")
        for slug in (left, right):
            has = {each for each in CONCEPTS if any(one.dataset.slug == slug for one in snapshot.active(each))}
            if Kind[kind.name] not in has:
                shown = ", ".join(f"--type {each.lower()}" for each in CONCEPTS if each in has)
                hint = f"there is {shown}" if shown else "nothing of it can be mapped"
                raise BadInput(f"{slug} has no active {kind.value.replace('_', ' ')}, {hint}", ["type"])
        found = []
        with reporter.stage("comparing", None) as advance:
            for each in suggest(snapshot, left, right, Kind[kind.name], first=first, least=least):
                advance(1)
                found += [] if each is None else [each]
        with output.open("w", encoding="utf-8", newline="") as written:
            writer = csv.writer(written, lineterminator="\n")
            writer.writerow(("accept", "subject", "relation", "object", "confidence", *BESIDE))
            for each in found:
                ends = (guarded(each.subject.name), guarded(each.object.name))
                reasons = (f"{each.words:.2f}", f"{each.hierarchy:+.2f}", f"{each.context:+.2f}")
                told = (each.subject.slug, each.relation.value, each.object.slug, f"{each.confidence:.2f}")
                writer.writerow(("", *told, *ends, *reasons))
    count = len({each.subject for each in found})
    out.print(f"{len(found):,} suggestions for {count:,} {kind.value}s of {left} are in {output}.", markup=False)
