"""Which sheets the files of a load hold: each CSV file is one, each workbook has several, and one about the dataset."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from rapidfuzz import fuzz, process

from knowledge.model.kinds import KINDS
from knowledge.model.vocabulary import Kind
from seeds.format import Evident
from seeds.problems import Level, Loc, Place, Problem, Refused
from seeds.seed import Declared, Parsed, add_record, problems_of, spoken_in
from seeds.sheets.cells import parts
from seeds.sheets.declared import CITED, SHEETS, Column, Holds, heading, sheet_named
from seeds.sheets.encodings import ADVICE, WESTERN
from seeds.sheets.gathering import Gathering
from seeds.sheets.grids import Grid
from seeds.sheets.headings import Rows
from seeds.sheets.text_tables import TextTable
from seeds.sheets.workbook import Workbook

SHEET_SUFFIXES = (".csv", ".tsv")
WORKBOOK_SUFFIXES = (".xlsx", ".xlsm")
DATASET_SHEET = "dataset"
FIELD, VALUE = "field", "value"
DATASET_COLUMNS = (
    Column(FIELD, FIELD, Holds.TEXT, True, "What is said of the dataset."),
    Column(VALUE, VALUE, Holds.TEXT, True, "What it is."),
    Column("explanation", "explanation", Holds.TEXT, False, "What is meant."),
)
NEARLY = 85  # rapidfuzz ratio, 0 to 100, from which the name of a sheet is one that is written wrongly
GUESSED = f"is read as Windows-1252; if its accents are wrong, {ADVICE}"
HOMELESS = "belongs to no dataset: add a dataset.yaml in the folder"


def add_sheet(file: Path, declared: Declared, gathering: Gathering, parsed: Parsed) -> None:
    """Add the rows of a CSV file, whose name tells what is in it."""
    sheet = sheet_named(file.stem)
    if sheet is None:
        parsed.problems.append(Problem(Place(file), "", f"not a sheet that is known{_known(file.stem)}"))
    elif declared.dataset is None:
        parsed.problems.append(Problem(Place(file), "", HOMELESS))
    else:
        try:
            table = TextTable(file, sheet.by_heading.keys())
            if table.encoding == WESTERN:
                parsed.problems.append(Problem(Place(file), "", GUESSED, Level.WARNING, "encodings that are guessed"))
            gathering.add(sheet, table, declared)
        except Refused as error:
            parsed.problems.extend(error.problems)


def add_workbook(file: Path, declared: Declared, gathering: Gathering, parsed: Parsed) -> None:
    """Add the rows of all sheets of a workbook, those that are hidden too. Their names tell what is in them."""
    try:
        book = Workbook(file)
        names = {heading(name): name for name in book.names}
        if DATASET_SHEET in names:
            declared = _dataset(book.sheet(names.pop(DATASET_SHEET)), parsed)
    except Refused as error:
        parsed.problems.extend(error.problems)
        return
    found = {name: sheet for name in names.values() if (sheet := sheet_named(name))}
    if not found:
        message = f"none of its sheets has a name that is known{_known('')}"
        parsed.problems.append(Problem(Place(file), "", message))
        return
    if declared.dataset is None:
        parsed.problems.append(Problem(Place(file), "", f"{HOMELESS}, or a sheet {DATASET_SHEET!r} in the workbook"))
        return
    for name in names.values():
        grid = book.sheet(name)
        if name in found:
            gathering.add(found[name], grid, declared)
        else:
            _tell_unknown(name, grid, parsed)


def _tell_unknown(name: str, grid: Grid, parsed: Parsed) -> None:
    """Refuse a sheet whose name is nearly one that is known, and say of others that they are not read."""
    near = process.extractOne(heading(name), list(SHEETS), scorer=fuzz.ratio, score_cutoff=NEARLY)
    if near:
        message = f"not a sheet that is known; is it {near[0]!r}?"
        parsed.problems.append(Problem(grid.place(), "", message))
    else:
        message = "is not read: its name is none of a kind of record or link"
        parsed.problems.append(Problem(grid.place(), "", message, Level.WARNING, "sheets that are not read"))


def _known(name: str) -> str:
    near = process.extractOne(heading(name), list(SHEETS), scorer=fuzz.WRatio, score_cutoff=NEARLY) if name else None
    hint = f"; is it {near[0]!r}?" if near else ""
    return f"{hint}: expected {', '.join(SHEETS)}"


@dataclass(frozen=True, slots=True)
class FieldRows:
    """The origin of a record whose fields stand below each other: `rows` has the row of each."""

    grid: Grid
    rows: Mapping[str, int]
    column: int

    @property
    def file(self) -> Path:
        return self.grid.file

    def place(self, loc: Loc) -> Place:
        row = self.rows.get(str(loc[0])) if loc else None
        return self.grid.place(row, self.column if row else None)


def _dataset(grid: Grid, parsed: Parsed) -> Declared:
    """Add the record of the dataset; gives what it declares for all other sheets. Raises `Refused`."""
    said, numbers = dict[str, Any](), dict[str, int]()
    allowed = [field.key for field in KINDS[Kind.DATASET].fields] + [column.key for column in CITED]
    rows = Rows(grid, DATASET_COLUMNS, parsed.problems)
    for number, content in rows:
        name = heading(content.get(FIELD, ""))
        if VALUE not in content:
            continue
        if name not in allowed:
            message = f"there is no field {content.get(FIELD, '')!r} of a dataset: it has {', '.join(allowed)}"
            parsed.problems.append(Problem(grid.place(number, rows.places[FIELD]), "", message))
        elif name in said:
            message = f"the field {name!r} stands in row {numbers[name]} already"
            parsed.problems.append(Problem(grid.place(number, rows.places[FIELD]), "", message))
        else:
            said[name], numbers[name] = content[VALUE], number
    origin = FieldRows(grid, numbers, rows.places[VALUE])
    given = {"basis": said.pop("basis", None), "citations": parts(said.pop("citations", ""))}
    evidence: dict[str, Any] = {}
    try:
        evidence = Evident.model_validate(given).model_dump(mode="json", exclude_defaults=True)
    except ValidationError as error:
        parsed.problems.extend(problems_of(error, origin, ()))
    add_record(Kind.DATASET, said, origin, (), Declared(None, {}), parsed)
    slug = said.get("slug")
    return Declared(slug if isinstance(slug, str) else None, evidence, spoken_in(said))
