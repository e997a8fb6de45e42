"""Units by example: the shipped table, exact ratios, and lines that are no unit."""

from __future__ import annotations

from fractions import Fraction

import pytest

from perfrules import Quantity, UnitError, parse_quantity
from perfrules.text.resources import read_resource
from perfrules.value.unit import NO_UNIT, comparable
from perfrules.value.unit_table import find_unit, read_unit_table, standard_units


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("1亩", "平方米", Fraction(2000, 3)), ("3亩", "平方米", 2000), ("15亩", "公顷", 1), ("1公顷", "平方米", 10_000),
        ("1平方公里", "公顷", 100), ("1平方公里", "亩", 1500), ("2斤", "公斤", 1), ("1吨", "斤", 2000), ("10两", "斤", 1), ("1克",
        "千克", Fraction(1, 1000)),
        ("1亿元", "万元", 10_000), ("0.2亿元", "元", 20_000_000), ("1千元", "元", 1000), ("1里", "米", 500), ("1公里", "米", 1000),
        ("5‰", "%", Fraction(1, 2)), ("1‱", "%", Fraction(1, 100)), ("9成", "%", 90), ("1.5倍", "%", 150), ("3比例", "倍", 3),
        ("1天", "小时", 24), ("90分钟", "小时", Fraction(3, 2)), ("1周", "天", 7), ("1年", "个月", 12), ("1个季度", "个月", 3), ("36秒",
        "小时", Fraction(1, 100)),
        ("1立方米", "升", 1000), ("500毫升", "升", Fraction(1, 2)), ("1兆瓦时", "千瓦时", 1000), ("1.2万人次", "人次", 12_000),
        ("1万元/亩", "元/平方米", 15), ("12元/年", "元/月", 1), ("10人/10万人", "‱", 1), ("1GB", "MB", 1024), ("1个百分点", "个基点", 100),
    ],
)  # fmt: skip
def test_conversions_are_exact(text: str, unit: str, number: int | Fraction) -> None:
    assert parse_quantity(text).to(unit).number == number


def test_every_line_of_the_shipped_table_is_read() -> None:
    text = read_resource("rulesets/vocab/units.perf")
    table = read_unit_table(text)
    names = [name for line in text.splitlines() for name in _names(line)]
    assert len(names) > 300
    for name in names:
        unit = table.words[name]
        assert unit.symbol == name
        assert unit.factor > 0
        assert unit.dimension
    assert set(table.words) == set(names) == set(standard_units().words)


def _names(line: str) -> list[str]:
    head, _, rest = line.partition(" ")
    if head not in ("单位", "量词", "离散"):
        return []
    rest = rest.replace("（", "(").replace("）", ")")
    return rest.partition("=")[0].partition("#")[0].replace("通用", "").strip().split("、")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("货币 元", "行首"), ("元", "行首"), ("单位 元 特别", "属性"), ("单位 元、元", "重复"), ("单位 元、", "重复"),
        ("单位 万元 = 10000元", "等号"),
        ("单位 元\n单位 万元 = 元", "等号"), ("单位 元\n单位 万元 = -1元", "等号"), ("单位 元\n单位 万元 = 0元", "等号"),
        ("单位 元\n单位 万元 = 1/0元", "等号"),
        ("单位 元\n单位 元", "重复"),
    ],
)  # fmt: skip
def test_a_bad_line_is_named(line: str, why: str) -> None:
    with pytest.raises(UnitError) as caught:
        read_unit_table(line)
    diagnostic = caught.value.diagnostics[0]
    assert diagnostic.code == "E201"
    assert why in diagnostic.message
    assert diagnostic.where == f"第{line.count(chr(10)) + 1}行"


def test_comments_blank_lines_and_full_width_signs_are_taken() -> None:
    table = read_unit_table("# 金额\n\n单位　元  # 基本\n单位 万元 ＝ 10000 元\n量词 家、户\n量词 个 通用\n离散 人次")
    assert table.words["万元"].factor == 10_000
    assert table.words["个"].generic
    assert table.words["户"].count
    assert table.words["人次"].discrete
    assert not table.words["人次"].count
    millions = table.find("百万家")
    assert millions is not None
    assert millions.symbol == "百万家"
    assert millions.factor == 10**6
    assert table.find("桶") is None


def test_unknown_words_are_units_of_their_own() -> None:
    unit = find_unit("扎")
    assert not unit.known
    assert comparable(unit, find_unit("扎")) == ""
    assert comparable(unit, find_unit("家")) is None
    assert not find_unit("元/扎").known
    assert find_unit("") is NO_UNIT


@pytest.mark.parametrize(
    ("wanted", "given", "code"),
    [
        ("家", "家", ""),
        ("家", "个", "N202"),
        ("个", "家", "N202"),
        ("家", "", "N203"),
        ("", "%", "N203"),
        ("家", "户", None),
        ("人", "人次", None),
        ("%", "‰", ""),
    ],
)
def test_how_two_units_compare(wanted: str, given: str, code: str | None) -> None:
    assert comparable(find_unit(wanted), find_unit(given)) == code


def test_quantities_of_two_dimensions_are_neither_equal_nor_ordered() -> None:
    money, homes = parse_quantity("3元"), parse_quantity("3家")
    assert money != homes
    assert money != 3
    with pytest.raises(UnitError):
        sorted([money, homes])
    with pytest.raises(TypeError):
        money < 3  # type: ignore[operator]  # noqa: B015


def test_quantities_are_equal_by_amount_alone() -> None:
    assert parse_quantity("0元") != parse_quantity("1元")
    assert parse_quantity("1万元") == parse_quantity("10000元")
    assert len({parse_quantity(text) for text in ("1万元", "10000元", "1.0万元", "2万元")}) == 2
    assert Quantity(Fraction(1)) < Quantity(Fraction(2))


@pytest.mark.parametrize("text", ["≥5家", "健全", "3-5家", "2025年", "", "约5家"])
def test_what_is_no_quantity_says_what_it_is(text: str) -> None:
    with pytest.raises(UnitError) as caught:
        parse_quantity(text)
    assert caught.value.diagnostics[0].code == "E116"


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [("十千克", 10, "千克"), ("二百千瓦", 200, "千瓦"), ("五千克", 5, "千克"), ("三千米", 3, "千米"), ("十二千瓦时", 12, "千瓦时")],
)
def test_chinese_numerals_before_units_with_a_magnitude(text: str, number: int, unit: str) -> None:
    assert parse_quantity(text).to(unit).number == number
