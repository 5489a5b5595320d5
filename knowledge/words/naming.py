"""Which entities have a text in one of their names: without case, accents and punctuation, whatever the language."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from knowledge import deadline
from knowledge.model.entities import Entity
from knowledge.words.spelling import words_of

E = TypeVar("E", bound=Entity)
OFTEN = 1_000  # entities, between looks at the clock
BETWEEN = "\n"  # names; no text that is looked for has it


class Names(Generic[E]):
    """The names and aliases of some entities, ready to be looked through."""

    def __init__(self, entities: Iterable[E]):
        self._told: list[tuple[str, E]] = []
        for place, entity in enumerate(entities):
            if place % OFTEN == 0:
                deadline.check()
            names = (entity.name, *entity.aliases)
            self._told.append((BETWEEN.join([*(" ".join(words_of(name)) for name in names)]), entity))

    def containing(self, text: str) -> Sequence[E]:
        """Those with a name that contains the words of a text, or where it has none, its very letters."""
        wanted = " ".join(words_of(text))
        if wanted:
            return [entity for told, entity in self._told if wanted in told]
        letters = text.strip().casefold()
        if not letters:
            return [entity for _, entity in self._told]
        return [
            entity
            for _, entity in self._told
            if any(letters in name.casefold() for name in (entity.name, *entity.aliases))
        ]
