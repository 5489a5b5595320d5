"""A view that cannot show what it was answered: it says so, and the page stands."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.watching import Watch
from tests.servers import Server

FAILED = "This view cannot be shown"
ROLE = "/role/ai-engineer"
Answer = Callable[[Route], None]


def answering(name: str, data: object) -> Answer:
    """Answers the document of that name with data of another shape than it asks for, and leaves the others alone."""

    def answer(route: Route) -> None:
        if f"operationName={name}&" in route.request.url + "&":
            route.fulfill(status=200, content_type="application/json", body=json.dumps({"data": data}))
        else:
            route.continue_()

    return answer


HALF_A_ROLE = answering("Role", {"role": {"slug": "ai-engineer", "name": "AI engineer"}})


@pytest.fixture
def failing(page: Page, server: Server) -> Page:
    """The page of a role, whose answer lacks most of what was asked for."""
    page.route("**/graphql?**", HALF_A_ROLE)
    page.goto(server.url + ROLE)
    expect(page.get_by_role("alert")).to_be_visible()
    return page


def test_a_view_that_fails_says_what_to_do_and_the_menu_stays(failing: Page) -> None:
    expect(failing.get_by_role("heading", level=1)).to_have_text(FAILED)
    alert = failing.get_by_role("alert")
    expect(alert).to_contain_text("not what this page expects")
    expect(alert.get_by_role("button", name="Try again")).to_be_visible()
    expect(alert.get_by_role("link", name="Back to the start")).to_be_visible()
    expect(failing.get_by_role("navigation", name="Views").get_by_role("link", name="Compare")).to_be_visible()
    expect(failing.get_by_role("contentinfo")).to_contain_text("Revision")


def test_a_view_that_fails_is_announced_and_has_no_barriers(failing: Page) -> None:
    assert failing.title() == f"{FAILED} · Rolegraph"
    expect(failing.get_by_role("heading", level=1)).to_be_focused()
    assert Watch(failing).barriers() == []


def test_trying_again_asks_again(failing: Page) -> None:
    failing.unroute("**/graphql?**")
    failing.get_by_role("button", name="Try again").click()
    expect(failing.get_by_role("heading", level=1)).to_have_text("AI engineer")
    expect(failing.get_by_role("alert")).to_have_count(0)


def test_trying_again_in_vain_says_so_again(failing: Page) -> None:
    failing.get_by_role("button", name="Try again").click()
    expect(failing.get_by_role("alert")).to_contain_text("not what this page expects")
    expect(failing.get_by_role("heading", level=1)).to_have_text(FAILED)


@pytest.mark.parametrize(
    ("link", "heading"),
    [("Back to the start", "What do roles share"), ("Data", "Data"), ("Hire", "Whom to hire")],
)
def test_other_views_are_shown_after_one_that_failed(failing: Page, link: str, heading: str) -> None:
    failing.get_by_role("link", name=link, exact=True).click()
    expect(failing.get_by_role("heading", level=1)).to_contain_text(heading)
    expect(failing.get_by_role("alert")).to_have_count(0)
    failing.go_back()
    expect(failing.get_by_role("heading", level=1)).to_have_text(FAILED)


def test_a_part_of_an_address_that_fails_is_left_by_another(page: Page, server: Server) -> None:
    page.route("**/graphql?**", answering("Search", {"search": {"totalCount": 1, "edges": None}}))
    page.goto(f"{server.url}/find?q=engineer")
    expect(page.get_by_role("heading", level=1)).to_have_text(FAILED)
    page.unroute("**/graphql?**")
    page.evaluate("history.pushState(null, '', '/find?q=python')")
    expect(page.get_by_role("heading", level=1)).to_have_text("Found for “python”")


def test_what_stands_below_every_view_takes_none_with_it(page: Page, server: Server) -> None:
    page.route(
        "**/graphql?**", answering("Now", {"revisions": {"nodes": [{"number": {}, "digest": "", "committedAt": ""}]}})
    )
    page.goto(server.url + ROLE)
    expect(page.get_by_role("heading", level=1)).to_have_text("AI engineer")
    expect(page.get_by_role("contentinfo")).to_be_empty()
    expect(page.get_by_role("navigation", name="Views")).to_contain_text(re.compile("Hire"))
