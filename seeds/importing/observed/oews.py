"""Reads the tables of the Occupational Employment and Wage Statistics (OEWS), as the Bureau of Labor Statistics ships
them: national, by state, or all areas; Excel or CSV, packed in a zip file or not, a file or a folder of them.

Of all areas the nation, states and territories are read, over all industries. `*` and `**` are figures that are not
released, `#` is pay at or above the highest that is told. Occupations that are paid by the year, or by the hour, have
figures of that alone; tables say so in columns of their own, or by one half of the pay that is not released.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from db.progress import SILENT, Progress
from db.reader import Reader
from knowledge.model.vocabulary import PayPeriod, Quantity, Unit
from seeds.importing.crosswalk_table import CrosswalkTable, made_of_first
from seeds.importing.imported import Imported
from seeds.importing.observed.american_markets import NATION, STATES, market_of
from seeds.importing.observed.oews_files import release
from seeds.importing.observed.periods import period_of
from seeds.importing.observed.records import About, Figure, Gathered
from seeds.importing.observed.subjects import SOC, subjects
from seeds.problems import Level, Place, Problem, Refused
from seeds.sheets.grids import Cell, Grid

DATASET = "oews"
TITLE = "Occupational Employment and Wage Statistics"
ABOUT = {
    "title": TITLE,
    "publisher": "U.S. Bureau of Labor Statistics",
    "url": "https://www.bls.gov/oes/",
    "licence": "Public domain",
}
REQUIRED = ("AREA", "OCC_CODE", "OCC_TITLE", "TOT_EMP", "A_MEDIAN", "H_MEDIAN")
USED = ("EMP_PRSE", "JOBS_1000", "LOC_QUOTIENT", "MEAN_PRSE", "ANNUAL", "HOURLY", "AREA_TITLE", "O_GROUP")
FILTERS = ("AREA_TYPE", "I_GROUP", "NAICS", "OWN_CODE", "PRIM_STATE", "NAICS_TITLE")
WAGES = {"value": "MEDIAN", "mean": "MEAN", "p10": "PCT10", "p25": "PCT25", "p75": "PCT75", "p90": "PCT90"}
HALVES = {"annual-wage": "A", "hourly-wage": "H"}
WITHHELD, TOP_CODED = ("*", "**"), "#"
NUMBER = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
STATE_TYPES = ("1", "2", "3")  # the nation, states, territories
WHOLE = {"I_GROUP": "cross-industry", "NAICS": "000000"}
STEP = 500

ONLY = "rows of pay by the year or by the hour alone: the other is marked as not published"


class _Row(NamedTuple):
    number: int
    texts: Mapping[str, str]


class _Table:
    """One table of a release, with the names of its columns in capitals."""

    def __init__(self, grid: Grid):
        """Raises `Refused` if columns are missing, with those that there are."""
        self.table = CrosswalkTable(grid)
        self.places = {name.upper(): place for name, place in self.table.places.items()}
        missing = [name for name in REQUIRED if name not in self.places]
        if missing:
            shown = ", ".join(self.places) or "none"
            message = f"is no table of OEWS: there is no column {', '.join(missing)}; the columns are: {shown}"
            raise self.table.refuse(message, self.table.row)
        names = (*REQUIRED, *USED, *FILTERS, *(f"{half}_{name}" for half in "AH" for name in WAGES.values()))
        self.read = {name: self.places[name] for name in names if name in self.places}

    def rows(self) -> Iterator[_Row]:
        read = self.read
        for number, cells in self.table.rows:
            yield _Row(number, {name: _text(cells, place) for name, place in read.items()})

    def refuse(self, message: str, row: int, column: str) -> Refused:
        return Refused([Problem(self.table.grid.place(row, self.places[column]), column, message)])


def _text(cells: Sequence[Cell], place: int) -> str:
    return str(cells[place]).strip()


def read_oews(
    path: Path, reader: Reader, *, period: str | None = None, sheet: str | None = None, progress: Progress = SILENT
) -> Imported:
    """The observations of one release, of all groups of the SOC that are stored.

    `period` is when it was asked, as 2025-05; where it is not told, the names of the files say it (M2025 is May 2025).
    Raises `Refused` where they say several or nothing, for columns that are missing, and for cells that are neither a
    number nor one of the publisher's marks.
    """
    with release(path) as files:
        when = period_of([each.file for each in files.tables], period)
        opened = [made_of_first(each, sheet, _Table) for each in files.tables]
    others = [f"of {each.made.table.grid.file.name} {other}" for each in opened for other in each.others]
    year, _, month = when.partition("-")
    about = About(DATASET, source=when, source_title=f"{TITLE}, {'May ' if month == '05' else ''}{year}", **ABOUT)
    return _Release([each.made for each in opened], reader, when, about, progress).read([*files.others, *others])


class _Release:
    def __init__(self, tables: Sequence[_Table], reader: Reader, period: str, about: About, progress: Progress):
        self._tables = tables
        self._reader = reader
        self._period = period
        self._progress = progress
        self._gathered = Gathered(about, reader)
        self._notes: Counter[str] = Counter()
        self._marked: Counter[str] = Counter()
        self._doubts: list[Problem] = []

    def read(self, others: Sequence[str]) -> Imported:
        tables = self._tables
        names: dict[str, str] = {}
        held: list[tuple[_Table, list[_Row]]] = []
        for table in tables:
            rows = [row for row in table.rows() if self._is_wanted(row)]
            held.append((table, rows))
            for row in rows:
                names.setdefault(row.texts["OCC_CODE"], row.texts["OCC_TITLE"])
        if not names:
            message = "no row is of the nation, a state or a territory over all industries: these are read"
            raise Refused([Problem(Place(tables[0].table.grid.file), "AREA", message)])
        self._subjects = subjects(self._reader, SOC, names)
        if not self._subjects:
            message = "nothing that is loaded has a code of these: load O*NET first, or groups of the SOC"
            raise Refused([Problem(Place(tables[0].table.grid.file), "OCC_CODE", message)])
        first = tables[0].table.origin(tables[0].table.row)
        self._declare(tables[0])
        told: set[str] = set()
        for table, rows in held:
            with self._progress.stage(f"reading {table.table.grid.file.name}", len(rows)) as advance:
                for count, row in enumerate(rows, start=1):
                    self._add(table, row, told)
                    if not count % STEP:
                        advance(STEP)
        unread = [self._unread(table) for table in tables]
        doubts = [*self._doubts, *(each for table in tables for each in table.table.doubts())]
        return Imported(
            self._gathered.seeds(first),
            dict(self._notes),
            dict(self._marked),
            doubts,
            [*others, *(each for each in unread if each)],
        )

    def _unread(self, table: _Table) -> str:
        left = [name for name in table.places if name not in table.read]
        return f"of {table.table.grid.place()} the column{'s' * (len(left) > 1)} {', '.join(left)}" if left else ""

    def _is_wanted(self, row: _Row) -> bool:
        texts = row.texts
        if texts.get("AREA_TYPE", STATE_TYPES[0]) not in STATE_TYPES:
            self._notes["rows of areas within or across states"] += 1
            return False
        if any(texts.get(name, whole).lower().lstrip("0") != whole.lstrip("0") for name, whole in WHOLE.items()):
            self._notes["rows of single industries"] += 1
            return False
        return True

    def _declare(self, table: _Table) -> None:
        origin = table.table.origin(table.table.row)
        declare = self._gathered.measure
        count, per = "How many people are employed in it, the self-employed not counted.", "The gross wage of employees"
        declare(
            "employment", origin, name="Employment", description=count, quantity=Quantity.EMPLOYMENT, unit=Unit.PEOPLE
        )
        declare(
            "jobs-per-thousand",
            origin,
            name="Jobs per thousand",
            description="How many of a thousand jobs of the market are of it.",
            quantity=Quantity.CONCENTRATION,
            unit=Unit.PER_THOUSAND,
        )
        declare(
            "location-quotient",
            origin,
            name="Location quotient",
            description="Its share of the employment of the market divided by its share of that of the nation.",
            quantity=Quantity.CONCENTRATION,
            unit=Unit.RATIO,
        )
        for slug, name, period in (
            ("annual-wage", "Annual wage", PayPeriod.YEAR),
            ("hourly-wage", "Hourly wage", PayPeriod.HOUR),
        ):
            declare(
                slug,
                origin,
                name=name,
                description=f"{per}, without overtime and bonuses.",
                quantity=Quantity.PAY,
                unit=Unit.MONEY,
                currency="USD",
                per=period,
            )

    def _add(self, table: _Table, row: _Row, told: set[str]) -> None:
        code = row.texts["OCC_CODE"]
        found = self._subjects.get(code)
        if found is None:
            self._unknown(table, row, told)
            return
        market = market_of(row.texts["AREA"])
        if market is None:
            expected = f"99 for the nation, or {min(STATES)} to {max(STATES)} for a state"
            raise table.refuse(
                f"{row.texts['AREA']!r} is no area that is known: expected {expected}", row.number, "AREA"
            )
        origin = table.table.origin(row.number)
        self._gathered.market(market, origin)
        if market.within is not None:
            self._gathered.market(NATION, origin)
        figures = self._figures(table, row, is_nation=market is NATION)
        for subject in found:
            for measure, figure in figures.items():
                if not self._gathered.add(measure, self._period, subject, market.code, figure, origin):
                    message = f"{code} is told of {market.name} already: name each table once"
                    raise table.refuse(message, row.number, "OCC_CODE")

    def _unknown(self, table: _Table, row: _Row, told: set[str]) -> None:
        """Of wider classes it is no wonder that nothing has their codes: what they count is counted below them."""
        code = row.texts["OCC_CODE"]
        if code.endswith("0") or row.texts.get("O_GROUP", "detailed").lower() != "detailed":
            self._notes["rows of totals and of groups that nothing stored has the codes of"] += 1
            return
        self._notes["rows of occupations that nothing stored has the codes of"] += 1
        if code not in told:
            told.add(code)
            message = f"nothing that is loaded has the code {code} ({row.texts['OCC_TITLE']})"
            place = table.table.grid.place(row.number, table.places["OCC_CODE"])
            self._doubts.append(Problem(place, "OCC_CODE", message, Level.WARNING, "codes that nothing has"))

    def _figures(self, table: _Table, row: _Row, *, is_nation: bool) -> dict[str, Figure]:
        """The figures of a row by measure. The nation has no concentration: it is what others are compared with."""
        found = {"employment": self._figure(table, row, {"value": "TOT_EMP", "relative_error": "EMP_PRSE"})}
        for measure, column in (("jobs-per-thousand", "JOBS_1000"), ("location-quotient", "LOC_QUOTIENT")):
            figure = self._figure(table, row, {"value": column})
            if not is_nation or "value" in figure:
                found[measure] = figure
        only = self._paid_only(row)
        for measure, half in HALVES.items():
            columns = {name: f"{half}_{column}" for name, column in WAGES.items()}
            if only is not None and half != only:
                figure = {"unpublished": [name.upper() for name, column in columns.items() if column in table.read]}
            else:
                figure = self._figure(table, row, {**columns, "relative_error": "MEAN_PRSE"})
            found[measure] = figure
        return {measure: figure for measure, figure in found.items() if figure}

    def _paid_only(self, row: _Row) -> str | None:
        """The half in which alone pay is told: A by the year, H by the hour, None where it is told in both or none."""
        texts = row.texts
        for column, half in (("ANNUAL", "A"), ("HOURLY", "H")):
            if texts.get(column, "").upper() in ("TRUE", "1", "YES"):
                self._marked[ONLY] += 1
                return half
        released = {
            half: any(texts.get(f"{half}_{name}", "") not in ("", *WITHHELD) for name in WAGES.values())
            for half in "AH"
        }
        if released["A"] != released["H"]:
            self._marked[ONLY] += 1
            return "A" if released["A"] else "H"
        return None

    def _figure(self, table: _Table, row: _Row, columns: Mapping[str, str]) -> Figure:
        """A figure made of columns by name of the number."""
        figure: Figure = {}
        marks: dict[str, list[str]] = defaultdict(list)
        for name, column in columns.items():
            text = row.texts.get(column, "")
            if text in WITHHELD:
                marks["withheld"].append(name.upper())
            elif text == TOP_CODED:
                marks["top_coded"].append(name.upper())
            elif NUMBER.fullmatch(text):
                figure[name] = float(text.replace(",", ""))
            elif not text and column in table.read and column in REQUIRED:
                self._notes["figures that are blank, which says nothing"] += 1
            elif text:
                message = f"{text!r} is no figure: expected a number, * or ** (not released), or # (top-coded)"
                raise table.refuse(message, row.number, column)
        return {**figure, **marks}
