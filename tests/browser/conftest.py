"""A real Chromium, and a server for it to visit."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from db.store import Store
from seeds.loading import load
from tests.browser.clinic import CLINIC
from tests.browser.crowd import crowd
from tests.browser.other_site import site_of
from tests.browser.watching import PATIENCE
from tests.conftest import IN_CI
from tests.databases import Holding, opened, sqlite_database
from tests.schema.test_told_changes import FIRST, SECOND, THIRD
from tests.servers import Server, serving

expect.set_options(timeout=PATIENCE)
PROGRAMS = ("chromium-headless-shell", "chromium", "google-chrome")  # the first does with half of the others' work
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        assert not IN_CI, "CI installs Chromium"
        pytest.skip("there is no Chromium here: install it, or name it in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS, timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(sqlite_store: Store) -> Iterator[Server]:
    address = sqlite_store.engine.url.render_as_string(hide_password=False)
    with serving(address) as server:
        yield server


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that was never here."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def site(folder: Path) -> Iterator[str]:
    """The origin of another site, which serves the pages in `folder`."""
    with site_of(folder) as origin:
        yield origin


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the shipped dataset, and beside it one that rates and shares no vocabulary with it."""
    folder = tmp_path_factory.mktemp("clinic")
    (folder / "clinic.yaml").write_text(CLINIC)
    with sqlite_database(folder, Holding.SHIPPED) as address:
        with opened(address) as store:
            load(store, [folder / "clinic.yaml"], "tester")
        with serving(address) as server:
            yield server


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose lists are long."""
    folder = tmp_path_factory.mktemp("crowd")
    (folder / "crowd.yaml").write_text(crowd())
    with sqlite_database(folder, Holding.TABLES) as address:
        with opened(address) as store:
            load(store, [folder / "crowd.yaml"], "tester")
        with serving(address) as server:
            yield server


@pytest.fixture(scope="session")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose history has three loads, of roles in groups."""
    folder = tmp_path_factory.mktemp("bakery")
    with sqlite_database(folder, Holding.TABLES) as address:
        with opened(address) as store:
            for text in (FIRST, SECOND, THIRD):
                (folder / "bakery.yaml").write_text(text)
                load(store, [folder / "bakery.yaml"], "anna")
        with serving(address) as server:
            yield server


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a database with tables, and nothing in them."""
    with sqlite_database(tmp_path_factory.mktemp("empty"), Holding.TABLES) as address, serving(address) as server:
        yield server
