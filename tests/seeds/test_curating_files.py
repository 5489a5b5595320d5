"""Curation of files: every reference is followed, what is not touched stays byte for byte, all files change or none."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import pytest

from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from seeds.curation import deciding, files
from seeds.curation.deciding import Decision, World
from seeds.curation.files import Edited
from seeds.loading import parse
from seeds.problems import Refused

DATASET = """\
# our data
dataset: {slug: w, title: Careers in a workshop}
sources:
  - {slug: w/book, title: The handbook}
"""
ROLE = """\
citations: [w/book § Carpenters]   # for all
role:
  slug: w/carpenter # known
  name: Carpenter
  skills:
    # what counts most
    - {skill: w/joinery, importance: ESSENTIAL, level: 0.9}
    - {skill: w/drawing, importance: OPTIONAL, basis: INFERRED}   # sketches
    - skill: "w/old-drawing"
      importance: ESSENTIAL

  tools: [w/plane]
"""
CONCEPTS = """\
citations: [w/book § The craft]
# the skills
skills:
  - {slug: w/woodwork, name: Woodwork, skill_kind: SKILL}
  - slug: w/joinery
    name: Joinery
    skill_kind: SKILL
    broader: [w/woodwork]
  - {slug: w/drawing, name: Technical drawing, skill_kind: SKILL}
  - slug: w/old-drawing
    name: Drawing by hand
    skill_kind: SKILL
    basis: INFERRED
    broader:
      - w/woodwork   # as all
      - w/drawing
