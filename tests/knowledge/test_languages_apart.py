"""Roles that are told in different languages are compared by what joins them, and are no less alike for the rest."""

from typing import Any

import pytest

from knowledge.likeness.feasibility import FactorKind
from knowledge.model.record import Key
from knowledge.model.translation import slug_of
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.build import build
from knowledge.snapshot.snapshot import Snapshot

OF_WORDS = {FactorKind.NAMES, FactorKind.WORK, FactorKind.MEANING}
ROLES = {
    "a": {
        "nurse": ("hospital nurse", "Cares for patients in hospitals and gives medicine."),
        "baker": ("baker", "Makes bread and rolls in a bakery."),
        "cook": ("cook", "Prepares meals in a restaurant."),
    },
    "b": {
        "infirmier": ("infirmier hospitalier", "Soigne des patients et donne des médicaments."),
        "boulanger": ("boulanger", "Fait du pain et des petits pains dans une boulangerie."),
    },
}


def role(dataset: str, slug: str) -> dict[str, Any]:
    name, description = ROLES[dataset][slug]
    return {"slug": slug, "dataset": dataset, "name": name, "description": description, "basis": "STATED"}


def translated(dataset: str, subject: str, language: str, name: str, description: str) -> dict[str, Any]:
    return {
        "slug": slug_of(dataset, language, "ROLE", subject),
        "dataset": dataset,
        "basis": "STATED",
        "subject_kind": "ROLE",
        "subject": subject,
        "language": language,
        "name": name,
        "description": description,
    }


def world(*translations: dict[str, Any], spoken: str = "fr") -> Snapshot:
    records: dict[Key, Any] = {
        Key(Kind.DATASET, "a"): {"slug": "a", "title": "A"},
        Key(Kind.DATASET, "b"): {"slug": "b", "title": "B", "language": spoken},
    }
    for dataset, roles in ROLES.items():
        records |= {Key(Kind.ROLE, slug): role(dataset, slug) for slug in roles}
    records |= {Key(Kind.TRANSLATION, each["slug"]): each for each in translations}
    return build(records, [])


def known(snapshot: Snapshot, source: str, target: str) -> set[FactorKind]:
    found = snapshot.ranking.pair(snapshot.roles[source], snapshot.roles[target])
    return OF_WORDS & found.alike.keys() & found.fit.keys()


@pytest.mark.parametrize(("source", "target"), [("nurse", "infirmier"), ("infirmier", "nurse")])
def test_words_of_two_languages_are_not_compared(source: str, target: str) -> None:
    assert known(world(), source, target) == set()


def test_words_of_one_language_are_compared_as_ever() -> None:
    assert known(world(), "nurse", "baker") == OF_WORDS
    assert known(world(), "infirmier", "boulanger") == {FactorKind.NAMES, FactorKind.WORK}


def test_a_role_is_not_unlike_for_being_described_in_another_language() -> None:
    apart = world()
    pair = apart.roles["baker"], apart.roles["infirmier"]
    assert (apart.ranking.likeness(*pair), apart.ranking.feasibility(*pair)) == pytest.approx((0.3, 0.3))


ENGLISH = translated("b", "infirmier", "en", "ward nurse", "Cares for patients and gives them medicine.")


def test_a_translation_joins_two_roles() -> None:
    joined = world(ENGLISH)
    assert known(joined, "infirmier", "nurse") == OF_WORDS
    assert known(joined, "boulanger", "nurse") == set()
    infirmier, nurse, cook = (joined.roles[each] for each in ("infirmier", "nurse", "cook"))
    assert joined.ranking.likeness(infirmier, nurse) > 0.4 > joined.ranking.likeness(infirmier, cook)


def test_the_words_of_a_translated_source_are_those_of_the_translation() -> None:
    joined = world(translated("a", "nurse", "fr", "infirmière des hôpitaux", "Soigne des patients."))
    assert known(joined, "nurse", "infirmier") == {FactorKind.NAMES, FactorKind.WORK}
    assert known(joined, "baker", "infirmier") == set()
    nurse, infirmier, boulanger = (joined.roles[each] for each in ("nurse", "infirmier", "boulanger"))
    assert joined.ranking.likeness(nurse, infirmier) > 0.3 > joined.ranking.likeness(nurse, boulanger)
    assert known(joined, "infirmier", "nurse") == {FactorKind.NAMES, FactorKind.WORK}
    assert known(joined, "infirmier", "baker") == set()


def test_a_third_language_joins_what_is_told_in_it() -> None:
    joined = world(
        translated("a", "nurse", "de", "Krankenschwester", "Pflegt Kranke im Krankenhaus."),
        translated("b", "infirmier", "de-AT", "Krankenschwester", "Pflegt Kranke."),
    )
    for source, target in (("nurse", "infirmier"), ("infirmier", "nurse")):
        assert known(joined, source, target) == {FactorKind.NAMES, FactorKind.WORK}


def test_translations_change_no_figure_within_a_dataset() -> None:
    def figures(snapshot: Snapshot) -> list[float]:
        nurse = snapshot.roles["nurse"]
        return [snapshot.ranking.likeness(nurse, snapshot.roles[each]) for each in ("baker", "cook")]

    assert figures(world(ENGLISH, translated("a", "nurse", "fr", "infirmière", "Soigne."))) == figures(world())
