"""Small releases of ESCO and O*NET in their publishers' own form, for tests that have to break something."""

import csv
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ESCO_URI = "http://data.europa.eu/esco"
Rows = Sequence[Sequence[str]]


def uri(kind: str, name: str) -> str:
    return f"{ESCO_URI}/{kind}/{name}"


def write_csv(path: Path, rows: Rows) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


ESCO_TABLES: Mapping[str, Rows] = {
    "occupations_en.csv": [
        [
            "conceptUri",
            "iscoGroup",
            "preferredLabel",
            "altLabels",
            "status",
            "regulatedProfessionNote",
            "scopeNote",
            "description",
            "code",
        ],
        [
            uri("occupation", "1"),
            "7512",
            "baker",
            "bread maker\nbaking person",
            "released",
            f"{ESCO_URI}/regulated-professions/unregulated",
            "Excludes cooks.",
            'Bakes "bread", and\nrolls.',
            "7512.1",
        ],
        [
            uri("occupation", "2"),
            "7512",
            "pastry baker",
            "",
            "released",
            f"{ESCO_URI}/regulated-professions/regulated",
            "",
            "Bakes cakes.",
            "7512.1.1",
        ],
    ],
    "ISCOGroups_en.csv": [
        ["conceptUri", "code", "preferredLabel", "description"],
        [uri("isco", "C7512"), "7512", "Bakers, pastry-cooks and confectionery makers", "They bake."],
        [uri("isco", "C75"), "75", "Food processing workers", ""],
    ],
    "skills_en.csv": [
        ["conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels", "status", "description"],
        [uri("skill", "a"), "skill/competence", "sector-specific", "knead dough", "kneading", "released", "By hand."],
        [uri("skill", "b"), "knowledge", "cross-sector", "food hygiene", "", "released", ""],
        [uri("skill", "c"), "skill/competence", "transversal", "show initiative", "", "released", ""],
        [uri("skill", "d"), "skill/competence", "transversal", "speak German", "", "released", ""],
    ],
    "skillGroups_en.csv": [
        ["conceptUri", "preferredLabel", "code"],
        [uri("skill", "S1"), "handling food", "S1"],
    ],
    "transversalSkillsCollection_en.csv": [["conceptUri"], [uri("skill", "c")]],
    "languageSkillsCollection_en.csv": [["conceptUri"], [uri("skill", "d")]],
    "greenSkillsCollection_en.csv": [["conceptUri"], [uri("skill", "b")]],
    "broaderRelationsOccPillar.csv": [
        ["conceptType", "conceptUri", "broaderType", "broaderUri"],
        ["Occupation", uri("occupation", "2"), "Occupation", uri("occupation", "1")],
        ["ISCOGroup", uri("isco", "C7512"), "ISCOGroup", uri("isco", "C75")],
        ["Occupation", uri("occupation", "1"), "ISCOGroup", uri("isco", "C7512")],
    ],
    "broaderRelationsSkillPillar.csv": [
        ["conceptUri", "broaderUri"],
        [uri("skill", "a"), uri("skill", "S1")],
    ],
    "skillSkillRelations.csv": [
        ["originalSkillUri", "relationType", "relatedSkillUri"],
        [uri("skill", "a"), "optional", uri("skill", "b")],
    ],
    "occupationSkillRelations.csv": [
        ["occupationUri", "relationType", "skillUri"],
        [uri("occupation", "1"), "essential", uri("skill", "a")],
        [uri("occupation", "1"), "optional", uri("skill", "b")],
        [uri("occupation", "2"), "essential", uri("skill", "a")],
    ],
}


