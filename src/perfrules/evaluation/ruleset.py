"""Rulesets that evaluate: loaded by title or path, given facts, they answer with an explained tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, Protocol

from attrs import field, frozen

from perfrules.ruleset.model import Indicator, Model
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import FactError, RulesetError, UnknownName
from perfrules.text.lazy import lazy_module

if TYPE_CHECKING:
    from perfrules.evaluation.facts import Names
    from perfrules.evaluation.plan import Plan
    from perfrules.evaluation.ruleset_result import RuleSetResult

bulk: Any = lazy_module("perfrules.bulk")

__all__ = ["AnswersRows", "RuleSet"]

Engine = Literal["polars", "pandas", "pyarrow", "duckdb", "pyspark"]

_MOST_PLANS = 64
"""Plans that are kept: a caller asks for a few periods and days, over and over."""


class AnswersRows(Protocol):
    """What `RuleSet.compile` returns: rules that answer for every row of a frame. `perfrules.bulk.CompiledRules` says more."""

    @property
    def inputs(self) -> tuple[Any, ...]:
        """Return the columns that the rules can use: name, kind, and the unit in which a bare number counts."""

    @property
    def outputs(self) -> tuple[Any, ...]:
        """Return the columns that come out, in order."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Return which results are wanted."""

    @property
    def program(self) -> Any:
        """Return the columns as an algebra."""

    def __call__(self, frame: Any) -> Any:
        """Return a frame with the results beside its own columns."""


