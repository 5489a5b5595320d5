"""What is put away from the collector of garbage does not take garbage of others with it."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from db.memory import FEW_RECORDS, lasting, put_away, uncollected


class Ring:
    """Refers to itself, as what a request leaves behind does: only the collector gives it back."""

    def __init__(self) -> None:
        self.itself = self


def dropped() -> "weakref.ref[Ring]":
    return weakref.ref(Ring())


@pytest.fixture(autouse=True)
def _collector_as_it_was() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_nothing_is_collected_meanwhile_and_again_afterwards() -> None:
    gc.enable()
    with uncollected():
        assert not gc.isenabled()
        left = dropped()
    assert gc.isenabled()
    assert left() is not None


def test_who_had_the_collector_off_keeps_it_off() -> None:
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()


def test_garbage_of_before_is_given_back_before_anything_is_put_away() -> None:
    with uncollected():
        left = dropped()
        with lasting():
            assert left() is None


@pytest.mark.parametrize(("records", "is_left"), [(0, False), (FEW_RECORDS, False), (FEW_RECORDS + 1, True)])
def test_garbage_of_meanwhile_is_put_away_only_with_a_large_snapshot(records: int, is_left: bool) -> None:
    with lasting():
        left = dropped()
        put_away(records)
    gc.collect()
    assert (left() is not None) == is_left
    gc.unfreeze()
    gc.collect()
    assert left() is None, "when everything is gone through, it comes back in any case"


def test_what_is_in_use_is_put_away_and_stays() -> None:
    with lasting():
        used = Ring()
        put_away(1)
    assert not any(each is used for each in gc.get_objects())
    assert used.itself is used
