"""O*NET's release is read as it is shipped, Excel or text, and becomes ordinary records."""

from pathlib import Path

import pytest

from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import DegreeLevel, Importance, Kind, MoveKind, Requirement, SkillKind
from knowledge.snapshot.snapshot import Snapshot
from seeds.format import RECORDS
from seeds.importing.imported import Imported
from seeds.importing.onet import DATASET, read_onet
from seeds.loading import load_seeds, parse
from seeds.problems import Refused
from seeds.seed import canonical
from tests.conftest import DATASET as SHIPPED_DATASET
from tests.seeds.releases import ONET_TABLES, SOC, onet


@pytest.fixture
def found(store: Store, tmp_path: Path) -> Snapshot:
    load_seeds(store, read_onet(onet(tmp_path / "db_29_3_text"), {}).seeds, "onet", "tester")
    return newest_snapshot(store)


def test_occupations_with_their_titles_and_groups(found: Snapshot) -> None:
    baker = found.roles["onet/bakers"]
    assert baker.aliases == ("Bread Baker", "Cake Baker")
    assert baker.reported_titles == ("Cake Baker",)
    assert baker.external_ids[0].identifier == "51-3011.00"
    (group,) = baker.groups
    assert (group.code, group.broader and group.broader.name) == ("51-3011", "Production Occupations")
    assert found.datasets["onet"].version == "29.3"


def test_skills_with_ratings_on_their_scales(found: Snapshot) -> None:
    baker = found.roles["onet/bakers"]
    held = {link.skill.name + f" {link.skill.skill_kind}": link for link in baker.skills}
    skill, knowledge, style = held["Mathematics SKILL"], held["Mathematics KNOWLEDGE"], held["Persistence TRANSVERSAL"]
    assert (skill.importance, skill.importance_rating, skill.level, skill.level_rating) == (
        Importance.ESSENTIAL,
        3.25,
        0.5,
        3.5,
    )
    assert (knowledge.importance, knowledge.level) == (Importance.OPTIONAL, 0.3)
    assert (style.level, style.importance_rating) == (None, 4.1)
    assert skill.skill.slug != knowledge.skill.slug
    assert [link.broader.name for link in skill.skill.broader] == ["Content"]
    assert skill.skill.broader[0].broader.skill_kind is SkillKind.GROUP
    (cook,) = found.roles["onet/cooks-institution-and-cafeteria"].skills
    assert (cook.importance_rating, cook.level_rating) == (2.0, None)


def test_tools_with_their_category_and_marks(found: Snapshot) -> None:
    links = {link.tool.slug: link for link in found.roles["onet/bakers"].tools}
    excel = links["onet/microsoft-excel"]
    assert (excel.tool.category, excel.tool.hot, excel.in_demand) == ("Spreadsheet software", True, True)
    assert {each.scheme for each in excel.tool.external_ids} == {"onet-example", "unspsc"}
    assert len(excel.tool.roles) == 2
    assert not links["onet/dough-mixers"].tool.hot


def test_tasks_with_their_activities(found: Snapshot) -> None:
    links = {link.responsibility.slug: link for link in found.roles["onet/bakers"].responsibilities}
    core = links["onet/task-101"]
    assert core.importance is Importance.ESSENTIAL
    assert links["onet/task-102"].importance is Importance.OPTIONAL
    (detailed,) = (link.broader for link in core.responsibility.broader)
    assert detailed.name == "Operate baking ovens."
    assert detailed.broader[0].broader.broader[0].broader.name == "Controlling Machines"


def test_preparation(found: Snapshot) -> None:
    links = {link.qualification.name: link for link in found.roles["onet/bakers"].qualifications}
    assert links["Job Zone Two: Some Preparation Needed"].requirement is Requirement.TYPICAL
    diploma, degree = links["Less than a High School Diploma"], links["Bachelor's Degree"]
    assert (diploma.requirement, diploma.share) == (Requirement.TYPICAL, 0.605)
    assert (degree.requirement, degree.qualification.degree_level) == (Requirement.ADVANCED, DegreeLevel.BACHELOR)


