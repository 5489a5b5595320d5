"""Questions about names, made of a database with ESCO and O*NET, and indexes that were not told the names asked for.

- `hidden`: an alias that was taken away from a role or a skill;
- `untold`: aliases of O*NET's roles, asked of an index that knows none of them;
- `letters`: the first two to four letters of names, the more usual the more often;
- `exact`, `misspelt`, `plural`, `begun`, `dirty`: names and aliases that the index knows, as they are, with a typing
  error, in the plural, half typed, and with what people write around roles and skills.

Of each language into which a dataset is translated, `hidden-role-fr` and the like: a label that was taken away together
with those that are the same in another gender or number.

A question is of a kind within a dataset and language. What has the same label is right, too.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from knowledge.model.entities import CONCEPTS, Entity
from knowledge.model.vocabulary import Kind
from knowledge.snapshot.snapshot import Snapshot
from knowledge.snapshot.told import told_in_languages
from knowledge.words.added_tables import meanings_of
from knowledge.words.dataset_index import DatasetIndex
from knowledge.words.labels import labels_of, usual
from knowledge.words.meaning import MEANINGS, Meanings
from knowledge.words.spelling import words_of
from knowledge.words.tongues import tongue

ROLE_DECORATIONS = (
    "experienced {}", "{} / part-time", "{} (f/m/x)", "{} in Berlin", "{}, 3 years' experience", "{} wanted", "jr {}",
    "principal {}", "{} level 2", "{} - Dublin", "{} (hybrid)", "vacancy: {}", "graduate {}",
    "{} on fixed-term contract", "{} IV", "weekend {}", "{} (100%, all genders)", "mid-level {}",
)  # fmt: skip
SKILL_DECORATIONS = (
    "{} (expert)", "{} - intermediate", "solid experience with {}", "{} knowledge", "familiar with {}", "strong {}",
    "{}, 4 years", "skilled in {}", "{} (required)", "understanding of {}", "{}!", "proven {} skills", "ability to {}",
)  # fmt: skip


class Question(NamedTuple):
    """What is asked of an index, within a kind, and the slugs that are right."""

    set: str
    text: str
    kind: Kind
    right: frozenset[str]


class Examination(NamedTuple):
    """Questions to one index."""

    of: DatasetIndex
    questions: list[Question]


def examinations(snapshot: Snapshot, seed: int, most: int, meanings: Meanings = MEANINGS) -> Iterator[Examination]:
    """Up to `most` questions of each set; the same seed makes the same ones."""
    choose = random.Random(seed)
    for dataset in sorted(snapshot.datasets):
        entities = [each for kind in CONCEPTS for each in snapshot.active(kind) if each.dataset.slug == dataset]
        hidden: dict[Entity, str] = {}
        questions: list[Question] = []
        for kind in (Kind.ROLE, Kind.SKILL):
            named = [each for each in entities if each.kind is kind and each.aliases]
            for each in choose.sample(named, min(2 * most, len(named))):
                hidden[each] = choose.choice(each.aliases)
        shown = _without(hidden)
        known = _by_label(entities, shown)
        for kind in (Kind.ROLE, Kind.SKILL):
            asked = [(each, text) for each, text in hidden.items() if each.kind is kind and _key(text)]
            for each, text in choose.sample(asked, min(most, len(asked))):
                right = frozenset({each.slug}) | known.get((kind, _key(text)), frozenset())
                questions.append(Question(f"hidden-{kind.value}-{dataset}".lower(), text, kind, right))
            questions += _known(entities, kind, shown, known, choose, most)
        if questions:
            yield Examination(DatasetIndex(entities, meanings, labels_of=shown), questions)
    told = [each for kind in CONCEPTS for each in snapshot.active(kind) if each.dataset.slug == "onet"]
    untold = [(each, alias) for each in told if each.kind is Kind.ROLE for alias in each.aliases]
    right_of: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for each, alias in untold:
        right_of[_key(alias)].add(each.slug)
    questions = [
        Question("untold-role-onet", alias, Kind.ROLE, frozenset(right_of[_key(alias)]))
        for _, alias in choose.sample(untold, min(2 * most, len(untold)))
    ]
    yield Examination(DatasetIndex(told, meanings, labels_of=lambda each: (each.name,)), questions)


def in_languages(snapshot: Snapshot, seed: int, most: int) -> Iterator[Examination]:
    """Up to `most` questions for roles and for skills of each dataset in each language that it is translated into."""
    choose = random.Random(seed)
    for language, told in told_in_languages(snapshot.translations).items():
        of = tongue(language)
        for dataset in sorted({each.dataset.slug for each in told}):
            entities = [each for each in told if each.dataset.slug == dataset]
            keys = {each: {label: frozenset(of.exactly(label)) for label in told[each].labels} for each in entities}
            hidden: dict[Entity, frozenset[str]] = {}
            questions: list[tuple[Entity, str]] = []
            for kind in (Kind.ROLE, Kind.SKILL):
                found = [(each, label) for each in entities if each.kind is kind for label in _untold(keys[each])]
                for each, label in choose.sample(found, min(2 * most, len(found))):
                    if each not in hidden:
                        hidden[each] = keys[each][label]
                        questions.append((each, label))
            shown = {
                each: told[each]._replace(
                    labels=tuple(one for one, key in keys[each].items() if key != hidden.get(each))
                )
                for each in entities
            }
            same: dict[tuple[Kind, frozenset[str]], set[str]] = defaultdict(set)
            for each in entities:
                for label in shown[each].labels:
                    same[each.kind, keys[each][label]].add(each.slug)
            index = DatasetIndex.of_told(entities, meanings_of(language), language, shown)
            asked = [
                Question(
                    f"hidden-{each.kind.value}-{language}".lower(),
                    label,
                    each.kind,
                    frozenset({each.slug, *same[each.kind, keys[each][label]]}),
                )
                for each, label in questions
            ]
            yield Examination(index, [*_first(asked, Kind.ROLE, most), *_first(asked, Kind.SKILL, most)])


def _untold(keys: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """The labels beside the name that say other words than each other label of the same entity."""
    first = next(iter(keys.values()))
    for label, key in keys.items():
        if key and key != first and not any(key < other for other in keys.values()):
            yield label


def _first(questions: Iterable[Question], kind: Kind, most: int) -> list[Question]:
    return [each for each in questions if each.kind is kind][:most]


def _without(hidden: dict[Entity, str]) -> Callable[[Entity], Iterable[str]]:
    def shown(entity: Entity) -> Iterable[str]:
        taken = hidden.get(entity)
        return [each for each in labels_of(entity) if each != taken or each == entity.name]

    return shown


def _key(text: str) -> tuple[str, ...]:
    return words_of(text)


def _by_label(
    entities: Iterable[Entity], shown: Callable[[Entity], Iterable[str]]
) -> dict[tuple[Kind, tuple[str, ...]], frozenset[str]]:
    found: dict[tuple[Kind, tuple[str, ...]], set[str]] = defaultdict(set)
    for each in entities:
        for label in shown(each):
            found[each.kind, _key(label)].add(each.slug)
    return {key: frozenset(slugs) for key, slugs in found.items()}


def _known(
    entities: Sequence[Entity],
    kind: Kind,
    shown: Callable[[Entity], Iterable[str]],
    known: dict[tuple[Kind, tuple[str, ...]], frozenset[str]],
    choose: random.Random,
    most: int,
) -> Iterator[Question]:
    of_kind = [each for each in entities if each.kind is kind]
    labels = [label for each in of_kind for label in shown(each) if 1 <= len(_key(label)) <= 8]
    names = [each.name for each in of_kind]
    weights = [1 + usual(each) for each in of_kind]
    often = [each.name for each in choose.choices(of_kind, weights, k=most)]
    decorations = ROLE_DECORATIONS if kind is Kind.ROLE else SKILL_DECORATIONS
    for set_, texts, made in (
        ("exact", labels, lambda text: text),
        ("misspelt", labels, lambda text: misspelt(text, choose)),
        ("plural", names, lambda text: f"{text[:-1]}ies" if text.endswith("y") else f"{text}s"),
        ("begun", names, lambda text: text[: max(3, int(len(text) * choose.uniform(0.4, 0.9)))]),
        ("letters", often, lambda text: text[: choose.randint(2, 4)]),
        ("dirty", names, lambda text: choose.choice(decorations).format(text)),
    ):
        for text in choose.sample(texts, min(most // 2, len(texts))):
            yield Question(f"{set_}-{kind.value}".lower(), made(text), kind, known[kind, _key(text)])


def misspelt(text: str, choose: random.Random) -> str:
    """A text with one typing error in a word of five letters or more, if it has one."""
    words = text.split(" ")
    long = [place for place, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if not long:
        return text
    place = choose.choice(long)
    word = words[place]
    at = choose.randrange(1, len(word) - 1)
    letter = choose.choice("abcdefghijklmnopqrstuvwxyz")
    words[place] = choose.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return " ".join(words)
