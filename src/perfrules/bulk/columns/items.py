"""Indicators in columns: the states that one can be in, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import evolve, field, frozen

from perfrules.bulk.columns.algebra import (
    ALWAYS,
    NEVER,
    Choose,
    Column,
    Compare,
    Condition,
    Known,
    Number,
    Term,
    Word,
    all_of,
    any_of,
    negated,
)
from perfrules.bulk.columns.axes import Axis, line_marks, walk
from perfrules.bulk.columns.build import Build
from perfrules.bulk.columns.fates import Fate, Line, fate_of_text, fates_of_computed, fates_of_given
from perfrules.bulk.columns.formulas import Computed, Datum, Open, computed, opened
from perfrules.bulk.columns.given import Given, exactly
from perfrules.bulk.columns.settle import INFINITE
from perfrules.evaluation.judging import bare_outcome
from perfrules.evaluation.plan import Item, Plan
from perfrules.evaluation.totals import Marks
from perfrules.target.body import Measure
from perfrules.value.verdict import Verdict

__all__ = ["MANY_FATES", "Sheet", "State", "States", "states_of"]

MANY_FATES = 16
"""Different things that can come out for the texts of a column, from which on their marks are looked up."""
_PENDING, _NONE = Verdict.PENDING, Verdict.NOT_APPLICABLE


@frozen
class State:
    """One thing that can come out for an indicator, where no earlier one does; `axis` has the value where there is one.

    A base unit of the value is `scale` on the axis; `number` is the value itself where it is the same in all rows.
    """

    when: Condition
    verdict: Verdict
    reason: str
    applies: bool | None
    low: Term | None = None
    high: Term | None = None
    axis: Axis | None = None
    number: Fraction | None = None
    scale: Fraction = Fraction(1)


@frozen
class States:
    """All that can come out for an indicator, the first that holds first; the last one holds where no other does."""

    item: Item
    parts: tuple[State, ...]

    def choose(self, term: Callable[[State], Term]) -> Term:
        """Return the term of the state that holds."""
        terms = [term(state) for state in self.parts]
        cases: list[tuple[Condition, Term]] = []
        for state, one in zip(self.parts[:-1], terms[:-1], strict=True):
            if cases and cases[-1][1] == one:
                cases[-1] = (any_of(cases[-1][0], state.when), one)
            else:
                cases.append((state.when, one))
        while cases and cases[-1][1] == terms[-1]:
            cases.pop()
        return Choose(tuple(cases), terms[-1]) if cases else terms[-1]

    def when(self, wanted: Callable[[State], bool]) -> Condition:
        """Return when the state that holds is a wanted one."""
        found: Condition = ALWAYS if wanted(self.parts[-1]) else NEVER
        for state in reversed(self.parts[:-1]):
            found = any_of(state.when, found) if wanted(state) else NEVER if found == NEVER else all_of(negated(state.when), found)
        return found

    @property
    def absent(self) -> Condition:
        """Return when the indicator does not apply."""
        return self.when(lambda state: state.applies is False)

    @property
    def open(self) -> Condition:
        """Return when it is open whether the indicator applies."""
        return self.when(lambda state: state.applies is None)


@frozen(eq=False)
class Sheet:
    """What is at hand while a plan is lowered: data and given values by name or path, and the doubts that have come up."""

    plan: Plan
    build: Build
    data: Mapping[str, Datum]
    given: Mapping[tuple[str, ...], Given]
    doubts: list[Condition] = field(factory=list)

    def doubt(self, conditions: Iterable[Condition]) -> Condition:
        """Keep a doubt for the rows in which it holds."""
        found = self.build.flag(any_of(*conditions))
        if found != NEVER:
            self.doubts.append(found)
        return found


def states_of(sheet: Sheet, item: Item) -> States:
    """Return the states of an indicator."""
    parts: list[State] = []
    for state in _states(sheet, item):
        if state.when != NEVER:
            parts.append(state)
        if state.when == ALWAYS:
            break
    return States(item, tuple(parts))


def _states(sheet: Sheet, item: Item) -> Iterator[State]:
    applies = _applies(sheet, item)
    yield _bare(sheet, item, sheet.doubt(applies.doubtful), _PENDING, "inexact", None)
    holds = sheet.build.flag(applies.holds)
    if item.conditions:
        yield _bare(sheet, item, sheet.build.flag(applies.fails), _NONE, "does_not_apply", False)
    given = sheet.given.get(item.indicator.path)
    value = None if item.compiled is None else computed(item.compiled, sheet.data)
    if item.criterion is None:
        yield from _without_target(sheet, item, given, value, holds)
        return
    if given is not None:
        yield _bare(sheet, item, all_of(given.known, negated(holds)), _PENDING, "may_not_apply", None)
        yield from _given(sheet, item, given)
    if item.compiled is None:
        yield _bare(sheet, item, negated(holds), _PENDING, "may_not_apply", None)
        yield _bare(sheet, item, ALWAYS, _PENDING, "no_facts", True)
        return
    yield from _computed(sheet, item, value, holds)


def _applies(sheet: Sheet, item: Item) -> Open:
    parts = [opened(condition, sheet.data) for condition in item.conditions]
    doubtful = tuple(one for part in parts for one in part.doubtful)
    return Open(all_of(*(part.holds for part in parts)), any_of(*(part.fails for part in parts)), doubtful)


def _bare(sheet: Sheet, item: Item, when: Condition, verdict: Verdict, reason: str, applies: bool | None) -> State:
    """Return a state without a value."""
    marks = bare_outcome(item, sheet.plan, verdict, reason, applies=applies).marks
    low, high = _constant(marks)
    return State(when, verdict, reason, applies, low, high)


def _constant(marks: Marks | None) -> tuple[Term | None, Term | None]:
    return (None, None) if marks is None else (Number(marks.low), Number(marks.high))


def _without_target(sheet: Sheet, item: Item, given: Given | None, value: Computed | None, holds: Condition) -> Iterator[State]:
    elsewhere = bool(item.indicator.targets)
    reason = "zero_plan" if item.idle else "no_target_in_period" if elsewhere else "no_target"
    verdict = _NONE if elsewhere else _PENDING
    free = ALWAYS if given is None else negated(sheet.build.flag(given.known))
    for applies, when in ((False, ALWAYS),) if elsewhere else ((None, negated(holds)), (True, ALWAYS)):
        if value is not None:
            doubt = sheet.doubt(value.doubtful)
            yield _bare(sheet, item, all_of(when, free, doubt), verdict, "inexact", applies)
            for zero, said in ((value.zero_by_zero, "zero_by_zero"), (value.by_zero, "division_by_zero")):
                yield _bare(sheet, item, all_of(when, free, zero), verdict, said, applies)
        yield _bare(sheet, item, when, verdict, reason, applies)


def _given(sheet: Sheet, item: Item, given: Given) -> Iterator[State]:
    plan = sheet.plan
    if given.reading.kind == "text":
        yield from _worded(sheet, item, given)
        return
    known, stretches = sheet.build.flag(given.known), fates_of_given(item, plan)
    if plan.rounding is not None and any(_has_line(one.fate) for one in (*stretches.fractions, *(stretches.wholes or ()))):
        given = exactly(sheet.build, given)
    body = None if item.criterion is None else item.criterion.target.body
    scale = body.unit.factor if isinstance(body, Measure) and not body.unit.is_bare else Fraction(1)
    doubts: list[Condition] = list(given.doubtful)
    states = []
    for condition, doubtful, fate in walk(given.axis, stretches):
        state, more = _state(sheet, item, all_of(known, condition), fate, given.axis, scale)
        doubts += [all_of(known, one) for one in (*doubtful, *more)]
        states.append(state)
    if given.infinite != NEVER:
        yield _state(sheet, item, given.infinite, fate_of_text(item, plan, INFINITE), None)[0]
    yield _bare(sheet, item, sheet.doubt(doubts), _PENDING, "inexact", None)
    yield from states


def _has_line(fate: Fate) -> bool:
    return isinstance(fate.low, Line) or isinstance(fate.high, Line)


def _worded(sheet: Sheet, item: Item, given: Given) -> Iterator[State]:
    """Yield a state for every different thing that comes out for the texts of a column; of very many the marks are looked up."""
    fates = {text: fate_of_text(item, sheet.plan, text) for text in given.reading.texts if text}
    many = len(set(fates.values())) > MANY_FATES
    found: dict[Fate, dict[str, Fate]] = {}
    for text, fate in fates.items():
        found.setdefault(evolve(fate, low=None, high=None) if many else fate, {})[text] = fate
    for fate, texts in found.items():
        when = sheet.build.flag(all_of(Known(given.column), _is_one_of(given, texts)))
        state = _state(sheet, item, when, fate, None)[0]
        if many and item.weight is not None:
            low = _looked_up(sheet, given, {text: one.low for text, one in texts.items()}, given.reading.lows)
            high = _looked_up(sheet, given, {text: one.high for text, one in texts.items()}, given.reading.highs)
            state = evolve(state, low=low, high=high)
        yield state
    if not given.reading.complete:
        yield _bare(sheet, item, sheet.doubt([given.known]), _PENDING, "inexact", None)


def _is_one_of(given: Given, texts: Iterable[str]) -> Condition:
    return any_of(*(Compare("=", given.column, Word(text)) for text in texts))


def _looked_up(sheet: Sheet, given: Given, marks: Mapping[str, Fraction | Line | None], column: str) -> Term:
    """Return the marks of texts: those of a column that was made beforehand, else chosen among all that there are."""
    groups: dict[Fraction, list[str]] = {}
    for text, one in marks.items():
        assert isinstance(one, Fraction)
        groups.setdefault(one, []).append(text)
    if len(groups) == 1:
        return Number(next(iter(groups)))
    if column:
        return Column(column)
    cases = tuple((all_of(Known(given.column), _is_one_of(given, texts)), Number(one)) for one, texts in groups.items())
    return sheet.build.term(Choose(cases, Number(0)))


def _state(
    sheet: Sheet, item: Item, when: Condition, fate: Fate, axis: Axis | None, scale: Fraction = Fraction(1)
) -> tuple[State, tuple[Condition, ...]]:
    terms: list[Term | None] = []
    doubtful: list[Condition] = []
    for marks in (fate.low, fate.high):
        if isinstance(marks, Line):
            assert axis is not None
            assert item.weight is not None
            term, beyond = line_marks(axis, marks, item.weight, sheet.plan.rounding)
            doubtful += beyond
            terms.append(term)
        else:
            terms.append(None if marks is None else Number(marks))
    when = when if when == ALWAYS else sheet.build.flag(when)
    return State(when, fate.verdict, fate.reason, fate.applies, terms[0], terms[1], axis, fate.number, scale), tuple(doubtful)


def _computed(sheet: Sheet, item: Item, value: Computed | None, holds: Condition) -> Iterator[State]:
    assert item.compiled is not None
    sure = None if item.compiled.may_be_undefined else True
    flag = sheet.build.flag
    incomplete = ALWAYS if value is None else negated(flag(value.complete))
    if value is not None:
        yield _bare(sheet, item, sheet.doubt(value.doubtful), _PENDING, "inexact", None)
    yield _bare(sheet, item, all_of(incomplete, negated(holds)), _PENDING, "no_facts", None)
    yield _bare(sheet, item, incomplete, _PENDING, "no_facts", sure)
    if value is None:
        return
    yield _bare(sheet, item, negated(holds), _PENDING, "may_not_apply", None)
    yield _bare(sheet, item, flag(value.zero_by_zero), _NONE, "zero_by_zero", False)
    yield _bare(sheet, item, flag(value.by_zero), _PENDING, "division_by_zero", True)
    axis = Axis(None, sheet.build.amount(value.amount))
    doubts: list[Condition] = []
    states = []
    for condition, doubtful, fate in walk(axis, fates_of_computed(item, sheet.plan)):
        when = condition if condition == ALWAYS else all_of(flag(value.defined), condition)
        state, more = _state(sheet, item, when, fate, axis)
        doubts += [all_of(value.defined, one) for one in (*doubtful, *more)]
        states.append(state)
    yield _bare(sheet, item, sheet.doubt(doubts), _PENDING, "inexact", None)
    yield from states
