"""The rows of tables in an SQL dump: `INSERT` statements as MySQL, PostgreSQL, SQL Server and Oracle write them, and
PostgreSQL's `COPY`.

A dump is text, one table a file or all in one. It is indexed once, so that each table is read from where it stands.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

NAME = r"(?:[\w$]+|\"[^\"]+\"|`[^`]+`|\[[^\]]+\])"
BEGIN = re.compile(
    rf"^[ \t]*(?:INSERT\s+(?:IGNORE\s+)?INTO|(?P<copy>COPY))\s+(?:{NAME}\.)*(?P<table>{NAME})\s*"
    rf"(?:\((?P<columns>[^)']*)\))?\s*(?(copy)FROM\s+stdin[^;]*;[ \t]*\r?\n|VALUES\s*)",
    re.IGNORECASE | re.MULTILINE,
)
CREATE = r"^[ \t]*CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(?:{name}\.)*[\"`\[]?{table}[\"`\]]?\s*\("
NOT_COLUMNS = ("primary", "foreign", "constraint", "unique", "key", "index", "check")
MYSQL = re.compile(r"`|ENGINE\s*=|/\*!", re.IGNORECASE)  # in which a backslash in a text means something
HEAD = 100_000  # characters, in which it shows
PLAIN, ESCAPING = r"'(?:[^']|'')*'", r"'(?:[^'\\]|''|\\.)*'"
OTHER = r"\w+\([^()]*\)|[^\s,()']+"  # a number, NULL, or a call such as Oracle's TO_DATE
ROW = re.compile(r"[\s,]*\(")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "N": ""}


class Malformed(ValueError):
    """What stands at `line` of a dump is no row."""

    def __init__(self, message: str, line: int):
        super().__init__(message)
        self.line = line


class Read(NamedTuple):
    """Where a row begins, its values, and where what follows it begins."""

    begin: int
    values: list[str]
    end: int


class Dump:
    """A dump and where in it each table stands, by the name that it has there."""

    def __init__(self, text: str):
        self._text = text
        self._escaping = bool(MYSQL.search(text, 0, HEAD))
        quoted = ESCAPING if self._escaping else PLAIN
        self._value = re.compile(rf"\s*(?:[EN](?='))?({quoted}|{OTHER})\s*([,)])", re.DOTALL)
        self._places: dict[str, list[tuple[int, int]]] = {}
        last, begun = "", 0
        for match in BEGIN.finditer(text):
            table = _bare(match["table"])
            if table != last:
                self._places.setdefault(last, []).append((begun, match.start()))
                last, begun = table, match.start()
        self._places.setdefault(last, []).append((begun, len(text)))
        self._places.pop("", None)

    @property
    def tables(self) -> list[str]:
        return list(self._places)

    def lines(self, table: str) -> Iterator[tuple[int, list[str]]]:
        """The names of the columns, and then each row, with the line on which it begins. NULL is empty.

        Raises `Malformed` where a row ends before it is whole, has not as many values as there are columns, or where
        nothing names the columns.
        """
        columns: list[str] = []
        line, counted = 1, 0
        for start, end in self._places[table]:
            position = start
            while match := BEGIN.search(self._text, position, end):
                position = match.end()
                names = [_bare(each) for each in (match["columns"] or "").split(",") if each.strip()]
                names = names or columns or self._created(table)
                if not columns:
                    columns = names
                    yield line, columns
                same = names == columns
                for row in (self._copied if match["copy"] else self._inserted)(position, end):
                    line += self._text.count("\n", counted, row.begin)
                    counted, position = row.begin, row.end
                    if len(row.values) != len(names):
                        raise Malformed(f"expected {len(names)} values, found {len(row.values)}", line)
                    told = dict(zip(names, row.values, strict=True))
                    yield line, row.values if same else [told.get(each, "") for each in columns]

    def _inserted(self, position: int, end: int) -> Iterator[Read]:
        while match := ROW.match(self._text, position, end):
            begun, position = match.end() - 1, match.end()
            values: list[str] = []
            closed = False
            while not closed:
                found = self._value.match(self._text, position, end)
                if found is None:
                    message = "a row that is not whole: the file is cut, or no dump of a database"
                    raise Malformed(message, self._text.count("\n", 0, begun) + 1)
                values.append(self._plain(found[1]))
                position, closed = found.end(), found[2] == ")"
            yield Read(begun, values, position)

    def _copied(self, position: int, end: int) -> Iterator[Read]:
        while position < end:
            stop = self._text.find("\n", position, end)
            stop = end if stop < 0 else stop
            row = self._text[position:stop].rstrip("\r")
            if row == "\\.":
                return
            yield Read(position, [_unescaped(each) for each in row.split("\t")], stop + 1)
            position = stop + 1
        raise Malformed("the rows do not end: the file is cut", self._text.count("\n", 0, end) + 1)

    def _plain(self, literal: str) -> str:
        if literal[0] != "'":
            return "" if literal.upper() in ("NULL", "DEFAULT") else literal
        inner = literal[1:-1].replace("''", "'")
        return _unescaped(inner) if self._escaping else inner

    def _created(self, table: str) -> list[str]:
        """The columns of a table, as the statement that creates it has them."""
        pattern = CREATE.format(name=NAME, table=re.escape(table))
        match = re.search(pattern, self._text, re.IGNORECASE | re.MULTILINE)
        if match is None:
            raise Malformed(f"nothing says what the columns of {table} are: give the file that creates it, too", 1)
        depth, part, parts = 1, "", []
        for sign in self._text[match.end() : match.end() + HEAD]:
            depth += (sign == "(") - (sign == ")")
            if depth == 0:
                break
            if sign == "," and depth == 1:
                parts.append(part)
                part = ""
            else:
                part += sign
        firsts = [each.split()[0] for each in (*parts, part) if each.split()]
        return [_bare(each) for each in firsts if each.lower() not in NOT_COLUMNS]


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return re.sub(r"\\(.)", lambda found: ESCAPES.get(found[1], found[1]), text, flags=re.DOTALL)


def _bare(name: str) -> str:
    return name.strip().strip('"`[]').lower()
