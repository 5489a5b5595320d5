"""What a load would change is told as a person would: by record and name; the order of a list is no difference."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.differing import by_words, told
from db.store import Store
from knowledge.model.differences import edits, same
from knowledge.model.record import Record
from knowledge.model.vocabulary import Kind
from seeds.loading import diff, load
from tests.conftest import DATASET
from tests.servers import rolegraph

Write = Callable[..., Path]

CONCEPTS = """\
basis: INFERRED
skills:
  - {slug: java, name: Java, skill_kind: SKILL}
  - {slug: kubernetes, name: Kubernetes, skill_kind: SKILL}
  - {slug: go, name: Go, skill_kind: SKILL}
"""
ENGINEER = """\
basis: INFERRED
roles:
  - slug: engineer
    name: Engineer
    aliases: [Developer, Programmer]
    skills:
      - {skill: java, importance: ESSENTIAL}
      - {skill: kubernetes, importance: OPTIONAL, level: 0.5}
    pay: [{minimum: 10, maximum: 20, currency: EUR, period: HOUR}]
"""


@pytest.fixture
def team(store: Store, write: Write) -> Store:
    write(CONCEPTS, "seeds/concepts.yaml")
    load(store, [write(ENGINEER).parent], "anna")
    return store


def lines(store: Store, file: Path) -> list[str]:
    return list(told(diff(store, [file])))


def test_links_are_told_by_name_what_went_first(team: Store, write: Write) -> None:
    changed = ENGINEER.replace("{skill: java, ", "{skill: go, ").replace(
        "OPTIONAL, level: 0.5", "ESSENTIAL, level: 0.8"
    )
    assert lines(team, write(changed)) == [
        "roles: 1 changed",
        "changed role engineer: Engineer",
        "  skills: − Java; + Go (essential); Kubernetes: optional → essential, level 0.5 → 0.8",
    ]


def test_values_come_go_and_change(team: Store, write: Write) -> None:
    changed = ENGINEER.replace("name: Engineer", "name: Chief engineer\n    description: Builds.")
    changed = changed.replace("[Developer, Programmer]", "[Programmer, Coder]").replace("minimum: 10", "minimum: 12")
    assert lines(team, write(changed)) == [
        "roles: 1 changed",
        "changed role engineer: Chief engineer",
        '  name: "Engineer" → "Chief engineer"',
        "  aliases: − Developer; + Coder",
        '  description: + "Builds."',
        "  pay: 12 20 EUR HOUR: minimum 10 → 12",
    ]


def test_what_is_created_is_told_with_its_size_and_what_is_retired_by_name(team: Store, write: Write) -> None:
    changed = ENGINEER.replace("name: Engineer", "name: Engineer\n    status: DEPRECATED\n    replaced_by: builder")
    changed += "  - {slug: builder, name: Builder, aliases: [B], skills: [{skill: go, importance: OPTIONAL}]}\n"
    assert lines(team, write(changed)) == [
        "roles: 1 created, 1 deprecated",
        "deprecated role engineer: Engineer",
        '  replaced by: + "Builder"',
        "created role builder: Builder",
        "  aliases: 1, skills: 1",
    ]


def test_long_texts_are_compared_word_by_word() -> None:
    one = "Takes care of the machines in the bakery, of the dough and of all the bread that is baked there every day."
    other = one.replace("bread", "rolls").replace("every day", "each night")
    assert (
        by_words(one, other)
        == "… of all the [−bread−]{+rolls+} that is baked there [−every−]{+each+} [−day.−]{+night.+}"
    )


def test_a_sorted_file_changes_nothing(team: Store, write: Write) -> None:
    turned = ENGINEER.replace("[Developer, Programmer]", "[Programmer, Developer]")
    first, second = (
        "      - {skill: java, importance: ESSENTIAL}\n",
        "      - {skill: kubernetes, importance: OPTIONAL, level: 0.5}\n",
    )
    file = write(turned.replace(first + second, second + first))
    assert diff(team, [file]).changes == ()
    assert load(team, [file], "anna").revision is None
    assert team.newest_revision() == 1


def test_a_sheet_that_is_sorted_changes_nothing(store: Store, write: Write) -> None:
    write(CONCEPTS + "roles: [{slug: engineer, name: E}, {slug: builder, name: B}]\n", "seeds/concepts.yaml")
    rows = [f"{role},{skill},OPTIONAL\n" for role in ("engineer", "builder") for skill in ("java", "go", "kubernetes")]
    sheet = write("role,skill,importance\n" + "".join(rows), "seeds/role_skills.csv")
    load(store, [sheet.parent], "anna")
    for order in (sorted(rows), sorted(rows, reverse=True)):
        sheet.write_text("role,skill,importance\n" + "".join(order))
        assert load(store, [sheet.parent], "anna").revision is None
    sheet.write_text("role,skill,importance\n" + "".join(sorted(rows)[1:]))
    assert lines(store, sheet.parent) == ["roles: 1 changed", "changed role builder: B", "  skills: − Go"]


def test_json_has_operations_with_paths(team: Store, write: Write, database_url: str) -> None:
    file = write(ENGINEER.replace("{skill: java, ", "{skill: go, ").replace("OPTIONAL", "ESSENTIAL"))
    done = rolegraph("load", file, "--dry-run", "--format", "json", DATABASE_URL=database_url)
    assert (done.returncode, done.stderr) == (1, "")
    plan = orjson.loads(done.stdout)
    assert plan["totals"] == {"ROLE": {"CHANGED": 1}}
    (change,) = plan["changes"]
    assert (change["kind"], change["slug"], change["name"], change["operation"]) == (
        "ROLE",
        "engineer",
        "Engineer",
        "CHANGED",
    )
    assert change["edits"] == [
        {
            "op": "remove",
            "path": ["skills", "java"],
            "before": {"skill": "java", "importance": "ESSENTIAL"},
            "after": None,
        },
        {
            "op": "replace",
            "path": ["skills", "kubernetes", "importance"],
            "before": "OPTIONAL",
            "after": "ESSENTIAL",
        },
        {"op": "add", "path": ["skills", "go"], "before": None, "after": {"skill": "go", "importance": "ESSENTIAL"}},
    ]
    assert team.newest_revision() == 1, "a dry run writes nothing"


def test_dry_runs_end_as_diff_does(team: Store, write: Write, database_url: str) -> None:
    file = write(ENGINEER)
    asked: list[list[str | Path]] = [["diff", file], ["load", file, "--dry-run"]]
    for command in asked:
        done = rolegraph(*command, DATABASE_URL=database_url)
        assert (done.returncode, done.stdout) == (0, "0 created, 0 changed, 0 deprecated, 3 untouched.\n")
    write(ENGINEER.replace("10", "30"))
    for command in asked:
        done = rolegraph(*command, DATABASE_URL=database_url)
        assert done.returncode == 1
        assert "minimum 30 is above maximum 20" in done.stderr
    assert team.newest_revision() == 1


@given(st.permutations(["a", "b", "c", "d"]), st.permutations(["a", "b", "c", "d"]))
def test_no_order_is_a_difference(one: list[str], other: list[str]) -> None:
    def record(slugs: list[str]) -> Record:
        links = [
            {"skill": each, "importance": "OPTIONAL", "citations": [{"source": s} for s in slugs]} for each in slugs
        ]
        return {"slug": "x", "name": "X", "aliases": slugs, "skills": links}

    assert same(record(one), record(other))
    assert edits(Kind.ROLE, record(one), record(other)) == []


def test_the_shipped_dataset_equals_itself_and_differs_without_a_link(store: Store) -> None:
    load(store, [DATASET], "anna")
    with store.reading() as reader:
        records = reader.records_at()
    for key, record in records.items():
        assert same(record, record)
        for name, value in record.items():
            if isinstance(value, list) and value:
                without = {**record, name: value[1:]}
                assert not same(record, without)
                assert [(edit.change, edit.path[0]) for edit in edits(key.kind, record, without)] == [("remove", name)]
