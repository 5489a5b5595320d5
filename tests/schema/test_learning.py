"""Learning resources and plans in GraphQL: asked for by themselves, and from what they teach."""

from typing import Any

import pytest

from db.store import Store
from knowledge.model.vocabulary import Kind
from tests.conftest import Ask, asking, world
from tests.knowledge.test_learning_plan import COURSES, OFFICE, D, record, resource, skill
from tests.schema.test_cost import cost

FULL = {
    "url": "https://learn.example.org/basics", "provider": "Uni Wien", "language": "de-AT", "cost": "PAID",
    "price": 49.5, "currency": "EUR", "level": "BEGINNER", "licence": "CC BY 4.0", "external_ids":
    [{"scheme": "isbn", "identifier": "9783161484100"}], "minimum_hours": 10.0, "maximum_hours": 20.0,
}  # fmt: skip


@pytest.fixture(scope="module")
def ask_office(sqlite_store: Store) -> Ask:
    """Asks a world of a clerk and an analyst, and of courses for what lies between them."""
    basics = resource("basics", **FULL, skills=[
        {"skill": "statistics", "covers": "From tables to tests.", "level": 0.6}, {"skill": "regression"},
    ])  # fmt: skip
    forms = resource("forms", "statistics", cost="FREE", level="INTERMEDIATE", prerequisites=[{"resource": "basics"}])
    snapshot = world(*OFFICE, basics, forms, *COURSES[2:], resource("old", "python", status="DEPRECATED"))
    return asking(snapshot, sqlite_store, lambda _: snapshot)


def data(answer: dict[str, Any]) -> Any:
    assert "errors" not in answer, answer
    return answer["data"]


def slugs(connection: dict[str, Any]) -> list[str]:
    return [each["slug"] for each in connection["nodes"]]


def test_a_resource_tells_all_that_is_said_of_it(ask_office: Ask) -> None:
    answer = data(
        ask_office("""{ basics: learningResource(slug: "basics") { id name kind url provider language cost price
        currency minimumHours maximumHours level licence externalIds { scheme identifier }
        skills { totalCount edges { covers level basis resource { slug } node { slug } } }
        tools { totalCount } requiredSkills { slug } prerequisites { resource { slug } } }
        forms: learningResource(slug: "forms") { url price minimumHours prerequisites { basis resource { slug } } }
        tables: learningResource(slug: "tables") { requiredSkills { slug }
            tools { edges { covers node { slug } resource { slug } } } }
        none: learningResource(slug: "x") { slug } }""")
    )
    basics = answer["basics"]
    assert {key: basics[key] for key in ("name", "kind", "url", "provider", "language")} == {
        "name": "Basics", "kind": "COURSE", "url": FULL["url"], "provider": "Uni Wien", "language": "de-AT",
    }  # fmt: skip
    assert [basics[key] for key in ("cost", "price", "currency", "level", "licence")] == [
        "PAID", 49.5, "EUR", "BEGINNER", "CC BY 4.0",
    ]  # fmt: skip
    assert (basics["minimumHours"], basics["maximumHours"], basics["skills"]["totalCount"]) == (10.0, 20.0, 2)
    assert basics["skills"]["edges"][0] == {
        "covers": "From tables to tests.", "level": 0.6, "basis": "INFERRED",
        "resource": {"slug": "basics"}, "node": {"slug": "statistics"},
    }  # fmt: skip
    assert answer["forms"] == {
        "url": None, "price": None, "minimumHours": None,
        "prerequisites": [{"basis": "INFERRED", "resource": {"slug": "basics"}}],
    }  # fmt: skip
    assert answer["tables"] == {
        "requiredSkills": [{"slug": "python"}],
        "tools": {"edges": [{"covers": "All of it.", "node": {"slug": "pandas"}, "resource": {"slug": "tables"}}]},
    }
    assert answer["none"] is None
    again = ask_office("query ($id: ID!) { node(id: $id) { __typename } }", id=basics["id"])
    assert data(again) == {"node": {"__typename": "LearningResource"}}


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("", ["basics", "forms", "snakes", "tables"]),
        ("(filter: {free: true})", ["forms"]),
        ("(filter: {free: false, kinds: [COURSE]})", ["basics"]),
        ("(filter: {kinds: [BOOK]})", []),
        ('(filter: {languages: ["de", "fr"]})', ["basics"]),
        ('(filter: {provider: "uni wien"})', ["basics"]),
        ("(filter: {levels: [BEGINNER, INTERMEDIATE]})", ["basics", "forms"]),
        ("(filter: {mostHours: 20})", ["basics"]),
        ('(filter: {skill: "statistics"})', ["basics", "forms"]),
        ('(filter: {tool: "pandas"})', ["tables"]),
        ('(filter: {nameContains: "a", dataset: "d"})', ["basics", "snakes", "tables"]),
        ('(filter: {text: "snakes"})', ["snakes"]),
        ("(filter: {status: DEPRECATED})", ["old"]),
        ("(orderBy: {field: HOURS}, first: 1)", ["basics"]),
        ("(orderBy: {field: HOURS, direction: DESC}, first: 1)", ["basics"]),
        ("(orderBy: {field: NAME, direction: DESC}, first: 2)", ["tables", "snakes"]),
        ('(slugs: ["tables", "basics", "nothing"])', ["tables", "basics"]),
        ('(identifiers: [{value: "9783161484100", scheme: "isbn"}])', ["basics"]),
    ],
)
def test_resources_are_listed_as_they_are_wanted(ask_office: Ask, arguments: str, found: list[str]) -> None:
    assert (
        slugs(data(ask_office(f"{{ learningResources{arguments} {{ nodes {{ slug }} }} }}"))["learningResources"])
        == found
    )


