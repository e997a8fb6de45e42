"""What a review says of weights."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.reviewing.messages.message import Wording

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Wording] = MappingProxyType(
    {
        "W01": Wording(
            "没有分值",
            "no weight",
            "「{name}」的分值是「{weight_text}」，应是大于零的数",
            "{name}: the weight is {weight_text!r}, it should be a number above zero",
            "请填上分值，或删去不考核的指标",
            "give it a weight, or drop an indicator that is not assessed",
        ),
        "W02": Wording(
            "下级分值相加不等于上级",
            "weights do not add up to their level",
            "「{level}」{stated}分，下面 {count} 项合计 {sum}分（{parts}），差 {difference}分",
            "{level} is worth {stated} points, its {count} parts add up to {sum} ({parts}), a difference of {difference}",
            "请核对是上级分值写错，还是下级漏填、填错",
            "check whether the level or one of its parts is wrong",
        ),
        "W03": Wording(
            "分值合计不是满分",
            "weights are not full marks",
            "指标分值合计 {total}分（{parts}），加预算执行 {budget}分是 {sum}，应为 {expected}，差 {difference}分",
            "the weights add up to {total} ({parts}), with {budget} for the budget's execution {sum}, not {expected}: "
            "a difference of {difference}",
            "请调整分值，使指标与预算执行合计为满分",
            "adjust the weights so that indicators and budget make up full marks",
        ),
        "W04": Wording(
            "各类分值的比重不合框架",
            "shares unlike the framework",
            "各类分值为 {shares}；{rule}",
            "the weights are {shares}; {rule}",
            "请按框架调整；有特殊情况的，写明依据",
            "follow the framework, or state the ground for departing from it",
        ),
    }
)
