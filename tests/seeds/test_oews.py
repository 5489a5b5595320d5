"""OEWS becomes observations of what has SOC codes; what the publisher does not tell is marked, never a number."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # its stubs are another package
import pytest

from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.model.vocabulary import Kind
from seeds.importing.imported import Imported
from seeds.importing.observed.oews import read_oews
from seeds.loading import load, load_seeds
from seeds.problems import Refused
from tests.conftest import SHARED, real
from tests.databases import Holding, opened, sqlite_database
from tests.seeds.classified import holding

Write = Callable[..., Path]
GROUPS = """citations: [test-source]
role_groups:
  - {slug: soc-coders, name: Coders, scheme: SOC, code: 15-1252}
  - {slug: soc-aides, name: Home health aides, scheme: SOC, code: 31-1121}
  - {slug: soc-carers, name: Personal care aides, scheme: SOC, code: 31-1122}
  - {slug: soc-actors, name: Actors, scheme: SOC, code: 27-2011}
  - {slug: soc-teachers, name: Teachers, scheme: SOC, code: 25-2021}
  - {slug: soc-addiction, name: Addiction counsellors, scheme: SOC, code: 21-1011}
roles:
  - {slug: coder, name: Coder, groups: [soc-coders]}
  - {slug: aide, name: Aide, groups: [soc-aides]}
  - {slug: carer, name: Carer, groups: [soc-carers]}
"""
COLUMNS = (
    "AREA,AREA_TITLE,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,EMP_PRSE,JOBS_1000,LOC_QUOTIENT,H_MEAN,A_MEAN,MEAN_PRSE,"
    "H_PCT10,H_PCT25,H_MEDIAN,H_PCT75,H_PCT90,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90"
)
CODERS = "99,U.S.,15-1252,Coders,detailed,1000,0.5,*,*,50.5,105040,0.4,30,40,50,60,70,62400,83200,104000,124800,145600"
AIDES = "99,U.S.,31-1120,Aides and Carers,broad,4000,0.2,*,*,17,35360,0.1,13,15,17,19,21,27040,31200,35360,39520,43680"
ACTORS = "99,U.S.,27-2011,Actors,detailed,500,9,*,*,58.29,*,8.4,16.5,20,29.05,98,143.68,*,*,*,*,*"
TEACHERS = "99,U.S.,25-2021,Teachers,detailed,900,1,*,*,*,60000,1,*,*,*,*,*,40000,50000,60000,70000,#"
ALABAMA = "1,Alabama,15-1252,Coders,detailed,**,**,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*"
CALIFORNIA = "06,California,15-1252,Coders,detailed,300,1,2.5,1.20,#,#,0.9,#,#,#,#,#,#,#,#,#,#"


@pytest.fixture(scope="module")
def classified(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A database with a few groups of the SOC, for tests that only read."""
    with holding(GROUPS, tmp_path_factory.mktemp("groups")) as store:
        yield store


def table(folder: Path, *rows: str, name: str = "national_M2025_dl.csv", columns: str = COLUMNS) -> Path:
    path = folder / name
    path.write_text("\n".join((columns, *rows)) + "\n")
    return path


def read(store: Store, path: Path, **options: Any) -> Imported:
    with store.reading() as reader:
        return read_oews(path, reader, **options)


def figures(found: Imported) -> dict[tuple[str, str, str], dict[str, Any]]:
    """The figures by measure, subject and market, without these."""
    return {
        (seed.record["measure"].removeprefix("oews/"), seed.record["subject"], each["market"].removeprefix("oews/")): {
            name: value for name, value in each.items() if name != "market"
        }
        for seed in found.seeds
        if seed.key.kind is Kind.OBSERVATION
        for each in seed.record["figures"]
    }


def test_a_row_is_employment_and_pay_by_the_year_and_by_the_hour(classified: Store, tmp_path: Path) -> None:
    found = read(classified, table(tmp_path, CODERS))
    assert figures(found) == {
        ("employment", "soc-coders", "us"): {"value": 1000.0, "relative_error": 0.5},
        ("annual-wage", "soc-coders", "us"): {
            "value": 104000.0, "mean": 105040.0, "p10": 62400.0, "p25": 83200.0, "p75": 124800.0, "p90": 145600.0,
            "relative_error": 0.4,
        },
        ("hourly-wage", "soc-coders", "us"): {
            "value": 50.0, "mean": 50.5, "p10": 30.0, "p25": 40.0, "p75": 60.0, "p90": 70.0, "relative_error": 0.4,
        },
    }  # fmt: skip
    assert {seed.record["period"] for seed in found.seeds if seed.key.kind is Kind.OBSERVATION} == {"2025-05"}


