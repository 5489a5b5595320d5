"""Hits of one query in one order: what was found of each kind in each dataset and language, surest first, each once."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from knowledge.model.entities import Entity
from knowledge.model.vocabulary import Kind
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.features import ALL_BUT
from knowledge.words.hits import Hit
from knowledge.words.ranking import Ranked
from knowledge.words.spelling import words_of

ORDER = {
    kind: place
    for place, kind in enumerate(
        (Kind.ROLE, Kind.SKILL, Kind.TOOL, Kind.ROLE_GROUP, Kind.QUALIFICATION, Kind.APPLICATION, Kind.RESPONSIBILITY)
    )
}
"""What comes first of what is equally sure."""
OFTEN_MEANT = 3  # kinds at the front of that order
SELDOM_MEANT = 0.9  # of its confidence, what is of another kind has where several are asked for
DIGITS = 3  # of confidences that are compared
CERTAIN = 1.0  # of what is found by its code
CODED = -1  # the part of that

Matches = Mapping[Entity, tuple[Entity, ...]]
"""All that match an entity exactly, itself among them, where there are others."""


class Part(NamedTuple):
    """What was found of one kind in an index, and how sure each is of it that is sure enough; confidences descend."""

    among: DatasetIndex
    kind: Kind
    best: Ranked
    confidences: NDArray[np.float64]

    @property
    def score(self) -> float:
        """How sure the surest is."""
        return float(self.confidences[0])

    @property
    def language(self) -> str:
        """That of its labels."""
        return self.among.language


def part_of(
    index: DatasetIndex, kind: Kind, best: Ranked, least: float, first: int | None, *, is_among_others: bool
) -> Part | None:
    """The `first` that are at least so sure, None where there is none.

    What is seldom meant is less sure where several kinds are looked for.
    """
    is_seldom = is_among_others and ORDER.get(kind, len(ORDER)) >= OFTEN_MEANT
    confidences = best.confidences[:first] * (SELDOM_MEANT if is_seldom else 1.0)
    enough = int(np.count_nonzero(confidences >= least))
    return Part(index, kind, best, confidences[:enough]) if enough else None


Row = tuple[int, int, int, float, float]
"""Something found: in which part, what, by which label, how surely, and how much of the words the label tells."""


class HitList(Sequence[Hit]):
    """The hits of a query, surest first, ties in order of kind, of score and of slug; a hit is made when it is looked
    at.

    What matches exactly is listed once: as that of it which has the query for its name, if one has.
    """

    def __init__(
        self, text: str, parts: Sequence[Part], coded: Sequence[Entity], before: Collection[str], matches: Matches
    ):
        """`coded` is what has the query as its code. What is in the languages that come `before` others comes first."""
        self._text, self._parts, self._coded, self._matches = text, parts, coded, matches
        self._every = self._in_order(before) if parts or coded else []

    def surest(self, count: int) -> tuple[Hit, ...]:
        """The first few, for who never asks for others."""
        return tuple(map(self._hit, islice(self._once(), count)))

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Hit: ...
    @overload
    def __getitem__(self, place: slice) -> list[Hit]: ...
    def __getitem__(self, place: int | slice) -> Hit | list[Hit]:
        return self._hit(self._rows[place]) if isinstance(place, int) else [*map(self._hit, self._rows[place])]

    def __iter__(self) -> Iterator[Hit]:
        return map(self._hit, self._rows)

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as of a list

    def _in_order(self, before: Collection[str]) -> list[Row]:
        counts = [len(each.confidences) for each in self._parts]
        best = [each.best for each in self._parts]
        ones = np.ones(len(self._coded))
        places = np.arange(len(self._coded))
        several = [*counts, *[1] * len(self._coded)]
        parts = np.repeat([*range(len(counts)), *[CODED] * len(self._coded)], several)
        owners = np.concatenate([*(each.entities[:count] for each, count in zip(best, counts, strict=True)), places])
        labels = np.concatenate([*(each.labels[:count] for each, count in zip(best, counts, strict=True)), places])
        scores = np.concatenate([*(each.scores[:count] for each, count in zip(best, counts, strict=True)), ones])
        fits = np.concatenate([*(each.fits[:count] for each, count in zip(best, counts, strict=True)), ones])
        confidences = np.concatenate([*(each.confidences for each in self._parts), CERTAIN * ones])
        of_parts = [*(each.kind for each in self._parts), *(each.kind for each in self._coded)]
        kinds = np.repeat([ORDER.get(each, len(ORDER)) for each in of_parts], several)
        is_late = [each.language not in before for each in self._parts] + [False] * len(self._coded)
        keys = (-scores, kinds, -np.round(confidences, DIGITS), np.repeat(is_late, several))
        order = np.lexsort(keys)
        rows = list(zip(*(each[order].tolist() for each in (parts, owners, labels, confidences, fits)), strict=True))
        is_like_before = np.logical_and.reduce([each[order][1:] == each[order][:-1] for each in keys])
        if is_like_before.any():
            edges = np.flatnonzero(np.diff(is_like_before, prepend=False, append=False)).tolist()
            for start, end in zip(edges[::2], edges[1::2], strict=True):
                rows[start : end + 1] = sorted(rows[start : end + 1], key=lambda row: self._entity(row).slug)
        return rows

    @cached_property
    def _rows(self) -> list[Row]:
        return list(self._once())

    def _once(self) -> Iterator[Row]:
        """The rows in order, of what is there more than once or matches exactly the first."""
        seen: set[Entity] = set()
        for row in self._every:
            entity = self._entity(row)
            if entity not in seen:
                seen.add(entity)
                seen.update(self._matches.get(entity, ()))
                yield row

    def _entity(self, row: Row) -> Entity:
        part, owner, *_ = row
        return self._coded[owner] if part == CODED else self._parts[part].among.labels.entities[owner]

    def _hit(self, row: Row) -> Hit:
        hit = self._alone(row)
        alike = self._matches.get(hit.entity)
        if alike is None:
            return hit
        shown = next((self._named_so[each] for each in (hit.entity, *alike) if each in self._named_so), hit)
        rest = tuple(each for each in alike if each is not shown.entity)
        return shown._replace(score=hit.score, stands_for=rest)

    def _alone(self, row: Row) -> Hit:
        part, _, label, confidence, fit = row
        entity = self._entity(row)
        if part == CODED:
            return Hit(entity, confidence, entity.name, language=entity.dataset.spoken)
        index = self._parts[part].among
        return Hit(entity, confidence, index.shown(label), (), fit, index.language)

    @cached_property
    def _named_so(self) -> Mapping[Entity, Hit]:
        """What has the query for its name."""
        asked = words_of(self._text)
        fitting = [self._alone(row) for row in self._every if row[-1] > ALL_BUT]
        named = [hit for hit in fitting if hit.matched == hit.entity.name]
        return {hit.entity: hit for hit in named if words_of(hit.matched) == asked}
