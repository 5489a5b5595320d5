"""Entities by the identifiers of other schemes, alone and in lists, and what schemes say of themselves."""

from typing import Any

import pytest

from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from tests.conftest import Ask, asking, world

BASE = {"dataset": "d", "basis": "STATED"}
URI = "http://data.europa.eu/esco/occupation/1"


def record(kind: Kind, slug: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return Key(kind, slug), {**BASE, "slug": slug, "name": slug, **more}


def ids(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"scheme": scheme, "identifier": identifier} for scheme, identifier in pairs]


@pytest.fixture
def ask(sqlite_store: Store) -> Ask:
    snapshot = world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        (Key(Kind.DATASET, "e"), {"slug": "e", "title": "E"}),
        record(Kind.SKILL, "baking", skill_kind="SKILL", external_ids=ids(("own", "1"))),
        record(Kind.ROLE, "old-baker", external_ids=ids(("esco", URI)), status="DEPRECATED"),
        record(Kind.ROLE, "baker", external_ids=ids(("esco", URI), ("own", "1"))),
        record(Kind.ROLE, "baecker", dataset="e", external_ids=ids(("esco", URI))),
        record(Kind.ROLE, "cook", external_ids=ids(("own", "a/b c"))),
        record(Kind.ROLE_GROUP, "bakers", scheme="ISCO", code="7512"),
        record(Kind.DESCRIPTOR, "heat", domain="WORK_CONTEXT", external_ids=ids(("onet-element", "4.C.2"))),
        record(Kind.DESCRIPTOR, "noise", domain="WORK_CONTEXT", external_ids=ids(("onet-element", "4.C.1"))),
        record(Kind.IDENTIFIER_SCHEME, "own", address="https://example.com/{identifier}", unique=False),
        record(Kind.IDENTIFIER_SCHEME, "gone", status="DEPRECATED"),
    )
    return asking(snapshot, sqlite_store, lambda _: snapshot)


ENTITY = """query ($i: IdentifierInput!, $t: [EntityType!], $d: String) {
    entity(identifier: $i, types: $t, dataset: $d) { slug } }"""


@pytest.mark.parametrize(
    ("identifier", "more", "slug"),
    [
        ({"scheme": "esco", "value": URI}, {}, "baecker"),
        ({"value": URI}, {"d": "d"}, "baker"),
        ({"scheme": "own", "value": "1"}, {}, "baker"),
        ({"scheme": "own", "value": "1"}, {"t": ["SKILL"]}, "baking"),
        ({"scheme": "isco", "value": "7512"}, {}, "bakers"),
        ({"scheme": "onet-element", "value": "4.C.2"}, {}, "heat"),
        ({"scheme": "esco", "value": "1"}, {}, None),
        ({"value": "zzz"}, {}, None),
    ],
)
def test_an_identifier_names_what_has_it(ask: Ask, identifier: Any, more: dict[str, Any], slug: str | None) -> None:
    found = ask(ENTITY, i=identifier, **more)["data"]["entity"]
    assert found == (None if slug is None else {"slug": slug})


def test_an_unknown_dataset_is_not_found(ask: Ask) -> None:
    answer = ask(ENTITY, i={"value": URI}, d="zzz")
    assert answer["errors"][0]["extensions"]["code"] == "NOT_FOUND"


def test_lists_by_identifiers_come_in_the_order_asked_and_leave_out_what_names_nothing(ask: Ask) -> None:
    query = "query ($i: [IdentifierInput!]) { roles(identifiers: $i) { totalCount nodes { slug } } }"
    asked = [{"scheme": "own", "value": "a/b c"}, {"value": "zzz"}, {"scheme": "own", "value": "1"}]
    found = ask(query, i=asked)["data"]["roles"]
    assert found == {"totalCount": 2, "nodes": [{"slug": "cook"}, {"slug": "baker"}]}
    assert ask(query, i=[])["data"]["roles"]["totalCount"] == 0


def test_slugs_and_identifiers_at_once_are_refused(ask: Ask) -> None:
    (error,) = ask('{ roles(slugs: ["baker"], identifiers: [{value: "1"}]) { totalCount } }')["errors"]
    assert error["message"] == "Give slugs or identifiers, not both."
    assert error["extensions"]["argument"] == ["identifiers"]


def test_schemes_say_what_they_are_and_where_identifiers_lead(ask: Ask) -> None:
    answer = ask("{ identifierSchemes { slug name unique address dataset { slug } } }")
    assert answer["data"]["identifierSchemes"] == [
        {
            "slug": "own",
            "name": "own",
            "unique": False,
            "address": "https://example.com/{identifier}",
            "dataset": {"slug": "d"},
        }
    ]
    found = ask(
        """{ cook: role(slug: "cook") { externalIds { address } }
        baker: role(slug: "baker") { externalIds { address } } }"""
    )
    assert found["data"]["cook"]["externalIds"] == [{"address": "https://example.com/a%2Fb%20c"}]
    assert found["data"]["baker"]["externalIds"] == [{"address": URI}, {"address": "https://example.com/1"}]


def test_descriptors_are_listed_by_identifiers_and_slugs_in_the_order_asked_for(ask: Ask) -> None:
    found = ask("""{
        descriptors(identifiers: [{value: "4.C.2"}, {scheme: "onet-element", value: "4.C.1"}, {value: "x"}]) {
            nodes { slug } totalCount }
        few: descriptors(slugs: ["noise", "zzz"]) { nodes { slug } }
        none: descriptors(slugs: ["noise"], domain: [ABILITY]) { nodes { slug } }
        entities(identifiers: ["4.C.1"]) { slug __typename }
    }""")["data"]
    assert found == {
        "descriptors": {"nodes": [{"slug": "heat"}, {"slug": "noise"}], "totalCount": 2},
        "few": {"nodes": [{"slug": "noise"}]},
        "none": {"nodes": []},
        "entities": [{"slug": "noise", "__typename": "Descriptor"}],
    }
