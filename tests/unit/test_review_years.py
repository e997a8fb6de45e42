"""Checks across years: what earlier tables say against the targets of this one."""

from __future__ import annotations

from typing import Any

import pytest

import perfrules as pr
from perfrules.reviewing import settings_with
from perfrules.ruleset.model import ReviewSetting
from support.reviewing import found_in, table_of


def of_year(year: int | None, *rows: str, column: str = "上年实际值") -> pr.TargetTable:
    """Return a table of rows: name, target, base or nothing, actual."""
    head = f"一级指标|二级指标|三级指标|年度指标值|{column}|实际完成值"
    given = table_of(*(f"产出指标|数量指标|{row}" for row in rows), head=head)
    return pr.TargetTable(year=year, indicators=given.indicators)


def told(row: str, *before: str, year: int | None = 2025, **more: Any) -> list[str]:
    """Return the codes of what is found in one row, held against the rows of the years before, the latest first."""
    earlier = [of_year(None if year is None else year - number, one) for number, one in enumerate(before, 1)]
    return [one.code for one in found_in(of_year(year, row), "Y", earlier=earlier, **more)]


@pytest.mark.parametrize(
    ("now", "before", "codes"),
    [
        ("培训人数|≥90人||", "培训人数|≥80人||100人", ["Y01"]),
        ("培训人数|≥90人||", "培训人数|≥80人||100", ["Y01"]),
        ("培训人数|≥90人||", "培训人数|≥80人||90人", []),
        ("培训人数|≥90人||", "培训人数|≥80人||85人", []),
        ("培训人数|=90人||", "培训人数|≥80人||100人", ["Y01"]),
        ("培训人数|≥0.9万人||", "培训人数|≥80人||10000人", ["Y01"]),
        ("投诉|≤10起||", "投诉|≤12起||5起", ["Y01"]),
        ("投诉|≤10起||", "投诉|≤12起||11起", []),
        ("合格率|≥95%||", "合格率|≥90%||97.5%", ["Y01"]),
        ("合格率|≥95%||", "合格率|≥90%||0.975", []),
        ("合格率|≥95%||", "合格率|≥90%||97.5", ["Y01"]),
        ("培训人数|≥90人||", "培训人数|≥80人||很多", []),
        ("培训人数|≥90人||", "培训人数|≥80人||100%", []),
        ("培训人数|≥90人||", "参训人数|≥80人||100人", []),
        ("制度|健全||", "制度|健全||健全", []),
        ("“三公”经费变动率|≤0%||", "三公经费变动率|≤0%||-3%", ["Y01"]),
    ],
)
def test_a_target_short_of_what_was_reached(now: str, before: str, codes: list[str]) -> None:
    assert told(now, before) == codes


def test_the_sentence_names_the_year_and_both_sides() -> None:
    earlier = of_year(2024, "合格率|≥90%||97.5%")
    (one,) = found_in(of_year(2025, "合格率|≥95%||"), "Y", earlier=earlier)
    assert one.message == "「合格率」指标值 ≥95%，不如以前年度（2024）的实际 97.5%，差 2.5个百分点"
    assert (one.where, one.expected, one.found) == ("第2行第4列", "97.5%", "≥95%")


def test_a_target_that_never_moves() -> None:
    same = "培训人数|≥90人||90人"
    assert told(same, same) == []
    assert told(same, same, same) == ["Y02"]
    assert told(same, same, "培训人数|≥80人||90人") == []
    assert told(same, "培训人数|≥80人||90人", same) == []
    assert told(same, same, settings=settings_with([ReviewSetting("Y02", "", {"年数": "2年"})])) == ["Y02"]
    earlier = [of_year(2024, same), of_year(2023, same), of_year(2022, same)]
    (one,) = found_in(of_year(2025, same), "Y", earlier=earlier)
    assert one.message == "「培训人数」指标值 ≥90人，从 2022 起连续 4 年没有变"


@pytest.mark.parametrize("target", ["=100%", "≥100%", "=0起", "≤0%", "健全"])
def test_the_end_of_a_scale_may_stay(target: str) -> None:
    assert told(f"甲|{target}||", f"甲|{target}||", f"甲|{target}||") == []


@pytest.mark.parametrize(
    ("now", "before", "codes"),
    [
        ("培训人数|≥120人|105人|", "培训人数|≥80人||100人", ["Y03"]),
        ("培训人数|≥120人|100人|", "培训人数|≥80人||100人", []),
        ("培训人数|≥120人|100|", "培训人数|≥80人||100人", []),
        ("合格率|≥99%|97.5%|", "合格率|≥80%||97.46%", []),
        ("合格率|≥99%|97.4%|", "合格率|≥80%||97.46%", ["Y03"]),
        ("培训人数|由105人增加到120人||", "培训人数|≥80人||100人", ["Y03"]),
        ("培训人数|由100人增加到120人||", "培训人数|≥80人||100人", []),
        ("培训人数|≥120人（上年105人）||", "培训人数|≥80人||100人", ["Y03"]),
        ("培训人数|≥120人（2024年105人）||", "培训人数|≥80人||100人", ["Y03"]),
        ("培训人数|≥120人（2020年105人）||", "培训人数|≥80人||100人", []),
        ("培训人数|≥120人|—|", "培训人数|≥80人||100人", []),
        ("培训人数|≥120人|多|", "培训人数|≥80人||100人", []),
    ],
)
def test_the_base_is_what_was_reached(now: str, before: str, codes: list[str]) -> None:
    assert [code for code in told(now, before) if code == "Y03"] == codes


def test_a_base_is_that_of_last_year_alone() -> None:
    now, before = of_year(2025, "培训人数|≥120人|105人|"), of_year(2022, "培训人数|≥80人||100人")
    assert found_in(now, "Y03", earlier=before) == []


def test_names_that_occur_twice_are_found_with_the_level_above() -> None:
    head = "一级指标|二级指标|三级指标|年度指标值|实际完成值"
    now = table_of("产出|一期|培训人数|≥90人|", "产出|二期|培训人数|≥50人|", head=head)
    before = table_of("产出|一期|培训人数|≥90人|90人", "产出|二期|培训人数|≥50人|60人", head=head)
    assert [one.where for one in found_in(now, "Y", earlier=before)] == ["第3行第4列"]
    other = table_of("产出|三期|培训人数|≥90人|99人", "产出|三期|培训人数|≥50人|60人", head=head)
    assert found_in(now, "Y", earlier=other) == []


def test_other_names_of_a_ruleset() -> None:
    rules = pr.load_ruleset("规则集 小表\n三级指标 资金执行率 100分 全年 ≥90% 越大越好\n  别名 预算支出率\n计分 按完成比例")
    now, before = of_year(2025, "资金执行率|≥90%||"), of_year(2024, "预算支出率|≥90%||95%")
    assert found_in(now, "Y01", earlier=before) == []
    assert len(found_in(now, "Y01", earlier=before, ruleset=rules)) == 1


def test_checks_can_be_left_out() -> None:
    off = settings_with([ReviewSetting(code, "关闭") for code in ("Y01", "Y02", "Y03")])
    assert told("培训人数|≥90人|105人|", "培训人数|≥90人||100人", "培训人数|≥90人||100人", settings=off) == []
