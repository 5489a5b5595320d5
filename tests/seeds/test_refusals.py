"""Whatever the tables would refuse is refused before, with file and line; what is accepted can be loaded and undone."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from db.snapshots import newest_snapshot
from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from seeds.loading import load, rollback, validate
from seeds.problems import Refused

Write = Callable[..., Path]
CITED = "citations: [test-source]\n"
MAPPING = "{{slug: {slug}, name: M, subject_kind: {kind}, subject: {subject}, relation: {relation}, object_slug: x}}"


def problems(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refusal:
        act()
    return [f"{problem.place.line or ''}|{problem.field}|{problem.message}" for problem in refusal.value.problems]


def groups(*codes: tuple[str, str], status: str = "ACTIVE") -> str:
    listed = "".join(
        f"  - {{slug: {slug}, name: G, scheme: ISCO, code: '{code}', status: {status}}}\n" for slug, code in codes
    )
    return f"{CITED}role_groups:\n{listed}"


def mappings(*each: tuple[str, str, str, str]) -> str:
    listed = "".join(
        f"  - {MAPPING.format(slug=slug, kind=kind, subject=subject, relation=relation)}\n"
        for slug, kind, subject, relation in each
    )
    return f"{CITED}skills: [{{slug: a, name: A, skill_kind: SKILL}}]\nconcept_mappings:\n{listed}"


WRONG: dict[str, tuple[str, list[str]]] = {
    "the same citation twice": (
        "roles: [{slug: a, name: A, citations: [test-source § 1, test-source § 2, test-source § 1]}]\n",
        ["1|roles.0.citations.2|test-source 1 is in this list already"],
    ),
    "the same source twice, without sections": (
        "roles: [{slug: a, name: A, citations: [test-source, test-source]}]\n",
        ["1|roles.0.citations.1|test-source is in this list already"],
    ),
    "the same citation twice in a link": (
        f"{CITED}tools: [{{slug: t, name: T}}]\nroles:\n  - slug: a\n    name: A\n    tools:\n"
        "      - {tool: t, citations: [test-source § 1, test-source § 1]}\n",
        ["7|roles.0.tools.0.citations.1|test-source 1 is in this list already"],
    ),
    "a field of study twice within a link": (
        f"{CITED}qualifications: [{{slug: q, name: Q, qualification_kind: DEGREE}}]\nroles:\n  - slug: a\n    name: A\n"
        "    qualifications:\n      - {qualification: q, requirement: TYPICAL, fields: [Law, Art, Law]}\n",
        ["7|roles.0.qualifications.0.fields.2|Law is in this list already"],
    ),
    "an alias twice": (
        f"{CITED}roles: [{{slug: a, name: A, aliases: [B, B]}}]\n",
        ["2|roles.0.aliases.1|B is in this list already"],
    ),
    "a skill that is related to itself": (
        f"{CITED}skills: [{{slug: a, name: A, skill_kind: SKILL, related: [{{skill: a, importance: OPTIONAL}}]}}]\n",
        ["2|skills.0.related.0.skill|a skill is not related to itself"],
    ),
    "a move to itself": (
        f"{CITED}roles: [{{slug: a, name: A, moves: [{{to: a, move_kind: MOVE}}]}}]\n",
        ["2|roles.0.moves.0.to|a move leads to another role"],
    ),
    "a certificate with the level of a degree": (
        f"{CITED}qualifications: [{{slug: q, name: Q, qualification_kind: CERTIFICATION, degree_level: MASTER}}]\n",
        ["2|qualifications.0.degree_level|degree_level is for qualifications of kind DEGREE"],
    ),
    "a STATED link in an INFERRED record that cites nothing": (
        "basis: INFERRED\ntools: [{slug: t, name: T}]\nroles:\n  - slug: a\n    name: A\n    tools:\n"
        "      - {tool: t, basis: STATED}\n",
        ["7|roles.0.tools.0|a STATED fact needs citations: name its source, or give a basis of INFERRED"],
    ),
    "a mapping of what is no concept": (
        mappings(("m", "COMMON_GROUND", "a", "EXACT_MATCH")),
        [
            "4|concept_mappings.0.subject_kind|expected 'ROLE', 'SKILL', 'TOOL', 'APPLICATION', 'RESPONSIBILITY', "
            "'QUALIFICATION' or 'ROLE_GROUP', found 'COMMON_GROUND'"
        ],
    ),
    "two mappings that say the same": (
        mappings(("m", "SKILL", "a", "EXACT_MATCH"), ("n", "SKILL", "a", "EXACT_MATCH")),
        [
            "5|concept_mappings.1.object_slug|subject_kind SKILL, subject a, relation EXACT_MATCH, object_slug x is "
            "said of both concept mapping m and concept mapping n"
        ],
    ),
    "two groups with one code": (
        groups(("a", "1"), ("b", "1")),
        ["4|role_groups.1.code|scheme ISCO, code 1 is said of both role group a and role group b"],
    ),
    "a rank that no column holds": (
        f"{CITED}roles: [{{slug: a, name: A, moves: [{{to: b, move_kind: MOVE, rank: 3000000000}}]}}]\n",
        ["2|roles.0.moves.0.rank|expected less than or equal to 2147483647, found 3000000000"],
    ),
    "a character that PostgreSQL does not store": (
        f'{CITED}roles: [{{slug: a, name: "A\\0"}}]\n',
        ["2|roles.0.name|has the character U+0000, which no text may have"],
    ),
    "a scheme that is too long": (
        f"{CITED}roles: [{{slug: a, name: A, external_ids: [{{scheme: {'s' * 201}, identifier: x}}]}}]\n",
        [f"2|roles.0.external_ids.0.scheme|String should have at most 200 characters, found {'s' * 201!r}"],
    ),
}


@pytest.mark.parametrize(("content", "wanted"), WRONG.values(), ids=WRONG.keys())
def test_what_the_tables_would_refuse_has_a_place(write: Write, content: str, wanted: list[str]) -> None:
    assert problems(lambda: validate([write(content)])) == wanted


def test_a_stated_link_is_cited_by_its_record_or_itself(write: Write) -> None:
    role = "tools: [{slug: t, name: T, basis: INFERRED}]\nroles: [{slug: a, name: A, basis: INFERRED, "
    of_record = role + "citations: [test-source], tools: [{tool: t, basis: STATED}]}]\n"
    of_link = role + "tools: [{tool: t, basis: STATED, citations: [test-source]}]}]\n"
    for content in (of_record, of_link):
        assert validate([write(content)]) == 4


def test_a_sheet_is_told_where_its_stated_link_cites_nothing(write: Write) -> None:
    write(
        "skills: [{slug: s, name: S, skill_kind: SKILL}]\nroles: [{slug: a, name: A}]\nbasis: INFERRED\n",
        "seeds/all.yaml",
    )
    sheet = write("role,skill,importance,basis\na,s,ESSENTIAL,STATED\n", "seeds/role_skills.csv")
    assert problems(lambda: validate([sheet.parent])) == [
        "2|roles.0.skills.0|a STATED fact needs citations: name its source, or give a basis of INFERRED"
    ]


def test_groups_may_swap_their_codes_and_swap_them_back(store: Store, write: Write) -> None:
    load(store, [write(groups(("a", "1"), ("b", "2"))).parent], "anna")
    load(store, [write(groups(("a", "2"), ("b", "1"))).parent], "anna")
    found = newest_snapshot(store).role_groups
    assert (found["a"].code, found["b"].code) == ("2", "1")
    rollback(store, 1, "anna")
    found = newest_snapshot(store).role_groups
    assert (found["a"].code, found["b"].code) == ("1", "2")


def test_mappings_may_swap_what_they_say(store: Store, write: Write) -> None:
    one, other = ("SKILL", "a", "EXACT_MATCH"), ("SKILL", "a", "CLOSE_MATCH")
    load(store, [write(mappings(("m", *one), ("n", *other))).parent], "anna")
    load(store, [write(mappings(("m", *other), ("n", *one))).parent], "anna")
    assert newest_snapshot(store).mappings["n"].relation == "EXACT_MATCH"


def test_a_code_that_another_group_took_over_does_not_hinder_a_rollback(store: Store, write: Write) -> None:
    load(store, [write(groups(("a", "1"))).parent], "anna")
    load(store, [write(groups(("a", "3"), ("c", "1"))).parent], "anna")
    rollback(store, 1, "anna")
    found = newest_snapshot(store).role_groups
    assert [(each.slug, each.code, each.status.value) for each in found.values()] == [
        ("a", "1", "ACTIVE"),
        ("c", "1", "DEPRECATED"),
    ]
    with store.reading() as reader:
        assert reader.current_records() == reader.records_at()


def test_a_retired_group_leaves_its_code_to_another_but_an_active_one_does_not(store: Store, write: Write) -> None:
    load(store, [write(groups(("a", "1"))).parent], "anna")
    taken = write(groups(("b", "1")))
    assert problems(lambda: load(store, [taken.parent], "anna")) == [
        "3|role_groups.0.code|scheme ISCO, code 1 is said of both role group a and role group b"
    ]
    load(store, [write(groups(("a", "1"), status="DEPRECATED")).parent], "anna")
    load(store, [write(groups(("b", "1"))).parent], "anna")
    again = write(groups(("a", "1")))
    assert problems(lambda: load(store, [again.parent], "anna")) == [
        "3|role_groups.0.code|scheme ISCO, code 1 is said of both role group a and role group b"
    ]


def test_a_group_may_take_the_code_of_one_that_the_same_load_retires(store: Store, write: Write) -> None:
    load(store, [write(groups(("a", "1"), ("b", "2"))).parent], "anna")
    folder = write(groups(("c", "1"), ("b", "2"))).parent
    with pytest.raises(Refused, match="scheme ISCO, code 1 is said of both"):
        load(store, [folder], "anna")
    load(store, [folder], "anna", prune=True)
    found = newest_snapshot(store).role_groups
    assert (found["a"].active, found["a"].code, found["c"].code) == (False, "1", "1")


def test_what_was_accepted_under_older_rules_can_still_be_rolled_back_to(store: Store, write: Write) -> None:
    """Rules grow; a revision that broke one before it was made is history all the same."""
    load(store, [write(f"{CITED}roles: [{{slug: a, name: A}}]\n").parent], "anna")
    key = Key(Kind.ROLE, "a")
    with store.reading() as reader:
        record = orjson.loads(reader.bodies([key])[key])
    with store.writing("anna") as writer:
        twice = {**record, "citations": [{"source": "test-source"}, {"source": "test-source"}]}
        writer.commit({key: twice}, dataset="test", loaded="before the rule", author="anna")
    load(store, [write(f"{CITED}roles: [{{slug: a, name: B}}]\n").parent], "anna")
    rollback(store, 2, "anna")
    with store.reading() as reader:
        assert reader.records_at()[key] == twice
        assert reader.current_records()[key] == twice
