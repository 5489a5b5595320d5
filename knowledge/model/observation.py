"""Observations: what a measure is of a role, a group or a skill, in markets and at a time.

A record holds one measure of one subject in one period, with a figure for each market: so that a release of a year is
some thousand records and not one for each of its numbers, another year stands beside it, and a correction touches the
series that it corrects. What a publisher does not tell is marked with the reason and is never a number.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from knowledge.model.declaring import (
    NAME_LENGTH,
    SLUG_LENGTH,
    Among,
    Amount,
    Between,
    Chars,
    Currency,
    Name,
    NotAbove,
    OnlyIf,
    Period,
    Rating,
    declared,
    owner,
    said,
)
from knowledge.model.entity import Entity
from knowledge.model.record import shortened
from knowledge.model.vocabulary import Kind, PayPeriod, Quantity, Statistic, Unit

OBSERVABLE = (Kind.ROLE, Kind.ROLE_GROUP, Kind.SKILL)
"""Kinds whose records have observations."""

MARKET_CODE = "^[A-Z0-9]{2,10}(?:-[A-Z0-9]{1,10})*$"

NUMBERS = ("value", "minimum", "maximum", "mean", "p10", "p25", "p75", "p90", "relative_error")
SAID = (*NUMBERS, "sample", "category")
MARKS = ("top_coded", "withheld", "unpublished")
"""Why a number is not told: the lists of a figure that name it."""

Count = Annotated[int, Between(0)]


@declared(
    Kind.MEASURE,
    meaning="What is measured, in which unit.",
    section="measures",
    rules=(
        OnlyIf("only_money_has_a_currency", "currency", "unit", Unit.MONEY, "currency is for measures in MONEY"),
        OnlyIf("only_money_is_paid", "per", "unit", Unit.MONEY, "per is for measures in MONEY"),
        NotAbove("minimum_below_maximum", "minimum", "maximum"),
    ),
)
class Measure(Entity):
    """What is measured of roles, groups and skills: annual pay, employment, an index of exposure."""

    quantity: Quantity = said("What it tells.", indexed=True)
    unit: Unit = said("What its figures count.")
    currency: Currency | None = said("The currency, as an ISO 4217 code; null for what is no money.", default=None)
    per: PayPeriod | None = said("The period that amounts of money cover; null for what is no pay.", default=None)
    minimum: Rating | None = said("The least that a figure can be, null if nobody says.", default=None)
    maximum: Rating | None = said("The most that a figure can be, null if nobody says.", default=None)


@declared(Kind.MARKET, meaning="A country or region.", section="markets")
class Market(Entity):
    """A country or a region in which something is observed."""

    code: Annotated[str, Chars(40, MARKET_CODE)] = said(
        "Its code in ISO 3166: of a country such as US, of a region such as US-CA; 001 is the world (UN M49).",
        indexed=True,
    )
    within: "Market | None" = said("The market that it is a part of, null at the top.", default=None, ends=True)


@declared(rules=(NotAbove("minimum_below_maximum", "minimum", "maximum"),))
class Figure:
    """What a measure is in one market. Of a distribution, `value` is the median."""

    observation: "Observation" = owner()
    market: Market = said("The market.")
    value: Rating | None = said(
        "The figure, in the unit of the measure; of a distribution the median. Null where a mark says why, and "
        "where only others of the numbers are told.",
        default=None,
    )
    minimum: Rating | None = said("The lower end of a range, null if there is none.", default=None)
    maximum: Rating | None = said("The upper end of a range, null if there is none.", default=None)
    mean: Rating | None = said("The mean of a distribution, null if not told.", default=None)
    p10: Rating | None = said("What a tenth of the people are at or below, null if not told.", default=None)
    p25: Rating | None = said("What a quarter of the people are at or below, null if not told.", default=None)
    p75: Rating | None = said("What three quarters of the people are at or below, null if not told.", default=None)
    p90: Rating | None = said("What nine tenths of the people are at or below, null if not told.", default=None)
    relative_error: Amount | None = said(
        "The relative standard error in per cent: of the mean where it is told, else of the value; null if not told.",
        default=None,
    )
    sample: Count | None = said("How many were asked or counted, null if not told.", default=None)
    category: Name | None = said("What was found where that is no number, null if it is one.", default=None)
    top_coded: tuple[Statistic, ...] = said(
        "Those of the numbers that are at or above the highest that the publisher tells.",
        default=(),
        each="statistic",
        table="observation_top_coded",
    )
    withheld: tuple[Statistic, ...] = said(
        "Those of the numbers that the publisher has and does not release.",
        default=(),
        each="statistic",
        table="observation_withheld",
    )
    unpublished: tuple[Statistic, ...] = said(
        "Those of the numbers that the publisher does not work out for such a subject, as hourly pay of those who are "
        "paid by the year.",
        default=(),
        each="statistic",
        table="observation_unpublished",
    )


@declared(Kind.OBSERVATION, meaning="What a measure is of a subject at a time, by market.", section="observations")
class Observation(Entity):
    """What a measure is of a role, a group or a skill at a time, in one market or many.

    Its slug is made of its dataset, measure, period and subject, so that there is one of each.
    """

    measure: Measure = said("What is measured.", indexed=True)
    subject_kind: Annotated[Kind, Among(OBSERVABLE)] = said("What the subject is.")
    subject: Entity = said("What it is measured of.", kind_from="subject_kind", indexed=True)
    period: Period = said(
        "When it was or will be so, as in ISO 8601: 2025, 2025-05, 2025-05-12, or from one to another as 2024/2034.",
        indexed=True,
    )
    measured: Name | None = said(
        "The code and name of the wider class that the figures are of, where the publisher has none for the subject "
        "alone; null where they are of the subject.",
        default=None,
    )
    figures: tuple[Figure, ...] = said("The figures, by market.", default=(), least=1, table="observation_figure")


def slug_of(dataset: str, measure: str, period: str, kind: str, subject: str) -> str:
    """The slug of the one observation of a subject by a measure in a period that a dataset has."""
    of_measure = measure.removeprefix(f"{dataset}/")
    return shortened("/".join((dataset, of_measure, period, kind.lower().replace("_", "-"), subject)), SLUG_LENGTH)


def name_of(measure: str, period: str, subject: str) -> str:
    """The name of an observation that has been given none."""
    return f"{measure} of {subject}, {period}"[:NAME_LENGTH]


def unsound(record: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What is wrong with the record of an observation, each with its path: figures without any."""
    for place, figure in enumerate(record["figures"]):
        here = ("figures", place)
        marks = [(reason, each) for reason in MARKS for each in figure.get(reason, ())]
        if not marks and not any(name in figure for name in SAID):
            yield here, f"says nothing: give a number or a category, or mark it in {', '.join(MARKS)}"
        marked: set[str] = set()
        for reason, each in marks:
            if figure.get(each.lower()) is not None:
                yield (*here, reason), f"{each} is marked here and has a number: leave one of the two out"
            if each in marked:
                yield (*here, reason), f"{each} is marked twice: one reason is enough"
            marked.add(each)
