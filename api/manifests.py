"""Reading GraphQL documents that are to be trusted: files, folders, and the manifests that client tools write."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from schema.document import Refused as DocumentRefused
from schema.document import parsed
from schema.limits import Limits
from seeds.problems import Place, Problem, Refused

GRAPHQL_FILES = {".graphql", ".gql"}
MANIFEST = ".json"
ID_PREFIX = "sha256:"


@dataclass(frozen=True, slots=True)
class Found:
    """A document: its file, and its id where that is a manifest."""

    file: Path
    id: str | None
    text: str

    def problem(self, message: str, line: int | None = None) -> Problem:
        return Problem(Place(self.file, line if self.id is None else None), self.id or "", message)


def read_documents(paths: Iterable[Path], limits: Limits) -> list[Found]:
    """The documents in files, in folders, and in the manifests of Apollo, Relay and GraphQL codegen.

    Raises `seeds.problems.Refused` with everything that is wrong: a document that the schema or the limits refuse, an
    id that is not the SHA-256 of its document, a file that holds no document.
    """
    problems: list[Problem] = []
    found = [each for path in paths for file in _files(path) for each in _read(file, problems)]
    for each in found:
        if each.id is not None and each.id != sha256(each.text.encode()).hexdigest():
            problems.append(each.problem("the id is not the SHA-256 of the document: have the tool make such ids"))
        try:
            parsed(each.text, limits)
        except DocumentRefused as error:
            lines = (said.locations[0].line if said.locations else None for said in error.errors)
            problems.extend(map(each.problem, (said.message for said in error.errors), lines))
    if not found and not problems:
        problems = [Problem(Place(path), "", "there is no GraphQL document here") for path in paths]
    if problems:
        raise Refused(problems)
    return found


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    wanted = GRAPHQL_FILES | {MANIFEST}
    yield from sorted(file for file in path.rglob("*") if file.suffix in wanted and file.is_file())


def _read(file: Path, problems: list[Problem]) -> Iterator[Found]:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        problems.append(Problem(Place(file), "", f"not UTF-8 at byte {error.start}"))
        return
    if file.suffix in GRAPHQL_FILES:
        yield Found(file, None, text)
        return
    try:
        yield from _manifest(file, orjson.loads(text))
    except (orjson.JSONDecodeError, TypeError, KeyError, AttributeError) as error:
        line = text[: error.pos].count("\n") + 1 if isinstance(error, orjson.JSONDecodeError) else None
        message = "no manifest: that is a JSON object of documents by their ids, or Apollo's with operations"
        problems.append(Problem(Place(file, line), "", message))


def _manifest(file: Path, content: Any) -> Iterator[Found]:
    if isinstance(content.get("operations"), list):
        pairs = [(each["id"], each["body"]) for each in content["operations"]]
    else:
        pairs = list(content.items())
    for identifier, text in pairs:
        if not isinstance(text, str):
            raise TypeError(identifier)
        yield Found(file, identifier.removeprefix(ID_PREFIX), text)
