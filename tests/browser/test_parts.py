"""What each part shows on another site, and how it behaves under a keyboard, in a language, and with wrong slugs."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.other_site import show
from tests.browser.watching import Watch
from tests.servers import Server


def test_what_a_wrong_slug_may_have_meant_is_told_by_name_and_leads_there(
    page: Page, site: str, folder: Path, server: Server
) -> None:
    wrong = (
        '<rolegraph-transition from="ai-enginer" to="ml-engineer" link="/jobs/{slug}"></rolegraph-transition>'
        '<rolegraph-role slug="data-scientst" link="/jobs/{slug}"></rolegraph-role>'
        '<rolegraph-compare roles="ai-engineer ml-enginer" link="/jobs/{slug}"></rolegraph-compare>'
    )
    show(page, site, folder, server, wrong)
    for element, name, slug in (
        ("transition", "AI engineer", "ai-engineer"),
        ("role", "Data scientist", "data-scientist"),
        ("compare", "ML engineer", "ml-engineer"),
    ):
        alert = page.locator(f"rolegraph-{element}").get_by_role("alert")
        expect(alert.get_by_role("link", name=name, exact=True)).to_have_attribute("href", f"/jobs/{slug}")
        expect(alert).not_to_contain_text(slug)


def test_moves_and_what_to_learn_are_those_of_the_api(page: Page, site: str, folder: Path, server: Server) -> None:
    asked = server.ask(
        """{ transitions(from: "ai-engineer", first: 4) { nodes { to { name } } }
            learningPlan(from: "ai-engineer", to: "ai-research-scientist") {
                steps(first: 3) { skill { name } suggested { resource { name } } } } }"""
    )["data"]
    body = (
        '<rolegraph-moves from="ai-engineer" first="4"></rolegraph-moves>'
        '<rolegraph-learn from="ai-engineer" to="ai-research-scientist" first="3"></rolegraph-learn>'
    )
    watch = Watch(page)
    show(page, site, folder, server, body)
    moves = page.locator("rolegraph-moves")
    expect(moves.get_by_role("heading")).to_have_text("Best moves from AI engineer")
    expect(moves.locator("li a")).to_have_text([each["to"]["name"] for each in asked["transitions"]["nodes"]])
    learn = page.locator("rolegraph-learn")
    steps = asked["learningPlan"]["steps"]
    lines = learn.get_by_role("listitem")
    expect(lines).to_have_count(3)
    for place, step in enumerate(steps):
        expect(lines.nth(place).get_by_role("link").first).to_have_text(step["skill"]["name"])
        if step["suggested"]:
            expect(lines.nth(place)).to_contain_text(step["suggested"]["resource"]["name"])
    assert any(each["suggested"] for each in steps), "the shipped dataset has resources"
    expect(learn).to_contain_text("Doctorate")
    assert watch.complaints == []
    assert watch.barriers() == []


def test_what_somebody_knows_goes_into_no_address(page: Page, site: str, folder: Path, server: Server) -> None:
    watch = Watch(page)
    show(page, site, folder, server, "<rolegraph-match></rolegraph-match>")
    page.evaluate("addEventListener('rolegraph-change', (event) => { window.changed = event.detail; })")
    match = page.locator("rolegraph-match")
    match.get_by_role("textbox").fill("Python, statistics, xyzzy")
    page.keyboard.press("Enter")
    expect(match.get_by_role("listitem")).to_have_count(5)
    expect(match).to_contain_text("Not understood: xyzzy.")
    assert page.evaluate("window.changed") == {"skills": ["Python", "statistics", "xyzzy"]}
    assert not any("xyzzy" in each for each in watch.addresses)
    assert watch.barriers() == []


def test_fields_of_work_lead_down_to_roles_and_up_again_by_keyboard(
    page: Page, site: str, folder: Path, bakery: Server
) -> None:
    show(page, site, folder, bakery, "<rolegraph-browse></rolegraph-browse>")
    browse = page.locator("rolegraph-browse")
    expect(browse.get_by_role("listitem")).to_have_text(["Clerks 1 role", "Food trades 1 role"])
    browse.get_by_role("button", name="Clerks").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(browse.get_by_role("heading").first).to_have_text("Food trades")
    browse.get_by_role("button", name="Bakers and others").click()
    expect(browse.get_by_role("link", name="Baker", exact=True)).to_have_attribute("href", f"{bakery.url}/role/baker")
    expect(browse).to_have_attribute("group", "bakers")
    browse.get_by_role("button", name="Food trades").click()
    expect(browse.get_by_role("heading").first).to_have_text("Food trades")


def test_suggestions_are_chosen_with_arrows_and_enter_and_closed_with_escape(
    page: Page, site: str, folder: Path, server: Server
) -> None:
    show(page, site, folder, server, '<rolegraph-search link="/jobs/{slug}"></rolegraph-search>')
    page.evaluate(
        "addEventListener('rolegraph-select', (each) => { each.preventDefault(); window.chosen = each.detail.slug; })"
    )
    search = page.locator("rolegraph-search")
    box = search.get_by_role("combobox")
    box.fill("engineer")
    options = search.get_by_role("option")
    expect(options).to_have_count(8)
    slug = (options.nth(1).get_attribute("href") or "").removeprefix("/jobs/")
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    page.keyboard.press("Enter")
    assert page.evaluate("window.chosen") == slug
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")


SHIFTS = """() => new Promise((done) => {
  const found = [];
  new PerformanceObserver((list) => found.push(...list.getEntries().map((each) => each.value)))
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(found.reduce((sum, each) => sum + each, 0)), 300);
})"""


def test_nothing_moves_on_the_page_when_a_part_arrives(page: Page, site: str, folder: Path, server: Server) -> None:
    style = 'style="display: block; min-block-size: 28rem"'  # as the builder of the page writes it
    body = (
        f'<rolegraph-role slug="ml-engineer" {style}></rolegraph-role><p>below</p>'
        f'<rolegraph-moves from="ai-engineer" {style}></rolegraph-moves><p>below</p>'
    )
    show(page, site, folder, server, body)
    expect(page.locator("rolegraph-role")).to_contain_text("Skills")
    expect(page.locator("rolegraph-moves")).to_contain_text("Best moves")
    assert page.evaluate(SHIFTS) < 0.01


def test_the_whole_title_is_styled_and_names_are_asked_for_in_a_language(
    page: Page, site: str, folder: Path, server: Server
) -> None:
    watch = Watch(page)
    style = "<style>rolegraph-transition::part(title) { color: rgb(1, 2, 3); }</style>"
    body = '<rolegraph-transition from="ai-engineer" to="ml-engineer" lang="ar"></rolegraph-transition>'
    show(page, site, folder, server, style + body)
    element = page.locator("rolegraph-transition")
    title = element.get_by_role("heading", level=3)
    for each in (title, title.get_by_role("link").first, title.get_by_role("link").last):
        expect(each).to_have_css("color", "rgb(1, 2, 3)")
    expect(element.locator(".box")).to_have_css("direction", "rtl")
    asked = [parse_qs(urlsplit(each).query) for each in watch.addresses if "/graphql" in each]
    assert [each["language"] for each in asked] == [["ar"]]


def test_parts_speak_the_language_of_what_they_stand_in_and_tell_that_of_names_in_another(
    page: Page, site: str, folder: Path, server: Server
) -> None:
    move = server.ask('{ transition(from: "ai-engineer", to: "ml-engineer") { feasibility } }')["data"]["transition"]
    body = (
        '<rolegraph-transition from="ai-engineer" to="ml-engineer"></rolegraph-transition>'
        '<rolegraph-search></rolegraph-search><rolegraph-role slug="nobody-xyzzy"></rolegraph-role>'
        '<div lang="en-GB"><rolegraph-match></rolegraph-match></div>'
        '<rolegraph-browse lang="ja"></rolegraph-browse>'
    )
    watch = Watch(page)
    show(page, site, folder, server, body, language="de-CH")
    element = page.locator("rolegraph-transition")
    expect(element).to_contain_text(f"{move['feasibility']:.0%} machbar".replace("%", "\u00a0%"))
    expect(element).to_contain_text("Was im Weg steht")
    expect(element.locator(".box")).to_have_attribute("lang", "de")
    expect(element.get_by_role("link", name="AI engineer").locator("span")).to_have_attribute("lang", "en")
    expect(page.get_by_role("combobox")).to_have_attribute("placeholder", "Rolle, Fähigkeit oder Werkzeug suchen")
    expect(page.locator("rolegraph-role").get_by_role("alert")).to_contain_text("Nichts heißt hier")
    expect(page.locator("rolegraph-match")).to_contain_text("Which roles fit what you know?")
    expect(page.locator("rolegraph-match").locator(".box")).to_have_attribute("lang", "en")
    expect(page.locator("rolegraph-browse")).to_contain_text("Fields of work")
    asked = [parse_qs(urlsplit(each).query)["language"][0] for each in watch.addresses if "/graphql" in each]
    assert {"de-CH", "ja"} == set(asked)
    page.evaluate("document.documentElement.lang = 'en'")
    expect(element).to_contain_text(f"{move['feasibility']:.0%} feasible")
    assert element.get_by_role("link", name="AI engineer").locator("span").count() == 0
    assert watch.barriers() == []
