"""The whole in columns: its verdict, the total under ceilings and rounding, and the grades that it may get."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from math import lcm
from operator import is_

from attrs import frozen

from perfrules.bulk.columns.algebra import (
    ALWAYS,
    NEVER,
    Choose,
    Compare,
    Condition,
    Floor,
    Number,
    Over,
    Plus,
    Smallest,
    Term,
    Times,
    Word,
    all_of,
    any_of,
    negated,
)
from perfrules.bulk.columns.axes import Axis, nearest, walk
from perfrules.bulk.columns.fates import along
from perfrules.bulk.columns.items import Sheet, State, States
from perfrules.bulk.columns.totals import Part
from perfrules.evaluation.plan import Branch, Item
from perfrules.scoring import Grades
from perfrules.table.actuals import name_key
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import RulesetError
from perfrules.value.verdict import Verdict

__all__ = ["Total", "grade_of", "total_of", "verdict_of"]

_ERROR = Fraction(1, 10**11)
"""By how much of full marks a total of doubles may lie off, at the very most."""
_FINEST = 10**7
_HALF = Number(Fraction(1, 2))


def _has(verdict: Verdict) -> Callable[[State], bool]:
    return lambda state: state.verdict is verdict


@frozen
class Total:
    """The total: what it is at least and at most, and when it is exact: the double nearest to the exact total."""

    low: Term
    high: Term
    exact: Condition
    margin: Fraction


def verdict_of(states: Sequence[States]) -> Term:
    """Return the verdict on the whole: Kleene's *and* over what applies."""
    cases = []
    for verdict in (Verdict.UNMET, Verdict.PENDING, Verdict.MET):
        found = any_of(*(one.when(_has(verdict)) for one in states))
        if found != NEVER:
            cases.append((found, Word(verdict.value)))
    none = Word(Verdict.NOT_APPLICABLE.value)
    return Choose(tuple(cases), none) if cases else none


def total_of(sheet: Sheet, root: Part, states: Mapping[int, States]) -> Total:
    """Return the total of the whole, snapped to the finest step of its parts where it is their plain sum."""
    plan, build = sheet.plan, sheet.build
    margin = max(root.weight, Fraction(1)) * _ERROR
    step = _finest_step(list(states.values()))
    total = Total(root.low, root.high, NEVER, margin)
    if step is not None and _adds_up(plan.root):
        regular = build.flag(negated(any_of(*(part for one in states.values() for part in (one.absent, one.open)))))
        total = Total(_snapped(build.term(root.low), step), _snapped(build.term(root.high), step), regular, margin)
        total = _chosen(sheet, regular, total, root)
    total = _under_ceilings(sheet, total, list(states.values()))
    return _rounded(sheet, total, root.weight)


def _adds_up(branch: Branch | Item) -> bool:
    return isinstance(branch, Item) or (branch.adds_up and all(map(_adds_up, branch.children)))


def _chosen(sheet: Sheet, regular: Condition, snapped: Total, root: Part) -> Total:
    if regular in (ALWAYS, NEVER):
        return snapped if regular == ALWAYS else Total(root.low, root.high, NEVER, snapped.margin)
    low, high = (Choose(((regular, fine),), coarse) for fine, coarse in ((snapped.low, root.low), (snapped.high, root.high)))
    return Total(sheet.build.term(low), sheet.build.term(high), regular, snapped.margin)


def _snapped(term: Term, step: int) -> Term:
    return Over(Floor(Plus((Times(term, Number(step)), _HALF))), Number(step))


def _finest_step(states: Sequence[States]) -> int | None:
    """Return the number of steps per point on which all marks lie; `None` where they lie anywhere, or too close."""
    step = 1
    for one in states:
        for state in one.parts:
            for term in (state.low, state.high):
                match term:
                    case Number(value):
                        step = lcm(step, value.denominator)
                    case Over(Floor() | Smallest(), Number(value)):
                        step = lcm(step, int(value))
                        step = step if one.item.weight is None else lcm(step, one.item.weight.denominator)
                    case None:
                        pass
                    case _:
                        return None
    return step if step <= _FINEST else None


