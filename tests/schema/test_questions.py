"""The questions that the API exists for, asked of the shipped dataset in GraphQL."""

import math
from typing import Any

import pytest

from knowledge.model.vocabulary import ContrastDimension
from tests.conftest import Ask

CITED = "citations { source { slug title } section }"


def data(answer: dict[str, Any], field: str) -> Any:
    assert "errors" not in answer, answer["errors"]
    return answer["data"][field]


@pytest.fixture(scope="module")
def overlap(ask: Ask) -> Any:
    query = """{ overlap(roles: ["ai-engineer", "ml-engineer"]) {
        similarity roles { slug }
        skills { skill { slug kind category } specificity holdings { role { slug } importance level emphasis } }
        tools { tool { slug category } holdings { role { slug } emphasis } }
        applications { application { slug } }
        responsibilities { responsibility { slug } holdings { example } }
        commonGround { topic statement roles { slug } depth { role { slug } statement } CITED }
        CITED } }"""
    return data(ask(query.replace("CITED", CITED)), "overlap")


@pytest.mark.parametrize(
    "slug",
    [
        "python",
        "java",
        "deep-learning",
        "linear-algebra",
        "probability",
        "calculus",
        "mlops",
        "data-preprocessing",
    ],
)
def test_skills_that_both_engineers_share(overlap: Any, slug: str) -> None:
    assert slug in {each["skill"]["slug"] for each in overlap["skills"]}


@pytest.mark.parametrize("slug", ["tensorflow", "pytorch", "aws", "azure", "google-cloud"])
def test_tools_that_both_engineers_share(overlap: Any, slug: str) -> None:
    assert slug in {each["tool"]["slug"] for each in overlap["tools"]}


def test_each_shared_thing_has_one_holding_for_each_role_in_the_order_asked(overlap: Any) -> None:
    for each in (*overlap["skills"], *overlap["tools"]):
        assert [held["role"]["slug"] for held in each["holdings"]] == ["ai-engineer", "ml-engineer"]
    by_slug = {each["skill"]["slug"]: each for each in overlap["skills"]}
    first, second = by_slug["python"]["holdings"]
    assert first["emphasis"] != second["emphasis"]


def test_the_common_ground_is_whole_and_cited(overlap: Any) -> None:
    assert len(overlap["commonGround"]) == 9
    for each in overlap["commonGround"]:
        assert {role["slug"] for role in each["roles"]} >= {"ai-engineer", "ml-engineer"}
        assert each["citations"]
        assert each["citations"][0]["section"]
    assert any(len(each["depth"]) == 2 for each in overlap["commonGround"])
    assert len(overlap["citations"]) == len({(c["source"]["slug"], c["section"]) for c in overlap["citations"]})


def test_the_difference_has_all_seven_contrasts_and_what_only_one_has(ask: Ask) -> None:
    found = data(
        ask(
            """{ difference(left: "ai-engineer", right: "ml-engineer") {
            onlyLeft { skills { node { slug } } tools { node { slug } } applications { node { slug } } }
            onlyRight { skills { node { slug } } tools { node { slug } } responsibilities { node { slug } } }
            emphasis { feature { __typename slug } left right shift citations { section } }
            contrasts { dimension left right citations { section } } } }"""
        ),
        "difference",
    )
    assert {each["dimension"] for each in found["contrasts"]} == set(ContrastDimension)
    assert all(each["left"] != each["right"] and each["citations"] for each in found["contrasts"])
    left = {each["node"]["slug"] for each in found["onlyLeft"]["skills"]}
    right = {each["node"]["slug"] for each in found["onlyRight"]["skills"]}
    assert {"natural-language-processing", "computer-vision"} <= left
    assert {"feature-engineering", "time-series-analysis"} <= right
    assert not left & right
    assert {"pandas", "kaggle"} <= {each["node"]["slug"] for each in found["onlyRight"]["tools"]}
    assert found["emphasis"]


def test_the_transition_is_another_one_each_way_and_explains_itself(ask: Ask) -> None:
    fields = """feasibility documentedMove { kind rationale }
        skillGaps { skill { slug } weight closest { slug } closeness }
        transferableSkills { skill { slug } coverage } toolGaps { tool { slug } } qualificationGaps { slug }
        factors { kind score weight contribution explanation }"""
    answer = ask(
        f"""{{ there: transition(from: "ai-engineer", to: "ml-engineer") {{ {fields} }}
               back: transition(from: "ml-engineer", to: "ai-engineer") {{ {fields} }} }}"""
    )
    there, back = data(answer, "there"), data(answer, "back")
    gaps = [{gap["skill"]["slug"] for gap in each["skillGaps"]} for each in (there, back)]
    assert gaps[0]
    assert gaps[1]
    assert not gaps[0] & gaps[1]
    for each in (there, back):
        assert math.isclose(sum(factor["weight"] for factor in each["factors"]), 1, abs_tol=1e-9)
        total = sum(factor["contribution"] for factor in each["factors"])
        assert math.isclose(total, each["feasibility"], abs_tol=1e-9)
        assert all(factor["explanation"] for factor in each["factors"])


