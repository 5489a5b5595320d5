"""Ordered scales: where a qualification stands, and what it takes to get into a role."""

from typing import Any

import pytest

from knowledge.likeness.scales import EntryRequirement, Scale, entry, place
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from tests.conftest import world

BASE = {"dataset": "d", "basis": "STATED"}
PLACED = {
    "diploma": ("onet-education", "2"),
    "bachelor": ("onet-education", "6"),
    "professional": ("onet-education", "10"),
    "no-experience": ("onet-related-experience", "1"),
    "two-years": ("onet-related-experience", "6"),
    "on-site-month": ("onet-on-site-training", "2"),
    "on-the-job-month": ("onet-on-the-job-training", "2"),
    "zone-2": ("onet-job-zone", "2"),
    "zone-4": ("onet-job-zone", "4"),
    "elsewhere": ("esco", "6"),
    "no-number": ("onet-education", "six"),
    "below-the-scale": ("onet-education", "0"),
}
LEVELS = {"our-bachelor": "BACHELOR", "our-master": "MASTER", "our-doctorate": "DOCTORATE"}


def snapshot(*links: dict[str, Any]) -> Snapshot:
    """A role with these qualifications."""
    dataset = Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}
    placed = [
        _qualification(slug, "EXPERIENCE", external_ids=[{"scheme": scheme, "identifier": identifier}])
        for slug, (scheme, identifier) in PLACED.items()
    ]
    degrees = [_qualification(slug, "DEGREE", degree_level=level) for slug, level in LEVELS.items()]
    both = _qualification(
        "doctor-of-law",
        "DEGREE",
        degree_level="DOCTORATE",
        external_ids=[{"scheme": "isced", "identifier": "7"}, {"scheme": "onet-education", "identifier": "10"}],
    )
    role = Key(Kind.ROLE, "role"), {**BASE, "slug": "role", "name": "Role", "qualifications": links}
    return world(dataset, *placed, *degrees, both, _qualification("portfolio", "EXPERIENCE"), role)


