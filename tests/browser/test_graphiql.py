"""GraphiQL opens with tabs of example queries, and each one shows data."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, Route, expect

from tests.browser.watching import PATIENCE
from tests.servers import Server

EXAMPLES = sorted(
    Path(__file__).parents[2].joinpath("api/web/src/examples").glob("*.graphql"),
    key=lambda file: int(file.name.partition("-")[0]),
)
INTROSPECTED = "button[aria-label^='Re-fetch GraphQL schema']:not([disabled])"


@pytest.fixture
def visited(page: Page) -> list[str]:
    """All addresses that the page asks for."""
    addresses: list[str] = []

    def note(request: Request) -> None:
        addresses.append(request.url)

    page.on("request", note)
    return addresses


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """All errors that the page runs into."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            found.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def execute(page: Page) -> None:
    """Press the button once there is something in the editor."""
    expect(page.locator(".graphiql-query-editor .view-line").first).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Execute query").click()


def test_the_questions_have_a_tab_each() -> None:
    names = [each.stem.split("-", 1)[1] for each in EXAMPLES]
    assert names == [
        *("role", "overlap", "difference", "transition", "paths", "match", "hire", "search"),
        *("browse", "changes", "languages", "names", "learning", "observations"),
    ]


def test_each_tab_runs_and_shows_data_and_nothing_is_fetched_from_elsewhere(
    page: Page, server: Server, visited: list[str], complaints: list[str]
) -> None:
    page.goto(f"{server.url}/graphql")
    tabs = page.get_by_role("tab").filter(has_not_text="+")
    expect(tabs).to_have_count(len(EXAMPLES), timeout=PATIENCE)
    for place in range(len(EXAMPLES)):
        tabs.nth(place).click()
        with page.expect_response(
            lambda response: (
                response.request.method == "POST" and "IntrospectionQuery" not in (response.request.post_data or "")
            ),
            timeout=PATIENCE,
        ) as caught:
            execute(page)
        answer = caught.value.json()
        assert "errors" not in answer, answer
        assert all(answer["data"].values()), EXAMPLES[place].name
        key = next(iter(answer["data"]))
        expect(page.locator(".graphiql-response")).to_contain_text(key, timeout=PATIENCE)
    assert complaints == []
    assert {urlsplit(address).netloc for address in visited if not address.startswith(("data:", "blob:"))} == {
        urlsplit(server.url).netloc
    }


