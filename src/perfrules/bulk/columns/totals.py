"""Totals in columns: the marks of levels and of the whole, where some parts may not apply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from perfrules.bulk.columns.algebra import (
    ALWAYS,
    NEVER,
    Choose,
    Compare,
    Condition,
    Largest,
    Minus,
    Number,
    Over,
    Plus,
    Smallest,
    Term,
    Times,
    all_of,
    any_of,
    negated,
)
from perfrules.bulk.columns.build import Build
from perfrules.bulk.columns.items import State, States
from perfrules.evaluation.plan import Branch, Item, Plan
from perfrules.scoring import NotApplicable

__all__ = ["Part", "root_of"]

_ZERO = Number(0)
_OUTSIDE = {True: Number(2), False: Number(-1)}
"""Shares that no part has: what is never the least, and what is never the most."""


@frozen
class Part:
    """One part of a level: weight, marks where it applies or may apply, and when it does not apply or that is open.

    `extreme`: while it is open, its marks range from nothing to its whole weight.
    """

    weight: Fraction
    low: Term
    high: Term
    absent: Condition
    open: Condition
    extreme: bool


def root_of(build: Build, plan: Plan, states: Mapping[int, States]) -> Part:
    """Return the whole: its marks as far as they are the sum of its parts."""
    leaves = {key: _leaf(build, one) for key, one in states.items()}
    if plan.rule is NotApplicable.RESCALE:
        return _averaged(build, plan.root.weight or Fraction(0), [leaves[id(item)] for item in plan.items])
    return _part(build, plan.root, leaves, plan.rule)


def _leaf(build: Build, states: States) -> Part:
    item = states.item
    marks = item.open
    extreme = marks is not None and marks.low == 0 and marks.high == item.weight

    def low(state: State) -> Term:
        return _ZERO if state.applies is False else state.low or _ZERO

    def high(state: State) -> Term:
        return _ZERO if state.applies is False else state.high or _ZERO

    kept = build.term(states.choose(low)), build.term(states.choose(high))
    return Part(item.weight or Fraction(0), *kept, build.flag(states.absent), build.flag(states.open), extreme)


def _part(build: Build, branch: Branch | Item, leaves: Mapping[int, Part], rule: NotApplicable) -> Part:
    if isinstance(branch, Item):
        return leaves[id(branch)]
    parts = [_part(build, child, leaves, rule) for child in branch.children]
    weight = branch.weight or Fraction(0)
    if rule is NotApplicable.REDISTRIBUTE:
        return _averaged(build, weight, parts)
    absent, open_ = _applying(build, parts)
    if rule is NotApplicable.FULL:
        lows = [_choose([(part.absent, Number(part.weight))], part.low) for part in parts]
        highs = [_choose([(any_of(part.absent, part.open), Number(part.weight))], part.high) for part in parts]
    else:
        lows = [_choose([(any_of(part.absent, part.open), _ZERO)], part.low) for part in parts]
        highs = [_choose([(part.absent, _ZERO)], part.high) for part in parts]
    return Part(weight, build.term(_sum(lows)), build.term(_sum(highs)), absent, open_, extreme=False)


def _applying(build: Build, parts: Sequence[Part]) -> tuple[Condition, Condition]:
    """Return when none of several parts applies, and when it is open whether one does."""
    absent = all_of(*(part.absent for part in parts))
    none_sure = all_of(*(any_of(part.absent, part.open) for part in parts))
    some_open = any_of(*(part.open for part in parts))
    return build.flag(absent), build.flag(all_of(none_sure, some_open))


def _averaged(build: Build, weight: Fraction, parts: Sequence[Part]) -> Part:
    """Return a level whose weight goes to what applies in it."""
    absent, open_ = _applying(build, parts)
    counted = [part for part in parts if part.weight]
    extreme = all(part.extreme or part.open == NEVER for part in counted)
    if not extreme:
        low, high = (_optimum(build, weight, counted, least=least) for least in (True, False))
        return Part(weight, low, high, absent, open_, extreme=False)
    total = sum((part.weight for part in counted), Fraction(0))
    factor = _factor(build, weight, total, counted)
    marks = []
    for terms in ([part.low for part in counted], [part.high for part in counted]):
        added = _sum(terms)
        marks.append(build.term(added if factor == Number(1) else Times(added, factor)))
    return Part(weight, marks[0], marks[1], absent, open_, extreme=len(counted) == len(parts))


def _factor(build: Build, weight: Fraction, total: Fraction, parts: Sequence[Part]) -> Term:
    """Return what the marks of the parts that apply are multiplied by; exactly one where all of a sound level apply."""
    if not total:
        return _ZERO
    lost = [_choose([(part.absent, Minus(Number(part.weight)))], _ZERO) for part in parts if part.absent != NEVER]
    if not lost:
        return Number(weight / total)
    none = all_of(*(part.absent for part in parts))
    left = Plus((Number(total), *lost))
    return build.term(_choose([(none, _ZERO)], Over(Number(weight), left)))


def _optimum(build: Build, weight: Fraction, parts: Sequence[Part], *, least: bool) -> Term:
    """Return the least or greatest marks over all ways in which the open parts may apply.

    The best way takes all open parts up to some share of the marks, so that it is the best of those that end with one of them.
    """
    sure = [(negated(any_of(part.absent, part.open)), part) for part in parts]
    got = build.term(_sum([_choose([(when, part.low if least else part.high)], _ZERO) for when, part in sure]))
    held = build.term(_sum([_choose([(when, Number(part.weight))], _ZERO) for when, part in sure]))
    some = build.flag(any_of(*(when for when, _ in sure)))
    opens = [part for part in parts if part.open != NEVER]
    outside = _OUTSIDE[least]
    found: list[Term] = [_choose([(some, Over(got, held))], outside)]
    for last in opens:
        with_marks, with_weights = [got], [held]
        for part in opens:
            within = _within(part, last, least=least)
            with_marks.append(_choose([(all_of(part.open, within), part.low if least else part.high)], _ZERO))
            with_weights.append(_choose([(all_of(part.open, within), Number(part.weight))], _ZERO))
        ratio = Over(build.term(_sum(with_marks)), build.term(_sum(with_weights)))
        found.append(build.term(_choose([(last.open, ratio)], outside)))
    best = found[0] if len(found) == 1 else Smallest(tuple(found)) if least else Largest(tuple(found))
    none = all_of(*(part.absent for part in parts))
    return build.term(_choose([(none, _ZERO)], Times(Number(weight), best)))


def _within(part: Part, last: Part, *, least: bool) -> Condition:
    """Return when the share of a part is no worse than that of another."""
    if part is last:
        return ALWAYS
    mine, other = (part.low, last.low) if least else (part.high, last.high)
    return Compare("≤" if least else "≥", Times(mine, Number(1 / part.weight)), Times(other, Number(1 / last.weight)))


def _choose(cases: Sequence[tuple[Condition, Term]], otherwise: Term) -> Term:
    kept = tuple((when, term) for when, term in cases if when != NEVER and term != otherwise)
    if kept and kept[0][0] == ALWAYS:
        return kept[0][1]
    return Choose(kept, otherwise) if kept else otherwise


def _sum(terms: Sequence[Term]) -> Term:
    kept = [term for term in terms if term != _ZERO]
    return _ZERO if not kept else kept[0] if len(kept) == 1 else Plus(tuple(kept))