@pytest.mark.parametrize(
    ("arguments", "said", "argument"),
    [
        ('(filter: {skill: "statistic"})', "No skill", ["filter", "skill"]),
        ('(filter: {tool: "panda"})', "No tool", ["filter", "tool"]),
        ('(filter: {languages: ["de", "!"]})', "is no language tag", ["filter", "languages", 1]),
        ("(filter: {mostHours: -1})", "mostHours is 0 or more", ["filter", "mostHours"]),
        ("(orderBy: {field: RELEVANCE})", "give that, too", ["orderBy", "field"]),
    ],
)
def test_what_cannot_be_asked_for_is_told(ask_office: Ask, arguments: str, said: str, argument: list[Any]) -> None:
    (error,) = ask_office(f"{{ learningResources{arguments} {{ totalCount }} }}")["errors"]
    assert said in error["message"]
    assert error["extensions"]["argument"] == argument


def test_resources_are_counted_by_sort(ask_office: Ask) -> None:
    found = data(
        ask_office("""{ learningResources(first: 0) { facets { kind { value count } cost { value count }
        level { value count } language { value count } provider { value count } dataset { count } } } }""")
    )
    assert found["learningResources"]["facets"] == {
        "kind": [{"value": "COURSE", "count": 4}],
        "cost": [{"value": "FREE", "count": 1}, {"value": "PAID", "count": 1}],
        "level": [{"value": "BEGINNER", "count": 1}, {"value": "INTERMEDIATE", "count": 1}],
        "language": [{"value": "de-AT", "count": 1}],
        "provider": [{"value": "Uni Wien", "count": 1}],
        "dataset": [{"count": 4}],
    }


def test_a_skill_and_a_tool_tell_where_they_are_learned(ask_office: Ask) -> None:
    found = data(
        ask_office("""{ skill(slug: "statistics") { resources { totalCount
        edges { covers level skill { slug } node { slug } } }
        free: resources(filter: {free: true}) { nodes { slug } } }
        python: skill(slug: "python") { resources { nodes { slug } } }
        tool(slug: "pandas") { resources { edges { covers tool { slug } node { slug } } } } }""")
    )
    statistics = {"slug": "statistics"}
    assert found["skill"]["resources"] == {
        "totalCount": 2,
        "edges": [
            {"covers": "From tables to tests.", "level": 0.6, "skill": statistics, "node": {"slug": "basics"}},
            {"covers": None, "level": None, "skill": statistics, "node": {"slug": "forms"}},
        ],
    }  # fmt: skip
    assert slugs(found["skill"]["free"]) == ["forms"]
    assert slugs(found["python"]["resources"]) == ["snakes"], "what is retired teaches nothing any more"
    (edge,) = found["tool"]["resources"]["edges"]
    assert edge == {"covers": "All of it.", "tool": {"slug": "pandas"}, "node": {"slug": "tables"}}


def test_pages_of_what_teaches_a_skill_go_on_where_an_item_has_left(sqlite_store: Store) -> None:
    def of(*slugs: str, retired: str = "") -> Ask:
        found = [resource(each, "python", **({"status": "DEPRECATED"} if each == retired else {})) for each in slugs]
        snapshot = world(D, skill("python"), *found)
        return asking(snapshot, sqlite_store, lambda _: snapshot)

    query = """query ($after: String) { skill(slug: "python") { resources(first: 1, after: $after) { nodes { slug }
        pageInfo { endCursor hasNextPage } } } }"""
    page = data(of("a", "b", "c")(query))["skill"]["resources"]
    after = data(of("a", "b", "c")(query, after=page["pageInfo"]["endCursor"]))["skill"]["resources"]
    assert (slugs(page), slugs(after), after["pageInfo"]["hasNextPage"]) == (["a"], ["b"], True)
    gone = data(of("a", "b", "c", retired="b")(query, after=after["pageInfo"]["endCursor"]))["skill"]["resources"]
    assert (slugs(gone), gone["pageInfo"]["hasNextPage"]) == (["c"], False)


