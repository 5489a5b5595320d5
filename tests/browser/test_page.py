"""The page: each view does its task by mouse and by keyboard, opens cold from its address, and keeps to itself."""

import csv
import gzip
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import offer
from tests.browser.screenshot import VIEWS
from tests.browser.watching import PATIENCE, WEB, Watch
from tests.servers import Server

STATIC = WEB.parent / "static"
MOST_SCRIPT, MOST_EMBED = 250_000, 60_000  # bytes, compressed
HEADINGS = {
    "start": "What do roles share",
    "browse": "Browse",
    "find": "Found for “engineer”",
    "role": "AI engineer",
    "skill": "Python",
    "compare": "AI engineer and ML engineer",
    "compare-four": "AI engineer, ML engineer, Data scientist, and Data engineer",
    "move": "From AI engineer",
    "target": "From Robotics engineer",
    "barrier": "From AI engineer",
    "mine": "What fits my skills",
    "hire": "Whom to hire",
    "data": "Data",
    "missing": "No such role",
    "wrong": "Compare roles",
}

TITLES = {"target": "Robotics engineer to Data engineer", "barrier": "AI engineer to AI research scientist"}
UNTOLD = """facts => facts
    .filter(each => !each.querySelector('.why') && !each.closest('section').querySelector('.why.told'))
    .map(each => each.innerText)"""
NOT_FOUND = "Failed to load resource: the server responded with a status of 404 (Not Found)"


@pytest.fixture
def watch(page: Page) -> Iterator[Watch]:
    watch = Watch(page)
    yield watch
    assert watch.complaints == []
    assert len(watch.hosts) <= 1, "no other host is asked"


def open_view(page: Page, server: Server, path: str) -> None:
    page.set_default_timeout(PATIENCE)
    page.goto(server.url + path)
    page.get_by_role("heading", level=1).or_(page.get_by_role("alert")).first.wait_for()
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("view", list(VIEWS))
def test_each_view_opens_cold_from_its_address(page: Page, server: Server, view: str) -> None:
    watch = Watch(page)
    open_view(page, server, VIEWS[view])
    expect(page.get_by_role("heading", level=1)).to_contain_text(HEADINGS[view])
    heading = page.get_by_role("heading", level=1).inner_text().strip().replace("\n", " ")
    expect(page).to_have_title(f"{TITLES.get(view, heading)} · Rolegraph")
    assert watch.hosts == {urlsplit(server.url).netloc}
    assert watch.complaints == ([NOT_FOUND] if view in ("missing", "wrong") else [])


