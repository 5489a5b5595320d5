"""From paths to raw documents: finds the seed files, parses YAML, and remembers the line of everything."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from seeds.problems import Level, Loc, Place, Problem
from seeds.sheets.encodings import LONGEST_HEAD, no_table, other_encoding

YAML_SUFFIXES = (".yaml", ".yml")
LINES_SUFFIX = ".jsonl"
SHEET_SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm")
SUFFIXES = (*YAML_SUFFIXES, LINES_SUFFIX, *SHEET_SUFFIXES)
LOCKS = ("~$", ".~lock.")  # how the files begin that programs keep beside a spreadsheet while it is open
BESIDE = ("", ".md", ".rst")  # what people keep beside data, for each other
ADVICE = {
    ".json": "write one record a line, as .jsonl",
    ".xls": "save it as .xlsx",
    ".ods": "save it as .xlsx",
    ".zip": "unpack it",
}
DATASET_FILE = "dataset.yaml"
LARGEST_FILE = 10_000_000  # bytes: curated YAML is small; large data comes through importers
MOST_VALUES = 1_000_000  # with every alias written out
DEEPEST_NESTING = 50


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed seed file: a mapping at the top, whose nodes know their lines."""

    file: Path
    data: CommentedMap

    def place(self, loc: Loc) -> Place:
        """The place of the value at `loc`, or of the nearest thing around it that exists."""
        node: Any = self.data
        line = 0
        for step in loc:
            if isinstance(node, CommentedMap) and step in node:
                line = node.lc.key(step)[0]
            elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
                line = node.lc.item(step)[0]
            else:
                break
            node = node[step]
        return Place(self.file, line + 1)


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[Problem]]:
    """The seed files at `paths`, folders searched through, each file once, in order of name.

    The file that declares the dataset of a file comes with it.
    """
    files: list[Path] = []
    problems: list[Problem] = []
    for path in paths:
        if path.is_dir():
            within = sorted(each for each in path.rglob("*") if each.is_file())
            found = [each for each in within if _is_seed(each)]
            problems.extend(_ignored(each, path) for each in within if not _is_seed(each))
            if not found:
                problems.append(Problem(Place(path), "", f"the folder holds no seed file ({', '.join(SUFFIXES)})"))
            for each in found:
                if leads_out(each, path):
                    problems.append(Problem(Place(each), "", f"is a link out of {path}: copy the file itself there"))
                else:
                    files.append(each)
        elif not path.exists():
            problems.append(Problem(Place(path), "", "there is no such file or folder"))
        elif path.suffix.lower() not in SUFFIXES:
            problems.append(Problem(Place(path), "", f"not a seed file: expected {', '.join(SUFFIXES)}"))
        else:
            files.append(path)
    present = {file.resolve() for file in files}
    declarations = {above for file in files if (above := dataset_file(file)) and above not in present}
    return [*sorted(declarations), *dict.fromkeys(files)], problems


def _is_seed(file: Path) -> bool:
    return file.suffix.lower() in SUFFIXES and not file.name.startswith(LOCKS)


def _ignored(file: Path, folder: Path) -> Problem:
    """That a file in a folder is not read, and what to do if it was meant to be."""
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    if hidden or file.name.startswith(LOCKS) or file.suffix.lower() in BESIDE:
        return Problem(Place(file), "", "is not read", Level.NOTE, "files beside the seeds, which are not read")
    advice = ADVICE.get(file.suffix.lower(), f"seed files end in {', '.join(SUFFIXES)}")
    return Problem(Place(file), "", f"is not read: {advice}", Level.WARNING, "files that are not read")


def leads_out(file: Path, folder: Path) -> bool:
    """Whether a file that was found in a folder lies elsewhere, behind a symbolic link."""
    return folder.is_dir() and not file.resolve().is_relative_to(folder.resolve())


def dataset_file(file: Path) -> Path | None:
    """The file that declares the dataset that `file` belongs to: the nearest `dataset.yaml` in the folders above."""
    for folder in file.resolve().parents:
        candidate = folder / DATASET_FILE
        if candidate.is_file():
            return candidate
    return None


def read(file: Path) -> Document | list[Problem]:
    """The document in `file`, or what keeps it from being one."""

    def problem(message: str, line: int | None = None) -> list[Problem]:
        return [Problem(Place(file, line), "", message)]

    try:
        if file.stat().st_size > LARGEST_FILE:
            return problem(f"larger than {LARGEST_FILE // 1_000_000} MB: split it, or use an importer")
        content = file.read_bytes()
        if other := no_table(content[:LONGEST_HEAD]) or other_encoding(content[:LONGEST_HEAD]):
            return problem(f"is no YAML in UTF-8: it is {other}")
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return problem(f"not UTF-8 text: byte {error.start} is {error.object[error.start]:#04x}. Save it as UTF-8")
    except OSError as error:
        return problem(f"cannot be read: {error.strerror}")
    try:
        data = _yaml().load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = ", ".join(filter(None, (error.context, error.problem)))
        return problem(f"not valid YAML: {message}", mark.line + 1 if mark else None)
    except ReaderError as error:
        message = f"has the character U+{error.character:04X}, which no text may have"
        return problem(message, text.count("\n", 0, error.position) + 1)
    except (YAMLError, ValueError) as error:
        return problem(f"not valid YAML: {' '.join(str(error).split())}")
    except RecursionError:
        return problem(f"nested deeper than {DEEPEST_NESTING} levels")
    if data is None:
        return problem("the file is empty")
    if not isinstance(data, CommentedMap):
        return problem("expected a mapping such as `roles:` at the top", 1)
    try:
        values = _count(data, {}, 0)
    except RecursionError:
        return problem(f"nested deeper than {DEEPEST_NESTING} levels")
    if values > MOST_VALUES:
        return problem(f"aliases blow it up to {values:,} values, more than {MOST_VALUES:,}")
    return Document(file, data)


class _Constructor(RoundTripConstructor):
    """Leaves dates as they are written: what is none is found by the field that wants one, with its place."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", RoundTripConstructor.construct_scalar)


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.Constructor = _Constructor
    return yaml


def _count(value: Any, counted: dict[int, int], depth: int) -> int:
    """How many values there are with every alias written out, without writing them out."""
    if depth > DEEPEST_NESTING:
        raise RecursionError
    if not isinstance(value, dict | list):
        return 1
    if id(value) not in counted:
        items = value.values() if isinstance(value, dict) else value
        counted[id(value)] = 1 + sum(_count(item, counted, depth + 1) for item in items)
    return counted[id(value)]


def plain(value: Any) -> Any:
    """The value without what ruamel adds to remember lines and comments."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float):
        return float(value)
    return value
