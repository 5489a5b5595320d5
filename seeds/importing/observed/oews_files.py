"""The files of a release of OEWS: tables as the publisher packs them, or unpacked, one or a folder of them."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from seeds.importing.crosswalk_table import TEXTS, WORKBOOKS
from seeds.importing.packed_tables import ZIP, Unpacked, unpacked
from seeds.problems import Place, Problem, Refused

SUFFIXES = (*TEXTS, *WORKBOOKS)
LOOKS_LIKE = re.compile(r"(?i)^(national|state|all)_|oes")
TABLE = re.compile(r"(?i)(national|state|all)_")  # how the tables of a zip file are called, and not what explains them


@contextmanager
def release(path: Path) -> Iterator[Unpacked]:
    """The tables at a path, as long as they are read, and what lies beside them, in words.

    Of a folder, and of a zip file with several tables, those whose names look like such. Raises `Refused` for a folder
    without any, and as `unpacked` does.
    """
    files = _files(path)
    others = [f"the file {each.name}" for each in sorted(path.iterdir()) if each not in files] if path.is_dir() else []
    with ExitStack() as stack:
        found = [stack.enter_context(unpacked(each, SUFFIXES, _is_table)) for each in files]
        packed = [
            f"of {file.name} the file {each}" for file, one in zip(files, found, strict=True) for each in one.others
        ]
        yield Unpacked([table for each in found for table in each.tables], [*others, *packed])


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = [each for each in sorted(path.iterdir()) if _looks_like(each)]
    if not found:
        message = "no table of OEWS is in there, such as national_M2025_dl.xlsx or oesm25nat.zip"
        raise Refused([Problem(Place(path), "", message)])
    return found


def _looks_like(path: Path) -> bool:
    is_table = path.suffix.lower() in (*SUFFIXES, ZIP) and LOOKS_LIKE.search(path.stem) is not None
    return is_table and not path.name.startswith("~$")


def _is_table(member: Path) -> bool:
    return TABLE.match(member.name) is not None
