"""Options of a policy: which go with which form of scoring, and what their numbers may be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from attrs import evolve

from perfrules.scoring.policy import Band, Bands, Curve, Direct, Equal, Form, Over, PerUnit, Policy, Ratio, Reverse, Steps, Zero
from perfrules.value.numeral import write_number

__all__ = ["Misfit", "point_of", "with_entries", "with_options"]

Option = tuple[str, Any]
"""A field of `Policy` and its value; `otherwise`, `mode` and `most` belong to the form, to steps and to over-achievement."""

_NAMES = {
    "otherwise": "否则 得",
    "floor": "不足 … 计零",
    "explain": "不足 … 说明",
    "passing": "及格线",
    "cap": "封顶",
    "reverse": "反向",
    "reverse_steps": "反向",
    "equal": "等于",
    "width": "至 … 归零",
    "zero": "零值",
    "zero_steps": "零值",
    "negative": "负值",
    "over": "超额",
    "most": "至多扣",
}
_OF_COMPLETION = frozenset({"reverse", "equal", "width", "zero", "negative", "over"})
_OF_RATIO = _OF_COMPLETION | {"reverse_steps", "zero_steps", "floor", "explain", "passing", "cap"}
_POINT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)\s*(\S*)")


class Misfit(ValueError):
    """Something that is written well but does not go with the rest: the code and arguments of its diagnostic."""

    def __init__(self, code: str, **args: str) -> None:
        super().__init__(code)
        self.code = code
        self.arguments = args


def with_entries(form: Form, entries: Iterable[Band]) -> Form:
    """Return a form with more bands, or more points of its curve."""
    more = tuple(entries)
    if isinstance(form, Bands):
        return evolve(form, bands=form.bands + more)
    if isinstance(form, Curve):
        return evolve(form, points=form.points + tuple(map(point_of, more)))
    if more:
        raise Misfit("E661", option=str(more[0]))
    return form


def point_of(entry: Band) -> tuple[Fraction, str, Any]:
    """Return the point of a curve that is written like a band."""
    match = _POINT.fullmatch(entry.values or "")
    if match is None:
        raise Misfit("E660", found=entry.values or "其余", expected="数字")
    return Fraction(match[1]), match[2], entry.award


def with_options(policy: Policy, options: Iterable[Option]) -> Policy:
    """Return a policy with its options; one that is given twice, or goes with another form, is a `Misfit`."""
    latest = "form"
    for name, value in options:
        if name == "mode":
            policy = _with_mode(policy, latest, value)
        elif name == "otherwise":
            policy = _otherwise(policy, value)
        elif name == "most":
            policy = _with_most(policy, value)
        else:
            policy = _with(policy, name, value)
        latest = name if name in ("reverse_steps", "zero_steps") else latest
    return policy


def _with(policy: Policy, name: str, value: Any) -> Policy:
    both = name.removesuffix("_steps")
    if getattr(policy, both) is not None or name not in _options_of(policy.form):
        raise Misfit("E661", option=_NAMES[name])
    if name == "width" and policy.equal is not Equal.TWO_SIDED:
        raise Misfit("E661", option=_NAMES[name])
    _check_number(name, value)
    if name == "reverse_steps":
        return evolve(policy, reverse=Reverse.STEPS, reverse_steps=value)
    if name == "zero_steps":
        return evolve(policy, zero=Zero.STEPS, zero_steps=value)
    return evolve(policy, **{name: value})


def _options_of(form: Form) -> frozenset[str]:
    match form:
        case Ratio():
            return _OF_RATIO
        case Bands(of_completion=True) | Curve(of_completion=True):
            return _OF_COMPLETION
        case Direct() | Bands() | Curve() | Steps() | PerUnit():
            return frozenset({"over"})
        case _:
            return frozenset()


def _with_mode(policy: Policy, latest: str, mode: Any) -> Policy:
    """Say of the steps that were written last what becomes of one that is not complete."""
    steps = getattr(policy, latest)
    if not isinstance(steps, Steps) or steps.mode is not None:
        raise Misfit("E661", option=mode.value)
    changed: dict[str, Any] = {latest: evolve(steps, mode=mode)}
    return evolve(policy, **changed)


def _otherwise(policy: Policy, award: Any) -> Policy:
    if not isinstance(policy.form, Direct) or policy.form.otherwise.number:
        raise Misfit("E661", option=_NAMES["otherwise"])
    return evolve(policy, form=Direct(award) if award.number else Direct())


def _with_most(policy: Policy, award: Any) -> Policy:
    over = policy.over
    if over is None or over.step is None or over.most is not None:
        raise Misfit("E661", option=_NAMES["most"])
    return evolve(policy, over=evolve(over, most=award))


def _check_number(name: str, value: Any) -> None:
    """Refuse percentages that would make a policy mean nothing, such as a pass mark of 100%."""
    if isinstance(value, Over):
        _check(name, value.threshold, value.threshold >= 1, "≥100%")
        _check(name, value.step, value.step is None or value.step > 0, ">0%")
    elif name == "passing":
        _check(name, value, value < 1, "<100%")
    elif name in ("floor", "explain"):
        _check(name, value, 0 < value <= 1, ">0% ≤100%")
    elif name == "cap":
        _check(name, value.number, value.number > 0 and (value.is_points or value.number <= 1), ">0% ≤100%")
    elif name == "width":
        _check(name, value, value > 0, ">0%")


def _check(name: str, share: Fraction | None, is_sound: bool, known: str) -> None:
    if not is_sound and share is not None:
        raise Misfit("E705", option=_NAMES[name], found=f"{write_number(share * 100)}%", known=known)
