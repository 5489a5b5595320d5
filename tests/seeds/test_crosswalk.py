"""Tables of identifiers that belong together become mappings; what does not fit is counted, and nothing is guessed."""

from collections.abc import Callable
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # its stubs are another package
import pytest

from db.store import Store
from knowledge.model.vocabulary import Kind
from seeds.importing.crosswalk import About, read_crosswalk
from seeds.importing.crosswalk_columns import Columns
from seeds.importing.imported import Imported
from seeds.loading import load, load_seeds
from seeds.problems import Refused

Write = Callable[..., Path]
ABOUT = About("walk", "A crosswalk")
ROLES = """citations: [test-source]
roles:
  - {slug: cook, name: Cook, external_ids: [{scheme: onet-soc, identifier: 35-2014.00}]}
  - {slug: baker, name: Baker, external_ids: [{scheme: onet-soc, identifier: 51-3011.00}]}
  - {slug: koch, name: Koch, external_ids: [{scheme: esco, identifier: "http://esco/cook"}]}
  - {slug: baecker, name: Bäcker, external_ids: [{scheme: esco, identifier: "http://esco/baker"}]}
role_groups:
  - {slug: cooks, name: Cooks, scheme: ISCO, code: "5120", external_ids: [{scheme: esco, identifier: "http://esco/C5120"}]}
"""
HEADER = "O*NET Id,O*NET Title,ESCO or ISCO URI,ESCO or ISCO Title,Type of Match\n"


@pytest.fixture
def kitchen(store: Store, write: Write) -> Store:
    load(store, [write(ROLES)], "anna")
    return store


def read(store: Store, path: Path, columns: Columns = Columns()) -> Imported:
    with store.reading() as reader:
        return read_crosswalk(path, reader, ABOUT, columns)


def mappings(found: Imported) -> list[tuple[str, str, str]]:
    return [
        (seed.record["subject"], seed.record["relation"], seed.record["object_slug"])
        for seed in found.seeds
        if seed.key.kind is Kind.CONCEPT_MAPPING
    ]


def test_columns_are_found_by_what_is_in_them_and_relations_are_those_of_skos(kitchen: Store, tmp_path: Path) -> None:
    path = tmp_path / "walk.csv"
    path.write_text(
        HEADER + "35-2014.00,Cooks,http://esco/cook,cook,exactMatch\n"
        "51-3011.00,Bakers,http://esco/baker,baker,skos:broadMatch\n"
        "35-2014.00,Cooks,http://esco/baker,baker,wouldn't match\n"
        "35-2014.00,Cooks,http://esco/C5120,Cooks,closeMatch\n"
        "99-9999.00,Others,http://esco/cook,cook,closeMatch\n"
    )
    found = read(kitchen, path)
    assert mappings(found) == [("cook", "EXACT_MATCH", "koch"), ("baker", "BROAD_MATCH", "baecker")]
    assert found.notes == {
        "rows that say that there is no match": 1,
        "rows that join things of different kinds, as a role and a group": 1,
        "rows whose 'O*NET Id' is an identifier that nothing has": 1,
    }
    done = load_seeds(kitchen, found.seeds, "walk.csv", "anna")
    assert done.revision is not None
    assert done.revision.created == 4, "a dataset, its source, and two mappings"
    assert load_seeds(kitchen, read(kitchen, path).seeds, "walk.csv", "anna").revision is None


def test_rows_that_contradict_each_other_are_a_warning(kitchen: Store, tmp_path: Path) -> None:
    path = tmp_path / "walk.csv"
    path.write_text(
        "a,b,Type of Match,Confidence\n35-2014.00,http://esco/cook,exactMatch,0.8\n"
        "35-2014.00,http://esco/cook,broadMatch,0.8\n35-2014.00,http://esco/cook,exactMatch,0.5\n"
        "51-3011.00,http://esco/baker,exactMatch,0.8\n51-3011.00,http://esco/baker,exactMatch,0.8\n"
    )
    found = read(kitchen, path)
    assert [str(each).partition("walk.csv:")[2] for each in found.doubts] == [
        "3: a: warning: cook and koch are told to match in two ways: EXACT_MATCH in row 2, BROAD_MATCH here. "
        "Leave one of them out",
        "4: a: warning: cook and koch are told twice, with different confidence: 0.8 and 0.5",
    ]
    assert found.notes == {"rows that say again what another row says": 2}


def test_confidence_is_a_share_or_per_cent_and_only_accepted_rows_count(kitchen: Store, tmp_path: Path) -> None:
    path = tmp_path / "walk.csv"
    path.write_text(
        "a,b,Confidence,Accept\n35-2014.00,http://esco/cook,0.8,yes\n51-3011.00,http://esco/baker,90 %,X\n"
        "51-3011.00,http://esco/cook,0.2,no\n35-2014.00,http://esco/baker,0.3,\n"
    )
    found = read(kitchen, path)
    told = [seed.record.get("confidence") for seed in found.seeds if seed.key.kind is Kind.CONCEPT_MAPPING]
    assert told == [0.8, 0.9]
    assert found.notes == {"rows that nobody accepted": 2}


