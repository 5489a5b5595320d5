"""How much of what is stored now is told in which language."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, String, Subquery, and_, func, select, type_coerce

from db.tables import DATASET, ENTITY, FORMS
from knowledge.model.language import USUAL
from knowledge.model.translation import TRANSLATABLE
from knowledge.model.vocabulary import Kind, Status

ENTITIES, DATASETS = ENTITY.table, DATASET.table
TRANSLATIONS = FORMS[Kind.TRANSLATION].heads[-1].table
KIND = type_coerce(ENTITIES.c.kind, String)
OWN = and_(KIND.in_([each.value for each in TRANSLATABLE]), ENTITIES.c.status == Status.ACTIVE)
"""The active records that have names which people read."""


class Covered(NamedTuple):
    """How many of the active records of a dataset are told in a language; `is_own`: it is that of the dataset."""

    dataset: str
    language: str
    is_own: bool
    told: int
    records: int

    @property
    def percent(self) -> float:
        """Rounded down to a tenth: 100 are all of them."""
        return self.told * 1000 // self.records / 10 if self.records else 100.0


class Untold(NamedTuple):
    """An active record that is not told in a language."""

    kind: Kind
    slug: str
    name: str


def coverage(connection: Connection) -> Iterator[Covered]:
    """Every dataset that has records with names, in its own language, then in those of translations by tag."""
    own = select(DATASETS.c.id, DATASETS.c.slug, DATASETS.c.language, func.count())
    own = own.join(ENTITIES, ENTITIES.c.dataset_id == DATASETS.c.id).where(OWN)
    others: dict[int, list[tuple[str, int]]] = {}
    told = _told()
    of_subject = select(ENTITIES.c.dataset_id, told.c.language, func.count()).join(
        told, told.c.subject_id == ENTITIES.c.id
    )
    for dataset, language, count in connection.execute(
        of_subject.where(OWN).group_by(ENTITIES.c.dataset_id, told.c.language).order_by(told.c.language)
    ):
        others.setdefault(dataset, []).append((language, count))
    rows = connection.execute(
        own.group_by(DATASETS.c.id, DATASETS.c.slug, DATASETS.c.language).order_by(DATASETS.c.slug)
    )
    for identifier, slug, language, records in rows:
        yield Covered(slug, language or USUAL, True, records, records)
        yield from (Covered(slug, other, False, count, records) for other, count in others.get(identifier, ()))


def untold(connection: Connection, dataset: str, language: str) -> Iterator[Untold]:
    """The active records of a dataset that are not told in a language, by kind and slug."""
    told = _told()
    query = (
        select(KIND, ENTITIES.c.slug, ENTITIES.c.name)
        .join(DATASETS, DATASETS.c.id == ENTITIES.c.dataset_id)
        .outerjoin(told, and_(told.c.subject_id == ENTITIES.c.id, told.c.language == language))
        .where(OWN, DATASETS.c.slug == dataset, told.c.subject_id.is_(None))
        .where(func.coalesce(DATASETS.c.language, USUAL) != language)
    )
    for kind, slug, name in connection.execute(query.order_by(KIND, ENTITIES.c.slug)):
        yield Untold(Kind(kind), slug, name)


def _told() -> Subquery:
    """The subjects of active translations, each once for a language, whoever translates it."""
    translation = ENTITIES.alias("translation_entity")
    return (
        select(TRANSLATIONS.c.subject_id, TRANSLATIONS.c.language)
        .join(translation, translation.c.id == TRANSLATIONS.c.id)
        .where(translation.c.status == Status.ACTIVE)
        .distinct()
        .subquery()
    )