def _qualification(slug: str, kind: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return Key(Kind.QUALIFICATION, slug), {**BASE, "slug": slug, "name": slug, "qualification_kind": kind, **more}


def link(slug: str, requirement: str, share: float | None = None, suppressed: bool = False) -> dict[str, Any]:
    figure = {} if share is None else {"share": share}
    return {"qualification": slug, "requirement": requirement, **figure, **({"suppressed": True} if suppressed else {})}


def lines(*links: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What it takes, with slugs for qualifications."""
    return [_plain(each) for each in entry(snapshot(*links).roles["role"])]


def _plain(line: EntryRequirement) -> tuple[Any, ...]:
    typical, most = (each and each.slug for each in (line.typical, line.most))
    return line.scale, typical, most, line.share, line.suppressed, line.mean


@pytest.mark.parametrize(
    ("slug", "stands"),
    [
        ("diploma", (Scale.EDUCATION, 2)),
        ("professional", (Scale.EDUCATION, 10)),
        ("two-years", (Scale.EXPERIENCE, 6)),
        ("on-site-month", (Scale.ON_SITE_TRAINING, 2)),
        ("on-the-job-month", (Scale.ON_THE_JOB_TRAINING, 2)),
        ("zone-4", (Scale.PREPARATION, 4)),
        ("our-bachelor", (Scale.EDUCATION, 6)),
        ("our-master", (Scale.EDUCATION, 8)),
        ("our-doctorate", (Scale.EDUCATION, 11)),
        ("doctor-of-law", (Scale.EDUCATION, 10)),
        ("portfolio", None),
        ("elsewhere", None),
        ("no-number", None),
        ("below-the-scale", None),
    ],
)
def test_external_ids_give_a_place_and_else_the_level_of_a_degree(slug: str, stands: tuple[Scale, int] | None) -> None:
    assert place(snapshot().qualifications[slug]) == stands


def test_the_typical_one_is_the_largest_figure_and_the_mean_counts_all() -> None:
    assert lines(
        link("diploma", "HELPFUL", 0.25), link("bachelor", "TYPICAL", 0.5), link("professional", "ADVANCED", 0.25)
    ) == [(Scale.EDUCATION, "bachelor", "bachelor", 0.5, False, 6.0)]


def test_where_the_largest_figure_is_suppressed_nothing_is_typical_but_all_is_told() -> None:
    suppressed = link("bachelor", "HELPFUL", 0.75, suppressed=True)
    assert lines(link("diploma", "HELPFUL", 0.25), suppressed) == [
        (Scale.EDUCATION, None, "bachelor", 0.75, True, 5.0),
    ]


@pytest.mark.parametrize("requirement", ["TYPICAL", "HELPFUL"])
def test_what_a_dataset_calls_typical_does_not_outdo_a_suppressed_largest_figure(requirement: str) -> None:
    typical, largest = link("diploma", "TYPICAL", 0.25), link("bachelor", requirement, 0.75, suppressed=True)
    assert lines(typical, largest) == [(Scale.EDUCATION, None, "bachelor", 0.75, True, 5.0)]


def test_a_smaller_suppressed_figure_takes_nothing_from_the_largest() -> None:
    smaller = link("professional", "ADVANCED", 0.25, suppressed=True)
    assert lines(smaller, link("bachelor", "TYPICAL", 0.75)) == [
        (Scale.EDUCATION, "bachelor", "bachelor", 0.75, False, 7.0),
    ]


def test_a_suppressed_figure_is_never_typical_whatever_is_written() -> None:
    wrong = link("diploma", "TYPICAL", 0.25, suppressed=True)
    assert lines(wrong, link("bachelor", "HELPFUL", 0.75)) == [
        (Scale.EDUCATION, None, "bachelor", 0.75, False, 5.0),
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_of_equal_figures_the_lower_place_is_the_largest(turned: bool) -> None:
    links = [link("diploma", "TYPICAL", 0.5), link("bachelor", "ADVANCED", 0.5)]
    assert lines(*(reversed(links) if turned else links)) == [
        (Scale.EDUCATION, "diploma", "diploma", 0.5, False, 4.0),
    ]


def test_each_scale_has_a_line_of_its_own_in_a_fixed_order() -> None:
    assert lines(
        link("zone-2", "TYPICAL"),
        link("on-the-job-month", "TYPICAL", 1.0),
        link("two-years", "HELPFUL", 0.5, suppressed=True),
        link("no-experience", "HELPFUL", 0.25),
        link("diploma", "TYPICAL", 1.0),
    ) == [
        (Scale.EDUCATION, "diploma", "diploma", 1.0, False, 2.0),
        (Scale.EXPERIENCE, None, "two-years", 0.5, True, 3.25 / 0.75),
        (Scale.ON_THE_JOB_TRAINING, "on-the-job-month", "on-the-job-month", 1.0, False, 2.0),
        (Scale.PREPARATION, "zone-2", None, None, False, None),
    ]


def test_without_figures_the_lowest_of_what_is_typical_is_what_it_takes() -> None:
    assert lines(link("our-doctorate", "TYPICAL"), link("our-master", "TYPICAL"), link("our-bachelor", "HELPFUL")) == [
        (Scale.EDUCATION, "our-master", None, None, False, None)
    ]


def test_without_figures_and_without_anything_typical_nothing_is_claimed() -> None:
    assert lines(link("our-doctorate", "ADVANCED")) == [(Scale.EDUCATION, None, None, None, False, None)]


def test_figures_that_are_all_zero_have_no_mean() -> None:
    assert lines(link("bachelor", "HELPFUL", 0.0)) == [(Scale.EDUCATION, None, "bachelor", 0.0, False, None)]


def test_qualifications_on_no_scale_and_roles_without_any_take_no_line() -> None:
    assert lines(link("portfolio", "TYPICAL"), link("elsewhere", "TYPICAL", 0.5)) == []
    assert lines() == []


def test_the_shipped_dataset_asks_engineers_for_a_bachelors_degree_and_researchers_for_more(shipped: Snapshot) -> None:
    assert [_plain(each) for each in entry(shipped.roles["ai-engineer"])] == [
        (Scale.EDUCATION, "bachelors-degree", None, None, False, None)
    ]
    asked = {slug: {line.scale for line in entry(role)} for slug, role in shipped.roles.items()}
    assert asked["ml-engineer"] == {Scale.EDUCATION}
    assert all(scales <= {Scale.EDUCATION} for scales in asked.values())
