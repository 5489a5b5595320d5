"""Extensions in GraphQL: clients see whose fact is whose, and can leave out what other datasets add."""

from typing import Any

import pytest

from knowledge.model.vocabulary import Kind
from tests.conftest import Ask, asking
from tests.knowledge.extended import OF_BAKERS, added, bakery, needs, record

BOTH = record(Kind.ROLE_EXTENSION, "tyrol/esco/baker", role="esco/baker", skills=needs("esco/icing"), dataset="tyrol")


def asks(*records: Any) -> Ask:
    snapshot = bakery(*records)
    return asking(snapshot, None, lambda _: snapshot)  # type: ignore[arg-type]  # nothing asks for the past


@pytest.fixture(scope="module")
def ask() -> Ask:
    return asks(OF_BAKERS, BOTH)


def test_links_tell_who_adds_and_who_confirms_them(ask: Ask) -> None:
    query = """{ role(slug: "esco/baker") {
        dataset { slug }
        skills { totalCount edges { node { slug } addedBy { slug } confirmedBy { dataset { slug } basis } } }
        pay { currency addedBy { slug } citations { source { slug } section } }
        moves { nodes { to { slug } addedBy { slug } } } } }"""
    assert ask(query)["data"]["role"] == {
        "dataset": {"slug": "esco"},
        "skills": {
            "totalCount": 4,
            "edges": [
                {"node": {"slug": "esco/baking"}, "addedBy": None, "confirmedBy": []},
                {"node": {"slug": "esco/kneading"}, "addedBy": None, "confirmedBy": []},
                {
                    "node": {"slug": "esco/icing"},
                    "addedBy": {"slug": "swiss"},
                    "confirmedBy": [{"dataset": {"slug": "tyrol"}, "basis": "STATED"}],
                },
                {"node": {"slug": "swiss/glazing"}, "addedBy": {"slug": "swiss"}, "confirmedBy": []},
            ],
        },
        "pay": [
            {
                "currency": "CHF",
                "addedBy": {"slug": "swiss"},
                "citations": [{"source": {"slug": "swiss/prices"}, "section": "2"}],
            }
        ],
        "moves": {"nodes": [{"to": {"slug": "swiss/confectioner"}, "addedBy": {"slug": "swiss"}}]},
    }


WITHOUT = """query ($e: Boolean!) { role(slug: "esco/baker") {
    aliases(extensions: $e) externalIds(extensions: $e) { identifier } groups(extensions: $e) { slug }
    skills(extensions: $e) { totalCount nodes { slug } facets { dataset { node { slug } count } } }
    tools(extensions: $e) { nodes { slug } } moves(extensions: $e) { totalCount } pay(extensions: $e) { currency }
    reportedTitles(extensions: $e) contrasts(extensions: $e) { statement } } }"""


def test_extensions_can_be_left_out_of_every_list(ask: Ask) -> None:
    plain = asks()
    assert ask(WITHOUT, e=False) == plain(WITHOUT, e=False) == plain(WITHOUT, e=True)
    assert ask(WITHOUT, e=False)["data"]["role"]["skills"]["totalCount"] == 2
    assert ask(WITHOUT, e=True)["data"]["role"] == {
        "aliases": ["Bread maker", "Bäcker", "Beck"],
        "externalIds": [{"identifier": "75120"}],
        "groups": [{"slug": "esco/7512"}, {"slug": "esco/7513"}],
        "skills": {
            "totalCount": 4,
            "nodes": [{"slug": each} for each in ("esco/baking", "esco/kneading", "esco/icing", "swiss/glazing")],
            "facets": {
                "dataset": [{"node": {"slug": "esco"}, "count": 3}, {"node": {"slug": "swiss"}, "count": 1}],
            },
        },
        "tools": {"nodes": [{"slug": "esco/oven"}, {"slug": "swiss/mould"}]},
        "moves": {"totalCount": 1},
        "pay": [{"currency": "CHF"}],
        "reportedTitles": [],
        "contrasts": [],
    }


BACK = """query ($e: Boolean!) {
    skill(slug: "esco/icing") { roles(extensions: $e) { nodes { slug } } }
    roleGroup(slug: "esco/7513") { roles(extensions: $e) { nodes { slug } } }
    role(slug: "swiss/confectioner") { moves(direction: IN, extensions: $e) { nodes { from { slug } } } }
    tool(slug: "swiss/mould") { roles(extensions: $e) { nodes { slug } } } }"""


def test_extensions_can_be_left_out_of_lists_that_lead_back(ask: Ask) -> None:
    assert ask(BACK, e=False) == asks()(BACK, e=True)
    assert ask(BACK, e=True)["data"] == {
        "skill": {
            "roles": {"nodes": [{"slug": each} for each in ("esco/apprentice", "esco/baker", "swiss/confectioner")]}
        },
        "roleGroup": {"roles": {"nodes": [{"slug": "esco/baker"}]}},
        "role": {"moves": {"nodes": [{"from": {"slug": "esco/baker"}}]}},
        "tool": {"roles": {"nodes": [{"slug": "esco/baker"}]}},
    }


