"""Which readings of a soak failed, which answers were mixed, and how long those took that were answered.

A read **failed** if it got anything but its answer, unless nobody could have answered it: its connection was to a
worker that was killed meanwhile (it is asked again then, and that counts), it needed a database that said nothing just
then, it was about a revision that a restored backup or a failover undid, or the server had been told to stop.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Set

from tests.soak.readings import NEED_THE_DATABASE, Diary, Kind, Reading, Span

KILL_SECONDS = 0.25  # before a request began, that a kill may have broken its connection
NOTICE_SECONDS = 6.0  # that servers have to notice that the database answers: a little more than they wait for it
REPLACED_SECONDS = 2.0  # that servers have to notice that the history was replaced
ALMOST_SECONDS = 0.5  # before SIGTERM: what was sent then may lie unread where nobody is to read it
ANSWERED = ("200", "304")
UNDONE = ("HISTORY_REPLACED", "NOT_FOUND")  # what is said of a revision that is no more


def failed(diary: Diary, kept: Set[str]) -> list[Reading]:
    """Reads that could have been answered and were not; `kept` are the revisions that there are in the end."""
    return [each for each in diary.readings if each.said not in ANSWERED and not _is_excused(each, diary, kept)]


def excused(diary: Diary, kept: Set[str]) -> Counter[str]:
    """What came of the reads that nobody could have answered."""
    found = (each for each in diary.readings if each.said not in ANSWERED and _is_excused(each, diary, kept))
    return Counter(each.said.partition(":")[0] for each in found)


def _is_excused(reading: Reading, diary: Diary, kept: Set[str]) -> bool:
    stopped = diary.told_to_stop
    if stopped is not None and reading.span.began > stopped - ALMOST_SECONDS:
        return True
    if reading.said.startswith("broken"):
        return any(reading.span.meets(Span(kill, kill), before=KILL_SECONDS) for kill in diary.kills)
    if reading.kind in NEED_THE_DATABASE and "UNAVAILABLE" in reading.said:
        return any(silence.meets(reading.span, after=NOTICE_SECONDS) for silence in diary.silences)
    if reading.kind is Kind.CHANGES and "HISTORY_REPLACED" in reading.said:
        return _is_replaced(diary, reading.span)
    is_undone = reading.kind is Kind.PINNED and reading.revision not in kept
    return is_undone and any(code in reading.said for code in UNDONE)


def mixed(diary: Diary) -> list[Reading]:
    """Answers of which a part is of another revision than they say, and such with the tag of another answer."""
    by_tag: dict[str, bytes] = {}

    def is_mixed(reading: Reading) -> bool:
        if reading.marks and reading.marks != {diary.marks.get(reading.revision)}:
            return True
        return bool(reading.etag) and by_tag.setdefault(reading.etag, reading.body) != reading.body

    return [each for each in diary.readings if is_mixed(each)]


def latencies(diary: Diary, when: Iterable[Span]) -> list[float]:
    """How long answers took that need no database and began in one of these times, in seconds, shortest first."""
    spans = list(when)
    return sorted(
        each.span.ended - each.span.began
        for each in diary.readings
        if each.kind not in NEED_THE_DATABASE
        and each.said in ANSWERED
        and any(span.began <= each.span.began <= span.ended for span in spans)
    )


def percentile(ordered: list[float], share: float) -> float:
    """The value that so great a share of them do not exceed."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def behind(diary: Diary) -> list[float]:
    """How long after its end a revision was served all the same, in seconds, while the database answered.

    Not where the history was just replaced: when that was to be seen is not known so exactly.
    """
    times = [at for at, _ in diary.served]
    found = []
    for each in diary.readings:
        is_of_now = bool(each.marks) and each.kind is not Kind.PINNED
        if not is_of_now or _is_silent(diary, each.span) or _is_replaced(diary, each.span):
            continue
        place = bisect_right(times, each.span.ended)
        while place and diary.served[place - 1][1] != each.revision:
            place -= 1
        if place and place < len(times):
            found.append(max(0.0, each.span.began - times[place]))
    return sorted(found) or [0.0]


def _is_silent(diary: Diary, span: Span) -> bool:
    return any(silence.meets(span, after=NOTICE_SECONDS) for silence in diary.silences)


def _is_replaced(diary: Diary, span: Span) -> bool:
    return any(replacement.meets(span, after=REPLACED_SECONDS) for replacement in diary.replacements)
