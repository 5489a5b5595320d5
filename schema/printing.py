"""The schema as text, as it is committed in `schema.graphql`, and what changed since an older one."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from graphql import GraphQLError, GraphQLObjectType, GraphQLSchema, build_schema
from graphql.utilities import BreakingChange, DangerousChange, find_schema_changes

from knowledge.errors import BadInput
from schema.query import schema

BECAME_NULLABLE = re.compile(
    r"Field (?P<type>\w+)\.(?P<field>\w+) changed type from (?P<was>\[.+\]|\w+)! to (?P=was)\."
)
COMMITTED = Path(__file__).parent / "schema.graphql"


class Severity(StrEnum):
    """What a change does to clients: `DANGEROUS` ones may meet a value that they do not know."""

    BREAKING = "breaking"
    DANGEROUS = "dangerous"
    SAFE = "safe"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the schema."""

    severity: Severity
    description: str


def printed() -> str:
    """The schema definition, as a file ends: with a line break."""
    return schema.as_str().rstrip() + "\n"


def changes_since(old: str) -> list[Change]:
    """What changed since an older schema definition, worst first. Raises `BadInput` if it is none."""
    try:
        before = build_schema(old)
    except (GraphQLError, TypeError) as error:
        raise BadInput(f"that is no GraphQL schema: {error}", ["old"]) from error
    if before.query_type is None:
        raise BadInput("that is no GraphQL schema: it has no type Query", ["old"])
    after = build_schema(printed())
    found = find_schema_changes(before, after)
    changes = [Change(_severity(each, after), each.description) for each in found]
    order = list(Severity)
    return sorted(changes, key=lambda change: (order.index(change.severity), change.description))


def _severity(change: object, after: GraphQLSchema) -> Severity:
    if isinstance(change, BreakingChange):
        return Severity.DANGEROUS if _is_null_with_an_error(change, after) else Severity.BREAKING
    return Severity.DANGEROUS if isinstance(change, DangerousChange) else Severity.SAFE


def _is_null_with_an_error(change: BreakingChange, after: GraphQLSchema) -> bool:
    """Whether a field became nullable that is null only in place of an answer that was null as a whole before."""
    changed = BECAME_NULLABLE.fullmatch(change.description)
    type_ = after.type_map.get(changed["type"]) if changed else None
    if not changed or not isinstance(type_, GraphQLObjectType):
        return False
    node = type_.fields[changed["field"]].ast_node
    return node is not None and any(each.name.value == "semanticNonNull" for each in node.directives or ())
