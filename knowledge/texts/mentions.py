"""What a text names: of all that its phrases may name, what is surest, none over another in one dataset."""

from collections.abc import Collection, Container, Sequence
from functools import lru_cache
from typing import NamedTuple

from knowledge.model.entities import Entity, Skill
from knowledge.model.vocabulary import Kind, SkillKind
from knowledge.needs.called_for import heads
from knowledge.needs.deeds import singular
from knowledge.texts.parts import Phrase, Sentence
from knowledge.texts.phrase_search import PhraseSearch
from knowledge.texts.signs import guesses
from knowledge.texts.stances import Scope, Stance, scopes, stance_of
from knowledge.words.asked import Asked
from knowledge.words.query_words import corrected
from knowledge.words.spelling import words_of
from knowledge.words.stems import DEFAULT
from knowledge.words.tongues import base_of, tongue

SHORT = 3  # letters of a name that is only meant where it is written in its own case
HALF_TOLD = 0.4  # of a phrase, what a label has to tell
LEAST_OF_NAME = 0.35  # of a name, what a word alone has to be
EXACT = 0.98
LEAST = 0.05  # confidence below which nothing is looked at


class Mention(NamedTuple):
    """Something that a text names: where, in code points; what; how surely, 0 to 1; and what is said of it."""

    text: str
    start: int
    end: int
    sentence: str
    entity: Entity
    matched: str
    confidence: float
    stance: Stance
    language: str  # of the label, as a tag of BCP 47


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
            if segment.kind is Kind.ROLE and not _has_doer(language, phrase.read, matched):
                continue
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
    only in their own case. Groups of skills are no skills."""
    if isinstance(entity, Skill) and entity.skill_kind is SkillKind.GROUP:
        return False
    words = words_of(phrase.read)
    if len(words) == 1 and (of_label < LEAST_OF_NAME or (words[0] in verbs and told * of_label < EXACT)):
        return False
    if len(matched) <= SHORT and not matched.islower():
        return matched.strip() in phrase.read
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


def chosen(
    found: Sequence[Named],
    text: str,
    sentences: Sequence[Sentence],
    kinds: Collection[Kind],
    least: float,
    language: str | None = DEFAULT,
) -> list[Mention]:
    """The surest guesses that do not overlap, as mentions of these kinds, from the left. `language` is the text's."""
    taken = bytearray(len(text))
    cues: dict[int, list[Scope]] = {}
    mentions = []
    for each in found:
        if each.confidence < least:
            break
        start, end = each.phrase.start, each.phrase.end
        if any(taken[start:end]):
            continue
        taken[start:end] = b"\1" * (end - start)
        if each.entity.kind in kinds:
            number = each.phrase.sentence
            sentence = sentences[number]
            if number not in cues:
                cues[number] = scopes(text, sentence.start, sentence.end, language)
            stance = stance_of(cues[number], start, end)
            said = text[sentence.start : sentence.end]
            mentions.append(
                Mention(
                    text[start:end],
                    start,
                    end,
                    said,
                    each.entity,
                    each.matched,
                    min(1.0, each.confidence),
                    stance,
                    each.language,
                )
            )
    mentions.sort(key=lambda each: each.start)
    return mentions
