"""Errors with stable codes. Anything unexpected is masked, and logged with an id that the client is told."""

import logging
import uuid

from graphql import GraphQLError

from knowledge.errors import NotFound, QuestionError

PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
BAD_USER_INPUT = "BAD_USER_INPUT"
INTERNAL = "INTERNAL_SERVER_ERROR"

logger = logging.getLogger("rolegraph.schema")


def give_code(error: GraphQLError) -> None:
    """Complete the error in place: its code, what the client needs to mend it, or a mask."""
    cause = error.original_error
    if isinstance(cause, QuestionError):
        error.extensions = {"code": cause.code, "argument": cause.argument}
        if isinstance(cause, NotFound):
            error.extensions["nearest"] = cause.nearest
            if cause.known is not None:
                error.extensions["known"] = cause.known
    elif cause is None or isinstance(cause, GraphQLError):
        error.extensions = {**(error.extensions or {}), "code": _code(error)}
    else:
        identifier = uuid.uuid4().hex
        logger.error("unexpected error %s at %s", identifier, error.path, exc_info=cause)
        error.message = f"Something went wrong here; the log knows it as {identifier}."
        error.extensions = {"code": INTERNAL, "id": identifier}


def _code(error: GraphQLError) -> str:
    if error.extensions and "code" in error.extensions:
        return str(error.extensions["code"])
    if error.message.startswith("Syntax Error"):
        return PARSE_FAILED
    return BAD_USER_INPUT if error.path or error.message.startswith("Variable ") else VALIDATION_FAILED
