"""Roles of a source that rates, and of sources without a common vocabulary: levels, licences, and what is not known."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import SURGEON, explained, open_view, pair
from tests.browser.watching import Watch
from tests.servers import Server


@pytest.fixture(autouse=True)
def watch(page: Page) -> Iterator[Watch]:
    watch = Watch(page)
    yield watch
    assert watch.complaints == []


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
    alike = server.ask('{ role(slug: "ai-engineer") { similar(first: 8) { likeness role { name } } } }')
    similar = alike["data"]["role"]["similar"]
    open_view(page, server, "/role/ai-engineer")
    entry = page.get_by_role("region", name="What it takes to get in")
    expect(entry.locator("dt")).to_have_text(["Education"])
    expect(entry.locator("dd")).to_have_text(["Bachelor's degree"])
    lines = page.get_by_role("region", name="Most related").get_by_role("listitem")
    expect(lines).to_have_text([f"{each['role']['name']}{each['likeness']:.0%} related" for each in similar])


@pytest.mark.parametrize("path", [SURGEON, "/compare?roles=clinic/nurse,ml-engineer", "/role/clinic/nurse"])
def test_what_is_rated_has_no_serious_barriers_and_fits_a_phone(browser: Browser, clinic: Server, path: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="light")
    watch = Watch(context.new_page())
    open_view(watch.page, clinic, path)
    assert watch.barriers() == []
    assert watch.barriers_in_the_dark() == []
    assert watch.page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
