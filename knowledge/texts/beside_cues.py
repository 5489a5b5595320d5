"""What phrases name beside the cues in them: of `scared of heights` it is heights that are spoken of.

What denies is no part of a name, so that a phrase ends where such a cue begins, and another begins behind it. What
wishes may be one (`needs analysis`), so that a phrase is looked for both with and without it.
"""

from collections.abc import Iterator, Sequence

from knowledge.texts.parts import WHOLE, WORD, Phrase, trimmed, without_leading
from knowledge.texts.stances import Cue, Stance


def beside_cues(text: str, phrase: Phrase, cues: Sequence[Cue]) -> Iterator[Phrase]:
    """A phrase as it is read with the cues of its sentence."""
    within = [each for each in cues if each.start < phrase.end and phrase.start < each.end]
    if not within or phrase.counts != WHOLE or phrase.read != text[phrase.start : phrase.end]:
        yield phrase
        return
    if all(each.stance is Stance.WANTS for each in within):
        yield phrase
    start = phrase.start
    for each in within:
        yield from _between(text, start, each.start, phrase)
        start = max(start, each.end)
    yield from _between(text, start, phrase.end, phrase)


def _between(text: str, start: int, end: int, phrase: Phrase) -> Iterator[Phrase]:
    start, end = trimmed(text, start, end)
    if start < end and WORD.search(text, start, end):
        start, end = without_leading(text, start, end)
        yield phrase._replace(start=start, end=end, read=text[start:end])
