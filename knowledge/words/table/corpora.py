"""The texts that words are counted in when the table is made: labels and descriptions of ESCO 1.1.0 and O*NET 29.3."""

import csv
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

ESCO = "esco-v1.1.0/classification-en.zip"
ESCO_TABLES = ("occupations_en.csv", "skills_en.csv", "ISCOGroups_en.csv", "skillGroups_en.csv")
ESCO_COLUMNS = ("preferredLabel", "altLabels", "hiddenLabels", "description", "definition", "scopeNote")
"""Of these each table has some. Lists of labels are parted by line breaks."""

ONET = "onet-29.3"
ONET_COLUMNS = {
    "Occupation Data": ("Title", "Description"),
    "Alternate Titles": ("Alternate Title", "Short Title"),
    "Sample of Reported Titles": ("Reported Job Title",),
    "Task Statements": ("Task",),
    "DWA Reference": ("DWA Title", "IWA Title", "Element Name"),
    "Technology Skills": ("Example", "Commodity Title"),
    "Tools Used": ("Example", "Commodity Title"),
    "Content Model Reference": ("Element Name", "Description"),
}


def texts(data: Path) -> list[str]:
    """Every text once, in a fixed order. Ends the program with what to do where a file is missing."""
    needed = [data / ESCO, *(data / ONET / f"{table}.xlsx" for table in ONET_COLUMNS)]
    missing = [str(path) for path in needed if not path.is_file()]
    if missing:
        sys.exit(
            "The table of word vectors counts words in ESCO 1.1.0 (classification, English) and O*NET 29.3 (Excel). "
            f"Missing: {', '.join(missing)}. Say where they are: make vectors DATA=FOLDER"
        )
    csv.field_size_limit(sys.maxsize)
    return list(dict.fromkeys(text for text in (*_esco(data / ESCO), *_onet(data / ONET)) if text))


def _esco(path: Path) -> Iterator[str]:
    with ZipFile(path) as archive:
        for table in ESCO_TABLES:
            with archive.open(table) as file:
                for row in csv.DictReader(TextIOWrapper(file, "utf-8-sig", newline="")):
                    for column in ESCO_COLUMNS:
                        value = row.get(column) or ""
                        yield from (each.strip() for each in (value.split("\n") if "Labels" in column else [value]))


def _onet(folder: Path) -> Iterator[str]:
    for table, columns in ONET_COLUMNS.items():
        header, *rows = CalamineWorkbook.from_path(folder / f"{table}.xlsx").get_sheet_by_index(0).to_python()
        absent = [column for column in columns if column not in header]
        if absent:
            sys.exit(f"{folder / table}.xlsx has no column {absent[0]!r}; is this O*NET 29.3, the Excel edition?")
        places = [header.index(column) for column in columns]
        for row in rows:
            yield from (str(row[place]).strip() for place in places)