@frozen(slots=False, eq=False, repr=False)
class RuleSet:
    """A ruleset without errors, with all that it inherits.

    `diagnostics` are what remains to be said about it: warnings and notes.

    >>> from perfrules import load_ruleset
    >>> rules = load_ruleset("规则集 小表\\n满分 10分\\n三级指标 企业数 10分 全年 =100家 越大越好\\n计分 按完成比例")
    >>> result = rules.evaluate({"企业数": "96家"})
    >>> result.verdict.value, result.score, result["企业数"].why
    ('未达标', Marks(low=Fraction(48, 5), high=Fraction(48, 5)), '要求 ≥100家，实际 96家，差 4家（完成 96%）')
    """

    model: Model
    diagnostics: tuple[Diagnostic, ...] = ()
    _plans: dict[tuple[str, date | None, str], Plan] = field(factory=dict, repr=False)
    _names: list[Names] = field(factory=list, repr=False)

    def __repr__(self) -> str:
        version = f"@{self.version}" if self.version else ""
        return f"RuleSet({self.title}{version})"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Print the title in notebooks and in what property tests report, not every line of the model."""
        printer.text("…" if cycle else repr(self))

    @property
    def title(self) -> str:
        """Return the title."""
        return self.model.title

    @property
    def version(self) -> str:
        """Return the version."""
        return self.model.version

    @property
    def full_marks(self) -> Fraction | None:
        """Return full marks (满分), if the file states them."""
        return self.model.full_marks

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Return the indicators in the order of the file."""
        return tuple(self.model.indicators.values())

    @property
    def periods(self) -> tuple[str, ...]:
        """Return the periods that targets are written for, in the order of the file."""
        return tuple(dict.fromkeys(period for one in self.indicators for period in one.targets))

    @property
    def names(self) -> Names:
        """Return the names by which facts and results are found."""
        if not self._names:
            from perfrules.evaluation.facts import Names  # noqa: PLC0415  a ruleset that is only loaded need not evaluate

            self._names.append(Names(self.model))
        return self._names[0]

    def evaluate(
        self,
        facts: Mapping[str, Any],
        period: str | None = None,
        as_of: date | None = None,
        *,
        equal: str = "",
        strict: bool = False,
    ) -> RuleSetResult:
        """Return what the rules say about facts: verdicts and marks of every indicator and level, with reasons.

        `facts` maps names of data or indicators to values as tables print them (`"16800家"`), quantities, exact numbers or
        `None`. What is missing leaves verdicts 待定 and marks a range; it is never counted as 0. `period` is one of `periods`, by
        default 全年, `as_of` the day whose rules hold. `equal` (`逐级` or `指标`) shares out weights that the rules leave
        open. Names that mean nothing are diagnostics of the result; with `strict` they raise `FactError`.

        An unknown period raises `UnknownName`, a day outside the validity `RulesetError`.
        """
        from perfrules.evaluation.judging import judged, known_data  # noqa: PLC0415  a ruleset that is only loaded need not evaluate
        from perfrules.evaluation.ruleset_result import RuleSetResult  # noqa: PLC0415

        plan = self.plan(period, as_of, equal=equal)
        read = self.names.read(facts, strict=strict)
        if strict and read.diagnostics:
            raise FactError(read.diagnostics)
        known = known_data(plan, read)
        return RuleSetResult(self, plan, judged(plan, read, known), known, read)

    def compile(
        self,
        engine: Engine,
        *,
        period: str | None = None,
        as_of: date | None = None,
        equal: str = "",
        decimals: int = 6,
        columns: Sequence[str] = ("verdict", "reason", "score", "total", "grade", "checks"),
    ) -> AnswersRows:
        """Return the rules as something that answers for every row of a frame at once, as `evaluate` does for one.

        `engine` is `polars`, `pandas`, `pyarrow`, `duckdb` or `pyspark`. A frame has one row per entity, and columns called as data and
        indicators are; `columns` says which results it gets. `period`, `as_of` and `equal` are as in `evaluate`. Numbers with more
        `decimals` than these are evaluated one by one where rows are at hand, and are 待定 (`inexact`) in an engine that works later.

        An unknown engine, period or kind of result raises `UnknownName`.

        >>> from perfrules import load_ruleset
        >>> rules = load_ruleset("规则集 小表\\n满分 10分\\n三级指标 企业数 10分 全年 =100家 越大越好\\n计分 按完成比例")
        >>> rules.compile("polars")
        CompiledRules(RuleSet(小表), polars, 期间 全年, 1 → 7 列)
        """
        # Columns stand on a higher floor than one result; a ruleset is where a user looks for them.
        made: AnswersRows = bulk.compile_rules(self, engine, period=period, as_of=as_of, equal=equal, decimals=decimals, columns=columns)
        return made

    def to_sql(  # noqa: PLR0913  a query depends on all of these, and most have a default
        self,
        table: str = "actuals",
        dialect: str = "duckdb",
        *,
        period: str | None = None,
        as_of: date | None = None,
        equal: str = "",
        decimals: int = 6,
        columns: Sequence[str] = ("verdict", "reason", "score", "total", "grade", "checks"),
        given: Sequence[str] | None = None,
        keep: Sequence[str] = (),
    ) -> str:
        """Return the rules as one SELECT over a table with one row per entity, which answers as `evaluate` does for one.

        `dialect` is `duckdb`, `postgres`, `mysql`, `oracle` or `sqlite`. The table has the columns `given`, called as data and indicators
        are; by default one for each that the rules can use. Columns may be of any type: numbers count in the unit that the
        comment of the query states, a text that is no number is 待定, and no row makes the query fail. `keep` are columns of
        the table, such as a key, that come out before the results. Numbers with more `decimals` than these are 待定 (`inexact`) where
        formulas use them. The rest is as in `compile`.

        An unknown dialect, period or kind of result raises `UnknownName`, a name that the dialect cannot hold `FactError`, and more
        columns than it allows `RulesetError`.

        >>> from perfrules import load_ruleset
        >>> rules = load_ruleset("规则集 小表\\n满分 10分\\n三级指标 企业数 10分 全年 =100家 越大越好\\n计分 按完成比例")
        >>> print(rules.to_sql(dialect="sqlite", keep=["县区"], columns=["verdict"]).splitlines()[0])
        -- 规则集 小表
        """
        found: str = bulk.to_sql(
            self,
            table,
            dialect,
            period=period,
            as_of=as_of,
            equal=equal,
            decimals=decimals,
            columns=columns,
            given=given,
            keep=keep,
        )
        return found

    def plan(self, period: str | None = None, as_of: date | None = None, *, equal: str = "") -> Plan:
        """Return what the rules are for one period and day, prepared for many sets of facts."""
        return self._plan(period, as_of, equal or self.model.equal)

    def _plan(self, period: str | None, as_of: date | None, equal: str) -> Plan:
        key = (period or "", as_of, equal)
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
            plan = self._plans[key] = self._new_plan(period, as_of, equal)
        return plan

    def _new_plan(self, period: str | None, as_of: date | None, equal: str) -> Plan:
        from perfrules.evaluation.plan import make_plan  # noqa: PLC0415  a ruleset that is only loaded need not evaluate

        if equal not in ("", "逐级", "指标"):
            raise UnknownName([Diagnostic("E403", {"name": "equal", "value": equal, "known": "逐级、指标"})])
        validity = self.model.validity
        if as_of is not None and not validity.holds(as_of):
            args = {"title": self.title, "day": str(as_of), "validity": str(validity)}
            raise RulesetError([Diagnostic("E697", args, where=self.model.source)])
        return make_plan(self.model, self._period(period), as_of or validity.end, equal)

    def _period(self, period: str | None) -> str:
        known = self.periods
        if period == "年度":
            period = "全年"
        if period is None:
            return "全年" if "全年" in known or not known else known[-1]
        if period not in known:
            raise UnknownName([Diagnostic("E402", {"period": period, "known": "、".join(known) or "—"})])
        return period
