"""Records whose slugs are made of what they say, so that there is one of each and nobody has to invent a name."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from knowledge.model import observation, translation
from knowledge.model.vocabulary import Kind


class Made(NamedTuple):
    """What is made of a record: its slug, and its name where that is made, too."""

    slug: str
    name: str | None = None


MADE_OF: Mapping[Kind, tuple[str, ...]] = {
    Kind.TRANSLATION: ("language", "subject_kind", "subject"),
    Kind.OBSERVATION: ("measure", "period", "subject_kind", "subject"),
}
"""The fields that slugs are made of, beside the dataset, by kind. `subject` and `measure` may be identifiers first."""

NAMING = ("measure", "subject")  # those of the fields that name other records


def made_of(kind: Kind, record: Mapping[str, Any]) -> Made:
    """What is made of a record of a kind of `MADE_OF` that says all that it is made of."""
    dataset, told = record["dataset"], [record[name] for name in MADE_OF[kind]]
    if kind is Kind.TRANSLATION:
        return Made(translation.slug_of(dataset, *told))
    measure, period, _, subject = told
    return Made(observation.slug_of(dataset, *told), observation.name_of(measure, period, subject))


def waits(kind: Kind, record: Mapping[str, Any]) -> bool:
    """Whether the record names what its slug is made of by identifiers: which records these are is not known yet."""
    return kind in MADE_OF and any(":" in record[name] for name in MADE_OF[kind] if name in NAMING)
