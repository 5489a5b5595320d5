"""What texts mean, as vectors: two texts say alike things where the cosine of theirs is high, in whatever words.

A text's vector is the sum of its words' vectors, each times the word's rarity (Arora et al. 2017), brought to length 1.
The words' vectors come from the table that is shipped (words.word_table); what all texts have in common was taken
out of them when it was made. So a vector depends on its text alone: not on what is loaded, not on the texts asked for
beside it, to the last bit.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import chain, count

import numpy as np
from numpy.typing import NDArray

from knowledge.words.spelling import words_of
from knowledge.words.word_table import WordTable

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

SHIPPED = "shipped"
BY_MISTAKE = 0.75  # of the rarity of the rarest word
AT_ONCE = 256  # texts, so that their sums stay in the processor's cache
MOST_REMEMBERED = 2_000  # words, of less than a kilobyte each
THINGS_AT_ONCE = 1000  # so that the vectors of all their texts need little memory


class Meanings:
    """Vectors of texts. Reads nothing before it is first asked."""

    def __init__(
        self,
        table: WordTable | None = None,
        words: Callable[[str], Sequence[str]] = words_of,
        mark: str | None = None,
    ):
        """`words` takes texts apart as the table's words are. `mark` tells the table from all others; None: then what
        is made with it is kept nowhere.
        """
        self._table = table or WordTable()
        self._words = words
        self.mark = mark
        self._of_words: dict[str, Floats] = {}  # of single words that are known, those that were asked for last

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        return self._table.dimensions

    def vectors(self, texts: Sequence[str]) -> Floats:
        """The vectors of texts, (n, dimensions), of length 1; zeros where no word is known."""
        return unit(self._told(texts, self._table.weighted))

    def names(self, texts: Sequence[str]) -> Floats:
        """The same of names, where a word that is not known means something of its own, though nobody knows what.

        So a name is not all that its known words mean: `DWP manager` is not just any manager.
        """
        return unit(self._told(texts, self._weighted_each))

    def _weighted_each(self, words: Sequence[str]) -> Floats:
        """The vectors of words, of what is not known a vector that is like no other."""
        found = self._table.weighted(words)
        for place in np.flatnonzero(~found.any(axis=1)).tolist():
            drawn = hashlib.shake_128(words[place].encode("utf-8", "surrogatepass")).digest(self.dimensions)
            own = np.frombuffer(drawn, np.int8).astype(np.float32)
            found[place] = own * (self._table.rarest / np.sqrt(np.square(own).sum()))
        return found

    def _told(self, texts: Sequence[str], weighted: Callable[[Sequence[str]], Floats]) -> Floats:
        """The sums of the vectors of the words of texts, (n, dimensions)."""
        if len(texts) == 1:
            return self._told_by_one(texts[0], weighted)
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        words_by_text = [self._words(text) for text in texts]
        met = np.fromiter(map(numbers.__getitem__, chain.from_iterable(words_by_text)), np.int64)
        lengths = np.fromiter(map(len, words_by_text), np.int64, len(texts))
        owners = np.repeat(np.arange(len(texts)), lengths)
        words = sorted(numbers)
        ranks = np.empty(len(words), np.int64)
        ranks[[numbers[word] for word in words]] = np.arange(len(words))
        # by text, and in it by word: sums add up in the same order whatever is asked for beside a text
        cells, counts = np.unique(owners * max(1, len(words)) + ranks[met], return_counts=True)
        owners, ranks = np.divmod(cells, max(1, len(words)))
        return sums_of(weighted(words), ranks, counts.astype(np.float32), owners, len(texts))

    def _told_by_one(self, text: str, weighted: Callable[[Sequence[str]], Floats]) -> Floats:
        """The same of one text, to the last bit: what is typed comes alone, and has a few words."""
        counts = Counter(self._words(text))
        words = sorted(counts)
        rows = weighted(words)
        told = np.zeros((1, rows.shape[1]), np.float32)
        for word, row in zip(words, rows, strict=True):
            told += row * np.float32(counts[word])
        return told

    def known(self, texts: Sequence[str]) -> list[bool]:
        """Whether each text has a word that is known, in this or another form, and not only by its pieces."""
        words_by_text = [self._words(text) for text in texts]
        words = list(dict.fromkeys(chain.from_iterable(words_by_text)))
        known = dict(zip(words, self._table.known(words), strict=True))
        return [any(known[word] for word in words) for words in words_by_text]

    def of_words(self, words: Sequence[str]) -> dict[str, Floats]:
        """The vectors of single words of length 1, by word; of those alone that are known."""
        remembered = self._of_words
        found = {word: remembered[word] for word in dict.fromkeys(words) if word in remembered}
        new = [word for word in dict.fromkeys(words) if word not in found]
        if new:
            known = [word for word, is_known in zip(new, self.known(new), strict=True) if is_known]
            made = dict(zip(known, self.vectors(known), strict=True))
            if len(remembered) + len(made) > MOST_REMEMBERED:
                self._of_words = remembered = {}
            if len(made) <= MOST_REMEMBERED:
                remembered.update(made)
            found.update(made)
        return found

    def usual(self, words: Sequence[str]) -> list[bool]:
        """Whether each word is known and not as rare as those that some text of the world has by mistake."""
        lengths = np.sqrt(np.square(self._table.weighted(words)).sum(axis=1)) if words else ()
        known = self._table.known(words)
        return [
            is_known and bool(length < BY_MISTAKE * self._table.rarest)
            for is_known, length in zip(known, lengths, strict=True)
        ]

    def mean_vectors(self, things: Sequence[Sequence[str]]) -> Floats:
        """The vectors of things of which several texts tell, (n, dimensions), of length 1: the mean of the texts'.

        Zeros where no text has a known word. Each different text counts once.
        """
        found = np.zeros((len(things), self.dimensions), np.float32)
        for start in range(0, len(things), THINGS_AT_ONCE):
            part = things[start : start + THINGS_AT_ONCE]
            found[start : start + len(part)] = self._means(part)
        return found

    def _means(self, things: Sequence[Sequence[str]]) -> Floats:
        numbers: dict[str, int] = {}
        told = [[numbers.setdefault(text, len(numbers)) for text in dict.fromkeys(texts)] for texts in things]
        owners = np.repeat(np.arange(len(things)), [len(each) for each in told])
        texts = np.fromiter(chain.from_iterable(told), np.int64, len(owners))
        return unit(sums_of(self.vectors(list(numbers)), texts, np.ones(len(texts), np.float32), owners, len(things)))


class NoMeanings(Meanings):
    """What texts of a language mean of which no word is in the table: vectors without a number, which take no room."""

    @property
    def dimensions(self) -> int:
        return 0

    def vectors(self, texts: Sequence[str]) -> Floats:
        return np.zeros((len(texts), 0), np.float32)

    def names(self, texts: Sequence[str]) -> Floats:
        return self.vectors(texts)

    def known(self, texts: Sequence[str]) -> list[bool]:
        return [False] * len(texts)

    def usual(self, words: Sequence[str]) -> list[bool]:
        return [False] * len(words)


def unit(rows: Floats) -> Floats:
    """Rows brought to length 1; rows of zeros stay."""
    lengths = np.sqrt(np.square(rows, dtype=np.float32).sum(axis=1, keepdims=True))
    brought: Floats = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return brought


def sums_of(rows: Floats, terms: Integers, shares: Floats, owners: Integers, count: int) -> Floats:
    """For each of `count` owners, the sum of the rows of its terms, each times its share; `owners` ascend.

    The first terms of many owners are added at once, then the second ones, and so on: several times as fast as
    np.add.reduceat, and each owner's terms are added one after the other, in their order.
    """
    sums = np.zeros((count, rows.shape[1]), np.float32)
    starts = np.searchsorted(owners, np.arange(count + 1))
    lengths = np.diff(starts)
    by_length = np.argsort(-lengths, kind="stable")
    for first in range(0, count, AT_ONCE):
        block = by_length[first : first + AT_ONCE]
        added = np.zeros((len(block), rows.shape[1]), np.float32)
        for place in range(int(lengths[block[0]])):
            longer = block[: np.searchsorted(-lengths[block], -place)]
            at = starts[longer] + place
            added[: len(longer)] += rows[terms[at]] * shares[at][:, None]
        sums[block] = added
    return sums


MEANINGS = Meanings(mark=SHIPPED)
"""What everybody asks: one table of words for the whole process."""

NO_MEANINGS = NoMeanings(mark="none")
LANGUAGES = frozenset({"en"})
"""Languages of the words in the shipped table, as in BCP 47; of others, tables may be added (words.added_tables)."""
