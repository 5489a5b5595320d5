"""Commands that load what is observed of the labour market: pay, employment, projections, scores."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.console import user
from api.importing import Wish, bring
from api.options import AllowShrink, Author, DryRun, Every, Message, OutputShape, Shape, Strict
from db.progress import Progress
from db.reader import Reader
from knowledge.model.vocabulary import PayPeriod, Quantity, Unit
from seeds.shrinking import ALLOWED

if TYPE_CHECKING:
    from seeds.importing.imported import Imported
    from seeds.importing.observed.records import MarketOf

TablePath = Annotated[
    Path, typer.Argument(help="The table: CSV, tab-separated text or Excel, also in a zip file.", show_default=False)
]
Sheet = Annotated[str | None, typer.Option(help="The sheet of a workbook. Default: the first that has such a table.")]
Title = Annotated[str | None, typer.Option(help="The title of the dataset. Default: that which it has, or its slug.")]
Publisher = Annotated[str | None, typer.Option(help="Who publishes it.")]
Url = Annotated[str | None, typer.Option("--url", "--source", help="Where it is published.")]
Licence = Annotated[str | None, typer.Option(help="Under which licence.")]
Market = Annotated[str, typer.Option(help="The code of the market in ISO 3166: US, US-CA; 001 is the world.")]
MarketName = Annotated[str | None, typer.Option(help="What the market is called. Default: its code.")]
Code = Annotated[str | None, typer.Option(help="The column of the codes, where it cannot be seen.")]

NAMES = {"001": "World", "US": "United States"}


def import_oews(
    path: Annotated[Path, typer.Argument(help="A table of OEWS, its zip, or a folder of them.", show_default=False)],
    period: Annotated[
        str | None, typer.Option(help="When it was asked, as 2025-05. Default: as the names of the files say.")
    ] = None,
    sheet: Sheet = None,
    author: Author = "",
    message: Message = None,
    strict: Strict = False,
    allow_shrink: AllowShrink = ALLOWED,
    dry_run: DryRun = False,
    all_warnings: Every = False,
    shape: OutputShape = Shape.TEXT,
) -> None:
    """Load pay and employment from OEWS, the BLS's own zip file, Excel or CSV: national, by state, or all areas.

    It is for what has SOC codes: load O*NET before. Other years stand beside those that are there.
    """
    from seeds.importing.observed.oews import read_oews

    def read(stored: Reader, reporter: Progress) -> "Imported":
        return read_oews(path, stored, period=period, sheet=sheet, progress=reporter)

    wish = Wish(author or user(), message, False, strict, allow_shrink, dry_run, all_warnings, shape)
    bring(read, path, wish, whole=False, slugs_only=True)


def import_projections(
    path: TablePath,
    dataset: Annotated[str, typer.Option(help="The slug of the dataset that the figures become.")] = "projections",
    period: Annotated[
        str | None, typer.Option(help="The years, as 2024/2034. Default: as the headings or the title say.")
    ] = None,
    thousands: Annotated[
        bool | None,
        typer.Option("--thousands/--ones", help="Whether jobs are counted in thousands. Default: as the table says."),
    ] = None,
    code: Code = None,
    base: Annotated[str | None, typer.Option(help="The column of employment at the start.")] = None,
    projected: Annotated[str | None, typer.Option(help="The column of employment at the end.")] = None,
    change: Annotated[str | None, typer.Option(help="The column of the change in jobs.")] = None,
    percent: Annotated[str | None, typer.Option(help="The column of the change in per cent.")] = None,
    openings: Annotated[str | None, typer.Option(help="The column of openings a year.")] = None,
    education: Annotated[str | None, typer.Option(help="The column of the education that people enter with.")] = None,
    scheme: Annotated[str, typer.Option(help="The scheme of the codes.")] = "soc",
    market: Market = "US",
    market_name: MarketName = None,
    title: Title = None,
    publisher: Publisher = None,
    url: Url = None,
    licence: Licence = None,
    sheet: Sheet = None,
    author: Author = "",
    message: Message = None,
    strict: Strict = False,
    allow_shrink: AllowShrink = ALLOWED,
    dry_run: DryRun = False,
    all_warnings: Every = False,
    shape: OutputShape = Shape.TEXT,
) -> None:
    """Load employment projections: the BLS's table 1.2 or 1.10, or any with such columns."""
    from seeds.importing.observed.projections import Told, read_projections
    from seeds.importing.observed.records import About

    columns = {
        "code": code,
        "base": base,
        "projected": projected,
        "change": change,
        "percent": percent,
        "openings": openings,
        "education": education,
    }
    about = About(dataset, title, publisher, url, licence)
    told = Told(
        {what: name for what, name in columns.items() if name is not None},
        period,
        thousands,
        _market(market, market_name),
        scheme,
    )

    def read(stored: Reader, reporter: Progress) -> "Imported":
        return read_projections(path, stored, about, told, sheet=sheet, progress=reporter)

    wish = Wish(author or user(), message, False, strict, allow_shrink, dry_run, all_warnings, shape)
    bring(read, path, wish, whole=False, slugs_only=True)


