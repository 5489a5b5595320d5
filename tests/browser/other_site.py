"""Another site, whose pages embed parts of ours."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.servers import Server


class Quiet(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/favicon.ico":  # browsers ask for it, and a 404 would be an error on the console
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, *_: Any) -> None: ...


@contextmanager
def site_of(folder: Path) -> Iterator[str]:
    """The origin of a site that serves the pages in a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as other:
        thread = threading.Thread(target=other.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{other.server_port}"
        other.shutdown()
        thread.join()


def show(page: Page, site: str, folder: Path, server: Server, body: str, language: str = "en") -> None:
    script = f'<script src="{server.url}/embed.js" async></script>'
    (folder / "page.html").write_text(
        f"<!doctype html><html lang={language}><title>Careers</title><main>{body}</main>{script}"
    )
    page.goto(f"{site}/page.html")
