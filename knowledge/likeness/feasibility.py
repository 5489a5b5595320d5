"""What likeness and feasibility are made of: the factors, how much each counts, and the scale that they share.

docs/transitions.md has the formulas and says how the numbers here were found.
"""

from enum import StrEnum
from typing import NamedTuple

from knowledge.model.vocabulary import Requirement


class FactorKind(StrEnum):
    """What a factor looks at."""

    SKILLS = "SKILLS"
    TOOLS = "TOOLS"
    RESPONSIBILITIES = "RESPONSIBILITIES"
    APPLICATIONS = "APPLICATIONS"
    QUALIFICATIONS = "QUALIFICATIONS"
    SIMILARITY = "SIMILARITY"
    WORK = "WORK"
    NAMES = "NAMES"
    MEANING = "MEANING"
    RATINGS = "RATINGS"
    LEVELS = "LEVELS"
    GROUPS = "GROUPS"
    PREPARATION = "PREPARATION"
    EDUCATION = "EDUCATION"
    EXPERIENCE = "EXPERIENCE"
    TRAINING = "TRAINING"
    LICENCE = "LICENCE"
    UNKNOWN = "UNKNOWN"


class Usual(NamedTuple):
    """What any two roles have in a factor: the mean, and the standard deviation."""

    mean: float
    deviation: float


LIKENESS_WEIGHTS = {
    FactorKind.MEANING: 3.0,
    FactorKind.SKILLS: 2.5,
    FactorKind.RATINGS: 2.0,
    FactorKind.WORK: 1.0,
    FactorKind.NAMES: 1.0,
    FactorKind.RESPONSIBILITIES: 0.5,
    FactorKind.LEVELS: 0.5,
    FactorKind.GROUPS: 0.2,
    FactorKind.TOOLS: 0.1,
    FactorKind.APPLICATIONS: 0.1,
}
"""How much each factor counts for how related two roles are: what they do and are called most."""
FIT_WEIGHTS = {
    FactorKind.SKILLS: 3.0,
    FactorKind.RATINGS: 3.0,
    FactorKind.LEVELS: 3.0,
    FactorKind.MEANING: 1.5,
    FactorKind.WORK: 0.5,
    FactorKind.RESPONSIBILITIES: 0.5,
    FactorKind.GROUPS: 0.3,
    FactorKind.TOOLS: 0.1,
    FactorKind.APPLICATIONS: 0.1,
}
"""How much each factor counts for how much of what a role takes somebody brings: what they can do most. What a role is
called makes nobody fit for it, and is no factor here."""

ANY_TWO = 0.3  # the score of what is no more alike than any two roles
DEVIATION = 0.1  # what each standard deviation above that adds to a score
BELOW = 1 / 3  # how much of that one below takes off: to be far from alike says little more than to be unlike
EXPECTED_ALIKE, EXPECTED_FIT = 0.7, 0.5
"""How far above any two the unknown is taken to be, against what is known: it is likely to be alike, too; that somebody
could do what nobody describes is less sure. For fit it counts by as much as what the target takes can be compared."""

PRIOR = {
    FactorKind.MEANING: Usual(0.04, 0.17),
    FactorKind.WORK: Usual(0.065, 0.065),
    FactorKind.NAMES: Usual(0.04, 0.065),
    FactorKind.RESPONSIBILITIES: Usual(0.1, 0.08),
    FactorKind.RATINGS: Usual(0.0, 0.32),
    FactorKind.LEVELS: Usual(-1.2, 0.45),
    FactorKind.GROUPS: Usual(0.04, 0.12),
}
"""What any two roles have in a factor, as it is in ESCO and O*NET. A dataset counts its own, the more the more roles it
has (`PRIOR_ROLES`)."""
PRIOR_ROLES = 200  # roles of a dataset at which its own figures count half

COVERED = {
    FactorKind.SKILLS: Usual(0.08, 0.05),
    FactorKind.TOOLS: Usual(0.03, 0.04),
    FactorKind.APPLICATIONS: Usual(0.08, 0.05),
}
"""What any two roles have of the share of needs that the one brings to the other. It is the same for all datasets, so
that learning something moves no scale."""
SHARED = {
    FactorKind.SKILLS: Usual(0.03, 0.045),
    FactorKind.TOOLS: Usual(0.03, 0.045),
    FactorKind.APPLICATIONS: Usual(0.03, 0.045),
}
"""The same for how alike what both hold is."""

REQUIREMENT_WEIGHTS = {Requirement.TYPICAL: 1.0, Requirement.ADVANCED: 0.5, Requirement.HELPFUL: 0.25}


class MoveBand(StrEnum):
    """How feasible a move is, in a word; `BANDS` has the limits."""

    EASY = "EASY"
    WITHIN_REACH = "WITHIN_REACH"
    HARD = "HARD"
    OUT_OF_REACH = "OUT_OF_REACH"


BANDS = ((0.45, MoveBand.EASY), (0.33, MoveBand.WITHIN_REACH), (0.2, MoveBand.HARD))
"""The least feasibility of each band; below all of them is OUT_OF_REACH."""


def band(feasibility: float) -> MoveBand:
    """The band of a feasibility."""
    return next((found for least, found in BANDS if feasibility >= least), MoveBand.OUT_OF_REACH)
