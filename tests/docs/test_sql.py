"""Every SQL query of the docs is asked of both databases, and answers what the page shows."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from db.engine import migrate
from db.store import Store
from db.views import views
from tests.conftest import new_loaded

PAGE = Path(__file__).parents[2] / "docs/sql.md"
QUESTION = re.compile(r"^```sql\n(.*?)^```\n+```text\n(.*?)^```$", re.S | re.M)
QUESTIONS = QUESTION.findall(PAGE.read_text())


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with new_loaded(request.param, tmp_path_factory.mktemp("db"), request) as store:
        yield store


def answer(store: Store, query: str) -> str:
    with store.engine.connect() as connection:
        return "".join(f"{' | '.join(map(_shown, row))}\n" for row in connection.execute(text(query)))


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def test_there_are_ten_questions() -> None:
    assert len(QUESTIONS) == PAGE.read_text().count("```sql") == 10


@pytest.mark.parametrize(("query", "wanted"), QUESTIONS, ids=range(len(QUESTIONS)))
def test_a_question_is_answered_as_the_page_shows(asked: Store, query: str, wanted: str) -> None:
    assert answer(asked, query) == wanted
    assert wanted, "and it has an answer"


def test_views_show_each_record_and_each_link_once(asked: Store) -> None:
    counted = sum(int(answer(asked, f"SELECT COUNT(*) FROM {name}")) for name in views() if name.endswith("_records"))
    entities = int(answer(asked, "SELECT COUNT(*) FROM entity"))
    assert counted == entities
    for table in ("role_skill", "career_move", "pay_range", "role_contrast", "example_tool", "common_ground_role"):
        assert answer(asked, f"SELECT COUNT(*) FROM {table}_facts") == answer(asked, f"SELECT COUNT(*) FROM {table}")


def test_migrating_again_makes_the_same_views_and_none_stay_without_tables(store: Store) -> None:
    assert set(inspect(store.engine).get_view_names()) == set(views())
    migrate(store.engine)
    assert set(inspect(store.engine).get_view_names()) == set(views())
    migrate(store.engine, "base")
    assert inspect(store.engine).get_view_names() == []
