"""What somebody asks for, taken apart once for all datasets: its words, what each counts, and its vector."""

from collections.abc import Sequence
from typing import NamedTuple

from knowledge.words.decorations import Aside, asides
from knowledge.words.equivalents import EQUIVALENTS, Equivalents
from knowledge.words.markup import without_markup
from knowledge.words.meaning import Floats, Meanings
from knowledge.words.stems import DEFAULT
from knowledge.words.tongues import Tongue, tongue
from knowledge.words.vocabulary import Meant

MOST_WORDS = 48  # different words that are looked for; more tell no more about what one name may mean
DECORATION = 0.12  # how much a word counts that decorates
UNSAID_COUNTS = 0.15
LONGEST_WORD = 30  # letters of what may be a word, or several in one


class AskedWord(NamedTuple):
    """A word that is looked for, and how much it counts beside how rare it is, 0 to 1."""

    text: str
    counts: float


class QueryWord(NamedTuple):
    """A word of a query: what it may stand for, how much it counts, and whether it says what is looked for.

    `text` is the word as it was asked; empty for a part of one.
    """

    meant: tuple[Meant, ...]
    counts: float
    is_head: bool
    text: str = ""


class Asked(NamedTuple):
    """What is looked for. `head` is the place of the word that says what it is; -1 where there is no word."""

    text: str
    words: tuple[AskedWord, ...]
    head: int
    asides: tuple[Aside, ...]
    left_out: int  # words beyond the most that are looked for
    bare: str  # its words without what decorates
    is_typing: bool  # the last word may be one that is half typed
    is_sayable: bool  # the vector is of words that are known, and not of pieces of words
    vector: Floats


def ask_for(
    texts: Sequence[str],
    meanings: Meanings,
    equivalents: Equivalents = EQUIVALENTS,
    *,
    typing: bool = True,
    language: str = DEFAULT,
) -> list[Asked]:
    """What each text asks for, if it is in that language.

    With `typing`, the last word of one without a space at its end may be half typed.
    """
    of = tongue(language)
    apart = [_taken_apart(text, equivalents, of) for text in texts]
    sayable = [_sayable(bare) for *_, bare in apart]
    vectors = meanings.names(sayable)
    known = meanings.known(sayable)
    return [
        Asked(
            text, words, head, aside, left_out, bare, typing and bool(text) and not text[-1].isspace(), is_known, vector
        )
        for text, (words, head, aside, left_out, bare), is_known, vector in zip(
            texts, apart, known, vectors, strict=True
        )
    ]


def _taken_apart(
    text: str, equivalents: Equivalents, of: Tongue
) -> tuple[tuple[AskedWord, ...], int, tuple[Aside, ...], int, str]:
    """Words, the place of the head, what was set aside, what was left out, and the text without what decorates."""
    text = without_markup(text)
    aside = tuple(asides(text, of.base))
    parts: list[tuple[str, bool]] = []
    end = 0
    for each in aside:
        parts += [(text[end : each.start], False), (text[each.start : each.end], True)]
        end = each.end
    parts.append((text[end:], False))
    bare = "".join(" " if decorates else part for part, decorates in parts)
    if not of.words(bare):  # nothing but decorations: then they are what is meant
        parts, bare, aside = [(text, False)], text, ()
    counts: dict[str, float] = {}
    for part, decorates in parts:
        for word in equivalents.brought(of.words(part)):
            counting = DECORATION if decorates else UNSAID_COUNTS if word in of.unsaid else 1.0
            counts[word] = max(counting, counts.get(word, 0.0))
    said = equivalents.brought(of.words(bare))
    head = of.head_of(said)
    words = tuple(AskedWord(*each) for each in counts.items())
    kept = words[:MOST_WORDS]
    place = next((place for place, each in enumerate(kept) if each.text == head), -1)
    return kept, place, aside, len(words) - len(kept), " ".join(said)


def _sayable(text: str) -> str:
    """A text without what is too long for a word, of which only pieces would mean something."""
    return " ".join(each for each in text.split() if len(each) <= LONGEST_WORD)
