"""Which concepts of a release are those that are stored: by URI, and where a release gives new URIs, by code."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from seeds.slugs import slugify

PREFIX = "http"  # with which URIs begin, and codes do not


class Identity:
    """The slugs of concepts of one kind, and the URIs that each had in other releases."""

    def __init__(self, known: Mapping[str, str], concepts: Iterable[tuple[str, str, str | None]]):
        """`known` are the slugs of stored concepts by URI and by code.

        `concepts` are the URIs and codes of those of the release, with their names where a code alone does not tell
        what a concept is: occupations get the codes of others. A URI that is not known takes the slug of the stored
        concept with its code, and its name where one is given, unless the release has that concept under its own URI.
        """
        pairs = list(concepts)
        here = {uri for uri, _, _ in pairs}
        uris: dict[str, set[str]] = defaultdict(set)
        for identifier, slug in known.items():
            if identifier.startswith(PREFIX):
                uris[slug].add(identifier)
        times = Counter(code for _, code, _ in pairs)
        self.slugs = dict(known)
        self.by_code = 0
        for uri, code, name in pairs:
            held = known.get(code, "") if code and times[code] == 1 else ""
            if uri not in known and held and not uris[held] & here and (name is None or _is_of(held, name)):
                self.slugs[uri] = held
                self.by_code += 1
        self._older = {slug: sorted(found - here) for slug, found in uris.items()}

    def older(self, slug: str) -> Collection[str]:
        """The URIs that a concept had in other releases, and has not in this one."""
        return self._older.get(slug, ())


def _is_of(slug: str, name: str) -> bool:
    """Whether a slug was made of a name, with or without the digest that tells it from others of the name."""
    base = slugify(name)
    return bool(base) and re.fullmatch(f"{re.escape(base)}(-[0-9a-f]{{8}})?", slug.rpartition("/")[2]) is not None
