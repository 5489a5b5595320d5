"""What it takes to get into a role, in GraphQL: every figure with its mark, and one line for each scale."""

from typing import Any

import pytest

from db.store import Store
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from schema.document import parsed
from schema.limits import Limits
from tests.conftest import Ask, asking, world

BASE = {"dataset": "d", "basis": "STATED"}
CATEGORIES = {
    "certificate": ("onet-education", "3"),
    "bachelor": ("onet-education", "6"),
    "two-years": ("onet-related-experience", "6"),
    "zone-4": ("onet-job-zone", "4"),
}


@pytest.fixture(scope="module")
def ask_nurse(sqlite_store: Store) -> Ask:
    """Asks a world of one nurse."""
    qualifications = [
        record(
            Kind.QUALIFICATION,
            slug,
            qualification_kind="EXPERIENCE",
            external_ids=[{"scheme": scheme, "identifier": identifier}],
        )
        for slug, (scheme, identifier) in CATEGORIES.items()
    ]
    links = [
        {"qualification": "certificate", "requirement": "HELPFUL", "share": 0.25},
        {"qualification": "bachelor", "requirement": "HELPFUL", "share": 0.75, "suppressed": True},
        {"qualification": "two-years", "requirement": "TYPICAL", "share": 0.5},
        {"qualification": "zone-4", "requirement": "TYPICAL"},
    ]
    dataset = Key(Kind.DATASET, "d"), {"slug": "d", "title": "D"}
    snapshot = world(
        dataset, *qualifications, record(Kind.ROLE, "nurse", qualifications=links), record(Kind.ROLE, "clown")
    )
    return asking(snapshot, sqlite_store, lambda _: snapshot)


def record(kind: Kind, slug: str, **more: Any) -> tuple[Key, dict[str, Any]]:
    return Key(kind, slug), {**BASE, "slug": slug, "name": slug, **more}


def test_figures_are_told_with_their_mark_from_both_ends(ask_nurse: Ask) -> None:
    answer = ask_nurse(
        """{ role(slug: "nurse") { qualifications { edges { share suppressed node { slug } } } }
        bachelor: qualification(slug: "bachelor") { roles { edges { share suppressed node { slug } } } }
        certificate: qualification(slug: "certificate") { roles { edges { share suppressed } } } }"""
    )
    assert "errors" not in answer
    assert [
        (edge["node"]["slug"], edge["share"], edge["suppressed"])
        for edge in answer["data"]["role"]["qualifications"]["edges"]
    ] == [("certificate", 0.25, False), ("bachelor", 0.75, True), ("two-years", 0.5, False), ("zone-4", None, False)]
    assert answer["data"]["bachelor"]["roles"]["edges"] == [
        {"share": 0.75, "suppressed": True, "node": {"slug": "nurse"}}
    ]
    assert answer["data"]["certificate"]["roles"]["edges"] == [{"share": 0.25, "suppressed": False}]


def test_entry_has_a_line_for_each_scale(ask_nurse: Ask) -> None:
    answer = ask_nurse(
        """{ role(slug: "nurse") { entry {
            scale typical { slug } most { slug } share suppressed meanPlace } } }"""
    )
    assert answer == {
        "data": {
            "role": {
                "entry": [
                    {
                        "scale": "EDUCATION",
                        "typical": None,
                        "most": {"slug": "bachelor"},
                        "share": 0.75,
                        "suppressed": True,
                        "meanPlace": 5.25,
                    },
                    {
                        "scale": "EXPERIENCE",
                        "typical": {"slug": "two-years"},
                        "most": {"slug": "two-years"},
                        "share": 0.5,
                        "suppressed": False,
                        "meanPlace": 6.0,
                    },
                    {
                        "scale": "PREPARATION",
                        "typical": {"slug": "zone-4"},
                        "most": None,
                        "share": None,
                        "suppressed": False,
                        "meanPlace": None,
                    },
                ]
            }
        }
    }


def test_a_role_of_which_nothing_is_said_has_no_line(ask_nurse: Ask) -> None:
    assert ask_nurse('{ role(slug: "clown") { entry { scale } } }') == {"data": {"role": {"entry": []}}}


def test_entry_costs_what_it_computes_and_its_lines() -> None:
    (cost,) = parsed('{ role(slug: "nurse") { entry { scale } } }', Limits()).costs.values()
    assert cost.of({}) == 1 + 1 + 10
