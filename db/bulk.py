"""Writing and reading many rows at once, by the fastest way that each database has."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from enum import Enum
from itertools import islice
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Select, Table
from sqlalchemy.exc import IntegrityError, OperationalError

from db.codec import Row

CHUNK = 2000


def insert_rows(connection: Connection, table: Table, rows: Iterable[Row], advance: Callable[[int], None]) -> None:
    """Insert rows, given in the order of the table's columns: no more than `CHUNK` of them are held at once.

    Calls `advance` with the number written, now and then.
    """
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows, advance)
    else:
        _execute_many(connection, table, rows, advance)


def _copy(connection: Connection, table: Table, rows: Iterable[Row], advance: Callable[[int], None]) -> None:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    statement = f'COPY "{table.name}" ({columns}) FROM STDIN'
    driver: Any = connection.connection.driver_connection
    with _wrapped(statement), driver.cursor() as cursor, cursor.copy(statement) as copy:
        for chunk in _chunks(rows):
            for row in chunk:
                copy.write_row(row)
            advance(len(chunk))


def _execute_many(connection: Connection, table: Table, rows: Iterable[Row], advance: Callable[[int], None]) -> None:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = ", ".join("?" for _ in table.columns)
    statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'
    dates = [place for place, column in enumerate(table.columns) if column.type.python_type is date]
    for chunk in _chunks(rows):
        connection.exec_driver_sql(statement, [_with_text(row, dates) for row in chunk] if dates else chunk)
        advance(len(chunk))


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    given = iter(rows)
    while chunk := list(islice(given, CHUNK)):
        yield chunk


def _with_text(row: Row, dates: Sequence[int]) -> Row:
    """The row with its dates as SQLite keeps them: ISO 8601 text."""
    return tuple(
        value.isoformat() if place in dates and value is not None else value for place, value in enumerate(row)
    )


def fetch_rows(
    connection: Connection, query: Select[Any], parameters: Mapping[str, object] = MappingProxyType({})
) -> Sequence[Row]:
    """All rows of a query. From PostgreSQL they come in its binary format: as text, bytes would come twice as long."""
    if connection.dialect.name != "postgresql":
        return [tuple(row) for row in connection.execute(query, parameters)]
    compiled = query.compile(dialect=connection.dialect)
    given = compiled.construct_params(dict(parameters))
    values = {name: each.value if isinstance(each, Enum) else each for name, each in given.items()}
    driver: Any = connection.connection.driver_connection
    with _wrapped(str(compiled)), driver.cursor(binary=True) as cursor:
        rows: list[Row] = cursor.execute(str(compiled), values).fetchall()
        return rows


@contextmanager
def _wrapped(statement: str) -> Iterator[None]:
    """Errors of the driver as SQLAlchemy's: the driver is used directly here, so that nobody else wraps them."""
    import psycopg  # here, because SQLite does without

    try:
        yield
    except psycopg.IntegrityError as error:
        raise IntegrityError(statement, None, error) from error
    except psycopg.Error as error:
        raise OperationalError(statement, None, error) from error
