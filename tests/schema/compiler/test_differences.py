"""Compiled operations answer as graphql-core's executor does: the same data in the same order, and the same errors."""

import json
from typing import Any

import orjson
import pytest
from graphql import GraphQLError
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from db.store import Store
from knowledge.snapshot.snapshot import Snapshot
from schema.compiler.operation import OFTEN
from schema.context import Context
from schema.document import GRAPHQL, Document, Executed, Refused, Way, parsed
from schema.limits import Limits
from tests.schema.compiler.documents import Asked, documents

LIMITS = Limits(aliases=1000, directives=1000, fragments=1000, repetitions=1000)


def told(error: GraphQLError) -> Any:
    """An error without what is drawn by lot."""
    said = error.formatted
    extensions = {**said.get("extensions", {})}
    if extensions.pop("id", None):
        return {**said, "message": "masked", "extensions": extensions}
    return {**said, "extensions": extensions}


def differences(document: Document, variables: dict[str, Any], context: Context) -> bool:
    """Whether the answer has errors. Fails where the two ways do not agree to the byte, but for the order of errors."""
    (name,) = document.costs
    executed = document.execute(name, variables, context)
    for _ in range(OFTEN):
        assert told_all(document.execute(name, variables, context)) == told_all(executed), "remembered or not"
    ordinary = document.execute_ordinarily(name, variables, context)
    assert executed.data == orjson.dumps({"data": ordinary.data})
    ours, theirs = (
        sorted(json.dumps(told(each), sort_keys=True) for each in errors)
        for errors in (executed.errors, ordinary.errors or ())
    )
    assert ours == theirs
    assert executed.way is Way.COMPILED or executed.is_refusal or has_null_condition(document, variables)
    return bool(executed.errors)


def told_all(executed: Executed) -> Any:
    return executed.data, [told(error) for error in executed.errors]


def has_null_condition(document: Document, variables: dict[str, Any]) -> bool:
    """Whether a condition may be null: the only thing that is executed once more because of what a client sends."""
    return any(f"(if: ${name})" in document.text and variables.get(name) is None for name in variables)


@given(documents(GRAPHQL))
@settings(max_examples=1_200, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.xdist_group("differences")
def test_both_ways_answer_alike(shipped: Snapshot, sqlite_store: Store, asked: Asked) -> None:
    try:
        document = parsed(asked.text, LIMITS)
    except Refused:
        assume(False)
    differences(document, asked.variables, Context(shipped, sqlite_store, lambda _: shipped))


@given(st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_one_plan_serves_many_variables(shipped: Snapshot, sqlite_store: Store, data: st.DataObject) -> None:
    asked = data.draw(documents(GRAPHQL))
    try:
        document = parsed(asked.text, LIMITS)
    except Refused:
        assume(False)
    context = Context(shipped, sqlite_store, lambda _: shipped)
    for _ in range(4):
        variables = {
            name: data.draw(st.sampled_from([value, True, False, None, "ai-engineer", 2]))
            for name, value in asked.variables.items()
        }
        differences(document, variables, context)
