"""Connections page as the Relay specification says."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import Ask, asking, world

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


def test_the_last_page_ends_with_the_list_and_nothing_follows_its_cursor(ask: Ask) -> None:
    whole = page(ask, first=500)
    before_last = page(ask, first=94)["pageInfo"]
    assert before_last["hasNextPage"]
    for size in (2, 3, 500):
        found = page(ask, first=size, after=before_last["endCursor"])
        assert found["edges"] == whole["edges"][94:]
        assert found["pageInfo"] == {
            "hasNextPage": False,
            "hasPreviousPage": True,
            "startCursor": whole["edges"][94]["cursor"],
            "endCursor": whole["edges"][95]["cursor"],
        }
    beyond = page(ask, first=2, after=whole["pageInfo"]["endCursor"])
    nowhere = {"hasNextPage": False, "hasPreviousPage": True, "startCursor": None, "endCursor": None}
    assert (beyond["edges"], beyond["totalCount"], beyond["pageInfo"]) == ([], 96, nowhere)
    assert whole["pageInfo"]["hasPreviousPage"] is False


def test_the_first_page_backwards_begins_with_the_list_and_nothing_is_before_its_cursor(ask: Ask) -> None:
    whole = page(ask, first=500)
    second = whole["edges"][2]["cursor"]
    for size in (2, 3, 500):
        found = page(ask, last=size, before=second)
        assert found["edges"] == whole["edges"][:2]
        assert (found["pageInfo"]["hasPreviousPage"], found["pageInfo"]["hasNextPage"]) == (False, True)
    assert page(ask, last=2, before=whole["edges"][0]["cursor"])["edges"] == []


def test_none_of_the_last_is_an_empty_page_at_the_end(ask: Ask) -> None:
    found = page(ask, last=0)
    assert (found["nodes"], found["totalCount"]) == ([], 96)
    assert (found["pageInfo"]["hasNextPage"], found["pageInfo"]["hasPreviousPage"]) == (False, True)


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


def of_tools(gone: str = "") -> Snapshot:
    """Tools a to g, of which one is deprecated."""
    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        *(
            (
                Key(Kind.TOOL, slug),
                {
                    "dataset": "d", "basis": "STATED", "slug": slug, "name": name,
                    "status": "DEPRECATED" if slug == gone else "ACTIVE",
                },
            )
            for slug, name in (("g", "A"), ("f", "B"), ("e", "C"), ("d", "C"), ("c", "D"), ("b", "E"), ("a", "F"))
        ),
    )  # fmt: skip


@pytest.mark.parametrize("order", ["", "orderBy: {field: NAME, direction: DESC}", "orderBy: {field: SLUG}"])
@pytest.mark.parametrize("gone", list("abcdefg"))
def test_whoever_goes_through_a_list_goes_on_where_an_item_has_left_it(
    sqlite_store: Store, order: str, gone: str
) -> None:
    def asked(snapshot: Snapshot, arguments: str) -> Any:
        text = f"{{ tools({arguments} {order}) {{ nodes {{ slug }} pageInfo {{ endCursor startCursor }} }} }}"
        return asking(snapshot, sqlite_store, lambda _: snapshot)(text)["data"]["tools"]

    whole, fewer = of_tools(), of_tools(gone)
    everything = slugs(asked(whole, "first: 7"))
    count = everything.index(gone) + 1
    cursor = asked(whole, f"first: {count}")["pageInfo"]["endCursor"]
    assert slugs(asked(fewer, f'first: 7 after: "{cursor}"')) == everything[count:]
    assert slugs(asked(fewer, f'last: 7 before: "{cursor}"')) == everything[: count - 1]


ONCE = {
    "search": 'search(query: "data", ARGS) { PAGE }',
    "transitions": 'transitions(from: "ml-engineer", ARGS) { PAGE }',
    "matchRoles": 'matchRoles(profile: {skills: ["python"]}, ARGS) { PAGE }',
}
PAGE = "edges { cursor } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"


@pytest.mark.parametrize("name", ONCE)
@pytest.mark.parametrize("size", [1, 4, 500])
def test_what_is_ranked_pages_backwards_too(ask: Ask, name: str, size: int) -> None:
    def asked(arguments: str) -> Any:
        query = ONCE[name].replace("ARGS", arguments).replace("PAGE", PAGE)
        return ask(f"{{ list: {query} }}")["data"]["list"]

    def cursors(found: Any) -> list[str]:
        return [each["cursor"] for each in found["edges"]]

    whole = asked("first: 500")
    assert len(cursors(whole)) == whole["totalCount"] > 5
    found = asked(f"last: {size}")
    assert not found["pageInfo"]["hasNextPage"]
    backwards = cursors(found)
    while found["pageInfo"]["hasPreviousPage"]:
        found = asked(f'last: {size}, before: "{found["pageInfo"]["startCursor"]}"')
        backwards = cursors(found) + backwards
    assert backwards == cursors(whole)


@pytest.mark.parametrize("name", ONCE)
def test_what_is_ranked_has_ten_unless_asked_otherwise(ask: Ask, name: str) -> None:
    query = ONCE[name].replace(", ARGS", "")
    found = ask(f"{{ list: {query.replace('PAGE', 'nodes { __typename } totalCount')} }}")["data"]["list"]
    assert len(found["nodes"]) == min(10, found["totalCount"])


BASE = {"dataset": "d", "basis": "STATED"}


def of_links(left: str = "", weaker: str = "", gone: str = "") -> Snapshot:
    """A baker with skills, a skill with roles, a tool with roles, and moves, in orders that tell them apart.

    `left` is no longer linked, `weaker` optional now, `gone` deprecated.
    """
    roles = {"e": "A", "d": "B", "c": "C", "b": "C", "a": "D"}
    skills = [{"skill": each, "importance": "OPTIONAL" if each == weaker else "ESSENTIAL"} for each in ("y", "x", "z")]
    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        (Key(Kind.ROLE_GROUP, "g"), {**BASE, "slug": "g", "name": "G", "scheme": "ISCO", "code": "1"}),
        (Key(Kind.TOOL, "oven"), {**BASE, "slug": "oven", "name": "Oven"}),
        *(
            (Key(Kind.SKILL, each), {**BASE, "slug": each, "name": each.upper(), "skill_kind": "SKILL"})
            for each in ("x", "y", "z")
        ),
        (Key(Kind.ROLE, "baker"), {**BASE, "slug": "baker", "name": "Baker", "skills": skills}),
        *(
            (
                Key(Kind.ROLE, slug),
                {
                    **BASE, "slug": slug, "name": name, "status": "DEPRECATED" if slug == gone else "ACTIVE",
                    **({} if slug == left else {
                        "tools": [{"tool": "oven"}], "groups": ["g"], "moves": [{"to": "baker", "move_kind": "MOVE"}],
                        "skills": [{"skill": "x", "importance": "OPTIONAL" if slug == weaker else "ESSENTIAL"}],
                    }),
                },
            )
            for slug, name in roles.items()
        ),
    )  # fmt: skip


LEADING_BACK = {
    "tool": 'tool(slug: "oven") { list: roles(ARGS) { edges { cursor node { slug } } } }',
    "group": 'roleGroup(slug: "g") { list: roles(ARGS) { edges { cursor node { slug } } } }',
    "skill": 'skill(slug: "x") { list: roles(ARGS, basis: [STATED]) { edges { cursor node { slug } } } }',
    "moves": 'role(slug: "baker") { list: moves(ARGS, direction: IN) { edges { cursor node { from { slug } } } } }',
    "dataset": 'dataset(slug: "d") { list: roles(ARGS) { edges { cursor node { slug } } } }',
}


def edges_of(snapshot: Snapshot, store: Store, query: str, arguments: str) -> dict[str, str]:
    """The cursors by slug, in order."""
    answer = asking(snapshot, store, lambda _: snapshot)("{ of: " + query.replace("ARGS", arguments) + " }")
    assert "errors" not in answer, answer
    return {
        str(edge["node"].get("from", edge["node"])["slug"]): str(edge["cursor"])
        for edge in answer["data"]["of"]["list"]["edges"]
    }


@pytest.mark.parametrize("name", LEADING_BACK)
@pytest.mark.parametrize("slug", list("abcde"))
@pytest.mark.parametrize("how", ["left", "gone"])
def test_whoever_goes_through_a_list_that_leads_back_goes_on_where_one_has_left_it(
    sqlite_store: Store, name: str, slug: str, how: str
) -> None:
    if (name, how) == ("dataset", "left"):
        how = "gone"  # there is no other way to leave a dataset
    query, fewer = LEADING_BACK[name], of_links(**{how: slug})
    whole = edges_of(of_links(), sqlite_store, query, "first: 9")
    place = list(whole).index(slug)
    after = edges_of(fewer, sqlite_store, query, f'first: 9, after: "{whole[slug]}"')
    before = edges_of(fewer, sqlite_store, query, f'last: 9, before: "{whole[slug]}"')
    assert (list(before), list(after)) == (list(whole)[:place], list(whole)[place + 1 :])


@pytest.mark.parametrize("slug", ["x", "y", "z"])
def test_whoever_goes_through_a_filtered_list_goes_on_where_one_fits_no_more(sqlite_store: Store, slug: str) -> None:
    query = 'role(slug: "baker") { list: skills(importance: [ESSENTIAL], ARGS) { edges { cursor node { slug } } } }'
    whole = edges_of(of_links(), sqlite_store, query, "first: 9")
    assert list(whole) == ["y", "x", "z"]
    place = list(whole).index(slug)
    fewer = of_links(weaker=slug)
    after = edges_of(fewer, sqlite_store, query, f'first: 9, after: "{whole[slug]}"')
    before = edges_of(fewer, sqlite_store, query, f'last: 9, before: "{whole[slug]}"')
    assert (list(before), list(after)) == (list(whole)[:place], list(whole)[place + 1 :])


@pytest.mark.parametrize("key", ["Skill:x", "Role:nobody", "x", "Tool:oven"])
def test_a_cursor_that_never_was_of_a_list_of_links_is_an_error(sqlite_store: Store, key: str) -> None:
    from schema.connections import encode

    snapshot = of_links()
    query = LEADING_BACK["tool"].replace("ARGS", f'after: "{encode(key)}"')
    (error,) = asking(snapshot, sqlite_store, lambda _: snapshot)(f"{{ of: {query} }}")["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": ["after"]}


def a_baker(skills: list[str]) -> Snapshot:
    """A role that says of itself that it needs these skills, in this order, and moves to roles of the same names."""
    known = [f"s{number}" for number in range(12)]
    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        *((Key(Kind.SKILL, each), {**BASE, "slug": each, "name": each, "skill_kind": "SKILL"}) for each in known),
        *((Key(Kind.ROLE, each), {**BASE, "slug": each, "name": each}) for each in known),
        (
            Key(Kind.ROLE, "baker"),
            {
                **BASE, "slug": "baker", "name": "Baker",
                "skills": [{"skill": each, "importance": "ESSENTIAL"} for each in skills],
                "moves": [{"to": each, "move_kind": "MOVE"} for each in skills],
            },
        ),
    )  # fmt: skip


OWN = {
    "skills": 'role(slug: "baker") { list: skills(ARGS) { edges { cursor node { slug } } } }',
    "moves": 'role(slug: "baker") { list: moves(ARGS) { edges { cursor node { from: to { slug } } } } }',
}


@pytest.mark.parametrize("name", OWN)
@given(data=st.data())
def test_whoever_goes_through_what_a_record_says_goes_on_where_it_says_less(
    sqlite_store: Store, name: str, data: st.DataObject
) -> None:
    said = data.draw(st.lists(st.sampled_from([f"s{number}" for number in range(12)]), unique=True, min_size=1))
    at = data.draw(st.integers(0, len(said) - 1))
    near = said[max(0, at - 3) : at] + said[at + 1 : at + 4]
    kept = data.draw(st.sampled_from(near)) if near else None
    left = [each for place, each in enumerate(said) if place != at and (each == kept or data.draw(st.booleans()))]
    cursor = edges_of(a_baker(said), sqlite_store, OWN[name], "first: 20")[said[at]]
    now = a_baker(left)
    after = edges_of(now, sqlite_store, OWN[name], f'first: 20, after: "{cursor}"')
    before = edges_of(now, sqlite_store, OWN[name], f'last: 20, before: "{cursor}"')
    assert list(after) == [each for each in left if said.index(each) > at]
    assert list(before) == [each for each in left if said.index(each) < at]


def test_a_cursor_all_of_whose_neighbours_have_left_is_an_error_that_says_so(sqlite_store: Store) -> None:
    said = [f"s{number}" for number in range(12)]
    cursor = edges_of(a_baker(said), sqlite_store, OWN["skills"], "first: 20")["s5"]
    now = a_baker(["s0", "s11"])
    query = OWN["skills"].replace("ARGS", f'after: "{cursor}"')
    (error,) = asking(now, sqlite_store, lambda _: now)(f"{{ of: {query} }}")["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": ["after"]}


def test_a_cursor_of_another_version_which_held_the_key_alone_is_taken_still(sqlite_store: Store) -> None:
    from schema.connections import encode

    snapshot = a_baker(["s3", "s1", "s2"])
    assert list(edges_of(snapshot, sqlite_store, OWN["skills"], f'after: "{encode("Skill:s3")}"')) == ["s1", "s2"]
