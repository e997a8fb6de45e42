"""Making an input smaller as long as it breaks the same rule."""

from __future__ import annotations

import time
from collections.abc import Callable

__all__ = ["shrunk"]


def shrunk(data: bytes, breaks: Callable[[bytes], bool], seconds: float) -> bytes:
    """Return a part of `data` that still breaks the rule: chunks are left out, large ones first, for at most some seconds.

    >>> shrunk(b"aaaaXbbbbYcccc", lambda data: b"X" in data and b"Y" in data, 1.0)
    b'XY'
    """
    until = time.monotonic() + seconds
    size = len(data) // 2
    while size:
        place = 0
        while place < len(data):
            if time.monotonic() > until:
                return data
            less = data[:place] + data[place + size :]
            if breaks(less):
                data = less
            else:
                place += size
        size //= 2
    return data
