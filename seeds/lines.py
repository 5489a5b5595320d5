"""JSON Lines: one record a line, with its `kind` beside the fields of the seed format. For machines."""

from pathlib import Path

import orjson

from knowledge.model.vocabulary import Kind
from seeds.json_text import repeated_name
from seeds.problems import Line, Place, Problem
from seeds.seed import Declared, Parsed, add_record
from seeds.sheets.encodings import LONGEST_HEAD, no_table, other_encoding

LONGEST_LINE = 10_000_000  # bytes


def parse_lines(file: Path, declared: Declared, parsed: Parsed) -> None:
    """Add the records of a file. A record's `dataset` goes before what the file's folder declares."""
    try:
        with file.open("rb") as lines:
            head = lines.read(LONGEST_HEAD)
            if other := no_table(head) or other_encoding(head):
                parsed.problems.append(Problem(Place(file), "", f"is no JSON Lines in UTF-8: it is {other}"))
                return
            lines.seek(0)
            number = 0
            while line := lines.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    message = f"longer than {LONGEST_LINE // 1_000_000} MB: this is no record"
                    parsed.problems.append(Problem(Place(file, number), "", message))
                    return
                if line.strip():
                    _parse_line(line, Line(file, number), declared, parsed)
    except OSError as error:
        parsed.problems.append(Problem(Place(file), "", f"cannot be read: {error.strerror}"))


def _parse_line(line: bytes, origin: Line, declared: Declared, parsed: Parsed) -> None:
    def problem(message: str) -> None:
        parsed.problems.append(Problem(origin.place(()), "", message))

    try:
        text = line.removeprefix(b"\xef\xbb\xbf")
        content = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        problem(f"not JSON: {error.msg}, in column {error.colno}")
        return
    if not isinstance(content, dict):
        problem("expected an object")
        return
    if twice := repeated_name(text, content):
        problem(f"the name {twice!r} stands twice: delete one")
        return
    kind = content.pop("kind", None)
    if kind not in Kind.__members__:
        problem(f"expected a kind, one of {', '.join(Kind)}")
        return
    dataset = content.pop("dataset", declared.dataset) if kind != Kind.DATASET else None
    if kind != Kind.DATASET and not isinstance(dataset, str):
        problem("belongs to no dataset: add a field dataset, or a dataset.yaml in the folder or above it")
        return
    language = declared.language if dataset == declared.dataset else None
    add_record(Kind[kind], content, origin, (), Declared(dataset, declared.evidence, language), parsed, typed=True)
