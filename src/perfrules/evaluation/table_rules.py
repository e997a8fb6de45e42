"""Evaluating a table under a ruleset: its rows are joined to the indicators, and the rules say what becomes of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from attrs import evolve

from perfrules.evaluation.facts import Facts, Names
from perfrules.evaluation.given import Given, unknown_names
from perfrules.evaluation.joining import Joined, join, listed, place_of
from perfrules.evaluation.judge import completed
from perfrules.evaluation.judging import judged, known_data
from perfrules.evaluation.merging import Merged, cell_of, merged, period_name, under
from perfrules.evaluation.outcome import IndicatorOutcome
from perfrules.evaluation.result import Result
from perfrules.evaluation.ruled_table import RuledTable, check_notes
from perfrules.evaluation.ruleset import RuleSet
from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.evaluation.score_table import TOLERANCE, stated_marks
from perfrules.evaluation.scored_table import ScoredRow, ScoredTable
from perfrules.evaluation.sheet import budget_row, rate_of
from perfrules.evaluation.tree import RowResult, TableResult, judged_row, tree_of
from perfrules.formula import Undefined
from perfrules.ruleset.model import Path
from perfrules.ruleset.named import NamedPolicy
from perfrules.table import ActualRow, Cell, Indicator, TargetTable
from perfrules.table.actuals import name_key
from perfrules.table.form import form
from perfrules.table.model import Amount
from perfrules.target import parse_target
from perfrules.target.body import Dates, Measure
from perfrules.target.decide import Decision, as_target
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import RulesetError, TargetSyntaxError, UnknownName
from perfrules.value.numeral import write_number
from perfrules.value.quantity import Quantity
from perfrules.value.unit_table import find_unit

__all__ = ["evaluate_under"]

_DECIMALS = re.compile(r"[0-9](?:\.([0-9]+))?(?![0-9.])")


class _Request(NamedTuple):
    """A table with its actual values, and under which rules, for which period and day it is evaluated."""

    table: TargetTable
    given: Given
    rules: RuleSet
    period: str
    day: date | None
    joined: Joined
    elsewhere: Mapping[Path, ActualRow]
    """The actual values whose names no row has, by the indicator that they mean."""

    def value_of(self, number: int) -> ActualRow | None:
        """Return the actual value of a row: under its own name, else under a name that the rules have for its indicator."""
        own = self.given.values[number]
        if own is not None or number not in self.joined.paths:
            return own
        return self.elsewhere.get(self.joined.paths[number])


def _elsewhere(given: Given, rules: RuleSet) -> Mapping[Path, ActualRow]:
    found = {rules.names.find(one.name): one for one in given.strangers}
    return {path: one for path, one in found.items() if isinstance(path, tuple)}


def evaluate_under(
    table: TargetTable,
    given: Given,
    rules: RuleSet,
    *,
    period: str | None = None,
    as_of: date | None = None,
    policy: NamedPolicy | None = None,
    equal: str = "",
) -> TableResult:
    """Return a table judged under a ruleset: targets, weights, formulas, policies and checks are those of the rules.

    Where the rules have no target for the period, that of the row counts; weights of the table count where the rules have none.
    Rows that mean no indicator are judged by their own targets and get no marks; indicators without a row are rows at the end of
    their level. All of that is told. `policy` goes before the policies of the rules.

    `RulesetError` where no row means any indicator, or the rules do not hold on the day; `UnknownName` for an unknown period.
    """
    day = as_of or _year_end(table, rules) or rules.model.validity.end
    chosen = _period_of(table, rules, period)
    joined = join(table, rules, day)
    if not joined.paths:
        names = listed([one.name for one in rules.indicators]) or "—"
        raise RulesetError([Diagnostic("E404", {"title": rules.title, "names": names})])
    request = _Request(table, given, rules, chosen, day, joined, _elsewhere(given, rules))
    mixed = merged(rules.model if policy is None else under(rules.model, policy), table, joined, chosen, day, equal)
    facts, notes = _facts(request, mixed)
    applied = RuleSet(mixed.model, rules.diagnostics)
    plan = applied.plan(chosen, day, equal=equal)
    known = known_data(plan, facts)
    result = RuleSetResult(applied, plan, judged(plan, facts, known), known, facts)
    rows = _rows(request, mixed, result)
    told = (
        *_joining_notes(request, mixed, result, as_of),
        *notes,
        *result.diagnostics,
        *_given_otherwise(request, result),
        *check_notes(result),
    )
    unjoined = tuple(row.name for number, row in enumerate(table.indicators) if number not in joined.paths)
    ruled = RuledTable(rules, result, unjoined, joined.absent, mixed.filled, mixed.differences, told)
    whole = evolve(table, indicators=tuple(row.indicator for row in rows))
    scored = None if result.score is None else _scored(whole, rows, result)
    return TableResult(whole, chosen, tree_of(rows), (*table.diagnostics, *given.diagnostics, *told), scored, ruled)


def _year_end(table: TargetTable, rules: RuleSet) -> date | None:
    """Return the last day of the table's year, if the rules hold on it."""
    day = None if table.year is None or not 1 <= table.year <= 9999 else date(table.year, 12, 31)
    return day if day is not None and rules.model.validity.holds(day) else None


