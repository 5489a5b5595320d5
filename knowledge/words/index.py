"""Finding what people mean by words: the interface of the search, for all that understands names and texts.

    index = WordIndex(entities)                   once for a snapshot (`Snapshot.search_index`)
    index.search("sr nurse", [Kind.ROLE])         hits of all sorts, best first, while somebody types
    index.normalize(["MS Excel (advanced)"])      the best few of each of many strings, which are typed to their end
    index.all_named("Nurse", Kind.ROLE)           what has exactly this name
    index.by_code("15-1252.00")                   what has this slug, code or address

Every hit has a calibrated confidence: of those at 0.8, eight in ten are what was meant, measured on names that no index
was told (docs/words.md). There is an index of its own for each dataset (`words.dataset_index`), so that what one
dataset answers does not hang on which others are loaded; and one for each language into which its records are
translated, so that what is asked in one language does not hang on the others, and who needs one pays for one.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import chain
from types import MappingProxyType

from knowledge import deadline
from knowledge.model.entities import Entity
from knowledge.model.language import USUAL
from knowledge.model.vocabulary import Kind
from knowledge.words.added_tables import meanings_of
from knowledge.words.asked import Asked, ask_for
from knowledge.words.candidates import FEW, MANY, Candidates, Found
from knowledge.words.codes import Codes
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.hit_lists import HitList, Part, part_of
from knowledge.words.hits import Hit, Normalized
from knowledge.words.labels import LabelsOf, Segment, Translated, labels_of
from knowledge.words.lists import WHOLE, is_list, parts_of
from knowledge.words.meaning import LANGUAGES, MEANINGS, Meanings
from knowledge.words.preferred import first_languages, knowing, wanted_of
from knowledge.words.ranking import Ranked, ranked
from knowledge.words.telling import TellingWords
from knowledge.words.told_words import ToldWords
from knowledge.words.tongues import base_of

MORE = 4  # hits of each kind and dataset for each that is wanted: some may match each other exactly
AT_ONCE = 400  # strings: a tenth of a megabyte each while they are looked for, among 20,000 things
MOST_PARTS_OF_ALL = 2_000  # things in the lists of one request
MANY_LANGUAGES = 2  # from which some come first
NOT_TRANSLATED: Translated = MappingProxyType({})
SURE = 0.95  # how sure what tells all of one string among many is, from which on nothing else is looked for
LEAST = 0.003  # the least confidence of a hit that is worth a line
MOST_TOLD = 400_000  # labels and entities of words that are remembered of those that were typed, of eight bytes each
MOST_TOGETHER = 8  # kinds of a dataset that are asked for together, of which words are remembered

Telling = Callable[[DatasetIndex, tuple[Segment, ...]], TellingWords]
"""What words tell within some segments of an index."""

Same = Callable[[Entity], Iterable[Entity]]
"""All that match an entity exactly, itself among them."""


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
        translated: Translated = NOT_TRANSLATED,
    ):
        by_dataset: dict[str, list[Entity]] = {}
        for entity in entities:
            by_dataset.setdefault(entity.dataset.slug, []).append(entity)
        self._meanings = meanings
        self._matches = dict(_matches(chain.from_iterable(by_dataset.values()), same))
        self._datasets: dict[str, DatasetIndex] = {}
        for slug in sorted(by_dataset):
            deadline.check()
            spoken = by_dataset[slug][0].dataset.spoken
            self._datasets[slug] = DatasetIndex(
                by_dataset[slug], self._meanings_of(spoken), language=spoken, labels_of=labels_of
            )
        self._indexes = [*self._datasets.items(), *self._of_translations(by_dataset, translated)]
        self._codes = Codes(each for entities in by_dataset.values() for each in entities)
        count = max(1, len(self._indexes))  # all are asked one after the other
        self._told_before = lru_cache(MOST_TOGETHER * count)(lambda *_: ToldWords(MOST_TOLD // count))
        self.languages = tuple(dict.fromkeys(index.language for _, index in self._indexes))
        """The languages that labels are in, those of the datasets first."""

    def _of_translations(
        self, by_dataset: Mapping[str, Sequence[Entity]], translated: Translated
    ) -> Iterator[tuple[str, DatasetIndex]]:
        """An index for each dataset and language into which it is translated."""
        for language, told in translated.items():
            for slug in self._datasets:
                entities = [each for each in by_dataset[slug] if each in told]
                if entities:
                    deadline.check()
                    meanings = self._meanings_of(language)
                    yield slug, DatasetIndex.of_told(entities, meanings, language, told)

    def _meanings_of(self, language: str) -> Meanings:
        return self._meanings if base_of(language) in LANGUAGES else meanings_of(language)

    @property
    def datasets(self) -> Sequence[DatasetIndex]:
        """The index of each dataset in its own language, in order of its slug."""
        return tuple(self._datasets.values())

    @property
    def translated(self) -> Sequence[DatasetIndex]:
        """The index of each dataset in each language into which it is translated."""
        return [index for _, index in self._indexes[len(self._datasets) :]]

    def inside(self, language: str) -> Sequence[DatasetIndex]:
        """The indexes of labels in a language, of datasets in order of their slugs."""
        found = [(slug, index) for slug, index in self._indexes if index.language == language]
        return [index for _, index in sorted(found, key=lambda each: each[0])]

    @property
    def bytes(self) -> int:
        """How much memory the arrays take."""
        return sum(each.bytes for _, each in self._indexes)

    def search(
        self,
        query: str,
        kinds: Collection[Kind] | None = None,
        dataset: str | None = None,
        *,
        least: float = LEAST,
        languages: Sequence[str] = (),
    ) -> Sequence[Hit]:
        """What `query` may mean, surest first; ties in order of kind, of how usual it is, and of slug.

        The last word may be typed half. What has its code or slug comes first. At most 80 of each kind and dataset
        are found by their words, 24 by what they mean and 24 by what is said of them. Labels in `languages`, else in
        those of the datasets, come before all others as long as they know what is asked (`words.preferred`).
        """
        asked = self._ask((query,), typing=True)
        (found,) = self._found(asked, 1, kinds, dataset, least, MANY, None, self._telling)
        before = self._first(found, self._wanted(languages), asked, 0, dataset)
        return self._hits(query, found, kinds, dataset, before)

    def normalize(
        self,
        terms: Sequence[str],
        kinds: Collection[Kind] | None = None,
        dataset: str | None = None,
        *,
        least: float = LEAST,
        first: int = 1,
        languages: Sequence[str] = (),
        most_parts: int = MOST_PARTS_OF_ALL,
    ) -> list[Normalized]:
        """What each string may mean: up to `first` hits of at least that confidence each, in the order of the terms.

        `languages` come first, as in `search`.

        Equal strings are looked up once. What is a list is also divided, the first lists up to `most_parts` things.
        """
        different = list(dict.fromkeys(terms))
        wanted = self._wanted(languages)
        done = self._normalized(different, kinds, dataset, least, first, wanted)
        divided: dict[str, list[str]] = {}
        left = most_parts
        for term in different:
            parts = parts_of(term)
            best = done[term].hits[:1]
            if parts and len(parts) <= left and (not best or best[0].fit < WHOLE):
                divided[term] = parts
                left -= len(parts)
        new = dict.fromkeys(part for parts in divided.values() for part in parts if part not in done)
        done_parts = {**done, **self._normalized(list(new), kinds, dataset, least, first, wanted)}
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
        wanted: frozenset[str],
    ) -> dict[str, Normalized]:
        asked = self._ask(terms, typing=False)
        done: dict[str, Normalized] = {}
        telling = cache(TellingWords)
        for start in range(0, len(terms), AT_ONCE):
            part = {language: every[start : start + AT_ONCE] for language, every in asked.items()}
            of_terms = next(iter(part.values()), [])
            several = MORE * first
            every = self._found(
                part, len(of_terms), kinds, dataset, least, FEW, several, telling, is_one_enough=first == 1
            )
            for place, (each, found) in enumerate(zip(of_terms, every, strict=True)):
                before = self._first(found, wanted, part, place, dataset)
                hits = self._hits(each.text, found, kinds, dataset, before).surest(first)
                read_so = part[hits[0].language][place] if hits else each
                done[each.text] = Normalized(each.text, hits, read_so.asides)
        return done

    def named(self, text: str, kind: Kind) -> Entity | None:
        """The entity of `kind` that has exactly this name, or else this alias, whatever its case and accents."""
        return next(iter(self.all_named(text, kind)), None)

    def all_named(self, text: str, kind: Kind) -> list[Entity]:
        """What has exactly this name, or else this alias, in each dataset: one entity of each, names before aliases."""
        best: dict[str, tuple[bool, Entity]] = {}  # by dataset: in its own language, or else in another
        for dataset, index in self._indexes:
            if dataset not in best and (label := index.named(text, kind)) is not None:
                best[dataset] = not index.is_name[label], index.entity(label)
        return [entity for _, entity in sorted(best.values(), key=lambda each: (each[0], each[1].slug))]

    def by_code(self, text: str) -> Sequence[Entity]:
        """What has this slug, external identifier or code of a classification; none for anything else."""
        return self._codes.having(text)

    def _ask(self, texts: Sequence[str], *, typing: bool) -> dict[str, list[Asked]]:
        """What is asked, as each language reads it."""
        return {
            each: ask_for(texts, self._meanings_of(each), typing=typing, language=each)
            for each in self.languages or (USUAL,)
        }

    def _telling(self, index: DatasetIndex, segments: tuple[Segment, ...]) -> TellingWords:
        """What words tell, by what they told who typed before."""
        return TellingWords(index, segments, self._told_before(index, segments))

    def _wanted(self, languages: Sequence[str]) -> frozenset[str]:
        """The languages that come first; those of the datasets where none is asked for that is loaded."""
        own = frozenset(index.language for index in self._datasets.values())
        return wanted_of(languages, self.languages) or own

    def _first(
        self,
        found: Sequence[Part],
        wanted: frozenset[str],
        in_languages: Mapping[str, Sequence[Asked]],
        place: int,
        dataset: str | None,
    ) -> Collection[str]:
        """The languages whose hits of one of the queries come before those of others."""
        if len(self.languages) < MANY_LANGUAGES:
            return self.languages
        known: dict[str, float] = {}
        for slug, index in self._indexes:
            if dataset is None or slug == dataset:
                share = knowing(index, in_languages[index.language][place])
                known[index.language] = max(share, known.get(index.language, 0.0))
        return first_languages(found, wanted, known)

    def _hits(
        self,
        text: str,
        found: Sequence[Part],
        kinds: Collection[Kind] | None,
        dataset: str | None,
        before: Collection[str],
    ) -> HitList:
        """Hits of one query, what has it as its code among them."""
        coded = [
            each
            for each in self._codes.having(text)
            if (kinds is None or each.kind in kinds) and (dataset is None or each.dataset.slug == dataset)
        ]
        return HitList(text, found, coded, before, self._matches)

    def _found(
        self,
        in_languages: Mapping[str, Sequence[Asked]],
        count: int,
        kinds: Collection[Kind] | None,
        dataset: str | None,
        least: float,
        most: int,
        first: int | None,
        telling: Telling,
        *,
        is_one_enough: bool = False,
    ) -> list[list[Part]]:
        """Of each query what its words find: the `first` of each kind, dataset and language.

        With `is_one_enough`, where a label tells all of a query and is surely meant, nothing else in its language is.
        """
        parts: list[list[Part]] = [[] for _ in range(count)]
        looking: list[tuple[DatasetIndex, list[int], Candidates]] = []
        for slug, index in self._indexes:
            if dataset is None or slug == dataset:
                asked = in_languages[index.language]
                queries = [place for place, each in enumerate(asked) if each.words]
                segments = tuple(each for each in index.segments if kinds is None or each.kind in kinds)
                if segments:
                    of_queries = [asked[place] for place in queries]
                    words = telling(index, segments)
                    looking.append((index, queries, Candidates(index, of_queries, segments, most, words)))
        kept = partial(part_of, least=least, first=first, is_among_others=kinds is None or len(kinds) > 1)
        for index, queries, each in looking:
            _add(parts, index, queries, each.told(), kept)
            _add(parts, index, queries, each.likely(), kept)
        surely = {
            (part.language, place)
            for place, of_query in enumerate(parts if is_one_enough else ())
            for part in of_query
            if part.score >= SURE
        }
        for index, queries, each in looking:
            left = [number for number, place in enumerate(queries) if (index.language, place) not in surely]
            _add(parts, index, queries, each.others(frozenset(left)), kept)
        return parts


def _add(
    parts: Sequence[list[Part]],
    index: DatasetIndex,
    queries: Sequence[int],
    found: Sequence[tuple[int, Found]],
    kept: Callable[[DatasetIndex, Kind, Ranked], Part | None],
) -> None:
    """Adds what was found in an index to what is kept of each query."""
    best = ranked(index, [each for _, each in found])
    for (number, each), of_each in zip(found, best, strict=True):
        part = kept(index, each.segment.kind, of_each)
        if part is not None:
            parts[queries[number]].append(part)


def _matches(entities: Iterable[Entity], same: Same) -> Iterator[tuple[Entity, tuple[Entity, ...]]]:
    """All that match each of some entities exactly, itself among them, where there are others."""
    for entity in entities:
        alike = tuple(same(entity))
        if len(alike) > 1:
            yield entity, alike
