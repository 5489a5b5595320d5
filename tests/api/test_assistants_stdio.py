"""`rolegraph mcp`: assistants over standard input and output, from a database and from a server elsewhere."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp.server.lowlevel import Server as LibraryServer

from api.assistants.standard import of_address
from api.assistants.tools import TOOLS
from db.store import Store
from tests.asking_in_process import in_a_loop
from tests.assistants import beside
from tests.servers import READY_SECONDS, Server, environment, rolegraph, serving

PAGE = Path(__file__).parents[2] / "docs/assistants.md"


@pytest.fixture(scope="module")
def address(sqlite_store: Store) -> str:
    return sqlite_store.engine.url.render_as_string(hide_password=False)


@pytest.fixture(scope="module")
def server(address: str) -> Iterator[Server]:
    with serving(address, TRUSTED_DOCUMENTS_ONLY="true") as server:
        yield server


Asked = tuple[list[str], Any, str]
"""The tools, the answer of one, and what is told of an unknown role."""


def asked(program: StdioServerParameters | LibraryServer[Any], mode: str = "auto") -> Asked:
    async def done() -> Asked:
        async with Client(program, mode=mode) as client:
            listed = await client.list_tools()
            found = await client.call_tool("describe_role", {"role": "ML engineer", "first": 1})
            unknown = await client.call_tool("describe_role", {"role": "lighthouse keeper"})
            said = unknown.content[0].text  # type: ignore[union-attr] # told in words
            return [each.name for each in listed.tools], found.structured_content, said

    return in_a_loop(done())


def program(*arguments: str, **settings: str) -> StdioServerParameters:
    given = ["-m", "api", "mcp", *arguments]
    return StdioServerParameters(command=sys.executable, args=given, env=environment(settings))


def test_a_database_is_answered_from(address: str) -> None:
    tools, told, unknown = asked(program(DATABASE_URL=address), mode="legacy")
    assert tools == list(TOOLS)
    assert told["role"] == {"slug": "ml-engineer", "name": "ML engineer"}
    assert unknown.startswith("NOT_FOUND: No role 'lighthouse keeper'")


def test_a_server_elsewhere_is_asked_for_the_same_even_if_it_trusts_no_others(server: Server) -> None:
    tools, told, unknown = asked(program("--address", server.url))
    assert tools == list(TOOLS)
    assert told["role"]["link"] == f"{server.url}/role/ml-engineer"
    assert unknown.startswith("NOT_FOUND: No role 'lighthouse keeper'")


def test_what_is_in_the_history_of_either_database_is_told(loaded: Store) -> None:
    async def changes() -> Any:
        async with beside(loaded) as client:
            return (await client.call_tool("what_changed", {"kinds": ["ROLE"], "first": 1})).structured_content

    told = in_a_loop(changes())
    assert (told["revision"], told["total"], told["changes"][0]["slug"]) == (1, 13, "ai-consultant")


def test_a_server_that_refuses_the_key_is_told(server: Server) -> None:
    _, told, unknown = asked(of_address(server.url, "rg_nobody"))
    assert told is None
    assert unknown.startswith("UNAUTHENTICATED: This API key is not known")


@pytest.mark.parametrize("path", ["/healthz/none", "/schema"])
def test_what_is_no_rolegraph_is_told(server: Server, path: str) -> None:
    _, told, unknown = asked(of_address(server.url + path, None))
    assert told is None
    assert path in unknown


def test_a_server_that_is_not_there_is_told() -> None:
    _, told, unknown = asked(of_address("http://127.0.0.1:9", None))
    assert told is None
    assert unknown.startswith("UNREACHABLE: Rolegraph at http://127.0.0.1:9 does not answer")


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        ([], {"DATABASE_URL": "sqlite:////nowhere/x.db"}, "rolegraph: "),
        (["--address", "careers.example"], {}, "an address is such as https://site.example/careers"),
    ],
)
def test_what_cannot_be_served_ends_at_once_with_why(arguments: list[str], settings: dict[str, str], said: str) -> None:
    done = rolegraph("mcp", *arguments, **settings)
    assert done.returncode != 0
    assert said in done.stderr
    assert done.stdout == ""


def test_lines_that_are_none_of_the_protocol_are_errors_and_the_end_of_input_is_the_end(address: str) -> None:
    lines = (
        b"what is this?\n",
        b'[{"jsonrpc": "2.0", "id": 1, "method": "ping"}]\n',
        b"\xff\xfe\n",
        b"\n",
        b'{"jsonrpc": "2.0", "id": 1.5, "method": "ping"}\n',
        b'{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": [1]}\n',
        b'{"jsonrpc": "2.0", "id": 2, "method": "tools/destroy"}\n',
        b'{"jsonrpc": "2.0", "id": 3, "method": "ping"}\n',
        b'{"jsonrpc": "2.0", "id": 4, "method": "tools/call", "params": {"name": 5}}\n',
        b'{"jsonrpc": "2.0", "id": 5, "method": "tools/call", "params": {"arguments": [1]}}\n',
    )
    with subprocess.Popen(
        [sys.executable, "-m", "api", "mcp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment({"DATABASE_URL": address}),
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"".join(lines))
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for _ in range(9)]
        process.stdin.close()
        assert process.wait(READY_SECONDS) == 0
        assert process.stdout.read() == b""
    unread = [each["error"] for each in answers if each["id"] is None]
    assert [each["code"] for each in unread] == [-32700, -32600, -32700, -32600]
    assert unread[3]["message"].startswith("id is a text or a whole number")
    by_id = {each["id"]: each for each in answers}
    assert by_id[1]["error"] == {"code": -32602, "message": "params is an object, or is left out."}
    assert by_id[2]["error"]["code"] == -32601
    assert by_id[3]["result"] == {}
    assert by_id[4]["error"] == {
        "code": -32602,
        "message": "The params of tools/call do not fit: name is a text, not 5.",
    }
    assert by_id[5]["error"]["message"].startswith(
        "The params of tools/call do not fit: name is missing: give a text; "
    )


def test_the_key_is_not_shown_with_the_settings() -> None:
    told = rolegraph("config", API_KEY="rg_secret")
    assert "rg_secret" not in told.stdout
    assert "ROLEGRAPH_API_KEY=***" in told.stdout


def test_the_page_shows_how_programs_are_told() -> None:
    blocks = [json.loads(each) for each in re.findall(r"```json\n(\{\"mcpServers.*?)\n```", PAGE.read_text(), re.S)]
    assert len(blocks) == 2
    for each in blocks:
        (told,) = each["mcpServers"].values()
        assert told["command"] == "rolegraph"
        assert told["args"][0] == "mcp"
