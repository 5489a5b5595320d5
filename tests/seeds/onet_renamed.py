"""The tables of O*NET 29.3 as 31.0 has them: other names of tables and columns, other numbers of activities."""

import csv
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.seeds.onet_editions import snake

TABLES: tuple[str, ...] = (
    "Occupation Data",
    "Content Model Reference",
    "Scales Reference",
    "Knowledge",
    "Task Statements",
)
TABLES += ("Job Zones", "Job Zone Reference", "Sample of Reported Titles", "Related Occupations")
RENAMED = {"Alternate Title": "Job Title", "Example": "Workplace Example", "Commodity Title": "Element Name"}
ACTIVITIES = {"Element ID": "GWA Element ID", "Element Name": "GWA Element Name"}
ACTIVITIES |= {f"{level} ID": f"{level} Element ID" for level in ("IWA", "DWA")}
ACTIVITIES |= {f"{level} Title": f"{level} Element Name" for level in ("IWA", "DWA")}
EDUCATION = "Education, Training, and Experience"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
Rows = list[list[str]]


def as_31(release: Path, folder: Path) -> Path:
    """The CSV edition of the release in `folder`, as the publisher would call its tables from 30.3 on."""

    def table(name: str) -> Rows:
        rows = CalamineWorkbook.from_path(release / f"{name}.xlsx").get_sheet_by_index(0).to_python()
        return [[_text(value) for value in row] for row in rows]

    folder.mkdir()
    for name in TABLES:
        _write(folder, name, table(name))
    skills = table("Skills")
    for name, part in (("Essential Skills", "2.A"), ("Transferable Skills", "2.B")):
        _write(folder, name, _those(skills, "Element ID", part))
    for kind in ("", " Categories"):
        told = table(f"{EDUCATION}{kind}")
        _write(folder, f"Education{kind}", _those(told, "Element ID", "2.D"))
        _write(folder, f"Training and Experience{kind}", _those(told, "Element ID", "3.A"))
    _write(folder, "Job Titles", _with(table("Alternate Titles"), RENAMED))
    header, *software = _with(table("Technology Skills"), {**RENAMED, "Commodity Code": "Element ID"})
    place = header.index("Element ID")
    elements = {code: f"2.E.{number}" for number, code in enumerate(sorted({row[place] for row in software}), start=1)}
    _write(folder, "Software Skills", [header, *([*r[:place], elements[r[place]], *r[place + 1 :]] for r in software)])
    for old, new in (("DWA Reference", "GWAs to IWAs to DWAs"), ("Tasks to DWAs", "Tasks to DWAs")):
        header, *rows = _with(table(old), ACTIVITIES if old != new else dict(list(ACTIVITIES.items())[2:]))
        places = [place for place, name in enumerate(header) if name.startswith(("IWA", "DWA")) and name.endswith("ID")]
        for row in rows:
            for place in places:
                row[place] = renumbered(row[place])
        _write(folder, new, [header, *rows])
    return folder


def renumbered(activity: str) -> str:
    """4.A.2.a.4.I09.D03 as 30.3 and later number it: 4.A.2.a.4.i.3."""
    parts = []
    for part in activity.split("."):
        if part[0] == "I" and part[1:].isdecimal():
            part = LETTERS[(int(part[1:]) - 1) % 26] * (1 + (int(part[1:]) - 1) // 26)
        parts.append(str(int(part[1:])) if part[0] == "D" and part[1:].isdecimal() else part)
    return ".".join(parts)


def _those(rows: Rows, column: str, beginning: str) -> Rows:
    header, *others = rows
    place = header.index(column)
    return [header, *(row for row in others if row[place].startswith(beginning))]


def _with(rows: Rows, names: dict[str, str]) -> Rows:
    header, *others = rows
    return [[names.get(name, name) for name in header], *others]


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _write(folder: Path, name: str, rows: Rows) -> None:
    with (folder / f"{snake(name)}.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
