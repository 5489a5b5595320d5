"""Compiles GraphQL operations into Python functions: for synchronous execution over plain objects.

It knows graphql-core and orjson, and nothing of what a schema is about. How a field is fetched from an object, it asks
`Fetching`. A compiled operation answers what can be answered without error; where anything is wrong it raises, and the
ordinary executor gives the answer: docs/compiler.md says why and what is covered.
"""

from schema.compiler.fetching import Attribute, Call, Fetch, Fetching, Info
from schema.compiler.leaves import Trouble, exact
from schema.compiler.operation import Compiled, Uncovered, compile_operation
from schema.compiler.variables import Coerce, Values, coercer

__all__ = [
    "Attribute",
    "Call",
    "Coerce",
    "Compiled",
    "Fetch",
    "Fetching",
    "Info",
    "Trouble",
    "Uncovered",
    "Values",
    "coercer",
    "compile_operation",
    "exact",
]
