"""Ways over other roles: what each rung takes, and why there is none."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import SURGEON, open_view
from tests.browser.watching import Watch
from tests.servers import Server


@pytest.fixture(autouse=True)
def watch(page: Page) -> Iterator[Watch]:
    watch = Watch(page)
    yield watch
    assert watch.complaints == []


def test_a_way_over_other_roles_is_a_ladder_with_what_each_rung_takes(page: Page, server: Server) -> None:
    answer = server.ask(
        '{ careerPaths(from: "ai-consultant", to: "ml-engineer", maxMoves: 4, first: 3)'
        " { moves { to { name } feasibility barriers { kind needed } } } }"
    )
    ways = answer["data"]["careerPaths"]
    assert len(ways[0]["moves"]) > 1
    open_view(page, server, "/move?from=ai-consultant&to=ml-engineer")
    expect(page.locator(".way")).to_have_count(len(ways))
    rungs = page.locator(".way").first.locator(".route > li")
    expect(rungs).to_have_count(len(ways[0]["moves"]) + 1)
    for rung, move in zip(rungs.all()[1:], ways[0]["moves"], strict=True):
        expect(rung.locator(".band")).to_be_visible()
        expect(rung).to_contain_text(f"{move['feasibility']:.0%} feasible")
        expect(rung.locator(".stop")).to_have_text(move["to"]["name"])
        assert move["barriers"] == []
        expect(rung).to_contain_text("Nothing that is known stands in the way.")
    expect(page.locator(".reason")).to_have_count(0)


def test_a_rung_tells_its_main_barrier_and_what_is_not_known(page: Page, clinic: Server) -> None:
    direct = '{ careerPaths(from: "clinic/nurse", to: "clinic/doctor") { reason moves { barriers { kind } } } }'
    (way,) = clinic.ask(direct)["data"]["careerPaths"]
    assert [each["kind"] for each in way["moves"][0]["barriers"]] == ["LICENCE", "LEVELS"]
    open_view(page, clinic, SURGEON)
    expect(page.locator(".way .rung p")).to_have_text(
        "Licence: a licence for Doctor. One cannot begin without it. And levels. "
        "Not known: preparation, education, experience."
    )
    expect(page.locator(".reason")).to_have_text(way["reason"])


def test_where_there_is_no_ladder_the_reason_is_told(page: Page, server: Server) -> None:
    open_view(page, server, "/move?from=ai-engineer&to=ml-engineer")
    expect(page.locator(".reason")).to_have_text(
        "The move from AI engineer to ML engineer is within reach as it is; no way round makes it easier."
    )
    expect(page.locator(".way")).to_have_count(1)
    expect(page.locator(".way")).to_contain_text("The direct move")
