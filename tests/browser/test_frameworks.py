"""The examples of docs/embedding.md in React and Vue, built as a site would build them."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.api.test_clients import run
from tests.browser.watching import Watch
from tests.servers import Server


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("frameworks")
    vite = ("node", "node_modules/vite/bin/vite.js", "build", "--config", "frameworks/vite.config.ts")
    run(*vite, "--logLevel", "warn", "--outDir", str(folder))
    return folder


@pytest.mark.xdist_group("clients")
@pytest.mark.parametrize("framework", ["react", "vue"])
def test_what_one_part_says_changes_another(
    page: Page, site: str, folder: Path, server: Server, built: Path, framework: str
) -> None:
    (folder / "page.js").write_text((built / f"{framework}.js").read_text())
    (folder / "page.html").write_text(
        "<!doctype html><html lang=en><title>Careers</title><body>"
        f'<script src="{server.url}/embed.js" async></script><script type="module" src="page.js"></script>'
    )
    best = server.ask(
        """{ first: transitions(from: "ai-engineer", first: 3) { nodes { to { name } } }
            then: transitions(from: "data-engineer", first: 3) { nodes { to { name } } } }"""
    )["data"]
    watch = Watch(page)
    page.goto(f"{site}/page.html")
    moves = page.locator("rolegraph-moves li a")
    expect(moves).to_have_text([each["to"]["name"] for each in best["first"]["nodes"]])
    page.locator("rolegraph-search").get_by_role("combobox").fill("data engineer")
    page.locator("rolegraph-search").get_by_role("option", name="Data engineer", exact=True).click()
    expect(page.locator("#chosen")).to_have_text("data-engineer")
    expect(moves).to_have_text([each["to"]["name"] for each in best["then"]["nodes"]])
    assert page.url == f"{site}/page.html"
    assert watch.complaints == []