def test_what_is_paid_by_the_hour_or_the_year_alone_is_not_published_in_the_other(
    classified: Store, tmp_path: Path
) -> None:
    found = read(classified, table(tmp_path, ACTORS, TEACHERS))
    everything = ["VALUE", "MEAN", "P10", "P25", "P75", "P90"]
    told = figures(found)
    assert told["annual-wage", "soc-actors", "us"] == {"unpublished": everything}
    assert told["hourly-wage", "soc-actors", "us"]["value"] == 29.05
    assert told["hourly-wage", "soc-teachers", "us"] == {"unpublished": everything}
    assert told["annual-wage", "soc-teachers", "us"]["top_coded"] == ["P90"]
    assert "p90" not in told["annual-wage", "soc-teachers", "us"]
    assert sum(found.marked.values()) == 2


def test_what_is_withheld_or_top_coded_is_marked_and_is_no_number(classified: Store, tmp_path: Path) -> None:
    told = figures(read(classified, table(tmp_path, ALABAMA, CALIFORNIA, name="state_M2025_dl.csv")))
    assert told["employment", "soc-coders", "us-al"] == {"withheld": ["VALUE", "RELATIVE_ERROR"]}
    assert told["location-quotient", "soc-coders", "us-al"] == {"withheld": ["VALUE"]}
    hourly = told["hourly-wage", "soc-coders", "us-al"]
    assert hourly == {"withheld": ["VALUE", "MEAN", "P10", "P25", "P75", "P90", "RELATIVE_ERROR"]}
    annual = told["annual-wage", "soc-coders", "us-ca"]
    assert annual == {"relative_error": 0.9, "top_coded": ["VALUE", "MEAN", "P10", "P25", "P75", "P90"]}
    assert told["location-quotient", "soc-coders", "us-ca"] == {"value": 1.2}
    assert told["jobs-per-thousand", "soc-coders", "us-ca"] == {"value": 2.5}


def test_a_broad_code_stands_for_the_detailed_groups_that_have_no_row(classified: Store, tmp_path: Path) -> None:
    found = read(classified, table(tmp_path, CODERS, AIDES))
    spread = {seed.record["subject"]: seed.record.get("measured") for seed in found.seeds if "subject" in seed.record}
    wider = "31-1120 Aides and Carers"
    assert spread == {"soc-coders": None, "soc-aides": wider, "soc-carers": wider}
    own = "99,U.S.,31-1121,Aides,detailed,1,0,*,*,1,2,0,1,1,1,1,1,2,2,2,2,2"
    beside = read(classified, table(tmp_path, AIDES, own))
    told = {seed.record["subject"]: seed.record.get("measured") for seed in beside.seeds if "subject" in seed.record}
    assert told == {"soc-aides": None, "soc-carers": wider}


def test_a_code_that_joins_occupations_stands_for_each_before_a_broad_one_does(
    classified: Store, tmp_path: Path
) -> None:
    numbers = "1,0,*,*,1,2,0,1,1,1,1,1,2,2,2,2,2"
    rows = [f"99,U.S.,21-1018,Some counsellors,detailed,{numbers}", f"99,U.S.,21-1010,Counsellors,broad,{numbers}"]
    found = read(classified, table(tmp_path, *rows))
    told = {(s.record["subject"], s.record["measured"]) for s in found.seeds if "subject" in s.record}
    assert told == {("soc-addiction", "21-1018 Some counsellors")}


def test_codes_that_nothing_has_are_told_and_totals_are_counted(classified: Store, tmp_path: Path) -> None:
    total = "99,U.S.,00-0000,All,total,1,0,*,*,1,2,0,1,1,1,1,1,2,2,2,2,2"
    strange = total.replace("00-0000,All,total", "49-9999,Strangers,detailed")
    found = read(classified, table(tmp_path, CODERS, total, strange))
    assert sorted(found.notes.values()) == [1, 1]
    (doubt,) = found.doubts
    assert str(doubt).endswith("nothing that is loaded has the code 49-9999 (Strangers)")
    assert doubt.place.line == 4


def test_an_import_again_changes_nothing_and_states_keep_the_nation(store: Store, write: Write, tmp_path: Path) -> None:
    load(store, [write(GROUPS)], "anna")
    nation = table(tmp_path, CODERS, AIDES)
    states = table(tmp_path, CALIFORNIA, name="state_M2025_dl.csv")
    assert load_seeds(store, read(store, nation).seeds, "oews", "anna").revision is not None
    assert load_seeds(store, read(store, nation).seeds, "oews", "anna").revision is None
    load_seeds(store, read(store, states).seeds, "oews", "anna")
    assert load_seeds(store, read(store, nation).seeds, "oews", "anna").revision is None
    older = table(tmp_path, CODERS.replace("104000", "99000"), name="national_M2024_dl.csv")
    load_seeds(store, read(store, older).seeds, "oews", "anna")
    snapshot = newest_snapshot(store)
    coders = snapshot.role_groups["soc-coders"]
    told = [
        (series.period, figure.market.code, figure.value)
        for series in snapshot.observations.of(coders)
        if series.measure.slug == "oews/annual-wage"
        for figure in snapshot.observations.figures(series)
    ]
    assert told == [("2025-05", "US", 104000.0), ("2025-05", "US-CA", None), ("2024-05", "US", 99000.0)]
    with store.reading() as reader:
        assert reader.current_records() == reader.records_at(), "the tables say what the history says"


