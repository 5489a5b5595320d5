"""What a document answers, and what its variables may be, is described as it is, however the document is written."""

from typing import Any

import orjson
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from api.protocol import BadRequest
from api.rest.description import describe
from api.rest.named import NamedDocument, NamedDocuments
from api.rest.parameters import from_address
from tests.conftest import Ask

DOCUMENTS: dict[str, tuple[str, dict[str, Any]]] = {
    "fragments": (
        """query Q($slug: String!) { role(slug: $slug) { ...Named skills(first: 2) { nodes { ...Named kind } } } }
        fragment Named on Entity { slug name replacedBy { name } }""",
        {"slug": "ai-engineer"},
    ),
    "interfaces": (
        """query Q($q: String!) { search(query: $q, first: 20) { nodes { __typename slug
          ... on Skill { kind category } ... on Tool { category } ... on Role { groups { code } } } } }""",
        {"q": "python"},
    ),
    "conditions": (
        """query Q($slug: String!, $more: Boolean! = false) { role(slug: $slug) { slug
          name @include(if: $more) ... @skip(if: $more) { description } } }""",
        {"slug": "ai-engineer"},
    ),
    "aliases": (
        """query Q($a: String!, $b: String!) { one: role(slug: $a) { slug dataset { slug } dataset { title } }
          two: role(slug: $b) { slug } none: role(slug: "nobody") { slug } }""",
        {"a": "ai-engineer", "b": "ml-engineer"},
    ),
    "lists-of-lists": (
        "query Q($pairs: [[String!]!]!) { overlaps(pairs: $pairs) { likeness } }",
        {"pairs": [["ai-engineer", "ml-engineer"]]},
    ),
    "objects": (
        """query Q($filter: RoleFilter, $order: RoleOrder = {field: NAME}, $ids: [ID!]! = []) {
          roles(filter: $filter, orderBy: $order) { totalCount } nodes(ids: $ids) { id } }""",
        {"filter": {"dataset": "ai-careers"}},
    ),
    "json-and-times": (
        """query Q($since: Int!, $kinds: [RecordKind!]) { changes(since: $since, first: 1, filter: {kinds: $kinds}) {
          nodes { operation fields { field before after } committedIn { committedAt } } } }""",
        {"since": 0, "kinds": ["ROLE"]},
    ),
}


def described(name: str) -> dict[str, Any]:
    documents = NamedDocuments()
    documents.know({name: DOCUMENTS[name][0]})
    found: dict[str, Any] = orjson.loads(describe(documents, "")[0])
    return found


@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_answer_is_what_the_description_says(ask: Ask, name: str) -> None:
    text, variables = DOCUMENTS[name]
    description = described(name)
    OpenAPIV31SpecValidator(description).validate()
    told = description["paths"][f"/api/{name}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    answer = ask(text, **variables)
    assert "errors" not in answer
    checking = Draft202012Validator({**told, "components": description["components"]})
    assert [each.message for each in checking.iter_errors(answer)] == []
    broken = orjson.loads(orjson.dumps(answer).replace(b'"slug":"', b'"slug":7,"x":"'))
    assert checking.is_valid(broken) == (broken == answer), "a number is no slug"


def test_what_hangs_on_a_variable_is_not_promised(ask: Ask) -> None:
    description = described("conditions")
    told = description["paths"]["/api/conditions"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    role = told["properties"]["data"]["properties"]["role"]
    assert role["required"] == ["slug"]
    assert role["properties"].keys() == {"slug", "name", "description"}
    text, variables = DOCUMENTS["conditions"]
    checking = Draft202012Validator({**told, "components": description["components"]})
    assert checking.is_valid(ask(text, **variables, more=True))


@pytest.mark.parametrize(
    ("name", "query", "variables"),
    [
        ("lists-of-lists", b"pairs=%5B%5B%22a%22,%22b%22%5D%5D", {"pairs": [["a", "b"]]}),
        ("objects", b"filter=%7B%22status%22:null%7D&ids=a&ids=b", {"filter": {"status": None}, "ids": ["a", "b"]}),
        ("objects", b"order=null", {"order": None}),
        ("json-and-times", b"since=-0&kinds=ROLE", {"since": 0, "kinds": ["ROLE"]}),
        ("conditions", b"slug=&more=true&language=fr", {"slug": "", "more": True}),
    ],
)
def test_each_variable_is_read_by_its_type(name: str, query: bytes, variables: dict[str, Any]) -> None:
    assert from_address(NamedDocument(name, DOCUMENTS[name][0]), query).variables == variables


@pytest.mark.parametrize(
    ("name", "query", "said"),
    [
        ("lists-of-lists", b"pairs=a&pairs=b", "pairs stands there more than once, and is no list"),
        ("lists-of-lists", b"pairs=a", "pairs is written as JSON, of the type [[String!]!]!"),
        ("json-and-times", b"since=0&kinds=role", "kinds is one of DATASET, SOURCE, ROLE"),
        ("json-and-times", b"since=1.0", "since is a whole number, not '1.0'"),
        ("conditions", b"slug=a&more=1", "more is true or false, not '1'"),
        ("conditions", b"slug=a&mode=1", "mode is no parameter of conditions: did you mean more?"),
        ("conditions", b"more=true", "slug is missing: conditions needs it, of the type String!"),
        ("conditions", b"slug=a&" + b"more=true&" * 3000, "The query string is not readable"),
    ],
)
def test_what_does_not_fit_is_told_with_its_name_and_what_would(name: str, query: bytes, said: str) -> None:
    with pytest.raises(BadRequest) as refused:
        from_address(NamedDocument(name, DOCUMENTS[name][0]), query)
    assert said in str(refused.value)
