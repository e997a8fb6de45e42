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
        "N801": Message(
            "分值不是数，没有计分",
            "the weight is no number, so there are no marks",
            "请核对分值列",
            "check the column of weights",
        ),
        "E811": Message(
            "{what} 不能按列计算",
            "{what} cannot be computed in columns",
            "数据在内存里的表（polars DataFrame、pandas、pyarrow）会逐行计算",
            "frames whose rows are in memory (polars DataFrame, pandas, pyarrow) are computed row by row",
        ),
        "E812": Message(
            "「{column}」列和「{other}」列说的是同一项",
            "the columns {column!r} and {other!r} mean the same",
            "请只留一列，或给另一列改名",
            "keep one of them, or rename the other",
        ),
        "E813": Message(
            "这是 {kind} 的表，规则是为 {engine} 编译的",
            "this is a frame of {kind}, the rules were compiled for {engine}",
            '请用 compile("{kind}")',
            'use compile("{kind}")',
        ),
        "E821": Message(
            "不认识的 SQL 方言「{dialect}」",
            "there is no SQL dialect {dialect!r}",
            "是否指「{near}」？可用：{known}",
            "did you mean {near!r}? There are {known}",
        ),
        "E822": Message(
            "{dialect} 的查询里不能有列「{column}」：名称为空、过长、含控制字符，或与另一列同名",
            "a {dialect} query cannot have the column {column!r}: the name is empty, too long, not printable, or that of another column",
            "请在规则集里给它一个简短的别名，并用 given 说明表中的列名",
            "give it a short alias in the ruleset, and name the columns of the table with `given`",
        ),
        "E823": Message(
            "查询有 {count} 列，{dialect} 最多 {most} 列",
            "the query has {count} columns, {dialect} allows {most}",
            "请用 columns 少要几种结果",
            "ask for fewer kinds of results with `columns`",
        ),
        "E824": Message(
            "「{table}」不能作表名",
            "{table!r} cannot be the name of a table",
            "写成 表名、模式.表名 或 库.模式.表名，每段非空且不含控制字符",
            "write a name, or schema.name, without empty parts and control characters",
        ),
    }
)