def _under_ceilings(sheet: Sheet, total: Total, states: Sequence[States]) -> Total:
    """Return the total under the ceilings that a measured value brings."""
    ceilings = sheet.plan.rules.ceilings
    if ceilings is None:
        return total
    full = Number(sum((most for _, most in ceilings.bands), max(sheet.plan.root.weight or Fraction(0), Fraction(0))))
    lowest = Number(ceilings.lowest)
    cases: list[tuple[Condition, Term, Term]] = []
    for when, most in _ceiling_cases(sheet, states):
        bound = full if most is None else Number(most)
        cases.append((when, bound, bound))
    low = Choose(tuple((when, one) for when, one, _ in cases), lowest) if cases else lowest
    high = Choose(tuple((when, one) for when, _, one in cases), full) if cases else full
    term = sheet.build.term
    return Total(term(Smallest((total.low, term(low)))), term(Smallest((total.high, term(high)))), total.exact, total.margin)


def _ceiling_cases(sheet: Sheet, states: Sequence[States]) -> list[tuple[Condition, Fraction | None]]:
    """Return when the measured value brings which ceiling; in all other rows it is missing."""
    ceilings = sheet.plan.rules.ceilings
    assert ceilings is not None
    places = {edge for band, _ in ceilings.bands for edge in band.boundaries()}
    datum = sheet.data.get(ceilings.name)
    cases: list[tuple[Condition, Fraction | None]] = []
    if datum is not None:
        sheet.doubt(datum.doubtful)
        doubts: list[Condition] = []
        for when, doubtful, most in walk(Axis(None, sheet.build.amount(datum.amount)), along(sorted(places), ceilings.ceiling)):
            doubts += [all_of(datum.known, one) for one in doubtful]
            cases.append((all_of(datum.known, when), most))
        sheet.doubt(doubts)
    if datum is None or datum.known != ALWAYS:
        cases += _indicator_cases(sheet, states, sorted(places))
    return cases


def _indicator_cases(sheet: Sheet, states: Sequence[States], places: Sequence[Fraction]) -> list[tuple[Condition, Fraction | None]]:
    """Return the ceilings that the value of an indicator brings, in each of its states that has one."""
    ceilings = sheet.plan.rules.ceilings
    assert ceilings is not None
    wanted = name_key(ceilings.name)
    named = [one for one in states if wanted in {name_key("/".join(one.item.indicator.path[-depth:])) for depth in range(1, 9)}]
    named += [one for one in states if wanted in {name_key(alias) for alias in one.item.indicator.aliases} and one not in named]
    if len(named) > 1 or (named and named[0].item.criterion is None):
        raise RulesetError([Diagnostic("E811", {"what": f"上限 {ceilings.name}"}, where=sheet.plan.model.source)])
    cases: list[tuple[Condition, Fraction | None]] = []
    for one in named:
        for state in one.parts:
            here = one.when(partial(is_, state))
            cases += [(all_of(here, when), most) for when, most in _state_cases(sheet, state, places)]
    return cases


def _state_cases(sheet: Sheet, state: State, places: Sequence[Fraction]) -> list[tuple[Condition, Fraction | None]]:
    """Return the ceilings in one state: along the axis of its value, or the one of a text."""
    ceilings = sheet.plan.rules.ceilings
    assert ceilings is not None
    if state.number is not None:
        return [(ALWAYS, ceilings.ceiling(state.number))]
    if state.axis is None:
        return []
    scale = state.scale
    doubts: list[Condition] = []
    found = []
    for when, doubtful, most in walk(state.axis, along([one / scale for one in places], lambda value: ceilings.ceiling(value * scale))):
        doubts += [all_of(state.when, one) for one in doubtful]
        found.append((when, most))
    sheet.doubt(doubts)
    return found


