"""What is said about columns of many rows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.text.messages.message import Message

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        "E801": Message(
            "没有「{column}」这一列",
            "there is no column {column!r}",
            "现有的列：{known}",
            "the columns are {known}",
        ),
        "E802": Message(
            "「{column}」列的类型是 {dtype}，不能作{role}",
            "column {column!r} has the type {dtype}, which cannot be the {role}",
            "请改成数字或文字",
            "make it numbers or text",
        ),
        "E803": Message(
            "结果列「{column}」已在表中",
            "the frame already has the result column {column!r}",
            "请先给原来的列改名",
            "rename the column that is there first",
        ),
        "E804": Message(
            "不认识的表格类型 {kind}",
            "{kind} is no kind of frame that can be read",
            "可以给 polars（DataFrame、LazyFrame）、pandas 或 pyarrow 的表",
            "give a polars DataFrame or LazyFrame, a pandas DataFrame or a pyarrow Table",
        ),
    }
)
