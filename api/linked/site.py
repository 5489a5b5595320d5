"""Where a server is, as whoever asks it knows."""

from starlette.requests import Request
from starlette.types import Scope


def site_of(scope: Scope, site: str, prefix: str) -> str:
    """The address of the site: the one that is set, or else where the request says that it goes.

    A header Host that is none is not believed: Starlette takes the address of the server then.
    """
    if site:
        return site
    url = Request(scope).url
    return f"{url.scheme}://{url.netloc}{prefix}"
