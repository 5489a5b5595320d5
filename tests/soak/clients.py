"""A steady, bounded load of mixed questions from several clients."""

import hashlib
import random
import threading
import time
from typing import Any
from urllib.parse import quote

import httpx

from tests.soak.readings import Diary, Kind, Reading, Span

CLIENTS = 7
OF_THE_PAST = 2  # of these ask for pinned revisions and changes, and nobody else does: they may wait for the database
EACH_SECONDS = 0.08  # between the beginnings of two requests of a client
PAST_SECONDS = 0.2  # likewise, of those
CONNECTION_REQUESTS = 40  # after which a client connects anew, so that it comes to other workers, too
RETRIES = 2  # of a request whose connection broke, each at once: every client and proxy does so for what only reads
DOCUMENTS = 20  # that differ in the name of their operation: all workers know them soon
LONGEST_SECONDS = 30  # that a client waits
PRESENT = {Kind.CACHED: 40, Kind.UNCACHED: 15, Kind.SEARCH: 20, Kind.TRANSITIONS: 25}
PAST = {Kind.PINNED: 50, Kind.CHANGES: 50}
MARKED = (
    '{ revision { number digest } left: role(slug: "soak/left") { name } right: role(slug: "soak/right") '
    "{ name skills { nodes { name } } } }"
)
SEED = """
dataset: {{slug: soak, title: A soak}}
basis: INFERRED
roles:
  - {{slug: soak/left, name: Left {0}}}
  - {{slug: soak/right, name: Right {0}, skills: [{{skill: soak/skill, importance: ESSENTIAL}}]}}
skills: [{{slug: soak/skill, name: Skill {0}, skill_kind: SKILL}}]
"""
"""A revision: each of its records has its mark, so that parts of two revisions in one answer are seen."""


class Client(threading.Thread):
    """Asks until it is told to stop."""

    def __init__(self, number: int, url: str, diary: Diary, slugs: list[str], done: threading.Event):
        super().__init__(name=f"client {number}", daemon=True)
        self._url = url
        self._diary = diary
        self._slugs = slugs
        self._done = done
        self._random = random.Random(number)
        self._asked = 0
        self._etag = ""
        self._weights, self._every = (PAST, PAST_SECONDS) if number < OF_THE_PAST else (PRESENT, EACH_SECONDS)
        self._client = httpx.Client(timeout=LONGEST_SECONDS)

    def run(self) -> None:
        due = time.monotonic() + self._random.random() * self._every
        while not self._done.wait(max(0.0, due - time.monotonic())):
            (kind,) = self._random.choices(list(self._weights), list(self._weights.values()))
            self._read(kind)
            due = max(due + self._every, time.monotonic() - self._every)  # what was missed is not made up for
        self._client.close()

    def _read(self, kind: Kind) -> None:
        request, asked = self._request(kind)
        for _ in range(1 + RETRIES):
            reading = self._answered(kind, request, asked)
            self._diary.readings.append(reading)
            if not reading.said.startswith("broken"):
                return

    def _request(self, kind: Kind) -> tuple[httpx.Request, str]:
        """The request, and the revision that it is about if it names one."""
        self._asked += 1
        headers = {"connection": "close"} if self._asked % CONNECTION_REQUESTS == 0 else {}
        slugs, name = self._random.sample(self._slugs, 2), f"Q{self._random.randrange(DOCUMENTS)}"
        path, query, asked = "/graphql", MARKED, ""
        if kind is Kind.CACHED:
            if self._random.random() < 0.3:
                headers["if-none-match"] = self._etag or '"none"'
            return self._client.build_request("GET", f"{self._url}{path}?query={quote(query)}", headers=headers), ""
        if kind is Kind.UNCACHED:
            roles = "roles(first: 20) { nodes { name skills(first: 5) { nodes { name } } } }"
            query = f"query {name} {MARKED[:-1]} {roles} }}"
        elif kind is Kind.SEARCH:
            words = " ".join(slugs).replace("-", " ").split()
            query = f'{{ search(query: "{self._random.choice(words)[:5]}") {{ nodes {{ slug }} }} }}'
        elif kind is Kind.TRANSITIONS and self._random.random() < 0.5:
            query = f'{{ transitions(from: "{slugs[0]}", first: 5) {{ nodes {{ to {{ slug }} feasibility }} }} }}'
        elif kind is Kind.TRANSITIONS:
            query = f'{{ transition(from: "{slugs[0]}", to: "{slugs[1]}") {{ skillGaps {{ skill {{ name }} }} }} }}'
        elif kind is Kind.CHANGES:
            query = f"query {name} {{ changes(since: 1, first: 5) {{ nodes {{ slug }} }} }}"
        else:
            recent = self._diary.served[-12:]
            asked = self._random.choice(recent)[1]
            path = f"/revisions/{asked}/graphql"
        return self._client.build_request("POST", self._url + path, json={"query": query}, headers=headers), asked

    def _answered(self, kind: Kind, request: httpx.Request, asked: str) -> Reading:
        began = time.monotonic()
        try:
            response = self._client.send(request)
        except httpx.TransportError as error:
            said = "refused" if isinstance(error, httpx.ConnectError) else f"broken: {error!r}"
            return Reading(Span(began, time.monotonic()), kind, said, asked)
        span, etag = Span(began, time.monotonic()), response.headers.get("etag", "")
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return Reading(span, kind, "304")
        answer = response.json()
        codes = [each.get("extensions", {}).get("code", "?") for each in answer.get("errors", [])]
        said = " ".join([str(response.status_code), *codes])
        if said != "200":
            return Reading(span, kind, said, asked)
        if kind is Kind.CACHED:
            self._etag = etag
        revision, marks = _marked(answer["data"])
        return Reading(span, kind, said, asked or revision, marks, etag, hashlib.sha256(response.content).digest())


def _marked(data: dict[str, Any]) -> tuple[str, frozenset[str]]:
    """The revision that an answer says it is about, and the marks of its parts."""
    if "left" not in data:
        return "", frozenset()
    revision = data["revision"]
    names = [data["left"]["name"], data["right"]["name"], *(each["name"] for each in data["right"]["skills"]["nodes"])]
    return f"{revision['number']}-{revision['digest']}", frozenset(name.rpartition(" ")[2] for name in names)
