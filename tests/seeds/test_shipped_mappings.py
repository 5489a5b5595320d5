"""The mappings that are shipped read what they are for: Tabiya's CSV format, and tables of skills such as SFIA's."""

from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # its stubs are another package
import pytest

from db.snapshots import newest_snapshot
from db.store import Store
from seeds.importing.imported import Imported
from seeds.importing.tables import read_mapping, read_tables
from seeds.importing.tables.mapping import SHIPPED
from seeds.loading import load_seeds

TIMES = "CREATEDAT,UPDATEDAT"
TABIYA = {
    "model_info.csv": "UUIDHISTORY,NAME,LOCALE,DESCRIPTION,VERSION\nm-1,A model,ZA,,1.0\n",
    "skill_groups.csv": (
        f"ORIGINURI,ID,UUIDHISTORY,CODE,PREFERREDLABEL,ALTLABELS,DESCRIPTION,SCOPENOTE,{TIMES}\n"
        ",g1,og-1,S1.2,making bread,,,,2024-01-01T00:00:00Z,\n"
    ),
    "skills.csv": (
        "ORIGINURI,ID,UUIDHISTORY,SKILLTYPE,REUSELEVEL,PREFERREDLABEL,ALTLABELS,DESCRIPTION,DEFINITION,SCOPENOTE,"
        f"ISLOCALIZED,{TIMES}\n"
        'http://data.europa.eu/esco/skill/1,s1,"new-1\nold-1",skill/competence,cross-sector,knead dough,'
        '"work dough\nfold dough",To work it.,D,N,false,,\n'
        ",s2,old-2,,,bake,,,,,true,,\n"
    ),
    "occupation_groups.csv": (
        f"ORIGINURI,ID,UUIDHISTORY,CODE,GROUPTYPE,PREFERREDLABEL,ALTLABELS,DESCRIPTION,{TIMES}\n"
        ",i1,oi-1,75,iscogroup,Craft workers,,,,\n,i2,oi-2,75A,localgroup,Bakers here,,,,\n"
    ),
    "occupations.csv": (
        "ORIGINURI,ID,UUIDHISTORY,OCCUPATIONGROUPCODE,CODE,PREFERREDLABEL,ALTLABELS,DESCRIPTION,DEFINITION,SCOPENOTE,"
        f"REGULATEDPROFESSIONNOTE,OCCUPATIONTYPE,ISLOCALIZED,{TIMES}\n"
        ",o1,oo-1,75,75.1,baker,bread maker,,,,http://data.europa.eu/esco/regulated-professions/unregulated,"
        "escooccupation,false,,\n"
        ",o2,oo-2,75A,75A_1,injera baker,,,,,,localoccupation,false,,\n"
    ),
    "skill_hierarchy.csv": (
        f"PARENTOBJECTTYPE,PARENTID,CHILDID,CHILDOBJECTTYPE,{TIMES}\nskillgroup,g1,s1,skill,,\nskill,s1,s2,skill,,\n"
    ),
    "skill_to_skill_relations.csv": f"REQUIRINGID,RELATIONTYPE,REQUIREDID,{TIMES}\ns1,optional,s2,,\n",
    "occupation_hierarchy.csv": (
        f"PARENTOBJECTTYPE,PARENTID,CHILDID,CHILDOBJECTTYPE,{TIMES}\n"
        "occupationgroup,i1,i2,occupationgroup,,\noccupationgroup,i1,o1,escooccupation,,\n"
        "occupationgroup,i2,o2,localoccupation,,\nescooccupation,o1,o2,localoccupation,,\n"
    ),
    "occupation_to_skill_relations.csv": (
        f"OCCUPATIONTYPE,OCCUPATIONID,RELATIONTYPE,SIGNALLINGVALUELABEL,SIGNALLINGVALUE,SKILLID,{TIMES}\n"
        "escooccupation,o1,essential,,,s1,,\nescooccupation,o1,optional,,,s2,,\n"
        "localoccupation,o2,,high,0.75,s1,,\nlocaloccupation,o2,,low,0.1,s2,,\n"
    ),
}


def tabiya(folder: Path, **changed: str) -> Imported:
    folder.mkdir(exist_ok=True)
    for name, content in TABIYA.items():
        (folder / name).write_text(changed.get(name.removesuffix(".csv"), content))
    return read_tables(folder, read_mapping(Path("tabiya")), {})


