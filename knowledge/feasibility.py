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
    WORK = "WORK"
    NAMES = "NAMES"
    RATINGS = "RATINGS"


WEIGHTS = {
    FactorKind.SKILLS: 1.5,
    FactorKind.WORK: 1.0,
    FactorKind.NAMES: 1.0,
    FactorKind.RATINGS: 0.6,
    FactorKind.SIMILARITY: 0.2,
    FactorKind.RESPONSIBILITIES: 0.2,
    FactorKind.TOOLS: 0.1,
    FactorKind.APPLICATIONS: 0.1,
    FactorKind.QUALIFICATIONS: 0.1,
}
"""How much each factor counts; docs/transitions.md says how these were found. What the target asks for in skills, tools
and applications counts less by as much as it is common: times the mean specificity of it, weighted by strength."""
REQUIREMENT_WEIGHTS = {Requirement.TYPICAL: 1.0, Requirement.ADVANCED: 0.5, Requirement.HELPFUL: 0.25}
FACTOR_OF = {
    Kind.SKILL: FactorKind.SKILLS,
    Kind.TOOL: FactorKind.TOOLS,
    Kind.APPLICATION: FactorKind.APPLICATIONS,
}
"""The factors that score how much of the features of a kind is covered."""
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
