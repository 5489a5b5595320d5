"""A storage of rates that hangs costs hardly anybody time; it is told once, and counts again when it answers."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

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


def test_only_one_waits_for_a_storage_that_hangs(
    redis: Redis, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    address, process = redis.address, redis.process.pid
    monkeypatch.setattr(storage, "REST_SECONDS", 0.3)
    caplog.set_level("INFO")

    async def count() -> None:
        rates = Rates(address, seconds=0.2)
        assert len(await rates.count_request(CALLER)) == 1
        with stopped([process]):
            waited = []
            for _ in range(20):
                began = time.monotonic()
                assert await rates.count_request(CALLER) == [], "nobody is limited"
                waited.append(time.monotonic() - began >= 0.2)
            assert waited == [True] + [False] * 19
            assert not rates.are_counted
            await asyncio.sleep(0.35)
            together = await asyncio.gather(*(rates.count_request(CALLER) for _ in range(5)))
            assert together == [[]] * 5
        await asyncio.sleep(0.35)
        (standing,) = await rates.count_request(CALLER)
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
    assert "; 25 requests were not counted" in told[1].getMessage()


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
