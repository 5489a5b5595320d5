"""What is exported, in whatever format, is what was loaded: nothing is lost, and loading it again changes nothing."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # its stubs are another package
import pytest
from hypothesis import given, settings
from ruamel.yaml import YAML

from db.store import Store
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Basis, Importance, Kind
from seeds.exporting import export_csv, export_lines, export_workbook, export_yaml, write_sheets
from seeds.loading import load, parse
from seeds.problems import Refused
from seeds.sheets.declared import SHEETS
from seeds.sheets.workbook_writing import write_workbook
from seeds.template import write_template
from tests.seeds.drawing import files

FORMATS = {
    "yaml": (export_yaml, "copy"),
    "jsonl": (export_lines, "copy.jsonl"),
    "csv": (export_csv, "copy"),
    "xlsx": (export_workbook, "copy.xlsx"),
}
TEST = Key(Kind.DATASET, "test")


def records(*paths: Path) -> dict[Key, Record]:
    return {seed.key: seed.record for seed in parse(list(paths))}


@pytest.mark.parametrize("form", FORMATS)
def test_the_shipped_dataset_comes_out_of_each_format_as_it_went_in(
    sqlite_store: Store, shipped_records: dict[Key, Record], tmp_path: Path, form: str
) -> None:
    export, name = FORMATS[form]
    assert export(sqlite_store, "ai-careers", tmp_path / name) == len(shipped_records)
    assert records(tmp_path / name) == shipped_records
    assert load(sqlite_store, [tmp_path / name], "anna").revision is None
    if form == "xlsx":
        with pytest.raises(Refused, match=r"a workbook is called SOMETHING\.xlsx"):
            export(sqlite_store, "ai-careers", tmp_path / "copy.xls")
    with pytest.raises(Refused, match="is there already"):
        export(sqlite_store, "ai-careers", tmp_path / name)


def parsed(folder: Path, content: Mapping[str, Any]) -> dict[Key, Record]:
    """The records of a seed file; none if something is wrong with it."""
    (folder / "dataset.yaml").write_text("dataset: {slug: test, title: A test}\n")
    with (folder / "all.yaml").open("w") as file:
        YAML(typ="safe").dump(dict(content), file)
    try:
        return records(folder)
    except Refused:
        return {}


@settings(max_examples=30)
@given(content=files())
def test_whatever_the_model_allows_fits_into_sheets(content: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        before = parsed(Path(name), content)
        if before:
            write_sheets(Path(name) / "sheets", before[TEST], before)
            assert records(Path(name) / "sheets") == before


@settings(max_examples=8)
@given(content=files())
def test_whatever_the_model_allows_fits_into_a_workbook(content: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        before = parsed(Path(name), content)
        if before:
            file = Path(name) / "book.xlsx"
            write_workbook(file, file, before[TEST], before, {})
            assert records(file) == before


TEXTS = [
    "=1+1",
    "+1",
    "-x",
    "@x",
    "'quoted",
    "007",
    "1e5",
    "true",
    "2-3",
    "#REF!",
    "https://example.org/",
    "a\nb",
    "a\r\nb",
    "_x0041_",
    "a, b; c\td",
    'say "x"',
    "a\u2028b",
    "😀",
    "<&>",
]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_texts_that_spreadsheets_take_for_something_else_stay_as_they_are(tmp_path: Path, form: str) -> None:
    numbers = [0.1, 6.422, 1 / 3, 0.30000000000000004, 1e-300, 1e16, 1.5, 7.0]
    skills = {
        Key(Kind.SKILL, f"s{place}"): {
            "slug": f"s{place}",
            "name": text,
            "aliases": [text, f"{text}|{text}\\"],
            "description": text,
            "skill_kind": "SKILL",
            "dataset": "test",
            "basis": "INFERRED",
        }
        for place, text in enumerate(TEXTS)
    }
    links = [
        {"skill": f"s{place}", "importance": "ESSENTIAL", "level_rating": number}
        for place, number in enumerate(numbers)
    ]
    role = {"slug": "r", "name": "R", "dataset": "test", "basis": "INFERRED", "skills": links}
    before: dict[Key, Record] = {TEST: {"slug": "test", "title": "T"}, Key(Kind.ROLE, "r"): role, **skills}
    if form == "csv":
        write_sheets(tmp_path / "out", before[TEST], before)
    else:
        write_workbook(tmp_path / "out.xlsx", tmp_path / "out.xlsx", before[TEST], before, {})
    assert records(tmp_path / ("out" if form == "csv" else "out.xlsx")) == before


def test_what_does_not_fit_into_a_workbook_is_refused_and_nothing_is_left(
    sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from seeds.sheets import workbook_writing

    monkeypatch.setattr(workbook_writing, "LONGEST_CELL", 40)
    with pytest.raises(Refused, match=r"x\.xlsx: roles: .+ characters does not fit into a workbook: use --format csv"):
        export_workbook(sqlite_store, "ai-careers", tmp_path / "x.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_the_template_has_every_sheet_and_loads_as_it_is(store: Store, tmp_path: Path) -> None:
    write_template(tmp_path / "mine.xlsx")
    assert load(store, [tmp_path / "mine.xlsx"], "anna").records == 9
    assert load(store, [tmp_path / "mine.xlsx"], "anna").revision is None
    book = openpyxl.load_workbook(tmp_path / "mine.xlsx")
    assert book.sheetnames == ["dataset", *SHEETS]
    for name, sheet in SHEETS.items():
        headings, explanations = list(book[name].iter_rows(max_row=2, values_only=True))
        assert headings == tuple(column.name for column in sheet.columns)
        assert [text.removeprefix("# ").removesuffix(" Required.") for text in explanations] == [
            column.says for column in sheet.columns
        ]
    offered = {
        str(each.sqref).split(":")[0]: each.formula1 for each in book["role_skills"].data_validations.dataValidation
    }
    assert offered["C3"] == f'"{",".join(Importance)}"'
    assert offered["A3"] == "roles!$A$3:$A$2004"
    assert offered["B3"] == "skills!$A$3:$A$2004"
    assert offered["H3"] == f'"{",".join(Basis)}"'


def test_a_newcomer_fills_the_template_and_loads_it(store: Store, tmp_path: Path) -> None:
    write_template(tmp_path / "mine.xlsx")
    book = openpyxl.load_workbook(tmp_path / "mine.xlsx")
    for row in book["dataset"].iter_rows():
        if row[0].value == "slug":
            row[1].value = "bakery"
    for name in SHEETS:
        book[name].delete_rows(3, 20)
    book["roles"].append(["bakery/baker", "Baker"])
    book["skills"].append(["bakery/kneading", "Kneading", "SKILL"])
    book["role_skills"].append(["bakery/baker", "bakery/kneading", "ESSENTIAL", 0.5])
    del book["role_moves"]
    book["sources"].delete_cols(4)
    book.save(tmp_path / "bakery.xlsx")
    assert load(store, [tmp_path / "bakery.xlsx"], "anna").records == 3
    (baker,) = (seed.record for seed in parse([tmp_path / "bakery.xlsx"]) if seed.key.kind is Kind.ROLE)
    assert baker["skills"] == [{"skill": "bakery/kneading", "importance": "ESSENTIAL", "level": 0.5}]
    assert (baker["dataset"], baker["basis"]) == ("bakery", "INFERRED")


@pytest.mark.parametrize("name", ["mine.xls", "mine"])
def test_a_template_is_a_workbook(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"a workbook is called SOMETHING\.xlsx"):
        write_template(tmp_path / name)
    assert list(tmp_path.iterdir()) == []
