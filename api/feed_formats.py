"""Feeds as bytes: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org), of the same entries."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any
from xml.etree import ElementTree

import orjson

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
PUBLISHER = "Rolegraph"
LONGEST = 200  # characters of a title


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `id` names it for ever, `address` is where a person reads more of it."""

    id: str
    title: str
    address: str
    at: datetime
    author: str
    lines: Sequence[str]

    @property
    def heading(self) -> str:
        return self.title if len(self.title) <= LONGEST else f"{self.title[:LONGEST].rpartition(' ')[0]} …"

    @property
    def html(self) -> str:
        return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in self.lines)}</ul>" if self.lines else ""


@dataclass(frozen=True, slots=True)
class Feed:
    """What happened to something, newest first. `home` is its page, `at` when it happened last."""

    title: str
    about: str
    home: str
    address: str
    at: datetime
    entries: Sequence[Entry]


def atom(feed: Feed) -> bytes:
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _add(root, "id", feed.address)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.about)
    _add(root, "updated", feed.at.isoformat())
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.home)
    _add(root, "generator", PUBLISHER)
    _add(_add(root, "author"), "name", PUBLISHER)
    for each in feed.entries:
        entry = _add(root, "entry")
        _add(entry, "id", each.id)
        _add(entry, "title", each.heading)
        _add(entry, "updated", each.at.isoformat())
        _add(entry, "published", each.at.isoformat())
        _add(entry, "link", rel="alternate", type="text/html", href=each.address)
        _add(_add(entry, "author"), "name", each.author)
        _add(entry, "content", each.html or escape(each.heading), type="html")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _add(parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, tag, attributes)
    made.text = text
    return made


def json_feed(feed: Feed) -> bytes:
    items: list[Mapping[str, Any]] = [
        {
            "id": each.id,
            "url": each.address,
            "title": each.heading,
            "content_html": each.html or escape(each.heading),
            "content_text": "\n".join(each.lines) or each.heading,
            "date_published": each.at.isoformat(),
            "authors": [{"name": each.author}],
        }
        for each in feed.entries
    ]
    said = {
        "version": JSON_FEED,
        "title": feed.title,
        "description": feed.about,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "language": "en",
        "items": items,
    }
    return orjson.dumps(said)


FORMATS: Mapping[str, tuple[str, Callable[[Feed], bytes]]] = {
    "atom": ("application/atom+xml", atom),
    "json": ("application/feed+json", json_feed),
}
"""By the ending of the address: the media type, and what writes it."""
