"""Draws seed files of every kind and field from the model itself: mostly right ones, and some with something wrong."""

import re
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from hypothesis import strategies as st

from knowledge.model.declaring import Among, Between, Capitals, Chars, NotAbove, Public, Rule, Tag, Together, When
from knowledge.model.kinds import KINDS, Field, Many, Part, Reference, Scalar
from knowledge.model.observation import MARKS
from knowledge.model.vocabulary import Basis, Kind

TEXTS = ["x", 'Ünï\'s "§" \\ ; -- %s 日本', "  padded  ", "1", "null"]
SLUGS = ["a", "b", "c"]
LANGUAGES = dict(zip(SLUGS, ("fr", "de-AT", "ja"), strict=True))
PERIODS = dict(zip(SLUGS, ("2025", "2024-05", "2024/2034"), strict=True))
CODED = ["1", "2", "3", "4", "5", "AT", "US-CA"]
SOURCES = ["test-source", "test-other"]
DRAWN = [kind for kind in Kind if KINDS[kind].is_entity and not KINDS[kind].extends]
ADDING = [kind for kind in Kind if KINDS[kind].extends]


SLIPS = 12  # one in so many decisions is a wrong one, in a file that has any


class World(NamedTuple):
    """The slugs of each kind in a file, and whether all that is drawn must be right."""

    slugs: dict[Kind, list[str]]
    right: bool


@st.composite
def files(draw: st.DrawFn) -> dict[str, Any]:
    """The content of a seed file of the dataset `test`: up to three records of each kind, linked among themselves."""
    world = World(draw(_slugs(DRAWN)), right=draw(st.booleans()))
    sources = [{"slug": each, "title": each} for each in SOURCES]
    return {"sources": sources, "basis": "INFERRED"} | draw(_sections(DRAWN, world))


