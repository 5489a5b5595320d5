"""What those who operate the server ask it: whether it lives, whether it is ready, what it measured."""

import time

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST

from api import metrics
from api.answering import Answering
from api.current import CurrentKnowledge
from api.rates import Rates
from knowledge.model.history import SHOWN

TAKES = ["GET", "HEAD"]
NO_STORE = {"cache-control": "no-store"}


def tell(current: CurrentKnowledge, answering: Answering) -> None:
    """Set the metrics of this process; another one may be asked for them."""
    metrics.CACHE_BYTES.set(answering.cache.size)
    metrics.CACHE_ANSWERS.set(len(answering.cache))
    for each in answering.workers:
        metrics.UNDER_WAY.labels(each.name).set(each.under_way)
    metrics.REVISION.set(current.snapshot.number)
    metrics.RECORDS.set(current.snapshot.records)
    metrics.BUILD_SECONDS.set(current.build_seconds)
    metrics.DATABASE_UP.set(current.database_answers)
    metrics.DATABASE_AGE.set(time.monotonic() - current.looked_at)
    snapshot = current.snapshot
    metrics.REVISION_DIGEST.set(int(snapshot.identity.digest[:SHOWN] or "0", 16))
    metrics.PREPARED.set(snapshot.prepared)
    if snapshot.revisions:
        metrics.REVISION_AGE.set(time.time() - snapshot.revisions[-1].committed_at.timestamp())


def routes(current: CurrentKnowledge, answering: Answering, rates: Rates) -> APIRouter:
    """The routes /healthz, /readyz and /metrics."""
    router = APIRouter()

    @router.api_route("/healthz", methods=TAKES)
    async def alive() -> JSONResponse:
        return JSONResponse({"status": "alive"}, headers=NO_STORE)

    @router.api_route("/readyz", methods=TAKES)
    async def ready() -> JSONResponse:
        snapshot = current.snapshot
        now = time.monotonic()
        status = "empty" if not snapshot.number else "ready" if current.ready else "preparing"
        state = {
            "status": status,
            "prepared": snapshot.prepared,
            "revision": snapshot.number,
            "digest": snapshot.identity.digest,
            "committedAt": snapshot.revisions[-1].committed_at.isoformat() if snapshot.revisions else None,
            "servedForSeconds": round(now - current.served_since, 3),
            "buildSeconds": round(current.build_seconds, 3),
            "records": snapshot.records,
            "database": "answers" if current.database_answers else "does not answer",
            "databaseAnsweredSecondsAgo": round(now - current.looked_at, 3),
            "rates": "counted" if rates.are_counted else "not counted",
        }
        return JSONResponse(state, 200 if status == "ready" else 503, NO_STORE)

    @router.api_route("/metrics", methods=TAKES)
    async def measured() -> Response:
        tell(current, answering)
        return Response(metrics.exposition(), headers=NO_STORE, media_type=CONTENT_TYPE_LATEST)

    return router
