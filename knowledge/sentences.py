"""Sentences of ours, which can be said in the language of whoever asks.

A sentence is English, and knows the text and what stands in its places. The text is the key by which other languages
have theirs, so it stands in the source as it is: `say` and `counted` want the text itself, and tables mark theirs with
`message`. That is how a test finds all of them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from knowledge.model.entity import Entity

Part = Callable[[str], str]


def whole(name: str) -> str:
    """A name as it is."""
    return name


class Speaker(Protocol):
    """Who says texts in a language, and calls records as its readers do."""

    @property
    def language(self) -> str:
        """That of the texts, as a BCP 47 tag."""

    def say(self, text: str, **values: str) -> str:
        """What the language has for an English text, with values in their places (`{name}`)."""

    def counted(self, count: int, one: str, other: str, **values: str) -> str:
        """The same for a text about a number of things, which is its value `count`: `one` is for one of them."""

    def name(self, entity: Entity, part: Part = whole) -> str:
        """What a record is called, or a part of that."""

    def number(self, value: float) -> str:
        """A number: a whole one with thousands apart, another with as many digits as it has, at most six."""

    def share(self, value: float) -> str:
        """A share, 0 to 1, in whole per cent."""

    def listed(self, parts: Sequence[str]) -> str:
        """`a, b and c`."""

    def joined(self, parts: Sequence[str], between: str) -> str:
        """Several, one after the other, with `between` between them."""


class English:
    """The language of the texts themselves; records are called as their datasets call them."""

    language = "en"

    def say(self, text: str, **values: str) -> str:
        return text.format(**values)

    def counted(self, count: int, one: str, other: str, **values: str) -> str:
        return self.say(one if count == 1 else other, count=self.number(count), **values)

    def name(self, entity: Entity, part: Part = whole) -> str:
        return part(entity.name)

    def number(self, value: float) -> str:
        return f"{value:,}" if isinstance(value, int) else f"{value:g}"

    def share(self, value: float) -> str:
        return f"{value:.0%}"

    def listed(self, parts: Sequence[str]) -> str:
        return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))

    def joined(self, parts: Sequence[str], between: str) -> str:
        return between.join(parts)


ENGLISH = English()


class Sentence(str):
    """Words in English, which know what they are made of, so that they can be said in another language."""

    __slots__ = ("_made",)
    _made: Callable[[Speaker], str]

    def __new__(cls, made: Callable[[Speaker], str]) -> "Sentence":
        """Of how a speaker says them."""
        sentence = super().__new__(cls, made(ENGLISH))
        sentence._made = made
        return sentence

    def told(self, by: Speaker) -> str:
        """The same by another speaker."""
        return self._made(by)


Value = Entity | float | str
"""What stands in a text: a record by its name, a number, words that are the same everywhere, or another sentence."""


def told(value: Value, by: Speaker) -> str:
    """What a speaker says for a value; words that are no sentence stay as they are."""
    if isinstance(value, str):
        return value.told(by) if isinstance(value, Sentence) and by is not ENGLISH else value
    return by.number(value) if isinstance(value, int | float) else by.name(value)


def _told(values: Mapping[str, Value], by: Speaker) -> dict[str, str]:
    return {name: told(value, by) for name, value in values.items()}


def message(text: str) -> str:
    """Marks a text that is said later, for tables of them."""
    return text


def say(text: str, **values: Value) -> Sentence:
    """A sentence: the text itself, and what stands in its places."""
    return Sentence(lambda by: by.say(text, **_told(values, by)))


def counted(count: int, one: str, other: str, **values: Value) -> Sentence:
    """A sentence about a number of things: both texts themselves, and what stands in their places beside `count`."""
    return Sentence(lambda by: by.counted(count, one, other, **_told(values, by)))


def share(value: float) -> Sentence:
    """A share, 0 to 1, in whole per cent."""
    return Sentence(lambda by: by.share(value))


def joined(parts: Sequence[Value], between: str) -> Sentence:
    """Several, one after the other, with `between` between them."""
    return Sentence(lambda by: by.joined([told(each, by) for each in parts], between))


def listed(parts: Sequence[Value]) -> Sentence:
    """`a, b and c`."""
    return Sentence(lambda by: by.listed([told(each, by) for each in parts]))


def part_of_name(entity: Entity, part: Part) -> Sentence:
    """A part of what a record is called, as `Bachelor's degree` of `Education: Bachelor's degree`."""
    return Sentence(lambda by: by.name(entity, part))
