"""Rulesets: sound texts of rules as a person would write them, with everything that the language has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hypothesis import note
from hypothesis import strategies as st

from perfrules.evaluation.loading import load_ruleset
from perfrules.evaluation.ruleset import RuleSet
from perfrules.testing.strategies.facts import facts_for
from perfrules.testing.strategies.given import GivenFacts
from perfrules.testing.strategies.scoring_lines import FALLING, RISING, WORDS, falling_bands, rising_bands

__all__ = ["given_facts", "ruleset_texts", "rulesets"]

_DATA = ("甲", "乙", "丙", "丁")
_FORMULAS = (
    "甲 ÷ 乙",
    "|甲 - 乙| ÷ 乙",
    "(甲 + 丙) ÷ (乙 + 丁)",
    "最大(甲、丙) ÷ 乙",
    "合计(甲、乙、丙) ÷ 丁",
    "甲 × 系数 ÷ 乙",
    "合计数 ÷ 乙",
)
_APPLIES = ("甲 > 0万元", "乙 ≥ 甲 或 丙 = 0万元", "非 (丁 > 100万元)")
_SCALE = "量表  健全性：健全 100% > 基本健全 80% > 不健全 0%"
_HEADS = {
    "舍入": ("舍入  每项 2位", "舍入  每项 1位，总分 0位"),
    "不适用": tuple(f"不适用  {rule}" for rule in ("满分", "重分配", "折算", "剔除")),
    "缺失": ("缺失  待定", "缺失  计零"),
    "等级": ("等级  优 ≥90分、良 ≥80分、中 ≥60分、差 <60分",),
    "亮灯": ("亮灯  红 <60%、黄 <80%、绿 ≥80%",),
    "评分办法": ("评分办法  比例法\n  别名    按比例的办法\n  计分    按完成比例，不足 50% 计零",),
    "单列": ("单列    满意度：按完成率分档：≥100% 得 100%、其余 得 0%", "定性    按量表"),
    "差距": ("差距    10个百分点", "零计划  不适用"),
    "检查": ("检查  甲不小于零: 甲 ≥ 0万元 否则 错误 “甲小于零”", "检查  甲乙相等: 甲 = 乙 误差 0.01万元 否则 警告 “甲乙不等”"),
}
_BESIDE = ("别名  又名{name}", "证据  批复文件", "依据  《办法》第一条", "说明  按口径填报")
_COUNT, _RATE, _WORD, _DAY, _RANK, _MORE, _BOTH = "count", "rate", "word", "day", "rank", "more", "both"
_KINDS = (_COUNT, _RATE, _WORD, _COUNT, _RATE, _DAY, _RANK, _MORE, _BOTH)


class _Indicator(NamedTuple):
    """What was drawn for one indicator; numbers choose among what its kind has."""

    kind: str
    weight: int
    edge: int
    falls: bool
    policy: int
    formula: int
    applies: int
    beside: int
    half: bool


def ruleset_texts() -> st.SearchStrategy[str]:
    """Draw the text of a sound ruleset of up to nine indicators, full marks 100分.

    There are levels, weights, several periods, formulas over data, parameters and data that formulas make, every form of scoring,
    conditions (适用), checks, grades, ceilings, rounding, lights, and what becomes of the marks of what does not apply.

    >>> from hypothesis import find, settings
    >>> once = settings(database=None, derandomize=True)
    >>> print(find(ruleset_texts(), lambda text: True, settings=once))
    规则集  抽样
    满分    100分
    一级指标  一类 100分
      三级指标  指标一 100分 全年 ≥1家 越大越好
        计分    达标得满分
    <BLANKLINE>
    """
    return _TEXTS


@st.composite
def rulesets(draw: st.DrawFn) -> RuleSet:
    """Draw a ruleset that evaluates; a failing test shows its text.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, database=None)
    ... @given(rulesets())
    ... def nothing_known_leaves_everything_open(rules):
    ...     assert 0 <= rules.evaluate({}).score.low <= rules.evaluate({}).score.high <= 100
    >>> nothing_known_leaves_everything_open()
    """
    text = draw(_TEXTS)
    note(text)
    return load_ruleset(text)


def given_facts() -> st.SearchStrategy[GivenFacts]:
    """Draw a ruleset and facts for it, which know it.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, database=None)
    ... @given(given_facts())
    ... def a_score_is_no_more_than_full_marks(facts):
    ...     assert facts.evaluate().score.high <= facts.ruleset.full_marks
    >>> a_score_is_no_more_than_full_marks()
    """
    return rulesets().flatmap(facts_for)


def _text(drawn: tuple[list[_Indicator], int, int, int]) -> str:
    """Return the text of what was drawn; the last indicator gets the marks that are left."""
    indicators, opens, chosen, ceiling = drawn
    heads = [chosen // 5**place % 5 for place in range(len(_HEADS))]
    left = 100 - sum(one.weight for one in indicators[:-1])
    weighed = [*indicators[:-1], indicators[-1]._replace(weight=left)]
    names = [f"指标{number}" for number in "一二三四五六七八九"]
    body: list[str] = []
    for level, start, end in _levels(opens, len(weighed)):
        marks = sum(one.weight for one in weighed[start:end])
        body.append(f"一级指标  {level}类 {marks}分")
        depth = (end - start) * len(weighed) % 3 if len(weighed) > 1 else 0
        body.extend(f"  {word}  {level}类{word} {marks}分" for word in ("二级指标", "重点工作")[:depth])
        for name, one in zip(names[start:end], weighed[start:end], strict=True):
            body.extend(_lines(name, one))
    rates = [name for name, one in zip(names, weighed, strict=False) if one.kind == _RATE]
    return "\n".join([*_head(weighed, heads, rates[0] if rates and ceiling else ""), *body]) + "\n"


def _levels(opens: int, count: int) -> Iterator[tuple[str, int, int]]:
    """Yield the levels with the indicators from one place to another."""
    starts = [0, *(place for place in range(1, count) if opens >> place & 1)]
    for level, (start, end) in zip("一二三四五六七八九", zip(starts, [*starts[1:], count], strict=True), strict=False):
        yield level, start, end


def _head(indicators: list[_Indicator], heads: list[int], capped: str) -> Iterator[str]:
    yield "规则集  抽样"
    yield "满分    100分"
    kinds = {one.kind for one in indicators}
    computed = _RATE in kinds or any(one.applies for one in indicators)
    if _WORD in kinds or _BOTH in kinds:
        yield _SCALE
    if computed:
        yield from (f"数据    {name} 万元" for name in _DATA)
        yield from ("数据    合计数 万元 = 甲 + 丙", "参数    系数 = 50% 自 2025-01-01")
    for chosen, (word, lines) in zip(heads, _HEADS.items(), strict=True):
        if chosen and (word != "检查" or computed):
            yield from lines[(chosen - 1) % len(lines)].split("\n")
    if capped:
        yield f"上限    {capped} <50% 至多 59分、<60% 至多 69分"


def _lines(name: str, one: _Indicator) -> Iterator[str]:
    target, way, policies = _target(one)
    half = f" 半年 {target}" if one.half else ""
    yield f"  三级指标  {name} {one.weight}分{half} 全年 {target}{way}"
    if one.kind == _RATE:
        yield f"    公式    {_FORMULAS[one.formula % len(_FORMULAS)]}"
    yield f"    计分    {policies[one.policy % len(policies)]}"
    if one.applies:
        yield f"    适用    {_APPLIES[one.applies - 1]}"
    if one.beside:
        yield f"    {_BESIDE[one.beside - 1].format(name=name)}"


def _target(one: _Indicator) -> tuple[str, str, tuple[str, ...]]:
    """Return the target of an indicator, which way it is better, and the lines that can score it."""
    edge, falls = one.edge, one.falls
    way = " 越小越好" if falls else " 越大越好"
    direct = RISING[:2]
    match one.kind:
        case "word":
            return "健全", "", WORDS
        case "both":
            return f"健全;≥{edge}项", "", direct
        case "day":
            return f"2025年{edge % 12 + 1}月底前", "", direct
        case "rank":
            return f"前{edge}名", "", direct
        case "more":
            return f"较上年{'下降' if falls else '提高'}≥{edge}%", "", direct
        case kind:
            unit = "%" if kind == _RATE else "家"
            bands = falling_bands(edge, unit) if falls else rising_bands(edge, unit)
            return f"{'≤' if falls else '≥'}{edge}{unit}", way, (*(FALLING if falls else RISING), *bands)


_ONE = st.builds(
    _Indicator,
    kind=st.sampled_from(_KINDS),
    weight=st.integers(1, 10),
    edge=st.integers(1, 200),
    falls=st.booleans(),
    policy=st.integers(0, 59),
    formula=st.integers(0, len(_FORMULAS) - 1),
    applies=st.integers(0, len(_APPLIES)),
    beside=st.integers(0, len(_BESIDE)),
    half=st.booleans(),
)
_TEXTS = st.tuples(
    st.lists(_ONE, min_size=1, max_size=9),
    st.integers(0, 2**9 - 1),
    st.integers(0, 5 ** len(_HEADS) - 1),
    st.integers(0, 1),
).map(_text)
