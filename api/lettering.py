"""Lettering of pictures: which fonts there are, what they can write, and how wide it becomes.

DejaVu Sans comes with the web files: Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic letters, so all
languages of ESCO. For other scripts an operator names font files. What no font can write is not written: a picture
never shows the empty boxes that stand for missing letters.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

FAMILY = "DejaVu Sans"
OWN = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
INVISIBLE = ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn")  # categories of characters that need no letter of their own
USUAL_WIDTH = 0.6  # of the size, for a letter whose width no font tells
RIGHT_TO_LEFT = ("R", "AL")
MORE = "…"


class Lettering:
    """Writes with the fonts in a folder and in some files more."""

    def __init__(self, folder: Path, more: Sequence[Path] = ()):
        self.fonts = [str(file) for file in (*(folder / name for name in OWN), *more) if file.exists()]

    def drawn(self, svg: str) -> bytes:
        """The picture as PNG."""
        import resvg_py  # here, as below

        return bytes(resvg_py.svg_to_bytes(svg_string=svg, font_files=self.fonts, skip_system_fonts=True))

    @cached_property
    def _widths(self) -> dict[str, float]:
        """The width of each letter that there is, as a share of the size, of the first font that has it in bold."""
        from fontTools.ttLib import TTFont  # here, because it takes a tenth of a second, and few draw pictures

        found: dict[str, float] = {}
        for file in reversed(self.fonts):  # so that the first font has the last word, and DejaVu's bold before its book
            for number in range(_faces(file)):
                with TTFont(file, fontNumber=number, lazy=True) as font:
                    size, metrics = font["head"].unitsPerEm, font["hmtx"]
                    for code, glyph in font.getBestCmap().items():
                        found[chr(code)] = max(found.get(chr(code), 0.0), metrics[glyph][0] / size)
        return found

    def can_write(self, text: str) -> bool:
        """Whether there is a letter for every character."""
        return all(each in self._widths or unicodedata.category(each) in INVISIBLE for each in text)

    def first(self, *texts: str | None) -> str:
        """The first of the texts that can be written, empty if none can."""
        return next((each for each in texts if each and self.can_write(each)), "")

    def width(self, text: str, size: float) -> float:
        """How wide a text becomes, in pixels; a little more than it is, where letters join."""
        return size * sum(self._widths.get(each, USUAL_WIDTH) for each in text if unicodedata.category(each) != "Mn")

    def lines(self, text: str, size: float, width: float, most: int) -> list[str]:
        """The text in up to `most` lines that fit; what is left over becomes an ellipsis."""
        found: list[str] = []
        line = ""
        for word in self._words(text, size, width):
            longer = f"{line} {word}".strip()
            if self.width(longer, size) <= width:
                line = longer
                continue
            if len(found) == most - 1:
                return [*found, self._cut(line, size, width)]
            found, line = [*found, line] if line else found, word
        return [*found, line] if line else found

    def _words(self, text: str, size: float, width: float) -> Iterator[str]:
        """The words, and pieces of those that are wider than a line."""
        for word in text.split():
            piece = ""
            for letter in word:
                if piece and self.width(piece + letter, size) > width:
                    yield piece
                    piece = ""
                piece += letter
            yield piece

    def _cut(self, line: str, size: float, width: float) -> str:
        while line and self.width(line + MORE, size) > width:
            line = line[:-1].rstrip()
        return line + MORE

    @staticmethod
    def runs_left(text: str) -> bool:
        """Whether a text is written from right to left: its first letter with a direction says so."""
        directions = (unicodedata.bidirectional(each) for each in text)
        return next((each in RIGHT_TO_LEFT for each in directions if each in ("L", *RIGHT_TO_LEFT)), False)


def _faces(file: str) -> int:
    """How many fonts a file holds: collections hold several."""
    with Path(file).open("rb") as opened:
        head = opened.read(12)
    return int.from_bytes(head[8:12], "big") if head[:4] == b"ttcf" else 1
