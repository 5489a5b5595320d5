"""The seeds of a SKOS concept scheme: concepts as skills, roles or groups, with labels, hierarchy and mappings."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from db.progress import SILENT, Progress
from knowledge.model.record import Key
from knowledge.model.vocabulary import GroupScheme, Kind
from seeds.importing.imported import Imported
from seeds.importing.skos.concepts import Concepts, Known
from seeds.importing.skos.graph import read_graph, texts, types
from seeds.importing.skos.relations import Relations
from seeds.problems import Loc, Place
from seeds.rdf import terms
from seeds.seed import Seed


@dataclass(frozen=True, slots=True)
class Subject:
    """Where a record comes from: a subject in a file, whose lines RDF does not tell."""

    file: Path
    iri: str

    def place(self, _: Loc) -> Place:
        return Place(self.file / self.iri)


def read_skos(
    path: Path,
    dataset: str,
    kind: Kind,
    known: Known,
    *,
    elsewhere: Known | None = None,
    language: str = "en",
    title: str | None = None,
    group_scheme: GroupScheme = GroupScheme.ISCO,
    progress: Progress = SILENT,
) -> Imported:
    """The seeds of a concept scheme. Concepts are of `kind`, unless ESCO's vocabulary says what they are.

    `known` gives the slugs that the dataset's identifiers have already, `elsewhere` those of all datasets, to which
    mappings and links may lead. What is not read is named and counted. Raises `Refused` for what is no RDF, and where
    there is no concept.
    """
    graph = read_graph(path, language, progress)
    concepts = Concepts(path, graph, dataset, kind, known, elsewhere or {}, language, group_scheme)
    records = {iri: concepts.record(iri) for iri in concepts.kinds}
    relations = Relations(concepts, records)
    relations.add()
    seeds = list(_declared(concepts, path, title))
    for iri, record in records.items():
        seeds.append(Seed(Key(concepts.kinds[iri], record["slug"]), record, Subject(path, iri)))
    for slug, mapping in relations.mappings.items():
        seeds.append(Seed(Key(Kind.CONCEPT_MAPPING, slug), mapping, Subject(path, slug)))
    return Imported(seeds, dict(concepts.notes), dict(concepts.marked))


def _declared(concepts: Concepts, path: Path, title: str | None) -> Iterator[Seed]:
    """The dataset and its source, with what the concept scheme says of itself."""
    graph, dataset = concepts.graph, concepts.dataset
    first = next((iri for iri in graph.statements if terms.SCHEME in types(graph, iri)), "")

    def said(*predicates: str) -> str | None:
        found = concepts.chosen(list(texts(graph, first, *predicates)), tell=False)
        links = graph.links(first, *predicates)
        return found[0].value.strip() if found else links[0] if links else None

    told = {
        "title": title or said(*terms.TITLES) or dataset,
        "description": said(f"{terms.DCTERMS}description"),
        "publisher": said(terms.PUBLISHER),
        "url": said(terms.HOME),
        "licence": said(terms.LICENCE),
        "version": said(terms.VERSION),
    }
    about = {name: value for name, value in told.items() if value is not None}
    source = {name: value for name, value in about.items() if name not in ("description", "version")}
    origin = Subject(path, first)
    yield Seed(Key(Kind.DATASET, dataset), {"slug": dataset, **about}, origin)
    yield Seed(Key(Kind.SOURCE, concepts.source), {"slug": concepts.source, "dataset": dataset, **source}, origin)
