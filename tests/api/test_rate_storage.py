"""A storage of rates that hangs costs hardly anybody time; it is told once, and counts again when it answers."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from limits import parse

from api import storage
from api.callers import Caller
from api.protocol import BadRequest
from api.rates import Rates
from db.store import Store
from tests.api.conftest import Redis
from tests.api.test_access import ask
from tests.api.test_operating import metric, ready
from tests.servers import serving, until
from tests.stopping import stopped

CALLER = Caller("a", "a", parse("3/minute"), None)
SECONDS = 0.2  # that it may take to answer


class Clock:
    """The time by which a storage rests: it goes on when the test says so."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now

    def rest(self) -> None:
        self.now += storage.REST_SECONDS


def test_only_one_waits_for_a_storage_that_hangs(
    redis: Redis, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    address, process = redis.address, redis.process.pid
    clock, waits = Clock(), 0

    def counted(seconds: float) -> asyncio.Timeout:
        nonlocal waits
        waits += 1
        return asyncio.timeout(seconds)

    monkeypatch.setattr(storage, "time", clock)
    monkeypatch.setattr(storage, "asyncio", SimpleNamespace(timeout=counted))
    caplog.set_level("INFO")

    async def count() -> None:
        rates = Rates(address, seconds=SECONDS)
        assert len(await rates.count_request(CALLER)) == 1
        assert waits == 1
        with stopped([process]):
            for _ in range(20):
                assert await rates.count_request(CALLER) == [], "nobody is limited"
            assert waits == 2
            assert not rates.are_counted
            clock.rest()
            together = await asyncio.gather(*(rates.count_request(CALLER) for _ in range(5)))
            assert together == [[]] * 5
            assert waits == 3
        while not (standings := await rates.count_request(CALLER)):
            clock.rest()
        (standing,) = standings
        assert rates.are_counted
        assert standing.remaining <= 1
        for _ in range(standing.remaining):
            await rates.count_request(CALLER)
        with pytest.raises(BadRequest, match="try again in"):
            await rates.count_request(CALLER)
        await rates.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, count()).result()
    told = [record for record in caplog.records if record.name == "rolegraph.rates"]
    assert [record.levelname for record in told] == ["WARNING", "INFO"]
    assert told[0].getMessage() == (
        "the storage of rates does not answer, and nobody is limited: it said nothing for 0.2 seconds"
    )
    assert told[0].exc_info is None
    (uncounted,) = re.findall(r"; (\d+) requests were not counted", told[1].getMessage())
    assert int(uncounted) >= 25


def test_it_is_told_to_those_who_operate(sqlite_store: Store, redis: Redis) -> None:
    address, process = redis.address, redis.process.pid
    url = sqlite_store.engine.url.render_as_string(hide_password=False)
    settings = {"ANONYMOUS_RATE": "9/minute", "RATE_STORAGE": address, "RATE_STORAGE_SECONDS": "0.2"}
    with serving(url, **settings) as server:
        assert ready(server)["rates"] == "counted"
        assert metric(server, "rolegraph_rate_storage_up") == 1
        with stopped([process]):
            assert [ask(server, number).status_code for number in range(12)] == [200] * 12
            assert ready(server)["rates"] == "not counted"
            assert metric(server, "rolegraph_rate_storage_up") == 0
            assert metric(server, "rolegraph_uncounted_requests_total") == 12
        until(lambda: "ratelimit" in ask(server).headers)
        assert ready(server)["rates"] == "counted"
