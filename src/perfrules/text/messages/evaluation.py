"""What is said of evaluating a table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.text.messages.message import Message

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        # E4xx, W4xx: evaluating a table
        "E401": Message("没有名为「{name}」的指标", "there is no indicator named {name!r}", "请核对名称", "check the name"),
        "E402": Message("表里没有期间「{period}」", "the table has no period {period!r}", "可用：{known}", "available: {known}"),
        "W401": Message("表里没有指标「{name}」，它的实际值没有用上", "the table has no indicator {name!r}; its actual value was not used"),
    }
)