def test_fields_that_lead_round_and_back(ask: Ask) -> None:
    answer = ask(
        """{ skill(slug: "python") { roles { nodes { slug similar(first: 2) { role { slug } similarity } } }
            broader { skill { slug } } examples { slug } }
            tool(slug: "tensorflow") { skills { nodes { slug } } roles { edges { node { slug } basis emphasis } } } }"""
    )
    skill, tool = data(answer, "skill"), data(answer, "tool")
    assert {"ai-engineer", "ml-engineer"} <= {each["slug"] for each in skill["roles"]["nodes"]}
    assert all(len(each["similar"]) == 2 for each in skill["roles"]["nodes"])
    assert "deep-learning" in {each["slug"] for each in tool["skills"]["nodes"]}


def test_inferred_links_can_be_left_out(ask: Ask) -> None:
    query = """query ($basis: [Basis!]) {
        role(slug: "computer-vision-engineer") { tools(basis: $basis) { nodes { slug } } } }"""
    everything = data(ask(query), "role")["tools"]["nodes"]
    stated = data(ask(query, basis=["STATED"]), "role")["tools"]["nodes"]
    assert "opencv" in {each["slug"] for each in everything}
    assert "opencv" not in {each["slug"] for each in stated}


def test_a_match_reports_what_it_did_not_understand(ask: Ask) -> None:
    query = """query ($profile: ProfileInput!) { matchRoles(profile: $profile) {
        nodes { role { slug } score matchedSkills { slug } matchedTools { slug } missingTools { slug } }
        unknown { name argument nearest } } }"""
    profile = {
        "skills": ["Python", "Juggling", "time-series-analysis", "F1 score", "data-wrangling"],
        "tools": ["XGBoost", "scikit-learn"],
    }
    found = data(ask(query, profile=profile), "matchRoles")
    assert found["nodes"][0]["role"]["slug"] == "ml-engineer"
    assert [each["name"] for each in found["unknown"]] == ["Juggling"]
    assert found["unknown"][0]["argument"] == ["profile", "skills", "1"]
    scores = [each["score"] for each in found["nodes"]]
    assert scores == sorted(scores, reverse=True)


def test_search_forgives_typing_errors_and_knows_aliases(ask: Ask) -> None:
    query = """query ($text: String!) { search(query: $text, first: 3) {
        edges { score matched node { __typename slug } } totalCount } }"""
    found = data(ask(query, text="tensorflwo"), "search")["edges"][0]
    assert (found["node"]["__typename"], found["node"]["slug"]) == ("Tool", "tensorflow")
    found = data(ask(query, text="Machine Learning Engineer"), "search")["edges"][0]
    assert (found["node"]["slug"], found["matched"]) == ("ml-engineer", "Machine Learning Engineer")


def test_node_and_nodes_give_back_what_ids_name(ask: Ask) -> None:
    query = '{ role(slug: "ai-engineer") { id } skill(slug: "python") { id } tool(slug: "keras") { id } }'
    ids = [each["id"] for each in ask(query)["data"].values()]
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename ... on Entity { slug } } }"
    found = data(ask(query, ids=[*ids, "Tm90aGluZzp4"]), "nodes")
    assert [each and (each["__typename"], each["slug"]) for each in found] == [
        ("Role", "ai-engineer"),
        ("Skill", "python"),
        ("Tool", "keras"),
        None,
    ]
    assert data(ask("query ($id: ID!) { node(id: $id) { id } }", id=ids[0]), "node") == {"id": ids[0]}


def test_datasets_list_their_roles_and_skills(ask: Ask) -> None:
    (found,) = data(
        ask("{ datasets { slug roles { totalCount } skills(first: 1) { totalCount nodes { slug } } } }"), "datasets"
    )
    assert (found["roles"]["totalCount"], found["skills"]["totalCount"]) == (13, 96)


def test_the_first_revision_and_its_changes(ask: Ask) -> None:
    answer = ask(
        """{ revision { number dataset { slug } created summary }
        changes(since: 0, first: 3) { totalCount nodes { revision kind slug operation fields { field before after } }
            pageInfo { endCursor hasNextPage } } }"""
    )
    revision, changes = data(answer, "revision"), data(answer, "changes")
    assert (revision["number"], revision["created"]) == (1, changes["totalCount"])
    assert {each["operation"] for each in changes["nodes"]} == {"CREATED"}
    assert all(field["before"] is None for each in changes["nodes"] for field in each["fields"])
    after = changes["pageInfo"]["endCursor"]
    following = data(
        ask("query ($a: String) { changes(since: 0, after: $a) { nodes { kind slug } } }", a=after), "changes"
    )
    seen = {(each["kind"], each["slug"]) for each in changes["nodes"]}
    assert not seen & {(each["kind"], each["slug"]) for each in following["nodes"]}
    assert data(ask("{ changes(since: 1) { totalCount nodes { slug } } }"), "changes") == {"totalCount": 0, "nodes": []}
