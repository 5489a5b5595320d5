"""Reads tables of employment projections: the Bureau of Labor Statistics' (1.2, 1.10), or any with such columns.

Columns are found by their headings, or told. The publisher counts in thousands; which it is, a title says, or fractions
of jobs do.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.progress import SILENT, Progress
from db.reader import Reader
from knowledge.model.period import canonical
from knowledge.model.vocabulary import Quantity, Statistic, Unit
from seeds.importing.crosswalk_table import CrosswalkTable, found_table
from seeds.importing.imported import Imported
from seeds.importing.observed.american_markets import NATION
from seeds.importing.observed.codes import Codes
from seeds.importing.observed.numbers import number_in, sign_of
from seeds.importing.observed.records import About, Figure, Gathered, MarketOf
from seeds.problems import Refused
from seeds.sheets.grids import Cell, Decimals, Grid

NOT_TOLD = ("-", "–", "—", "n/a", "na", "n/d", "", "*", "**")
YEAR = re.compile(r"(?:19|20)\d\d")
SPAN = re.compile(r"((?:19|20)\d\d)\s*[-–—/]\s*((?:(?:19|20)\d\d)|\d\d)(?!\d)")
HEADINGS = {
    "code": r"matrix code|soc[ _]?code|occ(?:upation)?[ _]?code|^code$",
    "name": r"matrix title|occ(?:upation)?[ _]?title|^title$|^occupation$",
    "base": r"^(?:base )?employment,?\s*(?:19|20)\d\d$|^(?:19|20)\d\d (?:base|employment)",
    "projected": r"^(?:projected )?employment,?\s*(?:19|20)\d\d$|^(?:19|20)\d\d proj",
    "change": r"change,? (?:numeric|number)|numeric change",
    "percent": r"change,? percent|percent change",
    "openings": r"openings",
    "education": r"education",
}
"""How columns are called, by what they have; the base is the first column of employment, the projection the last."""

DIGITS = 6  # to which figures are told, after thousands became ones


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a table: its columns by what they have, its period, and whether it counts in thousands."""

    columns: Mapping[str, str]
    period: str | None = None
    thousands: bool | None = None
    market: MarketOf = NATION
    scheme: str = "soc"


def read_projections(
    path: Path, reader: Reader, about: About, told: Told, *, sheet: str | None = None, progress: Progress = SILENT
) -> Imported:
    """The projections of a table, of all that has its codes.

    Of a workbook the first sheet that has such a table is read, or the one that is told. Raises `Refused` if columns
    are missing or several may be meant, if nothing says the years or the unit, and for cells that are no numbers.
    """

    def made(grid: Grid) -> tuple[CrosswalkTable, dict[str, str]]:
        table = CrosswalkTable(grid, list(told.columns.values()))
        return table, _columns(table, told.columns)

    (table, columns), others = found_table(path, sheet, made)
    return _Projections(table, columns, reader, about, told, progress).read(others)


def _columns(table: CrosswalkTable, told: Mapping[str, str]) -> dict[str, str]:
    """The columns of a table by what they have. Raises `Refused` where the codes, or all figures, are missing."""
    for what, name in told.items():
        if name not in table.places:
            message = f"there is no column {name!r} for --{what}; the columns are: {', '.join(table.names)}"
            raise table.refuse(message, table.row)
    found = dict(told)
    for what, pattern in HEADINGS.items():
        names = [name for name in table.names if re.search(pattern, name.lower()) and name not in told.values()]
        if what in found or not names:
            continue
        if what in ("base", "projected"):
            if len(names) > 1:
                found[what] = min(names, key=_year) if what == "base" else max(names, key=_year)
            elif what == "base":
                found[what] = names[0]
        elif len(names) > 1 and what not in ("name", "education"):
            raise table.refuse(f"say with --{what} which column it is: {', '.join(names)}", table.row)
        else:
            found[what] = names[0]
    figures = [what for what in ("base", "projected", "change", "percent", "openings", "education") if what in found]
    if "code" not in found or not figures:
        missing = "the codes (--code)" if "code" not in found else "any figure (--base, --percent, --openings …)"
        message = f"is no table of projections: no column of {missing}; the columns are: {', '.join(table.names)}"
        raise table.refuse(message, table.row)
    return found


def _year(name: str) -> str:
    found = YEAR.search(name)
    return found[0] if found else ""


