"""Tables of others become records and links by a mapping; what is wrong is told with its places in both."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # its stubs are another package
import orjson
import pytest

from db.store import Store
from knowledge.model.vocabulary import Kind
from seeds.importing.imported import Imported
from seeds.importing.tables import read_mapping, read_tables
from seeds.loading import load_seeds
from seeds.problems import Refused

Known = Mapping[Kind, Mapping[str, str]]
NOTHING: Known = {}
HEAD = """\
dataset: {slug: acme, title: Skills at ACME}
basis: INFERRED
scheme: acme
tables:
"""
SKILLS = """\
  - file: skills.csv
    records: skills
    identity: ID
    fields: {name: Title, skill_kind: {value: SKILL}}
"""
TITLES = "ID,Title\n7,Kneading dough\n8,Frying\n"


def folder_of(path: Path, files: Mapping[str, str]) -> Path:
    folder = path / "tables"
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content)
    return folder


def imported(
    path: Path, files: Mapping[str, str], tables: str, known: Mapping[Kind, Mapping[str, str]] | None = None
) -> Imported:
    (path / "map.yaml").write_text(HEAD + tables)
    return read_tables(folder_of(path, files), read_mapping(path / "map.yaml"), known or {})


def records(found: Imported) -> dict[str, Any]:
    made = {str(seed.key): dict(seed.record) for seed in found.seeds}
    for record in made.values():
        assert record.pop("basis", "INFERRED") == "INFERRED"
        assert record.pop("dataset", "acme") == "acme"
    return made


def problems(path: Path, files: Mapping[str, str], tables: str) -> list[str]:
    with pytest.raises(Refused) as refusal:
        imported(path, files, tables)
    return [str(each).replace(f"{path}/", "") for each in refusal.value.problems]


def test_columns_become_fields_by_each_way_of_making_a_value(tmp_path: Path) -> None:
    tables = """\
  - file: skills.csv
    records: skills
    identity: ID
    fields:
      name: {text: "{Title} ({Area})"}
      skill_kind: {column: Type, values: {skill: SKILL, know-how: KNOWLEDGE}, otherwise: TRANSVERSAL}
      aliases: [{column: Also, split: ";"}, Short]
      category: {value: Kitchen}
      description: Notes
      collections: {column: Levels, split: ",", ranges: true, says: "Level {}"}
      external_ids: [{scheme: {value: url}, identifier: Link}]
"""
    content = (
        "ID,Title,Area,Type,Also,Short,Notes,Levels,Link\n"
        '7,Kneading,dough,skill,Folding; Working,K,"By hand, mostly.","1,3-5",https://x.example/7\n'
        "8,Frying,pans,odd,,,,,\n"
    )
    made = records(imported(tmp_path, {"skills.csv": content}, tables))
    assert made["skill acme/kneading-dough"] == {
        "slug": "acme/kneading-dough",
        "name": "Kneading (dough)",
        "skill_kind": "SKILL",
        "aliases": ["Folding", "Working", "K"],
        "category": "Kitchen",
        "description": "By hand, mostly.",
        "collections": ["Level 1", "Level 3", "Level 4", "Level 5"],
        "external_ids": [{"scheme": "acme", "identifier": "7"}, {"scheme": "url", "identifier": "https://x.example/7"}],
    }
    assert made["skill acme/frying-pans"] == {
        "slug": "acme/frying-pans",
        "name": "Frying (pans)",
        "skill_kind": "TRANSVERSAL",
        "category": "Kitchen",
        "external_ids": [{"scheme": "acme", "identifier": "8"}],
    }


def test_links_are_made_of_a_second_table_by_the_names_that_tables_have_for_records(tmp_path: Path) -> None:
    tables = f"""\
{SKILLS}\
  - file: jobs.csv
    records: roles
    identity: Job
    known_as: [Number]
    fields: {{name: Job, groups: Group, tools: {{column: Tools, split: "|"}}}}
  - file: groups.csv
    records: role_groups
    identity: Code
    fields: {{name: Name, scheme: {{value: ISCO}}, code: {{column: Code, lower: true}}}}
  - file: groups.csv
    links: role_groups.broader
    of: Code
    to: Above
    filled: [Above]
  - {{file: tools.csv, records: tools, identity: Tool, fields: {{name: Tool}}}}
  - file: needs.csv
    links: roles.skills
    of: Job no
    fields:
      skill: Skill
      importance: {{column: Must, values: {{"yes": ESSENTIAL, "": OPTIONAL}}}}
      level: Level
  - {{file: ladder.csv, links: roles.groups, of: Job, to: Group}}
