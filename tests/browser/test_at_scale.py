"""The page over all of ESCO: 3,000 roles and 14,000 skills."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watching import PATIENCE, Watch
from tests.servers import Server

pytestmark = pytest.mark.xdist_group("esco")


@pytest.fixture
def watch(page: Page) -> Iterator[Watch]:
    watch = Watch(page)
    yield watch
    assert watch.complaints == []
    assert len(watch.hosts) == 1, "no other host is asked"


def test_a_role_is_found_among_thousands(page: Page, esco_server: Server, watch: Watch) -> None:
    page.goto(esco_server.url)
    page.get_by_role("combobox", name="Find a role, skill or tool").press_sequentially("registerd nurse", delay=10)
    expect(page.get_by_role("option").first).to_contain_text("nurse")
    page.get_by_role("combobox", name="Find a role, skill or tool").fill("data scientist")
    page.get_by_role("option").filter(has_text="Data scientist").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Data scientist")
    expect(page.locator("#skills .why")).to_have_count(1, timeout=PATIENCE)
    assert page.locator("#skills .facts > li").count() > 30, "one source is told once of all of them"
    assert watch.barriers() == []


def test_moves_among_thousands_are_ranked_mapped_and_explained(page: Page, esco_server: Server, watch: Watch) -> None:
    page.goto(f"{esco_server.url}/move?from=esco/data-scientist")
    expect(page.locator(".ranking li")).to_have_count(20)
    expect(page.locator(".spot")).to_have_count(12)
    page.locator(".ranking a").nth(3).click()
    panel = page.get_by_role("region", name="The move, explained")
    expect(panel.locator("table.factors").first).to_contain_text("Points")
    expect(panel.locator(".way").first).to_be_visible(timeout=PATIENCE)
    assert watch.barriers() == []


@pytest.mark.parametrize("width", [1280, 320])
def test_what_stands_in_the_way_is_read_in_lines(page: Page, esco_server: Server, watch: Watch, width: int) -> None:
    """Also what has much said of it: a licence that is only expected, and without which one cannot begin."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{esco_server.url}/move?from=esco/waiter-waitress&to=esco/dental-hygienist")
    licence = page.locator(".barriers > li[data-kind=LICENCE]")
    expect(licence.locator(".tag")).to_have_count(2)
    told = page.locator(".barriers dd")
    narrowest = min(told.nth(number).bounding_box()["width"] for number in range(told.count()))  # type: ignore[index] # it is seen
    assert narrowest > 120
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert watch.barriers() == []


def test_four_roles_are_compared(page: Page, esco_server: Server, watch: Watch) -> None:
    roles = ("data-scientist", "data-analyst", "statistician", "database-developer")
    page.goto(f"{esco_server.url}/compare?roles={','.join(f'esco/{role}' for role in roles)}")
    expect(page.locator(".upset .sets li")).to_have_count(4)
    expect(page.get_by_role("heading", name="Two by two")).to_be_visible()
    assert page.locator(".upset button").count() >= 6
    assert watch.barriers() == []


def test_pasted_skills_find_roles(page: Page, esco_server: Server, watch: Watch) -> None:
    page.goto(f"{esco_server.url}/move?mine=")
    page.get_by_label("My skills and tools").fill("manage staff\nbake goods\nPython\nno such thing at all")
    page.get_by_role("button", name="Find roles").click()
    expect(page.get_by_role("note")).to_contain_text("no such thing at all")
    expect(page.locator(".ranking > li")).to_have_count(20)
    expect(page.get_by_role("heading", name="Learn next")).to_be_visible()
    assert watch.barriers() == []


def test_graphiql_has_a_tab_for_the_classification(page: Page, esco_server: Server) -> None:
    page.goto(f"{esco_server.url}/graphql")
    tab = page.get_by_role("tab", name="EscoMoves")
    tab.click(timeout=PATIENCE)
    expect(page.locator(".graphiql-query-editor")).to_contain_text("EscoMoves", timeout=PATIENCE)
    page.get_by_role("button", name="Execute query").click()
    expect(page.locator(".graphiql-response")).to_contain_text("totalCount", timeout=PATIENCE)
