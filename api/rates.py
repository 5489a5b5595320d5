"""Counting requests and points, in memory or in a Redis or Valkey that several processes share."""

import asyncio
import math
import time
from contextlib import suppress
from dataclasses import dataclass

from limits import RateLimitItem
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from api.callers import Caller
from api.protocol import BadRequest
from api.storage import Silent, Storage
from schema.document import Refused
from schema.limits import LimitExceeded

RATE_LIMITED = "RATE_LIMITED"
REQUESTS, POINTS = "requests", "points"
END_SECONDS = 0.5
USUAL_SECONDS = 0.5  # of the shared storage; then requests go on uncounted


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

    def __init__(self, storage: str, seconds: float = USUAL_SECONDS):
        self._storage = Storage(storage, seconds)
        self._limiter = SlidingWindowCounterRateLimiter(self._storage.kept)

    @property
    def are_counted(self) -> bool:
        """Whether the storage answers, as far as is known."""
        return self._storage.answers

    async def close(self) -> None:
        """Let go of the storage, which may say nothing."""
        with suppress(TimeoutError):
            async with asyncio.timeout(END_SECONDS):
                await self._storage.close()

    async def count_request(self, caller: Caller, as_many_as: int = 1) -> list[Standing]:
        """One more request, which may count as several. Raises `BadRequest` with 429 if it is one too many."""
        return await self._spend(caller, caller.rate, REQUESTS, as_many_as)

    async def spend(self, caller: Caller, points: int) -> list[Standing]:
        """So many points more.

        Raises `BadRequest` with 429 if there are not so many left, `Refused` if there never will be.
        """
        return await self._spend(caller, caller.budget, POINTS, points)

    async def charge(self, caller: Caller, points: int) -> None:
        """So many points that an answer turned out to cost beyond its price; what is not left is not taken."""
        if caller.budget is None or points <= 0:
            return
        with suppress(Silent):
            async with self._storage.asked():
                window = await self._limiter.get_window_stats(caller.budget, POINTS, caller.identity)
                if window.remaining > 0:
                    await self._limiter.hit(caller.budget, POINTS, caller.identity, cost=min(points, window.remaining))

    async def _spend(self, caller: Caller, limit: RateLimitItem | None, name: str, amount: int) -> list[Standing]:
        if limit is None:
            return []
        if amount > limit.amount:
            said = (
                f"Your budget is {limit.amount:,} {name} in {limit.get_expiry()} seconds; this alone costs {amount:,}."
            )
            raise Refused([LimitExceeded("budget", limit.amount, amount, f"{said} Ask for shorter pages.")])
        try:
            async with self._storage.asked():
                allowed = await self._limiter.hit(limit, name, caller.identity, cost=amount)
                window = await self._limiter.get_window_stats(limit, name, caller.identity)
                wait = 0 if allowed else await self._wait(limit, name, caller.identity, amount)
        except Silent:
            return []
        standing = Standing(name, limit, max(0, window.remaining), max(1, math.ceil(window.reset_time - time.time())))
        if allowed:
            return [standing]
        raise BadRequest(
            f"That is beyond {limit.amount:,} {name} in {limit.get_expiry()} seconds: try again in {wait} seconds.",
            429,
            RATE_LIMITED,
            {"retry-after": str(wait), **rate_headers([standing])},
            limit=name,
            maximum=limit.amount,
            retryAfter=wait,
        )

    async def _wait(self, limit: RateLimitItem, name: str, identity: str, amount: int) -> int:
        """In how many seconds so much will be left, if nothing else is spent until then.

        The window slides: what was spent in the one before counts less and less until this one ends, and so does then
        what was spent in this one.
        """
        period = limit.get_expiry()
        key = limit.key_for(name, identity)
        before, ends, spent, spent_ends = await self._storage.kept.get_sliding_window(key, period)
        if not before:
            ends = spent_ends - period if spent_ends > period else spent_ends
        may = limit.amount - amount + 1  # be spent already, and that not quite: fractions do not count
        if spent <= may:
            wait = ends - (may - spent) * period / before if before else 0.0
        else:
            wait = ends + period * (1 - may / spent)
        return max(1, math.ceil(wait + 0.001))


def rate_headers(standings: list[Standing]) -> dict[str, str]:
    """RateLimit and RateLimit-Policy, as draft-ietf-httpapi-ratelimit-headers has them."""
    if not standings:
        return {}
    last = {each.name: each for each in standings}.values()  # a request may have been counted more than once
    return {
        "ratelimit-policy": ", ".join(each.policy for each in last),
        "ratelimit": ", ".join(each.state for each in last),
    }
