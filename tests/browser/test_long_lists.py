"""Lists say how much of them is shown, go on to their end, and are whole in files."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.crowd import MANY
from tests.browser.looking import offer, open_view
from tests.servers import Server

ROLES = MANY + 1
FOUND = 0  # what a search brings, which the server says: 80 by words, and what means much the same


def all_of(total: int, server: Server) -> int:
    if total != FOUND:
        return total
    found: int = server.ask('{ search(query: "tool", types: [TOOL]) { totalCount } }')["data"]["search"]["totalCount"]
    assert 80 <= found <= MANY
    return found


def downloaded(page: Page, folder: Path) -> list[dict[str, str]]:
    with page.expect_download() as caught:
        offer(page).get_by_role("button", name="CSV", exact=True).click()
    file = folder / "rows.csv"
    caught.value.save_as(file)
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))


@pytest.mark.parametrize(
    ("path", "rows", "shown", "total", "what"),
    [
        ("/skill/crowd/common", ".facts > li", 100, ROLES, "role"),
        ("/tool/crowd/tool-000", ".facts > li", 100, ROLES, "role"),
        ("/role/crowd/handy", ".facts[aria-label=Tools] > li", 100, MANY, "tool"),
        ("/find?q=tool&type=TOOL", ".hits > li", 50, FOUND, "hit"),
        ("/move?from=crowd/role-001", ".ranking > li", 20, ROLES - 1, "move"),
        ("/move?mine=crowd/common", ".ranking > li", 20, ROLES, "role"),
        ("/data?since=0&until=1", ".change", 50, 2 * MANY + 2 + 1, "change"),
    ],
)
def test_a_list_says_how_much_of_it_is_shown_and_shows_more(
    page: Page, crowded: Server, path: str, rows: str, shown: int, total: int, what: str
) -> None:
    total = all_of(total, crowded)
    open_view(page, crowded, path)
    expect(page.locator(rows)).to_have_count(shown)
    rest = page.locator(".rest").filter(has_text=f"{what}s are shown")
    expect(rest).to_contain_text(f"{shown} of {total} {what}s are shown")
    rest.get_by_role("button").click()
    expect(page.locator(rows)).to_have_count(min(2 * shown, total))
    while rest.count():
        before = page.locator(rows).count()
        rest.get_by_role("button").click()
        expect(page.locator(rows)).to_have_count(min(before + shown, total))
    expect(page.locator(rows)).to_have_count(total)
    names = page.locator(f"{rows} > div > a:first-child, {rows} > a:first-of-type").all_inner_texts()
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("path", "total"),
    [
        ("/skill/crowd/common", ROLES),
        ("/tool/crowd/tool-000", ROLES),
        ("/role/crowd/handy", MANY + 1),
        ("/find?q=tool&type=TOOL", FOUND),
        ("/move?from=crowd/role-001", ROLES - 1),
        ("/move?mine=crowd/common", ROLES),
        ("/data?since=0&until=1", 1),
    ],
)
def test_a_file_has_all_of_a_list_whatever_is_shown(
    page: Page, crowded: Server, path: str, total: int, tmp_path: Path
) -> None:
    total = all_of(total, crowded)
    open_view(page, crowded, path)
    rows = downloaded(page, tmp_path)
    assert len(rows) == total
    assert len({tuple(row.values()) for row in rows}) == total


def test_a_file_of_changes_has_them_all(page: Page, crowded: Server, tmp_path: Path) -> None:
    open_view(page, crowded, "/data?since=0&until=1")
    page.locator(".menu").first.evaluate("menu => menu.remove()")
    assert len(downloaded(page, tmp_path)) == 2 * MANY + 3


def test_a_file_whose_rest_does_not_come_is_none_and_says_so(page: Page, crowded: Server) -> None:
    open_view(page, crowded, "/skill/crowd/common")
    saved: list[str] = []
    page.on("download", lambda download: saved.append(download.suggested_filename))
    page.route("**/graphql?**", lambda route: route.abort())
    offer(page).get_by_role("button", name="CSV", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("could not be had")
    assert saved == []


def test_a_page_of_a_list_that_does_not_come_is_told_and_asked_for_again(page: Page, crowded: Server) -> None:
    open_view(page, crowded, "/skill/crowd/common")
    page.route("**/graphql?**", lambda route: route.abort())
    page.get_by_role("button", name="Show more roles").click()
    expect(page.get_by_role("alert")).to_contain_text("does not answer")
    expect(page.locator(".facts > li")).to_have_count(100)
    page.unroute("**/graphql?**")
    page.get_by_role("button", name="Show more roles").click()
    expect(page.locator(".facts > li")).to_have_count(ROLES)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_eight_roles_of_an_address_are_compared_and_of_nine_it_is_said_that_they_are_too_many(
    page: Page, crowded: Server
) -> None:
    eight = [f"crowd/role-{place:03}" for place in range(8)]
    open_view(page, crowded, f"/compare?roles={','.join(eight)}")
    expect(page.locator(".upset .sets").first.locator("li")).to_have_count(8)
    open_view(page, crowded, f"/compare?roles={','.join(eight)},crowd/role-008")
    expect(page.locator(".chosen .chips > li")).to_have_count(9)
    expect(page.get_by_role("alert")).to_contain_text(re.compile("8"))


HUGE = 700


def with_skills(route: Route) -> None:
    """The answer of the server, with as many skills of its first one's kind in twenty groups."""
    answer = route.fetch().json()
    skills = answer["data"]["role"]["skills"]
    edge = skills["edges"][0]
    skills["totalCount"] = HUGE
    skills["edges"] = [
        edge
        | {"node": edge["node"] | {"slug": f"s-{place}", "name": f"skill {place}", "category": f"group {place % 20}"}}
        for place in range(HUGE)
    ]
    route.fulfill(json=answer)


