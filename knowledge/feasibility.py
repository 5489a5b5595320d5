"""What the feasibility of a move is made of: the factors, and how much each counts."""

from enum import StrEnum

from knowledge.entities import Qualification
from knowledge.preparation import zone_of
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
    GROUPS = "GROUPS"
    PREPARATION = "PREPARATION"


WEIGHTS = {
    FactorKind.SKILLS: 1.5,
    FactorKind.WORK: 1.5,
    FactorKind.NAMES: 1.0,
    FactorKind.RATINGS: 0.6,
    FactorKind.GROUPS: 0.6,
    FactorKind.RESPONSIBILITIES: 0.4,
    FactorKind.TOOLS: 0.1,
    FactorKind.APPLICATIONS: 0.1,
    FactorKind.PREPARATION: 0.1,
    FactorKind.QUALIFICATIONS: 0.05,
}
"""How much each factor counts; docs/transitions.md says how these were found. What the target asks for in skills, tools
and applications counts less by as much as it is common: times the mean specificity of it, weighted by strength. Groups
count by as much as nothing is said of the work itself."""
REQUIREMENT_WEIGHTS = {Requirement.TYPICAL: 1.0, Requirement.ADVANCED: 0.5, Requirement.HELPFUL: 0.25}
FACTOR_OF = {
    Kind.SKILL: FactorKind.SKILLS,
    Kind.TOOL: FactorKind.TOOLS,
    Kind.APPLICATION: FactorKind.APPLICATIONS,
}
"""The factors that score how much of the features of a kind is covered."""
LEAST_COVER = 0.75  # of a feature that is held, but less strongly than the target asks: above any closeness


def stands_for(held: Qualification, wanted: Qualification) -> bool:
    """Whether who has the one needs not have the other: it is the same, a lower degree or a lower job zone."""
    if held is wanted:
        return True
    zones = zone_of(held), zone_of(wanted)
    if zones[0] is not None and zones[1] is not None:
        return zones[0] >= zones[1]
    levels = list(DegreeLevel)
    return (
        held.degree_level is not None
        and wanted.degree_level is not None
        and levels.index(held.degree_level) >= levels.index(wanted.degree_level)
    )
