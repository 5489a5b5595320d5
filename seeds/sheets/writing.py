"""From records to the rows of sheets, and to CSV files: reading them again gives the same records."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from knowledge.model.kinds import KINDS, Many
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind
from seeds.format import SECTION_MARK
from seeds.sheets.cells import THOUSANDS, guarded, joined
from seeds.sheets.declared import KIND, OWNER, SHEETS, Column, Holds, Sheet

Value = str | int | float | None
"""What is written into a cell; None leaves it empty."""


def rows_of(records: Mapping[Key, Record]) -> Iterator[tuple[Sheet, Iterator[list[Value]]]]:
    """Every sheet with its rows, which have a value for each column of it."""
    by_kind: dict[Kind, list[Record]] = defaultdict(list)
    for key, record in records.items():
        by_kind[key.kind].append(record)
    for sheet in SHEETS.values():
        kinds = [sheet.kind] if sheet.kind else [kind for kind in Kind if KINDS[kind].is_entity]
        own = [(kind, record) for kind in kinds for record in by_kind[kind]]
        yield sheet, (_links(sheet, sheet.many, own) if sheet.many else _records(sheet, own))


def _records(sheet: Sheet, records: Iterable[tuple[Kind, Record]]) -> Iterator[list[Value]]:
    """A row for each record. Lists that have a sheet of their own are written there."""
    for kind, record in records:
        elsewhere = {each.key for each in KINDS[kind].lists if not each.item.bare}
        yield [None if column.key in elsewhere else _value(column, record.get(column.key)) for column in sheet.columns]


def _links(sheet: Sheet, many: Many, records: Iterable[tuple[Kind, Record]]) -> Iterator[list[Value]]:
    for kind, record in records:
        for item in record.get(many.key, ()):
            yield [
                record["slug"]
                if column.key == OWNER
                else kind.value
                if column.key == KIND and sheet.kind is None
                else _value(column, item.get(column.key))
                for column in sheet.columns
            ]


def _value(column: Column, value: Any) -> Value:
    if value is None:
        return None
    if column.holds is Holds.NUMBERS:
        return joined([_digits(each) for each in value])
    if column.holds is Holds.LIST:
        return joined([citation_text(each) if isinstance(each, dict) else each for each in value])
    if isinstance(value, bool):
        return "true" if value else "false"
    assert isinstance(value, str | int | float), "nothing else stands in records beside lists"
    return value


def _digits(number: object) -> str:
    """A number as text that nobody takes for one with a sign for thousands."""
    text = str(number)
    return f"{text}0" if THOUSANDS.fullmatch(text) else text


def citation_text(citation: Record) -> str:
    section = citation.get("section")
    return citation["source"] if section is None else f"{citation['source']}{SECTION_MARK}{section}"


def write_csv(path: Path, sheet: Sheet, rows: Sequence[Sequence[Value]]) -> None:
    """Write a sheet as CSV in UTF-8, marked as such for spreadsheet programs, without the columns that nobody uses."""
    used = [
        place
        for place, column in enumerate(sheet.columns)
        if column.required or any(row[place] is not None for row in rows)
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([sheet.columns[place].name for place in used])
        writer.writerows([[_cell(row[place]) for place in used] for row in rows])


def _cell(value: Value) -> str | int | float:
    return "" if value is None else guarded(value) if isinstance(value, str) else value
