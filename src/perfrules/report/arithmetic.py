"""The arithmetic of a policy in words and formulas, as an official checks it against a document.

W is the weight, A the actual value, T the target, c the completion.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from perfrules.scoring.policy import (
    Award,
    Bands,
    ByName,
    Curve,
    Direct,
    Equal,
    Grading,
    Manual,
    Negative,
    Over,
    PerUnit,
    Policy,
    Ratio,
    Reverse,
    Steps,
)
from perfrules.value.numeral import write_number

__all__ = ["arithmetic_of"]

_REVERSE = {
    Reverse.LINEAR: "越小越好，A > T：c = 2 − A ÷ T，到 2T 为 0",
    Reverse.RATIO: "越小越好，A > T：c = T ÷ A",
    Reverse.ZERO: "越小越好，A > T：0",
    None: "越小越好，A > T：办法没有写，按 c = 2 − A ÷ T 并注明",
}
_EQUAL = {
    Equal.AT_LEAST: "写 = 的：按 ≥",
    Equal.REVIEW: "写 = 的：按 ≥，实际不同的要复核",
    Equal.TWO_SIDED: "写 = 的：两侧偏离一样扣，c = 1 − |A − T| ÷ {width}",
    Equal.EXACT: "写 = 的：必须相等，否则 0",
    Equal.BY_NAME: "写 = 的：方向看指标名称",
    None: "写 = 的：方向看指标名称",
}


def arithmetic_of(policy: Policy) -> Iterator[str]:
    """Yield the arithmetic of a policy, a line for each case.

    >>> from perfrules.scoring import parse_policy
    >>> print("\\n".join(arithmetic_of(parse_policy("按完成比例，及格线 60%，反向 按比值"))))
    越大越好：c = A ÷ T，得 W × (c − 60%) ÷ 40%；c < 60% 得 0，c ≥ 1 得 W
    越小越好，A ≤ T：得 W
    越小越好，A > T：c = T ÷ A
    写 = 的：方向看指标名称
    T = 0：没有完成比例，达标得 W，否则 0
    T < 0，越小越好：A < 0 时 c = A ÷ T（办法没有写，注明）
    """
    form = policy.form
    match form:
        case Ratio():
            yield _line(policy)
            yield "越小越好，A ≤ T：得 W"
            yield from _options(policy)
        case Bands(bands, of_completion):
            said = "；".join(f"{band.values or '其余'} 得 {_awarded(band.award)}" for band in bands)
            yield f"{'按完成 c' if of_completion else '按 A'}：{said}"
        case Curve(points, of_completion):
            listed = "、".join(f"({write_number(number)}{unit}, {_awarded(award)})" for number, unit, award in points)
            yield f"{'按完成 c' if of_completion else '按 A'}：各点 {listed} 之间按直线"
        case Steps():
            yield from _steps(form)
        case PerUnit(step, unit, award):
            yield f"每满 {write_number(step)}{unit} 得 {_awarded(award)}，至多 W"
        case Direct(otherwise):
            yield f"达标得 W，否则得 {_awarded(otherwise)}"
        case Grading(scale):
            yield f"按量表{f'「{scale}」' if scale else ''}：文字对应的比例 × W；比例是一段的，由人在这一段里定"
        case Manual():
            yield "由人评定，在此之前是 0 到 W"
        case ByName(name):
            yield f"按「{name}」"
    yield from _over(policy.over)


def _line(policy: Policy) -> str:
    mark = policy.passing
    top = "W" if policy.cap is None else f"至多 {_awarded(policy.cap)}"
    if mark is None:
        floor = "" if policy.floor is None else f"；c < {_percent(policy.floor)} 得 0"
        return f"越大越好：c = A ÷ T，得 W × c，c ≥ 1 得 {top}{floor}"
    return f"越大越好：c = A ÷ T，得 W × (c − {_percent(mark)}) ÷ {_percent(1 - mark)}；c < {_percent(mark)} 得 0，c ≥ 1 得 {top}"


def _options(policy: Policy) -> Iterator[str]:
    if policy.reverse is Reverse.STEPS and policy.reverse_steps is not None:
        yield from (f"越小越好，{line}" for line in _steps(policy.reverse_steps))
    else:
        yield _REVERSE[policy.reverse]
    width = "T" if policy.width is None else f"(T × {_percent(policy.width)})"
    yield _EQUAL[policy.equal].format(width=width)
    if policy.zero_steps is not None:
        yield from (f"T = 0：{line}" for line in _steps(policy.zero_steps))
    else:
        yield "T = 0：没有完成比例，达标得 W，否则 0"
    match policy.negative:
        case Negative.MET:
            yield "T < 0，越小越好：达标得 W，否则 0"
        case Negative.RATIO:
            yield "T < 0，越小越好：A < 0 时 c = A ÷ T"
        case None:
            yield "T < 0，越小越好：A < 0 时 c = A ÷ T（办法没有写，注明）"
    if policy.explain is not None:
        yield f"c < {_percent(policy.explain)}：要说明原因"


def _steps(steps: Steps) -> Iterator[str]:
    mode = {"不足一档不扣": "只算满的档", "不足一档按一档": "不满一档算一档", "按比例": "按比例"}
    said = mode[steps.mode.value] if steps.mode else "办法没有写不满一档怎样算"
    yield f"{steps.side.value} {write_number(steps.step)}{steps.unit} 扣 {_awarded(steps.award)}，{said}，扣完为止"


def _over(over: Over | None) -> Iterator[str]:
    if over is None or over.word == "不计":
        return
    start = f"A {'>' if over.is_strict else '≥'} {write_number(over.threshold)} × T"
    if over.award is None:
        yield f"{start}：{'要说明原因，不扣分' if over.word == '说明' else '由人评定扣不扣、扣多少'}"
    elif over.step is None:
        yield f"{start}：扣 {_awarded(over.award)}"
    else:
        most = "" if over.most is None else f"，至多 {_awarded(over.most)}"
        yield f"{start}：超出部分每 {_percent(over.step)} 扣 {_awarded(over.award)}，按比例{most}"


def _awarded(award: Award) -> str:
    return f"{write_number(award.number)} 分" if award.is_points else f"{_percent(award.number)} W" if award.number else "0"


def _percent(share: Fraction) -> str:
    return f"{write_number(share * 100)}%"
