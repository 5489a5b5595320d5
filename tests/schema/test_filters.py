"""Lists are narrowed down by what a site asks for, and sorted by it."""

from typing import Any

import pytest

from tests.conftest import Ask
from tests.schema.narrowing import ask_narrowing

ask = ask_narrowing  # a fixture

ROLES = {
    "nothing": ("{}", ["Analyst", "Developer", "Mathematician", "Technician"]),
    "skills, all of them": ('{skills: {all: ["python", "programming"]}}', ["Developer"]),
    "skills, any of them": (
        '{skills: {any: ["programming", "mathematics"], all: ["python"]}}',
        ["Analyst", "Developer"],
    ),
    "skills, none of them": ('{skills: {without: ["python"]}}', ["Mathematician", "Technician"]),
    "a skill under another": ('{skillUnder: ["computing"]}', ["Analyst", "Developer", "Technician"]),
    "a skill under one of two": (
        '{skillUnder: ["python", "mathematics"]}',
        ["Analyst", "Developer", "Mathematician"],
    ),
    "tools": ('{tools: {all: ["git"], without: ["excel"]}}', ["Developer"]),
    "one skill and one tool": ('{skill: "python", tool: "excel"}', ["Analyst"]),
    "a group with those under it": ('{groups: ["isco-2"]}', ["Analyst", "Developer", "Mathematician"]),
    "several groups": ('{groups: ["isco-21", "isco-3"]}', ["Mathematician", "Technician"]),
    "job zones": ("{jobZones: [5]}", ["Developer", "Mathematician"]),
    "ISCO skill levels": ("{skillLevels: [3]}", ["Technician"]),
    "unregulated, where somebody says so": ("{regulated: false}", ["Mathematician"]),
    "regulated": ("{regulated: true}", ["Technician"]),
    "datasets": (
        '{datasets: ["away", "home"], status: null}',
        ["Analyst", "Developer", "Mathematician", "Nurse", "Technician"],
    ),
    "another dataset": ('{datasets: ["away"]}', ["Technician"]),
    "pay up to so much": ('{pay: {currency: "EUR", atMost: 50000}}', ["Analyst"]),
    "pay from so much": ('{pay: {currency: "EUR", atLeast: 56000}}', ["Developer"]),
    "pay in the very range": ('{pay: {currency: "EUR", atLeast: 55000, atMost: 60000}}', ["Analyst", "Developer"]),
    "pay in another currency": ('{pay: {currency: "USD"}}', []),
    "pay for another period": ('{pay: {currency: "EUR", period: HOUR}}', []),
    "text": ('{text: "developer"}', ["Developer"]),
    "text and a filter": ('{text: "developer", tools: {any: ["excel"]}}', []),
    "text that many names have in them": ('{text: "ician"}', ["Mathematician", "Technician"]),
    "everything at once": (
        '{skills: {any: ["python"]}, groups: ["isco-2"], jobZones: [3, 5], datasets: ["home"], nameContains: "a"}',
        ["Analyst"],
    ),
}


@pytest.mark.parametrize(("filter", "expected"), ROLES.values(), ids=ROLES)
def test_roles_by(ask: Ask, filter: str, expected: list[str]) -> None:
    found = ask(f"{{ roles(filter: {filter}) {{ nodes {{ name }} totalCount }} }}")["data"]["roles"]
    assert [each["name"] for each in found["nodes"]] == expected
    assert found["totalCount"] == len(expected)


SKILLS = {
    "what lies under one": ('{under: ["computing"]}', ["computing", "programming", "python"]),
    "under several": ('{under: ["python", "mathematics"]}', ["mathematics", "python"]),
    "reuse level": ("{reuseLevels: [CROSS_SECTOR]}", ["programming"]),
    "any of several collections": ('{collections: ["ICT", "digital"]}', ["programming", "python"]),
    "kind and category": ('{kind: KNOWLEDGE, category: "sciences"}', ["mathematics"]),
}


@pytest.mark.parametrize(("filter", "expected"), SKILLS.values(), ids=SKILLS)
def test_skills_by(ask: Ask, filter: str, expected: list[str]) -> None:
    found = ask(f"{{ skills(filter: {filter}) {{ nodes {{ slug }} }} }}")["data"]["skills"]
    assert [each["slug"] for each in found["nodes"]] == expected


