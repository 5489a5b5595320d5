"""Each revision has a digest of all that was done up to it

Revisions that are there already get theirs from the records of the history.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

from db.chain import chained

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

REVISIONS = sa.table(
    "revision",
    sa.column("number", sa.Integer()),
    sa.column("committed_at", sa.DateTime(timezone=True)),
    sa.column("dataset_id", sa.Integer()),
    sa.column("loaded", sa.String()),
    sa.column("author", sa.String()),
    sa.column("digest", sa.LargeBinary()),
)
DATASETS = sa.table("dataset", sa.column("id", sa.Integer()), sa.column("slug", sa.String()))
RECORDS = sa.table(
    "record",
    sa.column("revision", sa.Integer()),
    sa.column("kind", sa.String()),
    sa.column("slug", sa.String()),
    sa.column("operation", sa.String()),
    sa.column("digest", sa.LargeBinary()),
)


def upgrade() -> None:
    op.add_column("revision", sa.Column("digest", sa.LargeBinary(length=32), nullable=True))
    if not op.get_context().as_sql:  # a script for an empty database has no revisions
        _fill(op.get_bind())
    with op.batch_alter_table("revision") as table:
        table.alter_column("digest", existing_type=sa.LargeBinary(length=32), nullable=False)


def _fill(connection: sa.Connection) -> None:
    query = sa.select(REVISIONS, DATASETS.c.slug).join(DATASETS, DATASETS.c.id == REVISIONS.c.dataset_id)
    digest = b""
    for row in connection.execute(query.order_by(REVISIONS.c.number)).all():
        told = sa.select(RECORDS.c.kind, RECORDS.c.slug, RECORDS.c.operation, RECORDS.c.digest)
        found = connection.execute(told.where(RECORDS.c.revision == row.number))
        records = [(each.kind, each.slug, each.operation, bytes(each.digest)) for each in found]
        digest = chained(digest, row.number, row.committed_at, row.slug, row.loaded, row.author, records)
        connection.execute(sa.update(REVISIONS).where(REVISIONS.c.number == row.number).values(digest=digest))


def downgrade() -> None:
    with op.batch_alter_table("revision") as table:
        table.drop_column("digest")
