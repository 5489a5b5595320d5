"""What the tables and columns of O*NET releases are called, from 24.1 on: each subject once, with all its names.

Publishers rename. A subject is read from whichever of its `tables` a release has, from all of them where one was
divided into several, and a column by whichever of its names a table has. Editions spell names in their own ways
(`O*NET-SOC Code`, `onetsoc_code`), which `editions` makes alike. Source of the names: the data dictionaries of O*NET.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column by all its names. What is not `needed` is empty where a table does not have it."""

    names: tuple[str, ...]
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Subject:
    """What tables are about: how releases name them, a release in one of these ways, and what is read from them.

    `columns` are in the order in which rows have their values.
    """

    tables: tuple[tuple[str, ...], ...]
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        """What messages call it: its first name."""
        return self.tables[0][0]


def _subject(*tables: str | tuple[str, ...], columns: tuple[Column, ...]) -> Subject:
    return Subject(tuple((each,) if isinstance(each, str) else each for each in tables), columns)


def needed(*names: str) -> Column:
    return Column(names)


def optional(*names: str) -> Column:
    return Column(names, needed=False)


CODE = needed("O*NET-SOC Code")
ELEMENT, ELEMENT_NAME = needed("Element ID"), optional("Element Name")
SCALE, VALUE = needed("Scale ID"), needed("Data Value")
SUPPRESS, IRRELEVANT = optional("Recommend Suppress"), optional("Not Relevant")
CATEGORY = optional("Category")
RATING = (CODE, ELEMENT, ELEMENT_NAME, SCALE, CATEGORY, VALUE, SUPPRESS, IRRELEVANT)
"""What all tables of ratings have, in this order. Names are left out of the text edition."""

