"""Pages of other sites ask the API from the browser."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Page

from db.store import Store
from tests.servers import Server, serving

ANSWERED = [{"data": {"roles": {"totalCount": 13}}}, 13, True]
ASK = """async (url) => {
  const body = JSON.stringify({ query: "{ roles { totalCount } }" });
  try {
    const headers = { "content-type": "application/json" };
    const posted = await fetch(url, { method: "POST", headers, body });
    const got = await fetch(url + "?query=" + encodeURIComponent("{ roles { totalCount } }"));
    return [await posted.json(), (await got.json()).data.roles.totalCount, got.headers.get("etag") !== null];
  } catch (error) {
    return error.name;
  }
}"""


class AnyPage(BaseHTTPRequestHandler):
    """Any page of another site."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Careers</title>")

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The origin of another site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), AnyPage) as other:
        thread = threading.Thread(target=other.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{other.server_port}"
        other.shutdown()
        thread.join()


def ask_from(site: str, page: Page, server: Server) -> Any:
    page.goto(site)
    return page.evaluate(ASK, f"{server.url}/graphql")


def test_a_page_of_any_site_may_ask(site: str, page: Page, server: Server) -> None:
    assert ask_from(site, page, server) == ANSWERED


@pytest.mark.parametrize("allowed", [True, False])
def test_only_pages_of_some_sites_may_where_settings_say_so(
    site: str, page: Page, sqlite_store: Store, allowed: bool
) -> None:
    address = sqlite_store.engine.url.render_as_string(hide_password=False)
    with serving(address, CORS_ORIGINS=site if allowed else "https://partner.example") as server:
        assert ask_from(site, page, server) == (ANSWERED if allowed else "TypeError")