@st.composite
def extended_files(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A file of the dataset `test` in which all is right, and what another dataset adds to it."""
    world = World({**draw(_slugs(DRAWN)), **draw(_slugs(ADDING))}, right=True)
    sources = [{"slug": each, "title": each} for each in SOURCES]
    content = {"sources": sources, "basis": "INFERRED"} | draw(_sections(DRAWN, world))
    there = {kind: [each.get("slug", "") for each in content.get(str(KINDS[kind].section), ())] for kind in DRAWN}
    adding = World({**world.slugs, **there}, right=draw(st.booleans()))
    return content, {"basis": "INFERRED"} | draw(_sections(ADDING, adding))


def _slugs(kinds: list[Kind]) -> st.SearchStrategy[dict[Kind, list[str]]]:
    few = [SLUGS[:0], SLUGS[:0], SLUGS[:1], SLUGS[:1], SLUGS[:2], SLUGS]  # there are two dozen kinds
    return st.fixed_dictionaries({kind: st.sampled_from(few) for kind in kinds})


@st.composite
def _sections(draw: st.DrawFn, kinds: list[Kind], world: World) -> dict[str, Any]:
    content: dict[str, Any] = {}
    slugs = world.slugs
    for kind in kinds:
        if slugs[kind]:
            records = [draw(_record(kind, slug, world)) for slug in slugs[kind]]
            content[str(KINDS[kind].section)] = [each for each in records if each is not None]
    return content


@st.composite
def _record(draw: st.DrawFn, kind: Kind, slug: str, world: World) -> dict[str, Any] | None:
    item = draw(_item(KINDS[kind].fields, KINDS[kind].rules, slug, kind, world, evident=True))
    if item is not None and kind is Kind.TRANSLATION:  # whose slug is made of what else it says
        return {**item, "language": LANGUAGES[slug], "replaced_by": None}
    if item is not None and kind is Kind.OBSERVATION:
        figures = [_told(each) for each in item["figures"]] if draw(_right(world)) else item["figures"]
        return {**item, "period": PERIODS[slug], "replaced_by": None, "figures": figures}
    if item is not None and kind is Kind.MEASURE and draw(_right(world)):
        item = {name: value for name, value in item.items() if name not in ("minimum", "maximum")}  # any figure will do
    return None if item is None else {**item, "slug": slug}


def _told(figure: dict[str, Any]) -> dict[str, Any]:
    """A figure that says something, and marks none of what it says."""
    said = {name: value for name, value in figure.items() if name not in MARKS}
    marks = {} if len(said) > 1 else {"withheld": ["VALUE", "P10"]}
    return {**said, **marks}


@st.composite
def _item(
    draw: st.DrawFn,
    fields: tuple[Field, ...],
    rules: tuple[Rule, ...],
    slug: str,
    kind: Kind,
    world: World,
    evident: bool,
) -> dict[str, Any] | None:
    """A record or an item of a list; None where something required has nothing to refer to."""
    item: dict[str, Any] = {}
    for field in fields:
        if field.said.of_file or field.key == "slug":
            continue
        if not field.required and draw(st.integers(0, 2)):
            continue
        value = draw(_value(field, slug, kind, world, item))
        if value is not None:
            item[field.key] = value
        elif field.required:
            return None
    if evident:
        item |= draw(_evidence(draw(_right(world))))
    return _mended(item, rules, slug) if draw(_right(world)) else item


def _right(world: World) -> st.SearchStrategy[bool]:
    return st.just(True) if world.right else st.integers(0, SLIPS).map(bool)


@st.composite
def _evidence(draw: st.DrawFn, right: bool) -> dict[str, Any]:
    basis = draw(st.sampled_from([None, *Basis]))
    cited = st.lists(st.sampled_from([*SOURCES, "test-source § 1"]), max_size=3, unique=right)
    citations = draw(cited) or (SOURCES[:1] if right and basis is Basis.STATED else [])
    return {**({"basis": basis.value} if basis else {}), **({"citations": citations} if citations else {})}


def _mended(item: dict[str, Any], rules: tuple[Rule, ...], slug: str) -> dict[str, Any] | None:
    for rule in rules:
        if rule.broken(item, slug):
            if isinstance(rule, NotAbove):
                item[rule.low], item[rule.high] = item[rule.high], item[rule.low]
            elif isinstance(rule, Together):
                for key in (rule.one, rule.other):
                    item.pop(key, None)
            else:
                item.pop(rule.field)
    return item


@st.composite
def _value(draw: st.DrawFn, field: Field, slug: str, kind: Kind, world: World, item: dict[str, Any]) -> Any:
    match field:
        case Scalar():
            return draw(_scalar(field))
        case Reference():
            of = Kind(item[field.said.kind_from]) if field.said.kind_from else (field.kind or kind)
            right = draw(_right(world))
            there = [each for each in world.slugs.get(of, []) if not right or of is not kind or each < slug]
            return draw(st.sampled_from(there)) if there else None
        case Many(item=part, said=said):
            extends = KINDS[kind].extends if part.added else None
            if extends and extends.kind:
                slug, kind = item[extends.key], extends.kind  # which its links are about
            drawn = draw(st.lists(_of_list(part, slug, kind, world), min_size=said.least, max_size=2))
            items = [each for each in drawn if each is not None]
            if draw(_right(world)):  # no item twice
                names = [each.key for each in part.identity]
                found = {
                    repr(each if part.bare else [each.get(name) for name in names] if names else place): each
                    for place, each in enumerate(items)
                }
                items = list(found.values())
            return items if len(items) >= said.least else None


def _of_list(part: Part, slug: str, kind: Kind, world: World) -> Any:
    if part.bare:
        return _value(part.bare, slug, kind, world, {})
    return _item(part.fields, part.rules, slug, kind, world, part.evident)


def _scalar(field: Scalar) -> st.SearchStrategy[Any]:
    match field.bound:
        case Chars(pattern=None) as bound:
            return st.sampled_from([*TEXTS, "ж" * bound.most])
        case Chars(pattern=pattern):
            return st.sampled_from([each for each in CODED if pattern and re.search(pattern, each)] or CODED)
        case Public():
            return st.sampled_from(["https://learn.example.org/a", "http://learn.example.org:8080/b?c=d#e"])
        case When():
            return st.sampled_from([*PERIODS.values(), "2025-05-12"])
        case Tag():
            return st.sampled_from([*LANGUAGES.values(), "EN-gb"])
        case Capitals(count):
            return st.text("ABC", min_size=count, max_size=count)
        case Among(values):
            return st.sampled_from([each.value for each in values])
        case Between(low, high) if field.type is int:
            return st.integers(int(low or 0), int(high or 2**31 - 1))
        case Between(low, high):
            return st.floats(low, high, allow_nan=False, allow_infinity=False)
    if issubclass(field.type, StrEnum):
        return st.sampled_from([each.value for each in field.type])
    return st.dates(date(1, 1, 1)).map(date.isoformat) if field.type is date else st.booleans()
