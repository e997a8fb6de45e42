"""What a case has to expect so that it tells two results apart, in the words of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from perfrules.evaluation.totals import Marks
from perfrules.testing.mutation.observation import TOTAL, Seen
from perfrules.value.numeral import write_number
from perfrules.value.verdict import Verdict

__all__ = ["Expectation", "expectations_of"]

_CHECKED = {Verdict.MET: "通过", Verdict.UNMET: "不通过"}
_DIGITS = 6
_RATIO = re.compile(r"(-?[0-9]+)/([0-9]+)")


class Expectation(NamedTuple):
    """What is expected of one name, as words: a verdict first, then aspects with their values."""

    name: str
    verdict: Verdict
    words: str


def expectations_of(mine: Mapping[str, Seen], theirs: Mapping[str, Seen], checks: frozenset[str]) -> tuple[Expectation, ...]:
    """Return what to expect of every name that comes out otherwise: what is `mine`, so far as it can be written."""
    return tuple(one for name, seen in mine.items() for one in _of(name, seen, theirs.get(name), is_check=name in checks))


def _of(name: str, seen: Seen, other: Seen | None, *, is_check: bool) -> Iterator[Expectation]:
    if seen == other:
        return
    if is_check:
        yield Expectation(name, seen.verdict, _CHECKED.get(seen.verdict, seen.verdict.value))
        return
    aspects = list(_aspects(seen, other, is_total=name == TOTAL))
    if aspects or other is None or seen.verdict is not other.verdict:
        yield Expectation(name, seen.verdict, " ".join([seen.verdict.value, *aspects]))


def _aspects(seen: Seen, other: Seen | None, *, is_total: bool) -> Iterator[str]:
    """Yield what is plain to see; the numbers behind a verdict only where nothing else tells."""
    if other is None:
        return
    regraded = is_total and seen.grades != other.grades
    plain = [seen.verdict is not other.verdict, seen.marks != other.marks, seen.light != other.light, regraded]
    if seen.marks is not None and (seen.marks != other.marks or regraded):
        yield from _marks(seen.marks, other.marks)
    if regraded and seen.grades:
        yield f"等级 {'、'.join(seen.grades)}"
    if seen.light != other.light and seen.light:
        yield f"亮灯 {seen.light}"
    if seen.number != other.number and seen.actual:
        yield f"实际 {_shown(seen.actual)}"
    if not any(plain):
        yield from _behind(seen, other)


def _behind(seen: Seen, other: Seen) -> Iterator[str]:
    """Yield completion and shortfall."""
    if seen.completion != other.completion and seen.completion is not None and _is_decimal(seen.completion * 100):
        yield f"完成 {write_number(seen.completion * 100)}%"
    if seen.shortfall != other.shortfall and seen.shortfall is not None and "/" not in str(seen.shortfall):
        yield f"差 {seen.shortfall}"


def _shown(actual: str) -> str:
    """Return an actual value as a case can write it: a ratio such as 200/7% to two decimals, behind 约."""
    found = _RATIO.match(actual)
    if found is None:
        return actual
    hundredths = Fraction(int(found[1]), int(found[2])) * 100
    near = Fraction((2 * hundredths.numerator + hundredths.denominator) // (2 * hundredths.denominator), 100)
    whole, cents = divmod(abs(near * 100), 100)
    return f"约{'-' if near < 0 else ''}{whole}.{int(cents):02}{actual[found.end() :]}"


def _marks(mine: Marks, theirs: Marks | None) -> Iterator[str]:
    """Yield marks as a point or a range; where no decimal says them, a bound that only the right ones keep."""
    if _is_decimal(mine.low) and _is_decimal(mine.high):
        yield f"得分 ={write_number(mine.low)}分" if mine.is_known else f"得分 {write_number(mine.low)}分~{write_number(mine.high)}分"
    elif theirs is not None:
        yield from _bound(mine, theirs)


def _bound(mine: Marks, theirs: Marks) -> Iterator[str]:
    scale = 10**_DIGITS
    if theirs.low < mine.low:
        yield f"得分 ≥{write_number(Fraction(int(mine.low * scale), scale))}分"
    elif theirs.high > mine.high:
        yield f"得分 ≤{write_number(Fraction(int(mine.high * scale) + 1, scale))}分"


def _is_decimal(number: Fraction) -> bool:
    return "/" not in write_number(number)
