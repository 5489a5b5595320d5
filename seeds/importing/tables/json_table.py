"""JSON files as tables: a list of objects, each a row, or JSON Lines. What is nested gets headings such as `a.b`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from seeds.json_text import repeated_name
from seeds.problems import Place, Problem, Refused
from seeds.sheets.cells import joined
from seeds.sheets.grids import Cell, Decimals

LARGEST_FILE = 500_000_000  # bytes


class JsonTable:
    """A list of objects. Rows count from 1 in that list; lists of values are texts separated by bars."""

    decimals = Decimals.POINT

    def __init__(self, file: Path, at: str | None = None):
        """Raises `Refused` if the file cannot be read, or has no such list."""
        self.file = file
        try:
            if file.stat().st_size > LARGEST_FILE:
                raise self._refused(f"larger than {LARGEST_FILE // 1_000_000} MB: write it as CSV")
            text = file.read_bytes().removeprefix(b"\xef\xbb\xbf")
            if file.suffix.lower() == ".jsonl":
                lines = [line for line in text.splitlines() if line.strip()]
                found: Any = [orjson.loads(line) for line in lines]
                names = (repeated_name(line, row) for line, row in zip(lines, found, strict=True))
                twice = next((name for name in names if name), None)
            else:
                found = orjson.loads(text)
                twice = repeated_name(text, found)
            if twice:
                raise self._refused(f"the name {twice!r} stands twice in one object: delete one")
        except orjson.JSONDecodeError as error:
            raise self._refused(f"not JSON: {error}") from error
        except OSError as error:
            raise self._refused(f"cannot be read: {error.strerror}") from error
        for step in at.split(".") if at else []:
            found = found.get(step) if isinstance(found, dict) else None
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            where = f"at {at!r}" if at else "at the top; the mapping tells where it is with `at`"
            raise self._refused(f"expected a list of objects {where}")
        self._rows = [_flat(each) for each in found]
        self._names = list(dict.fromkeys(name for row in self._rows for name in row))

    def _refused(self, message: str) -> Refused:
        return Refused([Problem(Place(self.file), "", message)])

    @property
    def lines(self) -> int:
        return len(self._rows)

    def place(self, row: int | None = None, _: int | None = None) -> Place:
        return Place(self.file, row)

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """A row of headings, with the number 0, and then the objects."""
        yield 0, list(self._names)
        for number, row in enumerate(self._rows, start=1):
            yield number, [row.get(name, "") for name in self._names]


def _flat(item: dict[str, Any], before: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in item.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{before}{name}.")
        elif isinstance(value, list):
            found[f"{before}{name}"] = joined([_text(each) for each in value])
        else:
            found[f"{before}{name}"] = _text(value)
    return found


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case dict() | list():
            return orjson.dumps(value).decode()
    return str(value)
