"""Writing many rows at once, by the fastest way that each database has."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import IntegrityError, OperationalError

from db.codec import Row

CHUNK = 2000


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row], advance: Callable[[int], None]) -> None:
    """Insert rows, given in the order of the table's columns. Calls `advance` with the number written, now and then."""
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows, advance)
    else:
        _execute_many(connection, table, rows, advance)


def _copy(connection: Connection, table: Table, rows: Sequence[Row], advance: Callable[[int], None]) -> None:
    import psycopg  # here, because SQLite does without

    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    statement = f'COPY "{table.name}" ({columns}) FROM STDIN'
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for start in range(0, len(rows), CHUNK):
                chunk = rows[start : start + CHUNK]
                for row in chunk:
                    copy.write_row(row)
                advance(len(chunk))
    except psycopg.IntegrityError as error:
        raise IntegrityError(statement, None, error) from error
    except psycopg.Error as error:  # the driver is used directly here, so that nobody else wraps what it raises
        raise OperationalError(statement, None, error) from error


def _execute_many(connection: Connection, table: Table, rows: Sequence[Row], advance: Callable[[int], None]) -> None:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = ", ".join("?" for _ in table.columns)
    statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'
    dates = [place for place, column in enumerate(table.columns) if column.type.python_type is date]
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        connection.exec_driver_sql(statement, [_with_text(row, dates) for row in chunk] if dates else list(chunk))
        advance(len(chunk))


def _with_text(row: Row, dates: Sequence[int]) -> Row:
    """The row with its dates as SQLite keeps them: ISO 8601 text."""
    return tuple(
        value.isoformat() if place in dates and value is not None else value for place, value in enumerate(row)
    )
