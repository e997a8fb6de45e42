"""What is said about mutants: why a ruleset cannot be mutated."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.text.messages.message import Message

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        "T821": Message(
            "「{title}」没有 测试，改了规则也没有谁会发现",
            "{title!r} has no test cases (测试): nobody would notice a change of its rules",
            "用 perfrules cover --stubs 写出用例，核对后贴进文件",
            "perfrules cover --stubs writes cases; check them and add them to the file",
        ),
        "T822": Message(
            "「{title}」的 测试 本来就有 {count} 个不符，如「{name}」",
            "{count} test cases of {title!r} fail as it is, such as {name!r}",
            "先用 perfrules test 看，改好再来",
            "see perfrules test, and mend them first",
        ),
        "T823": Message(
            "没有「{name}」这样的改动或改法",
            "there is no mutant or operator {name!r}",
            "改法有：{known}；改动的写法如 42:bound+1",
            "the operators are {known}; a mutant is written like 42:bound+1",
        ),
    }
)
