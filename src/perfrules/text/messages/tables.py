"""What is said of files, tables and actual values."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.text.messages.message import Message

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        # E3xx, W3xx, N3xx: files, tables and actual values
        "E301": Message("没有这个文件：{path}", "no such file: {path}", "请核对路径和文件名", "check the path and the file name"),
        "E302": Message(
            "这是文件夹，不是文件：{path}", "this is a folder, not a file: {path}", "请给出其中的一个文件", "name a file in it"
        ),
        "E303": Message(
            "文件打不开：{path}（{why}）",
            "the file cannot be opened: {path} ({why})",
            "请核对权限，或关闭正在使用它的程序",
            "check its permissions",
        ),
        "E304": Message("文件是空的：{path}", "the file is empty: {path}", "请核对是否保存完整", "check that it was saved completely"),
        "E305": Message(
            "文件太大：{path}（{size} 字节，上限 {limit} 字节）",
            "the file is too large: {path} ({size} bytes, at most {limit})",
            "一张表不过几十 KB，请核对是否选错文件",
            "a table has some 20 kB: is this the right file?",
        ),
        "E306": Message(
            "这是{kind}文件，不是文本：{path}",
            "this is not a text file ({kind}): {path}",
            "请另存为文本（制表符分隔）或 CSV，再读",
            "save it as tab-separated text or CSV first",
        ),
        "E307": Message(
            "文件的编码认不出来：{path}",
            "the encoding of the file is not known: {path}",
            "请另存为 UTF-8；也能读 GB18030（GBK）和 UTF-16",
            "save it as UTF-8; GB18030 (GBK) and UTF-16 are read too",
        ),
        "E308": Message(
            "行数太多：{path}（{rows} 行，上限 {limit} 行）",
            "too many rows: {path} ({rows}, at most {limit})",
            "请只留绩效目标表所在的部分，另存一份再读",
            "keep the part with the target table and save a copy",
        ),
        "E309": Message(
            "找不到指标：{path}",
            "no indicators found: {path}",
            "表中要有一行列标题，写着「三级指标」和「全年指标值」等；文本的各列用制表符或 | 分开",
            "a header row must name the indicators and their target values; in a text, columns are parted by tabs or |",
        ),
        "E310": Message(
            "文件里有 {count} 张表（{lines}起）：{path}",
            "the file holds {count} tables (from {lines}): {path}",
            "请用 read_tables 逐张读",
            "use read_tables",
        ),
        "E311": Message(
            "单元格里有坏字，不能读：「{text}」",
            "the cell holds damaged characters: {text!r}",
            "请按原表改正",
            "correct it from the original",
        ),
        "E312": Message(
            "这一行看不懂：「{text}」；找不到与第{line}行列标题对应的指标名称和指标值",
            "this row is not understood: {text!r}; no name and values as headed in line {line}",
            "请核对这一行的列数",
            "check the number of its cells",
        ),
        "E314": Message("这里应是数：「{text}」", "a number is expected here: {text!r}", "请写成 1234.56", "write it like 1234.56"),
        "E321": Message(
            "第一行不是列标题：「{found}」（{path}）",
            "the first line is no header: {found!r} ({path})",
            "请写：指标,实际值,备注",
            "write: name,actual,note",
        ),
        "E322": Message(
            "「{name}」写了两次，值不同：「{first}」（{where}）和「{second}」；取前一个",
            "{name!r} occurs twice with different values: {first!r} ({where}) and {second!r}; the first is taken",
            "请删去一行",
            "remove one of the lines",
        ),
        "E323": Message(
            "「{name}」这一行比列标题多出：{extra}",
            "the line of {name!r} has more cells than the header: {extra}",
            "值里有逗号时请加引号",
            "quote values with commas",
        ),
        "E324": Message("有实际值「{value}」而没有指标名称", "an actual value {value!r} without the name of its indicator"),
        "E325": Message(
            "CSV 文件读不下去：{path}（{why}）",
            "the CSV file cannot be read: {path} ({why})",
            "请核对引号是否成对",
            "check that quotes are closed",
        ),
        "E326": Message(
            "JSON 文件读不了：{path}",
            "the JSON file cannot be read: {path}",
            '请写成 {{"指标名称": "实际值"}}',
            'write {{"indicator": "actual value"}}',
        ),
        "E327": Message("「{name}」的实际值要写成文字或数", "the actual value of {name!r} must be a text or a number"),
        "W301": Message(
            "文件不全是 UTF-8，有 {count} 个坏字（{where}）",
            "the file is not clean UTF-8: {count} damaged characters ({where})",
            "请按原表核对",
            "check them",
        ),
        "E330": Message(
            "{path} 没有分值，无法计分",
            "{path} states no weights, so nothing can be scored",
            "请补上分值，或用 --equal 逐级（或 指标）平均分配",
            "add the weights, or share them out; example: --equal 逐级",
        ),
        "E331": Message("分值「{text}」是负数", "the weight {text!r} is negative", "请按原表核对", "check the form"),
        "W330": Message(
            "表上的执行率 {stated} 与 执行数 ÷ 预算数 = {rate} 不符，按后者计分",
            "the stated execution rate {stated} is not spent ÷ budgeted = {rate}, which is used",
            "请核对资金各栏",
            "check the columns of the funds",
        ),
        "W302": Message("指标值是空的", "the target value is empty"),
        "W303": Message("「{name}」等 {count} 个指标找不到一级指标", "no first level found for {name!r} ({count} in all)"),
        "W304": Message("不知道「{text}」是哪一栏的金额，请核对", "it is not clear which column or line {text!r} belongs to"),
        "W305": Message("这一段没有列标题，没有读", "this part has no header row and was not read"),
        "W306": Message(
            "「{text}」是几行合并的格，各行共用，只记在第一行，「{name}」这一行没有",
            "{text!r} is merged over several rows that share it; it is counted once, in the first row, and not for {name!r}",
            "请给每个指标写上自己的分值",
            "give every indicator its own marks",
        ),
        "W307": Message(
            "没有写着「指标值」的列，把列标题「{word}」当作指标值",
            "no column is headed as target values; {word!r} is taken for it",
            "请核对；列标题可写成「年度指标值」",
            "check it, and head the column so",
        ),
        "W308": Message(
            "这一段有列标题，下面没有指标",
            "this part has a header row and no indicators below it",
            "空表可以删去",
            "an empty form can be removed",
        ),
        "W322": Message("「{name}」写了两次，值相同", "{name!r} occurs twice with the same value"),
        "N301": Message("按 {encoding} 编码读取", "read as {encoding}"),
        "N302": Message("去掉了网页标记 {tag}", "web tags such as {tag} were dropped"),
        "N303": Message(
            "不属于表中各栏的文字，记作附注或栏目：「{text}」", "text outside the parts of the form, kept as a remark or field: {text!r}"
        ),
        "N304": Message("接在{start}后面：被换页断开的文字", "joined to the text at {start}, which a page break cut"),
        "N305": Message("「{label}」下面没有指标", "{label!r} holds no indicator"),
        "N306": Message("合并的格「{text}」也用于「{name}」这一行", "the merged cell {text!r} holds for the row of {name!r} too"),
        "N307": Message("「{text}」上面没有列标题，记作「{column}」", "{text!r} stands under no heading, kept as {column}"),
        "N321": Message("不认识的列标题「{word}」，这一列不读", "unknown column {word!r}, not read"),
    }
)
