"""Documents that clients ask for by their hash, and servers that answer no others."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.documents import PersistedDocuments
from api.protocol import from_body
from db.access import access_state, name_document, read_access, take_name
from db.errors import DatabaseProblem
from db.store import Store
from schema.document import Refused
from tests.databases import with_tables
from tests.servers import Server, rolegraph, serving

QUERY = "query Roles($n: Int) { roles(first: $n) { totalCount } }"
ANSWER = {"data": {"roles": {"totalCount": 13}}}


def hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def automatic(digest: str) -> dict[str, Any]:
    return {"persistedQuery": {"version": 1, "sha256Hash": digest}}


def post(server: Server, **content: Any) -> Any:
    return httpx.post(f"{server.url}/graphql", json=content).json()


def code(answer: Any) -> str:
    found: str = answer["errors"][0]["extensions"]["code"]
    return found


@pytest.fixture(scope="module")
def server(sqlite_store: Store) -> Iterator[Server]:
    with serving(sqlite_store.engine.url.render_as_string(hide_password=False)) as server:
        yield server


def test_an_automatic_persisted_query_is_registered_and_then_known(server: Server) -> None:
    extensions = automatic(hashed(QUERY))
    unknown = post(server, extensions=extensions)
    assert code(unknown) == "PERSISTED_QUERY_NOT_FOUND"
    assert unknown["errors"][0]["message"] == "PersistedQueryNotFound", "what Apollo's clients look for"
    assert post(server, query=QUERY, extensions=extensions) == ANSWER
    assert post(server, extensions=extensions, variables={"n": 3}) == ANSWER
    got = httpx.get(f"{server.url}/graphql", params={"extensions": json.dumps(extensions)})
    assert got.json() == ANSWER
    assert "etag" in got.headers
    assert post(server, documentId=f"sha256:{hashed(QUERY)}") == ANSWER, "one way to ask is as good as the other"


def test_a_wrong_hash_registers_nothing(server: Server) -> None:
    extensions = automatic(hashed("something else"))
    assert code(post(server, query=QUERY, extensions=extensions)) == "BAD_USER_INPUT"
    assert code(post(server, extensions=extensions)) == "PERSISTED_QUERY_NOT_FOUND"


def test_an_invalid_document_is_not_registered(server: Server) -> None:
    extensions = automatic(hashed("{ rolls }"))
    assert code(post(server, query="{ rolls }", extensions=extensions)) == "GRAPHQL_VALIDATION_FAILED"
    assert code(post(server, extensions=extensions)) == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.parametrize(
    "content",
    [
        {"documentId": "sha256:abc"},
        {"documentId": hashed(QUERY)},
        {"documentId": 7},
        {"documentId": f"sha256:{hashed(QUERY)}", "query": QUERY},
        {"extensions": {"persistedQuery": {"version": 2, "sha256Hash": hashed(QUERY)}}},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "x"}}},
        {"extensions": {"persistedQuery": "x"}},
    ],
)
def test_ids_that_are_none_are_bad_requests(server: Server, content: dict[str, Any]) -> None:
    response = httpx.post(f"{server.url}/graphql", json=content)
    assert response.status_code == 400
    assert code(response.json()) == "BAD_REQUEST"


def test_trusted_documents_from_a_folder_and_manifests(loaded: Store, database_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "queries"
    (folder / "nested").mkdir(parents=True)
    (folder / "nested/roles.graphql").write_text(QUERY)
    apollo, relay = "query A { __typename }", "query R { __typename }"
    operations = [{"id": hashed(apollo), "name": "A", "type": "query", "body": apollo}]
    manifest = {"format": "apollo-persisted-query-manifest", "version": 1, "operations": operations}
    (folder / "apollo.json").write_text(json.dumps(manifest))
    (folder / "relay.json").write_text(json.dumps({f"sha256:{hashed(relay)}": relay}))
    with serving(database_url, TRUSTED_DOCUMENTS_ONLY="true", POLL_SECONDS="0.05") as server:
        assert code(post(server, query=QUERY)) == "DOCUMENT_NOT_TRUSTED"
        assert code(post(server, documentId=f"sha256:{hashed(QUERY)}")) == "PERSISTED_DOCUMENT_NOT_FOUND"
        asked = httpx.get(f"{server.url}/api/find?query=python")
        assert asked.status_code == 200, "what has an address is trusted"
        done = rolegraph("documents", "add", folder, DATABASE_URL=database_url)
        assert (done.returncode, done.stdout) == (0, "3 documents registered.\n"), done.stderr
        while code(post(server, query=relay, operationName="X")) == "DOCUMENT_NOT_TRUSTED":
            pass
        assert post(server, documentId=f"sha256:{hashed(QUERY)}") == ANSWER
        assert post(server, query=QUERY) == ANSWER
        assert post(server, extensions=automatic(hashed(apollo)))["data"] == {"__typename": "Query"}
        for other in ("{ __schema { types { name } } }", QUERY + " "):
            assert code(post(server, query=other)) == "DOCUMENT_NOT_TRUSTED"
            assert code(post(server, query=other, extensions=automatic(hashed(other)))) == "DOCUMENT_NOT_TRUSTED"
    again = rolegraph("documents", "add", folder, DATABASE_URL=database_url)
    assert again.stdout == "0 documents registered, 3 were already.\n"
    listed = rolegraph("documents", "list", DATABASE_URL=database_url).stdout
    assert f"sha256:{hashed(QUERY)}  {QUERY}" in listed
    assert loaded.newest_revision() == 1, "documents are no knowledge"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.graphql", "{ roles { totalCount } }\nquery B {\n  rolls }", "a.graphql:3: Cannot query field 'rolls'"),
        ("a.graphql", "{", "a.graphql:1: Syntax Error"),
        ("a.graphql", "{ roles { " + "name " * 6000 + "} }", "a.graphql: A document has at most 5,000 tokens"),
        ("a.json", "{]", "a.json:1: no manifest"),
        ("a.json", "[1]", "a.json: no manifest"),
        ("a.json", '{"x": 1}', "a.json: no manifest"),
        ("a.json", json.dumps({"abc": "{ __typename }"}), "a.json: abc: the id is not the SHA-256 of the document"),
    ],
)
def test_documents_that_cannot_be_trusted(tmp_path: Path, name: str, content: str, message: str) -> None:
    address = with_tables(tmp_path / "rolegraph.db")
    folder = tmp_path / "queries"
    folder.mkdir()
    (folder / name).write_text(content)
    (folder / "good.gql").write_text("{ __typename }")
    done = rolegraph("documents", "add", folder, DATABASE_URL=address)
    assert done.returncode == 1
    assert message in done.stderr
    assert rolegraph("documents", "list", DATABASE_URL=address).stdout == "There are no documents.\n"


def test_names_are_given_once_and_taken_back(store: Store) -> None:
    engine = store.engine
    states = [access_state(engine)]
    assert name_document(engine, "anna", "roles", QUERY)
    states.append(access_state(engine))
    assert not name_document(engine, "anna", "roles", QUERY)
    assert access_state(engine) == states[-1], "nothing was done"
    with pytest.raises(DatabaseProblem, match="another document has the name 'roles'"):
        name_document(engine, "carl", "roles", "{ __typename }")
    assert name_document(engine, "carl", "also", QUERY)
    assert read_access(engine).names == {"also": QUERY, "roles": QUERY}
    states.append(access_state(engine))
    take_name(engine, "carl", "roles")
    states.append(access_state(engine))
    assert len(set(states)) == 4, "servers notice each"
    with pytest.raises(DatabaseProblem, match="no document has the name 'roles'"):
        take_name(engine, "carl", "roles")
    found = read_access(engine)
    assert (found.names, list(found.documents.values())) == ({"also": QUERY}, [QUERY])


def test_a_folder_without_documents(tmp_path: Path) -> None:
    done = rolegraph("documents", "add", tmp_path)
    assert done.returncode == 1
    assert "there is no GraphQL document here" in done.stderr


def test_what_clients_register_is_bounded() -> None:
    persisted = PersistedDocuments(trusted_only=False)
    texts = [f"{{ __typename }} # {number} {'x' * 100_000}" for number in range(30)]
    for text in texts:
        body = json.dumps({"query": text, "extensions": automatic(hashed(text))}).encode()
        persisted.register(from_body(body))

    def known(text: str) -> bool:
        try:
            return persisted.text(from_body(json.dumps({"extensions": automatic(hashed(text))}).encode())) == text
        except Refused:
            return False

    kept = [known(text) for text in texts]
    assert kept[-1]
    assert not kept[0]
    assert 15 <= sum(kept) <= 20


def test_a_document_is_registered_though_its_answer_was_in_the_cache(server: Server) -> None:
    text = "{ roles { totalCount } }"
    plain = post(server, query=text)
    assert post(server, query=text, extensions=automatic(hashed(text))) == plain
    assert post(server, extensions=automatic(hashed(text))) == plain
