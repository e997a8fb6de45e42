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
    }
)
