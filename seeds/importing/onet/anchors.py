"""What levels mean: examples that raters were given for points on the scale of levels."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from seeds.importing.onet.layouts import ANCHORS
from seeds.importing.onet.reader import OnetReader

Anchors = Mapping[str, list[dict[str, Any]]]
"""The anchors of each element, lowest first."""

LEVEL = "LV"


def read_anchors(reader: OnetReader) -> Anchors:
    """The anchors of the release. Raises `Refused` on a level that is none, or is outside the scale."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in reader.rows(ANCHORS):
        element, scale, value, statement = row.values
        if scale == LEVEL:
            found[element].append({"value": reader.figure(row, scale, value), "statement": statement})
        else:
            reader.release.note(f"anchors of the scale {scale!r}, which is not read")
    return {element: sorted(each, key=lambda anchor: anchor["value"]) for element, each in found.items()}
