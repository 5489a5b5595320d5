"""The tables themselves refuse nonsense, whoever writes it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from db.store import Store
from tests.conftest import new_loaded

ROLE = "(SELECT id FROM entity WHERE kind = 'ROLE' AND slug = 'ai-engineer')"
OTHER = "(SELECT id FROM entity WHERE kind = 'ROLE' AND slug = 'ml-engineer')"
SKILL = "(SELECT id FROM entity WHERE kind = 'SKILL' AND slug = 'python')"
FACT = "(SELECT min(id) FROM evidence)"
ENTITY = "INSERT INTO entity (id, kind, slug, dataset_id, name, status, replaced_by_id, evidence_id)"
PAY = "INSERT INTO pay_range (role_id, position, minimum, maximum, currency, period, evidence_id)"

NONSENSE: dict[str, str] = {
    "a slug twice": f"{ENTITY} VALUES (99999, 'ROLE', 'ai-engineer', 1, 'X', 'ACTIVE', NULL, {FACT})",
    "an unknown kind": f"{ENTITY} VALUES (99999, 'PLANET', 'mars', 1, 'X', 'ACTIVE', NULL, {FACT})",
    "no name": f"{ENTITY} VALUES (99999, 'ROLE', 'mars', 1, '', 'ACTIVE', NULL, {FACT})",
    "a dataset that is not there": f"{ENTITY} VALUES (99999, 'ROLE', 'mars', 77, 'X', 'ACTIVE', NULL, {FACT})",
    "active, yet replaced": f"UPDATE entity SET replaced_by_id = {OTHER} WHERE id = {ROLE}",
    "replaced by itself": f"UPDATE entity SET status = 'DEPRECATED', replaced_by_id = id WHERE id = {ROLE}",
    "replaced by a skill": f"UPDATE entity SET status = 'DEPRECATED', replaced_by_id = {SKILL} WHERE id = {ROLE}",
    "a skill in the table of roles": f"INSERT INTO role (id, kind) VALUES ({SKILL}, 'ROLE')",
    "a role of kind skill": f"UPDATE role SET kind = 'SKILL' WHERE id = {ROLE}",
    "an importance of our own": "UPDATE role_skill SET importance = 'VERY'",
    "a level above 1": "UPDATE role_skill SET level = 1.5",
    "a level below 0": "UPDATE role_skill SET level = -0.1",
    "a move to itself": f"UPDATE career_move SET to_id = from_id WHERE from_id = {ROLE}",
    "a skill broader than itself": "UPDATE skill_broader SET broader_id = skill_id",
    "a minimum above the maximum": f"{PAY} VALUES ({ROLE}, 99, 9, 3, 'EUR', 'YEAR', {FACT})",
    "pay below zero": f"{PAY} VALUES ({ROLE}, 99, -1, 3, 'EUR', 'YEAR', {FACT})",
    "a currency of two letters": f"{PAY} VALUES ({ROLE}, 99, 1, 3, 'EU', 'YEAR', {FACT})",
    "a fact without evidence": f"{PAY} VALUES ({ROLE}, 99, 1, 3, 'EUR', 'YEAR', NULL)",
    "a certification's level": "UPDATE qualification SET degree_level = 'MASTER' WHERE qualification_kind <> 'DEGREE'",
    "a figure suppressed that is not there": "UPDATE role_qualification SET suppressed = (1 = 1) WHERE share IS NULL",
    "a source that is cited yet gone": "DELETE FROM source",
    "a dataset that is used yet gone": "DELETE FROM dataset",
    "a revision that changes nothing": "UPDATE revision SET created = 0, changed = 0, deprecated = 0",
    "a revision before the first": "UPDATE revision SET number = 0",
    "a skill that a role still needs": f"DELETE FROM entity WHERE id = {SKILL}",
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The shipped dataset in a database of each kind, which no test here changes."""
    with new_loaded(request.param, tmp_path_factory.mktemp("db"), request) as store:
        yield store


@pytest.mark.parametrize("statement", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_is_refused(loaded: Store, statement: str) -> None:
    with pytest.raises(IntegrityError), loaded.engine.begin() as connection:
        connection.execute(text(statement))
