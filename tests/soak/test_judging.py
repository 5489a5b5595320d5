"""What a soak takes for a failed read, for a mixed answer, and for one that nobody could have given."""

import pytest

from tests.soak.judging import behind, excused, failed, latencies, mixed, percentile
from tests.soak.readings import Diary, Kind, Reading, Span

NOW = 1000.0
OLD, NEW = "1-aaaa", "2-bbbb"


def diary(*readings: Reading) -> Diary:
    """In which two revisions were committed, five seconds apart."""
    return Diary(NOW, list(readings), served=[(NOW, OLD), (NOW + 5, NEW)], marks={OLD: "1", NEW: "2"})


def reading(at: float, said: str, kind: Kind = Kind.CACHED, revision: str = "", took: float = 0.1) -> Reading:
    return Reading(Span(NOW + at, NOW + at + took), kind, said, revision)


@pytest.mark.parametrize(
    "said", ["500", "503 OVERLOADED", "503 TIMEOUT", "200 UNAVAILABLE", "429", "refused", "broken"]
)
def test_whatever_is_no_answer_is_a_failure(said: str) -> None:
    found = diary(reading(1, said), reading(2, "200"), reading(3, "304"))
    assert [each.said for each in failed(found, {OLD, NEW})] == [said]
    assert not excused(found, {OLD, NEW})


def test_a_connection_that_breaks_is_excused_only_where_a_worker_was_killed_just_then() -> None:
    found = diary(reading(1, "broken: ReadError"), reading(3, "broken: ReadError"), reading(1, "503"))
    found.kills.append(NOW + 1.05)
    assert [(each.span.began - NOW, each.said) for each in failed(found, set())] == [
        (3, "broken: ReadError"),
        (1, "503"),
    ]
    assert excused(found, set()) == {"broken": 1}


def test_who_needs_the_database_may_be_refused_while_it_says_nothing_and_nobody_else() -> None:
    refused = "503 UNAVAILABLE"
    found = diary(
        reading(2, refused, Kind.CHANGES), reading(2, refused, Kind.PINNED), reading(2, refused, Kind.SEARCH),
        reading(2, "503 TIMEOUT", Kind.CHANGES), reading(40, refused, Kind.CHANGES),
    )  # fmt: skip
    assert len(failed(found, set())) == 5
    found.silences.append(Span(NOW + 1, NOW + 3))
    assert [each.kind for each in failed(found, set())] == [Kind.SEARCH, Kind.CHANGES, Kind.CHANGES]
    assert excused(found, set()) == {refused: 2}


def test_a_revision_that_was_undone_may_be_told_so_and_one_that_is_there_may_not() -> None:
    found = diary(*(reading(1, "410 HISTORY_REPLACED", Kind.PINNED, each) for each in (OLD, NEW)))
    assert [each.revision for each in failed(found, {OLD})] == [OLD]


def test_the_history_may_be_refused_just_when_it_is_replaced_and_not_later() -> None:
    found = diary(*(reading(at, "200 HISTORY_REPLACED", Kind.CHANGES) for at in (1, 20)))
    found.replacements.append(Span(NOW + 0.5, NOW + 1))
    assert [each.span.began - NOW for each in failed(found, set())] == [20]


def test_what_is_asked_before_the_server_is_told_to_stop_is_answered() -> None:
    found = diary(reading(1, "refused"), reading(4, "refused"))
    found.told_to_stop = NOW + 3
    assert [each.span.began - NOW for each in failed(found, set())] == [1]


def test_an_answer_with_parts_of_two_revisions_is_mixed_and_so_is_one_under_the_name_of_another() -> None:
    span = Span(NOW, NOW + 1)
    right, two, other = frozenset("2"), frozenset("12"), frozenset("1")
    found = diary(*(Reading(span, Kind.UNCACHED, "200", NEW, marks) for marks in (right, two, other)))
    assert [each.marks for each in mixed(found)] == [two, other]


def test_a_tag_stands_for_one_answer() -> None:
    one, same, another = (
        Reading(Span(NOW, NOW), Kind.CACHED, "200", "", frozenset(), '"t"', each) for each in (b"1", b"1", b"2")
    )
    assert mixed(diary(one, same, another)) == [another]


def test_figures_are_of_answers_that_need_no_database_at_the_time_that_is_meant() -> None:
    found = diary(
        reading(1, "200", took=0.3), reading(1.1, "304", took=0.1), reading(1.2, "503", took=9),
        reading(1.3, "200", Kind.CHANGES, took=9), reading(5, "200", took=9),
    )  # fmt: skip
    assert latencies(found, [Span(NOW, NOW + 2)]) == pytest.approx([0.1, 0.3])
    assert percentile([1.0, 2.0, 3.0, 4.0], 0.5) == 3.0
    assert percentile([1.0] * 99 + [7.0], 0.99) == 7.0


def test_a_revision_is_behind_from_when_the_next_one_was_committed() -> None:
    def newest(at: float, revision: str, kind: Kind = Kind.CACHED) -> Reading:
        return Reading(Span(NOW + at, NOW + at + 0.1), kind, "200", revision, frozenset("1"))

    late = newest(6.5, OLD)
    assert behind(diary(newest(1, OLD), late, newest(7, NEW), newest(9, OLD, Kind.PINNED))) == [0.0, 1.5]
    silent = diary(late)
    silent.silences.append(Span(NOW + 6, NOW + 7))
    assert behind(silent) == [0.0]
