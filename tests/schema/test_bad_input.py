"""Every argument of the schema with what it should not be: it is refused at its place, or answered, and never fails."""

from typing import Any

import pytest

from tests.conftest import Ask
from tests.schema.arguments import LEAVES, Leaf

ODD: dict[str, list[Any]] = {
    "Int": [-(2**31), -1, 0, 2**31 - 1],
    "Float": [-1e308, -1.5, -0.0, 1e-320, 1e308],
    "String": ["", "  ", "\x00\x07\u2028\ufffe", "%s{}\\\"'<b>", "x" * 500, "x" * 50_000],
    "ID": ["", "\x00", "Um9sZTo=", "x" * 500],
}
MOST_LETTERS = 700  # of an error: what was given is not repeated at length
narrowing = pytest.mark.parametrize("leaf", [each for each in LEAVES if each.narrows], ids=str)
numbers = pytest.mark.parametrize("leaf", [each for each in LEAVES if each.type == "Float"], ids=str)
anything = pytest.mark.parametrize("leaf", [each for each in LEAVES if each.type in ODD], ids=str)


def test_the_walk_meets_arguments_of_all_sorts() -> None:
    met = set(map(str, LEAVES))
    assert {
        "Query.transitions.filter.minimumPayChange",
        "Query.learningPlan.hoursPerWeek",
        "Query.roles.filter.skills.any",
        "Query.roles.filter.pay.atLeast",
        "Role.observations.at",
        "RoleFacets.group.under",
        "RoleMatchConnection.nextSkills.first",
        "Transition.payChange.market",
    } <= met
    assert {str(each) for each in LEAVES if each.is_list and not each.narrows} >= {
        "Query.roles.slugs",
        "Query.nodes.ids",
    }


@narrowing
def test_a_list_that_narrows_and_is_empty_is_refused_at_its_place(ask: Ask, leaf: Leaf) -> None:
    said = f"{'.'.join(leaf.path)} has nothing in it: name at least one, or leave it out for all."
    where = {"code": "BAD_USER_INPUT", "argument": list(leaf.path)}
    (error,) = ask(leaf.place.asked(leaf.literal("[]")))["errors"]
    assert (error["message"], error["extensions"]) == (said, where)
    (error,) = ask(leaf.place.asked("$v", str(leaf.place.definition.type)), v=leaf.value([]))["errors"]
    assert error == {"message": said, "extensions": where}


@pytest.mark.parametrize("field", ["roles", "skills", "tools", "learningResources"])
def test_who_names_nothing_gets_nothing(ask: Ask, field: str) -> None:
    for argument in ("slugs", "identifiers"):
        assert ask(f"{{ {field}({argument}: []) {{ totalCount }} }}") == {"data": {field: {"totalCount": 0}}}
    assert ask("{ nodes(ids: []) { id } entities(identifiers: []) { slug } }") == {
        "data": {"nodes": [], "entities": []}
    }


@numbers
def test_a_number_that_no_computer_holds_is_refused_at_its_place(ask: Ask, leaf: Leaf) -> None:
    for number in ("1e400", "-1e400", "9" * 5_000):
        (error,) = ask(leaf.place.asked(leaf.literal(number)))["errors"]
        assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": list(leaf.path)}
        assert error["message"] == f"{'.'.join(leaf.path)} is a number, and none has more than 308 digits."


def test_nor_does_a_variable_have_one_where_nobody_gives_it(ask: Ask) -> None:
    (error,) = ask('query($v: Float = 1e400) { search(query: "a", minConfidence: $v) { totalCount } }')["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": ["minConfidence"]}


@pytest.mark.parametrize("digits", [309, 5_000])
def test_nor_does_a_whole_number(ask: Ask, digits: int) -> None:
    (error,) = ask(f"{{ roles(first: {'9' * digits}) {{ totalCount }} }}")["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": ["first"]}
    (error,) = ask(f"query($v: Int = {'9' * digits}) {{ roles(first: $v) {{ totalCount }} }}")["errors"]
    assert error["message"] == "The default of $v is a number, and none has more than 308 digits."
    inputs = f"query($v: RoleFilter = {{jobZones: [{'9' * digits}]}}) {{ roles(filter: $v) {{ totalCount }} }}"
    assert [each["extensions"]["code"] for each in ask(inputs)["errors"]] == ["BAD_USER_INPUT"]
    text = "9" * 400
    assert ask(f'{{ search(query: "{text}") {{ totalCount }} }}') == {"data": {"search": {"totalCount": 0}}}


@anything
def test_what_is_odd_is_answered_or_refused_and_it_is_said_where(ask: Ask, leaf: Leaf) -> None:
    document = leaf.place.asked("$v", str(leaf.place.definition.type))
    odd = ODD[leaf.type]
    for value in [*([each] for each in odd), odd[:1] * 10_000] if leaf.is_list else odd:
        for error in ask(document, v=leaf.value(value)).get("errors", ()):
            assert error["extensions"]["code"] in ("BAD_USER_INPUT", "NOT_FOUND"), (value, error)
            assert error["extensions"]["argument"][0] == leaf.path[0], (value, error)
            assert len(error["message"]) < MOST_LETTERS
