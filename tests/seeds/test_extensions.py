"""Extensions are loaded, compared, taken back, written out and backed up as all records are; what they extend stays."""

from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
import pytest
from sqlalchemy import text

from db.backup import back_up
from db.backup_format import opened
from db.engine import migrate
from db.errors import DatabaseProblem
from db.pruning import prune
from db.restoring import restore
from db.snapshots import newest_snapshot, snapshot_at
from db.store import Store
from knowledge.model.history import Span
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind, Operation
from seeds.exporting import export_lines, export_yaml
from seeds.json_schema import seed_file_schema
from seeds.loading import diff, load, parse, rollback, validate
from tests.conftest import new_database, new_store
from tests.databases import Holding

Write = Callable[..., Path]

PUBLISHED = """\
citations: [esco-source]
skills: [{slug: esco/baking, name: Baking, skill_kind: SKILL}, {slug: esco/icing, name: Icing, skill_kind: SKILL}]
tools: [{slug: esco/oven, name: Oven}]
qualifications: [{slug: esco/diploma, name: Diploma, qualification_kind: DEGREE}]
role_groups: [{slug: esco/7512, name: Bakers, scheme: ISCO, code: "7512"}]
roles: [{slug: esco/baker, name: Baker, aliases: [Bread maker], skills: [{skill: esco/baking, importance: ESSENTIAL}]}]
"""
ADDED = """\
citations: [swiss-source]
role_extensions:
  - role: esco/baker
    description: Bakers make confectionery, too.
    aliases: [Beck]
    external_ids: [{scheme: ch, identifier: "75120"}]
    reported_titles: [Beck]
    groups: [esco/7512]
    skills:
      - {skill: esco/icing, importance: OPTIONAL, citations: [swiss-source § 2]}
      - {skill: swiss/glazing, importance: ESSENTIAL, level: 0.5, basis: INFERRED}
    tools: [esco/oven]
    applications: [swiss/cakes]
    responsibilities: [{responsibility: swiss/glaze, importance: ESSENTIAL}]
    qualifications: [{qualification: esco/diploma, requirement: HELPFUL, fields: [Food, Chemistry]}]
    moves: [{to: swiss/confectioner, move_kind: PROGRESS, rank: 1}]
    contrasts: [{dimension: FOCUS_AREAS, statement: Sweet things.}]
    pay: [{minimum: 4200, maximum: 5600, currency: CHF, period: MONTH, as_of: 2025-01-01}]
skill_extensions:
  - skill: esco/baking
    aliases: [Backen]
    collections: [craft]
    related: [{skill: swiss/glazing, importance: OPTIONAL}]
tool_extensions:
  - {tool: esco/oven, skills: [swiss/glazing]}
applications: [{slug: swiss/cakes, name: Cakes}]
responsibilities: [{slug: swiss/glaze, name: Glaze cakes}]
skills: [{slug: swiss/glazing, name: Glazing, skill_kind: SKILL}]
roles: [{slug: swiss/confectioner, name: Confectioner}]
"""
BAKER, EXTENSION = Key(Kind.ROLE, "esco/baker"), Key(Kind.ROLE_EXTENSION, "swiss/esco/baker")


def published(write: Write, content: str = PUBLISHED) -> Path:
    return write(content, "esco/all.yaml", dataset="esco").parent


def added(write: Write, content: str = ADDED) -> Path:
    return write(content, "swiss/all.yaml", dataset="swiss").parent


@pytest.fixture
def extended(store: Store, write: Write) -> Store:
    load(store, [published(write)], "anna")
    load(store, [added(write)], "bruno")
    return store


def records(store: Store) -> dict[Key, Record]:
    with store.reading() as reader:
        found = reader.records_at()
        assert reader.current_records() == found, "the tables hold what the history says"
    return dict(found)


def skills(store: Store) -> list[str]:
    return [link.skill.slug for link in newest_snapshot(store).roles["esco/baker"].skills]


def test_slug_and_name_are_made_of_the_dataset_and_of_what_is_extended(write: Write) -> None:
    found = {seed.key: seed.record for seed in parse([added(write)])}
    assert {key.slug: found[key]["name"] for key in found if key.kind is Kind.ROLE_EXTENSION} == {
        "swiss/esco/baker": "What swiss adds to esco/baker"
    }
    assert found[Key(Kind.TOOL_EXTENSION, "swiss/esco/oven")]["tool"] == "esco/oven"
    own = "role_extensions: [{slug: swiss/bakers, name: Our bakers, role: esco/baker}]\ncitations: [swiss-source]\n"
    given = {seed.key: seed.record for seed in parse([added(write, own)])}
    assert given[Key(Kind.ROLE_EXTENSION, "swiss/bakers")]["name"] == "Our bakers"


