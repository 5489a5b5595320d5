"""Observations in GraphQL: what is observed, pay, what a move changes, and roles by interests."""

from typing import Any

import pytest

from db.store import Store
from knowledge.model.vocabulary import Kind
from tests.conftest import Ask, asking, world
from tests.knowledge.observed import RECORDS, record

RIASEC = ("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional")


def interests(*figures: float) -> list[dict[str, Any]]:
    return [{"descriptor": name.lower(), "value": figure} for name, figure in zip(RIASEC, figures, strict=True)]


@pytest.fixture(scope="module")
def ask_market(sqlite_store: Store) -> Ask:
    """Asks the small market; three of its roles are rated on interests, one of them on five of the six."""
    types = [record(Kind.DESCRIPTOR, name.lower(), domain="INTEREST", name=name) for name in RIASEC]
    rated = [
        record(Kind.ROLE, "smith", descriptors=interests(7, 3, 2, 1, 3, 4)),
        record(Kind.ROLE, "nurse", descriptors=interests(3, 4, 1, 7, 2, 3)),
        record(Kind.ROLE, "clerk", descriptors=interests(2, 2, 1, 3, 4, 7)[1:]),
        record(Kind.ROLE, "anybody", descriptors=interests(3, 3, 3, 3, 3, 3)),
    ]
    snapshot = world(*RECORDS, *types, *rated)
    return asking(snapshot, sqlite_store, lambda _: snapshot)


def data(answer: dict[str, Any]) -> Any:
    assert "errors" not in answer, answer
    return answer["data"]


def test_an_observation_tells_its_figure_and_whose_it_is(ask_market: Ask) -> None:
    answer = ask_market(
        """{ role(slug: "coder") { observations(quantity: [PAY], market: "US-CA") { totalCount nodes {
        quantity unit currency per period value minimum maximum mean p10 p25 p75 p90 relativeError sample category
        topCoded withheld unpublished marketName measured basis citations { source { slug } } dataset { slug }
        measure { slug quantity per periods } market { code within { code } measures { slug } }
        subject { __typename slug } spread { from name over } relation mapping { slug } } } } }"""
    )
    assert data(answer)["role"]["observations"] == {
        "totalCount": 1,
        "nodes": [
            {
                "quantity": "PAY", "unit": "MONEY", "currency": "USD", "per": "YEAR", "period": "2025-05",
                "value": 130_000, "minimum": None, "maximum": None, "mean": None, "p10": 70_000, "p25": None,
                "p75": None, "p90": None, "relativeError": None, "sample": None, "category": None,
                "topCoded": ["P90"], "withheld": [], "unpublished": [], "marketName": "us-ca", "measured": None,
                "basis": "STATED", "citations": [{"source": {"slug": "book"}}], "dataset": {"slug": "pay"},
                "measure": {"slug": "pay/annual", "quantity": "PAY", "per": "YEAR", "periods": ["2025-05", "2024-05"]},
                "market": {
                    "code": "US-CA",
                    "within": {"code": "US"},
                    "measures": [{"slug": "pay/annual"}, {"slug": "pay/jobs"}],
                },
                "subject": {"__typename": "RoleGroup", "slug": "computing"},
                "spread": {"from": "15-1250", "name": "computing", "over": 2},
                "relation": None, "mapping": None,
            }
        ],
    }  # fmt: skip


def test_pages_of_observations_go_on_where_they_ended(ask_market: Ask) -> None:
    query = """query($after: String) { role(slug: "coder") { observations(first: 2, after: $after) {
        nodes { period } pageInfo { hasNextPage endCursor } } } }"""
    first = data(ask_market(query))["role"]["observations"]
    rest = data(ask_market(query, after=first["pageInfo"]["endCursor"]))["role"]["observations"]
    assert [each["period"] for each in first["nodes"]] == ["2025-05", "2025-05"]
    assert first["pageInfo"]["hasNextPage"] is True
    assert rest["nodes"][0]["period"] == "2025-05"


def test_groups_and_skills_have_observations_of_their_own(ask_market: Ask) -> None:
    answer = ask_market('{ roleGroup(slug: "cooking") { observations(at: "2025", market: "US") { nodes { value } } } }')
    assert [each["value"] for each in data(answer)["roleGroup"]["observations"]["nodes"]] == [40_000, 19.5, 1_400_000]


def test_a_role_over_a_mapping_says_which(ask_market: Ask) -> None:
    answer = ask_market(
        '{ role(slug: "chef") { observations(measure: "pay/annual") { nodes { value relation mapping { slug } } } } }'
    )
    assert data(answer)["role"]["observations"]["nodes"] == [
        {"value": 40_000, "relation": "CLOSE_MATCH", "mapping": {"slug": "chef-cook"}}
    ]


