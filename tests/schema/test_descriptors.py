"""Descriptors in GraphQL: what roles are rated on beside skills, asked for from both ends."""

from typing import Any

import pytest

from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from tests.conftest import Ask, asking, world

BASE = {"dataset": "d", "basis": "STATED"}


def record(kind: Kind, slug: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return Key(kind, slug), {**BASE, "slug": slug, "name": slug, **more}


@pytest.fixture(scope="module")
def ask_baker(sqlite_store: Store) -> Ask:
    """Asks a world of two bakers, rated on an ability, a circumstance and a style."""
    anchors = [{"value": 2.0, "statement": "Lift a bun."}, {"value": 6.0, "statement": "Lift an oven."}]
    descriptors = [
        record(Kind.DESCRIPTOR, "physical", domain="ABILITY"),
        record(Kind.DESCRIPTOR, "strength", domain="ABILITY", broader=[{"descriptor": "physical"}], anchors=anchors),
        record(
            Kind.DESCRIPTOR,
            "heat",
            domain="WORK_CONTEXT",
            scale="Context",
            minimum=1.0,
            maximum=5.0,
            categories=["Never", "Daily"],
        ),
        record(Kind.DESCRIPTOR, "zeal", domain="WORK_STYLE", scale="Impact", minimum=-3.0, maximum=3.0),
    ]
    strength = {"importance_rating": 4.0, "level_rating": 2.5, "level_suppressed": True, "not_relevant": True}
    links = [
        {"descriptor": "strength", **strength},
        {"descriptor": "heat", "value": 4.5, "shares": [0.25, 0.75], "suppressed_shares": [1], "suppressed": True},
        {"descriptor": "zeal", "value": -0.5, "rank": 2, "distinctiveness": 1.5},
    ]
    dataset = Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}
    skill = record(Kind.SKILL, "kneading", skill_kind="SKILL", anchors=anchors[:1])
    roles = record(Kind.ROLE, "baker", descriptors=links), record(Kind.ROLE, "assistant", descriptors=links[1:2])
    snapshot = world(dataset, skill, *descriptors, *roles)
    return asking(snapshot, sqlite_store, lambda _: snapshot)


def data(answer: dict[str, Any]) -> Any:
    assert "errors" not in answer, answer
    return answer["data"]


def test_a_role_tells_every_figure_of_what_it_is_rated_on(ask_baker: Ask) -> None:
    answer = ask_baker(
        """{ role(slug: "baker") { descriptors { totalCount edges { importanceRating levelRating value rank
        distinctiveness shares suppressedShares suppressed levelSuppressed notRelevant basis role { slug }
        node { slug domain scale minimum maximum categories } } } } }"""
    )
    strength, heat, zeal = data(answer)["role"]["descriptors"]["edges"]
    assert (strength["importanceRating"], strength["levelRating"], strength["value"]) == (4.0, 2.5, None)
    assert (strength["suppressed"], strength["levelSuppressed"], strength["notRelevant"]) == (False, True, True)
    assert strength["node"]["scale"] is None
    assert (heat["value"], heat["suppressed"], heat["shares"], heat["suppressedShares"]) == (
        4.5,
        True,
        [0.25, 0.75],
        [1],
    )
    assert heat["node"] == {
        "slug": "heat",
        "domain": "WORK_CONTEXT",
        "scale": "Context",
        "minimum": 1.0,
        "maximum": 5.0,
        "categories": ["Never", "Daily"],
    }
    assert (zeal["value"], zeal["rank"], zeal["distinctiveness"], zeal["shares"]) == (-0.5, 2, 1.5, [])
    assert (zeal["basis"], zeal["role"]) == ("STATED", {"slug": "baker"})


@pytest.mark.parametrize(
    ("domain", "slugs"),
    [("ABILITY", ["strength"]), ("[WORK_STYLE, WORK_CONTEXT]", ["heat", "zeal"]), ("INTEREST", [])],
)
def test_a_role_is_asked_by_domain(ask_baker: Ask, domain: str, slugs: list[str]) -> None:
    found = data(
        ask_baker(f'{{ role(slug: "baker") {{ descriptors(domain: {domain}) {{ totalCount nodes {{ slug }} }} }} }}')
    )
    assert [each["slug"] for each in found["role"]["descriptors"]["nodes"]] == slugs
    assert found["role"]["descriptors"]["totalCount"] == len(slugs)


