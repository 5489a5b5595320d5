"""Documents: parsed, held against the limits, validated and priced once, then executed as often as they are asked."""

import logging
import math
import re
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from time import perf_counter
from typing import Any, NamedTuple

import orjson
from graphql import (
    ASTValidationRule,
    DocumentNode,
    ExecutionResult,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLLeafType,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    execute_sync,
    parse,
    recommended_rules,
    specified_rules,
    validate,
)
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from knowledge import deadline
from schema.compiler import Coerce, Compiled, Trouble, Uncovered, Values, coercer, compile_operation
from schema.context import Context
from schema.cost import OperationCost, cost_of
from schema.errors import BAD_USER_INPUT, give_code
from schema.lengths import Use, check_variables, has_private, length_rule
from schema.limits import LimitExceeded, Limits, TooLarge, check_length, check_shape
from schema.query import schema
from schema.resolvers import Brought, StrawberryFetching

GRAPHQL = schema._schema  # what graphql-core executes; Strawberry has no public name for it
FETCHING = StrawberryFetching(schema)
SPEAKING = StrawberryFetching(schema, speaks=True)
SLOWLY_FORGOTTEN = 0.9  # of the time that an operation took, what is left of it after the next time
DOCUMENT_BYTES, CHARACTER_BYTES = 20_000, 400  # that a document takes, as was measured
FEW = 20  # points, of which an operation takes the time in any case
MOST_ERRORS = 20  # of one document; further ones are not looked for
LONG_NUMBER = re.compile("[0-9]{309}")
TOO_MANY_TOKENS = "Document contains more than"


logger = logging.getLogger("rolegraph.schema")


class Refused(Exception):
    """A document that cannot be executed, and why. `errors` have codes."""

    def __init__(self, errors: list[GraphQLError]):
        super().__init__(errors)
        self.errors = errors
        for error in errors:
            give_code(error)


class Way(StrEnum):
    """How an operation was executed: compiled, by the ordinary executor, or by that after the compiled one gave up."""

    COMPILED = "compiled"
    ORDINARY = "ordinary"
    AGAIN = "again"


class Executed(NamedTuple):
    """What came of an operation, and how: `data` is a JSON object with nothing but that.

    `is_refusal`: nothing was executed, because the variables do not fit.
    """

    data: bytes
    errors: list[GraphQLError]
    way: Way
    objects: int
    is_refusal: bool

    @property
    def answer(self) -> bytes:
        """The finished answer as JSON."""
        if not self.errors:
            return self.data
        told = b'"errors":' + orjson.dumps([error.formatted for error in self.errors])
        return b"{" + told + b"}" if self.is_refusal else self.data[:-1] + b"," + told + b"}"


