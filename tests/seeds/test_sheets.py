"""CSV sheets, as people's programs write them: every cell is read for what it is, or refused with its place."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from knowledge.model.kinds import KINDS, Many
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from seeds.loading import gather, parse
from seeds.problems import Refused
from seeds.sheets.cells import joined, parts
from seeds.sheets.declared import OWNER, SHEETS
from seeds.sheets.writing import rows_of, write_csv

DATASET = "dataset: {slug: test, title: A test}\nbasis: INFERRED\n"
ROLES = "slug,name\nbaker,Baker\ncook,Cook\n"
SKILLS = "slug,name,skill_kind\nkneading,Kneading,SKILL\nfrying,Frying,SKILL\n"


def folder_of(path: Path, files: Mapping[str, str | bytes]) -> Path:
    (path / "dataset.yaml").write_text(DATASET)
    for name, content in files.items():
        (path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def records(path: Path, files: Mapping[str, str | bytes]) -> dict[str, Any]:
    found = {str(seed.key): dict(seed.record) for seed in parse([folder_of(path, files)])}
    for record in found.values():
        assert (record.pop("basis", "INFERRED"), record.pop("dataset", "test")) == ("INFERRED", "test")
    return found


def problems(path: Path, files: Mapping[str, str | bytes]) -> list[str]:
    with pytest.raises(Refused) as refusal:
        parse([folder_of(path, files)])
    return [str(each).removeprefix(f"{path}/") for each in refusal.value.problems]


def links(path: Path, content: str | bytes) -> Any:
    """The skills of the baker whose sheet of skills has this content."""
    found = records(path, {"roles.csv": ROLES, "skills.csv": SKILLS, "role_skills.csv": content})
    return found["role baker"].get("skills")


def test_each_field_of_each_kind_and_link_has_a_column_in_a_sheet() -> None:
    for kind, told in KINDS.items():
        if kind is Kind.DATASET:
            continue
        (own,) = [sheet for sheet in SHEETS.values() if sheet.kind is kind and sheet.many is None]
        made = ("slug",) if kind is Kind.TRANSLATION else ()  # that column holds the slug of its subject
        for field in (each for each in told.fields if not each.said.of_file and each.key not in made):
            lists = [s for s in SHEETS.values() if s.many and s.many.key == field.key and s.kind in (kind, None)]
            if isinstance(field, Many) and not field.item.bare:
                (sheet,) = lists
                keys = [column.key for column in sheet.columns]
                assert [key for key in keys if key not in (OWNER, "kind", "basis", "citations")] == [
                    each.key for each in field.item.fields
                ]
                assert ("basis" in keys) is field.item.evident
            else:
                assert field.key in [column.key for column in own.columns]
                assert lists == []


def test_all_sorts_of_sheets_make_records_with_their_links(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        {
            "sources.csv": "slug,title,published_on\nbook,A book,2024-03-01\n",
            "roles.csv": "slug,name,tools,status,replaced_by\nbaker,Baker,oven,,\ncook,Cook,,DEPRECATED,baker\n",
            "skills.csv": SKILLS,
            "tools.csv": "slug,name\noven,Oven\nwhisk,Whisk\n",
            "qualifications.csv": "slug,name,qualification_kind\nmaster,Master baker,CERTIFICATION\n",
            "responsibilities.csv": "slug,name\nopening,To open the shop\n",
            "role_groups.csv": "slug,name,scheme,code\nisco-7512,Bakers,ISCO,7512\n",
            "common_ground.csv": "slug,name,description\nheat,Heat,Both work with it.\n",
            "common_ground_roles.csv": "common_ground,role,statement\nheat,cook,On the stove.\nheat,baker,\n",
            "role_tools.csv": "role,tool,emphasis,citations\nbaker,whisk,For cream.,book § 3 | book § 4\n",
            "role_skills.csv": "role,skill,importance,level\nbaker,kneading,ESSENTIAL,0.9\n",
            "role_moves.csv": "role,to,move_kind,rank\ncook,baker,PROGRESS,1\n",
            "pay.csv": "role,minimum,maximum,currency,period,as_of\nbaker,2400,3600.5,EUR,MONTH,2024-01-01\n",
            "role_qualifications.csv": "role,qualification,requirement,fields\nbaker,master,HELPFUL,Bread|Cake\n",
            "role_responsibilities.csv": "role,responsibility,importance\nbaker,opening,OPTIONAL\n",
            "role_broader.csv": "role,broader\nbaker,cook\n",
            "external_ids.csv": "kind,slug,scheme,identifier\nROLE,baker,isco,7512\nTOOL,oven,own,12\n",
            "mappings.csv": "kind,subject,relation,object\nROLE,baker,EXACT_MATCH,esco/baker\n",
        },
    )
    assert found["role baker"] == {
        "slug": "baker",
        "name": "Baker",
        "tools": [
            {"tool": "oven"},
            {
                "tool": "whisk",
                "emphasis": "For cream.",
                "basis": "INFERRED",
                "citations": [{"source": "book", "section": "3"}, {"source": "book", "section": "4"}],
            },
        ],
        "skills": [{"skill": "kneading", "importance": "ESSENTIAL", "level": 0.9}],
        "pay": [
            {
                "minimum": 2400.0,
                "maximum": 3600.5,
                "currency": "EUR",
                "period": "MONTH",
                "as_of": "2024-01-01",
            }
        ],
        "qualifications": [{"qualification": "master", "requirement": "HELPFUL", "fields": ["Bread", "Cake"]}],
        "responsibilities": [{"responsibility": "opening", "importance": "OPTIONAL"}],
        "broader": [{"role": "cook"}],
        "external_ids": [{"scheme": "isco", "identifier": "7512"}],
    }
    assert found["role cook"] == {
        "slug": "cook",
        "name": "Cook",
        "status": "DEPRECATED",
        "replaced_by": "baker",
        "moves": [{"to": "baker", "move_kind": "PROGRESS", "rank": 1}],
    }
    assert found["common ground heat"]["roles"] == [{"role": "cook", "statement": "On the stove."}, {"role": "baker"}]
    assert found["source book"]["published_on"] == "2024-03-01"
    assert found["tool oven"]["external_ids"] == [{"scheme": "own", "identifier": "12"}]
    assert found["role group isco-7512"]["code"] == "7512"
    assert found["concept mapping baker/exact-match/esco/baker"]["object_slug"] == "esco/baker"


def test_what_a_dataset_adds_to_a_role_of_another_is_named_by_that_role(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        {
            "role_extensions.csv": "role,aliases\nesco/baker,Bread maker\n",
            "role_extension_pay.csv": "role_extension,minimum,maximum,currency,period\nesco/baker,1,2,EUR,HOUR\n",
            "role_extension_skills.csv": "role_extension,skill,importance\ntest/esco/baker,esco/bake,OPTIONAL\n",
        },
    )
    assert found == {
        "dataset test": found["dataset test"],
        "role extension test/esco/baker": {
            "slug": "test/esco/baker",
            "name": "What test adds to esco/baker",
            "role": "esco/baker",
            "aliases": ["Bread maker"],
            "pay": [{"minimum": 1.0, "maximum": 2.0, "currency": "EUR", "period": "HOUR"}],
            "skills": [{"skill": "esco/bake", "importance": "OPTIONAL"}],
        },
    }


def test_links_go_to_the_record_of_that_slug_before_one_that_extends_what_is_called_so(tmp_path: Path) -> None:
    extensions = "slug,name,tool\na,A,b\nb,B,esco/oven\n"
    links = "tool_extension,skill\nb,esco/bake\n"
    found = records(tmp_path, {"tool_extensions.csv": extensions, "tool_extension_skills.csv": links})
    assert found["tool extension b"]["skills"] == [{"skill": "esco/bake"}]
    assert "skills" not in found["tool extension a"]


def test_lists_of_numbers_stand_in_a_cell(tmp_path: Path) -> None:
    content = "role;responsibility;frequencies\nbaker;opening;0,25 | 0,5 | 0,25\n"
    files = {
        "roles.csv": ROLES,
        "responsibilities.csv": "slug,name\nopening,To open the shop\n",
        "role_responsibilities.csv": content,
    }
    assert records(tmp_path, files)["role baker"]["responsibilities"] == [
        {"responsibility": "opening", "frequencies": [0.25, 0.5, 0.25]}
    ]


def test_rows_with_more_cells_than_headings_are_not_cut(tmp_path: Path) -> None:
    content = (
        "role,skill,importance,emphasis\nbaker,kneading,ESSENTIAL,Reads, writes and counts.\nbaker,frying,ESSENTIAL,\n"
    )
    assert problems(tmp_path, {"roles.csv": ROLES, "skills.csv": SKILLS, "role_skills.csv": content}) == [
        "role_skills.csv:2: expected 4 fields, found 5: the headings end before ' writes and counts.'. "
        "A text with the sign that separates cells in it stands between quotation marks"
    ]


def test_empty_cells_behind_the_headings_say_nothing(tmp_path: Path) -> None:
    assert links(tmp_path, "role,skill,importance,,\nbaker,kneading,ESSENTIAL,,\n,,,,\n") == [
        {"skill": "kneading", "importance": "ESSENTIAL"}
    ]
    assert links(tmp_path, "role,skill,importance\nbaker,kneading,ESSENTIAL,,\n\n") == [
        {"skill": "kneading", "importance": "ESSENTIAL"}
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "role,skill,importance,Skill\nbaker,kneading,ESSENTIAL,frying\n",
            "role_skills.csv:1: the column 'skill' stands twice: delete or rename one",
        ),
        (
            "role,skill,importance,levle\nbaker,kneading,ESSENTIAL,1\n",
            "role_skills.csv:1: there is no column 'levle' in such a table; the nearest is 'level'; the columns are: "
            "role, skill, importance, level, importance_rating, level_rating, emphasis, basis, citations",
        ),
        (
            "role,skill,importance,,level\nbaker,kneading,ESSENTIAL,hm,1\n",
            "role_skills.csv:2: the column D has a value ('hm') and no heading: give it one, or delete it",
        ),
        (
            'role,skill,importance\nbaker,kneading,ESSENTIAL\nbaker,"frying,OPTIONAL\n',
            'role_skills.csv:3: not a CSV table: a quotation mark (") that begins here is never closed',
        ),
        (
            "role,skill,importance\nbakr,kneading,ESSENTIAL\n",
            "role_skills.csv:2: role: the role 'bakr' is in none of these files: load it together with this sheet; "
            "the nearest is baker",
        ),
        ("role,skill,importance\n,kneading,ESSENTIAL\n", "role_skills.csv:2: role: is required"),
        (
            "role,skill,importance,basis\nbaker,kneading,ESSENTIAL,HEARD\n",
            "role_skills.csv:2: basis: expected 'STATED'",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    found = problems(tmp_path, {"roles.csv": ROLES, "skills.csv": SKILLS, "role_skills.csv": content})
    assert len(found) == 1
    assert found[0].startswith(message)


@pytest.mark.parametrize("name", ["role_skills.CSV", "Role-Skills.csv", "role skills.csv", "role_skills.tsv"])
def test_the_name_of_a_sheet_may_be_written_in_other_ways(tmp_path: Path, name: str) -> None:
    files = {"roles.csv": ROLES, "skills.CSV": SKILLS, name: "Role,SKILL,Importance\nbaker,kneading,essential\n"}
    assert records(tmp_path, files)["role baker"]["skills"] == [{"skill": "kneading", "importance": "ESSENTIAL"}]


TEXT = "role;skill;importance;level;emphasis\nbaker;kneading;ESSENTIAL;0,9;Täglich – „von Hand“, für 3 €\n"
MADE = [{"skill": "kneading", "importance": "ESSENTIAL", "level": 0.9, "emphasis": "Täglich – „von Hand“, für 3 €"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("first", ["", "sep=;\n", "SEP=;\r\n"])
def test_european_files_are_read_as_what_they_are(tmp_path: Path, encoding: str, first: str) -> None:
    assert links(tmp_path, (first + TEXT).encode(encoding)) == MADE


def test_a_guessed_encoding_is_told(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"roles.csv": ROLES, "skills.csv": SKILLS}
    files["role_skills.csv"] = TEXT.encode("cp1252")
    assert [str(each).removeprefix(f"{tmp_path}/") for each in gather([folder_of(tmp_path, files)]).problems] == [
        "role_skills.csv: warning: is read as Windows-1252; if its accents are wrong, save it as UTF-8 "
        "(in Excel: 'CSV UTF-8'; in LibreOffice: choose the character set UTF-8)"
    ]
    (tmp_path / "role_skills.csv").write_text(TEXT)
    assert gather([tmp_path]).problems == []


def test_tabs_separate_too(tmp_path: Path) -> None:
    assert links(tmp_path, TEXT.replace(";", "\t").replace('"', "")) == MADE


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Žlutý kůň říká", "cp1250"),
        ("Каждый день", "cp1251"),
        ("Łódź", "cp1250"),
        ("Für alle", "mac-roman"),
        ("毎日のパン作り", "shift-jis"),
    ],
)
def test_letters_that_could_be_others_are_refused_with_advice(tmp_path: Path, text: str, encoding: str) -> None:
    content = f"role,skill,importance,emphasis\nbaker,kneading,ESSENTIAL,{text}\n".encode(encoding)
    (found,) = problems(tmp_path, {"roles.csv": ROLES, "skills.csv": SKILLS, "role_skills.csv": content})
    assert found == (
        "role_skills.csv:2: its letters are in an encoding that cannot be told: save it as UTF-8 "
        "(in Excel: 'CSV UTF-8'; in LibreOffice: choose the character set UTF-8)"
    )


@pytest.mark.parametrize(
    ("separator", "written", "meant"),
    [
        (",", "2400.5", 2400.5),
        (",", '"2,5"', 2.5),
        (",", '"1,234,567.5"', 1234567.5),
        (",", "4.125", 4.125),
        (",", "1e3", 1000),
        (";", "2400,5", 2400.5),
        (";", "4,125", 4.125),
        (";", "1.234.567", 1234567),
        (";", "1.234,5", 1234.5),
        (";", "1 234,5", 1234.5),
        (";", "0.125", 0.125),
    ],
)
def test_numbers_are_read_with_either_sign(tmp_path: Path, separator: str, written: str, meant: float) -> None:
    heads = separator.join(("role", "skill", "importance", "level_rating"))
    (link,) = links(tmp_path, f"{heads}\n{separator.join(('baker', 'kneading', 'ESSENTIAL', written))}\n")
    assert link["level_rating"] == meant


@pytest.mark.parametrize(("separator", "written"), [(",", '"2,400"'), (";", "2.400"), ("\t", "2,400")])
def test_numbers_that_can_mean_two_things_are_refused(tmp_path: Path, separator: str, written: str) -> None:
    heads = separator.join(("role", "skill", "importance", "level_rating"))
    content = f"{heads}\n{separator.join(('baker', 'kneading', 'ESSENTIAL', written))}\n"
    (found,) = problems(tmp_path, {"roles.csv": ROLES, "skills.csv": SKILLS, "role_skills.csv": content})
    assert found.startswith(f"role_skills.csv:2: level_rating: {written.strip(chr(34))!r} can mean 2400 or 2.400:")


@pytest.mark.parametrize(
    ("written", "made"), [("2024-03-01", "2024-03-01"), ("1.3.2024", "2024-03-01"), ("31.12.2023", "2023-12-31")]
)
def test_days_are_read_where_their_order_is_clear(tmp_path: Path, written: str, made: str) -> None:
    found = records(tmp_path, {"sources.csv": f"slug,title,published_on\nbook,Book,{written}\n"})
    assert found["source book"]["published_on"] == made


@pytest.mark.parametrize("written", ["0", "45352", "1/3/2024", "2024", "March 2024"])
def test_what_is_no_day_becomes_none(tmp_path: Path, written: str) -> None:
    assert problems(tmp_path, {"sources.csv": f"slug,title,published_on\nbook,Book,{written}\n"}) == [
        f"sources.csv:2: published_on: expected a day such as 2024-03-01, found {written!r}"
    ]


@pytest.mark.parametrize(
    "texts",
    [["a"], ["a|b", "c"], ["a\\", "b"], ["a\\|b"], ["\\\\", "|"], ["C:\\new", "x"], ["a\\\\|", "\\|\\"], ["§ | §"]],
)
def test_texts_with_bars_in_them_come_out_of_a_cell_as_they_went_in(texts: list[str]) -> None:
    assert parts(joined(texts)) == texts


def test_headings_are_found_below_what_stands_above_them(tmp_path: Path) -> None:
    cover = "The skills of our roles,,\nas of March,,\n,,\n"
    content = f"{cover}role,skill,importance\nbaker,kneading,ESSENTIAL\nbaker,frying,HM\n"
    files = {"roles.csv": ROLES, "skills.csv": SKILLS, "role_skills.csv": content}
    assert problems(tmp_path, files)[0].startswith("role_skills.csv:6: skills.1.importance: expected 'ESSENTIAL'")


def test_rows_for_the_same_role_stay_in_order_and_repeated_ones_are_refused_at_their_line(tmp_path: Path) -> None:
    content = "role,skill,importance\nbaker,frying,OPTIONAL\ncook,frying,ESSENTIAL\nbaker,kneading,OPTIONAL\n"
    assert [link["skill"] for link in links(tmp_path, content)] == ["frying", "kneading"]
    files = {"roles.csv": ROLES, "skills.csv": SKILLS, "role_skills.csv": content + "baker,frying,ESSENTIAL\n"}
    assert problems(tmp_path, files) == ["role_skills.csv:5: skills.2: frying is in this list already"]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@home", "'@home"),
        ("- and so on", "'- and so on"),
        ("'=1+1", "''=1+1"),
        ("'tis so", "'tis so"),
        ("-3", "-3"),
        ("a = b", "a = b"),
    ],
)
def test_no_spreadsheet_program_computes_a_text_of_an_export_and_it_comes_back_as_it_was(
    tmp_path: Path, text: str, cell: str
) -> None:
    sheet = SHEETS["skills"]
    record = {
        "slug": "d/a",
        "dataset": "d",
        "name": text,
        "skill_kind": "SKILL",
        "basis": "INFERRED",
        "aliases": [text],
    }
    rows = next(list(rows) for each, rows in rows_of({Key(Kind.SKILL, "d/a"): record}) if each is sheet)
    write_csv(tmp_path / "skills.csv", sheet, rows)
    (tmp_path / "dataset.yaml").write_text("dataset: {slug: d, title: D}\n")
    with (tmp_path / "skills.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["name"] == cell
    assert {str(seed.key): seed.record for seed in parse([tmp_path])}["skill d/a"] == record
