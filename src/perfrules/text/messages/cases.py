"""What is said about the test cases of a ruleset and what they cover."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.text.messages.message import Message

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        "T801": Message(
            "「{name}」应为 {expected}，得到 {found}（{why}）",
            "{name!r} should be {expected}, but is {found} ({why})",
            "请核对规则，或改 期望",
            "check the rule or the expectation",
        ),
        "T802": Message(
            "「{name}」的{what}应为 {expected}，得到 {found}（{why}）",
            "{what} of {name!r} should be {expected}, but is {found} ({why})",
            "请核对规则，或改 期望",
            "check the rule or the expectation",
        ),
        "T804": Message("测试「{name}」评不出来：{why}", "the case {name!r} cannot be evaluated: {why}"),
        "T811": Message(
            "「{fact}」从 {before} 变到 {after}（{way}），「{name}」的{what}却从 {was} 变成 {now}",
            "{fact!r} goes from {before} to {after} ({way}), yet {what} of {name!r} goes from {was} to {now}",
            "请核对方向、公式、适用条件和上限",
            "check the direction, the formula, the conditions and the ceilings",
        ),
        "T812": Message(
            "「{name}」得 {found}，不在 0 与 {weight} 之间",
            "{name!r} gets {found}, which does not lie between 0 and {weight}",
        ),
        "T813": Message(
            "同样的事实写法不同（{before}，{after}），「{name}」的{what}是 {was} 和 {now}",
            "the same facts in other words ({before}, {after}) make {what} of {name!r} {was} and {now}",
            "请看别名和名称有没有重复",
            "see whether an alias or a name stands for two things",
        ),
        "T814": Message(
            "换了单位（{before}，{after}），「{name}」的{what}是 {was} 和 {now}",
            "in other units ({before}, {after}) {what} of {name!r} is {was} and {now}",
            "请给指标值写上单位",
            "write the unit of the target",
        ),
        "T815": Message(
            "补上「{fact}」= {after} 以后，「{name}」的{what}从 {was} 变成 {now}",
            "with {fact!r} = {after} added, {what} of {name!r} goes from {was} to {now}",
        ),
        "T816": Message(
            "「{name}」（{target}）在边界附近应翻 {wanted} 次，翻了 {flips} 次：{shown}",
            "near an edge {name!r} ({target}) should flip {wanted} times and flips {flips} times: {shown}",
        ),
        "T817": Message(
            "「{name}」是 {found}，下面各项合起来是 {expected}（{parts}）",
            "{name!r} is {found}, but what stands below it adds up to {expected} ({parts})",
        ),
        "T818": Message(
            "同样的事实，「{name}」前后两次不一样：{was}，{now}",
            "the same facts make {name!r} come out in two ways: {was}, {now}",
        ),
    }
)
