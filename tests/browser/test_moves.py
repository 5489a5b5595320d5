"""What a counsellor would say of a move: its band, both figures, barriers, levels, and what is not known."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.looking import RESEARCH, best, explained, names, open_view, pair, ranked
from tests.browser.watching import Watch
from tests.servers import Server


@pytest.fixture(autouse=True)
def watch(page: Page) -> Iterator[Watch]:
    watch = Watch(page)
    yield watch
    assert watch.complaints == []


def test_a_move_has_its_band_in_words_and_both_figures_with_what_they_mean(page: Page, server: Server) -> None:
    move = pair(server, "ai-engineer", "ai-research-scientist", "feasibility likeness")
    open_view(page, server, RESEARCH)
    panel = explained(page)
    expect(panel.locator("h2 .band")).to_have_text("Hard")
    expect(panel.locator("h2 .band .on")).to_have_count(2)
    feasible, related = panel.locator(".figures li").all()
    expect(feasible).to_contain_text(f"{move['feasibility']:.0%} feasible")
    expect(feasible).to_contain_text("How likely somebody in the one role could do the other soon")
    expect(related).to_contain_text(f"{move['likeness']:.0%} related")
    expect(related).to_contain_text("whichever way one goes")


def test_a_barrier_says_what_is_needed_what_is_held_and_what_it_takes_away(page: Page, server: Server) -> None:
    move = pair(server, "ai-engineer", "ai-research-scientist", "barriers { share }")
    open_view(page, server, RESEARCH)
    barriers = page.get_by_role("list", name="What stands in the way").locator("> li")
    expect(barriers).to_have_count(1)
    said = re.sub(r"\s+", " ", barriers.first.inner_text())
    share = move["barriers"][0]["share"]
    assert said == f"Education Needed Doctorate Held Bachelor's degree takes away {share:.0%} of the feasibility"


def test_a_move_without_barriers_says_so(page: Page, server: Server) -> None:
    open_view(page, server, "/move?from=ai-engineer&to=ml-engineer")
    expect(page.get_by_role("list", name="What stands in the way").locator("li")).to_have_count(0)
    expect(explained(page)).to_contain_text("Nothing that sources tell of.")
    expect(explained(page).locator("h2 .band")).to_have_text("Easy")


def as_if_all_were_known(route: Route) -> None:
    """The answer of the server, without what it does not know."""
    answer = route.fetch().json()
    answer["data"]["transition"] |= {"unknown": [], "unknownSkills": []}
    route.fulfill(json=answer)


def test_what_is_not_known_is_said_and_nothing_where_all_is(page: Page, server: Server) -> None:
    move = pair(server, "ai-engineer", "ai-research-scientist", "unknown { kind explanation }")
    assert [each["kind"] for each in move["unknown"]] == ["PREPARATION", "EXPERIENCE"]
    open_view(page, server, RESEARCH)
    said = page.get_by_role("list", name="What is not known").get_by_role("listitem").all_inner_texts()
    assert said == [each["explanation"] for each in move["unknown"]]
    page.route("**/graphql?*operationName=Transition&*", as_if_all_were_known)
    open_view(page, server, RESEARCH)
    expect(explained(page).locator("h2 .band")).to_be_visible()
    expect(page.get_by_role("list", name="What is not known")).to_have_count(0)


def test_the_points_of_reasons_less_what_barriers_take_are_the_feasibility(page: Page, server: Server) -> None:
    move = pair(server, "ai-engineer", "ai-research-scientist", "feasibility factors { kind contribution }")
    open_view(page, server, RESEARCH)
    bodies = explained(page).locator("table.factors:visible tbody")
    reasons, barriers = bodies.nth(0).locator("tr"), bodies.nth(1).locator("tr")
    expect(reasons).to_have_count(len(move["factors"]) - 1)
    points = [float(each.split(" of ")[0]) for each in reasons.locator("td.number").all_inner_texts()]
    before = float(barriers.nth(0).locator("td.number").inner_text())
    taken = barriers.nth(1)
    expect(taken.locator("th")).to_contain_text("Education")
    expect(taken).to_contain_text(re.compile(r"takes away \d+% of it"))
    away = float(taken.locator("td.number").inner_text().replace("−", "-"))
    total = explained(page).locator("table.factors:visible tfoot td").inner_text()
    assert total == f"{100 * move['feasibility']:.1f}"
    assert away < 0
    assert sum(points) == pytest.approx(before, abs=0.05 * len(points))
    assert before + away == pytest.approx(float(total), abs=0.11)


def test_the_likeness_is_taken_apart_on_demand(page: Page, server: Server) -> None:
    move = pair(server, "ai-engineer", "ai-research-scientist", "likeness likenessFactors { kind }")
    open_view(page, server, RESEARCH)
    expect(explained(page).locator("table.factors:visible")).to_have_count(1)
    explained(page).get_by_text(f"Why they are {move['likeness']:.0%} related").click()
    table = explained(page).locator("table.factors").last
    expect(table.locator("tbody tr")).to_have_count(len(move["likenessFactors"]))
    expect(table.locator("tfoot td")).to_have_text(f"{100 * move['likeness']:.1f}")


def test_the_most_related_come_first_where_that_is_wished_and_the_address_keeps_it(page: Page, server: Server) -> None:
    advised, related = names(best(server)), names(best(server, ", orderBy: LIKENESS"))
    assert advised != related
    open_view(page, server, "/move?from=ai-engineer")
    assert ranked(page) == advised
    page.get_by_role("button", name="Most related first").click()
    expect(page).to_have_url(re.compile("by=related"))
    expect(page.locator(".ranking > li > a")).to_have_text(related)
    expect(page.get_by_role("button", name="Most related first")).to_have_attribute("aria-pressed", "true")
    page.locator(".ranking > li > a").nth(2).click()
    expect(page).to_have_url(re.compile("by=related.*to="))
    page.reload()
    expect(page.locator(".ranking > li > a")).to_have_text(related)
    page.get_by_role("button", name="Best first").click()
    expect(page.locator(".ranking > li > a")).to_have_text(advised)
    assert "by=" not in page.url


def test_each_move_of_the_list_has_its_band_and_both_figures(page: Page, server: Server) -> None:
    words = {"EASY": "Easy", "WITHIN_REACH": "Within reach", "HARD": "Hard", "OUT_OF_REACH": "Out of reach"}
    open_view(page, server, "/move?from=ai-engineer")
    lines = page.locator(".ranking > li")
    for line, move in zip(lines.all(), best(server), strict=True):
        expect(line.locator(".band")).to_have_text(words[move["band"]])
        expect(line).to_contain_text(f"{move['feasibility']:.0%} feasible · {move['likeness']:.0%} related")


def test_moves_are_narrowed_to_bands_and_the_address_keeps_them(page: Page, server: Server) -> None:
    open_view(page, server, "/move?from=ai-engineer")
    page.get_by_role("checkbox", name="Hard", exact=True).check()
    expect(page.locator(".ranking > li > a")).to_have_text(["AI research scientist"])
    assert parse_qs(urlsplit(page.url).query)["bands"] == ["HARD"]
    page.get_by_role("checkbox", name="Easy", exact=True).check()
    expect(page.locator(".ranking > li")).to_have_count(12)
    assert parse_qs(urlsplit(page.url).query)["bands"] == ["EASY,HARD"]
    page.reload()
    expect(page.get_by_role("checkbox", name="Easy", exact=True)).to_be_checked()
    expect(page.get_by_role("checkbox", name="Within reach", exact=True)).not_to_be_checked()
    page.get_by_role("checkbox", name="Easy", exact=True).uncheck()
    page.get_by_role("checkbox", name="Hard", exact=True).uncheck()
    expect(page.locator(".ranking > li")).to_have_count(12)
    assert "bands" not in page.url
    page.get_by_role("checkbox", name="Out of reach", exact=True).check()
    expect(page.get_by_text("No move fits these wishes.")).to_be_visible()


def test_a_diverse_list_is_one_click_away(page: Page, server: Server) -> None:
    plain, diverse = names(best(server)), names(best(server, ", diverse: true"))
    assert plain != diverse
    open_view(page, server, "/move?from=ai-engineer")
    page.get_by_role("checkbox", name="diverse").check()
    expect(page).to_have_url(re.compile("diverse=true"))
    expect(page.locator(".ranking > li > a")).to_have_text(diverse)
