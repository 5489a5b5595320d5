"""What a process counts and measures, for Prometheus."""

import os
from functools import lru_cache
from importlib.metadata import version

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from api import descriptors

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # where several processes of one server count together
BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

registry = CollectorRegistry()
REQUESTS = Counter(
    "rolegraph_requests",
    "Requests to GraphQL, by operation name (or `(export)`, for what is taken whole, and `(mcp)`, for assistants, with "
    "the tool), outcome (hit: the answer was in "
    "the response cache; executed: it was not; not_modified, refused, failed) and HTTP status.",
    ("operation", "outcome", "status"),
    registry=registry,
)
SECONDS = Histogram(
    "rolegraph_request_seconds",
    "How long replies to GraphQL requests took, by operation name.",
    ("operation",),
    buckets=BUCKETS,
    registry=registry,
)
REFUSALS = Counter(
    "rolegraph_refusals",
    "Requests that were refused, by the limit or code that says why.",
    ("reason",),
    registry=registry,
)
EXECUTIONS = Counter(
    "rolegraph_executions",
    "Operations that were executed, by the way: compiled; ordinary, by the general executor, as introspection is; "
    "again, by the general executor after the compiled one, for answers with errors.",
    ("way",),
    registry=registry,
)
CACHE_BYTES = Gauge(
    "rolegraph_cache_bytes", "Size of the response cache.", registry=registry, multiprocess_mode="livesum"
)
CACHE_ANSWERS = Gauge(
    "rolegraph_cache_answers", "Answers in the response cache.", registry=registry, multiprocess_mode="livesum"
)
REVISION = Gauge("rolegraph_revision", "The revision that is served.", registry=registry, multiprocess_mode="livemin")
RECORDS = Gauge(
    "rolegraph_snapshot_records", "Records in the snapshot served.", registry=registry, multiprocess_mode="livemax"
)
BUILD_SECONDS = Gauge(
    "rolegraph_snapshot_build_seconds",
    "How long it took to build the snapshot that is served.",
    registry=registry,
    multiprocess_mode="livemax",
)
DATABASE_UP = Gauge(
    "rolegraph_database_up",
    "Whether the database answers, as far as is known: it did when it was last asked, and that is not long ago.",
    registry=registry,
    multiprocess_mode="livemin",
)
DATABASE_AGE = Gauge(
    "rolegraph_database_answered_age_seconds",
    "How long ago the database answered last.",
    registry=registry,
    multiprocess_mode="livemax",
)
REVISION_AGE = Gauge(
    "rolegraph_revision_age_seconds",
    "How long ago the revision that is served was committed.",
    registry=registry,
    multiprocess_mode="livemax",
)
REVISION_DIGEST = Gauge(
    "rolegraph_revision_digest",
    "The first 12 hexadecimal digits of the digest of the revision that is served, as a number: "
    "servers that say the same serve the same.",
    registry=registry,
    multiprocess_mode="livemostrecent",
)
PREPARED = Gauge(
    "rolegraph_revision_prepared",
    "Whether what questions need of the revision that is served is made already.",
    registry=registry,
    multiprocess_mode="livemin",
)
LOOP_LAG = Gauge(
    "rolegraph_event_loop_lag_seconds",
    "How much later than it should the event loop came to something, when it was last measured.",
    registry=registry,
    multiprocess_mode="livemax",
)
UNDER_WAY = Gauge(
    "rolegraph_work_under_way",
    "What is done in threads and waits for them, by kind: reading documents, answering, asking the database, "
    "loading old revisions, compressing.",
    ("kind",),
    registry=registry,
    multiprocess_mode="livesum",
)
UNCOUNTED = Counter(
    "rolegraph_uncounted_requests",
    "Requests that were not counted, as the storage of rates did not answer.",
    registry=registry,
)
RATE_STORAGE_UP = Gauge(
    "rolegraph_rate_storage_up",
    "Whether the storage of rates answered when it was last asked.",
    registry=registry,
    multiprocess_mode="livemin",
)
BUILD = Gauge(
    "rolegraph_build_info",
    "1, with the version of this program.",
    ("version",),
    registry=registry,
    multiprocess_mode="max",
)
BUILD.labels(version("rolegraph")).set(1)
STARTED = Gauge(
    "rolegraph_process_start_time_seconds",
    "When the process began, in seconds since 1970.",
    registry=registry,
    multiprocess_mode="liveall",
)
STARTED.set_to_current_time()
RESIDENT_BYTES = Gauge(
    "rolegraph_process_resident_memory_bytes",
    "Memory of the process.",
    registry=registry,
    multiprocess_mode="liveall",
)
OPEN_FILES = Gauge(
    "rolegraph_process_open_fds",
    "Files and connections that the process has open.",
    registry=registry,
    multiprocess_mode="liveall",
)
MOST_FILES = Gauge(
    "rolegraph_process_max_fds",
    "Files and connections that the process may have open.",
    registry=registry,
    multiprocess_mode="liveall",
)
MOST_FILES.set(descriptors.limit())
OLD_LOADS = Counter(
    "rolegraph_old_revisions_loaded", "Old revisions that were read from the database to be asked.", registry=registry
)
REPLACEMENTS = Counter(
    "rolegraph_history_replacements",
    "How often the history that was served was found replaced by another.",
    registry=registry,
)


@lru_cache(maxsize=4096)
def _children(operation: str, outcome: str, status: int) -> tuple[Counter, Histogram]:
    return REQUESTS.labels(operation, outcome, str(status)), SECONDS.labels(operation)


@lru_cache(maxsize=8)
def _executions(way: str) -> Counter:
    return EXECUTIONS.labels(way)


def executed(way: str) -> None:
    """Count an execution."""
    _executions(way).inc()


def observe(operation: str, outcome: str, status: int, seconds: float) -> None:
    """Count a reply."""
    count, duration = _children(operation, outcome, status)
    count.inc()
    duration.observe(seconds)


def exposition() -> bytes:
    """All metrics in Prometheus's text format, those of the other processes of this server too."""
    if SHARED_FOLDER not in os.environ:
        return generate_latest(registry)
    everybody = CollectorRegistry()
    MultiProcessCollector(everybody)  # type: ignore[no-untyped-call] # prometheus-client has no types here
    return generate_latest(everybody)


def leave() -> None:
    """This process ends: what it told of itself is no longer so."""
    if SHARED_FOLDER in os.environ:
        mark_process_dead(os.getpid())  # type: ignore[no-untyped-call] # as above