def test_what_is_not_asked_otherwise_has_what_is_added(ask: Ask) -> None:
    query = '{ role(slug: "esco/baker") { aliases groups { slug } skills { nodes { slug } } } }'
    told = ask(query)["data"]["role"]
    assert (len(told["aliases"]), len(told["groups"]), len(told["skills"]["nodes"])) == (3, 2, 4)


def test_an_entity_names_its_extensions_and_each_leads_to_it_and_is_found_again(ask: Ask) -> None:
    query = """{ role(slug: "esco/baker") { extensions { id __typename slug name dataset { slug } basis aliases
        externalIds { scheme } extends { slug } status citations { source { slug } } replacedBy { slug }
        description definition scopeNote } } tool(slug: "esco/oven") { extensions { slug } } }"""
    data = ask(query)["data"]
    assert [each["dataset"]["slug"] for each in data["role"]["extensions"]] == ["swiss", "tyrol"]
    swiss = data["role"]["extensions"][0]
    id = swiss.pop("id")
    assert swiss == {
        "__typename": "RoleExtension",
        "slug": "swiss/esco/baker",
        "name": "baker",
        "dataset": {"slug": "swiss"},
        "basis": "STATED",
        "aliases": ["Bäcker", "Bread maker", "Beck"],
        "externalIds": [{"scheme": "ch-isco"}],
        "extends": {"slug": "esco/baker"},
        "status": "ACTIVE",
        "citations": [{"source": {"slug": "swiss/survey"}}],
        "replacedBy": None,
        "description": None,
        "definition": None,
        "scopeNote": None,
    }
    assert data["tool"]["extensions"] == []
    again = ask("query ($id: ID!) { node(id: $id) { ... on Extension { slug } } }", id=id)
    assert again["data"]["node"] == {"slug": "swiss/esco/baker"}


def test_skills_and_tools_leave_out_as_roles_do() -> None:
    ask = asks(
        added(
            Kind.SKILL_EXTENSION,
            "esco/baking",
            collections=["craft"],
            related=[{"skill": "swiss/glazing", "importance": "ESSENTIAL"}],
        ),
        added(Kind.TOOL_EXTENSION, "esco/oven", skills=[{"skill": "swiss/glazing"}]),
    )
    query = """query ($e: Boolean!) {
        skill(slug: "esco/baking") { collections(extensions: $e) related { skill { slug } addedBy { slug } } }
        glazing: skill(slug: "swiss/glazing") {
            relatedBy(extensions: $e) { skill { slug } addedBy { slug } confirmedBy { basis } }
            tools(extensions: $e) { nodes { slug } } }
        tool(slug: "esco/oven") { skills(extensions: $e) { edges { node { slug } addedBy { slug } } } } }"""
    with_, without = (ask(query, e=each)["data"] for each in (True, False))
    glazing = {"skill": {"slug": "swiss/glazing"}, "addedBy": {"slug": "swiss"}}
    assert glazing in with_["skill"]["related"]
    assert glazing in without["skill"]["related"], "nearness is computed of all that is known"
    assert [with_["skill"]["collections"], without["skill"]["collections"]] == [["craft"], []]
    assert [with_["glazing"]["relatedBy"], without["glazing"]["relatedBy"]] == [
        [{"skill": {"slug": "esco/baking"}, "addedBy": {"slug": "swiss"}, "confirmedBy": []}],
        [],
    ]
    assert [with_["glazing"]["tools"]["nodes"], without["glazing"]["tools"]["nodes"]] == [[{"slug": "esco/oven"}], []]
    assert [len(each["tool"]["skills"]["edges"]) for each in (with_, without)] == [2, 1]


