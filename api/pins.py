"""Revisions that are asked for by their address: which one is meant, and having it loaded if it is not in memory.

To load one takes seconds of a processor on large data, and strangers choose which. So it comes after everything that
can be found wrong or answered without it, is done once for all who ask at the same time, counts against whoever caused
it, and nobody has many of them loaded at once.
"""

import asyncio
import re
from collections import Counter
from functools import partial

from api.answering import Answering
from api.callers import Caller
from api.current import CurrentKnowledge
from api.protocol import BadRequest
from api.rates import RATE_LIMITED, Rates, Standing
from knowledge.errors import NotFound, Pruned, QuestionError, Replaced, Unavailable
from knowledge.model.history import Identity
from knowledge.snapshot.snapshot import Snapshot

ADDRESS = re.compile(r"([0-9]{1,9})(?:-([0-9a-f]{12,64}))?")  # its number, and how its digest begins
STATUS = {NotFound.code: 404, Replaced.code: 410, Pruned.code: 410, Unavailable.code: 503}
POINTS_A_RECORD = 5  # of the budget
REQUESTS = 10  # of the rate
MOST_EACH = 2  # loads that one caller has at once


class Pins:
    """Knows and loads old revisions."""

    def __init__(self, current: CurrentKnowledge, answering: Answering, rates: Rates):
        self._current = current
        self._answering = answering
        self._rates = rates
        self._under_way: dict[Identity, asyncio.Task[Snapshot]] = {}
        self._loads: Counter[str] = Counter()  # under way, by caller

    async def identity(self, address: str) -> Identity:
        """The revision that is meant. Raises `BadRequest` with 404, or 410 if its history was replaced."""
        named = ADDRESS.fullmatch(address)
        if named is None:
            newest = self._current.snapshot.identity
            said = f'No revision "{address[:100]}": give a number such as {newest.number}, or {newest} with its digest.'
            raise BadRequest(said, 404, NotFound.code, argument=["number"])
        number, digest = int(named[1]), named[2] or ""
        try:
            if number > self._current.snapshot.number and self._current.database_answers:
                await self._answering.ask(self._current.look_again)
            return self._current.identity(number, digest)
        except QuestionError as error:
            raise _refusal(error) from error

    def held(self, identity: Identity) -> Snapshot | None:
        """Its snapshot, if it is in memory."""
        try:
            return self._current.held(*identity)
        except QuestionError as error:
            raise _refusal(error) from error

    async def load(self, identity: Identity, caller: Caller, address: str) -> tuple[Snapshot, list[Standing]]:
        """Its snapshot from the database, and what is left of the caller's limits. Raises `BadRequest`."""
        standings: list[Standing] = []
        working = self._under_way.get(identity)
        if working is None:
            who = caller.identity or address
            if self._loads[who] >= MOST_EACH:
                said = f"{MOST_EACH} old revisions are loaded for you already: try again when they are there."
                raise BadRequest(said, 429, RATE_LIMITED, {"retry-after": "1"})
            try:
                self._current.check_database("this revision is not in memory", ["number"])
            except Unavailable as error:
                raise _refusal(error) from error
            standings = await self._charge(caller)
            working = asyncio.create_task(self._answering.load(partial(self._current.at, *identity)))
            self._under_way[identity] = working
            self._loads[who] += 1
            working.add_done_callback(partial(self._done, identity, who))
        try:
            return await asyncio.shield(working), standings
        except QuestionError as error:
            raise _refusal(error) from error

    async def _charge(self, caller: Caller) -> list[Standing]:
        """Never more than all that a caller may spend: it has to be possible to load one."""
        standings = []
        if caller.rate:
            standings += await self._rates.count_request(caller, min(REQUESTS, caller.rate.amount))
        if caller.budget:
            points = POINTS_A_RECORD * self._current.snapshot.entities
            standings += await self._rates.spend(caller, min(points, caller.budget.amount))
        return standings

    def _done(self, identity: Identity, who: str, working: "asyncio.Task[Snapshot]") -> None:
        self._under_way.pop(identity, None)
        self._loads[who] -= 1
        if not self._loads[who]:
            del self._loads[who]
        if not working.cancelled():
            working.exception()  # whoever waited has it


def _refusal(error: QuestionError) -> BadRequest:
    return BadRequest(str(error), STATUS[error.code], error.code, argument=error.argument)
