"""Trees in GraphQL: a whole menu in one request, and what is above and below one entity."""

from typing import Any

import pytest

from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import Ask, asking, world

BASE = {"dataset": "d", "basis": "STATED"}


def record(kind: Kind, slug: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return Key(kind, slug), {**BASE, "slug": slug, "name": slug, **more}


def group(code: str, broader: str = "", scheme: str = "ISCO") -> tuple[Key, dict[str, Any]]:
    above = {"broader": f"g{broader}"} if broader else {}
    return record(Kind.ROLE_GROUP, f"g{code}", scheme=scheme, code=code, **above)


def skill(slug: str, *broader: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return record(Kind.SKILL, slug, skill_kind="SKILL", broader=[{"skill": each} for each in broader], **more)


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        (Key(Kind.DATASET, "other"), {"slug": "other", "title": "Other"}),
        group("1"), group("11", "1"), group("111", "11"), group("12", "1"), group("2"), group("9", scheme="SOC"),
        skill("craft"), skill("baking", "craft"), skill("sweets", "craft"), skill("cake", "baking", "sweets"),
        skill("bread", "baking"), skill("knitting", dataset="other"),
        record(Kind.ROLE, "baker", groups=["g111"], skills=[{"skill": "bread", "importance": "ESSENTIAL"}]),
        record(Kind.ROLE, "confectioner", groups=["g12"], skills=[{"skill": "cake", "importance": "OPTIONAL"}],
               broader=[{"role": "baker"}]),
    )  # fmt: skip


@pytest.fixture(scope="module")
def asked(snapshot: Snapshot, sqlite_store: Store) -> Ask:
    return asking(snapshot, sqlite_store, lambda _: snapshot)


def test_a_menu_of_a_classification_is_one_request(asked: Ask) -> None:
    tree = asked(
        """{ tree(of: ROLE_GROUP, scheme: ISCO) { totalCount pageInfo { hasNextPage hasPreviousPage } edges {
            depth parentId childCount descendantCount roleCount node { id slug ... on RoleGroup { code } } } } }"""
    )["data"]["tree"]
    ids = {edge["node"]["slug"]: edge["node"]["id"] for edge in tree["edges"]}
    rows = [
        (edge["node"]["code"], *(edge[name] for name in ("depth", "childCount", "descendantCount", "roleCount")))
        for edge in tree["edges"]
    ]
    assert rows == [("1", 0, 2, 3, 2), ("11", 1, 1, 1, 1), ("111", 2, 0, 0, 1), ("12", 1, 0, 0, 1), ("2", 0, 0, 0, 0)]
    parents = [edge["parentId"] for edge in tree["edges"]]
    assert parents == [None, ids["g1"], ids["g11"], ids["g1"], None]
    assert tree["totalCount"] == 5
    assert tree["pageInfo"] == {"hasNextPage": False, "hasPreviousPage": False}


@pytest.mark.parametrize(
    ("arguments", "rows"),
    [
        ("of: SKILL, dataset: \"d\", depth: 1", ["craft", ".baking", ".sweets"]),
        ("of: SKILL, depth: 0", ["craft", "knitting"]),
        ("of: SKILL, root: \"baking\"", ["baking", ".bread", ".cake"]),
        ("of: SKILL, dataset: \"other\"", ["knitting"]),
        ("of: ROLE_GROUP, scheme: SOC", ["g9"]),
        ("of: ROLE_GROUP, depth: 0", ["g1", "g2", "g9"]),
        ("of: ROLE", ["baker", ".confectioner"]),
        ("of: RESPONSIBILITY", []),
        ("of: SKILL, first: 2", ["craft", ".baking"]),
        ("of: SKILL, last: 2", ["..cake", "knitting"]),
    ],
)  # fmt: skip
def test_a_part_of_a_hierarchy(asked: Ask, arguments: str, rows: list[str]) -> None:
    tree = asked(f"{{ tree({arguments}) {{ edges {{ depth node {{ slug }} }} nodes {{ slug }} }} }}")["data"]["tree"]
    assert ["." * edge["depth"] + edge["node"]["slug"] for edge in tree["edges"]] == rows
    assert [edge["node"] for edge in tree["edges"]] == tree["nodes"]


def test_pages_of_a_tree(asked: Ask) -> None:
    query = """query ($first: Int, $after: String, $last: Int, $before: String) {
        tree(of: SKILL, first: $first, after: $after, last: $last, before: $before) {
            edges { cursor depth node { slug } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
    whole = [(edge["cursor"], edge["node"]["slug"]) for edge in asked(query)["data"]["tree"]["edges"]]
    assert [slug for _, slug in whole] == ["craft", "baking", "bread", "cake", "sweets", "cake", "knitting"]
    assert len({cursor for cursor, _ in whole}) == len(whole), "a row is told from the other of the same skill"
    page = asked(query, first=2, after=whole[3][0])["data"]["tree"]
    assert [edge["cursor"] for edge in page["edges"]] == [cursor for cursor, _ in whole[4:6]]
    assert page["pageInfo"] == {
        "hasNextPage": True, "hasPreviousPage": True, "startCursor": whole[4][0], "endCursor": whole[5][0],
    }  # fmt: skip
    page = asked(query, last=2, before=whole[3][0])["data"]["tree"]
    assert [edge["cursor"] for edge in page["edges"]] == [cursor for cursor, _ in whole[1:3]]


@pytest.mark.parametrize(
    ("arguments", "code", "argument"),
    [
        ('of: SKILL, root: "bakin"', "NOT_FOUND", ["root"]),
        ('of: SKILL, dataset: "nobody"', "NOT_FOUND", ["dataset"]),
        ("of: SKILL, scheme: ISCO", "BAD_USER_INPUT", ["scheme"]),
        ("of: SKILL, depth: -1", "BAD_USER_INPUT", ["depth"]),
        ("of: SKILL, first: 5001", "BAD_USER_INPUT", ["first"]),
        ("of: SKILL, last: -1", "BAD_USER_INPUT", ["last"]),
        ("of: SKILL, first: 1, last: 1", "BAD_USER_INPUT", ["last"]),
        ('of: SKILL, after: "bm9ib2R5"', "BAD_USER_INPUT", ["after"]),
        ('of: SKILL, before: "*"', "BAD_USER_INPUT", ["before"]),
    ],
)
def test_what_is_wrong_with_the_question_is_said_where_it_is(
    asked: Ask, arguments: str, code: str, argument: list[str]
) -> None:
    answer = asked(f"{{ tree({arguments}) {{ totalCount }} datasets {{ slug }} }}")
    assert answer["data"] == {"tree": None, "datasets": [{"slug": "d"}, {"slug": "other"}]}
    (error,) = answer["errors"]
    assert (error["extensions"]["code"], error["extensions"]["argument"]) == (code, argument)


def test_what_is_above_and_below_one_entity(asked: Ask) -> None:
    data = asked(
        """{ skill(slug: "cake") { depth ancestors { slug } nearest: ancestors(first: 1) { slug }
            paths { nodes { slug } } one: paths(first: 1) { nodes { slug } } }
        craft: skill(slug: "craft") { depth paths { nodes { slug } } descendants { totalCount nodes { slug } }
            near: descendants(depth: 1) { nodes { slug } } }
        roleGroup(slug: "g1") { descendants { nodes { code } } }
        role(slug: "confectioner") { ancestors { slug } } }"""
    )["data"]
    assert data["skill"] == {
        "depth": 2,
        "ancestors": [{"slug": "baking"}, {"slug": "sweets"}, {"slug": "craft"}],
        "nearest": [{"slug": "baking"}],
        "paths": [{"nodes": [{"slug": "craft"}, {"slug": each}, {"slug": "cake"}]} for each in ("baking", "sweets")],
        "one": [{"nodes": [{"slug": "craft"}, {"slug": "baking"}, {"slug": "cake"}]}],
    }
    assert data["craft"] == {
        "depth": 0,
        "paths": [{"nodes": [{"slug": "craft"}]}],
        "descendants": {"totalCount": 4, "nodes": [{"slug": each} for each in ("baking", "bread", "cake", "sweets")]},
        "near": {"nodes": [{"slug": "baking"}, {"slug": "sweets"}]},
    }
    assert [each["code"] for each in data["roleGroup"]["descendants"]["nodes"]] == ["11", "111", "12"]
    assert data["role"]["ancestors"] == [{"slug": "baker"}]


def test_whoever_goes_through_descendants_goes_on_where_one_has_left(asked: Ask) -> None:
    query = '{ skill(slug: "baking") { descendants(ARGS) { nodes { slug } pageInfo { endCursor } } } }'
    of_all = asked(
        '{ skill(slug: "sweets") { descendants { edges { cursor } } } skills { edges { cursor node { slug } } } }'
    )
    cursors = {edge["node"]["slug"]: edge["cursor"] for edge in of_all["data"]["skills"]["edges"]}

    def slugs(arguments: str) -> list[str]:
        found = asked(query.replace("ARGS", arguments))["data"]["skill"]["descendants"]["nodes"]
        return [each["slug"] for each in found]

    assert slugs("first: 5") == ["bread", "cake"]
    assert slugs(f'after: "{cursors["baking"]}"') == ["bread", "cake"], "it is no descendant, and came before them"
    assert slugs(f'last: 5, before: "{cursors["sweets"]}"') == ["bread", "cake"]
    wrong = asked(query.replace("ARGS", 'after: "U2tpbGw6bm9ib2R5"'))
    assert wrong["errors"][0]["extensions"]["argument"] == ["after"]


def test_a_tree_of_the_shipped_roles_and_skills_is_there(ask: Ask) -> None:
    data = ask("{ roles: tree(of: ROLE) { totalCount } skills: tree(of: SKILL) { totalCount nodes { slug } } }")["data"]
    assert data["roles"]["totalCount"] >= 13
    assert data["skills"]["totalCount"] >= 96


def test_more_rows_than_an_int_can_tell_are_told_as_many_as_it_can(sqlite_store: Store) -> None:
    levels = [skill("s0-0"), skill("s0-1")]
    levels += [skill(f"s{n}-{m}", f"s{n - 1}-0", f"s{n - 1}-1") for n in range(1, 40) for m in (0, 1)]
    large = world((Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}), *levels)
    answer = asking(large, sqlite_store, lambda _: large)("{ tree(of: SKILL, first: 3) { totalCount nodes { slug } } }")
    assert answer["data"]["tree"]["totalCount"] == 2**31 - 1
    assert [each["slug"] for each in answer["data"]["tree"]["nodes"]] == ["s0-0", "s1-0", "s2-0"]


def test_a_root_of_another_scheme_or_dataset_is_no_row_of_what_is_asked_for(asked: Ask) -> None:
    def rows(arguments: str) -> list[str]:
        found = asked(f"{{ tree({arguments}) {{ totalCount edges {{ node {{ slug }} }} }} }}")["data"]["tree"]
        assert found["totalCount"] == len(found["edges"])
        return [each["node"]["slug"] for each in found["edges"]]

    assert rows('of: ROLE_GROUP, root: "g9", scheme: ISCO') == []
    assert rows('of: ROLE_GROUP, root: "g9", scheme: SOC') == ["g9"]
    assert rows('of: SKILL, root: "knitting", dataset: "d"') == []
    assert rows('of: SKILL, root: "knitting", dataset: "other"') == ["knitting"]
    assert rows('of: SKILL, root: "baking", dataset: "d"') == ["baking", "bread", "cake"]


@pytest.mark.parametrize(("kind", "what"), [("SKILL", "skill"), ("ROLE_GROUP", "role group")])
def test_a_root_that_there_is_not_is_called_what_it_would_be(asked: Ask, kind: str, what: str) -> None:
    (error,) = asked(f'{{ tree(of: {kind}, root: "nothing") {{ totalCount }} }}')["errors"]
    assert error["message"].startswith(f'No {what} "nothing"')


def test_groups_in_order_of_how_many_roles_they_have_count_those_under_them_as_trees_do(asked: Ask) -> None:
    query = "{ roleGroups(orderBy: {field: ROLES, direction: DESC}) { nodes { slug } } }"
    listed = [each["slug"] for each in asked(query)["data"]["roleGroups"]["nodes"]]
    assert listed == ["g1", "g11", "g111", "g12", "g2", "g9"]
