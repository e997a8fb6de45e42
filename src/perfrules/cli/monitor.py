"""The command `monitor`: a table at the end of a month, with the light of every row."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from attrs import frozen

from perfrules.cli.fault import RequestError
from perfrules.cli.output import complain, put, screen_of
from perfrules.cli.scores import check_folders, named_values
from perfrules.cli.source import read_inputs
from perfrules.evaluation.monitored_table import monitor_with
from perfrules.report.document import write_json
from perfrules.report.monitoring import monitoring_text
from perfrules.ruleset.named import find_policy
from perfrules.table.form import form
from perfrules.text.diagnostic import Diagnostic, Severity

__all__ = ["monitor"]


@frozen
class Request:
    """What the command was asked for, as its options say it."""

    table: str
    number: int | None
    actuals: str | None
    policy: str | None
    month: str | None
    literal_zero: bool
    search: Sequence[str]
    as_json: bool
    verbose: bool


def monitor(*, lang: str, **given: Any) -> int:
    """Show how far a table has come: 1 where something has the worst light or the budget does not keep pace, else 0."""
    request = Request(**given)
    check_folders(request.search)
    table, actuals = read_inputs(request.table, request.actuals, lang, request.number)
    policy, values = find_policy(request.policy or form().default_policy("监控"), request.search), named_values(table, actuals)
    result = monitor_with(table, policy, values, _month(request.month), literal_zero=request.literal_zero)
    complain([one for one in result.diagnostics if request.verbose or one.severity is not Severity.NOTE], lang)
    screen = screen_of(sys.stdout)
    if request.as_json:
        put(write_json({"format": "perfrules-monitor/1", **result.to_dict()}, ascii_only=not screen.is_unicode), sys.stdout)
    else:
        put(monitoring_text(result, lang=lang, width=screen.width, verbose=request.verbose), sys.stdout)
    return 1 if result.is_alarming else 0


def _month(written: str | None) -> int | None:
    if written is None:
        return None
    number = written.removesuffix("月")
    if number.isascii() and number.isdigit() and len(number) <= 2 and 1 <= int(number) <= 12:
        return int(number)
    raise RequestError([Diagnostic("E514", {"option": "--month", "value": written[:40], "known": "6"})])
