"""Counting requests and points, in memory or in a Redis or Valkey that several processes share."""

import logging
import math
import time
from dataclasses import dataclass

from limits import RateLimitItem
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import StorageError

from api.callers import Caller
from api.protocol import BadRequest

RATE_LIMITED = "RATE_LIMITED"
REQUESTS, POINTS = "requests", "points"
TIMEOUT_SECONDS = 0.5  # of the shared storage; then requests go on uncounted

logger = logging.getLogger("rolegraph.rates")


@dataclass(frozen=True, slots=True)
class Standing:
    """What is left of a limit. `resets` is in seconds from now."""

    name: str
    limit: RateLimitItem
    remaining: int
    resets: int

    @property
    def policy(self) -> str:
        return f'"{self.name}";q={self.limit.amount};w={self.limit.get_expiry()}'

    @property
    def state(self) -> str:
        return f'"{self.name}";r={self.remaining};t={self.resets}'


class Rates:
    """Counts over sliding windows. While the storage does not answer, nobody is limited."""

    def __init__(self, storage: str):
        if storage.startswith("memory:"):
            kept: MemoryStorage | RedisStorage = MemoryStorage()
        else:
            scheme, _, rest = storage.partition("://")
            kept = RedisStorage(
                f"async+{'rediss' if scheme == 'rediss' else 'redis'}://{rest}",
                wrap_exceptions=True,
                implementation="redispy",
                socket_timeout=TIMEOUT_SECONDS,
                socket_connect_timeout=TIMEOUT_SECONDS,
            )
        self._limiter = SlidingWindowCounterRateLimiter(kept)
        self._failing = False

    async def count_request(self, caller: Caller) -> list[Standing]:
        """One more request. Raises `BadRequest` with 429 if it is one too many."""
        return await self._spend(caller, caller.rate, REQUESTS, 1)

    async def spend(self, caller: Caller, points: int) -> list[Standing]:
        """So many points more. Raises `BadRequest` with 429 if there are not so many left."""
        return await self._spend(caller, caller.budget, POINTS, points)

    async def charge(self, caller: Caller, points: int) -> None:
        """So many points that an answer turned out to cost beyond its price. What is not left is not taken."""
        if caller.budget is not None and points > 0:
            try:
                await self._spend(caller, caller.budget, POINTS, min(points, caller.budget.amount))
            except BadRequest:
                logger.debug("%s has no %d points left to be charged", caller.name, points)

    async def _spend(self, caller: Caller, limit: RateLimitItem | None, name: str, amount: int) -> list[Standing]:
        if limit is None:
            return []
        try:
            allowed = await self._limiter.hit(limit, name, caller.identity, cost=amount)
            window = await self._limiter.get_window_stats(limit, name, caller.identity)
        except StorageError:
            if not self._failing:
                logger.warning("the storage of rates does not answer: nobody is limited", exc_info=True)
            self._failing = True
            return []
        self._failing = False
        standing = Standing(name, limit, max(0, window.remaining), max(1, math.ceil(window.reset_time - time.time())))
        if allowed:
            return [standing]
        raise BadRequest(
            f"That is beyond {limit.amount:,} {name} in {limit.get_expiry()} seconds: "
            f"try again in {standing.resets} seconds.",
            429,
            RATE_LIMITED,
            {"retry-after": str(standing.resets), **rate_headers([standing])},
            limit=name,
            maximum=limit.amount,
            retryAfter=standing.resets,
        )


def rate_headers(standings: list[Standing]) -> dict[str, str]:
    """RateLimit and RateLimit-Policy, as draft-ietf-httpapi-ratelimit-headers has them."""
    if not standings:
        return {}
    return {
        "ratelimit-policy": ", ".join(each.policy for each in standings),
        "ratelimit": ", ".join(each.state for each in standings),
    }
