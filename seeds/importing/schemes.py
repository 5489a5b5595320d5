"""The schemes of identifiers that an importer uses, declared as records of its dataset."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from seeds.problems import Origin
from seeds.seed import Seed


class Scheme(NamedTuple):
    """What is said of a scheme: its name, whether an identifier is for one record alone, and where it leads."""

    name: str
    unique: bool = True
    address: str | None = None


def declared(schemes: Mapping[str, Scheme], dataset: str, source: str, origin: Origin) -> list[Seed]:
    """Records of the schemes, in order of slug: all that releases may use, so that none comes and goes with them."""
    return [_declared(slug, schemes[slug], dataset, source, origin) for slug in sorted(schemes)]


def _declared(slug: str, scheme: Scheme, dataset: str, source: str, origin: Origin) -> Seed:
    record: dict[str, Any] = {
        "slug": slug,
        "dataset": dataset,
        "name": scheme.name,
        "basis": "STATED",
        "citations": [{"source": source}],
    }
    if not scheme.unique:
        record["unique"] = False
    if scheme.address:
        record["address"] = scheme.address
    return Seed(Key(Kind.IDENTIFIER_SCHEME, slug), record, origin)
