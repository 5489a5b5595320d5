"""Steps made in the text of a CSV sheet: cells change where they stand, all other bytes stay."""

import codecs
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path as FilePath
from typing import Any

from seeds.curation.steps import Added, Created, Dropped, Put, Redirected, Renamed, Step
from seeds.curation.yaml_text import written
from seeds.problems import Place, Problem, Refused
from seeds.sheets.declared import heading, sheet_named
from seeds.sheets.headings import find_headings
from seeds.sheets.text_tables import TextTable

BAR = "|"
BYTE_ORDER_MARK = "\ufeff"


class _Row:
    """A row: the spans of its cells in the text, and on which line it begins."""

    __slots__ = ("cells", "end", "line")

    def __init__(self, line: int):
        self.line = line
        self.cells: list[tuple[int, int]] = []
        self.end = 0  # of its line break


class SheetText:
    """A sheet as text, with the places of its cells. Rows are known by the line on which they begin."""

    def __init__(self, file: FilePath, content: bytes):
        self._file = file
        sheet = sheet_named(file.stem)
        table = TextTable(file, sheet.by_heading.keys() if sheet else ())
        self._encoding = _keeping_its_mark(table.encoding, content)
        self._text = content.decode(self._encoding)
        self._newline = "\r\n" if "\r\n" in self._text else "\n"
        self._separator = table.separator
        self._rows = {row.line: row for row in _rows(self._text, self._separator)}
        at = find_headings(table, table.rows(), list(sheet.by_heading.values())).number if sheet else 1
        header = self._rows[at]
        self._header = header.line
        self._names = [
            heading(_unquoted(self._text[start:end]).strip(BYTE_ORDER_MARK + " ")) for start, end in header.cells
        ]
        self._changed: dict[tuple[int, int], str] = {}  # row and column, to what its cell says
        self._after: dict[int, list[dict[str, str]]] = defaultdict(list)
        self._dropped: set[int] = set()

    def change(self, line: int, steps: Sequence[Step]) -> None:
        """Make the steps of the record, or the link, on a line."""
        for step in steps:
            match step:
                case Renamed(_, slug):
                    self._set(line, "slug", slug)
                case Redirected(_, (str(field),), slug) | Put(_, field, str(slug)):
                    self._set(line, field, slug)
                case Put(_, field, None):
                    self._set(line, field, "")
                case Redirected(_, (str(field), int(place), *_), slug):
                    parts = self._parts(line, field)
                    self._set(line, field, BAR.join([*parts[:place], slug, *parts[place + 1 :]]))
                case Created():
                    content = written({name: value for name, value in step.record.items() if name != "dataset"})
                    self._after[line].append({name: self._cell(line, name, value) for name, value in content.items()})
        self._change_lists(line, steps)

    def change_link(self, line: int, slug: str, column: str) -> None:
        """Lead the link on a line to another record."""
        self._set(line, column, slug)

    def drop_link(self, line: int) -> None:
        self._dropped.add(line)

    def _change_lists(self, line: int, steps: Sequence[Step]) -> None:
        dropped: dict[str, set[int]] = defaultdict(set)
        for step in steps:
            if isinstance(step, Dropped):
                dropped[step.field].add(step.place)
        for field, places in dropped.items():
            parts = self._parts(line, field)
            self._set(line, field, BAR.join(each for place, each in enumerate(parts) if place not in places))
        for step in steps:
            if isinstance(step, Added):
                if not isinstance(step.item, str) and set(step.item) - {"skill", "role", "responsibility"}:
                    raise self._refused(line, f"a cell cannot hold {step.item!r}: move the record to a YAML file first")
                item = step.item if isinstance(step.item, str) else next(iter(step.item.values()))
                self._set(line, step.field, BAR.join([*self._parts(line, step.field), item]))

    def result(self) -> bytes:
        pieces, at = [], 0
        for line, row in self._rows.items():
            if line in self._dropped:
                pieces.append(self._text[at : self._start(row)])
                at = row.end
                continue
            for column, (start, end) in enumerate(row.cells):
                if (line, column) in self._changed:
                    pieces += [self._text[at:start], self._quoted(self._changed[line, column])]
                    at = end
            grown = [self._value(line, column) for column in range(len(row.cells), len(self._names))]
            if line >= self._header and (self._has_grown or any(grown)):
                ends = row.cells[-1][1]
                pieces += [self._text[at:ends], "".join(self._separator + self._quoted(each) for each in grown)]
                at = ends
            for content in self._after.get(line, ()):
                cells = [self._quoted(content.get(name, "")) for name in self._names]
                pieces += [self._text[at : row.end].rstrip("\r\n") + self._newline, self._separator.join(cells)]
                pieces.append(self._newline)
                at = row.end
        return "".join([*pieces, self._text[at:]]).encode(self._encoding)

    @property
    def _has_grown(self) -> bool:
        return len(self._names) > len(self._rows[self._header].cells)

    def _value(self, line: int, column: int) -> str:
        """What a cell of a new column says."""
        return self._names[column] if line == self._header else self._changed.get((line, column), "")

    def _start(self, row: _Row) -> int:
        return row.cells[0][0]

    def _refused(self, line: int, message: str) -> Refused:
        return Refused([Problem(Place(self._file, line), "", message)])

    def _column(self, name: str) -> int:
        """Which column it is; a new one where the sheet has none of that name."""
        if name not in self._names:
            self._names.append(name)
        return self._names.index(name)

    def _set(self, line: int, name: str, value: str) -> None:
        self._changed[line, self._column(name)] = value

    def _parts(self, line: int, name: str) -> list[str]:
        column = self._column(name)
        said = self._changed.get((line, column))
        cells = self._rows[line].cells
        if said is None:
            said = _unquoted(self._text[slice(*cells[column])]) if column < len(cells) else ""
        return [part.strip() for part in said.split(BAR) if part.strip()]

    def _cell(self, line: int, name: str, value: Any) -> str:
        """A value of a new record as a cell. Raises `Refused` if it is none."""
        if name not in ("basis", "citations"):
            self._column(name)
        items = value if isinstance(value, list) else [value]
        flat = [next(iter(each.values())) if isinstance(each, dict) and len(each) == 1 else each for each in items]
        if any(isinstance(each, dict) for each in flat):
            raise self._refused(line, f"{name} of a new record does not fit into a cell: move it to a YAML file first")
        return BAR.join(str(each).lower() if isinstance(each, bool) else str(each) for each in flat)

    def _quoted(self, value: str) -> str:
        if any(sign in value for sign in (self._separator, '"', "\n", "\r")):
            return '"' + value.replace('"', '""') + '"'
        return value


