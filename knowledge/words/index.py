"""Finding what people mean by words: the interface of the search, for all that understands names and texts.

    index = WordIndex(entities)                   once for a snapshot (`Snapshot.search_index`)
    index.search("sr nurse", [Kind.ROLE])         hits of all sorts, best first, while somebody types
    index.normalize(["MS Excel (advanced)"])      the best few of each of many strings, which are typed to their end
    index.all_named("Nurse", Kind.ROLE)           what has exactly this name
    index.by_code("15-1252.00")                   what has this slug, code or address

Every hit has a calibrated confidence: of those at 0.8, eight in ten are what was meant, measured on names that no index
was told (docs/words.md). There is an index of its own for each dataset (`words.dataset_index`), so that what one
dataset answers does not hang on which others are loaded.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from knowledge import deadline
from knowledge.model.entities import Entity
from knowledge.model.vocabulary import Kind
from knowledge.words.asked import Asked, ask_for
from knowledge.words.candidates import FEW, MANY, candidates
from knowledge.words.codes import Codes
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.decorations import Aside
from knowledge.words.labels import AboutOf, LabelsOf, Translated, labels_of
from knowledge.words.languages import Loaded, of_language
from knowledge.words.lists import WHOLE, is_list, parts_of
from knowledge.words.meaning import MEANINGS, Meanings
from knowledge.words.ranking import Ranked, ranked

MORE = 4  # hits of each kind and dataset for each that is wanted: some may match each other exactly
AT_ONCE = 100  # strings: half a megabyte each while they are looked for, among 100,000 labels
MOST_PARTS_OF_ALL = 2_000  # things in the lists of one request
LEAST = 0.01  # the least confidence of a hit that is worth a line
ORDER = {
    kind: place
    for place, kind in enumerate(
        (
            Kind.ROLE,
            Kind.SKILL,
            Kind.TOOL,
            Kind.ROLE_GROUP,
            Kind.QUALIFICATION,
            Kind.APPLICATION,
            Kind.RESPONSIBILITY,
        )
    )
}
"""What comes first of what is equally sure."""
SELDOM_MEANT = 0.9  # of its confidence, what is no role, skill or tool has where several types are asked for
CERTAIN = 1.0  # of what is found by its code

Same = Callable[[Entity], Iterable[Entity]]
"""All that match an entity exactly, itself among them."""


class Hit(NamedTuple):
    """Something found.

    `confidence` (and `score`, which is the same) is 0 to 1: how likely it is what was meant, among things of its kind
    in its dataset. `matched` is the name or alias that was found. `stands_for` are the others that match it exactly
    and are not listed again. `fit` is how much of the words the label tells, 0 to 1, however many others fit as well.
    """

    entity: Entity
    score: float
    matched: str
    stands_for: tuple[Entity, ...] = ()
    fit: float = 1.0

    @property
    def confidence(self) -> float:
        return self.score


class Normalized(NamedTuple):
    """What a string may mean, surest first, and what of it was set aside as no part of a name.

    `parts` is what a list of several things has (`python, java, sql`), each understood by itself; empty for one thing.
    """

    term: str
    hits: tuple[Hit, ...]
    set_aside: tuple[Aside, ...]
    parts: tuple["Normalized", ...] = ()


def _itself(entity: Entity) -> Iterable[Entity]:
    return (entity,)


class WordIndex:
    """An index of entities by their names, aliases and codes, what is said of them, and what that means."""

    def __init__(
        self,
        entities: Iterable[Entity],
        same: Same = _itself,
        *,
        meanings: Meanings = MEANINGS,
        labels_of: LabelsOf = labels_of,
    ):
        by_dataset: dict[str, list[Entity]] = {}
        for entity in entities:
            by_dataset.setdefault(entity.dataset.slug, []).append(entity)
        self._meanings = meanings
        self._same = same
        self._datasets: dict[str, DatasetIndex] = {}
        for slug in sorted(by_dataset):
            deadline.check()
            self._datasets[slug] = DatasetIndex(by_dataset[slug], meanings, labels_of=labels_of)
        self._codes = Codes(each for entities in by_dataset.values() for each in entities)

    @property
    def datasets(self) -> Sequence[DatasetIndex]:
        """The index of each dataset, in order of its slug."""
        return tuple(self._datasets.values())

    @property
    def bytes(self) -> int:
        """How much memory the arrays take."""
        return sum(each.bytes for each in self._datasets.values())

    def search(
        self,
        query: str,
        kinds: Collection[Kind] | None = None,
        dataset: str | None = None,
        *,
        least: float = LEAST,
    ) -> list[Hit]:
        """What `query` may mean, surest first; ties in order of kind, of how usual it is, and of slug.

        The last word may be typed half. What has its code or slug comes first. At most 80 of each kind and dataset
        are found by their words, 24 by what they mean and 24 by what is said of them.
        """
        asked = self._ask((query,), typing=True)
        (found,) = self._found(asked, kinds, dataset, least, MANY, None)
        return self._hits(asked[0], found, kinds, dataset)

    def normalize(
        self,
        terms: Sequence[str],
        kinds: Collection[Kind] | None = None,
        dataset: str | None = None,
        *,
        least: float = LEAST,
        first: int = 1,
    ) -> list[Normalized]:
        """What each string may mean: up to `first` hits of at least that confidence each, in the order of the terms.

        Equal strings are looked up once. What is a list is also divided, the first lists up to 2,000 things in all.
        """
        different = list(dict.fromkeys(terms))
        done = self._normalized(different, kinds, dataset, least, first)
        divided: dict[str, list[str]] = {}
        left = MOST_PARTS_OF_ALL
        for term in different:
            parts = parts_of(term)
            best = done[term].hits[:1]
            if parts and len(parts) <= left and (not best or best[0].fit < WHOLE):
                divided[term] = parts
                left -= len(parts)
        new = dict.fromkeys(part for parts in divided.values() for part in parts if part not in done)
        done_parts = {**done, **self._normalized(list(new), kinds, dataset, least, first)}
        for term, parts in divided.items():
            best, each = done[term].hits[:1], tuple(done_parts[part] for part in parts)
            named = [(part.hits[0].entity.slug, part.hits[0].confidence) for part in each if part.hits]
            if is_list(best[0].fit if best else 0.0, best[0].confidence if best else 0.0, named):
                done[term] = done[term]._replace(parts=each)
        return [done[term] for term in terms]

    def _normalized(
        self,
        terms: Sequence[str],
        kinds: Collection[Kind] | None,
        dataset: str | None,
        least: float,
        first: int,
    ) -> dict[str, Normalized]:
        asked = self._ask(terms, typing=False)
        done: dict[str, Normalized] = {}
        for start in range(0, len(asked), AT_ONCE):
            part = asked[start : start + AT_ONCE]
            every = self._found(part, kinds, dataset, least, FEW, MORE * first)
            for each, found in zip(part, every, strict=True):
                hits = self._hits(each, found, kinds, dataset)[:first]
                done[each.text] = Normalized(each.text, tuple(hits), each.asides)
        return done

    def named(self, text: str, kind: Kind) -> Entity | None:
        """The entity of `kind` that has exactly this name, or else this alias, whatever its case and accents."""
        return next(iter(self.all_named(text, kind)), None)

    def all_named(self, text: str, kind: Kind) -> list[Entity]:
        """What has exactly this name, or else this alias, in each dataset: one entity of each, names before aliases."""
        found = ((index, index.named(text, kind)) for index in self._datasets.values())
        best = [(not index.is_name[label], index.entity(label)) for index, label in found if label is not None]
        return [entity for _, entity in sorted(best, key=lambda each: (each[0], each[1].slug))]

    def by_code(self, text: str) -> Sequence[Entity]:
        """What has this slug, external identifier or code of a classification; none for anything else."""
        return self._codes.having(text)

    def _ask(self, texts: Sequence[str], *, typing: bool) -> list[Asked]:
        return ask_for(texts, self._meanings, typing=typing)

    def _hits(
        self,
        asked: Asked,
        found: Iterable[tuple[Hit, float]],
        kinds: Collection[Kind] | None,
        dataset: str | None,
    ) -> list[Hit]:
        """Hits of one query, surest first, what has it as its code among them, and what matches exactly once."""
        coded = [
            (Hit(each, CERTAIN, each.name), CERTAIN)
            for each in self._codes.having(asked.text)
            if (kinds is None or each.kind in kinds) and (dataset is None or each.dataset.slug == dataset)
        ]
        kept: dict[Entity, Hit] = {}
        seen: set[Entity] = set()
        for hit, _ in sorted([*coded, *found], key=_place):
            if hit.entity not in seen:
                others = tuple(each for each in self._same(hit.entity) if each is not hit.entity)
                seen.update((hit.entity, *others))
                kept[hit.entity] = hit._replace(stands_for=others) if others else hit
        return list(kept.values())

    def _found(
        self,
        asked: Sequence[Asked],
        kinds: Collection[Kind] | None,
        dataset: str | None,
        least: float,
        most: int,
        first: int | None,
    ) -> list[list[tuple[Hit, float]]]:
        """Of each query what its words find, with scores, in any order: the `first` of each kind and dataset."""
        hits: list[list[tuple[Hit, float]]] = [[] for _ in asked]
        looking = [place for place, each in enumerate(asked) if each.words]
        for slug, index in self._datasets.items():
            if dataset is None or slug == dataset:
                segments = [each for each in index.segments if kinds is None or each.kind in kinds]
                every = candidates(index, [asked[place] for place in looking], segments, most)
                told = [(place, found) for place, all_ in zip(looking, every, strict=True) for found in all_]
                best = ranked(index, [found for _, found in told])
                for (place, found), each in zip(told, best, strict=True):
                    seldom = (kinds is None or len(kinds) > 1) and ORDER.get(found.segment.kind, len(ORDER)) > 2
                    hits[place] += _as_hits(index, each, least, SELDOM_MEANT if seldom else 1.0, first)
        return hits


def _place(each: tuple[Hit, float]) -> tuple[float, int, float, str]:
    hit, score = each
    return -round(hit.score, 3), ORDER.get(hit.entity.kind, len(ORDER)), -score, hit.entity.slug


def _as_hits(
    index: DatasetIndex, best: Ranked, least: float, times: float, first: int | None
) -> Iterator[tuple[Hit, float]]:
    for entity, label, score, confidence, fit in zip(*(each[:first].tolist() for each in best), strict=True):
        if times * confidence < least:
            return
        yield Hit(index.labels.entities[entity], times * confidence, index.labels.texts[label], fit=fit), score
