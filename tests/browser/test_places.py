"""Where one is: back finds the place, titles and headings say the view, Tab begins at the top, print has all."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.crowd import LONG
from tests.browser.looking import RESEARCH, explained, open_view
from tests.servers import Server

WIDTH = "document.documentElement.scrollWidth"


def test_back_finds_the_place_that_one_left(page: Page, server: Server) -> None:
    open_view(page, server, "/role/ai-engineer")
    page.evaluate("window.scrollTo(0, 1500)")
    page.wait_for_function("window.scrollY > 1400")
    page.wait_for_timeout(300)
    link = page.locator("main section a[href^='/role/']").first
    link.evaluate("link => link.click()")
    page.wait_for_url("**/role/**")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("AI engineer")
    page.wait_for_function("window.scrollY < 10")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("AI engineer")
    page.wait_for_function("Math.abs(window.scrollY - 1500) < 5")


def test_a_view_that_one_goes_to_begins_at_its_top_and_its_heading_has_the_focus(page: Page, server: Server) -> None:
    open_view(page, server, "/role/ai-engineer")
    page.evaluate("window.scrollTo(0, 900)")
    page.locator(".columns a[href^='/skill/']").first.evaluate("link => link.click()")
    page.wait_for_url("**/skill/**")
    page.wait_for_function("window.scrollY < 10")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_the_first_tab_of_a_page_leads_to_what_skips_the_menu(page: Page, server: Server) -> None:
    open_view(page, server, "/role/ai-engineer")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the content")).to_be_focused()


def test_a_move_that_is_chosen_has_its_title_and_the_focus(page: Page, server: Server) -> None:
    open_view(page, server, "/move?from=ai-engineer")
    expect(page).to_have_title("From AI engineer · Rolegraph")
    page.locator(".ranking").get_by_role("link", name="ML engineer", exact=True).click()
    expect(page).to_have_title("AI engineer to ML engineer · Rolegraph")
    expect(explained(page)).to_be_focused()
    page.go_back()
    expect(page).to_have_title("From AI engineer · Rolegraph")


def test_another_start_of_a_move_gives_the_focus_to_the_heading(page: Page, server: Server) -> None:
    open_view(page, server, RESEARCH)
    page.get_by_role("combobox", name="Start from another role").fill("data engineer")
    page.locator(".picker").get_by_role("option").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("From Data engineer")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_print_has_all_of_a_list_and_nothing_to_press(page: Page, server: Server) -> None:
    open_view(page, server, "/role/ai-engineer")
    page.emulate_media(media="print")
    for unwanted in (".bar", ".downloads", ".actions"):
        expect(page.locator(unwanted).first).to_be_hidden()
    cut = "[...document.querySelectorAll('.scrolled, .clip')].filter(each => each.scrollHeight > each.clientHeight + 1)"
    assert page.evaluate(f"{cut}.length") == 0
    page.emulate_media(media="screen")
    assert page.evaluate(f"{cut}.length") > 0, "else this would say nothing"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/role/crowd/handy",
        "/compare?roles=crowd/handy,crowd/role-001",
        "/move?from=crowd/handy&to=crowd/role-001",
        "/move?from=crowd/role-001&to=crowd/handy",
        "/find?q=arbeiter",
    ],
)
def test_long_names_fit_a_phone(page: Page, crowded: Server, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_view(page, crowded, path)
    if path != "/":
        expect(page.get_by_role("main")).to_contain_text(LONG.split()[0])
    assert page.evaluate(WIDTH) <= 390


def test_moves_over_several_datasets_fit_a_phone(page: Page, clinic: Server) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_view(page, clinic, "/move?from=clinic/nurse&to=clinic/doctor")
    expect(page.get_by_label("Dataset")).to_be_hidden()
    page.get_by_text("Narrow down").click()
    expect(page.get_by_label("Dataset")).to_be_visible()
    assert page.evaluate(WIDTH) <= 390
    page.get_by_label("Dataset").select_option("clinic")
    page.reload()
    expect(page.get_by_label("Dataset"), "what is wished is in sight").to_be_visible()


def test_an_address_that_leads_nowhere_says_so(page: Page, server: Server) -> None:
    answer = page.goto(f"{server.url}/nowhere")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing is here")
    page.get_by_role("link", name="Find a role, skill or tool").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What do roles share")
