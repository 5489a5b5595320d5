"""Which roles take a licence, which licence that is, and what of it somebody lacks who comes from another role.

A source may say that a profession is regulated. Where it does not, the classification of occupations tells of
professions that take a licence (`likeness.professions`). What is expected by the classification is computed, and
changes no `Role.regulated`: that stays what the source says.
"""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from knowledge.likeness.classes import RESIDUAL, Class, classes, units
from knowledge.likeness.professions import PROFESSIONS, Profession
from knowledge.model.entities import Role
from knowledge.model.vocabulary import GroupScheme

A_STEP = 2.0  # years of study, about as much as a job zone


OF_ISCO = 4  # digits of a unit group; a detailed occupation of SOC has six


class Licence(NamedTuple):
    """A licence: that of a profession, or of a part of one. `profession` is empty where only a source says that there
    is one; `part` is a unit group by its digits, a role of a residual one by its slug, or empty."""

    profession: str
    part: str = ""


def licences(role: Role) -> frozenset[Licence]:
    """The licences that a role takes, all of them; empty if it takes none that anybody tells of.

    What a source calls regulated and is none of `PROFESSIONS` is the profession of its ISCO unit group; one that is in
    none is a profession of its own.
    """
    own = classes(role)
    found = frozenset(
        Licence(name, _part(role) if profession.is_each else "")
        for name, profession in PROFESSIONS.items()
        if _is_any_of(role, own, profession)
    )
    if found or not role.regulated:
        return found
    units_of_isco = (each for each in units(role) if len(each) == OF_ISCO)
    return frozenset({Licence("", min(units_of_isco, default=role.slug))})


def missing(held: Iterable[Licence], needed: Iterable[Licence]) -> frozenset[Licence]:
    """Which of the licences that are needed no licence that is held is, or stands for."""
    ours = frozenset(held)
    professions = {each.profession for each in ours}
    return frozenset(
        each
        for each in needed
        if each not in ours
        and not any(_is_elsewhere(each, other) for other in ours)
        and not (each.profession and professions.intersection(PROFESSIONS[each.profession].covered_by))
    )


def _is_elsewhere(one: Licence, other: Licence) -> bool:
    """Whether both are parts of one profession as ISCO and as SOC divide it, so that nobody knows which is which."""
    parts = one.part, other.part
    is_one = bool(one.profession) and one.profession == other.profession
    return is_one and all(map(str.isdigit, parts)) and len(parts[0]) != len(parts[1])


def is_law(licence: Licence) -> bool:
    """Whether a law says nearly everywhere that it takes the licence; no, where many countries ask for it."""
    return not licence.profession or PROFESSIONS[licence.profession].law is not None


def training(held: Iterable[Licence], lacking: Iterable[Licence]) -> float:
    """How long the training is that a law lays down for what is lacking, the longest, in steps of about a job zone."""
    professions = {each.profession for each in held}
    longest = 0.0
    for each in lacking:
        if each.profession:
            profession = PROFESSIONS[each.profession]
            shorter = [years for other, years in profession.after if other in professions]
            longest = max(longest, min(shorter, default=profession.years))
    return longest / A_STEP


def _part(role: Role) -> str:
    """The unit group of a role, or its slug where that is a residual one or it is in none."""
    return min((each for each in units(role) if not each.endswith(RESIDUAL)), default=role.slug)


def _is_any_of(role: Role, own: Iterable[Class], profession: Profession) -> bool:
    codes = {GroupScheme.ISCO: profession.isco, GroupScheme.SOC: profession.soc}
    name = role.name.casefold()
    for each in own:
        for entry in codes[each.scheme]:
            digits, words = _entry(entry)
            if each.digits.startswith(digits) and words in name:
                return True
    return False


@cache
def _entry(entry: str) -> tuple[str, str]:
    """The digits of an entry of the table, and the words that a name has to have, empty where any will do."""
    digits, _, words = entry.partition(" ")
    return digits, words
