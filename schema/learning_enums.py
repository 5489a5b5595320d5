"""The enumerations of learning in GraphQL."""

from enum import StrEnum

from knowledge.model import vocabulary
from knowledge.questions import learning_order, learning_phases
from schema.enums import describe


class LearningResourceOrderField(StrEnum):
    NAME = "NAME"
    SLUG = "SLUG"
    DATASET = "DATASET"
    HOURS = "HOURS"
    RELEVANCE = "RELEVANCE"


describe(
    LearningResourceOrderField,
    None,
    "What a list of learning resources is sorted by; ties go by slug.",
    NAME="By title, whatever its case.",
    SLUG="By slug.",
    DATASET="By the slug of the dataset.",
    HOURS="By the hours that it takes at most; resources of which nobody says come last.",
    RELEVANCE="By how well it fits the `text` of the filter: ASC has the best first.",
)
describe(
    vocabulary.ResourceKind,
    None,
    "What a learning resource is.",
    COURSE="A course: lessons in an order, with exercises or without.",
    BOOK="A book.",
    TUTORIAL="A guide through one task or topic, to follow at work.",
    EXERCISE="Tasks to practise with.",
    CERTIFICATION="An examination, with what prepares for it, that ends in a certificate.",
    DOCUMENTATION="The documentation of a product, or a reference.",
)
describe(
    vocabulary.LearningLevel,
    None,
    "For whom a learning resource is.",
    BEGINNER="For who knows nothing of it.",
    INTERMEDIATE="For who has worked with it.",
    ADVANCED="For who works with it often.",
)
describe(
    vocabulary.ResourceCost,
    None,
    "Whether a learning resource costs money.",
    FREE="Anybody has all of it for nothing.",
    PAID="It, or a part that belongs to it, costs money.",
)
describe(
    learning_order.OrderReason,
    "LearningOrderReason",
    "Why one thing is learned before another.",
    BROADER="It is what the other is a part or a special case of.",
    ESSENTIAL="A source says that the other cannot be done without it.",
    SERVED="The other is a tool that serves it.",
    RESOURCE="The suggested resource for the other takes it for granted.",
)
describe(
    learning_phases.PhaseKind,
    "LearningPhaseKind",
    "A part of a plan, in the order in which they come.",
    TRAINING="The training that leads through a gate: essential skills that nothing teaches by itself.",
    LEARNING="Courses and own study: other essential skills, and tools that serve a skill.",
    BEARING="How one goes about the work: transversal skills that no known course teaches, such as work styles.",
    AT_WORK="What is learned at work: optional skills, devices, tools that employers seldom ask for.",
)
