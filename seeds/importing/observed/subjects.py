"""What the codes of a table stand for, of what is stored: the records that have them, or the parts of a wider class."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from db.reader import Reader
from knowledge.model.observation import OBSERVABLE
from knowledge.model.vocabulary import GroupScheme, Kind, Status
from seeds.identified import Identifier, stored

SOC = GroupScheme.SOC.lower()
LONGEST_SHOWN = 200  # letters of a name of a class
JOINED = {
    "21-1018": ("21-1011", "21-1014"),
    "25-2052": ("25-2055", "25-2056"),
    "25-9045": ("25-9042", "25-9043", "25-9049"),
    "51-2028": ("51-2022", "51-2023"),
    "53-1047": ("53-1042", "53-1043", "53-1044", "53-1049"),
}
"""Codes by which the BLS tells several detailed occupations of the SOC 2018 as one, and that the SOC does not have."""


class Subject(NamedTuple):
    """A record that something is observed of. `measured` is the wider class whose figures stand for it, if one is."""

    kind: Kind
    slug: str
    measured: str | None = None


def subjects(reader: Reader, scheme: str, names: Mapping[str, str]) -> dict[str, list[Subject]]:
    """By code what it stands for, of the codes in `names`, which says what the publisher calls each.

    What has a code stands for it. A code that joins several occupations of the SOC, or a broad one, stands also for the
    detailed groups in it that have no code of their own here: of these, the publisher tells no more. Codes that nothing
    has are left out.
    """
    held: dict[str, list[Subject]] = defaultdict(list)
    for kind, by_code in _held(reader, scheme, names).items():
        for code, slugs in by_code.items():
            held[code] += [Subject(kind, slug) for slug in slugs]
    if scheme == SOC:
        for code, slug in _soc_groups(reader):
            wider = _wider(code, names)
            if wider is not None:
                measured = f"{wider} {names[wider]}".strip()[:LONGEST_SHOWN]
                held[wider].append(Subject(Kind.ROLE_GROUP, slug, measured))
    return dict(held)


def _wider(code: str, names: Collection[str]) -> str | None:
    """The code among some under which an occupation is told that has no row of its own; None if there is none."""
    joined = next((each for each, parts in JOINED.items() if code in parts), None)
    if code in names:
        return None
    return next(
        (each for each in (joined, broad_of(code)) if each is not None and each in names and each != code), None
    )


def broad_of(code: str) -> str:
    """The broad group of the SOC that a detailed one is in: 31-1120 of 31-1121."""
    return f"{code[:-1]}0"


def _held(reader: Reader, scheme: str, codes: Collection[str]) -> dict[Kind, dict[str, list[str]]]:
    """By kind and code the slugs of the records that have it: active ones, or where there are none deprecated ones."""
    wanted = {Identifier(kind, scheme, code) for kind in OBSERVABLE for code in codes}
    found: dict[Kind, dict[str, list[str]]] = defaultdict(dict)
    for identifier, holders in stored(reader)(wanted).items():
        if identifier.kind in OBSERVABLE:
            active = sorted(each.slug for each in holders if each.active)
            found[identifier.kind][identifier.value] = active or sorted(each.slug for each in holders)
    return found


def _soc_groups(reader: Reader) -> list[tuple[str, str]]:
    """The code and the slug of each active group of the SOC."""
    groups = reader.records_of_kind(Kind.ROLE_GROUP)
    return sorted(
        (each["code"], each["slug"])
        for each in groups
        if each["scheme"] == GroupScheme.SOC and each.get("status", Status.ACTIVE) == Status.ACTIVE
    )
