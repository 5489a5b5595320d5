"""What the feasibility of a move is made of: the factors, and how much each counts."""

from enum import StrEnum

from knowledge.entities import Qualification
from knowledge.vocabulary import DegreeLevel, Kind, Requirement


class FactorKind(StrEnum):
    """What a factor of feasibility looks at."""

    SKILLS = "SKILLS"
    TOOLS = "TOOLS"
    RESPONSIBILITIES = "RESPONSIBILITIES"
    APPLICATIONS = "APPLICATIONS"
    QUALIFICATIONS = "QUALIFICATIONS"
    SIMILARITY = "SIMILARITY"


WEIGHTS = {
    FactorKind.SKILLS: 0.50,
    FactorKind.TOOLS: 0.15,
    FactorKind.RESPONSIBILITIES: 0.10,
    FactorKind.APPLICATIONS: 0.05,
    FactorKind.QUALIFICATIONS: 0.05,
    FactorKind.SIMILARITY: 0.15,
}
REQUIREMENT_WEIGHTS = {Requirement.TYPICAL: 1.0, Requirement.ADVANCED: 0.5, Requirement.HELPFUL: 0.25}
FACTOR_OF = {
    Kind.SKILL: FactorKind.SKILLS,
    Kind.TOOL: FactorKind.TOOLS,
    Kind.APPLICATION: FactorKind.APPLICATIONS,
    Kind.RESPONSIBILITY: FactorKind.RESPONSIBILITIES,
}
LEAST_COVER = 0.75  # of a feature that is held, but less strongly than the target asks: above any closeness


def stands_for(held: Qualification, wanted: Qualification) -> bool:
    """Whether who has the one needs not have the other: it is the same, or a lower degree."""
    if held is wanted:
        return True
    levels = list(DegreeLevel)
    return (
        held.degree_level is not None
        and wanted.degree_level is not None
        and levels.index(held.degree_level) >= levels.index(wanted.degree_level)
    )
