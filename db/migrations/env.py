"""Runs the migrations and makes the views anew, on the connection that the caller brings, or ROLEGRAPH_DATABASE_URL."""

import os

from alembic import context
from sqlalchemy import Connection

import db.access
import db.audit
import db.pruning
import db.revisions
import db.tables  # noqa: F401 - these modules register all tables
from db.base import Base
from db.engine import migrating, open_engine
from db.errors import DatabaseProblem
from db.views import create_views, drop_views


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_keys").scalar():
        raise DatabaseProblem("migrations of SQLite run in `db.engine.migrating`: others empty what refers to a table")
    drop_views(connection)
    with context.begin_transaction():
        context.run_migrations()
    if context.get_context().get_current_heads() == (context.get_head_revision(),):
        create_views(connection)


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = open_engine(os.environ.get("ROLEGRAPH_DATABASE_URL", "sqlite:///rolegraph.db"), create=True)
    if context.is_offline_mode():
        context.configure(dialect_name=engine.dialect.name, target_metadata=Base.metadata, literal_binds=True)
        context.run_migrations()
    else:
        with migrating(engine) as connection:
            run(connection)
