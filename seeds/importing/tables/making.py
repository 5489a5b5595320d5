"""From the rows of a table to what records say, by the expressions of a mapping."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from rapidfuzz import fuzz, process

from knowledge.model.kinds import Field, Many, Reference
from knowledge.model.vocabulary import Kind
from seeds.importing.tables.expressions import Made, Row, compiled
from seeds.importing.tables.mapping import Expression, Item, TableMapping, Told
from seeds.problems import Loc, Refused
from seeds.seed import problems_of
from seeds.sheets.cells import reading, text_of
from seeds.sheets.declared import column_of
from seeds.sheets.grids import Decimals


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
    def expressions(self) -> list[Expression]:
        return [each for told in self._told.values() for each in _expressions(told)]

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
    if not isinstance(field, Many):
        if isinstance(content, list):
            raise mapping.refuse(loc, "holds one value: one expression")
        return [_expression(mapping, loc, content)]
    known = [each.key for each in field.item.fields]
    told: Told = []
    for number, each in enumerate(content if isinstance(content, list) else [content]):
        here = (*loc, number) if isinstance(content, list) else loc
        if isinstance(each, dict) and not field.item.bare and not each.keys() <= Expression.model_fields.keys():
            for name in each:
                if name not in known:
                    raise mapping.refuse((*here, name), f"there is no field {name!r}: it has {', '.join(known)}")
            told.append({name: _expression(mapping, (*here, name), value) for name, value in each.items()})
        elif field.item.bare or field.item.alone:
            told.append(_expression(mapping, here, each))
        else:
            raise mapping.refuse(here, "is a list of things that have fields: say which column each of these is")
    return told


def _expression(mapping: TableMapping, loc: Loc, content: Any) -> Expression:
    try:
        return Expression.model_validate(content)
    except ValidationError as error:
        raise Refused(list(problems_of(error, mapping.document, loc))) from error


def _expressions(told: Told) -> Iterator[Expression]:
    for each in told:
        if isinstance(each, Expression):
            yield each
        else:
            yield from each.values()


def _maker(field: Field, told: Told, columns: Mapping[str, int], decimals: Decimals, loc: Loc) -> ValueMaker:
    if not isinstance(field, Many):
        (expression,) = [each for each in told if isinstance(each, Expression)]
        return _one(Values(field, compiled(expression, columns, loc), decimals))
    makers = []
    for number, each in enumerate(told):
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
