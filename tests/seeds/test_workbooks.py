"""Excel workbooks are read sheet by sheet; what a cell does not hold is refused with the name of the cell."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # its stubs are another package
import pytest

from db.snapshots import newest_snapshot
from db.store import Store
from seeds.loading import gather, load, parse
from seeds.problems import Level, Refused

Rows = Sequence[Sequence[Any]]
Workbook = Any  # of openpyxl
DATASET: Rows = [["field", "value"], ["slug", "bakery"], ["title", "A bakery"], ["basis", "INFERRED"]]
ROLES: Rows = [["slug", "name"], ["bakery/baker", "Baker"], ["bakery/cook", "Cook"]]
SKILLS: Rows = [["slug", "name", "skill_kind"], ["bakery/kneading", "Kneading", "SKILL"]]
LINK = ["bakery/baker", "bakery/kneading", "ESSENTIAL"]
HEADS = ["role", "skill", "importance"]
Change = Callable[[Workbook], None]


def workbook(file: Path, sheets: Mapping[str, Rows], change: Change = lambda _: None) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in {"dataset": DATASET, "roles": ROLES, "skills": SKILLS, **sheets}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    change(book)
    book.save(file)
    return file


def records(file: Path) -> dict[str, Any]:
    return {str(seed.key): seed.record for seed in parse([file])}


def problems(file: Path) -> list[str]:
    with pytest.raises(Refused) as refusal:
        parse([file])
    return [str(each).removeprefix(f"{file.parent}/") for each in refusal.value.problems]


def test_a_workbook_is_a_dataset(store: Store, tmp_path: Path) -> None:
    file = workbook(tmp_path / "bakery.xlsx", {"Role Skills": [HEADS, LINK], "Notes": [["Ask Anna."]]})
    assert load(store, [file], "anna").records == 4
    found = newest_snapshot(store)
    assert found.datasets["bakery"].title == "A bakery"
    (link,) = found.roles["bakery/baker"].skills
    assert (link.skill.slug, link.basis) == ("bakery/kneading", "INFERRED")
    assert load(store, [file], "anna").revision is None


def test_sheets_that_are_not_read_are_named(tmp_path: Path) -> None:
    file = workbook(tmp_path / "bakery.xlsx", {"Notes": [["Ask Anna."]]})
    (told,) = gather([file]).problems
    assert str(told) == f"{file}:Notes: warning: is not read: its name is none of a kind of record or link"


def test_a_workbook_in_the_folder_of_a_dataset_belongs_to_it(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text("dataset: {slug: bakery, title: B}\nbasis: INFERRED\n")
    (tmp_path / "roles.csv").write_text("slug,name\nbakery/baker,Baker\n")
    file = workbook(tmp_path / "more.xlsx", {"role_skills": [HEADS, LINK]}, lambda book: book.remove(book["dataset"]))
    book = openpyxl.load_workbook(file)
    book.remove(book["roles"])
    book.save(file)
    assert records(tmp_path)["role bakery/baker"]["skills"] == [{"skill": "bakery/kneading", "importance": "ESSENTIAL"}]


def test_a_workbook_with_one_sheet_is_what_its_own_name_says(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text("dataset: {slug: bakery, title: B}\nbasis: INFERRED\n")
    book = openpyxl.Workbook()
    for row in SKILLS:
        book.active.append(row)
    book.save(tmp_path / "Skills.xlsx")
    (tmp_path / "~$Skills.xlsx").write_bytes(b"who has it open")
    found = gather([tmp_path])
    assert [str(seed.key) for seed in found.seeds] == ["dataset bakery", "skill bakery/kneading"]
    assert [(each.place.file.name, each.level) for each in found.problems] == [("~$Skills.xlsx", Level.NOTE)]


def test_two_sheets_of_one_name_are_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path / "bakery.xlsx", {"role_skills": [HEADS, LINK], "Role skills": [HEADS, LINK]})
    assert problems(file) == [
        "bakery.xlsx:Role skills: has the same name as the sheet 'role_skills': put their rows into one"
    ]


def test_a_workbook_that_belongs_to_no_dataset_is_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path / "lost.xlsx", {}, lambda book: book.remove(book["dataset"]))
    assert problems(file) == [
        "lost.xlsx: belongs to no dataset: add a dataset.yaml in the folder, or a sheet 'dataset' in the workbook"
    ]


def test_cells_are_read_for_what_they_mean(tmp_path: Path) -> None:
    rows: Rows = [
        ["Our pay, as of spring"],
        [],
        ["role", "minimum", "maximum", "currency", "period", "as_of", "market", "note"],
        ["bakery/baker", 2400, "3600,50", "EUR", "Month", date(2024, 3, 1), 2024, True],
        [None, None, None, None, None, None, None, None],
        ["bakery/cook", "1 200.5", 1e4, "EUR", "MONTH", datetime(2024, 3, 1), "007", "  x "],
    ]
    file = workbook(tmp_path / "bakery.xlsx", {"role_pay": rows})
    pay = records(file)
    assert pay["role bakery/baker"]["pay"] == [
        {
            "minimum": 2400.0,
            "maximum": 3600.5,
            "currency": "EUR",
            "period": "MONTH",
            "as_of": "2024-03-01",
            "market": "2024",
            "note": "true",
        }
    ]
    (cook,) = pay["role bakery/cook"]["pay"]
    assert (cook["minimum"], cook["maximum"], cook["as_of"]) == (1200.5, 10000.0, "2024-03-01")
    assert (cook["market"], cook["note"]) == ("007", "x")


def test_what_is_hidden_is_read_too(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        book["role_skills"].sheet_state = "hidden"
        book["role_skills"].column_dimensions["D"].hidden = True
        book["role_skills"].row_dimensions[2].hidden = True

    file = workbook(tmp_path / "bakery.xlsx", {"role_skills": [[*HEADS, "level"], [*LINK, 0.5]]}, hide)
    assert records(file)["role bakery/baker"]["skills"] == [
        {"skill": "bakery/kneading", "importance": "ESSENTIAL", "level": 0.5}
    ]


def test_a_cell_that_is_merged_down_counts_for_all_its_rows(tmp_path: Path) -> None:
    skills = [*SKILLS, ["bakery/frying", "Frying", "SKILL"]]
    rows: Rows = [HEADS, LINK, [None, "bakery/frying", "OPTIONAL"]]
    sheets: Mapping[str, Rows] = {"skills": skills, "role_skills": rows}
    file = workbook(tmp_path / "bakery.xlsx", sheets, lambda book: book["role_skills"].merge_cells("A2:A3"))
    assert [link["skill"] for link in records(file)["role bakery/baker"]["skills"]] == [
        "bakery/kneading",
        "bakery/frying",
    ]


def _merge_beside(book: Workbook) -> None:
    book["role_skills"].merge_cells("B2:C2")


def _error(book: Workbook) -> None:
    cell = book["role_skills"]["C2"]
    cell.value, cell.data_type = "#REF!", "e"


WRONG: dict[str, tuple[Mapping[str, Rows], Change, str]] = {
    "an error": ({}, _error, "role_skills!C2: holds the error #REF!: mend the formula, or write the value itself"),
    "a formula that nobody worked out": (
        {"role_skills": [HEADS, [*LINK[:2], "=D2"]]},
        lambda _: None,
        "role_skills!C2: holds a formula whose result is not in the file: open it in a spreadsheet program and save "
        "it, or write the value itself",
    ),
    "a formula in the last row": (
        {"role_skills": [HEADS, LINK, ["=A2", "=B2", "=C2"]]},
        lambda _: None,
        "role_skills!A3: holds a formula whose result is not in the file: open it in a spreadsheet program and save "
        "it, or write the value itself",
    ),
    "cells merged side by side": (
        {},
        _merge_beside,
        "role_skills!B2: is merged with the cell beside it: take them apart, so that each column has its own",
    ),
    "a text that became a date": (
        {"role_skills": [[*HEADS, "emphasis"], [*LINK, date(2024, 2, 1)]]},
        lambda _: None,
        "role_skills!D2: emphasis: the spreadsheet has made a date of it (2024-02-01): format the cell as text and "
        "write it again, or as a number",
    ),
    "a number that became a date": (
        {"role_skills": [[*HEADS, "level"], [*LINK, date(2024, 2, 1)]]},
        lambda _: None,
        "role_skills!D2: level: the spreadsheet has made a date of it (2024-02-01): format the cell as text and "
        "write it again, or as a number",
    ),
    "a word of no vocabulary": (
        {"role_skills": [HEADS, [*LINK[:2], "VERY"]]},
        lambda _: None,
        "role_skills!C2: skills.0.importance: expected 'ESSENTIAL' or 'OPTIONAL', found 'VERY'",
    ),
    "a role that is nowhere": (
        {"role_skills": [["importance", "skill", "role"], ["ESSENTIAL", "bakery/kneading", "bakery/bakr"]]},
        lambda _: None,
        "role_skills!C2: role: the role 'bakery/bakr' is in none of these files: load it together with this sheet; "
        "the nearest is bakery/baker",
    ),
    "a value without a heading": (
        {"role_skills": [HEADS, [*LINK, None, "hm"]]},
        lambda _: None,
        "role_skills!E2: the column E has a value ('hm') and no heading: give it one, or delete it",
    ),
    "a column twice": (
        {"role_skills": [[*HEADS, "role"], [*LINK, "x"]]},
        lambda _: None,
        "role_skills!D1: the column 'role' stands twice: delete or rename one",
    ),
    "a sheet that is nearly one": (
        {"role_skils": [HEADS, LINK]},
        lambda _: None,
        "role_skils: not a sheet that is known; is it 'role_skills'?",
    ),
    "a field that datasets do not have": (
        {"dataset": [*DATASET, ["titel", "x"]]},
        lambda _: None,
        "dataset!A5: there is no field 'titel' of a dataset: it has slug, title, description, publisher, url, licence, "
        "version, language, basis, citations",
    ),
    "a dataset without a title": (
        {"dataset": [row for row in DATASET if row[0] != "title"]},
        lambda _: None,
        "dataset: title: is required",
    ),
    "a field of the dataset twice": (
        {"dataset": [*DATASET, ["title", "x"]]},
        lambda _: None,
        "dataset!A5: the field 'title' stands in row 3 already",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_a_cell_does_not_hold_is_refused_with_its_name(tmp_path: Path, case: str) -> None:
    sheets, change, message = WRONG[case]
    file = workbook(tmp_path / "book.xlsx", {"role_skills": [HEADS, LINK], **sheets}, change)
    assert f"book.xlsx:{message}" in problems(file)


def test_a_formula_with_its_result_counts_as_that(tmp_path: Path) -> None:
    file = workbook(tmp_path / "bakery.xlsx", {"role_skills": [HEADS, [*LINK[:2], "=D2"]]})
    whole = tmp_path / "whole.xlsx"
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(whole, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            formula = b'<c r="C2"><f>D2</f><v /></c>'
            result = b'<c r="C2" t="str"><f>D2</f><v>OPTIONAL</v></c>'
            after.writestr(name, text.replace(formula, result))
    assert records(whole)["role bakery/baker"]["skills"] == [{"skill": "bakery/kneading", "importance": "OPTIONAL"}]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "x.xlsx: is not a whole Excel workbook"),
        (b"PK\x03\x04 broken", "x.xlsx: is not a whole Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "x.xlsx: is locked by a password, or of an old format: unlock it and save it as"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_with_advice(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "x.xlsx").write_bytes(content)
    assert problems(tmp_path / "x.xlsx")[0].startswith(message)


def test_a_sheet_that_reaches_too_far_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    def reach(book: Workbook) -> None:
        book["role_skills"]["XFD1048576"] = "x"

    file = workbook(tmp_path / "bakery.xlsx", {"role_skills": [HEADS, LINK]}, reach)
    assert problems(file) == [
        "bakery.xlsx:role_skills: reaches to cell XFD1048576: delete the empty rows and columns behind"
    ]
