"""Whom to hire, asked as a counsellor would, over ESCO, over O*NET, and over both."""

import pytest

from knowledge.questions.hiring import advise_hire
from knowledge.snapshot.snapshot import Snapshot

pytestmark = pytest.mark.xdist_group("releases")

AMONG = 3  # the first so many are what a person reads


NEEDS = [
    ("welding", "esco/welder", "onet/welders-cutters-solderers-and-brazers"),
    ("bookkeeping", "esco/bookkeeper", "onet/bookkeeping-accounting-and-auditing-clerks"),
    ("payroll", "esco/payroll-clerk", "onet/payroll-and-timekeeping-clerks"),
    ("childcare", "esco/child-care-worker", "onet/childcare-workers"),
    ("forklift driving", "esco/forklift-operator", "onet/industrial-truck-and-tractor-operators"),
    ("translation", "esco/translator", "onet/interpreters-and-translators"),
    ("data analysis", "esco/data-analyst", "onet/data-scientists"),
    ("plumbing", "esco/plumber", "onet/plumbers-pipefitters-and-steamfitters"),
    ("roofing", "esco/roofer", "onet/roofers"),
    ("cutting hair", "esco/hairdresser", "onet/barbers"),
    ("carpentry", "esco/carpenter", "onet/carpenters"),
    ("accounting", "esco/accountant", "onet/accountants-and-auditors"),
    ("truck driving", "esco/cargo-vehicle-driver", "onet/heavy-and-tractor-trailer-truck-drivers"),
    ("photography", "esco/photographer", "onet/photographers"),
    ("physiotherapy", "esco/physiotherapist", "onet/physical-therapists"),
    ("legal advice", "esco/legal-consultant", "onet/lawyers"),
    ("house cleaning", "esco/domestic-cleaner", "onet/maids-and-housekeeping-cleaners"),
    ("bricklaying", "esco/bricklayer", "onet/brickmasons-and-blockmasons"),
    ("database administration", "esco/database-administrator", "onet/database-administrators"),
    ("electrical wiring", "esco/electrician", "onet/electricians"),
]


@pytest.mark.parametrize(("need", "in_esco", "in_onet"), NEEDS)
def test_the_first_is_whom_a_counsellor_would_name(
    esco: Snapshot, onet: Snapshot, both: Snapshot, need: str, in_esco: str, in_onet: str
) -> None:
    assert advise_hire(esco, [need])[0].role.slug == in_esco
    assert advise_hire(onet, [need])[0].role.slug == in_onet
    first = {each.role.slug for each in advise_hire(both, [need])[:AMONG]}
    assert {in_esco, in_onet} & first


@pytest.mark.parametrize("need", ["welding", "sales", "machine learning", "customer service"])
def test_scores_are_shares_and_hardly_any_two_roles_tie(both: Snapshot, need: str) -> None:
    found = [each.score for each in advise_hire(both, [need])]
    assert all(0 < score <= 1 for score in found)
    assert len(set(found[:10])) >= 8
