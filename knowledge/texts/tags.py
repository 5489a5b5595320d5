"""Markup of web pages in texts: which tags end a word, a cell or a line, and what of a page nobody reads.

Tags are those of HTML, or look like tags of something else: they have attributes, or an end somewhere. Others, as in
`List<String>`, are text. A tag of emphasis within a word does not divide it (`pro<b>gram</b>ming`), but between two
things, each with tags of its own (`<span>Python</span><span>SQL</span>`), it does.
"""

import html
from collections.abc import Collection, Iterator, Sequence

import regex

from knowledge.texts.plain import Edit

INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "del", "em", "font", "i", "ins",
     "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
     "wbr")
)  # fmt: skip
"""Tags that stand within lines."""
CELLS = frozenset(("td", "th"))
BLOCKS = frozenset(
    ("address", "applet", "area", "article", "aside", "audio", "base", "blockquote", "body", "br", "button", "canvas",
     "caption", "center", "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "embed", "fieldset",
     "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head",
     "header", "hgroup", "hr", "html", "iframe", "img", "input", "label", "legend", "li", "link", "main", "map", "menu",
     "meta", "meter", "nav", "noframes", "noscript", "object", "ol", "optgroup", "option", "output", "p", "param",
     "picture", "pre", "progress", "script", "section", "select", "source", "style", "summary", "svg", "table", "tbody",
     "template", "textarea", "tfoot", "thead", "title", "tr", "track", "ul", "video")
)  # fmt: skip
ATTRIBUTES = r"(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+"
UNREAD = regex.compile(
    rf"<(script|style)\b{ATTRIBUTES}>(?:(?!<(?:script|style)\b).)*?</\1\s*>"
    r"|<!--(?:(?!<!--).)*?-->|<!--|<!\[CDATA\[|\]\]>|<[!?][a-z][^<>]{0,2000}+>",
    regex.IGNORECASE | regex.DOTALL,
)
"""What of a page nobody reads. What has no end hides nothing."""
TAG = rf"</?[a-z][\w:.-]*+(?:\s{ATTRIBUTES}|\s[^<>]{{0,400}}+)?/?>"
TAGS = regex.compile(rf"(?:{TAG})+", regex.IGNORECASE)
"""Tags in a row: what stands between two pieces of text."""
ONE = regex.compile(
    r"<(?P<closes>/?)(?P<name>[a-z][\w:.-]*+)(?P<more>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*'|[^<>])*+)>", regex.IGNORECASE
)
CLOSING = regex.compile(r"</([a-z][\w:.-]*)", regex.IGNORECASE)
CHARACTER = regex.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", regex.IGNORECASE)
LINE, CELL, SPACE = "\u2028", "\t", " "  # another end of a line than the text's own, which markup does not mean
ESCAPED = regex.compile(
    r"&lt;/?(?:p|div|li|ul|ol|br|h[1-6]|strong|span|b)\b(?:(?!&[lg]t;)[^<>]){0,300}&gt;", regex.IGNORECASE
)
"""Markup that was written out once more, as interfaces of job boards send it."""


def is_marked_up(text: str) -> bool:
    """Whether a text has lines by markup, so that its own lines are none."""
    return any(_name(each) in BLOCKS or _name(each) in CELLS for each in CLOSING.findall(text))


def _name(tag: str) -> str:
    return tag.casefold()


def unread(text: str) -> Iterator[Edit]:
    """What of a page nobody reads: scripts, styles, comments."""
    if "<" in text:
        yield from (Edit(*each.span(), "") for each in UNREAD.finditer(text))


def markup(text: str) -> Iterator[Edit]:
    """What is read in place of tags, and of characters that are written as names or numbers."""
    closing = frozenset(map(_name, CLOSING.findall(text)))
    found = sorted((*_tags(text, closing), *characters(text)))
    end = 0
    for edit in found:
        if edit.start >= end:  # characters within attributes went with their tags
            yield edit
            end = edit.end


def characters(text: str) -> Iterator[Edit]:
    """What is read in place of `&amp;` and the like."""
    if "&" in text:
        for each in CHARACTER.finditer(text):
            meant = html.unescape(each.group())
            if meant != each.group():
                yield Edit(*each.span(), meant)


def _tags(text: str, closing: Collection[str]) -> Iterator[Edit]:
    for run in TAGS.finditer(text) if "<" in text else ():
        tags = list(ONE.finditer(text, *run.span()))
        if all(_is_tag(each, closing) for each in tags):
            yield Edit(*run.span(), _between(text, *run.span(), tags))
        else:  # `<b><Python></b>`: what is a tag beside text is looked at alone
            yield from (
                Edit(*each.span(), _between(text, *each.span(), [each])) for each in tags if _is_tag(each, closing)
            )


def _is_tag(tag: "regex.Match[str]", closing: Collection[str]) -> bool:
    name, more = _name(tag["name"]), tag["more"]
    is_known = name in BLOCKS or name in INLINE or name in CELLS or name in closing
    return is_known or ":" in name or "=" in more or more.endswith("/")


def _between(text: str, start: int, end: int, tags: "Sequence[regex.Match[str]]") -> str:
    """What tags between two pieces of text say: that a line, a cell, a word, or nothing ends."""
    names = {_name(each["name"]) for each in tags}
    if not names <= INLINE:
        return CELL if names <= INLINE | CELLS else LINE
    before, after = text[start - 1 : start], text[end : end + 1]
    is_within = before.isalnum() and after.isalnum() and not (before.islower() and after.isupper())
    is_one = len({bool(each["closes"]) for each in tags}) == 1  # ends only, or beginnings only
    return "" if is_within and is_one and "sup" not in names else SPACE
