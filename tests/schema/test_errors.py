"""What is wrong with a question is said with a code, the argument, and a way to mend it; nothing else leaks."""

import logging
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import Ask

NINE = '["' + '", "'.join(f"r{n}" for n in range(9)) + '"]'

QUESTIONS: dict[str, tuple[str, str, list[str | int] | None, str]] = {
    "an unknown slug": (
        '{ overlap(roles: ["ai-engineer", "ml-enginer"]) { similarity } }',
        "NOT_FOUND",
        ["roles", 1],
        'No role "ml-enginer". Did you mean "ml-engineer"',
    ),
    "an unknown left": (
        '{ difference(left: "x", right: "ml-engineer") { left { slug } } }',
        "NOT_FOUND",
        ["left"],
        "No role",
    ),
    "an unknown from": (
        '{ transition(from: "x", to: "ml-engineer") { feasibility } }',
        "NOT_FOUND",
        ["from"],
        "No role",
    ),
    "an unknown to": ('{ careerPaths(from: "ml-engineer", to: "x") { difficulty } }', "NOT_FOUND", ["to"], "No role"),
    "unknown moves": ('{ transitions(from: "x") { totalCount } }', "NOT_FOUND", ["from"], "No role"),
    "an outlook of nobody": ('{ outlook(role: "x") { name } }', "NOT_FOUND", ["role"], "No role"),
    "one role": ('{ overlap(roles: ["ai-engineer"]) { similarity } }', "BAD_USER_INPUT", ["roles"], "2 to 8"),
    "no role": ("{ overlap(roles: []) { similarity } }", "BAD_USER_INPUT", ["roles"], "2 to 8"),
    "nine roles": (f"{{ overlap(roles: {NINE}) {{ similarity }} }}", "BAD_USER_INPUT", ["roles"], "2 to 8"),
    "the same role twice": (
        '{ overlap(roles: ["ai-engineer", "ai-engineer"]) { similarity } }',
        "BAD_USER_INPUT",
        ["roles", 1],
        "ai-engineer",
    ),
    "a difference to itself": (
        '{ difference(left: "ai-engineer", right: "ai-engineer") { left { slug } } }',
        "BAD_USER_INPUT",
        ["right"],
        "ai-engineer",
    ),
    "a negative first": ("{ roles(first: -1) { totalCount } }", "BAD_USER_INPUT", ["first"], "0 to 500, not -1"),
    "a huge first": ("{ roles(first: 501) { totalCount } }", "BAD_USER_INPUT", ["first"], "0 to 500, not 501"),
    "first beyond 32 bits": (
        "{ roles(first: 99999999999) { totalCount } }",
        "GRAPHQL_VALIDATION_FAILED",
        None,
        "32-bit",
    ),
    "a huge last": ("{ skills(last: 9999) { totalCount } }", "BAD_USER_INPUT", ["last"], "0 to 500"),
    "first with last": ("{ roles(first: 1, last: 1) { totalCount } }", "BAD_USER_INPUT", ["last"], "not both"),
    "a cursor that is none": ('{ roles(after: "%%%") { totalCount } }', "BAD_USER_INPUT", ["after"], "no cursor"),
    "a cursor of another list": (
        '{ roles(after: "U2tpbGw6cHl0aG9u") { totalCount } }',
        "BAD_USER_INPUT",
        ["after"],
        "does not belong to this list",
    ),
    "a cursor of other changes": (
        '{ changes(since: 0, after: "eA") { totalCount } }',
        "BAD_USER_INPUT",
        ["after"],
        "list",
    ),
    "an id that is none": ('{ node(id: "%%%") { id } }', "BAD_USER_INPUT", ["id"], "id"),
    "changes since before the first": ("{ changes(since: -1) { totalCount } }", "BAD_USER_INPUT", ["since"], "not -1"),
    "a revision to come": ("{ revision(number: 99) { number } }", "NOT_FOUND", ["number"], 'No revision "99"'),
    "an empty profile": ("{ matchRoles(profile: {}) { totalCount } }", "BAD_USER_INPUT", ["profile"], ""),
    "a profile of blanks": (
        '{ matchRoles(profile: {text: "  "}) { totalCount } }',
        "BAD_USER_INPUT",
        ["profile"],
        "is empty",
    ),
    "blanks to compare": (
        '{ overlap(roles: ["ai-engineer", ""]) { similarity } }',
        "BAD_USER_INPUT",
        ["roles", 1],
        "roles.1 is blank: give the slug of a role",
    ),
    "no needs": ("{ adviseHire(needs: []) { score } }", "BAD_USER_INPUT", ["needs"], ""),
    "too many moves": (
        '{ careerPaths(from: "ai-engineer", to: "ml-engineer", maxMoves: 99) { difficulty } }',
        "BAD_USER_INPUT",
        ["maxMoves"],
        "",
    ),
    "from nowhere": (
        '{ transitions(from: "") { totalCount } }',
        "BAD_USER_INPUT",
        ["from"],
        "from is blank: give the slug",
    ),
    "to blanks": (
        '{ transition(from: "ai-engineer", to: "  ") { feasibility } }',
        "BAD_USER_INPUT",
        ["to"],
        "to is blank: give the slug of a role",
    ),
    "a blank market": (
        '{ transition(from: "ai-engineer", to: "ml-engineer") { payChange(market: "") { change } } }',
        "BAD_USER_INPUT",
        ["market"],
        "market is blank: give the code",
    ),
    "a job zone that is none": (
        "{ roles(filter: {jobZones: [1, 99]}) { totalCount } }",
        "BAD_USER_INPUT",
        ["filter", "jobZones", 1],
        "1 to 5, not 99",
    ),
    "a job zone of a target that is none": (
        '{ transitions(from: "ai-engineer", filter: {jobZones: [0]}) { totalCount } }',
        "BAD_USER_INPUT",
        ["filter", "jobZones", 0],
        "1 to 5, not 0",
    ),
    "a skill level that is none": (
        "{ roles(filter: {skillLevels: [-9]}) { totalCount } }",
        "BAD_USER_INPUT",
        ["filter", "skillLevels", 0],
        "1 to 4, not -9",
    ),
    "pay below zero": (
        '{ roles(filter: {pay: {currency: "EUR", atLeast: -1}}) { totalCount } }',
        "BAD_USER_INPUT",
        ["filter", "pay", "atLeast"],
        "0 or more, not -1",
    ),
    "pay that ends before it begins": (
        '{ roles(filter: {pay: {currency: "EUR", atLeast: 9, atMost: 8}}) { totalCount } }',
        "BAD_USER_INPUT",
        ["filter", "pay", "atMost"],
        "less than atLeast (9)",
    ),
    "pay that falls below nothing": (
        '{ transitions(from: "ai-engineer", filter: {minimumPayChange: -1.5}) { totalCount } }',
        "BAD_USER_INPUT",
        ["filter", "minimumPayChange"],
        "-1 (no pay at all) or more, not -1.5",
    ),
    "fewer openings than none": (
        '{ transitions(from: "ai-engineer", filter: {minimumOpenings: -5}) { totalCount } }',
        "BAD_USER_INPUT",
        ["filter", "minimumOpenings"],
        "0 or more, not -5",
    ),
    "less than all employment lost": (
        '{ transitions(from: "ai-engineer", filter: {minimumOutlook: -101}) { totalCount } }',
        "BAD_USER_INPUT",
        ["filter", "minimumOutlook"],
        "-100 (nobody is left) or more, not -101",
    ),
    "a text of blanks": (
        '{ skills(filter: {text: "  "}) { totalCount } }',
        "BAD_USER_INPUT",
        ["filter", "text"],
        "leave it out for all",
    ),
    "what was observed at no time": (
        '{ role(slug: "ai-engineer") { observations(at: "May") { totalCount } } }',
        "BAD_USER_INPUT",
        ["at"],
        "such as 2025, 2025-05",
    ),
    "changes that end before they begin": (
        "{ changes(since: 1, until: 0) { totalCount } }",
        "BAD_USER_INPUT",
        ["until"],
        "until is since (1) or a later revision, not 0",
    ),
    "a digest that is none": (
        '{ changes(since: 0, sinceDigest: "zz") { totalCount } }',
        "BAD_USER_INPUT",
        ["sinceDigest"],
        "leave sinceDigest out",
    ),
    "a digest that is none, of a revision": (
        '{ changes(since: 1, sinceDigest: "ABCDEF012345") { totalCount } }',
        "BAD_USER_INPUT",
        ["sinceDigest"],
        "12 to 64 of 0 to 9 and a to f",
    ),
    "an unknown field": ("{ rolls { slug } }", "GRAPHQL_VALIDATION_FAILED", None, "Cannot query field"),
    "no GraphQL": ("{ role(", "GRAPHQL_PARSE_FAILED", None, "Syntax Error"),
}


