"""Cases of `scores.jsonl`: marks of one value under a policy, by formulas written down a second time here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import cycle, pairwise
from math import ceil, floor
from typing import Any, NamedTuple

from conformance.draft import Draft, number, required

__all__ = ["drafts", "marks_between"]

Share = Callable[[Fraction], Fraction]


def _unit(value: Fraction) -> Fraction:
    """Return a share that is neither below nothing nor above all."""
    return max(Fraction(0), min(Fraction(1), value))


def _ratio(target: int, mark: Fraction = Fraction(0), floor_at: Fraction = Fraction(0), cap: Fraction = Fraction(1)) -> Share:
    def share(actual: Fraction) -> Fraction:
        c = actual / target
        return Fraction(0) if c < floor_at else min(_unit((c - mark) / (1 - mark)), cap)

    return share


def _linear(target: int, width: Fraction = Fraction(1)) -> Share:
    """Return the reverse rule that falls to nothing at `width` beyond the target."""
    return lambda actual: Fraction(1) if actual <= target else _unit(1 - (actual - target) / (target * width))


def _steps(bound: Fraction, step: Fraction, off: Fraction, count: Callable[[Fraction], Any], sign: int = 1) -> Share:
    """Return full marks up to a bound and `off` less for each step beyond it; `sign` is -1 where it is below."""
    return lambda actual: _unit(1 - off * Fraction(count(max(Fraction(0), sign * (actual - bound)) / step)))


def _bands(*bands: tuple[Callable[[Fraction], bool], str]) -> Share:
    def share(actual: Fraction) -> Fraction:
        return next((Fraction(part) for holds, part in bands if holds(actual)), Fraction(0))

    return share


def _line(*points: tuple[str, str]) -> Share:
    """Return the line through points, level outside them."""
    known = [(Fraction(x), Fraction(y)) for x, y in points]

    def share(value: Fraction) -> Fraction:
        if value <= known[0][0]:
            return known[0][1]
        for (x, y), (other, above) in pairwise(known):
            if value <= other:
                return y + (above - y) * (value - x) / (other - x)
        return known[-1][1]

    return share


class Rule(NamedTuple):
    """A policy on a target, with the share that an actual value of `unit` gets."""

    topic: str
    policy: str
    target: str
    direction: str
    unit: str
    share: Share
    actuals: str
    why: str


_UP, _DOWN, _SAME = "越大越好", "越小越好", "等于为好"
_F = Fraction
_COUNTS = "0 59 60 61 80 99 100 101 130 200"
_OVER = "0 80 99.9 100 100.1 120 150 199 200 250"

_RULES = [
    Rule("direct", "达标得满分", "≥100家", _UP, "家", lambda a: _F(a >= 100), "0 99 100 101", "达标得满分，否则不得分"),
    Rule(
        "direct", "达标得满分，否则 得 30%", "≥100家", _UP, "家", lambda a: _F(1) if a >= 100 else _F(3, 10), "0 99 100", "未达标也得三成"
    ),
    Rule("direct", "达标得满分", "<5%", _DOWN, "%", lambda a: _F(a < 5), "0 4.99 5 6", "不含本数的界限"),
    Rule("ratio", "按完成比例", "≥100家", _UP, "家", _ratio(100), _COUNTS, "实际 ÷ 目标 × 分值，封顶满分"),
    Rule("ratio", "按完成比例", "≥3家", _UP, "家", _ratio(3), "0 1 2 3 4", "三分之一没有有限小数，仍然准确"),
    Rule("ratio", "按完成比例", "=7场", _UP, "场", _ratio(7), "0 1 3 6 7 8", "= 越大越好的同 ≥"),
    Rule("ratio", "按完成比例", "≥90%", _UP, "%", _ratio(90), "0 45 85 90 100", "比率指标也按比例"),
    Rule("floor", "按完成比例，不足 60% 计零", "≥100家", _UP, "家", _ratio(100, floor_at=_F(3, 5)), _COUNTS, "不到六成不得分，正好六成算"),
    Rule("passing", "按完成比例，及格线 60%", "≥100家", _UP, "家", _ratio(100, _F(3, 5)), _COUNTS, "六成得零分，八成得一半"),
    Rule("cap", "按完成比例，封顶 80%", "≥100家", _UP, "家", _ratio(100, cap=_F(4, 5)), _COUNTS, "完成再多也只得八成"),
    Rule("reverse", "按完成比例，反向 超一倍归零", "≤100万元", _DOWN, "万元", _linear(100), _OVER, "超过多少减多少，超一倍归零"),
    Rule("reverse", "按完成比例，反向 超一倍归零", "≤3%", _DOWN, "%", _linear(3), "0 3 4 5 6 7", "超过多少减多少"),
    Rule("reverse", "按完成比例，反向 按比值", "≤100万元", _DOWN, "万元", lambda a: _unit(100 / a) if a else _F(1), _OVER, "目标 ÷ 实际"),
    Rule("reverse", "按完成比例，反向 超出计零", "≤100万元", _DOWN, "万元", lambda a: _F(a <= 100), _OVER, "超出就不得分"),
    Rule(
        "equal",
        "按完成比例，等于 两侧",
        "=100家",
        _SAME,
        "家",
        lambda a: _unit(1 - abs(a - 100) / 100),
        "0 50 99 100 101 150 200",
        "两侧偏离一样扣",
    ),
    Rule(
        "equal",
        "按完成比例，等于 两侧，至 50% 归零",
        "=100家",
        _SAME,
        "家",
        lambda a: _unit(1 - abs(a - 100) / 50),
        "49 50 75 100 125 150 151",
        "偏离五成归零",
    ),
    Rule("equal", "按完成比例，等于 必须相等", "=100家", _SAME, "家", lambda a: _F(a == 100), "99 100 101", "必须正好"),
    Rule("equal", "按完成比例，等于 按不低于", "=100家", _SAME, "家", _ratio(100), "0 50 99 100 150", "= 按 ≥ 算"),
    Rule(
        "bands",
        "分档：≤10% 得 100%、≤20% 得 60%、其余 得 0%",
        "≤10%",
        _DOWN,
        "%",
        _bands((lambda a: a <= 10, "1"), (lambda a: a <= 20, "0.6")),
        "0 10 10.01 20 20.01 50",
        "按实际值分档，每档包括写出的一端",
    ),
    Rule(
        "bands",
        "分档：≥90% 得 100%、≥80% 得 80%、≥60% 得 50%、其余 得 0%",
        "≥90%",
        _UP,
        "%",
        _bands((lambda a: a >= 90, "1"), (lambda a: a >= 80, "0.8"), (lambda a: a >= 60, "0.5")),
        "0 59.99 60 79.9 80 89.99 90 100",
        "满意度分档",
    ),
    Rule(
        "bands",
        "按完成率分档：≥100% 得 100%、≥80% 得 70%、≥60% 得 50%、其余 得 0%",
        "≥50家",
        _UP,
        "家",
        _bands((lambda a: a >= 50, "1"), (lambda a: a >= 40, "0.7"), (lambda a: a >= 30, "0.5")),
        "0 29 30 39 40 49 50 60",
        "按完成率分档",
    ),
    Rule(
        "bands",
        "分档：≤0% 得 5分、≤10% 得 4分、≤20% 得 3分、≤30% 得 2分、其余 得 0分",
        "≤0%",
        _DOWN,
        "%",
        _bands((lambda a: a <= 0, "0.5"), (lambda a: a <= 10, "0.4"), (lambda a: a <= 20, "0.3"), (lambda a: a <= 30, "0.2")),
        "",
        "以分计的各档",
    ),
    Rule(
        "steps",
        "每超 1个百分点 扣 10%，不足一档不扣",
        "≤100%",
        _DOWN,
        "%",
        _steps(_F(100), _F(1), _F(1, 10), floor),
        "95.1 100 100.99 101 101.5 105 109.9 110 130",
        "不满一个百分点的不扣",
    ),
    Rule(
        "steps",
        "每超 1个百分点 扣 10%，不足一档按一档",
        "≤100%",
        _DOWN,
        "%",
        _steps(_F(100), _F(1), _F(1, 10), ceil),
        "100 100.01 101 101.5 109 109.5 130",
        "不满一个百分点的按一个扣",
    ),
    Rule(
        "steps",
        "每超 1个百分点 扣 10%，按比例",
        "≤100%",
        _DOWN,
        "%",
        _steps(_F(100), _F(1), _F(1, 10), lambda n: n),
        "100 100.5 101 104.25 110 130",
        "不满一个百分点的按比例扣",
    ),
    Rule(
        "steps",
        "每低 5% 扣 25%，不足一档不扣",
        "≥100%",
        _UP,
        "%",
        _steps(_F(100), _F(5), _F(1, 4), floor, -1),
        "60 80 85 90 95 95.01 99.27 100 110",
        "比率指标的 5% 是五个百分点；湖南：99.27% 不满一档，得满分",
    ),
    Rule(
        "steps",
        "每低 10% 扣 20%，不足一档不扣",
        "≥200家",
        _UP,
        "家",
        _steps(_F(200), _F(20), _F(1, 5), floor, -1),
        "0 100 119 120 179 180 181 200",
        "不是比率的指标，10% 是目标的一成",
    ),
    Rule(
        "steps",
        "每偏离 2家 扣 10%，不足一档不扣",
        "=50家",
        _SAME,
        "家",
        lambda a: _unit(1 - _F(1, 10) * floor(abs(a - 50) / 2)),
        "29 30 47 48 49 50 51 52 55 70 71",
        "两侧都扣",
    ),
    Rule("per-unit", "每 1家 得 10%", "≥10家", _UP, "家", lambda a: _unit(floor(a) / _F(10)), "0 1 5 9 10 12", "有一个得一份，封顶满分"),
    Rule("per-unit", "每 2家 得 25%", "≥8家", _UP, "家", lambda a: _unit(floor(a / 2) / _F(4)), "0 1 2 3 7 8 9", "满两个得一份"),
    Rule(
        "curve",
        "折线：60% 得 0%、100% 得 100%",
        "≥50家",
        _UP,
        "家",
        lambda a: _line(("0.6", "0"), ("1", "1"))(a / 50),
        "0 30 35 40 49 50 60",
        "完成率的折线，两端以外是平的",
    ),
    Rule(
        "curve",
        "按值折线：50% 得 0%、80% 得 60%、100% 得 100%",
        "≥100%",
        _UP,
        "%",
        _line(("50", "0"), ("80", "0.6"), ("100", "1")),
        "40 50 65 80 90 100 110",
        "实际值的折线",
    ),
    Rule("zero", "按完成比例，零值 按达标", "=0起", _DOWN, "起", lambda a: _F(a <= 0), "0 1 5", "目标为零没有完成比例，达标得满分"),
    Rule("zero", "按完成比例，零值 按达标", "=0%", _DOWN, "%", lambda a: _F(a <= 0), "-1 0 0.01 3", "目标为零，多一点也不得分"),
    Rule(
        "zero",
        "按完成比例，零值 每超 1% 扣 10%，不足一档不扣",
        "≤0%",
        _DOWN,
        "%",
        _steps(_F(0), _F(1), _F(1, 10), floor),
        "-2 0 0.5 1 2.5 10 20",
        "目标为零的按档扣",
    ),
    Rule(
        "negative",
        "按完成比例，负值 按比例",
        "≤-30%",
        _DOWN,
        "%",
        lambda a: _F(1) if a <= -30 else _unit(a / -30),
        "-40 -30 -29 -15 0 5",
        "负的目标，实际 ÷ 目标；不降反升不得分",
    ),
    Rule("negative", "按完成比例，负值 按达标", "≤-30%", _DOWN, "%", lambda a: _F(a <= -30), "-40 -30 -29 0", "负的目标不取比例"),
    Rule(
        "over",
        "按完成比例，超额 不计",
        "≥100家",
        _UP,
        "家",
        _ratio(100),
        "0 99 130 131 500",
        "超额不加也不扣",
    ),
    Rule("unexplained", "按完成比例，不足 90% 说明", "≥100家", _UP, "家", _ratio(100), "0 50 89 90 100", "要求说明原因，得分不变"),
]


def drafts() -> Iterator[Draft]:
    """Yield all cases of marks."""
    weights = cycle(("10", "8", "20", "5", "12.5", "3"))
    for rule in _RULES:
        for text in rule.actuals.split():
            weight = next(weights)
            marks = rule.share(Fraction(text)) * Fraction(weight)
            yield _scored(rule, f"{text}{rule.unit}", weight, marks, marks)
        weight = next(weights)
        if rule.actuals:
            beyond = [Fraction(0)] if "按比值" in rule.policy else []  # target ÷ actual comes as near to nothing as one likes
            shares = beyond + [rule.share(Fraction(text)) for text in rule.actuals.split()]
            marks, most = min(shares) * Fraction(weight), max(shares) * Fraction(weight)
            yield _scored(rule, None, weight, marks, most, "没有实际值，得分是一段：最差到最好都有可能")


def _scored(rule: Rule, actual: str | None, weight: str, low: Fraction, high: Fraction, why: str = "") -> Draft:
    given = {"policy": rule.policy, "target": rule.target, "direction": rule.direction, "weight": weight, "actual": actual}
    return required(rule.topic, given, marks_between(low, high), why or rule.why)


def marks_between(low: Fraction | str, high: Fraction | str) -> dict[str, Any]:
    """Return what is expected where marks are a point or a range."""
    return {"refused": False, "marks": {"low": number(low), "high": number(high)}}
