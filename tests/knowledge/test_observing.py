"""What is observed stands for what it is of, for the roles in it, and for what mappings join to these, and says so."""

import pytest

from knowledge.errors import NotFound
from knowledge.model.vocabulary import Kind, MappingRelation, Quantity, Statistic
from knowledge.questions.observing import Wanted, observations, standings
from knowledge.questions.readings import Reading, StatedRange
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world
from tests.knowledge.observed import DATASETS, MARKETS, MEASURES, RECORDS, SOURCE, observation, record, us


@pytest.fixture(scope="module")
def market() -> Snapshot:
    return world(*RECORDS)


def told(market: Snapshot, slug: str, wanted: Wanted = Wanted()) -> list[Reading]:
    found = observations(market, market.roles[slug], wanted)
    assert all(isinstance(each, Reading) for each in found)
    return [each for each in found if isinstance(each, Reading)]


def test_a_role_has_what_is_observed_of_its_group_the_newest_first(market: Snapshot) -> None:
    found = told(market, "cook", Wanted(market="US"))
    assert [(each.measure.slug, each.period, each.value) for each in found] == [
        ("pay/annual", "2025-05", 40_000.0),
        ("pay/hourly", "2025-05", 19.5),
        ("pay/jobs", "2025-05", 1_400_000.0),
        ("pay/growth", "2024/2034", -2.0),
    ]
    assert {each.subject.slug for each in found} == {"cooking"}
    assert all(each.spread is None and each.mapping is None for each in found), "it is the only role of its group"


def test_a_nation_comes_before_its_states(market: Snapshot) -> None:
    found = told(market, "cook", Wanted(measure="pay/jobs"))
    assert [each.market.code for each in found] == ["US", "US-CA"], "though California is before it in the alphabet"


def test_a_figure_of_several_roles_says_over_how_many_it_is_spread(market: Snapshot) -> None:
    (newest, *_) = told(market, "coder", Wanted(quantities={Quantity.PAY}, market="US"))
    assert newest.spread == ("15-1250", "computing", 2)
    assert (newest.value, newest.mean, newest.p10, newest.p25, newest.p90, newest.relative_error) == (
        100_000.0, 110_000.0, 60_000.0, None, 180_000.0, 0.5,
    )  # fmt: skip


def test_what_is_asked_of_a_group_itself_is_spread_over_nothing(market: Snapshot) -> None:
    found = observations(market, market.role_groups["computing"], Wanted(quantities={Quantity.PAY}, market="US"))
    assert [(each.value, each.spread) for each in found] == [(100_000.0, None), (95_000.0, None)]


def test_a_figure_of_a_wider_class_is_spread_over_the_roles_of_all_groups_that_it_stands_for() -> None:
    wider = {"measured": "15-0000 Computing and cooking"}
    both = [observation("pay/annual", slug, "2025", us(50.0), **wider) for slug in ("computing", "cooking")]
    snapshot = world(*(pair for pair in RECORDS if pair[0].kind != "OBSERVATION"), *both)
    for slug in ("coder", "cook"):
        (found,) = told(snapshot, slug)
        assert found.spread == ("15-0000", "Computing and cooking", 3)


def test_a_mapping_leads_to_what_is_observed_elsewhere_and_says_how(market: Snapshot) -> None:
    (first, *_) = found = told(market, "chef", Wanted(quantities={Quantity.PAY}))
    assert {each.subject.slug for each in found} == {"cooking"}
    assert (first.relation, first.mapping and first.mapping.slug) == (MappingRelation.CLOSE_MATCH, "chef-cook")
    assert told(market, "hermit") == [], "to whom nothing leads"


def test_what_a_mapping_of_a_group_leads_to_is_spread_over_the_roles_of_that_group() -> None:
    isco = record(Kind.ROLE_GROUP, "kitchen", "e", scheme="ISCO", code="5120")
    roles = [record(Kind.ROLE, slug, "e", groups=["kitchen"]) for slug in ("grill", "sauce", "pastry")]
    joins = {"subject_kind": "ROLE_GROUP", "subject": "kitchen", "relation": "EXACT_MATCH", "object_slug": "cooking"}
    snapshot = world(*RECORDS, isco, *roles, record(Kind.CONCEPT_MAPPING, "k", "e", **joins))
    (first, *_) = told(snapshot, "grill", Wanted(quantities={Quantity.PAY}))
    assert (first.value, first.spread) == (40_000.0, ("35-2014", "cooking", 3))
    (of_group, *_) = observations(snapshot, snapshot.role_groups["kitchen"])
    assert (of_group.relation, of_group.spread) == (MappingRelation.EXACT_MATCH, None)


