"""Lowering: a plan becomes a program of columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from perfrules.bulk.columns.algebra import (
    ALWAYS,
    NEVER,
    Choose,
    Condition,
    Input,
    Number,
    Output,
    Program,
    Word,
    all_of,
    any_of,
    negated,
)
from perfrules.bulk.columns.amounts import Amount, Whole, constant, times, whole_number
from perfrules.bulk.columns.build import Build
from perfrules.bulk.columns.formulas import Computed, Datum, computed, opened
from perfrules.bulk.columns.given import datum_of, given_of
from perfrules.bulk.columns.items import Sheet, States, states_of
from perfrules.bulk.columns.readings import ANYTHING, Reading
from perfrules.bulk.columns.totals import root_of
from perfrules.bulk.columns.whole import grade_of, total_of, verdict_of
from perfrules.evaluation.facts import Names
from perfrules.evaluation.plan import Plan
from perfrules.ruleset.model import Path
from perfrules.target.body import Change, Measure
from perfrules.value.unit import NO_UNIT, Unit
from perfrules.value.verdict import Verdict

__all__ = ["COLUMNS", "DOUBT", "Source", "inputs_of", "lower", "outputs_of"]

COLUMNS = ("verdict", "reason", "score", "total", "grade", "checks")
DOUBT = "_doubt"
"""The inner column that marks rows which columns cannot settle."""


@frozen
class Source:
    """A column of a frame: its name, the datum or indicator that it is for, and what is known of it."""

    column: str
    meant: str | Path
    reading: Reading = ANYTHING


def lower(plan: Plan, names: Names, sources: Sequence[Source], columns: Sequence[str] = COLUMNS) -> Program:
    """Return the program of a plan for a frame with some columns; `columns` says which results are wanted.

    Where something cannot be said in columns at all, that is a `RulesetError` with the code E811.
    """
    build = Build(mark=_mark(sources))
    given = {one.meant: given_of(build, one.column, one.reading) for one in sources if isinstance(one.meant, tuple)}
    sheet = Sheet(plan, build, _data(plan, build, sources), given)
    states = {id(item): states_of(sheet, item) for item in plan.items}
    for item in plan.items:
        _item_columns(sheet, states[id(item)], names.short(item.indicator.path), columns)
    if "checks" in columns:
        _check_columns(sheet)
    _whole_columns(sheet, states, columns)
    if sheet.doubts:
        build.put(DOUBT, any_of(*sheet.doubts))
    return Program(inputs_of(plan, sources), build.done(), outputs_of(plan, names, columns))


def _mark(sources: Sequence[Source]) -> str:
    """Return what the names of inner columns begin with, so that none is the name of a column that is given."""
    mark = "_"
    while any(one.column.startswith(mark) and one.column.removeprefix(mark).isdecimal() for one in sources):
        mark += "_"
    return mark


def inputs_of(plan: Plan, sources: Sequence[Source]) -> tuple[Input, ...]:
    """Return the columns that a frame has for the rules, each with the unit in which a bare number counts."""
    return tuple(Input(one.column, one.reading.kind, _unit(plan, one.meant), one.reading.texts, one.reading.broken) for one in sources)


def outputs_of(plan: Plan, names: Names, columns: Sequence[str] = COLUMNS) -> tuple[Output, ...]:
    """Return the columns that come out, in order, whatever the frame has."""
    outputs: list[Output] = []
    for item in plan.items:
        name = names.short(item.indicator.path)
        outputs += [Output(f"{name}·{said}", "text") for wanted, said in (("verdict", "结论"), ("reason", "原因")) if wanted in columns]
        if "score" in columns and item.weight is not None:
            outputs += [Output(f"{name}·得分低", "number"), Output(f"{name}·得分高", "number")]
    if "checks" in columns:
        outputs += [Output(f"检查·{check.name}", "text") for check, _ in plan.checks]
    if "verdict" in columns:
        outputs.append(Output("结论", "text"))
    if "total" in columns and plan.root.weight is not None:
        outputs += [Output("总分低", "number"), Output("总分高", "number")]
    if "grade" in columns and plan.root.weight is not None and plan.rules.grades is not None:
        outputs.append(Output("等级", "text"))
    return tuple(outputs)


def _unit(plan: Plan, meant: str | Path) -> Unit:
    """Return the unit in which a bare number of a column counts."""
    if isinstance(meant, str):
        return plan.model.data[meant].unit
    for item in plan.items:
        if item.indicator.path == meant and item.criterion is not None:
            body = item.criterion.target.body
            return body.unit if isinstance(body, Measure | Change) else NO_UNIT
    return NO_UNIT


def _data(plan: Plan, build: Build, sources: Sequence[Source]) -> dict[str, Datum]:
    """Return the data that are given, constant, or made by formulas from what is given."""
    data = {name: Datum(constant(value)) for name, value in plan.constants.items()}
    for one in sources:
        if isinstance(one.meant, str):
            rule = plan.model.data[one.meant]
            datum = datum_of(build, one.column, one.reading, one.meant, rule.unit, plan.model.units)
            if datum is not None:
                data[one.meant] = datum
    for made in plan.made:
        value = computed(made.compiled, data)
        if value is not None:
            data[made.name] = _made(build, data.get(made.name), value)
    for alias, name in plan.aliases:
        if name in data:
            data[alias] = data[name]
    return data


def _made(build: Build, given: Datum | None, value: Computed) -> Datum:
    """Return a datum as it is given, else as its formula makes it."""
    amount = build.amount(value.amount)
    if given is None:
        return Datum(amount, build.flag(value.defined), value.doubtful)
    if given.known == ALWAYS:
        return given
    common = Fraction(1, (given.amount.factor.denominator * amount.factor.denominator))
    sides = [times(one.num, whole_number(int(one.factor / common))) for one in (given.amount, amount)]
    num = _either(given.known, sides[0], sides[1])
    den = _either(given.known, given.amount.den, amount.den)
    missing = negated(given.known)
    made = all_of(missing, value.defined)
    beyond = (all_of(when, one) for when, side in ((given.known, sides[0]), (made, sides[1])) for one in side.beyond)
    doubtful = (*given.doubtful, *(all_of(missing, one) for one in value.doubtful), *beyond)
    known = build.flag(any_of(given.known, value.defined))
    return Datum(build.amount(Amount(evolve(num, beyond=()), den, common)), known, doubtful)


def _either(first: Condition, one: Whole, other: Whole) -> Whole:
    """Return a whole number where a condition holds, else another."""
    if one == other:
        return one
    term = Choose(((first, one.term),), other.term)
    return evolve(one, term=term, low=min(one.low, other.low), high=max(one.high, other.high), beyond=(*one.beyond, *other.beyond))


def _item_columns(sheet: Sheet, states: States, name: str, columns: Sequence[str]) -> None:
    put = sheet.build.put
    if "verdict" in columns:
        put(f"{name}·结论", states.choose(lambda state: Word(state.verdict.value)))
    if "reason" in columns:
        put(f"{name}·原因", states.choose(lambda state: Word(state.reason)))
    if "score" in columns and states.item.weight is not None:
        put(f"{name}·得分低", states.choose(lambda state: state.low or Number(0)))
        put(f"{name}·得分高", states.choose(lambda state: state.high or Number(0)))


def _check_columns(sheet: Sheet) -> None:
    for check, compiled in sheet.plan.checks:
        found = opened(compiled, sheet.data)
        sheet.doubt(found.doubtful)
        cases = ((found.holds, Word(Verdict.MET.value)), (found.fails, Word(Verdict.UNMET.value)))
        kept = tuple((when, word) for when, word in cases if when != NEVER)
        pending = Word(Verdict.PENDING.value)
        doubtful = ((sheet.build.flag(any_of(*found.doubtful)), pending),) if found.doubtful else ()
        sheet.build.put(f"检查·{check.name}", Choose((*doubtful, *kept), pending) if kept else pending)


def _whole_columns(sheet: Sheet, states: Mapping[int, States], columns: Sequence[str]) -> None:
    put, grades = sheet.build.put, sheet.plan.rules.grades
    if "verdict" in columns:
        put("结论", verdict_of(list(states.values())))
    if sheet.plan.root.weight is None or not {"total", "grade"} & set(columns):
        return
    total = total_of(sheet, root_of(sheet.build, sheet.plan, states), states)
    if "total" in columns:
        put("总分低", total.low)
        put("总分高", total.high)
    if "grade" in columns and grades is not None:
        put("等级", grade_of(sheet, total, grades))
