"""What is deprecated is left out of the lists that lead back to it, and still answers in full itself."""

from typing import Any

import pytest

from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.questions.moves import MoveFilter, transitions
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import Ask, asking, world

BASE = {"dataset": "d", "basis": "STATED"}


def record(kind: Kind, slug: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return Key(kind, slug), {**BASE, "slug": slug, "name": slug, **more}


def pair(kind: Kind, name: str, **more: Any) -> list[tuple[Key, dict[str, Any]]]:
    """Two records that say the same, of which one is deprecated and replaced by the other."""
    old = {"status": "DEPRECATED", "replaced_by": f"new-{name}"}
    return [record(kind, f"new-{name}", **more), record(kind, f"old-{name}", **more, **old)]


@pytest.fixture(scope="module")
def firm() -> Snapshot:
    said = {"description": "It is so.", "roles": [{"role": "baker"}]}
    return world(
        (Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}),
        record(Kind.SKILL, "baking", skill_kind="SKILL"),
        record(Kind.TOOL, "oven"),
        record(Kind.APPLICATION, "bread"),
        record(Kind.RESPONSIBILITY, "bake"),
        record(Kind.QUALIFICATION, "diploma", qualification_kind="DEGREE", degree_level="BACHELOR"),
        record(Kind.ROLE_GROUP, "food", scheme="ISCO", code="7"),
        record(Kind.ROLE, "baker"),
        *pair(
            Kind.ROLE,
            "role",
            skills=[{"skill": "baking", "importance": "ESSENTIAL"}],
            tools=[{"tool": "oven"}],
            applications=[{"application": "bread"}],
            responsibilities=[{"responsibility": "bake"}],
            qualifications=[{"qualification": "diploma", "requirement": "TYPICAL"}],
            groups=["food"],
            broader=[{"role": "baker"}],
            moves=[{"to": "baker", "move_kind": "MOVE"}],
        ),
        *pair(
            Kind.SKILL,
            "skill",
            skill_kind="SKILL",
            broader=[{"skill": "baking"}],
            related=[{"skill": "baking", "importance": "ESSENTIAL"}],
        ),
        *pair(Kind.TOOL, "tool", skills=[{"skill": "baking"}]),
        *pair(Kind.RESPONSIBILITY, "task", broader=[{"responsibility": "bake"}]),
        record(Kind.ROLE_GROUP, "new-group", scheme="ISCO", code="71", broader="food"),
        record(Kind.ROLE_GROUP, "old-group", scheme="ISCO", code="72", broader="food", status="DEPRECATED"),
        record(Kind.ROLE_GROUP, "deep-group", scheme="ISCO", code="721", broader="old-group"),
        record(
            Kind.ROLE,
            "miller",
            groups=["deep-group"],
            moves=[{"to": "old-role", "move_kind": "MOVE"}, {"to": "gone", "move_kind": "MOVE"}],
        ),
        record(Kind.ROLE, "gone", status="DEPRECATED"),
        *pair(Kind.COMMON_GROUND, "ground", **said),
        *pair(Kind.HIRING_NEED, "need", **said),
        *pair(Kind.HIRING_CHANNEL, "channel", channel_kind="PLATFORM", **said),
        *pair(Kind.OUTLOOK, "outlook", outlook_kind="TREND", **said),
        *pair(Kind.EXAMPLE, "example", skills=["baking"], tools=["oven"], applications=["bread"], **said),
        *(
            record(
                Kind.CONCEPT_MAPPING,
                f"{age}-mapping",
                subject_kind="SKILL",
                subject=f"{age}-skill",
                relation="CLOSE_MATCH",
                object_slug="baking",
            )
            for age in ("new", "old")
        ),
    )


@pytest.fixture(scope="module")
def asked(firm: Snapshot, sqlite_store: Store) -> Ask:
    return asking(firm, sqlite_store, lambda _: firm)


