"""The table in an Excel file of a release: the one sheet with anything in it."""

from collections.abc import Iterator
from pathlib import Path

from seeds.problems import Place, Problem, Refused
from seeds.sheets.grids import refuse
from seeds.sheets.workbook import Workbook, WorkbookSheet


def lines_of_workbook(at: Path, called: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of the one sheet that has any, each with its number; texts are as the text edition has them.

    Raises `Refused` for what is no workbook, has rows in several sheets, shown or hidden, and for cells that hold an
    error, a formula without its result, or are merged with those beside them.
    """
    book = Workbook(at, called=called)
    sheet = _only(book, called)
    if sheet is None:
        return
    for number, cells in sheet.rows():
        for column, message in sheet.faulty(number).items():
            raise refuse(sheet, message, number, column)
        if number in sheet.wide:
            message = "is merged with the cell beside it: take them apart, so that each column has its own"
            raise refuse(sheet, message, number, sheet.wide[number])
        yield number, [str(cell).strip() for cell in cells]


def _only(book: Workbook, called: Path) -> WorkbookSheet | None:
    """The sheet that has rows, None if none has."""
    sheets = [book.sheet(name) for name in book.names]
    if len(sheets) > 1:
        sheets = [sheet for sheet in sheets if next(sheet.rows(), None) is not None]
    if len(sheets) > 1:
        shown = ", ".join(each.name + (" (hidden)" if each.name in book.hidden else "") for each in sheets)
        message = f"has rows in several sheets, and a release has one table in each file: delete all but one of {shown}"
        raise Refused([Problem(Place(called), "", message)])
    return sheets[0] if sheets else None
