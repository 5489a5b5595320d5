"""From a question to its finished answer: the cache, the limits, and where the work is done.

The event loop only does what is small for certain: everything else goes to threads, so that it holds up nobody. They
are of several kinds, so that none waits for another: documents are read, questions answered, the database asked, old
revisions loaded, answers compressed and datasets exported each by their own. Whatever takes longer than it may is
answered with TIMEOUT, though a thread that waits for the database may go on waiting.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

import orjson

from api import metrics
from api.answers import Answer, Question, ResponseCache
from api.audience import speaking
from api.callers import Caller
from api.current import CurrentKnowledge
from api.documents import PersistedDocuments
from api.labels import Labels
from api.protocol import BadRequest, Operation
from api.rates import Rates, Standing
from api.settings import Settings
from api.workers import TooMuch, Workers
from knowledge import deadline
from knowledge.errors import NotFound, Unavailable
from knowledge.model.history import Identity
from knowledge.snapshot.snapshot import Snapshot
from schema.context import Context
from schema.document import Document, Documents, Read, Refused
from schema.errors import BAD_USER_INPUT
from schema.limits import LimitExceeded, check_cost

TIMEOUT, OVERLOADED = "TIMEOUT", "OVERLOADED"
THREADS = 4
MOST_WAITING = 64  # questions in threads and before them
MOST_DRAWN = 16  # pictures and pages of comparisons, likewise
SMALL = 100  # points; what costs less is answered at once, if it computes nothing
SMALL_DOCUMENT = 2_000  # characters; the first time takes a thread in any case
MIDDLING = (
    2_500  # points; what costs less and took less than `QUICK` lately is answered at once, if it computes nothing
)
QUICK = 0.002  # seconds
LOOK_SECONDS = 0.25  # between looks whether the database that is asked something answers at all
UNPREPARED_SECONDS = 2  # after which to ask again what took too long while a revision is prepared
GRACE_SECONDS = 0.5  # after the deadline, for who looks at the clock too seldom
DETERMINED = {NotFound.code, BAD_USER_INPUT}  # errors that come again as long as the revision is served

PRIVATE = (
    "Texts that people write about themselves (@private in the schema) do not belong into an address, which ends in "
    "logs and histories: send this request with POST."
)

T = TypeVar("T")


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
        self._reading = Workers("reading", 1, MOST_WAITING)
        self._answering = Workers("answering", THREADS, MOST_WAITING)
        self._asking = Workers("asking", 2, MOST_WAITING)  # the database
        self._loading = Workers("loading", 1, 8)
        self._compressing = Workers("compressing", 2, MOST_WAITING)
        self._exporting = Workers("exporting", 2, MOST_WAITING)
        self._drawing = Workers("drawing", 1, MOST_DRAWN)
        self._under_way: dict[Question, asyncio.Task[Answer]] = {}

    @property
    def workers(self) -> tuple[Workers, ...]:
        return (
            self._reading,
            self._answering,
            self._asking,
            self._loading,
            self._compressing,
            self._exporting,
            self._drawing,
        )

    def close(self) -> None:
        for each in self.workers:
            each.close()

    def question(self, snapshot: Snapshot, operation: Operation) -> Question:
        """What the answer depends on. Raises as `question_about` does."""
        return self.question_about(snapshot.identity, operation)

    def question_about(self, revision: Identity, operation: Operation, languages: tuple[str, ...] = ()) -> Question:
        """What the answer depends on. Raises `schema.document.Refused` for a document that is not known."""
        text = self._persisted.text(operation)
        return Question(revision.digest, text, operation.name, operation.canonical, operation.shows_cost, languages)

    def known(self, question: Question, operation: Operation) -> Answer | None:
        """The answer, if it is in the cache."""
        self.cache.serve(self._current.snapshot.identity.digest)
        answer = self.cache.get(question)
        if answer is not None and operation.document is not None:
            self._persisted.register(operation)  # a document that was answered is valid
        return answer

    async def read(self, work: Callable[[], T]) -> T:
        """What a request asks for, where reading that may take long."""
        return await self._limited(self._reading.do(work))

    async def ask(self, work: Callable[[], T]) -> T:
        """What has to ask the database, and is not long about it."""
        return await self._limited(self._heard(self._asking.do(work)))

    async def load(self, work: Callable[[], T]) -> T:
        """What reads a whole revision from the database."""
        return await self._limited(self._heard(self._loading.do(work)))

    async def check(self, question: Question, operation: Operation) -> None:
        """Raises `schema.document.Refused` if it cannot be answered, whatever the revision says."""
        document = self._documents.known(question.text)
        if document is None:
            document = await self.read(partial(self._documents.get, question.text))
        self._price(document, operation)

    def _price(self, document: Document, operation: Operation) -> tuple[str | None, Read]:
        """The name of the operation, and what its variables make of its price."""
        name = document.operation(operation.name)
        read = document.read(name, operation.variables)
        try:
            check_cost(read.cost, self._limits)
        except LimitExceeded as error:
            raise Refused([error]) from error
        return name, read

    async def export(self, work: Callable[[], T]) -> T:
        """A piece of something that is taken whole. Raises what the work does."""
        return await self._limited(self._exporting.do(work))

    async def draw(self, work: Callable[[], T]) -> T:
        """What a page or a picture is made of that takes more than a look. Raises what the work does."""

        def in_time() -> T:
            try:
                with deadline.limited(self._seconds):
                    return work()
            except deadline.OutOfTime as error:
                raise self._timeout() from error

        return await self._limited(self._drawing.do(in_time))

    async def encode(self, answer: Answer, coding: str) -> None:
        """Compress an answer that is too large to be compressed at once."""
        if answer.is_slow_to_encode(coding):
            await self._limited(self._compressing.do(partial(answer.body, coding)))

    async def _limited(self, work: Awaitable[T]) -> T:
        """The outcome of some work, if it comes in time."""
        try:
            async with asyncio.timeout(self._seconds + GRACE_SECONDS):
                return await work
        except TooMuch as error:
            raise BadRequest("Too much is asked at once: try again.", 503, OVERLOADED, {"retry-after": "1"}) from error
        except TimeoutError as error:
            raise self._timeout() from error

    async def _heard(self, work: Awaitable[T]) -> T:
        """The outcome of what asks the database. Nobody waits on when it is found not to answer."""
        asked = asyncio.ensure_future(work)
        try:
            while not (await asyncio.wait({asked}, timeout=LOOK_SECONDS))[0]:
                if not self._current.database_answers:
                    raise BadRequest("This needs the database, which does not answer now.", 503, Unavailable.code)
            return asked.result()
        finally:
            asked.cancel()  # whoever waits no more needs nothing of it, if it has not begun

    def _timeout(self) -> BadRequest:
        """While a revision is prepared, what takes too long now may be quick in a moment: then it says when to ask."""
        took = f"The answer took longer than {self._seconds:g} seconds"
        snapshot = self._current.snapshot
        if snapshot.prepared:
            return BadRequest(f"{took}: ask for less at once.", 503, TIMEOUT)
        wait = UNPREPARED_SECONDS
        said = f"{took}: revision {snapshot.number} is still being prepared. Ask again in {wait} seconds."
        return BadRequest(said, 503, TIMEOUT, {"retry-after": str(wait)}, retryAfter=wait)

    async def answer(
        self, question: Question, operation: Operation, snapshot: Snapshot, caller: Caller, *, in_address: bool = False
    ) -> tuple[Answer, list[Standing]]:
        """The answer, and what is left of the caller's budget. `in_address`: the question came with GET.

        Raises `schema.document.Refused` for a document that cannot be executed, `BadRequest` for a budget that is
        spent, an answer that takes too long, too many questions at once, and for what people say of themselves in an
        address.
        """
        document = self._documents.known(question.text)
        is_new = document is None
        if document is None:
            document = await self.read(partial(self._documents.get, question.text))
        name, read = self._price(document, operation)
        if in_address and read.is_private and read.values is not None:
            raise BadRequest(PRIVATE, 405, headers={"allow": "POST"})
        standings = await self._rates.spend(caller, read.cost) if caller.budget else []
        if operation.document is not None and not document.is_private:
            self._persisted.register(operation)
        if not is_new and _is_small(document, name, read):
            answer = self._execute(document, name, operation, snapshot, read, self._until(), question.languages)
            await self._rates.charge(caller, answer.excess)
            return answer, standings
        working = self._under_way.get(question)
        if working is None:
            asks = self._asking if document.costs[name].asks_history else self._answering
            execute = partial(
                self._execute, document, name, operation, snapshot, read, self._until(), question.languages
            )
            working = asyncio.get_running_loop().create_task(asks.do(execute))
            self._under_way[question] = working
            working.add_done_callback(partial(self._done, question))
        waiting: Awaitable[Answer] = asyncio.shield(working)
        if document.costs[name].asks_history:
            waiting = self._heard(waiting)
        answer = await self._limited(waiting)
        await self._rates.charge(caller, answer.excess)
        return answer, standings

    def _done(self, question: Question, working: "asyncio.Task[Answer]") -> None:
        self._under_way.pop(question, None)
        if not working.cancelled():
            working.exception()  # whoever waited has it; nobody may have

    def _until(self) -> float:
        return time.monotonic() + self._seconds

    def _execute(
        self,
        document: Document,
        name: str | None,
        operation: Operation,
        snapshot: Snapshot,
        read: Read,
        until: float,
        languages: tuple[str, ...],
    ) -> Answer:
        context = Context(
            snapshot,
            self._current,
            self._current.at,
            hides_schema=not self._limits.introspection,
            limits=self._limits,
            languages=languages,
            speaking=speaking,
        )
        try:
            with deadline.limited(until - time.monotonic()):
                executed = document.execute(name, operation.variables, context, read)
        except deadline.OutOfTime as error:
            raise self._timeout() from error
        metrics.executed(executed.way.value)
        shown = {"cost": {"requested": read.cost, "maximum": self._limits.cost}} if operation.shows_cost else None
        content = executed.answer if shown is None else _with_extensions(executed.answer, shown)
        lasts = not (executed.is_refusal or read.is_private) and all(
            (error.extensions or {}).get("code") in DETERMINED for error in executed.errors
        )
        label = self._labels.label(name)
        excess = max(0, executed.objects - read.cost)
        return Answer(content, executed.is_refusal, lasts, label, excess, has_errors=bool(executed.errors))


def _with_extensions(answer: bytes, extensions: dict[str, Any]) -> bytes:
    """A finished answer with extensions added at its end."""
    return answer[:-1] + b',"extensions":' + orjson.dumps(extensions) + b"}"


def _is_small(document: Document, name: str | None, read: Read) -> bool:
    """Whether an operation takes so little for certain that a thread would cost more."""
    price = document.costs[name]
    if price.computes or price.asks_history or len(document.text) > SMALL_DOCUMENT:
        return False
    return read.cost < SMALL or (read.cost < MIDDLING and document.expected(name, read.cost) < QUICK)
