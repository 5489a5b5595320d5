"""What a text names: of all that its phrases may name, what is surest, none over another in one dataset."""

from collections.abc import Collection, Container, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from knowledge.model.entities import Entity, Skill
from knowledge.model.vocabulary import Kind, SkillKind
from knowledge.needs.called_for import heads
from knowledge.needs.deeds import singular
from knowledge.texts.parts import Phrase, Sentence
from knowledge.texts.phrase_search import PhraseSearch
from knowledge.texts.signs import guesses
from knowledge.texts.stances import Cue, Scope, Stance, scopes, stance_of
from knowledge.words.asked import Asked
from knowledge.words.query_words import corrected
from knowledge.words.spelling import words_of
from knowledge.words.stems import DEFAULT
from knowledge.words.tongues import base_of, tongue

SHORT = 3  # letters of a name that within a phrase is only meant where it is written in its own case
HALF_TOLD = 0.4  # of a phrase, what a label has to tell
LEAST_OF_NAME = 0.35  # of a name, what a word alone has to be
EXACT = 0.98
GENERAL = 0.5  # how much of its confidence a role has by what only says what many roles are: not sure, but a guess
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
    search: PhraseSearch, phrases: Sequence[Phrase], asked: Sequence[Asked], verbs: Container[str]
) -> list[Named]:
    """All that the phrases may name in a dataset, surest first; `asked` is how each is read."""
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
            if segment.kind is Kind.ROLE:
                if not _has_doer(language, phrase.read, matched):
                    continue
                if search.index.standing[label] < 0:
                    confidence *= GENERAL
            if _is_meant(phrase, entity, matched, told, of_label, verbs):
                found += [Named(each, entity, matched, confidence * each.counts, language) for each in said_by[place]]
    found.sort(key=order)
    return found


def order(named: Named) -> tuple[float, int, int, str]:
    """What comes first: the surest, then what stands first, the longer one."""
    return -round(named.confidence, 3), named.phrase.start, -named.phrase.end, named.entity.slug


def _is_meant(
    phrase: Phrase, entity: Entity, matched: str, told: float, of_label: float, verbs: Container[str]
) -> bool:
    """Whether a phrase may be a name: no verb alone, no word that tells next to nothing of the name, and short names
    only in their own case, unless they are all that is said. Groups of skills are no skills."""
    if isinstance(entity, Skill) and entity.skill_kind is SkillKind.GROUP:
        return False
    words = words_of(phrase.read)
    if len(words) == 1 and (of_label < LEAST_OF_NAME or (words[0] in verbs and told * of_label < EXACT)):
        return False
    if len(matched) <= SHORT and not matched.islower():
        is_all = words == words_of(matched) and (phrase.is_listed or len(matched) == SHORT)
        return is_all or matched.strip() in phrase.read
    return True


def _has_doer(language: str, read: str, matched: str) -> bool:
    """Whether a phrase has the word that says what a role is: a copywriter is not meant by copywriting."""
    if base_of(language) != DEFAULT:
        of = tongue(language)
        head = of.head_of(of.of_label(matched))
        return head is not None and of.form(head) in map(of.form, of.words(read))
    return not _doers(matched).isdisjoint(map(singular, words_of(read)))


@lru_cache(maxsize=20_000)
def _doers(name: str) -> frozenset[str]:
    """The words of a role's name that say what it is, in the singular."""
    return frozenset(map(singular, heads(name)))


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

    def _held(self, number: int) -> list[Scope]:
        if number not in self._scopes:
            said = self.sentences[number]
            self._scopes[number] = scopes(self.text, said.start, said.end, self._language, self._cues.get(number))
        return self._scopes[number]

    def stance(self, number: int, start: int, end: int) -> Stance:
        """What is said of a part of a sentence."""
        return stance_of(self._held(number), start, end)

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
    mentions = []
    for each in found:
        if each.confidence < least:
            break
        start, end = each.phrase.start, each.phrase.end
        if any(taken[start:end]):
            continue
        taken[start:end] = b"\1" * (end - start)
        if each.entity.kind in kinds:
            sentence = heard.sentences[each.phrase.sentence]
            mentions.append(
                Mention(
                    text=text[start:end],
                    start=start,
                    end=end,
                    sentence=text[sentence.start : sentence.end],
                    entity=each.entity,
                    matched=each.matched,
                    confidence=min(1.0, each.confidence),
                    stance=heard.stance(each.phrase.sentence, start, end),
                    language=each.language,
                    within=start - sentence.start,
                )
            )
    mentions.sort(key=lambda each: each.start)
    return mentions
