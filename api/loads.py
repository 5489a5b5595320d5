"""Loading over HTTP, for who switched it on: POST /datasets/SLUG with seed files, and a key that may load that dataset.

The body goes to a folder, a process of its own loads it, and what came of it is answered as JSON. One load runs at a
time on this machine, and the writers' lock sees to the others. The key comes in a header and in no cookie, and no
preflight is answered, so that no page of another site can load anything.
"""

import asyncio
import fcntl
import logging
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.types import Receive, Scope

from api.callers import UNAUTHENTICATED, Caller, Callers
from api.current import CurrentKnowledge
from api.endpoint import NO_SNIFFING, NO_STORE, Reply
from api.problems import HEADER, error_of, of_errors
from api.protocol import BAD_REQUEST, BadRequest
from api.rates import Rates, rate_headers
from api.receiving import Folder, received
from api.settings import Settings
from api.workers import Workers
from knowledge.model.declaring import TEXT_LENGTH, WORD
from schema.document import Refused
from seeds.shrinking import ALLOWED

DATASET = re.compile(f"/datasets/({WORD}(?:/{WORD})*)")
FORBIDDEN, LOADING, REFUSED, UNAVAILABLE = "FORBIDDEN", "LOADING", "REFUSED", "UNAVAILABLE"
LABEL = "(load)"
PREFIX = "rolegraph-load-"
RETRY_SECONDS = 10
SEEN_SECONDS = 60  # that a server may take to serve what was loaded, until it answers all the same
LOOK_SECONDS = 0.05
PARAMETERS = ("dryRun", "prune", "strict", "allowShrink", "message", "name")

logger = logging.getLogger("rolegraph.loads")


class Loads:
    """Replies to requests that load."""

    def __init__(self, current: CurrentKnowledge, callers: Callers, rates: Rates, settings: Settings):
        self._current = current
        self._callers = callers
        self._rates = rates
        self._database = settings.database_url
        self._most_bytes = settings.load_bytes
        self._most_files = settings.load_files
        self._seconds = settings.load_seconds
        self._workers = Workers("receiving", 1, 4)
        name = sha256(self._database.encode()).hexdigest()[:16]
        self._lock = Path(tempfile.gettempdir()) / f"{PREFIX}{name}.lock"
        _sweep()

    @staticmethod
    def has(path: str) -> bool:
        """Whether this is the address of something that can be loaded."""
        return DATASET.fullmatch(path) is not None

    def close(self) -> None:
        self._workers.close()

    async def reply(self, scope: Scope, receive: Receive, headers: Mapping[bytes, bytes]) -> Reply:
        """The reply to a request. Raises `api.endpoint.ClientGone`."""
        found = DATASET.fullmatch(scope["path"])
        assert found, "the door asks for nothing else"
        dataset, more = found[1], {}
        try:
            if scope["method"] != "POST":
                raise BadRequest("A dataset is loaded with POST.", 405, headers={"allow": "GET, HEAD, OPTIONS, POST"})
            caller = self._callers.who(headers, scope["client"][0] if scope["client"] else "")
            _check_right(caller, dataset)
            more = rate_headers(await self._rates.count_request(caller)) if caller.rate else {}
            asked = _asked(scope["query_string"], headers)
            with self._alone(), _folder() as place:
                status, body = await self._load(place, dataset, caller, asked, headers, receive)
        except BadRequest as error:
            said = of_errors(error.status, [error_of(str(error), error.code, **error.more)])
            # what is left of the body is not read
            return _reply(error.status, said, {"connection": "close", **more, **error.headers})
        except Refused as error:
            return _reply(403, of_errors(403, [each.formatted for each in error.errors]), {"connection": "close"})
        return _reply(status, body, more)

    async def _load(
        self,
        place: Path,
        dataset: str,
        caller: Caller,
        asked: Mapping[str, str],
        headers: Mapping[bytes, bytes],
        receive: Receive,
    ) -> tuple[int, dict[str, Any]]:
        folder = Folder(place, self._most_files)
        await received(
            headers,
            receive,
            folder,
            self._workers,
            name=asked.get("name"),
            most_bytes=self._most_bytes,
            seconds=self._seconds,
        )
        await self._workers.do(partial(folder.declare, dataset))
        job = {
            "folder": str(place),
            "database_url": self._database,
            "dataset": dataset,
            "loaded": ", ".join(folder.names),
            "author": caller.name,
            "message": asked.get("message"),
            "dry_run": _is_true(asked, "dryRun"),
            "prune": _is_true(asked, "prune"),
            "strict": _is_true(asked, "strict"),
            "allow_shrink": float(asked.get("allowShrink", ALLOWED)),
        }
        came = await self._done(job)
        status, body = came["status"], came["body"]
        if status == 422:
            count = len(body["problems"]) + body["notShown"]
            said = f"Refused because of {count:,} problem{'s' * (count != 1)}; nothing was written."
            return status, of_errors(status, [error_of(said, REFUSED)]) | body
        if status == 503:
            raise BadRequest(body["message"], 503, UNAVAILABLE, {"retry-after": str(RETRY_SECONDS)})
        if revision := body["revision"]:
            logger.info("%s loaded revision %d of %s", caller.name, revision["number"], dataset)
            revision["isServed"] = await self._seen(revision["number"])
        return status, body

    async def _done(self, job: Mapping[str, Any]) -> dict[str, Any]:
        """What the process that loads says in the end. Raises `BadRequest` if it takes too long, or fails."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # not what happens to lie in the working directory
            "-m",
            "api.load_job",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=2**26,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            process.stdin.write(orjson.dumps(job) + b"\n")
            async with asyncio.timeout(self._seconds):
                told, failed = await asyncio.gather(process.stdout.read(), process.stderr.read())
                code = await process.wait()
        except TimeoutError as error:
            said = f"The load took longer than {self._seconds:g} seconds; nothing was written."
            raise BadRequest(said, 503, UNAVAILABLE, {"retry-after": str(RETRY_SECONDS)}) from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
            process.stdin.close()
        if code or not told:
            logger.error("a load ended with exit code %s:\n%s", code, failed.decode(errors="replace"))
            raise BadRequest("The load failed, and nothing was written; the log has more.", 500, "INTERNAL")
        found: dict[str, Any] = orjson.loads(told)
        return found

    async def _seen(self, revision: int) -> bool:
        """Whether this process serves a revision by now; it is waited for."""
        with suppress(TimeoutError):
            async with asyncio.timeout(SEEN_SECONDS):
                while self._current.snapshot.number < revision:
                    await asyncio.sleep(LOOK_SECONDS)
        return self._current.snapshot.number >= revision

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the place of the one load at a time. Raises `BadRequest` while another one does."""
        with self._lock.open("ab") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                said = f"Another load is under way: try again in {RETRY_SECONDS} seconds."
                raise BadRequest(said, 503, LOADING, {"retry-after": str(RETRY_SECONDS)}) from error
            yield


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder of this process, for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-", ignore_cleanup_errors=True) as place:
        yield Path(place).resolve()


