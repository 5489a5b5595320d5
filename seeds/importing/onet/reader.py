"""What all parts of the O*NET importer share: the release, and the records that it becomes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from db.progress import Progress
from knowledge.likeness import scales
from knowledge.likeness.preparation import JOB_ZONE
from knowledge.model.declaring import NAME_LENGTH
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from seeds.importing.imported import Imported
from seeds.importing.onet.editions import OnetRelease, Row
from seeds.importing.onet.figures import read_figures
from seeds.importing.onet.layouts import MODEL, Subject
from seeds.importing.schemes import Scheme, declared
from seeds.problems import Line, Origin
from seeds.seed import Seed
from seeds.slugs import assign

DATASET = "onet"
SOURCE = "onet/database"
SUPPRESSED = "ratings that O*NET recommends to suppress"
SCHEMES = {
    Kind.ROLE: "onet-soc",
    Kind.SKILL: "onet-element",
    Kind.TOOL: "onet-example",
    Kind.RESPONSIBILITY: "onet-task",
    Kind.DESCRIPTOR: "onet-element",
}
DECLARED = {
    "onet-soc": Scheme("O*NET-SOC codes", address="https://www.onetonline.org/link/summary/{identifier}"),
    "onet-element": Scheme("Elements of O*NET's content model, also as headings of software", unique=False),
    "onet-example": Scheme("O*NET's names of tools and software"),
    "onet-task": Scheme("O*NET task numbers"),
    "onet-activity": Scheme("O*NET work activities, intermediate and detailed ones, too"),
    "unspsc": Scheme("UNSPSC, the United Nations Standard Products and Services Code", unique=False),
    JOB_ZONE: Scheme("O*NET job zones"),
    scales.EDUCATION: Scheme("O*NET categories of required level of education"),
    scales.EXPERIENCE: Scheme("O*NET categories of related work experience"),
    scales.ON_SITE_TRAINING: Scheme("O*NET categories of on-site or in-plant training"),
    scales.ON_THE_JOB_TRAINING: Scheme("O*NET categories of on-the-job training"),
}
"""What is said of the schemes of all identifiers that the importer gives."""


class OnetReader:
    """Reads tables and collects records.

    `roles` has the occupations by O*NET-SOC code, `model` the rows of the content model by element, `read` counts the
    rows about subjects that were read to their end, `marked` what is kept although it should be used with care. Raises
    `Refused` where the release has no proper scales.
    """

    def __init__(self, release: OnetRelease, known: Mapping[Kind, Mapping[str, str]], progress: Progress):
        self.release = release
        self.known = known
        self.progress = progress
        self.records: dict[Key, dict[str, Any]] = {}
        self.origins: dict[Key, Origin] = {}
        self.roles: dict[str, dict[str, Any]] = {}
        self.marked: Counter[str] = Counter()
        self.read: Counter[str] = Counter()
        self.figure = read_figures(release)
        self.model: dict[str, Row] = {}
        for row in self.rows(MODEL):
            self.model.setdefault(row.values[0], row)

    def imported(self) -> Imported:
        notes = dict(self.release.notes)
        if unread := sorted(self.release.unread):
            notes[f"table columns that are not kept: {', '.join(unread)}"] = len(unread)
        seeds = [Seed(key, record, self.origins[key]) for key, record in self.records.items()]
        seeds += declared(DECLARED, DATASET, SOURCE, Line(self.release.path, 1))
        return Imported(seeds, notes, {what: count for what, count in self.marked.items() if count})

    def rows(self, subject: Subject) -> Iterator[Row]:
        """The rows about a subject, none if the release has no table about it."""
        if not self.release.of(subject):
            self.release.notes[f"table {subject.name!r}, which the release does not have"] = 1
            return
        with self.progress.stage(f"reading {subject.name}", None) as advance:
            read = 0
            for row in self.release.rows(subject):
                read += 1
                yield row
            self.read[subject.name] += read
            advance(read)

    def role(self, code: str) -> dict[str, Any] | None:
        role = self.roles.get(code)
        if role is None:
            self.release.note("rows about occupations that the release does not have")
        return role

    def element_name(self, element: str, told: str, row: Row) -> str:
        """The name of an element, as its row tells or else the content model does. Raises `Refused` if neither does."""
        if told:
            return told
        if element not in self.model:
            raise row.refuse(f"the element {element} has no name here and none in the content model reference")
        return self.model[element].values[1]

    def add(self, kind: Kind, slug: str, row: Row, **fields: Any) -> dict[str, Any]:
        """A record that a row is the source of; fields without a value are left out."""
        record = {name: value for name, value in fields.items() if value not in (None, "", [], False)}
        record |= {
            "slug": slug,
            "dataset": DATASET,
            "basis": "STATED",
            "citations": [{"source": SOURCE, "section": row.table.name}],
        }
        self.records[Key(kind, slug)] = record
        self.origins[Key(kind, slug)] = row if row.table.shown.suffix == ".json" else Line(row.table.shown, row.line)
        return record

    def assign(self, kind: Kind, labels: Iterable[tuple[str, str]]) -> dict[str, str]:
        return assign(DATASET, labels, self.known.get(kind, {}))


def identifier_of(kind: Kind, identifier: str) -> dict[str, str]:
    """The external id of what O*NET calls so."""
    return {"scheme": SCHEMES[kind], "identifier": identifier}


def shortened(text: str) -> str:
    """The text, cut at a word where it is longer than a name may be."""
    return text if len(text) <= NAME_LENGTH else f"{text[: NAME_LENGTH - 2].rsplit(' ', 1)[0]} …"
