"""What people write about themselves is answered to who asks, and kept nowhere: no cache, no address, no log."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from db.store import Store
from schema.document import Documents
from schema.limits import Limits
from tests.conftest import Ask
from tests.servers import Server, serving

SECRET = "Zebediah Quux was a beekeeper. Knows Python and machine learning."
UNDERSTAND = "query Read($text: String!) { understand(text: $text) { language mentions { text } } }"
MATCH = "query Match($profile: ProfileInput!) { matchRoles(profile: $profile) { totalCount } }"
LITERAL = f"{{ understand(text: {json.dumps(SECRET)}) {{ language mentions {{ text }} }} }}"
PRIVATE: list[tuple[str, dict[str, Any]]] = [
    (UNDERSTAND, {"text": SECRET}),
    (MATCH, {"profile": {"text": SECRET}}),
    (LITERAL, {}),
]


@pytest.fixture(scope="module")
def server(sqlite_store: Store) -> Iterator[Server]:
    with serving(sqlite_store.engine.url.render_as_string(hide_password=False), LOG_FORMAT="json") as server:
        yield server


def hits(server: Server) -> float:
    lines = httpx.get(f"{server.url}/metrics").text.splitlines()
    named = [line for line in lines if line.startswith("rolegraph_requests_total") and 'outcome="hit"' in line]
    return sum(float(line.rsplit(" ", 1)[1]) for line in named)


@pytest.mark.parametrize(("query", "variables"), PRIVATE)
def test_texts_are_answered_with_post_and_never_from_a_cache(
    server: Server, query: str, variables: dict[str, Any]
) -> None:
    before = hits(server)
    for _ in range(3):
        reply = httpx.post(f"{server.url}/graphql", json={"query": query, "variables": variables}, timeout=60)
        assert "errors" not in reply.json()
        assert reply.headers["cache-control"] == "no-store"
        assert "etag" not in reply.headers
    assert hits(server) == before


@pytest.mark.parametrize(("query", "variables"), PRIVATE)
def test_texts_in_addresses_are_refused_with_what_to_do(server: Server, query: str, variables: dict[str, Any]) -> None:
    address = {"query": query, "variables": json.dumps(variables)}
    reply = httpx.get(f"{server.url}/graphql", params=address, timeout=60)
    assert (reply.status_code, reply.headers["allow"], reply.headers["cache-control"]) == (405, "POST", "no-store")
    assert "send this request with POST" in reply.json()["errors"][0]["message"]
    assert "Zebediah" not in reply.text


def test_a_profile_of_names_may_be_asked_for_with_get_and_is_kept(server: Server) -> None:
    address = {"query": MATCH, "variables": json.dumps({"profile": {"skills": ["python"]}})}
    reply = httpx.get(f"{server.url}/graphql", params=address, timeout=60)
    assert reply.status_code == 200
    assert reply.headers["cache-control"].startswith("public")


def test_documents_that_have_a_text_are_not_remembered() -> None:
    documents = Documents(Limits())
    assert documents.get(LITERAL).is_private
    assert documents.known(LITERAL) is None
    assert not documents.get(UNDERSTAND).is_private
    assert documents.known(UNDERSTAND) is not None


@pytest.mark.parametrize(
    ("arguments", "code", "where"),
    [
        ('text: "a", types: [RESPONSIBILITY]', "BAD_USER_INPUT", ["types", "0"]),
        ('text: "a", dataset: "nowhere"', "NOT_FOUND", ["dataset"]),
        ('text: "a", minConfidence: 2', "BAD_USER_INPUT", ["minConfidence"]),
    ],
)
def test_what_is_asked_wrongly_is_told_where(ask: Ask, arguments: str, code: str, where: list[str]) -> None:
    answer = ask(f"{{ understand({arguments}) {{ language }} }}")
    assert answer["data"] == {"understand": None}
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == code
    assert [str(each) for each in error["extensions"]["argument"]] == where


def test_a_text_says_what_it_names_where_and_of_which_roles_it_is(ask: Ask) -> None:
    text = "ML engineer. I build models in PyTorch and no longer use TensorFlow; never used Keras. 日本"
    query = """query ($text: String!) { understand(text: $text, types: [TOOL, ROLE], minConfidence: 0.5) {
        language isLanguageLoaded roles(first: 2) { role { slug } confidence }
        mentions { text start end sentence stance confidence matched entity { __typename slug } } } }"""
    found = ask(query, text=text)["data"]["understand"]
    assert (found["language"], found["isLanguageLoaded"]) in ((None, None), ("en", True))
    assert found["roles"][0]["role"]["slug"] == "ml-engineer"
    by_slug = {each["entity"]["slug"]: each for each in found["mentions"]}
    assert by_slug["pytorch"]["stance"] == "HAS"
    assert by_slug["keras"]["stance"] == "DENIES"
    for each in found["mentions"]:
        assert text[each["start"] : each["end"]] == each["text"]
        assert each["entity"]["__typename"] in ("Tool", "Role")