def test_all_of_a_tabiya_export_is_read(store: Store, tmp_path: Path) -> None:
    found = tabiya(tmp_path / "export")
    assert (list(found.doubts), found.notes) == ([], {"table isco_groups.csv that is not there": 1})
    load_seeds(store, found.seeds, "export", "anna")
    snapshot = newest_snapshot(store)
    baker, injera = snapshot.roles["tabiya/baker"], snapshot.roles["tabiya/injera-baker"]
    dough, bake = snapshot.skills["tabiya/knead-dough"], snapshot.skills["tabiya/bake"]
    assert [(link.skill.slug, link.importance) for link in baker.skills] == [
        ("tabiya/knead-dough", "ESSENTIAL"),
        ("tabiya/bake", "OPTIONAL"),
    ]
    assert [(link.importance, link.importance_rating) for link in injera.skills] == [
        ("ESSENTIAL", 0.75),
        ("OPTIONAL", 0.1),
    ]
    assert (baker.aliases, baker.regulated, injera.regulated) == (("bread maker",), False, None)
    assert [link.broader.slug for link in injera.broader] == ["tabiya/baker"]
    assert [(group.code, group.broader.code if group.broader else None) for group in injera.groups] == [("75a", "75")]
    assert dough.aliases == ("work dough", "fold dough")
    assert (dough.description, dough.definition, dough.scope_note) == ("To work it.", "D", "N")
    assert (dough.skill_kind, dough.reuse_level, bake.skill_kind) == ("SKILL", "CROSS_SECTOR", "SKILL")
    assert [link.broader.slug for link in dough.broader] == ["tabiya/making-bread"]
    assert [link.broader.slug for link in bake.broader] == ["tabiya/knead-dough"]
    assert [(link.related.slug, link.importance) for link in dough.related] == [("tabiya/bake", "OPTIONAL")]
    assert snapshot.skills["tabiya/making-bread"].skill_kind == "GROUP"
    assert [(each.scheme, each.identifier) for each in dough.external_ids] == [
        ("tabiya", "old-1"),
        ("tabiya-origin", "http://data.europa.eu/esco/skill/1"),
    ]


def test_an_older_export_calls_groups_those_of_isco(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    tabiya(folder)
    (folder / "occupation_groups.csv").unlink()
    (folder / "isco_groups.csv").write_text(
        TABIYA["occupation_groups.csv"].replace(",GROUPTYPE", "").replace(",iscogroup", "").replace(",localgroup", "")
    )
    hierarchy = folder / "occupation_hierarchy.csv"
    hierarchy.write_text(hierarchy.read_text().replace("occupationgroup", "iscogroup"))
    found = read_tables(folder, read_mapping(Path("tabiya")), {})
    groups = {str(seed.key): seed.record.get("broader") for seed in found.seeds if "scheme" in seed.record}
    assert groups == {"role group tabiya/craft-workers": None, "role group tabiya/bakers-here": "tabiya/craft-workers"}
    assert list(found.doubts) == []


@pytest.mark.parametrize("heads", [("Code", "Skill", "Category", "Levels"), ("code", "name", "category", "levels")])
def test_a_table_of_skills_with_levels_is_read(tmp_path: Path, heads: tuple[str, ...]) -> None:
    book = openpyxl.Workbook()
    rows: list[tuple[Any, ...]] = [
        heads,
        ("PROG", "Programming", "Development", "2-4, 6"),
        ("TEST", "Testing", None, 3),
    ]
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "skills.xlsx")
    found = read_tables(tmp_path / "skills.xlsx", read_mapping(Path("sfia")), {})
    programming, testing = (seed.record for seed in found.seeds if "skill_kind" in seed.record)
    assert (programming["slug"], programming["name"], programming["category"]) == (
        "skills-framework/programming",
        "Programming",
        "Development",
    )
    assert programming["collections"] == ["Level 2", "Level 3", "Level 4", "Level 6"]
    assert programming["external_ids"] == [{"scheme": "skills-framework-code", "identifier": "PROG"}]
    assert (testing["collections"], "category" in testing) == (["Level 3"], False)
    assert list(found.doubts) == []


def test_what_a_table_of_skills_does_not_have_is_left_open_and_what_it_has_beyond_is_told(tmp_path: Path) -> None:
    (tmp_path / "skills.csv").write_text("Code;Skill;Overall description;URL\nPROG;Programming;To write it.;x\n")
    found = read_tables(tmp_path / "skills.csv", read_mapping(Path("sfia")), {})
    (programming,) = (seed.record for seed in found.seeds if "skill_kind" in seed.record)
    assert programming["description"] == "To write it."
    assert programming.keys().isdisjoint({"category", "collections", "scope_note"})
    assert [each.message for each in found.doubts] == [
        "the column 'URL' is not read: map it, or name it under `ignore`"
    ]


def test_every_shipped_mapping_can_be_read() -> None:
    names = sorted(file.stem for file in SHIPPED.iterdir())
    assert names == ["sfia", "tabiya"]
    assert [read_mapping(Path(name)).dataset for name in names] == ["skills-framework", "tabiya"]
