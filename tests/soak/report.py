"""The report of a soak: its figures, and which promises were kept."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from tests.soak import judging
from tests.soak.machines import SHUTDOWN_SECONDS, WORKERS
from tests.soak.readings import Diary, Kind, Reading, Span

KEY_SECONDS = 2.0  # that a revoked key may live
REVISION_SECONDS = 2.0  # that a revision may be served after the next one was committed
HANG_TIMES = 2.0  # as long as in quiet times that answers may take while the database hangs
GROWTH = 1.2  # of memory
SHOWN = 5
UNFORESEEN = re.compile(r"unexpected error|Traceback|cannot tell|cannot prepare")


@dataclass(frozen=True)
class Outcome:
    """What a soak left behind."""

    diary: Diary
    kept: Set[str]  # revisions
    log: str
    restarts: Sequence[float]
    differences: Sequence[str]  # between the tables and the history
    has_redis: bool
    wanted: int  # revisions


@dataclass(frozen=True)
class Promise:
    """What was promised, what was measured, and whether that is enough."""

    what: str
    measured: str
    is_kept: bool


def promises(outcome: Outcome) -> list[Promise]:
    diary = outcome.diary
    failed, mixed = judging.failed(diary, outcome.kept), judging.mixed(diary)
    quiet, hanging = (judging.latencies(diary, spans) for spans in (diary.quiet, diary.hangs))
    slow, slower = (judging.percentile(each, 0.99) * 1000 for each in (quiet, hanging))
    lived = max(seconds for _, seconds in diary.keys_lived)
    behind = judging.behind(diary)[-1]
    first, last = diary.resident[min(diary.resident)], diary.resident[max(diary.resident)]
    ended = Counter(re.findall(r"worker \d+ (?:ended: ([^,]+)|said nothing)", outcome.log))
    others = ended.total() - len(diary.kills)
    unforeseen = UNFORESEEN.findall(outcome.log)
    return [
        Promise("failed reads that could have been answered: none", str(len(failed)), not failed),
        Promise("answers with parts of two revisions: none", str(len(mixed)), not mixed),
        Promise(
            "the slowest of 100 answers while the database hangs: at most twice the quiet one",
            f"{slow:.0f} → {slower:.0f} ms",
            slower <= HANG_TIMES * slow,
        ),
        Promise(f"a revoked key lives: at most {KEY_SECONDS:g} s", f"{lived:.2f} s", lived <= KEY_SECONDS),
        Promise(
            f"a revision is served after the next one: at most {REVISION_SECONDS:g} s",
            f"{behind:.2f} s",
            behind <= REVISION_SECONDS,
        ),
        Promise(
            "as many revisions as were asked for",
            f"{diary.revisions} of {outcome.wanted}",
            diary.revisions >= outcome.wanted,
        ),
        Promise(
            f"SIGTERM ends the server: within {SHUTDOWN_SECONDS} s",
            f"{diary.seconds_to_end:.1f} s",
            diary.seconds_to_end <= SHUTDOWN_SECONDS,
        ),
        Promise(
            f"memory of a worker after {max(diary.resident)} revisions: at most 20 % beyond that after "
            f"{min(diary.resident)}",
            f"{first / 2**20:.0f} → {last / 2**20:.0f} MiB ({last / first - 1:+.0%})",
            last <= GROWTH * first,
        ),
        Promise("workers that ended though nobody killed them: none", str(others), others == 0),
        Promise("errors in the log that nobody foresaw: none", str(len(unforeseen)), not unforeseen),
        Promise("differences between tables and history: none", str(len(outcome.differences)), not outcome.differences),
    ]


def report(outcome: Outcome) -> tuple[str, bool]:
    """The report in Markdown, and whether all promises were kept."""
    diary = outcome.diary
    found = promises(outcome)
    minutes = (diary.readings[-1].span.ended - diary.began) / 60
    said = Counter(each.said.partition(":")[0] for each in diary.readings)
    lines = [
        f"# A soak of {minutes:.1f} minutes",
        "",
        f"{len(diary.readings):,} requests to {WORKERS} workers on PostgreSQL, {diary.revisions} revisions, "
        f"{len(diary.kills)} workers killed, {len(diary.hangs)} times the database hung"
        + ("." if outcome.has_redis else "; without Redis, which is not installed."),
        "",
        "| promise | measured | |",
        "|---|---|---|",
        *(f"| {each.what} | {each.measured} | {'kept' if each.is_kept else '**broken**'} |" for each in found),
        "",
        "| answers that need no database | how many | p50 | p99 | longest |",
        "|---|---|---|---|---|",
        *(_row(name, judging.latencies(diary, spans)) for name, spans in _times(diary)),
        "",
        "| what was read | how often |",
        "|---|---|",
        *(f"| {kind} | {sum(each.kind is kind for each in diary.readings):,} |" for kind in Kind),
        "",
        f"What came of it: {_listed(said)}. Nobody could have answered: "
        f"{_listed(judging.excused(diary, outcome.kept)) or 'none'}.",
        "",
        f"A worker that was killed was followed by one that served within {max(outcome.restarts):.1f} s. "
        f"A revoked key lived {', '.join(f'{seconds:.2f} s {when}' for when, seconds in _longest(diary))}.",
        "",
        *_shown("Failed", judging.failed(diary, outcome.kept), diary),
        *_shown("Mixed", judging.mixed(diary), diary),
        "| at | for | what happened |",
        "|---|---|---|",
        *(
            f"| {span.began - diary.began:.1f} s | {span.ended - span.began:.1f} s | {what} |"
            for span, what in sorted(diary.events)
        ),
        "",
    ]
    return "\n".join(lines), all(each.is_kept for each in found)


def _times(diary: Diary) -> list[tuple[str, list[Span]]]:
    whole = Span(diary.began, diary.readings[-1].span.ended)
    return [("in quiet times", diary.quiet), ("while the database hung", diary.hangs), ("all the time", [whole])]


def _row(name: str, took: list[float]) -> str:
    shown = (f"{seconds * 1000:.1f} ms" for seconds in (*(judging.percentile(took, p) for p in (0.5, 0.99)), took[-1]))
    return f"| {name} | {len(took):,} | {' | '.join(shown)} |"


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} × {what}" for what, count in counts.most_common())


def _longest(diary: Diary) -> list[tuple[str, float]]:
    """By what went on meanwhile."""
    longest: dict[str, float] = {}
    for when, seconds in diary.keys_lived:
        longest[when] = max(seconds, longest.get(when, 0.0))
    return list(longest.items())


def _shown(title: str, readings: list[Reading], diary: Diary) -> list[str]:
    if not readings:
        return []
    some = (
        f"- at {each.span.began - diary.began:.2f} s, for {each.span.ended - each.span.began:.2f} s: {each.kind}, "
        f"{each.said}, {each.revision[:16]} {' '.join(sorted(each.marks))}"
        for each in readings[:SHOWN]
    )
    return [f"{title}, the first of {len(readings)}:", "", *some, ""]
