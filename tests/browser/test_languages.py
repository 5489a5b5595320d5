"""The page and what records are called, in the language that is chosen or that the browser wants."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from seeds.loading import load
from tests.browser.watching import PATIENCE
from tests.databases import Holding, opened, sqlite_database
from tests.servers import Server, serving

BAKERY = """
dataset: {slug: bakery, title: Bakery}
basis: INFERRED
skills:
  - {slug: dough, name: {en: Dough, de: Teig, fr: pâte, ar: عجين}, skill_kind: SKILL}
  - {slug: oven, name: Oven, skill_kind: SKILL}
roles:
  - slug: baker
    name: {en: Baker, de: Bäcker/Bäckerin, fr: boulanger, ar: خبّاز}
    description: Makes bread.
    skills: [{skill: dough, importance: ESSENTIAL}, {skill: oven, importance: OPTIONAL}]
  - {slug: miller, name: {en: Miller, de: Müller/Müllerin, fr: meunier}, skills: [{skill: dough, importance: OPTIONAL}]}
"""


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("bakery")
    (folder / "bakery.yaml").write_text(BAKERY)
    with sqlite_database(folder, Holding.TABLES) as address:
        with opened(address) as store:
            load(store, [folder / "bakery.yaml"], "tester")
        with serving(address) as server:
            yield server


@pytest.fixture
def german(browser: Browser) -> Iterator[Page]:
    """A page of a browser whose reader wants German."""
    context = browser.new_context(locale="de-DE")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def choose(page: Page, language: str) -> None:
    page.locator(".language summary").click()
    page.locator(".language").get_by_role("link", name=language, exact=True).click()


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_a_language_is_chosen_once_for_the_page_and_for_names_and_goes_with_links(page: Page, bakery: Server) -> None:
    page.goto(f"{bakery.url}/role/baker")
    heading(page, "Baker")
    expect(page.get_by_role("navigation").get_by_role("link", name="Compare")).to_be_visible()
    choose(page, "Deutsch")
    heading(page, "Bäcker/Bäckerin")
    expect(page.get_by_role("navigation").get_by_role("link", name="Vergleichen")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page).to_have_url(f"{bakery.url}/role/baker?language=de")
    expect(page.get_by_text("Makes bread.")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Teig").first.click()
    heading(page, "Teig")
    expect(page).to_have_url(f"{bakery.url}/skill/dough?language=de")
    page.reload()
    heading(page, "Teig")
    page.go_back()
    heading(page, "Bäcker/Bäckerin")
    choose(page, "English")
    heading(page, "Baker")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_names_may_be_in_a_language_that_the_page_has_no_words_of(page: Page, bakery: Server) -> None:
    page.goto(f"{bakery.url}/role/baker")
    choose(page, "français (names only)")
    heading(page, "Boulanger")
    expect(page.get_by_role("heading", level=1)).to_have_attribute("lang", "fr")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("navigation").get_by_role("link", name="Compare")).to_be_visible()
    expect(page.get_by_role("link", name="Pâte").first).to_have_attribute("lang", "fr")
    assert page.get_by_role("link", name="Oven").first.get_attribute("lang") is None
    choose(page, "العربية (names only)")
    heading(page, "خبّاز")
    direction = "element => getComputedStyle(element).direction"
    assert page.get_by_role("heading", level=1).evaluate(direction) == "rtl"
    assert page.locator("main").evaluate(direction) == "ltr"


def test_where_none_is_chosen_the_browser_decides(german: Page, bakery: Server) -> None:
    german.goto(f"{bakery.url}/role/miller")
    heading(german, "Müller/Müllerin")
    expect(german.locator("html")).to_have_attribute("lang", "de")
    assert "language=" not in german.url
    choose(german, "English")
    heading(german, "Miller")
    expect(german).to_have_url(f"{bakery.url}/role/miller?language=en")
    german.goto(f"{bakery.url}/role/miller?language=%3Cb%3E")
    heading(german, "Müller/Müllerin")


UNMARKED = """() => {
  const found = [];
  const spoken = (element) => element.closest('[lang]').lang.startsWith('de');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: element, data } = walker.currentNode;
    if (data.trim() && !element.closest('script, style, noscript, textarea, pre, code') && spoken(element))
      found.push(data.trim());
  }
  for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
    for (const element of document.querySelectorAll(`[${name}]`))
      if (spoken(element)) found.push(element.getAttribute(name));
  return found;
}"""
ENGLISH = re.compile(
    r"\b(the|of|and|is|are|from|with|what|which|that|this|to|skills?|roles?|tools?|moves?|not)\b", re.IGNORECASE
)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/find?q=engineer",
        "/role/ai-engineer",
        "/skill/python",
        "/compare?roles=ai-engineer,ml-engineer,data-scientist",
        "/move?from=ai-engineer&to=ai-research-scientist",
    ],
)
def test_a_german_view_says_nothing_in_english_that_it_does_not_mark_as_that(
    german: Page, server: Server, path: str
) -> None:
    german.goto(server.url + path)
    expect(german.locator("html")).to_have_attribute("lang", "de")
    expect(german.get_by_role("heading", level=1)).to_be_visible()
    german.wait_for_load_state("networkidle")
    said = german.evaluate(UNMARKED)
    assert len(said) > 20
    assert [each for each in said if ENGLISH.search(each)] == []
