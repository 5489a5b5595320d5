"""A database with a few records that have codes, for tests of what is known by code."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.store import Store
from seeds.loading import load
from tests.databases import Holding, opened, sqlite_database


@contextmanager
def holding(records: str, folder: Path) -> Iterator[Store]:
    """One with the records of a seed file of roles, in a folder of its own, for tests that only read."""
    (folder / "dataset.yaml").write_text("dataset: {slug: test, title: T}\nsources: [{slug: test-source, title: S}]\n")
    (folder / "roles.yaml").write_text(records)
    with sqlite_database(folder, Holding.TABLES) as address, opened(address) as store:
        load(store, [folder], "anna")
        yield store