def test_from_its_other_end_a_broad_match_is_a_narrow_one() -> None:
    broad = record(
        Kind.CONCEPT_MAPPING,
        "b",
        subject_kind="ROLE",
        subject="hermit",
        relation="BROAD_MATCH",
        object_slug="coder",
    )
    own = observation("pay/jobs", "hermit", "2025", us(3.0), subject_kind="ROLE")
    snapshot = world(*(pair for pair in RECORDS if pair[0].kind != "OBSERVATION"), broad, own)
    assert [each.relation for each in standings(snapshot, snapshot.roles["coder"])] == [MappingRelation.NARROW_MATCH]
    assert [each.relation for each in standings(snapshot, snapshot.roles["hermit"])] == [None]


@pytest.mark.parametrize(
    ("at", "periods"),
    [("2025", {"2025-05"}), ("2024", {"2024-05", "2024/2034"}), ("2024-05", {"2024-05"}), ("2023", set())],
)
def test_a_year_names_all_periods_that_begin_in_it(market: Snapshot, at: str, periods: set[str]) -> None:
    assert {each.period for each in told(market, "coder", Wanted(at=at))} == periods


def test_what_is_not_told_is_marked_and_is_no_number(market: Snapshot) -> None:
    (pay,) = told(market, "coder", Wanted(measure="pay/annual", market="us-ca", at="2025"))
    assert (pay.p90, pay.top_coded, pay.withheld) == (None, (Statistic.P90,), ())
    (jobs,) = told(market, "cook", Wanted(measure="pay/jobs", market="US-CA"))
    assert (jobs.value, jobs.withheld, jobs.top_coded, jobs.sample) == (None, (Statistic.VALUE,), (), None)


def test_an_unknown_measure_or_market_is_an_error_with_the_nearest(market: Snapshot) -> None:
    with pytest.raises(NotFound) as wrong:
        told(market, "cook", Wanted(measure="pay/annuel"))
    assert wrong.value.nearest == ["pay/annual"]
    with pytest.raises(NotFound) as elsewhere:
        told(market, "cook", Wanted(market="US-CO"))
    assert "US-CA" in elsewhere.value.nearest


def test_a_pay_range_that_a_role_states_is_an_observation_without_a_measure() -> None:
    paid = {"minimum": 30_000.0, "maximum": 50_000.0, "currency": "EUR", "period": "YEAR", "market": "Austria"}
    baker = record(Kind.ROLE, "baker", pay=[{**paid, "as_of": "2024-03-01"}])
    snapshot = world(*RECORDS, baker)
    (stated,) = observations(snapshot, snapshot.roles["baker"])
    assert isinstance(stated, StatedRange)
    assert (stated.minimum, stated.maximum, stated.value, stated.currency) == (30_000.0, 50_000.0, None, "EUR")
    assert (stated.period, stated.market_name, stated.measure) == ("2024-03-01", "Austria", None)
    assert observations(snapshot, snapshot.roles["baker"], Wanted(market="austria")) != []
    assert observations(snapshot, snapshot.roles["baker"], Wanted(market="US")) == []


def test_what_is_observed_of_a_replaced_record_is_observed_of_its_successor() -> None:
    gone = record(Kind.ROLE, "baker", status="DEPRECATED", replaced_by="hermit")
    told_of_it = observation("pay/jobs", "baker", "2025", us(7.0), subject_kind="ROLE")
    snapshot = world(*RECORDS, gone, told_of_it)
    assert [each.value for each in told(snapshot, "hermit")] == [7.0]


def test_a_deprecated_observation_is_told_nowhere_but_known() -> None:
    key, gone = observation("pay/jobs", "cooking", "2025", us(7.0))
    snapshot = world(
        *(pair for pair in RECORDS if pair[0].kind != "OBSERVATION"), (key, {**gone, "status": "DEPRECATED"})
    )
    assert told(snapshot, "cook") == []
    assert snapshot.observations.has(key.slug)
    assert not snapshot.observations.has("pay/other")


def test_without_observations_a_snapshot_keeps_nothing_of_them() -> None:
    snapshot = world(*DATASETS, SOURCE, *MEASURES, *MARKETS)
    assert not snapshot.observations
    assert (snapshot.observations.size, snapshot.observations.bytes) == ((0, 0), 0)
