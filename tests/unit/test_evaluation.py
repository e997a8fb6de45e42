"""Judging one value: verdict, direction, completion, shortfall and the sentence."""

from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

import perfrules as pr
from perfrules.evaluation import Direction, DirectionSource, Verdict, criterion_for, evaluate
from perfrules.evaluation.explain import percent_text
from perfrules.target import parse_target
from perfrules.target.direction import direction_of, read_directions, standard_directions
from perfrules.testing.strategies.numerals import chinese

MET, UNMET, PENDING, NOT_APPLICABLE = Verdict.MET, Verdict.UNMET, Verdict.PENDING, Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("target", "actual", "name", "verdict", "reason"),
    [
        ("=17500家", "16800家", "拥有高新技术企业数", UNMET, "short"),
        ("=17500家", "18000家", "拥有高新技术企业数", MET, "exceeded"),
        ("=0%", "1.6%", "预算调整率", UNMET, "short"),
        ("=0%", "-1%", "预算调整率", MET, "exceeded"),
        ("=100%", "98%", "在职人员控制率", MET, "exceeded"),
        ("=100%", "101%", "在职人员控制率", UNMET, "short"),
        ("≤10%", "10%", "", MET, "met"),
        (">5家", "5家", "", UNMET, "short"),
        ("健全", "基本健全", "制度健全性", UNMET, "short"),
        ("健全", "健全", "制度健全性", MET, "met"),
        ("否", "是", "是否违规", UNMET, "short"),
        ("≥95%", "", "", PENDING, "no_data"),
        ("≥95%", None, "", PENDING, "no_data"),
        ("≥95%", "不适用", "", NOT_APPLICABLE, "not_applicable"),
        ("≥95%", "暂不确定", "", PENDING, "undetermined"),
        ("≥95%", "12..5", "", PENDING, "unreadable"),
        ("≥95%", "0.96", "", PENDING, "percent_or_fraction"),
        ("≥95%", "96", "", MET, "exceeded"),
        ("≥3场", "5人", "", PENDING, "unit_mismatch"),
        ("≥3场", "5个", "", MET, "exceeded"),
        ("不适用", "5", "", NOT_APPLICABLE, "target_not_applicable"),
        ("暂不确定", "5", "", PENDING, "target_undetermined"),
        ("——", "5", "", PENDING, "no_target"),
        ("2025年12月底前", "2026年1月5日", "", UNMET, "short"),
        ("2025年9月", "2025年8月", "完工时间", MET, "exceeded"),
        ("前3名", "第5名", "", UNMET, "short"),
        ("第3名", "第1名", "", MET, "exceeded"),
        ("较上年提高5个百分点", "提高4个百分点", "", UNMET, "short"),
        ("较上年提高5个百分点", "60%", "", PENDING, "no_baseline"),
        ("同比下降≥3%", "下降5%", "", MET, "exceeded"),
        ("按上级部署推进相关任务落实", "完成", "", MET, "met"),
        ("按上级部署推进相关任务落实", "17家", "", PENDING, "not_measurable"),
        ("0起", "1起", "", UNMET, "short"),
        ("=0例", "0例", "感染情况", MET, "met"),
        ("90%-95%", "96%", "", UNMET, "short"),
        ("55%左右", "50%", "占比", UNMET, "short"),
        ("55%左右", "80%", "占比", MET, "exceeded"),
        ("≥60%", "约58%-62%", "", PENDING, "unreadable"),
        ("≥60%", "58%-62%", "", PENDING, "imprecise"),
        ("同比增长≥8%", "9.1%", "", MET, "exceeded"),
        ("同比下降≥8%", "9.1%", "", PENDING, "no_baseline"),
        ("零投诉", "0起", "", MET, "met"),
        ("无事故", "1起", "", UNMET, "short"),
        ("0起", "未发生", "事故", MET, "met"),
        ("≥3家或≥5次", "6次", "", MET, "met"),
        ("≥3家或≥5次", "2次", "", PENDING, "unit_mismatch"),
    ],
)
def test_verdict_and_reason(target: str, actual: str | None, name: str, verdict: Verdict, reason: str) -> None:
    result = evaluate(target, actual, name=name)
    assert (result.verdict, result.reason) == (verdict, reason), result.why