class Read(NamedTuple):
    """Variables, coerced, or None where they do not fit; and what the operation may cost with them, in points.

    `is_private`: it has what people say of themselves, which is kept nowhere.
    """

    values: Values | None
    cost: int
    is_private: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A valid document. `costs` has its operations by name, None for the one without; so has `compiled`, when asked."""

    text: str
    node: DocumentNode
    costs: Mapping[str | None, OperationCost]
    coercers: Mapping[str | None, Coerce]
    uses: Mapping[str, Sequence[Use]]
    is_private: bool  # whether its text has something that people say of themselves
    compiled: dict[tuple[str | None, bool], Compiled | None] = field(default_factory=dict)
    taken: dict[str | None, float] = field(default_factory=dict)
    """How many seconds a point of its operations took lately, the slower ones remembered for longer."""

    @property
    def size(self) -> int:
        """How many bytes it takes, about: its nodes, what validation left of them, and its compiled operations."""
        return DOCUMENT_BYTES + CHARACTER_BYTES * len(self.text)

    def operation(self, name: str | None) -> str | None:
        """The name of the operation that is meant. Raises `Refused` if that is not clear."""
        if name in self.costs or (name is None and len(self.costs) == 1):
            return next(iter(self.costs)) if name is None else name
        if name is None:
            said = "The document has several operations: name one in operationName."
        else:
            said = f"The document has no operation {name[:100]!r}."
        raise Refused([GraphQLError(said, extensions={"code": BAD_USER_INPUT})])

    def expected(self, operation: str | None, cost: int) -> float:
        """How many seconds an operation may take with variables with which it costs so much, infinity if unknown."""
        return self.taken.get(operation, math.inf) * max(cost, FEW)

    def read(self, operation: str | None, variables: dict[str, Any] | None) -> Read:
        """The variables as they will be executed, and what that may cost. Raises `Refused` for those that are too long.

        Nothing is executed with variables that do not fit.
        """
        try:
            values = self.coercers[operation](variables or {})
        except Trouble:
            return Read(None, 0, True)  # who knows what they have
        try:
            check_variables(self.uses, values.coerced)
        except GraphQLError as error:
            raise Refused([error]) from error
        is_private = self.is_private or has_private(self.uses, values.coerced)
        return Read(values, self.costs[operation].of(values.coerced), is_private)

    def execute(
        self,
        operation: str | None,
        variables: dict[str, Any] | None,
        context: Context,
        read: Read | None = None,
    ) -> Executed:
        """The answer, with coded errors. Raises `knowledge.deadline.OutOfTime`, and `Refused` if it is too large.

        The compiled operation answers, errors of fields included, or where it cannot, the ordinary executor: resolvers
        are pure functions of the snapshot, so that executing twice does no harm. `read` are the variables, if they
        have been read already.
        """
        values, cost, _ = read or self.read(operation, variables)
        began = perf_counter()
        try:
            return self._executed(operation, variables, values, context)
        except TooLarge as error:
            raise Refused([error.refusal]) from error
        finally:
            took = (perf_counter() - began) / max(cost, FEW)
            self.taken[operation] = max(took, SLOWLY_FORGOTTEN * self.taken.get(operation, 0.0))

    def _executed(
        self, operation: str | None, variables: dict[str, Any] | None, values: Values | None, context: Context
    ) -> Executed:
        if values is None:
            return self._executed_ordinarily(operation, variables, context, Way.AGAIN)
        compiled = self._compiled(operation, speaks=bool(context.languages))
        if compiled is None:
            return self._executed_ordinarily(operation, variables, context, Way.ORDINARY)
        brought = Brought(context)
        try:
            answer = compiled.answer(None, brought, variables, values)
        except Exception:  # noqa: BLE001 - resolvers raise anything; the ordinary executor says it in its own words
            return self._executed_ordinarily(operation, variables, context, Way.AGAIN)
        brought.check_size(len(answer))
        for error in brought.errors:
            give_code(error)
        return Executed(answer, brought.errors, Way.COMPILED, brought.objects, is_refusal=False)

    def _executed_ordinarily(
        self, operation: str | None, variables: dict[str, Any] | None, context: Context, way: Way
    ) -> Executed:
        brought = Brought(context)
        result = self.execute_ordinarily(operation, variables, context, brought)
        errors = result.errors or []
        answer = orjson.dumps({"data": result.data})
        brought.check_size(len(answer))
        is_refusal = bool(errors) and result.data is None and all(error.path is None for error in errors)
        return Executed(answer, errors, way, brought.objects, is_refusal)

    def _compiled(self, operation: str | None, *, speaks: bool) -> Compiled | None:
        """The operation, compiled for requests with languages or without; None if it cannot be."""
        key = operation, speaks
        if key not in self.compiled:
            try:
                self.compiled[key] = _compiled(self.node, operation, SPEAKING if speaks else FETCHING)
            except Uncovered as uncovered:
                logger.debug("%s", uncovered)
                self.compiled[key] = None
        return self.compiled[key]

    def execute_ordinarily(
        self, operation: str | None, variables: dict[str, Any] | None, context: Context, brought: Brought | None = None
    ) -> ExecutionResult:
        """The result by graphql-core's executor, with coded errors. Raises `knowledge.deadline.OutOfTime`."""
        counting = brought or Brought(context)

        class Counting(_Executor):
            meter = counting

        result = execute_sync(
            GRAPHQL,
            self.node,
            context_value=context,
            variable_values=variables,
            operation_name=operation,
            executor_class=Counting,
            hide_suggestions=context.hides_schema,
        )
        for error in result.errors or ():
            give_code(error)
        return result


