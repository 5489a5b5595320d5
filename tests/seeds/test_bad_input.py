"""Bad seed files are refused whole, with every problem at its place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from seeds.loading import parse, validate
from seeds.problems import Refused

ENDINGS = ".yaml, .yml, .jsonl, .csv, .tsv, .xlsx, .xlsm"
Write = Callable[..., Path]
CITED = "citations: [test-source]\n"


def problems(path: Path) -> list[str]:
    with pytest.raises(Refused) as refusal:
        validate([path])
    return [f"{problem.place.line or ''}|{problem.field}|{problem.message}" for problem in refusal.value.problems]


ROLE = """\
citations: [test-source]
roles:
  - slug: baker
    name: Baker
"""


def test_a_good_file_has_no_problem(write: Write) -> None:
    assert validate([write(ROLE)]) == 3, "the role, and its dataset and source, which dataset.yaml declares"


def test_several_problems_are_reported_at_once_with_file_line_and_field(write: Write) -> None:
    path = write(
        ROLE
        + "    skils: []\n"
        + "    skills:\n"
        + "      - {skill: baking, importance: VERY}\n"
        + "      - {skill: Bad Slug, importance: ESSENTIAL}\n"
        + "    pay: [{minimum: 9, maximum: 3, currency: euro, period: HOUR}]\n"
    )
    assert problems(path) == [
        "5|roles.0.skils|unknown field",
        "7|roles.0.skills.0.importance|expected 'ESSENTIAL' or 'OPTIONAL', found 'VERY'",
        "8|roles.0.skills.1.skill|not a slug: expected small letters, digits and single hyphens, found 'Bad Slug'",
        "9|roles.0.pay.0.currency|String should match pattern '^[A-Z]{3}$', found 'euro'",
    ]
    with pytest.raises(Refused) as refusal:
        validate([path])
    assert all(problem.place.file == path for problem in refusal.value.problems)


def test_a_minimum_above_the_maximum(write: Write) -> None:
    path = write(ROLE + "    pay: [{minimum: 9, maximum: 3, currency: EUR, period: HOUR}]\n")
    assert problems(path) == ["5|roles.0.pay.0|minimum 9 is above maximum 3"]


def test_a_figure_that_is_suppressed_without_being_there(write: Write) -> None:
    path = write(ROLE + "    qualifications: [{qualification: diploma, requirement: HELPFUL, suppressed: true}]\n")
    message = "suppressed marks a figure not to rely on: give the share that it is said of"
    assert problems(path) == [f"5|roles.0.qualifications.0.suppressed|{message}"]


def test_a_whole_number_is_at_most_what_a_column_holds(write: Write) -> None:
    ranked = (
        "basis: INFERRED\nroles:\n- {slug: a, name: A, moves: [{to: b, move_kind: MOVE, rank: RANK}]}\n"
        "- {slug: b, name: B}\n"
    )
    file = write(ranked.replace("RANK", str(2**31)))
    (problem,) = problems(file)
    assert problem.startswith("3|roles.0.moves.0.rank|")
    assert "2147483647" in problem
    file.write_text(ranked.replace("RANK", str(2**31 - 1)))
    assert validate([file]) == 4, "two roles, the dataset and its source"


def test_a_link_to_nothing_names_the_nearest(write: Write) -> None:
    path = write(
        ROLE
        + "    skills: [{skill: bakin, importance: ESSENTIAL}]\nskills: [{slug: baking, name: B, skill_kind: SKILL}]\n"
    )
    assert problems(path) == ["5|roles.0.skills.0.skill|there is no skill bakin; the nearest is baking"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "example.org", "https://a b"])
def test_an_address_that_a_page_must_not_link_to(write: Write, url: str) -> None:
    path = write(f'sources: [{{slug: book, title: Book, url: "{url}"}}]\nroles: []\n')
    (problem,) = problems(path)
    assert problem.startswith("1|sources.0.url|not an address of the web: expected one that begins with https://")


def test_an_unknown_source(write: Write) -> None:
    path = write(ROLE + "    citations: [test-sourc]\n")
    assert problems(path) == ["5|roles.0.citations.0|there is no source test-sourc; the nearest is test-source"]


def test_an_unknown_source_is_found_where_a_link_cites_it(write: Write) -> None:
    path = write(
        "citations: [test-source]\n"
        "skills: [{slug: baking, name: Baking, skill_kind: SKILL}]\n"
        "roles:\n"
        "  - slug: baker\n"
        "    name: Baker\n"
        "    skills:\n"
        "      - {skill: baking, importance: ESSENTIAL, citations: [test-source, nowhere § 3]}\n"
    )
    assert problems(path) == ["7|roles.0.skills.0.citations.1|there is no source nowhere"]


def test_a_duplicate_slug_names_the_other_place(write: Write) -> None:
    path = write(ROLE + "  - slug: baker\n    name: Again\n")
    assert problems(path) == [f"5|roles.1.slug|role baker is defined already at {path}:3"]


def test_a_duplicate_slug_in_another_file(write: Write) -> None:
    one, other = write(ROLE), write(ROLE, "seeds/second.yaml")
    with pytest.raises(Refused, match=f"role baker is defined already at {one}:3"):
        validate([one, other])


def test_the_same_link_twice(write: Write) -> None:
    path = write(ROLE + "    tools: [oven, oven]\ntools: [{slug: oven, name: Oven}]\n")
    assert problems(path) == ["5|roles.0.tools.1|oven is in this list already"]


def test_a_circular_broader_chain(write: Write) -> None:
    path = write(
        CITED
        + "skills:\n"
        + "".join(
            f"  - {{slug: {one}, name: S, skill_kind: SKILL, broader: [{other}]}}\n"
            for one, other in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"))
        )
    )
    assert problems(path) == ["3|skills.0.broader|the broader chain runs in a circle: a → b → c → a"]


def test_a_stated_fact_without_citations(write: Write) -> None:
    assert problems(write("roles: [{slug: baker, name: Baker}]\n")) == [
        "1|roles.0|a STATED fact needs citations: name its source, or give a basis of INFERRED"
    ]


def test_a_replacement_that_is_not_deprecated(write: Write) -> None:
    assert problems(write(ROLE + "    replaced_by: cook\n")) == [
        "5|roles.0.replaced_by|replaced_by is for records whose status is DEPRECATED"
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("roles: [", "1||not valid YAML: while parsing a flow"),
        ("roles:\n  - slug: a\n   name: b\n", "3||not valid YAML"),
        ("roles: []\nroles: []\n", "2||not valid YAML: while constructing a mapping, found duplicate key"),
        ("", "||the file is empty"),
        ("- a\n- b\n", "1||expected a mapping such as `roles:` at the top"),
        ("rolls: []\n", "1|rolls|unknown section: expected one of dataset, basis"),
        ("roles: Baker\n", "1|roles|expected a list of records, found the text 'Baker'"),
        ("roles: [Baker]\n", "1|roles.0|expected a record (a mapping), found the text 'Baker'"),
        ("roles: [{slug: 1, name: Baker}]\n", "1|roles.0.slug|expected a valid string, found 1: put it in quotation"),
        ("roles: [{name: Baker}]\n", "1|roles.0.slug|is required"),
        ("roles: &a [*a]\n", "1|roles.0|expected a record (a mapping), found nothing"),
        ("roles: " + "[" * 60 + "]" * 60, "||nested deeper than 50 levels"),
    ],
)
def test_files_that_are_no_seed_files(write: Write, content: str, message: str) -> None:
    assert problems(write(content))[0].startswith(message)


def test_a_file_that_is_no_text(write: Write) -> None:
    path = write("")
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert problems(path) == ["||not UTF-8 text: byte 0 is 0x89. Save it as UTF-8"]


LINE = '{"kind": "SKILL", "slug": "a", "name": "A\\u0022", "skill_kind": "SKILL"}\n'


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.yaml", "roles: []\n".encode("utf-16"), "||is no YAML in UTF-8: it is UTF-16 text: save it as UTF-8"),
        ("a.yaml", "roles: []\n".encode("utf-16-le"), "||is no YAML in UTF-8: it is UTF-16-LE text: save it as UTF-8"),
        ("a.yaml", b"<!DOCTYPE html>\n<p>Denied", "||is no YAML in UTF-8: it is a page of the web"),
        ("a.jsonl", b"PK\x03\x04", "||is no JSON Lines in UTF-8: it is an Excel workbook or a zip file"),
        ("a.jsonl", LINE.encode("utf-16"), "||is no JSON Lines in UTF-8: it is UTF-16 text: save it as UTF-8"),
        ("a.jsonl", LINE.replace('"A', '"B", "name": "A').encode(), "1||the name 'name' stands twice: delete one"),
    ],
)
def test_a_file_in_another_encoding_or_form_says_what_it_is(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / "dataset.yaml").write_text("dataset: {slug: test, title: T}\nbasis: INFERRED\n")
    (tmp_path / name).write_bytes(content)
    assert problems(tmp_path)[0].startswith(message)


def test_marks_of_encodings_and_escaped_quotation_marks_are_no_fault(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text("dataset: {slug: test, title: T}\nbasis: INFERRED\n")
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + LINE.replace("\n", "\r\n").encode())
    assert [seed.record["name"] for seed in parse([tmp_path]) if seed.key.kind == "SKILL"] == ['A"']


def test_a_file_of_another_kind_a_missing_one_and_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    endings = ".yaml, .yml, .jsonl, .csv, .tsv, .xlsx, .xlsm"
    assert problems(tmp_path / "notes.txt") == [f"||not a seed file: expected {endings}"]
    assert problems(tmp_path / "gone.yaml") == ["||there is no such file or folder"]
    assert problems(tmp_path / "empty") == [f"||the folder holds no seed file ({endings})"]


def test_a_file_without_a_dataset(tmp_path: Path) -> None:
    path = tmp_path / "roles.yaml"
    path.write_text("roles: []\n")
    assert problems(path) == [
        "1||belongs to no dataset: add `dataset: SLUG`, or a dataset.yaml in the folder or above it"
    ]


def test_a_dataset_that_nothing_declares(tmp_path: Path) -> None:
    path = tmp_path / "roles.yaml"
    path.write_text("dataset: nowhere\nroles: [{slug: baker, name: Baker, basis: INFERRED}]\n")
    assert problems(path) == ["2|roles.0|belongs to a dataset that nothing declares: nowhere"]


def test_files_without_any_record(tmp_path: Path) -> None:
    path = tmp_path / "roles.yaml"
    path.write_text("dataset: test\nroles: []\n")
    with pytest.raises(Refused, match="no record"):
        parse([path])


def test_a_yaml_bomb_is_refused_in_time(write: Write) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    (problem,) = problems(write("\n".join(lines) + "\nroles: [{slug: a, name: *a11}]\n"))
    assert problem.startswith("||aliases blow it up to")


def test_a_file_may_build_on_the_shipped_dataset(write: Write) -> None:
    assert validate([write(ROLE + "    skills: [{skill: python, importance: OPTIONAL}]\n")]) == 3


def test_a_slug_of_another_dataset_is_taken(write: Write) -> None:
    path = write("citations: [test-source]\nroles: [{slug: ai-engineer, name: Ours}]\n")
    assert problems(path) == ["2|roles.0.slug|role ai-engineer belongs to the dataset ai-careers already"]


def test_one_file_of_a_folder_is_checked_with_the_rest_of_it(write: Write) -> None:
    write("citations: [test-source]\nskills: [{slug: baking, name: Baking, skill_kind: SKILL}]\n", "seeds/skills.yaml")
    assert validate([write(ROLE + "    skills: [{skill: baking, importance: ESSENTIAL}]\n")]) == 3
