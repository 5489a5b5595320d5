"""Numbers as people's tables have them: `1,234.5`, `1.234,5`, `1 234.5`, `-3.2`, `$52,000`, `4.5%`.

What a comma or a point is in one number, the others in its table tell: `0,5` and `1.234,5` have decimal commas, `0.5`
and `1,234.5` decimal points. `2,400` alone can be either, and is refused unless the separator of the file, or whoever
made the table, tells.
"""

import re
from collections.abc import Collection, Mapping

from seeds.importing.crosswalk_table import CrosswalkTable
from seeds.sheets.cells import SPACES
from seeds.sheets.grids import Decimals, Figure

EITHER = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")
THOUSANDS: Mapping[Decimals, str] = {Decimals.POINT: ",", Decimals.COMMA: "."}


def _pattern(point: str, group: str) -> re.Pattern[str]:
    p, g = re.escape(point), re.escape(group)
    return re.compile(rf"[+-]?(?:(?:\d+|\d{{1,3}}(?:{g}\d{{3}})+)(?:{p}\d*)?|{p}\d+)(?:[eE][+-]?\d+)?")


def _telling(point: str, group: str) -> re.Pattern[str]:
    p, g = re.escape(point), re.escape(group)
    return re.compile(rf"\d{{1,3}}(?:{g}\d{{3}})+{p}\d*|\d{{1,3}}(?:{g}\d{{3}}){{2,}}|\d*{p}\d+(?:[eE][+-]?\d+)?")


NUMBERS = {Decimals.POINT: _pattern(".", ","), Decimals.COMMA: _pattern(",", ".")}
TELLING = {Decimals.POINT: _telling(".", ","), Decimals.COMMA: _telling(",", ".")}
"""Numbers that are so written with one decimal sign alone, but for those that can mean `EITHER`."""


def plain(text: str) -> str:
    """A number without what stands around it. A minus may be a long one, and spaces may part thousands."""
    bare = text.replace("−", "-").replace("–", "-").strip().lstrip("$").rstrip("%").strip()
    return SPACES.sub("", bare)


def number_in(text: str, sign: Decimals = Decimals.POINT) -> float | None:
    """The number that a cell has, whose decimal sign is this; None if it has none."""
    if isinstance(text, Figure):
        return float(text)
    bare = plain(text)
    if not NUMBERS[sign].fullmatch(bare) or (EITHER.fullmatch(bare) is None and _is_odd(bare, sign)):
        return None
    return float(bare.replace(THOUSANDS[sign], "").replace(",", "."))


def _is_odd(bare: str, sign: Decimals) -> bool:
    """Whether a group of thousands begins with a zero, as in 0,155: no number is so written."""
    return re.match(rf"[+-]?0\d*{re.escape(THOUSANDS[sign])}", bare) is not None


def sign_of(table: CrosswalkTable, columns: Collection[str], usual: Decimals | None = None) -> Decimals:
    """The decimal sign of the numbers in some columns of a table; `usual` is that of who publishes such tables.

    Raises `Refused` where some tell one and some the other, and where none tells and a number can mean two.
    """
    first: dict[Decimals, tuple[int, str, str]] = {}
    unsure: tuple[int, str, str] | None = None
    for row, cells in table.rows:
        for column in columns:
            text = table.text(row, cells, column)
            if isinstance(text, Figure):
                continue  # a number that a workbook has as one tells nothing of those that it has as texts
            bare = plain(text).lstrip("+-")
            if EITHER.fullmatch(bare):
                unsure = unsure or (row, column, bare)
                continue
            for sign, telling in TELLING.items():
                if telling.fullmatch(bare) and not _is_odd(bare, sign):
                    first.setdefault(sign, (row, column, bare))
    if len(first) > 1:
        (_, _, one), (row, column, other) = sorted(first.values(), key=lambda each: each[0])
        raise table.refuse(f"{other} has another decimal sign than {one} above: write all of them alike", row, column)
    told = next(iter(first), usual)
    if told is None and unsure is not None and not _is_told(table.grid.decimals, unsure[2]):
        row, column, bare = unsure
        whole, part = re.sub("[.,]", "", bare), bare.replace(",", ".")
        message = f"{bare!r} can mean {whole} or {part}: write it without a sign for thousands"
        raise table.refuse(message, row, column)
    return Decimals.COMMA if Decimals.COMMA in (told, None if told else table.grid.decimals) else Decimals.POINT


def _is_told(decimals: Decimals, bare: str) -> bool:
    """Whether the separator of a file tells what a number means that can mean two.

    Among commas, one with a comma stands in quotation marks: in a file with decimal commas semicolons part the cells.
    """
    return decimals is Decimals.POINT or (decimals is Decimals.COMMA) is ("," in bare)
