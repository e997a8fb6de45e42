"""What the command line says."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.text.messages.message import Message

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        # E5xx, W5xx, N5xx: the command line
        "E500": Message(
            '命令行还缺 {missing}；请运行：pip install "perfrules[cli]"',
            'the command line needs {missing}; run: pip install "perfrules[cli]"',
        ),
        "E501": Message("没有选项 {name}", "there is no option {name}", "用 -h 看可用的选项", "see -h for the options"),
        "E502": Message("缺少 {name}", "{name} is missing", "用 -h 看写法", "see -h for how to write it"),
        "E503": Message("{name} 不能是「{value}」", "{name} cannot be {value!r}", "可用：{known}", "available: {known}"),
        "E504": Message("没有命令「{name}」", "there is no command {name!r}", "可用：{known}", "available: {known}"),
        "E505": Message("多余的参数：{found}", "unexpected arguments: {found}", "值里有空格时请加引号", "quote values that hold blanks"),
        "E506": Message("选项 {name} 的用法不对", "option {name} is used wrongly", "用 -h 看写法", "see -h for how to write it"),
        "E507": Message(
            "目标表和实际值不能都从标准输入读",
            "table and actual values cannot both come from standard input",
            "其中一个请给文件名",
            "name a file for one of them",
        ),
        "E508": Message(
            "{path} 是输入文件，不能覆盖", "{path} is an input file and is not overwritten", "请换一个文件名", "choose another name"
        ),
        "E509": Message(
            "写不了文件 {path}（{why}）", "the file {path} cannot be written ({why})", "请核对文件夹和权限", "check folder and permissions"
        ),
        "E510": Message("{path} 不是普通文件，不能写", "{path} is no regular file and is not written", "请给一个文件名", "name a file"),
        "E511": Message(
            "文件里有 {count} 张目标表（{lines}起）：{path}",
            "the file holds {count} target tables (from {lines}): {path}",
            "请说明用哪一张，如 --table 2；要看全部，用 perfrules review",
            "say which one is meant, or use perfrules review for all of them; example: --table 2",
        ),
        "E512": Message("输出写不出去（{why}）", "the output cannot be written ({why})"),
        "E513": Message(
            "--policy、--compare 和 --which-policy 只能用一个",
            "use one of --policy, --compare and --which-policy",
            "要并列几个办法，写 --compare 甲,乙",
            "to see several side by side write --compare A,B",
        ),
        "E514": Message(
            "{option} 不能是「{value}」，例：{known}",
            "{option} cannot be {value!r}; for example {known}",
        ),
        "E515": Message(
            "没有第 {number} 张表：{path} 里有 {count} 张（{lines}起）",
            "there is no table {number}: {path} holds {count} (from {lines})",
            "请改 --table",
            "choose another one with --table",
        ),
        "E516": Message(
            "{option} 要和 {others} 一起用",
            "{option} goes together with {others}",
            "请补上其中一个，或去掉 {option}",
            "add one of them, or leave out {option}",
        ),
        "E517": Message(
            "{first} 和 {second} 要写同一个文件 {path}",
            "{first} and {second} would both write the file {path}",
            "请写不同的文件名",
            "give them different names",
        ),
        "E520": Message(
            "{path} 里没有一致性用例",
            "there are no conformance cases in {path}",
            "用例文件是：{known}",
            "the files of cases are: {known}",
        ),
        "E521": Message(
            "{path} 第 {line} 行不是一致性用例（{what}）",
            "line {line} of {path} is no conformance case ({what})",
            "每行一个 JSON 对象，写法见 docs/conformance/case.schema.json",
            "write one JSON object a line as docs/conformance/case.schema.json says",
        ),
        "E522": Message(
            "启动不了「{command}」（{why}）",
            "the command {command!r} cannot be started ({why})",
            "请核对 --command；不经过 shell，词之间用空格隔开",
            "check --command: its words are separated by blanks and no shell is used",
        ),
        "E530": Message(
            "查规则集的性质要用 {package}，还没有安装",
            "checking the laws of rulesets needs {package}, which is not installed",
            '请运行 pip install "perfrules[testing]"',
            'run: pip install "perfrules[testing]"',
        ),
        "W501": Message(
            "没有实际值，各项都待定",
            "there are no actual values: every indicator is pending",
            "用 --actuals 给出文件，列标题写：指标,实际值,备注",
            "give a file with --actuals, headed: name,actual,note",
        ),
        "N501": Message("已写入 {path}", "written: {path}"),
        "N502": Message(
            "终端的编码 {encoding} 显示不了中文，以「?」代替",
            "the encoding {encoding} of this terminal has no Chinese: ? stands for what it cannot show",
            "设 PYTHONIOENCODING=utf-8，或用 --html、--json",
            "set PYTHONIOENCODING=utf-8, or use --html or --json",
        ),
    }
)