@pytest.mark.parametrize(
    ("target", "actual", "name", "why"),
    [
        ("=17500家", "16800家", "拥有高新技术企业数", "要求 ≥17500家，实际 16800家，差 700家（完成 96%）"),
        ("≤10%", "12%", "", "要求 ≤10%，实际 12%，超出 2个百分点（超 20%）"),
        ("≥95%", "95%", "", "要求 ≥95%，实际 95%，正好达到"),
        ("≥200家", "213家", "", "要求 ≥200家，实际 213家，超过 13家（完成 106.5%）"),
        (">5家", "5家", "", "要求 >5家，实际 5家，不含本数"),
        ("2025年12月底前", "2026年1月5日", "", "要求 2025年12月31日前，实际 2026年1月5日，晚 5天"),
        ("前3名", "第5名", "", "要求 前3名，实际 第5名，落后 2名"),
        ("健全", "基本健全", "", "要求 健全，实际 基本健全，低于要求"),
        ("≥5%", "", "", "要求 ≥5%，缺实际值"),
        ("≥2800家", "3120笔", "", "单位不符：要求 ≥2800家，实际 3120笔"),
    ],
)
def test_sentences(target: str, actual: str, name: str, why: str) -> None:
    assert evaluate(target, actual, name=name).why == why


def test_direction_order_of_precedence() -> None:
    assert direction_of(parse_target("=5%"), "满意度", Direction.LOWER) == (Direction.LOWER, DirectionSource.GIVEN)
    assert direction_of(parse_target("≥5%"), "偏差率") == (Direction.HIGHER, DirectionSource.OPERATOR)
    assert direction_of(parse_target("=5%"), "偏差率") == (Direction.LOWER, DirectionSource.NAME)
    assert direction_of(parse_target("=0起")) == (Direction.LOWER, DirectionSource.ZERO)
    assert direction_of(parse_target("=5家"), "某事") == (Direction.HIGHER, DirectionSource.DEFAULT)
    assert direction_of(parse_target("2025年9月")) == (Direction.LOWER, DirectionSource.FORM)
    assert direction_of(parse_target("2025年9月起")) == (Direction.HIGHER, DirectionSource.OPERATOR)
    assert direction_of(parse_target("3-5天")) == (Direction.EXACT, DirectionSource.OPERATOR)
    assert direction_of(parse_target("是")) == (Direction.EXACT, DirectionSource.FORM)


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("固定资产利用率", Direction.HIGHER),
        ("不合格率", Direction.LOWER),
        ("合格率", Direction.HIGHER),
        ("成本节约率", Direction.HIGHER),
        ("投诉办结率", Direction.HIGHER),
        ("服务投诉率", Direction.LOWER),
        ("故障平均修复时间(MTTR)", Direction.LOWER),
        ("某某事项", None),
        ("投诉件数", Direction.LOWER),
        ("安全事故发生次数", Direction.LOWER),
        ("负面舆情条数", Direction.LOWER),
        ("投诉办结数", Direction.HIGHER),
        ("培训人次", Direction.HIGHER),
        ("用水总量", None),
    ],
)
def test_direction_of_names(name: str, direction: Direction | None) -> None:
    assert standard_directions().of_name(name) is direction


def test_bad_direction_line_is_named() -> None:
    with pytest.raises(ValueError, match="line 2"):
        read_directions("# ok\n越大越好")


def test_given_direction_may_be_a_word_and_must_be_known() -> None:
    assert evaluate("=5%", "4%", direction="越小越好").verdict is MET
    with pytest.raises(ValueError, match="随便"):
        evaluate("=5%", "4%", direction="随便")


def test_caller_says_how_bare_percentages_are_meant() -> None:
    assert evaluate("≥90%", "0.95", bare_percent="fraction").verdict is MET
    assert evaluate("≥90%", "0.95", bare_percent="percent").verdict is UNMET
    assert evaluate("≥90%", Decimal("0.95"), bare_percent="fraction").verdict is MET


def test_year_completes_dates() -> None:
    result = evaluate("2025年6月底前", "5月20日", year=2026)
    assert result.verdict is UNMET
    assert "N224" in [note.code for note in result.notes]
    assumed = evaluate("2025年6月底前", "5月20日")
    assert assumed.verdict is MET
    assert "N224" in [note.code for note in assumed.notes]
    assert evaluate("2024年6月-2025年6月", "5月20日", direction="等于为好").reason == "no_year"
    assert evaluate("2023年2月底前", "2月29日", year=2023).verdict is MET


