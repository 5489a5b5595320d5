"""Connections page as the Relay specification says."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Ask

QUERY = """query ($first: Int, $after: String, $last: Int, $before: String) {
    skills(first: $first, after: $after, last: $last, before: $before) {
        edges { cursor node { slug } } nodes { slug }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }"""


def page(ask: Ask, **arguments: Any) -> Any:
    return ask(QUERY, **arguments)["data"]["skills"]


def slugs(found: Any) -> list[str]:
    return [each["slug"] for each in found["nodes"]]


@given(size=st.integers(1, 40))
def test_pages_forward_and_backward_make_the_whole_list(ask: Ask, size: int) -> None:
    whole = slugs(page(ask, first=500))
    forward: list[str] = []
    found = page(ask, first=size)
    forward += slugs(found)
    while found["pageInfo"]["hasNextPage"]:
        found = page(ask, first=size, after=found["pageInfo"]["endCursor"])
        assert found["pageInfo"]["hasPreviousPage"]
        forward += slugs(found)
    assert forward == whole
    found = page(ask, last=size)
    backward = slugs(found)
    while found["pageInfo"]["hasPreviousPage"]:
        found = page(ask, last=size, before=found["pageInfo"]["startCursor"])
        backward = slugs(found) + backward
    assert backward == whole


def test_a_page_tells_where_it_lies(ask: Ask) -> None:
    found = page(ask, first=3)
    assert found["totalCount"] == 96
    assert found["pageInfo"]["startCursor"] == found["edges"][0]["cursor"]
    assert found["pageInfo"]["endCursor"] == found["edges"][2]["cursor"]
    assert [each["node"] for each in found["edges"]] == found["nodes"]


def test_an_empty_page(ask: Ask) -> None:
    found = page(ask, first=0)
    assert (found["nodes"], found["totalCount"]) == ([], 96)
    assert found["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": None,
        "endCursor": None,
    }


def test_without_a_size_a_page_has_at_most_100(ask: Ask) -> None:
    assert len(page(ask)["nodes"]) == 96


def test_lists_are_sorted_by_name_unless_asked_otherwise(ask: Ask) -> None:
    names = [each["name"].casefold() for each in ask("{ roles { nodes { name } } }")["data"]["roles"]["nodes"]]
    assert names == sorted(names)
    query = "{ roles(orderBy: {field: SKILLS, direction: DESC}) { nodes { slug skills { totalCount } } } }"
    counts = [each["skills"]["totalCount"] for each in ask(query)["data"]["roles"]["nodes"]]
    assert counts == sorted(counts, reverse=True)


def test_filters(ask: Ask) -> None:
    found = ask(
        """{ a: roles(filter: {skill: "python"}) { nodes { slug } }
        b: skills(filter: {kind: LANGUAGE}) { totalCount }
        c: tools(filter: {nameContains: "TENSOR"}) { nodes { slug } }
        d: roles(filter: {dataset: "ai-careers", nameContains: "++"}) { totalCount }
        e: roles(filter: {status: DEPRECATED}) { totalCount } }"""
    )["data"]
    assert {"ai-engineer", "ml-engineer"} <= set(slugs(found["a"]))
    assert "tensorflow" in slugs(found["c"])
    assert (found["b"]["totalCount"], found["d"]["totalCount"], found["e"]["totalCount"]) == (0, 0, 0)
