"""The declarations hold together, and what is derived from them does not change what was written long ago."""

from typing import Any

import pytest

from knowledge.model.declaring import DECLARED, description
from knowledge.model.entities import Role
from knowledge.model.kinds import KINDS, Field, KindOf, Many, Reference, Scalar
from knowledge.model.links import CareerMove, RoleSkill
from knowledge.model.record import Key, digest, to_bytes
from knowledge.model.vocabulary import Basis, Importance, Kind, MoveKind
from knowledge.model.wellformed import faults, references
from seeds.format import RECORDS
from seeds.seed import canonical
from tests.conftest import world

EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.kind.lower())


def leads_to(fields: tuple[Field, ...]) -> list[Reference]:
    found = [each for each in fields if isinstance(each, Reference)]
    for each in fields:
        if isinstance(each, Many):
            found += leads_to(each.item.fields)
    return found


@EVERY_KIND
def test_each_kind_refers_to_itself_and_those_declared_before(kind: KindOf) -> None:
    before = list(KINDS)[: list(KINDS).index(kind.kind) + 1]
    assert all(each.kind in before for each in leads_to(kind.fields) if each.kind)


@EVERY_KIND
def test_names_in_records_are_unique_and_none_is_that_of_evidence(kind: KindOf) -> None:
    for fields in (kind.fields, *(each.item.fields for each in kind.lists)):
        keys = [each.key for each in fields]
        assert len(set(keys)) == len(keys)
        assert not {"basis", "citations"} & set(keys)


@EVERY_KIND
def test_a_mirror_shows_a_field_that_leads_to_it(kind: KindOf) -> None:
    for mirror in kind.mirrors:
        of_kind = DECLARED[mirror.cls.__name__].kind
        if of_kind is None:  # a link
            (end,) = {
                each.kind
                for owner in KINDS.values()
                for many in owner.lists
                if many.item.make is mirror.cls
                for each in many.item.fields
                if isinstance(each, Reference) and each.name == mirror.of
            }
        else:
            (field,) = [each for each in KINDS[of_kind].fields if each.name == mirror.of]
            found = leads_to((field,))
            end = found[0].kind
        assert end is kind.kind, mirror


@EVERY_KIND
def test_rules_and_what_is_unique_speak_of_fields_that_there_are(kind: KindOf) -> None:
    for rules, fields in ((kind.rules, kind.fields), *((many.item.rules, many.item.fields) for many in kind.lists)):
        keys = {each.key for each in fields}
        for rule in rules:
            assert {
                getattr(rule, name) for name in ("field", "other", "low", "high") if hasattr(rule, name)
            } <= keys | {None}
    assert set(kind.unique) <= {each.key for each in kind.own}


def test_what_a_declaration_says_is_read_from_the_class() -> None:
    level = next(
        each
        for many in KINDS[Kind.ROLE].lists
        for each in many.item.fields
        if (many.key, each.key) == ("skills", "level")
    )
    assert isinstance(level, Scalar)
    assert (level.type, level.optional, level.required, level.default) == (float, True, False, None)
    assert (
        description(RoleSkill.level)
        == level.said.description
        == ("How well, 0 (not at all) to 1 (mastery); null if unknown.")
    )
    moves = next(each for each in KINDS[Kind.ROLE].lists if each.name == "moves_out")
    assert (moves.key, moves.item.table, moves.item.owner_column) == ("moves", "career_move", "from_id")
    assert [each.key for each in moves.item.identity] == ["to", "move_kind"]


FULL: dict[str, Any] = {
    "slug": "t/a",
    "name": "A",
    "aliases": ["B", "C"],
    "external_ids": [{"scheme": "s", "identifier": "i"}],
    "skills": [
        {"skill": "t/s", "importance": "ESSENTIAL", "level": 0.5, "basis": "STATED", "citations": ["t/x § 1"]},
    ],
    "tools": ["t/t", {"tool": "t/u", "in_demand": True}],
    "qualifications": [{"qualification": "t/q", "requirement": "TYPICAL", "share": 0.25, "fields": ["F"]}],
    "moves": [{"to": "t/b", "move_kind": "MOVE", "rank": 2}],
    "pay": [{"minimum": 1, "maximum": 2, "currency": "EUR", "period": "HOUR", "as_of": "2024-05-01"}],
}


def test_the_hash_of_a_record_is_what_it_was_before_the_model_was_declared_once() -> None:
    record = canonical(RECORDS[Kind.ROLE].model_validate(FULL), "t", {"basis": "INFERRED"})
    assert digest(to_bytes(record)).hex() == "ace68715af21f1aa171d958069f1830c51a48dfc58da4c0bc8900923fdf9187c"


def test_references_have_their_places() -> None:
    record = canonical(RECORDS[Kind.ROLE].model_validate(FULL), "t", {"basis": "INFERRED"})
    assert list(references(Key(Kind.ROLE, "t/a"), record)) == [
        (("dataset",), Key(Kind.DATASET, "t")),
        (("skills", 0, "citations", 0), Key(Kind.SOURCE, "t/x")),
        (("skills", 0, "skill"), Key(Kind.SKILL, "t/s")),
        (("tools", 0, "tool"), Key(Kind.TOOL, "t/t")),
        (("tools", 1, "tool"), Key(Kind.TOOL, "t/u")),
        (("qualifications", 0, "qualification"), Key(Kind.QUALIFICATION, "t/q")),
        (("moves", 0, "to"), Key(Kind.ROLE, "t/b")),
    ]
    assert list(faults(Key(Kind.ROLE, "t/a"), record)) == []


def test_objects_link_directly_to_each_other_with_values_of_the_model() -> None:
    dataset = {"slug": "t", "title": "T"}
    common = {"dataset": "t", "basis": "INFERRED"}
    skill = {"slug": "s", "name": "S", "skill_kind": "SKILL", **common}
    one = {
        "slug": "a",
        "name": "A",
        "skills": [{"skill": "s", "importance": "ESSENTIAL", "basis": "COMPUTED"}],
        "moves": [{"to": "b", "move_kind": "MOVE"}],
        **common,
    }
    snapshot = world(
        (Key(Kind.DATASET, "t"), dataset),
        (Key(Kind.SKILL, "s"), skill),
        (Key(Kind.ROLE, "a"), one),
        (Key(Kind.ROLE, "b"), {"slug": "b", "name": "B", **common}),
    )
    role = snapshot.roles["a"]
    (link,) = role.skills
    (move,) = role.moves_out
    assert (link.role, link.skill, link.importance, link.basis, link.level) == (
        role,
        snapshot.skills["s"],
        Importance.ESSENTIAL,
        Basis.COMPUTED,
        None,
    )
    assert snapshot.skills["s"].roles == (link,)
    assert (move.from_role, move.to_role, move.move_kind) == (role, snapshot.roles["b"], MoveKind.MOVE)
    assert snapshot.roles["b"].moves_in == (move,)
    assert snapshot.roles["b"].moves_out == ()
    assert (move.evidence, role.dataset) == (role.evidence, snapshot.datasets["t"])
    with pytest.raises(AttributeError):
        role.name = "C"  # type: ignore[misc]  # that it cannot be set is the point
    assert not hasattr(role, "__dict__")
    assert not hasattr(link, "__dict__")
    assert isinstance(role, Role)
    assert isinstance(move, CareerMove)