def test_pay_has_ranges_of_percentiles(ask_market: Ask) -> None:
    answer = ask_market(
        """{ role(slug: "coder") { pay(market: "us-ca") { min max median mean lowestPercentile highestPercentile
        currency period market asOf note basis addedBy { slug } confirmedBy { basis } observation { topCoded } } } }"""
    )
    assert data(answer)["role"]["pay"] == [
        {
            "min": 70_000, "max": 130_000, "median": 130_000, "mean": None, "lowestPercentile": 10,
            "highestPercentile": 50, "currency": "USD", "period": "YEAR", "market": "us-ca", "asOf": "2025-05-01",
            "note": None, "basis": "STATED", "addedBy": None, "confirmedBy": [], "observation": {"topCoded": ["P90"]},
        }
    ]  # fmt: skip


def test_roles_are_filtered_and_counted_by_observed_pay(ask_market: Ask) -> None:
    told = data(ask_market("{ roles { nodes { slug pay { max currency period } } } }"))["roles"]["nodes"]
    highest = {
        each["slug"]: max(paid)
        for each in told
        if (paid := [one["max"] for one in each["pay"] if (one["currency"], one["period"]) == ("USD", "YEAR")])
    }
    assert "coder" in highest, "whose pay is observed"
    top = highest["coder"]
    answer = ask_market(
        f"""{{ roles(filter: {{pay: {{currency: "USD", atLeast: {top}}}}}) {{ nodes {{ slug }} }}
        all: roles(first: 0) {{ facets {{ pay {{ currency period count steps {{ atLeast count }} }} }} }} }}"""
    )
    found = {each["slug"] for each in data(answer)["roles"]["nodes"]}
    assert found == {slug for slug, most in highest.items() if most >= top}
    counted = data(answer)["all"]["facets"]["pay"]
    (by_year,) = [each for each in counted if (each["currency"], each["period"]) == ("USD", "YEAR")]
    assert by_year["count"] == len(highest)
    for step in by_year["steps"]:
        assert step["count"] == sum(most >= step["atLeast"] for most in highest.values())


def test_roles_are_filtered_by_pay_in_a_market_that_is_named_in_any_way(ask_market: Ask) -> None:
    def paid(market: str) -> list[str]:
        wanted = f'{{pay: {{currency: "USD", market: "{market}"}}}}'
        found = data(ask_market(f"{{ roles(filter: {wanted}) {{ nodes {{ slug }} }} }}"))["roles"]["nodes"]
        return [each["slug"] for each in found]

    by_code = paid("US")
    assert "coder" in by_code
    (called,) = {
        each["market"]
        for each in data(ask_market('{ role(slug: "coder") { pay(market: "US") { market } } }'))["role"]["pay"]
    }
    assert called != "US"
    assert paid("us") == paid(called) == by_code
    answer = ask_market('{ roles(filter: {pay: {currency: "USD", market: "Atlantis"}}) { totalCount } }')
    (error,) = answer["errors"]
    assert error["message"] == 'No market "Atlantis": there is US, US-CA.'
    assert error["extensions"]["argument"] == ["filter", "pay", "market"]


def test_a_move_tells_by_how_much_it_changes_pay_or_why_not(ask_market: Ask) -> None:
    answer = ask_market(
        """{ up: transition(from: "cook", to: "coder") { payChange { ...change } }
        california: transition(from: "cook", to: "coder") { payChange(market: "US-CA") { ...change } } }
        fragment change on PayChange { change difference fromAmount toAmount statistic currency per market { code }
        marketName period reason fromObservation { value } toObservation { value } }"""
    )
    assert data(answer)["up"]["payChange"] == {
        "change": 1.5, "difference": 60_000, "fromAmount": 40_000, "toAmount": 100_000, "statistic": "MEDIAN",
        "currency": "USD", "per": "YEAR", "market": {"code": "US"}, "marketName": "us", "period": "2025-05",
        "reason": None, "fromObservation": {"value": 40_000}, "toObservation": {"value": 100_000},
    }  # fmt: skip
    california = data(answer)["california"]["payChange"]
    assert (california["change"], california["reason"]) == (None, "FROM_UNKNOWN")
    assert (california["fromObservation"], california["toObservation"]) == (None, {"value": 130_000})


def test_moves_are_filtered_and_ranked_by_pay_in_a_market(ask_market: Ask) -> None:
    query = """query($filter: TransitionFilter) { transitions(from: "cook", filter: $filter, orderBy: PAY_CHANGE) {
        nodes { to { slug } payChange(market: "US") { change } } } }"""
    nodes = data(ask_market(query, filter={"market": "US", "minimumPayChange": 0.5}))["transitions"]["nodes"]
    assert sorted(each["to"]["slug"] for each in nodes) == ["coder", "tester"]
    assert {each["payChange"]["change"] for each in nodes} == {1.5}


