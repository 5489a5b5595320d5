"""The addresses that records tell, and what can be said of them without asking anybody.

An address that cannot be followed is an error; what looks like a mistake, stands at two records of a kind and dataset,
or is missing at a learning resource is a warning. Whether an address answers is for `api.reaching` to find out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from knowledge.model.addresses import unsafe
from knowledge.model.declaring import WEB, Chars, Public
from knowledge.model.kinds import KINDS, Scalar
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind, Status
from seeds.doubts import odd_address
from seeds.problems import Level, Loc, Place
from seeds.seed import Seed

USUAL_PORTS = {"http": 80, "https": 443}
WANTED = (Kind.LEARNING_RESOURCE,)
"""Kinds whose records are of little use without an address."""


class About(StrEnum):
    """What is found of an address."""

    FORM = "form"
    DUPLICATE = "duplicate"
    MISSING = "missing"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Link:
    """An address that an active record tells in a field; None where it tells none. `place` is where that was read."""

    key: Key
    dataset: str
    field: str
    address: str | None
    place: Place | None = None

    def __str__(self) -> str:
        return str(self.key) if self.place is None else f"{self.place}: {self.key}"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a link, or doubtful."""

    link: Link
    about: About
    level: Level
    said: str

    def __str__(self) -> str:
        return f"{self.link}: {self.said}" if self.level is Level.ERROR else f"{self.link}: {self.level}: {self.said}"


FIELDS: dict[Kind, tuple[Scalar, ...]] = {
    kind: tuple(
        field
        for field in each.fields
        if isinstance(field, Scalar)
        and (isinstance(field.bound, Public) or (isinstance(field.bound, Chars) and field.bound.pattern == WEB))
    )
    for kind, each in KINDS.items()
}
"""The fields of each kind that hold an address."""


def of_seeds(seeds: Iterable[Seed]) -> list[Link]:
    """The links of what files say."""
    return [link for each in seeds for link in _links(each.key, each.record, each.place)]


def of_records(records: Mapping[Key, Record], dataset: str | None = None) -> list[Link]:
    """The links of what is stored, of one dataset if it is named."""
    found = (link for key, record in records.items() for link in _links(key, record, None))
    return [each for each in found if dataset in (None, each.dataset)]


def _links(key: Key, record: Record, place_of: Callable[[Loc], Place] | None) -> Iterator[Link]:
    if record.get("status", Status.ACTIVE) != Status.ACTIVE:
        return
    dataset = key.slug if key.kind is Kind.DATASET else record["dataset"]
    for field in FIELDS[key.kind]:
        address = record.get(field.key)
        if address is not None or key.kind in WANTED:
            yield Link(key, dataset, field.key, address, None if place_of is None else place_of((field.key,)))


def examined(links: Sequence[Link]) -> list[Finding]:
    """What is wrong with links, or doubtful, in their order; nobody is asked."""
    first: dict[tuple[Kind, str, str], Link] = {}
    found = []
    for link in links:
        if link.address is None:
            found.append(Finding(link, About.MISSING, Level.WARNING, f"tells no address ({link.field})"))
            continue
        reason = unsafe(link.address)
        if reason is not None:
            said = f"the address {link.address[:200]!r} {reason}"
            found.append(Finding(link, About.FORM, Level.ERROR, said))
            continue
        odd = odd_address(link.address)
        if odd is not None:
            found.append(Finding(link, About.FORM, Level.WARNING, odd))
        same = first.setdefault((link.key.kind, link.dataset, plain(link.address)), link)
        if same is not link:
            said = f"the address {link.address[:200]!r} is that of {same.key}, too"
            found.append(Finding(link, About.DUPLICATE, Level.WARNING, said))
    return found


def plain(address: str) -> str:
    """An address as it is compared: what browsers take for the same is equal, and so is a path with a / at its end."""
    found = urlsplit(address)
    port = "" if found.port in (None, USUAL_PORTS.get(found.scheme)) else f":{found.port}"
    query = f"?{found.query}" if found.query else ""
    fragment = f"#{found.fragment}" if found.fragment else ""
    host = (found.hostname or "").rstrip(".")
    return f"{host}{port}{found.path.rstrip('/')}{query}{fragment}"