# the end
tools:
  - {slug: w/plane, name: Hand plane, skills: [w/joinery]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "workshop"
    (place / "roles").mkdir(parents=True)
    for name, content in (("dataset.yaml", DATASET), ("roles/carpenter.yaml", ROLE), ("concepts.yaml", CONCEPTS)):
        (place / name).write_text(content)
    return place


def edit(folder: Path, decide: Callable[[World], Decision]) -> Edited:
    return files.edit(folder, {}, decide)


def made(folder: Path, decide: Callable[[World], Decision]) -> Edited:
    edited = edit(folder, decide)
    files.write(edited)
    return edited


def lines(edited: Edited, sign: str) -> list[str]:
    """The lines that the change takes away (-) or brings (+)."""
    return [line[1:] for line in edited.difference() if line.startswith(sign) and line[:3] not in ("---", "+++")]


def refusal(folder: Path, decide: Callable[[World], Decision]) -> str:
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    with pytest.raises(Refused) as refused:
        edit(folder, decide)
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before
    return str(refused.value)


def test_a_renamed_skill_is_followed_in_all_files_and_its_old_slug_leads_on(folder: Path) -> None:
    edited = made(folder, partial(deciding.rename, old="w/joinery", new="w/joining"))
    assert lines(edited, "-") == [
        "  - slug: w/joinery",
        "  - {slug: w/plane, name: Hand plane, skills: [w/joinery]}",
        "    - {skill: w/joinery, importance: ESSENTIAL, level: 0.9}",
    ]
    assert lines(edited, "+") == [
        "  - slug: w/joining",
        "  - slug: w/joinery",
        "    status: DEPRECATED",
        "    replaced_by: w/joining",
        "    name: Joinery",
        "    skill_kind: SKILL",
        "  - {slug: w/plane, name: Hand plane, skills: [w/joining]}",
        "    - {skill: w/joining, importance: ESSENTIAL, level: 0.9}",
    ]
    records = {seed.key: seed.record for seed in parse([folder])}
    assert records[Key(Kind.SKILL, "w/joining")]["broader"] == [{"skill": "w/woodwork"}]
    assert records[Key(Kind.SKILL, "w/joinery")]["replaced_by"] == "w/joining"
    assert records[Key(Kind.SKILL, "w/joinery")]["citations"] == [{"source": "w/book", "section": "The craft"}]


def test_names_in_other_languages_go_with_it_wherever_they_stand(tmp_path: Path) -> None:
    (tmp_path / "translations").mkdir()
    (tmp_path / "dataset.yaml").write_text("dataset: {slug: test, title: T}\nsources: [{slug: s, title: S}]\n")
    (tmp_path / "skills.yaml").write_text(
        "citations: [s]\nskills:\n  - {slug: kneading, name: {en: Kneading, de: Kneten}, skill_kind: SKILL}\n"
        "translations:\n  - {subject_kind: SKILL, subject: kneading, language: nl, name: Kneden}\n"
    )
    french = tmp_path / "translations" / "fr.yaml"
    french.write_text("citations: [s]\nskills:\n  - {slug: kneading, name: Pétrir}\n")
    files.write(files.edit(tmp_path, {}, partial(deciding.rename, old="kneading", new="working-dough")))
    told = {seed.key.slug: seed.record["name"] for seed in parse([tmp_path]) if seed.key.kind is Kind.TRANSLATION}
    assert told == {
        "test/de/skill/working-dough": "Kneten",
        "test/nl/skill/working-dough": "Kneden",
        "test/fr/skill/working-dough": "Pétrir",
    }
    assert french.read_text() == "citations: [s]\nskills:\n  - {slug: working-dough, name: Pétrir}\n"


def test_the_old_slug_of_a_role_with_a_file_of_its_own_stays_in_that_file(folder: Path) -> None:
    made(folder, partial(deciding.rename, old="w/carpenter", new="w/woodworker"))
    text = (folder / "roles/carpenter.yaml").read_text()
    tombstone = (
        "\nroles:\n  - slug: w/carpenter\n    status: DEPRECATED\n    replaced_by: w/woodworker\n    name: Carpenter\n"
    )
    assert text == ROLE.replace("w/carpenter # known", "w/woodworker # known") + tombstone


def test_a_merge_takes_over_names_and_links_with_their_evidence_and_says_nothing_twice(folder: Path) -> None:
    edited = made(folder, partial(deciding.merge, old="w/old-drawing", into="w/drawing"))
    assert lines(edited, "-") == [
        "  - {slug: w/drawing, name: Technical drawing, skill_kind: SKILL}",
        '    - skill: "w/old-drawing"',
        "      importance: ESSENTIAL",
    ]
    assert lines(edited, "+") == [
        "  - {slug: w/drawing, name: Technical drawing, skill_kind: SKILL, aliases: [Drawing by hand], "
        "broader: [{skill: w/woodwork, basis: INFERRED}]}",
        "    status: DEPRECATED",
        "    replaced_by: w/drawing",
    ]
    records = {seed.key: seed.record for seed in parse([folder])}
    assert [each["skill"] for each in records[Key(Kind.ROLE, "w/carpenter")]["skills"]] == ["w/joinery", "w/drawing"]
    assert records[Key(Kind.SKILL, "w/old-drawing")]["status"] == "DEPRECATED"


def test_a_split_skill_is_retired_with_a_note_and_what_names_it_is_told(folder: Path) -> None:
    news = [("w/sawing", "Sawing"), ("w/glueing", "Glueing")]
    edited = made(folder, partial(deciding.split, old="w/joinery", news=news))
    assert edited.decision.notes == ("tool w/plane still names w/joinery", "role w/carpenter still names w/joinery")
    records = {seed.key: seed.record for seed in parse([folder])}
    old = records[Key(Kind.SKILL, "w/joinery")]
    assert (old["status"], old["scope_note"]) == ("DEPRECATED", "Split into Sawing, Glueing.")
    assert "replaced_by" not in old
    for slug, name in news:
        new = records[Key(Kind.SKILL, slug)]
        assert (new["name"], new["broader"], "status" in new) == (name, [{"skill": "w/woodwork"}], False)


def test_a_split_with_an_heir_leads_everything_there(folder: Path) -> None:
    news = [("w/sawing", "Sawing"), ("w/glueing", "Glueing")]
    edited = made(folder, partial(deciding.split, old="w/joinery", news=news, links_to="w/glueing"))
    assert edited.decision.notes == ()
    records = {seed.key: seed.record for seed in parse([folder])}
    assert records[Key(Kind.SKILL, "w/joinery")]["replaced_by"] == "w/glueing"
    assert records[Key(Kind.TOOL, "w/plane")]["skills"] == [{"skill": "w/glueing"}]


def test_a_retired_record_stays_in_lists_and_those_are_told(folder: Path) -> None:
    edited = made(folder, partial(deciding.retire, slug="w/plane", note="Machines do it."))
    assert lines(edited, "+") == [
        "  - {slug: w/plane, status: DEPRECATED, scope_note: Machines do it., name: Hand plane, skills: [w/joinery]}"
    ]
    assert edited.decision.notes == ("role w/carpenter still names w/plane",)


def test_comments_and_files_that_do_not_name_it_stay(folder: Path) -> None:
    made(folder, partial(deciding.rename, old="w/plane", new="w/jack"))
    text = (folder / "concepts.yaml").read_text()
    assert "the end\ntools:" in text
    assert text.count("w/plane") == 1
    assert (folder / "dataset.yaml").read_text() == DATASET
    assert "  tools: [w/jack]\n" in (folder / "roles/carpenter.yaml").read_text()


@pytest.mark.parametrize(
    ("decide", "message"),
    [
        (partial(deciding.rename, old="w/joinry", new="w/x"), "there is no record w/joinry; the nearest is w/joinery"),
        (partial(deciding.rename, old="w/joinery", new="w/drawing"), "there is a skill w/drawing already"),
        (partial(deciding.rename, old="w/joinery", new="W Joinery"), "not a slug"),
        (partial(deciding.merge, old="w/joinery", into="w/joinery"), "cannot be merged into itself"),
        (partial(deciding.merge, old="w/joinery", into="w/plane"), "are of different kinds"),
        (partial(deciding.split, old="w/joinery", news=[("w/a", "A")]), "name two or more new slugs"),
        (
            partial(deciding.split, old="w/joinery", news=[("w/a", "A"), ("w/b", "B")], links_to="w/c"),
            "--links-to names one of the new slugs: w/a, w/b",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_advice_and_changes_nothing(
    folder: Path, decide: Callable[[World], Decision], message: str
) -> None:
    assert message in refusal(folder, decide)


def test_a_merge_that_makes_a_circle_of_broader_skills_is_refused(folder: Path) -> None:
    content = CONCEPTS.replace("name: Woodwork, ", "name: Woodwork, broader: [w/top], ").replace(
        "skills:\n", "skills:\n  - {slug: w/top, name: Top, skill_kind: SKILL}\n", 1
    )
    (folder / "concepts.yaml").write_text(content)
    assert "the broader chain runs in a circle" in refusal(
        folder, partial(deciding.merge, old="w/top", into="w/joinery")
    )


def test_a_merge_into_what_was_merged_before_names_the_successor(folder: Path) -> None:
    made(folder, partial(deciding.merge, old="w/old-drawing", into="w/drawing"))
    decide = partial(deciding.merge, old="w/joinery", into="w/old-drawing")
    assert "skill w/old-drawing is deprecated: merge into its successor w/drawing" in refusal(folder, decide)
    decide = partial(deciding.merge, old="w/drawing", into="w/old-drawing")
    assert "that would be a circle: w/drawing → w/old-drawing → w/drawing" in refusal(folder, decide)


def test_a_slug_of_two_kinds_asks_which(folder: Path) -> None:
    (folder / "more.yaml").write_text("basis: INFERRED\ntools: [{slug: w/drawing, name: Drawing board}]\n")
    assert "say which with --kind SKILL" in refusal(folder, partial(deciding.retire, slug="w/drawing"))
    edited = edit(folder, partial(deciding.rename, old="w/drawing", new="w/board", kind=Kind.TOOL))
    assert [file.name for file in edited.files] == ["more.yaml"]
    assert lines(edited, "+")[0].startswith("tools: [{slug: w/board, name: Drawing board}, {slug: w/drawing, status:")


def test_a_part_of_a_dataset_is_refused_since_references_lie_elsewhere(folder: Path) -> None:
    decide = partial(deciding.rename, old="w/carpenter", new="w/x")
    assert f"is a part of the dataset in {folder.resolve()}" in refusal(folder / "roles", decide)


def test_what_stands_behind_an_alias_is_changed_by_hand(folder: Path) -> None:
    shared = (
        "basis: INFERRED\nskills:\n"
        "  - {slug: w/a, name: A, skill_kind: SKILL, broader: &b [w/old-drawing]}\n"
        "  - {slug: w/b, name: B, skill_kind: SKILL, broader: *b}\n"
    )
    (folder / "shared.yaml").write_text(shared)
    message = refusal(folder, partial(deciding.rename, old="w/old-drawing", new="w/x"))
    assert "shared.yaml:4: 'broader' stands behind an alias" in message


def test_what_a_line_that_goes_defines_for_others_is_written_where_they_use_it_first(folder: Path) -> None:
    shared = (
        "basis: INFERRED\ntools:\n"
        "  - slug: w/a\n    name: A\n    skills:\n"
        "      - {skill: w/old-drawing, citations: &early [w/book § Early]}\n"
        "      - {skill: w/drawing, citations: *early}\n"
        "      - {skill: w/woodwork, citations: *early}\n"
    )
    (folder / "shared.yaml").write_text(shared)
    made(folder, partial(deciding.merge, old="w/old-drawing", into="w/drawing"))
    assert (folder / "shared.yaml").read_text() == (
        "basis: INFERRED\ntools:\n"
        "  - slug: w/a\n    name: A\n    skills:\n"
        "      - {skill: w/drawing, citations: &early [w/book § Early]}\n"
        "      - {skill: w/woodwork, citations: *early}\n"
    )


def test_windows_line_ends_and_byte_order_marks_stay(folder: Path) -> None:
    content = b"\xef\xbb\xbf" + CONCEPTS.replace("\n", "\r\n").encode()
    (folder / "concepts.yaml").write_bytes(content)
    made(folder, partial(deciding.retire, slug="w/joinery"))
    after = (folder / "concepts.yaml").read_bytes()
    wanted = content.replace(b"slug: w/joinery\r\n", b"slug: w/joinery\r\n    status: DEPRECATED\r\n")
    assert after == wanted


def test_sheets_change_in_their_cells_alone(folder: Path) -> None:
    sheet = folder / "skills.csv"
    sheet.write_text(
        'slug,name,skill_kind,description,broader\nw/sanding,Sanding,SKILL,"Smooth, and\nfine",w/woodwork|w/joinery\n'
        "w/waxing,Waxing,SKILL,,\n"
    )
    (folder / "dataset.yaml").write_text(DATASET + "basis: INFERRED\n")
    links = folder / "role_skills.csv"
    links.write_text("role,skill,importance\nw/carpenter,w/sanding,ESSENTIAL\nw/carpenter,w/waxing,OPTIONAL\n")
    made(folder, partial(deciding.rename, old="w/joinery", new="w/joining"))
    assert 'w/sanding,Sanding,SKILL,"Smooth, and\nfine",w/woodwork|w/joining\n' in sheet.read_text()
    made(folder, partial(deciding.rename, old="w/sanding", new="w/grinding"))
    assert sheet.read_text() == (
        "slug,name,skill_kind,description,broader,status,replaced_by\n"
        'w/grinding,Sanding,SKILL,"Smooth, and\nfine",w/woodwork|w/joining,,\n'
        'w/sanding,Sanding,SKILL,"Smooth, and\nfine",,DEPRECATED,w/grinding\n'
        "w/waxing,Waxing,SKILL,,,,\n"
    )
    assert "w/carpenter,w/grinding,ESSENTIAL\n" in links.read_text()
    made(folder, partial(deciding.rename, old="w/carpenter", new="w/woodworker"))
    assert (
        links.read_text()
        == "role,skill,importance\nw/woodworker,w/grinding,ESSENTIAL\nw/woodworker,w/waxing,OPTIONAL\n"
    )
    made(folder, partial(deciding.merge, old="w/grinding", into="w/waxing"))
    assert links.read_text() == "role,skill,importance\nw/woodworker,w/waxing,OPTIONAL\n"


def test_mappings_in_sheets_stay_since_their_slugs_are_made_of_what_they_say(folder: Path) -> None:
    (folder / "mappings.csv").write_text(
        "kind,subject,relation,object,basis\nSKILL,w/joinery,EXACT_MATCH,esco/joinery,INFERRED\n"
    )
    edited = made(folder, partial(deciding.rename, old="w/joinery", new="w/joining"))
    assert edited.decision.notes == (
        "concept mapping w/joinery/exact-match/esco/joinery is left as it is: its slug is made of what it says, and "
        "w/joinery leads on to w/joining",
    )
    assert not any(file.name == "mappings.csv" for file in edited.files)
    retire = partial(deciding.retire, slug="w/joinery/exact-match/esco/joinery")
    assert "is a row of a sheet whose slug is made of what it says: change the row" in refusal(folder, retire)


def test_lines_of_json_that_are_not_touched_stay_byte_for_byte(tmp_path: Path) -> None:
    kept = (
        '{"kind":  "SKILL", "dataset": "w", "slug": "w/a", "name": "A",   "skill_kind": "SKILL", "basis": "INFERRED"}'
    )
    other = kept.replace("w/a", "w/b").replace('"A"', '"B", "broader": ["w/c"]')
    third = kept.replace("w/a", "w/c").replace('"A"', '"C"')
    folder = tmp_path / "w"
    folder.mkdir()
    file = folder / "all.jsonl"
    file.write_text('{"kind": "DATASET", "slug": "w", "title": "W"}\n' + "\n".join((kept, "", other, third)))
    made(folder, partial(deciding.rename, old="w/c", new="w/d"))
    after = file.read_text().splitlines()
    assert after[1:3] == [kept, ""]
    assert orjson.loads(after[3])["broader"] == ["w/d"]
    assert [orjson.loads(line)["slug"] for line in after[4:]] == ["w/d", "w/c"]
    assert orjson.loads(after[5])["replaced_by"] == "w/d"


def test_other_datasets_that_name_it_are_told_and_left(folder: Path) -> None:
    elsewhere = Key(Kind.TOOL, "shop/saw")
    around = {elsewhere: {"slug": "shop/saw", "dataset": "shop", "name": "Saw", "skills": [{"skill": "w/joinery"}]}}
    edited = files.edit(folder, around, partial(deciding.rename, old="w/joinery", new="w/joining"))
    assert edited.decision.elsewhere == (elsewhere,)
    assert "joinery" not in " ".join(lines(edited, "+")).replace("slug: w/joinery", "")


def test_a_file_that_changed_meanwhile_keeps_all_files_as_they_are(folder: Path) -> None:
    edited = edit(folder, partial(deciding.rename, old="w/joinery", new="w/joining"))
    (folder / "roles/carpenter.yaml").write_text(ROLE + "# mine\n")
    with pytest.raises(Refused, match="has changed meanwhile"):
        files.write(edited)
    assert (folder / "concepts.yaml").read_text() == CONCEPTS
    assert not list(folder.rglob("*.unfinished"))


def test_where_one_file_cannot_be_written_none_is(folder: Path) -> None:
    edited = edit(folder, partial(deciding.rename, old="w/joinery", new="w/joining"))
    (folder / "roles/.carpenter.yaml.unfinished").mkdir()
    with pytest.raises(OSError, match="Is a directory"):
        files.write(edited)
    assert (folder / "concepts.yaml").read_text() == CONCEPTS
    assert (folder / "roles/carpenter.yaml").read_text() == ROLE


@pytest.mark.parametrize(
    ("encoding", "start"),
    [
        ("utf-8", "sep=;\n"),
        ("utf-16-le", "\ufeff"),
        ("utf-16-be", "\ufeff"),
        ("cp1252", ""),
        ("utf-8", "Our tools\n\n"),
    ],
)
def test_sheets_stay_in_the_form_that_a_spreadsheet_gave_them(folder: Path, encoding: str, start: str) -> None:
    (folder / "dataset.yaml").write_text(DATASET + "basis: INFERRED\n")
    rows = "Slug;Name;Skill Kind\nw/wax;Wäxing, and so on;SKILL\n"
    sheet = folder / "skills.csv"
    sheet.write_bytes((start + rows).encode(encoding))
    made(folder, partial(deciding.retire, slug="w/wax"))
    wanted = "Slug;Name;Skill Kind;status\nw/wax;Wäxing, and so on;SKILL;DEPRECATED\n"
    assert sheet.read_bytes() == (start + wanted).encode(encoding)


def test_records_that_are_stored_and_in_no_file_are_left_and_told(folder: Path) -> None:
    stored = Key(Kind.ROLE, "w/stored")
    around: dict[Key, dict[str, Any]] = {
        stored: {"slug": "w/stored", "dataset": "w", "name": "S", "skills": [{"skill": "w/joinery"}]},
        Key(Kind.SKILL, "other/x"): {"slug": "other/x", "dataset": "other", "name": "X", "skill_kind": "SKILL"},
    }
    edited = files.edit(folder, around, partial(deciding.rename, old="w/joinery", new="w/joining"))
    assert edited.decision.elsewhere == (stored,)
    assert {file.name for file in edited.files} == {"carpenter.yaml", "concepts.yaml"}
    with pytest.raises(Refused, match="skill other/x stands in no file here: name the folder of the dataset other"):
        files.edit(folder, around, partial(deciding.rename, old="other/x", new="other/y"))


def test_a_file_is_no_folder_of_a_dataset(folder: Path) -> None:
    with pytest.raises(Refused, match="is a file: name the folder of its dataset, or leave out --files"):
        edit(folder / "concepts.yaml", partial(deciding.rename, old="w/joinery", new="w/joining"))
