"""Whatever has a slug has a global id, and is found again by it."""

from typing import Any

import pytest
from graphql import GraphQLObjectType

from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from schema.document import GRAPHQL
from tests.conftest import Ask, asking, world

NO_NODES = {"Change"}  # it has the slug of the record that it is about


def test_every_type_with_a_slug_is_a_node_with_a_history() -> None:
    with_slug = {
        name: type_
        for name, type_ in GRAPHQL.type_map.items()
        if isinstance(type_, GraphQLObjectType) and "slug" in type_.fields and name not in NO_NODES
    }
    assert set(with_slug) == {
        "Application", "CommonGround", "ConceptMapping", "Dataset", "Descriptor", "Example", "HiringChannel",
        "HiringNeed", "IdentifierScheme", "LearningResource", "Market", "Measure", "Outlook",
        "Qualification", "Responsibility", "Role", "RoleGroup", "Skill", "Source", "Tool",
        "ApplicationExtension", "QualificationExtension", "ResponsibilityExtension", "RoleExtension",
        "RoleGroupExtension", "SkillExtension", "ToolExtension",
    }  # fmt: skip
    for type_ in with_slug.values():
        assert "Node" in {each.name for each in type_.interfaces}
        assert {"id", "history"} <= set(type_.fields)


LISTS = {
    "HiringNeed": "hiringNeeds",
    "HiringChannel": "hiringChannels",
    "Outlook": "outlook",
    "Example": "examples",
    "Dataset": "datasets",
    "Source": "sources",
}


@pytest.mark.parametrize(("type_", "list_"), LISTS.items())
def test_what_is_in_a_list_is_found_again_by_its_id(ask: Ask, type_: str, list_: str) -> None:
    found = ask(f"{{ list: {list_} {{ __typename id slug }} }}")["data"]["list"]
    assert found
    assert {each["__typename"] for each in found} == {type_}
    ids = [each["id"] for each in found]
    assert len(set(ids)) == len(ids)
    again = ask(f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ __typename id ... on {type_} {{ slug }} }} }}", ids=ids)
    assert again["data"]["nodes"] == found


def test_common_ground_is_found_again_by_its_id(ask: Ask) -> None:
    (one, *_) = ask('{ role(slug: "ml-engineer") { commonGround { id slug topic status dataset { slug } } } }')["data"][
        "role"
    ]["commonGround"]
    found = ask(
        "query ($id: ID!) { node(id: $id) { id ... on CommonGround { slug topic status dataset { slug } } } }",
        id=one["id"],
    )
    assert found["data"]["node"] == one
    assert one["status"] == "ACTIVE"


def test_a_mapping_and_a_deprecated_statement_are_found_by_their_ids(sqlite_store: Store) -> None:
    base: dict[str, Any] = {"dataset": "d", "basis": "STATED"}
    snapshot = world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        (Key(Kind.SKILL, "a"), {**base, "slug": "a", "name": "A", "skill_kind": "SKILL"}),
        (Key(Kind.ROLE, "r"), {**base, "slug": "r", "name": "R"}),
        (
            Key(Kind.CONCEPT_MAPPING, "a-b"),
            {
                **base, "slug": "a-b", "name": "A is B", "subject_kind": "SKILL", "subject": "a",
                "relation": "CLOSE_MATCH", "object_slug": "b",
            },
        ),
        (
            Key(Kind.HIRING_NEED, "old"),
            {**base, "slug": "old", "name": "Old", "roles": [{"role": "r"}], "status": "DEPRECATED"},
        ),
    )  # fmt: skip
    ask = asking(snapshot, sqlite_store, lambda _: snapshot)
    (mapping,) = ask('{ skill(slug: "a") { matches { id slug } } }')["data"]["skill"]["matches"]
    query = """query ($id: ID!) { node(id: $id) { id
        ... on ConceptMapping { slug subject { slug } object { slug } status dataset { slug } }
        ... on HiringNeed { status roles { slug } } } }"""
    assert ask(query, id=mapping["id"])["data"]["node"] == {
        **mapping, "subject": {"slug": "a"}, "object": None, "status": "ACTIVE", "dataset": {"slug": "d"},
    }  # fmt: skip
    assert ask("{ hiringNeeds { id } }")["data"]["hiringNeeds"] == []
    old = "SGlyaW5nTmVlZDpvbGQ"
    assert ask(query, id=old)["data"]["node"] == {"id": old, "status": "DEPRECATED", "roles": [{"slug": "r"}]}


def test_a_dataset_and_a_source_by_slug(ask: Ask) -> None:
    data = ask('{ dataset(slug: "ai-careers") { slug title } none: dataset(slug: "nobody") { slug } sources { slug } }')
    assert data["data"]["dataset"]["slug"] == "ai-careers"
    assert data["data"]["none"] is None
    slug = data["data"]["sources"][0]["slug"]
    found = ask(f'{{ source(slug: "{slug}") {{ slug }} none: source(slug: "nobody") {{ slug }} }}')["data"]
    assert found == {"source": {"slug": slug}, "none": None}
