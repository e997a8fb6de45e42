"""Why a law claims nothing of something, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.testing.properties.report import Unclaimed

__all__ = ["unclaimed"]

_REASONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "no_weights": (
            "没有分值：得分不作要求；写上分值或 均分 就查",
            "there are no weights: nothing is claimed of marks; write weights, or 均分",
        ),
        "no_target": ("本期没有指标值", "there is no target in this period"),
        "no_order": ("文字没有高低之分", "the words have no order"),
        "parts": ("指标值由几部分组成，整体没有高低", "the target has several parts, which have no common order"),
        "pieces": ("指标值是几段，只要求达标的不比未达标的得分少", "the target has several stretches: only that a met one gets no less"),
        "over": (
            "超额另有规定（{said}）：从 {start} 起得分不作要求",
            "over-achievement is ruled separately ({said}): nothing from {start} on",
        ),
        "manual": ("由人评定：只要求结论", "a person gives the marks: only the verdict is claimed"),
        "two_ways": (
            "结论按{first}，计分写明按{second}：得分只按计分的方向要求",
            "the verdict is read {first}, the policy says {second}: marks follow the policy",
        ),
        "datum_made": ("由公式算出", "a formula makes it"),
        "datum_condition": ("适用条件或别的数据也用它", "conditions or other data look at it, too"),
        "datum_mixed": ("大了有好有坏", "more is better here and worse there"),
        "alias": ("「{alias}」不止一项或另有所指，用它给不了值", "{alias} means several things or another one, so that it gives no value"),
        "same_unit": ("没有别的单位可换", "there is no other unit of its dimension"),
        "no_number": ("指标值不是数，没有边界", "the target is no number and has no edge"),
        "leaves": (
            "有保底分（{least}），写成 不适用 就退出评分",
            "it has a least share ({least}), and leaves the scoring if it is said not to apply",
        ),
    }
)
_OF_TENDENCY = {
    "由公式算出": "datum_made",
    "适用条件或别的数据也用它": "datum_condition",
    "没有指标值": "no_target",
    "大了有好有坏": "datum_mixed",
}


def unclaimed(name: str, key: str, period: str = "", **args: str) -> Unclaimed:
    """Return what is not claimed of a name; `key` is a reason, or the words of a tendency.

    >>> unclaimed("企业数", "no_order").why("en")
    'the words have no order'
    """
    reasons = _REASONS.get(_OF_TENDENCY.get(key, key), (key, key))
    return Unclaimed(name, (reasons[0].format(**args), reasons[1].format(**args)), period)
