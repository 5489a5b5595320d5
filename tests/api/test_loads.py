"""Loading over HTTP: what a key may load is loaded and served; whatever else comes is refused and leaves nothing."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import httpx
import orjson
import pytest

from db.access import create_key
from db.store import Store
from tests.conftest import new_database
from tests.databases import Holding, opened
from tests.servers import READY_SECONDS, Server, serving, until

KEY, OTHER = "rg_may_load", "rg_may_not"
DECLARED = b"dataset: {slug: bakery, title: Bakery}\nbasis: INFERRED\n"
BAKER = b"""\
basis: INFERRED
role: {slug: bakery/baker, name: Baker, skills: [{skill: bakery/kneading, importance: ESSENTIAL}]}
"""
SKILLS = b"slug,name,skill_kind\nbakery/kneading,Kneading,SKILL\n"
FILES = {"dataset.yaml": DECLARED, "roles/baker.yaml": BAKER, "skills.csv": SKILLS}
LINES = "application/x-ndjson"
TOOL = b'{"kind": "TOOL", "slug": "bakery/oven", "name": "Oven", "basis": "INFERRED"}\n'
NARROW = {"LOAD_BYTES": "1000000", "LOAD_FILES": "20", "LOAD_SECONDS": "20"}


class Site(NamedTuple):
    """A server that takes loads, and where it keeps what it receives."""

    server: Server
    store: Store
    folder: Path
    address: str

    def load(self, path: str = "bakery", key: str | None = KEY, **asked: Any) -> httpx.Response:
        headers = {**asked.pop("headers", {}), **({"x-api-key": key} if key else {})}
        return httpx.post(f"{self.server.url}/datasets/{path}", headers=headers, timeout=READY_SECONDS, **asked)

    def send(self, path: str = "bakery", files: dict[str, bytes] = FILES, **asked: Any) -> httpx.Response:
        return self.load(path, files=[("files", (name, content)) for name, content in files.items()], **asked)

    def left(self) -> list[str]:
        """The folders that are still there."""
        return [each.name for each in self.folder.iterdir() if each.is_dir()]


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    yield from _site(request.param, request, tmp_path, monkeypatch)


@pytest.fixture
def small(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """One with narrow limits."""
    yield from _site("sqlite", request, tmp_path, monkeypatch, **NARROW)


@pytest.fixture(scope="module")
def refusing(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Likewise, for tests that load nothing."""
    with pytest.MonkeyPatch.context() as patch:
        yield from _site("sqlite", request, tmp_path_factory.mktemp("loads"), patch, **NARROW)


def _site(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **limits: str
) -> Iterator[Site]:
    folder = tmp_path / "received"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    with new_database(kind, tmp_path, request, Holding.SHIPPED) as address, opened(address) as store:
        create_key(store.engine, "t", "Anna", KEY, None, None, ["bakery", "other"])
        create_key(store.engine, "t", "Bert", OTHER, None, None)
        with serving(address, LOADING="true", **limits) as server:
            yield Site(server, store, folder, address)


