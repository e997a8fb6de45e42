"""What is said about files of many rows, and about Spark."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.text.messages.message import Message

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        "E831": Message(
            "没有认出 {option} 的列：{path}",
            "no heading is known for {option}: {path}",
            "请用 {option} 写明列名；现有的列：{known}",
            "name the column with {option}; the columns are {known}",
        ),
        "E832": Message(
            "这一行分不清单元格：比标题多，或引号没有配对",
            "the cells of this row cannot be told apart: there are more than headings, or a quote is never closed",
            "含逗号或引号的内容要加引号",
            "quote what holds commas or quotes",
        ),
        "E833": Message(
            "{path} 读不了（{why}）",
            "{path} cannot be read ({why})",
            "可以给 Parquet、CSV 或 xlsx 文件；请核对是否保存完整",
            "give a Parquet, CSV or xlsx file, and check that it was saved completely",
        ),
        "E834": Message(
            "「{found}」都可能是 {option} 的列：{path}",
            "{option} may be any of {found}: {path}",
            '请用 {option} 写明列名（指标值、完成值以外的列，没有就写 ""）；现有的列：{known}',
            'name the column with {option}; of other columns than target and actual value "" says that there is none; the columns are {known}',
        ),
        "E835": Message(
            "一张 Excel 表放不下这么多行，最多 {limit} 行：{path}",
            "an Excel sheet holds {limit} rows, there are more: {path}",
            "请写成 .parquet 或 .csv",
            "write .parquet or .csv instead",
        ),
        "E836": Message(
            "不会写这种文件：{path}",
            "files of this kind are not written: {path}",
            "文件名请以其中之一结尾：{known}",
            "let the name end in one of {known}",
        ),
        "E837": Message(
            "这里要用 {package}，还没有安装",
            "this needs {package}, which is not installed",
            '请运行 pip install "perfrules[{extra}]"',
            'run: pip install "perfrules[{extra}]"',
        ),
        "E838": Message(
            "没有工作表「{sheet}」：{path}",
            "there is no sheet {sheet!r}: {path}",
            "现有的工作表：{known}",
            "the sheets are {known}",
        ),
        "E839": Message(
            "有几列都叫「{column}」",
            "there are several columns {column!r}",
            "请先给它们不同的列名",
            "give them different names first",
        ),
        "N831": Message("按标题取列：{columns}（{path}）", "columns by their headings: {columns} ({path})"),
        "N832": Message("标题行前有 {rows} 行，不作数据：{path}", "the {rows} rows above the headings are no data: {path}"),
        "N833": Message(
            "{option} 不起作用：{path}",
            "{option} does nothing: {path}",
            "--policy 要有分值（--weight）才能计分；--sheet 只用于 xlsx 工作簿",
            "--policy scores rows that have a weight (--weight); --sheet is for xlsx workbooks",
        ),
    }
)
