"""The codes of ISCO-08 in a release, also where a spreadsheet has taken the zeros before them."""

from collections.abc import Iterable

UNIT_DIGITS = 4  # of the codes that occupations have
LOST_ZEROS = "codes of ISCO that had lost the zeros before them"


class IscoCodes:
    """The codes of groups by URI, from pairs of a URI and the code that the release tells; `lost` counts the mended."""

    def __init__(self, told: Iterable[tuple[str, str]]):
        self.lost = 0
        self.codes = {uri: self._whole(uri, code) for uri, code in told}
        self._groups = {code: uri for uri, code in self.codes.items()}

    def _whole(self, uri: str, code: str) -> str:
        """The code of a group; its URI has the zeros before it still."""
        named = uri.rpartition("/C")[2]
        if code == named or not (code.isdecimal() and named.isdecimal() and int(code) == int(named)):
            return code
        self.lost += 1
        return named

    def group_of(self, code: str) -> str | None:
        """The URI of the group with the code that an occupation has; None if there is none."""
        code = code.removeprefix("C")
        group = self._groups.get(code)
        if group is None and code.isdecimal():
            group = self._groups.get(code.zfill(UNIT_DIGITS))
            self.lost += group is not None
        return group
