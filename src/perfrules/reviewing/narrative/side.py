"""The two sides of a comparison: what a goal and a row say of one thing, as a sign and a number, and how they stand to each other."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from perfrules.target import Target
from perfrules.target.body import Change, Form, Measure, Rank
from perfrules.value.interval import IntervalSet
from perfrules.value.numeral import write_number
from perfrules.value.unit import NO_UNIT, Unit

__all__ = ["Relation", "Side", "difference_of", "in_one_unit", "relate", "side_of"]

_TOLERANCE = Fraction(5, 100)
_ROUNDED = Fraction(2, 100)
"""What rounding may change at most: 1万亩 is not 8,000亩 said in round numbers."""
_KEY = "narrative"
_ABOUT, _RANGE = "~", "-"
_RISING, _FALLING = ("≥", ">"), ("≤", "<")


class Relation(Enum):
    """How what a goal says stands to what a row says."""

    EQUAL = "equal"
    GOAL_STRICTER = "goal_stricter"
    ROW_STRICTER = "row_stricter"
    DIFFERS = "differs"
    APPROXIMATE = "approximate"
    UNMATCHED = "unmatched"


@frozen
class Side:
    """A number in base units with its sign: `≥ > ≤ < =`, empty for a bare number, `~` for 左右, `-` for a range."""

    sign: str
    number: Fraction
    unit: Unit
    values: IntervalSet
    is_rank: bool = False
    ratio: tuple[int, int] = field(init=False, repr=False, eq=False)
    is_exact: bool = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        # Held against every row: two whole numbers compare much faster than two fractions.
        object.__setattr__(self, "ratio", (self.number.numerator, self.number.denominator))
        object.__setattr__(self, "is_exact", self.sign not in (_ABOUT, _RANGE))

    @property
    def is_rough(self) -> bool:
        """Tell whether the number is only about right (左右)."""
        return self.sign == _ABOUT

    @property
    def text(self) -> str:
        """Return the number in its unit, without the sign."""
        return write_number(self.number / self.unit.factor) + self.unit.symbol


def side_of(target: Target) -> Side | None:
    """Return a simple target as one side; None where it is no single stretch of numbers.

    A fall is counted upwards: 下降10% and a row 降低率 `≥10%` say the same.

    >>> from perfrules import parse_target
    >>> side = side_of(parse_target("达到6万台"))
    >>> side.sign, side.text
    ('≥', '6万台')
    """
    if _KEY not in target.memo:
        target.memo[_KEY] = _side(target)
    known: Side | None = target.memo[_KEY]
    return known


def _side(target: Target) -> Side | None:
    body = target.body
    match body:
        case Measure(values, unit, form):
            pass
        case Change(values=values, unit=unit, turn=turn, form=form):
            values = values.mirrored() if turn < 0 else values
        case Rank(values=values, form=form):
            unit = NO_UNIT
        case _:
            return None
    if len(values.intervals) != 1:
        return None
    one = values.intervals[0]
    is_rank = isinstance(body, Rank)
    if one.low is not None and one.is_point:
        return Side("" if form is Form.BARE else "=", one.low, unit, values, is_rank)
    if is_rank and one.high is not None:
        return Side("≤", one.high, unit, values, is_rank=True)
    if one.low is not None and one.high is not None:
        sign = _ABOUT if form in (Form.ABOUT, Form.AROUND) else _RANGE
        return Side(sign, (one.low + one.high) / 2, unit, values)
    if one.low is not None:
        return Side("≥" if one.low_closed else ">", one.low, unit, values)
    return None if one.high is None else Side("≤" if one.high_closed else "<", one.high, unit, values)


def in_one_unit(goal: Side, row: Side) -> tuple[Side, Side]:
    """Return two sides of which one may have no unit, so that it takes that of the other: 550 against 550万元, 95 against 95%.

    >>> from perfrules import parse_target
    >>> goal, row = in_one_unit(side_of(parse_target("550万元")), side_of(parse_target("550")))
    >>> row.text, goal.number == row.number
    ('550万元', True)
    """
    if goal.unit.is_bare == row.unit.is_bare or goal.ratio == row.ratio or goal.is_rank or row.is_rank:
        return goal, row
    if goal.unit.is_bare:
        return _with_unit(goal, row.unit), row
    return goal, _with_unit(row, goal.unit)


def _with_unit(bare: Side, unit: Unit) -> Side:
    return Side(bare.sign, bare.number * unit.factor, unit, bare.values.scaled(unit.factor))


def relate(goal: Side, row: Side, *, is_firm: bool) -> Relation:
    """Return how the goal stands to the row; `is_firm` tells that the goal only bounds its number (超过, 不低于, 以上).

    >>> from perfrules import parse_target
    >>> goal, row = side_of(parse_target("超过2800家")), side_of(parse_target("=2800家"))
    >>> relate(goal, row, is_firm=True)
    <Relation.GOAL_STRICTER: 'goal_stricter'>
    """
    if _ABOUT in (goal.sign, row.sign):
        near = abs(goal.number - row.number) <= _TOLERANCE * abs(goal.number)
        return Relation.APPROXIMATE if near else Relation.DIFFERS
    if _RANGE in (goal.sign, row.sign):
        return _related_ranges(goal, row)
    if goal.number == row.number:
        return Relation.EQUAL if _is_bound(goal) and row.sign in ("=", goal.sign) else _same_number(goal.sign, row.sign)
    if _is_rounded(goal, row):
        return Relation.APPROXIMATE
    if is_firm and goal.sign in _RISING and row.number > goal.number and row.sign not in _FALLING:
        return Relation.ROW_STRICTER
    if is_firm and goal.sign in _FALLING and row.number < goal.number and row.sign not in _RISING:
        return Relation.ROW_STRICTER
    return Relation.DIFFERS


def _related_ranges(goal: Side, row: Side) -> Relation:
    if goal.values == row.values:
        return Relation.EQUAL
    if row.values.is_subset(goal.values):
        return Relation.ROW_STRICTER
    return Relation.GOAL_STRICTER if goal.values.is_subset(row.values) else Relation.DIFFERS


def _is_bound(side: Side) -> bool:
    """Tell whether a sign adds nothing: a share does not rise over 100 %, nothing falls below zero."""
    return (side.sign == "≥" and side.unit.is_ratio and side.number == 1) or (side.sign == "≤" and not side.number)


def _same_number(goal: str, row: str) -> Relation:
    """Return the relation of two signs before the same number; a bare number goes with any sign that includes it."""
    if goal == row or (not goal and row in ("=", "≥", "≤")) or (not row and goal in ("=", "≥", "≤")):
        return Relation.EQUAL
    if goal == "=":
        return Relation.EQUAL if row in ("≥", "≤") else Relation.ROW_STRICTER
    if not goal:
        return Relation.ROW_STRICTER
    if goal in ("≥", "≤"):
        strict = {"≥": ">", "≤": "<"}[goal]
        return Relation.ROW_STRICTER if row in ("=", strict) else Relation.GOAL_STRICTER
    return Relation.GOAL_STRICTER


def _is_rounded(goal: Side, row: Side) -> bool:
    """Tell whether the goal says in 万 or 亿 what the row says to the last digit (3.5万人 of 35012人)."""
    if goal.unit.factor <= row.unit.factor:
        return False
    shown = goal.number / goal.unit.factor
    digits = len(write_number(shown).partition(".")[2])
    gap = abs(goal.number - row.number)
    return gap < goal.unit.factor * Fraction(1, 2 * 10**digits) and gap <= _ROUNDED * abs(row.number)


def difference_of(goal: Side, row: Side) -> str:
    """Return how far the two numbers are apart, in the unit of the row; shares of one in points."""
    gap = abs(goal.number - row.number)
    if row.unit.symbol == "%":
        return f"{write_number(gap * 100)}个百分点"
    return write_number(gap / row.unit.factor) + (row.unit.symbol or goal.unit.symbol)
