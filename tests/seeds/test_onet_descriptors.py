"""What O*NET rates occupations on beside skills becomes descriptors, with every figure on its own scale."""

from pathlib import Path
from shutil import copy

import pytest

from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.model.links import RoleDescriptor
from knowledge.model.record import Key
from knowledge.model.vocabulary import DescriptorDomain, Kind
from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot
from seeds.importing.imported import Imported
from seeds.importing.onet import read_onet
from seeds.loading import load_seeds
from seeds.problems import Refused
from tests.conftest import SHARED, real
from tests.seeds.onet_editions import BAKER, DATED, RATING, RELEASE_31, SURVEY, Tables, comma_separated, rated

CONTEXT = [*RATING[:6], "Category", *RATING[6:]]
MADE: Tables = {
    **RELEASE_31,
    "Content Model Reference": [
        *RELEASE_31["Content Model Reference"],
        ["1.A", "Abilities", "What lasts."],
        ["1.A.1.a.1", "Oral Comprehension", "Understanding what is said."],
        ["1.B.1.a", "Realistic", ""],
        ["1.B.3.x", "Culinary Art", ""],
        ["4.C.2.b.1.b", "Exposed to Heat", ""],
    ],
    "Scales Reference": [*RELEASE_31["Scales Reference"], ["DS", "Distinctiveness", "-5", "5"]],
    "Abilities": [
        RATING,
        rated("1.A.1.a.1", "Oral Comprehension", "IM", "3.5"),
        rated("1.A.1.a.1", "Oral Comprehension", "LV", "1.25", suppress="Y", relevant="Y"),
    ],
    "Work Context Categories": [
        ["Element ID", "Element Name", "Scale ID", "Scale Name", "Category", "Category Description"],
        *(
            ["4.C.2.b.1.b", "Exposed to Heat", "CXP", "Context (Categories 1-5)", str(number), answer]
            for number, answer in ((2, "Sometimes"), (1, "Never"), (3, "Every day"))
        ),
    ],
    "Work Context": [
        CONTEXT,
        [*BAKER, "4.C.2.b.1.b", "Exposed to Heat", "CX", "Context", "n/a", "2.5", *SURVEY, "Y", "N", *DATED],
        *(
            [*BAKER, "4.C.2.b.1.b", "", "CXP", "", number, value, *SURVEY, suppress, "N", *DATED]
            for number, value, suppress in (("3", "60", "N"), ("1", "20", "Y"), ("2", "20", "N"))
        ),
    ],
    "Career Interest Types": [
        [*RATING[:7], "Date", "Domain Source"],
        [*BAKER, "1.B.1.a", "Realistic", "OI", "Occupational Interests", "6.2", *DATED],
    ],
    "Specific Interest Areas": [
        [*RATING[:7], "Date", "Domain Source"],
        [*BAKER, "1.B.3.x", "Culinary Art", "OI", "Occupational Interests", "5.75", *DATED],
        [*BAKER, "1.B.3.x", "Culinary Art", "DS", "Distinctiveness", "2.5", *DATED],
    ],
    "Specific Interest Areas to Career Interest Types": [
        ["Specific Interest Areas Element ID", "", "Career Interest Types Element ID", ""],
        ["1.B.3.x", "Culinary Art", "1.B.1.a", "Realistic"],
    ],
    "Level Scale Anchors": [
        ["Element ID", "Element Name", "Scale ID", "Scale Name", "Anchor Value", "Anchor Description"],
        ["1.A.1.a.1", "Oral Comprehension", "LV", "Level", "4", "Understand a coach."],
        ["1.A.1.a.1", "Oral Comprehension", "LV", "Level", "2", "Understand a commercial."],
        ["2.A.1.e", "Mathematics", "LV", "Level", "2", "Count change."],
    ],
}


def found(tmp_path: Path, **changed: object) -> Snapshot:
    return build({seed.key: seed.record for seed in imported(tmp_path, **changed).seeds}, [])


def imported(tmp_path: Path, **changed: object) -> Imported:
    named = {name.replace("_", " "): rows for name, rows in changed.items()}
    return read_onet(comma_separated(tmp_path / "db_31_0_csv", {**MADE, **named}), {})  # type: ignore[dict-item]


def of(snapshot: Snapshot, slug: str) -> RoleDescriptor:
    (link,) = (each for each in snapshot.roles["onet/bakers"].descriptors if each.descriptor.slug == slug)
    return link


