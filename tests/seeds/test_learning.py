"""Learning resources are records like all others: loaded, refused, exported and brought back on both databases."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from db.backup import back_up
from db.backup_format import opened
from db.restoring import restore
from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.model.record import Key, Record
from knowledge.model.vocabulary import Basis, Kind, LearningLevel, Operation, ResourceCost, ResourceKind
from knowledge.questions.transition import between
from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot
from seeds.exporting import export_csv, export_lines, export_workbook, export_yaml
from seeds.loading import diff, load, parse, validate
from seeds.problems import Refused
from tests.conftest import new_store

Write = Callable[..., Path]

COURSES = """\
basis: INFERRED
skills:
  - {slug: baking, name: Baking, skill_kind: SKILL}
  - {slug: kneading, name: Kneading, skill_kind: SKILL, broader: [baking]}
tools: [{slug: oven, name: Oven}]
learning_resources:
  - slug: bread
    name: {en: Bread for beginners, de: Brot für Anfänger}
    resource_kind: COURSE
    url: https://learn.example.org/bread
    provider: The guild
    language: DE_at
    cost: PAID
    price: 49.5
    currency: EUR
    minimum_hours: 10
    maximum_hours: 20.5
    level: BEGINNER
    licence: CC BY 4.0
    skills: [{skill: kneading, covers: By hand., level: 0.4, citations: [test-source § 2], basis: STATED}, baking]
    tools: [{tool: oven, covers: Those that burn wood.}]
    external_ids: [{scheme: isbn, identifier: "9783161484100"}]
  - slug: rolls
    name: Rolls
    resource_kind: TUTORIAL
    required_skills: [kneading]
    prerequisites: [bread]
