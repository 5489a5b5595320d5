"""What is found by words: hits, and what strings mean."""

from typing import NamedTuple

from knowledge.model.entities import Entity
from knowledge.model.language import USUAL
from knowledge.words.decorations import Aside


class Hit(NamedTuple):
    """Something found.

    `confidence` (and `score`, which is the same) is 0 to 1: how likely it is what was meant, among things of its kind
    in its dataset. `matched` is the name or alias that was found. `stands_for` are the others that match it exactly
    and are not listed again. `fit` is how much of the words the label tells, 0 to 1, however many others fit as well.
    `language` is that of the label, as a tag of BCP 47.
    """

    entity: Entity
    score: float
    matched: str
    stands_for: tuple[Entity, ...] = ()
    fit: float = 1.0
    language: str = USUAL

    @property
    def confidence(self) -> float:
        return self.score


class Normalized(NamedTuple):
    """What a string may mean, surest first, and what of it was set aside as no part of a name.

    Parts are set aside as in the language of the surest.

    `parts` is what a list of several things has (`python, java, sql`), each understood by itself; empty for one thing.
    """

    term: str
    hits: tuple[Hit, ...]
    set_aside: tuple[Aside, ...]
    parts: tuple["Normalized", ...] = ()
