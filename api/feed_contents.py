"""What feeds tell: of everything and of a dataset each load, of a group those of its roles, of a record each change.

Whatever was loaded, a feed reads a bounded part of the history: the newest loads, and of each the first few records.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby

from api.feed_formats import Entry, Feed
from api.readable import address
from knowledge.model.entity import Entity
from knowledge.model.history import Change, History, Revision, Span
from knowledge.model.vocabulary import Kind, Operation
from knowledge.questions.change_words import sentence
from knowledge.questions.changed import name_of, statements
from knowledge.questions.groups import roles_within
from knowledge.snapshot.finding import unknown
from knowledge.snapshot.snapshot import Snapshot

LOADS = 20  # entries of a feed that has one for each load
SHOWN = 10  # records of a load that are told
CHANGES = 30  # entries of a feed about one record
OF_GROUP = 150  # changes of the roles of a group that are read
LINES = 12  # sentences about a record
KINDS = {"role": Kind.ROLE, "skill": Kind.SKILL, "tool": Kind.TOOL}
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)  # of a feed to which nothing has happened yet


class Contents:
    """Feeds of what a snapshot and the history before it say; `site` stands before all addresses."""

    def __init__(self, snapshot: Snapshot, history: History, site: str):
        self._snapshot = snapshot
        self._history = history
        self._site = site

    def feed(self, what: str, slug: str, path: str) -> Feed:
        """The feed of `changes`, or of the `dataset`, `group`, `role`, `skill` or `tool` with a slug.

        Raises `NotFound` for a slug that nothing has, `Unavailable` and `Replaced` as the history does.
        """
        match what:
            case "changes":
                return self._made("Rolegraph", "Every load, with what it changed first", "/data", path, self._loads())
            case "dataset":
                dataset = self._snapshot.datasets.get(slug)
                if dataset is None:
                    raise unknown(what, slug, ["slug"], self._snapshot.datasets)
                home = f"/data?dataset={slug}"
                return self._made(dataset.title, f"Every load of {slug}", home, path, self._loads(slug))
            case "group":
                return self._of_group(slug, path)
            case _:
                return self._of_record(what, slug, path)

    def _made(self, name: str, about: str, home: str, path: str, entries: Sequence[Entry]) -> Feed:
        at = entries[0].at if entries else BEGINNING
        return Feed(f"{name}: what changed", about, self._site + home, self._site + path, at, entries)

    def _loads(self, dataset: str | None = None) -> list[Entry]:
        """An entry for each of the newest loads."""
        wanted = [each for each in reversed(self._snapshot.revisions) if dataset in (None, each.dataset)]
        return [self._of_load(each) for each in wanted[:LOADS]]

    def _of_load(self, revision: Revision) -> Entry:
        span = Span(since=revision.number - 1, until=revision.number, served=self._snapshot.identity, partial=True)
        first = self._history.changes(span, SHOWN)
        count = revision.created + revision.changed + revision.deprecated
        lines = [self._line(each) for each in first]
        if count > len(lines):
            lines.append(f"… and {count - len(lines):,} more")
        counts = ((revision.created, "new"), (revision.changed, "changed"), (revision.deprecated, "no longer in use"))
        done = ", ".join(f"{number:,} {what}" for number, what in counts if number)
        title = f"{self._snapshot.datasets[revision.dataset].title}: {done}"
        return self._entry(revision, title, [revision.message, *lines] if revision.message else lines)

    def _of_group(self, slug: str, path: str) -> Feed:
        group = self._snapshot.role_groups.get(slug)
        if group is None:
            raise unknown("role group", slug, ["slug"], self._snapshot.role_groups)
        roles = roles_within(self._snapshot, group)
        found = self._changes(Span(since=0, until=0, kinds=(Kind.ROLE,), slugs=roles), OF_GROUP)
        entries = []
        for number, each in groupby(found, lambda change: change.revision):
            changes = list(each)[::-1]  # in order again
            named = ", ".join(name_of(self._snapshot, change) for change in changes[:3])
            more = f" and {len(changes) - 3:,} more" if len(changes) > 3 else ""
            lines = [self._line(change) for change in changes[:SHOWN]]
            if len(changes) > SHOWN:
                lines.append(f"… and {len(changes) - SHOWN:,} more")
            title = f"{group.name}: {named}{more}"
            entries.append(self._entry(self._snapshot.revisions[number - 1], title, lines, f"group/{slug}"))
        about = f"Every load that changed a role of {group.scheme} {group.code}"
        return self._made(group.name, about, address(group), path, entries[:LOADS])

    def _of_record(self, what: str, slug: str, path: str) -> Feed:
        kind = KINDS[what]
        entity: Entity | None = self._snapshot.by_kind[kind].get(slug)
        if entity is None:
            raise unknown(what, slug, ["slug"], self._snapshot.by_kind[kind])
        found = self._changes(Span(since=0, until=0, kinds=(kind,), slug=slug), CHANGES)
        entries = [self._of_change(entity, each) for each in found]
        return self._made(entity.name, f"Every change of the {what} {slug}", address(entity), path, entries)

    def _of_change(self, entity: Entity, change: Change) -> Entry:
        said = list(self._sentences(change))
        title = self._line(change) if len(said) == 1 else f"{entity.name}: {self._done(change, len(said))}"
        revision = self._snapshot.revisions[change.revision - 1]
        lines = said or [each for each in (entity.description,) if each]
        return self._entry(revision, title, lines, f"{change.key.kind.lower()}/{change.key.slug}", address(entity))

    def _changes(self, wanted: Span, most: int) -> Sequence[Change]:
        """The newest changes up to the revision that is served, newest first, as far as they are kept."""
        span = Span(
            since=0,
            until=self._snapshot.number,
            kinds=wanted.kinds,
            slug=wanted.slug,
            slugs=wanted.slugs,
            served=self._snapshot.identity,
            partial=True,
        )
        return self._history.changes(span, most, descends=True) if span.until else []

    def _entry(
        self, revision: Revision, title: str, lines: Sequence[str], part: str = "", home: str | None = None
    ) -> Entry:
        looked_at = home or f"/data?since={revision.number - 1}&until={revision.number}"
        name = f"{self._site}/revisions/{revision.identity}/changes"
        whole = f"{name}/{part}" if part else name
        return Entry(whole, title, self._site + looked_at, revision.committed_at, revision.author, lines)

    def _line(self, change: Change) -> str:
        """A change in one line."""
        said = list(self._sentences(change))
        return said[0] if len(said) == 1 else f"{name_of(self._snapshot, change)}: {self._done(change, len(said))}"

    def _done(self, change: Change, count: int) -> str:
        match change.operation:
            case Operation.CREATED:
                return "new"
            case Operation.DEPRECATED:
                return "no longer in use"
            case _:
                return f"{count:,} changes"

    def _sentences(self, change: Change) -> Iterator[str]:
        name = name_of(self._snapshot, change)
        found = statements(self._snapshot, change)
        if change.operation is Operation.DEPRECATED:
            yield f"{name} is no longer in use."
        yield from (sentence(name, each) for each in found[:LINES])
        if len(found) > LINES:
            yield f"… and {len(found) - LINES:,} more"
