"""Laws of many rows: a frame says about every row what one value at a time says, however rows come together."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import inf, nan, nextafter
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from bulk.backends import FRAMES, Frames, answers, frame_of, options_of
from bulk.cases import Answer, Row, Setup, by_kind, double, scalar
from perfrules import PerfRulesError, parse_target
from perfrules.target.body import Every, Measure, OneOf
from perfrules.testing import strategies as ps
from perfrules.value.unit_table import standard_units
from perfrules.value.words import standard_words
from property.strategies import COMPOSITES, token_soup

pl = pytest.importorskip("polars")
pytest.importorskip("perfrules.bulk.frame")

from perfrules.bulk.skeletons import skeleton_of, split  # noqa: E402  needs polars

_POLARS = next(one for one in FRAMES if one.name == "polars")
_OTHERS = [one for one in FRAMES if one.name not in ("polars", "scalar") and one.is_here()]
_ALL = settings.default.max_examples if settings.default else 100
_HALF, _SOME = max(10, _ALL // 2), max(10, _ALL // 8)

_UNITS = (
    "",
    "%",
    "‰",
    "家",
    "个",
    "人",
    "人次",
    "元",
    "万元",
    "亿元",
    "天",
    "个工作日",
    "公里",
    "个百分点",
    "分",
    "起",
    "万人次",
    "年",
    "期",
    "月",
    "日",
    "个月",
    "季度",
)
_BEFORE = ("≥", "≤", "=", ">", "<", "", "不低于", "不超过", "约", "≠", "达到", "控制在", "不少于")
_BEHIND = ("", "", "", "以上", "以内", "左右", "。", "以下")
_WORDED = (
    *(
        "健全",
        "优",
        "良好以上",
        "明显提高",
        "有所提升",
        "有效",
        "合格",
        "基本健全",
        "管理制度逐步健全",
        "安全稳定",
        "按时完成",
        "不健全",
        "是",
        "无",
    ),
    *(
        "完善制度",
        "按规定推进",
        "是否有利于城市发展",
        "2025年6月底前",
        "2024年3月1日",
        "12月31日前",
        "6月底前完成",
        "第3名",
        "较上年提高5%",
    ),
    *("/", "待定", "≥**万元", "≥178≥", "工313%", "12..5家", "≥3家", "0起", "≤10%", "培训≥3场、参训≥200人"),
)
_SAID = ("已完成", "达成预期指标", "部分达成年度指标", "未完成", "基本达到", "不适用", "", "3..5", "5家", "12%", "2025年5月", *_WORDED)
_NAMES = ("", "高新技术企业数", "预算调整率", "投诉次数", "满意度", "成本节约率", "三公经费变动率", "资产负债率", "完成及时率")
_WEIGHTS = (1.0, 10.0, 0.5, 33.3, 0.0, None, 2.5, 0.1, 7.0)
_STEPS = tuple(Fraction(1, 10**places) for places in (0, 1, 2, 3, 6, 12))
_RATIOS = tuple(
    Fraction(text) for text in ("0", "0.5", "0.6", "0.8", "0.9", "0.95", "1", "1.1", "1.2", "1.3", "1.5", "2", "-1", "3", "0.01", "100")
)


@cache
def _policies() -> tuple[str, ...]:
    from perfrules.ruleset.library import Library
    from perfrules.ruleset.named import named_policies_in

    return ("", *(one.name for one in named_policies_in(Library([]))))


def _digits(drawn: tuple[int, int]) -> str:
    number, places = drawn
    text = f"{number:0{places + 1}d}"
    return text if not places else f"{text[:-places]}.{text[-places:]}"


_NUMERALS = st.tuples(
    st.one_of(st.integers(0, 200), st.integers(0, 10**6), st.integers(0, 10**17)), st.sampled_from((0, 0, 0, 1, 2, 3, 9))
).map(_digits)
_AMOUNTS = st.tuples(st.sampled_from(_BEFORE), _NUMERALS, st.sampled_from(_UNITS), st.sampled_from(_BEHIND)).map("".join)
_RANGES = st.tuples(_NUMERALS, st.sampled_from("-~至,"), _NUMERALS, st.sampled_from(_UNITS)).map("".join)
_TARGETS = st.one_of(
    _AMOUNTS, _AMOUNTS, ps.targets().map(str), ps.targets().flatmap(ps.renderings), _RANGES, st.sampled_from(COMPOSITES), token_soup(8)
)


def _edges(text: str) -> list[Fraction]:
    """Return the numbers at which something changes, in units of the target and in base units."""
    try:
        target = parse_target(text)
    except PerfRulesError:
        return [Fraction(1)]
    parts = target.body.parts if isinstance(target.body, Every | OneOf) else (target,)
    found = []
    for part in parts:
        factor = part.body.unit.factor if isinstance(part.body, Measure) else Fraction(1)
        found += [edge / size for edge in part.boundaries() for size in {factor, Fraction(1)} if isinstance(edge, Fraction)]
    return found or [Fraction(1)]


@st.composite
def _numbers_near(draw: st.DrawFn, text: str) -> float:
    """Draw a double at, one step beside, or one last digit beside a place where something changes."""
    edge = draw(st.sampled_from(_edges(text))) * draw(st.sampled_from((*_RATIOS, *(Fraction(1),) * len(_RATIOS))))
    number = double(edge + draw(st.sampled_from((0, 0, 1, -1))) * draw(st.sampled_from(_STEPS)))
    assert number is not None
    match draw(st.integers(0, 3)):
        case 0:
            return nextafter(number, inf)
        case 1:
            return nextafter(number, -inf)
        case _:
            return number


_DOUBLES = st.one_of(
    st.floats(), st.floats(-1000, 1000), st.integers(-200, 200).map(float), st.sampled_from((nan, inf, -inf, 0.0, -0.0, 0.1 + 0.2))
)
_TEXTS = st.one_of(
    st.tuples(_NUMERALS, st.sampled_from(_UNITS)).map("".join),
    _AMOUNTS,
    ps.quantities().map(str),
    st.sampled_from((*COMPOSITES, "", "/", "无", "不适用", "3..5", "2025年12月31日")),
    token_soup(6),
)


@st.composite
def _text_near(draw: st.DrawFn, text: str) -> str:
    """Draw the text of an amount near a place where something changes, in a unit of its own."""
    number = draw(_numbers_near(text))
    places = draw(st.integers(0, 6))
    return f"{number:.{places}f}{draw(st.sampled_from(_UNITS))}"


@st.composite
def rows(draw: st.DrawFn, kind: str, *, beside: bool = True) -> Row:
    """Draw a row: a target of any kind, an actual value that has something to do with it or not, and the cells beside."""
    target = draw(st.one_of(_TARGETS, _TARGETS, _TARGETS, st.none())) if beside else draw(_TARGETS)
    if kind == "double":
        actual: Any = draw(st.one_of(_numbers_near(target or ""), _numbers_near(target or ""), _DOUBLES, st.none()))
    else:
        actual = draw(st.one_of(_text_near(target or ""), _TEXTS, st.none(), st.just(target)))
    if not beside:
        return Row(target, actual)
    unit = draw(st.sampled_from(("", "", "", *_UNITS)))
    operator = draw(st.sampled_from(("", "", "", "≥", "≤", "=")))
    return Row(target, actual, draw(st.sampled_from(_NAMES)), unit, operator, draw(st.sampled_from(_WEIGHTS)))


_SETUPS = st.builds(
    Setup,
    policy=st.sampled_from(_policies()),
    weight=st.sampled_from((None, "column", "column", 10, Fraction(1, 3))),
    direction=st.sampled_from((None, None, None, "越大越好", "越小越好", "等于为好")),
    bare_percent=st.sampled_from((None, None, "percent", "fraction")),
    year=st.sampled_from((None, 2025)),
)


@st.composite
def tables(draw: st.DrawFn, most: int = 30, kind: str = "") -> tuple[list[Row], Setup]:
    """Draw the rows of a frame; with targets of one form now and then, as a real table has them."""
    kind = kind or draw(st.sampled_from(("double", "text")))
    found = draw(st.lists(rows(kind), min_size=1, max_size=most))
    if draw(st.booleans()):
        before, unit, behind = draw(st.sampled_from(_BEFORE)), draw(st.sampled_from(_UNITS)), draw(st.sampled_from(_BEHIND))
        numerals = draw(st.lists(_NUMERALS, min_size=6, max_size=12))
        found += [Row(f"{before}{number}{unit}{behind}", draw(rows_actual(kind, f"{before}{number}{unit}"))) for number in numerals]
    return found, draw(_SETUPS)


def rows_actual(kind: str, target: str) -> st.SearchStrategy[Any]:
    """Draw an actual value for a target."""
    return _numbers_near(target) if kind == "double" else _text_near(target)


def assert_same(frames: Frames, found: list[Row], setup: Setup) -> None:
    """Check that a library of frames says about rows what is said about their values one at a time."""
    for row, answer in answers(frames, found, setup):
        wanted = scalar(row, setup)
        assert answer == wanted, (
            frames,
            row,
            setup,
            [pair for pair in zip(Answer._fields, answer, wanted, strict=True) if pair[1] != pair[2]],
        )


@settings(max_examples=_HALF)
@given(tables())
def test_a_frame_says_what_one_value_at_a_time_says(table: tuple[list[Row], Setup]) -> None:
    assert_same(_POLARS, *table)


@settings(max_examples=_SOME)
@given(tables(most=12))
def test_every_library_says_the_same(table: tuple[list[Row], Setup]) -> None:
    for frames in _OTHERS:
        assert_same(frames, *table)


@settings(max_examples=_HALF)
@given(
    st.sampled_from(_BEFORE),
    st.sampled_from(_UNITS),
    st.sampled_from(_BEHIND),
    st.lists(_NUMERALS, min_size=6, max_size=8, unique=True),
    st.data(),
    _SETUPS,
)
def test_numbers_at_an_edge_and_one_step_beside_it(
    before: str, unit: str, behind: str, numerals: list[str], data: st.DataObject, setup: Setup
) -> None:
    targets = [f"{before}{number}{unit}{behind}" for number in numerals]
    kind = data.draw(st.sampled_from(("double", "text")))
    found = [Row(target, data.draw(rows_actual(kind, target)), weight=10.0) for target in targets for _ in range(2)]
    assert_same(_POLARS, found, setup)


def _words_around() -> tuple[st.SearchStrategy[str], st.SearchStrategy[str]]:
    words, units = standard_words(), ("", *standard_units().words)
    before = st.sampled_from(("", "≥", "<=", "≤", "=", ">", "<", "≠", *words.before, *words.reach))
    behind = st.tuples(st.sampled_from(units), st.sampled_from(("", "", *words.after))).map("".join)
    return before, behind


@given(*_words_around(), _NUMERALS)
def test_texts_of_a_skeleton_differ_by_their_number_only(before: str, behind: str, numeral: str) -> None:
    skeleton, (parts,) = skeleton_of(before, behind), split(pl.Series([f"{before}{numeral}{behind}"])).to_dicts()
    if skeleton is None or not parts["plain"] or not parts["digits"]:
        return
    meant, body = parse_target(f"{before}{numeral}{behind}"), skeleton.target.body
    assert isinstance(body, Measure)
    assert isinstance(meant.body, Measure)
    assert meant.body == evolve(body, values=body.values.scaled(Fraction(numeral)))
    assert [one.code for one in meant.notes] == [one.code for one in skeleton.target.notes]
    assert meant.label == skeleton.target.label


@settings(max_examples=_HALF)
@given(st.lists(st.sampled_from(_WORDED), min_size=2, max_size=9), st.lists(st.sampled_from(_SAID), min_size=1, max_size=9), _SETUPS)
def test_words_answer_many_targets(targets: list[str], said: list[str], setup: Setup) -> None:
    assert_same(_POLARS, [Row(target, actual, weight=10.0) for actual in said for target in targets], setup)


@settings(max_examples=_HALF)
@given(
    st.lists(st.tuples(_NUMERALS, _NUMERALS), min_size=4, max_size=7),
    st.lists(st.sampled_from(("", "%", "家", "户", "万元", "元", "天")), min_size=1, max_size=3),
    st.data(),
    _SETUPS,
)
def test_ranges_of_any_width(ends: list[tuple[str, str]], units: list[str], data: st.DataObject, setup: Setup) -> None:
    targets = [f"{low}-{high}{unit}" for low, high in ends for unit in units]
    kind = data.draw(st.sampled_from(("double", "text")))
    assert_same(_POLARS, [Row(target, data.draw(rows_actual(kind, target)), weight=10.0) for target in targets], setup)


@settings(max_examples=_HALF)
@given(tables(most=14), st.data())
def test_order_duplicates_and_pieces_do_not_matter(table: tuple[list[Row], Setup], data: st.DataObject) -> None:
    from perfrules.bulk import Evaluator, Options

    found, setup = table
    evaluator = Evaluator(Options(**options_of(setup)))
    for kind, some in by_kind(found):
        frame = frame_of(some, kind)
        whole = evaluator.evaluate(frame)
        order = data.draw(st.lists(st.integers(0, len(some) - 1), max_size=2 * len(some)))
        cuts = sorted(data.draw(st.lists(st.integers(0, len(some)), max_size=4)))
        pieces = [frame[start:end] for start, end in zip([0, *cuts], [*cuts, len(some)], strict=True)]
        fresh = Evaluator(Options(**options_of(setup)))
        assert pl.concat([fresh.evaluate(piece) for piece in pieces]).equals(whole)
        assert evaluator.evaluate(frame[order]).equals(whole[order])
        assert evaluator.evaluate(frame).equals(whole)
        assert whole.select(frame.columns).equals(frame)


@settings(max_examples=_SOME)
@given(
    st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=12, min_value=-(10**24), max_value=10**24), min_size=1, max_size=12),
    _TARGETS,
    _SETUPS,
)
def test_exact_decimals_stay_exact(values: list[Any], target: str, setup: Setup) -> None:
    assert_same(_POLARS, [Row(target, value, weight=5.0) for value in values], setup)


@settings(max_examples=_SOME)
@given(
    st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(-3, 120), min_size=1, max_size=12),
    st.lists(_TARGETS, min_size=1, max_size=4),
    _SETUPS,
)
def test_whole_numbers_stay_exact(values: list[int], targets: list[str], setup: Setup) -> None:
    assert_same(_POLARS, [Row(target, value, weight=5.0) for target in targets for value in values], setup)
