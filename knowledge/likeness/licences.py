"""Which roles take a licence, and which licence that is.

A source may say that a profession is regulated. Where it does not, the classification tells of a few professions that
only holders of a licence may exercise nearly everywhere: those whose training European law lays down, because it has
each member state ask for it (Directive 2005/36/EC, title III, chapter III), and lawyers, for whom it has rules of their
own (Directive 98/5/EC); judges are chosen from among those who could be lawyers. What is expected by the classification
is computed, and changes no `Role.regulated`: that stays what the source says.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from knowledge.likeness.classes import Class, classes
from knowledge.model.entities import Role
from knowledge.model.vocabulary import GroupScheme
from knowledge.sentences import message

UNIT_GROUP = 4  # digits of ISCO on which two regulated roles agree that take the same licence
BY_TRAINING, OF_LAWYERS = message("Directive 2005/36/EC"), message("Directive 98/5/EC")


class Profession(NamedTuple):
    """Work that takes a licence: the codes of its roles, or of groups of them, and the law that says so in Europe."""

    isco: tuple[str, ...]
    soc: tuple[str, ...]
    law: str


PROFESSIONS: Mapping[str, Profession] = {
    message("doctors of medicine"): Profession(("2211", "2212"), ("29121", "29122", "29124"), BY_TRAINING),
    message("dentists"): Profession(("2261",), ("29102",), BY_TRAINING),
    message("pharmacists"): Profession(("2262",), ("29105",), BY_TRAINING),
    message("nurses"): Profession(("2221",), ("29114", "29115", "29116", "29117", "251072"), BY_TRAINING),
    message("midwives"): Profession(("2222",), ("29116",), BY_TRAINING),
    message("veterinary surgeons"): Profession(("2250",), ("29113",), BY_TRAINING),
    message("architects"): Profession(("2161",), ("171011",), BY_TRAINING),
    message("lawyers"): Profession(("2611", "2612"), ("231011", "231021", "231023"), OF_LAWYERS),
}
"""Groups of ISCO-08 and of SOC 2018 by digits of their codes. Midwives of SOC and teachers of nursing are nurses."""


def licences(role: Role) -> frozenset[str]:
    """The professions whose licence a role takes, empty if it takes none that anybody tells of.

    What a source calls regulated and is none of `PROFESSIONS` is the profession of its ISCO unit group; one that is in
    none is a profession of its own.
    """
    own = classes(role)
    found = frozenset(name for name, profession in PROFESSIONS.items() if _is_any_of(own, profession))
    if found or not role.regulated:
        return found
    units = {each.digits for each in own if each.scheme is GroupScheme.ISCO and len(each.digits) == UNIT_GROUP}
    return frozenset(units) or frozenset({role.slug})


def _is_any_of(own: Iterable[Class], profession: Profession) -> bool:
    codes = {GroupScheme.ISCO: profession.isco, GroupScheme.SOC: profession.soc}
    return any(each.digits.startswith(codes[each.scheme]) for each in own)
