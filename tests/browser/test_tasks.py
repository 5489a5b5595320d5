"""What people come for, by as few clicks as it takes: those of each task are numbered."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import open_view
from tests.browser.watching import Watch
from tests.servers import Server

CV = """Jo Quux, Springfield. I have built and shipped models in PyTorch for three years, mostly for computer vision.
I write Python every day. I have never used TensorFlow."""


SHIFTED = """window.shifted = 0; new PerformanceObserver(list => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifted += each.value;
}).observe({type: 'layout-shift', buffered: true})"""
MOST_SHIFTED = 0.1  # of a cumulative layout shift, which is good by the measure of web.dev


@pytest.fixture(autouse=True)
def watch(page: Page) -> Iterator[Watch]:
    watch = Watch(page)
    yield watch
    assert watch.complaints == []


@pytest.mark.xdist_group("esco")
def test_an_electrician_is_found_without_typing(page: Page, esco_server: Server) -> None:
    open_view(page, esco_server, "/")
    page.get_by_role("link", name="Craft and related trades workers").click()  # 1
    page.get_by_role("main").get_by_role("link", name="Electrical and electronic trades workers").first.click()  # 2
    page.get_by_role("list", name="Roles").get_by_role("link", name="Electrician", exact=True).click()  # 3
    expect(page.get_by_role("heading", level=1)).to_have_text("Electrician")
    expect(page.get_by_role("complementary", name="At a glance")).to_contain_text("Field of work")


@pytest.mark.xdist_group("esco")
def test_a_nurse_sees_what_takes_less_training(page: Page, esco_server: Server) -> None:
    esco_server.wait_until_prepared()
    open_view(page, esco_server, "/")
    page.get_by_role("link", name="I want to change").click()  # 1
    page.get_by_role("combobox", name="The role that you have").fill("nurse responsible for general care")
    page.get_by_role("option").first.click()  # 2
    expect(page.get_by_role("heading", level=1)).to_have_text("From Nurse responsible for general care")
    page.get_by_role("button", name="Less training").click()  # 3
    expect(page).to_have_url(re.compile("from=esco(/|%2F)nurse-responsible-for-general-care&training=less$"))
    expect(page.get_by_role("button", name="Less training")).to_have_attribute("aria-pressed", "true")
    asked = """{ transitions(from: "esco/nurse-responsible-for-general-care", first: 20,
        filter: {training: [LESS]}) { nodes { to { name skillLevel } } } }"""
    less = [each["to"] for each in esco_server.ask(asked)["data"]["transitions"]["nodes"]]
    assert all(each["skillLevel"] < 4 for each in less)
    names = [each["name"][:1].upper() + each["name"][1:] for each in less]
    expect(page.locator(".ranking > li > a")).to_have_text(names)


def test_a_cv_leads_to_the_best_role_and_into_no_address(page: Page, server: Server) -> None:
    open_view(page, server, "/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("link", name="From my CV or skills").click()  # 1
    page.get_by_label("My skills and tools").fill(CV)
    page.get_by_role("button", name="Find roles").click()  # 2
    expect(page.locator(".verdict").filter(has_text="Computer vision engineer fits best")).to_be_visible()
    expect(page.locator(".ranking > li > a").first).to_have_text("Computer vision engineer")
    expect(page.locator(".marked").get_by_text("TensorFlow")).to_have_attribute("aria-pressed", "false")
    assert not [each for each in asked if "Quux" in each or "pytorch" in each.lower()]


def test_a_correction_of_what_was_understood_counts(page: Page, server: Server) -> None:
    open_view(page, server, "/move?mine=")
    page.get_by_label("My skills and tools").fill(CV)
    page.get_by_role("button", name="Find roles").click()
    counted = page.get_by_role("list", name="What counts")
    counted.get_by_role("button", name="Put right Python").click()
    counted.get_by_role("combobox", name="Instead of Python").fill("keras")
    counted.locator(".picker").get_by_role("option").first.click()
    expect(counted.get_by_role("checkbox", name="Python", exact=True)).to_have_count(0)
    expect(counted.get_by_role("checkbox", name="Keras")).to_be_checked()


def test_roles_are_put_aside_kept_and_compared(page: Page, server: Server) -> None:
    open_view(page, server, "/role/ai-engineer")
    page.get_by_role("button", name="Put aside").click()
    tray = page.get_by_role("complementary", name="Put aside")
    expect(tray).to_contain_text("AI engineer")
    open_view(page, server, "/role/data-scientist")
    expect(tray).to_contain_text("AI engineer")
    page.get_by_role("button", name="Put aside").click()
    tray.get_by_role("link", name="Compare 2").click()
    expect(page).to_have_url(f"{server.url}/compare?roles=ai-engineer%2Cdata-scientist")
    expect(page.get_by_role("heading", level=1)).to_have_text("AI engineer and Data scientist")
    page.go_back()
    tray.get_by_role("button", name="Empty").click()
    expect(tray).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Data scientist")
    expect(tray).to_have_count(0)


def test_a_move_is_turned_round_in_one_click(page: Page, server: Server) -> None:
    open_view(page, server, "/move?from=ai-engineer&to=ai-research-scientist")
    expect(page.get_by_role("region", name="The move, explained")).to_contain_text("more education")
    page.get_by_role("link", name="The other way round").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("From AI research scientist")
    explained = page.get_by_role("region", name="The move, explained")
    expect(explained.get_by_role("heading", level=2)).to_contain_text("AI research scientist to AI engineer")
    expect(explained.locator(".verdict")).not_to_contain_text("education")


def test_nothing_jumps_while_a_view_is_loaded(page: Page, server: Server) -> None:
    page.add_init_script(SHIFTED)
    for path in ("/", "/role/ai-engineer", "/compare?roles=ai-engineer,ml-engineer", "/hire?need=Chatbots"):
        open_view(page, server, path)
        assert page.evaluate("window.shifted") < MOST_SHIFTED, path
