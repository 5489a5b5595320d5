"""What a text names: of all that its phrases may name, what is surest, none over another in one dataset."""

from collections.abc import Collection, Container, Mapping, Sequence
from typing import NamedTuple

from knowledge.model.entities import Entity
from knowledge.model.vocabulary import Kind
from knowledge.texts.meant import Candidate, is_meant
from knowledge.texts.parts import PART, Phrase, Sentence
from knowledge.texts.phrase_search import PhraseSearch
from knowledge.texts.signs import guesses
from knowledge.texts.stances import Cue, Scope, Stance, is_beside, scopes, stance_of
from knowledge.words.asked import Asked
from knowledge.words.decorations import Decoration, asides
from knowledge.words.labels import Segment
from knowledge.words.query_words import corrected
from knowledge.words.tongues import base_of

ALL, ALIKE = 0.98, 0.8  # of a label, what is all of it, and what of one word that is written nearly so (`Englisch`)
HALF_TOLD = 0.4  # of a phrase, what a label has to tell
GENERAL = 0.5  # how much of its confidence a role has by a word that only says what many are: not sure, but a guess
SHARED, SEVERAL = 0.8, 3  # the same by a word that so many roles are called
LEAST = 0.05  # confidence below which nothing is looked at


class Mention(NamedTuple):
    """Something that a text names: where, in code points; what; how surely, 0 to 1; and what is said of it.

    `within` is where it begins in its sentence.
    """

    text: str
    start: int
    end: int
    sentence: str
    entity: Entity
    matched: str
    confidence: float
    stance: Stance
    language: str  # of the label, as a tag of BCP 47
    within: int


class Named(NamedTuple):
    """A guess for a phrase: `confidence` is 0 to 1."""

    phrase: Phrase
    entity: Entity
    matched: str
    confidence: float
    language: str


def named(
    search: PhraseSearch,
    phrases: Sequence[Phrase],
    asked: Sequence[Asked],
    verbs: Container[str],
    *,
    is_foreign: bool = False,
) -> list[Named]:
    """All that the phrases may name in a dataset, surest first; `asked` is how each is read.

    `is_foreign`: they are in a language of which there are no names, so that only what is the same in both is meant.
    """
    if not phrases:
        return []
    saying: dict[str, list[int]] = {}  # what is said several times is looked for once
    for place, phrase in enumerate(phrases):
        saying.setdefault(phrase.read, []).append(place)
    asked = [asked[places[0]] for places in saying.values()]
    said_by = [[phrases[place] for place in places] for places in saying.values()]
    said = search.said(asked)
    asked = corrected(search.index, asked, in_texts=True)
    pairs = search.pairs(asked, said)
    found = []
    labels, language = search.index.labels, search.index.language
    for segment, best in guesses(search, asked, said, pairs):
        enough = (best.confidences >= LEAST) & (best.told >= HALF_TOLD)
        columns = (best.phrases, best.entities, best.labels, best.confidences, best.told, best.of_label)
        for place, number, label, confidence, told, of_label in zip(
            *(each[enough].tolist() for each in columns), strict=True
        ):
            (phrase, *_), entity, matched = said_by[place], labels.entities[number], search.index.shown(label)
            if is_foreign and of_label < (ALIKE if len(asked[place].words) == 1 else ALL):
                continue
            if segment.kind is Kind.ROLE:
                confidence *= _sure_of_one(search, segment, label, phrase.read)
            if is_meant(Candidate(phrase, entity, matched, told, of_label), language, verbs):
                least_counts = PART if segment.kind is Kind.ROLE and " " in phrase.read else 0.0
                found += [
                    Named(each, entity, matched, confidence * max(each.counts, least_counts), language)
                    for each in said_by[place]
                ]
    found.sort(key=order)
    return found


def _sure_of_one(search: PhraseSearch, segment: Segment, label: int, read: str) -> float:
    """How much of its confidence a role has by a label: less by a word that says what others are as well."""
    text = search.index.labels.texts[label]
    if " " in read.strip():
        return 1.0
    if search.index.standing[label] < 0 or " " in text:
        return GENERAL
    return SHARED if search.called(segment, text) >= SEVERAL else 1.0


