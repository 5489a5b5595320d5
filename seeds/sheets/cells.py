"""From what stands in a cell to the value that it means. What can be meant in two ways is refused."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from seeds.sheets.declared import SEPARATOR, Column, Holds
from seeds.sheets.grids import Cell, Decimals, Figure

Reading = Callable[[Cell], Any]

PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}")  # 2,400 and 2.400: thousands for some, a fraction for others
GROUPS = {
    ",": re.compile(r"([+-]?[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d*))?"),
    ".": re.compile(r"([+-]?[1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d*))?"),
}
FRACTION = re.compile(r"([+-]?\d*),(\d+)")
SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d{3})")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DOTTED_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
MARKS = {"yes": "true", "no": "false", "y": "true", "n": "false", "x": "true", "1": "true", "0": "false"}
FORMULA = re.compile(r"'*[=+@\t\r-]")  # how a text begins that spreadsheet programs take for a formula
GUARD = "'"
BAR = re.compile(r"\\([\\|])|\|")


def reading(column: Column, decimals: Decimals) -> Reading | None:
    """What makes a value of a cell of this column, None if its text is the value.

    What it gives raises `ValueError` with a message for the curator.
    """
    match column.holds:
        case Holds.NUMBER:
            return lambda cell: number(text_of(cell), decimals)
        case Holds.DATE:
            return day
        case Holds.LIST:
            return lambda cell: parts(text_of(cell))
        case Holds.NUMBERS:
            return lambda cell: (
                [cell] if isinstance(cell, Figure) else [number(part, decimals) for part in parts(text_of(cell))]
            )
        case Holds.MARK:
            return lambda cell: MARKS.get(text_of(cell).casefold(), text_of(cell).casefold())
    if column.choices:
        return lambda cell: choice(text_of(cell), column.choices)
    return None


def text_of(cell: Cell) -> str:
    """The text of a cell. Raises `ValueError` if a spreadsheet has made a day of it."""
    if isinstance(cell, str):
        return cell if isinstance(cell, Figure) else cell.strip()
    raise ValueError(
        f"the spreadsheet has made a date of it ({cell.isoformat()[:10]}): "
        "format the cell as text and write it again, or as a number"
    )


def number(text: str, decimals: Decimals) -> str:
    """The number with a decimal point. Raises `ValueError` where it can be read in two ways."""
    if isinstance(text, Figure):
        return text
    text = SPACES.sub("", text)
    found = THOUSANDS.fullmatch(text)
    if found:
        sign = found[1]
        if (sign, decimals) in ((".", Decimals.POINT), (",", Decimals.COMMA)):
            return text.replace(",", ".")
        raise ValueError(
            f"{text!r} can mean {text.replace(sign, '')} or {text.replace(sign, '.')}: write it without a sign "
            f"for thousands, or with another digit behind"
        )
    if PLAIN.fullmatch(text):
        return text
    for pattern in GROUPS.values():
        if found := pattern.fullmatch(text):
            whole = re.sub("[.,]", "", found[1])
            return f"{whole}.{found[2]}" if found[2] else whole
    if found := FRACTION.fullmatch(text):
        return f"{found[1] or '0'}.{found[2]}"
    return text


def day(cell: Cell) -> str:
    """A day as 2024-03-01. Raises `ValueError` for days whose order of parts nothing tells."""
    if isinstance(cell, datetime):
        if cell.time() != datetime.min.time():
            raise ValueError(f"expected a day alone, found {cell.isoformat(sep=' ')}")
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    text = cell.strip()
    if dotted := DOTTED_DAY.fullmatch(text):
        text = f"{dotted[3]}-{int(dotted[2]):02}-{int(dotted[1]):02}"
    if not ISO_DAY.fullmatch(text):
        raise ValueError(f"expected a day such as 2024-03-01, found {text[:60]!r}")
    return text


def choice(text: str, choices: tuple[str, ...]) -> str:
    """The value of a vocabulary, however it is written: `Cross sector` is CROSS_SECTOR."""
    known = re.sub(r"[\s\-]+", "_", text).upper()
    return known if known in choices else text


def parts(text: str) -> list[str]:
    r"""The texts of a cell that are separated by bars; `\|` is a bar within one, `\\` a backslash."""
    if "\\" not in text:
        return [part for each in text.split(SEPARATOR) if (part := each.strip())]
    found, rest = [""], 0
    for mark in BAR.finditer(text):
        found[-1] += text[rest : mark.start()] + (mark[1] or "")
        rest = mark.end()
        if mark[1] is None:
            found.append("")
    found[-1] += text[rest:]
    return [part for each in found if (part := each.strip())]


def joined(texts: list[str]) -> str:
    """The texts in one cell, so that `parts` gives them back."""
    return " | ".join(re.sub(r"\\(?=[\\|])|\\$|\|", r"\\\g<0>", text) for text in texts)


def guarded(text: str) -> str:
    """The text as it stands in a CSV file, where no program computes it: what looks like a formula has an apostrophe.

    Numbers stay as they are.
    """
    return GUARD + text if FORMULA.match(text) and not PLAIN.fullmatch(text) else text


def unguarded(text: str) -> str:
    """The text without the apostrophe that keeps it from being a formula."""
    return text[1:] if text.startswith(GUARD) and FORMULA.match(text) else text
