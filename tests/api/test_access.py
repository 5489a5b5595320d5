"""Who may ask how much: keys, rates, budgets, proxies, and pages of other origins."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_network

import httpx
import pytest
from limits import parse

from api.callers import Caller, Callers
from api.protocol import BadRequest
from api.rates import Rates
from db.store import Store
from tests.api.conftest import Redis
from tests.servers import PATIENT, READY_SECONDS, Server, rolegraph, serving, until

QUERY = {"query": "{ roles { totalCount } }"}


def new_key(database_url: str, name: str, *options: str) -> str:
    done = rolegraph("keys", "create", "--name", name, *options, DATABASE_URL=database_url)
    assert done.returncode == 0, done.stderr
    key = done.stdout.splitlines()[1]
    assert re.fullmatch(r"rg_[\w-]{43}", key)
    return key


def ask(server: Server, number: int = 0, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    query = {"query": f"{{ a{number}: __typename roles {{ totalCount }} }}"}
    return httpx.post(f"{server.url}/graphql", json=query, headers=named)


@pytest.mark.usefixtures("loaded")
def test_a_key_from_creation_to_revocation(database_url: str) -> None:
    key = new_key(database_url, "Career site", "--rate", "5/day")
    with serving(database_url, ANONYMOUS_RATE="2/day", POLL_SECONDS="0.05") as server:
        for number in range(5):
            assert ask(server, number, authorization=f"Bearer {key}").status_code == 200
        assert ask(server, authorization=f"Bearer {key}").status_code == 429
        assert ask(server, x_api_key=key).status_code == 429, "the same key"
        assert ask(server).status_code == 200, "without a key it is somebody else"
        late = new_key(database_url, "Late")
        until(lambda: ask(server, x_api_key=late).status_code == 200)
        listed = rolegraph("keys", "list", DATABASE_URL=database_url).stdout
        assert re.search(r"Career site +5/day +any", listed)
        assert key not in listed
        assert rolegraph("keys", "revoke", "Career site", DATABASE_URL=database_url).returncode == 0
        until(lambda: ask(server, x_api_key=key).status_code == 401)
        refused = ask(server, x_api_key=key)
        assert refused.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
        assert refused.headers["www-authenticate"].startswith("Bearer")
        assert "revoked" in rolegraph("keys", "revoke", "Career site", DATABASE_URL=database_url).stdout


def test_the_key_itself_is_nowhere(loaded: Store, database_url: str) -> None:
    key = new_key(database_url, "A site")
    with loaded.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM api_key").all()
    assert len(rows) == 1
    assert key not in repr(rows)
    assert key[3:] not in repr(rows)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["create", "--name", "A", "--rate", "often"], "is not such as 600/minute"),
        (["create", "--name", " "], "a key has a name"),
        (["revoke", "Nobody"], "there is no key with the name 'Nobody'"),
    ],
)
@pytest.mark.usefixtures("store")
def test_commands_on_keys_that_err(database_url: str, arguments: list[str], message: str) -> None:
    done = rolegraph("keys", *arguments, DATABASE_URL=database_url)
    assert done.returncode in (1, 2)
    assert message in re.sub(r"[│\s]+", " ", done.stderr)


@pytest.mark.usefixtures("store")
def test_names_of_keys_are_not_used_again(database_url: str) -> None:
    new_key(database_url, "A site")
    rolegraph("keys", "revoke", "A site", DATABASE_URL=database_url)
    done = rolegraph("keys", "create", "--name", "A site", DATABASE_URL=database_url)
    assert (done.returncode, "choose another name" in done.stderr) == (1, True)


@pytest.fixture(scope="module")
def address(sqlite_store: Store) -> str:
    return sqlite_store.engine.url.render_as_string(hide_password=False)


def test_rates_are_told_in_the_standard_headers(address: str) -> None:
    with serving(address, ANONYMOUS_RATE="3/day") as server:  # one of them went to see whether it is ready
        response = ask(server)
        assert response.headers["ratelimit-policy"] == '"requests";q=3;w=86400'
        assert re.fullmatch(r'"requests";r=1;t=\d+', response.headers["ratelimit"])
        ask(server)
        refused = ask(server)
        assert refused.status_code == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 86400
        assert refused.headers["ratelimit"].startswith('"requests";r=0;t=')
        extensions = refused.json()["errors"][0]["extensions"]
        assert extensions["code"] == "RATE_LIMITED"
        assert (extensions["limit"], extensions["maximum"]) == ("requests", 3)
        assert httpx.get(f"{server.url}/readyz").status_code == 200
        assert 'reason="RATE_LIMITED"} 1.0' in httpx.get(f"{server.url}/metrics").text


def test_who_waits_as_long_as_was_said_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000_020.0
    monkeypatch.setattr("time.time", lambda: now)
    rates = Rates("memory://")
    caller = Caller("a", "a", None, parse("1000/minute"))

    async def spend(points: int) -> int:
        """0, or in how many seconds to try again."""
        try:
            await rates.spend(caller, points)
        except BadRequest as error:
            return int(error.headers["retry-after"])
        return 0

    async def ask() -> None:
        nonlocal now
        for spent, asked in ((700, 600), (1000, 1000), (10, 1000), (300, 900)):
            now += 1_020
            assert await spend(spent) == 0
            waits = await spend(asked)
            assert 1 <= waits <= 120
            now += waits - 2
            assert await spend(asked) > 0
            now += 2
            assert await spend(asked) == 0, "as was said"

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, ask()).result()


def test_what_is_beyond_the_whole_budget_is_not_to_be_tried_again(address: str) -> None:
    with serving(address, ANONYMOUS_BUDGET="1200/day") as server:
        query = {"query": "{ roles { nodes { skills { nodes { name } } } } }"}
        response = httpx.post(f"{server.url}/graphql", json=query)
        (error,) = response.json()["errors"]
        assert error["extensions"] == {
            "code": "LIMIT_EXCEEDED", "limit": "budget", "maximum": 1200, "found": 500 + 1 + 100 * (1 + 1 + 100),
        }  # fmt: skip
        assert "retry-after" not in response.headers
        assert ask(server).status_code == 200, "nothing was spent"


def test_a_budget_is_spent_by_work_and_not_by_what_is_in_the_cache(address: str) -> None:
    with serving(address, ANONYMOUS_BUDGET="1200/day") as server:
        first = ask(server, 1)
        assert re.fullmatch(r'"points";r=\d+;t=\d+', first.headers["ratelimit"])
        for _ in range(5):
            assert ask(server, 1).status_code == 200
        assert ask(server, 2).status_code == 200
        refused = ask(server, 3)
        assert refused.status_code == 429
        assert refused.json()["errors"][0]["extensions"]["limit"] == "points"
        assert ask(server, 1).status_code == 200


def test_a_request_may_cost_so_much(address: str) -> None:
    with serving(address, MAX_COST="1000") as server:
        query = "{ roles(first: 500) { nodes { name } } }"
        refused = httpx.post(f"{server.url}/graphql", json={"query": query})
        error = refused.json()["errors"][0]
        assert error["extensions"] == {"code": "LIMIT_EXCEEDED", "limit": "cost", "maximum": 1000, "found": 1001}
        told = {"query": query.replace("500", "20"), "extensions": {"cost": True}}
        answer = httpx.post(f"{server.url}/graphql", json=told).json()
        assert answer["extensions"] == {"cost": {"requested": 521, "maximum": 1000}}
        assert "extensions" not in httpx.post(f"{server.url}/graphql", json={"query": told["query"]}).json()


def test_forwarded_addresses_are_believed_only_from_proxies(address: str) -> None:
    with serving(address, ANONYMOUS_RATE="2/day") as server:
        codes = [ask(server, x_forwarded_for=f"203.0.113.{n}").status_code for n in range(4)]
        assert codes[-1] == 429, "whoever says so comes from 127.0.0.1"
    with serving(address, ANONYMOUS_RATE="2/day", TRUSTED_PROXIES="127.0.0.1, 10.0.0.0/8") as server:
        codes = [ask(server, x_forwarded_for=f"203.0.113.{n}").status_code for n in range(4)]
        assert codes == [200] * 4
        codes = [ask(server, x_forwarded_for=f"203.0.113.{n}, 198.51.100.7, 10.1.2.3").status_code for n in range(4)]
        assert codes == [200, 200, 429, 429], "what stands before the last address that is no proxy is hearsay"


@pytest.mark.parametrize(
    ("forwarded", "peer", "found"),
    [
        ("", "10.0.0.1", "10.0.0.1"),
        ("203.0.113.9", "192.0.2.1", "192.0.2.1"),
        ("203.0.113.9", "10.0.0.1", "203.0.113.9"),
        ("1.1.1.1, 203.0.113.9, 10.0.0.2", "10.0.0.1", "203.0.113.9"),
        ("nonsense", "10.0.0.1", "10.0.0.1"),
        ("1.1.1.1, nonsense, 10.0.0.2", "10.0.0.1", "10.0.0.2"),
        ("10.0.0.3, 10.0.0.2", "10.0.0.1", "10.0.0.3"),
    ],
)
def test_the_address_of_a_request(forwarded: str, peer: str, found: str) -> None:
    callers = Callers("1/minute", None, [ip_network("10.0.0.0/8")])
    assert callers.address({b"x-forwarded-for": forwarded.encode()}, peer) == found


def test_an_ipv6_customer_is_one_caller() -> None:
    callers = Callers("1/minute", None, [])
    first, second = callers.who({}, "2001:db8:1:2::1"), callers.who({}, "2001:db8:1:2:ffff::9")
    assert first.identity == second.identity != callers.who({}, "2001:db8:1:3::1").identity
    assert callers.who({}, "::ffff:192.0.2.1").identity == callers.who({}, "192.0.2.1").identity


def test_servers_that_share_a_storage_count_together(address: str, redis: Redis) -> None:
    storage, process = f"{redis.address}?{PATIENT}", redis.process
    settings = {"ANONYMOUS_RATE": "6/day", "RATE_STORAGE": storage}
    with serving(address, **settings) as one, serving(address, **settings) as other:
        codes = [ask(server).status_code for _ in range(3) for server in (one, other)]
        assert codes == [200, 200, 200, 200, 429, 429], "two requests went to see whether they are ready"
        process.terminate()
        process.wait(READY_SECONDS)
        assert ask(one).status_code == 200, "without the storage nobody is limited"


def preflight(server: Server, origin: str) -> httpx.Response:
    asked = {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    return httpx.options(f"{server.url}/graphql", headers=asked | {"origin": origin})


def test_pages_of_all_origins_may_ask_by_default(address: str) -> None:
    with serving(address) as server:
        assert preflight(server, "https://careers.example").headers["access-control-allow-origin"] == "*"
        posted = httpx.post(f"{server.url}/graphql", json=QUERY, headers={"origin": "https://careers.example"})
        assert posted.headers["access-control-allow-origin"] == "*"
        assert "ETag" in posted.headers["access-control-expose-headers"]
        got = httpx.get(f"{server.url}/graphql", params=QUERY)
        assert got.headers["access-control-allow-origin"] == "*", "caches keep it for those who come from a page"
        wrong = httpx.get(f"{server.url}/graphql", params={"query": "{"}, headers={"origin": "https://a.example"})
        assert wrong.headers["access-control-allow-origin"] == "*", "pages can read errors"


def test_pages_of_some_origins_may_ask_where_settings_say_so(address: str) -> None:
    with serving(address, CORS_ORIGINS="https://a.example, https://b.example") as server:
        for origin, allowed in (("https://a.example", True), ("https://b.example", True), ("https://c.example", False)):
            assert (preflight(server, origin).headers.get("access-control-allow-origin") == origin) is allowed
            for response in (
                httpx.post(f"{server.url}/graphql", json=QUERY, headers={"origin": origin}),
                httpx.get(f"{server.url}/graphql", params=QUERY, headers={"origin": origin}),
            ):
                assert response.headers.get("access-control-allow-origin") == (origin if allowed else None)
        assert "Origin" in httpx.get(f"{server.url}/graphql", params=QUERY).headers["vary"]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_a_form_of_another_page_executes_nothing(address: str, kind: str) -> None:
    with serving(address) as server:
        headers = {"content-type": kind} if kind else {}
        response = httpx.post(f"{server.url}/graphql", content=b'{"query":"{ __typename }"}', headers=headers)
        assert response.status_code == 415
        assert "data" not in response.json()
