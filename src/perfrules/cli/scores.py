"""The command `score`: a filled-in table recomputed, under one policy, under several, or under all that there are."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from attrs import frozen

from perfrules.cli.fault import RequestError
from perfrules.cli.output import complain, put, screen_of
from perfrules.cli.source import read_inputs
from perfrules.cli.texts import text
from perfrules.evaluation.given import given_values, row_path
from perfrules.evaluation.score_table import score_with, which_policy
from perfrules.evaluation.scored_table import ScoredTable
from perfrules.report.document import write_json
from perfrules.report.scores import compared_text, ranked_text, score_text
from perfrules.ruleset.named import find_policy
from perfrules.table import Actuals, TargetTable
from perfrules.table.form import form
from perfrules.text.diagnostic import Diagnostic, Severity

__all__ = ["check_folders", "day_of", "named_values", "score"]

_POINTS = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")


@frozen
class Request:
    """What the command was asked for, as its options say it."""

    table: str
    number: int | None
    policy: str | None
    compare: str | None
    ranked: bool
    actuals: str | None
    period: str | None
    as_of: str | None
    equal: str | None
    tolerance: str
    search: Sequence[str]
    as_json: bool
    verbose: bool

    def options(self) -> dict[str, Any]:
        """Return what every way of scoring takes."""
        return {
            "period": self.period,
            "as_of": day_of(self.as_of),
            "equal": self.equal or "",
            "tolerance": _points(self.tolerance),
        }


def score(*, lang: str, **given: Any) -> int:
    """Recompute the marks of a table: 1 where what it states differs, else 0."""
    request = Request(**given)
    if sum((request.policy is not None, request.compare is not None, request.ranked)) > 1:
        raise RequestError([Diagnostic("E513")])
    check_folders(request.search)
    table, actuals = read_inputs(request.table, request.actuals, lang, request.number)
    if request.ranked:
        return _rank(request, table, actuals, lang)
    names = [request.policy or form().default_policy("自评")]
    if request.compare is not None:
        names = [name.strip() for name in request.compare.replace("，", ",").split(",") if name.strip()] or names
    scored = [_scored(request, table, name, actuals) for name in names]
    complain([one for one in scored[0].diagnostics if request.verbose or one.severity is not Severity.NOTE], lang)
    width = screen_of(sys.stdout).width
    if request.compare is not None:
        document = {"policies": [one.to_dict() for one in scored]}
        _print("perfrules-compare/1", document, compared_text(scored, lang=lang, width=width), as_json=request.as_json)
        return 0
    shown = score_text(scored[0], lang=lang, width=width, verbose=request.verbose)
    _print("perfrules-score/1", scored[0].to_dict(), shown, as_json=request.as_json)
    return 1 if scored[0].differing or scored[0].total_differs or scored[0].sum_differs else 0


def _rank(request: Request, table: TargetTable, actuals: Actuals | None, lang: str) -> int:
    """Show every policy by what it explains."""
    ranking = which_policy(table, actuals=named_values(table, actuals), search=request.search, **request.options())
    shown = ranked_text(ranking, lang=lang, width=screen_of(sys.stdout).width)
    _print("perfrules-which-policy/1", {"policies": [one.to_dict() for one in ranking]}, shown, as_json=request.as_json)
    return 0


def _scored(request: Request, table: TargetTable, name: str, actuals: Actuals | None) -> ScoredTable:
    return score_with(table, find_policy(name, request.search), named_values(table, actuals), **request.options())


def named_values(table: TargetTable, actuals: Actuals | None) -> dict[str, str] | None:
    """Return the actual values of a file by the paths of the rows that they name."""
    if actuals is None:
        return None
    found = given_values(actuals, table).values
    return {row_path(row): value.value for row, value in zip(table.indicators, found, strict=True) if value is not None}


def _print(kind: str, document: dict[str, Any], shown: str, *, as_json: bool) -> None:
    plain = not screen_of(sys.stdout).is_unicode
    put(write_json({"format": kind, **document}, ascii_only=plain) if as_json else shown, sys.stdout)


def day_of(written: str | None) -> date | None:
    """Return the day that `--as-of` names."""
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise RequestError([Diagnostic("E514", {"option": "--as-of", "value": written[:40], "known": "2025-12-31"})]) from None


def _points(written: str) -> Fraction:
    if _POINTS.fullmatch(written) is None:
        raise RequestError([Diagnostic("E514", {"option": "--tolerance", "value": written[:40], "known": "0.01"})])
    return Fraction(written)


def check_folders(search: Sequence[str]) -> None:
    """Refuse folders that are not there."""
    for folder in search:
        if not Path(folder).is_dir():
            raise RequestError([Diagnostic("E690", {"path": folder, "why": text("no_folder", "zh")})])
