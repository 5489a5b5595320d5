"""When the figures of files are of: as somebody tells, or as their names do."""

import re
from collections.abc import Sequence
from pathlib import Path

from knowledge.model.period import canonical
from seeds.problems import Place, Problem, Refused

MAY = re.compile(r"(?i)(?:^|[_\-.])M_?((?:19|20)\d\d)(?!\d)")  # how OEWS calls a release of May


def period_of(files: Sequence[Path], told: str | None) -> str:
    """The period of all files of a release of OEWS. Raises `Refused` where their names tell several, or none."""
    if told is not None:
        return checked(told, files[0])
    found: dict[str, Path] = {}
    for file in files:
        for year in MAY.findall(file.stem):
            found.setdefault(f"{year}-05", file)
    if not found:
        message = "its name does not tell the year (as M2025 does): say it with --period 2025-05"
        raise Refused([Problem(Place(files[0]), "", message)])
    if len(found) > 1:
        shown = " and ".join(f"{period} in {file.name}" for period, file in sorted(found.items()))
        raise Refused(
            [Problem(Place(files[0].parent), "", f"the files are of different times: {shown}. Load one at a time")]
        )
    return next(iter(found))


def checked(told: str, file: Path) -> str:
    """The period in canonical form. Raises `Refused` for what is none."""
    try:
        return canonical(told)
    except ValueError as error:
        raise Refused([Problem(Place(file), "--period", str(error))]) from error
