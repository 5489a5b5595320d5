"""Log lines: structured, with the id of the request that they belong to."""

import itertools
import logging
import os
import re
import sys
from contextvars import ContextVar
from typing import Literal

import structlog
from structlog.typing import EventDict, WrappedLogger

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
_ACCEPTABLE = re.compile(rb"[A-Za-z0-9._:/=+-]{1,128}")
_process = os.urandom(6).hex()
_numbers = itertools.count(1)


def request_id(given: bytes | None) -> bytes:
    """The id that a client or proxy gave, if it is fit for logs and headers, or else a new one."""
    if given is not None and _ACCEPTABLE.fullmatch(given):
        return given
    return f"{_process}-{next(_numbers):x}".encode()


def configure(form: Literal["text", "json"]) -> None:
    """Everything that is logged in this process goes to standard error, a line each."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_request_id,
        _add_process,
    ]
    if form == "json":
        last: list[structlog.typing.Processor] = [
            structlog.processors.dict_tracebacks,
            structlog.processors.JSONRenderer(),
        ]
    else:
        last = [
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
        ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last]
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for chatty in ("alembic", "httpx", "httpx2", "mcp", "opentelemetry"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _add_request_id(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    if identifier := REQUEST_ID.get():
        event["request_id"] = identifier
    return event


def _add_process(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    event["pid"] = os.getpid()
    return event
