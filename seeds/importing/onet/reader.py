"""What all parts of the O*NET importer share: the release, and the records that it becomes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from db.progress import Progress
from knowledge.model.declaring import NAME_LENGTH
from knowledge.model.record import Key
from knowledge.model.vocabulary import Kind
from seeds.importing.imported import Imported
from seeds.importing.slugs import assign
from seeds.problems import Line
from seeds.seed import Seed
from seeds.tables import Release, Row

DATASET = "onet"
SOURCE = "onet/database"
CODE = "O*NET-SOC Code"
SUPPRESSED = "ratings that O*NET recommends to suppress"
SCHEMES = {
    Kind.ROLE: "onet-soc",
    Kind.SKILL: "onet-element",
    Kind.TOOL: "onet-example",
    Kind.RESPONSIBILITY: "onet-task",
}


class OnetReader:
    """Reads tables and collects records.

    `roles` has the occupations by O*NET-SOC code, `marked` counts what is kept although it should be used with care.
    """

    def __init__(self, release: Release, known: Mapping[Kind, Mapping[str, str]], progress: Progress):
        self.release = release
        self.known = known
        self.progress = progress
        self.records: dict[Key, dict[str, Any]] = {}
        self.origins: dict[Key, Line] = {}
        self.roles: dict[str, dict[str, Any]] = {}
        self.marked: Counter[str] = Counter()

    def imported(self) -> Imported:
        seeds = [Seed(key, record, self.origins[key]) for key, record in self.records.items()]
        return Imported(seeds, self.release.notes, {what: count for what, count in self.marked.items() if count})

    def rows(self, table: str, columns: Sequence[str], optional: Sequence[str] = ()) -> list[Row]:
        """The rows of a table, none if the release does not have it."""
        if table not in self.release.tables:
            self.release.note(f"table {table!r}, which the release does not have")
            return []
        with self.progress.stage(f"reading {table}", None) as advance:
            rows = list(self.release.rows(table, columns, optional))
            advance(len(rows))
        return rows

    def role(self, code: str) -> dict[str, Any] | None:
        role = self.roles.get(code)
        if role is None:
            self.release.note("rows about occupations that the release does not have")
        return role

    def add(self, kind: Kind, slug: str, table: str, line: int, **fields: Any) -> dict[str, Any]:
        record = {name: value for name, value in fields.items() if value not in (None, "", [], False)}
        record |= {
            "slug": slug,
            "dataset": DATASET,
            "basis": "STATED",
            "citations": [{"source": SOURCE, "section": table}],
        }
        self.records[Key(kind, slug)] = record
        found = self.release.tables.get(table)
        self.origins[Key(kind, slug)] = Line(found.shown if found else self.release.path, line)
        return record

    def assign(self, kind: Kind, labels: Iterable[tuple[str, str]]) -> dict[str, str]:
        return assign(DATASET, labels, self.known.get(kind, {}))


def identifier_of(kind: Kind, identifier: str) -> dict[str, str]:
    """The external id of what O*NET calls so."""
    return {"scheme": SCHEMES[kind], "identifier": identifier}


def shortened(text: str) -> str:
    """The text, cut at a word where it is longer than a name may be."""
    return text if len(text) <= NAME_LENGTH else f"{text[: NAME_LENGTH - 2].rsplit(' ', 1)[0]} …"