def code(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.json()["errors"][0]["extensions"]["code"]


def test_files_are_one_revision_with_author_and_message_and_are_served_at_once(site: Site) -> None:
    asked = site.send("bakery?dryRun=true")
    assert asked.status_code == 200, asked.text
    looked = asked.json()
    assert (looked["revision"], looked["created"], looked["notShown"]) == (None, 3, 0)
    assert sorted(each["slug"] for each in looked["changes"]) == ["bakery", "bakery/baker", "bakery/kneading"]
    assert site.store.newest_revision() == 1
    done = site.send("bakery?message=The%20first")
    assert done.status_code == 200, done.text
    revision = done.json()["revision"]
    assert (revision["number"], revision["author"], revision["message"]) == (2, "Anna", "The first")
    assert (done.json()["created"], done.json()["untouched"], revision["isServed"]) == (3, 0, True)
    query = '{ role(slug: "bakery/baker") { name } revision { number author message loaded } }'
    assert site.server.ask(query)["data"] == {
        "role": {"name": "Baker"},
        "revision": {
            "number": 2,
            "author": "Anna",
            "message": "The first",
            "loaded": "dataset.yaml, roles/baker.yaml, skills.csv",
        },
    }
    again = site.send().json()
    assert (again["revision"], again["created"], again["untouched"]) == (None, 0, 3)
    pruned = site.send("bakery?prune=true&dryRun=true", files={"dataset.yaml": DECLARED, "skills.csv": SKILLS}).json()
    assert (pruned["deprecated"], pruned["changes"][0]["slug"]) == (1, "bakery/baker")
    assert site.left() == []
    assert site.store.differences() == []


def test_problems_are_those_of_the_command_line_and_nothing_is_written(refusing: Site) -> None:
    broken = BAKER.replace(b"Baker,", b"Baker, colour: red,")
    done = refusing.send(files={**FILES, "roles/baker.yaml": broken})
    assert code(done) == (422, "REFUSED")
    assert done.json()["problems"] == [
        {
            "place": "roles/baker.yaml:2",
            "file": "roles/baker.yaml",
            "line": 2,
            "field": "role.colour",
            "message": "unknown field",
        }
    ]
    assert refusing.store.newest_revision() == 1
    assert refusing.left() == []


def test_what_would_be_taken_away_is_told_with_the_parameter_that_allows_it(small: Site) -> None:
    assert small.send().status_code == 200
    alone = b'{"kind": "DATASET", "slug": "bakery", "title": "A bakery"}'
    told = small.load("bakery?prune=true", content=alone, headers={"content-type": LINES})
    assert told.status_code == 422
    messages = [each["message"] for each in told.json()["problems"]]
    assert any("If this is meant, add allowShrink=1" in each for each in messages), messages
    assert not any("--" in each for each in messages)


def test_a_body_may_be_one_file(small: Site) -> None:
    assert small.send().status_code == 200
    assert small.load(content=TOOL, headers={"content-type": LINES}).json()["created"] == 1
    sheet = b"slug,name,basis\nbakery/peel,Peel,INFERRED\n"
    assert code(small.load(content=sheet, headers={"content-type": "text/csv"})) == (400, "BAD_REQUEST")
    named = small.load("bakery?name=tools.csv", content=sheet, headers={"content-type": "text/csv"})
    assert named.json()["created"] == 1
    yaml = b"basis: INFERRED\ntools: [{slug: bakery/tin, name: Tin}]\n"
    assert small.load(content=yaml, headers={"content-type": "application/yaml"}).json()["created"] == 1


@pytest.mark.parametrize(
    ("path", "key", "wanted"),
    [
        ("bakery", None, (401, "UNAUTHENTICATED")),
        ("bakery", "rg_unknown", (401, "UNAUTHENTICATED")),
        ("bakery", OTHER, (403, "FORBIDDEN")),
        ("ai-careers", KEY, (403, "FORBIDDEN")),
        ("bakery?prune=yes", KEY, (400, "BAD_REQUEST")),
        ("bakery?dryrun=true", KEY, (400, "BAD_REQUEST")),
        ("bakery?prune=true&prune=false", KEY, (400, "BAD_REQUEST")),
        ("other", KEY, (422, "REFUSED")),
    ],
)
def test_who_may_not_load_it_is_told_so_and_nothing_is_written(
    refusing: Site, path: str, key: str | None, wanted: tuple[int, str]
) -> None:
    assert code(refusing.send(path, key=key)) == wanted
    assert refusing.store.newest_revision() == 1
    assert refusing.left() == []


def test_pages_of_other_sites_cannot_load(refusing: Site) -> None:
    address = f"{refusing.server.url}/datasets/bakery"
    asks = {"origin": "https://bad.example", "access-control-request-method": "POST"}
    preflight = httpx.options(address, headers=asks)
    assert preflight.status_code == 405
    assert "access-control-allow-origin" not in preflight.headers
    assert refusing.send(key=None, headers={"cookie": f"x-api-key={KEY}"}).status_code == 401
    asked = refusing.send("bakery?dryRun=true", headers={"origin": "https://bad.example"})
    assert (asked.status_code, "access-control-allow-origin" in asked.headers) == (200, False)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("../../x.yaml", 400),
        ("/etc/x.yaml", 400),
        ("roles/../../x.yaml", 400),
        ("roles\\..\\x.yaml", 400),
        (".hidden.yaml", 400),
        ("a/b/c/d/e/f.yaml", 400),
        ("x" * 200 + ".yaml", 400),
        ("roles//x.yaml", 400),
        ("x.zip", 415),
        ("x.YAML.exe", 415),
    ],
)
def test_names_that_lead_elsewhere_or_are_of_no_seed_file_are_refused(refusing: Site, name: str, status: int) -> None:
    done = refusing.send(files={**FILES, name: BAKER})
    assert done.status_code == status, done.text
    assert refusing.store.newest_revision() == 1
    assert refusing.left() == []


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b"x", {"content-type": "application/zip"}, 415),
        (b"x", {"content-type": "multipart/form-data"}, 400),
        (b"x", {"content-type": "multipart/form-data; boundary=b"}, 400),
        (b"x", {}, 415),
        (TOOL, {"content-type": LINES, "content-encoding": "gzip"}, 415),
        (b'--b\r\ncontent-disposition: form-data; name="a"\r\n\r\nx\r\n--b--\r\n', None, 400),
        (b'--b\r\ncontent-disposition: form-data; name="a"; filename="a.yaml"\r\n\r\nx', None, 400),
        (b"--b\r\n" + b"x" * 5_000 + b": y\r\n\r\n--b--", None, 400),
        (b"--b--\r\n", None, 400),
    ],
)
def test_bodies_that_are_none_are_refused(
    refusing: Site, content: bytes, headers: dict[str, str] | None, status: int
) -> None:
    told = {"content-type": "multipart/form-data; boundary=b"} if headers is None else headers
    assert refusing.load(content=content, headers=told).status_code == status
    assert refusing.left() == []


