"""How texts of a language are taken apart: its words, which of them say nothing, and which says what a name is of.

A dataset's labels of a language are read by that language's rules, and what somebody asks is read once by the rules of
each language that is looked through. English reads as `words.spelling` does, and nothing else.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

import regex

from knowledge.words.decorations import PATTERNS, Decoration
from knowledge.words.equivalents import EQUIVALENTS, Equivalents
from knowledge.words.folding import folded
from knowledge.words.genders import one_form, without_endings
from knowledge.words.little_words import LITTLE_WORDS
from knowledge.words.spelling import UNSAID, words_of
from knowledge.words.stems import DEFAULT, stemmer

PREPOSITIONS = frozenset(
    {"of", "for", "in", "at", "on", "with", "to", "and", "or", "from", "by", "including", "except", "responsible"}
)
"""Words of English names before which the word stands that says what it is: a nurse responsible for care is a nurse."""
HEAD_FIRST = frozenset(
    {"ar", "br", "ca", "cy", "es", "eu", "fa", "fr", "ga", "gl", "he", "id", "it", "ms", "mt", "pt", "ro", "sq", "vi"}
)
"""Languages in which a name begins with the word that says what it is: infirmier de bloc opératoire."""
COMPOUNDING = frozenset({"da", "de", "et", "fi", "hu", "is", "lb", "nb", "nl", "nn", "no", "sv"})
"""Languages that write several words as one: Krankenpfleger."""
ELIDED = {
    "fr": {"d", "l", "s", "n", "c", "j", "m", "t", "qu", "a"},
    "it": {"d", "l", "un", "dell", "all", "nell", "sull", "dall"},
    "ca": {"d", "l", "s", "n"},
}
"""What is left of little words before a vowel (`d'analyses`)."""
IN_ONE_FORM = tuple(
    (regex.compile(pattern), instead)
    for pattern, instead in (
        (r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)", "iz"),
        (r"(?<=[a-z]{3})ys(?=(?:e|ed|er|ers|ing)$)", "yz"),
        (r"(?<=[a-z]{2})our(?=(?:s|ed|ing|er|ers|ist|ists|al|able|ful|less|hood|hoods)?$)", "or"),
        (r"(?<=[a-z]{2})(?<!speci|regi|abdo|acu|sta|ra|se|fora|albu|bitu|lu|cycla)men$", "man"),
        (r"(?<=[a-z]{5})people$", "person"),
        (r"(?<=(?:^|mid|house)wi|^kni|^li)ves$", "fe"),
        (r"(?<=^(?:hal|shel|cal|wol|sel|thie|loa|hoo|scar))ves$", "f"),
        (r"^children$", "child"),
        (r"^teeth$", "tooth"),
        (r"^feet$", "foot"),
    )
)
"""British spellings, and plurals that a stemmer does not bring to one form with their singulars. In names and queries
alike: so it does not matter which words are so by nature (`detour`)."""
SIGNS = re.compile(r"[/*:_·•|(@.]|[a-zäöüß]In")
"""What stands before an ending or in a mark for genders."""
GENDER = next(pattern for decoration, pattern in PATTERNS if decoration is Decoration.GENDER)
MOST_FORMS = 50_000  # words whose form is remembered
TYPED_FOR = {
    "de": ((regex.compile(r"(?<![aeq])ue"), "u"), (regex.compile("ae"), "a"), (regex.compile("oe"), "o")),
    **dict.fromkeys(
        ("da", "nb", "nn", "no", "sv"),
        ((regex.compile("aa"), "a"), (regex.compile("ae"), "a"), (regex.compile("oe"), "o")),
    ),
}
"""Letters that are typed for those with a mark (ae for ä, aa for å), and what is left of both without it."""


class Tongue:
    """How texts of one language, a tag of BCP 47, are taken apart. Made by `tongue`."""

    def __init__(self, language: str):
        self.language = language
        base = base_of(language)
        self._is_english = base == DEFAULT
        self.base = base
        self._typed_for = TYPED_FOR.get(base, ())
        self._stems = stemmer(base)
        self._one_form: Callable[[str], str] = one_form(base)
        self._forms: dict[str, str] = {}
        self.is_compounding = base in COMPOUNDING
        little = {folded(each) for each in LITTLE_WORDS.get(base, ())} | ELIDED.get(base, set())
        self.unsaid = frozenset(UNSAID) if self._is_english else frozenset(little)
        self._prepositions = PREPOSITIONS if self._is_english else self.unsaid

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a text, as `words_of` has them, in one spelling and without what is added for genders."""
        if self._is_english:
            return words_of(text)
        words = words_of(without_endings(text, self.base) if SIGNS.search(text) else text)
        return tuple(map(self._spelled, words)) if self._typed_for else words

    def of_label(self, text: str, equivalents: Equivalents = EQUIVALENTS) -> tuple[str, ...]:
        """The words of what something is called; outside English without gender marks (`(m/w/d)`)."""
        if not self._is_english and SIGNS.search(text):
            text = GENDER.sub(" ", text) if GENDER.fullmatch(text.strip()) is None else text
        return equivalents.brought(self.words(text))

    def exactly(self, text: str) -> tuple[str, ...]:
        """What two names have in common that are the same: their words; outside English in one number and gender."""
        return self.words(text) if self._is_english else tuple(dict.fromkeys(map(self.form, self.of_label(text))))

    def compared(self, label: str) -> str:
        """A label as its letters are compared with those of queries: without case.

        Outside English without accents, too, and each word once of which both genders are said.
        """
        if self._is_english:
            return label.casefold()
        once: dict[str, str] = {}
        for word in self.of_label(label):
            once.setdefault(self.form(word), word)
        return " ".join(once.values())

    def form(self, word: str) -> str:
        """What a word is compared by: its stem, in one spelling and of one gender."""
        if self._is_english:
            for pattern, instead in IN_ONE_FORM:
                word = pattern.sub(instead, word)
            return self._stems((word,))[0]
        found = self._forms.get(word)
        if found is None:
            found = self._stems((self._one_form(word),))[0]
            if len(self._forms) >= MOST_FORMS:
                self._forms.clear()
            self._forms[word] = found
        return found

    def head_of(self, words: Sequence[str]) -> str | None:
        """The word that says what a name is of: the last, or the last before a preposition, in English.

        In languages where what is said of it follows, it is the first; None where there is no word.
        """
        if self.base in HEAD_FIRST:
            return words[self.head_place(words)] if words else None
        return words[self._before_preposition(words)] if words else None

    def head_place(self, words: Sequence[str]) -> int:
        """The place of the word of a label, of at least one, that says what it is.

        In English the last, or the last before a preposition: a driver of taxis is a driver.
        """
        if self.base in HEAD_FIRST:
            return next((place for place, word in enumerate(words) if word not in self.unsaid), 0)
        return self._before_preposition(words) if self._is_english else -1

    def _before_preposition(self, words: Sequence[str]) -> int:
        for place, word in enumerate(words):
            if word in self._prepositions and place:
                return place - 1
        return len(words) - 1

    def _spelled(self, word: str) -> str:
        for pattern, instead in self._typed_for:
            word = pattern.sub(instead, word)
        return word


def base_of(language: str) -> str:
    """The language of a tag without its script and region: `fr` of `fr-CA`."""
    return language.replace("_", "-").partition("-")[0].lower()


@cache
def tongue(language: str = DEFAULT) -> Tongue:
    """How texts of a language are taken apart, made once."""
    return Tongue(language)
