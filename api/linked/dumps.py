"""Pieces of a dataset as RDF: each record by itself, so that any number of them is never held at once."""

from collections.abc import Callable, Iterator

import orjson
import pyoxigraph
from pyoxigraph import RdfFormat, Triple

from api.linked.graph import PREFIXES, Telling
from api.linked.records import told_in
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from seeds.rdf.naming import Naming
from seeds.rdf.statements import Statements

FORMATS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES}


def in_rdf(snapshot: Snapshot, dataset: str, site: str, ending: str) -> Callable[[bytes], bytes]:
    """What makes RDF of a dataset's records in JSON Lines, piece after piece. Things are called as in the snapshot.

    The first piece says which revision it is of. Each piece of Turtle begins with its prefixes, as one may, so that it
    can be read by itself.
    """
    naming = Naming(told_in(snapshot), site)
    statements = Statements(naming)
    form = FORMATS[ending]
    prefixes = PREFIXES if form == RdfFormat.TURTLE else None
    key = Key(Kind.DATASET, dataset)
    first = Telling(snapshot, site).provenance(key, naming.node(key))

    def triples(lines: bytes) -> Iterator[Triple]:
        yield from first  # which has nothing left the next time
        for line in lines.splitlines():
            record = orjson.loads(line)
            kind = Kind(record.pop("kind"))
            yield from statements.of(Key(kind, record["slug"]), record)

    def made(lines: bytes) -> bytes:
        written = pyoxigraph.serialize(triples(lines), format=form, prefixes=prefixes)
        assert written is not None, "it is written nowhere else"
        return written

    return made
