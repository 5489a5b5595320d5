"""What is wrong with a database, in words for those who run it."""

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout


class DatabaseProblem(Exception):
    """The database cannot be used. The message says why and what to do."""


UNREACHABLE = (DBAPIError, PoolTimeout, DatabaseProblem)
"""What is raised where a database that could be used cannot be asked now: PoolTimeout is that of the pool."""


def reason(error: BaseException) -> str:
    """What an error says, in one line: where it is the driver's, the driver's own first one."""
    found = error.orig if isinstance(error, DBAPIError) else error
    return (str(found).strip().splitlines() or [type(found).__name__])[0]
