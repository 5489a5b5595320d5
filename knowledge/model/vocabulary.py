"""The closed vocabularies of the model, in the terms of ESCO, O*NET and SKOS."""

from enum import StrEnum


class Kind(StrEnum):
    """What a record is about."""

    DATASET = "DATASET"
    SOURCE = "SOURCE"
    ROLE = "ROLE"
    SKILL = "SKILL"
    TOOL = "TOOL"
    APPLICATION = "APPLICATION"
    RESPONSIBILITY = "RESPONSIBILITY"
    QUALIFICATION = "QUALIFICATION"
    DESCRIPTOR = "DESCRIPTOR"
    ROLE_GROUP = "ROLE_GROUP"
    COMMON_GROUND = "COMMON_GROUND"
    HIRING_NEED = "HIRING_NEED"
    HIRING_CHANNEL = "HIRING_CHANNEL"
    OUTLOOK = "OUTLOOK"
    EXAMPLE = "EXAMPLE"
    LEARNING_RESOURCE = "LEARNING_RESOURCE"
    CONCEPT_MAPPING = "CONCEPT_MAPPING"
    IDENTIFIER_SCHEME = "IDENTIFIER_SCHEME"
    ROLE_EXTENSION = "ROLE_EXTENSION"
    SKILL_EXTENSION = "SKILL_EXTENSION"
    TOOL_EXTENSION = "TOOL_EXTENSION"
    APPLICATION_EXTENSION = "APPLICATION_EXTENSION"
    RESPONSIBILITY_EXTENSION = "RESPONSIBILITY_EXTENSION"
    QUALIFICATION_EXTENSION = "QUALIFICATION_EXTENSION"
    ROLE_GROUP_EXTENSION = "ROLE_GROUP_EXTENSION"
    TRANSLATION = "TRANSLATION"
    MEASURE = "MEASURE"
    MARKET = "MARKET"
    OBSERVATION = "OBSERVATION"


class Status(StrEnum):
    """Whether a record is still recommended for use. Published records are never deleted."""

    ACTIVE = "ACTIVE"
    DEPRECATED = "DEPRECATED"


class Basis(StrEnum):
    """Why a fact is believed."""

    STATED = "STATED"
    INFERRED = "INFERRED"
    COMPUTED = "COMPUTED"


class Importance(StrEnum):
    """How much a role depends on a skill (ESCO's relation type)."""

    ESSENTIAL = "ESSENTIAL"
    OPTIONAL = "OPTIONAL"


class SkillKind(StrEnum):
    """What sort of competence a skill is (ESCO's skill type and transversal collections)."""

    SKILL = "SKILL"
    KNOWLEDGE = "KNOWLEDGE"
    LANGUAGE = "LANGUAGE"
    TRANSVERSAL = "TRANSVERSAL"
    GROUP = "GROUP"


class ReuseLevel(StrEnum):
    """How widely a skill can be used (ESCO's reuse level)."""

    TRANSVERSAL = "TRANSVERSAL"
    CROSS_SECTOR = "CROSS_SECTOR"
    SECTOR_SPECIFIC = "SECTOR_SPECIFIC"
    OCCUPATION_SPECIFIC = "OCCUPATION_SPECIFIC"


class QualificationKind(StrEnum):
    """How a qualification is earned."""

    DEGREE = "DEGREE"
    CERTIFICATION = "CERTIFICATION"
    EXPERIENCE = "EXPERIENCE"


class DegreeLevel(StrEnum):
    """Level of an academic degree, lowest first (ISCED 6, 7 and 8)."""

    BACHELOR = "BACHELOR"
    MASTER = "MASTER"
    DOCTORATE = "DOCTORATE"


class Requirement(StrEnum):
    """How a qualification counts for a role."""

    TYPICAL = "TYPICAL"
    ADVANCED = "ADVANCED"
    HELPFUL = "HELPFUL"


class DescriptorDomain(StrEnum):
    """What a descriptor is about (the domains of O*NET's content model that are neither skills nor knowledge)."""

    ABILITY = "ABILITY"
    WORK_ACTIVITY = "WORK_ACTIVITY"
    WORK_CONTEXT = "WORK_CONTEXT"
    WORK_STYLE = "WORK_STYLE"
    WORK_VALUE = "WORK_VALUE"
    INTEREST = "INTEREST"
    INTEREST_AREA = "INTEREST_AREA"


