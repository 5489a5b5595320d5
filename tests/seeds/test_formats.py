"""JSON Lines, CSV sheets, and the JSON Schema that editors check seed files with."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import orjson
import pytest
from ruamel.yaml import YAML

from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.model.vocabulary import Basis, Importance, Kind
from seeds.json_schema import seed_file_schema
from seeds.loading import load, parse, validate
from seeds.problems import Refused
from tests.conftest import DATASET

Write = Callable[..., Path]
ROLE = (
    "citations: [test-source]\nroles: [{slug: baker, name: Baker, skills: [{skill: python, importance: OPTIONAL}]}]\n"
)


def problems(path: Path) -> list[str]:
    with pytest.raises(Refused) as refusal:
        validate([path])
    return [
        f"{each.place.file.name}:{each.place.line or ''}|{each.field}|{each.message}" for each in refusal.value.problems
    ]


@pytest.fixture
def folder(write: Write) -> Path:
    return write(ROLE).parent


def test_lines_of_json_are_records(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "bakery.jsonl"
    records: list[dict[str, Any]] = [
        {"kind": "DATASET", "slug": "bakery", "title": "Bakery"},
        {"kind": "SOURCE", "slug": "bakery/book", "dataset": "bakery", "title": "Book"},
        {
            "kind": "SKILL",
            "slug": "kneading",
            "dataset": "bakery",
            "name": "Kneading",
            "skill_kind": "SKILL",
            "basis": "INFERRED",
        },
        {
            "kind": "ROLE",
            "slug": "baker",
            "dataset": "bakery",
            "name": "Baker",
            "basis": "STATED",
            "citations": ["bakery/book § 1"],
            "skills": [{"skill": "kneading", "importance": "ESSENTIAL"}],
        },
    ]
    path.write_bytes(b"\xef\xbb\xbf" + b"\n".join(map(orjson.dumps, records)) + b"\n\n")
    assert load(store, [path], "anna").records == 4
    role = newest_snapshot(store).roles["baker"]
    assert (role.citations[0].section, [link.skill.slug for link in role.skills]) == ("1", ["kneading"])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "x.jsonl:2||not JSON: unexpected end of data, in column "),
        ("[]", "x.jsonl:2||expected an object"),
        ('{"slug": "a"}', "x.jsonl:2||expected a kind, one of DATASET, SOURCE"),
        ('{"kind": "ROLE", "slug": "a", "name": "A"}', "x.jsonl:2||belongs to no dataset"),
        ('{"kind": "ROLE", "dataset": "d", "slug": "a"}', "x.jsonl:2|name|is required"),
        ('{"kind": "ROLE", "dataset": "d", "slug": "a", "name": "A"}', "x.jsonl:2||a STATED fact needs citations"),
        ('{"kind": "ROLE", "x": "' + "y" * 10_000_001, "x.jsonl:2||longer than 10 MB"),
    ],
)
def test_a_line_that_is_no_record(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "x.jsonl").write_text('{"kind": "DATASET", "slug": "d", "title": "D"}\n' + line + "\n")
    assert problems(tmp_path / "x.jsonl")[0].startswith(message)


def test_sheets_add_skills_tools_and_the_skills_of_roles(store: Store, folder: Path) -> None:
    load(store, [DATASET], "anna")
    (folder / "skills.csv").write_bytes(
        b"\xef\xbb\xbfname,slug,skill_kind,aliases,broader,citations\r\n"
        b'Kneading,kneading,SKILL,"Working dough|Folding",,test-source | test-source \xc2\xa7 2\r\n'
        b"Folding by hand,folding,SKILL,,kneading,\r\n"
    )
    (folder / "tools.csv").write_text("slug,name,category,skills,basis\noven,Oven,Heat,kneading|folding,INFERRED\n")
    (folder / "role_skills.csv").write_text(
        'role,skill,importance,level,emphasis,basis\nbaker,kneading,ESSENTIAL,0.9,"Daily, by hand.",\n'
        "baker,folding,OPTIONAL,,,INFERRED\n"
    )
    declared = folder / "dataset.yaml"
    declared.write_text(declared.read_text() + "citations: [test-source]\n")
    load(store, [folder], "anna")
    found = newest_snapshot(store)
    links = {link.skill.slug: link for link in found.roles["baker"].skills}
    assert set(links) == {"python", "kneading", "folding"}
    kneading, folding = links["kneading"], links["folding"]
    assert (kneading.importance, kneading.level, kneading.emphasis) == (Importance.ESSENTIAL, 0.9, "Daily, by hand.")
    assert kneading.citations == found.roles["baker"].citations
    assert (folding.basis, folding.citations) == (Basis.INFERRED, ())
    assert found.skills["kneading"].aliases == ("Working dough", "Folding")
    assert [each.section for each in found.skills["kneading"].citations] == [None, "2"]
    assert [link.broader.slug for link in found.skills["folding"].broader] == ["kneading"]
    assert {link.skill.slug for link in found.tools["oven"].skills} == {"kneading", "folding"}
    assert load(store, [folder], "anna").revision is None


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "skils.csv",
            "a\n",
            "skils.csv:||not a sheet that is known; is it 'skills'?: expected sources, roles, role_broader",
        ),
        ("skills.csv", "slug,name\na,b\n", "skills.csv:1||there is no column 'skill_kind'"),
        ("skills.csv", "slug,name,skill_kind,colour\n", "skills.csv:1||there is no column 'colour' in such a table"),
        ("skills.csv", "slug,name,skill_kind\na,b,FISH\n", "skills.csv:2|skill_kind|expected 'SKILL'"),
        ("skills.csv", "slug,name,skill_kind\na,b\n", "skills.csv:2||expected 3 fields, found 2"),
        ("skills.csv", "", "skills.csv:1||there is no column 'slug'"),
        (
            "role_skills.csv",
            "role,skill,importance\ncook,python,OPTIONAL\n",
            "role_skills.csv:2|role|the role 'cook' is in",
        ),
        (
            "role_skills.csv",
            "role,skill,importance,level\nbaker,r,OPTIONAL,2\n",
            "role_skills.csv:2|level|expected less than",
        ),
        (
            "role_skills.csv",
            "role,skill,importance\nbaker,pythn,OPTIONAL\n",
            "role_skills.csv:2|roles.0.skills.1.skill|there",
        ),
        (
            "role_skills.csv",
            "role,skill,importance\nbaker,python,OPTIONAL\n",
            "role_skills.csv:2|roles.0.skills.1|python is",
        ),
    ],
)
def test_a_sheet_that_is_wrong(folder: Path, name: str, content: str, message: str) -> None:
    (folder / name).write_text(content)
    assert any(each.startswith(message) for each in problems(folder)), problems(folder)


def test_a_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_text(ROLE)
    (folder / "more.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert "is a link out of" in problems(folder)[0]


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = seed_file_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("file", sorted(DATASET.rglob("*.yaml")), ids=lambda file: file.stem)
def test_editors_accept_the_shipped_files(validator: Any, file: Path) -> None:
    content = YAML(typ="safe").load(file.read_text())
    plain = orjson.loads(orjson.dumps(content))
    assert [error.message for error in validator.iter_errors(plain)] == []


@pytest.mark.parametrize(
    "content",
    [
        {"rolls": []},
        {"role": {"slug": "baker"}},
        {"role": {"slug": "Not A Slug", "name": "x"}},
        {"roles": [{"slug": "baker", "name": "Baker", "skills": [{"skill": "a", "importance": "VERY"}]}]},
    ],
)
def test_editors_see_what_is_wrong(validator: Any, content: Any) -> None:
    assert list(validator.iter_errors(content))


def test_an_export_gives_the_same_records(store: Store, tmp_path: Path) -> None:
    from seeds.exporting import export_lines, export_yaml

    load(store, [DATASET], "anna")
    export_yaml(store, "ai-careers", tmp_path / "yaml")
    export_lines(store, "ai-careers", tmp_path / "lines.jsonl")
    original = {seed.key: seed.record for seed in parse([DATASET])}
    assert {seed.key: seed.record for seed in parse([tmp_path / "yaml"])} == original
    assert {seed.key: seed.record for seed in parse([tmp_path / "lines.jsonl"])} == original
    assert load(store, [tmp_path / "yaml"], "anna").revision is None
    with pytest.raises(Refused, match="is there already"):
        export_yaml(store, "ai-careers", tmp_path / "yaml")
    with pytest.raises(Refused, match="is there already"):
        export_lines(store, "ai-careers", tmp_path / "lines.jsonl")


@pytest.mark.parametrize("section", ["3 § 2, note", "§ 7", "§", "plain"])
def test_a_section_with_the_mark_in_it_comes_out_as_it_went_in(
    store: Store, write: Write, tmp_path: Path, section: str
) -> None:
    from seeds.exporting import export_yaml

    cited = f'citations: [{{source: test-source, section: "{section}"}}]'
    load(store, [write(f"roles: [{{slug: baker, name: Baker, {cited}}}]\n").parent], "anna")
    export_yaml(store, "test", tmp_path / "yaml")
    (baker,) = (seed.record for seed in parse([tmp_path / "yaml"]) if seed.key.kind is Kind.ROLE)
    assert baker["citations"] == [{"source": "test-source", "section": section}]


BAKER = """\
citations: [test-source]
qualifications: [{slug: diploma, name: Diploma, qualification_kind: CERTIFICATION}]
role: {slug: baker, name: Baker, qualifications: [{qualification: diploma, requirement: HELPFUL, share: 0.5MARK}]}
"""


def test_a_suppressed_figure_comes_out_as_it_went_in_and_an_unmarked_one_says_nothing_of_it(
    store: Store, write: Write, tmp_path: Path
) -> None:
    from seeds.exporting import export_lines, export_yaml

    load(store, [write(BAKER.replace("MARK", "")).parent], "anna")
    assert load(store, [write(BAKER.replace("MARK", ", suppressed: false")).parent], "anna").revision is None
    marked = write(BAKER.replace("MARK", ", suppressed: true")).parent
    assert load(store, [marked], "anna").revision is not None
    export_yaml(store, "test", tmp_path / "yaml")
    export_lines(store, "test", tmp_path / "lines.jsonl")
    for out in (tmp_path / "yaml", tmp_path / "lines.jsonl"):
        (baker,) = (seed.record for seed in parse([out]) if seed.key.kind is Kind.ROLE)
        link = {"qualification": "diploma", "requirement": "HELPFUL", "share": 0.5, "suppressed": True}
        assert baker["qualifications"] == [link]


def test_an_export_that_fails_leaves_nothing(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from seeds import exporting

    load(store, [DATASET], "anna")

    def fail(_: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting, "_readable", fail)
    with pytest.raises(OSError, match="No space"):
        exporting.export_yaml(store, "ai-careers", tmp_path / "out")
    assert list(tmp_path.glob("*out*")) == []


def test_sheets_have_a_column_for_each_field_that_fits_a_cell(write: Write) -> None:
    write("basis: INFERRED\nroles: [{slug: baker, name: Baker}]\n", "seeds/roles.yaml")
    declared = write("", "seeds/dataset.yaml").parent
    (declared / "dataset.yaml").write_text("dataset: {slug: test, title: A test}\nbasis: INFERRED\n")
    write(
        "slug,name,skill_kind,collections,definition\nbaking,Baking,SKILL,green|digital,To bake.\n", "seeds/skills.csv"
    )
    write("slug,name,hot,skills\noven,Oven,true,baking\n", "seeds/tools.csv")
    write("role,skill,importance,importance_rating\nbaker,baking,ESSENTIAL,4.5\n", "seeds/role_skills.csv")
    records = {str(seed.key): seed.record for seed in parse([declared])}
    assert records["skill baking"]["collections"] == ["green", "digital"]
    assert records["skill baking"]["definition"] == "To bake."
    assert (records["tool oven"]["hot"], records["tool oven"]["skills"]) == (True, [{"skill": "baking"}])
    assert records["role baker"]["skills"] == [{"skill": "baking", "importance": "ESSENTIAL", "importance_rating": 4.5}]


def test_an_export_is_written_as_a_person_would_into_folders_that_need_not_be_there(
    store: Store, write: Write, tmp_path: Path
) -> None:
    from seeds.exporting import export_yaml

    cited = '[test-source, "test-source § Bread", {source: test-source, section: "3 § 2"}]'
    load(store, [write(f"roles: [{{slug: baker, name: Baker, citations: {cited}}}]\n").parent], "anna")
    assert export_yaml(store, "test", tmp_path / "far" / "away" / "yaml") == 3
    assert (tmp_path / "far/away/yaml/roles/baker.yaml").read_text("utf-8") == (
        "role:\n  slug: baker\n  name: Baker\n  basis: STATED\n  citations:\n  - test-source\n"
        "  - test-source § Bread\n  - section: 3 § 2\n    source: test-source\n"
    )
