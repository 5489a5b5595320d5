"""Records on their way: what rows say of them, and by which names the tables call them."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from knowledge.model.vocabulary import Kind
from seeds.importing.tables.making import Named
from seeds.problems import Loc, Origin


@dataclass(slots=True)
class Draft:
    """A record on its way: what its row says, and what links of other tables add."""

    kind: Kind
    identity: str
    content: dict[str, Any]
    origin: Origin
    loc: Loc
    slug: str = ""


@dataclass(slots=True)
class Drafts:
    """All records of the tables, and by which names tables call them."""

    all: list[Draft] = field(default_factory=list)
    named: dict[tuple[Kind, str], list[Draft]] = field(default_factory=lambda: defaultdict(list))

    def find(self, kind: Kind, name: str) -> Draft | None:
        """The record that is called so. Raises `LookupError` if there are several."""
        found = self.named.get((kind, name), [])
        if len(found) > 1:
            raise LookupError(f"{name!r} names {len(found)} records; one is at {found[1].origin.place(())}")
        return found[0] if found else None


def resolved(value: Any, own: Kind, drafts: Drafts) -> Any:
    """The value with slugs for the names that tables call records by, where there is such a record."""
    match value:
        case Named(kind, name):
            draft = drafts.find(kind or own, name)
            return draft.slug if draft else value
        case dict():
            return {key: resolved(each, own, drafts) for key, each in value.items()}
        case list():
            return [resolved(each, own, drafts) for each in value]
    return value


def unresolved(values: list[Any]) -> list[Named]:
    found = []
    for each in values:
        if isinstance(each, Named):
            found.append(each)
        elif isinstance(each, dict):
            found += unresolved(list(each.values()))
        elif isinstance(each, list):
            found += unresolved(each)
    return found