def order(named: Named) -> tuple[float, int, int, str]:
    """What comes first: the surest, then what stands first, the longer one."""
    return -round(named.confidence, 3), named.phrase.start, -named.phrase.end, named.entity.slug


class Heard:
    """The sentences of a text, and what cues in them say of which part. `language` is the text's, as of `stances`."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], cues: Mapping[int, Sequence[Cue]], language: str | None
    ):
        self.text = text
        self.sentences = sentences
        self._cues = cues
        self._language = language
        self._scopes: dict[int, list[Scope]] = {}
        self._beside: dict[tuple[int, int], bool] = {}  # of roles, whether somebody else is that

    def _held(self, number: int) -> list[Scope]:
        if number not in self._scopes:
            said = self.sentences[number]
            self._scopes[number] = scopes(self.text, said.start, said.end, self._language, self._cues.get(number))
        return self._scopes[number]

    def stance(self, number: int, start: int, end: int, kind: Kind | None = None) -> Stance:
        """What is said of a part of a sentence, which names something of a kind."""
        told = stance_of(self._held(number), start, end)
        if kind is not Kind.ROLE or told is not Stance.HAS:
            return told
        if (start, end) not in self._beside:
            begins = self.sentences[number].start
            self._beside[start, end] = is_beside(self.text, begins, (start, end), self._language)
        return Stance.OTHERS if self._beside[start, end] else told

    def without(self, stances: Collection[Stance], blanked: str) -> str:
        """The sentences without what cues say so of. `blanked` is the text as it is to be read."""
        kept = []
        for number, said in enumerate(self.sentences):
            start = said.start
            held = sorted((each.start, each.end) for each in self._held(number) if each.stance in stances)
            for begin, end in held:
                kept.append(blanked[start:begin])
                start = max(start, end)
            kept.append(blanked[start : said.end])
        return " ".join(kept)


def chosen(found: Sequence[Named], heard: Heard, kinds: Collection[Kind], least: float) -> list[Mention]:
    """The surest guesses that do not overlap, as mentions of these kinds, from the left."""
    text = heard.text
    taken = bytearray(len(text))
    seen: set[tuple[int, Entity]] = set()
    mentions = []
    for each in found:
        if each.confidence < least:
            break
        start, end = each.phrase.start, each.phrase.end
        if any(taken[start:end]):
            continue
        told = each.phrase.sentence, each.entity
        if told in seen and each.phrase.read != text[start:end]:
            continue  # a verb with what the next one is done to, which has that name without it
        seen.add(told)
        taken[start:end] = b"\1" * (end - start)
        if each.entity.kind in kinds:
            sentence = heard.sentences[each.phrase.sentence]
            first, last = _without_level(text, start, end, each)
            mentions.append(
                Mention(
                    text=text[first:last],
                    start=first,
                    end=last,
                    sentence=text[sentence.start : sentence.end],
                    entity=each.entity,
                    matched=each.matched,
                    confidence=min(1.0, each.confidence),
                    stance=heard.stance(each.phrase.sentence, start, end, each.entity.kind),
                    language=each.language,
                    within=first - sentence.start,
                )
            )
    mentions.sort(key=lambda each: each.start)
    return mentions


def _without_level(text: str, start: int, end: int, named: Named) -> tuple[int, int]:
    """Where the name stands in a phrase that says how well it is known: `solid knowledge of Python` names Python."""
    first, last, label = start, end, named.matched.casefold()
    for aside in asides(text[start:end], base_of(named.language)):
        if aside.decoration is Decoration.LEVEL and aside.text.casefold() not in label:
            begins, ends = start + aside.start, start + aside.end
            if not text[first:begins].strip():
                first = ends
            elif not text[ends:last].strip():
                last = begins
    bare = text[first:last]
    if not bare.strip():
        return start, end
    return last - len(bare.lstrip()), first + len(bare.rstrip())
