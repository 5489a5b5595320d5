"""What a counsellor would say of a move: its band, both figures, barriers, levels, ladders, and what is not known."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from seeds.loading import load
from tests.browser.watching import Watch
from tests.conftest import DATASET, new_store
from tests.servers import Server, serving

CLINIC = """
dataset: {slug: clinic, title: Careers in a clinic}
citations: []
basis: INFERRED
skills:
  - {slug: clinic/biology, name: Biology, skill_kind: KNOWLEDGE}
  - {slug: clinic/medicine, name: Medicine, skill_kind: KNOWLEDGE}
  - {slug: clinic/care, name: Care, skill_kind: SKILL}
  - {slug: clinic/surgery, name: Surgery, skill_kind: SKILL}
  - {slug: clinic/patience, name: Patience, skill_kind: TRANSVERSAL}
roles:
  - slug: clinic/nurse
    name: Nurse
    skills:
      - {skill: clinic/biology, importance: ESSENTIAL, level: 0.3686, level_rating: 2.58}
      - {skill: clinic/medicine, importance: ESSENTIAL, level: 0.6386, level_rating: 4.47}
      - {skill: clinic/care, importance: ESSENTIAL, level: 0.8, level_rating: 5.6}
      - {skill: clinic/patience, importance: ESSENTIAL, importance_rating: 4.46}
  - slug: clinic/doctor
    name: Doctor
    regulated: true
    skills:
      - {skill: clinic/biology, importance: ESSENTIAL, level: 0.7457, level_rating: 5.22}
      - {skill: clinic/medicine, importance: ESSENTIAL, level: 0.9486, level_rating: 6.64}
      - {skill: clinic/care, importance: ESSENTIAL, level: 0.5, level_rating: 3.5}
      - {skill: clinic/surgery, importance: OPTIONAL, level: 0.6, level_rating: 4.2}
      - {skill: clinic/patience, importance: ESSENTIAL, importance_rating: 4.96}
  - {slug: clinic/porter, name: Porter}
"""
RESEARCH = "/move?from=ai-engineer&to=ai-research-scientist"
SURGEON = "/move?from=clinic/nurse&to=clinic/doctor"


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the shipped dataset, and beside it one that rates and shares no vocabulary with it."""
    folder = tmp_path_factory.mktemp("clinic")
    (folder / "clinic.yaml").write_text(CLINIC)
    address = f"sqlite:///{folder / 'rolegraph.db'}"
    with new_store(address) as store:
        load(store, [DATASET], "tester")
        load(store, [folder / "clinic.yaml"], "tester")
    with serving(address) as server:
        yield server


@pytest.fixture(autouse=True)
def watch(page: Page) -> Iterator[Watch]:
    watch = Watch(page)
    yield watch
    assert watch.complaints == []


def open_view(page: Page, server: Server, path: str) -> None:
    page.goto(server.url + path)
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_load_state("networkidle")


def explained(page: Page) -> Locator:
    return page.get_by_role("region", name="The move, explained")


def ranked(page: Page) -> list[str]:
    return page.locator(".ranking > li > a").all_inner_texts()


def best(server: Server, more: str = "") -> list[dict[str, Any]]:
    fields = "nodes { to { name } band feasibility likeness }"
    answer = server.ask(f'{{ transitions(from: "ai-engineer", first: 20{more}) {{ {fields} }} }}')
    found: list[dict[str, Any]] = answer["data"]["transitions"]["nodes"]
    return found


def names(moves: list[dict[str, Any]]) -> list[str]:
    return [each["to"]["name"] for each in moves]


def pair(server: Server, source: str, target: str, fields: str) -> dict[str, Any]:
    answer = server.ask(f'{{ transition(from: "{source}", to: "{target}") {{ {fields} }} }}')
    found: dict[str, Any] = answer["data"]["transition"]
    return found


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


def test_what_is_not_known_is_said_and_nothing_where_all_is(page: Page, server: Server) -> None:
    move = pair(server, "ai-engineer", "ai-research-scientist", "unknown { kind explanation }")
    assert [each["kind"] for each in move["unknown"]] == ["PREPARATION", "EXPERIENCE"]
    open_view(page, server, RESEARCH)
    said = page.get_by_role("list", name="What is not known").get_by_role("listitem").all_inner_texts()
    assert said == [each["explanation"] for each in move["unknown"]]
    open_view(page, server, "/move?from=ai-engineer&to=ai-engineer")
    expect(explained(page).locator("h2 .band")).to_have_text("Easy")
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
    feasible, related = names(best(server)), names(best(server, ", orderBy: LIKENESS"))
    assert feasible != related
    open_view(page, server, "/move?from=ai-engineer")
    assert ranked(page) == feasible
    page.get_by_role("button", name="Most related first").click()
    expect(page).to_have_url(re.compile("by=related"))
    expect(page.locator(".ranking > li > a")).to_have_text(related)
    expect(page.get_by_role("button", name="Most related first")).to_have_attribute("aria-pressed", "true")
    page.locator(".ranking > li > a").nth(2).click()
    expect(page).to_have_url(re.compile("by=related.*to="))
    page.reload()
    expect(page.locator(".ranking > li > a")).to_have_text(related)
    page.get_by_role("button", name="Most feasible first").click()
    expect(page.locator(".ranking > li > a")).to_have_text(feasible)
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
        "Licence: a licence for Doctor. And levels. Not known: preparation, education, experience."
    )
    expect(page.locator(".reason")).to_have_text(way["reason"])