def import_scores(
    path: TablePath,
    dataset: Annotated[str, typer.Option(help="The slug of the dataset that the scores become.")],
    scheme: Annotated[str, typer.Option(help="The scheme of the codes: soc, isco, onet-soc, esco, slug …")],
    measure: Annotated[str, typer.Option(help="What is measured, in words.")],
    period: Annotated[str, typer.Option(help="When it was so: 2025, 2025-05, or 2024/2034.")],
    code: Code = None,
    value: Annotated[str | None, typer.Option(help="The column of the scores, where it cannot be seen.")] = None,
    quantity: Annotated[Quantity, typer.Option(help="What the measure tells.", case_sensitive=False)] = Quantity.OTHER,
    unit: Annotated[Unit, typer.Option(help="What the scores count.", case_sensitive=False)] = Unit.INDEX,
    currency: Annotated[str | None, typer.Option(help="Of money, the currency: USD, EUR …")] = None,
    per: Annotated[
        PayPeriod | None, typer.Option(help="Of pay, the period that it covers.", case_sensitive=False)
    ] = None,
    minimum: Annotated[float | None, typer.Option(help="The least that a score can be.")] = None,
    maximum: Annotated[float | None, typer.Option(help="The most that a score can be.")] = None,
    description: Annotated[str | None, typer.Option(help="What the measure means.")] = None,
    market: Market = "001",
    market_name: MarketName = None,
    title: Title = None,
    publisher: Publisher = None,
    url: Url = None,
    licence: Licence = None,
    sheet: Sheet = None,
    author: Author = "",
    message: Message = None,
    strict: Strict = False,
    allow_shrink: AllowShrink = ALLOWED,
    dry_run: DryRun = False,
    all_warnings: Every = False,
    shape: OutputShape = Shape.TEXT,
) -> None:
    """Load a table of scores by code, of roles, groups or skills: exposure, pay of another country, an index."""
    from seeds.importing.observed.records import About
    from seeds.importing.observed.scores import Scored, read_scores

    about = About(dataset, title, publisher, url, licence)
    scored = Scored(
        scheme,
        measure,
        period,
        code,
        value,
        quantity,
        unit,
        currency,
        per,
        minimum,
        maximum,
        description,
        _market(market, market_name),
    )

    def read(stored: Reader, reporter: Progress) -> "Imported":
        return read_scores(path, stored, about, scored, sheet=sheet, progress=reporter)

    wish = Wish(author or user(), message, False, strict, allow_shrink, dry_run, all_warnings, shape)
    bring(read, path, wish, whole=False, slugs_only=True)


def _market(code: str, name: str | None) -> "MarketOf":
    from seeds.importing.observed.records import MarketOf

    return MarketOf(code.upper(), name or NAMES.get(code.upper(), code.upper()))
