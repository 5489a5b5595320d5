"""The words of a query as a dataset understands them."""

from collections.abc import Iterable, Sequence

import numpy as np
from rapidfuzz.distance import OSA

from knowledge.words.asked import Asked, QueryWord
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.misspellings import LONG_ENOUGH
from knowledge.words.vocabulary import Meant

SHORT = 2  # letters: what is shorter is looked for at the beginning of labels only
MOST_UNKNOWN = 6  # words of a query that all words of a dataset are compared with
JOINED = 0.97  # how much words count that are joined or divided
LEAST_PART = 3  # letters of each part of a word that is divided
LONGEST_DIVIDED = 20
MOST_CORRECTED = 12  # words of a query in which typing errors are mended


def corrected(index: DatasetIndex, asked: Sequence[Asked], *, in_texts: bool = False) -> list[Asked]:
    """Queries as they look and mean without typing errors: what no label and no vector knows is misspelt, and what is
    said somewhere, but seldom, and is one error away from a word of labels: `sofware` stands in descriptions, too.

    In texts, which have names that nothing here knows, short words are left as they are, and words with many errors.
    """
    instead: dict[str, str] = {}
    said = dict.fromkeys(word.text for each in asked for word in each.words[:MOST_CORRECTED])
    if not in_texts:
        index.vocabulary.look_up(word for word in said if index.vocabulary.is_strange(word))
    for word in said:
        if in_texts and len(word) < LONG_ENOUGH:
            continue
        right = index.vocabulary.corrected(word, compare=not in_texts)
        if right is not None:
            instead[word] = right
    words = list(instead)
    for word, is_usual in zip(words, index.meanings.usual(words), strict=True):
        is_said = index.vocabulary.term_of(word) is not None or index.meanings.known([word])[0]
        if is_usual or (is_said and (in_texts or not _is_slip(word, instead[word]))):
            del instead[word]
    found = list(asked)
    places: list[int] = []
    bare: list[str] = []
    for place, each in enumerate(asked):
        wrong = {word.text for word in each.words[:MOST_CORRECTED]} & instead.keys()
        if wrong:
            places.append(place)
            bare.append(" ".join(instead[word] if word in wrong else word for word in each.bare.split()))
    if not places:
        return found
    for place, text, vector in zip(places, bare, index.meanings.names(bare), strict=True):
        found[place] = asked[place]._replace(bare=text, is_sayable=True, vector=vector)
    return found


def _is_slip(word: str, right: str) -> bool:
    """Whether a word is another with one error, behind its first letter: `docker` is no `locker`."""
    return word[0] == right[0] and OSA.distance(word, right) <= 1


def look_up(index: DatasetIndex, asked: Iterable[Asked]) -> None:
    """Looks at once for what all unknown words of queries may be misspelt for, before each is understood."""
    vocabulary = index.vocabulary
    compared: dict[str, None] = {}
    others: dict[str, None] = {}
    for each in asked:
        texts = (text for text, _ in each.words if len(text) > SHORT)
        unknown = [text for text in texts if not vocabulary.is_known(text)]
        compared.update(dict.fromkeys(unknown[:MOST_UNKNOWN]))
        others.update(dict.fromkeys(unknown[MOST_UNKNOWN:]))
    vocabulary.look_up(compared)
    vocabulary.look_up(others, compare=False)


def understood(index: DatasetIndex, asked: Asked) -> list[QueryWord]:
    """The words of a query as the dataset understands them: two that are one there are joined, and one divided."""
    vocabulary = index.vocabulary
    found: list[QueryWord] = []
    texts = [each.text for each in asked.words]
    last = len(texts) - 1
    unknown = 0
    joined: dict[int, list[Meant]] = {}
    for place in range(last):
        if (term := vocabulary.labelled(texts[place] + texts[place + 1])) is not None:
            for each in (place, place + 1):
                joined.setdefault(each, []).append(Meant(term, JOINED))
    for place, (text, counts) in enumerate(asked.words):
        is_head = place == asked.head
        known = vocabulary.is_known(text)
        parts = () if known else _divided(index, text)
        if parts:
            found += [QueryWord((Meant(part, JOINED),), counts / len(parts), is_head) for part in parts]
        else:
            unknown += not known
            meant = (
                vocabulary.meant(text, place == last and asked.is_typing, unknown <= MOST_UNKNOWN)
                if len(text) > SHORT
                else _short(index, text)
            )
            found.append(QueryWord((*joined.get(place, ()), *meant), counts, is_head, text))
    return found


def _short(index: DatasetIndex, text: str) -> tuple[Meant, ...]:
    term = index.vocabulary.term_of(text)
    return () if term is None else (Meant(term, 1.0),)


def _divided(index: DatasetIndex, text: str) -> tuple[int, ...]:
    """The terms of the words that an unknown one is made of: two that stand in one label, or those of a compound."""
    vocabulary = index.vocabulary
    compound = vocabulary.parts_of(text)
    if compound:
        return tuple(term for part in compound if (term := vocabulary.term_of(part)) is not None)
    if len(text) <= LONGEST_DIVIDED:
        for cut in range(LEAST_PART, len(text) - LEAST_PART + 1):
            one = vocabulary.labelled(text[:cut])
            other = None if one is None else vocabulary.labelled(text[cut:])
            if one is not None and other is not None and one != other:
                labels = np.intersect1d(index.postings.of(one)[0], index.postings.of(other)[0], assume_unique=True)
                if len(labels):
                    return (one, other)
    return ()