@pytest.mark.parametrize("view", list(VIEWS))
def test_no_view_has_serious_barriers_light_or_dark(browser: Browser, server: Server, view: str) -> None:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme="light", reduced_motion="reduce"
    )
    watch = Watch(context.new_page())
    open_view(watch.page, server, VIEWS[view])
    assert watch.barriers() == []
    assert watch.barriers_in_the_dark() == []
    context.close()


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_view_fits_a_phone(browser: Browser, server: Server, view: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    open_view(page, server, VIEWS[view])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


@pytest.mark.usefixtures("watch")
def test_a_role_is_found_by_keyboard_alone(page: Page, server: Server) -> None:
    open_view(page, server, "/")
    page.get_by_role("combobox", name="Find a role, skill or tool").focus()
    page.keyboard.type("ml eng", delay=20)
    expect(page.get_by_role("option").first).to_contain_text("ML engineer")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("ML engineer")
    assert page.url == f"{server.url}/role/ml-engineer"


@pytest.mark.usefixtures("watch")
def test_a_skill_is_found_by_mouse_and_leads_to_its_roles(page: Page, server: Server) -> None:
    open_view(page, server, "/")
    page.get_by_role("combobox", name="Find a role, skill or tool").fill("pyton")
    page.get_by_role("option").filter(has_text="Python").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Python")
    page.get_by_role("main").get_by_role("link", name="ML engineer", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ML engineer")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Python")
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text("ML engineer")


@pytest.mark.usefixtures("watch")
def test_what_is_typed_can_be_searched_for_as_it_is(page: Page, server: Server) -> None:
    open_view(page, server, "/")
    page.get_by_role("combobox", name="Find a role, skill or tool").focus()
    page.keyboard.type("engineer")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Found for “engineer”")
    page.get_by_role("link", name="Tools", exact=True).click()
    expect(page).to_have_url(re.compile("type=TOOL"))


@pytest.mark.usefixtures("watch")
def test_a_role_shows_where_every_fact_comes_from(page: Page, server: Server) -> None:
    open_view(page, server, "/role/ml-engineer")
    assert page.locator(".facts > li").count() > 60
    silent = page.locator("section:not(#related) .facts > li").evaluate_all(UNTOLD)
    assert silent == [], "each has a mark of its own, or there is one for all of its section"
    stated, inferred = page.locator(".why[data-basis=STATED]"), page.locator(".why[data-basis=INFERRED]")
    assert stated.count() + inferred.count() == page.locator(".why").count()
    first = page.locator(".facts .why[data-basis=STATED]").first
    first.locator("summary").click()
    expect(first.locator("li").first).to_be_visible()
    expect(first.locator("li").first).to_contain_text(re.compile(r"\w+"))


@pytest.mark.usefixtures("watch")
def test_a_third_role_is_added_and_a_region_chosen(page: Page, server: Server) -> None:
    open_view(page, server, VIEWS["compare"])
    page.get_by_role("combobox", name="Add a role").fill("data scient")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Data scientist")
    expect(page).to_have_url(re.compile("data-scientist"))
    region = page.get_by_role(
        "button", name=re.compile(r"^\d+ skills? of AI engineer, ML engineer, and Data scientist")
    )
    size = int(re.findall(r"\d+", region.inner_text())[0])
    region.click()
    rows = page.get_by_role("region", name="Skills by role").get_by_role("row")
    expect(rows).to_have_count(size + 1)
    page.get_by_role("button", name="Leave out Data scientist").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("AI engineer and ML engineer")


@pytest.mark.usefixtures("watch")
def test_the_diagram_counts_what_the_api_counts(page: Page, server: Server) -> None:
    answer = server.ask(
        '{ overlap(roles: ["ai-engineer", "ml-engineer"]) { skills { skill { slug } } tools { tool { slug } } } }'
    )
    open_view(page, server, VIEWS["compare"])
    for kind in ("skill", "tool"):
        shared = len(answer["data"]["overlap"][f"{kind}s"])
        expect(page.get_by_role("button", name=f"{shared} {kind}s of AI engineer and ML engineer")).to_be_visible()


@pytest.mark.usefixtures("watch")
def test_a_move_is_chosen_on_the_map_by_keyboard(page: Page, server: Server) -> None:
    open_view(page, server, VIEWS["move"])
    spot = page.get_by_role("link", name=re.compile(r"ML engineer, \d+%")).and_(page.locator(".spot")).last
    spot.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("region", name="The move, explained")
    expect(panel).to_be_visible()
    expect(page).to_have_url(re.compile("to="))
    expect(panel.get_by_text("Carries over").first).to_be_visible()
    expect(panel.locator("table.factors").first).to_contain_text("Points")


@pytest.mark.usefixtures("watch")
def test_gaps_factors_and_routes_of_a_move_are_shown(page: Page, server: Server) -> None:
    answer = server.ask(
        '{ transition(from: "robotics-engineer", to: "data-engineer") { skillGaps { skill { name } } } }'
    )
    names = [each["skill"]["name"] for each in answer["data"]["transition"]["skillGaps"]]
    open_view(page, server, VIEWS["target"])
    missing = page.get_by_role("list", name="Skills that are missing").get_by_role("listitem")
    expect(missing).to_have_count(len(names))
    assert names[0] in missing.first.inner_text()
    expect(page.locator(".route").first.locator("li")).not_to_have_count(2)
    page.locator(".route .step").first.click()
    expect(page).to_have_url(re.compile("from=robotics-engineer"))


@pytest.mark.usefixtures("watch")
def test_moves_are_narrowed_to_documented_ones(page: Page, server: Server) -> None:
    open_view(page, server, VIEWS["move"])
    page.get_by_label("Moves", exact=False).first.select_option("documented")
    expect(page).to_have_url(re.compile("kind=documented"))
    expect(page.locator(".place[data-documented=false]")).to_have_count(0)
    assert page.locator(".place[data-documented=true]").count() > 3


@pytest.mark.usefixtures("watch")
def test_pasted_skills_are_matched_and_mended(page: Page, server: Server) -> None:
    open_view(page, server, "/move?mine=")
    page.get_by_label("My skills and tools").fill("Python, Statistics\nScikit-lern")
    page.keyboard.press("Control+Enter")
    note = page.get_by_role("note")
    expect(note).to_contain_text("Scikit-lern")
    note.get_by_role("button", name="scikit-learn").click()
    expect(note).to_have_count(0)
    expect(page.get_by_role("heading", name="Learn next")).to_be_visible()
    expect(page.locator(".ranking li").first).to_contain_text("%")


@pytest.mark.usefixtures("watch")
def test_a_pasted_text_is_understood_without_getting_into_an_address(page: Page, server: Server) -> None:
    open_view(page, server, "/move?mine=")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    page.get_by_label("My skills and tools").fill(
        "Zebediah Quux. I have built models in PyTorch and Keras for three years. No experience with TensorFlow."
    )
    page.keyboard.press("Control+Enter")
    marked = page.get_by_role("region", name="The text, with what it names marked")
    expect(marked.get_by_role("button", name="PyTorch")).to_have_attribute("aria-pressed", "true")
    expect(marked.get_by_role("button", name="TensorFlow")).to_have_attribute("aria-pressed", "false")
    expect(marked).to_contain_text("Zebediah Quux. I have built models in")
    expect(page.locator(".ranking > li").first).to_contain_text("% fit")
    counted = page.get_by_role("list", name="What counts")
    with page.expect_response("**/graphql") as again:
        counted.get_by_role("checkbox", name="Keras").uncheck()
    assert "keras" not in (again.value.request.post_data or "")
    with page.expect_response("**/graphql") as again:
        counted.get_by_label("How well: PyTorch").select_option("very well")
    assert '"level":1' in (again.value.request.post_data or "")
    expect(page.get_by_role("heading", name="Learn next")).to_be_visible()
    assert page.url == f"{server.url}/move?mine="
    personal = [each for each in asked if re.search("Zebediah|pytorch|keras", each, re.IGNORECASE)]
    assert personal == [], "nothing of it is in an address"


@pytest.mark.usefixtures("watch")
def test_hiring_needs_are_ticked_and_typed(page: Page, server: Server) -> None:
    open_view(page, server, "/hire")
    page.get_by_label("Chatbots", exact=True).check()
    page.get_by_label("What the project needs").fill("xylophone tuning")
    page.keyboard.press("Enter")
    expect(page.get_by_role("note")).to_contain_text("xylophone tuning")
    expect(page.locator(".advice > li").first).to_contain_text("AI engineer")


@pytest.mark.usefixtures("watch")
def test_changes_between_two_revisions_are_shown(page: Page, server: Server) -> None:
    open_view(page, server, "/data?since=0&until=1")
    total = server.ask("{ changes(since: 0, until: 1) { totalCount } }")["data"]["changes"]["totalCount"]
    expect(page.get_by_text(f"{total:,} changes", exact=True)).to_be_visible()
    page.get_by_role("button", name="Show more changes").click()
    expect(page.locator(".change")).to_have_count(100)


@pytest.mark.parametrize("view", ["role", "compare", "move", "mine", "hire", "data", "find"])
def test_what_is_shown_can_be_had_as_csv_and_json(page: Page, server: Server, view: str, tmp_path: Path) -> None:
    open_view(page, server, VIEWS[view])
    for name in ("CSV", "JSON"):
        with page.expect_download() as caught:
            offer(page).get_by_role("button", name=name, exact=True).click()
        file = tmp_path / caught.value.suggested_filename
        caught.value.save_as(file)
        text = file.read_text(encoding="utf-8")
        if name == "JSON":
            assert json.loads(text)
        else:
            header, *rows = csv.reader(io.StringIO(text))
            assert rows
            assert all(len(row) == len(header) for row in rows)


def test_a_button_opens_the_query_of_a_view_in_graphiql(page: Page, server: Server) -> None:
    open_view(page, server, VIEWS["compare"])
    offer(page).get_by_role("link", name="Open in GraphiQL").click()
    expect(page.locator(".graphiql-query-editor")).to_contain_text("Compare", timeout=PATIENCE)
    page.get_by_role("button", name="Execute query").click()
    expect(page.locator(".graphiql-response")).to_contain_text("similarity", timeout=PATIENCE)


def test_a_wrong_name_is_answered_with_the_right_one(page: Page, server: Server) -> None:
    open_view(page, server, VIEWS["wrong"])
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("ml-enginer")
    alert.get_by_role("link", name="ML engineer", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("AI engineer and ML engineer")


def test_a_server_that_does_not_answer_is_said_so_and_can_be_asked_again(page: Page, server: Server) -> None:
    page.route("**/graphql?**", lambda route: route.abort())
    open_view(page, server, VIEWS["role"])
    expect(page.get_by_role("alert")).to_contain_text("does not answer")
    page.unroute("**/graphql?**")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("AI engineer")


@pytest.mark.usefixtures("watch")
def test_light_and_dark_are_chosen_and_kept(page: Page, server: Server) -> None:
    open_view(page, server, "/")
    button = page.get_by_role("button", name="Colours")
    button.click()
    button.click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_documents_are_asked_for_by_hash_and_get(page: Page, server: Server, watch: Watch) -> None:
    methods = []
    page.on("request", lambda request: methods.append(request.method) if "/graphql" in request.url else None)
    open_view(page, server, VIEWS["compare"])
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS["compare"])
    asked = [address for address in watch.addresses if "/graphql" in address]
    assert asked
    assert set(methods) == {"GET"}
    assert all("sha256Hash" in address and "query=" not in address for address in asked)


def test_scripts_and_styles_are_small() -> None:
    page = (STATIC / "index.html").read_text()
    files = {STATIC / each for each in re.findall(r'(?:src|href)="/static/([^"]+\.(?:js|css))"', page)}
    assert files
    sizes = {file.name: len(gzip.compress(file.read_bytes())) for file in files}
    assert sum(sizes.values()) < MOST_SCRIPT, sizes
    assert not any("monaco" in name or "graphiql" in name for name in sizes)
    assert len(gzip.compress((STATIC / "embed.js").read_bytes())) < MOST_EMBED
