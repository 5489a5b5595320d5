"""The codes of a table, each with what it stands for, and a warning of each that stands for nothing."""

from collections import Counter
from collections.abc import Mapping

from db.reader import Reader
from seeds.importing.crosswalk_table import CrosswalkTable
from seeds.importing.observed.subjects import SOC, Subject, subjects
from seeds.problems import Level, Place, Problem, Refused

LEFT_OUT = "rows whose codes nothing stored has"


class Codes:
    """What the codes of a column stand for.

    Raises `Refused` if nothing that is stored has any of them.
    """

    def __init__(self, reader: Reader, scheme: str, names: Mapping[str, str], table: CrosswalkTable, column: str):
        self._subjects = subjects(reader, scheme, names)
        self._names = names
        self._scheme = scheme
        self._table = table
        self._column = column
        self.notes: Counter[str] = Counter()
        self.doubts: list[Problem] = []
        if not self._subjects:
            message = (
                f"nothing that is loaded has an identifier of the scheme {scheme} that stands here: "
                "load that first, or name another --scheme"
            )
            raise Refused([Problem(Place(table.grid.file), column, message)])

    def of(self, row: int, code: str) -> list[Subject]:
        """What a code stands for. One that stands for nothing is counted, and a warning unless it is wide."""
        found = self._subjects.get(code, [])
        if not found:
            self.notes[LEFT_OUT] += 1
            if self._scheme != SOC or not code.endswith("0"):
                name = self._names.get(code)
                told = f" ({name})" if name else ""
                message = f"nothing that is loaded has the code {code}{told}"
                place = self._table.grid.place(row, self._table.places[self._column])
                self.doubts.append(Problem(place, self._column, message, Level.WARNING, "codes that nothing has"))
        return found
