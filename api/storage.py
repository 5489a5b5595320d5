"""Where requests are counted. While that does not answer, nobody waits for it, and nobody is limited."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from limits.aio.storage import MemoryStorage, RedisStorage
from limits.errors import StorageError

from api import metrics

if TYPE_CHECKING:
    from redis.asyncio import ConnectionPool

REST_SECONDS = 2.0  # in which nobody asks a storage that did not answer; then one asks, for all

logger = logging.getLogger("rolegraph.rates")


class Silent(Exception):
    """The storage does not answer: what was to be counted is not."""


class Storage:
    """The storage of counts, behind a circuit breaker: after it failed, it is left in peace for a while."""

    def __init__(self, address: str, seconds: float):
        """`address` is memory:// or that of a Redis or Valkey, `seconds` how long it may take to count a request."""
        self._seconds = seconds
        self._pool: ConnectionPool | None = None
        if address.startswith("memory:"):
            self.kept: MemoryStorage | RedisStorage = MemoryStorage()
        else:
            from redis import asyncio as redis  # here, because few need it

            scheme, _, rest = address.partition("://")
            url = f"{'rediss' if scheme == 'rediss' else 'redis'}://{rest}"
            self._pool = redis.ConnectionPool.from_url(url, socket_timeout=seconds, socket_connect_timeout=seconds)
            self.kept = RedisStorage(
                f"async+{url}",
                wrap_exceptions=True,
                implementation="redispy",
                connection_pool=self._pool,  # type: ignore[arg-type] # its types know only settings in an address
            )
        self._silent_since: float | None = None
        self._ask_again_at = 0.0
        self._uncounted = 0
        metrics.RATE_STORAGE_UP.set(1)

    @property
    def answers(self) -> bool:
        return self._silent_since is None

    async def close(self) -> None:
        if self._pool:
            await self._pool.aclose()

    @asynccontextmanager
    async def asked(self) -> AsyncIterator[None]:
        """What is done meanwhile asks the storage. Raises `Silent` if it does not answer in time, or did not lately."""
        if self._silent_since is not None:
            if time.monotonic() < self._ask_again_at:
                self._miss()
            self._ask_again_at = time.monotonic() + REST_SECONDS  # whoever comes meanwhile does not wait, too
        try:
            async with asyncio.timeout(self._seconds):
                yield
        except (StorageError, TimeoutError) as error:
            self._fail(error)
            self._miss()
        else:
            self._recover()

    def _miss(self) -> None:
        self._uncounted += 1
        metrics.UNCOUNTED.inc()
        raise Silent

    def _fail(self, error: Exception) -> None:
        self._ask_again_at = time.monotonic() + REST_SECONDS
        if self._silent_since is None:
            self._silent_since = time.monotonic()
            self._uncounted = 0
            metrics.RATE_STORAGE_UP.set(0)
            why = str(error.__cause__ or error) or f"it said nothing for {self._seconds:g} seconds"
            logger.warning("the storage of rates does not answer, and nobody is limited: %s", why)

    def _recover(self) -> None:
        if self._silent_since is not None:
            silent = time.monotonic() - self._silent_since
            self._silent_since = None
            metrics.RATE_STORAGE_UP.set(1)
            logger.info(
                "the storage of rates answers again, after %.1f seconds; %d requests were not counted",
                silent,
                self._uncounted,
            )
