"""A text as somebody reads it, and where each letter of that stands in the text as it was sent.

What is copied from pages, documents and PDFs has signs that nobody sees or that only lay it out: markup, soft hyphens,
bullets, lines that end because the paper did. They are taken out or changed in a few passes; each is a list of *edits*,
so that every place can be followed back, and what is said of a part is told of the letters that were sent.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Edit(NamedTuple):
    """A part of a text, by code points, and what is read in its place."""

    start: int
    end: int
    read: str


class Pass:
    """What some edits make of a text, and where it came from. Edits ascend and do not overlap."""

    __slots__ = ("_before", "_is_edit", "_now", "text")

    def __init__(self, text: str, edits: Iterable[Edit]):
        parts: list[str] = []
        self._now: list[int] = []  # where each part begins in `text`, as it is now
        self._before: list[int] = []  # and in what it was made of
        self._is_edit: list[bool] = []
        end = length = 0
        for edit in edits:
            length = self._add(parts, length, end, text[end : edit.start], is_edit=False)
            length = self._add(parts, length, edit.start, edit.read, is_edit=True)
            end = edit.end
        length = self._add(parts, length, end, text[end:], is_edit=False)
        self._now.append(length)
        self._before.append(len(text))
        self._is_edit.append(False)
        self.text = "".join(parts)

    def _add(self, parts: list[str], length: int, place: int, part: str, *, is_edit: bool) -> int:
        parts.append(part)
        self._now.append(length)
        self._before.append(place)
        self._is_edit.append(is_edit)
        return length + len(part)

    def start(self, place: int) -> int:
        """Where what begins at a place began before."""
        part = bisect_right(self._now, place) - 1
        return self._before[part] + (0 if self._is_edit[part] else place - self._now[part])

    def end(self, place: int) -> int:
        """Where what ends at a place ended before: behind its last letter, and not behind what was taken out there."""
        if not place:
            return 0
        part = bisect_right(self._now, place - 1) - 1
        return self._before[part + 1] if self._is_edit[part] else self._before[part] + place - self._now[part]


class Plain(NamedTuple):
    """A text after all passes. Places are of code points."""

    text: str
    passes: Sequence[Pass]

    def edited(self, edits: Iterable[Edit]) -> "Plain":
        """The text after one pass more."""
        made = Pass(self.text, edits)
        return self if made.text == self.text else Plain(made.text, (*self.passes, made))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part stands in the text as it was sent."""
        for each in reversed(self.passes):
            start, end = each.start(start), each.end(end)
        return start, end
