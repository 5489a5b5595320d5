"""Documents that ask for too much are refused before they are executed, with the limit that they go beyond."""

from dataclasses import fields, replace
from typing import Any

import pytest
from graphql import get_introspection_query

from schema.document import Documents, Refused, parsed
from schema.limits import LIMIT_EXCEEDED, Limits

USUAL = Limits()


def refusal(text: str, limits: Limits = USUAL) -> dict[str, object]:
    """The extensions of the first error."""
    with pytest.raises(Refused) as refused:
        parsed(text, limits)
    return refused.value.errors[0].extensions or {}


def nested(depth: int) -> str:
    return '{ role(slug: "a") ' + "{ similar { role " * depth + "{ name }" + " } }" * depth + " }"


@pytest.mark.parametrize(
    ("limit", "text", "found"),
    [
        ("characters", "{ roles { totalCount } }" + " " * 50_000, 50_024),
        ("tokens", "{ roles { nodes { " + "name " * 5_000 + "} } }", None),
        ("tokens", "#\n" * 5_001 + "{ __typename }", None),
        ("depth", nested(12), 26),
        ("aliases", "{ " + " ".join(f"a{n}: __typename" for n in range(101)) + " }", 101),
        ("aliases", "{ " + " ".join(f"a{n}: __typename" for n in range(1600)) + " }", 1600),
        ("rootFields", "{ " + " ".join(f"a{n}: __typename" for n in range(51)) + " }", 51),
        ("rootFields", "{ " + "...F " * 26 + "} fragment F on Query { a: __typename b: __typename }", 52),
        ("directives", "{ __typename " + "@include(if: true) " * 51 + "}", 51),
        ("directives", "query Q " + "@unknown " * 1000 + "{ __typename }", 1000),
        ("repetitions", "{ " + "__typename " * 22 + "}", 21),
        ("fragments", "{ " + "... on Query { __typename } " * 101 + "}", 101),
    ],
)
def test_a_document_beyond_a_limit_is_refused(limit: str, text: str, found: int | None) -> None:
    said = refusal(text)
    assert (said["code"], said["limit"]) == (LIMIT_EXCEEDED, limit)
    names = {"rootFields": "root_fields"}
    assert said["maximum"] == getattr(USUAL, names.get(limit, limit))
    assert said.get("found") == found


@pytest.mark.parametrize("text", ["{ __typename " + "@aa" * 10 + " }", "query " + "@aa" * 5 + " { __typename }"])
def test_directives_are_not_overloaded_at_one_place(text: str) -> None:
    said = refusal(text)
    assert (said["code"], said["limit"], said["maximum"]) == (LIMIT_EXCEEDED, "directives", 4)
    parsed("{ " + "a: __typename @skip(if: false) @include(if: true) " * 20 + "}", USUAL)


def test_a_document_at_its_limits_is_executed() -> None:
    parsed("{ " + " ".join(f"a{n}: __typename" for n in range(50)) + " }", USUAL)
    parsed(nested(9), USUAL)


def test_each_limit_can_be_raised() -> None:
    wide = Limits()
    for each in fields(Limits):
        if each.name != "introspection":
            given: Any = {each.name: 10**6}
            wide = replace(wide, **given)
    for text in (nested(12), "{ " + " ".join(f"a{n}: __typename" for n in range(101)) + " }"):
        parsed(text, wide)


def test_nested_repetitions_do_not_multiply_the_work() -> None:
    text = "name"
    for _ in range(8):
        text = f"similar {{ role {{ {text} }} }} similar {{ role {{ {text} }} }}"
    assert refusal('{ role(slug: "a") { ' + text + " } }")["limit"] == "repetitions"


@pytest.mark.parametrize(
    "text",
    [
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
        "{ ...A } fragment A on Query { ...A }",
        '{ role(slug: "a") { ...A } } fragment A on Role { similar { role { ...A } } }',
    ],
)
def test_circles_of_fragments_are_refused(text: str) -> None:
    assert refusal(text)["code"] == "GRAPHQL_VALIDATION_FAILED"


def test_introspection_is_open_to_a_depth() -> None:
    parsed(get_introspection_query(), USUAL)
    bomb = "{ __schema { types { " + "fields { type { " * 6 + "name" + " } }" * 6 + " } } }"
    assert refusal(bomb)["code"] == "GRAPHQL_VALIDATION_FAILED"


def test_without_introspection_nothing_tells_names() -> None:
    closed = Limits(introspection=False)
    assert refusal("{ __schema { types { name } } }", closed)["code"] == "GRAPHQL_VALIDATION_FAILED"
    for text in ("{ rolls { totalCount } }", "{ roles(frist: 1) { totalCount } }", "{ roles { totalCoun } }"):
        with pytest.raises(Refused) as refused:
            parsed(text, closed)
        assert "Did you mean" not in refused.value.errors[0].message
        with pytest.raises(Refused) as refused:
            parsed(text, USUAL)
        assert "Did you mean" in refused.value.errors[0].message
    parsed("{ __typename }", closed)


def test_a_document_without_operation_is_refused() -> None:
    assert refusal("fragment A on Query { __typename }")["code"] == "GRAPHQL_VALIDATION_FAILED"


def test_documents_are_parsed_once_and_forgotten_when_they_become_many() -> None:
    documents = Documents(USUAL, most_bytes=100_000)
    first = documents.get("{ __typename }")
    assert documents.get("{ __typename }") is first
    for number in range(10):
        documents.get(f"{{ a{number}: __typename }}")
    assert documents.get("{ __typename }") is not first