def _period_of(table: TargetTable, rules: RuleSet, period: str | None) -> str:
    """Return the period that is meant: one that table or rules have, by default the last one of the table."""
    own = tuple(dict.fromkeys(period_name(name) for row in table.indicators for name in row.targets))
    known = tuple(dict.fromkeys((*own, *rules.periods)))
    if period is None:
        return own[-1] if own else rules.periods[-1] if rules.periods else "全年"
    if period_name(period) not in known:
        raise UnknownName([Diagnostic("E402", {"period": period, "known": "、".join(known) or "—"})])
    return period_name(period)


def _facts(request: _Request, mixed: Merged) -> tuple[Facts, list[Diagnostic]]:
    """Return what is known: the values of rows for their indicators, all other names as the rules know them."""
    names, strangers = request.rules.names, request.given.strangers
    unknown = [row for row in strangers if not _is_known(names, row)]
    others = {row.name: row.value for row in strangers if _is_known(names, row)}
    named = {row.name: row.value for row in request.given.values if row is not None and name_key(row.name) in names.data}
    read = names.read({**named, **others})
    actuals = {path: value for path, value in read.actuals.items() if value != ""}
    for number, path in request.joined.paths.items():
        own = request.value_of(number)
        if own is not None and own.value:
            actuals[path] = _with_year(request, mixed, path, own.value)
    rate = _budget_rate(request, actuals)
    known = [*(row.name for row in request.table.indicators), *(one.name for one in request.rules.indicators), *request.rules.model.data]
    notes = list(unknown_names(unknown, known))
    return Facts(read.data, {**rate, **actuals}, read.diagnostics), notes


def _is_known(names: Names, row: ActualRow) -> bool:
    key = name_key(row.name)
    return key in names.data or key in names.paths


def _with_year(request: _Request, mixed: Merged, path: Path, value: str) -> Any:
    """Return a date without a year as one of the table's year, where the target has one; any other value as it was written."""
    dated, year = mixed.model.indicators[path].targets.get(request.period), request.table.year
    target = None if dated is None else dated.at(request.day)
    if year is None or target is None or not isinstance(target.body, Dates):
        return value
    from perfrules.evaluation.criterion import criterion_for  # noqa: PLC0415  few indicators are dates

    try:
        found = parse_target(value)
    except TargetSyntaxError:
        return value
    whole = completed(found, criterion_for(target), None, year)
    return value if whole is found else whole


def _budget_rate(request: _Request, actuals: Mapping[Path, Any]) -> dict[Path, Any]:
    """Return the rate of execution of the funds for the indicator that has its name, where nothing else gives it."""
    found = request.rules.names.find(form().budget_row()[-1])
    row = budget_row(request.table, scored=False)
    rate = None if row is None else rate_of(row)
    if rate is None or not isinstance(found, tuple) or found in actuals or found in request.joined.rows:
        return {}
    return {found: Quantity(rate * 100, find_unit("%"))}


def _rows(request: _Request, mixed: Merged, result: RuleSetResult) -> list[RowResult]:
    """Return every row with what came of it, and a row for every indicator that the table does not have."""
    leaves = {leaf.path: leaf for leaf in result.leaves()}
    filled = frozenset(mixed.filled)
    rows: list[RowResult] = []
    for number, row in enumerate(request.table.indicators):
        given, path = request.value_of(number), request.joined.paths.get(number)
        if path is None:
            own = next((name for name in row.targets if period_name(name) == request.period), request.period)
            rows.append(evolve(judged_row(row, own, given, request.table.year), period=request.period))
        else:
            rows.append(_ruled_row(request, row, leaves[path], given, own=path in filled))
    labels = _labels(request)
    last = max(row.line for row in request.table.indicators)
    for count, path in enumerate(request.joined.absent, 1):
        place = leaves[path].place
        names = labels(path)
        row = Indicator(names[0], names[1], names[2], path[-1], {}, where=place.brief, line=last + count)
        rows.append(_ruled_row(request, row, leaves[path], request.elsewhere.get(path), own=False))
    return rows


def _labels(request: _Request) -> Callable[[Path], tuple[str, str, str]]:
    """Return how the table calls the levels of an indicator: as those of its rows, else as the rules do."""
    said: dict[Path, str] = {}
    for number, path in request.joined.paths.items():
        row = request.table.indicators[number]
        for depth, label in enumerate((row.level1, row.level2, row.task)[: len(path) - 1], 1):
            said.setdefault(path[:depth], label)

    def labels(path: Path) -> tuple[str, str, str]:
        names = [said.get(path[:depth]) or path[depth - 1] for depth in range(1, len(path))]
        first, second, third = [*names, "", "", ""][:3]
        return first, second, third

    return labels


