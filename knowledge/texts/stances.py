"""Whether what a text names is said to be there, wished for, denied, or somebody else's: by cues in its sentence.

After NegEx (Chapman et al. 2001): a cue holds for what follows it in the sentence, or goes before it, up to a word that
ends it (`but`) or the next cue; what only looks like a cue is told apart. What is told of somebody else (`my boss knows
Python`) is theirs, whatever else is said of it, until the sentence comes back to who tells it. What somebody used to
be or do is there: who has been an accountant knows how to be one. Cues are data, in `cues`, a file for each language;
where nobody can tell the language of a text, those of all of them count. What no cue speaks of is said to be there.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

from knowledge.words.stems import DEFAULT


class Stance(StrEnum):
    """What a text says of something that it names."""

    HAS = "HAS"
    WANTS = "WANTS"
    DENIES = "DENIES"
    OTHERS = "OTHERS"


class Scope(NamedTuple):
    """What a cue says of a part of a text."""

    stance: Stance
    start: int
    end: int


FOLDER = Path(__file__).with_name("cues")
SECTIONS = ("NEITHER", "DENIES", "DENIED", "WANTS", "WANTED", "END", "OTHERS", "OWN", "BESIDE", "BESIDE_SEVERAL")
BETWEEN = r"(?:\s+(?!(?:as|is|am|was|were|who|i|als|comme|como)\b)[\p{L}'’-]+,?){0,6}\s+$"
"""What may stand between who somebody works with and the word that says so: others of them, articles, adjectives."""
LONGEST_BESIDE = 120  # code points before a role that are looked at
PEOPLE = "PEOPLE"  # what a pattern has for the words of that section
Cues = Mapping[str, "regex.Pattern[str]"]


def _sections(language: str) -> dict[str, list[str]]:
    text = FOLDER.joinpath(f"{language}.txt").read_text(encoding="utf-8")
    parts = (part.splitlines() for part in text.strip().split("\n\n")[1:])
    sections = {lines[0].strip("[]"): [each for each in lines[1:] if each] for lines in parts}
    people = "|".join(sections.pop(PEOPLE, ()))
    return {name: [each.replace(f"<{PEOPLE}>", f"(?:{people})") for each in lines] for name, lines in sections.items()}


LANGUAGES = frozenset(file.stem for file in FOLDER.glob("*.txt"))
"""The languages that have cues of their own. What is in another one is read by those of English."""


@cache
def cues_of(language: str | None) -> Cues:
    """The cues of a language by their section; those of all languages for None."""
    read = [_sections(each) for each in (sorted(LANGUAGES) if language is None else [language])]
    patterns = {name: [each for sections in read for each in sections.get(name, ())] for name in SECTIONS}
    for name in ("BESIDE", "BESIDE_SEVERAL"):
        patterns[name] = [f"(?:{each}){BETWEEN}" for each in patterns[name]]
    never = [r"(?!)"]
    return {
        name: regex.compile("|".join(f"(?:{each})" for each in found or never), regex.IGNORECASE)
        for name, found in patterns.items()
    }


FORWARD = (("DENIES", Stance.DENIES), ("WANTS", Stance.WANTS))
BACKWARD = (("DENIED", Stance.DENIES), ("WANTED", Stance.WANTS))
BEYOND_DENIAL = 60  # code points after a negation within which a wish is denied with it


def _known(language: str | None) -> Cues:
    return cues_of(language if language is None or language in LANGUAGES else DEFAULT)


class Cue(NamedTuple):
    """Where a cue stands, and whether it speaks of what follows it, or of what goes before."""

    start: int
    end: int
    stance: Stance
    is_forward: bool


def cues_in(text: str, start: int, end: int, language: str | None = DEFAULT) -> list[Cue]:
    """The cues of a sentence, from the left. `language` is the text's, without script and region; None where nobody can
    tell."""
    known = _known(language)
    taken = [each.span() for each in known["NEITHER"].finditer(text, start, end)]
    cues: list[Cue] = []
    for directed, is_forward in ((BACKWARD, False), (FORWARD, True)):
        for name, stance in directed:
            for cue in known[name].finditer(text, start, end):
                if not any(cue.start() < stop and begin < cue.end() for begin, stop in taken):
                    taken.append(cue.span())
                    cues.append(Cue(*cue.span(), stance, is_forward))
    return sorted(cues)


def scopes(
    text: str, start: int, end: int, language: str | None = DEFAULT, cues: Sequence[Cue] | None = None
) -> list[Scope]:
    """What the cues of a sentence say, and of which part of it; of parts that overlap, the first holds.

    `cues` are those of the sentence, if somebody looked for them before.
    """
    known = _known(language)
    ending = [each.start() for name in ("END", "NEITHER") for each in known[name].finditer(text, start, end)]
    ends = [*ending, end]
    cues = cues_in(text, start, end, language) if cues is None else list(cues)
    found: list[Scope] = []
    last = start
    for place, (begin, stop, stance, is_forward) in enumerate(cues):
        if is_forward:
            until = min(each for each in ends if each >= stop or each == end)
            following = cues[place + 1] if place + 1 < len(cues) else None
            if following and following[0] < until:
                until = following[0]
                if stance is Stance.DENIES and following[3] and following[0] - stop < BEYOND_DENIAL:
                    cues[place + 1] = following._replace(stance=Stance.DENIES)  # would not like to
            found.append(Scope(stance, begin, until))
        else:
            since = max([last, *(each for each in ends if each < begin)])
            before = cues[place - 1] if place else None
            if before and before[3] and before[2] is Stance.DENIES and since == last and before[1] == last:
                stance = Stance.DENIES  # no knowledge of it is needed
            found.insert(0, Scope(stance, since, stop))
        last = stop
    return [*_of_others(known, text, start, end), *found]


def _of_others(known: Cues, text: str, start: int, end: int) -> Iterator[Scope]:
    """Where a sentence tells of somebody else."""
    for cue in known["OTHERS"].finditer(text, start, end):
        back = known["OWN"].search(text, cue.end(), end)
        yield Scope(Stance.OTHERS, cue.start(), back.start() if back else end)


def is_beside(text: str, start: int, role: tuple[int, int], language: str | None = DEFAULT) -> bool:
    """Whether a role that a sentence names, which begins at `start`, is what somebody else is: `work with doctors`."""
    known = _known(language)
    begins = max(start, role[0] - LONGEST_BESIDE)
    is_several = text[role[0] : role[1]].endswith("s")
    names = ("BESIDE", "BESIDE_SEVERAL") if is_several else ("BESIDE",)
    return any(known[name].search(text, begins, role[0]) for name in names)


def stance_of(held: list[Scope], start: int, end: int) -> Stance:
    """What cues say of a part of a sentence."""
    return next((each.stance for each in held if each.start <= start and end <= each.end), Stance.HAS)