def test_actual_values_of_every_type() -> None:
    assert evaluate("≥3家", pr.parse_quantity("4家")).verdict is MET
    assert evaluate("≥3家", 4).verdict is MET
    assert evaluate("≥3家", Fraction(7, 2)).verdict is MET
    assert evaluate("2025年12月底前", date(2025, 12, 31)).verdict is MET
    assert evaluate(parse_target("≥3家"), parse_target("4家")).verdict is MET
    for wrong in (3.5, True, b"4", object()):
        with pytest.raises(TypeError):
            evaluate("≥3家", wrong)


def test_completion_and_shortfall() -> None:
    result = evaluate("≥8项", "3项")
    assert result.completion == Fraction(3, 8)
    assert str(result.shortfall) == "5项"
    assert evaluate("≤10%", "12%").completion is None
    assert evaluate("≥0%", "12%").completion is None
    assert evaluate("≥8项", "9项").shortfall is None
    assert str(evaluate("≤5‰", "6‰").shortfall) == "1个千分点"
    assert str(evaluate("90%-95%", "80%").shortfall) == "10个百分点"
    assert str(evaluate("≥10", "8").shortfall) == "2"


def test_unmet_never_shows_as_complete() -> None:
    assert percent_text(Fraction(999999, 1000000), met=False) == "99.9999%"
    assert percent_text(Fraction(9999999999, 10000000000), met=False) != percent_text(Fraction(1))
    assert "完成 100%" not in evaluate("≥100%", "99.999%").why


def test_composites_judge_each_part_in_its_own_direction() -> None:
    result = evaluate("培训≥3场、差错率=0%", "培训4场、差错率1%")
    assert result.verdict is UNMET
    assert "差错率" in result.why
    assert [part.direction for part in result.criterion.parts] == [Direction.HIGHER, Direction.LOWER]
    assert evaluate("培训≥3场、参训≥200人", "培训4场").verdict is PENDING


def test_notes_tell_what_was_assumed() -> None:
    codes = [note.code for note in evaluate("=17500家", "16800家", name="拥有高新技术企业数").notes]
    assert codes == ["N230"]
    assert [note.code for note in evaluate("≥3场", "5个").notes] == ["N202"]
    assert "N210" in [note.code for note in evaluate("17500家", "16800家").notes]


def test_to_dict_is_plain_data() -> None:
    data = evaluate("≥3场", "2场").to_dict()
    assert data["verdict"] == "未达标"
    assert data["completion"] == "2/3"
    assert data["shortfall"] == "1场"
    assert evaluate("≥3场", "").to_dict()["completion"] is None


def test_criterion_judges_quantities_quickly_and_alike() -> None:
    criterion = criterion_for(parse_target("=17500家"), "企业数")
    assert criterion.judge(pr.parse_quantity("17500家")).verdict is MET
    assert criterion.judge(pr.parse_quantity("1.6万家")).verdict is UNMET
    assert criterion.judge(pr.parse_quantity("17500人")).reason == "unit_mismatch"


def test_unreadable_target_raises() -> None:
    with pytest.raises(pr.TargetSyntaxError):
        evaluate("≥", "5")


def test_a_ratio_falls_short_by_a_share() -> None:
    result = evaluate("1:3", "1:4")
    assert (str(result.shortfall), result.why) == ("1/12比例", "要求 ≥1:3，实际 1:4，差 1/12比例（完成 75%）")


def test_some_more_without_a_unit_takes_that_of_the_target() -> None:
    assert evaluate("≥300人", "三百多").verdict is Verdict.MET


def test_a_number_in_words_is_the_number() -> None:
    """Over units and bounds, what is said and what is written agree, or the words are not read at all."""
    for number, unit, sign in itertools.product(_SAID, ("千米", "千瓦时", "元", "家", "次/年", "%"), ("", "≥", "约")):
        written, said = parse_target(f"{sign}{number}{unit}"), parse_target(f"{sign}{chinese(number)}{unit}")
        assert written == said, (number, unit, sign)


_SAID = (0, 2, 10, 12, 20, 22, 105, 110, 250, 1001, 1100, 2222, 10_000, 10_010, 11_000, 22_000, 35_500, 110_000, 1_001_000, 123_000_000)


def test_a_financial_magnitude_is_one() -> None:
    assert evaluate("≥5仟元", "5000元").reason == "met"
    assert evaluate("≥500万元", "5佰万元").reason == "met"
