"""What is doubtful is loaded, shown and counted; `--strict` refuses it; notes are counted and refuse nothing."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from db.store import Store
from seeds.loading import diff, examine, load
from seeds.problems import Level, Problem, Refused
from tests.conftest import DATASET
from tests.servers import rolegraph

Write = Callable[..., Path]
CITED = "citations: [test-source]\n"
SKILL = "{{slug: {0}, name: {1}, skill_kind: SKILL}}"


def told(doubts: tuple[Problem, ...], level: Level = Level.WARNING) -> list[str]:
    return [f"{each.place.line or ''}|{each.field}|{each.message}" for each in doubts if each.level is level]


def mapping(target: str) -> str:
    return (
        f"{CITED}skills: [{SKILL.format('a', 'A')}, {SKILL.format('malt-master', 'M')}]\nconcept_mappings:\n"
        f"  - {{slug: m, name: M, subject_kind: SKILL, subject: a, relation: EXACT_MATCH, object_slug: {target}}}\n"
    )


DOUBTFUL = {
    "a name twice, whatever its capitals": (
        f"{CITED}tools:\n  - {{slug: oven, name: Deck oven}}\n  - {{slug: stove, name: deck  Oven}}\n",
        ["4|tools.1.name|'deck  Oven' is the name of tool oven, too"],
    ),
    "codes of classifications that a spreadsheet has spoiled": (
        f"{CITED}role_groups:\n"
        "  - {slug: a, name: Soldiers, scheme: ISCO, code: '110'}\n"
        "  - {slug: b, name: Developers, scheme: ISCO, code: '25121'}\n"
        "  - {slug: c, name: Coders, scheme: SOC, code: '151252'}\n"
        "  - {slug: d, name: Officers, scheme: ISCO, code: '0110'}\n"
        "  - {slug: e, name: Programmers, scheme: ISCO, code: '2510'}\n",
        [
            "3|role_groups.0.code|no group of ISCO-08 has the code 110: "
            "has a spreadsheet taken the zero before it (0110)?",
            "4|role_groups.1.code|codes of ISCO-08 have one to four digits, and 25121 has 5",
            "5|role_groups.2.code|codes of the SOC have a hyphen: is it 15-1252?",
        ],
    ),
    "a mapping to something that does not exist": (
        mapping("malt-mastr"),
        [
            "4|concept_mappings.0.object_slug|there is no skill malt-mastr; the nearest is malt-master: "
            "the mapping has no effect"
        ],
    ),
    "a link to something deprecated": (
        f"{CITED}tools: [{{slug: oven, name: Oven, status: DEPRECATED}}]\n"
        "roles:\n  - slug: baker\n    name: Baker\n    tools:\n      - oven\n",
        ["7|roles.0.tools.0.tool|tool oven is deprecated"],
    ),
    "a mapping to something deprecated": (
        mapping("malt-master").replace("name: M, skill_kind", "name: M, status: DEPRECATED, skill_kind"),
        ["4|concept_mappings.0.object_slug|skill malt-master is deprecated"],
    ),
    "a currency that is none": (
        f"{CITED}roles:\n  - slug: baker\n    name: Baker\n    pay:\n"
        "      - {minimum: 1, maximum: 2, currency: EUO, period: HOUR}\n",
        ["6|roles.0.pay.0.currency|EUO is no currency that is in use (ISO 4217)"],
    ),
    "an address that leads nowhere": (
        "sources:\n  - {slug: s, title: S, url: 'http://intranet/ovens'}\n",
        ["2|sources.0.url|the address 'http://intranet/ovens' leads to no host that others can reach"],
    ),
    "an address with a full stop behind it": (
        "sources:\n  - {slug: s, title: S, url: 'https://ovens.eu/deck.'}\n",
        ["2|sources.0.url|the address 'https://ovens.eu/deck.' looks like a mistake"],
    ),
    "a name that turns its direction": (
        f'{CITED}tools: [{{slug: oven, name: "\\u202eOven"}}]\n',
        ["2|tools.0.name|has the character U+202E, which turns the direction of what is written after it"],
    ),
    "an address whose port is none": (
        "sources:\n  - {slug: s, title: S, url: 'https://ovens.eu:http/'}\n",
        [
            "2|sources.0.url|the address 'https://ovens.eu:http/' cannot be read: "
            "Port could not be cast to integer value as 'http'"
        ],
    ),
}


@pytest.mark.parametrize(("content", "wanted"), DOUBTFUL.values(), ids=DOUBTFUL.keys())
def test_what_is_doubtful_has_a_place_and_refuses_only_where_that_is_wanted(
    write: Write, content: str, wanted: list[str]
) -> None:
    file = write(content)
    assert told(examine([file]).doubts) == wanted
    with pytest.raises(Refused) as refusal:
        examine([file], strict=True)
    assert told(tuple(refusal.value.problems)) == wanted


FINE = {
    "one name in two kinds": f"{CITED}tools: [{{slug: a, name: Word}}]\nskills: [{SKILL.format('a', 'Word')}]\n",
    "the name of something deprecated": (
        f"{CITED}tools: [{{slug: a, name: Oven, status: DEPRECATED, replaced_by: b}}, {{slug: b, name: Oven}}]\n"
    ),
    "a mapping to what there is": mapping("malt-master"),
    "a deprecated role with a deprecated tool": (
        f"{CITED}tools: [{{slug: a, name: Oven, status: DEPRECATED}}]\n"
        "roles: [{slug: b, name: B, status: DEPRECATED, tools: [a]}]\n"
    ),
    "euros": f"{CITED}roles: [{{slug: b, name: B, pay: [{{minimum: 1, maximum: 2, currency: EUR, period: HOUR}}]}}]\n",
    "addresses": (
        "sources:\n  - {slug: s, title: S, url: 'https://en.wikipedia.org/wiki/Oven_(disambiguation)'}\n"
        "  - {slug: t, title: T, url: 'http://data.europa.eu:8080/esco?a=1&b=%20#x'}\n"
    ),
}


@pytest.mark.parametrize("content", FINE.values(), ids=FINE.keys())
def test_what_is_fine_is_not_doubted(write: Write, content: str) -> None:
    assert examine([write(content)], strict=True).doubts == ()


def test_a_mapping_into_a_dataset_that_is_not_there_is_counted_and_no_warning(store: Store, write: Write) -> None:
    file = write(mapping("esco/malt-mastr"))
    (note,) = examine([file], strict=True).doubts
    assert (note.level, note.about) == (Level.NOTE, "mappings to esco, which is not there")
    esco = write(
        f"citations: [esco-source]\nskills: [{SKILL.format('esco/malt-master', 'M')}]\n", "esco/a.yaml", "esco"
    )
    load(store, [esco.parent], "anna")
    assert told(load(store, [file], "anna").doubts) == [
        "4|concept_mappings.0.object_slug|there is no skill esco/malt-mastr; the nearest is esco/malt-master: "
        "the mapping has no effect"
    ]


def test_a_concept_mapped_to_itself_is_refused(write: Write) -> None:
    with pytest.raises(Refused, match=r":4: concept_mappings\.0\.object_slug: a concept is not mapped to itself"):
        examine([write(mapping("a"))])


def test_shipped_data_has_no_warning() -> None:
    assert told(examine([DATASET], strict=True).doubts) == []


def test_files_of_a_folder_that_are_not_read_are_told_with_what_to_do(write: Write) -> None:
    folder = write(f"{CITED}tools: [{{slug: oven, name: Oven}}]\n").parent
    for name in ("skills.xls", "roles.json", "old.yaml.bak", "README.md", ".gitignore"):
        (folder / name).write_text("x")
    doubts = examine([folder]).doubts
    assert {f"{each.place.file.name}|{each.message}" for each in doubts if each.level is Level.WARNING} == {
        "skills.xls|is not read: save it as .xlsx",
        "roles.json|is not read: write one record a line, as .jsonl",
        "old.yaml.bak|is not read: seed files end in .yaml, .yml, .jsonl, .csv, .tsv, .xlsx, .xlsm",
    }
    assert {each.place.file.name for each in doubts if each.level is Level.NOTE} == {"README.md", ".gitignore"}


OVEN = f"{CITED}tools: [{{slug: oven, name: Oven}}]\n"
BAKER = f"{CITED}roles: [{{slug: baker, name: Baker, tools: [oven]}}]\n"


def test_who_still_refers_to_what_a_load_retires_is_told_though_it_did_not_change(store: Store, write: Write) -> None:
    folder = write(OVEN).parent
    write(BAKER, "seeds/baker.yaml")
    assert load(store, [folder], "anna").doubts == ()
    write(OVEN.replace("Oven}", "Oven, status: DEPRECATED}"))
    assert told(load(store, [folder], "anna").doubts) == ["2|roles.0.tools.0.tool|tool oven is deprecated"]


def test_an_old_file_that_brings_back_what_was_replaced_is_told(store: Store, write: Write) -> None:
    old = f"{CITED}skills: [{SKILL.format('kneading', 'Kneading')}]\n"
    replaced = "{slug: kneading, name: Kneading, skill_kind: SKILL, status: DEPRECATED, replaced_by: working-dough}"
    load(
        store,
        [write(f"{CITED}skills:\n  - {SKILL.format('working-dough', 'Working dough')}\n  - {replaced}\n")],
        "anna",
    )
    said = "2|skills.0|was replaced by working-dough, and this makes it active again: is the file an old one?"
    assert told(load(store, [write(old)], "bert").doubts) == [said]
    assert told(load(store, [write(old)], "bert").doubts) == [], "it is active now"


def test_what_is_stored_counts_for_names_and_references(store: Store, write: Write) -> None:
    load(store, [write(OVEN.replace("Oven}", "Oven, status: DEPRECATED}, {slug: pan, name: Pan}"))], "anna")
    write("", "seeds/roles.yaml").unlink()
    file = write(f"{BAKER}tools: [{{slug: new-pan, name: pan}}]\n", "seeds/more.yaml")
    assert told(diff(store, [file]).doubts) == [
        "2|roles.0.tools.0.tool|tool oven is deprecated",
        "3|tools.0.name|'pan' is the name of tool pan, too",
    ]
    other = write("citations: [other-source]\ntools: [{slug: other/pan, name: Pan}]\n", "other/a.yaml", "other")
    assert load(store, [other], "anna").doubts == (), "each dataset has names of its own"


def test_a_strict_load_writes_nothing_and_an_ordinary_one_tells(store: Store, write: Write) -> None:
    folder = write(OVEN).parent
    (folder / "roles.json").write_text("[]")
    with pytest.raises(Refused, match=r"roles\.json: warning: is not read"):
        load(store, [folder], "anna", strict=True)
    assert store.newest_revision() == 0
    assert told(load(store, [folder], "anna").doubts) == ["||is not read: write one record a line, as .jsonl"]
    assert store.newest_revision() == 1
    assert told(load(store, [folder], "anna").doubts) == ["||is not read: write one record a line, as .jsonl"]


def test_commands_show_the_first_of_each_sort_and_count_the_others(write: Write) -> None:
    tools = "".join(f"  - {{slug: t{number}, name: Oven}}\n" for number in range(10))
    file = write(f"{CITED}tools:\n{tools}")
    done = rolegraph("validate", str(file))
    assert (done.returncode, done.stdout) == (0, "12 records, no error.\n")
    assert done.stderr.splitlines() == [
        *(f"{file}:{line}: tools.{line - 3}.name: warning: 'Oven' is the name of tool t0, too" for line in (4, 5, 6)),
        "… and 6 more like it (names that stand twice in the dataset)",
        "9 warnings; --all-warnings shows every one.",
    ]
    every = rolegraph("validate", str(file), "--all-warnings").stderr.splitlines()
    assert (len(every), every[-1]) == (10, "9 warnings.")
    strict = rolegraph("validate", str(file), "--strict")
    assert strict.returncode == 1
    assert strict.stderr.splitlines()[-1] == "Refused because of 9 warnings (--strict); nothing was written."
    found = orjson.loads(rolegraph("validate", str(file), "--format", "json").stdout)
    assert (found["records"], len(found["warnings"]), found["notes"]) == (12, 9, {})
    assert found["warnings"][0] == {
        "place": f"{file}:4",
        "file": str(file),
        "line": 4,
        "field": "tools.1.name",
        "message": "'Oven' is the name of tool t0, too",
        "about": "names that stand twice in the dataset",
    }


def test_what_is_refused_is_told_as_data_too(write: Write) -> None:
    file = write(f"{CITED}tools: [{{slug: oven, name: Oven}}, {{slug: stove, name: Oven}}]\n")
    strict = rolegraph("validate", str(file), "--strict", "--format", "json")
    found = orjson.loads(strict.stdout)
    assert (strict.returncode, found["errors"], [each["field"] for each in found["warnings"]]) == (
        1,
        [],
        ["tools.1.name"],
    )
    assert strict.stderr == "Refused because of 1 warning (--strict); nothing was written.\n"
    write(f"{CITED}tools: [{{slug: oven, nam: Oven}}]\n")
    broken = rolegraph("validate", str(file), "--format", "json")
    assert [each["message"] for each in orjson.loads(broken.stdout)["errors"]] == ["unknown field", "is required"]


def test_lists_of_numbers_within_links_are_no_texts_to_doubt(write: Write) -> None:
    content = (
        f"{CITED}descriptors: [{{slug: noise, name: Noise, domain: WORK_CONTEXT, categories: [never, daily]}}]\n"
        "roles:\n  - slug: baker\n    name: Baker\n    descriptors:\n"
        "      - {descriptor: noise, shares: [0.25, 0.75], suppressed_shares: [1]}\n"
    )
    assert examine([write(content)], strict=True).doubts == ()


def test_a_translation_in_letters_of_another_language_is_noted(write: Write) -> None:
    path = write(
        f"{CITED}tools:\n  - {{slug: oven, name: {{en: Oven, ar: Oven of bricks, de: печь, fr: four}}}}\n"
        "  - {slug: cpp, name: {en: C++, ar: C++ لغة, ja: '12'}}\n"
    )
    assert told(examine([path]).doubts, Level.NOTE) == [
        "3|tools.0.name|'Oven of bricks' has no letter that ar is written in: is it of another language?",
        "3|tools.0.name|'печь' has no letter that de is written in: is it of another language?",
    ]
