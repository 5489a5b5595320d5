"""Translations are seeds like all others: beside the words of a record, in files of their own, and in columns."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from db.backup import back_up
from db.backup_format import opened
from db.engine import migrate
from db.errors import DatabaseProblem
from db.restoring import restore
from db.snapshots import newest_snapshot, snapshot_at
from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind, Operation
from seeds.exporting import export_csv, export_lines, export_workbook, export_yaml
from seeds.json_schema import seed_file_schema
from seeds.loading import diff, load, parse, rollback, validate
from seeds.problems import Refused
from tests.conftest import new_database, new_store
from tests.databases import Holding

Write = Callable[..., Path]

DATASET = "dataset: {slug: esco, title: ESCO}\nbasis: INFERRED\n"
BAKER = """\
roles:
  - slug: baker
    name: {en: Baker, de: Bäcker/Bäckerin, fr: boulanger}
    aliases: {en: [Bread maker], fr: [boulangère]}
    description: Makes bread.
    skills: []
  - slug: nurse
    name: Nurse
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of seeds below a folder of the test."""

    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text)
        return path

    return written


def told(path: Path) -> dict[str, dict[str, Any]]:
    """The translations in the files at a path, by slug."""
    return {each.key.slug: dict(each.record) for each in parse([path]) if each.key.kind is Kind.TRANSLATION}


def problems(path: Path) -> list[str]:
    with pytest.raises(Refused) as refused:
        parse([path])
    return [f"{each.place.line}: {each.field}: {each.message}" for each in refused.value.problems]


def refused(store: Store, path: Path) -> list[str]:
    with pytest.raises(Refused) as caught:
        load(store, [path], "anna")
    return [f"{each.place.line}: {each.field}: {each.message}" for each in caught.value.problems]


def test_words_by_language_are_the_records_own_and_translations(write: Write) -> None:
    seeds = parse([write("esco.yaml", DATASET + BAKER)])
    (baker,) = [each.record for each in seeds if each.key == Key(Kind.ROLE, "baker")]
    assert (baker["name"], baker["aliases"], baker["description"]) == ("Baker", ["Bread maker"], "Makes bread.")
    assert told(write("esco.yaml", DATASET + BAKER)) == {
        "esco/de/role/baker": {
            "slug": "esco/de/role/baker",
            "dataset": "esco",
            "basis": "INFERRED",
            "subject_kind": "ROLE",
            "subject": "baker",
            "language": "de",
            "name": "Bäcker/Bäckerin",
        },
        "esco/fr/role/baker": {
            "slug": "esco/fr/role/baker",
            "dataset": "esco",
            "basis": "INFERRED",
            "subject_kind": "ROLE",
            "subject": "baker",
            "language": "fr",
            "name": "boulanger",
            "aliases": ["boulangère"],
        },
    }


def test_a_dataset_says_in_which_language_its_records_are(write: Write) -> None:
    text = "dataset: {slug: ch, title: Schweiz, language: DE-ch}\nbasis: INFERRED\n"
    seeds = parse([write("ch.yaml", text + "roles: [{slug: beck, name: {de_CH: Beck, en: Baker}}]\n")])
    assert [(each.key.kind, each.record.get("name"), each.record.get("language")) for each in seeds] == [
        (Kind.DATASET, None, "de-CH"),
        (Kind.ROLE, "Beck", None),
        (Kind.TRANSLATION, "Baker", "en"),
    ]


def test_files_of_translations_say_the_language_or_are_called_by_it(write: Write, tmp_path: Path) -> None:
    write("ch/dataset.yaml", "dataset: {slug: ch, title: Schweiz}\nbasis: INFERRED\n")
    write("ch/translations/fr.yaml", "basis: INFERRED\nroles: [{slug: baker, name: boulanger}]\n")
    write(
        "ch/more.yaml",
        "basis: INFERRED\nlanguage: it\nroles: [{slug: baker, name: panettiere}]\nskills: [{slug: bake, name: x}]\n",
    )
    write(
        "ch/plain.yaml", "basis: INFERRED\ntranslation: {subject_kind: TOOL, subject: oven, language: rm, name: furn}\n"
    )
    found = told(tmp_path / "ch")
    assert [(slug, each["subject_kind"], each["subject"], each["name"]) for slug, each in sorted(found.items())] == [
        ("ch/fr/role/baker", "ROLE", "baker", "boulanger"),
        ("ch/it/role/baker", "ROLE", "baker", "panettiere"),
        ("ch/it/skill/bake", "SKILL", "bake", "x"),
        ("ch/rm/tool/oven", "TOOL", "oven", "furn"),
    ]


def test_sheets_have_a_column_for_each_language(write: Write, tmp_path: Path) -> None:
    write("esco/dataset.yaml", DATASET)
    write(
        "esco/roles.csv",
        "slug,name,name_fr,aliases_fr,name_zh_hant\nbaker,Baker,boulanger,a | b,麵包師\nnurse,Nurse,,,\n",
    )
    write(
        "esco/translations.csv",
        "kind,slug,language,name,name_it\nrole,nurse,pt-BR,enfermeiro,\nrole,nurse,,,infermiere\n",
    )
    seeds = parse([tmp_path / "esco"])
    assert [each.record["name"] for each in seeds if each.key.kind is Kind.ROLE] == ["Baker", "Nurse"]
    found = told(tmp_path / "esco")
    assert {slug: (each["language"], each["name"], each.get("aliases")) for slug, each in found.items()} == {
        "esco/fr/role/baker": ("fr", "boulanger", ["a", "b"]),
        "esco/zh-hant/role/baker": ("zh-Hant", "麵包師", None),
        "esco/pt-br/role/nurse": ("pt-BR", "enfermeiro", None),
        "esco/it/role/nurse": ("it", "infermiere", None),
    }


def test_texts_are_stored_in_one_normal_form(write: Write) -> None:
    seeds = parse([write("esco.yaml", DATASET + 'roles: [{slug: baker, name: {en: Baker, de: "Ba\u0308cker"}}]\n')])
    assert seeds[-1].record["name"] == "B\u00e4cker"


@pytest.mark.parametrize(
    ("role", "message"),
    [
        ("name: {en: A, xx: B}", "4: roles.0.name.xx: 'xx' is no language that is registered"),
        ("name: {en: A, french: B}", "4: roles.0.name.french: 'french' is no language tag"),
        ("name: {fr: B}", "4: roles.0.name: says no name in en, the language of the dataset"),
        ("name: {en: A, fr: B, FR: C}", "4: roles.0.name.FR: fr stands here twice"),
        ("name: A\n    description: {fr: B}", "5: roles.0.name: is required"),
        ("name: {en: A, fr: 7}", "4: roles.0.name: "),
    ],
)
def test_bad_words_are_refused_where_they_stand(write: Write, role: str, message: str) -> None:
    found = problems(write("esco.yaml", f"{DATASET}roles:\n  - slug: a\n    {role}\n"))
    assert len(found) == 1
    assert message.partition(": ")[2] in found[0]


def test_a_translation_of_nothing_is_named_and_refused(store: Store, write: Write) -> None:
    load(store, [write("esco.yaml", DATASET + BAKER)], "anna")
    text = "dataset: {slug: ch, title: CH}\nbasis: INFERRED\nlanguage: fr\nroles: [{slug: bakker, name: x}]\n"
    assert refused(store, write("ch.yaml", text)) == [
        "4: roles.0.subject: there is no role bakker; the nearest is baker"
    ]
    text = text.replace("language: fr", "translations: [{subject_kind: ROLE, subject: nurse, language: en, name: x}]")
    (said,) = refused(store, write("ch.yaml", text.replace("roles: [{slug: bakker, name: x}]\n", "")))
    assert said.endswith("role nurse is written in en: say it in its own record, or in an extension of it")


def test_a_translation_names_its_subject_by_an_identifier(store: Store, write: Write) -> None:
    load(
        store,
        [write("esco.yaml", DATASET + "roles: [{slug: baker, name: B, external_ids: [{scheme: e, identifier: x1}]}]")],
        "anna",
    )
    text = 'dataset: {slug: ch, title: CH}\nbasis: INFERRED\nlanguage: fr\nroles: [{slug: "e:x1", name: boulanger}]\n'
    load(store, [write("ch.yaml", text)], "anna")
    assert load(store, [write("ch.yaml", text)], "anna").revision is None
    assert load(store, [write("ch.yaml", text.replace('"e:x1"', "baker"))], "anna").revision is None


def test_a_correction_in_one_language_is_a_change_of_one_field(store: Store, write: Write) -> None:
    load(store, [write("esco.yaml", DATASET + BAKER)], "anna")
    assert load(store, [write("esco.yaml", DATASET + BAKER)], "anna").revision is None
    path = write("esco.yaml", DATASET + BAKER.replace("fr: boulanger}", "fr: boulanger-pâtissier}"))
    (change,) = diff(store, [path]).changes
    assert change.key == Key(Kind.TRANSLATION, "esco/fr/role/baker")
    assert [(each.field and each.field.key, each.before, each.after) for each in change.edits()] == [
        ("name", "boulanger", "boulanger-pâtissier")
    ]
    load(store, [path], "bert")
    assert list(store.differences()) == []
    now, before = newest_snapshot(store), snapshot_at(store, 1)
    assert now.translations.of(now.roles["baker"])["fr"].name == "boulanger-pâtissier"
    assert before.translations.of(before.roles["baker"])["fr"].name == "boulanger"
    rollback(store, 1, "carl")
    again = newest_snapshot(store)
    assert again.translations.of(again.roles["baker"])["fr"].name == "boulanger"
    assert list(store.differences()) == []


def test_another_dataset_translates_what_it_does_not_own(store: Store, write: Write) -> None:
    load(store, [write("esco.yaml", DATASET + BAKER)], "anna")
    text = "dataset: {slug: ch, title: CH}\nbasis: INFERRED\nlanguage: it\nroles: [{slug: baker, name: panettiere}]\n"
    loaded = load(store, [write("ch.yaml", text)], "anna")
    assert loaded.counts == {(Kind.DATASET, Operation.CREATED): 1, (Kind.TRANSLATION, Operation.CREATED): 1}
    found = newest_snapshot(store)
    assert {each: told.dataset.slug for each, told in found.translations.of(found.roles["baker"]).items()} == {
        "de": "esco",
        "fr": "esco",
        "it": "ch",
    }


def test_ten_thousand_labels_of_one_concept_are_kept(store: Store, write: Write) -> None:
    labels = ", ".join(f"étiquette {number}" for number in range(10_000))
    name = "{en: Baker, fr: x, de: x, it: x, es: x, pt: x}"
    text = f"{DATASET}roles: [{{slug: baker, name: {name}, aliases: {{fr: [{labels}]}}}}]\n"
    load(store, [write("esco.yaml", text)], "anna")
    found = newest_snapshot(store)
    translations = found.translations.of(found.roles["baker"])
    assert len(translations["fr"].aliases) == 10_000
    assert {language: told.name for language, told in translations.items()} == dict.fromkeys(
        ["de", "es", "fr", "it", "pt"], "x"
    )


@pytest.mark.parametrize("form", ["yaml", "lines", "csv", "workbook"])
def test_what_is_written_out_loads_again_unchanged(store: Store, write: Write, tmp_path: Path, form: str) -> None:
    load(store, [write("esco.yaml", DATASET + BAKER)], "anna")
    target = tmp_path / {"yaml": "out", "lines": "out.jsonl", "csv": "out", "workbook": "out.xlsx"}[form]
    export = {"yaml": export_yaml, "lines": export_lines, "csv": export_csv, "workbook": export_workbook}[form]
    export(store, "esco", target)
    assert validate([target]) == 5
    assert load(store, [target], "anna").revision is None
    if form == "yaml":
        assert (target / "translations" / "fr.yaml").exists()


@pytest.fixture
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "other").mkdir()
    with new_database("sqlite", tmp_path / "other", request, Holding.TABLES) as address, new_store(address) as store:
        yield store


def test_backups_hold_them(store: Store, write: Write, tmp_path: Path, other: Store) -> None:
    load(store, [write("esco.yaml", DATASET + BAKER)], "anna")
    back_up(store, tmp_path / "all.backup")
    with opened(tmp_path / "all.backup") as backup:
        restore(other, backup, "anna")
    found = newest_snapshot(other)
    assert found.translations.of(found.roles["baker"])["de"].name == "Bäcker/Bäckerin"
    assert list(other.differences()) == []


def test_a_database_with_translations_does_not_go_back(store: Store, write: Write) -> None:
    load(store, [write("esco.yaml", DATASET + BAKER)], "anna")
    with pytest.raises(DatabaseProblem, match="2 translations are in the history"):
        migrate(store.engine, "0018")


def test_editors_know_of_words_by_language_and_see_what_is_wrong_in_them() -> None:
    validator = jsonschema.Draft202012Validator(seed_file_schema())
    good = {
        "language": "it",
        "roles": [{"slug": "a", "name": {"en": "A", "fr": "B"}, "aliases": {"fr": ["C"]}}, {"slug": "b", "name": "B"}],
        "translations": [{"subject_kind": "ROLE", "subject": "a", "name": "B"}],
    }
    assert list(validator.iter_errors(good)) == []
    for wrong in ({"name": {"fr": 7}}, {"name": {"fr": ["B"]}}, {"name": "A", "aliases": {"fr": "C"}}):
        assert list(validator.iter_errors({"roles": [{"slug": "a", **wrong}]}))
