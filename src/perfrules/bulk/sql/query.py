"""One query from a ruleset: cells made safe, inner columns layer by layer, and the results at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, frozen
from sqlglot import exp

from perfrules.bulk.columns.algebra import Program
from perfrules.bulk.columns.compiled import natural_sources
from perfrules.bulk.columns.lower import COLUMNS, Source, lower
from perfrules.bulk.columns.prepare import columns_in_use
from perfrules.bulk.columns.readings import Reading
from perfrules.bulk.sql.cells import Cells
from perfrules.bulk.sql.dialects import Dialect, dialect_of
from perfrules.bulk.sql.header import header, rule_of
from perfrules.bulk.sql.names import aliases_of, checked_table, cte_names, kept_columns
from perfrules.bulk.sql.slim import Slim, slimmed
from perfrules.bulk.sql.terms import Terms
from perfrules.evaluation.plan import Plan
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import RulesetError, UnknownName

if TYPE_CHECKING:
    from perfrules.evaluation.ruleset import RuleSet

__all__ = ["program_sql", "to_sql"]

_ALL_ROWS = 2**64 - 1


def to_sql(  # noqa: PLR0913  what `RuleSet.to_sql` takes
    ruleset: RuleSet,
    table: str,
    dialect: str,
    *,
    period: str | None = None,
    as_of: date | None = None,
    equal: str = "",
    decimals: int = 6,
    columns: Sequence[str] = COLUMNS,
    given: Sequence[str] | None = None,
    keep: Sequence[str] = (),
) -> str:
    """Return a ruleset as one query; `RuleSet.to_sql` says more."""
    here = dialect_of(dialect)
    unknown = [one for one in columns if one not in COLUMNS]
    if unknown:
        raise UnknownName([Diagnostic("E403", {"name": "columns", "value": unknown[0], "known": "、".join(COLUMNS)})])
    plan = ruleset.plan(period, as_of, equal=equal)
    program = lower(plan, ruleset.names, _sources(ruleset, plan, decimals, given), columns)
    rules = {
        f"{ruleset.names.short(item.indicator.path)}·{said}": rule_of(item, plan) for item in plan.items for said in ("结论", "得分低")
    }
    query = program_sql(program, table, here, keep=keep, rules=rules)
    return f"{header(ruleset, plan, program, here, table)}\n{query}"


def _sources(ruleset: RuleSet, plan: Plan, decimals: int, given: Sequence[str] | None) -> tuple[Source, ...]:
    """Return the columns of the table: those that are given, or all that the rules can use; nothing is known of their rows."""
    natural = natural_sources(plan, ruleset.names, decimals)
    if given is not None:
        readings = {one.meant: one.reading for one in natural}
        used = columns_in_use(plan, ruleset.names, given)
        natural = tuple(Source(column, meant, readings.get(meant, Reading(decimals=decimals))) for column, meant in used.items())
    return tuple(evolve(one, reading=evolve(one.reading, broken=False, integral=one.reading.kind == "number")) for one in natural)


def program_sql(program: Program, table: str, dialect: Dialect, *, keep: Sequence[str] = (), rules: Mapping[str, str] | None = None) -> str:
    """Return a program as a query over a table, with the columns `keep` of the table before its results.

    `rules` are said beside the public columns of these names.
    """
    slim = slimmed(program, keep)
    return _Query(slim, dialect, table, tuple(keep), rules or {}).text()


@frozen
class _Query:
    slim: Slim
    dialect: Dialect
    table: str
    keep: tuple[str, ...]
    rules: Mapping[str, str]

    def text(self) -> str:
        """Return the query as text."""
        self._check_size()
        aliases = aliases_of(self.dialect, tuple(self.slim.outputs))
        steps = [self._cells(aliases), self._facts(), *map(self._layer, self.slim.layers)]
        names = cte_names(self.table, len(steps))
        query = exp.Select(expressions=[*self._kept(names[-1]), *self._results(aliases)]).from_(self._cte(names[-1]))
        for place, (name, step) in enumerate(zip(names, steps, strict=True)):
            before = checked_table(self.dialect, self.table) if not place else self._cte(names[place - 1])
            if place > 1:
                step.expressions.insert(0, exp.Column(this=exp.Star(), table=self._cte(names[place - 1]).this.copy()))
            ready = self._kept_apart(step.from_(before, copy=False))
            query = query.with_(self.dialect.identifier(name), as_=ready, materialized=self.dialect.materializes or None, copy=False)
        return query.sql(dialect=self.dialect.name, pretty=True, max_text_width=120) + "\n"

    def _kept_apart(self, step: exp.Select) -> exp.Select:
        """Return a step with what keeps planners from writing every column out where it is used, again and again."""
        match self.dialect.name:
            case "mysql":  # MariaDB knows no hint for that; neither of the two merges a step that has a limit.
                step.set("limit", exp.Limit(expression=exp.Literal.number(_ALL_ROWS)))
            case "oracle":
                step.set("hint", exp.Hint(expressions=[exp.Var(this="MATERIALIZE")]))
        return step

    def _cte(self, name: str) -> exp.Table:
        return exp.Table(this=self.dialect.identifier(name))

    def _cells(self, aliases: Mapping[str, str]) -> exp.Select:
        cells = Cells(self.dialect)
        names = kept_columns(self.dialect, self.keep, self.slim.inputs, [*aliases.values()])
        kept = [exp.Column(this=self.dialect.identifier(name)) for name in names]
        taken = [self._named(cells.taken(one, one.name), one.name) for one in self.slim.inputs]
        return exp.Select(expressions=[*kept, *taken] or [exp.alias_(exp.Literal.number(1), "_")])

    def _facts(self) -> exp.Select:
        cells, terms = Cells(self.dialect), Terms(self.dialect)
        kept = [terms.name(name) for name in self.keep]
        made = [terms.name(one.name) if one.kind == "text" else self._named(cells.number(one), one.name) for one in self.slim.inputs]
        return exp.Select(expressions=[*kept, *made] or [exp.Star()])

    def _layer(self, layer: Sequence[tuple[str, object]]) -> exp.Select:
        terms = Terms(self.dialect)
        return exp.Select(expressions=[self._named(terms.column(node), name) for name, node in layer])  # type: ignore[arg-type]

    def _kept(self, source: str) -> list[exp.Expression]:
        return [exp.Column(this=self.dialect.identifier(name), table=self._cte(source).this) for name in self.keep]

    def _results(self, aliases: Mapping[str, str]) -> list[exp.Expression]:
        terms = Terms(self.dialect)
        results = []
        for name, node in self.slim.outputs.items():
            one = self._named(terms.column(node), aliases[name])
            if name in self.rules:
                one.add_comments([f" {self.rules[name]} "])
            results.append(one)
        return results

    def _named(self, made: exp.Expression, name: str) -> exp.Expression:
        return exp.Alias(this=made, alias=self.dialect.identifier(name))

    def _check_size(self) -> None:
        inner = sum(map(len, self.slim.layers))
        count = len(self.keep) + len(self.slim.inputs) + max(inner, len(self.slim.outputs))
        most = self.dialect.most_columns
        if most is not None and count > most:
            raise RulesetError([Diagnostic("E823", {"count": str(count), "dialect": self.dialect.name, "most": str(most)})])
