"""A long list is worked on by several processes, and nobody sees a difference but the time."""

import os
import signal

import pytest

from api.sharing import shared

PARTS = [[number, number + 1] for number in range(0, 14, 2)]


def test_what_comes_of_each_part_comes_in_their_order_and_from_several_processes() -> None:
    found = list(shared(lambda part: (sum(part), os.getpid()), PARTS, copies=3))
    assert [total for total, _ in found] == [1, 5, 9, 13, 17, 21, 25]
    assert len({process for _, process in found}) == 3
    assert os.getpid() not in {process for _, process in found}


@pytest.mark.parametrize(("parts", "copies"), [(PARTS, 1), (PARTS[:1], 3), ([], 3)])
def test_one_part_or_one_processor_needs_no_copy(parts: list[list[int]], copies: int) -> None:
    found = list(shared(lambda part: (part, os.getpid()), parts, copies=copies))
    assert found == [(each, os.getpid()) for each in parts]


def test_what_a_copy_that_was_killed_has_not_done_is_done_here() -> None:
    here = os.getpid()

    def work(part: list[int]) -> tuple[int, bool]:
        if part[0] == 4 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return sum(part), os.getpid() == here

    found = list(shared(work, PARTS, copies=2))
    assert [total for total, _ in found] == [1, 5, 9, 13, 17, 21, 25]
    assert [was_here for _, was_here in found] == [False, False, True, False, True, False, True]


def test_copies_end_when_nobody_wants_the_rest() -> None:
    found = shared(lambda part: (part, os.getpid()), PARTS, copies=2)
    _, process = next(found)
    found.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_errors_come_where_the_work_is_wanted() -> None:
    def work(part: list[int]) -> float:
        return 1 / (part[0] - 4)

    found = shared(work, PARTS, copies=2)
    assert next(found) == -0.25
    assert next(found) == -0.5
    with pytest.raises(ZeroDivisionError):
        next(found)
