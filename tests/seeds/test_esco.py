"""ESCO's release is read as it is shipped, becomes ordinary records, and what is wrong with it is said."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.model.record import Key, Record, to_bytes
from knowledge.model.vocabulary import Importance, Kind, ReuseLevel, SkillKind
from knowledge.questions.match import match_roles
from knowledge.questions.moves import transitions
from knowledge.questions.overlap import overlap
from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot
from seeds.format import RECORDS
from seeds.importing.esco import DATASET, read_esco
from seeds.importing.imported import Imported
from seeds.loading import load_seeds, parse
from seeds.problems import Refused
from seeds.seed import canonical, valid
from seeds.slugs import assign, slugify
from tests.conftest import DATASET as SHIPPED_DATASET
from tests.seeds.releases import ESCO_TABLES, Rows, esco, uri, write_csv, zipped


def loaded(store: Store, path: Path) -> Snapshot:
    with store.reading() as reader:
        known = reader.slugs_by_identifier(DATASET)
    load_seeds(store, read_esco(path, known).seeds, "esco", "tester")
    return newest_snapshot(store)


def test_everything_in_a_release_is_there(store: Store, tmp_path: Path) -> None:
    found = loaded(store, esco(tmp_path / "ESCO dataset - v1.2.0 - en"))
    assert found.datasets["esco"].version == "1.2.0"
    baker, pastry = found.roles["esco/baker"], found.roles["esco/pastry-baker"]
    assert baker.aliases == ("bread maker", "baking person")
    assert (baker.description, baker.scope_note) == ('Bakes "bread", and\nrolls.', "Excludes cooks.")
    assert {each.scheme: each.identifier for each in baker.external_ids} == {
        "esco": uri("occupation", "1"),
        "esco-code": "7512.1",
    }
    assert (baker.regulated, pastry.regulated) == (False, True)
    assert [link.broader for link in pastry.broader] == [baker]
    (group,) = baker.groups
    assert (group.code, group.broader and group.broader.code) == ("7512", "75")
    assert {link.skill.slug: link.importance for link in baker.skills} == {
        "esco/knead-dough": Importance.ESSENTIAL,
        "esco/food-hygiene": Importance.OPTIONAL,
    }
    skills = found.skills
    assert {slug.removeprefix("esco/"): each.skill_kind for slug, each in skills.items()} == {
        "knead-dough": SkillKind.SKILL,
        "food-hygiene": SkillKind.KNOWLEDGE,
        "show-initiative": SkillKind.TRANSVERSAL,
        "speak-german": SkillKind.LANGUAGE,
        "skill-s1": SkillKind.GROUP,
    }
    kneading = skills["esco/knead-dough"]
    assert (kneading.reuse_level, kneading.category) == (ReuseLevel.SECTOR_SPECIFIC, "handling food")
    assert [link.broader.slug for link in kneading.broader] == ["esco/skill-s1"]
    assert [(link.related.slug, link.importance) for link in kneading.related] == [
        ("esco/food-hygiene", Importance.OPTIONAL)
    ]
    assert skills["esco/food-hygiene"].collections == ("green",)
    assert all(each.citations for each in (*found.roles.values(), *skills.values(), *baker.skills))


def test_zip_files_and_a_folder_of_them_and_tables_are_the_same(tmp_path: Path) -> None:
    folder = esco(tmp_path / "esco")
    relations = [name for name in ESCO_TABLES if "elations" in name]
    (tmp_path / "zips").mkdir()
    zipped(folder, tmp_path / "zips/relations.zip", relations)
    zipped(folder, tmp_path / "zips/classification.zip", set(ESCO_TABLES) - set(relations))
    one_zip = zipped(folder, tmp_path / "all.zip")
    bodies = [
        {seed.key: to_bytes(seed.record) for seed in read_esco(path, {}).seeds}
        for path in (folder, tmp_path / "zips", one_zip)
    ]
    assert bodies[0] == bodies[1] == bodies[2]


def test_its_records_are_canonical_and_valid(tmp_path: Path) -> None:
    for seed in read_esco(esco(tmp_path / "esco"), {}).seeds:
        content = {name: value for name, value in seed.record.items() if name != "dataset"}
        dataset = None if seed.key.kind is Kind.DATASET else DATASET
        assert canonical(RECORDS[seed.key.kind].model_validate(content), dataset, {}) == seed.record
        assert list(valid(seed)) == []


def test_another_release_over_an_older_one_keeps_slugs_and_prunes_on_request(store: Store, tmp_path: Path) -> None:
    loaded(store, esco(tmp_path / "v1.1.0"))
    header, baker, pastry = ESCO_TABLES["occupations_en.csv"]
    renamed = [*baker]
    renamed[2] = "master baker"
    newcomer = [*pastry]
    newcomer[0], newcomer[2] = uri("occupation", "3"), "baker"
    newer = esco(
        tmp_path / "v1.2.0",
        occupations_en=[header, renamed, newcomer],
        broaderRelationsOccPillar=ESCO_TABLES["broaderRelationsOccPillar.csv"][:1],
    )
    with store.reading() as reader:
        known = reader.slugs_by_identifier(DATASET)
    done = load_seeds(store, read_esco(newer, known).seeds, "esco", "tester", prune=True)
    assert done.revision is not None
    found = newest_snapshot(store)
    assert found.roles["esco/baker"].name == "master baker"
    (other,) = (role for role in found.roles.values() if role.name == "baker")
    assert other.slug.startswith("esco/baker-")
    assert not found.roles["esco/pastry-baker"].active
    assert found.datasets["esco"].version == "1.2.0"
    assert done.revision.deprecated == 1


def read(folder: Path, **changed: Rows | None) -> Imported:
    return read_esco(esco(folder, **changed), {})


def test_what_can_be_left_out_is_left_out_and_counted(tmp_path: Path) -> None:
    rows = ESCO_TABLES["occupationSkillRelations.csv"]
    unknown = [uri("occupation", "9"), "essential", uri("skill", "a")]
    odd = [uri("occupation", "2"), "helpful", uri("skill", "b")]
    found = read(
        tmp_path,
        occupationSkillRelations=[*rows, rows[1], unknown, odd],
        occupations_en=[*ESCO_TABLES["occupations_en.csv"], ESCO_TABLES["occupations_en.csv"][1]],
    )
    assert found.notes == {
        "relations to concepts that the release does not have": 1,
        "relations that a table lists twice": 1,
        "concepts that a table lists twice": 1,
        "relations of the unknown type 'helpful', taken as optional": 1,
    }
    baker = next(seed.record for seed in found.seeds if seed.key == Key(Kind.ROLE, "esco/baker"))
    assert len(baker["skills"]) == 2


def test_a_bom_windows_line_ends_and_more_columns_change_nothing(tmp_path: Path) -> None:
    plain = {seed.key: seed.record for seed in read(tmp_path / "esco").seeds}
    odd = esco(tmp_path / "odd" / "esco")
    for file in odd.iterdir():
        lines = file.read_bytes().decode()
        file.write_bytes(b"\xef\xbb\xbf" + lines.encode())
    skills = ESCO_TABLES["skills_en.csv"]
    write_csv(odd / "skills_en.csv", [["new", *skills[0]], *(["x", *row] for row in skills[1:])])
    assert {seed.key: seed.record for seed in read_esco(odd, {}).seeds} == plain


def test_codes_of_isco_get_back_the_zeros_that_a_spreadsheet_took(tmp_path: Path) -> None:
    groups, occupations = ESCO_TABLES["ISCOGroups_en.csv"], ESCO_TABLES["occupations_en.csv"]
    spoiled = [[uri("isco", "C0110"), "110", "Soldiers", ""], [uri("isco", "C01"), "1", "Officers", ""]]
    soldier = [uri("occupation", "3"), "110", "soldier", *occupations[1][3:]]
    found = read(tmp_path, ISCOGroups_en=[*groups, *spoiled], occupations_en=[*occupations, soldier])
    told = {str(seed.key): seed.record for seed in found.seeds}
    assert told["role group esco/isco-0110"]["code"] == "0110"
    assert told["role group esco/isco-01"]["code"] == "01"
    assert told["role esco/soldier"]["groups"] == ["esco/isco-0110"]
    assert found.marked == {"codes of ISCO that had lost the zeros before them": 3}


Break = Callable[[Path], None]


def _cut_short(folder: Path) -> None:
    data = zipped(folder, folder / "x.zip").read_bytes()
    (folder / "x.zip").write_bytes(data[: len(data) // 2])


def _damaged(folder: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        rows = "".join(f"{uri('skill', str(n))},knowledge,,skill {n},,,\n" for n in range(9000))
        archive.writestr("skills_en.csv", (folder / "skills_en.csv").read_text() + rows)
    data = bytearray(stream.getvalue())
    data[30000:30010] = b"0000000000"
    (folder / "skills_en.csv").unlink()
    (folder / "x.zip").write_bytes(bytes(data))


def _without_column(folder: Path) -> None:
    text = (folder / "skills_en.csv").read_text()
    (folder / "skills_en.csv").write_text(text.replace("preferredLabel", "preferedLabel"))


def _latin_1(folder: Path) -> None:
    (folder / "skills_en.csv").write_bytes((folder / "skills_en.csv").read_bytes() + "x,é".encode("latin-1"))


def _huge_field(folder: Path) -> None:
    with (folder / "skills_en.csv").open("a") as file:
        file.write('"' + "x" * 2_000_000)


def _short_row(folder: Path) -> None:
    with (folder / "skills_en.csv").open("a") as file:
        file.write("one,two\n")


def _link_out(folder: Path) -> None:
    outside = folder.parent / "outside.csv"
    outside.write_text("a\n")
    (folder / "more.csv").symlink_to(outside)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (_cut_short, r"x\.zip: not a whole zip file"),
        (_damaged, r"x\.zip/skills_en\.csv:\d+: "),
        (_without_column, r"skills_en\.csv:1: there is no column 'preferredLabel'; is it 'preferedLabel' now\?"),
        (_latin_1, r"skills_en\.csv:\d+: not UTF-8 text"),
        (_huge_field, r"skills_en\.csv:6: not a CSV table: field larger than field limit"),
        (_short_row, r"skills_en\.csv:6: expected 7 fields, found 2"),
        (_link_out, r"more\.csv: is a link out of"),
        (lambda folder: (folder / "skills_en.csv").unlink(), "there is no table 'skills' in this release"),
        (lambda folder: [each.unlink() for each in folder.iterdir()], "holds no table"),
    ],
)
def test_a_release_that_is_broken_is_refused(tmp_path: Path, damage: Break, message: str) -> None:
    folder = esco(tmp_path / "esco")
    damage(folder)
    with pytest.raises(Refused, match=message):
        read_esco(folder, {})


def test_slugs_are_words_and_never_shared() -> None:
    assert slugify("C++ developer") == "c-plus-plus-developer"
    assert slugify("Façade & roof") == "facade-and-roof"
    assert slugify("λόγος") == ""
    labels = [("1", "actor"), ("2", "Actor"), ("3", "dancer"), ("4", "λόγος")]
    slugs = assign("x", labels, {})
    assert slugs == assign("x", reversed(labels), {})
    assert len(set(slugs.values())) == 4
    assert slugs["3"] == "x/dancer"
    assert slugs["1"].startswith("x/actor-")
    assert assign("x", [("3", "ballerina"), ("5", "dancer")], {"3": "x/dancer"})["3"] == "x/dancer"
    assert assign("x", [("5", "dancer")], {"3": "x/dancer"})["5"].startswith("x/dancer-")


@pytest.mark.xdist_group("releases")
def test_all_of_esco_loads_and_loading_it_again_changes_nothing(esco_release: Imported, store: Store) -> None:
    done = load_seeds(store, esco_release.seeds, "esco", "tester")
    assert done.revision is not None
    found = newest_snapshot(store)
    assert found.datasets["esco"].version == "1.1.0"
    assert len(found.roles) == 3008
    assert sum(each.skill_kind is not SkillKind.GROUP for each in found.skills.values()) == 13891
    assert sum(len(role.skills) for role in found.roles.values()) == 123852
    assert (
        sum(len(skill.related) for skill in found.skills.values())
        == 5899 - esco_release.notes["relations of a concept to itself"]
    )
    scientist = found.roles["esco/data-scientist"]
    assert scientist.groups[0].code == "2511"
    assert "esco/data-mining" in {link.skill.slug for link in scientist.skills}
    assert load_seeds(store, esco_release.seeds, "esco", "tester").revision is None
    with store.reading() as reader:
        tables = {key: to_bytes(record) for key, record in reader.current_records().items()}
        assert tables == reader.bodies(reader.digests())


@pytest.mark.xdist_group("releases")
def test_every_mapping_of_the_shipped_dataset_leads_to_a_concept_of_the_release(esco_release: Imported) -> None:
    there = {seed.key for seed in esco_release.seeds}
    mappings = [seed.record for seed in parse([SHIPPED_DATASET]) if seed.key.kind is Kind.CONCEPT_MAPPING]
    targets = {Key(Kind[each["subject_kind"]], each["object_slug"]) for each in mappings}
    esco_targets = {key for key in targets if key.slug.startswith("esco/")}
    assert len(esco_targets) > 30
    assert esco_targets <= there


@pytest.mark.xdist_group("releases")
def test_analyses_work_across_datasets(esco_release: Imported, shipped_records: dict[Key, Record]) -> None:
    found = build(shipped_records | {seed.key: seed.record for seed in esco_release.seeds}, [])
    shared = overlap(found, ["ml-engineer", "esco/computer-vision-engineer"])
    held = {each.holdings[0].skill.slug: each.holdings[1].skill.slug for each in shared.skills}
    assert held["deep-learning"] == "esco/deep-learning"
    targets = [move.target.slug for move in transitions(found, "computer-vision-engineer")]
    assert "esco/computer-vision-engineer" not in targets, "it is the same role"
    assert any(slug.startswith("esco/") for slug in targets[:20])
    matches = match_roles(found, ["python", "computer vision", "esco/deep-learning"], [])
    assert "esco/computer-vision-engineer" in {each.role.slug for each in matches.matches[:20]}
