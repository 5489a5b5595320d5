"""Which roles a need describes, where no role is called so: `take minutes`, `get rid of rats`, `make our app faster`.

The need is read in the words of work (`needs.otherwise`). Five things speak for a role, each about 0 to 1, and add up:

- **named**: how surely search takes the need for the name of the role (`words.ranking`);
- **done**: how surely it takes the need for a skill or a task, times 1 for a role for which this is essential, ½ where
  it is optional, over √(1 + roles that have it / 20), so that what everybody does tells little; several speak together,
  as independent reasons. What is rated for all roles (O*NET's Writing) is nothing that anybody is hired for;
- **meant**: the mean of the cosines of the need with all that the role is called, and with what is said of it;
- **said**: BM25 of what is said of the role, against what the need tells; counted half;
- **known**: what its name and its work say by the words of the need (`needs.serving`).

Who leads those that do it counts half, and a role of which nothing is told but names 0.8. A guess is as sure as a
logistic function of the sum says, a half at 0.95: chosen so that of 80 everyday needs guesses were right as often.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge import deadline
from knowledge.model.entities import Entity, Responsibility, Role, Skill
from knowledge.model.links import RoleSkill
from knowledge.model.vocabulary import Importance, Kind
from knowledge.needs.called_for import OF_WHO_ASKS, leads
from knowledge.needs.deeds import root_of
from knowledge.needs.otherwise import said_otherwise
from knowledge.words.asked import Asked, ask_for
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.hits import Hit
from knowledge.words.index import WordIndex
from knowledge.words.query_words import look_up, understood
from knowledge.words.spelling import words_of

LONGEST_NEED = 200  # characters
MOST_ROLES, MOST_DONE = 30, 8  # that search finds for a need, of roles, and of skills and tasks each
LEAST_DONE = 0.01  # the confidence below which nothing is meant
OPTIONAL = 0.5
SPECIAL_CASE = 0.9  # of an activity that is meant, how surely its special cases are, such as O*NET's tasks
MANY_HAVE = 20  # roles that have something, beyond which it tells less of each
SAID = 0.5
LEADING, ONLY_NAMED = 0.5, 0.8
MIDDLE, STEEP = 0.95, 4.5  # the sum at which a role is as likely as not, and how fast that changes
MOST_WORDS = 16  # of a need
TINY = 1e-9

Doubles = NDArray[np.float64]


class Guess(NamedTuple):
    """A role that a need may describe, and how surely, 0 to 1."""

    role: Role
    confidence: float


def described(index: WordIndex, indexes: Iterable[DatasetIndex], need: str, known: Mapping[Role, float]) -> list[Guess]:
    """The active roles that a need may describe, likeliest first, ties by slug.

    `indexes` are those of the datasets in the language of the need; `known` is what speaks for roles anyway.
    """
    text = _work(need)
    hits = _meant(index, text, Kind.ROLE, MOST_ROLES)
    named = {each: hit.confidence for hit in reversed(hits) for each in (hit.entity, *hit.stands_for)}
    done = _done(index, text)
    wanted = frozenset(root_of(word)[0] for word in words_of(need))
    found = []
    for each in indexes:
        for role, how in _told(each, text):
            if role.active:
                how += named.get(role, 0.0) + done.get(role, 0.0) + known.get(role, 0.0)
                how *= (LEADING if leads(role.name, wanted) else 1.0) * (1.0 if role.is_described else ONLY_NAMED)
                found.append(Guess(role, 1 / (1 + math.exp(-STEEP * (how - MIDDLE)))))
    found.sort(key=lambda guess: (-round(guess.confidence, 6), guess.role.slug))
    return found


def _work(need: str) -> str:
    """What a need says of the work."""
    words = said_otherwise(need[:LONGEST_NEED]).split()
    kept = [word for word in words if not OF_WHO_ASKS.issuperset(words_of(word) or ("",))][:MOST_WORDS]
    return " ".join(kept or words[:MOST_WORDS])


def _meant(index: WordIndex, text: str, kind: Kind, first: int) -> Sequence[Hit]:
    deadline.check()
    (found,) = index.normalize([text], [kind], least=LEAST_DONE, first=first)
    return found.hits


def _done(index: WordIndex, text: str) -> Mapping[Entity, float]:
    """How surely each role does what is needed."""
    found: dict[Entity, float] = defaultdict(float)
    for kind in (Kind.SKILL, Kind.RESPONSIBILITY):
        for hit in _meant(index, text, kind, MOST_DONE):
            for thing, counts in _things(hit):
                sure = hit.confidence * counts / math.sqrt(1 + len(thing.roles) / MANY_HAVE)
                for link in thing.roles:
                    if not (isinstance(link, RoleSkill) and link.level_rating is not None):
                        how = sure * (OPTIONAL if link.importance is Importance.OPTIONAL else 1.0)
                        found[link.role] = 1 - (1 - found[link.role]) * (1 - how)
    return found


def _things(hit: Hit) -> Iterable[tuple[Skill | Responsibility, float]]:
    """What is meant, what it is in other datasets, and its special cases."""
    for thing in (hit.entity, *hit.stands_for):
        if isinstance(thing, Skill | Responsibility):
            yield thing, 1.0
        if isinstance(thing, Responsibility):
            yield from ((link.responsibility, SPECIAL_CASE) for link in thing.narrower)


def _told(index: DatasetIndex, text: str) -> Iterable[tuple[Role, float]]:
    """How much all that roles of a dataset are called, and what is said of them, is what a need says."""
    segment = next((each for each in index.segments if each.kind is Kind.ROLE), None)
    if segment is None:
        return
    deadline.check()
    part = slice(segment.entities.start, segment.entities.stop)
    (asked,) = ask_for([text], index.meanings, typing=False, language=index.language)
    scores = SAID * _said(index, asked, part)
    (vector,) = index.meanings.vectors([text])
    if vector.any():
        scores += (index.centroids.near(part, vector) + index.abouts.near(part, vector)) / 2
    for entity, score in zip(index.labels.entities[part], scores.tolist(), strict=True):
        if isinstance(entity, Role):
            yield entity, score


def _said(index: DatasetIndex, asked: Asked, part: slice) -> Doubles:
    """BM25 of what is said of each entity of a part, against all that is asked."""
    look_up(index, [asked])
    said, count = np.zeros(len(index.first)), part.stop - part.start
    everything = TINY
    for word in understood(index, asked):
        having: NDArray[np.int32] = np.zeros(0, np.int32)
        if word.meant:
            having, weights = index.about.of(word.meant[0].term)
            said[having] += word.counts * weights
        among = int(((having >= part.start) & (having < part.stop)).sum())
        everything += word.counts * index.telling(None, among, count)
    found: Doubles = said[part] / everything
    return found
