"""A curator sees what a load would do, retires what is gone, and goes back: nothing is ever lost."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from db.snapshots import newest_snapshot, snapshot_at
from db.store import Store
from knowledge.errors import NotFound
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind, Operation, Status
from seeds.loading import diff, load, rollback
from seeds.problems import Refused
from tests.conftest import DATASET, asking
from tests.servers import rolegraph

Write = Callable[..., Path]
TWO = """\
citations: [test-source]
roles:
  - {slug: baker, name: Baker, description: Bakes.}
  - {slug: cook, name: Cook, moves: [{to: baker, move_kind: MOVE}]}
"""
ONE = """\
citations: [test-source]
roles:
  - {slug: baker, name: Master baker}
  - {slug: miller, name: Miller}
"""


@pytest.fixture
def bakery(store: Store, write: Write) -> Store:
    load(store, [write(TWO).parent], "anna")
    return store


def test_a_diff_tells_what_a_load_would_do_and_does_nothing(bakery: Store, write: Write) -> None:
    plan = diff(bakery, [write(ONE).parent])
    assert {change.key.slug: change.operation for change in plan.changes} == {
        "baker": Operation.CHANGED,
        "miller": Operation.CREATED,
    }
    (baker,) = (change for change in plan.changes if change.key.slug == "baker")
    assert baker.before is not None
    assert (baker.before["name"], baker.after["name"]) == ("Baker", "Master baker")
    assert bakery.newest_revision() == 1
    done = load(bakery, [write(ONE).parent], "anna")
    assert done.revision is not None
    assert (done.revision.created, done.revision.changed) == (1, 1)
    assert diff(bakery, [write(ONE).parent]).changes == ()


TAKEN_AWAY = """\
citations: [test-source]
tools: [{slug: oven, name: Oven}, {slug: mixer, name: Mixer}]
roles: [{slug: cook, name: Cook, tools: [oven, mixer]}]
"""


@pytest.mark.parametrize(("with_it", "without"), [("[oven, mixer]", "[oven]"), (", tools: [oven, mixer]", "")])
def test_a_link_that_is_only_taken_away_is_a_change_in_diff_load_feed_and_rollback(
    bakery: Store, write: Write, with_it: str, without: str
) -> None:
    file = write(TAKEN_AWAY)
    load(bakery, [file], "anna")
    file.write_text(TAKEN_AWAY.replace(with_it, without))
    (change,) = diff(bakery, [file]).changes
    assert (change.key, change.operation) == (Key(Kind.ROLE, "cook"), Operation.CHANGED)
    assert change.before is not None
    assert change.before["tools"] == [{"tool": "oven"}, {"tool": "mixer"}]
    assert change.after.get("tools", []) == ([{"tool": "oven"}] if "oven" in without else [])
    load(bakery, [file], "anna")
    told = asking(newest_snapshot(bakery), bakery, lambda number: snapshot_at(bakery, number))
    (fed,) = told("{ changes(since: 2) { nodes { slug fields { field } } } }")["data"]["changes"]["nodes"]
    assert fed == {"slug": "cook", "fields": [{"field": "tools"}]}
    assert len(newest_snapshot(bakery).roles["cook"].tools) == ("oven" in without)
    assert rollback(bakery, 2, "anna").revision is not None
    assert [link.tool.slug for link in newest_snapshot(bakery).roles["cook"].tools] == ["oven", "mixer"]


def test_pruning_deprecates_what_the_dataset_no_longer_has_and_nothing_else(bakery: Store, write: Write) -> None:
    load(bakery, [DATASET], "anna")
    without = load(bakery, [write(ONE).parent], "anna")
    assert without.revision is not None
    assert without.revision.deprecated == 0
    assert newest_snapshot(bakery).roles["cook"].active
    pruned = load(bakery, [write(ONE).parent], "anna", prune=True)
    assert pruned.revision is not None
    assert (pruned.revision.created, pruned.revision.changed, pruned.revision.deprecated) == (0, 0, 1)
    found = newest_snapshot(bakery)
    assert found.roles["cook"].status is Status.DEPRECATED
    assert found.roles["cook"].moves_out
    assert found.roles["ai-engineer"].active
    assert load(bakery, [write(ONE).parent], "anna", prune=True).revision is None
    back = load(bakery, [write(TWO).parent], "anna")
    assert back.revision is not None
    assert newest_snapshot(bakery).roles["cook"].active


def test_pruning_by_a_part_of_a_dataset_is_refused(bakery: Store, write: Write) -> None:
    part = write("citations: [test-source]\nroles: [{slug: miller, name: Miller}]\n", "seeds/more.yaml")
    for act in (lambda: load(bakery, [part], "anna", prune=True), lambda: diff(bakery, [part], prune=True)):
        with pytest.raises(
            Refused, match="--prune would retire what is in 1 more files of this dataset: name the whole"
        ):
            act()
    assert bakery.newest_revision() == 1


def test_a_rollback_is_a_new_revision_that_equals_the_old_one(bakery: Store, write: Write) -> None:
    load(bakery, [write(ONE).parent], "anna", prune=True)
    done = rollback(bakery, 1, "bert")
    assert done.revision is not None
    assert (done.revision.number, done.revision.loaded) == (3, "rollback to revision 1")
    with bakery.reading() as reader:
        first, now = reader.records_at(1), reader.records_at()
        assert {key: record for key, record in now.items() if key in first} == first
        assert now[Key(Kind.ROLE, "miller")]["status"] == "DEPRECATED"
        assert reader.current_records() == now
    assert newest_snapshot(bakery).roles["baker"].name == "Baker"
    assert snapshot_at(bakery, 2).roles["baker"].name == "Master baker"
    assert rollback(bakery, 3, "bert").revision is None
    with pytest.raises(NotFound, match='No revision "9"'):
        rollback(bakery, 9, "bert")


def test_the_feed_tells_each_change_with_before_and_after(bakery: Store, write: Write) -> None:
    load(bakery, [write(ONE).parent], "anna", prune=True)
    ask = asking(newest_snapshot(bakery), bakery, lambda number: snapshot_at(bakery, number))
    found = ask(
        """{ changes(since: 1) { totalCount nodes { revision kind slug operation fields { field before after } } }
        revision(number: 1) { number created } role(slug: "cook") { status } }"""
    )["data"]
    changes = {each["slug"]: each for each in found["changes"]["nodes"]}
    assert {slug: each["operation"] for slug, each in changes.items()} == {
        "baker": "CHANGED",
        "cook": "DEPRECATED",
        "miller": "CREATED",
    }
    assert changes["baker"]["fields"] == [
        {"field": "description", "before": "Bakes.", "after": None},
        {"field": "name", "before": "Baker", "after": "Master baker"},
    ]
    assert found["role"] == {"status": "DEPRECATED"}
    assert found["revision"]["number"] == 1


def test_the_commands_tell_it_and_end_with_0_or_1(
    bakery: Store, write: Write, database_url: str, tmp_path: Path
) -> None:
    def run(*arguments: str | Path) -> tuple[int, str]:
        done = rolegraph(*arguments, DATABASE_URL=database_url)
        return done.returncode, done.stdout + done.stderr

    folder = write(ONE).parent
    code, output = run("diff", folder, "--prune")
    assert code == 1
    assert output.startswith("roles: 1 created, 1 changed, 1 deprecated\n")
    assert 'changed role baker: Master baker\n  name: "Baker" → "Master baker"\n  description: − "Bakes."\n' in output
    assert "created role miller: Miller\n" in output
    assert "deprecated role cook: Cook\n" in output
    assert output.endswith("1 created, 1 changed, 1 deprecated, 2 untouched.\n")
    code, output = run("diff", folder, "--format", "json")
    assert code == 1
    plan = orjson.loads(output)
    assert {each["slug"]: each["operation"] for each in plan["changes"]} == {"baker": "CHANGED", "miller": "CREATED"}
    assert plan["changes"][0]["edits"][0] == {
        "op": "replace",
        "path": ["name"],
        "before": "Baker",
        "after": "Master baker",
    }
    assert run("load", folder, "--prune")[0] == 0
    assert run("diff", folder, "--prune") == (0, "0 created, 0 changed, 0 deprecated, 4 untouched.\n")
    code, output = run("rollback", "1")
    assert (code, output) == (0, "Revision 3: 0 created, 2 changed, 1 deprecated, 2 untouched.\n")
    assert run("rollback", "77")[0] == 1
    code, output = run("export", "test", tmp_path / "out")
    assert code == 0
    assert run("diff", tmp_path / "out")[0] == 0
    assert run("export", "test", tmp_path / "out")[0] == 1
    code, output = run("export", "nothing", tmp_path / "other")
    assert (code, output) == (1, 'rolegraph: No dataset "nothing": there is test.\n')
    assert bakery.newest_revision() == 3