def test_related_occupations_are_documented_moves(found: Snapshot) -> None:
    (move,) = found.roles["onet/bakers"].moves_out
    assert (move.move_kind, move.rank, move.to_role.slug) == (
        MoveKind.RELATED,
        1,
        "onet/cooks-institution-and-cafeteria",
    )


def test_an_old_release_with_career_changers_and_without_other_tables(tmp_path: Path) -> None:
    changers = [[SOC, "Related O*NET-SOC Code", "Index"], ["51-3011.00", "35-2012.00", "1"]]
    folder = onet(tmp_path, **{"Related Occupations": None, "Tools Used": None, "Content Model Reference": None})
    (folder / "Career Changers Matrix.txt").write_text("\n".join("\t".join(row) for row in changers))
    done = read_onet(folder, {}, version="24.1")
    assert done.notes["table 'Tools Used', which the release does not have"] == 1
    baker = next(seed.record for seed in done.seeds if seed.key.slug == "onet/bakers")
    assert baker["moves"] == [{"to": "onet/cooks-institution-and-cafeteria", "move_kind": "RELATED", "rank": 1}]


def test_what_can_be_left_out_is_left_out_and_counted(tmp_path: Path) -> None:
    skills = [*ONET_TABLES["Skills"], ["99-9999.00", "2.A.1.e", "Mathematics", "IM", "3", "N"]]
    notes = read_onet(onet(tmp_path, Skills=skills), {}).notes
    assert notes["ratings that O*NET recommends to suppress"] == 1
    assert notes["rows about occupations that the release does not have"] == 1


def test_its_records_are_canonical(tmp_path: Path) -> None:
    _all_canonical(read_onet(onet(tmp_path), {}))


def test_a_folder_without_occupations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="there is no table 'Occupation Data'"):
        read_onet(onet(tmp_path, **{"Occupation Data": None}), {})


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    rows = [["O*NET-SOC Code", "Titel", "Description"], ["51-3011.00", "Bakers", "x"]]
    with pytest.raises(Refused, match=r"Occupation Data\.txt:1: there is no column 'Title'; is it 'Titel' now\?"):
        read_onet(onet(tmp_path, **{"Occupation Data": rows}), {})


@pytest.mark.parametrize("content", [b"PK\x03\x04nonsense", b"", b"hello"])
def test_an_excel_file_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    folder = onet(tmp_path, **{"Occupation Data": None})
    (folder / "Occupation Data.xlsx").write_bytes(content)
    with pytest.raises(Refused, match=r"Occupation Data\.xlsx: is not a whole Excel workbook"):
        read_onet(folder, {})


@pytest.mark.xdist_group("releases")
def test_all_of_onet_is_read(onet_release: Imported) -> None:
    records = {kind: [seed.record for seed in onet_release.seeds if seed.key.kind is kind] for kind in Kind}
    roles = records[Kind.ROLE]
    assert len(roles) == 1016
    assert sum(len(role.get("moves", ())) for role in roles) == 18460
    assert sum(len(role.get("responsibilities", ())) for role in roles) == 18796
    assert len(records[Kind.RESPONSIBILITY]) > 18796 + 2000
    assert sum(1 for tool in records[Kind.TOOL] if tool.get("hot")) > 100
    assert sum(bool(role.get("qualifications")) for role in roles) > 900
    _all_canonical(onet_release)


@pytest.mark.xdist_group("releases")
def test_every_mapping_of_the_shipped_dataset_leads_to_a_concept_of_the_release(onet_release: Imported) -> None:
    there = {seed.key for seed in onet_release.seeds}
    mappings = [seed.record for seed in parse([SHIPPED_DATASET]) if seed.key.kind is Kind.CONCEPT_MAPPING]
    targets = {Key(Kind[each["subject_kind"]], each["object_slug"]) for each in mappings}
    onet_targets = {key for key in targets if key.slug.startswith("onet/")}
    assert len(onet_targets) > 15
    assert onet_targets <= there


def _all_canonical(imported: Imported) -> None:
    for seed in imported.seeds:
        content = {name: value for name, value in seed.record.items() if name != "dataset"}
        dataset = None if seed.key.kind is Kind.DATASET else DATASET
        assert canonical(RECORDS[seed.key.kind].model_validate(content), dataset, {}) == seed.record
