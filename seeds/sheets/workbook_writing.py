"""Writes workbooks: a sheet for each kind of record and link, explained and with drop-downs, and one to begin with."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.model.kinds import KINDS
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind
from seeds.problems import Place, Problem, Refused
from seeds.sheets.declared import CITED, SHEETS, Column, Holds, Sheet
from seeds.sheets.files import DATASET_COLUMNS, DATASET_SHEET
from seeds.sheets.grids import letters
from seeds.sheets.headings import EXPLAINS
from seeds.sheets.writing import Value, rows_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767  # characters, in Excel
MOST_ROWS = 1_048_576  # of a sheet, in Excel
LONGEST_CHOICES = 255  # characters of all values of a drop-down together, in Excel
SPARE_ROWS = 2_000  # below those that are filled, which have drop-downs too
WIDTHS = {Holds.NUMBER: 12, Holds.DATE: 12, Holds.MARK: 10, Holds.TEXT: 24, Holds.LIST: 32, Holds.NUMBERS: 24}
HEADING, FIRST = 0, 2  # rows: the headings, and the first record, below their explanations
HOW_TO_BEGIN = (
    "This workbook is a dataset: each sheet holds one kind of thing, each row of it is one of these.",
    "1. Fill in the column `value` below: what your dataset is called. Its slug begins the slugs of all that is in it.",
    "2. List your skills in the sheet `skills` and your roles in the sheet `roles`. A slug is a name for ever: small "
    "letters, digits and hyphens.",
    "3. Say in the sheet `role_skills` which role needs which skill. The other sheets are there when you need them.",
    "4. The rows that are there show how it is done: write over them, or delete them. Leave the headings as they are; "
    "you may delete columns and sheets that you do not use.",
    "5. Load it: rolegraph load THIS_FILE.xlsx. Whatever is wrong is told with its sheet and cell, and nothing is "
    "loaded until it is mended.",
    "Several values in a cell are separated by bars: one | two.",
)


def write_workbook(
    file: Path,
    target: Path,
    dataset: Record,
    records: Mapping[Key, Record],
    defaults: Record,
    advance: Callable[[int], None] = lambda _: None,
) -> None:
    """Write a dataset with its `records` to `file`, which becomes `target`.

    `defaults` is the evidence of what has none of its own.

    Raises `Refused` if something does not fit into a workbook.
    """
    import xlsxwriter  # here, because only this needs it

    rows = {sheet.name: list(found) for sheet, found in rows_of(records)}
    problems = [problem for name, found in rows.items() for problem in _too_large(target, SHEETS[name], found)]
    if problems:
        raise Refused(problems)
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        look = _Look(book)
        _write_dataset(book.add_worksheet(DATASET_SHEET), look, dataset, defaults)
        for sheet in SHEETS.values():
            _write_sheet(book.add_worksheet(sheet.name), look, sheet, rows)
            if sheet.many is None:
                advance(len(rows[sheet.name]))


def _too_large(file: Path, sheet: Sheet, rows: Sequence[Sequence[Value]]) -> Iterable[Problem]:
    advice = "does not fit into a workbook: use --format csv"
    if len(rows) > MOST_ROWS - FIRST:
        yield Problem(Place(file), sheet.name, f"a sheet of {len(rows):,} rows {advice}")
    for row in rows:
        for column, value in zip(sheet.columns, row, strict=True):
            if isinstance(value, str) and len(value) > LONGEST_CELL:
                yield Problem(Place(file), sheet.name, f"{row[0]}: {column.name} of {len(value):,} characters {advice}")


class _Look:
    """How cells look."""

    def __init__(self, book: "Workbook"):
        self.plain = book.add_format({"num_format": "@", "valign": "top"})
        self.number = book.add_format({"valign": "top"})
        self.heading = book.add_format({"bold": True, "bg_color": "#DCE6F1", "bottom": 1})
        self.required = book.add_format({"bold": True, "bg_color": "#9FC0E7", "bottom": 1})
        self.explanation = book.add_format(
            {"italic": True, "font_color": "#595959", "text_wrap": True, "valign": "top"}
        )
        self.title = book.add_format({"bold": True, "font_size": 14})


def _write_dataset(sheet: "Worksheet", look: _Look, dataset: Record, defaults: Record) -> None:
    sheet.set_column(0, 0, 16, look.plain)
    sheet.set_column(1, 1, 60, look.plain)
    sheet.set_column(2, 2, 80, look.explanation)
    sheet.write_string(0, 0, "How to begin", look.title)
    for row, line in enumerate(HOW_TO_BEGIN, start=1):
        sheet.write_string(row, 0, line)
    row = len(HOW_TO_BEGIN) + 2
    for place, column in enumerate(DATASET_COLUMNS):
        sheet.write_string(row, place, column.name, look.required)
    for field in KINDS[Kind.DATASET].fields:
        row += 1
        needed = " Required." if field.required else ""
        _write_row(sheet, row, (field.key, dataset.get(field.key), field.said.description + needed), look)
    for column in CITED:
        row += 1
        says = f"{column.says} This holds for all rows that say nothing of it."
        _write_row(sheet, row, (column.name, defaults.get(column.name), says), look)
        if column.choices:
            sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": list(column.choices)})


def _write_sheet(sheet: "Worksheet", look: _Look, told: Sheet, rows: Mapping[str, list[list[Value]]]) -> None:
    own = rows[told.name]
    last = min(FIRST + len(own) + SPARE_ROWS, MOST_ROWS - 1)
    for place, column in enumerate(told.columns):
        sheet.set_column(place, place, WIDTHS[column.holds], _format(column, look))
        sheet.write_string(HEADING, place, column.name, look.required if column.required else look.heading)
        says = f"{column.says}{' Required.' if column.required else ''}"
        sheet.write_string(HEADING + 1, place, says if place else EXPLAINS + says, look.explanation)
        source = _choices(column, rows)
        if source:
            is_open = column.leads_to is not None  # slugs of other files will do, too
            options = {"validate": "list", "source": source, "show_error": not is_open}
            sheet.data_validation(FIRST, place, last, place, options)
    sheet.set_row(HEADING + 1, 60)
    sheet.freeze_panes(FIRST, 1)
    for number, row in enumerate(own, start=FIRST):
        _write_row(sheet, number, row, look)


def _write_row(sheet: "Worksheet", number: int, row: Sequence[Any], look: _Look) -> None:
    for place, value in enumerate(row):
        if isinstance(value, str):
            sheet.write_string(number, place, value, look.plain)
        elif value is not None:
            if float(f"{value:.16G}") == value:
                sheet.write_number(number, place, value, look.number)
            else:  # a workbook holds 16 digits
                sheet.write_string(number, place, repr(value), look.plain)


def _format(column: Column, look: _Look) -> Any:
    """Cells of text are marked as such, or `2-3` and `0110` become a date and a number."""
    return look.number if column.holds in (Holds.NUMBER, Holds.DATE) else look.plain


def _choices(column: Column, rows: Mapping[str, list[list[Value]]]) -> list[str] | str | None:
    """What the drop-down of a column offers: a vocabulary, or the slugs of another sheet."""
    if column.choices:
        return list(column.choices) if len(",".join(column.choices)) <= LONGEST_CHOICES else None
    if column.leads_to is None:
        return None
    other = next(sheet for sheet in SHEETS.values() if sheet.kind is column.leads_to and sheet.many is None)
    place = letters([each.key for each in other.columns].index("slug"))
    last = min(FIRST + len(rows[other.name]) + SPARE_ROWS, MOST_ROWS)
    return f"={other.name}!${place}${FIRST + 1}:${place}${last}"