LISTS = {
    "roles of a skill": ('skill(slug: "baking") { list: roles { NODES } }', "role"),
    "roles of a tool": ('tool(slug: "oven") { list: roles { NODES } }', "role"),
    "roles of an application": ('application(slug: "bread") { list: roles { NODES } }', "role"),
    "roles of a responsibility": ('responsibility(slug: "bake") { list: roles { NODES } }', "role"),
    "roles of a qualification": ('qualification(slug: "diploma") { list: roles { NODES } }', "role"),
    "roles of a group": ('roleGroup(slug: "food") { list: roles { NODES } }', "role"),
    "narrower roles": ('role(slug: "baker") { list: narrower { each: role { slug } } }', "role"),
    "moves to a role": (
        'role(slug: "baker") { list: moves(direction: IN) { totalCount nodes { each: from { slug } } } }',
        "role",
    ),
    "narrower skills": ('skill(slug: "baking") { list: narrower { each: skill { slug } } }', "skill"),
    "skills that a skill helps with": ('skill(slug: "baking") { list: relatedBy { each: skill { slug } } }', "skill"),
    "skills near a skill": ('skill(slug: "baking") { list: related { each: skill { slug } } }', "skill"),
    "tools of a skill": ('skill(slug: "baking") { list: tools { NODES } }', "tool"),
    "narrower responsibilities": (
        'responsibility(slug: "bake") { list: narrower { each: responsibility { slug } } }',
        "task",
    ),
    "narrower groups": ('roleGroup(slug: "food") { list: narrower { slug } }', "group"),
    "common ground of a role": ('role(slug: "baker") { list: commonGround { slug } }', "ground"),
    "hiring needs of a role": ('role(slug: "baker") { list: hiringNeeds { slug } }', "need"),
    "hiring channels of a role": ('role(slug: "baker") { list: hiringChannels { slug } }', "channel"),
    "outlooks of a role": ('role(slug: "baker") { list: outlooks { slug } }', "outlook"),
    "examples of a role": ('role(slug: "baker") { list: examples { slug } }', "example"),
    "examples of a skill": ('skill(slug: "baking") { list: examples { slug } }', "example"),
    "examples of a tool": ('tool(slug: "oven") { list: examples { slug } }', "example"),
    "examples of an application": ('application(slug: "bread") { list: examples { slug } }', "example"),
    "what matches a skill": ('skill(slug: "baking") { list: matches { each: subject { slug } } }', "skill"),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_leads_back_has_no_deprecated_end(asked: Ask, name: str) -> None:
    question, kind = LISTS[name]
    answer = asked("{ of: " + question.replace("NODES", "totalCount nodes { slug }") + " }")
    assert "errors" not in answer, answer
    found = answer["data"]["of"]["list"]
    if isinstance(found, dict):
        assert found["totalCount"] == 1
        found = found["nodes"]
    assert [each.get("each", each)["slug"] for each in found] == [f"new-{kind}"]


def test_every_list_that_leads_back_is_tried_above(firm: Snapshot) -> None:
    """Whatever lists an active end of a pair, beside what the end tells itself, has to be in `LISTS`."""
    lists = {
        (type(entity).__name__, name)
        for entities in firm.by_kind.values()
        for entity in entities.values()
        if not entity.slug.startswith(("new-", "old-", "deep-", "miller", "gone"))
        for each in type(entity).__mro__
        for name in getattr(each, "__slots__", ())
        if isinstance(getattr(entity, name, None), tuple) and getattr(entity, name)
    }
    tried = {("Skill", "matches"), ("Skill", "related")}  # which are no lists of the entity itself
    assert len(lists) == len(LISTS) - len(tried)


def test_a_deprecated_role_answers_in_full_and_names_what_replaced_it(asked: Ask) -> None:
    answer = asked(
        """{ role(slug: "old-role") { status replacedBy { slug } groups { slug } broader { role { slug } }
        skills { nodes { slug } } tools { nodes { slug } } applications { nodes { slug } }
        responsibilities { nodes { slug } } qualifications { nodes { slug } }
        out: moves { nodes { to { slug } } } in: moves(direction: IN) { nodes { from { slug } } } } }"""
    )
    assert answer["data"]["role"] == {
        "status": "DEPRECATED",
        "replacedBy": {"slug": "new-role"},
        "groups": [{"slug": "food"}],
        "broader": [{"role": {"slug": "baker"}}],
        "skills": {"nodes": [{"slug": "baking"}]},
        "tools": {"nodes": [{"slug": "oven"}]},
        "applications": {"nodes": [{"slug": "bread"}]},
        "responsibilities": {"nodes": [{"slug": "bake"}]},
        "qualifications": {"nodes": [{"slug": "diploma"}]},
        "out": {"nodes": [{"to": {"slug": "baker"}}]},
        "in": {"nodes": []},
    }


def test_what_an_active_record_tells_of_a_replaced_one_leads_to_its_successor_and_of_a_retired_one_stays(
    asked: Ask,
) -> None:
    answer = asked('{ role(slug: "miller") { moves { totalCount nodes { to { slug status } } } } }')
    moves = answer["data"]["role"]["moves"]
    assert moves["totalCount"] == 2
    assert [each["to"] for each in moves["nodes"]] == [
        {"slug": "new-role", "status": "ACTIVE"},
        {"slug": "gone", "status": "DEPRECATED"},
    ]
    answer = asked('{ role(slug: "new-role") { moves(direction: IN) { nodes { from { slug } } } } }')
    assert answer["data"]["role"]["moves"]["nodes"] == [{"from": {"slug": "miller"}}]


def test_a_deprecated_concept_still_names_what_it_matches(asked: Ask) -> None:
    answer = asked('{ skill(slug: "old-skill") { matches { object { slug } } } }')
    assert answer["data"]["skill"]["matches"] == [{"object": {"slug": "baking"}}]


def test_a_deprecated_group_between_two_hides_no_role_of_the_wider_one(firm: Snapshot) -> None:
    found = {move.target.slug for move in transitions(firm, "baker", MoveFilter(group="food"))}
    assert found == {"new-role", "miller"}
