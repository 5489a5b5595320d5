"""The datasets as a catalogue in DCAT: what each is, under which licence, when it changed, and where it is taken."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from api.linked.graph import PREFIXES, TYPE, Telling
from api.linked.records import record_of, told_in
from knowledge.model.evidence import Dataset
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from seeds.rdf import terms
from seeds.rdf.naming import Naming
from seeds.rdf.statements import Statements

DCAT = PREFIXES["dcat"]
MEDIA = "https://www.iana.org/assignments/media-types/"
DISTRIBUTIONS = {
    "jsonl": ("application/jsonl", None),
    "jsonl.gz": ("application/jsonl", "application/gzip"),
    "ttl": ("text/turtle", None),
    "ttl.gz": ("text/turtle", "application/gzip"),
    "nt": ("application/n-triples", None),
    "nt.gz": ("application/n-triples", "application/gzip"),
}
"""The ends of the addresses at which a dataset is taken whole: what comes, and how it is packed."""


def catalogue(snapshot: Snapshot, site: str, pinned: str) -> Iterator[Triple]:
    """All datasets; `pinned` stands before their addresses where they are asked for as a revision left them."""
    node = NamedNode(f"{site}/datasets")
    yield Triple(node, TYPE, NamedNode(f"{DCAT}Catalog"))
    yield Triple(node, NamedNode(terms.TITLES[0]), Literal("Rolegraph", language="en"))
    for slug, found in snapshot.datasets.items():
        described = NamedNode(f"{site}/datasets/{slug}")
        yield Triple(node, NamedNode(f"{DCAT}dataset"), described)
        yield from of_dataset(snapshot, found, site, pinned)


def of_dataset(snapshot: Snapshot, dataset: Dataset, site: str, pinned: str) -> Iterator[Triple]:
    """One dataset, and where it is taken."""
    key = Key(Kind.DATASET, dataset.slug)
    naming = Naming(told_in(snapshot), site)
    node = naming.node(key)
    yield from Statements(naming).of(key, record_of(snapshot, Kind.DATASET, dataset))
    yield Triple(node, TYPE, NamedNode(f"{DCAT}Dataset"))
    yield Triple(node, NamedNode(f"{terms.DCTERMS}identifier"), Literal(dataset.slug))
    yield Triple(node, NamedNode(f"{terms.DCTERMS}language"), Literal(dataset.spoken))
    if dataset.version is not None:
        yield Triple(node, NamedNode(f"{DCAT}version"), Literal(dataset.version))
    changed = [each.committed_at for each in snapshot.revisions if each.dataset == dataset.slug]
    if changed:
        at = Literal(changed[-1].isoformat(), datatype=NamedNode(terms.TIME))
        yield Triple(node, NamedNode(f"{terms.DCTERMS}modified"), at)
    for ending, (media_type, packed) in DISTRIBUTIONS.items():
        file = NamedNode(f"{site}{pinned}/datasets/{dataset.slug}.{ending}")
        yield Triple(node, NamedNode(f"{DCAT}distribution"), file)
        yield Triple(file, TYPE, NamedNode(f"{DCAT}Distribution"))
        yield Triple(file, NamedNode(f"{DCAT}downloadURL"), file)
        yield Triple(file, NamedNode(f"{DCAT}mediaType"), NamedNode(MEDIA + media_type))
        if packed:
            yield Triple(file, NamedNode(f"{DCAT}compressFormat"), NamedNode(MEDIA + packed))
        if dataset.licence is not None:
            yield Triple(file, NamedNode(terms.LICENCE), Literal(dataset.licence))


def told_of(snapshot: Snapshot, dataset: Dataset, site: str, pinned: str) -> Iterator[Triple]:
    """All that is known of one dataset: what the catalogue says, and which revision says it."""
    yield from of_dataset(snapshot, dataset, site, pinned)
    key = Key(Kind.DATASET, dataset.slug)
    yield from Telling(snapshot, site).provenance(key, NamedNode(f"{site}/datasets/{dataset.slug}"))
