"""The custom elements on a plain page of another site."""

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from db.store import Store
from tests.browser.watching import Watch
from tests.servers import Server, serving

GUIDE = Path(__file__).parents[2] / "docs/embedding.md"


class Quiet(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/favicon.ico":  # browsers ask for it, and a 404 would be an error on the console
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def site(folder: Path) -> Iterator[str]:
    """The origin of another site, which serves the pages in `folder`."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as other:
        thread = threading.Thread(target=other.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{other.server_port}"
        other.shutdown()
        thread.join()


def show(page: Page, site: str, folder: Path, server: Server, body: str) -> None:
    script = f'<script src="{server.url}/embed.js" async></script>'
    (folder / "page.html").write_text(f"<!doctype html><html lang=en><title>Careers</title><main>{body}</main>{script}")
    page.goto(f"{site}/page.html")


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
    assert set(parse_qs(urlsplit(asked).query)) == {"documentId", "variables"}


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
            transition(from: "ai-engineer", to: "ai-research-scientist") { skillGaps { skill { name } } } }"""
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
    gaps = [each["skill"]["name"] for each in asked["transition"]["skillGaps"]]
    expect(learn.locator("li a")).to_have_text(gaps[:3])
    expect(learn).to_contain_text(f"and {len(gaps) - 3} more")
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