@pytest.mark.parametrize(("query", "code", "argument", "words"), QUESTIONS.values(), ids=QUESTIONS.keys())
def test_a_question_that_cannot_be_answered(
    ask: Ask, query: str, code: str, argument: list[str | int] | None, words: str
) -> None:
    answer = ask(query)
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == code
    assert error["extensions"].get("argument") == argument
    assert words in error["message"]
    assert answer["data"] is None or at(answer["data"], error["path"]) is None


def at(data: Any, path: list[str]) -> Any:
    """What stands at the path of an error."""
    for name in path:
        data = data[name] if data is not None else None
    return data


def test_one_wrong_question_leaves_the_others(ask: Ask) -> None:
    good = 'transition(from: "ai-engineer", to: "ml-engineer") { feasibility }'
    wrong = {
        "b": ('overlap(roles: ["ai-engineer", "nobody"]) { similarity }', "NOT_FOUND"),
        "c": ('difference(left: "ai-engineer", right: "nobody") { left { slug } }', "NOT_FOUND"),
        "d": ('transition(from: "ai-engineer", to: "nobody") { feasibility }', "NOT_FOUND"),
        "e": ('transitions(from: "nobody") { totalCount }', "NOT_FOUND"),
        "f": ('careerPaths(from: "nobody", to: "ai-engineer") { difficulty }', "NOT_FOUND"),
        "g": ("matchRoles(profile: {}) { totalCount }", "BAD_USER_INPUT"),
        "h": ("adviseHire(needs: []) { score }", "BAD_USER_INPUT"),
        "i": ('outlook(role: "nobody") { name }', "NOT_FOUND"),
        "j": ("revision(number: 99) { number }", "NOT_FOUND"),
        "k": ("changes(since: 99) { totalCount }", "NOT_FOUND"),
        "l": ('search(query: "a", dataset: "nowhere") { totalCount }', "NOT_FOUND"),
    }
    asked = " ".join(f"{name}: {text}" for name, (text, _) in wrong.items())
    answer = ask(f"{{ a: {good} {asked} z: {good} }}")
    assert answer["data"]["a"] == answer["data"]["z"] == ask(f"{{ a: {good} }}")["data"]["a"]
    assert all(answer["data"][name] is None for name in wrong)
    assert {error["path"][0]: error["extensions"]["code"] for error in answer["errors"]} == {
        name: code for name, (_, code) in wrong.items()
    }


