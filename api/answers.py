"""Finished answers: their bytes in each coding, ready to be sent, and the cache that keeps them for one revision."""

from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple

from api.encodings import IDENTITY, WORTHWHILE, encoded

QUICKLY_ENCODED = 10_000  # bytes; more are compressed in a thread
OVERHEAD = 1500  # bytes that an answer takes beside its content, about


class Question(NamedTuple):
    """All that an answer depends on."""

    revision: str  # its digest, which stands for all that was done up to it
    text: str
    operation: str | None
    variables: bytes  # as JSON with sorted keys
    shows_cost: bool
    languages: tuple[str, ...] = ()  # that make a difference, best first


def fingerprint(question: Question, salt: bytes) -> str:
    """Tells questions apart, in 32 hexadecimal digits; `salt` is what else the answers depend on."""
    digest = blake2b(salt, digest_size=16)
    *parts, languages = question
    for part in (*parts, *languages):
        piece = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        digest.update(len(piece).to_bytes(8, "little"))
        digest.update(piece)
    return digest.hexdigest()


@dataclass(slots=True)
class Answer:
    """A finished answer.

    `is_refusal`: nothing was executed, because of the request. `lasts`: asked again, it would be the same as long as
    the revision is served, and it is not about what people say of themselves. `label` names the operation in metrics,
    `excess` are the objects that it holds beyond its price.
    """

    content: bytes
    is_refusal: bool
    lasts: bool
    label: str
    excess: int = 0
    has_errors: bool = False
    fingerprint: str = ""
    prepared: dict[Any, Any] = field(default_factory=dict)  # headers, by the form of the reply
    was_kept: bool = False
    grew: bool = False  # got another coding since it was put into the cache
    _encoded: dict[str, bytes] = field(default_factory=dict)

    def body(self, coding: str) -> tuple[str, bytes]:
        """The coding that is used for a client that prefers `coding`, and the bytes."""
        if coding == IDENTITY or len(self.content) < WORTHWHILE:
            return IDENTITY, self.content
        body = self._encoded.get(coding)
        if body is None:
            body = self._encoded[coding] = encoded(self.content, coding)
            self.grew = True
        return coding, body

    def is_slow_to_encode(self, coding: str) -> bool:
        """Whether it would take long to have `body` in a coding."""
        return coding != IDENTITY and coding not in self._encoded and len(self.content) > QUICKLY_ENCODED

    @property
    def size(self) -> int:
        return OVERHEAD + len(self.content) + sum(map(len, self._encoded.values()))


class ResponseCache:
    """Answers to the questions that were asked last, as many as fit into `most_bytes`."""

    def __init__(self, most_bytes: int):
        self.most_bytes = most_bytes
        self.size = 0  # bytes
        self._answers: OrderedDict[Question, tuple[Answer, int]] = OrderedDict()
        self._revision = ""

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, question: Question) -> Answer | None:
        kept = self._answers.get(question)
        if kept is None:
            return None
        self._answers.move_to_end(question)
        return kept[0]

    def put(self, question: Question, answer: Answer) -> None:
        """Keep an answer, or count it anew after it got another coding."""
        if not self.most_bytes:
            return
        self._drop(question)
        size = answer.size + len(question.text) + len(question.variables)
        if size > self.most_bytes:
            return
        answer.grew = False
        if not answer.was_kept:
            answer.content = bytes(memoryview(answer.content))  # without the room that orjson leaves behind
            answer.was_kept = True
        self._answers[question] = answer, size
        self.size += size
        while self.size > self.most_bytes:
            self._drop(next(iter(self._answers)))

    def _drop(self, question: Question) -> None:
        if question in self._answers:
            self.size -= self._answers.pop(question)[1]

    def serve(self, revision: str) -> None:
        """Drop everything if this, by its digest, is another revision than the last."""
        if revision != self._revision:
            self._revision = revision
            self._answers.clear()
            self.size = 0