def esco(folder: Path, **changed: Rows | None) -> Path:
    """A small ESCO release: `changed` tables (by name without `.csv`) have other rows, or are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in ESCO_TABLES.items():
        chosen = changed.get(name.removesuffix(".csv"), rows)
        if chosen is not None:
            write_csv(folder / name, chosen)
    return folder


def zipped(folder: Path, target: Path, names: Iterable[str] | None = None) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            if names is None or file.name in names:
                archive.write(file, file.name)
    return target


SOC = "O*NET-SOC Code"
ONET_TABLES: Mapping[str, Rows] = {
    "Occupation Data": [
        [SOC, "Title", "Description"],
        ["51-3011.00", "Bakers", "Mix and bake ingredients."],
        ["35-2012.00", "Cooks, Institution and Cafeteria", "Prepare and cook food."],
    ],
    "Alternate Titles": [
        [SOC, "Alternate Title", "Short Title", "Source(s)"],
        ["51-3011.00", "Bread Baker", "n/a", "08"],
    ],
    "Sample of Reported Titles": [
        [SOC, "Reported Job Title", "Shown in My Next Move"],
        ["51-3011.00", "Cake Baker", "Y"],
    ],
    "Scales Reference": [
        ["Scale ID", "Scale Name", "Minimum", "Maximum"],
        ["IM", "Importance", "1", "5"],
        ["LV", "Level", "0", "7"],
    ],
    "Content Model Reference": [
        ["Element ID", "Element Name", "Description"],
        ["2.A", "Basic Skills", "Capacities that help learning."],
        ["2.A.1", "Content", "Background structures."],
        ["2.A.1.e", "Mathematics", "Using mathematics."],
        ["2.C.4.a", "Mathematics", "Knowledge of arithmetic."],
    ],
    "Skills": [
        [SOC, "Element ID", "Element Name", "Scale ID", "Data Value", "Recommend Suppress"],
        ["51-3011.00", "2.A.1.e", "Mathematics", "IM", "3.25", "N"],
        ["51-3011.00", "2.A.1.e", "Mathematics", "LV", "3.5", "N"],
        ["35-2012.00", "2.A.1.e", "Mathematics", "IM", "2.00", "N"],
        ["35-2012.00", "2.A.1.e", "Mathematics", "LV", "1.75", "Y"],
    ],
    "Knowledge": [
        [SOC, "Element ID", "Element Name", "Scale ID", "Data Value", "Recommend Suppress"],
        ["51-3011.00", "2.C.4.a", "Mathematics", "IM", "2.9", "N"],
        ["51-3011.00", "2.C.4.a", "Mathematics", "LV", "2.1", "N"],
    ],
    "Work Styles": [
        [SOC, "Element ID", "Element Name", "Scale ID", "Data Value", "Recommend Suppress"],
        ["51-3011.00", "1.C.1.b", "Persistence", "IM", "4.1", "N"],
    ],
    "Technology Skills": [
        [SOC, "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand"],
        ["51-3011.00", "Microsoft Excel", "43232110", "Spreadsheet software", "Y", "Y"],
        ["35-2012.00", "Microsoft Excel", "43232110", "Spreadsheet software", "Y", "N"],
    ],
    "Tools Used": [
        [SOC, "Example", "Commodity Code", "Commodity Title"],
        ["51-3011.00", "Dough mixers", "48101601", "Mixers"],
    ],
    "DWA Reference": [
        ["Element ID", "Element Name", "IWA ID", "IWA Title", "DWA ID", "DWA Title"],
        [
            "4.A.3.a.3",
            "Controlling Machines",
            "4.A.3.a.3.I01",
            "Operate ovens.",
            "4.A.3.a.3.I01.D01",
            "Operate baking ovens.",
        ],
    ],
    "Tasks to DWAs": [[SOC, "Task ID", "DWA ID"], ["51-3011.00", "101", "4.A.3.a.3.I01.D01"]],
    "Task Statements": [
        [SOC, "Task ID", "Task", "Task Type"],
        ["51-3011.00", "101", "Set oven temperatures.", "Core"],
        ["51-3011.00", "102", "Decorate baked goods.", "Supplemental"],
    ],
    "Job Zones": [[SOC, "Job Zone"], ["51-3011.00", "2"]],
    "Job Zone Reference": [
        ["Job Zone", "Name", "Experience", "Education", "Job Training"],
        ["2", "Job Zone Two: Some Preparation Needed", "Some experience.", "A diploma.", "Some months."],
    ],
    "Education, Training, and Experience Categories": [
        ["Element ID", "Scale ID", "Category", "Category Description"],
        ["2.D.1", "RL", "1", "Less than a High School Diploma"],
        ["2.D.1", "RL", "6", "Bachelor's Degree"],
    ],
    "Education, Training, and Experience": [
        [SOC, "Element ID", "Scale ID", "Category", "Data Value", "Recommend Suppress"],
        ["51-3011.00", "2.D.1", "RL", "1", "60.5", "N"],
        ["51-3011.00", "2.D.1", "RL", "6", "39.5", "N"],
    ],
    "Related Occupations": [
        [SOC, "Related O*NET-SOC Code", "Relatedness Tier", "Index"],
        ["51-3011.00", "35-2012.00", "Primary-Short", "1"],
    ],
}


def onet(folder: Path, **changed: Rows | None) -> Path:
    """A small O*NET release as text: `changed` tables have other rows, or are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in ONET_TABLES.items():
        chosen = changed.get(name, rows)
        if chosen is not None:
            (folder / f"{name}.txt").write_text("".join("\t".join(row) + "\n" for row in chosen), encoding="utf-8")
    return folder
