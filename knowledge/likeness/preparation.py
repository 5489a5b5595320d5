"""How much preparation a role takes: O*NET's job zones, and the skill levels of ISCO-08.

A job zone is 1 (little or no preparation) to 5 (extensive). Where a role has none, the skill level of its ISCO group
tells, 1 (simple, routine tasks) to 4 (complex ones that take years of higher education): International Standard
Classification of Occupations 2008, volume 1, table 1. Both are brought to one scale, 0 (least) to 1 (most), on which a
skill level stands where the job zone of that number does.
"""

from collections.abc import Iterable

from knowledge.errors import BadInput, Path
from knowledge.model.entities import Qualification, Role
from knowledge.model.vocabulary import GroupScheme
from knowledge.sentences import message

JOB_ZONE = "onet-job-zone"  # the scheme of the external id that makes a qualification a job zone
LEAST_ZONE, MOST_ZONES = 1, 5
SKILL_LEVELS = {"14": 3, "1": 4, "2": 4, "3": 3, "4": 2, "5": 2, "6": 2, "7": 2, "8": 2, "9": 1}
"""Skill levels by the first digits of ISCO codes; of armed forces by their sub-major group."""
ARMED_FORCES = {"01": 4, "02": 2, "03": 1}
RANKS = "03"
TRADE = 2
"""Other ranks of the armed forces are on skill level 1 by rank; each is trained for a trade, which counts here."""
ISCO_LEVELS = {
    1: message("simple, routine work"),
    2: message("work that takes secondary education or training"),
    3: message("work that takes some years of higher education or long experience"),
    4: message("work that takes a degree of three years or more"),
}
"""What each skill level takes, in a few words."""


def check_zones(zones: Iterable[int], argument: Path) -> None:
    """Raises `BadInput` for the first that is no job zone."""
    _check(zones, MOST_ZONES, "A job zone", argument)


def check_levels(levels: Iterable[int], argument: Path) -> None:
    """Raises `BadInput` for the first that is no skill level of ISCO-08."""
    _check(levels, len(ISCO_LEVELS), "An ISCO-08 skill level", argument)


def _check(given: Iterable[int], most: int, what: str, argument: Path) -> None:
    for place, each in enumerate(given):
        if not LEAST_ZONE <= each <= most:
            raise BadInput(f"{what} is {LEAST_ZONE} to {most}, not {each}.", [*argument, place])


def zone_of(qualification: Qualification) -> int | None:
    """The job zone that a qualification stands for, 1 to 5; None if it is another kind of qualification."""
    for each in qualification.external_ids:
        if each.scheme == JOB_ZONE and each.identifier.isdecimal():
            return int(each.identifier)
    return None


def job_zone(role: Role) -> int | None:
    """The job zone of a role, 1 to 5, the highest if it has several; None if nobody says."""
    return max((zone for link in role.qualifications if (zone := zone_of(link.qualification))), default=None)


def skill_level(role: Role) -> int | None:
    """The ISCO-08 skill level of a role, 1 to 4, by its ISCO group; None if it is in none."""
    levels = (
        {**SKILL_LEVELS, **ARMED_FORCES}.get(group.code[:digits])
        for group in role.groups
        if group.scheme is GroupScheme.ISCO
        for digits in (2, 1)
    )
    return next((level for level in levels if level is not None), None)


def preparation(role: Role) -> float | None:
    """How much preparation a role takes, 0 (least) to 1 (most); None where neither job zone nor ISCO group tells."""
    zone = job_zone(role)
    if zone is not None:
        return (zone - LEAST_ZONE) / (MOST_ZONES - LEAST_ZONE)
    level = skill_level(role)
    if level is not None and is_of_ranks(role):
        level = max(level, TRADE)
    return None if level is None else (level - LEAST_ZONE) / (MOST_ZONES - LEAST_ZONE)


def is_of_ranks(role: Role) -> bool:
    """Whether a role is a trade of the armed forces, which ISCO has by its rank alone."""
    return any(group.scheme is GroupScheme.ISCO and group.code.startswith(RANKS) for group in role.groups)
