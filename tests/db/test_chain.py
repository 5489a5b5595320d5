"""A revision is known by its number and a digest, which stands for all that was done up to it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text

from db.chain import chained
from db.engine import migrate
from db.snapshots import newest_snapshot, snapshot_at
from db.store import Store
from knowledge.errors import Replaced
from knowledge.model.history import NOTHING, Identity, Span
from seeds.loading import load, rollback
from tests.conftest import DATASET, new_store

Write = Callable[..., Path]

MOMENT = datetime(2026, 11, 26, 17, 0, 0, 5, UTC)
BAKER = ("ROLE", "baker", "CREATED", bytes(32))
COOK = ("ROLE", "cook", "CREATED", bytes(range(32)))


def digest_of(*records: tuple[str, str, str, bytes], before: bytes = b"", author: str = "anna") -> bytes:
    return chained(before, 1, MOMENT, "test", "roles.yaml", author, records)


def test_the_digest_is_the_hash_of_lines_that_anybody_can_write() -> None:
    lines = (
        '["",1,"2026-11-26T17:00:00.000005+00:00","test","roles.yaml","anna"]\n'
        f'["ROLE","baker","CREATED","{"00" * 32}"]\n'
        f'["ROLE","cook","CREATED","{bytes(range(32)).hex()}"]\n'
    )
    assert digest_of(COOK, BAKER) == sha256(lines.encode()).digest()


def test_the_digest_depends_on_all_that_was_done_and_on_no_order_or_time_zone() -> None:
    others = [
        digest_of(BAKER),
        digest_of(BAKER, (*COOK[:2], "CHANGED", COOK[3])),
        digest_of(BAKER, (*COOK[:3], bytes(32))),
        digest_of(BAKER, COOK, author="bert"),
        digest_of(BAKER, COOK, before=b"\x01"),
    ]
    assert len({digest_of(BAKER, COOK), *others}) == 6
    assert digest_of(BAKER, COOK) == digest_of(COOK, BAKER)
    for same in (MOMENT.replace(tzinfo=None), MOMENT.astimezone(timezone(timedelta(hours=2)))):
        assert chained(b"", 1, same, "test", "roles.yaml", "anna", [BAKER, COOK]) == digest_of(BAKER, COOK)


def test_every_revision_and_its_snapshot_know_which_they_are(loaded: Store) -> None:
    first = loaded.newest()
    assert first.number == 1
    assert len(bytes.fromhex(first.digest)) == 32
    with loaded.writing("bert") as writer:
        records = {key: {**record, "description": "New."} for key, record in writer.records_at().items()}
        roles = {key: record for key, record in records.items() if key.kind == "ROLE"}
        made = writer.commit(roles, dataset="ai-careers", loaded="x", author="bert")
    assert loaded.newest() == made.identity != first
    assert newest_snapshot(loaded).identity == made.identity
    assert snapshot_at(loaded, 1).identity == first
    assert str(first) == f"1-{first.digest[:12]}"
    assert list(loaded.differences()) == []


def test_nothing_has_an_identity_too(store: Store) -> None:
    assert store.newest() == newest_snapshot(store).identity == NOTHING


def test_a_migration_gives_old_revisions_the_digests_that_they_would_have_been_written_with(older: Store) -> None:
    with older.reading() as reader:
        names = {key: f"{record['name']} " for key, record in reader.current_records().items() if key.kind == "ROLE"}
    with older.writing("anna") as writer:
        held = writer.records_at()
        writer.commit(
            {key: {**held[key], "description": name} for key, name in names.items()},
            dataset="ai-careers",
            loaded="x",
            author="Zoë",
        )
    rollback(older, 1, "anna")
    with older.reading() as reader:
        before = reader.revisions()
    migrate(older.engine, "0010")
    migrate(older.engine)
    with older.reading() as reader:
        assert reader.revisions() == before
    assert len({each.digest for each in before}) == 3


def test_the_same_number_of_another_history_is_another_revision(store: Store, write: Write, tmp_path: Path) -> None:
    path = write("citations: [test-source]\nroles: [{slug: cook, name: Cook}]\n")
    load(store, [path], "anna")
    with new_store(f"sqlite:///{tmp_path / 'other.db'}") as other:
        load(other, [path], "anna")
        assert other.newest().number == store.newest().number == 1
        assert other.newest() != store.newest(), "it was committed at another moment"
        for ask in (
            lambda served: store.changes(Span(since=0, until=1, served=served), 10),
            lambda served: store.count_changes(Span(since=0, until=1, served=served)),
        ):
            assert ask(store.newest())
            with pytest.raises(Replaced, match=rf"There is no revision {other.newest()} any more"):
                ask(other.newest())
            with pytest.raises(Replaced):
                ask(Identity(2, store.newest().digest))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revision SET author = 'nobody' WHERE number = 1",
        "UPDATE revision SET digest = (SELECT digest FROM record WHERE slug = 'ai-engineer') WHERE number = 1",
        "UPDATE record SET operation = 'CHANGED' WHERE slug = 'ai-engineer'",
    ],
)
def test_verify_finds_a_revision_that_is_not_what_was_done(sqlite_store: Store, tmp_path: Path, statement: str) -> None:
    assert sqlite_store.newest().number == 1
    with new_store(f"sqlite:///{tmp_path / 'x.db'}") as store:
        load(store, [DATASET], "anna")
        with store.engine.begin() as connection:
            connection.execute(text(statement))
        assert "revision 1: its digest is not that of what it did after the revision before it" in store.differences()
