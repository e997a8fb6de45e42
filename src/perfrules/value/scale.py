"""Grades: what an unmeasured word such as 健全, 明显提升 or 经济效益良好 says, and what can be concluded from two of them."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

__all__ = ["Grade", "compare", "compare_candidates"]


@frozen
class Grade:
    """One reading of a qualitative word: the levels of a scale that it may mean.

    Higher is better; below 0 a change goes the other way, 0 is no change or the plain negation.
    `low == high` unless the word leaves the degree open (提升 alone may be 有所提升 or 大幅提升).
    On a scale that is not `ordered` (是 | 否) the levels are merely different.
    `parts` are the single grades of a word that claims several things at once (安全稳定, 按时完成).

    >>> Grade("程度:健全", 2, 2, "基本健全")
    Grade(scale='程度:健全', low=2, high=2, word='基本健全', subject='', ordered=True, parts=())
    """

    scale: str
    low: int
    high: int
    word: str
    subject: str = ""
    ordered: bool = True
    parts: tuple[Grade, ...] = ()


def compare(target: Grade, actual: Grade) -> bool | None:
    """Say whether an actual grade reaches a target grade; `None` where the two do not tell.

    A target that leaves the degree open asks for its lowest level: 提升 for any rise, 下降 on the same scale for any fall.
    Grades of different subjects or different scales do not compare.

    >>> target = Grade("程度:健全", 4, 4, "健全")
    >>> compare(target, Grade("程度:健全", 5, 5, "十分健全")), compare(target, Grade("程度:健全", 0, 0, "不健全"))
    (True, False)
    >>> compare(target, Grade("程度:健全", 1, 4, "逐步健全")) is None
    True
    """
    if target.word == actual.word and target.word:
        return True
    if not _same_subject(target.subject, actual.subject):
        return None
    if target.scale == actual.scale and not (target.parts and actual.parts):
        return _ordered(target, actual) if target.ordered else _unordered(target, actual)
    if target.parts:
        found = [compare(part, actual) for part in target.parts]
        return False if False in found else None if None in found else True
    decided = [answer for part in actual.parts if (answer := compare(target, part)) is not None]
    return decided[0] if decided else None


def compare_candidates(targets: Iterable[Grade], actuals: Iterable[Grade]) -> bool | None:
    """Compare all readings of a target with all readings of an actual value: the first scale that both share decides.

    Where they share none, a part of a word that claims several things may still decide.

    >>> good = Grade("等次", 2, 2, "良好"), Grade("好差", 3, 3, "良好")
    >>> compare_candidates(good, [Grade("好差", 1, 1, "一般")])
    False
    """
    known = tuple(actuals)
    pairs = [(target, actual) for target in targets for actual in known]
    for target, actual in pairs:
        if target.scale == actual.scale:
            return compare(target, actual)
    answers = (compare(target, actual) for target, actual in pairs)
    return next((answer for answer in answers if answer is not None), None)


def _same_subject(one: str, other: str) -> bool:
    """Tell whether two grades may speak of the same thing: 满意度 and 群众满意度 do, 经济效益 and 社会效益 do not."""
    return one.endswith(other) or other.endswith(one)


def _ordered(target: Grade, actual: Grade) -> bool | None:
    if target.high < 0:  # 降低 read on the scale of 提高: as a target it asks for the other direction
        return True if actual.high <= target.high else False if actual.low > target.high else None
    if actual.low >= target.low:
        return True
    return False if actual.high < target.low else None


def _unordered(target: Grade, actual: Grade) -> bool | None:
    if actual.low == actual.high:
        return target.low <= actual.low <= target.high
    return None if actual.low <= target.high and target.low <= actual.high else False