def test_gaps_and_next_skills_tell_where_they_are_learned(ask_office: Ask) -> None:
    found = data(
        ask_office("""{ transition(from: "clerk", to: "analyst") {
        skillGaps { skill { slug } resources { node { slug } } first: resources(first: 1) { node { slug } }
            free: resources(filter: {free: true}) { node { slug } } }
        toolGaps { tool { slug } resources { covers node { slug } } } }
        matchRoles(profile: {skills: ["typing"]}) {
            nextSkills(first: 3) { skill { slug } resources { node { slug } } } } }""")
    )
    statistics = next(each for each in found["transition"]["skillGaps"] if each["skill"]["slug"] == "statistics")
    assert [each["node"]["slug"] for each in statistics["resources"]] == ["basics", "forms"]
    assert [each["node"]["slug"] for each in statistics["first"]] == ["basics"]
    assert [each["node"]["slug"] for each in statistics["free"]] == ["forms"]
    assert found["transition"]["toolGaps"] == [
        {"tool": {"slug": "pandas"}, "resources": [{"covers": "All of it.", "node": {"slug": "tables"}}]}
    ]
    taught = {each["skill"]["slug"]: len(each["resources"]) for each in found["matchRoles"]["nextSkills"]}
    assert taught == {"statistics": 2, "regression": 1, "python": 1}


PLAN = """query ($from: String, $profile: ProfileInput, $to: String! = "analyst", $hours: Float,
    $choice: ResourceChoice) {
    learningPlan(from: $from, profile: $profile, to: $to, hoursPerWeek: $hours, resources: $choice) {
        from { slug } to { slug } basis coverage coverageAfter unknownEffort withoutResources unknownSkills { slug }
        effort { minimumHours maximumHours minimumWeeks maximumWeeks } transition { feasibility }
        understood { name } unknown { name }
        steps { place skill { slug } tool { slug } importance level missing seldomAsked weight gain coverage takenIn
            closest { slug } closeness
            earlier { what { slug } reason } resources { resource { slug } covers level basis }
            suggested { resource { slug } } effort { minimumHours maximumWeeks } } } }"""


def test_a_plan_of_a_move(ask_office: Ask) -> None:
    plan = data(ask_office(PLAN, **{"from": "clerk"}, hours=5))["learningPlan"]
    assert (plan["from"], plan["to"], plan["basis"]) == ({"slug": "clerk"}, {"slug": "analyst"}, "COMPUTED")
    assert plan["effort"] == {"minimumHours": 10, "maximumHours": 20, "minimumWeeks": 2, "maximumWeeks": 4}
    assert (plan["unknownEffort"], plan["withoutResources"], plan["unknownSkills"]) == (2, 0, [])
    assert plan["transition"]["feasibility"] > 0
    first, second, third, last = plan["steps"]
    assert (first["place"], first["skill"], first["tool"], first["importance"]) == (
        1, {"slug": "statistics"}, None, "ESSENTIAL",
    )  # fmt: skip
    assert [each["resource"]["slug"] for each in first["resources"]] == ["basics", "forms"]
    assert first["resources"][0] == {
        "resource": {"slug": "basics"}, "covers": "From tables to tests.", "level": 0.6, "basis": "INFERRED",
    }  # fmt: skip
    assert first["effort"] == {"minimumHours": 10, "maximumWeeks": 4}
    assert second["earlier"] == [{"what": {"slug": "statistics"}, "reason": "BROADER"}]
    assert (second["takenIn"], second["effort"], second["missing"]) == (1, None, 1)
    assert {each["seldomAsked"] for each in plan["steps"]} == {False}, "nobody counted"
    assert third["skill"] == {"slug": "python"}
    assert (last["tool"], last["skill"], last["importance"]) == ({"slug": "pandas"}, None, None)
    assert last["coverage"] == pytest.approx(plan["coverageAfter"]) == pytest.approx(1)
    gains = sum(each["gain"] for each in plan["steps"])
    assert plan["coverage"] + gains == pytest.approx(plan["coverageAfter"])


def test_a_plan_for_a_profile(ask_office: Ask) -> None:
    profile = {"skills": ["Typing", "Statistics", "Nonsense"], "tools": ["pandas"]}
    plan = data(ask_office(PLAN, profile=profile))["learningPlan"]
    assert (plan["from"], plan["transition"]) == (None, None)
    assert [each["skill"]["slug"] for each in plan["steps"]] == ["regression", "python"]
    assert ([each["name"] for each in plan["understood"]], [each["name"] for each in plan["unknown"]]) == (
        ["Typing", "Statistics", "pandas"], ["Nonsense"],
    )  # fmt: skip
    assert plan["effort"]["minimumWeeks"] is None, "nobody said how many hours a week"


