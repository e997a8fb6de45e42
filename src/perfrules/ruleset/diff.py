"""Differences between two rulesets, in the words of the language: what means something else, not what is written otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from perfrules.ruleset.model import Dated, Indicator, Model, PolicySet
from perfrules.value.numeral import write_number

__all__ = ["Difference", "diff_models", "diff_text"]


class Difference(NamedTuple):
    """One thing that changed: of `name`, `what` from `before` to `after`; an empty one was not there."""

    name: str
    what: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.what} {self.before or '（无）'} → {self.after or '（无）'}".strip()


def diff_models(old: Model, new: Model) -> tuple[Difference, ...]:
    """Return what evaluating by the new model may decide otherwise than by the old one, in the order of the new one.

    >>> from perfrules.evaluation.loading import resolved
    >>> texts = [f"规则集 小表\\n三级指标 偏差率 {weight}分 全年 {target}" for weight, target in (("3", "≤10%"), ("2", "≤15%"))]
    >>> print(diff_text(diff_models(*(resolved(text).model for text in texts))))
    偏差率 分值 3 → 2；全年 ≤10% → ≤15%
    """
    found = [
        *_simple("规则集", _head(old), _head(new)),
        *_all(old.units, new.units, "单位", lambda unit: {"单位": f"{unit.factor} {unit.dimension}"}),
        *_all(old.scales, new.scales, "量表", lambda scale: {"量表": str(scale)}),
        *_all(old.parameters, new.parameters, "参数", _parameter),
        *_all(old.data, new.data, "数据", lambda datum: {"单位": str(datum.unit), "公式": _text(datum.formula)}),
        *_all(old.policies, new.policies, "评分办法", _policies),
        *_all(old.sections, new.sections, "级别", _section),
        *_all(old.indicators, new.indicators, "三级指标", _indicator),
        *_all(old.checks, new.checks, "检查", lambda check: {"检查": str(check.condition), "级别": check.severity, "说法": check.message}),
        *_all(
            old.review,
            new.review,
            "审核",
            lambda one: {"审核": " ".join([one.weight, *(f"{k} {v}" for k, v in one.values.items())]).strip()},
        ),
    ]
    return tuple(found)


def diff_text(differences: tuple[Difference, ...]) -> str:
    """Return differences as lines, one for each name."""
    lines: dict[str, list[str]] = {}
    for one in differences:
        lines.setdefault(one.name, []).append(str(one))
    return "\n".join(f"{name} {'；'.join(parts)}" for name, parts in lines.items())


def _head(model: Model) -> dict[str, str]:
    return {
        "标题": model.title,
        "版本": model.version,
        "生效": str(model.validity),
        "满分": _number(model.full_marks),
        "均分": model.equal,
        **_policies(model.policy),
    }


def _policies(policies: PolicySet) -> dict[str, str]:
    return {word: _text(value) for word, value in policies.parts.items()}


def _parameter(parameter: Any) -> dict[str, str]:
    return {"值": "、".join(f"{value} {days}".strip() for days, value in parameter.values)}


def _section(section: Any) -> dict[str, str]:
    return {"分值": _number(section.weight), "计分": _text(section.policy), "适用": _text(section.applies)}


def _indicator(one: Indicator) -> dict[str, str]:
    return {
        "分值": _number(one.weight),
        **{period: _text(target) for period, target in one.targets.items()},
        "方向": "" if one.direction is None else one.direction.value,
        "公式": _text(one.formula),
        "计分": _text(one.policy),
        "适用": _text(one.applies),
        "生效": str(one.validity),
    }


def _number(value: Any) -> str:
    return "" if value is None else write_number(value)


def _text(value: Any) -> str:
    """Return what a value means, in canonical words: a change of spelling is no difference."""
    if value is None:
        return ""
    if isinstance(value, Dated):
        texts = dict.fromkeys(str(one) for _, one in value.values)
        return "、".join(texts) if len(value.values) < 2 else "、".join(f"{one} {days}" for days, one in value.values)
    return str(getattr(value, "value", value))


def _all(old: Mapping[Any, Any], new: Mapping[Any, Any], kind: str, facts: Any) -> Iterator[Difference]:
    for key in [*new, *(key for key in old if key not in new)]:
        name = key[-1] if isinstance(key, tuple) else key
        if key not in old:
            yield Difference(name, f"新增{kind}", "", _brief(facts(new[key])))
        elif key not in new:
            yield Difference(name, f"删去{kind}", _brief(facts(old[key])), "")
        else:
            yield from _simple(name, facts(old[key]), facts(new[key]))


def _brief(facts: Mapping[str, str]) -> str:
    return " ".join(f"{word} {text}" for word, text in facts.items() if text) or "有"


def _simple(name: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Difference]:
    for word in dict.fromkeys([*new, *old]):
        before, after = old.get(word, ""), new.get(word, "")
        if before != after:
            yield Difference(name, word, before, after)
