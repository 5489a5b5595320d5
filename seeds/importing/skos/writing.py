"""A dataset as a SKOS concept scheme, in Turtle, RDF/XML, JSON-LD or N-Triples, written as it is made."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat, Triple

from db.progress import SILENT, Advance, Progress
from db.store import Store
from knowledge.model.kinds import KINDS
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.finding import unknown
from seeds.importing.skos.graph import FORMATS
from seeds.problems import Place, Problem, Refused
from seeds.rdf import terms
from seeds.rdf.naming import Naming
from seeds.rdf.statements import DESCRIBED, NAMED, Statements, told_by

TOLD = (*NAMED, Kind.DATASET, Kind.SOURCE, Kind.CONCEPT_MAPPING, Kind.TRANSLATION, Kind.OBSERVATION)
"""What is told by itself, with the scheme, or with what it is about."""


def export_skos(store: Store, dataset: str, file: Path, progress: Progress = SILENT) -> tuple[int, Mapping[str, int]]:
    """Write a dataset into `file`, whose ending says in which form; returns the concepts, and what is not in it.

    Raises as `seeds.exporting.export_lines` does.
    """
    form = FORMATS.get(file.suffix.lower())
    if form is None:
        raise Refused([Problem(Place(file), "", f"not a form of RDF: name a file that ends with {', '.join(FORMATS)}")])
    if file.exists():
        raise Refused([Problem(Place(file), "", "is there already: export into a new file")])
    with store.reading() as reader:
        everything = reader.records_at()
    key = Key(Kind.DATASET, dataset)
    if key not in everything:
        known = sorted(each.slug for each in everything if each.kind is Kind.DATASET)
        raise unknown("dataset", dataset, ["dataset"], known)
    records = {each: record for each, record in everything.items() if dataset in (record.get("dataset"), each.slug)}
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        with unfinished.open("wb") as out, progress.stage("writing concepts", len(records)) as advance:
            prefixes = terms.PREFIXES if form in (RdfFormat.TURTLE, RdfFormat.RDF_XML) else None
            triples = _triples(everything, records, advance)
            pyoxigraph.serialize(triples, out, form, prefixes=prefixes)
        unfinished.rename(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return sum(each.kind in DESCRIBED for each in records), _left_out(records)


def _triples(everything: Mapping[Key, Record], records: Mapping[Key, Record], advance: Advance) -> Iterator[Triple]:
    statements = Statements(Naming(told_by(everything)))
    for key, record in records.items():
        advance(1)
        yield from statements.of(key, record)


def _left_out(records: Mapping[Key, Record]) -> Counter[str]:
    """What RDF has no words for, counted: records of other kinds, and what they are called elsewhere."""
    left: Counter[str] = Counter()
    for key, record in records.items():
        if key.kind is Kind.TRANSLATION and record["subject_kind"] not in NAMED:
            left[f"translations of the kind {record['subject_kind'].lower().replace('_', ' ')}"] += 1
        elif key.kind not in TOLD and not KINDS[key.kind].extends:
            left[f"records of the kind {key.kind.lower().replace('_', ' ')}"] += 1
    return left
