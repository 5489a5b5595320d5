"""A release of ESCO is whole and one, or refused with what is amiss; a later one finds the concepts of an earlier."""

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import orjson
import pytest

from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.snapshot.snapshot import Snapshot
from seeds.importing.esco import DATASET, read_esco
from seeds.importing.imported import Imported
from seeds.loading import load_seeds
from seeds.problems import Refused
from tests.conftest import IN_CI, SHARED
from tests.seeds.releases import ESCO_TABLES, Rows, esco, uri, write_csv, zipped
from tests.servers import rolegraph

RELATIONS = [name for name in ESCO_TABLES if "elations" in name]
CONCEPTS = [name for name in ESCO_TABLES if name not in RELATIONS]


def refusal(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [each.message for each in refused.value.problems]


def packed(folder: Path, **versions: str) -> Path:
    """The packages of a release in a folder: `classification` and `relations`, each under the name of a version."""
    tables = esco(folder.parent / "tables")
    folder.mkdir()
    for part, version in versions.items():
        names = RELATIONS if part == "relations" else CONCEPTS
        zipped(tables, folder / f"ESCO dataset - v{version} - {part}.zip", names)
    return folder


def version_of(found: Imported) -> str | None:
    return next(seed.record.get("version") for seed in found.seeds if seed.key.slug == DATASET)


def test_the_version_is_that_of_the_parts_and_may_be_told(tmp_path: Path) -> None:
    folder = packed(tmp_path / "downloads", classification="1.1.1", relations="1.1.1")
    assert version_of(read_esco(folder, {})) == "1.1.1"
    assert version_of(read_esco(folder, {}, version="1.1.1-corrected")) == "1.1.1-corrected"


def test_a_release_that_nothing_names_is_read_with_a_warning(tmp_path: Path) -> None:
    (warning,) = read_esco(esco(tmp_path / "esco"), {}).doubts
    assert warning.message == "nothing names the version of this release: add --release, as in --release 1.1.0"


def test_parts_of_two_releases_are_refused_and_all_named(tmp_path: Path) -> None:
    folder = packed(tmp_path / "downloads", classification="1.1.0", relations="1.1.1")
    assert refusal(lambda: read_esco(folder, {})) == [
        "the parts are of several releases (1.1.0: ESCO dataset - v1.1.0 - classification.zip; "
        "1.1.1: ESCO dataset - v1.1.1 - relations.zip): keep those of one in the folder"
    ]


def test_four_zip_files_of_two_releases_are_refused_and_all_named(tmp_path: Path) -> None:
    folder = packed(tmp_path / "downloads", classification="1.1.0", relations="1.1.0")
    newer = packed(tmp_path / "more/downloads", classification="1.1.1", relations="1.1.1")
    for file in newer.iterdir():
        file.rename(folder / file.name)
    (message,) = refusal(lambda: read_esco(folder, {}))
    assert message == (
        "the parts are of several releases (1.1.0: ESCO dataset - v1.1.0 - classification.zip, "
        "ESCO dataset - v1.1.0 - relations.zip; 1.1.1: ESCO dataset - v1.1.1 - classification.zip, "
        "ESCO dataset - v1.1.1 - relations.zip): keep those of one in the folder"
    )


def test_two_releases_in_one_folder_are_refused_whichever_is_older(tmp_path: Path) -> None:
    folder = packed(tmp_path / "downloads", classification="1.1.0", relations="1.1.0")
    other = esco(tmp_path / "other", skills_en=ESCO_TABLES["skills_en.csv"][:-1])
    zipped(other, folder / "b.zip", CONCEPTS)
    zipped(other, folder / "c.zip", RELATIONS)
    assert refusal(lambda: read_esco(folder, {})) == [
        f"{folder}/b.zip/skills_en.csv is another table of that name: keep the files of one release, and no others"
    ]
    (folder / "b.zip").rename(folder / "A.zip")
    with pytest.raises(Refused, match=r"another table of that name"):
        read_esco(folder, {})


def test_the_same_table_twice_is_read_once_and_told(tmp_path: Path) -> None:
    folder = packed(tmp_path / "downloads", classification="1.1.0", relations="1.1.0")
    zipped(tmp_path / "tables", folder / "again.zip", ["skills_en.csv"])
    found = read_esco(folder, {})
    assert found.notes == {"tables that are there twice: skills_en": 1}


FORMATS = {
    "as md5sum writes it": lambda name, data: f"{hashlib.md5(data).hexdigest()} *{name}\n",
    "as sha256sum writes it": lambda name, data: f"{hashlib.sha256(data).hexdigest()}  {name}\n",
    "as BSD writes it": lambda name, data: f"SHA1 ({name}) = {hashlib.sha1(data).hexdigest()}\r\n",
    "the name first": lambda name, data: f"{name};{hashlib.md5(data).hexdigest().upper()}\n",
}


@pytest.mark.parametrize("line", FORMATS.values(), ids=FORMATS.keys())
def test_a_checklist_is_held_to(tmp_path: Path, line: Callable[[str, bytes], str]) -> None:
    folder = esco(tmp_path / "v1.1.0")
    listed = "; made by hand\n" + "".join(line(name, (folder / name).read_bytes()) for name in ESCO_TABLES)
    (folder / "checklist.chk").write_text(listed)
    found = read_esco(folder, {})
    assert (found.doubts, [each for each in found.unread if "checklist" in each]) == ([], [])
    with (folder / "skills_en.csv").open("a") as file:
        file.write(f"{uri('skill', 'x')},knowledge,,x,,,\n")
    (folder / "greenSkillsCollection_en.csv").unlink()
    assert refusal(lambda: read_esco(folder, {})) == [
        "lists greenSkillsCollection_en.csv, which is not there: download it again",
        "is not what checklist.chk says: download it again",
    ]


def test_a_checklist_within_a_zip_file_is_held_to(tmp_path: Path) -> None:
    tables = esco(tmp_path / "tables")
    (tables / "checklist.chk").write_text(f"{'0' * 32} *skills_en.csv\n")
    folder = tmp_path / "v1.1.0"
    folder.mkdir()
    zipped(tables, folder / "classification.zip", [*CONCEPTS, "checklist.chk"])
    zipped(tables, folder / "relations.zip", RELATIONS)
    with pytest.raises(Refused, match=r"classification\.zip/skills_en\.csv: is not what checklist\.chk says"):
        read_esco(folder, {})


def test_a_checklist_that_says_nothing_is_warned_of(tmp_path: Path) -> None:
    folder = esco(tmp_path / "v1.1.0")
    (folder / "checklist.chk").write_text("see the portal\n")
    (warning,) = read_esco(folder, {}).doubts
    assert warning.message == "lists no checksum that is understood: the tables are not checked against it"


def test_a_table_that_ends_within_a_line_or_a_quote_is_refused(tmp_path: Path) -> None:
    for content, message in (
        (f"{uri('skill', 'x')},knowledge,,x,,,cut o", "ends in the middle of a line: it is cut off, download it again"),
        (f'{uri("skill", "x")},knowledge,,x,,,"cut o\n', "not a CSV table: unexpected end of data"),
    ):
        folder = esco(tmp_path / "v1.1.0")
        with (folder / "skills_en.csv").open("a") as file:
            file.write(content)
        assert refusal(partial(read_esco, folder, {})) == [message]


def occupations(count: int) -> Rows:
    header, row = ESCO_TABLES["occupations_en.csv"][:2]
    return [header, *([uri("occupation", str(n)), "7512", f"baker {n}", *row[3:8], f"7512.{n}"] for n in range(count))]


def needs(count: int, skill: str = "a") -> Rows:
    header = ESCO_TABLES["occupationSkillRelations.csv"][0]
    return [header, *([uri("occupation", str(n)), "optional", uri("skill", skill)] for n in range(count))]


NOTHING = {"broaderRelationsOccPillar": ESCO_TABLES["broaderRelationsOccPillar.csv"][:1]}


def test_relations_that_are_cut_off_are_refused_though_nothing_is_stored(tmp_path: Path) -> None:
    cut = esco(tmp_path / "v1.1.0", occupations_en=occupations(70), occupationSkillRelations=needs(10), **NOTHING)
    assert refusal(lambda: read_esco(cut, {})) == [
        "60 of 70 occupations are not in it: it is cut off, download it again"
    ]
    whole = esco(tmp_path / "v1.1.0", occupations_en=occupations(70), occupationSkillRelations=needs(70), **NOTHING)
    assert len(read_esco(whole, {}).seeds) > 70


def test_relations_of_another_release_are_refused_though_no_name_tells(tmp_path: Path) -> None:
    header, row = ESCO_TABLES["skillSkillRelations.csv"][:2]
    more = [[uri("skill", f"new-{n}"), *row[1:]] for n in range(20)]
    folder = esco(tmp_path / "v1.1.0", skillSkillRelations=[header, row, *more])
    assert refusal(lambda: read_esco(folder, {})) == [
        "20 of 21 relations lead to concepts that the classification does not have: "
        "these are tables of two releases, or the classification is cut off"
    ]


def test_everything_that_is_not_read_is_named(tmp_path: Path) -> None:
    folder = esco(tmp_path / "v1.1.0")
    write_csv(folder / "skillsHierarchy_en.csv", [["Level 0 URI"]])
    (folder / "skills_en.ods").write_text("x")
    header, *rows = ESCO_TABLES["greenSkillsCollection_en.csv"]
    write_csv(folder / "greenSkillsCollection_en.csv", [[*header, "colour"], *([*row, "green"] for row in rows)])
    unread = read_esco(folder, {}).unread
    assert "the table skillsHierarchy_en" in unread
    assert "the file v1.1.0/skills_en.ods" in unread
    assert any(
        each.startswith("of the table greenSkillsCollection_en the column") and "colour" in each for each in unread
    )


def test_missing_tables_are_all_named_with_what_to_do(tmp_path: Path) -> None:
    folder = esco(tmp_path / "v1.1.0")
    for name in RELATIONS:
        (folder / name).unlink()
    (message,) = refusal(lambda: read_esco(folder, {}))
    assert message == (
        "there is no table 'broaderRelationsOccPillar', 'broaderRelationsSkillPillar', 'occupationSkillRelations', "
        "'skillSkillRelations' in this release: the relations are in a package of their own, or in that of the "
        "language: put it beside this one"
    )
    assert refusal(lambda: read_esco(esco(tmp_path / "v1.1.0"), {}, language="fr")) == [
        "has no tables in 'fr': add --language en"
    ]


@pytest.mark.skipif(not IN_CI and not SHARED.exists(), reason="needs the shared data beside the project")
@pytest.mark.parametrize(("name", "language"), [("esco-v1.0-fr", "fr"), ("esco-v1.2.0-en", "en")])
def test_real_releases_without_relations_are_refused_with_advice(name: str, language: str) -> None:
    (message,) = refusal(lambda: read_esco(SHARED / "data" / name, {}, language=language))
    assert "there is no table" in message
    assert "'occupationSkillRelations'" in message
    assert "in this release: " in message


def imported(store: Store, folder: Path) -> tuple[Snapshot, Imported]:
    with store.reading() as reader:
        known = reader.slugs_by_identifier(DATASET)
    found = read_esco(folder, known)
    load_seeds(store, found.seeds, "esco", "tester", prune=True, whole=True)
    return newest_snapshot(store), found


def renamed(old: str, new: str, folder: Path) -> Path:
    """The small release with another URI for a concept, in all tables."""
    return esco(
        folder,
        **{
            name.removesuffix(".csv"): [[new if value == old else value for value in row] for row in rows]
            for name, rows in ESCO_TABLES.items()
        },
    )


def ids(entity: object) -> list[tuple[str, str]]:
    return [(each.scheme, each.identifier) for each in entity.external_ids]  # type: ignore[attr-defined]  # of any kind


def test_a_skill_group_with_a_new_uri_is_the_one_with_its_code(store: Store, tmp_path: Path) -> None:
    imported(store, esco(tmp_path / "v1.1.0"))
    old, new = uri("skill", "S1"), uri("skill", "0a-group")
    later = renamed(old, new, tmp_path / "later/v1.1.1")
    found, read = imported(store, later)
    groups = [each for each in found.skills.values() if each.skill_kind.value == "GROUP"]
    assert [(each.slug, each.active) for each in groups] == [("esco/skill-s1", True)]
    assert ids(groups[0]) == [("esco", new), ("esco-code", "S1"), ("esco", old)]
    assert [link.broader.slug for link in found.skills["esco/knead-dough"].broader] == ["esco/skill-s1"]
    assert read.marked == {"skills with a new URI, known by their code": 1}
    revision = store.newest_revision()
    imported(store, later)
    assert store.newest_revision() == revision, "the same release again changes nothing"
    found, _ = imported(store, esco(tmp_path / "v1.1.0"))
    assert set(ids(found.skills["esco/skill-s1"])) == {("esco", old), ("esco-code", "S1"), ("esco", new)}
    assert [each.slug for each in found.skills.values() if each.skill_kind.value == "GROUP"] == ["esco/skill-s1"]


def test_an_isco_group_with_a_new_uri_is_the_one_with_its_code(store: Store, tmp_path: Path) -> None:
    imported(store, esco(tmp_path / "v1.1.0"))
    new = uri("isco", "group-7512")
    found, _ = imported(store, renamed(uri("isco", "C7512"), new, tmp_path / "later/v1.1.1"))
    assert ids(found.role_groups["esco/isco-7512"]) == [("esco", new), ("esco", uri("isco", "C7512"))]
    assert all(each.active for each in found.role_groups.values())


def test_an_occupation_with_a_new_uri_is_the_one_with_its_code_and_name(store: Store, tmp_path: Path) -> None:
    imported(store, esco(tmp_path / "v1.1.0"))
    new = uri("occupation", "new")
    found, _ = imported(store, renamed(uri("occupation", "1"), new, tmp_path / "later/v1.1.1"))
    assert ids(found.roles["esco/baker"]) == [("esco", new), ("esco-code", "7512.1"), ("esco", uri("occupation", "1"))]
    assert set(found.roles) == {"esco/baker", "esco/pastry-baker"}


def test_a_code_that_is_given_to_another_concept_does_not_make_it_the_old_one(store: Store, tmp_path: Path) -> None:
    """As ESCO 1.2 does: 3213.2 was the pharmacy technician and is the clinical trial assistant."""
    imported(store, esco(tmp_path / "v1.1.0"))
    header, baker, pastry = ESCO_TABLES["occupations_en.csv"]
    new = [uri("occupation", "3"), "7512", "miller", *baker[3:8], "7512.1"]
    moved = [*baker[:8], "7512.9"]
    needs = [*ESCO_TABLES["occupationSkillRelations.csv"], [uri("occupation", "3"), "optional", uri("skill", "a")]]
    later = esco(tmp_path / "later/v1.2.0", occupations_en=[header, moved, pastry, new], occupationSkillRelations=needs)
    found, read = imported(store, later)
    assert {role.slug: role.name for role in found.roles.values()} == {
        "esco/baker": "baker",
        "esco/pastry-baker": "pastry baker",
        "esco/miller": "miller",
    }
    assert read.marked == {}


def test_an_import_is_looked_at_first(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/esco.db"
    folder = esco(tmp_path / "v1.1.0")

    def run(*arguments: str | Path) -> tuple[int, str]:
        done = rolegraph(*arguments, DATABASE_URL=address)
        return done.returncode, done.stdout

    assert run("migrate")[0] == 0
    code, output = run("import", "esco", folder, "--dry-run")
    assert code == 1
    assert "created role esco/baker: baker\n" in output
    assert run("revisions")[1] == "Nothing was ever loaded.\n"
    code, output = run("import", "esco", folder, "--format", "json")
    assert (code, orjson.loads(output)["revision"]["number"]) == (0, 1)
    assert run("import", "esco", folder, "--dry-run")[0] == 0
    header, first, *others = ESCO_TABLES["occupationSkillRelations.csv"]
    other = "essential" if first[1] == "optional" else "optional"
    later = esco(tmp_path / "later/v1.1.1", occupationSkillRelations=[header, [first[0], other, *first[2:]], *others])
    code, output = run("import", "esco", later, "--dry-run", "--prune")
    assert code == 1
    assert '  version: "1.1.0" → "1.1.1"\n' in output
    assert "changed role esco/baker: baker\n  skills: knead dough: essential → optional\n" in output
    assert run("import", "esco", later, "--version", "1.1.1b", "--format", "json")[0] == 0
