"""Where facts come from: datasets, sources, citations, and the evidence that entities and links share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.vocabulary import Basis


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Dataset:
    """A body of records that is published and loaded together."""

    slug: str
    title: str
    description: str | None = None
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Source:
    """A publication that facts are taken from."""

    slug: str
    title: str
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source."""

    source: Source
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact is believed. Facts with the same grounds share one object."""

    basis: Basis
    citations: tuple[Citation, ...] = ()


def merged_citations(evidence: Sequence[Evidence]) -> tuple[Citation, ...]:
    """The citations of several facts, each once, in order of first appearance."""
    return tuple(dict.fromkeys(citation for one in evidence for citation in one.citations))
