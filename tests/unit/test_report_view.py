"""What a report shows of rows and groups, in both languages."""

import pytest

from perfrules import evaluate_table, read_table
from perfrules.report.view import ReportView, RowView, view_of
from perfrules.report.words import ADVICE, REASONS

_HEAD = "一级指标\t二级指标\t三级指标\t年度指标值\n"


def _view(target: str, actual: str, name: str = "人数", lang: str = "zh") -> ReportView:
    return view_of(evaluate_table(read_table(f"{_HEAD}产出\t数量\t{name}\t{target}\n"), {name: actual}), lang=lang)


def _row(target: str, actual: str, name: str = "人数", lang: str = "zh") -> RowView:
    (row,) = _view(target, actual, name, lang).rows()
    return row


@pytest.mark.parametrize(
    ("target", "actual", "gap", "short", "english"),
    [
        ("≥50人", "45人", "差 5人", "", "short by 5人"),
        ("≤10%", "12%", "超出 2个百分点", "", "over by 2个百分点"),
        ("2025年6月底前", "2025年7月3日", "晚 3天", "", "late by 3天"),
        ("前三名", "第5名", "落后 2名", "", "behind by 2名"),
        ("≥50人", "50人", "", "正好达到", ""),
        ("≥50人", "60人", "", "超过 10人", ""),
        ("≤10%", "9%", "", "符合要求", ""),
        ("健全", "基本健全", "", "低于要求", ""),
        (">50人", "50人", "", "不含本数", ""),
        ("≥50人", "50场", "", "单位不符", ""),
        ("≥50人", "", "", "缺实际值", ""),
        ("≥≥50人", "3人", "", "指标值无法识别", ""),
        ("健全", "不适用", "", "实际注明不适用", ""),
    ],
)
def test_the_gap_and_the_reason_say_each_thing_once(target: str, actual: str, gap: str, short: str, english: str) -> None:
    row = _row(target, actual)
    assert (row.gap, row.short) == (gap, short)
    assert _row(target, actual, lang="en").gap == english


def test_several_values_are_explained_one_by_one() -> None:
    row = _row("培训≥3场；参加≥100人", "培训2场；参加120人")
    assert row.key == "unmet"
    assert "培训：" in row.short
    assert "参加：" in row.short


@pytest.mark.parametrize(("actual", "share"), [("25人", 50), ("200人", 100), ("0人", 0), ("49人", 98)])
def test_the_share_is_a_part_of_the_bar(actual: str, share: int) -> None:
    assert _row("≥50人", actual).share == share


def test_a_table_without_head_and_levels_is_shown_too() -> None:
    view = view_of(evaluate_table(read_table("三级指标\t年度指标值\n人数\t≥50人\n"), {"人数": "60人"}))
    assert view.heading == "（未填单位名称）"
    assert [group.name for group in view.groups] == ["（未分级）"]
    assert view.size == 1


def test_the_project_stands_beside_the_unit() -> None:
    text = f"项目名称\t培训项目\n单位名称\t某单位\n2025年度\n\n{_HEAD}产出\t数量\t人数\t≥50人\n"
    view = view_of(evaluate_table(read_table(text)))
    assert "某单位" in view.heading
    assert "培训项目" in view.heading


def test_everything_that_waits_for_a_person_has_advice() -> None:
    settled = {"met", "exceeded", "short", "not_applicable", "target_not_applicable"}
    settled |= {"no_target_in_period", "zero_plan", "does_not_apply", "zero_by_zero"}
    assert set(ADVICE) == set(REASONS) - settled


def test_steps_gather_rows_by_reason() -> None:
    table = read_table(f"{_HEAD}产出\t数量\t甲\t≥5人\n产出\t数量\t乙\t≥5人\n产出\t数量\t丙\t≥5人\n")
    view = view_of(evaluate_table(table, {"丙": "5场"}))
    assert [(step.reason, step.names) for step in view.steps] == [("缺实际值", ("甲", "乙")), ("单位不符", ("丙",))]
    assert all(step.advice for step in view.steps)