def _ruled_row(request: _Request, row: Indicator, leaf: IndicatorOutcome, given: ActualRow | None, *, own: bool) -> RowResult:
    """Return a row as the rules judge it, with the target and weight that they give it."""
    cell = cell_of(row, request.period)
    if leaf.target is not None and not own:
        cell = cell if cell.target == leaf.target else Cell(str(leaf.target), leaf.target, (), cell.where)
    key = next((name for name in row.targets if period_name(name) == request.period), request.period)
    weight = row.weight
    if leaf.weight is not None and (weight is None or weight.value != leaf.weight) and (leaf.weight or weight is not None):
        weight = Amount(write_number(leaf.weight), leaf.weight, "" if weight is None else weight.where)
    if cell.text:
        row = evolve(row, targets={**row.targets, key: cell})
    return RowResult(evolve(row, weight=weight), request.period, cell, given, _result_of(leaf, given), leaf)


def _result_of(leaf: IndicatorOutcome, given: ActualRow | None) -> Result | None:
    """Return the judgement of an indicator; where nothing could be judged, one that says what would be required."""
    if leaf.result is not None or leaf.item.criterion is None:
        return leaf.result
    reason = "no_data" if leaf.lacking == (leaf.name,) else leaf.reason
    return Result(leaf.item.criterion, as_target(None), Decision(None, reason), "" if given is None else given.value.strip())


def _scored(table: TargetTable, rows: Sequence[RowResult], result: RuleSetResult) -> ScoredTable:
    """Return the marks of the rows, beside those that the table states."""
    model = result.ruleset.model
    policies = model.policy if model.policy.provenance.source else evolve(model.policy, provenance=model.provenance)
    rounding = result.plan.rounding
    decimals = None if rounding is None else rounding.decimals
    origins = {row.outcome.path: row.indicator for row in rows if row.outcome is not None}
    scored = (ScoredRow(leaf, origins[leaf.path], stated_marks(origins[leaf.path]), TOLERANCE, decimals) for leaf in result.leaves())
    return ScoredTable(table, policies, result, tuple(scored), TOLERANCE)


def _joining_notes(request: _Request, mixed: Merged, result: RuleSetResult, as_of: date | None) -> Iterator[Diagnostic]:
    """Yield what is to be said about how table and rules fit."""
    title, table, year = request.rules.title, request.table, request.table.year
    yield from request.joined.diagnostics
    if request.joined.absent:
        yield Diagnostic("W403", {"title": title, "names": listed([path[-1] for path in request.joined.absent])}, where=table.source)
    if as_of is None and year is not None and _year_end(table, request.rules) is None:
        args = {"title": title, "validity": str(request.rules.model.validity), "year": str(year)}
        yield Diagnostic("W410", args, where=table.source)
    for one in mixed.differences:
        args = {"name": one.name, "table": one.table, "ruleset": one.ruleset, "title": title}
        yield Diagnostic("W404" if one.what == "指标值" else "W411", args, where=one.where)
    yield from mixed.diagnostics
    if mixed.filled:
        args = {"title": title, "period": request.period, "names": listed([path[-1] for path in mixed.filled])}
        yield Diagnostic("N401", args, where=table.source)
    if result.score is None:
        yield Diagnostic("N402", {"title": title}, where=table.source)


def _given_otherwise(request: _Request, result: RuleSetResult) -> Iterator[Diagnostic]:
    """Yield the values that are given although formulas make others of the data: the given ones count."""
    rows = request.joined.rows
    for leaf in result.leaves():
        compiled, number = leaf.item.compiled, leaf.number
        if compiled is None or leaf.computed is not None or leaf.given is None or number is None:
            continue
        values = [result.known[name] for name in compiled.names if name in result.known]
        if len(values) < len(compiled.names):
            continue
        try:
            made = Fraction(*compiled.run(values))
        except Undefined:
            continue
        if abs(made - number) >= _resolution(leaf):
            args = {"name": leaf.name, "given": leaf.actual, "made": str(Quantity(made / leaf.item.unit.factor, leaf.item.unit))}
            row = rows.get(leaf.path)
            where = request.table.source if row is None else place_of(request.table, request.table.indicators[row])
            yield Diagnostic("W407", args, where=where)


def _resolution(leaf: IndicatorOutcome) -> Fraction:
    """Return what the last digit of a value as written is worth, in base units; something tiny for one that was not written."""
    found = _DECIMALS.search(leaf.written)
    body = as_target(leaf.given).body
    if found is None or not isinstance(body, Measure):
        return Fraction(1, 10**12)
    factor: Fraction = (leaf.item.unit if body.unit.is_bare else body.unit).factor
    return factor / Fraction(10) ** len(found[1] or "")
