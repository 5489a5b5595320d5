"""What the page's side asks for and takes work: counted and paid for by who asks, as questions in GraphQL are."""

from fastapi import Request

from api.callers import Caller, Callers
from api.protocol import BadRequest
from api.rates import Rates
from schema.document import Refused
from schema.limits import LIMIT_EXCEEDED


class Paid:
    """Knows what callers have left."""

    def __init__(self, callers: Callers, rates: Rates):
        self._callers = callers
        self._rates = rates

    async def count(self, request: Request) -> None:
        """One more request. Raises `BadRequest` with 401 for a key that is unknown, 429 if it is one too many."""
        await self._rates.count_request(self._caller(request))

    async def spend(self, request: Request, points: int) -> None:
        """So many points more. Raises `BadRequest` with 429 if there are not so many left, 403 if there never will."""
        caller = self._caller(request)
        try:
            if caller.budget:
                await self._rates.spend(caller, points)
        except Refused as error:
            raise BadRequest(error.errors[0].message, 403, LIMIT_EXCEEDED) from error

    def _caller(self, request: Request) -> Caller:
        return self._callers.who(dict(request.headers.raw), request.client.host if request.client else "")