def _keeping_its_mark(encoding: str, content: bytes) -> str:
    """The encoding in which the mark at the beginning, if there is one, is a letter of the text."""
    if encoding == "utf-8-sig":
        return "utf-8"
    if encoding in ("utf-16", "utf-32"):
        big = content.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
        return f"{encoding}-{'be' if big else 'le'}"
    return encoding


def _rows(text: str, separator: str) -> list[_Row]:
    """The rows of a sheet; empty lines are none."""
    rows, at, line = [], 0, 1
    while at < len(text):
        row = _Row(line)
        while True:
            start = at
            if text.startswith(BYTE_ORDER_MARK, at):
                start = at = at + 1
            if text.startswith('"', at):
                at = _closing(text, at + 1)
            while at < len(text) and text[at] not in (separator, "\n"):
                at += 1
            end = at - 1 if at > start and text[at - 1] == "\r" else at
            row.cells.append((start, end))
            if at >= len(text) or text[at] == "\n":
                break
            at += 1
        at += 1
        row.end = min(at, len(text))
        line += text.count("\n", row.cells[0][0], row.end)
        if row.cells != [(row.cells[0][0], row.cells[0][0])]:
            rows.append(row)
    return rows


def _closing(text: str, at: int) -> int:
    """After the quote that closes a cell; doubled ones do not."""
    while (found := text.find('"', at)) >= 0:
        if not text.startswith('""', found):
            return found + 1
        at = found + 2
    return len(text)


def _unquoted(cell: str) -> str:
    cell = cell.strip(" ")
    if cell.startswith('"') and cell.endswith('"') and len(cell) > 1:
        return cell[1:-1].replace('""', '"')
    return cell
