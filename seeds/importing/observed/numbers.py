"""Numbers as American tables have them: `1,234.5`, `-3.2`, `$52,000`, `4.5%`."""

import re

NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][+-]?\d+)?|[+-]?\.\d+")


def number_in(text: str) -> float | None:
    """The number that a cell has, None if it has none. A minus may be a long one."""
    plain = text.replace("−", "-").replace("–", "-").strip().lstrip("$").rstrip("%").strip()
    return float(plain.replace(",", "")) if NUMBER.fullmatch(plain) else None
