"""What it takes to enter an occupation is told as O*NET's tables have it: every figure, and none that is not to be
relied on as the typical one."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from db.progress import SILENT
from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.likeness.preparation import job_zone
from knowledge.likeness.scales import Scale, entry, place
from knowledge.model.entities import Role
from knowledge.model.vocabulary import DegreeLevel, QualificationKind, Requirement
from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot
from seeds.importing.imported import Imported
from seeds.importing.onet import read_onet
from seeds.importing.onet.editions import open_onet
from seeds.importing.onet.occupations import add_dataset, add_occupations
from seeds.importing.onet.preparation import add_education, add_job_zones
from seeds.importing.onet.reader import OnetReader
from seeds.loading import load_seeds
from seeds.problems import Refused
from tests.conftest import IN_CI, SHARED
from tests.seeds.releases import ONET_TABLES, SOC, Rows, onet

TABLE = "Education, Training, and Experience"
CATEGORIES = f"{TABLE} Categories"
HEAD = [SOC, "Element ID", "Scale ID", "Category", "Data Value", "Recommend Suppress"]
SCALES = {
    "RL": Scale.EDUCATION,
    "RW": Scale.EXPERIENCE,
    "PT": Scale.ON_SITE_TRAINING,
    "OJ": Scale.ON_THE_JOB_TRAINING,
}
KEPT = "shares of education, experience or training that O*NET recommends not to rely on"
EXPLAINED: Rows = [
    *ONET_TABLES[CATEGORIES],
    ["2.D.1", "RL", "2", "High School Diploma - or the equivalent (for example, GED)"],
    ["3.A.1", "RW", "1", "None"],
    ["3.A.1", "RW", "2", "Up to and including 1 month"],
]


def told(folder: Path, *rows: tuple[str, str, str, str]) -> Imported:
    """An import in which bakers have these figures: scale, category, per cent, whether to suppress it."""
    table = [HEAD, *(["51-3011.00", "2.D.1", *row] for row in rows)]
    return read_onet(onet(folder, **{TABLE: table, CATEGORIES: EXPLAINED}), {})


def links(found: Imported) -> list[tuple[str, str, float, bool]]:
    """The figures of bakers: slug, requirement, share, whether suppressed."""
    (record,) = (seed.record for seed in found.seeds if seed.key.slug == "onet/bakers")
    return [
        (each["qualification"].removeprefix("onet/"), each["requirement"], each["share"], each.get("suppressed", False))
        for each in record["qualifications"]
        if "share" in each
    ]


LOW, MIDDLE, HIGH = (
    "rl-1-less-than-a-high-school-diploma",
    "rl-2-high-school-diploma",
    "rl-6-bachelors-degree",
)


def test_a_suppressed_largest_figure_is_kept_and_makes_nothing_typical(tmp_path: Path) -> None:
    found = told(tmp_path, ("RL", "1", "30", "N"), ("RL", "2", "45", "Y"), ("RL", "6", "25", "N"))
    assert links(found) == [
        (LOW, "HELPFUL", 0.3, False),
        (MIDDLE, "HELPFUL", 0.45, True),
        (HIGH, "ADVANCED", 0.25, False),
    ]
    assert found.marked == {KEPT: 1}
    assert found.notes["ratings that O*NET recommends to suppress"] == 1, "a skill's, in the small release"


def test_a_suppressed_smaller_figure_is_kept_and_leaves_the_largest_typical(tmp_path: Path) -> None:
    found = told(tmp_path, ("RL", "1", "25", "Y"), ("RL", "2", "45", "N"), ("RL", "6", "30", "Y"))
    assert links(found) == [
        (LOW, "HELPFUL", 0.25, True),
        (MIDDLE, "TYPICAL", 0.45, False),
        (HIGH, "ADVANCED", 0.3, True),
    ]
    assert found.marked == {KEPT: 2}


@pytest.mark.parametrize("order", [("1", "6"), ("6", "1")])
def test_of_equal_figures_the_lower_category_is_typical_in_whatever_order_they_come(
    tmp_path: Path, order: tuple[str, str]
) -> None:
    found = told(tmp_path, *(("RL", category, "50", "N") for category in order))
    assert links(found) == [(LOW, "TYPICAL", 0.5, False), (HIGH, "ADVANCED", 0.5, False)]


def test_a_tie_whose_lower_category_is_suppressed_has_nothing_typical(tmp_path: Path) -> None:
    found = told(tmp_path, ("RL", "1", "50", "Y"), ("RL", "6", "50", "N"))
    assert links(found) == [(LOW, "HELPFUL", 0.5, True), (HIGH, "ADVANCED", 0.5, False)]


def test_scales_do_not_decide_for_each_other(tmp_path: Path) -> None:
    found = told(
        tmp_path, ("RL", "2", "60", "Y"), ("RL", "6", "40", "N"), ("RW", "1", "51", "N"), ("RW", "2", "49", "Y")
    )
    assert [requirement for _, requirement, _, _ in links(found)] == ["HELPFUL", "ADVANCED", "TYPICAL", "ADVANCED"]


def test_a_release_without_the_mark_has_nothing_suppressed(tmp_path: Path) -> None:
    table = [[name for name in HEAD if name != "Recommend Suppress"], ["51-3011.00", "2.D.1", "RL", "6", "100"]]
    found = read_onet(onet(tmp_path, **{TABLE: table, CATEGORIES: EXPLAINED}), {})
    assert links(found) == [(HIGH, "TYPICAL", 1.0, False)]
    assert found.marked == {}


def test_what_makes_no_link_is_counted(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        ("RL", "1", "100", "N"),
        ("RL", "1", "90", "N"),
        ("RL", "6", "0", "Y"),
        ("RL", "12", "0", "N"),
        ("IM", "n/a", "3.7", "N"),
    )
    assert links(found) == [(LOW, "TYPICAL", 1.0, False)]
    assert found.marked == {}
    assert {what: found.notes[what] for what in found.notes if not what.startswith("table")} == {
        "categories that nobody in an occupation named": 1,
        "shares of categories that the release does not explain": 1,
        "shares that a table lists twice": 1,
        "ratings among the shares, of how important certificates and apprenticeships are": 1,
        "ratings that O*NET recommends to suppress": 1,  # a skill's
    }


def test_an_occupation_whose_figures_are_all_zero_gets_none(tmp_path: Path) -> None:
    found = told(tmp_path, ("RL", "1", "0", "N"), ("RL", "6", "0", "N"))
    assert links(found) == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("RL", "6", "most", "N"), r"txt:2: a share of people is 0 to 100 per cent, found 'most'"),
        (("RL", "6", "-1", "N"), r"txt:2: a share of people is 0 to 100 per cent, found '-1'"),
        (("RL", "6", "559.2", "N"), r"txt:2: a share of people is 0 to 100 per cent, found '559\.2'"),
        (("RL", "6", "nan", "N"), r"txt:2: a share of people is 0 to 100 per cent, found 'nan'"),
        (("RL", "n/a", "50", "N"), r"txt:2: a category is a whole number from 1 on, found 'n/a'"),
    ],
)
def test_a_figure_that_is_none_is_refused_with_its_place(
    tmp_path: Path, row: tuple[str, str, str, str], message: str
) -> None:
    with pytest.raises(Refused, match=message):
        told(tmp_path, row)


def test_a_mark_comes_through_the_database_and_categories_are_places(store: Store, tmp_path: Path) -> None:
    found = told(tmp_path, ("RL", "1", "30", "N"), ("RL", "2", "70", "Y"), ("RW", "2", "100", "N"))
    load_seeds(store, found.seeds, "onet", "tester")
    with store.reading() as reader:
        records = reader.current_records()
    assert records == {seed.key: seed.record for seed in found.seeds}
    baker = newest_snapshot(store).roles["onet/bakers"]
    assert [(link.share, link.suppressed) for link in baker.qualifications if link.share] == [
        (0.3, False),
        (0.7, True),
        (1.0, False),
    ]
    assert [(line.scale, line.typical and line.typical.slug) for line in entry(baker)] == [
        (Scale.EDUCATION, None),
        (Scale.EXPERIENCE, "onet/rw-2-related-work-experience-up-to-and-including-1-month"),
        (Scale.PREPARATION, "onet/job-zone-2"),
    ]


Raw = dict[tuple[str, str], dict[int, tuple[float, bool]]]


@pytest.fixture(scope="module")
def release() -> Path:
    folder = SHARED / "data/onet-29.3"
    if not folder.exists():
        assert not IN_CI, "CI has ../shared"
        pytest.skip("O*NET's own files are not beside this checkout")
    return folder


@pytest.fixture(scope="module")
def reader(release: Path) -> OnetReader:
    """All occupations of the real release, with what it says of preparation alone."""
    reader = OnetReader(open_onet(release), {}, SILENT)
    add_dataset(reader)
    add_occupations(reader)
    add_job_zones(reader)
    add_education(reader)
    return reader


@pytest.fixture(scope="module")
def found(reader: OnetReader) -> Snapshot:
    return build(reader.records, [])


@pytest.fixture(scope="module")
def raw(release: Path) -> Raw:
    """The table itself: per cent and mark by code, scale and category."""
    rows = CalamineWorkbook.from_path(release / f"{TABLE}.xlsx").get_sheet_by_index(0).to_python()
    places = [rows[0].index(name) for name in (SOC, "Scale ID", "Category", "Data Value", "Recommend Suppress")]
    figures: Raw = defaultdict(dict)
    for row in rows[1:]:
        code, scale, category, value, suppress = (row[place] for place in places)
        if scale in SCALES:
            figures[str(code), str(scale)][int(str(category).removesuffix(".0"))] = float(str(value)), suppress == "Y"
    return figures


def test_every_figure_of_the_table_is_there_with_its_mark(found: Snapshot, raw: Raw) -> None:
    by_code = _by_code(found)
    assert len({code for code, _ in raw}) == 858
    kept = 0
    for (code, scale), figures in raw.items():
        wanted = {category: (value, mark) for category, (value, mark) in figures.items() if value}
        assert _figures(by_code[code], SCALES[scale]) == {
            category: (round(value / 100, 4), mark) for category, (value, mark) in wanted.items()
        }, (code, scale)
        kept += sum(mark for _, mark in wanted.values())
    assert kept == 669
    assert sum(len(figures) for figures in raw.values()) == 858 * (12 + 11 + 9 + 9), "nothing but zeros is left out"


def test_typical_is_the_largest_figure_of_a_scale_and_only_if_it_is_not_suppressed(found: Snapshot, raw: Raw) -> None:
    by_code = _by_code(found)
    without: Counter[str] = Counter()
    for (code, scale), figures in raw.items():
        value, largest = min((-value, category) for category, (value, _) in figures.items())
        suppressed = figures[largest][1]
        without[scale] += suppressed
        requirements = _requirements(by_code[code], SCALES[scale])
        typical = [category for category, each in requirements.items() if each is Requirement.TYPICAL]
        assert typical == ([] if suppressed else [largest]), (code, scale)
        for category, each in requirements.items():
            if category != largest:
                assert each is (Requirement.ADVANCED if category > largest else Requirement.HELPFUL), (code, scale)
        assert requirements[largest] is (Requirement.HELPFUL if suppressed else Requirement.TYPICAL)
        (line,) = (line for line in entry(by_code[code]) if line.scale is SCALES[scale])
        assert line.most is not None
        assert place(line.most) == (SCALES[scale], largest)
        assert (line.share, line.suppressed) == (round(-value / 100, 4), suppressed)
        assert line.typical is (None if suppressed else line.most)
        assert line.mean == pytest.approx(
            sum(category * value for category, (value, _) in figures.items())
            / sum(value for value, _ in figures.values()),
            abs=1e-9,
        )
    assert without == {"RL": 65, "RW": 70, "PT": 92, "OJ": 92}


def test_registered_nurses_are_told_as_the_table_has_them(found: Snapshot) -> None:
    nurse = _by_code(found)["29-1141.00"]
    education, experience, *_, preparation = entry(nurse)
    assert education.most is not None
    assert (education.most.name, education.share, education.suppressed) == ("Bachelor's Degree", 0.5592, True)
    assert education.typical is None
    assert education.mean == pytest.approx(5.1293)
    assert experience.typical is not None
    assert experience.typical.name == "Related work experience: over 1 year, up to and including 2 years"
    assert preparation.typical is not None
    assert (preparation.typical.slug, job_zone(nurse)) == ("onet/job-zone-4", 4)
    (certificate,) = (link for link in nurse.qualifications if "certificate" in link.qualification.slug)
    assert (certificate.requirement, certificate.share) == (Requirement.HELPFUL, 0.225)


def test_every_category_is_a_place_and_only_academic_degrees_have_a_level(found: Snapshot) -> None:
    places = Counter(stands[0] for each in found.qualifications.values() if (stands := place(each)))
    assert places == {
        Scale.EDUCATION: 12,
        Scale.EXPERIENCE: 11,
        Scale.ON_SITE_TRAINING: 9,
        Scale.ON_THE_JOB_TRAINING: 9,
        Scale.PREPARATION: 5,
    }
    assert len(found.qualifications) == sum(places.values())
    levels = {each.name: each.degree_level for each in found.qualifications.values() if each.degree_level}
    assert levels == {
        "Bachelor's Degree": DegreeLevel.BACHELOR,
        "Master's Degree": DegreeLevel.MASTER,
        "Doctoral Degree": DegreeLevel.DOCTORATE,
    }
    for name, number in (("First Professional Degree", 10), ("Post-Doctoral Training", 12)):
        (degree,) = (each for each in found.qualifications.values() if each.name == name)
        assert (degree.qualification_kind, place(degree)) == (QualificationKind.DEGREE, (Scale.EDUCATION, number))


def test_the_summary_counts_what_was_kept_with_a_mark_and_what_was_left_out(reader: OnetReader) -> None:
    done = reader.imported()
    assert done.marked == {KEPT: 669}
    assert {what: count for what, count in done.notes.items() if not what.startswith("table columns")} == {
        "categories that nobody in an occupation named": 13503,
        "ratings among the shares, of how important certificates and apprenticeships are": 1031,
    }


def _by_code(found: Snapshot) -> dict[str, Role]:
    return {each.identifier: role for role in found.roles.values() for each in role.external_ids}


def _figures(role: Role, scale: Scale) -> dict[int, tuple[float | None, bool]]:
    placed = [(place(link.qualification), link) for link in role.qualifications]
    return {stands[1]: (link.share, link.suppressed) for stands, link in placed if stands and stands[0] is scale}


def _requirements(role: Role, scale: Scale) -> dict[int, Requirement]:
    placed = [(place(link.qualification), link) for link in role.qualifications]
    return {stands[1]: link.requirement for stands, link in placed if stands and stands[0] is scale}
