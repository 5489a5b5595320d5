"""Assistants over HTTP: each tool answers its question, in short and with sources, by both forms of the protocol."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp_types import PromptReference, ResourceTemplateReference

from api.assistants.documents import documents, own_documents
from api.assistants.tools import TOOLS
from db.store import Store
from schema.document import Documents
from schema.limits import Limits
from seeds.loading import load
from tests.asking_in_process import in_a_loop
from tests.assistants import VERSIONS, beside, call, over_http
from tests.conftest import DATASET, new_store
from tests.servers import Server, serving

PREFIX = "/en/careers"


@pytest.fixture(scope="module")
def server(sqlite_store: Store) -> Iterator[Server]:
    with serving(sqlite_store.engine.url.render_as_string(hide_password=False), PATH_PREFIX=PREFIX) as server:
        yield server


@pytest.fixture(scope="module")
def site(server: Server) -> str:
    return server.url + PREFIX


@pytest.mark.parametrize("mode", VERSIONS)
def test_both_forms_of_the_protocol_are_spoken(site: str, mode: str) -> None:
    async def met(client: Client) -> tuple[str, list[str], list[str]]:
        listed, prompts = await client.list_tools(), await client.list_prompts()
        return client.protocol_version, [each.name for each in listed.tools], [each.name for each in prompts.prompts]

    version, tools, prompts = over_http(site, met, mode)
    assert version == {"legacy": "2025-11-25", "auto": "2026-07-28"}[mode]
    assert tools == list(TOOLS)
    assert prompts == ["change_career", "read_advertisement", "whom_to_hire", "compare_roles", "learn_next"]


def test_tools_say_what_they_take_and_give_and_that_they_only_read(site: str) -> None:
    async def listed(client: Client) -> Any:
        return (await client.list_tools()).tools

    tools = over_http(site, listed)
    assert len(tools) == 10
    for tool in tools:
        assert tool.description
        assert tool.title
        assert (tool.annotations.read_only_hint, tool.annotations.destructive_hint) == (True, False)
        assert (tool.annotations.idempotent_hint, tool.annotations.open_world_hint) == (True, False)
        for schema in (tool.input_schema, tool.output_schema):
            Draft202012Validator.check_schema(schema)
            assert schema["type"] == "object"
        assert tool.input_schema["additionalProperties"] is False
        for name, said in tool.input_schema["properties"].items():
            assert "description" in said, (tool.name, name)


@pytest.mark.parametrize("mode", VERSIONS)
def test_a_move_is_explained_with_links_and_sources(site: str, mode: str) -> None:
    told = call(site, "explain_move", mode, from_role="ai-engineer", to_role="ml-engineer", first=2)
    assert told["from_role"] == {
        "slug": "ai-engineer",
        "name": "AI engineer",
        "link": f"{site}/role/ai-engineer",
    }
    assert told["band"] == "EASY"
    assert len(told["skill_gaps"]) == 2 < told["skill_gaps_in_all"]
    assert told["skill_gaps"][0]["learn"]["url"].startswith("https://")
    assert told["next"] == "2"
    assert told["notes"] == []
    assert told["revision"] == 1
    assert told["sources"]
    assert all(each["title"] for each in told["sources"])


def test_the_answer_is_the_one_of_graphql(server: Server, site: str) -> None:
    told = call(site, "explain_move", from_role="ai-engineer", to_role="ml-engineer", first=100)
    query = (
        '{ transition(from: "ai-engineer", to: "ml-engineer") { feasibility skillGaps { skill { slug } missing } } }'
    )
    asked = server.ask(query)["data"]["transition"]
    assert told["feasibility"] == round(asked["feasibility"], 3)
    assert [each["slug"] for each in told["skill_gaps"]] == [each["skill"]["slug"] for each in asked["skillGaps"]]
    assert "next" not in told


def test_pages_of_lists_are_the_list(site: str) -> None:
    whole = call(site, "compare_roles", roles=["ai-engineer", "ml-engineer"], first=100)
    pages: list[str] = []
    after = None
    while True:
        page = call(site, "compare_roles", roles=["ai-engineer", "ml-engineer"], first=7, after=after)
        pages += [each["slug"] for each in page["shared_skills"]]
        after = page.get("next")
        if after is None:
            break
    assert pages == [each["slug"] for each in whole["shared_skills"]]
    assert len(pages) == whole["shared_skills_in_all"] > 7


def test_pages_of_connections_go_on_with_their_cursor(site: str) -> None:
    first = call(site, "best_moves", from_role="ai-engineer", first=5)
    second = call(site, "best_moves", from_role="ai-engineer", first=25, after=first["next"])
    slugs = [each["to"]["slug"] for each in first["moves"] + second["moves"]]
    assert len(set(slugs)) == len(slugs) == first["total"] == 12
    assert "next" not in second


def test_a_name_is_taken_for_a_role_and_that_is_said(site: str) -> None:
    told = call(site, "describe_role", role="mashine learning enginer", first=1)
    assert told["role"]["slug"] == "ml-engineer"
    (note,) = told["notes"]
    assert note.startswith("'mashine learning enginer' was taken for ml-engineer (ML engineer), with a confidence of ")


def test_pay_has_market_currency_and_time_and_can_be_of_one_market(site: str) -> None:
    told = call(site, "describe_role", role="ml-engineer", first=1)
    assert told["pay_in_all"] == len(told["pay"]) > 0
    assert all(each["min"] < each["max"] and len(each["currency"]) == 3 for each in told["pay"])
    assert call(site, "describe_role", role="ml-engineer", market="XX") == 'NOT_FOUND: No market "XX": there is none.'


def test_a_slug_is_taken_as_it_is_and_nothing_is_said(site: str) -> None:
    assert call(site, "describe_role", role="ml-engineer", first=1)["notes"] == []


OF_MCP = {"accept": "application/json", "mcp-protocol-version": "2025-11-25"}


def test_pages_of_origins_that_nobody_named_may_read_answers_and_not_ask_as_assistants(site: str) -> None:
    stranger = {"origin": "https://evil.example", "host": "evil.example", **OF_MCP}
    ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    refused = httpx.post(f"{site}/mcp", json=ping, headers=stranger)
    assert (refused.status_code, refused.json()["error"]["data"]["code"]) == (403, "FORBIDDEN")
    assert refused.json()["error"]["message"].startswith('Pages of the origin "https://evil.example" may not ask: ')
    assert httpx.post(f"{site}/mcp", json=ping, headers=stranger | {"origin": "http://localhost:6274"}).is_success
    assert httpx.post(f"{site}/mcp", json=ping, headers=OF_MCP).is_success
    read = httpx.post(f"{site}/graphql", json={"query": "{ __typename }"}, headers=stranger)
    assert (read.status_code, read.headers["access-control-allow-origin"]) == (200, "*")


def test_what_is_no_role_for_sure_is_an_error_that_leads_on(site: str) -> None:
    assert call(site, "describe_role", role="lighthouse keeper").startswith("NOT_FOUND: No role 'lighthouse keeper'")
    told = call(site, "explain_move", from_role="ai-engineer", to_role="ml-enginer-x-y")
    assert told.startswith("NOT_FOUND: ")
    assert "ml-engineer" in told


def test_a_role_to_itself_is_an_error_of_the_tool(site: str) -> None:
    told = call(site, "compare_roles", roles=["ml-engineer", "ml-engineer"])
    assert told.startswith("BAD_USER_INPUT: ")


def test_every_tool_fits_its_schema_and_cites(site: str) -> None:
    asked: dict[str, dict[str, Any]] = {
        "find": {"query": "python"},
        "describe_role": {"role": "data-scientist"},
        "compare_roles": {"roles": ["data-scientist", "data-engineer", "ml-engineer"]},
        "explain_move": {"from_role": "data-scientist", "to_role": "data-engineer"},
        "best_moves": {"from_role": "data-scientist", "bands": ["EASY"], "diverse": True},
        "career_routes": {"from_role": "business-intelligence-developer", "to_role": "ai-research-scientist"},
        "match_profile": {"skills": ["python"], "text": "I know SQL and want to learn Docker."},
        "understand_text": {"text": "Knows Python and SQL."},
        "whom_to_hire": {"needs": ["a chatbot"]},
        "what_changed": {"since": 0},
    }
    assert asked.keys() == TOOLS.keys()

    async def answers(client: Client) -> dict[str, Any]:
        return {name: await client.call_tool(name, arguments) for name, arguments in asked.items()}

    for name, answer in over_http(site, answers).items():  # the client holds each to the schema, too
        assert not answer.is_error, (name, answer.content)
        Draft202012Validator(TOOLS[name].output_schema).validate(answer.structured_content)
        assert answer.structured_content["sources"], name
        assert answer.structured_content["revision"] == 1


def test_a_profile_says_what_was_not_understood(site: str) -> None:
    told = call(site, "match_profile", skills=["Python", "qwxzy"], first=1)
    assert [each["name"] for each in told["not_understood"]] == ["qwxzy"]
    assert [each["taken_for"]["slug"] for each in told["understood"]] == ["python"]
    assert call(site, "match_profile") == "BAD_USER_INPUT: Say what somebody has: skills, tools, or a text."


def test_changes_are_of_the_last_revision_unless_another_is_said(site: str) -> None:
    told = call(site, "what_changed", kinds=["ROLE"], first=3)
    assert (told["since"], told["total"], len(told["changes"])) == (0, 13, 3)
    assert {each["operation"] for each in told["changes"]} == {"CREATED"}
    assert told["changes"][0]["link"].startswith(f"{site}/role/")
    assert call(site, "what_changed", since=1)["changes"] == []
    assert call(site, "what_changed", since=7).startswith('NOT_FOUND: No revision "7".')


def test_resources_are_roles_and_skills(site: str) -> None:
    async def read(client: Client) -> tuple[Any, Any, list[str], list[str]]:
        listed = await client.list_resources()
        templates = await client.list_resource_templates()
        found = [await client.read_resource(f"rolegraph://{each}") for each in ("role/ml-engineer", "skill/python")]
        texts = [each.contents[0].text for each in found]  # type: ignore[union-attr] # JSON is text
        return listed, templates, texts, [str(each.uri) for each in listed.resources]

    listed, templates, texts, uris = over_http(site, read)
    assert len(uris) == 13
    assert "rolegraph://role/ml-engineer" in uris
    assert listed.next_cursor is None
    assert [each.uri_template for each in templates.resource_templates] == [
        "rolegraph://role/{+slug}",
        "rolegraph://skill/{+slug}",
    ]
    assert '"slug":"ml-engineer"' in texts[0]
    assert f'"link":"{site}/skill/python"' in texts[1]


@pytest.mark.parametrize(
    "uri", ["rolegraph://role/nobody", "rolegraph://skill/a%2Fb", "rolegraph://x", "file:///etc/x"]
)
def test_a_resource_that_is_not_there_is_an_error(site: str, uri: str) -> None:
    async def read(client: Client) -> Any:
        return await client.read_resource(uri)

    with pytest.raises(BaseException) as caught:  # noqa: PT011 - a group, that is looked into
        over_http(site, read)
    assert _reason(caught.value).code == -32602


def _reason(error: BaseException) -> MCPError:
    while isinstance(error, BaseExceptionGroup):
        (error,) = error.exceptions
    assert isinstance(error, MCPError)
    return error


def test_prompts_name_tools_and_hold_what_they_were_given(site: str) -> None:
    async def asked(client: Client) -> str:
        got = await client.get_prompt("change_career", {"role": "data engineer {x}"})
        return got.messages[0].content.text  # type: ignore[union-attr] # it is text

    text = over_http(site, asked)
    assert text.startswith("Somebody works as: data engineer {x}. They would like to become: (not said).")
    assert "explain_move" in text


@pytest.mark.parametrize(
    ("given", "said"), [({}, "role: say the role"), ({"role": "a", "x": "b"}, "x: there is no such")]
)
def test_prompts_without_what_they_need_are_refused(site: str, given: dict[str, str], said: str) -> None:
    async def asked(client: Client) -> Any:
        return await client.get_prompt("change_career", given)

    with pytest.raises(BaseException) as caught:  # noqa: PT011 - as above
        over_http(site, asked)
    assert _reason(caught.value).message.startswith(said)


def test_slugs_are_suggested_for_roles_and_skills_and_nothing_else(site: str) -> None:
    async def asked(client: Client) -> list[list[str]]:
        prompt = PromptReference(name="change_career")
        skill = ResourceTemplateReference(uri="rolegraph://skill/{+slug}")
        return [
            (await client.complete(each, {"name": name, "value": "machine"})).completion.values
            for each, name in ((prompt, "goal"), (skill, "slug"), (prompt, "nothing"))
        ]

    roles, skills, nothing = over_http(site, asked)
    assert "ml-engineer" in roles
    assert skills
    assert nothing == []


def test_metrics_and_logs_tell_the_tool_and_nothing_that_was_said(server: Server, site: str) -> None:
    secret = "Zebediah Quux knows beekeeping, Python and machine learning."
    call(site, "understand_text", text=secret)
    call(site, "match_profile", text=secret)
    call(site, "understand_text", text=secret, types=["Zebediah"])
    call(site, "find", query="python", first="Zebediah")
    metrics = httpx.get(f"{server.url}/metrics").text
    assert 'operation="(mcp) understand_text"' in metrics
    assert "Zebediah" not in metrics + server.log()


def test_a_text_is_answered_from_no_cache_and_a_question_from_it(server: Server, site: str) -> None:
    def hits(tool: str) -> float:
        lines = httpx.get(f"{server.url}/metrics").text.splitlines()
        counted = [each for each in lines if f'operation="(mcp) {tool}",outcome="hit"' in each and "_total" in each]
        return sum(float(each.rsplit(" ", 1)[1]) for each in counted)

    for _ in range(2):
        call(site, "understand_text", text="I know Rust.")
        call(site, "whom_to_hire", needs=["somebody for our data warehouse"])
    assert (hits("understand_text"), hits("whom_to_hire")) == (0, 1)


def test_models_are_told_what_is_here(server: Server, site: str) -> None:
    told = httpx.get(f"{site}/llms.txt")
    assert told.headers["content-type"] == "text/plain; charset=utf-8"
    assert told.text.startswith("# Rolegraph\n\n> ")
    assert f"[MCP]({site}/mcp)" in told.text
    assert all(name in told.text for name in TOOLS)
    assert "dataset `ai-careers`, 13 roles" in told.text
    addresses = ("/graphql?query={__typename}", "/schema.graphql", "/api/openapi.json", "/sitemap.xml")
    for address in (*addresses, "/datasets/ai-careers.jsonl"):
        assert httpx.get(site + address).status_code == 200
        assert f"{site}{address.split('?')[0]}" in told.text
    (role,) = re.findall(r"\[A role\]\(([^)]+)\)", told.text)
    for address in (role, f"{role}.jsonld", f"{role}.ttl"):
        assert httpx.get(address).status_code == 200
    assert httpx.get(f"{server.url}/llms.txt").text == told.text


def test_the_documents_of_tools_are_trusted_and_cost_less_than_a_request_may() -> None:
    read = Documents(Limits())
    assert sorted(own_documents().values()) == sorted(documents().values())
    largest: dict[str, dict[str, Any]] = {
        "find": {"query": "a", "first": 50},
        "describe_role": {"role": "a", "first": 100, "market": "US"},
        "describe_skill": {"skill": "a", "first": 50},
        "overlap": {"roles": list("abcdefgh")},
        "best_moves": {"from": "a", "first": 25, "diverse": True},
        "career_routes": {"from": "a", "to": "b", "maxMoves": 6, "first": 10},
        "match_profile": {"profile": {"skills": ["a"] * 200, "tools": ["b"] * 200, "text": "c" * 50_000}, "first": 50},
        "understand_text": {"text": "a" * 50_000},
        "whom_to_hire": {"needs": ["a" * 500] * 20, "first": 20},
        "what_changed": {"since": 0, "first": 100},
        "names": {"text": "a", "types": ["ROLE"], "first": 20},
        "roles_by_name": {"name": "a", "first": 5},
        "role_by_slug": {"slug": "a"},
        "roles": {"first": 100},
        "difference": {"left": "a", "right": "b"},
        "explain_move": {"from": "a", "to": "b"},
        "revision": {},
        "languages": {},
    }
    assert largest.keys() == documents().keys()
    for name, text in documents().items():
        document = read.get(text)
        assert document.read(document.operation(None), largest[name]).cost <= Limits().cost, name


def test_servers_begin_without_the_library_which_takes_a_while() -> None:
    code = "import sys, api.app, api.cli; print(sorted({'mcp', 'mcp_types', 'httpx2'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_answers_follow_the_language_that_is_asked_for(sqlite_store: Store) -> None:
    async def asked() -> Any:
        async with beside(sqlite_store) as client:
            return await client.call_tool("find", {"query": "python", "language": "not a language"})

    answer = in_a_loop(asked())
    assert answer.is_error
    assert answer.content[0].text.startswith("BAD_USER_INPUT: language: ")


def test_a_language_that_nobody_speaks_is_noted_and_one_that_is_spoken_is_not(sqlite_store: Store) -> None:
    async def noted(language: str | None) -> Any:
        async with beside(sqlite_store) as client:
            asked = {"query": "python"} | ({"language": language} if language else {})
            return (await client.call_tool("find", asked)).structured_content["notes"]

    said = "Nothing here has a name in zz-AT: names are in the language of their dataset (en)."
    assert in_a_loop(noted("ZZ_at")) == [said]
    assert in_a_loop(noted("en-GB")) == in_a_loop(noted(None)) == []


BAKERY = """\
dataset: {slug: bakery, title: Bakery, licence: CC0}
basis: INFERRED
roles:
  - {slug: bakery/baker, name: {en: Baker, fr: boulanger}}
  - {slug: bakery/old-baker, name: Bread maker, status: DEPRECATED, replaced_by: bakery/baker}