def test_the_publishers_own_workbook_of_all_areas_is_read_by_its_columns(classified: Store, tmp_path: Path) -> None:
    """Names of columns in any case, marks in columns of their own, and rows of industries and cities beside."""
    book = openpyxl.Workbook()
    book.active.title = "All May 2025 data"
    names = COLUMNS.lower().split(",")
    book.active.append([*names, "area_type", "i_group", "naics", "annual", "hourly"])
    whole = [1, "cross-industry", "000000"]
    book.active.append([*TEACHERS.split(","), *whole, "TRUE", None])
    book.active.append([*CODERS.split(","), *whole, None, None])
    book.active.append([*CODERS.split(","), 1, "sector", "11", None, None])
    book.active.append([*CODERS.split(","), 4, "cross-industry", "000000", None, None])
    book.create_sheet("Field descriptions").append(["Field", "Description"])
    path = tmp_path / "all_data_M_2025.xlsx"
    book.save(path)
    found = read(classified, path)
    assert figures(found)["hourly-wage", "soc-teachers", "us"]["unpublished"][0] == "VALUE"
    assert figures(found)["annual-wage", "soc-coders", "us"]["value"] == 104000.0
    assert found.notes == {"rows of areas within or across states": 1, "rows of single industries": 1}


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        ((CODERS.replace(",50,", ",x,"),), {}, r":2: H_MEDIAN: 'x' is no figure: expected a number, \* or \*\*"),
        ((CODERS.replace("99,U.S.", "98,Moon"),), {}, ":2: AREA: '98' is no area that is known: expected 99"),
        ((CODERS, CODERS), {}, ":3: OCC_CODE: 15-1252 is told of United States already"),
        (("99,U.S.,49-9999,X,detailed" + ",1" * 17,), {}, "load O\\*NET first, or groups of the SOC"),
        ((CODERS,), {"period": "2025-13"}, "--period: there is no such day: 2025-13"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_cell(
    classified: Store, tmp_path: Path, rows: tuple[str, ...], options: Any, message: str
) -> None:
    with pytest.raises(Refused, match=message):
        read(classified, table(tmp_path, *rows), **options)


def test_other_files_are_no_oews(classified: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is no table of OEWS: there is no column A_MEDIAN, H_MEDIAN"):
        read(classified, table(tmp_path, "1,1,1,1", columns="AREA,OCC_CODE,OCC_TITLE,TOT_EMP"))
    with pytest.raises(Refused, match="its name does not tell the year"):
        read(classified, table(tmp_path, CODERS, name="national.csv"))
    assert read(classified, table(tmp_path, CODERS, name="national.csv"), period="2023-05").seeds
    (tmp_path / "empty").mkdir()
    with pytest.raises(Refused, match="no table of OEWS is in there"):
        read(classified, tmp_path / "empty")


def test_years_are_not_mixed(classified: Store, tmp_path: Path) -> None:
    for year in (2024, 2025):
        table(tmp_path, CODERS, name=f"national_M{year}_dl.csv")
    with pytest.raises(Refused, match=r"2024-05 in national_M2024_dl.csv and 2025-05 in national_M2025_dl.csv"):
        read(classified, tmp_path)


@pytest.mark.xdist_group("releases")
def test_the_real_tables_of_2025_are_read_whole(onet_release: Imported, tmp_path: Path) -> None:
    """Every detailed occupation of the nation is found, but those that the SOC tells in parts stand for these."""
    path = real(SHARED / "data/oews-2025") / "national_M2025_dl.csv"
    wanted = (Kind.DATASET, Kind.SOURCE, Kind.ROLE_GROUP)
    with sqlite_database(tmp_path, Holding.TABLES) as address, opened(address) as store:
        load_seeds(store, [each for each in onet_release.seeds if each.key.kind in wanted], "onet", "anna")
        found = read(store, path)
    told = figures(found)
    assert told["annual-wage", "onet/soc-15-1252", "us"]["value"] == 135980.0
    subjects = {subject for measure, subject, _ in told if measure == "employment"}
    assert len(subjects) == 868
    assert found.doubts == []
    wide = {s.record["measured"][:7] for s in found.seeds if "measured" in s.record}
    assert {"21-1018", "31-1120", "53-1047"} <= wide
    assert len(wide) == 12
