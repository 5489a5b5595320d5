"""Receiving what is loaded over HTTP: a body is written to a folder as it comes, within limits, as seed files.

Nothing of it is kept in memory or logged, and no name that a client gives leads out of the folder.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.types import Receive

from api.endpoint import ClientGone
from api.protocol import BadRequest
from api.workers import Workers
from seeds.reading import DATASET_FILE, SUFFIXES
from seeds.sheets.files import WORKBOOK_SUFFIXES

MULTIPART = "multipart/form-data"
BODIES = {
    "application/jsonl": "records.jsonl",
    "application/x-ndjson": "records.jsonl",
    "application/yaml": "records.yaml",
    "application/x-yaml": "records.yaml",
    "text/yaml": "records.yaml",
    "text/csv": "",  # the name of a sheet says what is in it
    "text/tab-separated-values": "",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "records.xlsx",
    "application/vnd.ms-excel.sheet.macroenabled.12": "records.xlsm",
}
"""What a body may be that is one file, and its name where the client gives none."""

SEGMENT = re.compile(r"[^\W_][\w .+-]{0,99}")
DEEPEST = 5  # folders
IDLE_SECONDS = 30  # between two pieces of a body
NOT_TAKEN = 415


class Folder:
    """Writes files into a folder, no more of them and no larger ones than may be."""

    def __init__(self, path: Path, most_files: int):
        self._path = path
        self._most_files = most_files
        self._names: set[str] = set()
        self._file: IO[bytes] | None = None

    @property
    def names(self) -> list[str]:
        """The files, in order of name."""
        return sorted(self._names)

    def begin(self, name: str) -> None:
        """Begin a file. Raises `BadRequest` for a name that is none, or that no seed file has."""
        if len(self._names) >= self._most_files:
            raise BadRequest(f"A load has at most {self._most_files:,} files.", 413)
        parts = name.split("/")
        if not all(SEGMENT.fullmatch(part) and not part.endswith((".", " ")) for part in parts) or len(parts) > DEEPEST:
            raise BadRequest(
                f"{name[:100]!r} is no name for a file: give one such as roles/carpenter.yaml, of letters, digits, "
                "spaces and . + - _, without . and .. as folders."
            )
        if Path(name).suffix not in SUFFIXES:
            raise BadRequest(f"{name[:100]} is no seed file: they end with {', '.join(SUFFIXES)}.", NOT_TAKEN)
        if name in self._names:
            raise BadRequest(f"{name[:100]} comes twice.")
        self._names.add(name)
        target = self._path / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._file = target.open("xb")
        except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
            raise BadRequest(f"{name[:100]} comes twice, or is a folder of other files.") from error

    def write(self, piece: bytes) -> None:
        if self._file:
            self._file.write(piece)

    def end(self) -> None:
        if self._file:
            self._file.close()
            self._file = None

    def check_unpacked(self, most_bytes: int) -> None:
        """Raises `BadRequest` where workbooks, which are packed, are more than a load may have. What is no workbook is
        refused by who reads it.
        """
        size = 0
        for name in self._names:
            if Path(name).suffix in WORKBOOK_SUFFIXES:
                with suppress(BadZipFile), ZipFile(self._path / name) as archive:
                    size += sum(each.file_size for each in archive.infolist())
        if size > most_bytes:
            said = f"The workbooks unpack to {size:,} bytes, and a load has at most {most_bytes:,}"
            raise BadRequest(f"{said}: split them, or send CSV. ROLEGRAPH_LOAD_BYTES allows more.", 413)

    def declare(self, dataset: str) -> None:
        """Say which dataset the files belong to, if none of them does."""
        if DATASET_FILE not in self._names:
            (self._path / DATASET_FILE).write_text(f"dataset: {dataset}\n")


class Parts:
    """Takes the files out of a multipart body as it comes."""

    def __init__(self, folder: Folder, boundary: bytes):
        self._folder = folder
        self._header = b""
        self._value = b""
        self._headers: dict[bytes, bytes] = {}
        self._is_complete = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._headers.clear,
                "on_header_begin": self._begin_header,
                "on_header_field": self._name,
                "on_header_value": self._says,
                "on_header_end": self._end_header,
                "on_headers_finished": self._begin,
                "on_part_data": lambda data, start, end: folder.write(data[start:end]),
                "on_part_end": folder.end,
                "on_end": self._complete,
            },
        )

    def feed(self, piece: bytes) -> None:
        """Take the next piece. Raises `BadRequest` for what is no multipart body."""
        try:
            self._parser.write(piece)
        except FormParserError as error:
            raise BadRequest("The body is no well-formed multipart/form-data.") from error

    def finish(self) -> None:
        """Raises `BadRequest` for a body that breaks off."""
        if not self._is_complete:
            raise BadRequest("The body breaks off: its last part has no end.")

    def _begin_header(self) -> None:
        self._header, self._value = b"", b""

    def _name(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _says(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        self._headers[self._header.lower()] = self._value

    def _begin(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        name = options.get(b"filename")
        if name is None:
            raise BadRequest("A part without a file name: send files, as with curl -F file=@roles.yaml.")
        self._folder.begin(name.decode("utf-8", "replace"))

    def _complete(self) -> None:
        self._is_complete = True


async def received(
    headers: Mapping[bytes, bytes],
    receive: Receive,
    folder: Folder,
    workers: Workers,
    *,
    name: str | None,
    most_bytes: int,
    seconds: float,
) -> None:
    """Write the body of a request into a folder. `name` is that of the file, where the body is one.

    Raises `BadRequest` for what is too large, too slow or not of a kind that is taken, and `ClientGone`.
    """
    media_type, options = parse_options_header(headers.get(b"content-type", b""))
    kind = media_type.decode("latin-1").lower()
    if headers.get(b"content-encoding", b"identity").lower() != b"identity":
        raise BadRequest("The body is compressed: send it as it is.", NOT_TAKEN)
    announced = headers.get(b"content-length", b"")
    if announced.isdigit() and int(announced) > most_bytes:
        raise _too_large(most_bytes)
    parts = None
    if kind == MULTIPART:
        if not options.get(b"boundary"):
            raise BadRequest("multipart/form-data without a boundary.")
        try:
            parts = Parts(folder, options[b"boundary"])
        except FormParserError as error:
            raise BadRequest("The boundary is too long.") from error
    else:
        folder.begin(_name_of(kind, name))
    try:
        async with asyncio.timeout(seconds):
            async for piece in _pieces(receive, most_bytes):
                await workers.do(partial(parts.feed if parts else folder.write, piece))
    except TimeoutError as error:
        raise BadRequest("The body came too slowly.", 408) from error
    finally:
        folder.end()
    if parts:
        parts.finish()
    if not folder.names:
        raise BadRequest("The body has no file.")
    await workers.do(partial(folder.check_unpacked, most_bytes))


def _name_of(kind: str, name: str | None) -> str:
    if kind not in BODIES or (not name and BODIES[kind] and Path(BODIES[kind]).suffix not in SUFFIXES):
        raise BadRequest(f"Send {MULTIPART}, or one of {', '.join(BODIES)}.", NOT_TAKEN)
    if not name and not BODIES[kind]:
        raise BadRequest("Which sheet is it? Say so with ?name=skills.csv.")
    return name or BODIES[kind]


async def _pieces(receive: Receive, most_bytes: int) -> AsyncIterator[bytes]:
    length = 0
    while True:
        async with asyncio.timeout(IDLE_SECONDS):
            message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        piece: bytes = message.get("body", b"")
        length += len(piece)
        if length > most_bytes:
            raise _too_large(most_bytes)
        if piece:
            yield piece
        if not message.get("more_body"):
            return


def _too_large(most_bytes: int) -> BadRequest:
    return BadRequest(f"A load has at most {most_bytes:,} bytes: ROLEGRAPH_LOAD_BYTES allows more.", 413)
