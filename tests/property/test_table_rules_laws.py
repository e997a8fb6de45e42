"""Laws of tables under a ruleset: a table that only names the indicators changes nothing, and neither does the order of its rows."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules import RuleSet, evaluate_table
from perfrules.table import Indicator, TargetTable
from perfrules.testing import strategies as ps

_FEW = settings(max_examples=40)


def named(rules: RuleSet) -> TargetTable:
    """Return a table with a bare row for every indicator, under the levels of the rules."""
    rows = [_row(one.path, number) for number, one in enumerate(rules.indicators, 1)]
    return TargetTable(indicators=tuple(rows), source="表.txt")


def _row(path: tuple[str, ...], line: int) -> Indicator:
    first, second, third = [*path[:-1], "", "", ""][:3]
    return Indicator(first, second, third, path[-1], {}, where=f"第{line}行", line=line)


@_FEW
@given(st.data(), ps.rulesets())
def test_a_table_of_names_alone_gets_the_answer_of_the_rules(data: st.DataObject, rules: RuleSet) -> None:
    period = data.draw(st.sampled_from(rules.periods))
    facts = dict(data.draw(ps.facts_for(rules, period, missing=0.2)))
    alone = rules.evaluate(facts, period)
    result = evaluate_table(named(rules), facts, period=period, ruleset=rules)
    assert result.score == alone.score
    assert [row.verdict for row in result.rows] == [leaf.verdict for leaf in alone.leaves()]
    assert [row.why for row in result.rows] == [leaf.why for leaf in alone.leaves()]
    assert not [one.code for one in result.diagnostics if one.code in ("W401", "W402", "W403", "W404", "W405", "W406")]


@_FEW
@given(st.data(), ps.rulesets())
def test_neither_order_nor_absence_of_rows_changes_marks(data: st.DataObject, rules: RuleSet) -> None:
    facts = dict(data.draw(ps.facts_for(rules, missing=0.2)))
    table = named(rules)
    rows = data.draw(st.permutations(table.indicators))
    kept = rows[: data.draw(st.integers(1, len(rows)))]
    shuffled = [evolve(row, line=number, name=f" {row.name}\u3000") for number, row in enumerate(kept, 1)]
    whole = evaluate_table(table, facts, ruleset=rules)
    part = evaluate_table(evolve(table, indicators=tuple(shuffled)), facts, ruleset=rules)
    assert part.score == whole.score
    assert {row.outcome.path: row.verdict for row in part.rows if row.outcome} == {
        row.outcome.path: row.verdict for row in whole.rows if row.outcome
    }
