"""Rulesets as texts: drawn as a person would write them, with weights that add up, and facts for them."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

from perfrules.testing.strategies import scoring_lines

DATA = ("甲", "乙", "丙", "丁")
WORDS = ("健全", "基本健全", "不健全")
FORMULAS = ("甲 ÷ 乙", "|甲 - 乙| ÷ 乙", "(甲 + 丙) ÷ (乙 + 丁)", "最大(甲、丙) ÷ 乙", "合计(甲、乙、丙) ÷ 丁", "甲 × 50% ÷ 乙")
RISING = tuple(policy for policy in scoring_lines.RISING if policy != scoring_lines.MANUAL)
FALLING = tuple(policy for policy in scoring_lines.FALLING if policy != scoring_lines.MANUAL)


class Drawn(NamedTuple):
    """An indicator that was drawn: its name, what kind of value it takes, and which way is better."""

    name: str
    kind: str
    rising: bool


class Rules(NamedTuple):
    """A ruleset text, and what is needed to draw facts for it."""

    text: str
    indicators: tuple[Drawn, ...]
    weights: tuple[int, ...]


@st.composite
def rules(draw: st.DrawFn) -> Rules:
    """Draw a ruleset with one to three levels of one to four indicators, every line of which is sound."""
    weight = st.integers(1, 20)
    lines: list[str] = []
    drawn: list[Drawn] = []
    weights: list[int] = []
    total = 0
    for level in range(draw(st.integers(1, 3))):
        marks = draw(st.lists(weight, min_size=1, max_size=4))
        total += sum(marks)
        lines.append(f"一级指标  级{level + 1} {sum(marks)}分")
        if draw(st.booleans()):
            lines += [f"  二级指标  类{level + 1} {sum(marks)}分"]
        for index, points in enumerate(marks):
            one, text = draw(_indicator(f"指标{level + 1}之{index + 1}", points))
            drawn.append(one)
            weights.append(points)
            lines += text
    head = [
        "规则集  抽样",
        f"满分  {total}分",
        "量表  健全性：健全 100% > 基本健全 80% > 不健全 0%",
        *(f"数据  {name} 万元" for name in DATA),
    ]
    head += draw(st.sampled_from([[], ["舍入  每项 2位"]]))
    head += draw(st.sampled_from([[], *([f"不适用  {rule}"] for rule in ("满分", "重分配", "折算", "剔除"))]))
    return Rules("\n".join([*head, *lines]) + "\n", tuple(drawn), tuple(weights))


@st.composite
def _indicator(draw: st.DrawFn, name: str, weight: int) -> tuple[Drawn, list[str]]:
    kind = draw(st.sampled_from(["formula", "count", "word"]))
    rising = draw(st.booleans())
    way = "越大越好" if rising else "越小越好"
    if kind == "word":
        return Drawn(name, kind, True), [f"  三级指标  {name} {weight}分 全年 健全", "    计分  按量表"]
    edge = draw(st.integers(0, 200))
    if kind == "count":
        target = f"{'≥' if rising else '≤'}{edge}家"
        policy = draw(st.sampled_from(RISING if rising else FALLING))
        return Drawn(name, kind, rising), [f"  三级指标  {name} {weight}分 全年 {target} {way}", f"    计分  {policy}"]
    policy = draw(st.sampled_from(RISING if rising else FALLING))
    lines = [
        f"  三级指标  {name} {weight}分 全年 {'≥' if rising else '≤'}{edge}% {way}",
        f"    公式  {draw(st.sampled_from(FORMULAS))}",
        f"    计分  {policy}",
    ]
    if draw(st.booleans()):
        lines.append(f"    适用  {draw(st.sampled_from(['甲 > 0万元', '乙 ≥ 甲 或 丙 = 0万元', '非 (丁 > 100万元)']))}")
    return Drawn(name, kind, rising), lines


@st.composite
def facts(draw: st.DrawFn, given: Rules) -> dict[str, str]:
    """Draw some of the facts of a ruleset."""
    found: dict[str, str] = {}
    for name in DATA:
        if draw(st.booleans()):
            found[name] = f"{draw(st.integers(0, 300))}万元"
    for one in given.indicators:
        if one.kind != "formula" and draw(st.booleans()):
            found[one.name] = draw(st.sampled_from(WORDS)) if one.kind == "word" else f"{draw(st.integers(0, 400))}家"
    return found