def test_a_role_of_700_skills_is_laid_out_once_and_not_while_it_is_scrolled(page: Page, crowded: Server) -> None:
    page.route("**/graphql?*operationName=Role&*", with_skills)
    open_view(page, crowded, "/role/crowd/handy")
    facts = page.locator("#skills .facts > li")
    expect(facts).to_have_count(HUGE)
    cdp = page.context.new_cdp_session(page)
    cdp.send("Performance.enable")

    def measured() -> dict[str, float]:
        return {each["name"]: each["value"] for each in cdp.send("Performance.getMetrics")["metrics"]}

    page.mouse.move(700, 450)
    page.mouse.wheel(0, 100)
    page.wait_for_function("scrollY > 0")
    before, top = measured(), page.evaluate("scrollY")
    for _ in range(10):
        page.mouse.wheel(0, 800)
        page.evaluate("new Promise(requestAnimationFrame)")
    page.wait_for_function("top => scrollY > top + 4000", arg=top)
    assert measured()["LayoutCount"] - before["LayoutCount"] <= 2
    assert page.evaluate("document.querySelectorAll('#skills *').length") < 10 * HUGE


def test_advice_comes_in_tens_and_each_need_of_a_list_is_one(page: Page, crowded: Server, tmp_path: Path) -> None:
    open_view(page, crowded, "/hire")
    page.get_by_label("What the project needs").fill("Tool 000, common sense; Tool 000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Tool 000")).to_be_checked()
    expect(page.get_by_role("checkbox", name="common sense")).to_be_checked()
    assert page.url.count("need=") == 2
    expect(page.locator(".advice > li")).to_have_count(10)
    expect(page.locator(".rest")).to_contain_text(f"10 of {ROLES} roles are shown")
    page.get_by_role("button", name="Show more roles").click()
    expect(page.locator(".advice > li")).to_have_count(20)
    assert len(downloaded(page, tmp_path)) == ROLES
