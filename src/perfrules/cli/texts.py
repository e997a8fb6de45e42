"""What the command line says about itself, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["ARGUMENTS", "EXAMPLES", "text"]

_TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "perfrules": (
            "读懂绩效目标表：每个指标值的意思，实际值是否达标，以及为什么。",
            "Reads Chinese budget-performance tables: what each target means, whether it is met, and why.",
        ),
        "evaluate": (
            "拿实际值对照目标表，逐项给出判定、完成情况、差距和理由。",
            "Holds actual values against a target table: verdict, completion, shortfall and reason of every indicator.",
        ),
        "parse": (
            "说明一个指标值是怎样读的；给出实际值时一并判定。",
            "Shows how one target value is read, and judges an actual value if there is one.",
        ),
        "completion": (
            "打印命令行补全脚本，在 shell 的启动文件里执行它。",
            "Prints the completion script of a shell, to be run by its start-up file.",
        ),
        "TABLE": (
            "目标表文件：从网页或 Word 复制的文本（制表符分隔）或 | 表格；- 表示标准输入",
            "file with the target table: text with tabs or | tables; - is standard input",
        ),
        "EXPR": ("指标值，如 ≥95%；含 < > 或空格时请加引号", "a target value such as ≥95%; quote it if it holds < > or blanks"),
        "SHELL": ("bash、zsh 或 fish", "bash, zsh or fish"),
        "usage": ("用法", "Usage"),
        "arguments": ("参数", "Arguments"),
        "options": ("选项", "Options"),
        "commands": ("命令", "Commands"),
        "examples": ("例子", "Examples"),
        "codes": (
            "退出码：0 没有问题，1 有未达标，2 请求或输入不能用。",
            "Exit codes: 0 nothing to report, 1 unmet targets, 2 the request or the input cannot be used.",
        ),
        "opts": ("[选项]", "[OPTIONS]"),
        "command": ("命令", "COMMAND"),
        "actuals": (
            "实际值文件：CSV（指标,实际值,备注）或 JSON；- 表示标准输入。默认取目标表自带的实际完成值",
            "file of actual values: CSV (name,actual,note) or JSON; - is standard input; default: those in the table",
        ),
        "period": (
            "评价哪个期间，如 全年、半年；默认为表中最后一个",
            "the period to evaluate, as the table names it (全年, 半年); default: its last",
        ),
        "evaluate_json": ("在标准输出打印一个 JSON 文档", "print one JSON document on standard output"),
        "html": ("另写一个网页报告，可离线打开和打印", "also write the report as a page that opens offline and prints"),
        "verbose": ("显示读取时的说明和假设", "show what was assumed while reading"),
        "actual": ("实际值，如 96%", "an actual value such as 96%"),
        "unit": ("单位列的内容", "the cell of the unit column"),
        "operator": ("计算符号列的内容", "the cell of the operator column"),
        "name": ("指标名称，「=」的方向由它而定", "name of the indicator, from which the direction of = follows"),
        "lang": ("界面语言：zh 或 en", "language: zh or en"),
        "version": ("显示版本", "show the version"),
        "help": ("显示帮助", "show this help"),
        "given_table": ("目标表", "the table"),
        "stdin": ("标准输入", "standard input"),
    }
)

ARGUMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType({"evaluate": ("TABLE",), "parse": ("EXPR",), "completion": ("SHELL",)})

EXAMPLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "perfrules": ("perfrules parse '≥95%' --actual 96%", "perfrules evaluate table.txt --actuals actuals.csv --html report.html"),
        "evaluate": (
            "perfrules evaluate table.txt --actuals actuals.csv",
            "perfrules evaluate table.txt --actuals actuals.csv --period 半年 --html report.html",
            "perfrules evaluate table.txt --actuals actuals.csv --json > result.json",
        ),
        "parse": ("perfrules parse '=17500家' --name 企业数 --actual 16800家", "perfrules parse 95 --unit % --operator ≥"),
        "completion": ('eval "$(perfrules completion bash)"', "perfrules completion fish > ~/.config/fish/completions/perfrules.fish"),
    }
)


def text(key: str, lang: str) -> str:
    """Return a text in `lang`.

    >>> text("usage", "zh"), text("usage", "en")
    ('用法', 'Usage')
    """
    return _TEXTS[key][lang != "zh"]
