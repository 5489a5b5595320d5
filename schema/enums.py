"""The enumerations of the model in GraphQL, with a description of each value."""

from enum import Enum, StrEnum
from typing import Any

import strawberry

from knowledge.likeness import scales
from knowledge.model import vocabulary
from knowledge.model.kinds import KINDS


class EntityType(StrEnum):
    ROLE = vocabulary.Kind.ROLE
    SKILL = vocabulary.Kind.SKILL
    TOOL = vocabulary.Kind.TOOL
    APPLICATION = vocabulary.Kind.APPLICATION
    RESPONSIBILITY = vocabulary.Kind.RESPONSIBILITY
    QUALIFICATION = vocabulary.Kind.QUALIFICATION
    ROLE_GROUP = vocabulary.Kind.ROLE_GROUP
    LEARNING_RESOURCE = vocabulary.Kind.LEARNING_RESOURCE


class Direction(StrEnum):
    OUT = "OUT"
    IN = "IN"


class OrderDirection(StrEnum):
    ASC = "ASC"
    DESC = "DESC"


class EntityOrderField(StrEnum):
    NAME = "NAME"
    SLUG = "SLUG"
    DATASET = "DATASET"
    ROLES = "ROLES"
    RELEVANCE = "RELEVANCE"


class RoleOrderField(StrEnum):
    NAME = "NAME"
    SLUG = "SLUG"
    DATASET = "DATASET"
    SKILLS = "SKILLS"
    JOB_ZONE = "JOB_ZONE"
    RELEVANCE = "RELEVANCE"


def describe(values: type[Enum], name: str | None, description: str, **meanings: str) -> None:
    """Make `values` a GraphQL enumeration. Every value needs a meaning."""
    strawberry.enum(values, name=name, description=description)
    definition: Any = values.__strawberry_definition__  # type: ignore[attr-defined]  # set by the line above
    for value in definition.values:
        value.description = meanings.pop(value.name)
    if meanings:
        raise ValueError(f"{values.__name__} has no {', '.join(meanings)}")


