"""Cases of `verdicts.jsonl`: what follows from a target, its direction and an actual value, worked out a second time here."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from conformance.draft import UNITS, Draft, Ends, above, at_least, at_most, below, between, number, point, required

__all__ = ["HIGHER", "LOWER", "drafts"]

HIGHER, LOWER, EXACT = "越大越好", "越小越好", "等于为好"
GIVEN, SIGN, NAME, ZERO, DEFAULT = "指定", "比较符", "指标名称", "零值", "默认"


class Asked(NamedTuple):
    """A target as it is built: its sign, number and unit, and what else is said about it."""

    sign: str
    digits: str
    unit: str
    name: str = ""
    named: str = ""
    given: str = ""

    @property
    def text(self) -> str:
        """Return the expression."""
        return f"{self.sign}{self.digits}{self.unit}"


_SIGNS = {"≥": at_least, ">": above, "≤": at_most, "<": below, "=": point, "": point}


def _direction(asked: Asked) -> tuple[str, str]:
    """Return the direction and what decides it: given, sign, name, zero, default."""
    if asked.given:
        return asked.given, GIVEN
    if asked.sign in ("≥", ">"):
        return HIGHER, SIGN
    if asked.sign in ("≤", "<"):
        return LOWER, SIGN
    if asked.named:
        return asked.named, NAME
    if Fraction(asked.digits) == 0 and not asked.name:
        return LOWER, ZERO
    return HIGHER, DEFAULT


def judged(ends: Ends, direction: str, source: str, unit: str, actual: Fraction) -> dict[str, Any]:
    """Return everything about an actual value in the unit of the target; a point opens towards the better side."""
    if ends.low is not None and ends.low == ends.high and direction != EXACT:
        ends = at_least(ends.low) if direction == HIGHER else at_most(ends.low)
    met = ends.holds(actual)
    completion = None
    if direction == HIGHER and ends.low is not None and ends.low > 0:
        completion = actual / ends.low
    gap = None
    if not met:
        edges = [edge for edge in (ends.low, ends.high) if edge is not None]
        gap = {"number": number(min(abs(actual - edge) for edge in edges)), "unit": UNITS[unit].gap}
    beyond = (direction == HIGHER and ends.high is None and ends.low is not None and actual > ends.low) or (
        direction == LOWER and ends.high is not None and actual < ends.high
    )
    return {
        "refused": False,
        "verdict": "达标" if met else "未达标",
        "completion": None if completion is None else number(completion),
        "shortfall": gap,
        "reason": "short" if not met else "exceeded" if beyond else "met",
        "direction": direction,
        "direction_source": source,
    }


def _case(topic: str, asked: Asked, value: Fraction | int | str, why: str, written: str | None = None) -> Draft:
    """Return a case whose actual value is `value` in the unit of the target, written as it stands or as `written`."""
    actual = Fraction(value)
    given: dict[str, Any] = {"target": asked.text, "actual": f"{number(actual)}{asked.unit}" if written is None else written}
    if asked.name:
        given["name"] = asked.name
    if asked.given:
        given["direction"] = asked.given
    direction, source = _direction(asked)
    return required(topic, given, judged(_SIGNS[asked.sign](asked.digits), direction, source, asked.unit, actual), why)


_EDGES = [("17500", "家", 1), ("95", "%", "0.1"), ("30", "天", 1), ("2.5", "亿元", "0.01"), ("0.5", "‰", "0.1"), ("100", "", 1)]
_EDGES += [("60000", "台", 1), ("12", "个工作日", 1), ("8", "个百分点", "0.5")]

_NAMES = [
    ("拥有高新技术企业数", HIGHER, "17500", "家"),
    ("入网仪器数量", HIGHER, "60000", "台"),
    ("固定资产利用率", HIGHER, "100", "%"),
    ("预算执行率", HIGHER, "100", "%"),
    ("支付进度符合率", HIGHER, "100", "%"),
    ("群众满意度", HIGHER, "90", "%"),
    ("验收合格率", HIGHER, "95", "%"),
    ("信访办结率", HIGHER, "98", "%"),
    ("培训人次", HIGHER, "500", "人次"),
    ("在职人员控制率", LOWER, "100", "%"),
    ("公用经费控制率", LOWER, "100", "%"),
    ("预算调整率", LOWER, "5", "%"),
    ("预算偏差率", LOWER, "10", "%"),
    ("结转结余率", LOWER, "8", "%"),
    ("产品不合格率", LOWER, "2", "%"),
    ("投诉件数", LOWER, "12", "件"),
    ("安全事故起数", LOWER, "3", "起"),
    ("单位成本", LOWER, "1200", "元"),
    ("万元产值能耗", LOWER, "0.5", "吨"),
    ("平均响应时间", LOWER, "15", "分钟"),
]


def drafts() -> Iterator[Draft]:
    """Yield all cases that are drawn."""
    yield from _edges()
    yield from _named()
    yield from _given()
    yield from _zeros()
    yield from _ranges()
    yield from _exact()
    yield from _converted()


def _edges() -> Iterator[Draft]:
    """Yield every sign exactly at its edge and one step to either side."""
    for sign in ("≥", ">", "≤", "<"):
        for digits, unit, step in _EDGES:
            edge = Fraction(digits)
            for value, said in ((edge - Fraction(step), "低一步"), (edge, "正好在界上"), (edge + Fraction(step), "高一步")):
                yield _case("edge", Asked(sign, digits, unit), value, f"{sign} 的界限：{said}")
        yield _case("far", Asked(sign, "17500", "家"), 0, "实际为零")
        yield _case("far", Asked(sign, "17500", "家"), 35000, "实际是目标的两倍")
        yield _case("far", Asked(sign, "3", "%"), -4, "实际是负数")


def _named() -> Iterator[Draft]:
    """Yield targets with = whose direction the name tells."""
    for name, direction, digits, unit in _NAMES:
        edge = Fraction(digits)
        for sign in ("=", ""):
            asked = Asked(sign, digits, unit, name, direction)
            for value in (edge * 9 / 10, edge, edge * 11 / 10) if sign else (edge * 4 / 5, edge * 6 / 5):
                yield _case("name", asked, value, f"「{name}」说明{direction}，= 按这个方向读")
        opposite = "≤" if direction == HIGHER else "≥"
        yield _case("sign-first", Asked(opposite, digits, unit, name, direction), edge * 3 / 4, "有不等号的先看不等号，名称不改变它")
    for digits, unit in (("30", "元"), ("4", "场"), ("54.2", "%"), ("7", "")):
        asked = Asked("=", digits, unit)
        for value in (Fraction(digits) - 1, Fraction(digits), Fraction(digits) + 1):
            yield _case("default", asked, value, "没有名称也没有不等号的，默认越大越好")


def _given() -> Iterator[Draft]:
    """Yield targets whose direction is given from outside: it goes before the name."""
    for given in (HIGHER, LOWER, EXACT):
        for name, named, digits, unit in (
            ("拥有高新技术企业数", HIGHER, "100", "家"),
            ("在职人员控制率", LOWER, "100", "%"),
            ("", "", "3", "起"),
        ):
            asked = Asked("=", digits, unit, name, named, given)
            for value in (Fraction(digits) - 1, Fraction(digits), Fraction(digits) + 1):
                yield _case("given", asked, value, f"方向指定为{given}，在名称之前")
    for given in (HIGHER, LOWER, EXACT):
        asked = Asked("≥", "95", "%", "", "", given)
        for value in ("94", "95", "96"):
            yield _case("given", asked, value, "指定的方向不改变不等号的界限")


def _zeros() -> Iterator[Draft]:
    for digits, unit in (("0", "%"), ("0", "起"), ("0", "家"), ("0", "")):
        for value in ("-1", "0", "0.01", "3"):
            yield _case("zero", Asked("=", digits, unit), value, "目标为零，没有名称：越小越好，没有完成比例")
    for name, named, unit in (("预算调整率", LOWER, "%"), ("结转结余率", LOWER, "%"), ("新增企业数", HIGHER, "家")):
        for value in ("-2", "0", "5"):
            yield _case("zero", Asked("=", "0", unit, name, named), value, "目标为零，方向看名称；没有完成比例")
    for sign in ("≤", "≥"):
        for value in ("-0.5", "0", "0.5"):
            yield _case("zero", Asked(sign, "0", "%"), value, "零是普通的界限，零本身算在内")
    for sign, digits in (("≤", "-30"), ("≥", "-3"), ("=", "-5")):
        for value in ("-40", digits, "-2", "0", "4"):
            yield _case("negative", Asked(sign, digits, "%"), value, "负的目标没有完成比例")


def _range(text: str, ends: Ends, unit: str, value: str, why: str) -> Draft:
    expected = judged(ends, EXACT, SIGN, unit, Fraction(value))
    return required("range", {"target": text, "actual": f"{value}{unit}"}, expected, why)


def _ranges() -> Iterator[Draft]:
    """Yield ranges at both ends and one step beyond; a range has no better side."""
    for brackets in ("[]", "[)", "(]", "()"):
        text = f"{brackets[0]}80%,90%{brackets[1]}"
        for value in ("79.9", "80", "80.1", "89.9", "90", "90.1"):
            yield _range(text, between(80, 90, brackets), "%", value, "一段的两端，开闭照写；离最近的一端有多远就差多远")
    for text, unit, low, high in (("20-30家", "家", "20", "30"), ("85%≤利用率≤95%", "%", "85", "95"), ("3至5天", "天", "3", "5")):
        for value in (str(int(low) - 2), low, high, str(int(high) + 3)):
            yield _range(text, between(low, high), unit, value, "一段两头都包括，不是越大越好")


def _exact() -> Iterator[Draft]:
    """Yield numbers on which binary floating point goes wrong."""
    for digits, value, unit in (
        ("0.3", Fraction(1, 10) + Fraction(2, 10), "%"),
        ("0.7", Fraction(7, 10), "万元"),
        ("1.1", Fraction(11, 10), "元"),
        ("0.57", Fraction(57, 100), "%"),
        ("9007199254740993", Fraction(9007199254740993), "元"),
        ("9007199254740993", Fraction(9007199254740992), "元"),
        ("100.0000000001", Fraction(100), "元"),
        ("12345678901234567890", Fraction(12345678901234567889), "元"),
        ("3", Fraction("2.99999999999"), "家"),
    ):
        for sign in ("≥", "≤", "="):
            yield _case("exact", Asked(sign, digits, unit), value, "准确计算：二进制浮点数在这里会判错")
    for digits, value in (("3", 1), ("7", 3), ("17500", 16800), ("60000", 59999), ("13", 12), ("9", 10)):
        yield _case("completion", Asked("≥", digits, "家"), value, "完成比例是准确的分数")


def _converted() -> Iterator[Draft]:
    """Yield actual values in another unit of the same dimension, and in other spellings."""
    for sign, digits, unit, written, value in (
        ("=", "850", "亿元", "8500000万元", "850"),
        ("≥", "1000", "万元", "0.1亿元", "1000"),
        ("≥", "1000", "万元", "9999999元", "999.9999"),
        ("≤", "30", "天", "720小时", "30"),
        ("≤", "2", "周", "15天", "15/7"),
        ("≤", "15", "分钟", "900秒", "15"),
        ("≥", "3", "亩", "2000平方米", "3"),
        ("≥", "3", "亩", "0.2公顷", "3"),
        ("≥", "3", "亩", "1999平方米", "5997/2000"),
        ("≥", "5", "吨", "10000斤", "5"),
        ("≥", "1", "公里", "999米", "0.999"),
        ("≥", "5", "‰", "0.5%", "5"),
        ("≥", "95", "%", "950‰", "95"),
        ("≥", "95", "%", "9.5成", "95"),
        ("≥", "95", "%", "0.95倍", "95"),
        ("≤", "1", "年", "12个月", "1"),
        ("≤", "1", "年", "5个季度", "5/4"),
        ("≥", "12000", "人次", "1.2万人次", "12000"),
        ("≥", "17500", "家", "１７，５００家", "17500"),
        ("≥", "12", "家", "十二家", "12"),
        ("≥", "0.6", "", "3/5", "0.6"),
        ("≤", "10", "%", "百分之十", "10"),
    ):
        yield _case("convert", Asked(sign, digits, unit), value, "单位先换算再比较，差额用指标值的单位", written)
