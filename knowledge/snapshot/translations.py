"""What records are called in other languages than those of their datasets.

Three languages of ESCO are hundreds of thousands of labels of which a request reads a few. So the texts of a language
are kept packed, one after the other as UTF-8, and become objects when somebody asks for them.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from types import MappingProxyType
from typing import Any

from knowledge.model.entity import Entity
from knowledge.model.evidence import Dataset, Evidence
from knowledge.model.language import chain
from knowledge.model.record import Record
from knowledge.model.translation import TEXTS, Translation
from knowledge.model.vocabulary import Status
from knowledge.snapshot.collation import place

FIELD, LABEL = "\x1f", "\x1e"  # which no text has (`seeds.format`)
MOST_ORDERS = 10_000  # that are remembered: clients may ask for what they like
NOTHING: Mapping[str, Translation] = MappingProxyType({})


class Translations:
    """The active translations of a snapshot.

    What several datasets say of a record in a language is one translation: the names and texts of the record's own
    dataset stand before those of others, and these in order of their slugs; each tells what the ones before do not.
    """

    __slots__ = ("_gone", "_orders", "_shelves", "languages")

    def __init__(self, shelves: Mapping[str, "_Shelf"] = MappingProxyType({}), gone: Collection[str] = ()):
        """`gone` are the slugs of deprecated translations, which tell nothing."""
        self._gone = frozenset(gone)
        self._shelves = dict(sorted(shelves.items()))
        self.languages = tuple(self._shelves)
        """The languages in which at least one record is translated, by tag."""
        self._orders: dict[tuple[tuple[str, ...], str], tuple[str, ...]] = {}

    def __bool__(self) -> bool:
        return bool(self.languages)

    def of(self, entity: Entity) -> Mapping[str, Translation]:
        """All translations of a record, by language. Its own name and texts, in that of its dataset, are not here."""
        found = {language: shelf.merged(entity) for language, shelf in self._shelves.items() if entity in shelf.places}
        return MappingProxyType(found) if found else NOTHING

    def each(self, entity: Entity) -> Iterator[Translation]:
        """What each dataset says of a record, by language, and within it in the order of `of`."""
        for shelf in self._shelves.values():
            yield from shelf.of(entity)

    def inside(self, language: str) -> Iterator[Translation]:
        """All that is translated into a language, once for each record: `subject` tells which."""
        shelf = self._shelves.get(language)
        if shelf is not None:
            yield from map(shelf.merged, shelf.places)

    def subjects(self, language: str) -> Collection[Entity]:
        """The records that are translated into a language."""
        shelf = self._shelves.get(language)
        return () if shelf is None else shelf.places.keys()

    def has(self, slug: str) -> bool:
        """Whether there is a translation with this slug, or was one that is deprecated."""
        return slug in self._gone or any(shelf.has(slug) for shelf in self._shelves.values())

    def told(self, entity: Entity, languages: Sequence[str]) -> Translation | None:
        """The translation for who reads these languages, best first; None where the record's own words are for them.

        A language stands for what it is a special case of: fr-CA finds fr. Where none of them is known, the record's
        own words are all there is.
        """
        language = self.language(entity, languages)
        return None if language is None else self._shelves[language].merged(entity)

    def name(self, entity: Entity, languages: Sequence[str]) -> str:
        """What a record is called for who reads these languages, as `told` says, without all else."""
        language = self.language(entity, languages)
        return entity.name if language is None else self._shelves[language].name(entity)

    def text(self, entity: Entity, field: str, languages: Sequence[str]) -> str | None:
        """A longer text for who reads these languages: in the first of them that tells it, else the record's own."""
        language = self.language_of_text(entity, field, languages)
        found: str | None = getattr(entity if language is None else self._shelves[language].merged(entity), field)
        return found

    def language_of_text(self, entity: Entity, field: str, languages: Sequence[str]) -> str | None:
        """In which language `text` tells a text; None for that of its dataset."""
        for language in self._order(tuple(languages), entity.dataset.spoken):
            shelf = self._shelves[language]
            if entity in shelf.places and getattr(shelf.merged(entity), field) is not None:
                return language
        return None

    def order(self, entity: Entity, languages: Sequence[str]) -> tuple[str, str, str, str]:
        """By what a record is sorted where it is by name, for who reads these languages."""
        return (*place(self.name(entity, languages)), entity.slug)

    def language(self, entity: Entity, languages: Sequence[str]) -> str | None:
        """In which language `told` tells it; None for that of its dataset."""
        for language in self._order(tuple(languages), entity.dataset.spoken):
            if entity in self._shelves[language].places:
                return language
        return None

    def _order(self, wanted: tuple[str, ...], own: str) -> tuple[str, ...]:
        """The languages to try, best first, before a record's own words, which are in the language `own`."""
        found = self._orders.get((wanted, own))
        if found is None:
            ordered = dict.fromkeys(each for tag in wanted for each in fitting(tag, {own, *self.languages}))
            found = tuple(takewhile(own.__ne__, ordered))
            if len(self._orders) < MOST_ORDERS:
                self._orders[wanted, own] = found
        return found


@lru_cache(maxsize=1_000)
def relevant(tags: tuple[str, ...], translated: tuple[str, ...], spoken: tuple[str, ...]) -> tuple[str, ...]:
    """What a reader's languages come to, best first, among those of translations and those that datasets speak.

    Empty where nothing is told otherwise than to somebody without languages.
    """
    known = {*spoken, *translated}
    found = tuple(dict.fromkeys(each for tag in tags for each in fitting(tag, known)))
    if len(spoken) == 1:
        found = tuple(takewhile(lambda each: each not in spoken, found))
    return found if any(each in translated for each in found) else ()


