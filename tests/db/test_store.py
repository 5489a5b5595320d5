"""Loading commits revisions; every record stays readable as each revision left it."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import inspect, text

from db.engine import migrate, open_engine
from db.errors import DatabaseProblem
from db.snapshots import newest_snapshot, snapshot_at
from db.store import Store
from knowledge.model.history import Span
from knowledge.model.record import Key, Record, to_bytes
from knowledge.model.vocabulary import Kind, Operation, Status
from seeds.loading import load
from seeds.problems import Refused
from tests.conftest import DATASET

Write = Callable[..., Path]

BAKERY = """\
citations: [test-source § Bread]
skills:
  - {slug: baking, name: Baking, skill_kind: SKILL}
  - {slug: kneading, name: Kneading, skill_kind: SKILL, broader: [baking]}
tools: [{slug: oven, name: Oven, skills: [baking]}]
roles:
  - slug: baker
    name: Baker
    aliases: [Bread maker]
    skills:
      - {skill: baking, importance: ESSENTIAL, level: 0.9, emphasis: All day.}
    tools: [oven]
    moves: [{to: confectioner, move_kind: MOVE, rationale: Sweeter., basis: INFERRED}]
    pay: [{minimum: 20000, maximum: 40000, currency: EUR, period: YEAR, market: Vienna, as_of: 2024-05-01}]
  - {slug: confectioner, name: Confectioner}
"""


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables."""
    with store.engine.connect() as connection:
        return {
            table: sorted(map(tuple, connection.execute(text(f"SELECT * FROM {table}")).all()), key=repr)
            for table in inspect(connection).get_table_names()
        }


def stored(store: Store) -> dict[Key, Record]:
    with store.reading() as reader:
        return {key: orjson.loads(body) for key, body in reader.bodies(reader.digests()).items()}


def test_the_first_load_is_revision_1_and_the_same_files_again_change_nothing(store: Store) -> None:
    first = load(store, [DATASET], "anna")
    assert first.revision is not None
    assert (first.revision.number, first.revision.dataset, first.revision.author) == (1, "ai-careers", "anna")
    assert (first.revision.created, first.revision.changed, first.revision.deprecated) == (first.records, 0, 0)
    before = rows(store)
    again = load(store, [DATASET], "bert")
    assert (again.records, again.revision) == (first.records, None)
    assert rows(store) == before


def test_the_tables_hold_exactly_the_records_of_the_newest_revision(loaded: Store) -> None:
    with loaded.reading() as reader:
        tables = {key: to_bytes(record) for key, record in reader.current_records().items()}
        history = reader.bodies(reader.digests())
    assert tables == history


def test_the_tables_hold_exactly_what_the_seed_files_say(loaded: Store, shipped_records: dict[Key, Record]) -> None:
    assert {key: dict(record) for key, record in stored(loaded).items()} == shipped_records


def test_a_changed_field_and_a_removed_link_make_one_change(store: Store, write: Write) -> None:
    load(store, [write(BAKERY).parent], "anna")
    edited = BAKERY.replace("name: Baker\n", "name: Master baker\n").replace("    tools: [oven]\n", "")
    done = load(store, [write(edited).parent], "bert")
    assert done.revision is not None
    assert (done.revision.number, done.revision.created, done.revision.changed) == (2, 0, 1)
    (change,) = store.changes(Span(since=1, until=2), 10)
    assert (change.key, change.operation) == (Key(Kind.ROLE, "baker"), Operation.CHANGED)
    assert change.before is not None
    assert (change.before["name"], change.after["name"]) == ("Baker", "Master baker")
    assert (change.before["tools"], change.after.get("tools")) == ([{"tool": "oven"}], None)
    role = newest_snapshot(store).roles["baker"]
    assert (role.name, role.tools) == ("Master baker", ())
    test_the_tables_hold_exactly_the_records_of_the_newest_revision(store)


def test_an_older_revision_reads_as_it_was(store: Store, write: Write) -> None:
    load(store, [write(BAKERY).parent], "anna")
    load(store, [write(BAKERY.replace("name: Baker\n", "name: Master baker\n")).parent], "anna")
    old = snapshot_at(store, 1)
    assert old.number == 1
    assert old.roles["baker"].name == "Baker"
    assert [link.tool.slug for link in old.roles["baker"].tools] == ["oven"]
    assert newest_snapshot(store).roles["baker"].name == "Master baker"


def test_the_history_gives_the_same_snapshot_as_the_tables(loaded: Store) -> None:
    with loaded.reading() as reader:
        assert reader.records_at(1) == reader.current_records()


def test_what_a_load_leaves_out_stays(store: Store, write: Write) -> None:
    load(store, [write(BAKERY).parent], "anna")
    before = stored(store)
    done = load(store, [write("citations: [test-source]\nroles: [{slug: cook, name: Cook}]\n").parent], "anna")
    assert done.revision is not None
    assert (done.revision.created, done.revision.changed, done.revision.deprecated) == (1, 0, 0)
    assert before.items() <= stored(store).items()


