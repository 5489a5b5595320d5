"""Pages of comparisons while a server still makes what comparisons need: they come at once, and ask by themselves."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.answering import Answering
from api.callers import Callers
from api.current import CurrentKnowledge
from api.documents import PersistedDocuments
from api.lettering import Lettering
from api.pages import add_pages, site_at
from api.paid import Paid
from api.pictures import Pictures
from api.printing import STATIC
from api.rates import Rates
from api.settings import Settings
from db.snapshots import newest_snapshot
from db.store import Store

COMPARISON = "/compare?roles=ai-engineer,ml-engineer"
PICTURE = f"/pictures{COMPARISON.replace('?', '.png?')}"
HTML = {"accept": "text/html"}


@pytest.fixture
def begun(sqlite_store: Store) -> Iterator[tuple[CurrentKnowledge, TestClient]]:
    """The pages of a server, and what it serves: just read, with nothing prepared."""
    settings = Settings()
    current = CurrentKnowledge(sqlite_store, 60, 1)
    current.snapshot = newest_snapshot(sqlite_store)
    rates = Rates("memory://")
    answering = Answering(current, settings, PersistedDocuments(trusted_only=False), rates)
    paid = Paid(Callers(None, None, []), rates)
    app = FastAPI()
    app.include_router(Pictures(current, answering, paid, Lettering(STATIC / "fonts")).routes())
    add_pages(app, "", site_at("", ""), lambda: current.snapshot, answering, paid, assistants=False)
    with TestClient(app) as client:
        yield current, client
    answering.close()


def test_a_comparison_comes_without_its_text_until_what_it_needs_is_there(
    begun: tuple[CurrentKnowledge, TestClient],
) -> None:
    current, client = begun
    assert not current.snapshot.indexed
    early = client.get(COMPARISON, headers=HTML)
    assert early.status_code == 200
    assert "<title>Compare roles · Rolegraph</title>" in early.text
    refused = client.get(PICTURE)
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "10")
    assert client.get("/pictures/role/ai-engineer.png").status_code == 200, "which needs nothing of it"
    assert not current.snapshot.indexed, "nobody who asked made it"
    for _ in current.snapshot.preparing(routes=False):
        pass
    later = client.get(COMPARISON, headers=HTML)
    assert "<title>AI engineer and ML engineer · Rolegraph</title>" in later.text
    assert client.get(PICTURE).status_code == 200
