"""ESCO in several languages: an import adds the labels of a language and leaves everything else as it is."""

from pathlib import Path

import pytest

from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.model.language import USUAL
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Kind, Operation
from seeds.importing.esco import DATASET, read_languages
from seeds.importing.imported import Imported
from seeds.loading import Loaded, load_seeds
from seeds.problems import Refused
from tests.conftest import SHARED, real
from tests.databases import with_tables
from tests.seeds.releases import ESCO_TABLES, Rows, esco, uri, write_csv
from tests.servers import rolegraph

FRENCH: dict[str, Rows] = {
    "occupations_fr.csv": [
        ["conceptUri", "preferredLabel", "altLabels", "hiddenLabels"],
        [uri("occupation", "1"), "boulanger/boulangère", "boulangère\nboulanger\nboulangère", "boulangere\nboulanger"],
        [uri("occupation", "9"), "meunier", "", ""],
        [uri("occupation", "2"), "", "", ""],
    ],
    "skills_fr.csv": [["conceptUri", "preferredLabel"], [uri("skill", "a"), "pe\u0301trir la pâte"]],
}


def labels(folder: Path, tables: dict[str, Rows]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        write_csv(folder / name, rows)
    return folder


def in_language(language: str, folder: Path) -> Path:
    """A whole small release whose tables are those of a language."""
    path = esco(folder)
    for name in ESCO_TABLES:
        (path / name).rename(path / name.replace("_en.", f"_{language}."))
    return path


def read(store: Store, path: Path, *languages: str) -> Imported:
    with store.reading() as reader:
        stored = [each for each in reader.records_of_kind(Kind.DATASET) if each["slug"] == DATASET]
        spoken = stored[0].get("language", USUAL) if stored else None
        return read_languages(path, reader.slugs_by_identifier(DATASET), languages, spoken=spoken, version="1.1.0")


def bring(store: Store, path: Path, *languages: str, prune: bool = False) -> Loaded:
    found = read(store, path, *languages)
    return load_seeds(
        store, found.seeds, "x", "anna", prune=prune, whole=found.is_whole, languages=found.languages, allow_shrink=0.0
    )


def records(store: Store) -> dict[Key, Record]:
    with store.reading() as reader:
        return dict(reader.records_at())


@pytest.fixture
def english(store: Store, tmp_path: Path) -> Store:
    bring(store, esco(tmp_path / "en"))
    return store


def test_label_tables_alone_add_a_language(english: Store, tmp_path: Path) -> None:
    before = records(english)
    done = bring(english, labels(tmp_path / "fr", FRENCH), "fr")
    assert done.counts == {(Kind.TRANSLATION, Operation.CREATED): 2}
    after = records(english)
    assert {key: after[key] for key in before} == before
    added = [after[key] for key in sorted(after.keys() - before.keys())]
    assert [(each["subject"], each["name"], each.get("aliases"), each.get("hidden_aliases")) for each in added] == [
        ("esco/baker", "boulanger/boulangère", ["boulangère", "boulanger"], ["boulangere"]),
        ("esco/knead-dough", "p\u00e9trir la pâte", None, None),
    ]
    assert list(english.differences()) == []


def test_concepts_that_are_not_stored_are_named_and_those_without_a_label_counted(
    english: Store, tmp_path: Path
) -> None:
    found = read(english, labels(tmp_path / "fr", FRENCH), "fr")
    assert [(each.place.line, each.message) for each in found.doubts] == [
        (6, f"{uri('occupation', '9')} (meunier) is not stored: its labels are left out")
    ]
    assert found.notes == {"concepts without a label in fr": 1}


def test_the_same_import_again_changes_nothing(english: Store, tmp_path: Path) -> None:
    path = labels(tmp_path / "fr", FRENCH)
    bring(english, path, "fr")
    assert bring(english, path, "fr").revision is None
    assert bring(english, path, "all").revision is None


def test_a_release_in_one_language_touches_that_one_of_several(english: Store, tmp_path: Path) -> None:
    bring(english, labels(tmp_path / "fr", FRENCH), "fr")
    spanish: dict[str, Rows] = {
        "occupations_es.csv": [["conceptUri", "preferredLabel"], [uri("occupation", "1"), "panadero/panadera"]]
    }
    bring(english, labels(tmp_path / "es", spanish), "es")
    before = records(english)
    changed = {**FRENCH, "skills_fr.csv": [["conceptUri", "preferredLabel"], [uri("skill", "a"), "malaxer la pâte"]]}
    assert bring(english, labels(tmp_path / "fr2", changed), "fr").counts == {(Kind.TRANSLATION, Operation.CHANGED): 1}
    after = records(english)
    assert [key.slug for key in after if after[key] != before[key]] == ["esco/fr/skill/esco/knead-dough"]
    assert bring(english, esco(tmp_path / "en2"), prune=True).revision is None  # English leaves out no French
    assert newest_snapshot(english).translations.languages == ("es", "fr")


def test_pruning_retires_what_a_language_leaves_out(english: Store, tmp_path: Path) -> None:
    everything = esco(tmp_path / "both")
    bring(english, labels(everything, FRENCH), "all")
    (everything / "skills_fr.csv").unlink()
    found = read(english, everything, "all")
    done = load_seeds(
        english, found.seeds, "x", "anna", prune=True, whole=True, languages=found.languages, allow_shrink=1.0
    )
    assert done.counts == {(Kind.TRANSLATION, Operation.DEPRECATED): 1}
    found_now = newest_snapshot(english)
    assert dict(found_now.translations.of(found_now.skills["esco/knead-dough"])) == {}
    assert "fr" in found_now.translations.of(found_now.roles["esco/baker"])


def test_the_first_import_ever_makes_its_language_that_of_the_dataset(store: Store, tmp_path: Path) -> None:
    bring(store, in_language("de", tmp_path / "de"), "de")
    found = newest_snapshot(store)
    assert (found.datasets["esco"].language, found.translations.languages) == ("de", ())
    done = bring(store, esco(tmp_path / "en"), "en")
    assert {kind for kind, _ in done.counts} == {Kind.TRANSLATION}
    assert bring(store, in_language("de", tmp_path / "de2")).revision is None  # without --language it is read in German
    now = newest_snapshot(store)
    assert now.translations.of(now.roles["esco/baker"])["en"].aliases == ("bread maker", "baking person")


def test_all_languages_of_a_release_come_in_one_revision(store: Store, tmp_path: Path) -> None:
    path = labels(esco(tmp_path / "all"), FRENCH)
    bring(store, path, "all")
    found = newest_snapshot(store)
    assert (found.number, found.translations.languages) == (1, ("fr",))
    assert found.datasets["esco"].language is None


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("xx", "--language: 'xx' is no language that is registered: expected a BCP 47 tag such as fr, de-AT"),
        ("it", "has no table of labels in 'it', such as occupations_it.csv"),
    ],
)
def test_a_language_that_is_none_or_not_there_is_refused(
    english: Store, tmp_path: Path, language: str, message: str
) -> None:
    with pytest.raises(Refused) as refused:
        read(english, labels(tmp_path / "fr", FRENCH), language)
    assert [each.message for each in refused.value.problems] == [message]


