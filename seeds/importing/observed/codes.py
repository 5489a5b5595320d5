"""The codes of a table, each with what it stands for, and a warning of each that stands for nothing.

Spreadsheets take codes for numbers and days. What they have made of one is put right where it can have been one code
alone: without its leading zeros, without its hyphen, with a longer dash. Of the others the warning says what happened.
"""

import re
from collections import Counter
from collections.abc import Mapping

from db.reader import Reader
from seeds.importing.crosswalk_columns import with_zeros
from seeds.importing.crosswalk_table import CrosswalkTable
from seeds.importing.observed.subjects import SOC, Subject, subjects
from seeds.problems import Level, Place, Problem, Refused

LEFT_OUT = "rows whose codes nothing stored has"
RESTORED = "codes that had lost their leading zeros or their hyphen"
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
JOINED = re.compile(r"(\d\d)(\d{4})")  # a code of the SOC without its hyphen
WIDE = re.compile(r"\d\d-\d{3}0")  # a group of the SOC that has others in it
MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DAY = re.compile(rf"(?i)\d{{1,4}}-{MONTH}(?:-\d+)?|{MONTH}-\d{{1,4}}|\d+/\d+(?:/\d+)?")
NUMBER = re.compile(r"(?i)\d+(?:[.,]\d+)?e\+?\d+")


class Codes:
    """What the codes of a column stand for.

    Raises `Refused` if nothing that is stored has any of them.
    """

    def __init__(self, reader: Reader, scheme: str, names: Mapping[str, str], table: CrosswalkTable, column: str):
        self._codes = {each: _plain(scheme, each) for each in names}
        self._names = {self._codes[each]: name for each, name in names.items()}
        self._subjects = subjects(reader, scheme, self._names)
        self._scheme = scheme
        self._table = table
        self._column = column
        self.notes: Counter[str] = Counter()
        self.marked: Counter[str] = Counter()
        self.doubts: list[Problem] = []
        self._restore(reader)
        if not self._subjects:
            message = (
                f"nothing that is loaded has an identifier of the scheme {scheme} that stands here: "
                "load that first, or name another --scheme"
            )
            raise Refused([Problem(Place(table.grid.file), column, message)])

    def _restore(self, reader: Reader) -> None:
        """Give codes that are known without zeros before them alone these zeros again."""
        lost = {each: with_zeros(code) for each, code in self._codes.items() if code not in self._subjects}
        candidates = {one: self._names[self._codes[each]] for each, wider in lost.items() for one in wider}
        known = subjects(reader, self._scheme, candidates) if candidates else {}
        for each, wider in lost.items():
            likely = [one for one in wider if one in known]
            if len(likely) == 1:
                self._codes[each] = likely[0]
                self._subjects[likely[0]] = known[likely[0]]

    def code(self, text: str) -> str:
        """The code that a cell means."""
        return self._codes[text]

    def of(self, row: int, text: str) -> list[Subject]:
        """What a code stands for. One that stands for nothing is counted, and a warning unless it is wide."""
        code = self._codes[text]
        found = self._subjects.get(code, [])
        if not found:
            self.notes[LEFT_OUT] += 1
            if self._scheme != SOC or not WIDE.fullmatch(code):
                name = self._names.get(code)
                told = f" ({name})" if name else ""
                message = f"nothing that is loaded has the code {text}{told}{_mangled(text)}"
                place = self._table.grid.place(row, self._table.places[self._column])
                self.doubts.append(Problem(place, self._column, message, Level.WARNING, "codes that nothing has"))
        elif code != text.translate(DASHES):
            self.marked[RESTORED] += 1
        return found


def _plain(scheme: str, text: str) -> str:
    code = text.translate(DASHES)
    joined = JOINED.fullmatch(code) if scheme == SOC else None
    return f"{joined[1]}-{joined[2]}" if joined else code


def _mangled(text: str) -> str:
    """What a spreadsheet seems to have done to a code."""
    if DAY.fullmatch(text):
        return ": has a spreadsheet made a day of it? Format the column as text, and write it again"
    if NUMBER.fullmatch(text):
        return ": has a spreadsheet made a number of it? Format the column as text, and write it again"
    return ""
