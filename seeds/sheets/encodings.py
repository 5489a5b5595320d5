"""The encoding of a text file: told by its first bytes, or by what its bytes can be."""

import codecs
import re
from pathlib import Path

from seeds.problems import Place, Problem, Refused

PIECE = 1 << 20  # bytes that are looked at together
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before that of UTF-16, which it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LONGEST_HEAD = 64  # bytes
NO_TABLES = (
    (b"PK\x03\x04", "an Excel workbook or a zip file: call it .xlsx or .zip"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook, or one that is locked: unlock it and save it as .xlsx"),
    (b"\x1f\x8b", "packed by gzip: unpack it"),
    (b"%PDF", "a PDF: take the table out of it"),
    (b"<!doctype html", "a page of the web, as servers send instead of a file: fetch the file again"),
    (b"<html", "a page of the web, as servers send instead of a file: fetch the file again"),
)
WESTERN = "windows-1252"
ADVICE = "save it as UTF-8 (in Excel: 'CSV UTF-8'; in LibreOffice: choose the character set UTF-8)"
# What texts of Western Europe have beside ASCII. š, ž and ³ are left out: they are what others' letters turn into.
PLAUSIBLE = re.compile(r"[\x00-\x7f€‚„…‘’“”•–—™ §©«»°·´½¼¾±×¡¿ªº®À-ÖØ-Üß-öø-üÿŒœ]*")
STRANGE = re.compile(r"[À-ÖØ-öø-ÿŒœ]{3}")  # three such letters in a row are letters of another alphabet


def encoding_of(file: Path, called: Path | None = None) -> tuple[str, int | None]:
    """The name of the encoding, and how many lines there are, None where that takes longer to say.

    Raises `Refused` with advice if it is no encoding that can be told for sure; the file is `called` so there.
    """
    name = "utf-8"
    try:
        with file.open("rb") as opened:
            head = opened.read(LONGEST_HEAD)
            if other := no_table(head):
                raise Refused([Problem(Place(called or file), "", f"is no text: it is {other}")])
            name = next((name for mark, name in MARKS if head.startswith(mark)), name)
            name = _without_mark(head) or name
            if not name.startswith("utf-8"):
                return name, None
            opened.seek(0)
            decoder = codecs.getincrementaldecoder("utf-8")()
            line = 1
            while piece := opened.read(PIECE):
                decoder.decode(piece)
                line += piece.count(b"\n")
            decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return _western(file, called or file, line + error.object.count(b"\n", 0, error.start)), None
    except OSError as error:
        raise Refused([Problem(Place(called or file), "", f"cannot be read: {error.strerror}")]) from error
    return name, line


def no_table(head: bytes) -> str | None:
    """What a file is that is no text with a table, by how it begins; None if nothing tells that."""
    begins = head.lstrip().lower()
    return next((what for start, what in NO_TABLES if begins.startswith(start) or head.startswith(start)), None)


def other_encoding(head: bytes) -> str | None:
    """What a text is in, if its first bytes say that it is not UTF-8, with advice."""
    name = next((name for mark, name in MARKS if head.startswith(mark)), None) or _without_mark(head)
    return None if name is None or name == "utf-8-sig" else f"{name.upper()} text: save it as UTF-8"


def _without_mark(head: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of the first two letters, which are headings, is zero."""
    zeros = [place for place, byte in enumerate(head[:4]) if not byte]
    return "utf-16-le" if zeros == [1, 3] else "utf-16-be" if zeros == [0, 2] else None


def _western(file: Path, called: Path, line: int) -> str:
    """`WESTERN`, if a text that is no UTF-8 can only be that."""
    with file.open("rb") as opened:
        while piece := opened.readline(PIECE):
            text = piece.decode("cp1252", errors="replace")
            if b"\0" in piece:
                break
            if not PLAUSIBLE.fullmatch(text) or STRANGE.search(text):
                break
        else:
            return WESTERN
    raise Refused([Problem(Place(called, line), "", f"its letters are in an encoding that cannot be told: {ADVICE}")])
