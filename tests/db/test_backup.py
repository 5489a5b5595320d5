"""A backup has all that a database has, and gives it back to either kind of database, or nothing at all."""

import io
import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from db.access import add_documents, all_keys, create_key, read_access, revoke_key
from db.audit import Action, kept_events
from db.backup import back_up
from db.backup_format import MEMBERS, opened
from db.errors import DatabaseProblem
from db.restoring import restore
from db.snapshots import snapshot_at
from db.store import Store
from knowledge.model.history import Span
from knowledge.model.record import to_bytes
from seeds.loading import load, rollback
from tests.conftest import DATASET, new_database, new_store
from tests.databases import Holding

Write = Callable[..., Path]
DOCUMENT = "query Roles { roles { nodes { name } } }"


def full(store: Store, write: Write) -> None:
    """Three revisions with what is created, changed and deprecated; keys, one of them revoked; a document."""
    load(store, [DATASET], "Zoë", message="Der Anfang")
    load(
        store, [write("citations: [test-source]\nroles: [{slug: cook, name: Café-Köchin, aliases: ['\"x\"']}]\n")], "b"
    )
    rollback(store, 1, "anna")
    create_key(store.engine, "anna", "Career site", "rg_one", "600/minute", None, ["test", "bakery"])
    create_key(store.engine, "anna", "Old site", "rg_two", None, "1000/hour")
    revoke_key(store.engine, "bert", "Old site")
    add_documents(store.engine, "anna", [DOCUMENT])


