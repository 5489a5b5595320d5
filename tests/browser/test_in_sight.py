"""What came of a choice is in sight: the answer, the wait for it, and why there is none."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.looking import explained, offer, open_view
from tests.browser.watching import PATIENCE
from tests.servers import Server

READ_CLIPBOARD = "navigator.clipboard.readText()"


@pytest.fixture
def small(browser: Browser) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 600}).new_page()
    page.set_default_timeout(PATIENCE)
    return page


def test_a_move_that_no_server_tells_is_refused_where_one_looks(small: Page, server: Server) -> None:
    open_view(small, server, "/move?from=ai-engineer")
    small.route("**/graphql?**", lambda route: route.abort())
    small.locator(".ranking > li > a").first.click()
    expect(explained(small).get_by_role("alert")).to_contain_text("does not answer")
    expect(explained(small).get_by_role("button", name="Try again")).to_be_in_viewport()
    small.unroute("**/graphql?**")
    explained(small).get_by_role("button", name="Try again").click()
    expect(explained(small).get_by_role("heading", level=2)).to_be_in_viewport()


def test_that_a_move_is_waited_for_is_in_sight(small: Page, server: Server) -> None:
    held: list[Route] = []
    open_view(small, server, "/move?from=ai-engineer")
    small.route("**/graphql?**", lambda route: held.append(route))
    small.locator(".ranking > li > a").first.click()
    expect(explained(small).locator(".waiting")).to_be_in_viewport()
    for route in held:
        route.continue_()
    small.unroute("**/graphql?**")
    expect(explained(small).get_by_role("heading", level=2)).to_be_in_viewport()


@pytest.mark.parametrize(("path", "says"), [("/", "Nothing is loaded yet"), ("/data", "Nothing was loaded yet")])
def test_an_empty_database_says_what_to_do_and_is_no_error(page: Page, empty: Server, path: str, says: str) -> None:
    open_view(page, empty, path)
    expect(page.get_by_role("main")).to_contain_text(says)
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("body")).not_to_contain_text("No revision")


def test_graphiql_says_that_nothing_is_loaded(page: Page, empty: Server) -> None:
    page.goto(f"{empty.url}/graphql")
    expect(page.locator(".told")).to_have_text("Nothing is loaded yet", timeout=PATIENCE)


def test_a_link_is_copied_where_the_browser_has_no_clipboard_for_pages(page: Page, server: Server) -> None:
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    open_view(page, server, "/role/ai-engineer")
    offer(page).get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_focused()
    page.context.grant_permissions(["clipboard-read"])
    assert page.evaluate(READ_CLIPBOARD) == f"{server.url}/role/ai-engineer"


def test_a_link_that_cannot_be_copied_stands_there_to_be_copied_by_hand(page: Page, server: Server) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'isSecureContext', {value: false}); document.execCommand = () => false"
    )
    open_view(page, server, "/role/ai-engineer")
    offer(page).get_by_role("button", name="Copy link").click()
    expect(page.get_by_label("Copy it by hand")).to_have_value(f"{server.url}/role/ai-engineer")
    expect(page.get_by_role("button", name="Copied")).to_have_count(0)


def test_a_menu_closes_by_a_click_elsewhere_by_escape_and_when_the_focus_goes_on(page: Page, server: Server) -> None:
    open_view(page, server, "/move?from=ai-engineer&to=ml-engineer")
    share, export = page.get_by_text("Share and export", exact=True), page.get_by_text("Export the list", exact=True)
    copying, language = page.get_by_role("button", name="Copy link"), page.locator(".language")
    expect(share).to_have_count(1)
    share.click()
    expect(copying).to_be_visible()
    copying.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    export.click()
    expect(page.locator(".menu[open]")).to_have_count(1)
    expect(page.locator(".menu[open]").get_by_role("button", name="CSV")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".menu[open]")).to_have_count(0)
    expect(page.locator(".menu > summary").first).to_be_focused()
    language.locator("summary").click()
    expect(language.get_by_role("link", name="Deutsch")).to_be_visible()
    page.get_by_role("heading", level=1).click()
    expect(language.get_by_role("link", name="Deutsch")).to_be_hidden()
    share.focus()
    page.keyboard.press("Enter")
    expect(copying).to_be_visible()
    for _ in range(7):
        page.keyboard.press("Tab")
    expect(copying).to_be_hidden()
