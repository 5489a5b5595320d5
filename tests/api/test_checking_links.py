"""`rolegraph check links` tells what is wrong with addresses, by record; asked for, it asks them, and nobody else."""

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import ClassVar

import pytest
from typer.testing import CliRunner

from api.checking_links import answers
from api.cli import app
from api.reaching import Asking, Reached, State, reach
from db.store import Store
from knowledge.model.addresses import IP
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from seeds.links import About, Link, examined, of_records
from seeds.problems import Level

HERE = "127.0.0.1"


class Site(BaseHTTPRequestHandler):
    """A site with pages of all sorts; `asked` has what it was asked, in order."""

    asked: ClassVar[list[tuple[str, str, str]]] = []

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        host = self.headers["Host"]
        Site.asked.append((self.command, host, self.path))
        port = host.rpartition(":")[2]
        name = self.path.split("?")[0]
        if name == "/only-get" and self.command == "HEAD":
            self._send(405)
        elif name in ("/fine", "/only-get", "/gr%C3%BC%C3%9Fe"):
            self._send(200)
        elif name.startswith("/status-"):
            self._send(int(name.removeprefix("/status-")))
        elif name == "/moved":
            self._send(301, f"http://other.example.org:{port}/fine")
        elif name == "/for-now":
            self._send(302, "/fine")
        elif name == "/round":
            self._send(302, "/round")
        elif name == "/inside":
            self._send(302, f"http://inside.example.org:{port}/secret")
        elif name == "/metadata":
            self._send(301, "http://169.254.169.254/latest/meta-data/")
        elif name == "/script":
            self._send(302, "file:///etc/passwd")
        elif name == "/unreadable":
            self._send(302, "http://[::1/")
        elif name == "/nonsense":
            self.wfile.write(b"\x00\x01\x02\r\n\r\n")
        elif name == "/drip":
            self._drip()

    def _drip(self) -> None:
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not self.server.ending.wait(0.05):  # type: ignore[attr-defined]  # that of the fixture
                self.wfile.write(b"x: y\r\n")
        except OSError:
            return

    def _send(self, status: int, leads_to: str | None = None) -> None:
        self.send_response(status)
        if leads_to is not None:
            self.send_header("Location", leads_to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing on the terminal."""


@pytest.fixture(scope="module")
def site() -> Iterator[int]:
    """The port of the site on this machine."""
    server = ThreadingHTTPServer((HERE, 0), Site)
    server.ending = threading.Event()  # type: ignore[attr-defined]  # for what drips
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server.server_address[1]
    server.ending.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


def resolve(host: str, _port: int) -> list[str]:
    """The names of the tests: one of a network of its own, one that nobody has, and others that lead to the site."""
    if host == "nobody.example.org":
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return {"inside.example.org": ["10.0.0.7"], "both.example.org": [HERE, "192.168.0.1"]}.get(host, [HERE])


def allows(address: IP) -> bool:
    return address == ip_address(HERE)


ASKING = Asking(seconds=1, resolve=resolve, allows=allows)


def asked(port: int, path: str, host: str = "learn.example.org", asking: Asking = ASKING) -> Reached:
    Site.asked.clear()
    return reach(f"http://{host}:{port}{path}", asking)


def test_what_answers_is_fine_and_only_its_head_is_asked_for(site: int) -> None:
    assert asked(site, "/fine?a=b c".replace(" ", "%20")) == Reached(State.FINE, "it answers")
    assert Site.asked == [("HEAD", f"learn.example.org:{site}", "/fine?a=b%20c")]


def test_who_refuses_head_is_asked_with_get(site: int) -> None:
    assert asked(site, "/only-get").state is State.FINE
    assert [method for method, _, _ in Site.asked] == ["HEAD", "GET"]


def test_letters_of_other_languages_are_written_as_the_web_writes_them(site: int) -> None:
    assert asked(site, "/grüße", "münchen.example.org").state is State.FINE
    assert Site.asked == [("HEAD", f"xn--mnchen-3ya.example.org:{site}", "/gr%C3%BC%C3%9Fe")]


@pytest.mark.parametrize(
    ("path", "state", "said"),
    [
        ("/status-404", State.BROKEN, "it answers 404"),
        ("/status-410", State.BROKEN, "it answers 410"),
        ("/status-500", State.BROKEN, "it answers 500"),
        ("/status-403", State.UNSURE, "it answers 403 to programs: look at it yourself"),
        ("/status-429", State.UNSURE, "it answers 429 to programs: look at it yourself"),
        ("/for-now", State.FINE, "it answers"),
        ("/round", State.BROKEN, "it leads on and on, more than 5 times"),
        ("/unreadable", State.BROKEN, "it leads to 'http://[::1/', which cannot be read: "),
        ("/nonsense", State.BROKEN, "it does not answer: "),
    ],
)
def test_what_an_address_answers(site: int, path: str, state: State, said: str) -> None:
    found = asked(site, path)
    assert (found.state, found.said.startswith(said)) == (state, True), found


def test_what_has_moved_for_good_is_told_with_its_new_place(site: int) -> None:
    assert asked(site, "/moved") == Reached(State.MOVED, f"it has moved to http://other.example.org:{site}/fine")


def test_a_name_that_nobody_has_and_a_port_that_is_closed_are_told(site: int) -> None:
    assert asked(site, "/fine", "nobody.example.org").said == "its host does not answer: Name or service not known"
    with socket.create_server((HERE, 0)) as closed:
        port = closed.getsockname()[1]
    assert asked(port, "/fine").said == "its host does not answer: Connection refused"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/inside", "its host leads into a network of its own (10.0.0.7), and was not asked"),
        ("/metadata", "the address leads into a network of its own: expected a host that everybody reaches"),
        ("/script", "the address is no address of the web: expected one that begins with https:// or http://"),
    ],
)
def test_a_redirection_into_a_network_of_its_own_is_not_followed(site: int, path: str, said: str) -> None:
    found = asked(site, path)
    assert found.state is State.BROKEN
    assert found.said.startswith("it leads to ")
    assert found.said.endswith(said)
    assert {asked for _, _, asked in Site.asked} == {path}, "nothing else was asked"


@pytest.mark.parametrize("host", ["inside.example.org", "both.example.org"])
def test_a_host_that_leads_inside_is_not_asked_whatever_it_is_called(site: int, host: str) -> None:
    assert "leads into a network of its own" in asked(site, "/fine", host).said
    assert Site.asked == []


def test_this_machine_is_not_asked_unless_somebody_allows_it(site: int) -> None:
    assert "leads into a network of its own (127.0.0.1)" in asked(site, "/fine", asking=Asking(resolve=resolve)).said
    assert Site.asked == []


def test_who_does_not_speak_tls_where_that_is_asked_for_does_not_answer(site: int) -> None:
    found = reach(f"https://learn.example.org:{site}/fine", ASKING)
    assert (found.state, found.said.startswith("it does not answer: ")) == (State.BROKEN, True)


def test_who_talks_for_ever_is_left(site: int) -> None:
    found = asked(site, "/drip", asking=Asking(seconds=0.2, resolve=resolve, allows=allows))
    assert found == Reached(State.BROKEN, "it does not answer: it took too long")


def link(slug: str, address: str | None, dataset: str = "d", kind: Kind = Kind.LEARNING_RESOURCE) -> Link:
    return Link(Key(kind, slug), dataset, "url", address)


def test_each_address_is_asked_once_and_told_for_every_record(site: int) -> None:
    Site.asked.clear()
    gone, fine = f"http://a.example.org:{site}/status-404", f"http://b.example.org:{site}/fine"
    links = [link("one", gone), link("two", gone), link("three", fine), link("four", None)]
    found = answers(links, ASKING, parallel=2)
    assert [(each.link.key.slug, each.about, each.level) for each in found] == [
        ("one", About.ANSWER, Level.ERROR), ("two", About.ANSWER, Level.ERROR),
    ]  # fmt: skip
    assert sorted(Site.asked) == [
        ("GET", f"a.example.org:{site}", "/status-404"),
        ("HEAD", f"a.example.org:{site}", "/status-404"),
        ("HEAD", f"b.example.org:{site}", "/fine"),
    ]


def test_without_asking_anybody_form_duplicates_and_what_is_missing_are_told() -> None:
    links = [
        link("a", "https://learn.python.org/x"), link("b", "http://LEARN.python.org:80/x/"),
        link("c", "https://learn.python.org/x?y"), link("d", "https://learn.python.org/x", dataset="e"),
        link("e", None), link("f", "http://localhost/"), link("g", "https://example.com/"),
        link("s", "https://learn.python.org/x", kind=Kind.SOURCE),
    ]  # fmt: skip
    found = [(each.link.key.slug, each.about, each.level) for each in examined(links)]
    assert found == [
        ("b", About.DUPLICATE, Level.WARNING),
        ("e", About.MISSING, Level.WARNING),
        ("f", About.FORM, Level.ERROR),
        ("g", About.FORM, Level.WARNING),
    ]


def test_deprecated_records_and_sources_without_an_address_are_left_alone() -> None:
    base = {"dataset": "d", "slug": "a"}
    records = {
        Key(Kind.LEARNING_RESOURCE, "a"): {**base, "status": "DEPRECATED", "url": "http://localhost/"},
        Key(Kind.SOURCE, "a"): base,
        Key(Kind.DATASET, "d"): {"slug": "d", "title": "D", "url": "https://learn.python.org/"},
        Key(Kind.SOURCE, "b"): {**base, "slug": "b", "dataset": "other", "url": "https://learn.python.org/"},
    }
    assert [each.key.slug for each in of_records(records, "d")] == ["d"]


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["check", "links", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


SEEDS = """\
basis: INFERRED
learning_resources:
  - {slug: a, name: A, resource_kind: BOOK, url: "https://learn.python.org/x"}
  - {slug: b, name: B, resource_kind: BOOK, url: "https://learn.python.org/x"}
  - {slug: c, name: C, resource_kind: BOOK}
"""


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    (tmp_path / "dataset.yaml").write_text("dataset: {slug: d, title: D}\n")
    (tmp_path / "all.yaml").write_text(SEEDS)
    return tmp_path


def test_files_are_checked_without_a_database(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEGRAPH_DATABASE_URL", "sqlite:////nowhere/x.db")
    code, said = run(str(seeds))
    assert (code, said.splitlines()) == (
        0,
        [
            f"{seeds}/all.yaml:4: learning resource b: warning: the address 'https://learn.python.org/x' is that of "
            "learning resource a, too",
            f"{seeds}/all.yaml:5: learning resource c: warning: tells no address (url)",
            "2 addresses, 0 wrong, 2 doubtful.",
        ],
    )
    assert run(str(seeds), "--strict")[0] == 1


def test_the_command_asks_only_when_it_is_told_to_and_never_this_machine(
    seeds: Path, site: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every name leads to this machine here, as one that somebody else controls may."""
    looked_up: list[object] = []

    def lookup(host: object, *_: object, **__: object) -> list[object]:
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (HERE, site))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    Site.asked.clear()
    assert run(str(seeds))[0] == 0
    assert looked_up == []
    code, said = run(str(seeds), "--online", "--parallel", "2", "--seconds", "1")
    assert (code, Site.asked) == (1, [])
    told = "https://learn.python.org/x: its host leads into a network of its own (127.0.0.1), and was not asked"
    assert said.splitlines()[2:] == [
        f"{seeds}/all.yaml:3: learning resource a: {told}",
        f"{seeds}/all.yaml:4: learning resource b: {told}",
        "2 addresses, 2 wrong, 2 doubtful.",
    ]
    assert set(looked_up) == {"learn.python.org"}


def test_a_dangerous_address_in_a_file_is_refused_with_its_place(seeds: Path) -> None:
    (seeds / "all.yaml").write_text(SEEDS.replace("https://learn.python.org/x", "http://127.0.0.1/", 1))
    code, said = run(str(seeds))
    assert code == 1
    assert f"{seeds}/all.yaml:3: learning_resources.0.url: the address 'http://127.0.0.1/' leads into a network" in said


def test_what_is_stored_is_checked_by_dataset(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    address = sqlite_store.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("ROLEGRAPH_DATABASE_URL", address)
    code, said = run("--format", "json", "--dataset", "ai-careers")
    found = json.loads(said)
    assert (code, found["findings"]) == (0, [])
    assert found["addresses"] > 80
    code, said = run("--dataset", "ai-carers")
    assert code == 1
    assert "ai-careers" in said
