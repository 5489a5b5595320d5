"""Many questions of one sort in one request: an answer, null or an error for each, in the order asked."""

from tests.conftest import Ask
from tests.schema.narrowing import ask_narrowing

ask = ask_narrowing  # a fixture


def test_roles_by_slugs_come_in_the_order_asked(ask: Ask) -> None:
    found = ask('{ roles(slugs: ["technician", "zzz", "analyst", "nurse", "analyst"]) { nodes { slug } totalCount } }')
    assert [each["slug"] for each in found["data"]["roles"]["nodes"]] == ["technician", "analyst", "nurse"]
    assert found["data"]["roles"]["totalCount"] == 3


def test_slugs_go_with_a_filter_and_an_order(ask: Ask) -> None:
    found = ask('{ roles(slugs: ["technician", "nurse", "analyst"], filter: {}) { nodes { slug } } }')
    assert [each["slug"] for each in found["data"]["roles"]["nodes"]] == ["technician", "analyst"]
    found = ask('{ roles(slugs: ["technician", "analyst"], orderBy: {field: NAME}) { nodes { slug } } }')
    assert [each["slug"] for each in found["data"]["roles"]["nodes"]] == ["analyst", "technician"]
    found = ask('{ roles(slugs: ["technician", "analyst"], first: 1) { nodes { slug } pageInfo { hasNextPage } } }')
    assert found["data"]["roles"] == {"nodes": [{"slug": "technician"}], "pageInfo": {"hasNextPage": True}}
    assert ask("{ skills(slugs: []) { totalCount } }")["data"]["skills"]["totalCount"] == 0


def test_entities_answer_to_ids_uris_codes_and_slugs(ask: Ask) -> None:
    id_ = ask('{ skill(slug: "python") { id } }')["data"]["skill"]["id"]
    query = "query ($identifiers: [String!]!) { entities(identifiers: $identifiers) { __typename slug } }"
    asked = [id_, "http://example.org/analyst", "25", "git", "zzz", "", "http://example.org/nurse"]
    assert ask(query, identifiers=asked)["data"]["entities"] == [
        {"__typename": "Skill", "slug": "python"},
        {"__typename": "Role", "slug": "analyst"},
        {"__typename": "RoleGroup", "slug": "isco-25"},
        {"__typename": "Tool", "slug": "git"},
        None,
        None,
        {"__typename": "Role", "slug": "nurse"},
    ]


def test_entities_of_a_type_or_a_scheme_only(ask: Ask) -> None:
    answer = ask('{ entities(identifiers: ["git", "python", "5"], types: [TOOL]) { slug } }')
    assert answer["data"]["entities"] == [{"slug": "git"}, None, None]
    answer = ask('{ entities(identifiers: ["5", "25", "git"], scheme: "onet-job-zone") { slug } }')
    assert answer["data"]["entities"] == [{"slug": "zone-5"}, None, None]


def test_moves_to_several_roles_are_those_asked_for_one_by_one(ask: Ask) -> None:
    answer = ask("""{ transitionsTo(from: "developer", to: ["analyst", "zzz", "technician"]) { to { slug } feasibility }
        one: transition(from: "developer", to: "technician") { to { slug } feasibility } }""")
    analyst, unknown, technician = answer["data"]["transitionsTo"]
    assert (analyst["to"]["slug"], unknown) == ("analyst", None)
    assert technician == answer["data"]["one"]
    (error,) = answer["errors"]
    assert (error["path"], error["extensions"]["argument"]) == (["transitionsTo", 1], ["to", 1])


def test_an_unknown_role_to_leave_is_said_for_each(ask: Ask) -> None:
    answer = ask('{ transitionsTo(from: "zzz", to: ["analyst", "developer"]) { feasibility } }')
    assert answer["data"]["transitionsTo"] == [None, None]
    assert [each["extensions"]["argument"] for each in answer["errors"]] == [["from"], ["from"]]


def test_overlaps_of_pairs(ask: Ask) -> None:
    answer = ask("""{ overlaps(pairs: [["developer", "analyst"], ["developer"], ["developer", "zzz"]]) { similarity }
        one: overlap(roles: ["developer", "analyst"]) { similarity } }""")
    assert answer["data"]["overlaps"] == [answer["data"]["one"], None, None]
    assert [(each["path"], each["extensions"]["argument"]) for each in answer["errors"]] == [
        (["overlaps", 1], ["pairs", 1]),
        (["overlaps", 2], ["pairs", 2, 1]),
    ]


def test_a_batch_costs_what_its_questions_cost_and_has_its_limits(ask: Ask) -> None:
    roles = ", ".join(['"analyst"'] * 51)
    (error,) = ask(f'{{ transitionsTo(from: "developer", to: [{roles}]) {{ feasibility }} }}')["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": ["to"]}
    pairs = ", ".join(['["analyst", "developer"]'] * 51)
    (error,) = ask(f"{{ overlaps(pairs: [{pairs}]) {{ similarity }} }}")["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": ["pairs"]}
