"""How tools ask: a document of theirs with variables, and the answer, or a problem that the assistant is told.

In a server a document goes the way that those of clients go: the response cache, the limits, the price and the caller's
budget are the same. A tool that asks several documents gets all answers from one revision.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol

import orjson

from api.answering import Answering
from api.assistants.documents import documents
from api.callers import Caller
from api.current import CurrentKnowledge
from api.languages import Languages
from api.protocol import BadRequest, of_ours
from api.rates import Standing
from knowledge.errors import NotFound
from knowledge.model.language import canonical
from knowledge.snapshot.snapshot import Snapshot
from schema.document import Refused
from schema.errors import BAD_USER_INPUT

Data = dict[str, Any]


class Problem(Exception):
    """Why a tool has no answer, in words that an assistant can act on; `code` is that of the GraphQL API."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code

    @property
    def told(self) -> str:
        return f"{self.code}: {self}"


class Asking(Protocol):
    """`site` is where the pages of roles and skills are, as https://site.example/careers; empty if there are none."""

    @property
    def site(self) -> str: ...

    async def ask(self, document: str, **variables: Any) -> Data:
        """The data of an answer, whole. Raises `Problem`."""
        ...


@dataclass(slots=True)
class Here:
    """What all that is asked in this process has in common."""

    current: CurrentKnowledge
    answering: Answering
    languages: Languages = field(default_factory=Languages)


@dataclass(slots=True)
class AskingHere:
    """Asks for one call of a tool. `standings` are what is left of the caller's limits, `was_kept` tells whether all
    answers were in the cache, `reason` which limit or code something was refused for.
    """

    here: Here
    snapshot: Snapshot
    caller: Caller
    accepted: str  # languages, as in Accept-Language
    site: str
    standings: list[Standing] = field(default_factory=list)
    was_kept: bool = True
    reason: str = ""

    async def ask(self, document: str, **variables: Any) -> Data:
        answering, snapshot = self.here.answering, self.snapshot
        self.here.languages.meet(snapshot)
        headers = {b"accept-language": self.accepted.encode("latin-1", "ignore")}
        heard = self.here.languages.heard(snapshot.identity.digest, b"", headers)
        operation = of_ours(documents()[document], variables)
        try:
            question = answering.question_about(snapshot.identity, operation, heard.languages)
            answer = answering.known(question, operation)
            if answer is None:
                self.was_kept = False
                answer, spent = await answering.answer(question, operation, snapshot, self.caller)
                self.standings += spent
                if answer.lasts:
                    answering.cache.put(question, answer)
        except Refused as refused:
            first = refused.errors[0]
            told = first.extensions or {}
            self.reason = str(told.get("limit") or told.get("code"))
            raise Problem(first.message, str(told.get("code", BAD_USER_INPUT))) from refused
        except BadRequest as refused:
            self.reason = refused.code
            raise Problem(str(refused), refused.code) from refused
        return whole(orjson.loads(answer.content))


def whole(answer: Data) -> Data:
    """The data of an answer. Raises `Problem` for one that has errors: a part of it would be taken for all."""
    if errors := answer.get("errors"):
        first = errors[0]
        if first.get("path") == ["revision"]:
            raise Problem("Nothing has been loaded here yet, so that there is nothing to be asked.", NotFound.code)
        raise Problem(str(first.get("message")), str((first.get("extensions") or {}).get("code", BAD_USER_INPUT)))
    data: Data = answer["data"]
    return data


def wanted(language: str | None, accepted: str) -> str:
    """The languages to ask in: the one that a tool was told, or else those of the request. Raises `Problem`."""
    if language is None:
        return accepted
    try:
        return canonical(language)
    except ValueError as error:
        raise Problem(f"language: {error}", BAD_USER_INPUT) from error
