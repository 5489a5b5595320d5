"""What search engines are told to visit: a sitemap of each kind of page, in files as large as the protocol allows."""

from collections.abc import Iterator, Sequence
from itertools import chain
from xml.sax.saxutils import escape

from api.readable import VIEWS, address
from knowledge.model.entity import Entity
from knowledge.snapshot.snapshot import Snapshot

LARGEST = 50_000  # addresses in a file, by the protocol of sitemaps.org
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def files(snapshot: Snapshot) -> list[list[str]]:
    """The addresses below the site of all pages, by file: the views, then each record that is recommended for use."""
    kinds: Sequence[Iterator[Entity]] = [
        iter(each.values()) for each in (snapshot.roles, snapshot.skills, snapshot.tools, snapshot.role_groups)
    ]
    found = list(chain((f"/{each}" for each in VIEWS), (address(each) for each in chain(*kinds) if each.active)))
    return [found[first : first + LARGEST] for first in range(0, len(found), LARGEST)]


def index(snapshot: Snapshot, site: str) -> str:
    """The file that leads to the others, with the time at which the revision was committed."""
    changed = _changed(snapshot)
    entries = "".join(
        f"<sitemap><loc>{escape(site)}/sitemap/{number}.xml</loc>{changed}</sitemap>\n"
        for number in range(1, len(files(snapshot)) + 1)
    )
    return f"{HEAD}<sitemapindex {NAMESPACE}>\n{entries}</sitemapindex>\n"


def file(snapshot: Snapshot, site: str, number: int) -> str | None:
    """The file with that number, counted from 1; None if there is none."""
    found = files(snapshot)
    if not 1 <= number <= len(found):
        return None
    changed = _changed(snapshot)
    entries = "".join(f"<url><loc>{escape(site + each)}</loc>{changed}</url>\n" for each in found[number - 1])
    return f"{HEAD}<urlset {NAMESPACE}>\n{entries}</urlset>\n"


def robots(site: str, prefix: str) -> str:
    """Pages may be visited, and what they ask for: who runs their scripts needs it. Older revisions and exports not."""
    kept = "".join(f"Disallow: {prefix}/{each}\n" for each in ("revisions/", "datasets/"))
    return f"User-agent: *\n{kept}Sitemap: {site}/sitemap.xml\n"


def _changed(snapshot: Snapshot) -> str:
    return f"<lastmod>{snapshot.revisions[-1].committed_at.isoformat()}</lastmod>" if snapshot.revisions else ""
