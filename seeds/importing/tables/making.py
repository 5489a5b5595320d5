"""From the rows of a table to what records say, by the expressions of a mapping."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError
from rapidfuzz import fuzz, process

from knowledge.model.kinds import Field, Many, Reference
from knowledge.model.vocabulary import Kind
from seeds.importing.tables.expressions import Made, Row, columns_of, compiled
from seeds.importing.tables.mapping import Expression, Item, TableMapping, Told
from seeds.problems import Loc, Refused
from seeds.seed import problems_of
from seeds.sheets.cells import reading, text_of
from seeds.sheets.declared import column_of
from seeds.sheets.grids import Decimals

TOLD: TypeAdapter[Told] = TypeAdapter(Told)


@dataclass(frozen=True, slots=True)
class Named:
    """A value that names another record, as its table calls it. `kind` is None where nothing tells it."""

    kind: Kind | None
    name: str


class Wrong(Exception):
    """A row of which no value can be made: the field, what is wrong, and where in the mapping it is told."""

    def __init__(self, field: str, message: str, loc: Loc):
        super().__init__(message)
        self.field = field
        self.loc = loc


class Values:
    """Makes the values of one field of a row. Raises `Wrong`."""

    def __init__(self, field: Field, made: Made, decimals: Decimals):
        self.key = field.key
        self.loc = made.loc
        self._made = made.of
        column = column_of(field)
        self._reading = reading(column, decimals) if column and not isinstance(field, Reference) else None
        self._reference = field if isinstance(field, Reference) else None

    def __call__(self, row: Row) -> list[Any]:
        try:
            found = self._made(row)
            if self._reference:
                return [Named(self._reference.kind, text_of(cell)) for cell in found]
            return [self._reading(cell) if self._reading else text_of(cell) for cell in found]
        except ValueError as error:
            raise Wrong(self.key, str(error), self.loc) from error


class Fields:
    """The fields that a table of the mapping fills, of records or links that have `fields`."""

    def __init__(self, mapping: TableMapping, loc: Loc, fields: Mapping[str, Field], told: Mapping[str, Any]):
        """Raises `Refused` for fields that there are not, and for expressions that cannot be read."""
        self._mapping = mapping
        self._fields = fields
        self._told: dict[str, Told] = {}
        for name, content in told.items():
            here = (*loc, name)
            if name not in fields or fields[name].said.of_file:
                near = process.extractOne(name, list(fields), scorer=fuzz.WRatio, score_cutoff=60)
                hint = f"; the nearest is {near[0]!r}" if near else ""
                raise mapping.refuse(here, f"there is no field {name!r}{hint}; there is {', '.join(fields)}")
            self._told[name] = _told(mapping, here, fields[name], content)
        self._loc = loc

    @property
    def columns(self) -> list[str]:
        """The columns that are read."""
        return [column for told in self._told.values() for each in _expressions(told) for column in columns_of(each)]

    def compiled(self, columns: Mapping[str, int], decimals: Decimals) -> "Maker":
        makers = {}
        for name, told in self._told.items():
            makers[name] = _maker(self._fields[name], told, columns, decimals, (*self._loc, name))
        return Maker(makers)


ValueMaker = Callable[[Row], Any]


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes what a row says: fields that it says nothing of are left out. Raises `Wrong`."""

    makers: Mapping[str, ValueMaker]

    def __call__(self, row: Row) -> dict[str, Any]:
        content = {}
        for name, make in self.makers.items():
            value = make(row)
            if value not in (None, []):
                content[name] = value
        return content


def _told(mapping: TableMapping, loc: Loc, field: Field, content: Any) -> Told:
    try:
        told = TOLD.validate_python([content] if isinstance(field, Many) and _is_item(field, content) else content)
    except ValidationError as error:
        found = list(problems_of(error, mapping.document, loc))
        raise Refused([min(found, key=lambda problem: len(problem.field))]) from error
    listed = told if isinstance(told, list) else [told]
    items = [(number, each) for number, each in enumerate(listed) if isinstance(each, dict)]
    if not isinstance(field, Many):
        if isinstance(told, list):
            raise mapping.refuse(loc, "holds one value: one expression")
        return told
    if items and field.item.bare:
        raise mapping.refuse(loc, "is a list of plain values: expressions, without fields of their own")
    if not items and not (field.item.bare or field.item.alone):
        raise mapping.refuse(loc, "is a list of things that have fields: say which column each of these is")
    known = [each.key for each in field.item.fields]
    for number, item in items:
        for name in item:
            if name not in known:
                raise mapping.refuse((*loc, number, name), f"there is no field {name!r}: it has {', '.join(known)}")
    return told


def _is_item(field: Many, content: Any) -> bool:
    """Whether one object of a list is told without the list."""
    keys = {each.key for each in field.item.fields}
    return isinstance(content, dict) and not field.item.bare and bool(keys & content.keys()) and "column" not in content


def _expressions(told: Told) -> Iterator[Expression]:
    for each in told if isinstance(told, list) else [told]:
        if isinstance(each, Expression):
            yield each
        else:
            yield from each.values()


def _maker(field: Field, told: Told, columns: Mapping[str, int], decimals: Decimals, loc: Loc) -> ValueMaker:
    listed: list[Expression | Item] = list(told) if isinstance(told, list) else [told]
    if not isinstance(field, Many):
        (expression,) = [each for each in listed if isinstance(each, Expression)]
        return _one(Values(field, compiled(expression, columns, loc), decimals))
    makers = []
    for number, each in enumerate(listed):
        if not isinstance(each, dict):
            only = field.item.bare or field.item.alone
            assert only, "checked before"
            values = Values(only, compiled(each, columns, loc), decimals)
            makers.append(_plain(values) if field.item.bare else _alone(values))
        else:
            makers.append(_items(field, each, columns, decimals, (*loc, number)))
    return lambda row: _once(each for make in makers for each in make(row))


def _one(values: Values) -> ValueMaker:
    def one(row: Row) -> Any:
        found = values(row)
        if len(found) > 1:
            raise Wrong(values.key, f"holds one value, and these are {len(found)}: add `take`", values.loc)
        return found[0] if found else None

    return one


def _plain(values: Values) -> ValueMaker:
    return values


def _alone(values: Values) -> ValueMaker:
    return lambda row: [{values.key: each} for each in values(row)]


def _items(field: Many, item: Item, columns: Mapping[str, int], decimals: Decimals, loc: Loc) -> ValueMaker:
    """Makes objects of a row: one, or as many as there are values of a field whose text is split."""
    fields = {each.key: each for each in field.item.fields}
    makers = [Values(fields[name], compiled(each, columns, (*loc, name)), decimals) for name, each in item.items()]
    needed = [each.key for each in field.item.fields if each.required]

    def objects(row: Row) -> list[dict[str, Any]]:
        found = {make.key: values for make in makers if (values := make(row))}
        if any(key not in found for key in needed):
            return []
        most = max(map(len, found.values()))
        return [{key: values[min(n, len(values) - 1)] for key, values in found.items()} for n in range(most)]

    return objects


def _once(items: Iterable[Any]) -> list[Any]:
    """The items of a list, each once."""
    found: list[Any] = []
    for each in items:
        if each not in found:
            found.append(each)
    return found