describe(
    EntityType,
    None,
    "What an entity is.",
    ROLE="An occupation.",
    SKILL="A skill or a body of knowledge.",
    TOOL="A product that work is done with.",
    APPLICATION="What work is applied to.",
    RESPONSIBILITY="A task that roles answer for.",
    QUALIFICATION="A degree, a certification or practical experience.",
    ROLE_GROUP="A group of a classification, such as ISCO-08 or SOC.",
    LEARNING_RESOURCE="Where something can be learned; found only where it is asked for.",
)
describe(
    Direction,
    None,
    "Which end of career moves is meant.",
    OUT="Moves that lead away from the role.",
    IN="Moves that lead to the role.",
)
describe(
    OrderDirection,
    None,
    "In which direction a list is sorted.",
    ASC="Smallest or first in the alphabet first.",
    DESC="Greatest or last in the alphabet first.",
)
describe(
    EntityOrderField,
    None,
    "What a list of entities is sorted by; ties go by slug.",
    NAME="By name, whatever its case.",
    SLUG="By slug.",
    DATASET="By the slug of the dataset.",
    ROLES="By how usual it is: the number of roles that have it, or are in a group or one under it.",
    RELEVANCE="By how well it fits the `text` of the filter: ASC has the best first.",
)
describe(
    RoleOrderField,
    None,
    "What a list of roles is sorted by; ties go by slug.",
    NAME="By name, whatever its case.",
    SLUG="By slug.",
    DATASET="By the slug of the dataset.",
    SKILLS="By the number of skills.",
    JOB_ZONE="By job zone; roles of which nobody knows it come last.",
    RELEVANCE="By how well it fits the `text` of the filter: ASC has the best first.",
)
describe(
    vocabulary.DescriptorDomain,
    None,
    "What a descriptor is about.",
    ABILITY="A lasting talent of people that work calls on.",
    WORK_ACTIVITY="What people do at work, across roles.",
    WORK_CONTEXT="Circumstances that work is done in.",
    WORK_STYLE="A personal manner that matters for how work is done.",
    WORK_VALUE="What people look for in work.",
    INTEREST="A type of interests that work suits (Holland's types).",
    INTEREST_AREA="A narrow field of interest.",
)
describe(
    vocabulary.Kind,
    "RecordKind",
    "What a record is about.",
    **{kind.value: KINDS[kind].meaning for kind in vocabulary.Kind},
)
describe(
    vocabulary.Status,
    None,
    "Whether something is still recommended for use. Nothing that was published is ever deleted.",
    ACTIVE="In use.",
    DEPRECATED="No longer recommended; `replacedBy` names what took its place, if anything did.",
)
describe(
    vocabulary.Basis,
    None,
    "Why a fact is believed.",
    STATED="A cited source says so.",
    INFERRED="A curator concluded it.",
    COMPUTED="A method computed it.",
)
describe(
    vocabulary.Importance,
    None,
    "How much a role depends on a skill, as in ESCO.",
    ESSENTIAL="The role cannot be done without it.",
    OPTIONAL="It helps, or is needed in some positions only.",
)
describe(
    vocabulary.SkillKind,
    None,
    "What sort of competence a skill is, as in ESCO.",
    SKILL="Being able to do something.",
    KNOWLEDGE="Knowing about something.",
    LANGUAGE="Speaking, reading or writing a human language.",
    TRANSVERSAL="A competence that is useful in almost any role.",
    GROUP="No skill itself but a heading of a hierarchy, under which skills are found.",
)
describe(
    vocabulary.ReuseLevel,
    None,
    "How widely a skill can be used, as in ESCO.",
    TRANSVERSAL="In almost any role.",
    CROSS_SECTOR="In roles of several economic sectors.",
    SECTOR_SPECIFIC="In one economic sector, by several roles.",
    OCCUPATION_SPECIFIC="Only in one role or few.",
)
describe(
    vocabulary.QualificationKind,
    None,
    "How a qualification is earned.",
    DEGREE="By academic study.",
    CERTIFICATION="By a professional certificate.",
    EXPERIENCE="By practice.",
)
describe(
    vocabulary.DegreeLevel,
    None,
    "The level of an academic degree.",
    BACHELOR="Bachelor or equivalent, ISCED level 6.",
    MASTER="Master or equivalent, ISCED level 7.",
    DOCTORATE="Doctorate or equivalent, ISCED level 8.",
)
describe(
    vocabulary.Requirement,
    None,
    "How a qualification counts for a role.",
    TYPICAL="Most who have the role have it.",
    ADVANCED="Asked for in advanced or specialised positions.",
    HELPFUL="Adds to one's chances.",
)
describe(
    scales.Scale,
    "QualificationScale",
    "An ordered scale that qualifications have places on, from 1 on: those of O*NET.",
    EDUCATION="Education: 1 (less than a high school diploma) to 12 (post-doctoral training). Bachelor, master and "
    "doctorate are 6, 8 and 11.",
    EXPERIENCE="Related work experience: 1 (none) to 11 (over ten years).",
    ON_SITE_TRAINING="Training that the employer organises, on site or in plant: 1 (none) to 9 (over ten years).",
    ON_THE_JOB_TRAINING="Training while at work: 1 (none or a short demonstration) to 9 (over ten years).",
    PREPARATION="All of it together, the job zone: 1 (little or no preparation) to 5 (extensive).",
)
describe(
    vocabulary.MoveKind,
    None,
    "What a documented career move is.",
    SPECIALISE="Into a speciality of the role.",
    MOVE="Into another role.",
    PROGRESS="Upwards, or into a role that includes this one.",
    RELATED="Between roles that a classification calls related.",
)
describe(
    vocabulary.ContrastDimension,
    None,
    "A dimension along which two roles are contrasted.",
    SCOPE_OF_WORK="How broad the work is.",
    FOCUS_AREAS="What the work concentrates on.",
    SKILL_SETS="Which skills set the role apart.",
    TOOLS_AND_TECHNOLOGIES="Which tools set the role apart.",
    DEPTH_OF_DATA_SCIENCE="How deep the role goes into data science.",
    APPROACH_TO_PROBLEM_SOLVING="How the role solves problems.",
    APPLICATIONS="What the work is applied to.",
)
describe(
    vocabulary.PayPeriod,
    None,
    "The period that an amount of pay covers.",
    HOUR="An hour.",
    DAY="A working day.",
    MONTH="A month.",
    YEAR="A year.",
)
describe(
    vocabulary.OutlookKind,
    None,
    "Whether an outlook is about the present or the future.",
    CHALLENGE="Something that roles struggle with now.",
    TREND="Something that is expected to shape roles.",
)
describe(
    vocabulary.ChannelKind,
    None,
    "Where talent is found.",
    PLATFORM="A platform on which talent offers its work.",
    AGENCY="An agency that finds talent.",
    REGION="A region to hire from.",
)
describe(
    vocabulary.GroupScheme,
    None,
    "The classification that a role group belongs to.",
    ISCO="ISCO-08, the International Standard Classification of Occupations.",
    SOC="SOC, the Standard Occupational Classification of the United States.",
)
describe(
    vocabulary.MappingRelation,
    None,
    "A SKOS mapping relation.",
    EXACT_MATCH="The same concept; analysis counts both as one.",
    CLOSE_MATCH="Nearly the same concept.",
    BROAD_MATCH="The object is broader than the subject.",
    NARROW_MATCH="The object is narrower than the subject.",
)
describe(
    vocabulary.Operation,
    None,
    "What a revision did to a record.",
    CREATED="The record is new.",
    CHANGED="The record changed.",
    DEPRECATED="The record is no longer recommended for use.",
)
