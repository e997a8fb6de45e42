"""What the commands do, once their words are understood; each returns an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from perfrules.cli.fault import RequestError
from perfrules.cli.output import Screen, complain, put, screen_of, write_file
from perfrules.cli.scores import check_folders, day_of, named_values
from perfrules.cli.source import STDIN, evaluated, read_inputs
from perfrules.evaluation import Result, TableResult, Verdict, criterion_for
from perfrules.evaluation.explain import actual_text
from perfrules.evaluation.judge import judge_text
from perfrules.evaluation.loading import load_ruleset
from perfrules.evaluation.score_table import score_with
from perfrules.evaluation.scored_table import ScoredTable
from perfrules.evaluation.tree import RowResult
from perfrules.report.document import evaluation_document, reading_document, write_json
from perfrules.report.reading import Reading, render_reading
from perfrules.report.ruled import ruled_text
from perfrules.report.view import file_name, view_of
from perfrules.reviewing import review
from perfrules.ruleset.named import find_policy
from perfrules.table import Actuals, Indicator, TargetTable
from perfrules.table.form import form
from perfrules.target import parse_target
from perfrules.text.diagnostic import Diagnostic, Severity

__all__ = ["evaluate", "parse"]


@frozen
class Request:
    """What `evaluate` was asked for, as its options say it."""

    table: str
    number: int | None
    actuals: str | None
    period: str | None
    policy: str | None
    ruleset: str | None
    as_of: str | None
    equal: str | None
    search: Sequence[str]
    as_json: bool
    html: str | None
    xlsx: str | None
    verbose: bool

    def options(self) -> dict[str, Any]:
        """Return what evaluating a table takes besides the table and its actual values."""
        for option, value in (("--as-of", self.as_of), ("--equal", self.equal), ("--search", self.search)):
            if value and self.ruleset is None and self.policy is None:
                raise RequestError([Diagnostic("E516", {"option": option, "others": "--ruleset, --policy"})])
        check_folders(self.search)
        rules = None if self.ruleset is None else load_ruleset(self.ruleset, search=self.search)
        return {
            "period": self.period,
            "policy": self.policy or "",
            "ruleset": rules,
            "as_of": day_of(self.as_of),
            "equal": self.equal or "",
            "search": self.search,
        }


def evaluate(*, lang: str, **options: Any) -> int:
    """Judge a table and report it: 1 where a row is unmet or a check of the rules does not hold, else 0."""
    request = Request(**options)
    if STDIN in (request.html, request.xlsx):
        raise RequestError([Diagnostic("E510", {"path": STDIN})])
    if request.html is not None and request.xlsx is not None and Path(request.html).resolve() == Path(request.xlsx).resolve():
        raise RequestError([Diagnostic("E517", {"first": "--html", "second": "--xlsx", "path": request.xlsx})])
    inputs = [Path(name) for name in (request.table, request.actuals, request.ruleset, request.policy) if name not in (None, STDIN)]
    found, given = read_inputs(request.table, request.actuals, lang, request.number)
    result = evaluated(found, given, request.options())
    source = "" if given is None else file_name(given.source)
    told = [one for one in _told(result) if request.verbose or one.severity is not Severity.NOTE]
    if given is None and result.rows and all(row.actual is None for row in result.rows):
        told.append(Diagnostic("W501"))
    complain(told, lang)
    screen = screen_of(sys.stdout)
    if request.html is not None:
        write_file(Path(request.html), _page(result, source, lang), inputs)
        complain([Diagnostic("N501", {"path": request.html})], lang)
    if request.xlsx is not None:
        write_file(Path(request.xlsx), _form(request, found, given, result, lang), inputs)
        complain([Diagnostic("N501", {"path": request.xlsx})], lang)
    if request.as_json:
        put(write_json(evaluation_document(result, lang), ascii_only=not screen.is_unicode), sys.stdout)
    else:
        _warn(screen, lang)
        put(_text(result, source, screen, verbose=request.verbose, lang=lang), sys.stdout)
        if result.scored is not None:
            put("\n" + _scores(result.scored, screen, verbose=request.verbose, lang=lang), sys.stdout)
        if result.ruled is not None:
            put("\n" + ruled_text(result.ruled, lang=lang, width=screen.width), sys.stdout)
    return _code(result.totals()[Verdict.UNMET] > 0 or (result.ruled is not None and result.ruled.has_broken_checks))


def _form(request: Request, table: TargetTable, actuals: Actuals | None, result: TableResult, lang: str) -> bytes:
    """Return the filled-in form of a self-evaluation, with the findings of a review on a sheet of their own."""
    from perfrules.report.workbook import self_evaluation_workbook  # noqa: PLC0415  slow to import and rarely needed

    policy = find_policy(request.policy or form().default_policy("自评"))
    scored = result.scored or score_with(table, policy, named_values(table, actuals))
    return self_evaluation_workbook(_filled(scored, result), findings=review(table), lang=lang, fill_in=actuals is not None)


def _filled(scored: ScoredTable, result: TableResult) -> ScoredTable:
    """Return the recomputed table with the actual values and remarks that it was judged by in the rows which state none."""
    judged = {row.indicator.line: row for row in result.rows}
    rows = {id(one): _with_actual(one, judged.get(one.line)) for one in scored.table.indicators}
    table = evolve(scored.table, indicators=tuple(rows.values()))
    return evolve(scored, table=table, rows=tuple(evolve(row, origin=rows.get(id(row.origin), row.origin)) for row in scored.rows))


def _with_actual(one: Indicator, row: RowResult | None) -> Indicator:
    if row is None:
        return one
    judged = actual_text(row.result) if row.result is not None and row.result.actual is not None else ""
    value, note = ("", "") if row.actual is None else (row.actual.value, row.actual.note)
    return evolve(one, actual=one.actual or value or judged, reason=one.reason or note)


def _told(result: TableResult) -> list[Diagnostic]:
    """Return what was found wrong, but for cells left empty in periods that are not evaluated."""
    cells = [(period, cell) for row in result.table.indicators for period, cell in row.targets.items()]
    elsewhere = {f"{result.table.source} {cell.where}" for period, cell in cells if period != result.period}
    return [one for one in result.diagnostics if one.code != "W302" or one.where not in elsewhere]


def _page(result: TableResult, actuals: str, lang: str) -> str:
    from perfrules.report.html import render_html  # noqa: PLC0415  Jinja is slow to import and rarely needed

    shown = tuple(evolve(one, where=one.where.replace(result.table.source, file_name(result.table.source))) for one in result.diagnostics)
    return render_html(view_of(evolve(result, diagnostics=shown), lang=lang, actuals=actuals))


def _text(result: TableResult, actuals: str, screen: Screen, *, verbose: bool, lang: str) -> str:
    from perfrules.report.terminal import render_text  # noqa: PLC0415

    view = view_of(result, lang=lang, actuals=actuals)
    return render_text(view, width=screen.width, encoding=screen.encoding, color=screen.color, verbose=verbose)


def _scores(scored: ScoredTable, screen: Screen, *, verbose: bool, lang: str) -> str:
    from perfrules.report.scores import score_text  # noqa: PLC0415

    return score_text(scored, lang=lang, width=screen.width, verbose=verbose)


def _warn(screen: Screen, lang: str) -> None:
    if not screen.has_chinese:
        complain([Diagnostic("N502", {"encoding": screen.encoding})], lang)


def _code(unmet: bool) -> int:
    return 1 if unmet else 0


def parse(expression: str, actual: str | None, unit: str | None, operator: str | None, name: str, *, as_json: bool, lang: str) -> int:
    """Show how one expression is read: 1 where the actual value does not meet it, else 0."""
    criterion = criterion_for(parse_target(expression, unit=unit, operator=operator), name)
    result: Result | None = None if actual is None else judge_text(criterion, actual)
    reading = Reading(expression, criterion, result)
    screen = screen_of(sys.stdout)
    if as_json:
        put(write_json(reading_document(reading, lang), ascii_only=not screen.is_unicode), sys.stdout)
    else:
        _warn(screen, lang)
        put(render_reading(reading, lang=lang, width=screen.width, encoding=screen.encoding, color=screen.color), sys.stdout)
    return _code(result is not None and result.verdict is Verdict.UNMET)


def periods_of(table: str) -> list[str]:
    """Return the periods that a table names, for completion; nothing where it cannot be read."""
    try:
        found, _ = read_inputs(table, None, "zh")
    except RequestError:
        return []
    return list(dict.fromkeys(name for row in found.indicators for name in row.targets))
