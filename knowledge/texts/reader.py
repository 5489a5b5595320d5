"""Understanding texts: what a CV, an advertisement or a description of work names, and which roles it describes.

    reader = TextReader(index, same)              once for a snapshot (`Snapshot.reader`)
    read = reader.read(text)                      apart into sentences, noise left out
    read.mentions([Kind.SKILL], "esco")           what it names, from the left
    read.roles("esco")                            which roles it describes, likeliest first

Nothing of a text is kept: neither here, nor in what has been made once.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import regex

from knowledge import deadline
from knowledge.model.entities import Entity, Skill
from knowledge.model.vocabulary import Kind, SkillKind
from knowledge.texts.implied import implied
from knowledge.texts.languages import language_of
from knowledge.texts.mentions import Mention, Named, chosen, named
from knowledge.texts.noise import telling, without_hidden
from knowledge.texts.parts import MOST_WORDS, PART, WHOLE, WORD, Phrase, Sentence, phrases, sentences
from knowledge.texts.phrase_search import NAMED, PhraseSearch
from knowledge.texts.roles import Demands, RoleGuess, begun, guessed, in_context
from knowledge.words.asked import ask_for
from knowledge.words.index import Hit, Same, WordIndex
from knowledge.words.meaning import MEANINGS, Floats
from knowledge.words.spelling import UNSAID, words_of
from knowledge.words.stems import stemmer

SURE_ENOUGH = 0.7  # the confidence from which something counts as named where nobody says how sure it has to be
LIKELY = 0.5  # the same for what tells which roles a text is about
FIRST_WORDS = 2  # skills whose name begins with a word, from which it may say what is done
LEAST_RUN = 0.4  # how much of its confidence a name has that is next to nothing of its phrase
LEAST_DIVIDED = 2  # words of a phrase that has others in it
NAME = regex.compile(r"\.?[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*[+#]*")
SHORT_PHRASE = 4  # words
MOST_TITLES, MOST_ROLES, LEAST_TITLE = 2, 20, 0.01  # phrases that may be a title, and roles that each may name
MOST_PHRASES = 6_000  # different ones that are looked for in a text
LOADED = "en"  # the language of all names


class Verbs:
    """Words that say what is done: those with which names of skills begin, in any form."""

    def __init__(self, index: WordIndex):
        self._stem = stemmer()
        firsts: Counter[str] = Counter()
        for dataset in index.datasets:
            for segment in dataset.segments:
                if segment.kind is Kind.SKILL:
                    for entity in dataset.labels.entities[segment.entities.start : segment.entities.stop]:
                        words = words_of(entity.name)
                        if len(words) > 1:
                            firsts[self._stem(words[:1])[0]] += 1
        self._stems = {stem for stem, count in firsts.items() if count >= FIRST_WORDS}

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self._stem((word,))[0] in self._stems


class Spoken:
    """Languages that are skills: a language is meant by its name, whatever stands around it (`fluent English`)."""

    def __init__(self, index: WordIndex):
        self._names = {
            entity.name
            for dataset in index.datasets
            for entity in dataset.labels.entities
            if isinstance(entity, Skill) and entity.skill_kind is SkillKind.LANGUAGE and entity.name.isalpha()
        }

    def within(self, phrase: Phrase, text: str) -> list[Phrase]:
        """The languages in a short phrase."""
        words = list(WORD.finditer(text, phrase.start, phrase.end))
        if len(words) > SHORT_PHRASE:
            return []
        return [
            Phrase(*word.span(), word.group(), phrase.sentence, WHOLE) for word in words if word.group() in self._names
        ]


class Understood(NamedTuple):
    """What was understood of a text in one dataset."""

    dataset: str
    titles: Mapping[Entity, float]  # how surely it begins with the name of each role
    found: list[Named]
    mentions: list[Mention]  # of all kinds, as sure as asked for


class Reading:
    """A text, and what it names in some datasets. Made by `TextReader.read`."""

    def __init__(self, reader: "TextReader", text: str, dataset: str | None, least: float):
        self.language = language_of(text)
        self._reader = reader
        blanked = without_hidden(text)
        self.sentences: list[Sentence] = telling(blanked, list(sentences(blanked)))
        read: list[Phrase] = []
        for number, each in enumerate(self.sentences):
            deadline.check()
            for phrase in phrases(blanked, each, number, reader.verbs):
                if len(phrase.read.split()) <= MOST_WORDS:
                    read += reader.spoken.within(phrase, blanked) or [phrase]
                    if phrase.counts == WHOLE:
                        read += reader.named_within(phrase, blanked)
        read += implied(blanked, self.sentences)
        self._vector = self._mean(blanked)
        self._understood = self._understand(text, read, dataset, least)

    def _understand(self, text: str, read: list[Phrase], dataset: str | None, least: float) -> list[Understood]:
        if not read:
            return []
        different = list(dict.fromkeys(each.read for each in read))[:MOST_PHRASES]
        asked = dict(zip(different, ask_for(different, MEANINGS, typing=False), strict=True))
        read = [each for each in read if each.read in asked and asked[each.read].words]
        said = [asked[each.read] for each in read]
        understood = []
        for slug, search in self._reader.searches.items():
            if dataset is None or slug == dataset:
                deadline.check()
                found = named(search, read, said, self._reader.verbs)
                first = chosen(found, text, self.sentences, NAMED, LIKELY)
                titles = begun(self._reader.titles(read, slug))
                found = in_context(found, guessed(self._reader.demands[slug], self._vector, titles, found, first))
                understood.append(Understood(slug, titles, found, chosen(found, text, self.sentences, NAMED, least)))
        return understood

    def _mean(self, text: str) -> Floats:
        """What the text means as a whole."""
        whole = " ".join(text[each.start : each.end] for each in self.sentences)
        mean: Floats = MEANINGS.vectors([whole])[0]
        return mean

    def mentions(self, kinds: Collection[Kind] = NAMED) -> list[Mention]:
        """What the text names, from the left; what matches exactly in several datasets once, the surest."""
        found: dict[tuple[int, int, Entity], Mention] = {}
        for each in (each for one in self._understood for each in one.mentions if each.entity.kind in kinds):
            same = min(self._reader.same(each.entity), key=lambda one: one.slug)
            key = each.start, each.end, same
            if key not in found or found[key].confidence < each.confidence:
                found[key] = each
        return sorted(found.values(), key=lambda each: (each.start, each.end, each.entity.slug))

    def roles(self) -> list[RoleGuess]:
        """The roles that the text as a whole may describe, likeliest first; what matches exactly once."""
        every = []
        for one in self._understood:
            every += guessed(self._reader.demands[one.dataset], self._vector, one.titles, one.found, one.mentions)
        every.sort(key=lambda each: (-round(each.confidence, 6), each.role.slug))
        seen: set[Entity] = set()
        found = []
        for each in every:
            if each.role not in seen:
                seen.update(self._reader.same(each.role))
                found.append(each)
        return found


class TextReader:
    """Reads texts with the names of a snapshot."""

    def __init__(self, index: WordIndex, same: Same):
        self.searches = {
            dataset.labels.entities[0].dataset.slug: PhraseSearch(dataset)
            for dataset in index.datasets
            if dataset.labels.entities
        }
        self._index = index
        self.verbs = Verbs(index)
        self.spoken = Spoken(index)
        self.demands = {slug: Demands(each.index) for slug, each in self.searches.items()}
        self.same = same

    def titles(self, read: Sequence[Phrase], dataset: str) -> list[Hit]:
        """The roles that may be meant by how a text begins."""
        first = [each.read for each in read if each.sentence == 0 and each.counts == WHOLE][:MOST_TITLES]
        found = self._index.normalize(first, [Kind.ROLE], dataset, least=LEAST_TITLE, first=MOST_ROLES)
        return [hit for each in found for hit in each.hits]

    def named_within(self, phrase: Phrase, text: str) -> list[Phrase]:
        """The parts of a phrase that are all of a name: `machine learning`, of machine learning models."""
        spans = [each.span() for each in NAME.finditer(text, phrase.start, phrase.end)]
        if len(spans) < LEAST_DIVIDED:
            return []
        words = [" ".join(words_of(text[start:end])) for start, end in spans]
        runs = {run for search in self.searches.values() for run in search.whole(words)}
        return [
            _run(phrase, text, spans[first:end], (end - first) / len(words))
            for first, end in sorted(runs)
            if end - first < len(words)
            and words[first] not in UNSAID
            and words[end - 1] not in UNSAID
            and (end - first > 1 or _is_proper(text, phrase, *spans[first]))
        ]

    def read(self, text: str, dataset: str | None = None, least: float = SURE_ENOUGH) -> Reading:
        """What a text says, in one dataset or in each; what is named has to be at least so sure."""
        return Reading(self, text, dataset, least)


def _is_proper(text: str, phrase: Phrase, start: int, end: int) -> bool:
    """Whether a word is written as a name, and not as one with which something begins."""
    return start > phrase.start and not text[start:end].islower()


def _run(phrase: Phrase, text: str, spans: list[tuple[int, int]], share: float) -> Phrase:
    start, end = spans[0][0], spans[-1][1]
    counts = PART if len(spans) == 1 else LEAST_RUN + (PART - LEAST_RUN) * share
    return Phrase(start, end, text[start:end], phrase.sentence, counts)
