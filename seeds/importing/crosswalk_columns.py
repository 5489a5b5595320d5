"""Which columns of a crosswalk have the identifiers, and what says how they relate: told, or found.

A column belongs to the scheme that most of its values are known in. What is called as such columns usually are has the
relation, the confidence, and what a curator accepts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from db.identifiers import SLUG, known_schemes
from db.reader import Reader
from seeds.importing.crosswalk_table import CrosswalkTable

SAMPLE = 500  # values of a column that are looked up to find its scheme
KNOWN_ENOUGH = 0.5  # of the values of a column of identifiers: crosswalks have codes of what is not loaded, too
ENDS = 2  # columns of identifiers
LONGEST_CODE = 8  # digits, of a code that may have lost zeros: UNSPSC's


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table has what; None where it is to be found, or is not there.

    `relation` is a column, or the relation of all rows.
    """

    subject: str | None = None
    object: str | None = None
    subject_scheme: str | None = None
    object_scheme: str | None = None
    relation: str | None = None
    confidence: str | None = None
    accepted: str | None = None


def found_columns(table: CrosswalkTable, reader: Reader, columns: Columns) -> Columns:
    """The columns with those that were not told. Raises `Refused` where they cannot be found."""
    names = table.names
    for told in (columns.subject, columns.object, columns.confidence, columns.accepted):
        if told is not None and told not in names:
            raise table.refuse(f"there is no column {told!r}; the columns are: {', '.join(names)}", table.row)
    schemes = _schemes(table, reader)
    if len(schemes) < ENDS:
        schemes = _schemes(table, reader, restored=True) | schemes
    left = [name for name in names if name in schemes and name not in (columns.subject, columns.object)]
    missing = (columns.subject, columns.object).count(None)
    published = [name for name in left if schemes[name] != SLUG]
    if len(published) >= missing:  # slugs look like titles
        left = published
    if len(left) < missing or (missing and len(left) > missing):
        shown = ", ".join(f"{name!r} ({schemes[name]})" for name in left) or "none"
        message = f"name the columns of both identifiers (--subject, --object): those that look like such are {shown}"
        raise table.refuse(message, table.row)
    subject = columns.subject or left.pop(0)
    other = columns.object or left.pop(0)
    relation = columns.relation or _like(
        table, r"(?i)type of match|relation|^match|mapping type|predicate", "--relation"
    )
    return Columns(
        subject,
        other,
        columns.subject_scheme or _scheme(table, schemes, subject, "--subject-scheme"),
        columns.object_scheme or _scheme(table, schemes, other, "--object-scheme"),
        relation,
        columns.confidence or _like(table, r"(?i)^(confidence|score|similarity)\b", "--confidence"),
        columns.accepted or _like(table, r"(?i)^accept", "--accepted"),
    )


def _like(table: CrosswalkTable, pattern: str, option: str) -> str | None:
    """The column that is called so, None if there is none. Raises `Refused` if there are several."""
    found = [name for name in table.names if re.search(pattern, name)]
    if len(found) > 1:
        raise table.refuse(f"say with {option} which column it is: {', '.join(found)}", table.row)
    return found[0] if found else None


def _scheme(table: CrosswalkTable, schemes: Mapping[str, str], column: str, option: str) -> str:
    if column not in schemes:
        message = f"nothing that is loaded has the identifiers in {column!r}: load it first, or say {option}"
        raise table.refuse(message, table.row, column)
    return schemes[column]


def _schemes(table: CrosswalkTable, reader: Reader, *, restored: bool = False) -> dict[str, str]:
    """The scheme of each column that has identifiers: that in which most of its values are known, half or more.

    With `restored`, those that they have with zeros in front count, too.
    """
    found = {}
    for name, place in table.places.items():
        values = set(islice(filter(None, (str(cells[place]).strip() for _, cells in table.rows)), SAMPLE))
        asked = {each for value in values for each in (value, *with_zeros(value))} if restored else values
        counts = known_schemes(reader.connection, asked)
        if counts:
            scheme, count = max(counts.items(), key=lambda each: (each[1], each[0]))
            if count >= KNOWN_ENOUGH * len(values):
                found[name] = scheme
    return found


def with_zeros(code: str) -> list[str]:
    """What a code of digits can have been before a spreadsheet made a number of it."""
    return [code.zfill(width) for width in range(len(code) + 1, LONGEST_CODE + 1)] if code.isdecimal() else []
