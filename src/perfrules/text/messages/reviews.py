"""What is said of the settings of reviews and of the files that are reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.text.messages.message import Message

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        # E72x: settings of reviews
        "E720": Message("没有这项检查：{code}", "there is no check {code}", "编号见 docs/review", "docs/review lists the codes"),
        "E721": Message(
            "检查 {code} 没有参数「{name}」", "check {code} has no parameter {name!r}", "它的参数：{known}", "its parameters: {known}"
        ),
        "E722": Message(
            "检查 {code} 的 {name} 不是数：「{value}」",
            "{name} of check {code} is no number: {value!r}",
            "写成这样：{example}",
            "write it like {example}",
        ),
    }
)
