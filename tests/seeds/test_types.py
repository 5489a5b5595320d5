"""What is of the wrong type, or no text, is refused at its place: the same in every format and on both databases."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from db.store import Store
from seeds.loading import examine, load
from seeds.problems import Level, Refused

Write = Callable[..., Path]
CITED = "citations: [test-source]\n"


def refusal(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [f"{each.place.line or ''}|{each.field}|{each.message}" for each in refused.value.problems]


def source(day: str) -> str:
    return f"sources:\n  - {{slug: s, title: S, published_on: {day}}}\n"


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("0", "expected a date such as 2024-03-01, found '0'"),
        ("'0'", "expected a date such as 2024-03-01, found '0'"),
        ("2024", "expected a date such as 2024-03-01, found '2024'"),
        ("1.5", "expected a date such as 2024-03-01, found '1.5'"),
        ("true", "expected a date such as 2024-03-01, found 'True'"),
        ("01.03.2024", "expected a date such as 2024-03-01, found '01.03.2024'"),
        ("2024-03-01 12:30:00", "expected a date such as 2024-03-01, found '2024-03-01 12:30:00'"),
        ("2024-02-30", "there is no such day: 2024-02-30"),
        ("[2024]", "expected a date such as 2024-03-01, found '[2024]'"),
    ],
)
def test_what_is_no_date_is_refused(write: Write, day: str, message: str) -> None:
    assert refusal(lambda: examine([write(source(day))])) == [f"2|sources.0.published_on|{message}"]


@pytest.mark.parametrize("day", ["2024-02-29", "'2024-02-29'", "2024-02-29 00:00:00", "2024-2-29"])
def test_a_date_is_a_day(write: Write, day: str) -> None:
    assert examine([write(source(day))]).doubts == ()


def role(link: str) -> str:
    return (
        f"{CITED}skills: [{{slug: a, name: A, skill_kind: SKILL}}]\nroles:\n  - slug: r\n    name: R\n    skills:\n"
        f"      - {{skill: a, importance: OPTIONAL, level: {link}}}\n"
    )


@pytest.mark.parametrize(
    ("level", "message"),
    [
        ("'0.5'", "expected a number, found the text '0.5': write it without quotes"),
        ("true", "expected a number, found true"),
        ("high", "expected a number, found the text 'high': write it without quotes"),
        (".inf", "expected a finite number, found inf"),
    ],
)
def test_what_is_no_number_is_refused(write: Write, level: str, message: str) -> None:
    assert refusal(lambda: examine([write(role(level))])) == [f"7|roles.0.skills.0.level|{message}"]


def test_json_lines_tell_numbers_from_texts_and_sheets_do_not(write: Write) -> None:
    record = {"kind": "ROLE", "slug": "r", "name": "R", "moves": [{"to": "s", "move_kind": "MOVE", "rank": "1"}]}
    file = write(orjson.dumps(record).decode(), "seeds/all.jsonl")
    assert refusal(lambda: examine([file])) == [
        "1|moves.0.rank|expected a number, found the text '1': write it without quotes"
    ]
    file.unlink()
    write("basis: INFERRED\nskills: [{slug: a, name: A, skill_kind: SKILL}]\nroles: [{slug: r, name: R}]\n")
    sheet = write("role,skill,importance,level\nr,a,OPTIONAL,0.5\n", "seeds/role_skills.csv")
    assert examine([sheet.parent]).records == 4


@pytest.mark.parametrize("character", ["\0", "\x01", "\x08", "\x0b", "\x1b", "\x1f", "\x7f"])
def test_a_control_character_is_refused_alike_by_both_databases_and_in_all_formats(
    store: Store, write: Write, character: str
) -> None:
    message = f"has the character U+{ord(character):04X}, which no text may have"
    escaped = f"\\x{ord(character):02x}"
    yaml = write(f'{CITED}roles:\n  - {{slug: r, name: "A{escaped}B", aliases: ["C{escaped}D"]}}\n')
    assert refusal(lambda: load(store, [yaml], "anna")) == [
        f"3|roles.0.aliases.0|{message}",
        f"3|roles.0.name|{message}",
    ]
    yaml.unlink()
    record = {"kind": "SOURCE", "slug": "s", "title": "S", "url": f"https://a.eu/{character}x"}
    lines = write(orjson.dumps(record).decode(), "seeds/all.jsonl")
    assert refusal(lambda: load(store, [lines], "anna")) == [f"1|url|{message}"]
    lines.unlink()
    sheet = write(f"slug,name,description\na,A,one{character}two\n", "seeds/tools.csv")
    assert refusal(lambda: load(store, [sheet], "anna")) == [f"2|description|{message}"]
    assert store.newest_revision() == 0


def test_tabs_and_lines_are_texts(store: Store, write: Write) -> None:
    file = write(f'{CITED}roles: [{{slug: r, name: R, description: "a\\tb\\nc"}}]\n')
    assert load(store, [file], "anna").doubts == ()


def test_half_a_character_is_refused(write: Write) -> None:
    file = write(f'{CITED}roles:\n  - {{slug: r, name: "a\\ud800b"}}\n')
    (problem,) = refusal(lambda: examine([file]))
    assert problem.startswith("3|roles.0.name|")


def test_a_text_that_was_read_in_a_wrong_encoding_is_warned_of(write: Write) -> None:
    file = write(f'{CITED}roles:\n  - {{slug: r, name: R, description: "The bakersâ\\x80\\x99 bread"}}\n')
    (warning,) = examine([file]).doubts
    assert (warning.level, warning.field, warning.message) == (
        Level.WARNING,
        "roles.0.description",
        "has the character U+0080, as texts have that were read in a wrong encoding",
    )


def test_a_control_character_within_a_yaml_file_has_its_line(write: Write) -> None:
    file = write(f"{CITED}roles:\n  - {{slug: r, name: A\x07}}\n")
    assert refusal(lambda: examine([file])) == ["3||has the character U+0007, which no text may have"]
