"""A world in which the labour market is observed: two datasets of roles, a classification, and pay.

`coder` and `tester` are in the group 15-1250 of the SOC, `cook` alone in 35-2014; `chef` is of another dataset, and a
close match of `cook`. Pay is told of the nation and of California in May 2025, and of the nation in May 2024.
"""

from typing import Any

from knowledge.model.made import made_of
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind

Pair = tuple[Key, Record]
BASE = {"basis": "STATED", "citations": [{"source": "book"}]}


def record(kind: Kind, slug: str, dataset: str = "d", **more: Any) -> Pair:
    return Key(kind, slug), {**BASE, "slug": slug, "name": slug.rpartition("/")[2], "dataset": dataset, **more}


def observation(measure: str, subject: str, period: str, *figures: dict[str, Any], **more: Any) -> Pair:
    """A record of the dataset `pay`, of a group unless `subject_kind` says otherwise."""
    told = {
        **BASE,
        "dataset": "pay",
        "measure": measure,
        "subject_kind": "ROLE_GROUP",
        "subject": subject,
        "period": period,
        "figures": list(figures),
        **more,
    }
    made = made_of(Kind.OBSERVATION, told)
    return Key(Kind.OBSERVATION, made.slug), {**told, "slug": made.slug, "name": made.name}


DATASETS = [(Key(Kind.DATASET, slug), {"slug": slug, "title": slug.title()}) for slug in ("d", "e", "pay")]
SOURCE = (Key(Kind.SOURCE, "book"), {"slug": "book", "dataset": "d", "title": "A book"})
MONEY = {"quantity": "PAY", "unit": "MONEY", "currency": "USD", "per": "YEAR"}
MEASURES = [
    record(Kind.MEASURE, "pay/annual", "pay", **MONEY),
    record(Kind.MEASURE, "pay/hourly", "pay", **{**MONEY, "per": "HOUR"}),
    record(Kind.MEASURE, "pay/euro", "pay", **{**MONEY, "currency": "EUR"}),
    record(Kind.MEASURE, "pay/jobs", "pay", quantity="EMPLOYMENT", unit="PEOPLE"),
    record(Kind.MEASURE, "pay/growth", "pay", quantity="EMPLOYMENT_CHANGE", unit="PERCENT"),
]
MARKETS = [
    record(Kind.MARKET, "pay/us", "pay", code="US"),
    record(Kind.MARKET, "pay/us-ca", "pay", code="US-CA", within="pay/us"),
    record(Kind.MARKET, "pay/at", "pay", code="AT"),
]
GROUPS = [
    record(Kind.ROLE_GROUP, "computing", scheme="SOC", code="15-1250"),
    record(Kind.ROLE_GROUP, "cooking", scheme="SOC", code="35-2014"),
]
ROLES = [
    record(Kind.ROLE, "coder", groups=["computing"]),
    record(Kind.ROLE, "tester", groups=["computing"]),
    record(Kind.ROLE, "cook", groups=["cooking"]),
    record(Kind.ROLE, "chef", "e"),
    record(Kind.ROLE, "hermit"),
]
MAPPING = record(
    Kind.CONCEPT_MAPPING,
    "chef-cook",
    "e",
    subject_kind="ROLE",
    subject="chef",
    relation="CLOSE_MATCH",
    object_slug="cook",
)


def us(value: float | None = None, **more: Any) -> dict[str, Any]:
    return {"market": "pay/us", **({} if value is None else {"value": value}), **more}


OBSERVATIONS = [
    observation(
        "pay/annual",
        "computing",
        "2025-05",
        us(100_000.0, mean=110_000.0, p10=60_000.0, p90=180_000.0, relative_error=0.5),
        {"market": "pay/us-ca", "value": 130_000.0, "p10": 70_000.0, "top_coded": ["P90"]},
    ),
    observation("pay/annual", "computing", "2024-05", us(95_000.0)),
    observation("pay/annual", "cooking", "2025-05", us(40_000.0, p10=30_000.0, p25=35_000.0, p75=45_000.0)),
    observation("pay/hourly", "cooking", "2025-05", us(19.5)),
    observation("pay/jobs", "cooking", "2025-05", us(1_400_000.0), {"market": "pay/us-ca", "withheld": ["VALUE"]}),
    observation("pay/jobs", "computing", "2025-05", us(1_700_000.0)),
    observation("pay/growth", "computing", "2024/2034", us(17.9)),
    observation("pay/growth", "cooking", "2024/2034", us(-2.0)),
]
RECORDS: list[Pair] = [*DATASETS, SOURCE, *MEASURES, *MARKETS, *GROUPS, *ROLES, MAPPING, *OBSERVATIONS]
