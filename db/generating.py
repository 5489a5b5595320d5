"""Writes a migration: what leads from the newest one to the tables of the model. For the chore `make migration`."""

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.operations import ops
from sqlalchemy import CheckConstraint, Connection, Table, inspect
from sqlalchemy.sql.elements import conv

from db.base import Base
from db.engine import MIGRATIONS, migrate, migrating, newest_migration, open_engine

VERSIONS = MIGRATIONS / "versions"


def generate(about: str, folder: Path = VERSIONS) -> Path:
    """The file of a new migration in `folder`, numbered after the newest."""
    number = f"{int(newest_migration()) + 1:04}"
    with tempfile.TemporaryDirectory() as name:
        engine = open_engine(f"sqlite:///{name}/empty.db", create=True)
        migrate(engine)
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.set_main_option("path_separator", "os")
        config.set_main_option("version_locations", os.pathsep.join({str(VERSIONS), str(folder)}))
        with migrating(engine) as connection:
            config.attributes["connection"] = connection

            def with_checks(_context: object, _revision: object, directives: list[Any]) -> None:
                (script,) = directives
                script.upgrade_ops.ops.extend(_changed_checks(connection, forwards=True))
                script.downgrade_ops.ops[:0] = _changed_checks(connection, forwards=False)

            command.revision(
                config,
                about,
                autogenerate=True,
                rev_id=number,
                version_path=str(folder),
                process_revision_directives=with_checks,
            )
        engine.dispose()
    (written,) = folder.glob(f"{number}_*.py")
    return written


def _changed_checks(connection: Connection, *, forwards: bool) -> Iterator[ops.ModifyTableOps]:
    """What Alembic does not compare: the check constraints of tables that are there, in which vocabularies stand."""
    found = inspect(connection)
    for table in Base.metadata.sorted_tables:
        if not found.has_table(table.name):
            continue
        there = {str(each["name"]): each["sqltext"] for each in found.get_check_constraints(table.name)}
        wanted = dict(_checks(table, connection))
        old, new = (there, wanted) if forwards else (wanted, there)
        changed = [name for name in sorted(old.keys() | new.keys()) if _plain(old.get(name)) != _plain(new.get(name))]
        steps: list[ops.MigrateOperation] = [
            ops.DropConstraintOp(conv(name), table.name, type_="check") for name in changed if name in old
        ]
        steps += [ops.CreateCheckConstraintOp(conv(name), table.name, new[name]) for name in changed if name in new]
        if steps:
            yield ops.ModifyTableOps(table.name, steps)


def _checks(table: Table, connection: Connection) -> Iterable[tuple[str, str]]:
    for each in table.constraints:
        if isinstance(each, CheckConstraint):
            compiled = each.sqltext.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
            name = connection.dialect.identifier_preparer.format_constraint(each)
            yield str(name), str(compiled).replace(f"{table.name}.", "")


def _plain(condition: str | None) -> list[str] | None:
    """A condition without brackets and blanks; it does not matter which of two is not the other."""
    if condition is None:
        return None
    plain = "".join(condition.replace("(", "").replace(")", "").split())
    return sorted(plain.split("<>")) if plain.count("<>") == 1 else [plain]


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].strip():
        sys.exit('say what changes: make migration about="roles that can be done from anywhere"')
    generate(sys.argv[1])
