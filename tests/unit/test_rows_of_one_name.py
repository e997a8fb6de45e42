"""Rows of one name: each keeps its own actual value, a path names one of them, and a bare name that means several is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import perfrules as pr
from perfrules.cli.scores import named_values
from perfrules.table import read_actuals
from support.console import call

HEAD = "一级指标\t二级指标\t三级指标\t全年指标值\t实际完成值\t分值\t得分\n"
ROWS = "产出\t甲类\t合格率\t≥90%\t95%\t50\t50\n产出\t乙类\t合格率\t≥90%\t80%\t50\t50\n"
RULES = "规则集 甲\n一级指标 产出\n二级指标 甲类\n三级指标 合格率 50分 全年 ≥90%\n二级指标 乙类\n三级指标 合格率 50分 全年 ≥90%\n"


@pytest.fixture(scope="module")
def table() -> pr.TargetTable:
    return pr.read_table(HEAD + ROWS)


@pytest.mark.parametrize("options", [{}, {"policy": "mof-2020"}, {"ruleset": RULES}], ids=str)
def test_a_row_keeps_its_own_actual_value(table: pr.TargetTable, options: dict[str, str]) -> None:
    result = pr.evaluate_table(table, **options)  # type: ignore[arg-type]
    assert [row.verdict for row in result.rows] == [pr.Verdict.MET, pr.Verdict.UNMET]
    if "policy" in options:
        assert result.score == pr.score_table(table, "mof-2020").recomputed


@pytest.mark.parametrize("options", [{}, {"policy": "mof-2020"}, {"ruleset": RULES}], ids=str)
def test_a_path_names_one_row(table: pr.TargetTable, options: dict[str, str]) -> None:
    given = {"甲类/合格率": "10%", "产出/乙类/合格率": "91%"}
    result = pr.evaluate_table(table, given, **options)  # type: ignore[arg-type]
    assert [row.verdict for row in result.rows] == [pr.Verdict.UNMET, pr.Verdict.MET]
    assert not [one.code for one in result.diagnostics if one.code.startswith("W4")]
    if result.scored is not None:
        assert [row.outcome.actual for row in result.scored.rows] == ["10%", "91%"]


def test_a_name_of_several_rows_is_told(table: pr.TargetTable) -> None:
    result = pr.evaluate_table(table, {"合格率": "91%"})
    assert [row.verdict for row in result.rows] == [pr.Verdict.MET, pr.Verdict.MET]
    told = [one for one in result.diagnostics if one.code == "W412"]
    assert [one.args for one in told] == [{"name": "合格率", "count": "2", "full": "甲类/合格率"}]
    part = pr.evaluate_table(table, {"合格率": "91%", "乙类/合格率": "1%"})
    assert [row.verdict for row in part.rows] == [pr.Verdict.MET, pr.Verdict.UNMET]
    assert "W412" not in [one.code for one in part.diagnostics]


def test_an_unknown_path_is_a_strange_name(table: pr.TargetTable) -> None:
    assert [one.code for one in pr.evaluate_table(table, {"丙类/合格率": "91%"}).diagnostics] == ["W401"]


def test_files_name_rows_by_their_paths_too(table: pr.TargetTable, tmp_path: Path) -> None:
    path = tmp_path / "actuals.csv"
    path.write_text("指标,实际值\n甲类/合格率,90%\n乙类 / 合格率,89%\n", "utf-8")
    assert named_values(table, read_actuals(path)) == {"产出/甲类/合格率": "90%", "产出/乙类/合格率": "89%"}
    (tmp_path / "table.txt").write_text(HEAD + ROWS, "utf-8")
    done = call("score", str(tmp_path / "table.txt"), "--policy", "mof-2020", "--actuals", str(path))
    assert "≥90% vs 89%" in done.out
    assert "≥90% vs 90%" in done.out
