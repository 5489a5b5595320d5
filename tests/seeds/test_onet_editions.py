"""Every release of O*NET is read, in every edition, and all editions of a release say the same."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind, SkillKind, Status
from seeds.importing.imported import Imported
from seeds.importing.onet import read_onet
from seeds.loading import load_seeds
from seeds.problems import Refused
from tests.conftest import SHARED
from tests.seeds.onet_editions import EDITIONS, RELEASE_29, RELEASE_31, Tables, comma_separated, excel, text
from tests.seeds.onet_renamed import as_31
from tests.seeds.releases import ONET_TABLES, SOC, onet, zipped

Write = Callable[[Path, Tables], Path]
COLUMNS = "occupation_data (onetsoc_code, title, description)"


def records(found: Imported) -> dict[str, object]:
    return {str(seed.key): seed.record for seed in found.seeds}


def known(found: Imported) -> dict[Kind, dict[str, str]]:
    """The slugs by identifier, as a database that has these records knows them."""
    slugs: Mapping[Kind, dict[str, str]] = defaultdict(dict)
    for seed in found.seeds:
        for each in seed.record.get("external_ids", ()):
            slugs[seed.key.kind][each["identifier"]] = seed.key.slug
    return dict(slugs)


@pytest.fixture
def newest(tmp_path: Path) -> Imported:
    return read_onet(comma_separated(tmp_path / "db_31_0_csv", RELEASE_31), {})


@pytest.mark.parametrize("write", EDITIONS)
@pytest.mark.parametrize(("version", "tables"), [("29.3", RELEASE_29), ("31.0", RELEASE_31)])
def test_all_editions_of_a_release_say_the_same(tmp_path: Path, write: Write, version: str, tables: Tables) -> None:
    one = read_onet(excel(tmp_path / "one", tables), {}, version=version)
    found = read_onet(write(tmp_path / f"db_{version.replace('.', '_')}_{write.__name__}", tables), {})
    assert records(found) == records(one)
    assert not [note for note in found.notes if note.endswith("which is not known")]


@pytest.mark.parametrize("write", EDITIONS)
def test_an_edition_is_read_from_its_zip_file(tmp_path: Path, newest: Imported, write: Write) -> None:
    folder = write(tmp_path / "files", RELEASE_31)
    assert records(read_onet(zipped(folder, tmp_path / "db_31_0.zip"), {})) == records(newest)


def test_skills_that_were_divided_into_two_tables_are_skills(newest: Imported) -> None:
    told = {seed.record["name"]: seed.record for seed in newest.seeds if seed.key.kind is Kind.SKILL}
    assert [told[name]["skill_kind"] for name in ("Coordination",)] == [SkillKind.SKILL]
    (baker,) = (seed.record for seed in newest.seeds if seed.key.slug == "onet/bakers")
    assert [(link["skill"], link["importance_rating"], link["level_rating"]) for link in baker["skills"]] == [
        ("onet/mathematics-944322e4", 3.25, 3.5),
        ("onet/coordination", 2.5, 2.0),
        ("onet/mathematics-a6c20c58", 2.9, 2.1),
    ]


def test_software_stands_under_its_element(newest: Imported) -> None:
    (tool,) = (seed.record for seed in newest.seeds if seed.key.kind is Kind.TOOL)
    assert (tool["slug"], tool["category"], tool["hot"]) == ("onet/microsoft-excel", "Spreadsheet Software", True)
    assert tool["external_ids"] == [
        {"scheme": "onet-example", "identifier": "microsoft excel"},
        {"scheme": "onet-element", "identifier": "2.E.5.a"},
    ]


def test_a_newer_release_over_an_older_one_keeps_slugs_tools_and_activities(store: Store, tmp_path: Path) -> None:
    load_seeds(store, read_onet(onet(tmp_path / "db_29_3_text"), {}).seeds, "29.3", "tester")
    with store.reading() as reader:
        slugs = reader.slugs_by_identifier("onet")
    newer = read_onet(comma_separated(tmp_path / "db_31_0_csv", RELEASE_31), slugs)
    done = load_seeds(store, newer.seeds, "31.0", "tester", prune=True, allow_shrink=1.0)
    found = newest_snapshot(store)
    gone = {str(each) for of in found.by_kind.values() for each in of.values() if each.status is Status.DEPRECATED}
    assert gone == {
        "<Tool onet/dough-mixers>",  # there are no tools beside software any more
        "<Skill onet/persistence>",  # work styles are other ones
        "<Descriptor onet/persistence>",
    }
    assert done.revision is not None
    assert done.revision.deprecated == 3
    baker = found.roles["onet/bakers"]
    assert [link.tool.slug for link in baker.tools] == ["onet/microsoft-excel"]
    (task,) = (link.responsibility for link in baker.responsibilities if link.responsibility.slug == "onet/task-101")
    (detailed,) = (link.broader for link in task.broader)
    assert (detailed.slug, detailed.external_ids[0].identifier) == ("onet/operate-baking-ovens", "4.A.3.a.3.a.1")
    assert found.datasets["onet"].version == "31.0"


def test_activities_of_one_name_are_not_taken_for_each_other(tmp_path: Path) -> None:
    def of(intermediate: str, detailed: str) -> Tables:
        names = ["4.A.3.a.3", "Controlling Machines", intermediate, "Operate ovens.", detailed, "Operate ovens."]
        return {"GWAs to IWAs to DWAs": [RELEASE_31["GWAs to IWAs to DWAs"][0], names]}

    before = read_onet(
        comma_separated(tmp_path / "30_2", {**RELEASE_31, **of("4.A.3.a.3.I01", "4.A.3.a.3.I01.D01")}), {}
    )
    after = read_onet(
        comma_separated(tmp_path / "30_3", {**RELEASE_31, **of("4.A.3.a.3.a", "4.A.3.a.3.a.1")}), known(before)
    )

    def by_level(found: Imported) -> dict[int, str]:
        slugs = known(found)[Kind.RESPONSIBILITY]
        return {each.count("."): slug for each, slug in slugs.items() if each.startswith("4.A")}

    assert by_level(after) == by_level(before)
    assert len(set(by_level(after).values())) == 3


def test_a_release_of_24_1_has_the_names_of_activities_in_the_reference_tables(tmp_path: Path) -> None:
    changed: Tables = {
        **RELEASE_29,
        "DWA Reference": [
            ["Element ID", "IWA ID", "DWA ID", "DWA Title"],
            ["4.A.3.a.3", "4.A.3.a.3.I01", "4.A.3.a.3.I01.D01", "Operate baking ovens."],
        ],
        "IWA Reference": [["Element ID", "IWA ID", "IWA Title"], ["4.A.3.a.3", "4.A.3.a.3.I01", "Operate ovens."]],
        "Technology Skills": [[SOC, "Example", "Commodity Code"], ["51-3011.00", "Microsoft Excel", "43232110"]],
        "UNSPSC Reference": [["Commodity Code", "Commodity Title"], ["43232110", "Spreadsheet software"]],
    }
    found = read_onet(text(tmp_path, changed), {}, version="24.1")
    tools = {seed.record["name"]: seed.record.get("category") for seed in found.seeds if seed.key.kind is Kind.TOOL}
    assert tools == {"Microsoft Excel": "Spreadsheet software", "Dough mixers": "Mixers"}
    names = {seed.record["name"] for seed in found.seeds if seed.key.kind is Kind.RESPONSIBILITY}
    assert {"Controlling Machines", "Operate ovens.", "Operate baking ovens."} <= names


def test_a_name_that_is_nowhere_is_refused_with_its_place(tmp_path: Path) -> None:
    rows = [[SOC, "Element ID", "Scale ID", "Data Value"], ["51-3011.00", "2.A.9", "IM", "3"]]
    with pytest.raises(Refused, match=r"Skills\.txt:2: the element 2\.A\.9 has no name here and none in the content"):
        read_onet(onet(tmp_path, Skills=rows), {})


@pytest.mark.parametrize(
    ("table", "missing"),
    [
        ("Software Skills", r"no table 'Technology Skills' or 'Software Skills', and 1 tool records"),
        ("GWAs to IWAs to DWAs", r"no table 'DWA Reference' or 'GWAs to IWAs to DWAs', and 3 responsibility records"),
        ("Task Statements", r"no table 'Task Statements', and 2 responsibility records"),
        ("Knowledge", r"no table 'Knowledge', and 1 skill records"),
    ],
)
def test_a_release_that_lacks_what_the_stored_one_has_is_refused(tmp_path: Path, table: str, missing: str) -> None:
    slugs = known(read_onet(comma_separated(tmp_path / "whole", RELEASE_31), {}))
    without = {name: rows for name, rows in RELEASE_31.items() if name != table}
    folder = comma_separated(tmp_path / "cut", without)
    with pytest.raises(Refused, match=missing):
        read_onet(folder, slugs)
    assert f"table {missing.split(chr(39))[1]!r}, which the release does not have" in (
        read_onet(folder, slugs, partial=True).notes
    )
    assert read_onet(folder, {}).seeds, "what nobody has yet is not missed"


def test_an_empty_table_is_as_good_as_none(tmp_path: Path) -> None:
    slugs = known(read_onet(comma_separated(tmp_path / "whole", RELEASE_31), {}))
    emptied: Tables = {**RELEASE_31, "Software Skills": RELEASE_31["Software Skills"][:1]}
    with pytest.raises(Refused, match="has no row in 'Technology Skills' or 'Software Skills', and 1 tool records"):
        read_onet(comma_separated(tmp_path / "empty", emptied), slugs)
    without = {**RELEASE_31, "Occupation Data": [*RELEASE_31["Occupation Data"][:1], ["", "", ""]]}
    with pytest.raises(Refused, match=r"occupation_data\.csv: has no row: is the file cut\?"):
        read_onet(comma_separated(tmp_path / "nobody", without), {})


def test_half_of_what_was_divided_is_refused(tmp_path: Path) -> None:
    without = {name: rows for name, rows in RELEASE_31.items() if name != "Transferable Skills"}
    with pytest.raises(Refused, match="has 'Essential Skills' without 'Transferable Skills', and they are one"):
        read_onet(comma_separated(tmp_path, without), {})


def test_tables_of_two_releases_are_refused(tmp_path: Path) -> None:
    comma_separated(tmp_path, RELEASE_31)
    with pytest.raises(Refused, match="has 'Skills' and 'Essential Skills', which are of different releases"):
        read_onet(onet(tmp_path, **dict.fromkeys(set(ONET_TABLES) - {"Skills"})), {})


def test_a_folder_of_two_releases_is_refused(tmp_path: Path) -> None:
    older = onet(tmp_path / "made")
    newer = comma_separated(tmp_path / "other", RELEASE_31)
    both = tmp_path / "both"
    both.mkdir()
    zipped(older, both / "db_29_3_text.zip")
    assert read_onet(both, {}).seeds
    zipped(newer, both / "db_31_0_csv.zip")
    with pytest.raises(Refused, match=r"both: holds releases 29\.3 and 31\.0: import one at a time"):
        read_onet(both, {})


def test_tables_of_elements_to_elements_are_named_and_not_taken_for_ratings(tmp_path: Path) -> None:
    elements = [["Essential Skills Element ID", "Work Activities Element ID"], ["2.A.1.e", "4.A.3.a.3"]]
    more = {**RELEASE_31, "Essential Skills to Work Activities": elements, "Green Tasks": [["Task ID"], ["101"]]}
    found = read_onet(comma_separated(tmp_path / "db_31_0_csv", more), {})
    assert {note for note in found.notes if note.startswith("table") and "does not have" not in note} == {
        "table 'Essential Skills to Work Activities', which has no place in the model",
        "table 'green_tasks', which is not known",
        "table columns that are not kept: Date, Domain Source, Incumbents Responding, Lower CI Bound, N, Shown in My "
        "Next Move, Source(s), Standard Error, Upper CI Bound",
    }


def test_the_version_is_what_the_read_me_says(tmp_path: Path) -> None:
    folder = comma_separated(tmp_path / "export-2.7", RELEASE_31)
    (folder / "Read Me.txt").write_text("O*NET 31.0 Database\nAugust 2026 Release\n", encoding="utf-8")
    (dataset,) = (seed.record for seed in read_onet(folder, {}).seeds if seed.key.kind is Kind.DATASET)
    assert dataset["version"] == "31.0"


def test_a_dump_is_read_with_the_signs_of_its_database(tmp_path: Path) -> None:
    mysql = tmp_path / "mysql.sql"
    mysql.write_text(
        "CREATE TABLE `occupation_data` (`onetsoc_code` char(10), `title` varchar(150), `description` text) "
        "ENGINE=InnoDB;\n"
        "INSERT INTO `occupation_data` VALUES ('51-3011.00','Bakers','It\\'s (hot),\\nand \"dry\"; a\\\\b'),\n"
        "('35-2012.00','Cooks, ''Institution''',NULL);\n",
        encoding="utf-8",
    )
    oracle = tmp_path / "other.sql"
    oracle.write_text(
        "INSERT INTO occupation_data (onetsoc_code, title, description, updated) VALUES "
        "(N'51-3011.00', N'Bakers', E'a\\b', TO_DATE('2025-08-01', 'YYYY-MM-DD'));\nGO\n"
        "INSERT INTO [occupation_data] (title, onetsoc_code, updated, description) VALUES ('Cooks', '35-2012.00', "
        "NULL, 'x');\n",
        encoding="utf-8",
    )

    def roles(path: Path) -> list[tuple[str, str | None]]:
        found = [seed.record for seed in read_onet(path, {}).seeds if seed.key.kind is Kind.ROLE]
        return [(each["name"], each.get("description")) for each in found]

    assert roles(mysql) == [("Bakers", 'It\'s (hot),\nand "dry"; a\\b'), ("Cooks, 'Institution'", None)]
    assert roles(oracle) == [("Bakers", "a\\b"), ("Cooks", "x")]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.sql", f"INSERT INTO {COLUMNS} VALUES ('1', 'x'", r"a\.sql:1: a row that is not whole"),
        ("a.sql", f"\nINSERT INTO {COLUMNS} VALUES\n('1', 'x', 'y'),\n('1', 2);", r"a\.sql:4: expected 3 values"),
        ("a.sql", "INSERT INTO occupation_data VALUES (1);", r"a\.sql:1: nothing says what the columns"),
        ("a.sql", f"COPY {COLUMNS} FROM stdin;\n1\tx\ty\n", r"a\.sql:3: the rows do not end: the file is cut"),
        ("Occupation Data.json", '{"row": [', r"Occupation Data\.json: not JSON"),
        ("Occupation Data.json", '{"rows": []}', "expected a list of rows, under the name 'row'"),
        ("Occupation Data.json", '{"row": [{"title": "x"}]}', "there is no column 'O.NET-SOC Code'"),
        ("Occupation Data.csv", "O*NET-SOC Code,Title,title,Description\n", "the column 'Title' is there twice"),
        ("Occupation Data.csv", "O*NET-SOC Code,Title,Description\n1,x,a,b\n", r"csv:2: expected 3 fields, found 4"),
        ("Occupation Data.txt", "O*NET-SOC Code\tTitle\tDescription\n1\tx\0\ty\n", r"txt:2: has the character U\+0000"),
        ("Occupation Data.csv", "O*NET-SOC Code,Title,Description\n51-3011.00,,a\n", "51-3011.00 has no title"),
        ("Occupation Data.csv", "O*NET-SOC Code,Title,Description\nNov-11,x,a\n", "csv:2: 'Nov-11' is no code of the"),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(Refused, match=message):
        read_onet(tmp_path, {})


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("99", r"Skills\.txt:2: a figure on the scale IM is 1 to 5, found '99'"),
        ("n/a", r"Skills\.txt:2: a figure on the scale IM is 1 to 5, found 'n/a'"),
        ("", r"Skills\.txt:2: a figure on the scale IM is 1 to 5, found ''"),
        ("nan", r"Skills\.txt:2: a figure on the scale IM is 1 to 5, found 'nan'"),
    ],
)
def test_a_figure_that_is_none_or_outside_its_scale_is_refused(tmp_path: Path, value: str, message: str) -> None:
    rows = [ONET_TABLES["Skills"][0], ["51-3011.00", "2.A.1.e", "Mathematics", "IM", value, "N"]]
    with pytest.raises(Refused, match=message):
        read_onet(onet(tmp_path, Skills=rows), {})


def test_job_zones_and_places_among_related_occupations_are_whole_numbers(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"Job Zones\.txt:2: a job zone is a whole number from 1 on, found 'two'"):
        read_onet(onet(tmp_path / "a", **{"Job Zones": [[SOC, "Job Zone"], ["51-3011.00", "two"]]}), {})
    related = [[SOC, "Related O*NET-SOC Code", "Index"], ["51-3011.00", "35-2012.00", "1.5"]]
    with pytest.raises(Refused, match=r"txt:2: the index of a related occupation is a whole number from 1 on"):
        read_onet(onet(tmp_path / "b", **{"Related Occupations": related}), {})


@pytest.mark.xdist_group("releases")
def test_the_real_29_3_as_31_0_names_it_keeps_its_slugs_and_its_tools(onet_release: Imported, tmp_path: Path) -> None:
    folder = as_31(SHARED / "data/onet-29.3", tmp_path / "db_31_0_csv")
    newer = {seed.key: seed.record for seed in read_onet(folder, known(onet_release)).seeds}
    before = {seed.key: seed.record for seed in onet_release.seeds}
    lost = {key.kind for key in before.keys() - newer.keys()}
    assert lost == {Kind.SKILL, Kind.DESCRIPTOR, Kind.TOOL}, "work styles, and tools that are no software"
    assert newer.keys() - before.keys() == set()
    developers = Key(Kind.ROLE, "onet/software-developers")
    software = [link for link in before[developers]["tools"] if Key(Kind.TOOL, link["tool"]) in newer]
    assert newer[developers]["tools"] == software
    assert len(software) > 200
    for key, record in newer.items():
        if key.kind is Kind.RESPONSIBILITY:
            assert {**record, "external_ids": [], "citations": []} == {
                **before[key],
                "external_ids": [],
                "citations": [],
            }
    nurses = Key(Kind.ROLE, "onet/registered-nurses")
    kept = [link for link in before[nurses]["skills"] if Key(Kind.SKILL, link["skill"]) in newer]
    assert newer[nurses]["skills"] == kept
    assert len(kept) > 60