def fitting(wanted: str, known: Collection[str]) -> tuple[str, ...]:
    """Those of the known languages that are for who reads `wanted`, best first.

    First it and what it is a special case of (fr-CA, fr), then special cases of these (fr-BE), but in no other script.
    """
    general = chain(wanted)
    exact = [each for each in general if each in known]
    script = next((part for part in wanted.split("-")[1:] if len(part) == 4 and part.isalpha()), None)
    near = general[:1] if script else general
    return tuple(dict.fromkeys([*exact, *(each for tag in near for each in sorted(known) if tag in chain(each))]))


class _Shelf:
    """The translations into one language: for each, where its text ends, what it rests on and whose it is."""

    __slots__ = ("_datasets", "_ends", "_grounds", "_language", "_owners", "_shared", "_slugs", "_texts", "places")

    def __init__(self, language: str, kept: "_Gathered"):
        self._language = language
        self._texts = b"".join(kept.texts)
        self._ends = array("Q", [0])
        for text in kept.texts:
            self._ends.append(self._ends[-1] + len(text))
        self._datasets, self._shared = tuple(kept.datasets), tuple(kept.shared)
        self._owners, self._grounds = array("I", kept.owners), array("I", kept.grounds)
        self.places: dict[Entity, int | tuple[int, ...]] = kept.places

    def of(self, entity: Entity) -> list[Translation]:
        places = self.places.get(entity, ())
        return [self._made(entity, place) for place in ((places,) if isinstance(places, int) else places)]

    def has(self, slug: str) -> bool:
        return f"{FIELD}{slug}{FIELD}".encode() in self._texts

    def merged(self, entity: Entity) -> Translation:
        first, *others = self.of(entity)
        if not others:
            return first
        names = dict.fromkeys(name for each in (first, *others) for name in (each.name, *each.aliases))
        hidden = dict.fromkeys(name for each in (first, *others) for name in each.hidden_aliases)
        texts: dict[str, Any] = {
            text: next((said for each in (first, *others) if (said := getattr(each, text)) is not None), None)
            for text in TEXTS
        }
        return Translation(
            slug=first.slug,
            dataset=first.dataset,
            evidence=first.evidence,
            subject_kind=first.subject_kind,
            subject=entity,
            language=self._language,
            name=first.name,
            aliases=tuple(name for name in names if name != first.name),
            hidden_aliases=tuple(name for name in hidden if name not in names),
            **texts,
        )

    def name(self, entity: Entity) -> str:
        places = self.places[entity]
        place = places if isinstance(places, int) else places[0]
        text = self._texts[self._ends[place] : self._ends[place + 1]]
        return text[: text.index(b"\x1f")].decode()

    def _made(self, entity: Entity, place: int) -> Translation:
        text = self._texts[self._ends[place] : self._ends[place + 1]].decode()
        name, slug, aliases, hidden, description, definition, scope_note = text.split(FIELD)
        return Translation(
            slug=slug,
            dataset=self._datasets[self._owners[place]],
            evidence=self._shared[self._grounds[place]],
            subject_kind=entity.kind,
            subject=entity,
            language=self._language,
            name=name,
            aliases=tuple(aliases.split(LABEL)) if aliases else (),
            hidden_aliases=tuple(hidden.split(LABEL)) if hidden else (),
            description=description or None,
            definition=definition or None,
            scope_note=scope_note or None,
        )


class _Gathered:
    """What is known of one language while records come in."""

    def __init__(self) -> None:
        self.texts: list[bytes] = []
        self.owners: list[int] = []
        self.grounds: list[int] = []
        self.datasets: dict[Dataset, int] = {}
        self.shared: dict[Evidence, int] = {}
        self.places: dict[Entity, int | tuple[int, ...]] = {}

    def add(self, record: Record, subject: Entity, dataset: Dataset, evidence: Evidence) -> None:
        told = (
            record["name"],
            record["slug"],
            LABEL.join(record.get("aliases", ())),
            LABEL.join(record.get("hidden_aliases", ())),
            *(record.get(text) or "" for text in TEXTS),
        )
        place = len(self.texts)
        self.texts.append(FIELD.join(told).encode())
        self.owners.append(self.datasets.setdefault(dataset, len(self.datasets)))
        self.grounds.append(self.shared.setdefault(evidence, len(self.shared)))
        before = self.places.get(subject)
        if before is None:
            self.places[subject] = place
        else:
            self.places[subject] = (*((before,) if isinstance(before, int) else before), place)


def gathered(
    records: Iterable[Record],
    subject_of: Callable[[Record], Entity],
    dataset_of: Mapping[str, Dataset],
    evidence_of: Callable[[Record], Evidence],
) -> Translations:
    """The translations that records tell, those of a record's own dataset first."""
    by_language: dict[str, _Gathered] = {}
    others = []
    gone = []
    for record in records:
        if record.get("status", Status.ACTIVE) != Status.ACTIVE:
            gone.append(record["slug"])
            continue
        subject, dataset = subject_of(record), dataset_of[record["dataset"]]
        if subject.dataset is not dataset:
            others.append(record)
            continue
        by_language.setdefault(record["language"], _Gathered()).add(record, subject, dataset, evidence_of(record))
    for record in sorted(others, key=lambda each: (each["dataset"], each["slug"])):
        kept = by_language.setdefault(record["language"], _Gathered())
        kept.add(record, subject_of(record), dataset_of[record["dataset"]], evidence_of(record))
    return Translations({language: _Shelf(language, kept) for language, kept in by_language.items()}, gone)