def _rounded(sheet: Sheet, total: Total, full: Fraction) -> Total:
    """Return the total as it is reported: rounded, halves up; near a half that is not exact, down and up."""
    rounding = sheet.plan.rounding
    if rounding is None or rounding.total is None:
        return total
    scale, margin = 10**rounding.total, total.margin * 10**rounding.total
    term, most = sheet.build.term, Number(full)
    ends: list[Term] = []
    for marks, sign in ((total.low, -1), (total.high, 1)):
        doubled = term(Plus((Times(marks, Number(scale)), _HALF)))
        down, up = (Floor(Plus((doubled, Number(one * margin)))) for one in (-1, 1))
        # An exact total is a double whose product with the scale may still lie on the wrong side of a half by an ulp: both sides of a half
        # belong to the upper one, and no other exact total lies within the margin of it.
        rounded = Choose(((total.exact, up),), down if sign < 0 else up)
        sheet.doubt([all_of(negated(total.exact), Compare("≠", down, up))])
        ends.append(term(Smallest((Over(rounded, Number(scale)), most))))
    return Total(ends[0], ends[1], ALWAYS, total.margin)


def grade_of(sheet: Sheet, total: Total, grades: Grades) -> Term:
    """Return the grades that a total may still get, best first, joined by `、`."""
    places = sorted({edge for _, band in grades.bands for edge in band.boundaries()})
    lows, highs = ((_cells(sheet, total, end, sign, places)) for end, sign in ((total.low, -1), (total.high, 1)))
    cases: list[tuple[Condition, Term]] = []
    for place, (above, most) in enumerate(highs):
        for under, least in lows[: place + 1]:
            cases.append((all_of(above, under), Word("、".join(grades.between(least, most)))))
    _doubt_places(sheet, total, places)
    otherwise = cases[-1][1]
    while len(cases) > 1 and cases[-1][1] == otherwise:
        cases.pop()
    return Choose(tuple(cases), otherwise)


def _cells(sheet: Sheet, total: Total, end: Term, sign: int, places: Sequence[Fraction]) -> list[tuple[Condition, Fraction]]:
    """Return the cells of the axis of totals, each with when an end of the total lies no further up, and a total inside."""
    cells: list[tuple[Condition, Fraction]] = []
    before = places[0] - 1
    for index, place in enumerate(places):
        after = places[index + 1] if index + 1 < len(places) else place + 2
        cells.append((_under(sheet, total, end, sign, place, closed=False), (before + place) / 2 if index else place - 1))
        cells.append((_under(sheet, total, end, sign, place, closed=True), place))
        before = place
    cells.append((ALWAYS, (after + before) / 2))
    return cells


def _under(sheet: Sheet, total: Total, end: Term, sign: int, place: Fraction, *, closed: bool) -> Condition:
    """Return when an end of the total lies below a place; one that is not exact is taken further out by the error that it may have."""
    here = Number(nearest(place))
    exactly = Compare("≤" if closed else "<", end, here)
    outside = Compare("≤", end, Number(place - sign * total.margin))
    if total.exact in (ALWAYS, NEVER):
        return exactly if total.exact == ALWAYS else outside
    return sheet.build.flag(any_of(all_of(total.exact, exactly), all_of(negated(total.exact), outside)))


def _doubt_places(sheet: Sheet, total: Total, places: Sequence[Fraction]) -> None:
    """Keep the doubt whether a total that is not exact lies beside a place or on it."""
    near = []
    for end in dict.fromkeys((total.low, total.high)):
        for place in places:
            above, below = Number(place - total.margin), Number(place + total.margin)
            near.append(all_of(Compare("≥", end, above), Compare("≤", end, below)))
    sheet.doubt([all_of(negated(total.exact), one) for one in near])
