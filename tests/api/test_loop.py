"""The event loop does small things only: what may be slow is done in threads, whatever a document was like before."""

import asyncio
import json
import re
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from api import answering
from api.answering import Answering
from api.answers import Answer
from api.callers import Caller
from api.current import CurrentKnowledge
from api.documents import PersistedDocuments
from api.protocol import BadRequest, from_body
from api.rates import Rates
from api.settings import Settings
from db.store import Store
from schema.document import Document
from tests.servers import READY_SECONDS

NOBODY = Caller("anonymous", "", None, None)
PAGES = "query Q($n: Int) { roles(first: $n) { nodes { name skills(first: $n) { nodes { name } } } } }"


class Asking:
    """Asks, and notes in which threads documents were executed."""

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch, **settings: Any):
        current = CurrentKnowledge(store, 60, 0)
        self.whole = Answering(
            current,
            Settings(**{"max_seconds": READY_SECONDS} | settings),
            PersistedDocuments(trusted_only=False),
            Rates("memory://"),
        )
        self.current = current
        self.threads: list[str] = []
        execute = Document.execute

        def noted(*arguments: Any, **more: Any) -> Any:
            self.threads.append(threading.current_thread().name.rpartition("-")[0])
            return execute(*arguments, **more)

        monkeypatch.setattr(Document, "execute", noted)

    async def __call__(self, query: str, **variables: Any) -> Answer:
        operation = from_body(json.dumps({"query": query, "variables": variables}).encode())
        question = self.whole.question(self.current.snapshot, operation)
        answer, _ = await self.whole.answer(question, operation, self.current.snapshot, NOBODY, in_address=False)
        return answer

    def where(self, query: str, **variables: Any) -> str:
        """Where it is executed when it has been asked before: in which kind of thread, or on the loop."""

        async def ask() -> None:
            for _ in range(3):
                await self(query, **variables)

        run(ask())
        return self.threads[-1] if self.threads[-1] in ("answering", "asking") else "loop"


def run(work: Coroutine[Any, Any, None]) -> None:
    with ThreadPoolExecutor(1, thread_name_prefix="loop") as thread:  # Playwright's loop may run in this one
        thread.submit(asyncio.run, work).result()


@pytest.fixture
def asking(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> Asking:
    monkeypatch.setattr("schema.document.perf_counter", lambda: 0.0)  # documents are quick here, whatever the machine
    return Asking(sqlite_store, monkeypatch)


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("{ __typename }", "loop"),
        ('{ role(slug: "ml-engineer") { name skills(first: 30) { nodes { name } } } }', "loop"),
        (
            '{ role(slug: "ml-engineer") { skills(first: 3, after: "U2tpbGw6cHl0aG9u") { nodes { name } } } }',
            "answering",
        ),
        ('{ transition(from: "ml-engineer", to: "ai-engineer") { feasibility } }', "answering"),
        ('{ role(slug: "ml-engineer") { similar(first: 1) { similarity } } }', "answering"),
        ('{ roles(first: 1, filter: {nameContains: "a"}) { nodes { name } } }', "answering"),
        ('{ transitions(from: "ml-engineer", first: 1) { nodes { feasibility } } }', "answering"),
        ("{ roles(first: 1) { nodes { name } } }", "loop"),
        ('{ search(query: "a", first: 1) { nodes { name } } }', "answering"),
        ("{ changes(since: 0, first: 1) { nodes { slug } } }", "asking"),
        ('{ role(slug: "ml-engineer") { history(first: 1) { totalCount } } }', "asking"),
        ('{ dataset(slug: "ai-careers") { history { nodes { revision } } } }', "asking"),
        ("{ tree(of: ROLE, first: 1) { totalCount } }", "answering"),
        ('{ skill(slug: "python") { descendants(first: 1) { totalCount } } }', "answering"),
        ('{ __type(name: "Role") { fields { name } } }', "answering"),
    ],
)
def test_what_may_be_slow_is_done_in_threads(asking: Asking, query: str, where: str) -> None:
    assert asking.where(query) == where


def test_it_hangs_on_the_variables_where_a_document_is_executed(asking: Asking) -> None:
    assert asking.where(PAGES, n=1) == "loop" or asking.where(PAGES, n=1) == "answering", "it was quick, or not"
    asking.threads.clear()
    assert asking.where(PAGES, n=60) == "answering", "500 + 60 * 62 points are too many"
    assert asking.where(PAGES, n=60.0) == "answering"


