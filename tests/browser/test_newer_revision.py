"""A page that is open while something is loaded: all of it comes to be of the new revision, none of it stays behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from seeds.loading import load
from tests.browser.clinic import CLINIC
from tests.browser.looking import open_view
from tests.databases import Holding, opened, sqlite_database
from tests.servers import Server, serving, until

RENAMED = CLINIC.replace("name: Nurse", "name: Head nurse")
AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"


class Clinic:
    """A server over a clinic, into whose database a test loads."""

    def __init__(self, folder: Path, address: str, server: Server) -> None:
        self.folder, self.address, self.server = folder, address, server

    def load(self, text: str) -> None:
        (self.folder / "clinic.yaml").write_text(text)
        with opened(self.address) as store:
            load(store, [self.folder / "clinic.yaml"], "tester")
            number = store.newest().number
        until(lambda: self.server.ask("{ revision { number } }")["data"]["revision"]["number"] == number)


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[Clinic]:
    with sqlite_database(tmp_path, Holding.TABLES) as address:
        (tmp_path / "clinic.yaml").write_text(CLINIC)
        with opened(address) as store:
            load(store, [tmp_path / "clinic.yaml"], "tester")
        with serving(address, POLL_SECONDS="0.1") as server:
            yield Clinic(tmp_path, address, server)


def test_a_role_that_is_looked_at_becomes_what_was_loaded(page: Page, changing: Clinic) -> None:
    open_view(page, changing.server, "/role/clinic/nurse")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nurse")
    changing.load(RENAMED)
    page.evaluate(AGAIN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Head nurse")
    expect(page.get_by_role("contentinfo")).to_contain_text("Revision 2")


def test_a_part_of_a_newer_revision_brings_the_others_along(page: Page, changing: Clinic) -> None:
    open_view(page, changing.server, "/move?from=clinic/nurse")
    expect(page.get_by_role("heading", level=1)).to_have_text("From Nurse")
    changing.load(RENAMED)
    page.locator(".ranking > li > a").first.click()
    expect(page.get_by_role("region", name="The move, explained")).to_contain_text("Head nurse to")
    expect(page.get_by_role("heading", level=1)).to_contain_text("From Head nurse")
    expect(page.get_by_role("contentinfo")).to_contain_text("Revision 2")


def test_what_was_visited_before_a_load_is_not_remembered_after_it(page: Page, changing: Clinic) -> None:
    open_view(page, changing.server, "/role/clinic/nurse")
    changing.load(RENAMED)
    open_view(page, changing.server, "/role/clinic/nurse")
    expect(page.get_by_role("heading", level=1)).to_have_text("Head nurse")


def test_nothing_is_asked_for_again_as_long_as_nothing_is_loaded(page: Page, changing: Clinic) -> None:
    open_view(page, changing.server, "/role/clinic/nurse")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_response("**/graphql?operationName=Now**"):
        page.evaluate(AGAIN)
    page.wait_for_timeout(500)
    assert len(asked) == 1
    assert "operationName=Now" in asked[0]
