"""Each command says what it did, or what is wrong, and ends with 0 or 1."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from db.store import Store
from schema.printing import printed
from tests.conftest import DATASET
from tests.servers import rolegraph

Write = Callable[..., Path]
PROGRESS = re.compile(r"[\w ]+: ([\d,]+ in )?[\d.]+ s")  # of stages that take more than a second, on a busy machine
GOOD = "citations: [test-source]\nroles: [{slug: baker, name: Baker}]\n"


def test_a_database_from_nothing_to_loaded_twice(database_url: str, write: Write) -> None:
    def run(*arguments: str | Path) -> str:
        done = rolegraph(*arguments, DATABASE_URL=database_url)
        told = [line for line in done.stderr.splitlines() if not PROGRESS.fullmatch(line)]
        assert (done.returncode, told) == (0, []), done.stderr
        return done.stdout

    assert "is up to date" in run("migrate")
    assert run("revisions") == "Nothing was ever loaded.\n"
    assert (
        run("load", DATASET, "--author", "anna") == "Revision 1: 392 created, 0 changed, 0 deprecated, 0 untouched.\n"
    )
    assert run("load", DATASET) == "Nothing to do: all 392 records are stored already.\n"
    assert run("load", write(GOOD).parent).startswith("Revision 2: 3 created")
    listing = run("revisions")
    assert "ai-careers" in listing
    assert "anna" in listing


def test_loading_without_a_database(tmp_path: Path, write: Write) -> None:
    done = rolegraph("load", write(GOOD), DATABASE_URL=f"sqlite:///{tmp_path / 'gone.db'}")
    assert done.returncode == 1
    assert "there is no database at" in done.stderr
    assert "run `rolegraph migrate` first" in done.stderr
    assert not (tmp_path / "gone.db").exists()


@pytest.mark.parametrize("command", [["load", str(DATASET)], ["serve"], ["revisions"]], ids=lambda c: c[0])
def test_commands_on_a_database_that_is_not_migrated(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "empty.db").touch()
    done = rolegraph(*command, DATABASE_URL=f"sqlite:///{tmp_path / 'empty.db'}")
    assert done.returncode == 1
    assert "has no tables yet: run `rolegraph migrate` first" in done.stderr


def test_a_server_that_cannot_be_reached(write: Write) -> None:
    done = rolegraph("load", write(GOOD), DATABASE_URL="postgresql://anna:secret@127.0.0.1:1/x")
    assert done.returncode == 1
    assert "cannot use the database" in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("roles: [\n", "roles.yaml:2: not valid YAML"),
        ("roles: [{slug: baker, name: Baker, colour: red}]\n", "roles.yaml:1: roles.0.colour: unknown field"),
        (GOOD.replace("}]", ", tools: [stofe]}]"), "roles.yaml:2: roles.0.tools.0.tool: there is no tool stofe"),
        (GOOD.replace("}]", "}, {slug: baker, name: B}]"), "role baker is defined already at"),
    ],
)
def test_files_with_problems_are_refused_with_their_places(write: Write, content: str, message: str) -> None:
    done = rolegraph("validate", write(content))
    assert done.returncode == 1
    assert message in done.stderr
    assert "nothing was written" in done.stderr
    assert done.stdout == ""


def test_validating_needs_no_database(write: Write) -> None:
    done = rolegraph("validate", write(GOOD), DATABASE_URL="postgresql://nobody@127.0.0.1:1/x")
    assert (done.returncode, done.stdout) == (0, "3 records, no problem.\n")
    done = rolegraph("validate", DATASET)
    assert (done.returncode, done.stdout) == (0, "392 records, no problem.\n")


def test_an_empty_folder(tmp_path: Path) -> None:
    done = rolegraph("validate", tmp_path)
    assert done.returncode == 1
    assert "the folder holds no seed file" in done.stderr


def test_a_setting_that_is_wrong_is_named(write: Write) -> None:
    done = rolegraph("load", write(GOOD), PORT="eighty")
    assert done.returncode == 1
    assert "ROLEGRAPH_PORT='eighty'" in done.stderr


def test_bad_usage_ends_with_2() -> None:
    assert rolegraph("load").returncode == 2
    assert rolegraph("dance").returncode == 2


def test_the_schema_is_printed_as_it_is_committed() -> None:
    assert rolegraph("schema", "print").stdout == printed()


def test_a_port_that_is_taken_is_said(loaded: object, database_url: str) -> None:
    import socket

    del loaded
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = rolegraph("serve", DATABASE_URL=database_url, PORT=str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "in use" in done.stderr


@pytest.mark.parametrize("by", ["likeness", "feasibility"])
def test_a_ranking_for_judges_has_the_best_targets_of_each_role(sqlite_store: Store, tmp_path: Path, by: str) -> None:
    address = sqlite_store.engine.url.render_as_string(hide_password=False)
    output = tmp_path / "ranking.tsv"
    asked: list[str | Path] = ["evaluate", "--by", by, "--output", output, "--dataset", "ai-careers"]
    done = rolegraph(*asked, DATABASE_URL=address)
    said = f"156 targets of 13 roles, ranked by {by}, are in {output}.\n"
    assert (done.returncode, done.stdout) == (0, said), done.stderr
    lines = [line.split("\t") for line in output.read_text().splitlines()]
    assert len({(source, target) for source, target, _ in lines}) == 13 * 12
    for one, other in pairwise(lines):
        assert one[0] != other[0] or float(one[2]) >= float(other[2])
    figures = {(source, target): float(figure) for source, target, figure in lines}
    there, back = figures["ai-engineer", "ml-engineer"], figures["ml-engineer", "ai-engineer"]
    assert (there == back) == (by == "likeness"), "only feasibility has a direction"
    assert rolegraph(*asked, "--most", "3", DATABASE_URL=address).returncode == 0
    assert len(output.read_text().splitlines()) == 13 * 3


def test_rankings_are_of_datasets_and_schemes_that_there_are(sqlite_store: Store, tmp_path: Path) -> None:
    address, output = sqlite_store.engine.url.render_as_string(hide_password=False), tmp_path / "ranking.tsv"
    nothing = rolegraph("evaluate", "--output", output, DATABASE_URL=address)
    assert nothing.returncode == 2
    assert "there are no roles of a dataset 'onet'" in nothing.stderr
    asked = ("evaluate", "--output", output, "--dataset", "ai-careers", "--scheme", "esco")
    unknown = rolegraph(*asked, DATABASE_URL=address)
    assert unknown.returncode == 2
    assert "no role of ai-careers has an identifier of 'esco'" in unknown.stderr
    assert not output.exists(), "nothing is written"


def test_no_mappings_are_suggested_where_there_is_nothing_to_map(loaded: Store, write: Write, tmp_path: Path) -> None:
    address, output = loaded.engine.url.render_as_string(hide_password=False), tmp_path / "suggested.csv"
    empty = write("dataset: {slug: empty, title: Empty}\n", "empty/dataset.yaml")
    assert rolegraph("load", empty, DATABASE_URL=address).returncode == 0
    asked = ("mapping", "suggest", "--output", output, "ai-careers")
    nothing = rolegraph(*asked, "empty", DATABASE_URL=address)
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert "empty has no active role, nothing of it can be mapped" in nothing.stderr
    groups = rolegraph(*asked, "empty", "--type", "role_group", DATABASE_URL=address)
    assert groups.returncode == 1
    assert "ai-careers has no active role group, there is --type role, --type skill" in groups.stderr
    assert rolegraph(*asked, "ai-careers", DATABASE_URL=address).returncode == 2
    assert not output.exists(), "nothing is written"
    output.write_text("yes")
    again = rolegraph(*asked, "empty", DATABASE_URL=address)
    assert again.returncode == 2
    assert "is there already: choose a new name" in " ".join(again.stderr.replace("│", " ").split())
    assert output.read_text() == "yes", "what a curator has accepted stays"
