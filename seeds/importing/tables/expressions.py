"""What a mapping says of a value, made into a function of a row."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from seeds.importing.tables.mapping import Expression
from seeds.problems import Loc
from seeds.sheets.cells import parts, text_of
from seeds.sheets.grids import Cell

Row = Sequence[Cell]
BRACES = re.compile(r"\{([^{}]+)\}")
RANGE = re.compile(r"(\d{1,6})\s*[-–—]\s*(\d{1,6})")
LONGEST_RANGE = 100
BARS = "|"
OR = "\0"  # between the columns of which a table has one


class Untranslated(ValueError):
    """A value that the vocabulary of the mapping does not have."""


@dataclass(frozen=True, slots=True)
class Made:
    """What makes the values of a row, and where in the mapping it stands. It raises `ValueError` with a message."""

    of: Callable[[Row], list[Cell]]
    loc: Loc


def columns_of(expression: Expression) -> list[str]:
    """The columns that an expression reads."""
    if expression.column is not None:
        return [expression.column if isinstance(expression.column, str) else OR.join(expression.column)]
    return BRACES.findall(expression.text) if expression.text else []


def compiled(expression: Expression, columns: Mapping[str, int], loc: Loc) -> Made:
    """The values that the expression makes of a row: none if the row says nothing."""
    start = _start(expression, columns)
    if not (expression.split or expression.values or expression.lower or expression.says or expression.ranges):
        return Made(start, loc)

    def of(row: Row) -> list[Cell]:
        found = [text_of(cell) for cell in start(row)]
        if expression.split:
            found = [part for each in found for part in _split(each, expression.split)]
        if expression.ranges:
            found = [each for told in found for each in _range(told)]
        if expression.take:
            found = found[:1] if expression.take == "first" else found[-1:]
        if expression.lower:
            found = [each.lower() for each in found]
        if expression.values is not None:
            found = _translated(found, expression)
        if expression.says:
            found = [expression.says.replace("{}", each) for each in found]
        return list(found)

    return Made(of, loc)


def _start(expression: Expression, columns: Mapping[str, int]) -> Callable[[Row], list[Cell]]:
    if expression.column is not None:
        name = columns_of(expression)[0]
        if expression.optional and name not in columns:
            return lambda _: []
        place = columns[name]
        if expression.values is not None and "" in expression.values:
            return lambda row: [row[place]]  # what an empty cell means is said, too
        return lambda row: [row[place]] if row[place] and str(row[place]).strip() else []
    if expression.text is not None:
        text, names = expression.text, columns_of(expression)

        def filled(row: Row) -> list[Cell]:
            found = {name: text_of(row[columns[name]]) for name in names}
            if names and not any(found.values()):
                return []
            return [BRACES.sub(lambda brace: found[brace[1]], text).strip()]

        return filled
    constant = str(expression.value).lower() if isinstance(expression.value, bool) else str(expression.value)
    return lambda _: [constant]


def _split(text: str, sign: str) -> list[str]:
    if sign == BARS:
        return parts(text)
    return [part for each in text.split(sign) if (part := each.strip())]


def _range(text: str) -> list[str]:
    """The whole numbers from the first to the last of `2-5`; anything else as it is."""
    found = RANGE.fullmatch(text)
    if not found:
        return [text]
    first, last = int(found[1]), int(found[2])
    if not first <= last <= first + LONGEST_RANGE:
        raise ValueError(f"{text!r} is no range: expected a small number and a larger one")
    return [str(number) for number in range(first, last + 1)]


def _translated(found: list[str], expression: Expression) -> list[str]:
    values = expression.values or {}
    made = []
    for each in found:
        if each not in values and expression.passes_on:
            known = ", ".join(repr(value) for value in list(values)[:20])
            raise Untranslated(f"{each[:60]!r} is none of the values that the mapping translates: {known}")
        value = values.get(each, expression.otherwise)
        if value is not None:
            made.append(str(value).lower() if isinstance(value, bool) else value)
    return made