@pytest.mark.parametrize(
    ("query", "code", "argument"),
    [
        ('{ role(slug: "cook") { observations(market: "XX") { totalCount } } }', "NOT_FOUND", ["market"]),
        ('{ role(slug: "cook") { observations(measure: "pay/x") { totalCount } } }', "NOT_FOUND", ["measure"]),
        ('{ role(slug: "cook") { pay(market: "XX") { min } } }', "NOT_FOUND", ["market"]),
        ('{ transition(from: "cook", to: "coder") { payChange(market: "XX") { change } } }', "NOT_FOUND", ["market"]),
        (
            '{ transitions(from: "cook", filter: {market: "XX"}) { totalCount } }',
            "NOT_FOUND",
            ["filter", "market"],
        ),
        (
            '{ transitions(from: "cook", orderBy: PAY_CHANGE, diverse: true) { totalCount } }',
            "BAD_USER_INPUT",
            ["diverse"],
        ),
    ],
)
def test_what_nobody_knows_is_an_error_with_its_argument(
    ask_market: Ask, query: str, code: str, argument: list[str]
) -> None:
    (error,) = ask_market(query)["errors"]
    assert (error["extensions"]["code"], error["extensions"]["argument"]) == (code, argument)


def test_measures_and_markets_tell_what_is_loaded(ask_market: Ask) -> None:
    answer = ask_market(
        """{ measures(quantity: [PAY], dataset: "pay") { totalCount nodes { slug currency } }
        markets { nodes { slug code } } measure(slug: "pay/jobs") { unit }
        market(slug: "pay/at") { measures { slug } } }"""
    )
    assert data(answer) == {
        "measures": {
            "totalCount": 3,
            "nodes": [
                {"slug": "pay/annual", "currency": "USD"},
                {"slug": "pay/euro", "currency": "EUR"},
                {"slug": "pay/hourly", "currency": "USD"},
            ],
        },
        "markets": {
            "nodes": [
                {"slug": "pay/at", "code": "AT"},
                {"slug": "pay/us", "code": "US"},
                {"slug": "pay/us-ca", "code": "US-CA"},
            ]
        },
        "measure": {"unit": "PEOPLE"},
        "market": {"measures": []},
    }


BY_INTERESTS = """query($profile: InterestProfile!) { rolesByInterests(profile: $profile) { totalCount
    nodes { role { slug } correlation congruence code profile { interest value } } } }"""


def liking(*figures: float) -> dict[str, float]:
    return {name.lower(): figure for name, figure in zip(RIASEC, figures, strict=True)}


def test_roles_are_ranked_by_the_shape_of_interests_whatever_the_scale(ask_market: Ask) -> None:
    found = data(ask_market(BY_INTERESTS, profile=liking(0.3, 0.4, 0.1, 0.7, 0.2, 0.3)))["rolesByInterests"]
    assert found["totalCount"] == 2, "of those who are rated on all six, and differ in them"
    nurse, smith = found["nodes"]
    assert (nurse["role"]["slug"], nurse["correlation"], nurse["congruence"]) == ("nurse", 1.0, 18)
    assert nurse["code"] == ["SOCIAL", "INVESTIGATIVE", "REALISTIC"]
    assert (smith["role"]["slug"], smith["correlation"]) == ("smith", -0.3125)
    assert smith["code"] == ["REALISTIC", "CONVENTIONAL", "INVESTIGATIVE"]
    assert smith["profile"][0] == {"interest": "REALISTIC", "value": 7}
    doubled = data(ask_market(BY_INTERESTS, profile=liking(0.4, 0.5, 0.2, 0.8, 0.3, 0.4)))["rolesByInterests"]
    assert [each["correlation"] for each in doubled["nodes"]] == [1.0, -0.3125]


@pytest.mark.parametrize(
    ("profile", "message"),
    [
        (liking(0.5, 0.5, 0.5, 0.5, 0.5, 0.5), "All six interests are the same"),
        (liking(1.5, 0, 0, 0, 0, 0), "An interest is 0 to 1, not 1.5."),
        (liking(0, 0, -0.1, 0, 0, 0), "An interest is 0 to 1, not -0.1."),
    ],
)
def test_a_profile_without_a_shape_or_outside_its_range_is_an_error(
    ask_market: Ask, profile: dict[str, float], message: str
) -> None:
    (error,) = ask_market(BY_INTERESTS, profile=profile)["errors"]
    assert error["message"].startswith(message)
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
