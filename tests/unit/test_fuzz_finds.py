"""What fuzzing found, each as the smallest example: once a crash, a wrong answer or seconds of waiting."""

import time

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
    try:
        assert str(pr.parse_target(text))
    except pr.TargetSyntaxError as error:
        assert error.diagnostics[0].code == "E108"


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
