"""Parsing policies: text becomes a policy, or one diagnostic that names the place where it breaks."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Any

from perfrules.scoring.grammar import grammar_text
from perfrules.scoring.options import Misfit, Option, point_of, with_entries, with_options
from perfrules.scoring.policy import (
    Award,
    Band,
    Bands,
    ByName,
    Curve,
    Direct,
    Equal,
    Grading,
    Manual,
    Mode,
    Negative,
    Over,
    PerUnit,
    Policy,
    Ratio,
    Reverse,
    Side,
    Steps,
    Zero,
)
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.fold import Folded, fold
from perfrules.text.lexeme import Lexeme
from perfrules.text.limits import MAX_CELL
from perfrules.text.machine import Machine, build_machine
from perfrules.text.near import alike

__all__ = ["FORMS", "OPTIONS", "parse_policy"]

FORMS = (
    "达标得满分",
    "按完成比例",
    "分档：",
    "按完成率分档：",
    "按量表",
    "每偏离",
    "每低",
    "每超",
    "每",
    "折线：",
    "按值折线：",
    "人工",
    "按办法",
)
"""How a policy can begin."""
OPTIONS = (
    "否则 得",
    "不足 60% 计零",
    "不足 90% 说明",
    "及格线",
    "封顶",
    "不足一档不扣",
    "不足一档按一档",
    "按比例",
    "反向",
    "等于",
    "至 100% 归零",
    "零值",
    "负值",
    "超额",
    "至多扣",
)
"""How an option can begin."""

_SIDES = {"偏": Side.BOTH, "低": Side.BELOW, "少": Side.BELOW, "超": Side.ABOVE, "高": Side.ABOVE, "多": Side.ABOVE}
_SAID = {
    "NUMBER": "数字",
    "UNIT": "计量单位",
    "NAME": "名称",
    "RANGE": "指标值的范围",
    "REST": "其余",
    "AWARD": "%、分",
    "_GET": "得",
    "_LOSE": "扣",
    "_COLON": "：",
    "_SEP": "、",
    "_PERCENT": "%",
    "_NIL": "计零",
    "_GONE": "归零",
    "MODE": "不足一档不扣、不足一档按一档、按比例",
    "REVERSE": "超一倍归零、按比值、超出计零",
    "EQUAL": "按不低于、按不低于并复核、两侧、必须相等、按名称",
    "ZERO": "按达标",
    "NEGATIVE": "按比例、按达标",
    "NONE": "不计",
    "OVER": "说明、人工",
    "BEYOND": "超过",
}


class _Builder:
    """What the parsing machine makes of each rule: forms, and options as pairs of a field and its value."""

    def policy(self, children: list[Any]) -> Policy:
        form, *rest = children
        entries = (one for one in rest if isinstance(one, Band))
        return with_options(Policy(with_entries(form, entries)), (one for one in rest if not isinstance(one, Band)))

    def direct(self, _: list[Any]) -> Direct:
        return Direct()

    def ratio(self, _: list[Any]) -> Ratio:
        return Ratio()

    def bands(self, children: list[Any]) -> Bands:
        word, band = children
        return Bands((band,), word.text != "分档")

    def entry(self, children: list[Any]) -> Band:
        values, award = children
        return Band(None if values.text == "其余" else values.text.strip(), award)

    def grades(self, children: list[Any]) -> Grading:
        return Grading("" if children[0] is None else children[0].text.strip("「」"))

    def steps(self, children: list[Any]) -> Steps:
        side, (step, unit), award = children
        return Steps(_SIDES[side.text[1]], step, unit, award)

    def per(self, children: list[Any]) -> PerUnit:
        (step, unit), award = children
        return PerUnit(step, unit, award)

    def curve(self, children: list[Any]) -> Curve:
        word, entry = children
        return Curve((point_of(entry),), word.text == "折线")

    def manual(self, _: list[Any]) -> Manual:
        return Manual()

    def by_name(self, children: list[Any]) -> ByName:
        return ByName(children[0].text.strip("「」"))

    def amount(self, children: list[Any]) -> tuple[Fraction, str]:
        return Fraction(children[0].text), "" if children[1] is None else children[1].text

    def award(self, children: list[Any]) -> Award:
        number, unit = children
        return Award(Fraction(number.text), True) if unit.text == "分" else Award(Fraction(number.text) / 100)

    def otherwise(self, children: list[Any]) -> Option:
        return "otherwise", children[0]

    def floor(self, children: list[Any]) -> Option:
        return "floor", _share(children[0])

    def passing(self, children: list[Any]) -> Option:
        return "passing", _share(children[0])

    def cap(self, children: list[Any]) -> Option:
        return "cap", children[0]

    def explain(self, children: list[Any]) -> Option:
        if children[1].text != "说明":
            raise Misfit("E661", option=f"不足 … {children[1].text}")
        return "explain", _share(children[0])

    def mode(self, children: list[Any]) -> Option:
        return "mode", Mode(children[0].text)

    def reverse(self, children: list[Any]) -> Option:
        return "reverse", Reverse(children[0].text)

    def reverse_steps(self, children: list[Any]) -> Option:
        return "reverse_steps", self.steps(children)

    def equal(self, children: list[Any]) -> Option:
        return "equal", Equal(children[0].text)

    def width(self, children: list[Any]) -> Option:
        return "width", _share(children[0])

    def zero(self, children: list[Any]) -> Option:
        return "zero", Zero(children[0].text)

    def zero_steps(self, children: list[Any]) -> Option:
        return "zero_steps", self.steps(children)

    def negative(self, children: list[Any]) -> Option:
        return "negative", Negative(children[0].text)

    def over_none(self, children: list[Any]) -> Option:
        return "over", Over(children[0].text)

    def over_flag(self, children: list[Any]) -> Option:
        beyond, share, word = children
        return "over", Over(word.text, _share(share), is_strict=beyond is not None)

    def over_fixed(self, children: list[Any]) -> Option:
        beyond, share, award = children
        return "over", Over("扣", _share(share), award, is_strict=beyond is not None)

    def over_steps(self, children: list[Any]) -> Option:
        beyond, share, step, award = children
        return "over", Over("扣", _share(share), award, _share(step), is_strict=beyond is not None)

    def most(self, children: list[Any]) -> Option:
        return "most", children[0]


def _share(number: Lexeme) -> Fraction:
    return Fraction(number.text) / 100


@cache
def _machine() -> Machine:
    return build_machine(grammar_text(), "policy", _Builder())


def parse_policy(text: str) -> Policy | tuple[Diagnostic, ...]:
    """Return the policy that a text writes, or what is wrong with it; places are places in `text`.

    >>> str(parse_policy("分档：≤10% 得 100%，≤20%得60%；其余得0%"))
    '分档：≤10% 得 100%、≤20% 得 60%、其余 得 0%'
    >>> [(one.code, one.hint) for one in parse_policy("按完成比率，封顶100%")][0][0]
    'E660'
    """
    folded = fold(text, markup=False)
    if len(text) > MAX_CELL:
        return (Diagnostic("E669", {"limit": str(MAX_CELL)}, folded.written[:60]),)
    try:
        policy = _machine().run(folded.text)
    except Misfit as misfit:
        return (_misfit(misfit, folded),)
    return (_explain(folded),) if policy is None else policy


def _misfit(misfit: Misfit, folded: Folded) -> Diagnostic:
    """Return the diagnostic of something that does not go with the rest, at the last place where it is written."""
    args = misfit.arguments
    said = (args.get("found") or args["option"]).split()[0]
    start = max(0, folded.text.rfind(said))
    end = start + len(said) if folded.text.startswith(said, start) else len(folded.text)
    return Diagnostic(misfit.code, args, folded.written, folded.span(start, end))


def _explain(folded: Folded) -> Diagnostic:
    """Return the diagnostic for the place where a policy breaks."""
    machine = _machine()
    where = machine.rejection(folded.text)
    start = where.position
    if start is None:
        end = len(folded.text.rstrip())
        return Diagnostic("E668", {"expected": _expected(where.expected, folded.text)}, folded.written, folded.span(end, end))
    run = re.compile(r"[^\s,、;:0-9]+").match(folded.text, start)
    found = run[0] if run else where.found or folded.text[start : start + 1]
    known = FORMS if start == len(folded.text) - len(folded.text.lstrip()) else OPTIONS
    near = alike(found[:60], (word.split()[0].rstrip("：") for word in known))
    args = {"found": found, "expected": _expected(where.expected, folded.text[:start])}
    if near and near != found:
        args["suggestion"] = near
    return Diagnostic("E660", args, folded.written, folded.span(start, start + len(found)))


def _expected(terminals: frozenset[str], before: str) -> str:
    if "_DIRECT" in terminals or not before.strip():
        return "、".join(FORMS)
    if "_ELSE" in terminals:
        return "、".join(OPTIONS)
    return "、".join(dict.fromkeys(said for name, said in _SAID.items() if name in terminals)) or "（结束）"
