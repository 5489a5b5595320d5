"""The enumerations of what is asked and worked out, in GraphQL."""

from knowledge.likeness import barriers, feasibility
from knowledge.questions import adjacency, changed, hierarchy, moves, profile_names
from schema.enums import describe

describe(
    changed.Deed,
    "ChangeDeed",
    "What became of a record, of an item of one of its lists, or of what is said of that item.",
    ADDED="An item came.",
    REMOVED="An item went.",
    ROSE="A figure is greater than it was.",
    FELL="A figure is less than it was.",
    CHANGED="A value is another one.",
    TOLD="There is a value where there was none.",
    UNTOLD="There is no value where there was one.",
    REWRITTEN="A longer text is another one.",
    SOURCED="It is believed for other reasons: its basis or its citations changed.",
)
describe(
    feasibility.FactorKind,
    None,
    "What a factor of likeness or feasibility looks at.",
    SKILLS="Skills: how much of what the target asks for the source brings; for likeness, what both hold.",
    TOOLS="Tools, likewise.",
    RESPONSIBILITIES="How alike the responsibilities of the two roles are, and the activities that these belong to.",
    APPLICATIONS="What the work is applied to, likewise.",
    QUALIFICATIONS="Qualifications that the target asks for.",
    SIMILARITY="The two roles are the same one.",
    WORK="How alike the words are that describe the work of the two roles: their description and responsibilities.",
    NAMES="How alike the two roles are called, by the words of their names and aliases.",
    RATINGS="How alike the two roles are in what a source rates above or below the usual, in skills and knowledge.",
    GROUPS="How near the two roles are in the classification that both are in: ISCO or SOC.",
    MEANING="How alike the two roles are in meaning: by what they are called, described as, and what is done in them.",
    LEVELS="How near the levels are at which a source rates their skills; as a barrier, how far they stay below.",
    PREPARATION="Barrier: the target takes more preparation, by job zone (O*NET) or ISCO skill level.",
    EDUCATION="Barrier: people in the target have more education.",
    EXPERIENCE="Barrier: people in the target had more experience before.",
    TRAINING="Barrier: the target takes longer training.",
    LICENCE="Barrier: the target is a profession that takes a licence.",
    UNKNOWN="What no source says of both, as far as it is not expected to be alike: it counts as of any two roles.",
)
describe(
    barriers.BarrierKind,
    None,
    "What stands in the way of a move.",
    PREPARATION="More preparation, by the job zone (O*NET) or the ISCO skill level, or as much for another field.",
    EDUCATION="More education, on the ordered scale of levels of education.",
    LEVELS="Skills at higher levels, where a source rates both roles.",
    EXPERIENCE="More related experience before.",
    TRAINING="Longer training, on site or on the job.",
    LICENCE="A licence: the target is a profession that takes one.",
)
describe(
    feasibility.MoveBand,
    None,
    "How feasible a move is, in a word.",
    EASY="A feasibility of at least 0.45: about one pair of roles in sixty.",
    WITHIN_REACH="At least 0.33: about one in six more.",
    HARD="At least 0.2.",
    OUT_OF_REACH="Less.",
)
describe(
    moves.MoveOrder,
    "TransitionOrder",
    "By which figure transitions are ranked.",
    COUNSEL="As one would advise: the most feasible first, but what is a step down (`stepDown`) behind, by as much as "
    "it is one.",
    FEASIBILITY="The most feasible first, whether it is a step down or not.",
    LIKENESS="The most related first.",
    PAY_CHANGE="What changes pay most for the better first, as `payChange` tells it; last where that is unknown.",
    OUTLOOK="The targets first whose employment is expected to grow most, in per cent; last where that is unknown.",
    OPENINGS="The targets first with the most openings a year expected; last where that is unknown.",
    EMPLOYMENT="The targets first that most people have; last where that is unknown.",
)
describe(
    moves.Training,
    "TrainingChange",
    "How the training that a target takes compares with that of the role that is left.",
    LESS="It takes less.",
    SAME="It takes as much.",
    MORE="It takes more.",
)
describe(
    profile_names.Wish,
    None,
    "What somebody wants to do with something that they have.",
    KEEP="It shall be part of the next role: roles that use it fit better.",
    DROP="It shall be no part of the next role: roles that ask for it fit less.",
)
describe(
    adjacency.Reason,
    "SkillRelationReason",
    "Why a skill is near another.",
    DOCUMENTED="A source says that it helps.",
    NARROWER="It is a part or a special case.",
    BROADER="It is the whole or the general case.",
    SIBLING="Both are parts of one skill.",
    SAME_TOOL="One tool serves both.",
    CO_USE="Roles that need the one often need the other.",
)
describe(
    hierarchy.HierarchyKind,
    None,
    "What has a hierarchy.",
    ROLE_GROUP="Groups of classifications, such as ISCO-08 and SOC.",
    SKILL="Skills, such as ESCO's pillars.",
    ROLE="Roles and those that are special cases of them.",
    RESPONSIBILITY="Responsibilities, such as O*NET's activities and tasks.",
)
