"""`rolegraph normalize` writes beside each line of a CSV file what its string means."""

import csv
from pathlib import Path

import pytest

from db.store import Store
from seeds.loading import load
from tests.databases import Holding, opened, sqlite_database
from tests.servers import rolegraph


@pytest.fixture
def url(sqlite_store: Store) -> str:
    return sqlite_store.engine.url.render_as_string(hide_password=False)


def test_each_line_gets_what_its_string_means(url: str, tmp_path: Path) -> None:
    file, output = tmp_path / "skills.csv", tmp_path / "understood.csv"
    file.write_text('\ufeffwho,skill\nAnn,"good knowledge of PyTorch, 3 years"\nBob,tensorflwo\nCal,xyzzyxyzzy\nDee\n')
    done = rolegraph("normalize", file, "--column", "skill", "--output", output, DATABASE_URL=url)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"2 of 4 strings are understood, in {output}.\n"
    with output.open(newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [(row["who"], row["type"], row["slug"]) for row in rows] == [
        ("Ann", "TOOL", "pytorch"),
        ("Bob", "TOOL", "tensorflow"),
        ("Cal", "", ""),
        ("Dee", "", ""),
    ]
    assert rows[0]["set_aside"] == "good knowledge of; 3 years"
    assert 0.3 <= float(rows[1]["confidence"]) <= 1


def test_a_list_is_a_line_for_each_thing_in_it(url: str, tmp_path: Path) -> None:
    file, output = tmp_path / "skills.csv", tmp_path / "understood.csv"
    file.write_text('who,skill\nAnn,"pytorch; tensorflwo; xyzzyxyzzy"\nBob,"pytorch"\n')
    done = rolegraph("normalize", file, "--column", "skill", "--output", output, DATABASE_URL=url)
    assert done.returncode == 0, done.stderr
    with output.open(newline="") as opened:
        rows = [(row["who"], row["skill"], row["slug"]) for row in csv.DictReader(opened)]
    assert rows == [
        ("Ann", "pytorch; tensorflwo; xyzzyxyzzy", "pytorch"),
        ("Ann", "pytorch; tensorflwo; xyzzyxyzzy", "tensorflow"),
        ("Ann", "pytorch; tensorflwo; xyzzyxyzzy", ""),
        ("Bob", "pytorch", "pytorch"),
    ]


def test_of_a_long_file_all_lists_are_divided_and_lines_stay_in_order(url: str, tmp_path: Path) -> None:
    file, output = tmp_path / "skills.csv", tmp_path / "understood.csv"
    file.write_text("skill\n" + "".join(f"pytorch; tensorflow; thing {number}\n" for number in range(1_100)))
    done = rolegraph("normalize", file, "--output", output, DATABASE_URL=url)
    assert done.returncode == 0, done.stderr
    with output.open(newline="") as opened:
        rows = [(row["skill"], row["slug"]) for row in csv.DictReader(opened)]
    assert len(rows) == 3_300
    assert rows[0::3] == [(f"pytorch; tensorflow; thing {number}", "pytorch") for number in range(1_100)]
    assert {slug for _, slug in rows[1::3]} == {"tensorflow"}


def test_several_matches_are_several_lines_of_the_types_wanted(url: str, tmp_path: Path) -> None:
    file, output = tmp_path / "titles.csv", tmp_path / "out.csv"
    file.write_text("title\nengineer\n")
    options = ("--type", "role", "--first", "3", "--min-confidence", "0.01", "--output", str(output))
    assert rolegraph("normalize", file, *options, DATABASE_URL=url).returncode == 0
    lines = output.read_text().splitlines()
    assert len(lines) == 4
    assert all(line.startswith("engineer,ROLE,") for line in lines[1:])


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        (b"", (), "1: the file is empty"),
        (b"a,b\n1,2\n", ("--column", "c"), "there is no column 'c'; the columns are: a, b"),
        (b"a\n1,2\n", (), "2: 2 values for 1 columns"),
        (b"a\n\xff\n", (), "not UTF-8 text"),
        (b"a\nx\n", ("--dataset", "nowhere"), "nowhere"),
        (b"a\nx\n", ("--language", "f r"), "no language tag"),
        (b"a\nx\n", ("--language", "fr"), "some in: en"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_and_nothing_is_written(
    url: str, tmp_path: Path, content: bytes, options: tuple[str, ...], said: str
) -> None:
    file, output = tmp_path / "in.csv", tmp_path / "out.csv"
    file.write_bytes(content)
    done = rolegraph("normalize", file, *options, "--output", output, DATABASE_URL=url)
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not output.exists()


def test_a_file_that_is_not_there(url: str, tmp_path: Path) -> None:
    done = rolegraph("normalize", tmp_path / "no.csv", "--output", tmp_path / "out.csv", DATABASE_URL=url)
    assert done.returncode == 1
    assert "no.csv: No such file" in done.stderr


def test_strings_of_a_language_are_understood_in_it_and_names_are_told_in_it(tmp_path: Path) -> None:
    (tmp_path / "clinic.yaml").write_text(
        "dataset: {slug: clinic, title: Clinic}\nbasis: INFERRED\n"
        "roles: [{slug: nurse, name: {en: Nurse, fr: infirmier/infirmière, de: Pflegefachkraft}}]\n"
    )
    file, output = tmp_path / "titles.csv", tmp_path / "out.csv"
    file.write_text("title\ninfirmière débutante (H/F)\n")
    with sqlite_database(tmp_path, Holding.TABLES) as address:
        with opened(address) as store:
            load(store, [tmp_path / "clinic.yaml"], "tester")
        done = rolegraph("normalize", file, "--language", "fr-CA", "--output", output, DATABASE_URL=address)
    assert done.returncode == 0, done.stderr
    with output.open(newline="") as opened_file:
        (row,) = csv.DictReader(opened_file)
    assert (row["slug"], row["name"]) == ("nurse", "infirmier/infirmière")
    assert row["set_aside"] == "débutante; (H/F)"
