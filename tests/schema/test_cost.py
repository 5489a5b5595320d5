"""The cost of a document: an upper bound of the objects in its answer, and the weights of what is computed."""

from typing import Any

import pytest
from graphql import get_introspection_query
from hypothesis import given
from hypothesis import strategies as st

from schema.document import parsed
from schema.limits import LIMIT_EXCEEDED, LimitExceeded, Limits, check_cost
from tests.conftest import Ask

OPEN = Limits(cost=10**12)


def cost(text: str, **variables: Any) -> int:
    document = parsed(text, OPEN)
    return document.read(document.operation(None), variables).cost


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("{ __typename }", 0),
        ('{ role(slug: "a") { name slug } }', 1),
        ('{ role(slug: "a") { dataset { slug } } }', 2),
        ('{ role(slug: "a") { skills(first: 5) { nodes { name } } } }', 1 + 1 + 5),
        ('{ role(slug: "a") { skills(last: 5) { nodes { name } } } }', 1 + 1 + 5),
        ('{ role(slug: "a") { skills(first: 5) { edges { node { name } } } } }', 1 + 1 + 5 * 2),
        ('{ role(slug: "a") { skills { nodes { name } } } }', 1 + 1 + 100),
        ('{ role(slug: "a") { skills(first: null) { nodes { name } } } }', 1 + 1 + 100),
        ('{ role(slug: "a") { skills(first: 5) { totalCount } } }', 1 + 1),
        ('{ role(slug: "a") { skills(first: 5) { pageInfo { hasNextPage } } } }', 1 + 1 + 1),
        ('{ role(slug: "a") { citations { section } } }', 1 + 2),
        ("{ roles(first: 50) { nodes { skills(first: 20) { nodes { name } } } } }", 500 + 1 + 50 * (1 + 1 + 20)),
        ('{ search(query: "a") { nodes { name } } }', 500 + 1 + 10),
        ('{ a: role(slug: "a") { name } b: role(slug: "b") { name } }', 2),
        ('{ transition(from: "a", to: "b") { feasibility } }', 300 + 200),
        ('{ transitions(from: "a", first: 3) { nodes { to { name } } } }', 1000 + 1 + 3 * (200 + 1)),
        ('{ careerPaths(from: "a", to: "b", first: 2) { moves { feasibility } } }', 20_000 + 2 * (1 + 6 * 200)),
        ('{ careerPaths(from: "a", to: "b") { difficulty } }', 20_000 + 3),
        ('{ nodes(ids: ["a", "b", "c"]) { id } }', 3),
        ('{ skill(slug: "a") { narrower { basis } } }', 1 + 100),
        ('{ skill(slug: "a") { narrower(first: null) { basis } } }', 1 + 100),
        ('{ skill(slug: "a") { narrower(first: 5) { skill { narrower(first: 4) { skill { name } } } } } }',
         1 + 5 * (1 + 1 + 4 * (1 + 1))),
        ('{ adviseHire(needs: ["a"]) { score } }', 1000 + 1000 + 500 * 10),
        ('{ adviseHire(needs: ["a", "b"], first: 3) { score } }', 1000 + 2 * 1000 + 3 * 10),
        ('{ matchRoles(profile: {skills: ["a", "b"], held: [{name: "c"}]}) { totalCount } }', 1500 + 3 * 10 + 1),
        ('{ understand(text: "a") { language } }', 500 + 700 + 1),
        (f'{{ understand(text: "{"a" * 2001}") {{ roles(first: 3) {{ confidence }} }} }}', 500 + 3 * 700 + 1 + 3),
        (f'{{ matchRoles(profile: {{text: "{"a" * 1001}"}}) {{ totalCount }} }}', 1500 + 2 * 700 + 1),
        ('{ overlap(roles: ["a", "b", "c"]) { similarity } }', 100 + 3 * 200 + 1),
        ('{ transition(from: "a", to: "b") { factors { explanation } barriers { steps } unknownSkills { name } } }',
         300 + 200 + 16 * (1 + 1) + 6 + 80),
        ('{ hiringNeeds { name } }', 50),
        ("{ tree(of: ROLE_GROUP) { edges { depth node { name } } } }", 500 + 1 + 1000 * (2 + 1)),
        ("{ tree(of: ROLE_GROUP, first: 700) { edges { depth node { name } } } }", 500 + 1 + 700 * (2 + 1)),
        ("{ tree(of: SKILL, last: 5000, depth: 2) { nodes { name } } }", 500 + 1 + 5000),
        ('{ skill(slug: "a") { descendants(first: 5) { nodes { name } } } }', 1 + 200 + 1 + 5),
        ('{ skill(slug: "a") { depth ancestors { name } paths(first: 2) { nodes { name } } } }',
         1 + 5 + 5 + 10 + 5 + 2 * (1 + 6)),
        ('{ role(slug: "a") { name description } }', 1 + 1),
        ('{ role(slug: "a") { ' + " ".join(f"a{n}: description" for n in range(90)) + " } }", 1 + 90 + 6),
        ('{ role(slug: "a") { ' + " ".join(f"a{n}: name" for n in range(90)) + " } }", 1 + 6),
        ('{ roles(first: 5) { nodes { ' + "n" * 3000 + ": name } } }", 500 + 1 + 5 * (1 + 3)),
        ('{ node(id: "a") { ... on Role { dataset { slug } } ... on Skill { dataset { slug } } } }', 1 + 2),
    ],
)  # fmt: skip
def test_the_points_of_a_document(text: str, points: int) -> None:
    assert cost(text) == points


