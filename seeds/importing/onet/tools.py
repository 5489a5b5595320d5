"""What work is done with: software, and tools; the same example in several rows is one tool."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from seeds.importing.onet.editions import Row
from seeds.importing.onet.layouts import COMMODITIES, SOFTWARE, TOOLS
from seeds.importing.onet.reader import OnetReader, identifier_of

UNSPSC = "unspsc"
ELEMENT = "onet-element"


def add_tools(reader: OnetReader) -> None:
    """Software and tools, each under the heading that most of its rows have, and who uses them."""
    rows = [*reader.rows(SOFTWARE), *reader.rows(TOOLS)]
    names: dict[str, str] = {}
    headings: dict[str, Counter[str]] = defaultdict(Counter)
    hot = set()
    for row in rows:
        _, example, heading, _, is_hot, _ = row.values
        if not example:
            raise row.refuse("names no example: a row about a tool names it")
        names.setdefault(example.casefold(), example)
        headings[example.casefold()][heading] += 1
        if is_hot == "Y":
            hot.add(example.casefold())
    slugs = reader.assign(Kind.TOOL, names.items())
    titles = _titles(reader, rows)
    linked: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        code, example, _, _, _, in_demand = row.values
        name = example.casefold()
        slug = slugs[name]
        if Key(Kind.TOOL, slug) not in reader.records:
            (heading, _), *_ = headings[name].most_common(1)
            reader.add(
                Kind.TOOL,
                slug,
                row,
                name=names[name],
                category=titles.get(heading),
                hot=name in hot,
                external_ids=[identifier_of(Kind.TOOL, name), *map(_identifier, sorted(headings[name]))],
            )
        role = reader.role(code)
        if role is None:
            continue
        link = linked.get((code, slug))
        if link is None:
            link = linked[code, slug] = {"tool": slug}
            role.setdefault("tools", []).append(link)
        if in_demand == "Y":
            link["in_demand"] = True


def _titles(reader: OnetReader, rows: Sequence[Row]) -> dict[str, str]:
    """The titles of headings by code: as the rows tell, or else the references to commodities and elements."""
    titles = {row.values[2]: row.values[3] for row in rows if row.values[3]}
    untold = {row.values[2] for row in rows} - titles.keys()
    titles |= {code: reader.model[code].values[1] for code in untold if code in reader.model}
    if not untold <= titles.keys():
        titles |= {row.values[0]: row.values[1] for row in reader.rows(COMMODITIES) if row.values[0] in untold}
    if missing := len(untold - titles.keys()):
        reader.release.note("headings of tools that the release does not explain", missing)
    return titles


def _identifier(heading: str) -> dict[str, str]:
    """A heading is a commodity of UNSPSC, which is a number, or from 30.3 on an element of the content model."""
    return {"scheme": UNSPSC if heading.isdecimal() else ELEMENT, "identifier": heading}
