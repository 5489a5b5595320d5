"""Which labels have a word, letter by letter: what needs and names are compared by (`needs.called_for`)."""

from array import array
from collections.abc import Sequence

from knowledge.model.entities import Entity
from knowledge.words.index import WordIndex
from knowledge.words.spelling import words_of

MOST = 65_535  # different words of a label that are told apart


class LabelWords:
    """The words of all labels of an index; labels are numbers."""

    __slots__ = ("_having", "_places", "_words", "index", "vocabulary")

    def __init__(self, index: WordIndex):
        self.index = index
        self._places: list[tuple[int, int]] = []  # dataset and label, by number
        self._words = array("H")
        self._having: dict[str, array[int]] = {}
        for dataset, each in enumerate(index.datasets):
            for label, text in enumerate(each.labels.texts):
                words = set(words_of(text))
                if words:
                    for word in words:
                        self._labels(word).append(len(self._places))
                    self._places.append((dataset, label))
                    self._words.append(min(len(words), MOST))
        self.vocabulary: Sequence[str] = sorted(self._having)

    def _labels(self, word: str) -> "array[int]":
        found = self._having.get(word)
        if found is None:
            found = self._having[word] = array("I")
        return found

    @property
    def size(self) -> int:
        """How many labels there are."""
        return len(self._places)

    def labels_with(self, word: str) -> Sequence[int]:
        """The numbers of the labels that have exactly this word, in order."""
        return self._having.get(word, ())

    def words_in(self, number: int) -> int:
        """How many different words a label has."""
        return self._words[number]

    def label(self, number: int) -> tuple[Entity, str, bool]:
        """What a label names, its text, and whether it is the name and no other word for it."""
        dataset, label = self._places[number]
        index = self.index.datasets[dataset]
        return index.entity(label), index.labels.texts[label], bool(index.is_name[label])