def test_a_document_is_read_in_a_thread_the_first_time(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    from schema import document

    threads: list[str] = []
    parsed = document.parsed

    def noted(*arguments: Any) -> Any:
        threads.append(threading.current_thread().name)
        return parsed(*arguments)

    monkeypatch.setattr(document, "parsed", noted)
    asking.where("{ a: __typename }")
    assert threads == ["reading-0"]


def test_a_database_that_hangs_holds_up_what_asks_it_and_nothing_else(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking, never = Asking(sqlite_store, monkeypatch), threading.Event()
    monkeypatch.setattr(answering, "GRACE_SECONDS", 0.05)
    monkeypatch.setattr(Store, "changes", lambda *_: never.wait())

    async def outcome(query: str) -> str:
        try:
            return "" if (await asking(query)).lasts else "error"
        except BadRequest as error:
            return error.code

    async def ask() -> None:
        fields = ["changes(since: 0)", 'role(slug: "ml-engineer") { history']
        questions = [f"{{ a{each}: {fields[each % 2]} {{ totalCount }} {'}' * (each % 2)} }}" for each in range(8)]
        for each in questions:
            asking.whole._documents.get(each)
        asking.whole._seconds = 0.05
        hanging = [asyncio.ensure_future(outcome(each)) for each in questions]
        while len(asking.whole._under_way) < len(questions):
            await asyncio.sleep(0)
        asking.whole._seconds = READY_SECONDS
        assert await outcome("{ __typename }") == ""
        assert await outcome('{ difference(left: "ml-engineer", right: "ai-engineer") { left { name } } }') == ""
        assert [await each for each in hanging] == ["TIMEOUT"] * 8

    run(ask())
    never.set()


@pytest.mark.parametrize(
    ("prepared", "more", "headers", "says"),
    [
        (True, {}, {}, "ask for less at once"),
        (False, {"retryAfter": 2}, {"retry-after": "2"}, "is still being prepared. Ask again in 2 seconds."),
    ],
)
def test_what_takes_too_long_while_a_revision_is_prepared_says_when_to_ask_again(
    sqlite_store: Store,
    monkeypatch: pytest.MonkeyPatch,
    prepared: bool,
    more: dict[str, int],
    headers: dict[str, str],
    says: str,
) -> None:
    asking = Asking(sqlite_store, monkeypatch)
    asking.current.snapshot._is_prepared = prepared
    asking.whole._seconds = 0

    async def ask() -> None:
        with pytest.raises(BadRequest, match=re.escape(says)) as refused:
            await asking('{ careerPaths(from: "ai-engineer", to: "data-engineer") { difficulty } }')
        found = refused.value
        assert (found.status, found.code, found.more, found.headers) == (503, "TIMEOUT", more, headers)

    run(ask())


def test_large_answers_are_compressed_in_threads(asking: Asking) -> None:
    threads: list[str] = []

    class Noted(Answer):
        __slots__ = ()

        def body(self, coding: str) -> tuple[str, bytes]:
            threads.append(threading.current_thread().name.rpartition("-")[0])
            return super().body(coding)

    async def encode() -> None:
        for length in (100, 9_000, 50_000):
            answer = Noted(b"x" * length, False, True, "")
            await asking.whole.encode(answer, "br")
            if length < 10_000:
                assert threads == []
            assert answer.body("br")[0] == ("br" if length >= 1_000 else "identity")
            threads.remove(threads[-1])
            assert threads == (["compressing"] if length > 10_000 else [])
            await asking.whole.encode(answer, "br")
            await asking.whole.encode(answer, "identity")
        assert threads == ["compressing"]

    run(encode())


def test_time_spent_waiting_counts(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asking = Asking(sqlite_store, monkeypatch, max_seconds=0.1)
    go, slow = threading.Event(), Document.execute

    def waiting(*arguments: Any, **more: Any) -> Any:
        go.wait()
        return slow(*arguments, **more)

    monkeypatch.setattr(Document, "execute", waiting)
    outcomes: list[str] = []

    async def one(number: int, then: Callable[[], None]) -> None:
        try:
            await asking(f'{{ a{number}: transition(from: "ml-engineer", to: "ai-engineer") {{ feasibility }} }}')
            outcomes.append("answered")
        except BadRequest as error:
            outcomes.append(error.code)
        then()

    async def ask() -> None:
        await asyncio.gather(*(one(number, go.set) for number in range(answering.THREADS + 3)))

    run(ask())
    assert set(outcomes) == {"TIMEOUT"}
