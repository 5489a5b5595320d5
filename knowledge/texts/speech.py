"""How texts of one language are read: by the names that are loaded in it, and of datasets without such by their own."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import regex

from knowledge.model.entities import Skill
from knowledge.model.vocabulary import Kind, SkillKind
from knowledge.texts.lists import Sure, listed, with_rest
from knowledge.texts.parts import PART, RUN, WHOLE, WORD, Phrase, dividing
from knowledge.texts.phrase_search import PhraseSearch
from knowledge.texts.roles import Demands
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.labels import Segment
from knowledge.words.spelling import words_of
from knowledge.words.stems import stemmer
from knowledge.words.tongues import base_of, tongue

FIRST_WORDS = 2  # skills whose name begins with a word, from which it may say what is done
LEAST_RUN = 0.4  # how much of its confidence a name has that is next to nothing of its phrase
LEAST_DIVIDED = 2  # words of a phrase that has others in it
NAME = regex.compile(r"\.?[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*[+#]*")
SHORT_PHRASE = 4  # words
ORDINARY = 3  # words of a phrase where nobody can tell which are one


def _names(index: DatasetIndex, segment: Segment | None = None) -> Iterable[str]:
    """What the entities of an index, or of a segment of it, are called in its language, in their order."""
    part = slice(None) if segment is None else slice(segment.entities.start, segment.entities.stop)
    return (index.labels.texts[first] for first in index.labels.first[part])


class Verbs:
    """Words that say what is done: those with which names of skills begin, in any form."""

    def __init__(self, indexes: Iterable[DatasetIndex], language: str):
        self._stem = stemmer(base_of(language))
        firsts: Counter[str] = Counter()
        for index in indexes:
            for segment in index.segments:
                if segment.kind is Kind.SKILL:
                    for name in _names(index, segment):
                        words = words_of(name)
                        if len(words) > 1:
                            firsts[self._stem(words[:1])[0]] += 1
        self._stems = {stem for stem, count in firsts.items() if count >= FIRST_WORDS}

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self._stem((word,))[0] in self._stems


class Spoken:
    """Languages that are skills: a language is meant by its name, whatever stands around it (`fluent English`)."""

    def __init__(self, indexes: Iterable[DatasetIndex]):
        self._names = {
            name
            for index in indexes
            for entity, name in zip(index.labels.entities, _names(index), strict=True)
            if isinstance(entity, Skill) and entity.skill_kind is SkillKind.LANGUAGE and name.isalpha()
        }

    def within(self, phrase: Phrase, text: str) -> list[Phrase]:
        """The languages in a short phrase."""
        words = list(WORD.finditer(text, phrase.start, phrase.end))
        if len(words) > SHORT_PHRASE:
            return []
        return [
            Phrase(*word.span(), word.group(), phrase.sentence, WHOLE) for word in words if word.group() in self._names
        ]


class Speech:
    """What reads texts of a language; `searches` are by the slug of the dataset."""

    def __init__(self, language: str, searches: Mapping[str, PhraseSearch], demands: Mapping[str, Demands]):
        self.language = language
        self.searches = searches
        self.demands = demands
        self.dividing = dividing(base_of(language))
        self._unsaid = tongue(language).unsaid
        spoken = [each.index for each in searches.values() if base_of(each.index.language) == base_of(language)]
        self.verbs = Verbs(spoken, language)
        self.spoken = Spoken(each.index for each in searches.values())

    def divided(self, phrases: Sequence[Phrase], text: str) -> list[list[Phrase]]:
        """What each phrase is read as: itself, with the parts of it that are all of a name (`machine learning`, of
        machine learning models); or, of a list that nobody divided, its names."""
        spans = [[each.span() for each in NAME.finditer(text, phrase.start, phrase.end)] for phrase in phrases]
        words = [
            [" ".join(words_of(text[start:end])) for start, end in of] if len(of) >= LEAST_DIVIDED else []
            for of in spans
        ]
        names: list[dict[tuple[int, int], Sure]] = [{} for _ in phrases]
        for search in self.searches.values():
            for place, first, end in search.whole(words):
                sure = search.sure(words[place][first]) if end - first == 1 else Sure.ALIAS
                names[place][first, end] = max(sure, names[place].get((first, end), Sure.ALIAS))
        return [
            self._parts(phrase, text, of, said, found)
            for phrase, of, said, found in zip(phrases, spans, words, names, strict=True)
        ]

    def _parts(
        self,
        phrase: Phrase,
        text: str,
        spans: Sequence[tuple[int, int]],
        words: Sequence[str],
        names: Mapping[tuple[int, int], Sure],
    ) -> list[Phrase]:
        if (0, len(words)) not in names and (items := listed(words, names, self._unsaid, self.verbs)):
            return [_item(phrase, text, spans[first:end]) for first, end in with_rest(len(words), items)]
        if phrase.counts == PART:  # of a phrase in which such names were looked for
            return [phrase]
        ordinary = ORDINARY if phrase.counts == RUN else len(words)
        return [phrase] * (phrase.counts != RUN) + [
            _run(phrase, text, spans[first:end], (end - first) / ordinary)
            for first, end in sorted(names)
            if end - first < len(words)
            and words[first] not in self._unsaid
            and words[end - 1] not in self._unsaid
            and (end - first > 1 or _is_proper(text, phrase, *spans[first]))
        ]


def _is_proper(text: str, phrase: Phrase, start: int, end: int) -> bool:
    """Whether a word is written as a name, and not as one with which something begins."""
    return start > phrase.start and not text[start:end].islower() and not text[phrase.start : phrase.end].isupper()


def _run(phrase: Phrase, text: str, spans: Sequence[tuple[int, int]], share: float) -> Phrase:
    start, end = spans[0][0], spans[-1][1]
    counts = PART if len(spans) == 1 else LEAST_RUN + (PART - LEAST_RUN) * min(1.0, share)
    return Phrase(start, end, text[start:end], phrase.sentence, counts)


def _item(phrase: Phrase, text: str, spans: Sequence[tuple[int, int]]) -> Phrase:
    start, end = spans[0][0], spans[-1][1]
    return Phrase(start, end, text[start:end], phrase.sentence, WHOLE, is_listed=True)
