"""What concepts are called in RDF: by their publisher's address, or else by one of their own.

A concept that its publisher gave an address is called by that, so that what is said of it here and elsewhere is about
one thing. All others are called by the address of their page on the server that tells of them, and are the same as a
name made of their slug, which is the same on all servers; in a file that no server gave, by that name alone.
"""

from collections.abc import Callable, Iterator
from urllib.parse import quote

from pyoxigraph import NamedNode, Triple

from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind
from seeds.rdf import terms

ADDRESS = ("http://", "https://", "urn:")
PLACES = {Kind.ROLE_GROUP: "group", Kind.DATASET: "datasets"}


def place(kind: Kind) -> str:
    """The first part of the addresses of things of a kind; the slug follows."""
    return PLACES.get(kind) or kind.lower().replace("_", "-")


def page(key: Key) -> str:
    """Where a thing is told of, below the address of a site."""
    return f"/{place(key.kind)}/{quote(key.slug, safe='/')}"


def own_name(key: Key) -> NamedNode:
    """What is called so on all servers."""
    return NamedNode(f"{terms.OWN}{key.kind.lower()}:{key.slug}")


def iri(text: str) -> NamedNode | None:
    """An address as a node, None for what is none."""
    if not text.startswith(ADDRESS):
        return None
    try:
        return NamedNode(text)
    except ValueError:
        return None


class Naming:
    """Names things. `told` knows the records of all that may be named, as far as `dataset` and `external_ids`.

    `site` is the address of the server that tells of them, empty where none does; what is not known has no page there.
    `met` are those that were named.
    """

    def __init__(self, told: Callable[[Key], Record], site: str = ""):
        self.told = told
        self._site = site
        self.met: dict[Key, NamedNode] = {}
        self._unknown: list[Key] = []

    def node(self, key: Key) -> NamedNode:
        """What a thing is called."""
        found = self.met.get(key)
        if found is None:
            record = self.told(key)
            found = self._published(record)
            if found is None:
                is_told = bool(self._site and record)  # else its page would lead nowhere
                found = NamedNode(self._site + page(key)) if is_told else own_name(key)
                if is_told:
                    self._unknown.append(key)
            self.met[key] = found
        return found

    def part(self, key: Key, path: str) -> NamedNode:
        """What a part of a thing's record is called: a place in the document that tells of the thing.

        Its publisher's address is not ours to add to.
        """
        is_told = bool(self._site and self.told(key))
        return NamedNode(f"{self._site + page(key) if is_told else own_name(key).value}#{path}")

    def introduced(self) -> Iterator[Triple]:
        """What things are called on all servers, of those that were named since this was asked last."""
        unknown, self._unknown = self._unknown, []
        for key in unknown:
            yield Triple(self.met[key], NamedNode(terms.SAME), own_name(key))

    def _published(self, record: Record) -> NamedNode | None:
        """The address that the publisher of its dataset gave a thing, else one of a scheme that is nobody else's.

        An identifier in the scheme of another dataset is the name of what that dataset has.
        """
        own = record.get("dataset")
        found = sorted(record.get("external_ids", ()), key=lambda each: each["scheme"] != own)
        theirs = (each for each in found if each["scheme"] == own or not self.told(Key(Kind.DATASET, each["scheme"])))
        return next((node for each in theirs if (node := iri(each["identifier"]))), None)
