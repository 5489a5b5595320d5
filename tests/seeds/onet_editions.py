"""A small O*NET release in each of its layouts and editions, with the headers that the publisher's tables have."""

import csv
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # it has no types

from tests.seeds.releases import ONET_TABLES, SOC, Rows

Tables = Mapping[str, Rows]

RATING = [SOC, "Title", "Element ID", "Element Name", "Scale ID", "Scale Name", "Data Value", "N", "Standard Error"]
RATING += ["Lower CI Bound", "Upper CI Bound", "Recommend Suppress", "Not Relevant", "Date", "Domain Source"]
BAKER = ["51-3011.00", "Bakers"]
SURVEY = ["20", "0.2", "2.9", "4.1"]
DATED = ["08/2025", "Incumbent"]


def rated(element: str, name: str, scale: str, value: str, suppress: str = "N", relevant: str = "") -> list[str]:
    return [*BAKER, element, name, scale, scale, value, *SURVEY, suppress, relevant, *DATED]


MATHEMATICS = [
    rated("2.A.1.e", "Mathematics", "IM", "3.25"),
    rated("2.A.1.e", "Mathematics", "LV", "3.5", relevant="N"),
]
COORDINATION = [rated("2.B.1.b", "Coordination", "IM", "2.5"), rated("2.B.1.b", "Coordination", "LV", "2")]

RELEASE_31: Tables = {
    "Occupation Data": ONET_TABLES["Occupation Data"],
    "Job Titles": [
        [SOC, "Title", "Job Title", "Short Title", "Source(s)"],
        [*BAKER, "Bread Baker", "", "08"],
    ],
    "Sample of Reported Titles": [
        [SOC, "Title", "Reported Job Title", "Shown in My Next Move"],
        [*BAKER, "Cake Baker", "Y"],
    ],
    "Scales Reference": [
        ["Scale ID", "Scale Name", "Minimum", "Maximum"],
        ["IM", "Importance", "1", "5"],
        ["LV", "Level", "0", "7"],
        ["WI", "Work Styles Impact", "-3", "3"],
    ],
    "Content Model Reference": [
        *ONET_TABLES["Content Model Reference"],
        ["2.B.1.b", "Coordination", "Adjusting actions in relation to others."],
        ["2.E.5.a", "Spreadsheet Software", "Programs that calculate in tables."],
        ["4.A.3.a.3", "Controlling Machines", "Using control mechanisms."],
        ["4.A.3.a.3.a", "Operate ovens.", ""],
        ["4.A.3.a.3.a.1", "Operate baking ovens.", ""],
        ["1.D.1.a", "Perseverance", "Keeping at it."],
    ],
    "Essential Skills": [RATING, *MATHEMATICS],
    "Transferable Skills": [RATING, *COORDINATION],
    "Knowledge": [
        RATING,
        rated("2.C.4.a", "Mathematics", "IM", "2.9"),
        rated("2.C.4.a", "Mathematics", "LV", "2.1"),
    ],
    "Work Styles": [
        [SOC, "Title", "Element ID", "Element Name", "Scale ID", "Scale Name", "Data Value", "Date", "Domain Source"],
        [*BAKER, "1.D.1.a", "Perseverance", "WI", "Work Styles Impact", "-0.41", *DATED],
        [*BAKER, "1.D.1.a", "Perseverance", "DR", "Distinctiveness Rank", "0", *DATED],
    ],
    "Software Skills": [
        [SOC, "Title", "Workplace Example", "Element ID", "Element Name", "Hot Technology", "In Demand"],
        [*BAKER, "Microsoft Excel", "2.E.5.a", "Spreadsheet Software", "Y", "Y"],
    ],
    "GWAs to IWAs to DWAs": [
        [f"{level} Element {part}" for level in ("GWA", "IWA", "DWA") for part in ("ID", "Name")],
        [
            "4.A.3.a.3",
            "Controlling Machines",
            "4.A.3.a.3.a",
            "Operate ovens.",
            "4.A.3.a.3.a.1",
            "Operate baking ovens.",
        ],
    ],
    "Tasks to DWAs": [
        [SOC, "Title", "Task ID", "Task", "DWA Element ID", "DWA Element Name", "Date", "Domain Source"],
        [*BAKER, "101", "Set oven temperatures.", "4.A.3.a.3.a.1", "Operate baking ovens.", *DATED],
    ],
    "Task Statements": [
        [SOC, "Title", "Task ID", "Task", "Task Type", "Incumbents Responding", "Date", "Domain Source"],
        [*BAKER, "101", "Set oven temperatures.", "Core", "20", *DATED],
        [*BAKER, "102", "Decorate baked goods.", "Supplemental", "20", *DATED],
    ],
    "Job Zones": [[SOC, "Title", "Job Zone", "Date", "Domain Source"], [*BAKER, "2", *DATED]],
    "Job Zone Reference": ONET_TABLES["Job Zone Reference"],
    "Education Categories": [
        ["Element ID", "Element Name", "Scale ID", "Scale Name", "Category", "Category Description"],
        ["2.D.1", "Required Level of Education", "RL", "", "1", "Less than a High School Diploma"],
        ["2.D.1", "Required Level of Education", "RL", "", "6", "Bachelor's Degree"],
    ],
    "Education": [
        [*RATING[:6], "Category", *RATING[6:12], "Date", "Domain Source"],
        [*BAKER, "2.D.1", "", "RL", "", "1", "60.5", *SURVEY, "N", *DATED],
        [*BAKER, "2.D.1", "", "RL", "", "6", "39.5", *SURVEY, "N", *DATED],
    ],
    "Training and Experience Categories": [
        ["Element ID", "Element Name", "Scale ID", "Scale Name", "Category", "Category Description"],
        ["3.A.1", "Related Work Experience", "RW", "", "1", "None"],
    ],
    "Training and Experience": [
        [*RATING[:6], "Category", *RATING[6:12], "Date", "Domain Source"],
        [*BAKER, "3.A.1", "", "RW", "", "1", "100", *SURVEY, "N", *DATED],
    ],
    "Related Occupations": [
        [SOC, "Title", "Related O*NET-SOC Code", "Related Title", "Relatedness Tier", "Index"],
        [*BAKER, "35-2012.00", "Cooks, Institution and Cafeteria", "Primary-Short", "1"],
    ],
}
"""31.0: tables and columns as they are called from 30.3 on."""

