"""The guide to embedding tells every element, attribute, variable, part and event that there is, and no other."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/embedding.md").read_text()
SOURCES = "\n".join(file.read_text() for file in sorted((ROOT / "api/web/src/embed").glob("*.ts")))


def rows(head: str) -> dict[str, str]:
    """The rows of the table with this head, by what stands in their first cell."""
    found = re.search(rf"^\| {head} \|.*\n\|[-|]+\n((?:\|.*\n)+)", GUIDE, re.MULTILINE)
    assert found, f"there is no table of {head}"
    cells = [line.strip("|").split(" | ") for line in found[1].splitlines()]
    return {first.strip().strip("`"): " | ".join(others) for first, *others in cells}


@pytest.mark.parametrize(
    ("head", "there"),
    [
        ("element", {f"<{each}>" for each in re.findall(r"'(rolegraph-\w+)': \w+Element", SOURCES)}),
        ("variable", {f"--{each}" for each in re.findall(r"var\(--(rolegraph-\w+)", SOURCES)}),
        ("part", set(re.findall(r'\bpart="(\w+)"', SOURCES))),
        ("attribute", {"origin", "revision", "api-key", "link", "lang", "dir"}),
    ],
)
def test_tables_of_the_guide_have_all_that_there_is(head: str, there: set[str]) -> None:
    assert there
    assert set(rows(head)) == there


def test_every_attribute_of_an_element_stands_in_its_row() -> None:
    elements = rows("element")
    found = re.findall(
        r"`<(rolegraph-\w+) ?[^`]*`.*?static override properties = \{\s*\.\.\.RolegraphElement\.properties,(.*?)\};",
        SOURCES,
        re.DOTALL,
    )
    assert len(found) == len(elements)
    for element, declared in found:
        plain = re.sub(r"\w+: \{ state: true \},?", "", declared)
        names = {
            other or name
            for name, other in re.findall(r"(\w+): \{(?:\s*attribute: '([\w-]+)'| reflect: true)?\s*\}", plain)
        }
        told = set(re.findall(r"`([\w-]+)`", elements[f"<{element}>"].partition(" | ")[0])) - {"ISCO", "SOC"}
        assert told == names, element


def test_every_event_is_told() -> None:
    told = set(re.findall(r"this\.tell\('(\w+)'", SOURCES))
    assert told == {"loaded", "error", "select", "change"}
    assert {f"rolegraph-{each}" for each in told} <= set(re.findall(r"`(rolegraph-\w+)`", GUIDE))