def test_variables_say_how_long_pages_are() -> None:
    text = "query Q($n: Int, $m: Int = 7) { roles(first: $n) { nodes { skills(first: $m) { nodes { name } } } } }"
    assert cost(text, n=3) == 500 + 1 + 3 * (1 + 1 + 7)
    assert cost(text, n=3, m=2) == 500 + 1 + 3 * (1 + 1 + 2)
    assert cost(text) == cost(text, n=100) == cost(text, n=None)
    assert cost(text, n=10**9) == cost(text, n=500), "longer pages are refused anyway"
    assert cost("query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["a"] * 40) == 40


@pytest.mark.parametrize("number", [50, 50.0])
def test_what_is_priced_is_what_is_executed(number: float) -> None:
    """A whole number may come as a float (GraphQL specification, 3.5.1)."""
    text = "query Q($n: Int) { roles(first: $n) { nodes { skills(first: $n) { nodes { name } } } } }"
    assert cost(text, n=number) == 500 + 1 + 50 * (1 + 1 + 50)
    assert cost(text.replace("$n: Int", "$n: Int = 50")) == 500 + 1 + 50 * (1 + 1 + 50)
    assert cost("query Q($i: [ID!]!) { nodes(ids: $i) { id } }", i="a") == 1, "one is a list of one"


def test_names_in_variables_cost_as_much_as_others() -> None:
    text = "query Q($p: ProfileInput!) { matchRoles(profile: $p) { totalCount } }"
    profile = {"skills": ["a"] * 40, "tools": ["b"], "held": [{"name": "c"}] * 9}
    assert cost(text, p=profile) == 1500 + 50 * 10 + 1
    parts = (
        "query Q($s: [String!]!, $h: [HavingInput!]!) { matchRoles(profile: {skills: $s, held: $h}) { totalCount } }"
    )
    assert cost(parts, s=["a"] * 40, h=[{"name": "c"}] * 10) == 1500 + 50 * 10 + 1


def test_an_argument_without_its_variable_has_its_own_default() -> None:
    text = 'query Q($n: Int) { search(query: "a", first: $n) { nodes { name } } }'
    assert cost(text) == 500 + 1 + 10
    assert cost(text, n=3) == 500 + 1 + 3
    related = 'query Q($n: Int! = 3) { skill(slug: "a") { related(first: $n) { skill { name } } } }'
    assert cost(related) == 1 + 250 + 3 * 2
    assert cost(related, n=7) == 1 + 250 + 7 * 2


@pytest.mark.parametrize("wrong", ["3", 2.5, [], {"a": 1}, True, 2**31])
def test_variables_that_do_not_fit_cost_nothing_since_nothing_is_executed(wrong: object) -> None:
    text = "query Q($n: Int) { roles(first: $n) { nodes { name } } }"
    assert cost(text, n=wrong) == 0
    assert cost(text, n=-5) == 500 + 1, "it fits, and is refused where it is used"


def test_fragments_cost_where_they_are_used_and_take_no_time_to_multiply() -> None:
    fragments = "fragment F0 on Role { name }"
    for level in range(1, 9):
        inner = " ".join(f"x{place}: similar {{ role {{ ...F{level - 1} }} }}" for place in range(5))
        fragments += f" fragment F{level} on Role {{ {inner} }}"
    limits = Limits(depth=100, cost=10**12)
    document = parsed(
        'query Q($n: Int) { role(slug: "a") { ...F8 } roles(first: $n) { totalCount } } ' + fragments, limits
    )
    assert document.read("Q", {}).cost == 10**12, "no cost is told beyond"


def test_a_fragment_costs_each_time_that_it_is_used_with_constants_and_with_variables() -> None:
    fragment = " fragment F on Role { skills(first: FIRST) { nodes { name } } }"
    constant, variable = fragment.replace("FIRST", "5"), fragment.replace("FIRST", "$n")
    once, twice, apart = (
        'query ($n: Int) { role(slug: "a") { ...F } }',
        'query ($n: Int) { role(slug: "a") { ...F ...F } }',
        'query ($n: Int) { a: role(slug: "a") { ...F } b: role(slug: "b") { ...F } }',
    )
    expected = [1 + 6, 1 + 2 * 6, 2 * (1 + 6)]
    assert [cost(text.replace("($n: Int) ", "") + constant) for text in (once, twice, apart)] == expected
    assert [cost(text + variable, n=5) for text in (once, twice, apart)] == expected


@pytest.mark.parametrize(
    ("text", "computes", "asks_history"),
    [
        ('{ role(slug: "a") { name } }', False, False),
        ("{ roles(first: 5) { nodes { name } } }", False, False),
        ('{ roles(first: 5, after: "a") { nodes { name } } }', True, False),
        ('{ roles(filter: {dataset: "d"}) { totalCount } }', True, False),
        ('{ role(slug: "a") { skills(first: 5) { nodes { name } } } }', False, False),
        ('{ role(slug: "a") { skills(after: "a") { nodes { name } } } }', True, False),
        ('{ search(query: "a") { totalCount } }', True, False),
        ('{ search(query: "a") { totalCount } role(slug: "a") { name } }', True, False),
        ('{ role(slug: "a") { name } transition(from: "a", to: "b") { feasibility } }', True, False),
        ("{ __schema { types { name } } }", True, False),
        ("{ changes(since: 0) { totalCount } }", True, True),
        ('{ changes(since: 0) { totalCount } role(slug: "a") { name } }', True, True),
    ],
)
def test_what_computes_and_what_asks_the_past_is_known_of_the_whole_operation(
    text: str, computes: bool, asks_history: bool
) -> None:
    document = parsed(text, OPEN)
    (found,) = document.costs.values()
    assert (found.computes, found.asks_history) == (computes, asks_history)


def test_the_introspection_of_tools_is_affordable() -> None:
    assert cost(get_introspection_query()) < Limits().cost / 2


def test_what_a_request_may_cost_is_told() -> None:
    with pytest.raises(LimitExceeded) as refused:
        check_cost(50_001, Limits())
    assert refused.value.extensions == {"code": LIMIT_EXCEEDED, "limit": "cost", "maximum": 50_000, "found": 50_001}
    check_cost(50_000, Limits())


def objects(answer: Any) -> int:
    """The objects in an answer."""
    if isinstance(answer, dict):
        return 1 + sum(map(objects, answer.values()))
    return sum(map(objects, answer)) if isinstance(answer, list) else 0


LONG_NAMES = [
    ('{ normalize(terms: ["%s"]) { term } }', "query ($t: [String!]!) { normalize(terms: $t) { term } }", "t", 40),
    (
        '{ matchRoles(profile: {tools: ["%s"]}) { totalCount } }',
        "query ($t: [String!]!) { matchRoles(profile: {tools: $t}) { totalCount } }",
        "t",
        10,
    ),
    (
        '{ matchRoles(profile: {held: [{name: "%s"}]}) { totalCount } }',
        "query ($t: [HavingInput!]!) { matchRoles(profile: {held: $t}) { totalCount } }",
        "held",
        10,
    ),
]


@pytest.mark.parametrize(("literal", "with_variable", "kind", "weight"), LONG_NAMES)
def test_names_cost_once_for_every_fifty_letters_that_they_begin(
    literal: str, with_variable: str, kind: str, weight: int
) -> None:
    def both(letters: int) -> int:
        name = "n" * letters
        given = cost(with_variable, t=[{"name": name}] if kind == "held" else [name])
        assert cost(literal % name) == given
        return given

    usual = both(1)
    assert [both(letters) - usual for letters in (50, 51, 100, 500)] == [0, weight, weight, 9 * weight]


def test_a_long_name_in_a_variable_within_a_list_costs_the_same() -> None:
    text = 'query ($t: String!) { normalize(terms: [$t, "a"]) { term } }'
    assert cost(text, t="n" * 500) - cost(text, t="n") == 9 * 40


@given(roles=st.integers(0, 20), skills=st.integers(0, 60), tools=st.integers(0, 60))
def test_pages_never_hold_more_objects_than_they_cost(ask: Ask, roles: int, skills: int, tools: int) -> None:
    text = """query Q($roles: Int, $skills: Int, $tools: Int) {
      roles(first: $roles) { pageInfo { endCursor } nodes { dataset { slug }
        skills(first: $skills) { edges { node { name } } } tools(last: $tools) { totalCount nodes { name } } } } }"""
    given = {"roles": roles, "skills": skills, "tools": tools}
    assert objects(ask(text, **given)["data"]) - 1 <= cost(text, **given)
