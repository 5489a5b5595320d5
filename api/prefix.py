"""The path prefix: what stands before all addresses where the site in front has Rolegraph below one of its own paths.

A proxy may take it away from the requests that it passes on, or leave it: both are understood, as no address of ours
begins like a prefix. So what asks a server itself (probes, Prometheus) needs none. The metrics are not below it: behind
a proxy that takes the prefix away and keeps /careers/metrics to itself, /careers/careers/metrics would lead to them.
"""

import re
from typing import Annotated

from pydantic import AfterValidator
from starlette.types import Scope

METRICS = "/metrics"
OWN = frozenset(
    (
        *("find", "browse", "role", "skill", "tool", "compare", "move", "hire", "data", "group"),  # views of the page
        *("application", "responsibility", "qualification", "descriptor", "source", "context.jsonld"),
        *("learning-resource", "market", "measure"),
        *("graphql", "mcp", "api", "revisions", "datasets", "schema.graphql", "static", "embed.js"),
        *("feeds", "pictures"),
        *("sitemap.xml", "sitemap", "robots.txt", "llms.txt", "favicon.ico"),
        *("healthz", "readyz", METRICS[1:]),
    )
)
"""The first parts of Rolegraph's own addresses; a test holds them to the routes."""
PART = r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*"  # neither needs escapes nor goes up
PREFIX = re.compile(rf"(?:/{PART})+")
ADDRESSES = re.compile(r"""(?<=["'> ])/(?=static/|graphql\b)""")
"""Where the built HTML names an address of the server."""


def _prefix(value: str) -> str:
    """Without a slash at its end, empty if there is none."""
    value = value.rstrip("/")
    if value and not PREFIX.fullmatch(value):
        raise ValueError("a path prefix is like /careers: parts of letters, digits, -, ., _ and ~, each after a slash")
    if (first := value.split("/")[1] if value else "") in OWN:
        raise ValueError(f"/{first} is an address of Rolegraph's own: choose a prefix that begins otherwise")
    return value


PathPrefix = Annotated[str, AfterValidator(_prefix)]


def without(prefix: str, scope: Scope) -> Scope:
    """A request as it would be without the prefix. What has none, or asks for the metrics, stays as it is."""
    path: str = scope["path"]
    if not (path == prefix or path.startswith(prefix + "/")) or path == prefix + METRICS:
        return scope
    return {**scope, "path": path.removeprefix(prefix) or "/"}


def in_page(prefix: str, html: str) -> str:
    """A page whose addresses have the prefix."""
    return ADDRESSES.sub(f"{prefix}/", html) if prefix else html


def in_script(prefix: str, script: str) -> str:
    """The script for other sites, which finds the prefix in its own element (`api/web/src/embed/api.ts`)."""
    return f'document.currentScript?.setAttribute("data-prefix","{prefix}");\n{script}' if prefix else script
