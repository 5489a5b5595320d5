"""Facets count what the whole list has, as it is filtered, whatever page is asked for."""

from typing import Any

from tests.conftest import Ask
from tests.schema.narrowing import ask_narrowing

ask = ask_narrowing  # a fixture


def counts(facet: Any) -> dict[Any, int]:
    return {each["value"] if "value" in each else each["node"]["slug"]: each["count"] for each in facet}


def facets(ask: Ask, connection: str, fields: str) -> dict[str, dict[Any, int]]:
    answer = ask(f"{{ {connection} {{ facets {{ {fields} }} }} }}")
    (found,) = answer["data"].values()
    return {name: counts(facet) for name, facet in found["facets"].items()}


ROLE_FACETS = """dataset { node { slug } count } group { node { slug } count } jobZone { value count }
    skillLevel { value count } regulated { value count } skill { node { slug } count }
    tool(first: 1) { node { slug } count }"""


def test_facets_of_roles(ask: Ask) -> None:
    assert facets(ask, "roles(first: 1)", ROLE_FACETS) == {
        "dataset": {"home": 3, "away": 1},
        "group": {"isco-2": 3, "isco-3": 1},
        "jobZone": {3: 1, 5: 2},
        "skillLevel": {3: 1, 4: 3},
        "regulated": {False: 1, True: 1},
        "skill": {"mathematics": 2, "programming": 2, "python": 2},
        "tool": {"excel": 2},
    }


def test_roles_are_counted_by_round_amounts_of_pay(ask: Ask) -> None:
    fields = "facets { pay { currency period count steps { atLeast count } } }"
    answer = ask(f"{{ roles {{ {fields} }} none: roles(filter: {{regulated: true}}) {{ {fields} }} }}")
    (euro,) = answer["data"]["roles"]["facets"]["pay"]
    assert (euro["currency"], euro["period"], euro["count"]) == ("EUR", "YEAR", 2)
    assert euro["steps"] == [{"atLeast": 55_000.0, "count": 2}, {"atLeast": 90_000.0, "count": 1}]
    assert answer["data"]["none"]["facets"]["pay"] == []


def test_facets_count_what_the_filter_leaves(ask: Ask) -> None:
    found = facets(ask, 'roles(first: 0, filter: {skill: "python"})', ROLE_FACETS)
    assert found["group"] == {"isco-2": 2}
    assert found["skill"] == {"python": 2, "mathematics": 1, "programming": 1}
    assert found["regulated"] == {}


def test_groups_are_gone_into(ask: Ask) -> None:
    assert facets(ask, "roles", 'group(under: "isco-2") { node { slug } count }') == {
        "group": {"isco-21": 1, "isco-25": 2}
    }
    assert facets(ask, "roles", 'group(under: "isco-21") { node { slug } count }') == {"group": {}}
    answer = ask('{ roles { totalCount facets { group(under: "isco-99") { count } } } }')
    assert answer["data"]["roles"] == {"totalCount": 4, "facets": {"group": None}}
    assert answer["errors"][0]["extensions"]["argument"] == ["under"]


def test_facets_of_skills(ask: Ask) -> None:
    fields = """group { node { slug } count } kind { value count } reuseLevel { value count }
        collection { value count } category { value count }"""
    assert facets(ask, "skills", fields) == {
        "group": {"computing": 3},
        "kind": {"SKILL": 2, "GROUP": 1, "KNOWLEDGE": 1},
        "reuseLevel": {"CROSS_SECTOR": 1},
        "collection": {"digital": 2, "ICT": 1},
        "category": {"sciences": 1},
    }
    assert facets(ask, "skills", 'group(under: "computing") { node { slug } count }') == {"group": {"programming": 2}}


def test_facets_of_tools(ask: Ask) -> None:
    found = facets(ask, "tools", "category { value count } hot { value count }")
    assert found == {"category": {"sheets": 1, "versions": 1}, "hot": {False: 1, True: 1}}


def test_facets_of_links_count_where_they_lead(ask: Ask) -> None:
    answer = ask('{ role(slug: "analyst") { skills(first: 1) { facets { kind { value count } } } } }')
    assert counts(answer["data"]["role"]["skills"]["facets"]["kind"]) == {"KNOWLEDGE": 1, "SKILL": 1}
    answer = ask('{ skill(slug: "python") { roles { facets { jobZone { value count } } } } }')
    assert counts(answer["data"]["skill"]["roles"]["facets"]["jobZone"]) == {3: 1, 5: 1}


def test_facets_of_what_is_ranked_and_found(ask: Ask) -> None:
    answer = ask('{ transitions(from: "developer", first: 1) { facets { group { node { slug } count } } } }')
    assert counts(answer["data"]["transitions"]["facets"]["group"]) == {"isco-2": 2, "isco-3": 1}
    answer = ask('{ matchRoles(profile: {skills: ["python"]}) { facets { jobZone { value count } } } }')
    assert counts(answer["data"]["matchRoles"]["facets"]["jobZone"]) == {3: 1, 5: 1}
    answer = ask('{ search(query: "python", first: 0, minConfidence: 0.5) { facets { type { value count } } } }')
    assert counts(answer["data"]["search"]["facets"]["type"]) == {"SKILL": 1}
