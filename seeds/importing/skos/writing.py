"""A dataset as a SKOS concept scheme, in Turtle, RDF/XML, JSON-LD or N-Triples, written as it is made."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat, Triple

from db.progress import SILENT, Advance, Progress
from db.store import Store
from knowledge.errors import NotFound
from knowledge.model.kinds import KINDS
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind, SkillKind
from seeds.importing.skos.graph import FORMATS
from seeds.problems import Place, Problem, Refused
from seeds.rdf import terms
from seeds.rdf.naming import Naming
from seeds.rdf.statements import DESCRIBED, LINKS, TOLD, Statements, told_by

WITHIN = (Kind.DATASET, Kind.SOURCE, Kind.CONCEPT_MAPPING, Kind.TRANSLATION)
"""What is told with the scheme, or with what it is about."""
ENDS = {"skill", "importance", *(key for key, _, _ in LINKS.values())}


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
        raise NotFound("dataset", dataset, ["dataset"], known)
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
    return sum(each.kind in DESCRIBED for each in records), _left_out(everything, records)


def _triples(everything: Mapping[Key, Record], records: Mapping[Key, Record], advance: Advance) -> Iterator[Triple]:
    statements = Statements(Naming(told_by(everything)))
    for key, record in records.items():
        advance(1)
        yield from statements.of(key, record)


def _left_out(everything: Mapping[Key, Record], records: Mapping[Key, Record]) -> Counter[str]:
    """What RDF has no words for, counted."""
    left: Counter[str] = Counter()
    for key, record in records.items():
        kind = KINDS[key.kind]
        if key.kind not in DESCRIBED and not kind.extends:
            if key.kind not in WITHIN:
                left[f"records of the kind {key.kind.lower().replace('_', ' ')}"] += 1
            continue
        own = {name for name in record if name not in TOLD and name not in ("basis", "citations")}
        if kind.extends:
            own.discard(kind.extends.key)
        if "category" in own and record["category"] in _headings(everything, record):
            own.remove("category")  # it follows from the group
        left.update(f"{name} of {kind.section}" for name in own)
        for field in ("skills", "related", *LINKS):
            left.update(name for item in record.get(field, ()) for name in item if name not in ENDS)
    return left


def _headings(everything: Mapping[Key, Record], record: Record) -> list[str]:
    """The names of the groups that a skill is in."""
    above = [everything.get(Key(Kind.SKILL, each["skill"]), {}) for each in record.get("broader", ())]
    return [str(each["name"]) for each in above if each.get("skill_kind") == SkillKind.GROUP]
