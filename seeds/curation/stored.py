"""A change made in the database: one revision, with every reference of the dataset followed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from db.progress import SILENT, Progress
from db.store import Store
from knowledge.model.differences import named_by
from knowledge.model.history import Revision
from knowledge.model.record import Key, Record
from seeds.curation.deciding import Decision, World
from seeds.curation.steps import outcome
from seeds.planned import Plan
from seeds.planning import plan
from seeds.problems import Loc, Place, Problem, Refused
from seeds.seed import Seed

Decide = Callable[[World], Decision]
Changes = Mapping[Key, tuple[Record | None, Record]]


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
    """A decision, and the records that it changes: as they are (None for new ones), and as they would be.

    `plan` tells the same as that of a load does, with the names of what it is about.
    """

    decision: Decision
    changes: Changes
    plan: Plan


def propose(store: Store, decide: Decide) -> Proposed:
    """What the change would do to the database. Raises `Refused`, also if it would make a problem."""
    with store.reading() as reader:
        records = reader.records_at()
        decision, changes = _decided(records, decide)
        planned = plan(reader, _seeds(decision, changes))
    named = {key for change in planned.changes for edit in change.edits() for key in named_by(change.key.kind, edit)}
    after = {**records, **{key: record for key, (_, record) in changes.items()}}
    names = {key: after[key]["name"] for key in named if "name" in after.get(key, {})}
    return Proposed(decision, changes, replace(planned, names=names))


def make(
    store: Store,
    proposed: Proposed,
    decide: Decide,
    author: str,
    message: str | None = None,
    progress: Progress = SILENT,
) -> Revision:
    """Make the change, as one revision. Raises `Refused` if it would not be the one that was proposed any more."""
    with store.writing(author) as writer:
        decision, changes = _decided(writer.records_at(), decide)
        if (decision, changes) != (proposed.decision, proposed.changes):
            raise Refused(
                [Problem(Place(Path(proposed.decision.said)), "", "the database has changed meanwhile: look again")]
            )
        planned = plan(writer, _seeds(decision, changes), progress=progress)
        return writer.commit(
            {change.key: change.after for change in planned.changes},
            dataset=decision.dataset,
            loaded=f"curate {decision.said}"[:500],
            author=author,
            message=message,
            progress=progress,
        )


def _decided(records: Mapping[Key, Record], decide: Decide) -> tuple[Decision, Changes]:
    decision = decide(World(records))
    made = outcome(records, decision.steps)
    return decision, {key: (records.get(key), record) for key, record in made.items()}


def _seeds(decision: Decision, changes: Changes) -> list[Seed]:
    origin = Told(f"curate {decision.said}")
    return [Seed(key, record, origin) for key, (_, record) in changes.items()]