def test_lists_without_evidence_tell_by_the_extension_who_says_what() -> None:
    groups = [{"groups": ["esco/7512", "esco/7513"], "reported_titles": ["Beck"]}, {"groups": ["esco/7513"]}]
    ask = asks(
        record(Kind.APPLICATION, "esco/bread", industries=["Food"]),
        record(Kind.QUALIFICATION, "esco/diploma", qualification_kind="DEGREE", fields=["Food"]),
        record(Kind.RESPONSIBILITY, "esco/knead"),
        added(Kind.ROLE_EXTENSION, "esco/baker", **groups[0]),
        record(Kind.ROLE_EXTENSION, "tyrol/esco/baker", role="esco/baker", dataset="tyrol", **groups[1]),
        added(Kind.SKILL_EXTENSION, "esco/baking", collections=["craft"]),
        added(Kind.APPLICATION_EXTENSION, "esco/bread", industries=["Food", "Alps"]),
        added(Kind.QUALIFICATION_EXTENSION, "esco/diploma", fields=["Sugar"]),
        added(Kind.RESPONSIBILITY_EXTENSION, "esco/knead", aliases=["Kneten"]),
        added(Kind.ROLE_GROUP_EXTENSION, "esco/7512", aliases=["Bäcker"], status="DEPRECATED"),
        added(Kind.ROLE_GROUP_EXTENSION, "esco/7513", aliases=["Konditoren"]),
    )
    query = """{
        role(slug: "esco/baker") { groups { slug } reportedTitles
            extensions { dataset { slug } ... on RoleExtension { groups { slug } reportedTitles } } }
        skill(slug: "esco/baking") { extensions { ... on SkillExtension { collections } } }
        application(slug: "esco/bread") { industries own: industries(extensions: false)
            extensions { ... on ApplicationExtension { industries } } }
        qualification(slug: "esco/diploma") { fieldsOfStudy own: fieldsOfStudy(extensions: false)
            extensions { ... on QualificationExtension { fieldsOfStudy } } }
        responsibility(slug: "esco/knead") { aliases extensions { __typename } }
        old: roleGroup(slug: "esco/7512") { aliases extensions { __typename } }
        roleGroup(slug: "esco/7513") { aliases extensions { __typename aliases } } }"""
    first, second = {"slug": "esco/7512"}, {"slug": "esco/7513"}
    assert ask(query)["data"] == {
        "role": {
            "groups": [first, second],
            "reportedTitles": ["Beck"],
            "extensions": [
                {"dataset": {"slug": "swiss"}, "groups": [first, second], "reportedTitles": ["Beck"]},
                {"dataset": {"slug": "tyrol"}, "groups": [second], "reportedTitles": []},
            ],
        },
        "skill": {"extensions": [{"collections": ["craft"]}]},
        "application": {
            "industries": ["Food", "Alps"],
            "own": ["Food"],
            "extensions": [{"industries": ["Food", "Alps"]}],
        },
        "qualification": {
            "fieldsOfStudy": ["Food", "Sugar"],
            "own": ["Food"],
            "extensions": [{"fieldsOfStudy": ["Sugar"]}],
        },
        "responsibility": {"aliases": ["Kneten"], "extensions": [{"__typename": "ResponsibilityExtension"}]},
        "old": {"aliases": [], "extensions": []},
        "roleGroup": {
            "aliases": ["Konditoren"],
            "extensions": [{"__typename": "RoleGroupExtension", "aliases": ["Konditoren"]}],
        },
    }


def test_a_dataset_lists_what_it_adds_and_pages_go_on_where_an_extension_was_retired() -> None:
    of_oven = added(Kind.TOOL_EXTENSION, "esco/oven", aliases=["Ofen"])
    of_skill = added(Kind.SKILL_EXTENSION, "esco/icing", aliases=["Glasieren"])
    gone = added(Kind.SKILL_EXTENSION, "esco/icing", status="DEPRECATED")
    query = """query ($after: String) { dataset(slug: "swiss") {
        extensions(first: 2, after: $after) { totalCount edges { cursor node { slug __typename } } } } }"""
    page = asks(OF_BAKERS, of_oven, of_skill, BOTH)(query)["data"]["dataset"]["extensions"]
    assert page["totalCount"] == 3
    assert [each["node"]["__typename"] for each in page["edges"]] == ["RoleExtension", "SkillExtension"]
    after = page["edges"][1]["cursor"]
    for records in ((OF_BAKERS, of_oven, of_skill), (OF_BAKERS, of_oven, gone)):
        rest = asks(*records)(query, after=after)["data"]["dataset"]["extensions"]["edges"]
        assert [each["node"]["slug"] for each in rest] == ["swiss/esco/oven"]
    wrong = asks(OF_BAKERS)(query, after=after)
    assert wrong["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_pages_go_on_where_extensions_are_left_out_half_way(ask: Ask) -> None:
    page = """query ($after: String, $e: Boolean!) { role(slug: "esco/baker") {
        skills(first: 1, after: $after, extensions: $e) { nodes { slug } pageInfo { endCursor hasNextPage } } } }"""
    first = ask(page, e=False)["data"]["role"]["skills"]
    second = ask(page, e=False, after=first["pageInfo"]["endCursor"])["data"]["role"]["skills"]
    assert [each["nodes"] for each in (first, second)] == [[{"slug": "esco/baking"}], [{"slug": "esco/kneading"}]]
    assert second["pageInfo"]["hasNextPage"] is False
    third = ask(page, e=True, after=second["pageInfo"]["endCursor"])["data"]["role"]["skills"]
    assert third["nodes"] == [{"slug": "esco/icing"}]
    assert ask(page, e=False, after=third["pageInfo"]["endCursor"])["data"]["role"]["skills"]["nodes"] == []
