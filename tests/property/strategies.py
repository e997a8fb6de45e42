"""What the laws draw: meanings first, then one of the many ways in which a table would write them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from attrs import frozen
from hypothesis import strategies as st

from perfrules import PerfRulesError
from perfrules.testing.strategies.numerals import chinese, financial, separated
from perfrules.value.interval import IntervalSet
from perfrules.value.numeral import write_number
from perfrules.value.unit_table import find_unit

__all__ = [
    "COMPOSITES",
    "WHOLE_UNITS",
    "Written",
    "arabic_numerals",
    "assert_told",
    "bounds",
    "chinese",
    "comparisons",
    "decimals",
    "financial",
    "fullwidth",
    "numerals",
    "prose",
    "ranges",
    "token_soup",
    "values_near",
    "written",
]

FULL_WIDTH = str.maketrans("0123456789,.%=<>-+", "０１２３４５６７８９，．％＝＜＞－＋")


def fullwidth(text: str) -> str:
    """Return a text with its ASCII signs and digits in full width."""
    return text.translate(FULL_WIDTH)


def decimals(low: int = 0, high: int = 10**9, places: int = 3) -> st.SearchStrategy[Fraction]:
    """Draw exact decimals between two whole numbers, small and round ones often."""
    fine = st.builds(
        lambda whole, part, place: min(Fraction(whole) + Fraction(part, 10**place), Fraction(high)),
        st.integers(low, high),
        st.integers(0, 999),
        st.integers(1, places),
    )
    return st.one_of(st.integers(low, min(high, low + 120)).map(Fraction), st.integers(low, high).map(Fraction), fine)


def arabic_numerals(number: Fraction) -> st.SearchStrategy[str]:
    """Draw one way to write a decimal of zero or more with Arabic digits."""
    return st.sampled_from([write_number(number), separated(number), fullwidth(write_number(number)), fullwidth(separated(number))])


def numerals(number: Fraction) -> st.SearchStrategy[str]:
    """Draw one way to write a number of zero or more: Arabic, Chinese, financial, full width, with separators."""
    if number.denominator != 1 or number >= 10**12:
        return arabic_numerals(number)
    return st.one_of(arabic_numerals(number), st.sampled_from([chinese(int(number)), financial(int(number))]))


COUNTED = ("家", "个", "项", "人", "人次", "场", "台", "次", "户", "份")
MEASURED = ("元", "吨", "公里", "亩", "平方米", "千瓦时")
SHARED = ("%", "‰", "个百分点", "天", "个工作日", "小时", "分", "万元", "亿元", "元/亩", "次/年")
WHOLE_UNITS = COUNTED
SCALABLE = COUNTED + MEASURED

BEFORE = {
    "≥": ("≥", ">=", "≧", "＞＝", "不低于", "不少于", "不小于", "至少", "大于等于", "不得低于"),
    ">": (">", "＞", "超过", "大于", "高于", "多于"),
    "≤": ("≤", "<=", "≦", "不超过", "不高于", "不多于", "不大于", "小于等于", "不得超过"),
    "<": ("<", "＜", "低于", "少于", "小于", "不足"),
    "=": ("=", "＝", "﹦", "等于"),
}
AFTER = {"≥": ("以上", "及以上", "或以上"), "≤": ("以下", "及以下", "以内", "之内"), ">": ("以外",), "<": (), "=": ()}
HOLDS: dict[str, Callable[[Fraction], IntervalSet]] = {
    "≥": IntervalSet.at_least,
    ">": IntervalSet.above,
    "≤": IntervalSet.at_most,
    "<": IntervalSet.below,
    "=": IntervalSet.point,
}


@frozen
class Written:
    """A meaning (numbers in base units, and the unit word) beside one text that says it."""

    values: IntervalSet
    unit: str
    text: str


BLANKS = st.sampled_from(["", "", "", " ", "　"])
UNITS = st.sampled_from(SCALABLE + SHARED)


@st.composite
def amounts(draw: st.DrawFn, number: Fraction, unit: str) -> str:
    """Write a number with its unit; a magnitude (万, 亿) may stand between them."""
    sizes = [("", 1), ("万", 10**4), ("亿", 10**8)] if unit in SCALABLE else [("", 1)]
    magnitude, size = draw(st.sampled_from(sizes))
    scaled = number / size
    digits = draw(arabic_numerals(scaled) if magnitude else numerals(scaled))
    return f"{digits}{draw(BLANKS)}{magnitude}{unit}"


@st.composite
def comparisons(draw: st.DrawFn, units: st.SearchStrategy[str] = UNITS) -> Written:
    """Draw a comparison with one bound, written with a sign or a word, before or behind."""
    sign, number, unit = draw(st.sampled_from(sorted(HOLDS))), draw(decimals()), draw(units)
    amount = draw(amounts(number, unit))
    place = draw(st.sampled_from([*BEFORE[sign], *(f"@{word}" for word in AFTER[sign])]))
    blank = draw(BLANKS)
    text = f"{amount}{place[1:]}" if place.startswith("@") else f"{place}{blank}{amount}"
    return Written(HOLDS[sign](number * find_unit(unit).factor), unit, text)


@st.composite
def ranges(draw: st.DrawFn) -> Written:
    """Draw a closed range, an interval in brackets or a tolerance."""
    low, high = sorted([draw(decimals(high=10**6)), draw(decimals(high=10**6))])
    unit = draw(UNITS)
    factor = find_unit(unit).factor
    first, last = write_number(low), write_number(high)
    style = draw(st.sampled_from(["both", "shared", "bracket", "around"]))
    if style == "bracket":
        left, right = draw(st.sampled_from(["[", "("])), draw(st.sampled_from(["]", ")"]))
        values = IntervalSet.between(low * factor, high * factor, low_closed=left == "[", high_closed=right == "]")
        return Written(values, unit, f"{left}{first},{last}{right}{unit}")
    if style == "around":
        values = IntervalSet.between((high - low) * factor, (high + low) * factor)
        return Written(values, unit, f"{last}{unit}±{first}{unit}")
    dash = draw(st.sampled_from(["-", "~", "至", "到", "—", "－", "～"]))
    if style == "shared" and unit in ("万元", "亿元"):
        style = "both"
    joined = f"{first}{unit}{dash}{last}{unit}" if style == "both" else f"{first}{dash}{last}{unit}"
    return Written(IntervalSet.between(low * factor, high * factor), unit, joined)


def written() -> st.SearchStrategy[Written]:
    """Draw any measured meaning with a text for it."""
    return st.one_of(comparisons(), ranges())


@st.composite
def bounds(draw: st.DrawFn) -> IntervalSet:
    """Draw any interval set with a few coarse ends, so that ends often meet."""
    pieces = IntervalSet()
    for _ in range(draw(st.integers(0, 4))):
        ends = sorted(draw(st.lists(st.integers(-8, 8), min_size=2, max_size=2)))
        low, high = (Fraction(end, 2) for end in ends)
        piece = IntervalSet.between(low, high, low_closed=draw(st.booleans()), high_closed=draw(st.booleans()))
        rays = (IntervalSet.at_least(high), IntervalSet.above(high), IntervalSet.at_most(low), IntervalSet.below(low))
        pieces |= draw(st.sampled_from([piece, piece, piece, *rays]))
    return pieces


def assert_told(error: PerfRulesError, code: str = "E") -> None:
    """Check that an error carries diagnostics, with a code that begins as expected, and can be shown."""
    assert error.diagnostics
    assert all(diagnostic.code.startswith(code) for diagnostic in error.diagnostics)
    assert str(error)


def values_near(ends: list[Fraction], step: Fraction) -> list[Fraction]:
    """Return every place where a verdict can differ: the ends, one step beside them, and the middles."""
    ends = sorted(set(ends)) or [Fraction(0)]
    middles = [(low + high) / 2 for low, high in pairwise(ends)]
    return [*ends, *(end - step for end in ends), *(end + step for end in ends), *middles]


COMPOSITES = (
    "健全", "优良", "明显提高", "2025年12月底前", "12月31日前", "2025年上半年", "前3名", "第1名", "较上年提高≥5个百分点",
    "同比下降3%", "只增不减", "不适用", "暂不确定", "/", "培训≥3场", "参训≥200人", "≥95%", "=0起", "90%-95%", "约50家", "100%±5%",
    "<3家", "无", "2020.1.1-2020.12.31", "1:20以内", "合格率100%", "专款专用", "≥3次/年", "400元/人·天",
)  # fmt: skip
"""Texts of every kind of target, for laws over whole targets."""

TOKENS = (
    *"0123456789.,%‰-~±+/=<>≥≤≠≈:;()[]{}*×、。，；：（）［］％＝＞＜０５ 　",
    *"万亿千百十个家人次年月日元分成倍零一两三〇壹贰含不每各共达到至近约余多前第无優達",
    "不低于", "不超过", "超过", "以上", "以内", "以下", "左右", "控制在", "达到", "至少", "较上年", "同比", "提高", "下降", "增长",
    "个百分点", "百分之", "分之", "每人", "每年", "万元", "亿元", "人次", "工作日", "小时", "元/人·天", "2025年", "12月", "底", "31日",
    "一季度", "上半年", "第1名", "前10", "其中", "且", "或", "并", "和", "及", "健全", "明显", "合格率", "培训", "不含", "(含)", "持平",
    "零增长", "不适用", "XX", "<p>", "</p>", "&nbsp;", "＆", "\u200b", "\ufeff", "\n", "\t", "99999999999999999999", "０．５", "1,000",
)  # fmt: skip
"""Pieces of which cells are made, and some that never belong there."""


def token_soup(longest: int = 30) -> st.SearchStrategy[str]:
    """Draw cells that are made of the right pieces in the wrong order."""
    return st.lists(st.sampled_from(TOKENS), max_size=longest).map("".join)


@st.composite
def prose(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw a sentence with quantities at known places, and those quantities as they are written."""
    subjects = ("入网仪器数", "服务企业", "技术合同成交额", "培训学员", "新建道路", "群众满意度")
    said: list[str] = []
    clauses: list[str] = []
    for _ in range(draw(st.integers(1, 5))):
        number, unit = draw(decimals(high=10**6)), draw(st.sampled_from(["家", "万元", "台", "%", "公里", "人次"]))
        amount = f"{draw(st.sampled_from(['达到', '超过', '不低于', '≥', '']))}{write_number(number)}{unit}"
        said.append(amount)
        clauses.append(draw(st.sampled_from(subjects)) + amount)
    return draw(st.sampled_from(["，", "；", "。", ","])).join(clauses) + "。", said
