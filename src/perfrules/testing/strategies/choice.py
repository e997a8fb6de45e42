"""Choosing one of many: like `sampled_from`, but its name does not list them all where hypothesis reports it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

__all__ = ["one_among"]

T = TypeVar("T")


def one_among(options: Sequence[T]) -> st.SearchStrategy[T]:
    """Draw one of some options, the first being the simplest.

    >>> from hypothesis import find, settings
    >>> once = settings(database=None, derandomize=True)
    >>> find(one_among(["≥", "≤"]), lambda sign: True, settings=once)
    '≥'
    """
    return st.integers(0, len(options) - 1).map(lambda index: options[index])