def _compiled(node: DocumentNode, operation: str | None, fetching: StrawberryFetching) -> Compiled:
    fragments = {each.name.value: each for each in node.definitions if isinstance(each, FragmentDefinitionNode)}
    found = next(
        each
        for each in node.definitions
        if isinstance(each, OperationDefinitionNode) and (each.name.value if each.name else None) == operation
    )
    return compile_operation(GRAPHQL, found, fragments, fetching)


class _Executor(StrawberryGraphQLCoreExecutionContext):
    """Looks at the clock at each object of the answer, and counts what compiled operations count."""

    meter: Brought

    def execute_fields(self, *arguments: Any) -> Any:
        deadline.check()
        self.meter.count(1, 0)
        return super().execute_fields(*arguments)

    def complete_leaf_value(self, return_type: GraphQLLeafType, result: Any) -> Any:  # type: ignore[override]  # static
        leaf = super().complete_leaf_value(return_type, result)
        self.meter.count(0, len(leaf) if isinstance(leaf, str) else 1)
        return leaf


def parsed(text: str, limits: Limits) -> Document:
    """The document in a text. Raises `Refused`."""
    try:
        check_length(text, limits)
        node = parse(text, max_lexical_tokens=limits.tokens, max_comments=limits.tokens)
        check_shape(node, limits)
    except GraphQLError as error:
        raise Refused([_beyond_tokens(error, limits)]) from error
    if LONG_NUMBER.search(text):  # which Python refuses to read
        _check(node, [length_rule({}, [])], limits)
    uses: dict[str, list[Use]] = {}
    private: list[str] = []
    rules = (
        *specified_rules,
        length_rule(uses, private),
        *recommended_rules,
        *(() if limits.introspection else (NoSchemaIntrospectionCustomRule,)),
    )
    _check(node, rules, limits)
    fragments = {each.name.value: each for each in node.definitions if isinstance(each, FragmentDefinitionNode)}
    operations = [each for each in node.definitions if isinstance(each, OperationDefinitionNode)]
    if not operations:
        raise Refused([GraphQLError("The document has no operation.", extensions={"code": BAD_USER_INPUT})])
    named = {each.name.value if each.name else None: each for each in operations}
    return Document(
        text,
        node,
        {name: cost_of(GRAPHQL, each, fragments) for name, each in named.items()},
        {name: coercer(GRAPHQL, each.variable_definitions or (), needs_whole=False) for name, each in named.items()},
        uses,
        bool(private),
    )


def _check(node: DocumentNode, rules: Sequence[type[ASTValidationRule]], limits: Limits) -> None:
    """Raises `Refused` for a document that breaks a rule."""
    if errors := validate(GRAPHQL, node, rules, max_errors=MOST_ERRORS, hide_suggestions=not limits.introspection):
        raise Refused(errors)


def _beyond_tokens(error: GraphQLError, limits: Limits) -> GraphQLError:
    if TOO_MANY_TOKENS not in error.message:
        return error
    return LimitExceeded("tokens", limits.tokens, None, f"A document has at most {limits.tokens:,} tokens.")


class Documents:
    """Valid documents by their text, the most recently used ones, as many as fit into some memory."""

    def __init__(self, limits: Limits, most_bytes: int = 24_000_000):
        self.limits = limits
        self._most_bytes = most_bytes
        self._bytes = 0
        self._known: OrderedDict[str, Document] = OrderedDict()
        self._changing = threading.Lock()

    def known(self, text: str) -> Document | None:
        """The document in a text, if it has been read before."""
        with self._changing:
            found = self._known.get(text)
            if found is not None:
                self._known.move_to_end(text)
            return found

    def get(self, text: str) -> Document:
        """The document in a text, which is kept if nothing in it is private. Raises `Refused`."""
        found = self.known(text)
        if found is not None:
            return found
        found = parsed(text, self.limits)
        if found.is_private:
            return found
        with self._changing:
            if text in self._known:
                return self._known[text]
            self._known[text] = found
            self._bytes += found.size
            while self._bytes > self._most_bytes and len(self._known) > 1:
                _, dropped = self._known.popitem(last=False)
                self._bytes -= dropped.size
        return found
