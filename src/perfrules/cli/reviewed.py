"""Reviewing one file: what a process of a folder run does, and what the command does for a single table."""

from __future__ import annotations

import gc
from pathlib import Path
from time import perf_counter

from attrs import evolve, frozen

from perfrules.cli.slim import slim_table
from perfrules.evaluation.loading import load_ruleset
from perfrules.evaluation.ruleset import RuleSet
from perfrules.evaluation.score_table import score_table
from perfrules.evaluation.scored_table import ScoredTable
from perfrules.report.review_view import ReviewedFile, ReviewedTable
from perfrules.reviewing import Settings, review_with, standard_settings
from perfrules.reviewing.context import Context
from perfrules.ruleset.model import ReviewSetting
from perfrules.table import TargetTable, read_tables
from perfrules.text.diagnostic import Diagnostic, Severity
from perfrules.text.errors import PerfRulesError

__all__ = ["Request", "Tools", "prepared", "review_file", "reviewed_tables", "settled"]

_RARELY = (50_000, 10, 5)
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@frozen
class Request:
    """How tables are reviewed, as plain data that any process can be given.

    `ruleset` is a title or a path, `changes` are settings that go before those of the ruleset, `earlier` the tables of the years before.
    `whole` keeps tables, marks and pairs of goals and rows for reports that show them; else only what lists and summaries need.
    """

    ruleset: str = ""
    search: tuple[str, ...] = ()
    policy: str = ""
    changes: tuple[ReviewSetting, ...] = ()
    earlier: tuple[str, ...] = ()
    least: Severity = Severity.NOTE
    whole: bool = False


@frozen(eq=False)
class Tools:
    """What a request needs, made once: the ruleset, the settings, the earlier tables."""

    request: Request
    ruleset: RuleSet | None
    settings: Settings
    earlier: tuple[TargetTable, ...]


def settled(request: Request) -> Tools:
    """Return what a request needs, for a long run: what is there by now stays to the end, and need not be collected over and over."""
    tools = prepared(request)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_RARELY)
    return tools


def prepared(request: Request) -> Tools:
    """Return what a request needs; what cannot be used raises a `PerfRulesError`."""
    settings, ruleset = standard_settings(), None
    if request.ruleset:
        ruleset = load_ruleset(request.ruleset, search=request.search)
        settings = settings.with_model(ruleset.model)
    earlier = tuple(table for path in request.earlier for table in read_tables(Path(path)))
    return Tools(request, ruleset, settings.changed(request.changes), earlier)


def review_file(tools: Tools, task: tuple[str, str]) -> ReviewedFile:
    """Return the tables of a file with their findings, or why it could not be read; it never raises.

    A `task` is a path and how it is shown.
    """
    path, shown = task
    start = perf_counter()
    try:
        found = ReviewedFile(shown, reviewed_tables(tools, read_tables(Path(path))))
    except PerfRulesError as error:
        found = ReviewedFile(shown, fault=error.diagnostics)
    except Exception as error:
        found = ReviewedFile(shown, fault=(Diagnostic("E732", {"path": shown, "kind": type(error).__name__}),))
    return evolve(found, seconds=perf_counter() - start)


def reviewed_tables(tools: Tools, tables: list[TargetTable]) -> tuple[ReviewedTable, ...]:
    """Return tables with their findings at the asked severity."""
    return tuple(_reviewed(tools, table) for table in tables)


def _reviewed(tools: Tools, table: TargetTable) -> ReviewedTable:
    request = tools.request
    context = Context(table, tools.settings, _same(tools.earlier, table), tools.ruleset, request.policy)
    kept = _ORDER[: _ORDER.index(request.least) + 1]
    findings = tuple(one for one in review_with(context) if one.severity in kept)
    if not request.whole:
        return ReviewedTable(slim_table(table, named=False), findings)
    return ReviewedTable(table, findings, _scored(table, request.policy), context.matches)


def _same(earlier: tuple[TargetTable, ...], table: TargetTable) -> tuple[TargetTable, ...]:
    """Return the earlier tables of the same unit and project, the latest first; all of them where none names either."""
    own = [one for one in earlier if (one.unit_name, one.project_name) == (table.unit_name, table.project_name)]
    chosen = own or ([] if any(one.unit_name or one.project_name for one in earlier) and len(earlier) > 1 else list(earlier))
    return tuple(sorted(chosen, key=lambda one: one.year or 0, reverse=True))


def _scored(table: TargetTable, policy: str) -> ScoredTable | None:
    """Return the marks of a table beside those it states; None where it states none, or they cannot be recomputed."""
    if not any(row.score for row in table.indicators):
        return None
    try:
        return score_table(table, policy=policy) if policy else score_table(table)
    except PerfRulesError:
        return None