def test_a_deprecated_record_stays_with_its_replacement(store: Store, write: Write) -> None:
    load(store, [write(BAKERY).parent], "anna")
    retired = BAKERY.replace(
        "    name: Baker\n", "    name: Baker\n    status: DEPRECATED\n    replaced_by: confectioner\n"
    )
    done = load(store, [write(retired).parent], "anna")
    assert done.revision is not None
    assert (done.revision.changed, done.revision.deprecated) == (0, 1)
    baker = newest_snapshot(store).roles["baker"]
    assert baker.status is Status.DEPRECATED
    assert baker.replaced_by is not None
    assert baker.replaced_by.slug == "confectioner"


def test_groups_may_come_in_any_order(store: Store, write: Write) -> None:
    groups = "".join(
        f"  - {{slug: isco-{code}, name: G, scheme: ISCO, code: '{code}'{broader}}}\n"
        for code, broader in (("25", ", broader: isco-2"), ("251", ", broader: isco-25"), ("2", ""))
    )
    load(store, [write(f"citations: [test-source]\nrole_groups:\n{groups}").parent], "anna")
    groups_by_slug = newest_snapshot(store).role_groups
    assert groups_by_slug["isco-251"].broader is groups_by_slug["isco-25"]
    assert groups_by_slug["isco-25"].broader is groups_by_slug["isco-2"]


def test_a_refused_load_leaves_nothing_behind(store: Store, write: Write) -> None:
    load(store, [write(BAKERY).parent], "anna")
    before = rows(store)
    with pytest.raises(Refused, match="there is no tool stove"):
        load(store, [write(BAKERY.replace("tools: [oven]", "tools: [stove]")).parent], "anna")
    assert rows(store) == before


def test_a_load_that_dies_half_way_leaves_nothing_behind(store: Store, write: Write) -> None:
    load(store, [write(BAKERY).parent], "anna")
    before = rows(store)
    records = {key: {**record, "description": "New."} for key, record in stored(store).items()}

    def die() -> None:
        with store.writing("anna") as writer:
            writer.commit(records, dataset="test", loaded="x", author="anna")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        die()
    assert rows(store) == before


def test_two_loads_at_once_make_two_revisions(store: Store, write: Write) -> None:
    base = write(BAKERY).parent
    load(store, [base], "anna")
    texts = [f"citations: [test-source]\nroles: [{{slug: cook-{n}, name: Cook {n}}}]\n" for n in range(4)]
    paths = [write(content, f"more-{n}/roles.yaml") for n, content in enumerate(texts)]
    failures: list[BaseException] = []

    def work(path: Path) -> None:
        try:
            load(store, [path], "anna")
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=work, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with store.reading() as reader:
        assert [each.number for each in reader.revisions()] == [1, 2, 3, 4, 5]
    assert {f"cook-{n}" for n in range(4)} <= set(newest_snapshot(store).roles)


def test_a_reader_sees_one_revision_while_another_is_committed(store: Store, write: Write) -> None:
    load(store, [write(BAKERY).parent], "anna")
    with store.reading() as reader:
        assert len(reader.revisions()) == 1
        load(store, [write("citations: [test-source]\nroles: [{slug: cook, name: Cook}]\n").parent], "anna")
        assert len(reader.revisions()) == 1
        assert Key(Kind.ROLE, "cook") not in reader.current_records()
    assert store.newest_revision() == 2


def test_a_writer_that_waits_too_long_says_so(tmp_path: Path, write: Write) -> None:
    address = f"sqlite:///{tmp_path / 'busy.db'}"
    engine = open_engine(address, create=True)
    migrate(engine)
    path = write(BAKERY).parent
    with Store(engine).writing("anna"):
        other = open_engine(address)
        with other.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        with pytest.raises(
            DatabaseProblem, match=r"another load is writing to .* \(anna, process \d+ on .*, since .* UTC\): try again"
        ):
            load(Store(other), [path], "anna")
        other.dispose()
    engine.dispose()


def test_what_is_written_a_few_rows_at_a_time_is_what_was_loaded(
    store: Store, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows of links are held a few at a time, and what they lead to is there before."""
    monkeypatch.setattr("db.writer.BATCH", 1)
    monkeypatch.setattr("db.writer.MOST_ROWS", 0)
    for seeds in (BAKERY, BAKERY.replace("All day.", "At night.").replace("[oven]", "[]")):
        assert load(store, [write(seeds)], "anna").revision is not None
        assert list(store.differences()) == []
    with store.reading() as reader:
        (baker,) = [each for key, each in reader.current_records().items() if key.slug == "baker"]
    assert [each["emphasis"] for each in baker["skills"]] == ["At night."]
    assert "tools" not in baker
