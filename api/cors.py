"""Which pages of other origins may read answers (the CORS protocol of the Fetch standard)."""

from collections.abc import Mapping, Sequence

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import Scope

METHODS = ("GET", "POST")
ASKED, TAKEN, CALLED = "GET, HEAD, OPTIONS, POST", "GET, HEAD, OPTIONS", "OPTIONS, POST"
"""The methods of addresses where questions are asked, of those where something is taken, and where assistants call."""
SHOWN = "ETag, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id"
PREFLIGHT_SECONDS = 86_400

Pairs = list[tuple[bytes, bytes]]


class Cors:
    """Answers are public, and no header that a page may send does more than a key could, so any may be sent.

    Where all origins may read them, those to GET all say so, since caches keep them for all.
    """

    def __init__(self, origins: Sequence[str]):
        async def nothing(*_: object) -> None: ...

        self._starlette = CORSMiddleware(nothing, origins, METHODS, ["*"], max_age=PREFLIGHT_SECONDS)
        self.varies = "*" not in origins
        self._shown = (b"access-control-expose-headers", SHOWN.encode())
        self._any: Pairs = [(b"access-control-allow-origin", b"*"), self._shown]
        self.cached: Pairs = [] if self.varies else self._any

    def allowed(self, headers: Mapping[bytes, bytes]) -> Pairs:
        """What is added for the origin of a request, to what is not `cached` with it."""
        origin = headers.get(b"origin")
        if origin is None:
            return []
        if not self.varies:
            return self._any
        if not self._starlette.is_allowed_origin(origin.decode("latin-1")):
            return []
        return [(b"access-control-allow-origin", origin), self._shown]

    def preflight(self, scope: Scope, answered: str = ASKED) -> Response:
        """The answer to an OPTIONS request, about what is `answered` here."""
        headers = Headers(scope=scope)
        if "origin" in headers and "access-control-request-method" in headers:
            return self._starlette.preflight_response(headers)
        return Response(status_code=204, headers={"allow": answered})
