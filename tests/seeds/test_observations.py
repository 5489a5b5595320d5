"""Observations in seed files: named by what they say, with figures that their measure can have."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from db.snapshots import newest_snapshot
from db.store import Store
from seeds.curation import deciding, stored
from seeds.loading import examine, load, parse
from seeds.problems import Refused

Write = Callable[..., Path]
SEEDS = """citations: [test-source]
roles:
  - {slug: cook, name: Cook, external_ids: [{scheme: onet-soc, identifier: 35-2014.00}]}
measures:
  - {slug: test/joy, name: Joy, quantity: OTHER, unit: INDEX, minimum: 0, maximum: 10}
  - {slug: test/wage, name: Wage, quantity: PAY, unit: MONEY, currency: EUR, per: MONTH}
markets:
  - {slug: test/at, name: Austria, code: AT}
"""
JOY = """observations:
  - {measure: test/joy, subject_kind: ROLE, subject: PLACE, period: 2025, figures: [{market: test/at, value: 7.5}]}
"""


@pytest.mark.parametrize("subject", ["cook", '"onet-soc:35-2014.00"'])
def test_an_observation_is_named_by_what_it_says_and_its_subject_by_slug_or_identifier(
    store: Store, write: Write, subject: str
) -> None:
    path = write(SEEDS + JOY.replace("PLACE", subject))
    assert load(store, [path], "anna").revision is not None
    assert load(store, [path], "anna").revision is None
    with store.reading() as reader:
        (record,) = [each for key, each in reader.current_records().items() if key.kind == "OBSERVATION"]
    assert record["slug"] == "test/joy/2025/role/cook"
    assert record["name"] == "test/joy of cook, 2025"
    snapshot = newest_snapshot(store)
    (series,) = snapshot.observations.of(snapshot.roles["cook"])
    assert [figure.value for figure in snapshot.observations.figures(series)] == [7.5]


def test_what_is_observed_of_a_renamed_record_stays_where_it_is_and_is_told_of_its_successor(
    store: Store, write: Write
) -> None:
    load(store, [write(SEEDS + JOY.replace("PLACE", "cook"))], "anna")
    decide = partial(deciding.rename, old="cook", new="chef")
    proposed = stored.propose(store, decide)
    assert [note.partition(" is left as it is")[0] for note in proposed.decision.notes] == [
        "observation test/joy/2025/role/cook"
    ]
    stored.make(store, proposed, decide, "bert")
    snapshot = newest_snapshot(store)
    (series,) = snapshot.observations.of(snapshot.roles["chef"])
    assert series.slug == "test/joy/2025/role/cook"
    assert snapshot.observations.of(snapshot.roles["cook"]) == ()


FIGURE = """observations:
  - {measure: test/joy, subject_kind: ROLE, subject: cook, period: "2025", figures: [FIGURES]}
"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (FIGURE.replace("FIGURES", "{market: test/at}"), "says nothing: give a number or a category, or mark it"),
        (FIGURE.replace("FIGURES", "{market: test/at, value: 11}"), "11 is above the most of measure test/joy, 10"),
        (FIGURE.replace("FIGURES", "{market: test/at, mean: -1}"), "-1 is below the least of measure test/joy, 0"),
        (
            FIGURE.replace("FIGURES", "{market: test/at, value: 1, withheld: [VALUE]}"),
            "VALUE is marked here and has a number",
        ),
        (
            FIGURE.replace("FIGURES", "{market: test/at, withheld: [P10], top_coded: [P10]}"),
            "P10 is marked twice: one reason is enough",
        ),
        (
            FIGURE.replace("FIGURES", "{market: test/at, value: 1}, {market: test/at, value: 2}"),
            "test/at is in this list already",
        ),
        (FIGURE.replace("FIGURES", "{market: test/bt, value: 1}"), "there is no market test/bt"),
        (FIGURE.replace("FIGURES", "{market: test/at, minimum: 3, maximum: 2}"), "minimum 3 is above maximum 2"),
        (JOY.replace("PLACE", "cook").replace("2025", "2025-02-30"), "there is no such day: 2025-02-30"),
        (
            JOY.replace("PLACE", "cook").replace("2025", "spring"),
            "'spring' is no period: expected a year, month or day",
        ),
        (JOY.replace("PLACE", "cook").replace("2025", '"2034/2024"'), "does not end after it begins"),
        (JOY.replace("PLACE", "nobody"), "there is no role nobody"),
        (JOY.replace("PLACE", "cook").replace("ROLE", "TOOL"), "expected 'ROLE', 'ROLE_GROUP' or 'SKILL'"),
        (JOY.replace("PLACE", "cook, slug: mine"), "the slug of this observation is test/joy/2025/role/cook"),
        (
            "measures: [{slug: test/x, name: X, quantity: OTHER, unit: INDEX, currency: EUR}]\n",
            "currency is for measures in MONEY",
        ),
        ("markets: [{slug: test/y, name: Y, code: austria}]\n", "not the code of a market: expected one of ISO 3166"),
    ],
)
def test_what_no_observation_can_be_is_refused_with_its_place(write: Write, text: str, message: str) -> None:
    begins = text.partition(":")[0]
    sections = SEEDS.partition(f"{begins}:")[0]  # each stands once in a file
    with pytest.raises(Refused, match=message):
        examine([write(sections + text)])


@pytest.mark.parametrize(
    ("written", "kept"),
    [("2025", "2025"), ("2025-05-12", "2025-05-12"), ("2025-05", "2025-05"), ('" 2024 / 2034 "', "2024/2034")],
)
def test_a_period_is_written_as_yaml_has_years_and_days(write: Write, written: str, kept: str) -> None:
    seeds = parse([write(SEEDS + JOY.replace("PLACE", "cook").replace("2025", written))])
    assert [seed.record["period"] for seed in seeds if "period" in seed.record] == [kept]


def test_figures_stand_in_sheets_under_the_slug_that_is_made_of_their_observation(write: Write) -> None:
    folder = write(SEEDS).parent
    (folder / "observations.csv").write_text(
        "measure,subject_kind,subject,period,citations\ntest/joy,ROLE,cook,2025,test-source\n"
    )
    (folder / "observation_figures.csv").write_text(
        'observation,market,value,p10,top_coded\ntest/joy/2025/role/cook,test/at,7.5,,"P90 | MEAN"\n'
    )
    (record,) = [seed.record for seed in parse([folder]) if "period" in seed.record]
    assert record["slug"] == "test/joy/2025/role/cook"
    assert record["figures"] == [{"market": "test/at", "value": 7.5, "top_coded": ["P90", "MEAN"]}]