def test_too_much_is_refused_however_it_is_announced(refusing: Site) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield TOOL * 1_000

    assert refusing.load(content=TOOL * 20_000, headers={"content-type": LINES}).status_code == 413
    assert refusing.load(content=endless(), headers={"content-type": LINES}).status_code == 413
    many = {f"roles/{number}.yaml": b"" for number in range(10_000)}
    assert refusing.send(files=many).status_code == 413
    assert refusing.store.newest_revision() == 1
    assert refusing.left() == []


@pytest.mark.parametrize("ending", ["xlsx", "xlsm"])
def test_a_workbook_is_as_large_as_it_is_unpacked(refusing: Site, ending: str) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 2_000_000)
    done = refusing.send(files={f"bomb.{ending}": packed.getvalue()})
    assert (done.status_code, len(packed.getvalue()) < 10_000) == (413, True)
    assert done.json()["detail"].startswith("The workbooks unpack to 2,000,000 bytes, and a load has at most ")
    assert refusing.store.newest_revision() == 1
    assert refusing.left() == []


def test_one_loads_at_a_time_and_a_client_that_goes_leaves_nothing(small: Site) -> None:
    host, port = small.server.url.removeprefix("http://").split(":")
    headers = ("host: x", f"x-api-key: {KEY}", f"content-type: {LINES}", "content-length: 500")
    head = "\r\n".join(("POST /datasets/bakery HTTP/1.1", *headers, "", ""))
    with socket.create_connection((host, int(port))) as slow:
        slow.sendall(head.encode() + TOOL)
        until(small.left)
        second = small.send()
        assert code(second) == (503, "LOADING")
        assert int(second.headers["retry-after"]) >= 1
    until(lambda: not small.left())
    assert small.send().status_code == 200


def test_a_body_that_does_not_come_is_not_waited_for(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for site in _site("sqlite", request, tmp_path, monkeypatch, LOAD_SECONDS="1"):

        def trickle() -> Iterator[bytes]:
            for _ in range(40):
                yield b"\n"
                time.sleep(0.1)

        assert site.load(content=trickle(), headers={"content-type": LINES}).status_code == 408
        assert site.left() == []


def large() -> Iterator[bytes]:
    yield b'{"kind": "DATASET", "slug": "other", "title": "Other"}\n'
    for number in range(3_000):
        skill = {"kind": "SKILL", "slug": f"other/s{number}", "name": f"Skill {number}", "skill_kind": "SKILL"}
        yield orjson.dumps({**skill, "dataset": "other", "basis": "INFERRED"}) + b"\n"


def test_a_server_that_is_killed_in_the_middle_leaves_the_last_revision_and_no_files(site: Site) -> None:
    with ThreadPoolExecutor(1) as thread:
        sent = thread.submit(site.load, "other", content=b"".join(large()), headers={"content-type": LINES})
        until(lambda: any(site.folder.glob("*/dataset.yaml")))
        site.server.process.kill()
        with pytest.raises(httpx.TransportError):
            sent.result()
    site.server.process.wait()
    with serving(site.address, LOADING="true") as other:
        until(lambda: not site.left())  # the load took them away, or the next server
        assert site.store.newest_revision() == 1
        assert site.store.differences() == []
        again = site._replace(server=other)
        assert (
            again.load("other", content=b"".join(large()), headers={"content-type": LINES}).json()["created"] == 3_001
        )


def test_nothing_can_be_loaded_unless_that_is_switched_on(sqlite_store: Store, tmp_path: Path) -> None:
    with serving(sqlite_store.engine.url.render_as_string(hide_password=False)) as server:
        site = Site(server, sqlite_store, tmp_path, "")
        assert site.send().status_code in (404, 405)
        assert sqlite_store.newest_revision() == 1


def test_what_was_sent_is_not_logged(small: Site) -> None:
    secret = BAKER.replace(b"Baker,", b"Secretive baker, colour: red,")
    assert small.send("bakery?message=Confidential", files={**FILES, "roles/baker.yaml": secret}).status_code == 422
    assert small.send("bakery?message=Confidential").status_code == 200
    assert "Anna loaded revision 2 of bakery" in small.server.log()
    assert "Secretive" not in small.server.log()
    assert "Confidential" not in small.server.log()
