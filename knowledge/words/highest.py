"""Numbers together with what has them, as one number each: the highest of many are found without looking up who it is.

Bits of floating-point numbers that are not negative are in the order of these (IEEE 754). Of numbers that are alike,
the one that the lower has counts as higher: which are the highest never hangs on what was compared beside them.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Keys = NDArray[np.int64]

WIDTH = 32
LAST = 2**WIDTH - 1


def keys_of(numbers: Floats, having: NDArray[np.int32]) -> Keys:
    """Keys of numbers, those below 0 taken as 0; the last axis is that of what has them, by numbers from 0 on."""
    bits = np.maximum(np.ascontiguousarray(numbers).view(np.int32), 0).astype(np.int64)
    bits <<= WIDTH
    bits |= LAST - having.astype(np.int64)
    return bits


def highest(keys: Keys, most: int) -> Keys:
    """Up to `most` of the highest keys along the last axis, in no order."""
    return keys if keys.shape[-1] <= most else np.partition(keys, -most, axis=-1)[..., -most:]


def told(keys: Keys) -> tuple[NDArray[np.int32], Floats]:
    """What has each number, and the number."""
    having = (LAST - (keys & LAST)).astype(np.int32)
    return having, (keys >> WIDTH).astype(np.int32).view(np.float32)
