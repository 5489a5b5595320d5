"""Strings are told what they mean, through GraphQL: in order, with how sure that is, and within what they may cost."""

from typing import Any

import pytest

from schema.limits import Limits
from tests.conftest import Ask
from tests.schema.test_cost import cost
from tests.schema.test_questions import data

NORMALIZE = """query ($terms: [String!]!, $types: [EntityType!], $dataset: String, $least: Float, $first: Int! = 1) {
  normalize(terms: $terms, types: $types, dataset: $dataset, minConfidence: $least, first: $first) {
    term setAside { text decoration }
    matches { confidence matched entity { __typename slug } standsFor { slug } } } }"""


def test_each_string_has_its_best_match_in_the_order_asked(ask: Ask) -> None:
    terms = [
        "good knowledge of pytorch",
        "xyzzyxyzzy",
        "Sr. ML Engineer (m/f/d)",
        "tensorflwo",
        "good knowledge of pytorch",
    ]
    found = data(ask(NORMALIZE, terms=terms, types=["SKILL", "TOOL", "ROLE"]), "normalize")
    assert [each["term"] for each in found] == terms
    assert [[match["entity"]["slug"] for match in each["matches"]] for each in found] == [
        ["pytorch"],
        [],
        ["ml-engineer"],
        ["tensorflow"],
        ["pytorch"],
    ]
    assert all(0.3 <= match["confidence"] <= 1 for each in found for match in each["matches"])
    assert found[2]["setAside"] == [
        {"text": "Sr.", "decoration": "SENIORITY"},
        {"text": "(m/f/d)", "decoration": "GENDER"},
    ]


def test_a_list_is_divided_into_what_it_names_and_one_thing_is_not(ask: Ask) -> None:
    query = """query ($terms: [String!]!) { normalize(terms: $terms, types: [TOOL, ROLE]) {
        term parts { term matches { entity { slug } } parts { term } } } }"""
    terms = ["pytorch, tensorflwo / xyzzyxyzzy", "ML engineer, London", "pytorch"]
    found = data(ask(query, terms=terms), "normalize")
    assert [each["term"] for each in found] == terms
    assert [(part["term"], [match["entity"]["slug"] for match in part["matches"]]) for part in found[0]["parts"]] == [
        ("pytorch", ["pytorch"]),
        ("tensorflwo", ["tensorflow"]),
        ("xyzzyxyzzy", []),
    ]
    assert all(part["parts"] == [] for part in found[0]["parts"])
    assert found[1]["parts"] == found[2]["parts"] == []


def test_only_types_datasets_and_confidences_that_are_wanted(ask: Ask) -> None:
    (term,) = data(ask(NORMALIZE, terms=["ML engineer"], types=["SKILL"], first=5, least=0), "normalize")
    assert {match["entity"]["__typename"] for match in term["matches"]} == {"Skill"}
    (term,) = data(ask(NORMALIZE, terms=["engineer"], types=["ROLE"], first=3, least=0.01), "normalize")
    assert len(term["matches"]) == 3
    (sure,) = data(ask(NORMALIZE, terms=["engineer"], types=["ROLE"], first=3, least=1), "normalize")
    assert sure["matches"] == []


@pytest.mark.parametrize(
    ("variables", "code", "said"),
    [
        ({"terms": []}, "BAD_USER_INPUT", "1 to 1,000 terms"),
        ({"terms": ["x"] * 1_001}, "BAD_USER_INPUT", "1,000 items"),
        ({"terms": ["x" * 501]}, "BAD_USER_INPUT", "500 letters"),
        ({"terms": ["x"], "first": 0}, "BAD_USER_INPUT", "first is 1 to 20"),
        ({"terms": ["x"], "least": 1.5}, "BAD_USER_INPUT", "A confidence is 0 to 1"),
        ({"terms": ["x"], "dataset": "nowhere"}, "NOT_FOUND", "nowhere"),
    ],
)
def test_what_is_wrong_is_said(ask: Ask, variables: dict[str, Any], code: str, said: str) -> None:
    (error,) = ask(NORMALIZE, **variables)["errors"]
    assert error["extensions"]["code"] == code
    assert said in error["message"]


@pytest.mark.parametrize(
    "term",
    [
        "",
        " ",
        "a",
        "the of and",
        "🙂🚀",
        "\x00\x1b[31m",
        "<b>Python</b>",
        "JVBERi0xLjQKJcfs",
        "مهندس Python",
        "%PDF-1.4",
        "x" * 500,
    ],
)
def test_any_string_is_answered(ask: Ask, term: str) -> None:
    (found,) = data(ask(NORMALIZE, terms=[term], first=20, least=0), "normalize")
    assert found["term"] == term


def test_a_thousand_strings_are_affordable_and_each_has_its_price() -> None:
    text = NORMALIZE.replace("standsFor { slug }", "")
    assert cost(text, terms=["x"] * 1_000) <= Limits().cost
    assert cost(text, terms=["x"] * 1_000) - cost(text, terms=["x"] * 500) >= 500 * 40


def test_search_says_how_sure_it_is(ask: Ask) -> None:
    query = """query ($text: String!, $least: Float) { search(query: $text, minConfidence: $least) {
        edges { score confidence matched standsFor { slug } node { slug } } totalCount } }"""
    found = data(ask(query, text="ML engineer", least=0.5), "search")
    assert found["edges"][0]["node"]["slug"] == "ml-engineer"
    assert all(edge["score"] == edge["confidence"] >= 0.5 for edge in found["edges"])
    assert found["totalCount"] == len(found["edges"])
    (error,) = ask(query, text="a", least=-1)["errors"]
    assert error["path"] == ["search"]
    assert "A confidence is 0 to 1, not -1." in error["message"]
