"""Judging a whole table: the tree, the totals, what is missing, and what does not fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import perfrules as pr
from perfrules.evaluation.criterion import criterion_for
from perfrules.value.verdict import Direction, DirectionSource, Verdict

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "suzhou-2025"
SMALL = """| 一级指标 | 二级指标 | 三级指标 | 半年指标值 | 全年指标值 |
|---|---|---|---|---|
| 产出指标 | 数量指标 | 培训场次 | ≥1场 | ≥3场 |
| 产出指标 | 质量指标 | 合格率 | ≥90% | 12..5% |
| 产出指标 | 质量指标 | 差错率 | 不适用 | =0% |
| 效益指标 | 社会效益 | 群众满意度 | ≥80% | ≥90% |
"""


@pytest.fixture(scope="module")
def result() -> pr.TableResult:
    return pr.evaluate_table(pr.read_table(EXAMPLE / "table.txt"), EXAMPLE / "actuals.csv")


def test_example_shows_every_outcome(result: pr.TableResult) -> None:
    assert len(result.rows) == 62
    assert {row.reason for row in result.rows} >= {"met", "exceeded", "short", "no_data", "unit_mismatch"}
    assert sum(result.totals().values()) == 62
    assert result.verdict is Verdict.UNMET
    assert result.missing


def test_rows_by_name_and_unknown_names(result: pr.TableResult) -> None:
    assert result["拥有高新技术企业数"].why == "要求 ≥17500家，实际 16800家，差 700家（完成 96%）"
    with pytest.raises(pr.UnknownName) as caught:
        result["拥有高新技术企业"]
    assert "拥有高新技术企业数" in str(caught.value)


def test_every_cell_has_a_direction_and_its_source(result: pr.TableResult) -> None:
    cells = [(row.name, cell.target) for row in result.table.indicators for cell in row.targets.values() if cell.target is not None]
    criteria = [criterion_for(target, name) for name, target in cells]
    assert len(criteria) == 124
    assert all(isinstance(one.direction, Direction) and isinstance(one.source, DirectionSource) for one in criteria)


def test_half_year_and_unknown_periods(result: pr.TableResult) -> None:
    half = pr.evaluate_table(result.table, {"技术合同认定登记成交额": "395亿元"}, period="半年")
    assert half["技术合同认定登记成交额"].why.startswith("要求 ≥400亿元，实际 395亿元，差 5亿元")
    with pytest.raises(pr.UnknownName) as caught:
        pr.evaluate_table(result.table, {}, period="三季度")
    assert "半年、全年" in str(caught.value)


def test_unreadable_cell_leaves_all_other_rows_alone() -> None:
    judged = pr.evaluate_table(pr.read_table(SMALL), {"培训场次": "2场", "合格率": "95%", "差错率": "0%", "群众满意": "91%"})
    assert judged["培训场次"].verdict is Verdict.UNMET
    assert judged["合格率"].reason == "unreadable_target"
    assert judged["合格率"].verdict is Verdict.PENDING
    assert "12..5%" in judged["合格率"].why
    assert judged["差错率"].verdict is Verdict.MET
    assert judged.missing == ("群众满意度",)
    codes = {one.code: one for one in judged.diagnostics}
    assert codes["W401"].args["suggestion"] == "群众满意度"
    assert any("12..5%" in one.source for one in judged.diagnostics)


def test_groups_are_kleene_and() -> None:
    judged = pr.evaluate_table(pr.read_table(SMALL), {"培训场次": "3场", "差错率": "不适用"}, period="半年")
    output = judged.groups[0]
    assert [group.name for group in output.groups] == ["数量指标", "质量指标"]
    assert output.groups[0].verdict is Verdict.MET
    assert output.verdict is Verdict.PENDING
    assert output.totals()[Verdict.NOT_APPLICABLE] == 1
    assert judged.groups[1].verdict is Verdict.PENDING


def test_group_of_what_does_not_apply() -> None:
    table = pr.read_table("| 一级指标 | 三级指标 | 年度指标值 |\n|---|---|---|\n| 产出指标 | 甲 | 不适用 |\n")
    judged = pr.evaluate_table(table, {}, period="全年")
    assert judged.period == "年度"
    assert judged.verdict is Verdict.NOT_APPLICABLE


def test_own_actual_column_is_used_without_a_file() -> None:
    table = pr.read_table("| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 |\n|---|---|---|---|\n| 产出指标 | 甲 | ≥3家 | 4家 |\n")
    assert pr.evaluate_table(table)["甲"].verdict is Verdict.MET


def test_to_dict_is_json(result: pr.TableResult) -> None:
    data = json.loads(json.dumps(result.to_dict(), ensure_ascii=False))
    assert data["totals"]["达标"] == result.totals()[Verdict.MET]
    assert len(data["rows"]) == 62
