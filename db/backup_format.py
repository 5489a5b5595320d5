"""The format of backups: a zip file of JSON Lines and a manifest, which depends on no database and no table.

`manifest.json` says which format it is (`FORMAT`, `VERSION`), what made it, which revision is the newest, and of each
other member how many lines it has and their SHA-256. `docs/operators.md` describes the members for other programs.
"""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, TypeVar
from zipfile import BadZipFile, ZipFile

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from db.errors import DatabaseProblem
from knowledge.model.vocabulary import Kind, Operation

FORMAT, VERSION = "rolegraph-backup", 1
MANIFEST = "manifest.json"
REVISIONS, RECORDS, KEYS, DOCUMENTS, AUDIT = (
    f"{name}.jsonl" for name in ("revisions", "records", "keys", "documents", "audit")
)
MEMBERS = (REVISIONS, RECORDS, KEYS, DOCUMENTS, AUDIT)
HEX = r"^[0-9a-f]{64}$"  # a SHA-256
LONGEST_MANIFEST = 100_000  # bytes


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Member(_Strict):
    """What a member of the file has."""

    lines: int = Field(ge=0)
    sha256: str = Field(pattern=HEX)


class Newest(_Strict):
    """The newest revision of a backup."""

    number: int = Field(ge=1)
    digest: str = Field(pattern=HEX)


class Manifest(_Strict):
    """What a backup says of itself. `first_kept` is the oldest revision whose records are all in it."""

    format: Literal["rolegraph-backup"]
    version: Literal[1]
    program: str
    migration: str
    database: str
    made_at: datetime
    newest: Newest | None
    first_kept: int = Field(ge=1)
    members: dict[str, Member]


class RevisionLine(_Strict):
    """A revision, oldest first."""

    number: int = Field(ge=1)
    committed_at: datetime
    dataset: str
    loaded: str
    author: str
    created: int = Field(ge=0)
    changed: int = Field(ge=0)
    deprecated: int = Field(ge=0)
    digest: str = Field(pattern=HEX)
    message: str | None = None


class RecordLine(_Strict):
    """A record as a revision left it, by revision, kind and slug. `digest` is that of the canonical JSON of `body`."""

    revision: int = Field(ge=1)
    kind: Kind
    slug: str
    operation: Operation
    digest: str = Field(pattern=HEX)
    body: dict[str, Any]


class KeyLine(_Strict):
    """An API key by its hash."""

    name: str
    digest: str = Field(pattern=HEX)
    rate: str | None
    budget: str | None
    created_at: datetime
    revoked_at: datetime | None
    may_load: list[str] = []


class NameLine(_Strict):
    """A name of a trusted document."""

    name: str
    named_at: datetime


class DocumentLine(_Strict):
    """A trusted document."""

    digest: str = Field(pattern=HEX)
    body: str
    added_at: datetime
    names: list[NameLine] = []


class EventLine(_Strict):
    """Who did what."""

    at: datetime
    author: str
    action: str
    subject: str


L = TypeVar("L", bound=_Strict)


class BackupFile:
    """A backup that is read. What is wrong with it raises `DatabaseProblem`."""

    def __init__(self, path: Path, zipped: ZipFile):
        self.path = path
        self._zipped = zipped
        self.manifest = self._read_manifest()

    def check(self, advance: Callable[[int], None] = lambda _: None) -> None:
        """Read all of it once, before anything is written that rests on it. Calls `advance` with lines read."""
        for member in MEMBERS:
            for _ in self._raw(member):
                advance(1)

    def lines(self, member: str, form: type[L]) -> Iterator[L]:
        """The lines of a member."""
        for place, line in enumerate(self._raw(member), 1):
            try:
                yield form.model_validate_json(line)
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(map(str, first["loc"]))
                raise self.problem(f"line {place} of {member}: {where}: {first['msg']}") from error

    def problem(self, what: str) -> DatabaseProblem:
        return DatabaseProblem(f"{self.path} is no whole backup: {what}; nothing was written")

    def _read_manifest(self) -> Manifest:
        try:
            with self._reading(MANIFEST) as opened:
                found = orjson.loads(opened.read(LONGEST_MANIFEST))
        except orjson.JSONDecodeError as error:
            raise self.problem(f"{MANIFEST} is not JSON") from error
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise self.problem(f"{MANIFEST} is not that of a backup of Rolegraph")
        version = found.get("version")
        if isinstance(version, int) and version > VERSION:
            raise DatabaseProblem(
                f"{self.path} was made by a newer rolegraph ({found.get('program')}), in version {version} of the "
                f"format; this one reads version {VERSION}: update it; nothing was written"
            )
        try:
            manifest = Manifest.model_validate_json(orjson.dumps(found))
        except ValidationError as error:
            first = error.errors()[0]
            raise self.problem(f"{MANIFEST}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
        if set(manifest.members) != set(MEMBERS):
            raise self.problem(f"{MANIFEST}: members: they are not {', '.join(MEMBERS)}")
        return manifest

    def _raw(self, member: str) -> Iterator[bytes]:
        told, seen, count = self.manifest.members[member], sha256(), 0
        with self._reading(member) as opened:
            for line in opened:
                seen.update(line)
                count += 1
                if count > told.lines:
                    break
                yield line
        if (count, seen.hexdigest()) != (told.lines, told.sha256):
            raise self.problem(f"{member} is not what {MANIFEST} says of it")

    @contextmanager
    def _reading(self, member: str) -> Iterator[Any]:
        try:
            with self._zipped.open(member) as opened:
                yield opened
        except KeyError as error:
            raise self.problem(f"it has no {member}") from error
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise self.problem(f"{member} is damaged ({error})") from error


@contextmanager
def opened(path: Path) -> Iterator[BackupFile]:
    """A backup for reading. Raises `DatabaseProblem` if it is none, or a damaged one."""
    try:
        zipped = ZipFile(path)
    except BadZipFile as error:
        raise DatabaseProblem(f"{path} is no whole backup: it is no zip file ({error}); nothing was written") from error
    with zipped:
        yield BackupFile(path, zipped)
