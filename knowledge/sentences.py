"""Sentences of ours, kept apart from the language in which they are said.

A sentence is its English text and what stands in its places. The text is the key by which other languages have theirs,
so it stands in the source as it is: `say` and `counted` want the text itself, and tables mark theirs with `message`.
That is how a test finds all of them. Nothing is put together before somebody asks.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from knowledge.model.entity import Entity


class Speaker(Protocol):
    """Who says texts in a language, and calls records as its readers do."""

    def say(self, text: str, **values: str) -> str:
        """What the language has for an English text, with values in their places (`{name}`)."""

    def counted(self, count: int, one: str, other: str, **values: str) -> str:
        """The same for a text about a number of things, which is its value `count`: `one` is for one of them."""

    def name(self, entity: Entity) -> str:
        """What a record is called."""

    def number(self, value: float) -> str:
        """A number: a whole one with thousands apart, another with as many digits as it has, at most six."""

    def share(self, value: float) -> str:
        """A share, 0 to 1, in whole per cent."""

    def listed(self, parts: Sequence[str]) -> str:
        """`a, b and c`."""


class English:
    """The language of the texts themselves; records are called as their datasets call them."""

    def say(self, text: str, **values: str) -> str:
        return text.format(**values)

    def counted(self, count: int, one: str, other: str, **values: str) -> str:
        return self.say(one if count == 1 else other, count=self.number(count), **values)

    def name(self, entity: Entity) -> str:
        return entity.name

    def number(self, value: float) -> str:
        return f"{value:,}" if isinstance(value, int) else f"{value:g}"

    def share(self, value: float) -> str:
        return f"{value:.0%}"

    def listed(self, parts: Sequence[str]) -> str:
        return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


ENGLISH = English()


class Told(Protocol):
    """What is said in the language of a speaker."""

    def told(self, by: Speaker) -> str: ...


Value = Told | Entity | float | str
"""What stands in a text: another sentence, a record by its name, a number, or words that are the same everywhere."""


def _said(value: Value, by: Speaker) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return by.number(value)
    return by.name(value) if isinstance(value, Entity) else value.told(by)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with what stands in its places. As a `str` it is English."""

    text: str
    values: Mapping[str, Value]

    def told(self, by: Speaker) -> str:
        return by.say(self.text, **{name: _said(value, by) for name, value in self.values.items()})

    def __str__(self) -> str:
        return self.told(ENGLISH)


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence about a number of things, `count` in its places."""

    count: int
    one: str
    other: str
    values: Mapping[str, Value]

    def told(self, by: Speaker) -> str:
        values = {name: _said(value, by) for name, value in self.values.items()}
        return by.counted(self.count, self.one, self.other, **values)

    def __str__(self) -> str:
        return self.told(ENGLISH)


@dataclass(frozen=True, slots=True)
class Share:
    """A share, 0 to 1, that is said in per cent."""

    value: float

    def told(self, by: Speaker) -> str:
        return by.share(self.value)


@dataclass(frozen=True, slots=True)
class Joined:
    """Several, one after the other, with `between` between them."""

    parts: Sequence[Value]
    between: str

    def told(self, by: Speaker) -> str:
        return self.between.join(_said(each, by) for each in self.parts)


@dataclass(frozen=True, slots=True)
class Named:
    """A record by a part of its name, as `Bachelor's degree` of `Education: Bachelor's degree`."""

    entity: Entity
    part: Callable[[str], str]

    def told(self, by: Speaker) -> str:
        return self.part(by.name(self.entity))


def message(text: str) -> str:
    """Marks a text that is said later, for tables of them."""
    return text


def say(text: str, **values: Value) -> Sentence:
    """A sentence: the text itself, and what stands in its places."""
    return Sentence(text, values)


def counted(count: int, one: str, other: str, **values: Value) -> Counted:
    """A sentence about a number of things: both texts themselves, and what stands in their places beside `count`."""
    return Counted(count, one, other, values)
