"""The forms in which an address answers, and which of them a request wants: by its suffix, or else by Accept.

RFC 9110, 12.5.1: of the ranges that a form falls under, the most specific says how welcome it is. The most welcome form
is sent, of several the one that is named most closely, and of these the one that stands first here.
"""

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from urllib.parse import parse_qs

LONGEST_ACCEPT, LONGEST_QUERY = 4_000, 1_000  # characters; what follows is not read
SCHEMA_ORG = ("https://schema.org", "http://schema.org")


class Form(Enum):
    """A media type, and the vocabulary in which it is written."""

    HTML = "text/html"
    JSON_LD = "application/ld+json"
    TURTLE = "text/turtle"
    SCHEMA_JSON_LD = 'application/ld+json;profile="https://schema.org/"'
    SCHEMA_TURTLE = 'text/turtle;profile="https://schema.org/"'

    @property
    def media_type(self) -> str:
        return self.value.partition(";")[0]

    @property
    def is_schema_org(self) -> bool:
        return self in (Form.SCHEMA_JSON_LD, Form.SCHEMA_TURTLE)


SUFFIXES = {
    ".schema.jsonld": Form.SCHEMA_JSON_LD,
    ".schema.ttl": Form.SCHEMA_TURTLE,
    ".jsonld": Form.JSON_LD,
    ".ttl": Form.TURTLE,
}
"""The ends of addresses that say the form. No slug has a dot, so that none is taken for one."""
BY_PROFILE = {Form.JSON_LD: Form.SCHEMA_JSON_LD, Form.TURTLE: Form.SCHEMA_TURTLE}
FORMS = ", ".join((Form.HTML.media_type, Form.JSON_LD.media_type, Form.TURTLE.media_type))


def by_suffix(path: str) -> tuple[str, Form | None]:
    """An address without the suffix that says its form, and that form."""
    for suffix, form in SUFFIXES.items():
        if path.endswith(suffix):
            return path.removesuffix(suffix), form
    return path, None


def wanted(accept: bytes, query_string: bytes, offered: Sequence[Form]) -> Form | None:
    """The form that is most welcome of those `offered`, None if none is. `?profile=` does as Accept's would."""
    found = _wanted(accept[:LONGEST_ACCEPT].decode("latin-1"), tuple(offered))
    asked = parse_qs(query_string[:LONGEST_QUERY].decode("latin-1")).get("profile") if query_string else None
    if found is not None and asked and _is_schema_org(asked[-1]):
        return BY_PROFILE.get(Form.JSON_LD if found is Form.HTML else found, found)
    return found


@lru_cache(maxsize=256)
def _wanted(accept: str, offered: Sequence[Form]) -> Form | None:
    ranges = [_range(each) for each in accept.split(",")] if accept.strip() else [("*/*", "", 1.0)]
    by_welcome = {form: _welcome(form, ranges) for form in offered}
    best = max(offered, key=lambda form: by_welcome[form][:2])
    quality, _, profile = by_welcome[best]
    if quality <= 0:
        return None
    return BY_PROFILE.get(best, best) if _is_schema_org(profile) else best


def _range(text: str) -> tuple[str, str, float]:
    """A media range, its profile, and how welcome it is; not at all where that is no number from 0 to 1."""
    kind, *parameters = (each.strip() for each in text.split(";"))
    profile, quality = "", "1"
    for each in parameters:
        name, _, value = each.partition("=")
        if name.strip().lower() == "q":
            quality = value.strip()
        elif name.strip().lower() == "profile":
            profile = value.strip().strip('"')
    try:
        welcome = float(quality)
    except ValueError:
        welcome = 0.0
    return kind.lower(), profile, welcome if 0 <= welcome <= 1 else 0.0


def _welcome(form: Form, ranges: Sequence[tuple[str, str, float]]) -> tuple[float, int, str]:
    """How welcome a form is, how closely it is named, and in which profile."""
    main = form.media_type.partition("/")[0]
    for closeness, kind in ((2, form.media_type), (1, f"{main}/*"), (0, "*/*")):
        if found := [(quality, closeness, profile) for name, profile, quality in ranges if name == kind]:
            return max(found, key=lambda each: each[0])
    return 0.0, 0, ""


def _is_schema_org(profile: str) -> bool:
    return any(each.rstrip("/") in (*SCHEMA_ORG, "schema.org") for each in profile.split())