@pytest.mark.parametrize(
    ("field", "filter_", "argument"),
    [
        ("roles", 'dataset: "nowhere"', "dataset"),
        ("roles", 'group: "nowhere"', "group"),
        ("roles", 'skill: "nothing"', "skill"),
        ("roles", 'tool: "nothing"', "tool"),
        ("skills", 'dataset: "nowhere"', "dataset"),
        ("responsibilities", 'dataset: "nowhere"', "dataset"),
    ],
)
def test_a_filter_by_something_unknown_says_so(ask: Ask, field: str, filter_: str, argument: str) -> None:
    (error,) = ask(f"{{ {field}(filter: {{{filter_}}}) {{ totalCount }} }}")["errors"]
    assert (error["extensions"]["code"], error["extensions"]["argument"]) == ("NOT_FOUND", ["filter", argument])


def test_an_id_among_others_that_is_none_is_an_error_in_its_place(ask: Ask) -> None:
    good = ask('{ role(slug: "ai-engineer") { id } }')["data"]["role"]["id"]
    answer = ask("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=[good, "zzz", "%%%", good, "Um9sZTpubw"])
    assert answer["data"]["nodes"] == [{"id": good}, None, None, {"id": good}, None]
    assert [(each["path"], each["extensions"]["argument"]) for each in answer["errors"]] == [
        (["nodes", 1], ["ids", 1]),
        (["nodes", 2], ["ids", 2]),
    ]
    assert '"zzz" is no id of this API' in answer["errors"][0]["message"]


def test_datasets_and_sources_have_ids_by_which_they_are_found_again(ask: Ask) -> None:
    found = ask("{ datasets { id slug __typename } sources(first: 1) { id slug __typename } }")["data"]
    for each in (*found["datasets"], *found["sources"]):
        again = ask(
            "query($id: ID!) { node(id: $id) { __typename id ... on Dataset { slug } ... on Source { slug } } }",
            id=each["id"],
        )
        assert again["data"]["node"] == each


@pytest.mark.parametrize("unknown", ["nope", "x", "zzzzzz", "1234"])
def test_what_looks_like_nothing_that_there_is_comes_without_suggestions(ask: Ask, unknown: str) -> None:
    (error,) = ask(f'{{ transitions(from: "{unknown}") {{ totalCount }} }}')["errors"]
    assert error["extensions"]["nearest"] == []
    assert "Did you mean" not in error["message"]


def test_an_unknown_slug_comes_with_the_nearest(ask: Ask) -> None:
    (error,) = ask('{ transition(from: "ai-enginer", to: "ml-engineer") { feasibility } }')["errors"]
    assert error["extensions"]["nearest"][0] == "ai-engineer"


def test_a_wrong_variable_is_the_clients_mistake(ask: Ask) -> None:
    answer = ask("query ($s: String!) { role(slug: $s) { slug } }", s=7)
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize(
    "field", ["role", "skill", "tool", "application", "qualification", "responsibility", "roleGroup"]
)
def test_a_single_thing_that_is_unknown_is_null(ask: Ask, field: str) -> None:
    assert ask(f'{{ {field}(slug: "no-such") {{ slug }} }}') == {"data": {field: None}}


def test_an_unexpected_error_is_masked_and_logged(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(Snapshot, "role", fail)
    with caplog.at_level(logging.ERROR):
        (error,) = ask('{ transitions(from: "ai-engineer") { totalCount } }')["errors"]
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert "secret" not in str(error)
    assert error["extensions"]["id"] in error["message"]
    assert error["extensions"]["id"] in caplog.text
    assert "the secret of the house" in caplog.text


@given(text=st.text(max_size=60))
def test_any_text_is_searched_without_failing(ask: Ask, text: str) -> None:
    assert "errors" not in ask("query ($t: String!) { search(query: $t) { nodes { slug } } }", t=text)


@given(cursor=st.text(max_size=40))
def test_any_cursor_is_answered_or_refused_with_a_code(ask: Ask, cursor: str) -> None:
    answer = ask("query ($c: String) { roles(after: $c) { totalCount } }", c=cursor)
    assert [each["extensions"]["code"] for each in answer.get("errors", [])] in ([], ["BAD_USER_INPUT"])
