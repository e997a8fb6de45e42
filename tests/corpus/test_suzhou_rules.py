"""The Suzhou framework and the bureau's sheet as rulesets: the same verdicts as the table itself, covered by their own cases."""

import pytest

from perfrules import evaluate_table, load_ruleset, read_actuals, read_table
from support.markdown import ROOT

EXAMPLE = ROOT / "docs" / "examples" / "suzhou-2025"
SHEET = "苏州市科学技术局2025年度绩效目标"
FRAMEWORK = "苏州市市级部门整体支出@2025.1"


@pytest.mark.parametrize("period", ["全年", "半年"])
def test_the_sheet_judges_as_the_table_does(period: str) -> None:
    table, actuals = read_table(EXAMPLE / "table.txt"), read_actuals(EXAMPLE / "actuals.csv")
    by_table = evaluate_table(table, actuals, period=period)
    by_rules = load_ruleset(SHEET).evaluate({row.name: row.value for row in actuals.rows.values()}, period)
    assert by_rules.diagnostics == ()
    wanted = [(row.name, row.verdict, row.why) for row in by_table.rows]
    assert [(leaf.name, leaf.verdict, leaf.why) for leaf in by_rules.leaves()] == wanted
    assert len(wanted) == 62


def test_the_framework_has_no_weights_and_marks_what_is_not_checked() -> None:
    rules = load_ruleset(FRAMEWORK)
    assert len(rules.indicators) == 62
    assert {one.weight for one in rules.indicators} == {None}
    assert {one.provenance.status for one in rules.indicators if one.formula is not None} == {"待核"}
    assert sum(one.formula is not None for one in rules.indicators) == 14
    assert rules.evaluate({}).score is None
    assert rules.evaluate({}, equal="逐级").score == (0, 100)
