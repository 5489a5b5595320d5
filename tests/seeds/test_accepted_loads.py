"""What `validate` accepts, `load` loads; the tables then hold what the history says; each revision can come back."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from db.base import Base
from db.snapshots import newest_snapshot
from db.store import Store
from seeds.exporting import export_yaml
from seeds.loading import load, rollback, validate
from seeds.problems import Problem, Refused
from tests.conftest import new_database, new_store
from tests.databases import Holding
from tests.seeds.drawing import extended_files, files

FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with (
        new_database(request.param, tmp_path_factory.mktemp("db"), request, Holding.TABLES) as address,
        new_store(address) as store,
    ):
        yield store


def emptied(store: Store) -> Store:
    with store.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(table.delete())
        else:
            names = ", ".join(f'"{name}"' for name in Base.metadata.tables)
            connection.execute(text(f"TRUNCATE {names} CASCADE"))
    return store


@contextmanager
def written(content: dict[str, Any], dataset: str = "test") -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="rolegraph-seeds-"))
    (folder / "dataset.yaml").write_text(f"dataset: {{slug: {dataset}, title: A test}}\n")
    (folder / "all.yaml").write_bytes(orjson.dumps(content))
    yield folder
    shutil.rmtree(folder)


def holds_its_history(store: Store) -> None:
    with store.reading() as reader:
        assert reader.current_records() == reader.records_at()
    newest_snapshot(store)


def refused(act: Callable[[], object]) -> list[Problem]:
    try:
        act()
    except Refused as refusal:
        return refusal.problems
    return []


@FEW
@given(contents=st.lists(files(), min_size=1, max_size=3))
def test_what_validate_accepts_loads_and_every_revision_can_be_rolled_back_to(
    shared: Store, contents: list[dict[str, Any]]
) -> None:
    store = emptied(shared)
    for content in contents:
        first = store.newest_revision() == 0
        with written(content) as folder:
            found = refused(lambda folder=folder: validate([folder]))  # type: ignore[misc]  # mypy infers no default
            assert all(problem.place.line for problem in found), "each problem has a place"
            then = refused(lambda folder=folder: load(store, [folder], "anna"))  # type: ignore[misc]
        if first:
            assert bool(found) == bool(then)
        elif not found:  # validate does not know what was loaded before
            assert all("is said of both" in each.message or "circle" in each.message for each in then)
        elif not then:
            assert [each.message for each in found if not each.message.startswith("there is no ")] == []
        holds_its_history(store)
    for number in range(1, store.newest_revision() + 1):
        rollback(store, number, "bert")
        with store.reading() as reader:
            before, now = reader.records_at(number), reader.records_at()
        assert {key: now[key] for key in before} == before
        holds_its_history(store)


@settings(FEW, max_examples=6)
@given(content=files())
def test_what_is_loaded_and_exported_is_loaded_already(shared: Store, content: dict[str, Any]) -> None:
    store = emptied(shared)
    with written(content) as folder:
        try:
            load(store, [folder], "anna")
        except Refused:
            return
        export_yaml(store, "test", folder / "copy")
        assert load(store, [folder / "copy"], "anna").revision is None


@FEW
@given(contents=extended_files())
def test_what_another_dataset_adds_is_loaded_exported_and_taken_back_and_what_it_adds_to_stays(
    shared: Store, contents: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    store = emptied(shared)
    with written(contents[0]) as published, written(contents[1], "more") as added:
        if refused(lambda: load(store, [published], "anna")):  # a circle, or a code twice
            return
        with store.reading() as reader:
            before = reader.records_at()
        problems = refused(lambda: load(store, [added], "bert"))
        assert all(problem.place.line for problem in problems), "each problem has a place"
        holds_its_history(store)
        with store.reading() as reader:
            now = reader.records_at()
        assert {key: now[key] for key in before} == before
        if not problems:
            export_yaml(store, "more", added / "copy")
            assert load(store, [added / "copy"], "bert").revision is None
            rollback(store, 1, "anna")
            holds_its_history(store)