OCCUPATIONS = _subject("Occupation Data", columns=(CODE, needed("Title"), needed("Description")))
TITLES = _subject(
    "Alternate Titles", "Job Titles", columns=(CODE, needed("Alternate Title", "Job Title"), optional("Short Title"))
)
REPORTED_TITLES = _subject("Sample of Reported Titles", columns=(CODE, needed("Reported Job Title")))
MODEL = _subject("Content Model Reference", columns=(ELEMENT, needed("Element Name"), optional("Description")))
SCALES = _subject(
    "Scales Reference", columns=(SCALE, optional("Scale Name"), needed("Minimum", "Min"), needed("Maximum", "Max"))
)
SKILLS = _subject("Skills", ("Essential Skills", "Transferable Skills"), columns=RATING)
KNOWLEDGE = _subject("Knowledge", columns=RATING)
WORK_STYLES = _subject("Work Styles", columns=RATING)
ABILITIES = _subject("Abilities", columns=RATING)
WORK_ACTIVITIES = _subject("Work Activities", columns=RATING)
WORK_CONTEXT = _subject("Work Context", columns=RATING)
INTERESTS = _subject("Interests", "Career Interest Types", columns=RATING)
INTEREST_AREAS = _subject("Specific Interest Areas", columns=RATING)
WORK_VALUES = _subject("Work Values", columns=RATING)
AREAS_TO_INTERESTS = _subject(
    "Basic Interests to RIASEC",
    "Specific Interest Areas to Career Interest Types",
    columns=(
        needed("Basic Interests Element ID", "Specific Interest Areas Element ID", "Specific Interest Area Element ID"),
        needed("RIASEC Element ID", "Career Interest Types Element ID", "Career Interest Type Element ID"),
    ),
)
ANCHORS = _subject(
    "Level Scale Anchors", columns=(ELEMENT, SCALE, needed("Anchor Value"), needed("Anchor Description"))
)
CONTEXT_CATEGORIES = _subject(
    "Work Context Categories", columns=(ELEMENT, SCALE, needed("Category"), needed("Category Description"))
)
SOFTWARE = _subject(
    "Technology Skills",
    "Software Skills",
    columns=(
        CODE,
        needed("Example", "Workplace Example"),
        needed("Commodity Code", "Element ID"),
        optional("Commodity Title", "Element Name"),
        optional("Hot Technology"),
        optional("In Demand"),
    ),
)
TOOLS = _subject("Tools Used", columns=SOFTWARE.columns)
COMMODITIES = _subject("UNSPSC Reference", columns=(needed("Commodity Code"), needed("Commodity Title")))
DETAILED_ACTIVITIES = _subject(
    "DWA Reference",
    "GWAs to IWAs to DWAs",
    columns=(
        needed("Element ID", "GWA Element ID"),
        optional("Element Name", "GWA Element Name"),
        needed("IWA ID", "IWA Element ID"),
        optional("IWA Title", "IWA Element Name"),
        needed("DWA ID", "DWA Element ID"),
        optional("DWA Title", "DWA Element Name"),
    ),
)
INTERMEDIATE_ACTIVITIES = _subject(
    "IWA Reference",
    "GWAs to IWAs",
    columns=(needed("IWA ID", "IWA Element ID"), optional("IWA Title", "IWA Element Name")),
)
TASK = needed("Task ID")
TASKS = _subject("Task Statements", columns=(CODE, TASK, needed("Task"), optional("Task Type")))
TASKS_TO_ACTIVITIES = _subject("Tasks to DWAs", columns=(TASK, needed("DWA ID", "DWA Element ID")))
TASK_RATINGS = _subject("Task Ratings", columns=(CODE, TASK, SCALE, CATEGORY, VALUE, SUPPRESS))
EMERGING_TASKS = _subject(
    "Emerging Tasks", columns=(CODE, needed("Task"), optional("Category"), optional("Original Task ID"))
)
EDUCATION = _subject(
    "Education, Training, and Experience",
    ("Education", "Training and Experience"),
    columns=(CODE, SCALE, CATEGORY, VALUE, SUPPRESS),
)
EDUCATION_CATEGORIES = _subject(
    "Education, Training, and Experience Categories",
    ("Education Categories", "Training and Experience Categories"),
    columns=(SCALE, needed("Category"), needed("Category Description")),
)
JOB_ZONES = _subject("Job Zones", columns=(CODE, needed("Job Zone")))
JOB_ZONE_REFERENCE = _subject(
    "Job Zone Reference",
    columns=(needed("Job Zone"), needed("Name"), needed("Experience"), needed("Education"), needed("Job Training")),
)
RELATED_COLUMNS = (
    CODE,
    needed("Related O*NET-SOC Code"),
    needed("Index", "Related Index"),
    optional("Relatedness Tier"),
)
RELATED = _subject("Related Occupations", columns=RELATED_COLUMNS)
CAREER_CHANGERS = _subject("Career Changers Matrix", columns=RELATED_COLUMNS)
"""What releases before 26.0 have in place of related occupations."""

SUBJECTS = tuple(each for each in globals().values() if isinstance(each, Subject))
"""All that is read of a release."""

ALIASES = {
    "Education Training Experience": "Education, Training, and Experience",
    "ETE Categories": "Education, Training, and Experience Categories",
    "Education Training Experience Categories": "Education, Training, and Experience Categories",
}
"""What SQL dumps call tables by names of their own."""

WITHOUT_A_PLACE = (
    "Occupation Level Metadata",
    "Survey Booklet Locations",
    "Task Categories",
    "Career Starters Matrix",
    "RIASEC Keywords",
    "Career Interest Type Keywords",
    "Interests Illustrative Activities",
    "Interests Illustrative Occupations",
    "Abilities to Work Activities",
    "Abilities to Work Context",
    "Skills to Work Activities",
    "Skills to Work Context",
    "Essential Skills to Work Activities",
    "Essential Skills to Work Context",
    "Transferable Skills to Work Activities",
    "Transferable Skills to Work Context",
    "Work Styles to Work Activities",
    "Work Styles to Work Context",
)
"""Tables that are known and not kept: each is named in the summary of an import."""

REPEATED = (
    "Title",
    "Related Title",
    "Element Name",
    "Scale Name",
    "Task",
    "Original Task",
    "DWA Title",
    "DWA Element Name",
    "Element ID",
    "O*NET-SOC Code",
    "Basic Interests Element Name",
    "RIASEC Element Name",
    "Specific Interest Areas Element Name",
    "Career Interest Types Element Name",
)
"""Columns that only repeat what other tables say: nothing is lost where they are not read."""