def test_concepts_may_be_named_by_their_slugs(kitchen: Store, tmp_path: Path) -> None:
    path = tmp_path / "walk.csv"
    path.write_text("subject,object\ncook,koch\nbaker,baecker\n")
    assert mappings(read(kitchen, path)) == [("cook", "CLOSE_MATCH", "koch"), ("baker", "CLOSE_MATCH", "baecker")]


@pytest.mark.parametrize(
    ("text", "columns", "message"),
    [
        ("a,b\nx,y\n", Columns(), "name the columns of both identifiers .*: those that look like such are none"),
        ("a,b\n35-2014.00,y\n", Columns(object="b"), "nothing that is loaded has the identifiers in 'b'"),
        ("a,b\n35-2014.00,http://esco/cook\n", Columns(subject="c"), "no column 'c'; the columns are: a, b"),
        (
            "a,b,relation\n35-2014.00,http://esco/cook,sibling\n",
            Columns(),
            ":2: 'sibling' is no relation of concepts: expected exact, close, broad or narrow match",
        ),
        (
            "a,b,confidence\n35-2014.00,http://esco/cook,7\n",
            Columns(),
            ":2: '7' is no confidence: expected 0 to 1, or per cent",
        ),
    ],
)
def test_what_cannot_be_read_is_said(kitchen: Store, tmp_path: Path, text: str, columns: Columns, message: str) -> None:
    path = tmp_path / "walk.csv"
    path.write_text(text)
    with pytest.raises(Refused, match=message):
        read(kitchen, path, columns)


def test_codes_of_groups_are_joined_with_a_relation_for_all_rows(store: Store, write: Write, tmp_path: Path) -> None:
    groups = (
        "citations: [test-source]\nrole_groups:\n"
        '  - {slug: isco-5120, name: Cooks, scheme: ISCO, code: "5120"}\n'
        "  - {slug: soc-cooks, name: Cooks, scheme: SOC, code: 35-2010}\n"
    )
    load(store, [write(groups)], "anna")
    path = tmp_path / "isco-soc.csv"
    path.write_text("ISCO-08 Code,ISCO-08 Title,2018 SOC Code\n5120,Cooks,35-2010\n")
    assert mappings(read(store, path, Columns(relation="exact"))) == [("isco-5120", "EXACT_MATCH", "soc-cooks")]
    assert mappings(read(store, path)) == [("isco-5120", "CLOSE_MATCH", "soc-cooks")]


def test_what_another_dataset_says_already_is_left_out(kitchen: Store, write: Write, tmp_path: Path) -> None:
    said = (
        "citations: [test-source]\nconcept_mappings:\n"
        "  - {slug: m, name: M, subject_kind: ROLE, subject: cook, relation: CLOSE_MATCH, object_slug: koch}\n"
    )
    load(kitchen, [write(said, "seeds/mappings.yaml")], "anna")
    path = tmp_path / "walk.csv"
    path.write_text("a,b\n35-2014.00,http://esco/cook\n51-3011.00,http://esco/baker\n")
    found = read(kitchen, path)
    assert mappings(found) == [("baker", "CLOSE_MATCH", "baecker")]
    assert found.notes == {"mappings that another dataset has already": 1}


ROWS = "35-2014.00;Cafés;http://esco/cook;cook;exactMatch\n51-3011.00;Bakers, all;http://esco/baker;baker;broadMatch\n"
BOTH = [("cook", "EXACT_MATCH", "koch"), ("baker", "BROAD_MATCH", "baecker")]


