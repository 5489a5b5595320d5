"""The custom elements on a plain page of another site."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from db.store import Store
from tests.browser.other_site import show
from tests.browser.watching import Watch
from tests.servers import Server, serving

GUIDE = Path(__file__).parents[2] / "docs/embedding.md"


def test_the_page_in_the_guide_works_as_it_stands(page: Page, site: str, folder: Path, server: Server) -> None:
    (guide,) = re.findall(r"```html\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    (folder / "page.html").write_text(guide.replace("http://127.0.0.1:8000", server.url))
    watch = Watch(page)
    page.goto(f"{site}/page.html")
    expect(page.locator("rolegraph-compare")).to_contain_text("related")
    expect(page.locator("rolegraph-transition")).to_contain_text("feasible")
    expect(page.locator("rolegraph-role")).to_contain_text("Skills")
    page.locator("rolegraph-search").get_by_role("combobox").fill("ml eng")
    expect(page.locator("rolegraph-search")).to_contain_text("ML engineer")
    assert watch.complaints == []
    assert watch.hosts == {urlsplit(site).netloc, urlsplit(server.url).netloc}
    assert watch.barriers() == []


def test_questions_go_out_as_hashes_over_get(page: Page, site: str, folder: Path, server: Server) -> None:
    watch = Watch(page)
    show(
        page,
        site,
        folder,
        server,
        '<rolegraph-compare roles="ai-engineer ml-engineer data-scientist"></rolegraph-compare>',
    )
    expect(page.locator("rolegraph-compare")).to_contain_text("Only Data scientist")
    (asked,) = [address for address in watch.addresses if "/graphql" in address]
    sent = parse_qs(urlsplit(asked).query)
    assert set(sent) == {"documentId", "variables", "language"}
    assert sent["language"] == ["en"], "that of the page around it"


def test_a_revision_can_be_pinned(page: Page, site: str, folder: Path, server: Server) -> None:
    watch = Watch(page)
    show(page, site, folder, server, '<rolegraph-role slug="ml-engineer" revision="1"></rolegraph-role>')
    expect(page.locator("rolegraph-role")).to_contain_text("ML engineer")
    assert any("/revisions/1/graphql" in address for address in watch.addresses)


def test_names_lead_where_the_page_wants(page: Page, site: str, folder: Path, server: Server) -> None:
    show(page, site, folder, server, '<rolegraph-role slug="ml-engineer" link="/jobs/{kind}/{slug}"></rolegraph-role>')
    link = page.locator("rolegraph-role").get_by_role("link", name="Python")
    expect(link).to_have_attribute("href", "/jobs/skill/python")
    page.evaluate(
        "addEventListener('rolegraph-select', (event) => { event.preventDefault(); window.chosen = event.detail; })"
    )
    link.click()
    assert page.evaluate("window.chosen") == {"kind": "skill", "slug": "python"}
    assert page.url == f"{site}/page.html"


def test_elements_tell_what_they_loaded_and_what_failed(page: Page, site: str, folder: Path, server: Server) -> None:
    listening = """<script>window.told = [];
      for (const name of ['loaded', 'error'])
        addEventListener('rolegraph-' + name, (event) => window.told.push([name, event.detail]));</script>"""
    wrong = '<rolegraph-transition from="ai-enginer" to="ml-engineer"></rolegraph-transition>'
    show(page, site, folder, server, listening + wrong)
    expect(page.locator("rolegraph-transition").get_by_role("alert")).to_contain_text(
        "Nothing here is called “ai enginer”. Perhaps you mean:"
    )
    page.evaluate("document.querySelector('rolegraph-transition').setAttribute('from', 'ai-engineer')")
    expect(page.locator("rolegraph-transition")).to_contain_text("feasible")
    told = page.evaluate("window.told")
    assert told[0] == ["error", {"message": told[0][1]["message"], "code": "NOT_FOUND"}]
    assert told[1][0] == "loaded"
    assert told[1][1]["transition"]["from"]["slug"] == "ai-engineer"


def test_elements_are_styled_by_variables_and_parts_and_style_nothing_else(
    page: Page, site: str, folder: Path, server: Server
) -> None:
    style = """<style>rolegraph-role { --rolegraph-link: rgb(1, 2, 3); }
      rolegraph-role::part(title) { font-size: 40px; }</style><a id="own" href="#">own</a>"""
    show(page, site, folder, server, f'{style}<rolegraph-role slug="ml-engineer"></rolegraph-role>')
    role = page.locator("rolegraph-role")
    expect(role.get_by_role("link", name="Python")).to_have_css("color", "rgb(1, 2, 3)")
    expect(role.get_by_role("heading", level=3)).to_have_css("font-size", "40px")
    assert page.evaluate("document.styleSheets.length") == 1, "the page's own"
    assert page.evaluate("document.adoptedStyleSheets.length") == 0


def test_elements_and_page_are_answered_where_only_trusted_documents_are(
    page: Page, site: str, folder: Path, sqlite_store: Store
) -> None:
    address = sqlite_store.engine.url.render_as_string(hide_password=False)
    with serving(address, TRUSTED_DOCUMENTS_ONLY="true") as server:
        show(page, site, folder, server, '<rolegraph-role slug="ml-engineer"></rolegraph-role>')
        expect(page.locator("rolegraph-role")).to_contain_text("ML engineer")
        page.goto(f"{server.url}/role/ml-engineer")
        expect(page.get_by_role("heading", level=1)).to_have_text("ML engineer")


def test_a_move_tells_its_band_both_figures_and_what_stands_in_the_way(
    page: Page, site: str, folder: Path, server: Server
) -> None:
    figures = '{ transition(from: "ai-engineer", to: "ai-research-scientist") { feasibility likeness } }'
    move = server.ask(figures)["data"]["transition"]
    watch = Watch(page)
    body = '<rolegraph-transition from="ai-engineer" to="ai-research-scientist"></rolegraph-transition>'
    show(page, site, folder, server, body)
    element = page.locator("rolegraph-transition")
    expect(element.locator(".band")).to_have_text("Hard")
    expect(element).to_contain_text(f"{move['feasibility']:.0%} feasible")
    expect(element).to_contain_text(f"{move['likeness']:.0%} related")
    barriers = element.get_by_role("list").first.get_by_role("listitem")
    expect(barriers).to_have_text(["Education Doctorate held: Bachelor's degree"])
    expect(element).to_contain_text("Not known: preparation, experience.")
    assert watch.barriers() == []


def test_a_role_and_a_comparison_tell_what_it_takes_and_how_related_they_are(
    page: Page, site: str, folder: Path, server: Server
) -> None:
    both = '{ overlap(roles: ["ai-engineer", "ml-engineer"]) { likeness similarity } }'
    answer = server.ask(both)["data"]["overlap"]
    body = '<rolegraph-role slug="ai-engineer"></rolegraph-role><rolegraph-compare roles="ai-engineer ml-engineer">'
    show(page, site, folder, server, body)
    expect(page.locator("rolegraph-role").get_by_role("list").first).to_have_text("Bachelor's degree")
    compared = page.locator("rolegraph-compare")
    expect(compared).to_contain_text(f"{answer['likeness']:.0%} related")
    expect(compared).to_contain_text(f"{answer['similarity']:.0%} of the skills, tools and all else")


def test_every_skill_of_three_roles_is_counted_once_in_some_list(
    page: Page, site: str, folder: Path, server: Server
) -> None:
    roles = ["ai-engineer", "ml-engineer", "data-scientist"]
    asked = server.ask(
        "query ($roles: [String!]!) { overlap(roles: $roles) { anySkills { skill { slug } } } }", roles=roles
    )
    show(page, site, folder, server, f'<rolegraph-compare roles="{" ".join(roles)}"></rolegraph-compare>')
    element = page.locator("rolegraph-compare")
    expect(element).to_contain_text("Shared by some")
    counts = [int(each) for each in element.locator("h4 .quiet").all_inner_texts()]
    assert sum(counts) == len(asked["data"]["overlap"]["anySkills"])


@pytest.mark.parametrize(("scheme", "paper"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(27, 29, 33)")])
def test_elements_are_dark_where_the_page_around_them_is(
    page: Page, site: str, folder: Path, server: Server, scheme: str, paper: str
) -> None:
    element = f'<div style="color-scheme: {scheme}"><rolegraph-role slug="ai-engineer"></rolegraph-role></div>'
    show(page, site, folder, server, element)
    box = page.locator("rolegraph-role .box")
    expect(box).to_contain_text("AI engineer")
    expect(box).to_have_css("background-color", paper)
