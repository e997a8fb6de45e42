"""Numbers between two bounds, drawn as whole numbers of a step: bounds go to hypothesis, nothing is thrown away."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from hypothesis import strategies as st

from perfrules.value.unit import Unit

__all__ = ["FAR", "decimals_between", "multiples_between", "places_of"]

FAR = 10**8
"""How far an open end is drawn from the other one."""
_FINEST = 15
_FEW = 3


def places_of(unit: Unit) -> int:
    """Return the most decimals that numbers of a unit are drawn with: none for counts.

    >>> from perfrules.value.unit_table import find_unit
    >>> places_of(find_unit("家")), places_of(find_unit("万人次")), places_of(find_unit("%"))
    (0, 4, 2)
    """
    if not unit.discrete:
        return 2
    return max(len(str(int(unit.factor))) - 1, 0)


def multiples_between(low: Fraction | None, high: Fraction | None, step: Fraction) -> tuple[int, int] | None:
    """Return the first and last multiple of a step between two bounds, both included; `None` where there is none.

    An open end lies `FAR` away from the other one; without any bound nothing is below zero.

    >>> multiples_between(Fraction(1, 3), Fraction(5), Fraction(1, 10))
    (4, 50)
    """
    first, last = (None if low is None else ceil(low / step)), (None if high is None else floor(high / step))
    far = int(FAR / min(step, Fraction(1)))
    if first is None:
        first = 0 if last is None or last >= 0 else last - far
    if last is None:
        last = max(first, 0) + far
    return None if first > last else (first, last)


def decimals_between(
    low: Fraction | None, high: Fraction | None, places: int, *, exact: bool = False
) -> st.SearchStrategy[Fraction] | None:
    """Return decimals between two bounds with up to so many places, whole ones often; `None` where there are none.

    Bounds between which no such decimal lies get finer ones, unless `exact`.

    >>> from hypothesis import find, settings
    >>> once = settings(database=None, derandomize=True)
    >>> find(decimals_between(Fraction(1, 3), Fraction(5), 2), lambda number: number > 1, settings=once)
    Fraction(2, 1)
    """
    for more in range(1 if exact else _FINEST):
        step = Fraction(1, 10 ** (places + more))
        ends = multiples_between(low, high, step)
        if ends is not None:
            return _rounded(*ends, places + more)
    return None


def _rounded(first: int, last: int, places: int) -> st.SearchStrategy[Fraction]:
    """Draw a whole number and what stands behind its point, half of the time nothing; one beside the bounds becomes the bound."""
    size = 10**places
    if not places or last - first < _FEW * size:
        return st.integers(first, last).map(Fraction(1, size).__mul__)

    def number(drawn: tuple[int, int]) -> Fraction:
        part, whole = drawn
        return Fraction(min(max(whole * size + max(part - size, 0), first), last), size)

    return st.tuples(st.integers(0, 2 * size - 1), st.integers(first // size, last // size)).map(number)
