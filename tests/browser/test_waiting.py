"""While the server is not ready, the page says so, and asks again by itself."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.servers import Server

MOVE, COMPARE = "/move?from=ai-engineer", "/compare?roles=ai-engineer,ml-engineer"
TOOK = "The answer took longer than 10 seconds: revision 2 is still being prepared. Ask again in 2 seconds."


def unready(name: str, asked: list[str], times: int) -> Callable[[Route], None]:
    """Answers the document of that name as a server that prepares a revision does, so many times."""

    def answer(route: Route) -> None:
        if f"operationName={name}&" not in route.request.url + "&" or len(asked) >= times:
            route.continue_()
            return
        asked.append(route.request.url)
        error = {"message": TOOK, "extensions": {"code": "TIMEOUT", "retryAfter": 2}}
        body = json.dumps({"errors": [error]})
        route.fulfill(status=503, content_type="application/json", headers={"retry-after": "2"}, body=body)

    return answer


@pytest.mark.parametrize(
    ("path", "name", "title"),
    [(MOVE, "Moves", "From AI engineer"), (COMPARE, "Compare", "AI engineer and ML engineer")],
)
def test_a_view_that_is_being_prepared_says_so_and_comes_by_itself(
    page: Page, server: Server, path: str, name: str, title: str
) -> None:
    page.clock.install()
    asked: list[str] = []
    page.route("**/graphql?**", unready(name, asked, 2))
    page.goto(server.url + path)
    waiting = page.get_by_role("status").filter(has_text="still getting it ready")
    expect(waiting).to_contain_text("asks again by itself, in 2 seconds")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.clock.fast_forward(2_100)
    expect(waiting).to_contain_text("in 4 seconds")
    assert len(asked) == 2
    page.clock.fast_forward(3_300)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(waiting).to_have_count(0)


def test_who_does_not_want_to_wait_asks_at_once_or_no_more(page: Page, server: Server) -> None:
    page.clock.install()
    asked: list[str] = []
    page.route("**/graphql?**", unready("Moves", asked, 3))
    page.goto(server.url + MOVE)
    page.get_by_role("button", name="Ask now").click()
    expect(page.get_by_role("status").filter(has_text="in 4 seconds")).to_be_visible()
    page.get_by_role("button", name="Stop asking").click()
    expect(page.get_by_role("alert")).to_contain_text("still getting it ready")
    page.clock.fast_forward(120_000)
    assert len(asked) == 2
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("status").filter(has_text="in 2 seconds")).to_be_visible()
    page.clock.fast_forward(2_100)
    expect(page.get_by_role("heading", level=1)).to_have_text("From AI engineer")
