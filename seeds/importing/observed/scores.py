"""Reads any table of scores by code: one column has the codes of a scheme, another the figures of one measure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.progress import SILENT, Progress
from db.reader import Reader
from knowledge.model.vocabulary import PayPeriod, Quantity, Unit
from seeds.importing.crosswalk_table import CrosswalkTable, found_table
from seeds.importing.imported import Imported
from seeds.importing.observed.codes import Codes
from seeds.importing.observed.numbers import number_in, sign_of
from seeds.importing.observed.periods import checked
from seeds.importing.observed.records import About, Gathered, MarketOf
from seeds.problems import Place, Problem, Refused
from seeds.sheets.grids import Decimals, Grid
from seeds.slugs import slugify

WORLD = MarketOf("001", "World")  # UN M49
NOT_TOLD = ("", "-", "n/a", "na", "nan", "null")
NAMES = ("title", "name", "occupation", "occ_title", "label")


@dataclass(frozen=True, slots=True)
class Scored:
    """What a table of scores has: one measure of what has the codes of a scheme, in a market and a period."""

    scheme: str
    measure: str
    period: str
    code: str | None = None
    value: str | None = None
    quantity: Quantity = Quantity.OTHER
    unit: Unit = Unit.INDEX
    currency: str | None = None
    per: PayPeriod | None = None
    minimum: float | None = None
    maximum: float | None = None
    description: str | None = None
    market: MarketOf = WORLD


def read_scores(
    path: Path, reader: Reader, about: About, scored: Scored, *, sheet: str | None = None, progress: Progress = SILENT
) -> Imported:
    """The scores of a table, of all that has its codes.

    Of a workbook the first sheet that has such a table is read, or the one that is told. Raises `Refused` for columns
    that are missing, for cells that are no numbers or outside the range of the measure, and for codes that stand twice.
    """
    period = checked(scored.period, path)
    slug = slugify(scored.measure)
    if not slug:
        message = f"{scored.measure!r} has no letter that a slug can be made of: name the measure in words"
        raise Refused([Problem(Place(path), "--measure", message)])

    def made(grid: Grid) -> tuple[CrosswalkTable, str, str]:
        table = CrosswalkTable(grid, [each for each in (scored.code, scored.value) if each])
        code = _column(table, scored.code, "--code", lambda name: "code" in name or name == scored.scheme)
        likely = ("score", "value", slug)
        value = _column(table, scored.value, "--value", lambda name: any(word in name for word in likely))
        return table, code, value

    (table, code, value), others = found_table(path, sheet, made)
    return _read(table, code, value, others, slug, period, reader, about, scored, progress)


def _column(table: CrosswalkTable, told: str | None, option: str, is_likely: Callable[[str], bool]) -> str:
    shown = ", ".join(table.names)
    if told is not None:
        if told not in table.places:
            raise table.refuse(f"there is no column {told!r}; the columns are: {shown}", table.row)
        return told
    found = [name for name in table.names if is_likely(name.lower())]
    if len(found) != 1:
        raise table.refuse(f"say with {option} which column it is; the columns are: {shown}", table.row)
    return found[0]


def _read(
    table: CrosswalkTable,
    code: str,
    value: str,
    others: Sequence[str],
    slug: str,
    period: str,
    reader: Reader,
    about: About,
    scored: Scored,
    progress: Progress,
) -> Imported:
    titled = next((name for name in table.names if name.lower() in NAMES), None)
    rows = [(row, cells, table.text(row, cells, code)) for row, cells in table.rows]
    names: Mapping[str, str] = {
        each: table.text(row, cells, titled) if titled else "" for row, cells, each in rows if each
    }
    codes = Codes(reader, scored.scheme, names, table, code)
    gathered, origin = Gathered(about, reader), table.origin(table.row)
    gathered.market(scored.market, origin)
    gathered.measure(
        slug,
        origin,
        name=scored.measure,
        description=scored.description,
        quantity=scored.quantity,
        unit=scored.unit,
        currency=scored.currency,
        per=scored.per,
        minimum=scored.minimum,
        maximum=scored.maximum,
    )
    sign, percent = sign_of(table, [value]), _percent(table, value)
    seen: dict[str, int] = {}
    notes: dict[str, int] = {}
    with progress.stage(f"reading {table.grid.file.name}", len(rows)) as advance:
        for row, cells, each in rows:
            advance(1)
            if not each:
                notes["rows without a code"] = notes.get("rows without a code", 0) + 1
                continue
            meant = codes.code(each)
            if meant in seen:
                raise table.refuse(f"{each} is scored already in row {seen[meant]}: leave one of them out", row, code)
            seen[meant] = row
            text = table.text(row, cells, value)
            if text.lower() in NOT_TOLD:
                notes["codes without a score"] = notes.get("codes without a score", 0) + 1
                continue
            figure = {"value": _score(table, row, value, text, sign, scored, is_share=percent)}
            for subject in codes.of(row, each):
                gathered.add(slug, period, subject, scored.market.code, dict(figure), table.origin(row))
    left = [name for name in table.names if name not in (code, value, titled)]
    unread = [f"of {table.grid.place()} the column{'s' * (len(left) > 1)} {', '.join(left)}"] if left else []
    return Imported(
        gathered.seeds(origin),
        {**notes, **codes.notes},
        dict(codes.marked),
        [*codes.doubts, *table.doubts()],
        [*others, *unread],
    )


def _percent(table: CrosswalkTable, column: str) -> bool:
    """Whether scores have a per cent sign. Raises `Refused` if some of them do."""
    told: dict[bool, str] = {}
    for row, cells in table.rows:
        text = table.text(row, cells, column)
        if number_in(text) is not None and told.setdefault(text.endswith("%"), text) == text and len(told) > 1:
            message = f"{text} stands below {told[not text.endswith('%')]}: write all with a per cent sign, or none"
            raise table.refuse(message, row, column)
    return told.keys() == {True}


def _score(
    table: CrosswalkTable, row: int, column: str, text: str, sign: Decimals, scored: Scored, *, is_share: bool
) -> float:
    number = number_in(text, sign)
    if number is None:
        raise table.refuse(f"{text!r} is no score: expected a number", row, column)
    if is_share and scored.unit is Unit.SHARE:
        number /= 100
    if scored.minimum is not None and number < scored.minimum:
        raise table.refuse(f"{text} is below the least that a score can be, {scored.minimum:g}", row, column)
    if scored.maximum is not None and number > scored.maximum:
        raise table.refuse(f"{text} is above the most that a score can be, {scored.maximum:g}", row, column)
    return number