def test_a_plan_with_what_is_wanted_alone(ask_office: Ask) -> None:
    plan = data(ask_office(PLAN, **{"from": "clerk"}, choice={"free": True}))["learningPlan"]
    suggested = {(each["skill"] or each["tool"])["slug"]: each["suggested"] for each in plan["steps"]}
    assert suggested == {
        "statistics": {"resource": {"slug": "forms"}}, "regression": None, "pandas": None, "python": None,
    }  # fmt: skip
    assert (plan["effort"], plan["unknownEffort"], plan["withoutResources"]) == (None, 4, 3)


@pytest.mark.parametrize(
    ("variables", "said", "argument"),
    [
        ({}, "Give a role that is left (from) or a profile", ["from"]),
        (
            {"from": "clerk", "profile": {"skills": ["typing"]}},
            "Give a role that is left (from) or a profile",
            ["from"],
        ),
        ({"from": "clark"}, "No role", ["from"]),
        ({"from": "clerk", "to": "analist"}, "No role", ["to"]),
        ({"profile": {"skills": ["typing"]}, "to": "analist"}, "No role", ["to"]),
        ({"profile": {}}, "The profile is empty", ["profile"]),
        ({"from": "clerk", "hours": 0}, "hoursPerWeek is 0.1 to 168", ["hoursPerWeek"]),
        ({"from": "clerk", "hours": 200}, "hoursPerWeek is 0.1 to 168", ["hoursPerWeek"]),
        ({"from": "clerk", "choice": {"languages": ["?"]}}, "is no language tag", ["resources", "languages", 0]),
    ],
)
def test_what_makes_no_plan_is_told(ask_office: Ask, variables: dict[str, Any], said: str, argument: list[Any]) -> None:
    answer = ask_office(PLAN, **variables)
    assert answer["data"] == {"learningPlan": None}
    (error,) = answer["errors"]
    assert said in error["message"]
    assert error["extensions"]["argument"] == argument


def test_a_search_finds_resources_only_where_they_are_asked_for(ask_office: Ask) -> None:
    found = data(
        ask_office("""{ all: search(query: "basics") { totalCount }
        resources: search(query: "basics", types: [LEARNING_RESOURCE]) { nodes { __typename slug } facets {
            type { value count } } }
        both: search(query: "statistics", types: [SKILL, LEARNING_RESOURCE]) { nodes { slug } }
        entity(identifier: {value: "9783161484100"}) { slug }
        entities(identifiers: ["basics"], types: [LEARNING_RESOURCE]) { slug } }""")
    )
    assert found["all"]["totalCount"] == 0
    assert found["resources"]["nodes"] == [{"__typename": "LearningResource", "slug": "basics"}]
    assert found["resources"]["facets"]["type"] == [{"value": "LEARNING_RESOURCE", "count": 1}]
    assert slugs(found["both"])[0] == "statistics"
    assert (found["entity"], found["entities"]) == ({"slug": "basics"}, [{"slug": "basics"}])


def test_strings_are_not_taken_for_resources(ask_office: Ask) -> None:
    (error,) = ask_office('{ normalize(terms: ["basics"], types: [SKILL, LEARNING_RESOURCE]) { term } }')["errors"]
    assert error["message"].startswith("Strings are not taken for learning resources")
    assert error["extensions"]["argument"] == ["types", 1]


def test_a_world_without_resources_answers_with_none(sqlite_store: Store) -> None:
    snapshot = world(*OFFICE, record(Kind.ROLE, "other"))
    ask = asking(snapshot, sqlite_store, lambda _: snapshot)
    found = data(
        ask("""{ learningResources { totalCount } skill(slug: "python") { resources { totalCount } }
        search(query: "python", types: [LEARNING_RESOURCE]) { totalCount } }""")
    )
    assert found == {
        "learningResources": {"totalCount": 0}, "skill": {"resources": {"totalCount": 0}}, "search": {"totalCount": 0},
    }  # fmt: skip


def test_a_plan_is_priced_by_what_it_takes() -> None:
    assert cost('{ learningPlan(from: "a", to: "b") { basis } }') == 3_000 + 200
    steps = '{ learningPlan(from: "a", to: "b") { steps(first: 3) { resources(first: 2) { covers } } } }'
    assert cost(steps) == 3_200 + 3 * (1 + 2)
    assert cost('{ skill(slug: "a") { resources(first: 5) { nodes { slug } } } }') == 1 + 2 + 1 + 5
    chosen = '{ skill(slug: "a") { resources(first: 5, filter: {free: true}) { nodes { slug } } } }'
    assert cost(chosen) == 1 + 2 + 20 + 1 + 5, "each is looked at"