def test_an_ability_has_importance_level_and_what_levels_mean(tmp_path: Path) -> None:
    snapshot = found(tmp_path)
    link = of(snapshot, "onet/oral-comprehension")
    assert (link.importance_rating, link.level_rating, link.value) == (3.5, 1.25, None)
    assert (link.suppressed, link.level_suppressed, link.not_relevant) == (False, True, True)
    ability = link.descriptor
    assert (ability.domain, ability.scale) == (DescriptorDomain.ABILITY, None)
    assert [(each.value, each.statement) for each in ability.anchors] == [
        (2.0, "Understand a commercial."),
        (4.0, "Understand a coach."),
    ]
    assert [(each.broader.name, each.broader.domain) for each in ability.broader] == [
        ("Abilities", DescriptorDomain.ABILITY)
    ]
    assert ability.external_ids[0].identifier == "1.A.1.a.1"
    mathematics = next(each for each in snapshot.skills.values() if each.external_ids[0].identifier == "2.A.1.e")
    assert [each.statement for each in mathematics.anchors] == ["Count change."]


def test_a_circumstance_has_a_value_and_shares_of_answers(tmp_path: Path) -> None:
    link = of(found(tmp_path), "onet/exposed-to-heat")
    heat = link.descriptor
    assert (heat.domain, heat.scale, heat.minimum, heat.maximum) == (DescriptorDomain.WORK_CONTEXT, "Context", 1, 5)
    assert heat.categories == ("Never", "Sometimes", "Every day")
    assert (link.value, link.suppressed) == (2.5, True)
    assert (link.shares, link.suppressed_shares) == ((0.2, 0.2, 0.6), (1,))


def test_shares_of_which_one_is_missing_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = [row for row in MADE["Work Context"] if row[6] != "2"]
    done = imported(tmp_path, Work_Context=rows)
    assert done.notes["shares of answers of which some are missing"] == 2
    link = of(found(tmp_path, Work_Context=rows), "onet/exposed-to-heat")
    assert (link.value, link.shares, link.suppressed_shares) == (2.5, (), ())


def test_new_work_styles_are_descriptors_and_no_skills(tmp_path: Path) -> None:
    snapshot = found(tmp_path)
    link = of(snapshot, "onet/perseverance")
    assert (link.value, link.rank) == (-0.41, None)
    assert (link.descriptor.minimum, link.descriptor.maximum) == (-3, 3)
    assert "onet/perseverance" not in snapshot.skills
    ranked = [*MADE["Work Styles"][:2], [*MADE["Work Styles"][2][:6], "7", *DATED]]
    assert of(found(tmp_path, Work_Styles=ranked), "onet/perseverance").rank == 7


def test_areas_of_interest_belong_to_types_of_interest(tmp_path: Path) -> None:
    link = of(found(tmp_path), "onet/culinary-art")
    assert (link.descriptor.domain, link.value, link.distinctiveness) == (DescriptorDomain.INTEREST_AREA, 5.75, 2.5)
    (above,) = (each.broader for each in link.descriptor.broader)
    assert (above.name, above.domain) == ("Realistic", DescriptorDomain.INTEREST)


def test_high_points_are_places_among_the_types(tmp_path: Path) -> None:
    interests = [
        [*RATING[:7], "Date", "Domain Source"],
        [*BAKER, "1.B.1.a", "Realistic", "OI", "", "6.2", *DATED],
        [*BAKER, "1.B.1.f", "Conventional", "OI", "", "4", *DATED],
        [*BAKER, "1.B.1.g", "First Interest High-Point", "IH", "", "6", *DATED],
        [*BAKER, "1.B.1.h", "Second Interest High-Point", "IH", "", "1", *DATED],
        [*BAKER, "1.B.1.i", "Third Interest High-Point", "IH", "", "0", *DATED],
    ]
    older = {name: rows for name, rows in MADE.items() if not name.startswith(("Career I", "Specific I"))}
    folder = comma_separated(tmp_path / "db_29_3_csv", {**older, "Interests": interests})
    snapshot = build({seed.key: seed.record for seed in read_onet(folder, {}).seeds}, [])
    assert of(snapshot, "onet/realistic").rank == 2
    assert of(snapshot, "onet/conventional").rank == 1
    assert "onet/first-interest-high-point" not in snapshot.descriptors


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("Abilities", rated("1.A.1.a.1", "", "LV", "7.5"), "scale LV is 0 to 7, found '7.5'"),
        ("Work_Styles", [*BAKER, "1.D.1.a", "", "WI", "", "-3.5", *DATED], "scale WI is -3 to 3, found '-3.5'"),
        ("Specific_Interest_Areas", [*BAKER, "1.B.3.x", "", "OI", "", "0", *DATED], "scale OI is 1 to 7, found '0'"),
    ],
)
def test_figures_outside_their_scale_are_refused(tmp_path: Path, table: str, row: list[str], message: str) -> None:
    rows = [MADE[table.replace("_", " ")][0], row]
    with pytest.raises(Refused, match=rf"{table.lower()}\.csv:2: a figure on the {message}"):
        imported(tmp_path, **{table: rows})


