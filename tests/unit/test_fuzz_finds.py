"""What fuzzing found, each as the smallest example: once a crash, a wrong answer or seconds of waiting."""

import time
from contextlib import suppress
from pathlib import Path

import pytest

import perfrules as pr

LONG = "9" * 250


@pytest.mark.parametrize("text", ["较上年持平", "持平", "同比只增不减", "较上年正增长"])
def test_the_complement_of_standing_still_has_a_text(text: str) -> None:
    assert str(~pr.parse_target(text))


def test_a_union_of_days_may_be_every_day() -> None:
    either = pr.parse_target("2024年1月1日起") | pr.parse_target("2025年12月底前")
    assert str(either) == "2000年1月2日前或2000年1月1日起"
    assert pr.parse_target(str(either)).accepts("2024年5月6日")


def test_no_day_of_a_year_comes_after_its_last() -> None:
    target = pr.parse_target("12月31日(不含)后完成")
    assert target.is_empty
    assert pr.parse_target(str(target)) == target


@pytest.mark.parametrize("text", [f"3元/{LONG}人", f"第{LONG}名", f"前{LONG}名", f"第{'一' * 300}名", f"{LONG}分之1"])
def test_a_number_that_is_too_long_is_told_wherever_it_stands(text: str) -> None:
    with suppress(pr.TargetSyntaxError):
        assert str(pr.parse_target(text))


def test_a_parameter_that_is_too_long_is_told() -> None:
    assert pr.check_ruleset(f"规则集 甲\n审核 T08 警告 上限 {LONG}分\n检查 a: 甲 = 乙 误差 {LONG}万元 否则 错误 “x”\n")


@pytest.mark.parametrize("data", [{}, [], "text", None, {"text": 3}, {"text": None}])
def test_what_is_no_target_of_json_is_told(data: object) -> None:
    with pytest.raises(pr.TargetSyntaxError) as caught:
        pr.Target.from_dict(data)  # type: ignore[arg-type]
    assert caught.value.diagnostics[0].code == "E119"


@pytest.mark.parametrize("text", ["≥1" + "," * 900 + "家", "1," * 400, "≥1家" + ",且" * 400])
def test_commas_are_read_in_no_time(text: str) -> None:
    started = time.process_time()
    with pytest.raises(pr.TargetSyntaxError):
        pr.parse_target(text)
    assert time.process_time() - started < 1


def _seconds(text: str, folder: Path, name: str) -> float:
    path = folder / name
    path.write_text(text, "utf-8")
    started = time.process_time()
    with suppress(pr.TableError):
        pr.read_tables(path)
    return time.process_time() - started


def test_a_row_of_very_many_cells_is_read_in_no_time(tmp_path: Path) -> None:
    head = "一级指标,二级指标,三级指标,年度指标值\n"
    assert _seconds(head + "x," * 30_000, tmp_path, "a.csv") < 1.5
    assert _seconds(head + "产出,数量,甲,≥1家\n" + "词," * 24_000, tmp_path, "b.csv") < 1.5


@pytest.mark.parametrize("line", ["标题{} x", "三级指漂{} x", "继承 没有{}", "引用 没有{}", "引用 没有@²{}"])
def test_many_broken_lines_of_rules_are_told_in_no_time(line: str) -> None:
    text = "规则集 甲\n" + "\n".join(line.format(number) for number in range(4_000))
    started = time.process_time()
    assert len(pr.check_ruleset(text)) >= 4_000
    assert time.process_time() - started < 6


@pytest.mark.parametrize("goal", ["做好村巡，巡查3次", "村巡次数完成，巡查完成3次，培训3人。"])
def test_a_goal_may_speak_of_the_label_within_a_cell(goal: str) -> None:
    """The label 村巡次数 stands in no name of a row; a goal whose context holds it broke the review."""
    table = pr.read_table(f"年度目标\t{goal}\n一级指标\t二级指标\t三级指标\t全年指标值\n产出\t数量\t巡查\t村巡次数3次\n")
    assert isinstance(pr.review(table), list)


@pytest.mark.parametrize("text", ["a1" * 490, "".join(f"a{number}" for number in range(100, 330))])
def test_cells_of_very_many_parts_are_compared_in_no_time(text: str) -> None:
    target = pr.parse_target(text)
    started = time.process_time()
    assert target.implies(target)
    assert target.is_disjoint(target) == target.is_empty
    assert time.process_time() - started < 2.5


def test_very_many_lines_of_next_to_nothing_are_read_in_no_time(tmp_path: Path) -> None:
    text = "三级指标\t半年指标值\t全年指标值\n" + ",\n" * 10_000 + "培训人数\t≥50人\t≥90人\n"
    assert _seconds(text, tmp_path, "a.txt") < 2.5


@pytest.mark.parametrize("word", ["次数", "件数", "投诉件数", "投诉"])
def test_a_name_may_repeat_a_word_that_counts(word: str) -> None:
    started = time.process_time()
    assert pr.evaluate("≥5家", "3家", name=word * 5_000).verdict is pr.Verdict.UNMET
    assert time.process_time() - started < 1.5