"""
    files = {
        "skills.csv": TITLES,
        "jobs.csv": "Job,Number,Group,Tools\nBaker,1,75A,Oven|Whisk\nCook,2,,\n",
        "groups.csv": "Code,Name,Above\n75,Craft,\n75A,Bakers,75\n",
        "tools.csv": "Tool\nOven\nWhisk\n",
        "needs.csv": "Job no;Skill;Must;Level\n1;7;yes;0,5\n1;8;;\n1;8;;\n",
        "ladder.csv": "Job,Group\nCook,75\n",
    }
    found = imported(tmp_path, files, tables)
    made = records(found)
    assert made["role acme/baker"]["skills"] == [
        {"skill": "acme/kneading-dough", "importance": "ESSENTIAL", "level": 0.5},
        {"skill": "acme/frying", "importance": "OPTIONAL"},
    ]
    assert made["role acme/baker"]["groups"] == ["acme/bakers"]
    assert made["role acme/cook"]["groups"] == ["acme/craft"]
    assert made["role acme/baker"]["tools"] == [{"tool": "acme/oven"}, {"tool": "acme/whisk"}]
    assert (made["role group acme/bakers"]["broader"], made["role group acme/bakers"]["code"]) == ("acme/craft", "75a")
    assert found.notes == {"roles.skills that stand twice": 1}


def test_slugs_stay_with_identities_whatever_things_are_called_later(store: Store, tmp_path: Path) -> None:
    load_seeds(store, imported(tmp_path, {"skills.csv": TITLES}, SKILLS).seeds, "tables", "anna")
    with store.reading() as reader:
        known = reader.slugs_by_identifier("acme")
    later = "ID,Title\n9,Frying\n8,Deep frying\n7,Kneading dough\n"
    made = records(imported(tmp_path, {"skills.csv": later}, SKILLS, known))
    assert made["skill acme/frying"]["name"] == "Deep frying"
    (new,) = (slug for slug in made if slug.startswith("skill acme/frying-"))
    assert made[new]["name"] == "Frying"


def test_files_of_other_forms_are_tables_too(tmp_path: Path) -> None:
    expected = records(imported(tmp_path, {"skills.csv": TITLES}, SKILLS))
    book = openpyxl.Workbook()
    book.create_sheet("Data")
    for row in (["Our skills"], [], ["Title", "ID"], ["Kneading dough", 7], ["Frying", 8]):
        book["Data"].append(row)
    book.save(tmp_path / "skills.xlsx")
    objects = [{"ID": 7, "Title": "Kneading dough"}, {"ID": 8, "Title": "Frying"}]
    (tmp_path / "skills.json").write_bytes(orjson.dumps({"data": {"items": objects}}))
    (tmp_path / "skills.jsonl").write_bytes(b"\n".join(map(orjson.dumps, objects)))
    (tmp_path / "skills.txt").write_bytes(TITLES.replace(",", "\t").encode("utf-16"))
    for name, place in (
        ("skills.xlsx", "sheet: data"),
        ("skills.json", "at: data.items"),
        ("skills.jsonl", "file: skills.jsonl"),
        ("skills.txt", "file: SKILLS.TXT"),
    ):
        (tmp_path / "map.yaml").write_text(HEAD + SKILLS.replace("file: skills.csv", place))
        assert records(read_tables(tmp_path / name, read_mapping(tmp_path / "map.yaml"), {})) == expected, name


def test_what_is_nested_in_json_has_headings_with_points(tmp_path: Path) -> None:
    tables = """\
  - file: skills.json
    records: skills
    identity: id
    fields: {name: label.en, skill_kind: {value: SKILL}, aliases: {column: label.also, split: "|"}}
