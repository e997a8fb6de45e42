"""Laws of monitoring: progress is the value over what the time that has passed would bring, and the light is the band it lies in."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules import load_ruleset
from perfrules.evaluation.monitor import Progress
from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.scoring import parse_lights
from perfrules.scoring.lights import LightRule, ZeroPlan, parse_gap, parse_zero_plan
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.verdict import Verdict

pytestmark = pytest.mark.property

PERIODS = {"半年": 6, "一季度": 3, "二季度": 6, "三季度": 9, "前三季度": 9, "四季度": 12, "全年": 12}
LIGHTS = "亮灯  红 <60%、黄 <80%、绿 <120%、蓝 ≥120%"
EDGES = ((60, "红"), (80, "黄"), (120, "绿"))
OWN = ("半年", "一季度")


def lit(progress: Fraction) -> str:
    return next((name for edge, name in EDGES if progress * 100 < edge), "蓝")


class Watched(NamedTuple):
    """A ruleset with one indicator of each kind, looked at in a period."""

    result: RuleSetResult
    progress: dict[str, Progress]


def watch(facts: dict[str, str], period: str, *more: str, day: date | None = None, targets: str = "全年 ≥120家") -> Watched:
    lines = ["规则集  抽样", "满分  100分", *more, "一级指标  产出 100分"]
    extra = f" {period} ≥1项" if period != "全年" and period not in targets else ""
    lines += [
        f"三级指标  企业数 20分 {targets} 越大越好",
        "三级指标  投诉数 20分 全年 ≤24件 越小越好",
        "三级指标  健全性 20分 全年 健全",
        "三级指标  预算执行率 20分 全年 ≥100% 越大越好",
        f"三级指标  其他数 20分 全年 ≥1项{extra}",
    ]
    result = load_ruleset("\n".join(lines) + "\n").evaluate(facts, period, as_of=day)
    return Watched(result, {one.name: one for one in result.progress})


@given(st.sampled_from(sorted(PERIODS)), st.integers(0, 300), st.sampled_from(["家", "个", ""]))
def test_progress_is_the_value_over_what_was_due(period: str, number: int, unit: str) -> None:
    watched = watch({"企业数": f"{number}{unit}"}, period, LIGHTS)
    one, portion = watched.progress["企业数"], Fraction(PERIODS[period], 12)
    assert one.portion == portion
    assert one.progress == Fraction(number) / (120 * portion)
    assert one.light == lit(one.progress)
    assert one.derivation.startswith(f"{number}{unit} ÷ ")
    assert ("× " in one.derivation) == (portion != 1)
    assert portion == 1 or f"(120家 × {PERIODS[period]}/12)" in one.derivation
    shown = Fraction(one.derivation.rpartition("= ")[2].rstrip("%"))
    assert abs(shown - one.progress * 100) <= Fraction(1, 200)
    assert "/" not in one.derivation.rpartition("= ")[2]
    assert one.to_dict()["progress"] == str(one.progress)
    assert watched.result.light == one.light


@settings(max_examples=30)
@given(st.integers(1, 12), st.integers(0, 300))
def test_the_month_of_the_day_says_how_much_is_due(month: int, number: int) -> None:
    day = date(2025, month, 20)
    one = watch({"企业数": f"{number}家"}, "全年", LIGHTS, day=day).progress["企业数"]
    assert one.portion == Fraction(month, 12)
    assert one.progress == Fraction(number * 12, 120 * month)
    half = watch({"企业数": f"{number}家"}, "半年", LIGHTS, day=day).progress["企业数"]
    assert half.portion == Fraction(month, 12)


@given(st.sampled_from(OWN), st.integers(1, 60), st.integers(0, 100), st.integers(1, 12))
def test_a_target_of_the_period_goes_before_a_part_of_the_year(period: str, due: int, number: int, month: int) -> None:
    watched = watch({"企业数": f"{number}家"}, period, LIGHTS, targets=f"{period} ≥{due}家 全年 ≥120家", day=date(2025, month, 1))
    one = watched.progress["企业数"]
    assert one.portion == 1
    assert str(one.target) == f"≥{due}家"
    assert one.progress == Fraction(number, due)
    assert one.light == lit(Fraction(number, due))
    assert "×" not in one.derivation


@given(st.integers(0, 50))
def test_lights_by_direction_go_by_the_verdict(number: int) -> None:
    facts = {"投诉数": f"{number}件", "企业数": "120家"}
    rules = (LIGHTS, "亮灯  越小越好：红 未达标、绿 达标")
    watched = watch(facts, "全年", *rules)
    assert watched.progress["投诉数"].light == ("绿" if number <= 24 else "红")
    assert watched.progress["投诉数"].progress is None
    assert watched.progress["企业数"].light == "绿"
    alone = watch(facts, "全年", rules[1])
    assert alone.progress["企业数"].light == ""
    assert alone.progress["企业数"].reason == "办法没有规定这一类怎样亮灯"
    assert alone.result.light == alone.progress["投诉数"].light


@given(st.sampled_from(["健全", "不健全", "没有进展", "尚未启动", "", "很多"]))
def test_words_have_lights_of_their_own(word: str) -> None:
    rules = (LIGHTS, "亮灯  文字：红 没有进展、黄 未达标、绿 达标")
    watched = watch({"健全性": word, "企业数": word if word == "没有进展" else "60家"}, "全年", *rules)
    light = {"健全": "绿", "不健全": "黄", "没有进展": "红"}.get(word, "")
    one = watched.progress["健全性"]
    assert one.light == (light or ("黄" if watched.result["健全性"].verdict is Verdict.UNMET else ""))
    assert bool(one.reason)
    assert one.progress is None
    assert watched.progress["企业数"].light == ("红" if word == "没有进展" else lit(Fraction(1, 2)))
    if not word:
        assert one.reason == "缺实际值"
    silent = watch({"健全性": word}, "全年", LIGHTS).progress["健全性"]
    assert silent.light == ""


@settings(max_examples=40)
@given(st.integers(1, 12), st.integers(0, 110))
def test_the_latest_rule_of_a_name_that_has_begun_holds(month: int, percent: int) -> None:
    rules = (LIGHTS, "亮灯  预算执行率 6月：预警 <40%、正常 ≥40%", "亮灯  预算执行率 9月：预警 <70%、正常 ≥70%")
    one = watch({"预算执行率": f"{percent}%"}, "全年", *rules, day=date(2025, month, 1)).progress["预算执行率"]
    edge = 70 if month >= 9 else 40 if month >= 6 else None
    assert one.light == ("" if edge is None else "正常" if percent >= edge else "预警")
    assert one.progress is None
    always = watch({"预算执行率": f"{percent}%"}, "全年", LIGHTS, "亮灯  预算执行率：预警 <40%、正常 ≥40%").progress["预算执行率"]
    assert always.light == ("正常" if percent >= 40 else "预警")
    assert always.progress == Fraction(percent, 100)


@settings(max_examples=40)
@given(st.integers(0, 9), st.sampled_from(["不适用", "照字面", ""]), st.sampled_from(["=", ""]))
def test_nothing_planned_yet_is_not_judged_where_the_rules_say_so(number: int, option: str, sign: str) -> None:
    rules = (LIGHTS, *([f"零计划  {option}"] if option else []))
    watched = watch({"企业数": f"{number}家"}, "半年", *rules, targets=f"半年 {sign}0家 全年 {sign}120家")
    leaf, one = watched.result["企业数"], watched.progress["企业数"]
    if option == "不适用":
        assert leaf.verdict is Verdict.NOT_APPLICABLE
        assert leaf.reason == "zero_plan"
        assert leaf.applies is False
        assert "N650" in [note.code for note in leaf.notes]
        assert leaf.actual == f"{number}家"
        assert one.reason == leaf.why
    else:
        assert leaf.verdict is Verdict.MET
        assert one.reason == "指标值为零，没有进度"
    assert one.light == ""
    whole = watch({"企业数": f"{number}家"}, "全年", *rules, targets=f"半年 {sign}0家 全年 {sign}120家")
    assert whole.result["企业数"].verdict is Verdict.UNMET
    planned = watch({"企业数": f"{number}家"}, "半年", *rules, targets=f"半年 {sign}5家 全年 {sign}120家")
    assert planned.result["企业数"].verdict is (Verdict.MET if number >= 5 else Verdict.UNMET)


@given(st.lists(st.sampled_from(["红", "黄", "绿", "蓝", ""]), min_size=2, max_size=2))
def test_the_worst_light_is_that_of_the_whole(lights: list[str]) -> None:
    shares = {"红": 10, "黄": 70, "绿": 100, "蓝": 130}
    facts = {
        name: f"{shares[light] * 120 // 100}家" if name == "企业数" else f"{shares[light]}%"
        for name, light in zip(("企业数", "预算执行率"), lights, strict=True)
        if light
    }
    watched = watch(facts, "全年", LIGHTS)
    assert [watched.progress[name].light for name in ("企业数", "预算执行率")] == lights
    found = [light for light in lights if light]
    assert watched.result.light == (min(found, key="红黄绿蓝".index) if found else "")


# --- what the rules say -----------------------------------------------------------------------------------------------------------


@given(st.integers(-5, 40), st.sampled_from(["个百分点", "%", "家", ""]))
def test_a_gap_is_some_percentage_points(number: int, unit: str) -> None:
    found = parse_gap(f" {number}{unit}")
    if unit == "个百分点" and number > 0:
        assert not isinstance(found, tuple)
        assert (found.number, str(found.unit)) == (number, unit)
    else:
        assert isinstance(found, tuple)
        assert [one.code for one in found] == ["E672"]


@given(st.one_of(st.sampled_from(["不适用", "照字面", " 照字面 ", "适用"]), st.text(max_size=6)))
def test_a_plan_of_nothing_is_left_out_or_taken_literally(text: str) -> None:
    found = parse_zero_plan(text)
    known = {one.value: one for one in ZeroPlan}
    if text.strip() in known:
        assert found is known[text.strip()]
    else:
        assert isinstance(found, tuple)
        assert isinstance(found[0], Diagnostic)
        assert found[0].code == "E672"


@given(st.sets(st.integers(1, 199), min_size=1, max_size=4), st.integers(0, 13), st.integers(0, 800))
def test_lights_take_what_those_before_them_leave(edges: set[int], month: int, quarter: int) -> None:
    rising = sorted(edges)
    names = "甲乙丙丁戊"
    entries = [*(f"{names[place]} <{edge}%" for place, edge in enumerate(rising)), f"{names[len(rising)]} ≥{rising[-1]}%"]
    rule = parse_lights(f"执行率 {month}月：" + "、".join(entries))
    if not 1 <= month <= 12:
        assert isinstance(rule, tuple)
        assert rule[0].code == "E712"
        return
    assert isinstance(rule, LightRule)
    assert (rule.rows, rule.month) == ("执行率", month)
    assert rule.of_progress
    share = Fraction(quarter, 400)
    assert rule.light(share) == next((names[place] for place, edge in enumerate(rising) if share * 100 < edge), names[len(rising)])
    assert rule.light(Verdict.MET) is None
    assert parse_lights(str(rule)) == rule
    doubled = parse_lights("、".join([entries[0], f"己 <{rising[0]}%"]))
    assert isinstance(doubled, tuple)
    assert doubled[0].code == "E674"
    words = parse_lights("文字：没有进展、慢 未达标、快 达标")
    assert isinstance(words, LightRule)
    assert not words.of_progress
    assert words.labels == ("没有进展", "慢", "快")
    assert [words.light(one) for one in ("没有进展", Verdict.UNMET, Verdict.MET, share, "慢")] == ["没有进展", "慢", "快", None, None]
    assert parse_lights(str(words)) == words
    marked = parse_lights("文字：红 <p>慢、绿 达标")
    assert isinstance(marked, LightRule)
    assert (marked.light("<p>慢"), marked.light("慢")) == ("红", None)
