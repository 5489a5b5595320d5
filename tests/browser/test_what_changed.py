"""What changed, as a person would tell it: since one's last visit, or of what one follows."""

import re

import httpx
from playwright.sync_api import Page, expect

from tests.browser.watching import Watch
from tests.servers import Server

VISIT = """({ number, digest }) => localStorage.setItem('rolegraph:visited',
  JSON.stringify({ number, digest, at: '2026-11-03T12:00:00Z' }))"""


def test_changes_are_told_with_names_by_load_and_kind(page: Page, bakery: Server) -> None:
    watch = Watch(page)
    page.goto(f"{bakery.url}/data?since=1&until=3")
    loads = page.locator(".load")
    expect(loads).to_have_count(2)
    expect(loads.first).to_contain_text("The level of Kneading for Baker rose from 0.6 to 0.7.")
    expect(loads.first).to_contain_text("Firing ovens (essential) is now among the skills of Baker.")
    expect(loads.last).to_contain_text("Baker took the place of Miller.")
    expect(loads.last).to_contain_text("No longer in use")
    expect(loads.first.get_by_role("link", name="Baker", exact=True)).to_have_attribute("href", "/role/baker")
    expect(page.get_by_role("region", name="What changed")).not_to_contain_text(re.compile("[{}]|kneading"))
    assert watch.complaints == []
    assert watch.barriers() == []


def test_since_ones_last_visit_is_what_one_sees_first_and_it_is_kept_in_the_browser(page: Page, bakery: Server) -> None:
    page.goto(f"{bakery.url}/data")
    expect(page.get_by_label("after revision")).to_have_value("2")
    expect(page.get_by_role("button", name="Since your last visit")).to_have_count(0)
    revisions = bakery.ask("{ revisions { nodes { number digest } } }")["data"]["revisions"]["nodes"]
    assert page.evaluate("JSON.parse(localStorage.getItem('rolegraph:visited')).number") == 3
    page.evaluate("sessionStorage.clear()")
    page.evaluate(VISIT, revisions[-1])
    page.goto(f"{bakery.url}/data")
    expect(page.get_by_label("after revision")).to_have_value("1")
    expect(page.get_by_role("button", name="Since your last visit, Nov 3, 2026")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.locator(".load")).to_have_count(2)
    page.reload()
    expect(page.locator(".load")).to_have_count(2)  # a reload is the same visit


def test_a_visit_to_a_history_that_is_no_more_counts_for_nothing(page: Page, bakery: Server) -> None:
    page.goto(f"{bakery.url}/robots.txt")
    page.evaluate(VISIT, {"number": 1, "digest": "0" * 64})
    page.goto(f"{bakery.url}/data")
    expect(page.get_by_label("after revision")).to_have_value("2")
    expect(page.get_by_role("button", name="Since your last visit")).to_have_count(0)


def test_one_follows_a_group_and_its_feed(page: Page, bakery: Server) -> None:
    page.goto(f"{bakery.url}/data")
    box = page.get_by_role("combobox", name="or of a role or a group of roles")
    box.fill("Food trades")
    page.get_by_role("option", name=re.compile("Food trades")).first.click()
    expect(page.locator(".change")).to_have_count(5)
    expect(page.get_by_role("region", name="What changed")).not_to_contain_text("Clerk")
    expect(page.locator("strong", has_text="Food trades")).to_be_visible()
    feed = page.get_by_role("link", name="Atom").get_attribute("href") or ""
    assert feed == "/feeds/group/food.atom"
    assert httpx.get(bakery.url + feed).status_code == 200
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("region", name="What changed")).to_contain_text("Clerk")
