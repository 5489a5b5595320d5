"""The command that brings the tables to another migration, and says at which they are."""

from typing import Annotated

import typer

from api.console import database, err, out, refusals
from db.engine import (
    check_readable,
    current_migration,
    migration_after,
    migration_before,
    newest_migration,
    show,
)
from db.engine import migrate as migrate_database
from db.errors import DatabaseProblem

Check = Annotated[
    bool, typer.Option("--check", help="Only say at which migration the tables are. Ends with 1 if not at the newest.")
]
To = Annotated[
    str | None, typer.Option(help="Go to this migration; one step back, too, for the program before this one.")
]


def migrate(check: Check = False, to: To = None) -> None:
    """Create the tables, or bring them up to date. All or nothing."""
    with refusals():
        if check:
            _tell()
            return
        engine = database(create=True)
        if to and to < migration_before():
            raise DatabaseProblem(
                f"it goes back to {migration_before()} at most, or things would be lost: to go further back, "
                "restore a backup that was made then"
            )
        migrate_database(engine, to or "head")
        wanted = newest_migration()
        said = "up to date" if to in (None, wanted) else f"at migration {to}; this program's is {wanted}"
        out.print(f"The database {show(engine)} is {said}.", markup=False)


def _tell() -> None:
    engine = database()
    found, wanted = current_migration(engine), newest_migration()
    if found == wanted:
        out.print(f"The database {show(engine)} is at migration {found}, the newest.", markup=False)
        return
    reads = found in (migration_before(), migration_after())
    if reads:
        check_readable(engine)
    may = "servers of this program read it, nothing of it writes" if reads else "nothing of this program uses it"
    todo = "`rolegraph migrate` brings it there" if found < wanted else "it was migrated by a newer rolegraph"
    where = f"The database {show(engine)} is at {f'migration {found}' if found else 'no migration'}"
    err.print(f"{where}, this program at {wanted}: {may}; {todo}.", markup=False)
    raise typer.Exit(1)
