"""A change made in the database: one revision, with every reference of the dataset followed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from db.progress import SILENT, Progress
from db.store import Store
from knowledge.errors import NotFound
from knowledge.model.history import Revision
from knowledge.model.record import Key, Record
from seeds.curation.deciding import Decision, World
from seeds.curation.steps import outcome
from seeds.planning import plan
from seeds.problems import Loc, Place, Problem, Refused
from seeds.seed import Seed

Decide = Callable[[World], Decision]


@dataclass(frozen=True, slots=True)
class Told:
    """Where a record comes from that a curation makes."""

    said: str

    @property
    def file(self) -> Path:
        return Path(self.said)

    def place(self, _: Loc) -> Place:
        return Place(self.file)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A decision, and the records that it changes: as they are (None for new ones), and as they would be."""

    decision: Decision
    changes: Mapping[Key, tuple[Record | None, Record]]


def propose(store: Store, decide: Decide) -> Proposed:
    """What the change would do to the database. Raises `Refused`, also if it would make a problem."""
    with store.reading() as reader:
        records = reader.records_at()
        proposed = _proposed(records, decide)
        plan(reader, _seeds(proposed))
    return proposed


def make(
    store: Store,
    proposed: Proposed,
    decide: Decide,
    author: str,
    message: str | None = None,
    progress: Progress = SILENT,
) -> Revision:
    """Make the change, as one revision. Raises `Refused` if it would not be the one that was proposed any more."""
    decision = proposed.decision
    with store.writing(author) as writer:
        if _proposed(writer.records_at(), decide) != proposed:
            raise Refused([Problem(Place(Path(decision.said)), "", "the database has changed meanwhile: look again")])
        planned = plan(writer, _seeds(proposed), progress=progress)
        return writer.commit(
            {change.key: change.after for change in planned.changes},
            dataset=decision.dataset,
            loaded=f"curate {decision.said}"[:500],
            author=author,
            message=message,
            progress=progress,
        )


def records_around(store: Store, dataset: str) -> dict[Key, Record]:
    """The records of other datasets, which may refer to those of a folder. Raises `NotFound` if there are none."""
    with store.reading() as reader:
        records = reader.records_at()
    if not records:
        raise NotFound("dataset", dataset, ["dataset"], [])
    return {key: record for key, record in records.items() if dataset not in (key.slug, record.get("dataset"))}


def _proposed(records: Mapping[Key, Record], decide: Decide) -> Proposed:
    decision = decide(World(records))
    made = outcome(records, decision.steps)
    return Proposed(decision, {key: (records.get(key), record) for key, record in made.items()})


def _seeds(proposed: Proposed) -> list[Seed]:
    origin = Told(f"curate {proposed.decision.said}")
    return [Seed(key, record, origin) for key, (_, record) in proposed.changes.items()]
