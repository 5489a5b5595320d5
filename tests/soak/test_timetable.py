"""Revisions of a soak are due at even times, and what was held up is made up for."""

import pytest

from tests.soak.timetable import SHORTEST_SECONDS, Timetable


def test_revisions_are_due_at_even_times_that_end_before_the_soak_does() -> None:
    table = Timetable(500, 1200)
    assert [table.pause(each, each * 2.16) for each in (0, 1, 499)] == pytest.approx([2.16] * 3)


def test_what_was_held_up_is_loaded_soon_until_nothing_is_late() -> None:
    """The database hung for 20 seconds, in which nine were due; each takes half a second to load."""
    table, passed, loaded = Timetable(500, 1200), 20.0, 0
    while (pause := table.pause(loaded, passed)) == SHORTEST_SECONDS:
        passed, loaded = passed + pause + 0.5, loaded + 1
    assert (loaded, round(passed, 1)) == (14, 31.2)
    assert table.pause(loaded, passed) == pytest.approx(2.16 * 15 - 31.2)
