"""The page, GraphiQL and the elements below a path of a site that has other pages, through a real nginx."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from db.store import Store
from tests.browser.looking import offer
from tests.browser.watching import PATIENCE, Watch
from tests.docs.test_compose import nginx
from tests.docs.test_nginx_prefix import BELOW, TAKEN
from tests.servers import Server, serving

EMBEDDING = """<!doctype html><title>Careers</title><link rel="icon" href="data:,">
<script src="/careers/embed.js" async></script>
<rolegraph-role slug="ml-engineer"></rolegraph-role>"""


@pytest.fixture(scope="module")
def api(sqlite_store: Store) -> Iterator[Server]:
    with serving(sqlite_store.engine.url.render_as_string(hide_password=False), PATH_PREFIX="/careers") as api:
        api.wait_until_prepared()
        yield api


@pytest.fixture(scope="module", params=["stays", "is taken away"])
def site(request: pytest.FixtureRequest, api: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that has Rolegraph below /careers/, and a page with an element at /about."""
    about = f"location = /about {{ default_type text/html; return 200 '{EMBEDDING}'; }}\n        location / {{"
    changes = [("location / {", about), *BELOW, *([TAKEN] if request.param == "is taken away" else [])]
    with nginx([api.url.removeprefix("http://")], tmp_path_factory.mktemp("nginx"), changes) as address:
        yield address


@pytest.fixture
def watch(page: Page) -> Iterator[Watch]:
    """Nothing but what is below the prefix is asked for, and all of it is there."""
    page.set_default_timeout(PATIENCE)
    watch = Watch(page)
    yield watch
    asked = [urlsplit(each).path for each in watch.addresses if not each.startswith(("data:", "blob:"))]
    assert {path for path in asked if not path.startswith("/careers/")} <= {"/careers", "/about"}
    assert len(watch.hosts) == 1
    assert watch.complaints == []


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


@pytest.mark.usefixtures("watch")
def test_one_goes_from_view_to_view_and_back_and_opens_what_was_shared(page: Page, site: str) -> None:
    page.goto(f"{site}/careers")
    page.get_by_role("combobox", name="Find a role, skill or tool").fill("ml eng")
    page.get_by_role("option").first.click()
    heading(page, "ML engineer")
    assert page.url == f"{site}/careers/role/ml-engineer"
    page.get_by_role("main").get_by_role("link", name="Python", exact=True).first.click()
    heading(page, "Python")
    page.go_back()
    heading(page, "ML engineer")
    page.reload()
    heading(page, "ML engineer")
    for view in ("Browse", "Compare", "Move", "Hire", "Data"):
        page.get_by_role("navigation").get_by_role("link", name=view, exact=True).click()
        expect(page).to_have_url(f"{site}/careers/{view.lower()}")
        expect(page.get_by_role("navigation").locator("[aria-current=page]")).to_have_text(view)
    page.locator(".brand").click()
    expect(page).to_have_url(f"{site}/careers/")
    expect(page.get_by_role("navigation").locator("[aria-current=page]")).to_have_text("Find")


@pytest.mark.usefixtures("watch")
def test_a_move_is_chosen_on_the_map_and_its_link_has_the_prefix(page: Page, site: str) -> None:
    page.goto(f"{site}/careers/move?from=ai-engineer")
    spot = page.locator(".spot").first
    expect(spot).to_have_attribute("href", re.compile(r"^/careers/move\?from=ai-engineer&to="))
    spot.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"^{site}/careers/move\?from=ai-engineer&to="))
    expect(page.get_by_role("region", name="The move, explained")).to_be_visible()


@pytest.mark.usefixtures("watch")
def test_graphiql_opens_from_a_view_asks_and_leads_back(page: Page, site: str) -> None:
    page.goto(f"{site}/careers/compare?roles=ai-engineer,ml-engineer")
    offer(page).get_by_role("link", name="Open in GraphiQL").click()
    expect(page.locator(".graphiql-query-editor")).to_contain_text("Compare")
    assert urlsplit(page.url).path == "/careers/graphql"
    page.wait_for_timeout(500)
    page.get_by_role("button", name="Execute query").click()
    expect(page.locator(".graphiql-response")).to_contain_text("similarity")
    page.locator("a.logo").click()
    expect(page).to_have_url(f"{site}/careers/")
    page.get_by_role("navigation").get_by_role("link", name="Data", exact=True).click()
    page.get_by_role("link", name="its GraphiQL").first.click()
    expect(page.locator(".told")).to_contain_text("Revision 1")
    assert urlsplit(page.url).path == "/careers/revisions/1/graphql"


def test_elements_ask_below_the_prefix_of_the_server_that_their_script_came_from(
    page: Page, site: str, watch: Watch
) -> None:
    page.goto(f"{site}/about")
    element = page.locator("rolegraph-role")
    expect(element).to_contain_text("ML engineer")
    links = element.get_by_role("link").evaluate_all("links => links.map((link) => link.href)")
    assert links
    assert [each for each in links if not each.startswith(f"{site}/careers/")] == []
    assert any("/careers/graphql?documentId=" in each for each in watch.addresses)


def test_who_opens_the_page_at_the_server_itself_stays_there(page: Page, api: Server) -> None:
    page.set_default_timeout(PATIENCE)
    page.goto(f"{api.url}/role/ml-engineer")
    heading(page, "ML engineer")
    page.get_by_role("main").get_by_role("link", name="Python", exact=True).first.click()
    heading(page, "Python")
    assert page.url.startswith(f"{api.url}/skill/")
