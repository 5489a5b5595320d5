"""How the C library hands out memory to the threads of a server.

glibc gives threads places of their own to take memory from, up to eight for each processor, and what is given back in
one is not to be had in another. A snapshot is built in one thread, prepared in a second, and what answers keep of it
comes from others, so that with each revision more of every place lies idle. Python runs one thread at a time: few
places are enough, and after sixty revisions of the shipped dataset a server had 17 MiB less with two.
"""

import ctypes
import os
import sys

M_ARENA_MAX = -8  # of mallopt(3)
PLACES = 2


def share_places() -> bool:
    """Have threads that begin from now on take memory from the same few places; whether the C library was told so.

    Not where an operator told it something else, by one of its own variables.
    """
    if "MALLOC_ARENA_MAX" in os.environ or "glibc.malloc.arena_max" in os.environ.get("GLIBC_TUNABLES", ""):
        return False
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None)
    if not hasattr(library, "gnu_get_libc_version"):  # another C library: musl has no such places
        return False
    return bool(library.mallopt(M_ARENA_MAX, PLACES))