def test_a_scale_that_nothing_explains_is_named(tmp_path: Path) -> None:
    notes = imported(tmp_path, Scales_Reference=RELEASE_31["Scales Reference"]).notes
    assert notes["ratings of the domain interest area on the scale 'DS', which the release does not explain"] == 1


TASKS: Tables = {
    "Task Ratings": [
        [SOC := MADE["Task Statements"][0][0], "Title", "Task ID", "Task", *RATING[4:6], "Category", *RATING[6:12]],
        [*BAKER, "101", "", "IM", "", "n/a", "4.5", *SURVEY, "N"],
        [*BAKER, "101", "", "RT", "", "n/a", "87.5", *SURVEY, "N"],
        *(
            [*BAKER, "101", "", "FT", "", str(each), "50" if each in (5, 7) else "0", *SURVEY, "N"]
            for each in range(1, 8)
        ),
        [*BAKER, "102", "", "IM", "", "n/a", "2", *SURVEY, "Y"],
        *([*BAKER, "102", "", "FT", "", str(each), "0", *SURVEY, "N"] for each in range(1, 8)),
    ],
    "Emerging Tasks": [
        [SOC, "Title", "Task", "Category", "Original Task ID", "Original Task", "Date", "Domain Source"],
        [*BAKER, "Set oven temperatures from afar.", "Revision", "101", "Set oven temperatures.", *DATED],
        [*BAKER, "Answer reviews on the web.", "New", "", "", *DATED],
    ],
}


def test_tasks_have_what_is_found_of_them(tmp_path: Path) -> None:
    snapshot = found(tmp_path, **{name.replace(" ", "_"): rows for name, rows in TASKS.items()})
    links = {each.responsibility.slug: each for each in snapshot.roles["onet/bakers"].responsibilities}
    core = links["onet/task-101"]
    assert (core.importance_rating, core.relevance, core.suppressed) == (4.5, 0.875, False)
    assert core.frequencies == (0, 0, 0, 0, 0.5, 0, 0.5)
    other = links["onet/task-102"]
    assert (other.importance_rating, other.relevance, other.frequencies, other.suppressed) == (2.0, None, (), True)


def test_emerging_tasks_are_marked_and_compare_nothing(tmp_path: Path) -> None:
    snapshot = found(tmp_path, **{name.replace(" ", "_"): rows for name, rows in TASKS.items()})
    baker = snapshot.roles["onet/bakers"]
    emerging = [each.responsibility for each in baker.responsibilities if each.emerging]
    assert [(each.name, each.revises and each.revises.slug) for each in emerging] == [
        ("Set oven temperatures from afar.", "onet/task-101"),
        ("Answer reviews on the web.", None),
    ]
    assert [each.responsibility.slug for each in baker.established] == ["onet/task-101", "onet/task-102"]
    assert not set(emerging) & set(snapshot.profiles[baker].features[Kind.RESPONSIBILITY])


def test_all_of_it_comes_through_the_database(store: Store, tmp_path: Path) -> None:
    done = imported(tmp_path, **{name.replace(" ", "_"): rows for name, rows in TASKS.items()})
    load_seeds(store, done.seeds, "onet", "tester")
    with store.reading() as reader:
        assert reader.current_records() == {seed.key: seed.record for seed in done.seeds}
    assert of(newest_snapshot(store), "onet/exposed-to-heat").shares == (0.2, 0.2, 0.6)


def test_real_interests_values_and_anchors(tmp_path: Path) -> None:
    names = ("Interests", "Work Values", "Level Scale Anchors", "Basic Interests to RIASEC", "Emerging Tasks")
    folder = tmp_path / "db_29_2_excel"
    folder.mkdir()
    for name in names:
        copy(real(SHARED / "data/onet-29.2-more") / f"{name}.xlsx", folder)
    for name in ("Occupation Data", "Content Model Reference", "Scales Reference", "Task Statements"):
        copy(real(SHARED / "data/onet-29.3") / f"{name}.xlsx", folder)
    records = {seed.key: seed.record for seed in read_onet(folder, {}).seeds}
    chief = records[Key(Kind.ROLE, "onet/chief-executives")]
    told = {each["descriptor"]: each for each in chief["descriptors"]}
    assert told["onet/enterprising"] == {"descriptor": "onet/enterprising", "value": 6.88, "rank": 1}
    assert told["onet/conventional"] == {"descriptor": "onet/conventional", "value": 5.0, "rank": 2}
    assert told["onet/realistic"] == {"descriptor": "onet/realistic", "value": 1.3}
    assert told["onet/recognition"] == {"descriptor": "onet/recognition", "value": 7.0, "rank": 1}
    domains = [record["domain"] for key, record in records.items() if key.kind is Kind.DESCRIPTOR and "scale" in record]
    assert (domains.count("INTEREST"), domains.count("WORK_VALUE")) == (6, 6)
    assert (
        sum("emerging" in each for key, record in records.items() for each in record.get("responsibilities", ())) == 240
    )
