"""Values of records as literals, each of the type that it is declared with."""

import re
from collections.abc import Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode

from knowledge.model.declaring import Chars
from knowledge.model.kinds import Scalar
from seeds.rdf import terms

PERIODS: Mapping[str, str] = {
    r"\d{4}": f"{terms.XSD}gYear",
    r"\d{4}-\d{2}": f"{terms.XSD}gYearMonth",
    r"\d{4}-\d{2}-\d{2}": terms.DATE,
}
DURATIONS: Mapping[str, str] = {"HOUR": "PT1H", "DAY": "P1D", "MONTH": "P1M", "YEAR": "P1Y"}
"""The periods that pay covers, as ISO 8601 writes durations."""


def number(value: float) -> Literal:
    """A number as `xsd:decimal`, so that it stands as people write it; as `xsd:double` where that takes an exponent."""
    told = repr(float(value))
    return Literal(told, datatype=NamedNode(f"{terms.XSD}{'double' if 'e' in told else 'decimal'}"))


def day(value: str) -> Literal:
    return Literal(value, datatype=NamedNode(terms.DATE))


def period(value: str) -> Literal:
    """A year, a month or a day by its type; what goes from one to another as text, for which XML Schema has no type."""
    found = next((datatype for pattern, datatype in PERIODS.items() if re.fullmatch(pattern, value)), None)
    return Literal(value) if found is None else Literal(value, datatype=NamedNode(found))


def literal(field: Scalar, value: Any, language: str) -> Literal:
    """The value of a field. Texts that people wrote are in a language; codes and addresses are in none."""
    if isinstance(value, bool):
        return Literal(value)
    if field.type is float:
        return number(value)
    if field.type is int:
        return Literal(int(value))
    if field.type.__name__ == "date":
        return day(str(value))
    is_text = field.type is str and isinstance(field.bound, Chars) and field.bound.pattern is None
    return Literal(str(value), language=language) if is_text else Literal(str(value))
