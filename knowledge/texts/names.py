"""What many names mean at once, where nothing is called exactly so: typing errors, plurals, levels, `knowledge of`."""

from collections.abc import Collection, Sequence

from knowledge import deadline
from knowledge.model.vocabulary import Kind
from knowledge.texts.reader import TextReader
from knowledge.texts.signs import guesses
from knowledge.words.asked import ask_for
from knowledge.words.hits import Hit
from knowledge.words.meaning import MEANINGS
from knowledge.words.query_words import corrected

LEAST = 0.05  # the confidence below which nothing is worth to be named
HALF, ALIKE = 0.5, 0.75  # of a name, what a label has to tell, unless both mean so much the same
AT_ONCE = 250  # names


def meant_by(reader: TextReader, names: Sequence[str], kinds: Collection[Kind]) -> list[list[Hit]]:
    """What each name may mean, in any dataset, surest first, ties by slug; equal names are looked up once."""
    found: dict[str, list[Hit]] = {name: [] for name in names}
    different = list(found)
    for start in range(0, len(different), AT_ONCE):
        part = different[start : start + AT_ONCE]
        asked = ask_for(part, MEANINGS, typing=False)
        for search in reader.searches.values():
            deadline.check()
            said = search.said(asked, corrects_all=True)
            right = corrected(search.index, asked)
            labels = search.index.labels
            for segment, best in guesses(search, right, said, search.pairs(right, said)):
                if segment.kind in kinds:
                    enough = (best.confidences >= LEAST) & ((best.told >= HALF) | (best.near >= ALIKE))
                    columns = (best.phrases, best.entities, best.labels, best.confidences)
                    for place, entity, label, sure in zip(*(each[enough].tolist() for each in columns), strict=True):
                        found[part[place]].append(Hit(labels.entities[entity], sure, labels.texts[label]))
    for hits in found.values():
        hits.sort(key=lambda each: (-round(each.confidence, 3), each.entity.slug))
    return [found[name] for name in names]