class _Projections:
    def __init__(
        self,
        table: CrosswalkTable,
        columns: Mapping[str, str],
        reader: Reader,
        about: About,
        told: Told,
        progress: Progress,
    ):
        self._table = table
        self._columns = columns
        self._reader = reader
        self._told = told
        self._progress = progress
        self._gathered = Gathered(about, reader)
        self._period = self._found_period()
        figures = [columns[what] for what in ("base", "projected", "change", "percent", "openings") if what in columns]
        self._sign = sign_of(table, figures, None if table.grid.decimals is Decimals.COMMA else Decimals.POINT)
        self._times = 1_000.0 if self._in_thousands() else 1.0
        self._notes: Counter[str] = Counter()

    def read(self, others: Sequence[str]) -> Imported:
        table, code, name = self._table, self._columns["code"], self._columns.get("name")
        rows = [(row, cells, table.text(row, cells, code)) for row, cells in table.rows]
        names = {each: table.text(row, cells, name) if name else "" for row, cells, each in rows if each}
        codes = Codes(self._reader, self._told.scheme, names, table, code)
        origin = table.origin(table.row)
        self._declare()
        self._gathered.market(self._told.market, origin)
        seen: dict[str, int] = {}
        with self._progress.stage(f"reading {table.grid.file.name}", len(rows)) as advance:
            for row, cells, each in rows:
                advance(1)
                if not each or not re.search(r"\d", each):
                    self._notes["rows without a code, as notes below a table"] += 1
                elif (meant := codes.code(each)) in seen:
                    message = f"{each} is told already in row {seen[meant]}: leave one of them out"
                    raise table.refuse(message, row, code)
                else:
                    seen[meant] = row
                    self._add(row, cells, each, codes)
        left = [each for each in table.names if each not in self._columns.values()]
        unread = [f"of {table.grid.place()} the column{'s' * (len(left) > 1)} {', '.join(left)}"] if left else []
        notes = {**self._notes, **codes.notes}
        return Imported(
            self._gathered.seeds(origin),
            notes,
            dict(codes.marked),
            [*codes.doubts, *table.doubts()],
            [*others, *unread],
        )

    def _add(self, row: int, cells: Sequence[Cell], each: str, codes: Codes) -> None:
        found = codes.of(row, each)
        first, _, last = self._period.partition("/")
        periods = {"base": first, "projected": last or first, "education": first}
        for what, (measure, times) in self._measures().items():
            figure = self._figure(row, cells, what, times)
            for subject in found if figure else ():
                period = periods.get(what, self._period)
                origin = self._table.origin(row)
                self._gathered.add(measure, period, subject, self._told.market.code, dict(figure), origin)

    def _figure(self, row: int, cells: Sequence[Cell], what: str, times: float) -> Figure:
        """The figure of a cell; empty where there is none of education, which wider classes have none of."""
        text = self._table.text(row, cells, self._columns[what])
        if text.lower() in NOT_TOLD:
            return {} if what == "education" else {"unpublished": [Statistic.VALUE.value]}
        if what == "education":
            return {"category": text}
        number = number_in(text, self._sign)
        if number is None:
            expected = "a number, or - where there is none"
            raise self._table.refuse(f"{text!r} is no figure: expected {expected}", row, self._columns[what])
        return {"value": round(number * times, DIGITS)}

    def _measures(self) -> dict[str, tuple[str, float]]:
        """By what a column has, the measure, and what its numbers are multiplied by."""
        known = {
            "base": ("employment", self._times),
            "projected": ("projected-employment", self._times),
            "change": ("employment-change-in-jobs", self._times),
            "percent": ("employment-change", 1.0),
            "openings": ("openings", self._times),
            "education": ("entry-education", 1.0),
        }
        return {what: each for what, each in known.items() if what in self._columns}

    def _declare(self) -> None:
        origin = self._table.origin(self._table.row)
        told = {
            "employment": ("Employment", "How many jobs there are in it.", Quantity.EMPLOYMENT, Unit.PEOPLE),
            "projected-employment": (
                "Projected employment",
                "How many jobs are expected in it.",
                Quantity.PROJECTED_EMPLOYMENT,
                Unit.PEOPLE,
            ),
            "employment-change": (
                "Employment change",
                "By how many per cent its employment is expected to change over the period.",
                Quantity.EMPLOYMENT_CHANGE,
                Unit.PERCENT,
            ),
            "employment-change-in-jobs": (
                "Employment change in jobs",
                "By how many jobs its employment is expected to change over the period.",
                Quantity.EMPLOYMENT_CHANGE,
                Unit.PEOPLE,
            ),
            "openings": (
                "Openings a year",
                "How many openings are expected in a year, for growth and for who leaves.",
                Quantity.OPENINGS,
                Unit.PEOPLE,
            ),
            "entry-education": (
                "Entry education",
                "The education that people typically enter it with.",
                Quantity.ENTRY_EDUCATION,
                Unit.CATEGORY,
            ),
        }
        for measure, _ in self._measures().values():
            name, description, quantity, unit = told[measure]
            self._gathered.measure(measure, origin, name=name, description=description, quantity=quantity, unit=unit)

    def _found_period(self) -> str:
        if self._told.period is not None:
            return self._canonical(self._told.period)
        texts = [" ".join(self._table.names), self._table.above, self._table.grid.file.stem]
        for text in texts:
            spans = {_span(found) for found in SPAN.findall(text)}
            if len(spans) == 1:
                return self._canonical(spans.pop())
            if len(spans) > 1:
                shown = ", ".join(sorted(spans))
                raise self._refused(f"the table tells several spans of years: {shown}. Say which with --period")
        years = [_year(self._columns[what]) for what in ("base", "projected") if what in self._columns]
        if len(set(years)) == len(("base", "projected")) and all(years):
            return self._canonical("/".join(years))
        raise self._refused("nothing tells the years of the projection: say them with --period, as 2024/2034")

    def _canonical(self, text: str) -> str:
        try:
            return canonical(text)
        except ValueError as error:
            raise self._refused(str(error)) from error

    def _refused(self, message: str) -> Refused:
        return self._table.refuse(message, self._table.row)

    def _in_thousands(self) -> bool:
        counts = [self._columns[what] for what in ("base", "projected", "change", "openings") if what in self._columns]
        if self._told.thousands is not None or not counts:
            return bool(self._told.thousands)
        if "thousand" in f"{self._table.above} {' '.join(self._table.names)}".lower():
            return True
        for row, cells in self._table.rows:
            for name in counts:
                number = number_in(self._table.text(row, cells, name), self._sign)
                if number is not None and number != int(number):
                    return True
        raise self._refused("nothing tells whether jobs are counted in thousands: say --thousands or --ones")


def _span(found: tuple[str, str]) -> str:
    first, last = found
    return f"{first}/{last if len(last) == len(first) else first[:2] + last}"