"""


def test_languages_datasets_and_what_is_deprecated_are_told(tmp_path: Path) -> None:
    (tmp_path / "bakery.yaml").write_text(BAKERY)

    async def asked(store: Store) -> list[Any]:
        async with beside(store) as client:
            calls = (
                ("describe_role", {"role": "bakery/baker", "language": "fr-CA"}),
                ("describe_role", {"role": "boulanger", "language": "fr"}),
                ("describe_role", {"role": "bakery/old-baker"}),
                ("describe_role", {"role": "ml-engineer", "dataset": "bakery"}),
                ("find", {"query": "baker", "dataset": "nowhere"}),
            )
            return [await client.call_tool(*each) for each in calls]

    with new_store(f"sqlite:///{tmp_path}/bakery.db") as store:
        load(store, [DATASET], "anna")
        load(store, [tmp_path / "bakery.yaml"], "anna")
        french, named, old, other, nowhere = in_a_loop(asked(store))
    assert french.structured_content["role"] == {"slug": "bakery/baker", "name": "boulanger"}
    assert french.structured_content["sources"][0] == {"title": "Bakery", "licence": "CC0"}
    assert named.structured_content["role"]["slug"] == "bakery/baker"
    assert old.structured_content["role"]["status"] == "DEPRECATED"
    assert old.structured_content["replaced_by"]["slug"] == "bakery/baker"
    assert old.structured_content["notes"] == ["bakery/old-baker is deprecated, and replaced by bakery/baker (Baker)."]
    assert other.content[0].text.startswith("NOT_FOUND: No role 'ml-engineer' in the dataset bakery")
    assert nowhere.content[0].text == 'NOT_FOUND: No dataset "nowhere": there is ai-careers, bakery.'


def test_a_database_without_anything_says_so(tmp_path: Path) -> None:
    async def asked(store: Store) -> Any:
        async with beside(store) as client:
            return await client.call_tool("find", {"query": "baker"})

    with new_store(f"sqlite:///{tmp_path}/empty.db") as store:
        told = in_a_loop(asked(store))
    assert told.content[0].text == "NOT_FOUND: Nothing has been loaded here yet, so that there is nothing to be asked."
