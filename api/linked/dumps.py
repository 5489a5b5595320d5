"""Pieces of a dataset as RDF: each record by itself, so that any number of them is never held at once."""

from collections.abc import Callable

import orjson
import pyoxigraph
from pyoxigraph import RdfFormat

from api.linked.graph import PREFIXES
from api.linked.records import told_in
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from seeds.importing.skos.naming import Naming
from seeds.importing.skos.statements import Statements

FORMATS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES}


def in_rdf(snapshot: Snapshot, site: str, ending: str) -> Callable[[bytes], bytes]:
    """What makes RDF of records in JSON Lines, piece after piece. What things are called is as in the snapshot.

    Each piece of Turtle begins with its prefixes, as one may, so that it can be read by itself.
    """
    naming = Naming(told_in(snapshot), site)
    statements = Statements(naming)
    form = FORMATS[ending]
    prefixes = PREFIXES if form == RdfFormat.TURTLE else None

    def made(lines: bytes) -> bytes:
        records = map(orjson.loads, lines.splitlines())
        triples = (
            each for record in records for each in statements.of(Key(Kind(record.pop("kind")), record["slug"]), record)
        )
        written = pyoxigraph.serialize(triples, format=form, prefixes=prefixes)
        assert written is not None, "it is written nowhere else"
        return written

    return made
