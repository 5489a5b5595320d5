"""Takes pictures of the page: `make screenshot` the README's, `python -m tests.browser.screenshot --all [VIEW…] FOLDER`
every view at three widths, light and dark, in each language of the page, over the shipped dataset or over the database
named in ROLEGRAPH_DATABASE_URL: of that, the views of those datasets that it has."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import httpx
from playwright.sync_api import Browser, sync_playwright

from seeds.loading import load
from tests.browser.conftest import FLAGS
from tests.conftest import DATASET, new_store
from tests.servers import serving

VIEWS = {
    "start": "/",
    "browse": "/browse?by=skills",
    "find": "/find?q=engineer",
    "role": "/role/ai-engineer",
    "skill": "/skill/python",
    "compare": "/compare?roles=ai-engineer,ml-engineer",
    "compare-four": "/compare?roles=ai-engineer,ml-engineer,data-scientist,data-engineer",
    "move": "/move?from=ai-engineer",
    "target": "/move?from=robotics-engineer&to=data-engineer",
    "barrier": "/move?from=ai-engineer&to=ai-research-scientist&by=related&bands=EASY,HARD&diverse=true",
    "mine": "/move?mine=Python%0AStatistics%0AScikit-lern%0ATableau",
    "hire": "/hire?need=Chatbots&need=Fraud%20detection",
    "data": "/data",
    "missing": "/role/ml-enginer",
    "wrong": "/compare?roles=ai-engineer,ml-enginer",
}
AT_SCALE = {
    "esco-start": "/",
    "esco-browse": "/browse",
    "esco-group": "/group/esco/isco-2221",
    "esco-find": "/find?q=nurse",
    "esco-role": "/role/esco/nurse-responsible-for-general-care",
    "esco-skill": "/skill/esco/manage-staff",
    "esco-compare": "/compare?roles=esco/data-scientist,esco/statistician,esco/data-analyst",
    "esco-move": "/move?from=esco/nurse-responsible-for-general-care",
    "esco-target": "/move?from=esco/nurse-responsible-for-general-care&to=esco/midwife",
    "esco-mine": "/move?mine=manage+staff%0ABake+goods%0APython",
    "esco-hire": "/hire?need=Somebody+who+keeps+our+machines+running",
    "esco-data": "/data",
}
EVERYWHERE = {"nowhere": "/nowhere", "compare-none": "/compare", "move-none": "/move", "hire-none": "/hire"}
BY_DATASET = {"ai-careers": VIEWS, "esco": AT_SCALE}
LANGUAGES = ("en", "de")
WIDTHS = (390, 820, 1440)
README = {"page-compare.png": VIEWS["compare-four"], "page-move.png": VIEWS["move"]}
GRAPHIQL = "graphiql.png"


@contextmanager
def shipped() -> Iterator[str]:
    """The address of a server: over the database that is named, or over the shipped dataset."""
    with tempfile.TemporaryDirectory() as folder:
        address = os.environ.get("ROLEGRAPH_DATABASE_URL")
        if address is None:
            address = f"sqlite:///{folder}/rolegraph.db"
            with new_store(address) as store:
                load(store, [DATASET], "screenshot")
        with serving(address) as server:
            yield server.url


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


def views(url: str) -> dict[str, str]:
    """The addresses of views that a server can show, by the names of their pictures."""
    answer = httpx.get(f"{url}/graphql", params={"query": "{ datasets { slug } }"}).json()
    loaded = [each["slug"] for each in answer["data"]["datasets"]]
    return EVERYWHERE | {name: path for each in loaded for name, path in BY_DATASET.get(each, {}).items()}


def take(browser: Browser, url: str, file: Path, width: int, scheme: str, height: int | None = None) -> None:
    """A picture of the whole page, or of its first `height` pixels."""
    context = browser.new_context(
        viewport={"width": width, "height": height or 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    page.screenshot(path=file, full_page=height is None)
    context.close()


def graphiql(browser: Browser, url: str, file: Path) -> None:
    """A picture of GraphiQL's second tab with its answer."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{url}/graphql")
    page.locator(".graphiql-query-editor .view-line").first.wait_for()
    page.get_by_role("tab").nth(1).click()
    page.get_by_role("button", name="Execute query").click()
    page.wait_for_timeout(1500)
    page.screenshot(path=file)
    page.close()


def main() -> None:
    everything = sys.argv[1] == "--all"
    folder = Path(sys.argv[-1])
    folder.mkdir(parents=True, exist_ok=True)
    with shipped() as url, chromium() as browser:
        if everything:
            only = sys.argv[2:-1]
            wanted = {name: path for name, path in views(url).items() if not only or name in only}
            for (name, path), width, scheme, language in product(wanted.items(), WIDTHS, ("light", "dark"), LANGUAGES):
                shown = f"{url}{path}{'&' if '?' in path else '?'}language={language}"
                take(browser, shown, folder / f"{name}-{width}-{scheme}-{language}.png", width, scheme)
        else:
            for name, path in README.items():
                take(browser, url + path, folder / name, 1440, "light", height=900)
            graphiql(browser, url, folder / GRAPHIQL)


if __name__ == "__main__":
    main()