def held(store: Store) -> dict[str, Any]:
    """All that a backup is about."""
    with store.reading() as reader:
        revisions = reader.revisions()
        records = {key: to_bytes(record) for key, record in reader.current_records().items()}
        changes = reader.changes(Span(since=0, until=len(revisions)), 10_000)
        events = [each for each in kept_events(reader.connection) if each.action != Action.RESTORED]
    keys = [
        (each.name, each.rate, each.budget, each.created_at, each.revoked_at, each.may_load)
        for each in all_keys(store.engine)
    ]
    access = read_access(store.engine)
    return {
        "revisions": revisions,
        "records": records,
        "changes": changes,
        "keys": keys,
        "hashes": {digest: key.name for digest, key in access.keys.items()},
        "documents": access.documents,
        "events": events,
    }


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty database, beside the one that is backed up."""
    folder = tmp_path / "other"
    folder.mkdir()
    with new_database(request.param, folder, request, Holding.TABLES) as address, new_store(address) as store:
        yield store


@pytest.fixture
def small(tmp_path: Path, write: Write) -> Path:
    """A backup of a small SQLite database."""
    with new_store(f"sqlite:///{tmp_path / 'small.db'}") as store:
        load(store, [write("citations: [test-source]\nroles: [{slug: cook, name: Cook}]\n")], "anna")
        create_key(store.engine, "anna", "Site", "rg_one", None, None)
        back_up(store, tmp_path / "small.backup")
    return tmp_path / "small.backup"


def test_all_of_a_database_goes_to_either_kind_and_back(
    store: Store, other: Store, write: Write, tmp_path: Path
) -> None:
    full(store, write)
    before = held(store)
    newest, count = back_up(store, tmp_path / "one.backup")
    assert (newest, count) == (store.newest(), len(before["changes"]))
    with opened(tmp_path / "one.backup") as backup:
        assert restore(other, backup, "carl") == newest
    assert held(other) == before
    assert list(other.differences()) == []
    assert snapshot_at(other, 2).roles["cook"].name == "Café-Köchin"
    with other.reading() as reader:
        (event,) = [each for each in kept_events(reader.connection) if each.action == Action.RESTORED]
    assert (event.author, event.subject[: len(f"revision {newest} from one.backup")]) == (
        "carl",
        f"revision {newest} from one.backup",
    )
    back_up(other, tmp_path / "two.backup")
    with opened(tmp_path / "two.backup") as backup:
        restore(store, backup, "carl", force=True)
    assert held(store) == before
    create_key(other.engine, "anna", "New site", "rg_three", None, None)  # ids go on
    made = load(other, [write("citations: [test-source]\nroles: [{slug: chef, name: Chef}]\n", "more/r.yaml")], "anna")
    assert made.revision is not None
    assert made.revision.number == 4
    assert list(other.differences()) == []


def test_an_empty_database_has_a_backup_too(store: Store, other: Store, tmp_path: Path) -> None:
    back_up(store, tmp_path / "x.backup")
    with opened(tmp_path / "x.backup") as backup:
        assert restore(other, backup, "anna").number == 0
    assert other.newest_revision() == 0


def test_a_backup_is_of_one_moment_while_loads_go_on(store: Store, write: Write, tmp_path: Path) -> None:
    load(store, [DATASET], "anna")
    stop, failures = threading.Event(), list[BaseException]()

    def go_on() -> None:
        place = 0
        try:
            while not stop.is_set():
                place += 1
                seeds = f"citations: [test-source]\nroles: [{{slug: cook, name: Cook {place}}}]\n"
                load(store, [write(seeds)], "bert")
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        for place in range(3):
            back_up(store, tmp_path / f"{place}.backup")
    finally:
        stop.set()
        thread.join()
    assert failures == []
    for place in range(3):
        with opened(tmp_path / f"{place}.backup") as backup, new_store(f"sqlite:///{tmp_path}/{place}.db") as back:
            restore(back, backup, "anna")
            assert list(back.differences()) == []


def test_nothing_is_written_over_unless_that_is_said(small: Path, store: Store, loaded: Store) -> None:
    assert store is loaded
    before = small.read_bytes()
    with pytest.raises(DatabaseProblem, match=r"there is a file .*small\.backup already: .* or --force to write over"):
        back_up(store, small)
    assert small.read_bytes() == before
    there = held(store)
    with opened(small) as backup, pytest.raises(DatabaseProblem, match="the database has 1 revision already"):
        restore(store, backup, "anna")
    assert held(store) == there
    back_up(store, small, force=True)
    assert small.read_bytes() != before
    assert sorted(each.name for each in small.parent.glob("*backup*")) == ["small.backup"], "and nothing half-written"


def test_a_backup_is_not_written_over_the_database_itself(tmp_path: Path) -> None:
    with new_store(f"sqlite:///{tmp_path / 'kb.db'}") as store:
        load(store, [DATASET], "anna")
        with pytest.raises(DatabaseProblem, match=r"kb\.db is the database itself: a backup goes into another file"):
            back_up(store, tmp_path / "kb.db", force=True)
        assert list(store.differences()) == []


def changed(backup: Path, change: Callable[[dict[str, bytes]], None], *, keep_sums: bool = False) -> Path:
    """A copy of a backup with other members, of which the manifest tells as if they were the right ones."""
    with zipfile.ZipFile(backup) as zipped:
        members = {name: zipped.read(name) for name in zipped.namelist()}
    change(members)
    if not keep_sums:
        manifest = json.loads(members["manifest.json"])
        for name in MEMBERS:
            if name in members and name in manifest["members"]:
                lines = members[name].splitlines()
                manifest["members"][name] = {"lines": len(lines), "sha256": sha256(members[name]).hexdigest()}
        members["manifest.json"] = json.dumps(manifest).encode()
    made = backup.with_name("changed.backup")
    with zipfile.ZipFile(made, "w") as zipped:
        for name, content in members.items():
            zipped.writestr(name, content)
    return made


def put(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        assert old in members[name]
        members[name] = members[name].replace(old, new, 1)

    return change


def without(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        del members[name]

    return change


WRONG: dict[str, tuple[Callable[[dict[str, bytes]], None], bool, str]] = {
    "a line that is not what the manifest says": (
        put("records.jsonl", b"Cook", b"Chef"),
        True,
        r"records\.jsonl is not what manifest\.json says of it",
    ),
    "a record that is not what its hash says": (
        put("records.jsonl", b'"Cook"', b'"Chef"'),
        False,
        "revision 1, role cook: its content does not have the hash that was written with it",
    ),
    "a revision that is not what its digest says": (
        put("revisions.jsonl", b'"anna"', b'"bert"'),
        False,
        "revision 1 does not have the digest of what it did",
    ),
    "a member that is missing": (without("keys.jsonl"), True, r"it has no keys\.jsonl"),
    "no manifest": (without("manifest.json"), True, r"it has no manifest\.json"),
    "a newer format": (
        put("manifest.json", b'"version": 1', b'"version": 2'),
        True,
        r"was made by a newer rolegraph .* in version 2 of the format; this one reads version 1: update it",
    ),
    "another format": (put("manifest.json", b"rolegraph-backup", b"something"), True, "is not that of a backup"),
    "a line of another form": (
        put("keys.jsonl", b'"name"', b'"nome"'),
        False,
        r"line 1 of keys\.jsonl: name: Field required",
    ),
    "a kind that there is not": (put("records.jsonl", b'"ROLE"', b'"ROLL"'), False, r"of records\.jsonl: kind: Input"),
    "a record of no revision": (
        put("records.jsonl", b'{"revision":1,', b'{"revision":7,'),
        False,
        "revision 1 does not have the digest of what it did",
    ),
    "no revision": (put("revisions.jsonl", b'"number":1', b'"number":2'), False, "revision 1 is missing"),
}


@pytest.mark.parametrize(("change", "keep_sums", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_backup_that_is_not_whole_is_refused_and_nothing_is_written(
    small: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None], keep_sums: bool, message: str
) -> None:
    spoilt = changed(small, change, keep_sums=keep_sums)
    with new_store(f"sqlite:///{tmp_path / 'x.db'}") as store:
        create_key(store.engine, "anna", "There already", "rg_nine", None, None)
        before = held(store)
        with pytest.raises(DatabaseProblem, match=f"(?s){message}.*nothing was written"), opened(spoilt) as backup:
            restore(store, backup, "anna", force=True)
        assert held(store) == before


@pytest.mark.parametrize("part", [0.0, 0.3, 0.7, 0.99])
def test_a_backup_that_was_cut_off_or_is_something_else_is_no_backup(small: Path, part: float) -> None:
    content = small.read_bytes()
    small.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(DatabaseProblem, match="is no whole backup"), opened(small):
        pass


def test_a_byte_that_changed_on_the_way_is_noticed(small: Path) -> None:
    content = bytearray(small.read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as zipped:
        at = zipped.getinfo("records.jsonl").header_offset + 100
    content[at] ^= 0xFF
    small.write_bytes(content)
    with opened(small) as backup, pytest.raises(DatabaseProblem, match=r"records\.jsonl"):
        backup.check()


def test_no_backup_is_made_of_a_history_that_is_spoilt(loaded: Store, tmp_path: Path) -> None:
    with loaded.engine.begin() as connection:
        query = "UPDATE record SET body = (SELECT body FROM record WHERE slug = 'ml-engineer') WHERE slug = 'python'"
        connection.execute(text(query))
    with pytest.raises(DatabaseProblem, match="revision 1, skill python: its content is not what was written"):
        back_up(loaded, tmp_path / "x.backup")
    assert not list(tmp_path.glob("*backup*")) + list(tmp_path.glob(".*part"))
