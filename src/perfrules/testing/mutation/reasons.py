"""Why a mutant is equivalent, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from types import MappingProxyType

from perfrules.ruleset.blocks import Block
from perfrules.ruleset.model import Dated, Model, PolicySet
from perfrules.scoring import ByName, Policy
from perfrules.testing.mutation.mutant import Mutant

__all__ = ["Reason", "early_reason", "reason_of", "used_policies"]


class Reason(Enum):
    """Why no facts can tell a mutant from the rules, or why this file's own cases cannot see what they would tell."""

    SAME = "same"
    DEFAULT = "default"
    UNUSED_POLICY = "unused-policy"
    NOT_OF_TOTAL = "not-of-total"
    NO_MARKS = "no-marks"
    REPORT = "report"
    VALIDITY = "validity"
    UNUSED = "unused"

    @property
    def is_unseen(self) -> bool:
        """Tell whether the rule does something elsewhere: a ruleset that uses it can see the change."""
        return self in _UNSEEN

    def said(self, lang: str = "zh") -> str:
        """Return the sentence.

        >>> Reason.DEFAULT.said(), Reason.SAME.said("en")[:26]
        ('不写时也是这样', 'written otherwise, but mea')
        """
        return _SAID[self][lang != "zh"]


_UNSEEN = frozenset({Reason.UNUSED_POLICY, Reason.NOT_OF_TOTAL, Reason.NO_MARKS, Reason.REPORT, Reason.VALIDITY, Reason.UNUSED})
_SAID: Mapping[Reason, tuple[str, str]] = MappingProxyType(
    {
        Reason.SAME: (
            "写法不同，意思相同：每个时期、每一天、每个实际值的结论、得分、等级和亮灯都一样",
            "written otherwise, but meaning the same for every period, day and actual value",
        ),
        Reason.DEFAULT: ("不写时也是这样", "that is what holds where nothing is written"),
        Reason.UNUSED_POLICY: ("本文件没有用这个评分办法来评", "nothing in this file is scored by this policy"),
        Reason.NOT_OF_TOTAL: (
            "这个评分办法只用于个别指标，总分和亮灯照文件头的办法",
            "single indicators use this policy, the total and the lights go by that of the file",
        ),
        Reason.NO_MARKS: ("本文件没有分值，得多少看不出来", "this file has no weights, so marks do not show"),
        Reason.REPORT: ("只影响报告和提示，测试 看不到", "it only changes reports and notes, which cases do not see"),
        Reason.VALIDITY: ("只在原规则不作评价的日子里不同", "it only differs on days on which these rules do not hold"),
        Reason.UNUSED: ("本文件没有指标值、数据或指标用到它", "no target, datum or indicator of this file uses it"),
    }
)
_OF_TOTAL = frozenset({"舍入", "缺失", "不适用", "等级", "上限", "亮灯", "差距", "零计划"})
_OF_MARKS = frozenset({"计分", "定性", "单列", "舍入", "不适用", "等级", "上限", "量表", "均分"})


def used_policies(model: Model) -> frozenset[str]:
    """Return the named policies by which something is scored, those that lead to others included."""
    waiting = list(_names(_written(model)))
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found and name in model.policies:
            found.add(name)
            waiting.extend(_names(_of_set(model.policies[name])))
    return frozenset(found)


def _written(model: Model) -> Iterator[Dated[Policy]]:
    yield from _of_set(model.policy)
    yield from (one.policy for one in model.sections.values() if one.policy is not None)
    yield from (one.policy for one in model.indicators.values() if one.policy is not None)


def _of_set(policies: PolicySet) -> Iterator[Dated[Policy]]:
    yield from (one for one in (policies.policy, policies.qualitative) if one is not None)
    yield from (one.policy for one in policies.special)


def _names(written: Iterator[Dated[Policy]]) -> Iterator[str]:
    for dated in written:
        yield from (policy.form.name for _, policy in dated.values if isinstance(policy.form, ByName))


def _head_policy(model: Model) -> str:
    policy = model.policy.policy
    form = policy.values[-1][1].form if policy is not None and policy.values else None
    return form.name if isinstance(form, ByName) else ""


def early_reason(block: Block | None, word: str, model: Model) -> Reason | None:
    """Return why a line cannot be seen, where its place alone says so."""
    if block is not None and block.kind == "评分办法" and (name := _title(block)) in model.policies:
        if name not in used_policies(model):
            return Reason.UNUSED_POLICY
        if word in _OF_TOTAL and name != _head_policy(model):
            return Reason.NOT_OF_TOTAL
    return Reason.REPORT if word == "差距" else None


def _title(block: Block) -> str:
    content = block.line.content
    return str(getattr(getattr(content, "value", None), "text", ""))


def reason_of(mutant: Mutant, word: str, model: Model, *, weighed: bool) -> Reason:
    """Return why a mutant that means the same does so."""
    if mutant.operator == "direction" and not _has_target(mutant, model):
        return Reason.UNUSED
    if mutant.operator.startswith("date") or word == "生效":
        return Reason.VALIDITY
    if word in _OF_MARKS and not weighed:
        return Reason.NO_MARKS
    if word == "量表" or (word == "单列" and mutant.operator in ("name", "drop")) or word in ("数据", "参数"):
        return Reason.UNUSED
    if "说明" in mutant.before and mutant.operator in ("edge+1", "edge-1", "open", "close", "option", "part") and "超额" in mutant.before:
        return Reason.REPORT if _only_explains(mutant) else Reason.SAME
    if not mutant.after or mutant.operator in ("drop", "direction", "part"):
        return Reason.DEFAULT
    return Reason.SAME


def _has_target(mutant: Mutant, model: Model) -> bool:
    """Tell whether what stands on the changed line has a target: without one, no direction shows."""
    here = [one for one in model.indicators.values() if one.place.line == mutant.line]
    return not here or any(one.targets for one in here)


def _only_explains(mutant: Mutant) -> bool:
    before, after = (line.partition("超额")[0] for line in (mutant.before, mutant.after))
    return before == after
