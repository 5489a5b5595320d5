"""Understanding texts: what a CV, an advertisement or a description of work names, and which roles it describes.

    reader = TextReader(index, same)              once for a snapshot (`Snapshot.reader`)
    read = reader.read(text)                      apart into sentences, noise left out
    read.mentions([Kind.SKILL], "esco")           what it names, from the left
    read.roles("esco")                            which roles it describes, likeliest first

Nothing of a text is kept: neither here, nor in what has been made once.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import numpy as np

from knowledge import deadline
from knowledge.model.entities import Entity
from knowledge.model.vocabulary import Kind
from knowledge.texts.beside_cues import beside_cues
from knowledge.texts.implied import implied
from knowledge.texts.languages import language_of
from knowledge.texts.legible import legible
from knowledge.texts.mentions import Heard, Mention, Named, chosen, named
from knowledge.texts.noise import is_heading, telling, without_hidden
from knowledge.texts.parts import MOST_WORDS, PART, RUN, WHOLE, Phrase, Sentence, phrases, sentences
from knowledge.texts.phrase_search import NAMED, PhraseSearch
from knowledge.texts.roles import Demands, Doubles, RoleGuess, begun, guessed, in_context
from knowledge.texts.speech import Speech
from knowledge.texts.stances import Cue, Stance, cues_in
from knowledge.words.asked import Asked, ask_for
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.folding import folded
from knowledge.words.hits import Hit
from knowledge.words.index import Same, WordIndex
from knowledge.words.meaning import Floats, Meanings
from knowledge.words.spelling import words_of
from knowledge.words.tongues import base_of

SURE_ENOUGH = 0.7  # the confidence from which something counts as named where nobody says how sure it has to be
LIKELY = 0.5  # the same for what tells which roles a text is about
MOST_TITLES, MOST_ROLES, LEAST_TITLE = 2, 20, 0.01  # phrases that may be a title, and roles that each may name
NOBODYS = (Stance.DENIES, Stance.OTHERS)  # what says nothing of the roles that a text describes
MOST_SENT = 3_000  # code points of a sentence that are told as they were sent: twice as long as one is that is read
MOST_PHRASES = 6_000  # different ones that are looked for in a text
SPOKEN = "en"  # the language of a text of which too little tells


class Understood(NamedTuple):
    """What was understood of a text in one dataset."""

    dataset: str
    titles: Mapping[Entity, float]  # how surely it begins with the name of each role
    roles: list[Named]  # that may be what it is about
    mentions: list[Mention]  # of all kinds, as sure as asked for


class Reading:
    """A text, and what it names in some datasets. Made by `TextReader.read`."""

    def __init__(self, reader: "TextReader", text: str, dataset: str | None, least: float):
        self._sent = text
        self._plain = legible(text, reader.is_word)
        text = self._plain.text
        self.language = language_of(text)
        self.is_language_loaded = None if self.language is None else reader.is_loaded(self.language)
        self._reader = reader
        self._speech = reader.speech(self.language)
        blanked = without_hidden(text)
        self.sentences: list[Sentence] = telling(blanked, list(sentences(blanked)), self.language)
        self._spoken = None if self.language is None else base_of(self.language)
        self._cues: dict[int, list[Cue]] = {}  # of each sentence
        read = self._read(blanked)
        self._heard = Heard(text, self.sentences, self._cues, self._spoken)
        self._whole = self._heard.without(NOBODYS, blanked)
        self._vectors: dict[Meanings, Floats] = {}
        self._said_of: dict[Demands, Doubles] = {}
        self._understood = self._understand(read, dataset, least)

    def _read(self, text: str) -> list[Phrase]:
        """The phrases of the text, each with what stands within it, and what the text says in other words."""
        found: list[list[Phrase]] = []  # each with the languages in it in its place, where it has some
        wholes: dict[int, Phrase] = {}  # those that may have names in them, by place
        for number, each in enumerate(self.sentences):
            deadline.check()
            if is_heading(text, each, self.language):
                continue
            cues = self._cues[number] = cues_in(text, each.start, each.end, self._spoken)
            read = phrases(text, each, number, self._speech.verbs, self._speech.dividing)
            for phrase in (part for whole in read for part in beside_cues(text, whole, cues)):
                if len(phrase.read.split()) <= MOST_WORDS:
                    spoken = self._speech.spoken.within(phrase, text)
                    if phrase.counts in (WHOLE, RUN, PART):
                        wholes[len(found)] = phrase
                        found.append(spoken)
                    else:
                        found.append(spoken or [phrase])
        for place, parts in zip(wholes, self._speech.divided([*wholes.values()], text), strict=True):
            found[place] += [each for each in parts if not found[place] or each is not wholes[place]]
        return [phrase for some in found for phrase in some] + list(implied(text, self.sentences))

    def _understand(self, read: list[Phrase], dataset: str | None, least: float) -> list[Understood]:
        if not read:
            return []
        different = list(dict.fromkeys(each.read for each in read))[:MOST_PHRASES]
        understood = []
        asked: dict[str, dict[str, Asked]] = {}
        for slug, search in self._speech.searches.items():
            if dataset is None or slug == dataset:
                deadline.check()
                language, meanings = search.index.language, search.index.meanings
                if language not in asked:
                    read_so = ask_for(different, meanings, typing=False, language=language)
                    asked[language] = dict(zip(different, read_so, strict=True))
                as_read = asked[language]
                having = [each for each in read if each.read in as_read and as_read[each.read].words]
                found = named(
                    search,
                    having,
                    [as_read[each.read] for each in having],
                    self._speech.verbs,
                    is_foreign=self.is_language_loaded is False,
                )
                first = chosen(found, self._heard, NAMED, LIKELY)
                told = (
                    each for each in having if self._heard.stance(each.sentence, each.start, each.end) not in NOBODYS
                )
                titles = begun(self._reader.titles(told, slug, self._speech.language))
                demands = self._speech.demands[slug]
                found = in_context(
                    found, guessed(demands, self._meant(demands), self._said(demands), titles, self._told(found), first)
                )
                sure = chosen(found, self._heard, NAMED, least)
                understood.append(Understood(slug, titles, self._told(found), sure))
        return understood

    def _is_told(self, phrase: Phrase) -> bool:
        """Whether a role that a phrase names is of whom the text is about."""
        return self._heard.stance(phrase.sentence, phrase.start, phrase.end, Kind.ROLE) not in NOBODYS

    def _told(self, found: Iterable[Named]) -> list[Named]:
        """The roles among what is named that may be what the text is about."""
        return [each for each in found if each.entity.kind is Kind.ROLE and self._is_told(each.phrase)]

    def _meant(self, demands: Demands) -> Floats:
        """What the text means as a whole, as roles of an index have meanings."""
        meanings = demands.index.meanings
        if self.is_language_loaded is False:
            return np.zeros(meanings.dimensions, np.float32)  # its words are none that mean anything there
        if meanings not in self._vectors:
            self._vectors[meanings] = meanings.vectors([self._whole])[0]
        return self._vectors[meanings]

    def _said(self, demands: Demands) -> Doubles:
        """How much is said of each role of an index in the words of the text."""
        if demands not in self._said_of:
            words = () if self.is_language_loaded is False else words_of(self._whole)
            self._said_of[demands] = demands.said(words)
        return self._said_of[demands]

    def mentions(self, kinds: Collection[Kind] = NAMED) -> list[Mention]:
        """What the text names, from the left; what matches exactly in several datasets once, the surest."""
        found: dict[tuple[int, int, Entity], Mention] = {}
        for each in (each for one in self._understood for each in one.mentions if each.entity.kind in kinds):
            same = min(self._reader.same(each.entity), key=lambda one: one.slug)
            key = each.start, each.end, same
            if key not in found or found[key].confidence < each.confidence:
                found[key] = each
        ordered = sorted(found.values(), key=lambda each: (each.start, each.end, each.entity.slug))
        return [self._as_sent(each) for each in ordered] if self._plain.passes else ordered

    def _as_sent(self, mention: Mention) -> Mention:
        """The mention as it stands in the text that was sent."""
        start, end = self._plain.span(mention.start, mention.end)
        begins = mention.start - mention.within
        first, last = self._plain.span(begins, begins + len(mention.sentence))
        if last - first > MOST_SENT:  # with a script or a comment within it: then it is told as it is read
            return mention._replace(text=self._sent[start:end], start=start, end=end)
        return mention._replace(
            text=self._sent[start:end], start=start, end=end, sentence=self._sent[first:last], within=start - first
        )

    def roles(self) -> list[RoleGuess]:
        """The roles that the text as a whole may describe, likeliest first; what matches exactly once."""
        every = []
        for one in self._understood:
            demands = self._speech.demands[one.dataset]
            every += guessed(demands, self._meant(demands), self._said(demands), one.titles, one.roles, one.mentions)
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
        own = _searches(index.datasets)
        demands = {slug: Demands(each.index) for slug, each in own.items()}
        self._index = index
        self.same = same
        self._languages = {base_of(each) for each in index.languages}
        self._own = Speech(next(iter(index.languages), SPOKEN), own, demands)
        self._speeches: dict[str, Speech] = {}
        for language in sorted(self._languages):
            told = _searches(each for each in index.translated if base_of(each.language) == language)
            if told:
                of_told = {slug: Demands(each.index) for slug, each in told.items()}
                self._speeches[language] = Speech(language, {**own, **told}, {**demands, **of_told})

    @property
    def searches(self) -> Mapping[str, PhraseSearch]:
        """The phrase searches of the datasets in their own languages, by slug."""
        return self._own.searches

    def is_word(self, word: str) -> bool:
        """Whether something has a word in its name, in any language that is loaded."""
        flat = folded(word)
        return any(each.vocabulary.is_known(flat) for each in (*self._index.datasets, *self._index.translated))

    def is_loaded(self, language: str) -> bool:
        """Whether there are names in a language."""
        return base_of(language) in self._languages

    def speech(self, language: str | None) -> Speech:
        """What reads texts of a language: by its names where there are some, else by the datasets' own."""
        return self._own if language is None else self._speeches.get(base_of(language), self._own)

    def titles(self, read: Iterable[Phrase], dataset: str, language: str) -> list[Hit]:
        """The roles that may be meant by how a text begins."""
        first = [each.read for each in read if each.sentence == 0 and each.counts == WHOLE][:MOST_TITLES]
        found = self._index.normalize(
            first, [Kind.ROLE], dataset, least=LEAST_TITLE, first=MOST_ROLES, languages=[language]
        )
        return [hit for each in found for hit in each.hits]

    def read(self, text: str, dataset: str | None = None, least: float = SURE_ENOUGH) -> Reading:
        """What a text says, in one dataset or in each; what is named has to be at least so sure."""
        return Reading(self, text, dataset, least)


def _searches(indexes: Iterable[DatasetIndex]) -> dict[str, PhraseSearch]:
    """The phrase search of each dataset that has labels, by slug."""
    return {each.labels.entities[0].dataset.slug: PhraseSearch(each) for each in indexes if each.labels.entities}