def _sweep() -> None:
    """Take away what processes left behind that are no more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        number = folder.name.removeprefix(PREFIX).partition("-")[0]
        if number.isdecimal() and not Path(f"/proc/{number}").exists() and not _runs(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _check_right(caller: Caller, dataset: str) -> None:
    if not caller.has_key:
        raise BadRequest(
            "Loading takes an API key, in the header Authorization or X-API-Key.",
            401,
            UNAUTHENTICATED,
            {"www-authenticate": 'Bearer realm="rolegraph"'},
        )
    if dataset not in caller.may_load:
        raise BadRequest(f"This API key may not load {dataset}.", 403, FORBIDDEN)


def _asked(query: bytes, headers: Mapping[bytes, bytes]) -> dict[str, str]:
    """The parameters of the address, and the message, which may be in a header. Raises `BadRequest`."""
    found: dict[str, str] = {}
    for name, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True):
        if name not in PARAMETERS:
            raise BadRequest(f"There is no parameter {name[:50]}: they are {', '.join(PARAMETERS)}.")
        if name in found:
            raise BadRequest(f"The parameter {name} comes twice.")
        found[name] = value
    if b"x-message" in headers:
        found.setdefault("message", headers[b"x-message"].decode("utf-8", "replace"))
    if len(found.get("message", "")) > TEXT_LENGTH or "\0" in found.get("message", ""):
        raise BadRequest(f"A message has at most {TEXT_LENGTH:,} characters, and none of them is U+0000.")
    for name in ("dryRun", "prune", "strict"):
        if found.get(name, "true") not in ("true", "false"):
            raise BadRequest(f"{name} is true or false.")
    if not re.fullmatch(r"0(\.\d{1,6})?|1(\.0{1,6})?", found.get("allowShrink", "0")):
        raise BadRequest("allowShrink is a share, 0 to 1.")
    return found


def _is_true(asked: Mapping[str, str], name: str) -> bool:
    return asked.get(name) == "true"


def _reply(status: int, body: Mapping[str, Any], more: Mapping[str, str]) -> Reply:
    content = orjson.dumps(body)
    told = [
        (b"content-type", b"application/json; charset=utf-8") if status == 200 else HEADER,
        (b"content-length", str(len(content)).encode()),
        NO_SNIFFING,
        NO_STORE,
        *((name.encode(), value.encode()) for name, value in more.items()),
    ]
    if status == 200:
        return Reply(status, told, content, LABEL, "executed")
    reason = body["code"]
    return Reply(status, told, content, LABEL, "refused", reason if reason != BAD_REQUEST else str(status))
