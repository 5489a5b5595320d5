"""Keeping Python's collector of garbage out of work that makes a million objects, all of which stay in use."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

FEW_RECORDS = 3_000  # up to which to go through all that a snapshot is made of takes a few hundredths of a second


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage meanwhile: it would go through all objects again and again and find none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def lasting() -> Iterator[None]:
    """Likewise, for what is put away at the end: garbage of others is given back first, or it would be kept with it."""
    gc.collect()
    with uncollected():
        yield


def put_away(records: int) -> None:
    """Have the collector never go through what there is now, after a snapshot of so many records was made.

    What others left as garbage meanwhile is given back before, unless to find it takes long: then it stays until
    everything is gone through.
    """
    if records <= FEW_RECORDS:
        gc.collect()
    gc.freeze()
