"""A text is found within names and aliases, whatever its case, accents and punctuation."""

import pytest

from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world


@pytest.fixture
def tools() -> Snapshot:
    def tool(slug: str, name: str, *aliases: str) -> tuple[Key, Record]:
        record = {"dataset": "d", "basis": "STATED", "slug": slug, "name": name, "aliases": list(aliases)}
        return Key(Kind.TOOL, slug), record

    dataset = Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}
    return world(
        dataset, tool("cpp", "C++"), tool("cafe", "Café (Latté)"), tool("r", "R", "GNU S", "R&D kit"), tool("go", "Go")
    )


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("c++", ["cpp"]),
        ("++", ["cpp"]),
        ("CAFE", ["cafe"]),
        ("café latte", ["cafe"]),
        ("(", ["cafe"]),
        ("nu s", ["r"]),
        ("&", ["r"]),
        ("s r", []),
        ("%", []),
        ("", ["cafe", "cpp", "go", "r"]),
        (" ", ["cafe", "cpp", "go", "r"]),
    ],
)
def test_what_a_text_is_found_in(tools: Snapshot, text: str, slugs: list[str]) -> None:
    assert sorted(each.slug for each in tools.names(Kind.TOOL).containing(text)) == slugs
