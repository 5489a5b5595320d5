"""RDF from a file, as far as it is understood: statements by subject, read as they come and within limits.

Nothing is fetched: a JSON-LD context that lies elsewhere, and an entity of XML that does, refuse the file.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

import orjson
import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat

from db.progress import Progress
from seeds.problems import Place, Problem, Refused
from seeds.rdf.terms import LITERAL, OWN, READ, SAME, TYPE, VALUE, short

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
}
LARGEST_FILE = 2_000_000_000  # bytes; what is kept of it is less
LARGEST_JSON = 200_000_000  # bytes, since it is read whole
MOST_KEPT = 20_000_000  # statements
LONGEST_ENTITY = 200  # characters
BASE = "http://rolegraph.invalid/"  # of relative addresses, wherever the file lies
BATCH = 10_000  # statements between two signs of life


class Text(NamedTuple):
    """A literal. `language` is in small letters, empty where nothing is said of it."""

    value: str
    language: str
    datatype: str


Object = str | Text
"""An address, `_:x` for a thing without one, or a text."""


@dataclass(slots=True)
class Graph:
    """Statements by subject and predicate, and what was left out of them."""

    statements: dict[str, dict[str, list[Object]]] = field(default_factory=lambda: defaultdict(dict))
    unread: Counter[str] = field(default_factory=Counter)
    other_languages: int = 0

    def objects(self, subject: str, *predicates: str) -> list[Object]:
        own = self.statements.get(subject, {})
        return [each for predicate in predicates for each in own.get(predicate, ())]

    def links(self, subject: str, *predicates: str) -> list[str]:
        return [each for each in self.objects(subject, *predicates) if isinstance(each, str)]


def read_graph(path: Path, language: str, progress: Progress) -> Graph:
    """The statements of a file in `language`, in English, and in none. Raises `Refused` for what is no RDF."""
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise _refused(path, f"not RDF that is known: the name of the file ends with {', '.join(FORMATS)}")
    try:
        most = LARGEST_JSON if form == RdfFormat.JSON_LD else LARGEST_FILE
        if path.stat().st_size > most:
            raise _refused(path, f"larger than {most:,} bytes: N-Triples (.nt) and Turtle (.ttl) may be larger")
        if form == RdfFormat.RDF_XML:
            _check_entities(path)
        elif form == RdfFormat.JSON_LD:
            orjson.loads(path.read_bytes())  # which knows how deep JSON may be nested, where the parser takes for ever
        return _read(path, form, language.lower(), progress)
    except SyntaxError as error:
        said = str(error.args[0])
        hint = ": write the context into the file" if "LoadDocumentCallback" in said else ""
        message = f"names a context that lies elsewhere, and nothing is fetched{hint}" if hint else f"not RDF: {said}"
        raise Refused([Problem(Place(path, error.lineno), "", message)]) from error
    except orjson.JSONDecodeError as error:
        raise Refused([Problem(Place(path, error.lineno), "", f"not RDF: {error.msg}")]) from error
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror}") from error
    except UnicodeError as error:
        raise _refused(path, "not UTF-8 text, as RDF is") from error


def _read(path: Path, form: RdfFormat, language: str, progress: Progress) -> Graph:
    graph, kept = Graph(), 0
    with path.open("rb") as file, progress.stage(f"reading {path.name}", None) as advance:
        parsed = pyoxigraph.parse(file, form, base_iri=BASE)
        for count, (subject, predicate, each, _) in enumerate(parsed, start=1):
            if count % BATCH == 0:
                advance(BATCH)
            name = predicate.value
            if name not in READ:
                graph.unread[f"statements with {short(name)}"] += 1
                continue
            own = graph.statements[_named(subject)]
            if isinstance(each, Literal):
                text = Text(each.value, (each.language or "").lower(), each.datatype.value)
                if name in LITERAL and not _is_wanted(text, language) and own.get(name):
                    graph.other_languages += 1
                    continue
                found: Object = text
            else:
                found = _named(each)
            own.setdefault(name, []).append(found)
            kept += 1
            if kept > MOST_KEPT:
                raise _refused(path, f"has more than {MOST_KEPT:,} statements: divide it")
    return _by_own_names(graph)


def _by_own_names(graph: Graph) -> Graph:
    """Concepts that a server of ours called by the addresses of their pages, by the names that they have on all."""
    names = {
        subject: own
        for subject in graph.statements
        for own in graph.links(subject, SAME)
        if own.startswith(OWN) and not subject.startswith(OWN)
    }
    for said in graph.statements.values():
        if other := [each for each in said.get(SAME, ()) if not (isinstance(each, str) and each.startswith(OWN))]:
            graph.unread[f"statements with {short(SAME)}"] += len(other)
    if not names:
        return graph
    renamed = Graph(unread=graph.unread, other_languages=graph.other_languages)
    for subject, said in graph.statements.items():
        into = renamed.statements[names.get(subject, subject)]
        for predicate, objects in said.items():
            if predicate != SAME:
                found = into.setdefault(predicate, [])
                found += [names.get(each, each) if isinstance(each, str) else each for each in objects]
    return renamed


def _named(node: object) -> str:
    if isinstance(node, NamedNode):
        return str(node.value)
    return f"_:{node.value}" if isinstance(node, BlankNode) else f"_:{hash(node)}"


def _is_wanted(text: Text, language: str) -> bool:
    return text.language.partition("-")[0] in (language.partition("-")[0], "en", "")


def _check_entities(path: Path) -> None:
    """Raise `Refused` if the document declares entities that lie elsewhere, or that grow."""
    parser = expat.ParserCreate()

    def declared(
        name: str, _: bool, value: str | None, __: str | None, address: str | None, ___: str | None, ____: str | None
    ) -> None:
        if address or value is None or "&" in value or len(value) > LONGEST_ENTITY:
            raise _refused(
                path, f"declares the entity {name}, which lies elsewhere or grows: write out what it stands for"
            )

    class _Begun(Exception):
        pass

    def begun(*_: object) -> None:
        raise _Begun

    parser.EntityDeclHandler = declared
    parser.StartElementHandler = begun
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except _Begun:
        return
    except expat.ExpatError as error:
        raise Refused([Problem(Place(path, error.lineno), "", f"not XML: {error}")]) from error


def texts(graph: Graph, subject: str, *predicates: str) -> Iterator[Text]:
    """The texts that are said of a subject, also those that things stand for (SKOS-XL, ESCO's notes)."""
    for each in graph.objects(subject, *predicates):
        if isinstance(each, Text):
            yield each
        else:
            yield from (inner for inner in graph.objects(each, *VALUE) if isinstance(inner, Text))


def types(graph: Graph, subject: str) -> list[str]:
    return graph.links(subject, TYPE)


def _refused(path: Path, message: str) -> Refused:
    return Refused([Problem(Place(path), "", message)])
