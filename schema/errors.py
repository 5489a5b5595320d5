"""Errors with stable codes. Anything unexpected is masked, and logged with an id that the client is told."""

import logging
import uuid
from collections.abc import Iterator

from graphql import ExecutionResult, GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.types import ExecutionResult as StrawberryExecutionResult

from knowledge.errors import NotFound, QuestionError

PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
BAD_USER_INPUT = "BAD_USER_INPUT"
INTERNAL = "INTERNAL_SERVER_ERROR"

logger = logging.getLogger("rolegraph.schema")


class CodedErrors(SchemaExtension):
    """Gives every error of an operation a code in `extensions`, and masks those that nobody foresaw."""

    def on_operation(self) -> Iterator[None]:
        yield
        result = self.execution_context.result
        if isinstance(result, ExecutionResult | StrawberryExecutionResult) and result.errors:
            result.errors = [coded(error) for error in result.errors]


def coded(error: GraphQLError) -> GraphQLError:
    """The error with its code, or a masked one in its place."""
    cause = error.original_error
    if isinstance(cause, QuestionError):
        extensions = {"code": cause.code, "argument": cause.argument}
        if isinstance(cause, NotFound):
            extensions["nearest"] = cause.nearest
        error.extensions = extensions
    elif cause is None or isinstance(cause, GraphQLError):
        error.extensions = {**(error.extensions or {}), "code": _code(error)}
    else:
        identifier = uuid.uuid4().hex
        logger.error("unexpected error %s at %s", identifier, error.path, exc_info=cause)
        extensions = {"code": INTERNAL, "id": identifier}
        return GraphQLError(
            f"Something went wrong here; the log knows it as {identifier}.",
            nodes=error.nodes,
            path=error.path,
            extensions=extensions,
        )
    return error


def _code(error: GraphQLError) -> str:
    if error.extensions and "code" in error.extensions:
        return str(error.extensions["code"])
    if error.message.startswith("Syntax Error"):
        return PARSE_FAILED
    return BAD_USER_INPUT if error.path or error.message.startswith("Variable ") else VALIDATION_FAILED
