"""How much is told in which language is counted by dataset: once for a record, whoever translates it."""

from pathlib import Path

from db.store import Store
from db.translated import Covered, Untold, coverage, untold
from knowledge.model.vocabulary import Kind
from seeds.loading import load

ESCO = """\
dataset: {slug: esco, title: ESCO}
basis: INFERRED
roles:
  - {slug: baker, name: {en: Baker, fr: boulanger}}
  - {slug: nurse, name: Nurse}
  - {slug: smith, name: Smith, status: DEPRECATED}
skills: [{slug: bake, name: Bake, skill_kind: SKILL}]
"""
SWISS = """\
dataset: {slug: swiss, title: Schweiz, language: de}
basis: INFERRED
roles: [{slug: beck, name: {de: Beck, en: Baker}}]
translations:
  - {subject_kind: ROLE, subject: baker, language: fr, name: boulanger-pâtissier}
  - {subject_kind: ROLE, subject: baker, language: de, name: Bäcker}
  - {subject_kind: ROLE, subject: nurse, language: de, name: Pflege, status: DEPRECATED}
"""


def test_datasets_tell_how_many_of_their_active_records_are_told_in_each_language(store: Store, tmp_path: Path) -> None:
    for name, text in (("esco", ESCO), ("swiss", SWISS)):
        (tmp_path / f"{name}.yaml").write_text(text)
        load(store, [tmp_path / f"{name}.yaml"], "anna")
    with store.reading() as reader:
        assert list(coverage(reader.connection)) == [
            Covered("esco", "en", True, 3, 3),
            Covered("esco", "de", False, 1, 3),
            Covered("esco", "fr", False, 1, 3),
            Covered("swiss", "de", True, 1, 1),
            Covered("swiss", "en", False, 1, 1),
        ]
        assert list(untold(reader.connection, "esco", "de")) == [
            Untold(Kind.ROLE, "nurse", "Nurse"),
            Untold(Kind.SKILL, "bake", "Bake"),
        ]
        assert list(untold(reader.connection, "esco", "en")) == []
        assert list(untold(reader.connection, "swiss", "en")) == []


def test_a_hundred_per_cent_are_all_of_them() -> None:
    assert Covered("x", "fr", False, 9_999, 10_000).percent == 99.9
    assert Covered("x", "fr", False, 10_000, 10_000).percent == 100.0
    assert Covered("x", "fr", False, 0, 0).percent == 100.0