def test_where_there_is_no_ladder_the_reason_is_told(page: Page, server: Server) -> None:
    open_view(page, server, "/move?from=ai-engineer&to=ml-engineer")
    expect(page.locator(".reason")).to_have_text(
        "The move from AI engineer to ML engineer is within reach as it is; no way round makes it easier."
    )
    expect(page.locator(".way")).to_have_count(1)
    expect(page.locator(".way")).to_contain_text("The direct move")


def test_gaps_show_both_levels_where_a_source_rates_and_the_greatest_lack_comes_first(
    page: Page, clinic: Server
) -> None:
    open_view(page, clinic, SURGEON)
    lines = page.get_by_role("list", name="Skills that are missing").get_by_role("listitem")
    gaps = pair(clinic, "clinic/nurse", "clinic/doctor", "skillGaps { skill { name } }")["skillGaps"]
    assert lines.locator("a").all_inner_texts()[: len(gaps)] == [each["skill"]["name"] for each in gaps]
    expected = {
        "Biology": "level 2.6 → 5.2",
        "Medicine": "level 4.5 → 6.6",
        "Surgery": "level not held → 4.2",
        "Patience": "importance 4.5 → 5.0",
    }
    for name, levels in expected.items():
        expect(lines.filter(has_text=name).locator(".levels .number")).to_have_text(levels)
    expect(lines.filter(has_text="Biology").locator(".has")).to_have_attribute("width", re.compile(r"^36\.86"))
    expect(lines.filter(has_text="Biology").locator(".lacks")).to_have_attribute("width", re.compile(r"^74\.57"))
    brought = page.get_by_role("list", name="Skills that carry over").get_by_role("listitem")
    expect(brought.filter(has_text="Care").locator(".levels .number")).to_have_text("level 5.6, needed 3.5")


def test_a_licence_is_a_barrier_of_which_nothing_is_held(page: Page, clinic: Server) -> None:
    open_view(page, clinic, SURGEON)
    licence = page.locator(".barriers > li[data-kind=LICENCE]")
    expect(licence).to_contain_text("a licence")
    expect(licence).to_contain_text("nothing of it, as far as sources say")


def test_skills_that_no_source_knows_of_are_not_told_as_missing(page: Page, clinic: Server) -> None:
    unknown = pair(clinic, "clinic/nurse", "ml-engineer", "unknownSkills { slug } skillGaps { weight }")
    assert unknown["skillGaps"] == []
    open_view(page, clinic, "/move?from=clinic/nurse&to=ml-engineer")
    count = len(unknown["unknownSkills"])
    expect(page.get_by_role("list", name="What is not known")).to_contain_text(
        f"Of {count} skills of ML engineer no source says whether Nurse has them"
    )
    expect(explained(page)).to_contain_text("None that is known to be.")
    expect(explained(page)).not_to_contain_text("Nothing is missing.")


def test_a_role_of_which_no_skill_is_known_is_not_told_to_lack_nothing(page: Page, clinic: Server) -> None:
    move = pair(clinic, "clinic/nurse", "clinic/porter", "unknown { kind } unknownSkills { slug } skillGaps { weight }")
    assert "SKILLS" in [each["kind"] for each in move["unknown"]]
    assert move["unknownSkills"] == move["skillGaps"] == []
    open_view(page, clinic, "/move?from=clinic/nurse&to=clinic/porter")
    expect(explained(page)).to_contain_text("Missing 0 skills")
    expect(explained(page)).to_contain_text("None that is known to be.")
    expect(explained(page)).not_to_contain_text("Nothing is missing.")


def test_roles_without_a_common_vocabulary_are_compared_by_likeness_alone(page: Page, clinic: Server) -> None:
    open_view(page, clinic, "/compare?roles=clinic/nurse,ml-engineer")
    expect(page.get_by_role("note")).to_contain_text("What they share is not known: no vocabulary has the skills and")
    expect(page.locator(".lead")).to_have_count(1)
    expect(page.locator(".lead")).to_contain_text("% related")
    expect(page.get_by_text("% shared")).to_have_count(0)


def test_roles_with_one_vocabulary_are_compared_by_likeness_and_what_they_share(page: Page, server: Server) -> None:
    both = server.ask('{ overlap(roles: ["ai-engineer", "ml-engineer"]) { likeness similarity } }')["data"]["overlap"]
    open_view(page, server, "/compare?roles=ai-engineer,ml-engineer")
    related, shared = page.locator(".lead").all()
    expect(related).to_contain_text(f"{both['likeness']:.0%} related")
    expect(shared).to_contain_text(f"{both['similarity']:.0%} shared")
    expect(page.get_by_role("note")).to_have_count(0)


def test_a_role_says_what_it_takes_to_get_in_and_which_roles_are_most_related(page: Page, server: Server) -> None:
    alike = server.ask('{ role(slug: "ai-engineer") { similar(first: 6) { likeness role { name } } } }')
    similar = alike["data"]["role"]["similar"]
    open_view(page, server, "/role/ai-engineer")
    entry = page.get_by_role("region", name="What it takes to get in")
    expect(entry.locator("dt")).to_have_text(["Education"])
    expect(entry.locator("dd")).to_have_text(["Bachelor's degree"])
    lines = page.get_by_role("region", name="Most related").get_by_role("listitem")
    expect(lines).to_have_text([f"{each['role']['name']}{each['likeness']:.0%} related" for each in similar])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [SURGEON, "/compare?roles=clinic/nurse,ml-engineer", "/role/clinic/nurse"])
def test_what_is_rated_has_no_serious_barriers_and_fits_a_phone(
    browser: Browser, clinic: Server, path: str, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark" if scheme == "dark" else "light"
    )
    watch = Watch(context.new_page())
    open_view(watch.page, clinic, path)
    assert watch.barriers() == []
    assert watch.page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
