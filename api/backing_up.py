"""Commands that write a backup of a database, restore one, and prune the history.

What only one command needs is imported there, so that the others start fast.
"""

from pathlib import Path
from typing import Annotated

import typer

from api.console import database, migrated_store, out, progress, readable_store, refusals, user
from db.engine import check_migrated, migrate, migrations_of, show
from db.store import Store

File = Annotated[Path, typer.Argument(help="The file of the backup.", show_default=False)]
OverFile = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]
OverDatabase = Annotated[bool, typer.Option("--force", help="Put the backup in the place of what the database has.")]
Author = Annotated[str, typer.Option(help="Who does it, for the audit. Default: the user of this machine.")]


def backup(file: File, force: OverFile = False) -> None:
    """Write all that the database has to one file: history, keys, documents. Servers and loads go on meanwhile."""
    from db.backup import back_up

    with refusals(), progress() as reporter:
        newest, count = back_up(readable_store(newer=False), file, force=force, progress=reporter)
    what = f"revision {newest.number} and {count:,} records of history" if newest.number else "a database without data"
    out.print(f"{file}: {what}, {file.stat().st_size:,} bytes.", markup=False)


def restore(file: File, force: OverDatabase = False, author: Author = "") -> None:
    """Put a backup into a database of either kind, with its revisions and their numbers. All or nothing.

    Makes the tables if there are none. Refuses a database that has anything, unless with --force.
    """
    from db.backup_format import opened
    from db.restoring import restore as put_back

    with refusals(), progress() as reporter, opened(file) as given:
        given.check()
        engine = database(create=True)
        with engine.connect() as connection:
            is_new = not migrations_of(connection)
        if is_new:
            migrate(engine)
        check_migrated(engine)
        newest = put_back(Store(engine), given, author or user(), force=force, progress=reporter)
    out.print(
        f"{show(engine)} has revision {newest.number} of {file}, and is whole."
        if newest.number
        else f"{show(engine)} has what {file} has: no data.",
        markup=False,
    )


def prune_history(
    keep: Annotated[int, typer.Option("--keep", help="How many of the newest revisions are kept.", min=1)],
    author: Author = "",
) -> None:
    """Forget what records were before the newest revisions. Nothing prunes the history by itself.

    Revisions stay listed, with their digests; older ones can no longer be read or gone back to.
    """
    from db.audit import Action, note
    from db.pruning import prune

    who = author or user()
    with refusals(), migrated_store().writing(who) as writer:
        first, gone = prune(writer.connection, keep)
        if gone:
            note(writer.connection, who, Action.PRUNED, f"before revision {first}: {gone:,} record{'s' * (gone != 1)}")
    what = "1 record of before is" if gone == 1 else f"{gone:,} records of before are"
    out.print(f"The history begins with revision {first}; {what} gone.")
