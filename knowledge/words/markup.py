"""Markup in what people give as a name: taken out letter by letter, so that places stay what they were."""

import html

import regex

ELEMENTS = (
    "a abbr article b big blockquote body br button center code dd del div dl dt em font form h[1-6] head header hr "
    "html i img input ins label li link main mark meta nav ol option p pre q s script section select small span strike "
    "strong style sub sup svg table tbody td textarea tfoot th thead title tr tt u ul"
).replace(" ", "|")
MARKUP = regex.compile(
    rf"<(script|style)\b[^<>]*>(?:(?!<\1\b).)*?</\1\s*>|<!--(?:(?!<!--).)*?-->|</?(?:{ELEMENTS})\b(?:\s[^<>]*)?/?>",
    regex.IGNORECASE | regex.DOTALL,
)
"""Elements of HTML. `List<String>` and `C<T>` are none."""
CHARACTER = regex.compile(r"(?:&(?:#\d{1,6}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,8});)+", regex.IGNORECASE)


def without_markup(text: str) -> str:
    """A text with spaces for elements of HTML, and letters for what stands for them (`R&amp;D`); as long as before."""
    if "<" in text:
        text = MARKUP.sub(lambda found: " " * len(found.group()), text)
    if "&" in text:
        text = CHARACTER.sub(lambda found: _meant(found.group()), text)
    return text


def _meant(written: str) -> str:
    meant = html.unescape(written)
    return meant.ljust(len(written)) if meant.isprintable() and len(meant) <= len(written) else " " * len(written)
