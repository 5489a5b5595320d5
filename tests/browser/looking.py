"""Looking at moves on a page, and asking the server what should stand there."""

from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.watching import PATIENCE
from tests.servers import Server

RESEARCH = "/move?from=ai-engineer&to=ai-research-scientist"
SURGEON = "/move?from=clinic/nurse&to=clinic/doctor"


def open_view(page: Page, server: Server, path: str) -> None:
    page.set_default_timeout(PATIENCE)
    page.goto(server.url + path)
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_load_state("networkidle")


def offer(page: Page) -> Locator:
    """What a view offers behind its first menu, opened."""
    menu = page.locator(".menu").first
    if menu.get_attribute("open") is None:
        menu.locator("summary").click()
    return menu


def explained(page: Page) -> Locator:
    return page.get_by_role("region", name="The move, explained")


def ranked(page: Page) -> list[str]:
    return page.locator(".ranking > li > a").all_inner_texts()


def best(server: Server, more: str = "") -> list[dict[str, Any]]:
    fields = "nodes { to { name } band feasibility likeness }"
    answer = server.ask(f'{{ transitions(from: "ai-engineer", first: 20{more}) {{ {fields} }} }}')
    found: list[dict[str, Any]] = answer["data"]["transitions"]["nodes"]
    return found


def names(moves: list[dict[str, Any]]) -> list[str]:
    return [each["to"]["name"] for each in moves]


def pair(server: Server, source: str, target: str, fields: str) -> dict[str, Any]:
    answer = server.ask(f'{{ transition(from: "{source}", to: "{target}") {{ {fields} }} }}')
    found: dict[str, Any] = answer["data"]["transition"]
    return found
