"""Curation of a database: one revision with all references followed, the one that was shown, or none."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind, Status
from seeds.curation import deciding, stored
from seeds.loading import load
from seeds.problems import Refused
from tests.servers import rolegraph

Write = Callable[..., Path]
OURS = """\
citations: [test-source]
roles: [{slug: baker, name: Baker, skills: [{skill: kneading, importance: ESSENTIAL}]}]
skills:
  - {slug: kneading, name: Kneading, skill_kind: SKILL, external_ids: [{scheme: own, identifier: K1}]}
  - {slug: kneading-dough, name: Kneading dough, skill_kind: SKILL}
concept_mappings:
  - {slug: m1, name: M1, subject_kind: SKILL, subject: kneading, relation: EXACT_MATCH, object_slug: esco/k}
  - {slug: m2, name: M2, subject_kind: SKILL, subject: kneading-dough, relation: EXACT_MATCH, object_slug: esco/k}
"""
THEIRS = (
    "citations: [other-source]\nroles: [{slug: cook, name: Cook, skills: [{skill: kneading, importance: OPTIONAL}]}]\n"
)


@pytest.fixture
def filled(store: Store, write: Write) -> Store:
    load(store, [write(OURS)], "anna")
    load(store, [write(THEIRS, "other/roles.yaml", "other")], "anna")
    return store


def test_a_rename_is_one_revision_and_leaves_other_datasets_as_they_are(filled: Store) -> None:
    decide = partial(deciding.rename, old="kneading", new="working-dough")
    proposed = stored.propose(filled, decide)
    assert proposed.decision.elsewhere == (Key(Kind.ROLE, "cook"),)
    assert filled.newest_revision() == 2
    revision = stored.make(filled, proposed, decide, "bert", "Clearer")
    assert (revision.created, revision.changed, revision.deprecated) == (1, 2, 1)
    assert (revision.author, revision.message, revision.loaded) == (
        "bert",
        "Clearer",
        "curate rename kneading working-dough",
    )
    assert filled.differences() == []
    with filled.reading() as reader:
        records = reader.records_at()
        assert reader.slugs_by_identifier("test")[Kind.SKILL] == {"K1": "working-dough"}
    assert records[Key(Kind.ROLE, "baker")]["skills"][0]["skill"] == "working-dough"
    assert records[Key(Kind.ROLE, "cook")]["skills"][0]["skill"] == "kneading"
    assert records[Key(Kind.CONCEPT_MAPPING, "m1")]["subject"] == "working-dough"
    snapshot = newest_snapshot(filled)
    assert [link.skill.slug for link in snapshot.roles["cook"].skills] == ["working-dough"]
    assert snapshot.skills["kneading"].status is Status.DEPRECATED


def test_a_merge_retires_the_mapping_that_would_be_there_twice(filled: Store) -> None:
    decide = partial(deciding.merge, old="kneading", into="kneading-dough")
    proposed = stored.propose(filled, decide)
    assert proposed.decision.notes == (
        "skill kneading keeps its identifier own:K1, which skill kneading-dough does not get",
    )
    stored.make(filled, proposed, decide, "bert")
    with filled.reading() as reader:
        records = reader.records_at()
    one = records[Key(Kind.CONCEPT_MAPPING, "m1")]
    assert (one["status"], one["replaced_by"], one["subject"]) == ("DEPRECATED", "m2", "kneading")
    assert records[Key(Kind.SKILL, "kneading-dough")]["aliases"] == ["Kneading"]
    assert filled.differences() == []


def test_records_of_different_datasets_are_mapped_and_not_merged(filled: Store) -> None:
    with pytest.raises(Refused, match="say that they are the same with a concept mapping"):
        stored.propose(filled, partial(deciding.merge, old="baker", into="cook"))


SPOKEN = """\
citations: [test-source]
roles: [{slug: baker, name: {en: Baker, de: Bäcker}}, {slug: pastry-cook, name: Pastry cook}]
"""


def test_what_translations_call_it_goes_with_a_record_that_is_renamed(store: Store, write: Write) -> None:
    load(store, [write(SPOKEN)], "anna")
    decide = partial(deciding.rename, old="baker", new="bread-baker")
    stored.make(store, stored.propose(store, decide), decide, "bert")
    assert store.differences() == []
    snapshot = newest_snapshot(store)
    assert snapshot.translations.name(snapshot.roles["bread-baker"], ("de",)) == "Bäcker"


def test_what_translations_call_a_merged_record_stays_with_it(store: Store, write: Write) -> None:
    load(store, [write(SPOKEN)], "anna")
    decide = partial(deciding.merge, old="baker", into="pastry-cook")
    proposed = stored.propose(store, decide)
    assert proposed.decision.notes == ("translation test/de/role/baker stays with baker",)
    stored.make(store, proposed, decide, "bert")
    snapshot = newest_snapshot(store)
    assert snapshot.translations.name(snapshot.roles["pastry-cook"], ("de",)) == "Pastry cook"


def test_a_slug_of_another_dataset_is_not_taken(filled: Store) -> None:
    with pytest.raises(Refused, match="other/kneading would be of the dataset other, and the record is of test"):
        stored.propose(filled, partial(deciding.rename, old="kneading", new="other/kneading"))


def test_what_a_merged_record_says_otherwise_of_a_link_is_told(filled: Store, write: Write) -> None:
    skills = "[{skill: kneading, importance: OPTIONAL, level: 0.5, basis: INFERRED}]"
    load(
        filled,
        [write(f"citations: [test-source]\nroles: [{{slug: miller, name: Miller, skills: {skills}}}]\n")],
        "anna",
    )
    proposed = stored.propose(filled, partial(deciding.merge, old="miller", into="baker"))
    assert proposed.decision.notes == (
        "role baker keeps what it says of skills kneading: not carried over is basis INFERRED, importance "
        "OPTIONAL, level 0.5",
    )


def test_what_changed_since_it_was_shown_is_not_done(filled: Store, write: Write) -> None:
    decide = partial(deciding.rename, old="kneading", new="working-dough")
    proposed = stored.propose(filled, decide)
    load(filled, [write(OURS.replace("name: Kneading,", "name: Hand kneading,"))], "anna")
    with pytest.raises(Refused, match="the database has changed meanwhile: look again"):
        stored.make(filled, proposed, decide, "bert")
    assert filled.newest_revision() == 3


def test_files_are_changed_by_the_command_and_history_is_for_the_database(tmp_path: Path, write: Write) -> None:
    folder = write(OURS).parent
    address = f"sqlite:///{tmp_path / 'none.db'}"
    arguments = ("curate", "rename", "kneading", "working-dough", "--files", folder, "--yes")
    assert rolegraph(*arguments, "--message", "Why", DATABASE_URL=address).returncode == 2
    done = rolegraph(*arguments, DATABASE_URL=address)
    assert done.returncode == 0, done.stderr
    assert "What other datasets say was not looked at: there is no database" in done.stderr
    assert "1 file changed. Load" in done.stdout
    assert "skills: [{skill: working-dough, importance: ESSENTIAL}]" in (folder / "roles.yaml").read_text()
    assert not (tmp_path / "none.db").exists()


def test_the_command_shows_asks_and_does(filled: Store, database_url: str) -> None:
    arguments = ("curate", "retire", "kneading", "--note", "Machines do it.")
    shown = rolegraph(*arguments, "--dry-run", DATABASE_URL=database_url)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.splitlines() == [
        "skills: 1 deprecated",
        "deprecated skill kneading: Kneading",
        '  scope note: + "Machines do it."',
        "Note: role baker still names kneading.",
        "Note: concept mapping m1 still names kneading.",
        "Left as it is, in another dataset: role cook.",
        "Nothing was changed (--dry-run).",
    ]
    asked = rolegraph(*arguments, DATABASE_URL=database_url)
    assert asked.returncode == 1
    assert filled.newest_revision() == 2
    done = rolegraph(*arguments, "--yes", "--author", "bert", "--message", "Why", DATABASE_URL=database_url)
    assert done.stdout.splitlines()[-1] == "Revision 3: 0 created, 0 changed, 1 deprecated."
    assert rolegraph(*arguments, "--yes", DATABASE_URL=database_url).returncode == 1
    assert filled.newest_revision() == 3
