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
        # E73x, N73x: files under review
        "E730": Message(
            "{path}：{seconds} 秒还没有读完，不再等",
            "{path}: not done after {seconds} seconds, given up",
            "请核对这个文件；确要读的，用 --timeout 放宽时限",
            "check the file, or give it more time; example: --timeout 300",
        ),
        "E731": Message(
            "{path}：读这个文件的进程中断了",
            "{path}: the process that read it ended",
            "多半是文件损坏或内存不够，请另存一份再试",
            "the file is damaged or the memory short: save a copy and try again",
        ),
        "E732": Message(
            "{path}：程序内部出错（{kind}）",
            "{path}: an internal error ({kind})",
            "这是 perfrules 的缺陷，请连同文件报告",
            "this is a fault of perfrules: please report it with the file",
        ),
        "E733": Message(
            "{path} 里的「{name}」不认识或写法不对",
            "{name!r} in {path} is unknown or written wrongly",
            "可以写：{known}",
            "known: {known}",
        ),
        "E734": Message("{path} 不是正确的 TOML：{why}", "{path} is no correct TOML: {why}"),
        "E735": Message(
            "文件夹里没有可读的文件：{path}",
            "the folder holds no file that can be read: {path}",
            "能读的有：{known}",
            "these are read: {known}",
        ),
        "E736": Message(
            "{path} 里的 min-severity 不能是「{value}」",
            "min-severity in {path} cannot be {value!r}",
            "可用：{known}",
            "available: {known}",
        ),
        "E737": Message("写 {format} 要指定文件", "writing {format} needs a file", "请写 {example}", "write {example}"),
        "E738": Message(
            "这种文件不能加批注：{path}",
            "a file of this kind cannot be annotated: {path}",
            "能加批注的有 xlsx、xlsm 和 docx；其他格式请用 --format html 或 docx",
            "xlsx, xlsm and docx can; for others use --format html or docx",
        ),
        "N730": Message(
            "已中断；做完的已经记下",
            "interrupted; what was done is kept",
            "加 --resume 再运行一次，从这里接着做",
            "run it again with --resume to go on from here",
        ),
        "N731": Message("{path} 里没有表，略过", "no table in {path}, passed over"),
        # E74x, N74x: files that a review is written to
        "E741": Message(
            "批注副本的后缀不对：{path}",
            "the copy with notes has the wrong suffix: {path}",
            "请用 {suffix}，不然 Office 和 WPS 打不开",
            "use {suffix}: Office would not open it otherwise",
        ),
        "E742": Message(
            "写这种文件要用 {package}，还没有安装",
            "writing this file needs {package}, which is not installed",
            '请运行 pip install "perfrules[office]"',
            'run: pip install "perfrules[office]"',
        ),
        "N740": Message(
            "原文件有数字签名，写了批注的副本签名失效：{path}",
            "the original is signed; the signature does not hold for the copy with notes: {path}",
            "报送时用没有批注的原文件",
            "submit the original, not the copy",
        ),
    }
)