@pytest.mark.parametrize(
    ("separator", "encoding"), [(";", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16"), ("\t", "utf-8")]
)
def test_tables_are_read_as_spreadsheets_write_them(
    kitchen: Store, tmp_path: Path, separator: str, encoding: str
) -> None:
    path = tmp_path / "walk.csv"
    path.write_bytes((HEADER.replace(",", ";") + ROWS).replace(";", separator).encode(encoding))
    found = read(kitchen, path)
    assert mappings(found) == BOTH
    assert [each.about for each in found.doubts] == ["encodings that are guessed"] * (encoding == "cp1252")


def test_headings_are_found_below_a_title_and_notes(kitchen: Store, tmp_path: Path) -> None:
    path = tmp_path / "walk.csv"
    path.write_text("The crosswalk of the ministry\n\nAs of,2022\n" + HEADER + ROWS.replace(",", "").replace(";", ","))
    found = read(kitchen, path)
    assert mappings(found) == BOTH
    (first, *_) = (seed for seed in found.seeds if seed.key.kind is Kind.CONCEPT_MAPPING)
    assert first.place(("subject",)).line == 5


def test_columns_that_are_not_read_are_named(kitchen: Store, tmp_path: Path) -> None:
    path = tmp_path / "walk.csv"
    path.write_text(HEADER + "35-2014.00,Cooks,http://esco/cook,cook,exactMatch\n")
    assert read(kitchen, path).unread == [f"of {path} the columns O*NET Title, ESCO or ISCO Title"]


def test_leading_zeros_that_a_spreadsheet_has_lost_are_put_back_where_one_code_can_be_meant(
    store: Store, write: Write, tmp_path: Path
) -> None:
    groups = (
        "citations: [test-source]\nrole_groups:\n"
        '  - {slug: isco-0110, name: Officers, scheme: ISCO, code: "0110"}\n'
        '  - {slug: isco-1, name: Managers, scheme: ISCO, code: "1"}\n'
        '  - {slug: isco-01, name: Forces, scheme: ISCO, code: "01"}\n'
        '  - {slug: isco-02, name: Sergeants, scheme: ISCO, code: "02"}\n'
        '  - {slug: isco-0002, name: Others, scheme: ISCO, code: "0002"}\n'
        "  - {slug: soc-officers, name: Officers, scheme: SOC, code: 55-1010}\n"
    )
    load(store, [write(groups)], "anna")
    path = tmp_path / "walk.csv"
    path.write_text("ISCO,SOC\n110,55-1010\n1,55-1010\n2,55-1010\n")
    found = read(store, path, Columns(relation="exact"))
    assert mappings(found) == [("isco-0110", "EXACT_MATCH", "soc-officers"), ("isco-1", "EXACT_MATCH", "soc-officers")]
    assert found.marked == {"codes that have lost their leading zeros in a spreadsheet": 1}
    assert found.notes == {"rows whose 'ISCO' is an identifier that nothing has": 1}


def test_rows_without_a_relation_are_counted(kitchen: Store, tmp_path: Path) -> None:
    path = tmp_path / "walk.csv"
    path.write_text("a,b,Match\n35-2014.00,http://esco/cook,\n51-3011.00,http://esco/baker,exact\n")
    found = read(kitchen, path)
    assert mappings(found) == [("cook", "CLOSE_MATCH", "koch"), ("baker", "EXACT_MATCH", "baecker")]
    assert found.marked == {"rows that do not say how their identifiers relate: a close match": 1}


def test_what_can_be_two_columns_is_asked_for_and_not_guessed(kitchen: Store, tmp_path: Path) -> None:
    path = tmp_path / "walk.csv"
    path.write_text("a,b,Match comment,Type of Match\n35-2014.00,http://esco/cook,x,exact\n")
    with pytest.raises(Refused, match="say with --relation which column it is: Match comment, Type of Match"):
        read(kitchen, path)
    assert mappings(read(kitchen, path, Columns(relation="Type of Match"))) == [("cook", "EXACT_MATCH", "koch")]


def test_of_a_workbook_the_sheet_with_identifiers_is_read_and_the_others_are_named(
    kitchen: Store, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "About"
    book.worksheets[0].append(["A crosswalk", "of 2022"])
    pairs = book.create_sheet("Pairs")
    for row in (["Title"], ["A", "B", "Confidence"], ["35-2014.00", "http://esco/cook", 0.5]):
        pairs.append(row)
    path = tmp_path / "walk.xlsx"
    book.save(path)
    found = read(kitchen, path)
    assert mappings(found) == [("cook", "CLOSE_MATCH", "koch")]
    assert found.unread == ["the sheet About"]
    with kitchen.reading() as reader, pytest.raises(Refused, match="there is no sheet 'Pears'; there is About, Pairs"):
        read_crosswalk(path, reader, ABOUT, sheet="Pears")


def test_a_dataset_keeps_what_a_crosswalk_does_not_say_of_it(kitchen: Store, write: Write, tmp_path: Path) -> None:
    declared = "dataset: {slug: walk, title: Our crosswalk, licence: CC0, url: 'https://walk.example'}\n"
    load(kitchen, [write(declared, "other/dataset.yaml")], "anna")
    path = tmp_path / "walk.csv"
    path.write_text("a,b\n35-2014.00,http://esco/cook\n")
    with kitchen.reading() as reader:
        found = read_crosswalk(path, reader, About("walk", publisher="The guild"))
    dataset = next(seed.record for seed in found.seeds if seed.key.kind is Kind.DATASET)
    assert dataset == {
        "slug": "walk",
        "title": "Our crosswalk",
        "licence": "CC0",
        "url": "https://walk.example",
        "publisher": "The guild",
    }


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("walk.xls", "", "not a table that can be read: save it as .xlsx"),
        ("walk.csv", "", "has no headings: is it empty?"),
        ("walk.csv", "a,a\nx,y\n", ":1: the column 'a' stands twice: rename one"),
        ("walk.csv", "a,b\n35-2014.00,http://esco/cook,z\n", ":2: expected 2 fields, found 3"),
    ],
)
def test_files_that_are_no_such_table_are_refused(
    kitchen: Store, tmp_path: Path, name: str, text: str, message: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(Refused, match=message):
        read(kitchen, path)
