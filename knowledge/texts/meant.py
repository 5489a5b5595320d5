"""Whether a phrase of a text may be a name that looks and means like it: what somebody who reads it would not mark.

- Groups of skills are no skills.
- A verb alone, and a word that tells next to nothing of a name, are none. A letter is the name of one letter.
- Short names are meant in their own case, unless they are all that is said.
- Who does something is not meant by what is done (copywriting is no copywriter), nor what it is done with: `bake bread`
  names no baking equipment, and one word no other of its root (`Polish` no polishers, `designer` no design).
- What the text has an article with, so that it is a place or a thing among others, is none of which more would have to
  be said: `in the salon` is no salon management.
"""

from collections.abc import Container, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from knowledge.model.entities import Entity, Skill
from knowledge.model.vocabulary import Kind, SkillKind
from knowledge.needs.called_for import heads
from knowledge.needs.deeds import DOERS, root_of, singular
from knowledge.texts.parts import Phrase
from knowledge.words.spelling import words_of
from knowledge.words.stems import DEFAULT, stemmer
from knowledge.words.tongues import base_of, tongue

SHORT = 3  # letters of a name that within a phrase is only meant where it is written in its own case
LEAST_OF_NAME = 0.35  # of a name, what a word alone has to be
EXACT = 0.98
ARTICLE = regex.compile(r"(?:the|a|an|our|your|my|this|that|these|those)\s", regex.IGNORECASE)
FEW = 3  # words of a phrase with its article that may be a place or a thing among others


class Candidate(NamedTuple):
    """Something that a phrase may name: `told` is how much of the phrase the label tells, `of_label` how much of the
    label that is, both 0 to 1."""

    phrase: Phrase
    entity: Entity
    matched: str
    told: float
    of_label: float


def is_meant(candidate: Candidate, language: str, verbs: Container[str]) -> bool:
    """Whether somebody who reads the phrase would say that it is named. `verbs` may say what is done."""
    phrase, entity, matched, told, of_label = candidate
    if isinstance(entity, Skill) and entity.skill_kind is SkillKind.GROUP:
        return False
    if entity.kind is Kind.ROLE and not _has_doer(language, phrase.read, matched):
        return False
    words, named = words_of(phrase.read), words_of(matched)
    if len(words) == 1:
        if of_label < LEAST_OF_NAME or (words[0] in verbs and told * of_label < EXACT):
            return False
        if len(words[0]) == 1 and words != named:
            return False
    if base_of(language) == DEFAULT and _is_of_another_kind(entity, phrase.read, words, named):
        return False
    if len(matched) <= SHORT and not matched.islower():
        is_all = words == named and (phrase.is_listed or len(matched) == SHORT or not matched.isalnum())
        return is_all or matched.strip() in phrase.read
    return True


def _is_of_another_kind(entity: Entity, read: str, words: Sequence[str], named: Sequence[str]) -> bool:
    """Whether what is named, in English, is something that has only to do with what is said."""
    stem = stemmer(DEFAULT)
    said, head = set(stem(words)), named[-1] if named else ""
    if entity.kind is Kind.TOOL and read.islower() and len(named) > 1 and stem((head,))[0] not in said:
        return True
    if len(named) == 1 and said.issuperset(stem(named)):
        if len(words) == 1 and entity.kind is Kind.SKILL:
            return root_of(words[0])[1] in DOERS and root_of(named[0])[1] not in DOERS
        return entity.kind is Kind.TOOL and singular(named[0]) not in map(singular, words)
    return len(words) <= FEW and ARTICLE.match(read) is not None and not said.issuperset(stem(named))


def _has_doer(language: str, read: str, matched: str) -> bool:
    """Whether a phrase has the word that says what a role is."""
    if base_of(language) != DEFAULT:
        of = tongue(language)
        head = of.head_of(of.of_label(matched))
        return head is not None and of.form(head) in map(of.form, of.words(read))
    return not _doers(matched).isdisjoint(map(singular, words_of(read)))


@lru_cache(maxsize=20_000)
def _doers(name: str) -> frozenset[str]:
    """The words of a role's name that say what it is, in the singular."""
    return frozenset(map(singular, heads(name)))
