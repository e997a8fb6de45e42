"""Evaluating a table: every indicator against its actual value, grouped as the form groups them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from perfrules.evaluation.criterion import criterion_for
from perfrules.evaluation.given import Given, Source, given_values, row_path, unknown_names
from perfrules.evaluation.judge import judge_text
from perfrules.evaluation.result import Result
from perfrules.table import ActualRow, Cell, Indicator, TargetTable
from perfrules.target.decide import both_true
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import UnknownName
from perfrules.value.verdict import Verdict

if TYPE_CHECKING:
    from perfrules.evaluation.outcome import IndicatorOutcome
    from perfrules.evaluation.ruled_table import RuledTable
    from perfrules.evaluation.ruleset import RuleSet
    from perfrules.evaluation.scored_table import ScoredTable
    from perfrules.evaluation.totals import Marks

__all__ = ["Group", "RowResult", "TableResult", "evaluate_table", "judged_row", "period_of", "tree_of"]


@frozen
class RowResult:
    """The judgement of one indicator in one period; `result` is `None` where the target cell cannot be read.

    `outcome` is what a ruleset says of the row, where one was given: then its verdict and its reasons count.
    """

    indicator: Indicator
    period: str
    cell: Cell
    actual: ActualRow | None
    result: Result | None
    outcome: IndicatorOutcome | None = field(default=None, eq=False, repr=False)

    @property
    def name(self) -> str:
        """Return the name of the indicator."""
        return self.indicator.name

    @property
    def verdict(self) -> Verdict:
        """Return the verdict; an unreadable target is 待定."""
        if self.outcome is not None:
            return self.outcome.verdict
        return Verdict.PENDING if self.result is None else self.result.verdict

    @property
    def reason(self) -> str:
        """Return the reason code."""
        if self.result is not None:
            return self.result.reason
        return self.outcome.reason if self.outcome is not None and not self._is_unread else "unreadable_target"

    @property
    def _is_unread(self) -> bool:
        return self.cell.target is None and bool(self.cell.text)

    @property
    def why(self) -> str:
        """Return the sentence that explains the verdict."""
        if self.outcome is not None and not self._is_unread:
            return self.outcome.why
        if self.result is not None:
            return self.result.why
        return f"指标值「{self.cell.text}」无法识别" if self.cell.text else "没有填写指标值"

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """Return everything assumed or found wrong about target, actual value and comparison."""
        if self.outcome is not None:
            return tuple(dict.fromkeys((*(self.cell.diagnostics if self.result is None else ()), *self.outcome.notes)))
        return self.cell.diagnostics if self.result is None else self.result.notes

    def to_dict(self) -> dict[str, Any]:
        """Return the row as JSON-ready data."""
        row = self.indicator
        data: dict[str, Any] = {
            "level1": row.level1,
            "level2": row.level2,
            "task": row.task,
            "name": row.name,
            "period": self.period,
            "where": row.where,
            "text": self.cell.text,
            "verdict": self.verdict.value,
            "reason": self.reason,
            "why": self.why,
            "remark": "" if self.actual is None else self.actual.note,
        }
        if self.result is None:
            return data | {"notes": [note.to_dict() for note in self.notes]}
        own = {"verdict": data["verdict"], "reason": data["reason"], "why": data["why"], "notes": [note.to_dict() for note in self.notes]}
        return data | self.result.to_dict() | own


@frozen
class Group:
    """A node of the indicator tree; its verdict is Kleene's *and* over what applies below it."""

    name: str
    level: int
    groups: tuple[Group, ...] = ()
    rows: tuple[RowResult, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Return 未达标 if anything below is, else 待定 if anything is open, else 达标; 不适用 if nothing applies."""
        return _combined(row.verdict for row in self.all_rows())

    def all_rows(self) -> Iterator[RowResult]:
        """Yield all rows below the node, in the order of the form."""
        for group in self.groups:
            yield from group.all_rows()
        yield from self.rows

    def totals(self) -> Mapping[Verdict, int]:
        """Return how many rows below have each verdict."""
        return _totals(self.all_rows())


def _combined(verdicts: Iterable[Verdict]) -> Verdict:
    answers = {Verdict.MET: True, Verdict.UNMET: False, Verdict.PENDING: None}
    applicable = [answers[verdict] for verdict in verdicts if verdict is not Verdict.NOT_APPLICABLE]
    if not applicable:
        return Verdict.NOT_APPLICABLE
    return {True: Verdict.MET, False: Verdict.UNMET, None: Verdict.PENDING}[both_true(applicable)]


def _totals(rows: Iterable[RowResult]) -> Mapping[Verdict, int]:
    counts = Counter(row.verdict for row in rows)
    return {verdict: counts.get(verdict, 0) for verdict in Verdict}


@frozen
class TableResult:
    """The judgement of a whole table: `groups` hold the tree, `rows` every indicator in the order of the form.

    `scored` has the marks, where a policy was named or a ruleset has weights, `ruled` what the ruleset says, where one was given.
    `result["指标名称"]` finds one row; an unknown name raises `UnknownName` with the nearest one.
    """

    table: TargetTable
    period: str
    groups: tuple[Group, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    scored: ScoredTable | None = field(default=None, eq=False, repr=False)
    ruled: RuledTable | None = field(default=None, eq=False, repr=False)
    rows: tuple[RowResult, ...] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        found = [row for group in self.groups for row in group.all_rows()]
        object.__setattr__(self, "rows", tuple(sorted(found, key=lambda row: row.indicator.line)))

    @property
    def verdict(self) -> Verdict:
        """Return the verdict of the whole table."""
        return _combined(row.verdict for row in self.rows)

    def totals(self) -> Mapping[Verdict, int]:
        """Return how many indicators have each verdict."""
        return _totals(self.rows)

    @property
    def score(self) -> Marks | None:
        """Return the total under the named policy; `None` where none was named."""
        return None if self.scored is None else self.scored.recomputed

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the names of the indicators that wait for an actual value."""
        return tuple(row.name for row in self.rows if row.reason == "no_data")

    def __getitem__(self, name: str) -> RowResult:
        for row in self.rows:
            if row.name == name:
                return row
        nearest = next(iter(get_close_matches(name, [row.name for row in self.rows], 1)), "")
        raise UnknownName([Diagnostic("E401", {"name": name, "suggestion": nearest})])

    def to_dict(self) -> dict[str, Any]:
        """Return the whole judgement as JSON-ready data."""
        return {
            "unit_name": self.table.unit_name,
            "project_name": self.table.project_name,
            "year": self.table.year,
            "period": self.period,
            "source": self.table.source,
            "verdict": self.verdict.value,
            "totals": {verdict.value: count for verdict, count in self.totals().items()},
            "missing": list(self.missing),
            "rows": [row.to_dict() for row in self.rows],
            "diagnostics": [one.to_dict() for one in self.diagnostics],
        }


def evaluate_table(
    table: TargetTable,
    actuals: Source = None,
    *,
    period: str | None = None,
    policy: str = "",
    ruleset: RuleSet | str | Path | None = None,
    as_of: date | None = None,
    equal: str = "",
    search: Sequence[str | Path] = (),
) -> TableResult:
    """Return the judgement of every indicator of a table against its actual value in one period.

    `actuals` is a file of names and values, a mapping, or `None` for the values that the table itself carries. Where rows share a
    name, a path (质量/合格率) names one of them.
    `period` is one that the form names (半年, 全年 …), by default the last of them. Missing values are 待定; names
    in `actuals` that the table does not have are diagnostics with a suggestion. With a named `policy` the rows get marks too.

    With a `ruleset` (or its title or path) its targets, weights, formulas, policies and checks count. Rows are joined to its
    indicators by name; what the rules leave open the table fills in; `actuals` may also name data of its formulas. What differs
    and what finds no counterpart is told in `diagnostics`, and `ruled` has the whole. A `policy` goes before those of the rules.
    `as_of` is the day whose rules hold, by default the end of the table's year; `equal` (逐级, 指标) shares out missing weights;
    `search` are folders with rulesets.

    An unknown period raises `UnknownName`; a ruleset that has none of the rows, or an unknown one, `RulesetError`.

    >>> from perfrules import read_table
    >>> table = read_table("一级指标\\t三级指标\\t全年指标值\\n产出\\t预算执行率\\t≥90%\\n")
    >>> rules = "规则集 小表\\n满分 10分\\n数据 支出 万元\\n数据 预算 万元\\n三级指标 预算执行率 10分\\n公式 支出 ÷ 预算\\n计分 按完成比例"
    >>> result = evaluate_table(table, {"支出": "81万元", "预算": "100万元"}, ruleset=rules)
    >>> result["预算执行率"].why, result.score
    ('要求 ≥90%，实际 81%，差 9个百分点（完成 90%）', Marks(low=Fraction(9, 1), high=Fraction(9, 1)))
    """
    given = given_values(actuals, table)
    if ruleset is not None:
        return _under(table, given, ruleset, {"period": period, "as_of": as_of, "equal": equal}, policy, search)
    chosen = period_of(table, period)
    rows = [judged_row(row, chosen, value, table.year) for row, value in zip(table.indicators, given.values, strict=True)]
    strangers = unknown_names(given.strangers, [row.name for row in table.indicators])
    result = TableResult(table, chosen, tree_of(rows), (*table.diagnostics, *given.diagnostics, *strangers))
    if not policy:
        return result
    from perfrules.evaluation.score_table import score_table  # noqa: PLC0415  verdicts alone need no rulesets

    named = {row_path(row.indicator): row.actual.value for row in rows if row.actual is not None}
    values = None if actuals is None else named
    return evolve(result, scored=score_table(table, policy, actuals=values, period=chosen, as_of=as_of, equal=equal, search=search))


def _under(
    table: TargetTable,
    given: Given,
    ruleset: RuleSet | str | Path,
    options: Mapping[str, Any],
    policy: str,
    search: Sequence[str | Path],
) -> TableResult:
    # Verdicts alone need no rulesets.
    from perfrules.evaluation.loading import load_ruleset  # noqa: PLC0415
    from perfrules.evaluation.table_rules import evaluate_under  # noqa: PLC0415
    from perfrules.ruleset.named import find_policy  # noqa: PLC0415

    rules = load_ruleset(ruleset, search=search) if isinstance(ruleset, str | Path) else ruleset
    return evaluate_under(table, given, rules, policy=find_policy(policy, search) if policy else None, **options)


def period_of(table: TargetTable, period: str | None) -> str:
    """Return the period of a table that is meant: by default its last one, 全年 where it says 年度."""
    known = tuple(dict.fromkeys(name for row in table.indicators for name in row.targets))
    if period is None:
        return known[-1] if known else ""
    if period in known:
        return period
    if period == "全年" and "年度" in known:
        return "年度"
    raise UnknownName([Diagnostic("E402", {"period": period, "known": "、".join(known) or "—"})])


def judged_row(indicator: Indicator, period: str, actual: ActualRow | None, year: int | None) -> RowResult:
    """Return the judgement of a row by its own target."""
    cell = indicator.targets.get(period, Cell(""))
    if cell.target is None:
        return RowResult(indicator, period, cell, actual, None)
    result = judge_text(criterion_for(cell.target, indicator.name), "" if actual is None else actual.value, year=year)
    return RowResult(indicator, period, cell, actual, result)


def tree_of(rows: Sequence[RowResult]) -> tuple[Group, ...]:
    """Return rows grouped by their levels, in the order of the form."""

    def grouped(members: Sequence[RowResult], level: int) -> tuple[Group, ...]:
        keys = ("level1", "level2", "task")
        split: dict[str, list[RowResult]] = {}
        for row in members:
            split.setdefault(getattr(row.indicator, keys[level]), []).append(row)
        return tuple(_group(name, level + 1, inner, grouped) for name, inner in split.items())

    return grouped(rows, 0)


def _group(name: str, level: int, rows: Sequence[RowResult], grouped: Any) -> Group:
    deeper = level < 3 and any(getattr(row.indicator, ("level1", "level2", "task")[level]) for row in rows)
    return Group(name, level, grouped(rows, level)) if deeper else Group(name, level, (), tuple(rows))
