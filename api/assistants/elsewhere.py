"""How tools ask a Rolegraph that runs elsewhere: the same documents, over HTTP."""

from dataclasses import dataclass
from typing import Any

import httpx2
import orjson

from api.assistants.asking import Data, Problem, whole
from api.assistants.documents import documents
from schema.errors import INTERNAL

SECONDS = 30.0  # that an answer may take; servers answer within ten, or say so
UNREACHABLE = "UNREACHABLE"


class Elsewhere:
    """A Rolegraph at an address such as https://site.example/careers. `key` is the API key to ask with, if any."""

    def __init__(self, address: str, key: str | None) -> None:
        self.site = address.rstrip("/")
        headers = {"content-type": "application/json", "accept": "application/json"}
        if key:
            headers["authorization"] = f"Bearer {key}"
        self._client = httpx2.AsyncClient(headers=headers, timeout=SECONDS, follow_redirects=False)

    async def close(self) -> None:
        await self._client.aclose()

    async def post(self, text: str, variables: Data, accepted: str) -> Data:
        """The whole answer, errors included. Raises `Problem` for one that is none."""
        body = orjson.dumps({"query": text, "variables": variables})
        headers = {"accept-language": accepted} if accepted else {}
        try:
            reply = await self._client.post(f"{self.site}/graphql", content=body, headers=headers)
        except httpx2.HTTPError as error:
            said = f"Rolegraph at {self.site} does not answer ({type(error).__name__}): is it running, and is this it?"
            raise Problem(said, UNREACHABLE) from error
        try:
            answer = orjson.loads(reply.content)
        except orjson.JSONDecodeError as error:
            said = f"{self.site}/graphql answers with {reply.status_code} and no JSON: is Rolegraph there?"
            raise Problem(said, UNREACHABLE) from error
        if not isinstance(answer, dict) or not (answer.get("data") or answer.get("errors")):
            raise Problem(f"{self.site}/graphql answers with {reply.status_code}, and no GraphQL.", INTERNAL)
        return answer


@dataclass(slots=True)
class AskingElsewhere:
    """Asks for one call of a tool, in languages as in Accept-Language."""

    there: Elsewhere
    accepted: str

    @property
    def site(self) -> str:
        return self.there.site

    async def ask(self, document: str, **variables: Any) -> Data:
        return whole(await self.there.post(documents()[document], variables, self.accepted))
