"""What is said about the lines of a ruleset."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.text.messages.message import Message

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        # E60x: lines
        "E600": Message(
            "不认识的行首词「{word}」",
            "unknown head word {word!r}",
            "行首词的清单见语言手册",
            "the reference of the language lists the head words",
        ),
        "E601": Message(
            "此处不应出现「{found}」",
            "{found!r} has no place here",
            "这里可以写：{expected}；例：{example}",
            "expected here: {expected}; example: {example}",
        ),
        "E602": Message(
            "这一行还没有写完",
            "the line ends too early",
            "后面可以写：{expected}；例：{example}",
            "expected next: {expected}; example: {example}",
        ),
        "E603": Message("「{word}」后面是空的", "nothing follows {word!r}", "例：{example}", "example: {example}"),
        "E604": Message(
            "这个行首词后面不写内容，却有「{found}」",
            "nothing may follow this head word, but {found!r} does",
            "请移到下一行",
            "move it to the next line",
        ),
        "E605": Message("没有「{date}」这一天", "there is no day {date!r}", "请核对年月日", "check year, month and day"),
        "E606": Message("这一行超过 {limit} 字", "the line has more than {limit} characters", "请分成几行", "split it"),
        "E607": Message(
            "规则集有 {size} 字，超过 {limit}",
            "the ruleset has {size} characters, more than {limit}",
            "请分成几个文件，用 继承 或 引用 连接",
            "split it into files joined by 继承 or 引用",
        ),
        "E608": Message(
            "规则集超过 {limit} 行",
            "the ruleset has more than {limit} lines",
            "请分成几个文件，用 继承 或 引用 连接",
            "split it into files joined by 继承 or 引用",
        ),
    }
)