"""


@pytest.fixture
def bakery(store: Store, write: Write) -> Store:
    load(store, [write(COURSES, "seeds/all.yaml").parent], "anna")
    return store


def refused(write: Write, text: str) -> list[str]:
    head = "basis: INFERRED\nlearning_resources:\n  - {slug: a, name: A, resource_kind: BOOK, "
    with pytest.raises(Refused) as problems:
        validate([write(f"{head}{text}}}\n")])
    return [f"{each.place.line}: {each.field}: {each.message}" for each in problems.value.problems]


def test_a_resource_tells_all_that_was_said_of_it(bakery: Store) -> None:
    bread = newest_snapshot(bakery).learning_resources["bread"]
    assert (bread.resource_kind, bread.url, bread.provider) == (
        ResourceKind.COURSE, "https://learn.example.org/bread", "The guild",
    )  # fmt: skip
    assert (bread.language, bread.level, bread.licence) == ("de-AT", LearningLevel.BEGINNER, "CC BY 4.0")
    assert (bread.cost, bread.price, bread.currency) == (ResourceCost.PAID, 49.5, "EUR")
    assert (bread.minimum_hours, bread.maximum_hours) == (10.0, 20.5)
    kneading, baking = bread.skills
    assert (kneading.skill.slug, kneading.covers, kneading.level) == ("kneading", "By hand.", 0.4)
    assert (kneading.basis, kneading.citations[0].section) == (Basis.STATED, "2")
    assert (baking.skill.slug, baking.covers, baking.level, baking.basis) == ("baking", None, None, Basis.INFERRED)
    assert [(link.tool.slug, link.covers) for link in bread.tools] == [("oven", "Those that burn wood.")]


def test_what_is_not_said_is_unknown(bakery: Store) -> None:
    rolls = newest_snapshot(bakery).learning_resources["rolls"]
    told = (rolls.url, rolls.provider, rolls.language, rolls.cost, rolls.price, rolls.minimum_hours, rolls.level)
    assert told == (None,) * 7
    assert [each.slug for each in rolls.required_skills] == ["kneading"]
    assert [link.prerequisite.slug for link in rolls.prerequisites] == ["bread"]


def test_what_a_resource_teaches_lists_it(bakery: Store) -> None:
    snapshot = newest_snapshot(bakery)
    assert [link.resource.slug for link in snapshot.skills["kneading"].resources] == ["bread"]
    assert [link.resource.slug for link in snapshot.tools["oven"].resources] == ["bread"]
    assert snapshot.identifiers.find("9783161484100", [Kind.LEARNING_RESOURCE], "isbn") is not None


def test_tables_hold_what_the_history_says_and_a_second_load_changes_nothing(bakery: Store, tmp_path: Path) -> None:
    assert list(bakery.differences()) == []
    assert load(bakery, [tmp_path / "seeds"], "anna").revision is None


def test_a_retired_resource_teaches_nothing_any_more(bakery: Store, tmp_path: Path) -> None:
    file = tmp_path / "seeds/all.yaml"
    file.write_text(file.read_text().replace("name: {en", "status: DEPRECATED\n    name: {en"))
    assert load(bakery, [file.parent], "anna").counts == {(Kind.LEARNING_RESOURCE, Operation.DEPRECATED): 1}
    snapshot = newest_snapshot(bakery)
    assert snapshot.skills["kneading"].resources == ()
    assert snapshot.learning_resources["bread"].skills[0].skill.slug == "kneading"


def test_what_is_exported_loads_as_it_was(bakery: Store, tmp_path: Path) -> None:
    exports: dict[str, Callable[[Store, str, Path], int]] = {
        "yaml": export_yaml,
        "csv": export_csv,
        "a.jsonl": export_lines,
        "a.xlsx": export_workbook,
    }
    for name, export in exports.items():
        export(bakery, "test", tmp_path / name)
        assert diff(bakery, [tmp_path / name]).changes == (), name


def test_a_backup_brings_resources_back(bakery: Store, tmp_path: Path) -> None:
    back_up(bakery, tmp_path / "x.backup")
    with opened(tmp_path / "x.backup") as backup, new_store(f"sqlite:///{tmp_path / 'x.db'}") as other:
        restore(other, backup, "anna")
        assert list(other.differences()) == []
        assert newest_snapshot(other).learning_resources["bread"].price == 49.5


def test_a_sheet_has_a_row_for_each_resource_and_one_for_each_thing_that_it_teaches(tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text("dataset: {slug: test, title: T}\nbasis: INFERRED\n")
    (tmp_path / "skills.csv").write_text("slug,name,skill_kind\nbaking,Baking,SKILL\nmilling,Milling,SKILL\n")
    (tmp_path / "learning_resources.csv").write_text(
        "slug,name,resource_kind,cost,minimum_hours,maximum_hours,skills,required_skills\n"
        "bread,Bread,BOOK,FREE,1.5,3,milling,\nrolls,Rolls,EXERCISE,,,,,baking | milling\n"
    )
    (tmp_path / "learning_resource_skills.csv").write_text(
        "learning_resource,skill,covers,level\nbread,baking,All of it.,0.5\n"
    )
    found = {each.key.slug: each.record for each in parse([tmp_path]) if each.key.kind is Kind.LEARNING_RESOURCE}
    assert found["bread"]["skills"] == [{"skill": "milling"}, {"skill": "baking", "covers": "All of it.", "level": 0.5}]
    assert (found["bread"]["minimum_hours"], found["bread"]["maximum_hours"]) == (1.5, 3.0)
    assert found["rolls"]["required_skills"] == ["baking", "milling"]
    assert "cost" not in found["rolls"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("url: 'ftp://example.org/a'", "learning_resources.0.url: the address 'ftp://example.org/a' is no address of"),
        ("url: 'http://localhost:8000/x'", "learning_resources.0.url: the address 'http://localhost:8000/x' leads to"),
        ("url: 'http://192.168.1.1/'", "learning_resources.0.url: the address 'http://192.168.1.1/' leads into a"),
        ("url: 'https://a:b@example.org/'", "learning_resources.0.url: the address 'https://a:b@example.org/' has the"),
        ("url: 'javascript:alert(1)'", "learning_resources.0.url: the address 'javascript:alert(1)' is no address of"),
        ("price: 5, currency: EUR", "learning_resources.0.price: price is for resources whose cost is PAID"),
        ("cost: FREE, price: 0, currency: EUR", "learning_resources.0.price: price is for resources whose cost is"),
        ("cost: PAID, price: 5", "learning_resources.0: price and currency are given together or not at all"),
        ("cost: PAID, currency: EUR", "learning_resources.0: price and currency are given together or not at all"),
        ("minimum_hours: 5", "learning_resources.0: minimum_hours and maximum_hours are given together"),
        ("minimum_hours: 5, maximum_hours: 4", "learning_resources.0: minimum_hours 5 is above maximum_hours 4"),
        ("minimum_hours: -1, maximum_hours: 4", "learning_resources.0.minimum_hours: "),
        ("language: xx-klingon-q", "learning_resources.0.language: "),
        ("skills: [python, python]", "learning_resources.0.skills.1: python is in this list already"),
        ("skills: [pyton]", "learning_resources.0.skills.0.skill: there is no skill pyton; the nearest is python"),
        ("skills: [{skill: python, level: 2}]", "learning_resources.0.skills.0.level: "),
        ("prerequisites: [a]", "learning_resources.0.prerequisites.0.resource: a resource does not come before itself"),
        ("hours: 5", "learning_resources.0.hours: unknown field"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(write: Write, text: str, said: str) -> None:
    (problem,) = refused(write, text)
    assert problem.startswith(f"3: {said}")


def test_resources_that_wait_for_each_other_are_refused(write: Write) -> None:
    resources = "".join(
        f"  - {{slug: {one}, name: {one}, resource_kind: BOOK, prerequisites: [{other}]}}\n"
        for one, other in ("ab", "ba")
    )
    with pytest.raises(Refused, match="the prerequisites chain runs in a circle: a → b → a"):
        validate([write(f"basis: INFERRED\nlearning_resources:\n{resources}")])


# the shipped dataset


@pytest.fixture(scope="module")
def resources(shipped_records: dict[Key, Record]) -> dict[str, Record]:
    return {key.slug: record for key, record in shipped_records.items() if key.kind is Kind.LEARNING_RESOURCE}


OPEN = {
    "Apache-2.0", "BSD-3-Clause", "CC BY 4.0", "CC BY-NC-SA 4.0", "CC BY-SA 3.0", "CC BY-SA 4.0", "MIT",
    "Matplotlib license", "PSF-2.0", "Public domain",
}  # fmt: skip


def test_shipped_resources_are_free_open_and_cited_to_a_source_of_their_own(
    resources: dict[str, Record], shipped: Snapshot
) -> None:
    assert len(resources) > 40
    for slug, each in resources.items():
        assert each["url"].startswith("https://"), slug
        assert (each["cost"], each["licence"] in OPEN, each["language"]) == ("FREE", True, "en"), slug
        for citation in each["citations"]:
            source = shipped.sources[citation["source"]]
            assert source.url is not None, slug
            assert (source.slug, source.licence) != ("artiba-2025", None), slug
            assert source.licence == each["licence"], slug
        assert each.get("skills") or each.get("tools"), slug
    assert len({each["url"] for each in resources.values()}) == len(resources)


def test_most_of_what_the_thirteen_roles_cannot_do_without_can_be_learned_somewhere(shipped: Snapshot) -> None:
    needed = {link.skill for role in shipped.roles.values() for link in role.skills if link.importance == "ESSENTIAL"}
    used = {link.tool for role in shipped.roles.values() for link in role.tools}
    untaught = [each for each in needed if not each.resources and each.skill_kind != "TRANSVERSAL"]
    assert len(untaught) / len(needed) < 0.4, sorted(each.slug for each in untaught)
    assert sum(bool(each.resources) for each in used) / len(used) > 0.7


@pytest.fixture(scope="module")
def without(shipped_records: dict[Key, Record]) -> Snapshot:
    """The shipped dataset as it would be without learning resources."""
    return build({key: each for key, each in shipped_records.items() if key.kind is not Kind.LEARNING_RESOURCE}, [])


def test_resources_change_no_figure_of_any_move(shipped: Snapshot, without: Snapshot) -> None:
    for one, other in combinations(sorted(shipped.roles), 2):
        for here, there in ((one, other), (other, one)):
            found, before = (between(each, each.roles[here], each.roles[there]) for each in (shipped, without))
            assert (found.feasibility, found.likeness) == (before.feasibility, before.likeness)
            assert [each.skill.slug for each in found.skill_gaps] == [each.skill.slug for each in before.skill_gaps]


@pytest.mark.parametrize("query", ["machine learning", "python", "deep lerning", "course", "statistics"])
def test_resources_change_nothing_that_is_found(shipped: Snapshot, without: Snapshot, query: str) -> None:
    found, before = (each.search_index.search(query) for each in (shipped, without))
    assert [(hit.entity.slug, hit.confidence) for hit in found] == [(hit.entity.slug, hit.confidence) for hit in before]