def test_the_schema_is_explained_beside_the_query(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/graphql")
    page.get_by_role("button", name="Show Documentation Explorer").click()
    page.locator(".graphiql-doc-explorer").get_by_role("link", name="Query", exact=True).click(timeout=PATIENCE)
    expect(page.get_by_text("Questions to the knowledge base", exact=False).first).to_be_visible(timeout=PATIENCE)


def test_a_link_brings_its_query_and_variables(page: Page, server: Server) -> None:
    query = "query Q($slug: String!) { role(slug: $slug) { name } }"
    page.goto(f"{server.url}/graphql")
    address = page.evaluate(
        "([query, variables]) => '/graphql?' + new URLSearchParams({query, variables})",
        [query, json.dumps({"slug": "ml-engineer"})],
    )
    page.goto(server.url + address)
    execute(page)
    expect(page.locator(".graphiql-response")).to_contain_text("ML engineer", timeout=PATIENCE)


def test_an_older_revision_has_its_own_page(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/revisions/1/graphql?query={{revision{{number}}}}")
    with page.expect_response(lambda each: each.url.endswith("/revisions/1/graphql") and each.request.method == "POST"):
        execute(page)
    expect(page.locator(".graphiql-response")).to_contain_text("number", timeout=PATIENCE)


def test_revision_cost_and_time_are_told_beside_the_answer(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/graphql?query={{roles{{totalCount}}}}")
    told = page.locator(".told")
    expect(told).to_contain_text("Revision 1", timeout=PATIENCE)
    execute(page)
    expect(told).to_contain_text("points", timeout=PATIENCE)
    expect(told).to_contain_text("ms")


def test_the_address_follows_what_is_written_so_that_it_can_be_shared(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/graphql?query={{roles{{totalCount}}}}")
    editor = page.locator(".graphiql-query-editor")
    expect(editor.locator(".view-line").first).to_be_visible(timeout=PATIENCE)
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("{ tools { totalCount")
    expect(page).to_have_url(re.compile("tools.*totalCount"))
    shared = page.url
    page.goto("about:blank")
    page.goto(shared)
    expect(editor).to_contain_text("tools", timeout=PATIENCE)


def test_a_key_can_be_given_in_the_headers_editor(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/graphql?query={{roles{{totalCount}}}}")
    page.get_by_role("button", name="Headers").click(timeout=PATIENCE)
    expect(page.locator(".graphiql-editor-tool")).to_be_visible()


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".graphiql-query-editor .view-line").first).to_be_visible(timeout=PATIENCE)


def test_the_address_has_the_variables_of_the_tab_that_is_shown_and_a_reload_adds_none(
    page: Page, server: Server
) -> None:
    opened(page, f"{server.url}/graphql")
    tabs = page.get_by_role("tab").filter(has_not_text="+")
    for place in (3, 1):
        tabs.nth(place).click()
        wanted = json.loads(EXAMPLES[place].with_suffix(".json").read_text())
        expect(page).to_have_url(re.compile(next(iter(wanted))))
        shared = parse_qs(urlsplit(page.url).query)
        assert json.loads(shared["variables"][0]) == wanted
        assert shared["query"][0].strip() == EXAMPLES[place].read_text().strip()
    for _ in range(2):
        page.reload()
        expect(page.locator(".graphiql-query-editor .view-line").first).to_be_visible(timeout=PATIENCE)
        expect(tabs).to_have_count(len(EXAMPLES))
        expect(page.get_by_role("tab", selected=True)).to_contain_text("Overlap")


def test_a_tab_that_is_clicked_before_the_editor_is_there_is_the_one_that_it_shows(page: Page, server: Server) -> None:
    held: list[Route] = []
    page.route("**/assets/monaco-editor-*.js", lambda route: held.append(route))  # as on a slow line, or a busy machine
    page.goto(f"{server.url}/graphql")
    tabs = page.get_by_role("tab")
    tabs.nth(3).click()
    expect(page.get_by_role("tab", selected=True)).to_contain_text("Transition")
    page.get_by_role("button", name="New tab").click()
    tabs.nth(4).click()
    expect(page.locator(".graphiql-query-editor .view-line")).to_have_count(0)
    for each in held:
        each.continue_()
    page.unroute("**/assets/monaco-editor-*.js")
    editors = {
        name: page.locator(f".{name} .view-lines").first for name in ("graphiql-query-editor", "graphiql-editor-tool")
    }
    expect(editors["graphiql-query-editor"]).to_contain_text("query Paths", timeout=PATIENCE)
    expect(editors["graphiql-editor-tool"]).to_contain_text('"from"')
    execute(page)
    expect(page.locator(".graphiql-response")).to_contain_text("careerPaths", timeout=PATIENCE)
    tabs.nth(3).click()
    expect(editors["graphiql-query-editor"]).to_contain_text("query Transition")


def test_what_is_typed_into_a_tab_stays_in_it_however_soon_it_is_left(page: Page, server: Server) -> None:
    opened(page, f"{server.url}/graphql")
    editor = page.locator(".graphiql-query-editor")
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("query Mine { roles { totalCount } }")
    page.get_by_role("tab").nth(3).locator("button").first.evaluate("button => button.click()")
    expect(editor).to_contain_text("query Transition")
    expect(page.get_by_role("tab").first).to_contain_text("Mine")
    page.reload()
    page.get_by_role("tab", name="Mine").click(timeout=PATIENCE)
    expect(editor).to_contain_text("query Mine", timeout=PATIENCE)


def test_an_answer_is_not_shown_in_another_tab_than_it_was_asked_for_in(page: Page, server: Server) -> None:
    opened(page, f"{server.url}/graphql?query={{roles{{totalCount}}}}")
    expect(page.locator(INTROSPECTED)).to_be_visible(timeout=PATIENCE)
    held: list[Route] = []
    page.route("**/graphql", lambda route: held.append(route))
    with page.expect_request("**/graphql"):
        execute(page)
    page.get_by_role("tab").nth(4).click()
    held.pop().continue_()
    page.unroute("**/graphql")
    expect(page.locator(".told")).to_contain_text("answered in")
    page.evaluate("new Promise(requestAnimationFrame)")
    assert "totalCount" not in page.locator(".graphiql-response").inner_text()
    execute(page)
    expect(page.locator(".graphiql-response")).to_contain_text("transition", timeout=PATIENCE)


def test_a_change_of_tabs_leaves_the_explorer_with_the_operation_of_the_tab(page: Page, server: Server) -> None:
    opened(page, f"{server.url}/graphql")
    page.get_by_role("button", name="Show GraphiQL Explorer").click()
    explorer = page.locator(".docExplorerWrap")
    for place, name in ((3, "Transition"), (0, "Role")):
        page.get_by_role("tab").nth(place).click()
        expect(explorer.locator("input").first).to_have_value(name)
        expect(explorer).to_contain_text("careerPaths")


def test_slugs_complete_in_queries_and_in_variables(page: Page, server: Server) -> None:
    opened(page, f"{server.url}/graphql?query={{roles{{totalCount}}}}")
    expect(page.locator(INTROSPECTED)).to_be_visible(timeout=PATIENCE)
    found = page.locator(".suggest-widget .monaco-list-row").first
    for tab, editor, typed, written in (
        (0, ".graphiql-query-editor", '{ role(slug: "machine', '{ role(slug: "ml-engineer'),
        (4, ".graphiql-editor-tool", '{"from": "data eng', '"data-engineer"'),
    ):
        page.get_by_role("tab").nth(tab).click()
        page.locator(editor).locator(".view-lines").first.click()
        page.keyboard.press("Control+a")
        page.keyboard.type(typed, delay=20)
        page.keyboard.press("Control+Space")  # who types faster than the server answers may have to ask for them
        expect(found).to_contain_text("ngineer", timeout=PATIENCE)
        page.keyboard.press("Enter")
        expect(page.locator(editor).locator(".view-lines").first).to_contain_text(written)


def test_examples_are_explained_and_open_where_they_are(page: Page, server: Server) -> None:
    opened(page, f"{server.url}/graphql")
    page.get_by_role("button", name="Show Examples").click()
    examples = page.get_by_role("region", name="Examples")
    expect(examples.get_by_role("listitem")).to_have_count(len(EXAMPLES))
    expect(examples).to_contain_text("What do roles have in common, and how does each hold it?")
    examples.get_by_role("button", name="Paths").click()
    expect(page.get_by_role("tab", selected=True)).to_contain_text("Paths")
    expect(page.get_by_role("tab").filter(has_not_text="+")).to_have_count(len(EXAMPLES))


def test_on_a_phone_the_answer_stands_below_the_question(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, f"{server.url}/graphql?query={{roles{{totalCount}}}}")
    execute(page)
    response = page.locator(".graphiql-response")
    expect(response).to_contain_text("totalCount", timeout=PATIENCE)
    box = response.bounding_box()
    assert box is not None
    assert box["width"] > 340
    assert page.evaluate("document.documentElement.scrollWidth") == 390
