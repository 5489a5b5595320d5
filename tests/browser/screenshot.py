"""Takes the README's picture of GraphiQL: `make screenshot`."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from seeds.loading import load
from tests.browser.conftest import FLAGS
from tests.conftest import DATASET, new_store
from tests.servers import serving


def take(file: Path) -> None:
    """A picture of the second tab with its answer, 1440 by 900 pixels."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/rolegraph.db"
        with new_store(address) as store:
            load(store, [DATASET], "screenshot")
        with serving(address) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(server.url)
            page.locator(".graphiql-query-editor .view-line").first.wait_for()
            page.get_by_role("tab").nth(1).click()
            page.wait_for_timeout(1000)
            page.get_by_role("button", name="Execute query").click()
            page.wait_for_timeout(1500)
            page.screenshot(path=file)
            browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]))