def test_the_command_adds_a_language_and_does_not_prune_with_labels_alone(tmp_path: Path) -> None:
    address = with_tables(tmp_path / "x.db")
    path = labels(tmp_path / "fr", FRENCH)
    assert rolegraph("import", "esco", esco(tmp_path / "en"), DATABASE_URL=address).returncode == 0
    done = rolegraph("import", "esco", path, "--language", "fr", "--prune", DATABASE_URL=address)
    assert done.returncode == 1
    assert "read it in the language of the dataset, too" in done.stderr
    assert "2 created" in rolegraph("import", "esco", path, "--language", "fr", DATABASE_URL=address).stdout
    told = rolegraph("languages", DATABASE_URL=address)
    assert told.returncode == 0, told.stderr
    assert [line.split() for line in told.stdout.splitlines() if "fr" in line.split()] == [
        ["esco", "fr", "2", "of", "9", "22.2", "%"]
    ]


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_real_label_tables_are_read(language: str) -> None:
    path = real(SHARED / f"data/esco-v1.0-{language}")
    known = {Kind.ROLE: {"http://data.europa.eu/esco/occupation/00030d09-2b3a-4efd-87cc-c4ea39d27c34": "esco/x"}}
    found = read_languages(path, known, [language], spoken="en")
    assert [each.record["name"] for each in found.seeds] == [
        {"fr": "directeur technique/directrice technique", "es": "director técnico/directora técnica"}[language]
    ]