class MoveKind(StrEnum):
    """What a documented career move is."""

    SPECIALISE = "SPECIALISE"
    MOVE = "MOVE"
    PROGRESS = "PROGRESS"
    RELATED = "RELATED"


class ContrastDimension(StrEnum):
    """The dimensions along which two roles are contrasted."""

    SCOPE_OF_WORK = "SCOPE_OF_WORK"
    FOCUS_AREAS = "FOCUS_AREAS"
    SKILL_SETS = "SKILL_SETS"
    TOOLS_AND_TECHNOLOGIES = "TOOLS_AND_TECHNOLOGIES"
    DEPTH_OF_DATA_SCIENCE = "DEPTH_OF_DATA_SCIENCE"
    APPROACH_TO_PROBLEM_SOLVING = "APPROACH_TO_PROBLEM_SOLVING"
    APPLICATIONS = "APPLICATIONS"


class PayPeriod(StrEnum):
    """The period that an amount of pay covers."""

    HOUR = "HOUR"
    DAY = "DAY"
    MONTH = "MONTH"
    YEAR = "YEAR"


class Quantity(StrEnum):
    """What a measure of the labour market tells, whoever publishes it: by this, those of several datasets are found."""

    PAY = "PAY"
    EMPLOYMENT = "EMPLOYMENT"
    PROJECTED_EMPLOYMENT = "PROJECTED_EMPLOYMENT"
    EMPLOYMENT_CHANGE = "EMPLOYMENT_CHANGE"
    OPENINGS = "OPENINGS"
    CONCENTRATION = "CONCENTRATION"
    ENTRY_EDUCATION = "ENTRY_EDUCATION"
    EXPOSURE = "EXPOSURE"
    OTHER = "OTHER"


class Unit(StrEnum):
    """What the figures of a measure count."""

    MONEY = "MONEY"
    PEOPLE = "PEOPLE"
    SHARE = "SHARE"
    PERCENT = "PERCENT"
    PER_THOUSAND = "PER_THOUSAND"
    RATIO = "RATIO"
    INDEX = "INDEX"
    CATEGORY = "CATEGORY"


class Statistic(StrEnum):
    """Which of the numbers of a figure is meant."""

    VALUE = "VALUE"
    MINIMUM = "MINIMUM"
    MAXIMUM = "MAXIMUM"
    MEAN = "MEAN"
    P10 = "P10"
    P25 = "P25"
    P75 = "P75"
    P90 = "P90"
    RELATIVE_ERROR = "RELATIVE_ERROR"


class OutlookKind(StrEnum):
    """Whether an outlook is a present challenge or an expected trend."""

    CHALLENGE = "CHALLENGE"
    TREND = "TREND"


class ChannelKind(StrEnum):
    """Where talent is found."""

    PLATFORM = "PLATFORM"
    AGENCY = "AGENCY"
    REGION = "REGION"


class ResourceKind(StrEnum):
    """What a learning resource is."""

    COURSE = "COURSE"
    BOOK = "BOOK"
    TUTORIAL = "TUTORIAL"
    EXERCISE = "EXERCISE"
    CERTIFICATION = "CERTIFICATION"
    DOCUMENTATION = "DOCUMENTATION"


class LearningLevel(StrEnum):
    """For whom a learning resource is, least knowledge first."""

    BEGINNER = "BEGINNER"
    INTERMEDIATE = "INTERMEDIATE"
    ADVANCED = "ADVANCED"


class ResourceCost(StrEnum):
    """Whether a learning resource costs money."""

    FREE = "FREE"
    PAID = "PAID"


class GroupScheme(StrEnum):
    """The classification that a role group belongs to."""

    ISCO = "ISCO"
    SOC = "SOC"


class MappingRelation(StrEnum):
    """SKOS mapping relations between concepts of different datasets."""

    EXACT_MATCH = "EXACT_MATCH"
    CLOSE_MATCH = "CLOSE_MATCH"
    BROAD_MATCH = "BROAD_MATCH"
    NARROW_MATCH = "NARROW_MATCH"


class Operation(StrEnum):
    """What a revision did to a record."""

    CREATED = "CREATED"
    CHANGED = "CHANGED"
    DEPRECATED = "DEPRECATED"
