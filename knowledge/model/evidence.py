"""Where facts come from: datasets, sources, citations, and the evidence that entities and links share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.model.declaring import Language, Name, Slug, Text, Url, declared, said
from knowledge.model.language import USUAL
from knowledge.model.vocabulary import Basis, Kind


@declared(Kind.DATASET, meaning="A dataset.")
class Dataset:
    """A body of records that is published and loaded together."""

    slug: Slug = said("Names the dataset for ever.")
    title: Name = said("The title of the dataset.")
    description: Text | None = said("What it contains, null if nobody wrote that.", default=None)
    publisher: Name | None = said("Who publishes it, null if unknown.", default=None)
    url: Url | None = said("Where it comes from, null if nowhere.", default=None)
    licence: Name | None = said("Under which licence it may be used, null if unknown.", default=None)
    version: Name | None = said("The publisher's name for this state of it, null if none.", default=None)
    language: Language | None = said(
        "The language of its names and texts, as a BCP 47 tag; null means English (en).", default=None
    )

    @property
    def spoken(self) -> str:
        """The language of its names and texts."""
        return self.language or USUAL


@declared(Kind.SOURCE, meaning="A source that facts are cited from.", section="sources")
class Source:
    """A publication that facts are taken from."""

    slug: Slug = said("Names the source for ever.")
    dataset: Dataset = said("The dataset that it belongs to.", of_file=True)
    title: Name = said("The title of the publication.")
    publisher: Name | None = said("Who published it, null if unknown.", default=None)
    url: Url | None = said("Where it can be read, null if nowhere known.", default=None)
    licence: Name | None = said("Under which licence it is published, null if unknown.", default=None)
    published_on: date | None = said("When it was published, null if unknown.", default=None)


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source."""

    source: Source
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact is believed. Facts with the same grounds share one object.

    `dataset` is the one whose extension says it of the record of another, None where the record says it itself.
    """

    basis: Basis
    citations: tuple[Citation, ...] = ()
    dataset: Dataset | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class Fact:
    """Anything that is believed for a reason: an entity or a link."""

    evidence: Evidence

    @property
    def basis(self) -> Basis:
        return self.evidence.basis

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.evidence.citations

    @property
    def added_by(self) -> Dataset | None:
        """The dataset whose extension says it of the record of another, None where the record says it itself."""
        return self.evidence.dataset

    def __repr__(self) -> str:  # without what it links to: that would be the whole snapshot
        values = (getattr(self, name, None) for each in type(self).__mro__ for name in getattr(each, "__slots__", ()))
        slugs = [getattr(each, "slug", "") for each in values if isinstance(each, Fact)]
        return f"<{type(self).__name__} {' '.join(slugs)}>"


def merged_citations(evidence: Sequence[Evidence]) -> tuple[Citation, ...]:
    """The citations of several facts, each once, in order of first appearance."""
    return tuple(dict.fromkeys(citation for one in evidence for citation in one.citations))