def test_editors_are_told_that_slug_and_name_need_not_be_given() -> None:
    definitions = seed_file_schema()["$defs"]
    assert definitions["RoleExtensionRecord"]["required"] == ["role"]
    assert "broader" not in definitions["RoleExtensionRecord"]["properties"]
    assert set(definitions["RoleRecord"]["properties"]) - set(definitions["RoleExtensionRecord"]["properties"]) == {
        "regulated",
        "broader",
    }


def test_what_is_extended_stays_as_it_is(store: Store, write: Write) -> None:
    load(store, [published(write)], "anna")
    before = records(store)
    done = load(store, [added(write)], "bruno")
    assert done.revision is not None
    assert (done.revision.dataset, done.revision.created, done.revision.changed) == ("swiss", 9, 0)
    after = records(store)
    assert {key: after[key] for key in before} == before
    assert load(store, [added(write)], "bruno").revision is None
    assert list(store.differences()) == []


def test_everything_that_an_extension_says_comes_back_from_tables_and_history(extended: Store) -> None:
    told = records(extended)[EXTENSION]
    assert told["qualifications"] == [
        {"qualification": "esco/diploma", "requirement": "HELPFUL", "fields": ["Food", "Chemistry"]}
    ]
    assert told["skills"][0]["citations"] == [{"source": "swiss-source", "section": "2"}]
    baker = newest_snapshot(extended).roles["esco/baker"]
    counts = {
        name: len(getattr(baker, name))
        for name in (
            *("aliases", "external_ids", "reported_titles", "groups", "skills", "tools", "applications"),
            *("responsibilities", "qualifications", "moves_out", "contrasts", "pay"),
        )
    }
    assert counts == {name: 3 if name == "skills" else 2 if name == "aliases" else 1 for name in counts}


def test_the_next_release_of_what_is_extended_leaves_the_extension_where_it_is(extended: Store, write: Write) -> None:
    newer = PUBLISHED.replace("name: Baker,", "name: Bread baker,").replace(
        "esco/baking, importance", "esco/icing, importance"
    )
    done = load(extended, [published(write, newer)], "anna", prune=True)
    assert done.revision is not None
    assert (done.revision.changed, done.revision.deprecated) == (1, 0)
    assert skills(extended) == ["esco/icing", "swiss/glazing"]
    snapshot = newest_snapshot(extended)
    (icing, _) = snapshot.roles["esco/baker"].skills
    assert icing.added_by is None
    assert [each.dataset and each.dataset.slug for each in snapshot.additions.confirmed[icing]] == ["swiss"]


def test_a_release_that_replaces_the_record_hands_the_extension_on(extended: Store, write: Write) -> None:
    newer = PUBLISHED.replace(
        "roles: [{",
        "roles: [{slug: esco/bread-baker, name: Bread baker}, {status: DEPRECATED, replaced_by: esco/bread-baker, ",
    )
    load(extended, [published(write, newer)], "anna")
    assert skills(extended) == ["esco/baking"]
    after = newest_snapshot(extended).roles["esco/bread-baker"]
    assert [link.skill.slug for link in after.skills] == ["esco/icing", "swiss/glazing"]
    assert load(extended, [added(write)], "bruno").revision is None, "what is stored is not judged again"


def test_files_that_leave_an_extension_out_retire_it_if_they_are_whole(extended: Store, write: Write) -> None:
    without = ADDED[: ADDED.index("role_extensions")] + ADDED[ADDED.index("skill_extensions") :]
    plan = diff(extended, [added(write, without)], prune=True, allow_shrink=1)
    assert [(each.key, each.operation) for each in plan.changes] == [(EXTENSION, Operation.DEPRECATED)]
    load(extended, [added(write, without)], "bruno", prune=True, allow_shrink=1)
    assert skills(extended) == ["esco/baking"]
    assert records(extended)[EXTENSION]["status"] == "DEPRECATED"


def test_revisions_before_and_a_rollback_do_not_have_it(extended: Store) -> None:
    def at(number: int) -> list[str]:
        return [link.skill.slug for link in snapshot_at(extended, number).roles["esco/baker"].skills]

    assert (at(1), at(2)) == (["esco/baking"], ["esco/baking", "esco/icing", "swiss/glazing"])
    done = rollback(extended, 1, "anna")
    assert done.revision is not None
    assert (at(3), at(2)) == (["esco/baking"], ["esco/baking", "esco/icing", "swiss/glazing"])
    assert records(extended)[EXTENSION]["status"] == "DEPRECATED"
    with extended.engine.begin() as connection:
        prune(connection, 1)
    assert at(3) == ["esco/baking"]
    assert list(extended.differences()) == []