"""
    item = {"id": 1, "label": {"en": "Frying", "also": ["A|B", "C"]}}
    made = records(imported(tmp_path, {"skills.json": orjson.dumps([item]).decode()}, tables))
    assert (made["skill acme/frying"]["name"], made["skill acme/frying"]["aliases"]) == ("Frying", ["A|B", "C"])


def test_what_no_table_of_the_mapping_is_about_is_told(tmp_path: Path) -> None:
    tables = SKILLS.replace("    fields:", "    where: {Kind: [a, b]}\n    ignore: [Kind]\n    fields:")
    files = {"skills.csv": "ID,Title,Kind,Colour\n7,Kneading,a,x\n8,Frying,c,y\n", "more.csv": "x\n", "notes.md": "hm"}
    found = imported(tmp_path, files, tables)
    assert [str(each).replace(f"{tmp_path}/", "") for each in found.doubts] == [
        "tables/skills.csv: warning: the column 'Colour' is not read: map it, or name it under `ignore`",
        "tables/skills.csv: warning: 1 rows are not read: no table of the mapping is about them",
        "tables/more.csv: warning: is not read: no table of the mapping is in it",
    ]
    assert [name for name in records(found) if name.startswith("skill")] == ["skill acme/kneading"]


NEEDS = "  - {file: needs.csv, links: roles.skills, of: Job, fields: {skill: Skill, importance: {value: OPTIONAL}}}\n"
JOBS = "  - {file: jobs.csv, records: roles, identity: Job, fields: {name: Job}}\n"
WRONG_ROWS: dict[str, tuple[dict[str, str], str, str]] = {
    "a value that is not translated": (
        {"skills.csv": "ID,Title,Type\n7,Kneading,odd\n"},
        SKILLS.replace("{value: SKILL}", "{column: Type, values: {a: SKILL, b: KNOWLEDGE}}"),
        "tables/skills.csv:2: skill_kind: 'odd' is none of the values that the mapping translates: 'a', 'b' "
        "(by map.yaml:8)",
    ),
    "a value that the field does not take": (
        {"skills.csv": "ID,Title,Type\n7,Kneading,odd\n"},
        SKILLS.replace("{value: SKILL}", "Type"),
        "tables/skills.csv:2: skill_kind: expected 'SKILL', 'KNOWLEDGE', 'LANGUAGE', 'TRANSVERSAL' or 'GROUP', "
        "found 'odd' (by map.yaml:8)",
    ),
    "an identity twice": (
        {"skills.csv": "ID,Title\n7,Kneading\n7,Frying\n"},
        SKILLS,
        "tables/skills.csv:3: identity: '7' stands at tables/skills.csv:2 already (by map.yaml:7)",
    ),
    "a row without an identity": (
        {"skills.csv": "ID,Title\n,Kneading\n"},
        SKILLS,
        "tables/skills.csv:2: identity: is 0 values, and must be one (by map.yaml:7)",
    ),
    "a row without a name": (
        {"skills.csv": "ID,Title\n7,\n"},
        SKILLS,
        "tables/skills.csv:2: name: is required (by map.yaml:8)",
    ),
    "a link to what no table has": (
        {"skills.csv": TITLES, "jobs.csv": "Job\nBaker\n", "needs.csv": "Job,Skill\nBaker,77\n"},
        SKILLS + JOBS + NEEDS,
        "tables/needs.csv:2: skills: '77' is the name of no record of these tables (by map.yaml:10)",
    ),
    "a link of what no table has": (
        {"skills.csv": TITLES, "jobs.csv": "Job\nBaker\n", "needs.csv": "Job,Skill\nBakr,7\n"},
        SKILLS + JOBS + NEEDS,
        "tables/needs.csv:2: skills: 'Bakr' is the name of no record of these tables (by map.yaml:10)",
    ),
    "a name that two records have": (
        {
            "skills.csv": "ID,Title\n7,Frying\n8,Frying\n",
            "jobs.csv": "Job\nBaker\n",
            "needs.csv": "Job,Skill\nBaker,Frying\n",
        },
        SKILLS.replace("    fields", "    known_as: [Title]\n    fields") + JOBS + NEEDS,
        "tables/needs.csv:2: skills: 'Frying' names 2 records; one is at tables/skills.csv:3 (by map.yaml:11)",
    ),
    "more cells than headings": (
        {"skills.csv": "ID,Title\n7,Kneading, daily\n"},
        SKILLS,
        "tables/skills.csv:2: expected 2 fields, found 3: the headings end before ' daily'.",
    ),
    "a number that can mean two things": (
        {"skills.csv": TITLES, "jobs.csv": "Job\nBaker\n", "needs.csv": "Job;Skill;L\nBaker;7;1.234\n"},
        SKILLS + JOBS + NEEDS.replace("{skill: Skill,", "{skill: Skill, level_rating: L,"),
        "tables/needs.csv:2: level_rating: '1.234' can mean 1234 or 1.234",
    ),
    "several values where one stands": (
        {"skills.csv": "ID,Title\n7,a;b\n"},
        SKILLS.replace("name: Title", 'name: {column: Title, split: ";"}'),
        "tables/skills.csv:2: name: holds one value, and these are 2: add `take` (by map.yaml:8)",
    ),
}


@pytest.mark.parametrize("case", WRONG_ROWS)
def test_a_row_that_is_wrong_is_told_with_its_line_and_that_of_the_mapping(tmp_path: Path, case: str) -> None:
    files, tables, message = WRONG_ROWS[case]
    found = problems(tmp_path, files, tables)
    assert any(each.startswith(message) for each in found), found


WRONG_MAPPINGS: dict[str, tuple[str, str]] = {
    "a column that is not there": (
        SKILLS.replace("Title", "Titel"),
        "map.yaml:5: tables.0: there is no column 'Titel' in tables/skills.csv; is it 'Title'? The columns are: ID",
    ),
    "a field that is not there": (
        SKILLS.replace("name:", "nam:"),
        "map.yaml:8: tables.0.fields.nam: there is no field 'nam'; the nearest is 'name'; there is slug, name",
    ),
    "a section that is not there": (
        SKILLS.replace("skills\n", "skill\n"),
        "map.yaml:6: tables.0.records: there is no section 'skill'",
    ),
    "a key that is not there": (SKILLS.replace("identity", "id"), "map.yaml:7: tables.0.id: unknown field"),
    "no way to a value": (
        SKILLS.replace("{value: SKILL}", "{split: x}"),
        "map.yaml:8: tables.0.fields.skill_kind: expected one of column, value, text",
    ),
    "a file that is not there": (
        SKILLS.replace("skills.csv", "skils.csv"),
        "map.yaml:5: tables.0.file: there is no file 'skils.csv' at tables; there is skills.csv",
    ),
    "a way out of the folder": (
        SKILLS.replace("skills.csv", "../map.yaml"),
        "map.yaml:5: tables.0.file: leads out of the folder: '../map.yaml'",
    ),
    "an absolute path": (
        SKILLS.replace("skills.csv", "/etc/passwd"),
        "map.yaml:5: tables.0.file: leads out of the folder: '/etc/passwd'",
    ),
    "no file of a folder": (
        SKILLS.replace("  - file: skills.csv\n    records", "  - records"),
        "map.yaml:5: tables.0: say which file of the folder it is",
    ),
    "records and links at once": (
        SKILLS + "    links: roles.skills\n",
        "map.yaml:5: tables.0: expected either records",
    ),
    "a list that is none": (
        SKILLS + "  - {file: skills.csv, links: skills.name, of: ID, to: Title}\n",
        "map.yaml:9: tables.1.links: skills have no list and no reference 'name'",
    ),
    "plain values for a list of links": (
        SKILLS.replace("fields: {", "fields: {related: Title, "),
        "map.yaml:8: tables.0.fields.related: is a list of things that have fields",
    ),
    "a dataset without a title": ("", "map.yaml:1: dataset.title: is required"),
}


@pytest.mark.parametrize("case", WRONG_MAPPINGS)
def test_a_mapping_that_is_wrong_is_told_with_its_line(tmp_path: Path, case: str) -> None:
    tables, message = WRONG_MAPPINGS[case]
    if not tables:
        (tmp_path / "map.yaml").write_text((HEAD + SKILLS).replace(", title: Skills at ACME", ""))
        with pytest.raises(Refused) as refusal:
            read_mapping(tmp_path / "map.yaml")
        found = [str(each).replace(f"{tmp_path}/", "") for each in refusal.value.problems]
    else:
        found = problems(tmp_path, {"skills.csv": TITLES}, tables)
    assert any(each.startswith(message) for each in found), found


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, after in zip("abcdefg", "bcdefgh", strict=True)
)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (BOMB, "aliases blow it up"),
        ("x: " + "[" * 5_000, "nested deeper|not valid YAML"),
        ("#" * 1_000_001, "a mapping of more than 1 MB is none"),
        ("!!python/object/apply:os.system ['true']\n", "expected a mapping|not valid YAML"),
        ("- a\n", "expected a mapping"),
        ("", "the file is empty"),
    ],
)
def test_a_hostile_mapping_is_refused(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "map.yaml").write_text(content)
    with pytest.raises(Refused, match=message):
        read_mapping(tmp_path / "map.yaml")


def test_a_mapping_that_is_nowhere_is_told_with_those_that_are_shipped(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="there is no such mapping: name a file, or one of sfia, tabiya"):
        read_mapping(Path("tabya"))
    (tmp_path / "map.txt").write_text(HEAD)
    with pytest.raises(Refused, match="a mapping is a YAML file"):
        read_mapping(tmp_path / "map.txt")


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text(TITLES)
    folder_of(tmp_path, {}).joinpath("skills.csv").symlink_to(tmp_path / "secret.csv")
    assert "is a link out of" in problems(tmp_path, {}, SKILLS)[0]
