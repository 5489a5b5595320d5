"""Addresses that name what is not there, is there twice, or is given up: each says so plainly, and leads on."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import explained, open_view
from tests.servers import Server


def test_a_role_that_an_address_names_twice_is_compared_once(page: Page, server: Server) -> None:
    open_view(page, server, "/compare?roles=ai-engineer,ml-engineer,ai-engineer")
    expect(page.get_by_role("heading", level=1)).to_have_text("AI engineer and ML engineer")
    expect(page.get_by_role("note").first).to_contain_text("named a role more than once")
    expect(page.locator(".chosen .chips li")).to_have_count(2)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_role_alone_twice_is_no_comparison_and_another_can_be_added(page: Page, server: Server) -> None:
    open_view(page, server, "/compare?roles=ai-engineer,ai-engineer")
    expect(page.get_by_role("note")).to_contain_text("Choose another one")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("combobox", name="Add a role").fill("ML engineer")
    page.get_by_role("option").first.click()
    expect(page).to_have_url(f"{server.url}/compare?roles=ai-engineer%2Cml-engineer")
    expect(page.get_by_role("note").filter(has_text="another one")).to_have_count(0)


def test_a_move_to_where_it_begins_says_so_and_shows_the_others(page: Page, server: Server) -> None:
    open_view(page, server, "/move?from=ai-engineer&to=ai-engineer")
    expect(page.get_by_role("note")).to_contain_text("leads to where it begins")
    expect(explained(page)).to_have_count(0)
    page.locator(".ranking > li > a").first.click()
    expect(explained(page).get_by_role("heading", level=2)).to_contain_text("AI engineer to")
    expect(page.get_by_role("note").filter(has_text="where it begins")).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "wrong", "right", "then"),
    [
        ("/move?from=ai-enginer", "ai-enginer", "AI engineer", "/move?from=ai-engineer"),
        ("/move?from=ai-engineer&to=ml-enginer", "ml-enginer", "ML engineer", "/move?from=ai-engineer&to=ml-engineer"),
        (
            "/compare?roles=ai-engineer,ml-enginer",
            "ml-enginer",
            "ML engineer",
            "/compare?roles=ai-engineer%2Cml-engineer",
        ),
    ],
)
def test_an_unknown_role_leads_to_those_that_may_be_meant_by_name(
    page: Page, server: Server, path: str, wrong: str, right: str, then: str
) -> None:
    open_view(page, server, path)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(f"There is no role “{wrong}”. Did you mean one of these?")
    expect(alert.get_by_role("link", name="Look for it")).to_have_attribute(
        "href", f"/find?q={wrong.replace('-', '+')}"
    )
    alert.get_by_role("link", name=right, exact=True).click()
    expect(page).to_have_url(server.url + then)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_role_that_is_given_up_says_so_wherever_it_is_shown_and_leads_to_its_successor(
    page: Page, bakery: Server
) -> None:
    for path, then in (
        ("/move?from=miller", "/move?from=baker"),
        ("/move?from=clerk&to=miller", "/move?from=clerk&to=baker"),
        ("/compare?roles=clerk,miller", "/compare?roles=clerk%2Cbaker"),
    ):
        open_view(page, bakery, path)
        said = page.get_by_role("note").filter(
            has_text="Miller is no longer recommended for use. Its place took Baker."
        )
        said.get_by_role("link", name="Baker").click()
        expect(page).to_have_url(bakery.url + then)
        expect(page.get_by_role("note").filter(has_text="no longer recommended")).to_have_count(0)