def test_pages_of_what_a_role_is_rated_on_follow_each_other(ask_baker: Ask) -> None:
    document = """query ($after: String) { role(slug: "baker") { descriptors(domain: [WORK_STYLE, WORK_CONTEXT],
    first: 1, after: $after) { nodes { slug } pageInfo { endCursor hasNextPage } } } }"""
    one = data(ask_baker(document))["role"]["descriptors"]
    assert (one["nodes"], one["pageInfo"]["hasNextPage"]) == ([{"slug": "heat"}], True)
    other = data(ask_baker(document, after=one["pageInfo"]["endCursor"]))["role"]["descriptors"]
    assert (other["nodes"], other["pageInfo"]["hasNextPage"]) == ([{"slug": "zeal"}], False)


def test_a_descriptor_tells_its_place_its_levels_and_who_is_rated_on_it(ask_baker: Ask) -> None:
    found = data(
        ask_baker(
            """{ descriptor(slug: "strength") { id anchors { value statement } broader { descriptor { slug } }
            roles { edges { importanceRating node { slug } } } }
            physical: descriptor(slug: "physical") { narrower { descriptor { slug } } roles { totalCount } }
            heat: descriptor(slug: "heat") { roles { edges { value node { slug } } } }
            none: descriptor(slug: "cold") { slug } }"""
        )
    )
    assert found["descriptor"]["anchors"] == [
        {"value": 2.0, "statement": "Lift a bun."},
        {"value": 6.0, "statement": "Lift an oven."},
    ]
    assert found["descriptor"]["broader"] == [{"descriptor": {"slug": "physical"}}]
    assert found["descriptor"]["roles"]["edges"] == [{"importanceRating": 4.0, "node": {"slug": "baker"}}]
    assert found["physical"] == {"narrower": [{"descriptor": {"slug": "strength"}}], "roles": {"totalCount": 0}}
    assert [each["node"]["slug"] for each in found["heat"]["roles"]["edges"]] == ["assistant", "baker"]
    assert found["none"] is None
    node = data(ask_baker("query ($id: ID!) { node(id: $id) { __typename } }", id=found["descriptor"]["id"]))
    assert node == {"node": {"__typename": "Descriptor"}}


def test_descriptors_are_listed_by_domain_name_and_use(ask_baker: Ask) -> None:
    found = data(
        ask_baker(
            """{ all: descriptors { totalCount nodes { slug } }
            abilities: descriptors(domain: ABILITY) { nodes { slug } }
            named: descriptors(filter: {nameContains: "ea"}) { nodes { slug } }
            used: descriptors(orderBy: {field: ROLES, direction: DESC}, first: 1) { nodes { slug } } }"""
        )
    )
    assert [each["slug"] for each in found["all"]["nodes"]] == ["heat", "physical", "strength", "zeal"]
    assert found["all"]["totalCount"] == 4
    assert [each["slug"] for each in found["abilities"]["nodes"]] == ["physical", "strength"]
    assert [each["slug"] for each in found["named"]["nodes"]] == ["heat", "zeal"]
    assert found["used"]["nodes"] == [{"slug": "heat"}]


def test_a_skill_tells_what_its_levels_mean(ask_baker: Ask) -> None:
    found = data(ask_baker('{ skill(slug: "kneading") { anchors { value statement } } }'))
    assert found == {"skill": {"anchors": [{"value": 2.0, "statement": "Lift a bun."}]}}


def test_roles_are_found_and_counted_by_what_stands_out_in_them(ask_baker: Ask) -> None:
    found = data(
        ask_baker(
            """{ zeal: roles(filter: {descriptors: ["zeal"]}) { nodes { slug } }
            heat: roles(filter: {descriptors: ["zeal", "heat"]}) { nodes { slug } }
            all: roles(first: 0) { facets { descriptor { count node { slug } }
            none: descriptor(domain: [ABILITY]) { count } } } }"""
        )
    )
    assert found["zeal"]["nodes"] == [{"slug": "baker"}]
    assert found["heat"]["nodes"] == [], "nobody ranks heat, so it stands out nowhere"
    assert found["all"]["facets"] == {"descriptor": [{"count": 1, "node": {"slug": "zeal"}}], "none": []}
    wrong = ask_baker('{ roles(filter: {descriptors: ["zael"]}) { totalCount } }')
    assert wrong["errors"][0]["extensions"]["nearest"] == ["zeal"]
