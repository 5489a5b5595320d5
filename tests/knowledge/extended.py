"""A small world in which the dataset `swiss` adds to what the dataset `esco` says, for those who need one."""

from typing import Any

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world

ESCO = {"dataset": "esco", "basis": "STATED", "citations": [{"source": "esco/book"}]}
SWISS = {"dataset": "swiss", "basis": "STATED", "citations": [{"source": "swiss/survey"}]}
Record = tuple[Key, dict[str, Any]]


def record(kind: Kind, slug: str, **more: Any) -> Record:
    own = SWISS if slug.startswith("swiss/") else ESCO
    return Key(kind, slug), {**own, "slug": slug, "name": slug.rpartition("/")[2], **more}


def needs(*skills: str) -> list[dict[str, Any]]:
    return [{"skill": each, "importance": "ESSENTIAL"} for each in skills]


def added(kind: Kind, to: str, **more: Any) -> Record:
    key = kind.removesuffix("_EXTENSION").lower()
    return record(kind, f"swiss/{to}", **{key: to}, **more)


def bakery(*more: Record) -> Snapshot:
    records = [
        *((Key(Kind.DATASET, slug), {"slug": slug, "title": slug.title()}) for slug in ("esco", "swiss", "tyrol")),
        *(
            (Key(Kind.SOURCE, slug), {"slug": slug, "dataset": slug.partition("/")[0], "title": slug})
            for slug in ("esco/book", "swiss/survey", "swiss/prices")
        ),
        *(
            record(Kind.SKILL, slug, skill_kind="SKILL")
            for slug in ("esco/baking", "esco/kneading", "esco/icing", "swiss/glazing")
        ),
        record(Kind.TOOL, "esco/oven", skills=[{"skill": "esco/baking"}]),
        record(Kind.TOOL, "swiss/mould"),
        record(Kind.ROLE_GROUP, "esco/7512", scheme="ISCO", code="7512"),
        record(Kind.ROLE_GROUP, "esco/7513", scheme="ISCO", code="7513"),
        record(
            Kind.ROLE,
            "esco/baker",
            aliases=["Bread maker"],
            skills=needs("esco/baking", "esco/kneading"),
            tools=[{"tool": "esco/oven"}],
            groups=["esco/7512"],
        ),
        record(Kind.ROLE, "esco/apprentice", skills=needs("esco/icing")),
        record(Kind.ROLE, "swiss/confectioner", skills=needs("esco/icing", "swiss/glazing")),
    ]
    return world(*{**dict(records), **dict(more)}.items())


SAYS: dict[str, Any] = {
    "aliases": ["Bäcker", "Bread maker", "Beck"],
    "external_ids": [{"scheme": "ch-isco", "identifier": "75120"}],
    "groups": ["esco/7512", "esco/7513"],
    "skills": [*needs("esco/icing"), {"skill": "swiss/glazing", "importance": "OPTIONAL", "basis": "INFERRED"}],
    "tools": [{"tool": "swiss/mould"}],
    "moves": [{"to": "swiss/confectioner", "move_kind": "PROGRESS"}],
    "pay": [
        {
            "minimum": 4200,
            "maximum": 5600,
            "currency": "CHF",
            "period": "MONTH",
            "basis": "STATED",
            "citations": [{"source": "swiss/prices", "section": "2"}],
        }
    ],
}
OF_BAKERS = added(Kind.ROLE_EXTENSION, "esco/baker", **SAYS)
