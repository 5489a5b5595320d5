"""What no route answers, and what a route fails at: told in one shape, and masked where it is our mistake."""

import logging

import httpx
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from httpx import ASGITransport

from api.unrouted import add_answers
from tests.asking_in_process import in_a_loop

PROBLEM = "application/problem+json; charset=utf-8"


def asked(path: str, method: str = "GET", **headers: str) -> httpx.Response:
    """What an application below a prefix answers that counts, and fails at one address."""
    app = FastAPI()

    @app.get("/squares/{number}")
    def square(number: int) -> int:
        return number * number

    @app.get("/failing")
    def failing() -> None:
        raise RuntimeError("the secret of the house")

    def page(_: Request) -> Response:
        return HTMLResponse("Nothing is here", 404)

    add_answers(app, "/careers", page)

    async def got() -> httpx.Response:
        transport = ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.request(method, path, headers=headers)

    return in_a_loop(got())


def test_what_goes_wrong_on_our_side_is_masked_and_the_log_knows_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        reply = asked("/failing")
    said = reply.json()
    assert (reply.status_code, reply.headers["content-type"], said["code"]) == (500, PROBLEM, "INTERNAL_SERVER_ERROR")
    assert "secret" not in reply.text
    assert said["id"] in said["detail"]
    assert said["id"] in caplog.text
    assert "the secret of the house" in caplog.text


def test_people_get_a_page_and_programs_the_addresses_that_they_may_mean() -> None:
    assert asked("/findd", accept="text/html").text == "Nothing is here"
    reply = asked("/findd", accept="application/json")
    assert (reply.status_code, reply.headers["content-type"]) == (404, PROBLEM)
    assert reply.json()["detail"] == "There is nothing at /careers/findd: did you mean /careers/find?"
    assert reply.json()["nearest"] == ["/careers/find"]
    assert asked("/findd", "POST", accept="text/html").headers["content-type"] == PROBLEM


def test_an_address_that_cannot_be_read_says_where() -> None:
    reply = asked("/squares/x")
    assert (reply.status_code, reply.json()["code"]) == (400, "BAD_REQUEST")
    assert reply.json()["detail"].startswith("The address is not readable: number: Input should be a valid integer")
    assert asked("/squares/3").json() == 9


def test_another_method_is_told_which_are_answered() -> None:
    reply = asked("/failing", "DELETE")
    assert (reply.status_code, reply.headers["allow"]) == (405, "GET")
    assert reply.json()["detail"] == "DELETE is not answered here: ask with GET."


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/api", "ask for /careers/api/openapi.json, which tells what can be asked below."),
        ("/api/", "ask for /careers/api/openapi.json, which tells what can be asked below."),
        ("/measure", "ask for /careers/measure/SLUG."),
        ("/market", "ask for /careers/market/SLUG."),
        ("/role", "ask for /careers/role/SLUG."),
        ("/feeds/", "ask for /careers/feeds/changes.atom, or of a record /feeds/role/SLUG.atom."),
        ("/api/find/", "did you mean /careers/api/find or /careers/find?"),
        ("/mcp/", "did you mean /careers/mcp?"),
        ("/api/openapi.yaml", "did you mean /careers/api/openapi.json?"),
        ("/nope.json", "/careers/llms.txt tells what there is."),
    ],
)
def test_where_nothing_is_but_below_it_one_is_told_how_to_go_on(path: str, said: str) -> None:
    reply = asked(path)
    assert reply.status_code == 404
    assert reply.json()["detail"].endswith(said), reply.json()["detail"]
