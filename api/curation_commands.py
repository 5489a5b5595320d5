"""Commands that change many records at once: rename, merge, split and retire, each as one reviewed change.

What only one command needs is imported there, so that the others start fast.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.console import database, err, migrated_store, out, progress, refusals, user
from api.options import Author, Message
from db.engine import check_readable
from db.errors import DatabaseProblem
from db.store import Store
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind

if TYPE_CHECKING:
    from seeds.curation.deciding import Decision, World

MOST_SHOWN = 20  # records that go on naming the old one; the others are counted

curate = typer.Typer(
    no_args_is_help=True,
    help="Change a record and all that refers to it, in the files of a dataset or in the database, as one change.",
)

Slug = Annotated[str, typer.Argument(help="The slug as it is.", show_default=False)]
OfKind = Annotated[Kind | None, typer.Option("--kind", help="What it is, where slugs of several kinds are the same.")]
Files = Annotated[
    Path | None,
    typer.Option("--files", help="The folder of the dataset, whose files are changed. Default: the database."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the change, and make none.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


@curate.command()
def rename(
    old: Slug,
    new: Annotated[str, typer.Argument(help="The new slug.", show_default=False)],
    kind: OfKind = None,
    files: Files = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    author: Author = "",
    message: Message = None,
) -> None:
    """Give a record another slug. The old slug stays, deprecated and replaced by the new one."""
    from seeds.curation import deciding

    _curate(lambda world: deciding.rename(world, old, new, kind), files, dry_run, yes, author, message)


@curate.command()
def merge(
    old: Slug,
    into: Annotated[str, typer.Argument(help="The slug of the record that stays.", show_default=False)],
    kind: OfKind = None,
    files: Files = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    author: Author = "",
    message: Message = None,
) -> None:
    """Merge a record into another one, which takes over its names and links."""
    from seeds.curation import deciding

    _curate(lambda world: deciding.merge(world, old, into, kind), files, dry_run, yes, author, message)


@curate.command()
def split(
    old: Slug,
    new: Annotated[
        list[str], typer.Argument(help="The new slugs, each with a name if it has one: SLUG=NAME.", show_default=False)
    ],
    links_to: Annotated[
        str | None, typer.Option(help="The new one that takes over what refers to the old one. Default: none.")
    ] = None,
    kind: OfKind = None,
    files: Files = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    author: Author = "",
    message: Message = None,
) -> None:
    """Split a record into new ones, which say what it said, to be edited. The old one is retired with a note."""
    from seeds.curation import deciding

    named = [
        (slug, name or slug.rpartition("/")[2].replace("-", " ")) for slug, _, name in (n.partition("=") for n in new)
    ]
    pairs = [(slug, name[:1].upper() + name[1:]) for slug, name in named]
    _curate(lambda world: deciding.split(world, old, pairs, links_to, kind), files, dry_run, yes, author, message)


@curate.command()
def retire(
    slug: Slug,
    note: Annotated[str | None, typer.Option(help="Why, for its scope note.", show_default=False)] = None,
    kind: OfKind = None,
    files: Files = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    author: Author = "",
    message: Message = None,
) -> None:
    """Deprecate a record that nothing replaces."""
    from seeds.curation import deciding

    _curate(lambda world: deciding.retire(world, slug, note, kind), files, dry_run, yes, author, message)


def _curate(
    decide: "Callable[[World], Decision]",
    folder: Path | None,
    dry_run: bool,
    yes: bool,
    author: str,
    message: str | None,
) -> None:
    """Show a change, and make it if that is wanted."""
    if folder is not None and (author or message):
        raise typer.BadParameter(
            "those are for the history: give them when you load the files", param_hint="--author, --message"
        )
    with refusals():
        if folder is None:
            _in_database(decide, dry_run, yes, author or user(), message)
        else:
            _in_files(decide, folder, dry_run, yes)


def _in_files(decide: "Callable[[World], Decision]", folder: Path, dry_run: bool, yes: bool) -> None:
    from seeds.curation import files

    edited = files.edit(folder, _records_around(), decide)
    for line in edited.difference():
        out.print(line, markup=False)
    _tell(edited.decision)
    count = len(edited.files)
    if _is_wanted(dry_run, yes):
        files.write(edited)
        out.print(f"{count} file{'s' * (count != 1)} changed. Load {folder} to have it in the database.", markup=False)


def _records_around() -> dict[Key, Record]:
    """What the database and the shipped dataset know; without a database, that is told."""
    from seeds.loading import SHIPPED, parse

    shipped = {seed.key: seed.record for seed in parse([SHIPPED])}
    try:
        engine = database()
        check_readable(engine)
        with Store(engine).reading() as reader:
            return shipped | reader.records_at()
    except DatabaseProblem as error:
        err.print(f"What other datasets say was not looked at: {error}", style="yellow", markup=False)
        return dict(shipped)


def _in_database(
    decide: "Callable[[World], Decision]", dry_run: bool, yes: bool, author: str, message: str | None
) -> None:
    from api.differing import told
    from seeds.curation import stored
    from seeds.loading import check_message

    check_message(message)
    store = migrated_store()
    proposed = stored.propose(store, decide)
    for line in told(proposed.plan):
        out.print(line, markup=False)
    _tell(proposed.decision)
    if _is_wanted(dry_run, yes):
        with progress() as reporter:
            made = stored.make(store, proposed, decide, author, message, reporter)
        out.print(
            f"Revision {made.number}: {made.created:,} created, {made.changed:,} changed, "
            f"{made.deprecated:,} deprecated."
        )


def _tell(decision: "Decision") -> None:
    for note in decision.notes[:MOST_SHOWN]:
        out.print(f"Note: {note}.", markup=False)
    if len(decision.notes) > MOST_SHOWN:
        out.print(f"… and {len(decision.notes) - MOST_SHOWN:,} more notes")
    for key in decision.elsewhere[:MOST_SHOWN]:
        out.print(f"Left as it is, in another dataset: {key}.", markup=False)
    if len(decision.elsewhere) > MOST_SHOWN:
        out.print(f"… and {len(decision.elsewhere) - MOST_SHOWN:,} more in other datasets")


def _is_wanted(dry_run: bool, yes: bool) -> bool:
    if dry_run:
        out.print("Nothing was changed (--dry-run).")
        return False
    return yes or typer.confirm("Make this change?", abort=True)
