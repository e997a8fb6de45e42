"""Compiled rules: one ruleset that answers for every row of a frame at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import narwhals as nw
from attrs import frozen

from perfrules.bulk.columns.algebra import Input, Output, Program
from perfrules.bulk.columns.aside import Aside, aside_of
from perfrules.bulk.columns.lower import COLUMNS, DOUBT, Source, inputs_of, lower, outputs_of
from perfrules.bulk.columns.narwhals_printer import with_program
from perfrules.bulk.columns.prepare import ROW, check_kinds, columns_in_use, doubled, prepare
from perfrules.bulk.columns.readings import Reading
from perfrules.bulk.columns.settle import Question
from perfrules.evaluation.facts import Names
from perfrules.evaluation.plan import Plan
from perfrules.target.body import Dates, Graded, Prose
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import FactError, RulesetError, UnknownName

if TYPE_CHECKING:
    from perfrules.evaluation.ruleset import RuleSet

__all__ = ["ENGINES", "CompiledRules", "Engine", "compile_rules"]

Engine = Literal["polars", "pandas", "pyarrow", "duckdb", "pyspark"]
ENGINES: tuple[Engine, ...] = ("polars", "pandas", "pyarrow", "duckdb", "pyspark")


@frozen(slots=False, eq=False, repr=False)
class CompiledRules:
    """A ruleset for one period and day, ready for frames of one engine with one row per entity.

    Called with a frame, it gives the frame back with a column for everything that was asked for (`outputs`). Columns of the frame
    are found by the names and aliases of data and indicators; what has no column is missing. `program` is what is run where nothing
    is known of the rows.

    >>> import polars as pl
    >>> from perfrules import load_ruleset
    >>> rules = load_ruleset("规则集 小表\\n满分 10分\\n三级指标 企业数 10分 全年 =100家 越大越好\\n计分 按完成比例")
    >>> compiled = rules.compile("polars", columns=("verdict", "total"))
    >>> compiled(pl.DataFrame({"企业数": [96.0, None]})).rows()
    [(96.0, '未达标', '未达标', 9.6, 9.6), (None, '待定', '待定', 0.0, 10.0)]
    """

    ruleset: RuleSet
    plan: Plan
    engine: Engine
    question: Question
    decimals: int

    def __repr__(self) -> str:
        return f"CompiledRules({self.ruleset!r}, {self.engine}, 期间 {self.plan.period}, {len(self.inputs)} → {len(self.outputs)} 列)"

    @property
    def columns(self) -> tuple[str, ...]:
        """Return which results are wanted."""
        return self.question.columns

    @property
    def inputs(self) -> tuple[Input, ...]:
        """Return the columns that the rules can use: name, kind, and the unit in which a bare number counts."""
        return inputs_of(self.plan, natural_sources(self.plan, self.ruleset.names, self.decimals))

    @property
    def outputs(self) -> tuple[Output, ...]:
        """Return the columns that come out, in order."""
        return outputs_of(self.plan, self.ruleset.names, self.columns)

    @cached_property
    def program(self) -> Program:
        """Return the columns as an algebra, for a frame that has all inputs and of whose rows nothing is known."""
        return lower(self.plan, self.ruleset.names, natural_sources(self.plan, self.ruleset.names, self.decimals), self.columns)

    def __call__(self, frame: Any) -> Any:
        """Return a frame with the results beside its own columns, rows in the same order; lazy frames stay lazy.

        A frame of another engine, two columns for one thing, a type that cannot hold facts, and a result column that is there
        already are `FactError`.
        """
        given = self._narwhals(frame)
        schema = given.collect_schema()
        names = schema.names()
        used = columns_in_use(self.plan, self.ruleset.names, names)
        check_kinds(schema, used)
        made = [one.name for one in self.outputs]
        if taken := _taken(names, made, folds=isinstance(given, nw.LazyFrame) and not given.implementation.is_polars()):
            raise FactError([Diagnostic("E803", {"column": name}) for name in taken])
        if not made:
            return given.to_native()
        aside = aside_of(names, made)
        if isinstance(given, nw.LazyFrame):
            return aside.back(self._lazily(aside.away(given), used, aside)).to_native()
        return self._eagerly(given, used, aside).to_native()

    def _narwhals(self, frame: Any) -> Any:
        try:
            given = nw.from_native(frame)
        except TypeError as error:
            raise FactError([Diagnostic("E804", {"kind": type(frame).__name__})]) from error
        kind = given.implementation.name.lower()
        if kind != self.engine:
            raise FactError([Diagnostic("E813", {"kind": kind, "engine": self.engine})])
        return given

    def _lazily(self, frame: Any, used: Mapping[str, Any], aside: Aside) -> Any:
        inner = {aside.given[name]: meant for name, meant in used.items()}
        prepared = prepare(frame, inner, self.plan, self.decimals)
        program = lower(self.plan, self.ruleset.names, prepared.sources, self.columns)
        wanted = [*aside.given.values(), *(aside.made[one.name] for one in program.outputs)]
        return with_program(prepared.frame, program, wanted, aside.made)

    def _eagerly(self, frame: Any, used: Mapping[str, Any], aside: Aside) -> Any:
        names = list(used)
        given = doubled(aside.away(frame))
        inner = {aside.given[name]: meant for name, meant in used.items()}
        prepared = prepare(given, inner, self.plan, self.decimals)
        try:
            program = lower(self.plan, self.ruleset.names, prepared.sources, self.columns)
        except RulesetError:
            return self._one_by_one(frame, given.select(*inner), names)
        wanted = [one.name for one in program.outputs]
        doubtful = any(name == DOUBT for layer in program.layers for name, _ in layer)
        made = _run(prepared.frame, program, [*wanted, DOUBT] if doubtful else wanted)
        series = {name: made.get_column(name) for name in wanted}
        if doubtful:
            rows = [row for row, doubt in enumerate(made.get_column(DOUBT).to_list()) if doubt]
            series = self._settled(given.select(*inner), names, rows, series)
        return frame.with_columns(*series.values())

    def _settled(self, frame: Any, names: Sequence[str], rows: list[int], series: dict[str, Any]) -> dict[str, Any]:
        """Return the columns with the rows that were in doubt as the rules answer them one by one."""
        if not rows:
            return series
        answers = self._answers(frame[rows, :], names)
        return {name: one.scatter(rows, [answer[name] for answer in answers]) for name, one in series.items()}

    def _answers(self, frame: Any, names: Sequence[str]) -> list[Any]:
        return [self.question.answer(names, row) for row in frame.iter_rows()]

    def _one_by_one(self, frame: Any, given: Any, names: Sequence[str]) -> Any:
        """Return the results of rules that cannot be said in columns."""
        answers = self._answers(given, names)
        outputs = self.outputs
        made = (
            nw.new_series(
                one.name,
                [answer[one.name] for answer in answers],
                nw.Float64 if one.kind == "number" else nw.String,
                backend=frame.implementation,
            )
            for one in outputs
        )
        return frame.with_columns(*made)


def _taken(names: Sequence[Any], made: Sequence[str], *, folds: bool) -> list[str]:
    """Return the results whose names are there already; to some engines names that differ in case only are the same."""
    if not folds:
        return [name for name in names if name in made]
    keys = Counter(str(name).casefold() for name in (*names, *made))
    return [name for name in made if keys[name.casefold()] > 1]


def _run(frame: Any, program: Program, wanted: Sequence[str]) -> Any:
    """Return the wanted columns; polars plans all layers together."""
    if frame.implementation.is_polars():
        return with_program(frame.lazy(), program, [*wanted, ROW]).collect()
    return with_program(frame, program, [*wanted, ROW])


def compile_rules(
    ruleset: RuleSet,
    engine: Engine,
    *,
    period: str | None = None,
    as_of: date | None = None,
    equal: str = "",
    decimals: int = 6,
    columns: Sequence[str] = COLUMNS,
) -> CompiledRules:
    """Return a ruleset compiled for frames of an engine; `RuleSet.compile` says more."""
    if engine not in ENGINES:
        raise UnknownName([Diagnostic("E403", {"name": "engine", "value": str(engine), "known": "、".join(ENGINES)})])
    unknown = [one for one in columns if one not in COLUMNS]
    if unknown:
        raise UnknownName([Diagnostic("E403", {"name": "columns", "value": unknown[0], "known": "、".join(COLUMNS)})])
    plan = ruleset.plan(period, as_of, equal=equal)
    question = Question(ruleset, period, as_of, equal, tuple(columns))
    return CompiledRules(ruleset, plan, engine, question, decimals)


def natural_sources(plan: Plan, names: Names, decimals: int) -> tuple[Source, ...]:
    """Return the columns that a frame would have if it had all, each of the kind that goes with what it means."""
    made = {one.name for one in plan.made}
    sources = [Source(name, name, Reading(decimals=decimals)) for name in plan.model.data if name not in made]
    for item in plan.items:
        path = item.indicator.path
        if item.criterion is None or item.compiled is not None:
            continue
        body, scorer = item.criterion.target.body, item.scorer
        if isinstance(body, Graded | Prose | Dates):
            scale = () if scorer is None or scorer.subject.scale is None else [step.word for step in scorer.subject.scale.steps]
            texts = tuple(dict.fromkeys((*scale, str(item.criterion.target))))
            sources.append(Source(names.short(path), path, Reading("text", texts=texts, complete=False)))
        else:
            sources.append(Source(names.short(path), path, Reading(decimals=decimals)))
    return tuple(sources)
