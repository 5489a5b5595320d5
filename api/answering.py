"""From a question to its finished answer: the cache, the limits, and where the work is done.

What is not in the cache is parsed, held against the limits and priced. Cheap questions are answered at once, others in
a thread, so that they hold up nobody; while one is worked on, the same question waits for its answer.
"""

import asyncio
import math
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import orjson

from api import metrics
from api.answers import Answer, Question, ResponseCache
from api.callers import Caller
from api.current import CurrentKnowledge
from api.documents import PersistedDocuments
from api.labels import Labels
from api.protocol import BadRequest, Operation
from api.rates import Rates, Standing
from api.settings import Settings
from knowledge import deadline
from knowledge.errors import NotFound
from knowledge.snapshot import Snapshot
from schema.context import Context
from schema.document import Document, Documents, Refused
from schema.errors import BAD_USER_INPUT
from schema.limits import LimitExceeded, check_cost

TIMEOUT, OVERLOADED = "TIMEOUT", "OVERLOADED"
THREADS = 4
MOST_WAITING = 64  # questions in threads and before them
AT_ONCE = 100  # points; what costs less is answered without a thread, and needs no index that is still being made
QUICK = 0.002  # seconds; what took less lately is answered without a thread too, once the indexes are made
DETERMINED = {NotFound.code, BAD_USER_INPUT}  # errors that come again as long as the revision is served


class Answering:
    """Answers questions about snapshots."""

    def __init__(self, current: CurrentKnowledge, settings: Settings, persisted: PersistedDocuments, rates: Rates):
        self.cache = ResponseCache(settings.response_cache_bytes)
        self._current = current
        self._persisted = persisted
        self._rates = rates
        self._limits = settings.limits()
        self._seconds = settings.max_seconds
        self._documents = Documents(self._limits)
        self._labels = Labels()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="answers")
        self._under_way: dict[Question, asyncio.Task[Answer]] = {}

    def close(self) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)

    def question(self, snapshot: Snapshot, operation: Operation) -> Question:
        """What the answer depends on. Raises `schema.document.Refused` for a document that is not known."""
        variables = orjson.dumps(operation.variables, option=orjson.OPT_SORT_KEYS) if operation.variables else b""
        text = self._persisted.text(operation)
        return Question(snapshot.number, text, operation.name, variables, operation.shows_cost)

    def known(self, question: Question) -> Answer | None:
        """The answer, if it is in the cache."""
        self.cache.serve(self._current.snapshot.number)
        return self.cache.get(question)

    async def answer(
        self, question: Question, operation: Operation, snapshot: Snapshot, caller: Caller
    ) -> tuple[Answer, list[Standing]]:
        """The answer, and what is left of the caller's budget.

        Raises `schema.document.Refused` for a document that cannot be executed, `BadRequest` for a budget that is
        spent, an answer that takes too long, and too many questions at once.
        """
        document = self._documents.get(question.text)
        name = document.operation(operation.name)
        read = document.read(name, operation.variables)
        cost = read.cost
        try:
            check_cost(cost, self._limits)
        except LimitExceeded as error:
            raise Refused([error]) from error
        standings = await self._rates.spend(caller, cost) if caller.budget else []
        if operation.document is not None:
            self._persisted.register(operation)
        if cost < AT_ONCE or (document.taken.get(name, math.inf) < QUICK and snapshot.prepared):
            return self._execute(document, name, operation, snapshot, cost), standings
        working = self._under_way.get(question)
        if working is None:
            if len(self._under_way) >= MOST_WAITING:
                raise BadRequest("Too much is asked at once: try again.", 503, OVERLOADED, {"retry-after": "1"})
            loop = asyncio.get_running_loop()
            working = loop.create_task(self._in_thread(document, name, operation, snapshot, cost))
            self._under_way[question] = working
            working.add_done_callback(lambda _: self._under_way.pop(question, None))
        return await asyncio.shield(working), standings

    async def _in_thread(self, *arguments: Any) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._execute, *arguments)

    def _execute(
        self, document: Document, name: str | None, operation: Operation, snapshot: Snapshot, cost: int
    ) -> Answer:
        context = Context(
            snapshot,
            self._current.store,
            self._current.at,
            hides_schema=not self._limits.introspection,
            limits=self._limits,
        )
        try:
            with deadline.limited(self._seconds):
                executed = document.execute(name, operation.variables, context)
        except deadline.OutOfTime as error:
            said = f"The answer took longer than {self._seconds:g} seconds: ask for less at once."
            raise BadRequest(said, 503, TIMEOUT) from error
        metrics.executed(executed.way.value)
        shown = {"cost": {"requested": cost, "maximum": self._limits.cost}} if operation.shows_cost else None
        content = executed.answer if shown is None else _with_extensions(executed.answer, shown)
        lasts = not executed.is_refusal and all(
            (error.extensions or {}).get("code") in DETERMINED for error in executed.errors
        )
        return Answer(content, executed.is_refusal, lasts, self._labels.label(name))


def _with_extensions(answer: bytes, extensions: dict[str, Any]) -> bytes:
    """A finished answer with extensions added at its end."""
    return answer[:-1] + b',"extensions":' + orjson.dumps(extensions) + b"}"