@pytest.mark.parametrize(
    ("filter", "expected"),
    [
        ('{categories: ["sheets", "versions"]}', ["excel", "git"]),
        ('{category: "sheets"}', ["excel"]),
        ("{hot: true}", ["git"]),
        ("{hot: false}", ["excel"]),
    ],
)
def test_tools_by(ask: Ask, filter: str, expected: list[str]) -> None:
    found = ask(f"{{ tools(filter: {filter}) {{ nodes {{ slug }} }} }}")["data"]["tools"]
    assert [each["slug"] for each in found["nodes"]] == expected


UNKNOWN: dict[str, tuple[str, list[Any], str]] = {
    "a skill among several": ('{skills: {any: ["python", "pyton"]}}', ["filter", "skills", "any", 1], "skill"),
    "a skill to be under": ('{skillUnder: ["computin"]}', ["filter", "skillUnder", 0], "skill"),
    "a tool": ('{tools: {without: ["gitt"]}}', ["filter", "tools", "without", 0], "tool"),
    "a group": ('{groups: ["isco-2", "isco-9"]}', ["filter", "groups", 1], "role group"),
    "a dataset": ('{datasets: ["nowhere"]}', ["filter", "datasets", 0], "dataset"),
}


@pytest.mark.parametrize(("filter", "argument", "what"), UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_unknown_is_said_at_its_place(ask: Ask, filter: str, argument: list[Any], what: str) -> None:
    (error,) = ask(f"{{ roles(filter: {filter}) {{ totalCount }} }}")["errors"]
    assert error["extensions"]["code"] == "NOT_FOUND"
    assert error["extensions"]["argument"] == argument
    assert error["message"].startswith(f"No {what} ")


NOWHERE: dict[str, tuple[str, str, list[Any], str]] = {
    "a tool's": ("tools", '{category: "sheet"}', ["category"], 'No category "sheet". Did you mean "sheets"?'),
    "one of several": (
        "tools",
        '{categories: ["sheets", "boats"]}',
        ["categories", 1],
        'No category "boats": there is sheets, versions.',
    ),
    "a skill's": ("skills", '{category: "sheets"}', ["category"], 'No category "sheets": there is sciences.'),
    "a collection": (
        "skills",
        '{collections: ["ICT", "green"]}',
        ["collections", 1],
        'No collection "green": there is ICT, digital.',
    ),
    "a blank": ("tools", '{category: " "}', ["category"], "filter.category is blank: name a category, or leave it out "
                "for all."),
    "a provider": (
        "learningResources", '{provider: "nobody"}', ["provider"], 'No provider "nobody": there is none.'
    ),
}  # fmt: skip


@pytest.mark.parametrize(("field", "filter", "argument", "said"), NOWHERE.values(), ids=NOWHERE)
def test_what_nothing_has_is_told_with_the_nearest_or_with_all_there_are(
    ask: Ask, field: str, filter: str, argument: list[Any], said: str
) -> None:
    (error,) = ask(f"{{ {field}(filter: {filter}) {{ totalCount }} }}")["errors"]
    assert error["message"] == said
    assert error["extensions"]["argument"] == ["filter", *argument]
    assert error["extensions"]["code"] == ("BAD_USER_INPUT" if "blank" in said else "NOT_FOUND")


def test_all_that_there_are_are_told_to_programs_too_where_none_is_alike(ask: Ask) -> None:
    slugs = sorted(each["slug"] for each in ask("{ datasets { slug } }")["data"]["datasets"])
    (error,) = ask('{ search(query: "git", dataset: "nowhere") { totalCount } }')["errors"]
    assert (error["extensions"]["known"], error["extensions"]["nearest"]) == (slugs, [])
    assert error["message"] == f'No dataset "nowhere": there is {", ".join(slugs)}.'
    (error,) = ask('{ tools(filter: {category: "sheet"}) { totalCount } }')["errors"]
    assert "known" not in error["extensions"]
    assert error["extensions"]["nearest"] == ["sheets"]


SCHEMES = {
    "of one": ('entity(identifier: {value: "2", scheme: "onet-job-zones"}) { slug }', ["identifier", "scheme"]),
    "of several": ('entities(identifiers: ["2"], scheme: "onet-job-zones") { slug }', ["scheme"]),
    "of a list": (
        'roles(identifiers: [{value: "2", scheme: "isco"}, {value: "2", scheme: "onet-job-zones"}]) { totalCount }',
        ["identifiers", 1, "scheme"],
    ),
}


@pytest.mark.parametrize(("question", "argument"), SCHEMES.values(), ids=SCHEMES)
def test_a_scheme_that_there_is_not_is_told_with_the_nearest(ask: Ask, question: str, argument: list[Any]) -> None:
    (error,) = ask(f"{{ {question} }}")["errors"]
    assert error["message"] == 'No scheme "onet-job-zones". Did you mean "onet-job-zone"?'
    assert error["extensions"]["argument"] == argument
    assert "errors" not in ask(f"{{ {question.replace('onet-job-zones', 'onet-job-zone')} }}")


def test_roles_that_need_a_heading_need_a_skill_under_it(ask: Ask) -> None:
    def roles(filter: str) -> Any:
        return ask(f"{{ roles(filter: {filter}) {{ nodes {{ slug }} }} }}")["data"]["roles"]["nodes"]

    under = roles('{skillUnder: ["computing"]}')
    assert under
    assert roles('{skill: "computing"}') == roles('{skills: {any: ["computing"]}}') == under
    assert roles('{skills: {all: ["computing"]}}') == under
    without = roles('{skills: {without: ["computing"]}}')
    assert [each for each in roles("{}") if each not in under] == without
    assert len(roles('{skill: "programming"}')) < len(under), "what is no heading is what it is"


def test_a_currency_that_is_none_is_refused(ask: Ask) -> None:
    (error,) = ask('{ roles(filter: {pay: {currency: "euro"}}) { totalCount } }')["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": ["filter", "pay", "currency"]}
    assert "such as EUR" in error["message"]


ORDERS = {
    "job zone": ("field: JOB_ZONE", ["Analyst", "Developer", "Mathematician", "Technician"]),
    "job zone, down: who has none is last": (
        "field: JOB_ZONE, direction: DESC",
        ["Developer", "Mathematician", "Analyst", "Technician"],
    ),
    "number of skills": ("field: SKILLS, direction: DESC", ["Analyst", "Developer", "Mathematician", "Technician"]),
}


@pytest.mark.parametrize(("order", "expected"), ORDERS.values(), ids=ORDERS)
def test_roles_in_order_of(ask: Ask, order: str, expected: list[str]) -> None:
    found = ask(f"{{ roles(orderBy: {{{order}}}) {{ nodes {{ name }} }} }}")["data"]["roles"]
    assert [each["name"] for each in found["nodes"]] == expected


def test_skills_in_order_of_how_usual_they_are(ask: Ask) -> None:
    found = ask("{ skills(orderBy: {field: ROLES, direction: DESC}) { nodes { slug } } }")["data"]["skills"]
    assert [each["slug"] for each in found["nodes"]] == ["mathematics", "programming", "python", "computing"]


def test_relevance_follows_the_search(ask: Ask) -> None:
    order = "orderBy: {field: RELEVANCE}"
    found = ask(f'{{ skills(filter: {{text: "python"}}, {order}) {{ nodes {{ slug }} }} }}')["data"]["skills"]
    assert found["nodes"][0] == {"slug": "python"}
    (error,) = ask(f"{{ skills({order}) {{ totalCount }} }}")["errors"]
    assert (error["extensions"]["code"], error["extensions"]["argument"]) == ("BAD_USER_INPUT", ["orderBy", "field"])


def test_pages_of_a_sorted_list_join(ask: Ask) -> None:
    query = """query ($after: String) { roles(first: 1, after: $after, orderBy: {field: JOB_ZONE, direction: DESC}) {
        nodes { name } pageInfo { endCursor hasNextPage } } }"""
    names, after = [], None
    while True:
        found = ask(query, after=after)["data"]["roles"]
        names += [each["name"] for each in found["nodes"]]
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            break
    assert names == ["Developer", "Mathematician", "Analyst", "Technician"]
