"""All that is known of who did what, from the table of events, the revisions, and the keys."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from db.access import ApiKey
from db.audit import Action, Event, kept_events
from db.revisions import Revision, messages_of
from db.tables import DATASET

UNKNOWN = "unknown"  # who made and revoked keys before that was kept


def events(connection: Connection) -> list[Event]:
    """All that is known, loads too, oldest first. Keys that are older than this table have no known author."""
    kept = kept_events(connection)
    known = {(each.action, each.subject) for each in kept}
    return sorted([*kept, *_loads(connection), *(each for each in _keys(connection) if _what(each) not in known)])


def _what(event: Event) -> tuple[str, str]:
    return event.action, event.subject


def _loads(connection: Connection) -> Iterator[Event]:
    datasets = DATASET.table
    messages = messages_of(connection)
    query = select(Revision.number, Revision.committed_at, Revision.author, Revision.loaded, datasets.c.slug)
    for number, at, author, loaded, dataset in connection.execute(
        query.join(datasets, datasets.c.id == Revision.dataset_id)
    ):
        why = f": {messages[number]}" if number in messages else ""
        yield Event(at, author, Action.LOADED.value, f"revision {number}: {dataset} from {loaded}{why}")


def _keys(connection: Connection) -> Iterator[Event]:
    for key, created, revoked in connection.execute(select(ApiKey.name, ApiKey.created_at, ApiKey.revoked_at)):
        yield Event(created, UNKNOWN, Action.KEY_CREATED.value, key)
        if revoked is not None:
            yield Event(revoked, UNKNOWN, Action.KEY_REVOKED.value, key)