def test_changes_tell_of_it_as_a_change_of_the_extending_dataset(extended: Store) -> None:
    with extended.reading() as reader:
        of_swiss = reader.changes(Span(since=0, until=2, dataset="swiss", kinds=(Kind.ROLE_EXTENSION, Kind.ROLE)), 10)
        of_esco = reader.changes(Span(since=1, until=2, dataset="esco"), 10)
    assert [(each.key.slug, each.operation) for each in of_swiss] == [
        ("swiss/confectioner", Operation.CREATED),
        ("swiss/esco/baker", Operation.CREATED),
    ]
    assert of_esco == []


def test_each_dataset_is_exported_with_what_it_says_itself(extended: Store, tmp_path: Path) -> None:
    before = records(extended)
    for dataset, count in (("esco", 8), ("swiss", 9)):
        assert export_yaml(extended, dataset, tmp_path / "yaml" / dataset) == count
        assert export_lines(extended, dataset, tmp_path / f"{dataset}.jsonl") == count
        assert load(extended, [tmp_path / "yaml" / dataset], "anna").revision is None
        assert load(extended, [tmp_path / f"{dataset}.jsonl"], "anna").revision is None
    kinds = [orjson.loads(line)["kind"] for line in (tmp_path / "esco.jsonl").read_bytes().splitlines()]
    assert not any(kind.endswith("EXTENSION") for kind in kinds)
    assert records(extended) == before


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "other").mkdir()
    with (
        new_database(request.param, tmp_path / "other", request, Holding.TABLES) as address,
        new_store(address) as store,
    ):
        yield store


def test_a_backup_has_it(extended: Store, other: Store, tmp_path: Path) -> None:
    back_up(extended, tmp_path / "all.backup")
    with opened(tmp_path / "all.backup") as backup:
        restore(other, backup, "anna")
    assert records(other) == records(extended)
    assert list(other.differences()) == []
    assert skills(other) == ["esco/baking", "esco/icing", "swiss/glazing"]


def test_a_row_that_somebody_changed_is_found(extended: Store) -> None:
    with extended.engine.begin() as connection:
        connection.execute(text("UPDATE role_extension_skill SET level = 0.9 WHERE level = 0.5"))
    (found,) = extended.differences()
    assert found.startswith("role extension swiss/esco/baker: skills.1: the tables say {")
    assert '"level":0.9' in found
    assert '"level":0.5' in found


def test_views_tell_what_a_dataset_adds_to_what(extended: Store) -> None:
    with extended.engine.connect() as connection:
        facts = connection.execute(
            text("SELECT dataset, role, skill, basis FROM role_extension_skill_facts ORDER BY skill")
        )
        assert [tuple(row) for row in facts] == [
            ("swiss", "esco/baker", "esco/icing", "STATED"),
            ("swiss", "esco/baker", "swiss/glazing", "INFERRED"),
        ]
        groups = connection.execute(
            text("SELECT dataset, role, role_group, basis FROM role_extension_group_member_facts")
        )
        assert [tuple(row) for row in groups] == [("swiss", "esco/baker", "esco/7512", "STATED")]
        moves = connection.execute(text("SELECT from_role, to_role FROM role_extension_career_move_facts"))
        assert [tuple(row) for row in moves] == [("esco/baker", "swiss/confectioner")]
        owns = connection.execute(text("SELECT slug, dataset, extends FROM role_extension_records"))
        assert [tuple(row) for row in owns] == [("swiss/esco/baker", "swiss", "esco/baker")]


def test_a_program_of_before_is_not_given_a_history_that_it_cannot_read(extended: Store) -> None:
    with pytest.raises(DatabaseProblem, match="3 extensions are in the history, which programs of before cannot read"):
        migrate(extended.engine, "0013")
    assert skills(extended) == ["esco/baking", "esco/icing", "swiss/glazing"]


def test_two_extensions_of_one_record_have_slugs_of_their_own(store: Store, write: Write) -> None:
    load(store, [published(write)], "anna")
    content = """\
basis: INFERRED
role_extensions:
  - {role: esco/baker, aliases: [Beck]}
  - {slug: swiss/bakers, role: esco/baker, aliases: [Pfister, Beck], reported_titles: [Beck]}
"""
    load(store, [added(write, content)], "bruno")
    baker = newest_snapshot(store).roles["esco/baker"]
    assert baker.aliases == ("Bread maker", "Pfister", "Beck"), "in order of their slugs, each name once"
    assert baker.reported_titles == ("Beck",)


def test_a_shipped_role_can_be_extended_without_a_database(write: Write) -> None:
    content = "basis: INFERRED\nrole_extensions: [{role: ai-engineer, aliases: [KI-Ingenieurin]}]\n"
    assert validate([added(write, content)]) == 3