RELEASE_29: Tables = {
    **ONET_TABLES,
    "Content Model Reference": [
        *ONET_TABLES["Content Model Reference"],
        ["1.C.1.b", "Persistence", "Keeping at it."],
        ["4.A.3.a.3", "Controlling Machines", "Using control mechanisms."],
    ],
}
"""29.3: tables and columns as they are called up to 30.2."""

REPEATED: tuple[str, ...] = ("Title", "Related Title", "Element Name", "Scale Name", "Task")
REPEATED += tuple(f"{level} {name}" for level in ("GWA", "IWA", "DWA") for name in ("Element Name", "Title"))
NAMED_HERE: tuple[str, ...] = ("Occupation Data", "Content Model Reference", "Scales Reference", "Task Statements")
NAMED_HERE += ("DWA Reference", "IWA Reference", "Emerging Tasks")


def without_names(tables: Tables) -> dict[str, Rows]:
    """The tables without the columns of names that repeat an identifier, as the text edition has them."""
    found: dict[str, Rows] = {}
    for name, rows in tables.items():
        kept = [place for place, column in enumerate(rows[0]) if name in NAMED_HERE or column not in REPEATED]
        found[name] = [[row[place] for place in kept] for row in rows]
    return found


def text(folder: Path, tables: Tables) -> Path:
    for name, rows in without_names(tables).items():
        _write(folder / f"{name}.txt", "".join("\t".join(row) + "\r\n" for row in rows))
    return folder


def excel(folder: Path, tables: Tables) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, (header, *rows) in tables.items():
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(list(header))
        for row in rows:
            sheet.append([float(value) if re.fullmatch(r"-?\d+(\.\d+)?", value) else value for value in row])
        book.save(folder / f"{name}.xlsx")
    return folder


def comma_separated(folder: Path, tables: Tables) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (folder / f"{snake(name)}.csv").open("w", newline="", encoding="utf-8-sig") as file:
            csv.writer(file).writerows(rows)
    return folder


def as_json(folder: Path, tables: Tables) -> Path:
    for name, (header, *rows) in tables.items():
        names = [snake(column) for column in header]
        found = [
            {column: _typed(value) for column, value in zip(names, row, strict=True) if value != ""} for row in rows
        ]
        _write(folder / f"{snake(name)}.json", json.dumps({"row": found}))
    return folder


def mysql(folder: Path, tables: Tables) -> Path:
    """A file for each table, a statement for each row."""
    for number, (name, (header, *rows)) in enumerate(without_names(tables).items(), start=1):
        columns = [snake(column) for column in header]
        made = ", ".join(f"{column} CHARACTER VARYING(1000)" for column in columns)
        told = [f"INSERT INTO {snake(name)} ({', '.join(columns)}) VALUES ({_literals(row)});" for row in rows]
        create = f"CREATE TABLE {snake(name)} ({made},\n  PRIMARY KEY ({columns[0]}));"
        lines = ["/*! START TRANSACTION */;", create, "/*! COMMIT */;", *told]
        _write(folder / f"{number:02}_{snake(name)}.sql", "\r\n".join(lines))
    return folder


def postgresql(folder: Path, tables: Tables) -> Path:
    """One file with all tables, many rows a statement, columns named where tables are created; some are copied."""
    parts = []
    for number, (name, (header, *rows)) in enumerate(without_names(tables).items()):
        columns = [snake(column) for column in header]
        made = ",\n    ".join(f"{column} character varying(1000) DEFAULT ('x, y')" for column in columns)
        table = f"public.{snake(name)}"
        parts.append(f"CREATE TABLE {table} (\n    {made},\n    CONSTRAINT one UNIQUE ({columns[0]})\n);")
        if number % 2:
            cells = ["\t".join(value or "\\N" for value in row) for row in rows]
            parts.append("\n".join((f"COPY {table} ({', '.join(columns)}) FROM stdin;", *cells, "\\.")))
        else:
            told = ",\n".join(f"    ({_literals(row)})" for row in rows)
            parts.append(f"INSERT INTO {table} VALUES\n{told};")
    _write(folder / "onet.sql", "\n\n".join(parts))
    return folder


EDITIONS = (text, excel, comma_separated, as_json, mysql, postgresql)


def snake(name: str) -> str:
    """A name as it is called in SQL, and files of the CSV and JSON editions are."""
    flat = name.replace("O*NET-SOC", "onetsoc").replace(
        "Education, Training, and Experience Categories", "ete categories"
    )
    flat = flat.replace("Education, Training, and Experience", "education training experience")
    return re.sub(r"[^a-z0-9]+", "_", flat.lower()).strip("_")


def _typed(value: str) -> str | float:
    return float(value) if re.fullmatch(r"-?\d+\.\d+", value) else value


def _literals(row: Sequence[str]) -> str:
    return ", ".join("NULL" if value == "" else "'" + value.replace("'", "''") + "'" for value in row)


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="")
