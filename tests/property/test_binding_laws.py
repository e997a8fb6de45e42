"""Laws of binding: which policy scores an indicator, and what the file, its levels and a named policy each have a say in."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules import load_ruleset
from perfrules.evaluation.loading import resolved
from perfrules.ruleset.binding import named_policies, policy_for

pytestmark = pytest.mark.property

PLACES = ("own", "second", "first", "special", "words", "file")
"""Where a policy may stand, the nearest to an indicator first."""
SHARES = dict(zip(PLACES, (10, 20, 30, 40, 50, 60), strict=True))


def policy(place: str) -> str:
    """A policy that gives a miss a share of its own, so that the marks tell which one scored."""
    return f"达标得满分，否则 得 {SHARES[place]}%"


def text(places: set[str], target: str, *, named: bool) -> str:
    head = [("计分", "file"), ("定性", "words"), ("单列", "special")]
    said = [f"{word}  {'满意度：' if word == '单列' else ''}{policy(place)}" for word, place in head if place in places]
    lines = ["规则集  抽样", "满分  10分"]
    lines += ["计分  按办法 甲法", "评分办法  甲法", *(f"  {one}" for one in said)] if named and "file" in places else said
    lines.append("一级指标  产出 10分")
    lines += [f"  计分  {policy('first')}"] if "first" in places else []
    lines.append("  二级指标  效果 10分")
    lines += [f"    计分  {policy('second')}"] if "second" in places else []
    lines.append(f"    三级指标  企业满意度 10分 全年 {target}")
    lines += [f"      计分  {policy('own')}"] if "own" in places else []
    return "\n".join(lines) + "\n"


@settings(max_examples=60)
@given(st.sets(st.sampled_from(PLACES)), st.booleans(), st.booleans())
def test_the_policy_nearest_to_an_indicator_scores_it(places: set[str], in_words: bool, named: bool) -> None:
    target, missed = ("健全", "不健全") if in_words else ("≥90%", "80%")
    rule_set = load_ruleset(text(places, target, named=named))
    order = [place for place in PLACES if place in places and (in_words or place != "words")]
    leaf = rule_set.evaluate({"企业满意度": missed})["企业满意度"]
    share = Fraction(SHARES[order[0]], 100) if order else Fraction(0)
    assert leaf.marks == (10 * share, 10 * share)
    assert ("N641" in [note.code for note in leaf.notes]) == (not order)
    (indicator,) = rule_set.model.indicators.values()
    found = policy_for(rule_set.model, indicator)
    if not order or named:
        assert (found is None) == (not order)
        return
    assert found is not None
    owners = {"own": indicator.path, "second": indicator.path[:2], "first": indicator.path[:1]}
    assert found[1] == owners.get(order[0], {"special": "单列 满意度", "words": "定性", "file": "计分"}.get(order[0]))
    assert found[0].text.replace(",", "，") == policy(order[0])


@settings(max_examples=30)
@given(st.integers(1, 4), st.booleans(), st.integers(0, 3))
def test_a_named_policy_may_name_another(depth: int, rounded: bool, places: int) -> None:
    names = [f"法{number}" for number in range(depth)]
    lines = ["规则集  抽样", "满分  3分", f"计分  按办法 {names[0]}"]
    for name, other in zip(names, [*names[1:], ""], strict=True):
        lines += [f"评分办法  {name}", f"  计分  {f'按办法 {other}' if other else '按完成比例'}"]
    lines.insert(5, f"  舍入  每项 {places}位") if rounded else None
    lines += ["一级指标  产出 3分", "  三级指标  企业数 3分 全年 ≥7家"]
    rule_set = load_ruleset("\n".join(lines) + "\n")
    leaf = rule_set.evaluate({"企业数": "5家"})["企业数"]
    assert leaf.marks is not None
    exact = Fraction(15, 7)
    size = Fraction(1, 10**places)
    assert leaf.marks.low == (((exact / size + Fraction(1, 2)) // 1) * size if rounded else exact)
    (indicator,) = rule_set.model.indicators.values()
    found = policy_for(rule_set.model, indicator)
    assert found is not None
    meant = list(named_policies(rule_set.model, found[0].values[-1][1], indicator))
    assert [str(one) for one in meant] == ["按完成比例"]


@settings(max_examples=40)
@given(st.integers(10, 90), st.integers(10, 90), st.sampled_from(["≥", "≤", "="]), st.sampled_from(["错误", "警告"]))
def test_checks_between_weights_hold_while_loading(first: int, edge: int, sign: str, severity: str) -> None:
    check = f"检查  占比: 产出分值 {sign} {edge}分 否则 {severity} “不合”"
    lines = ["规则集  抽样", "满分  100分", check, f"一级指标  产出 {first}分", f"  三级指标  甲数 {first}分 全年 ≥1家"]
    lines += [f"一级指标  效益 {100 - first}分", f"  三级指标  乙数 {100 - first}分 全年 ≥1家"]
    holds = {"≥": first >= edge, "≤": first <= edge, "=": first == edge}[sign]
    code = {"错误": "E636", "警告": "W613"}[severity]
    found = [one for one in resolved("\n".join(lines) + "\n").diagnostics if one.code in ("E636", "W613")]
    assert [one.code for one in found] == ([] if holds else [code])
    for one in found:
        assert one.line == 3
        assert one.args["message"] == "不合"
        assert f"{first}分" in one.args["said"]
        assert f"{edge}分" in one.args["said"]
    # A remark is for the report, and a check between data is for the facts.
    for other in (check.replace(severity, "提示"), check.replace("产出分值", "某数").replace(f"{edge}分", f"{edge}家")):
        later = [other if line == check else line for line in [lines[0], "数据  某数 家", *lines[1:]]]
        assert not [one for one in resolved("\n".join(later) + "\n").diagnostics if one.code[0] == "E" or one.code == "W613"]
    open_one = [line.replace(f" {first}分", "").replace(f" {100 - first}分", "") for line in lines]
    assert not [one for one in resolved("\n".join(open_one) + "\n").diagnostics if one.code in ("E636", "W613")]


@pytest.mark.parametrize(("name", "warned"), [("执行率", False), ("没有这个", True), ("甲数", False), ("乙称", False)])
def test_a_ceiling_looks_at_something_that_is_there(name: str, warned: bool) -> None:
    lines = ["规则集  抽样", "满分  10分", "数据  执行率 %", f"上限  {name} <50% 至多 5分", "三级指标  甲数 10分 全年 ≥1%", "别名  乙称"]
    assert ("W614" in [one.code for one in resolved("\n".join(lines) + "\n").diagnostics]) == warned


@pytest.mark.parametrize("size", [1, 2, 3])
def test_policies_that_name_each_other_in_a_circle_are_told(size: int) -> None:
    names = [f"法{number}" for number in range(size)]
    lines = ["规则集  抽样", "满分  3分", f"计分  按办法 {names[0]}"]
    for name, other in zip(names, [*names[1:], names[0]], strict=True):
        lines += [f"评分办法  {name}", f"  计分  按办法 {other}"]
    found = resolved("\n".join([*lines, "三级指标  企业数 3分 全年 ≥7家"]) + "\n")
    assert [one.code for one in found.diagnostics if one.code.startswith("E")]


@settings(max_examples=40)
@given(st.integers(50, 150), st.integers(0, 200), st.sampled_from(["按不低于", "两侧", "必须相等", ""]), st.sampled_from(["", "越小越好"]))
def test_what_a_policy_says_of_equal_targets_goes_before_the_words_of_the_name(edge: int, actual: int, option: str, given_: str) -> None:
    policy = "按完成比例" + (f"，等于 {option}" if option else "")
    lines = ["规则集  抽样", "满分  10分", f"三级指标  在职人员控制率 10分 全年 ={edge}% {given_}".rstrip(), f"计分  {policy}"]
    leaf = load_ruleset("\n".join(lines) + "\n").evaluate({"在职人员控制率": f"{actual}%"})["在职人员控制率"]
    ratio, off = Fraction(actual, edge), abs(Fraction(actual - edge, edge))
    lower = min(Fraction(1), max(Fraction(0), 2 - ratio))
    shares = {"按不低于": min(Fraction(1), ratio), "两侧": max(Fraction(0), 1 - off), "必须相等": Fraction(actual == edge), "": lower}
    share = lower if given_ else shares[option]
    assert leaf.marks == (10 * share, 10 * share)
    assert leaf.verdict.value == ("达标" if actual <= edge else "未达标")
