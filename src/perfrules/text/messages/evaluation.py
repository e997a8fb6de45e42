"""What is said of evaluating a table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.text.messages.message import Message

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        # E4xx, W4xx: evaluating a table
        "E401": Message("没有名为「{name}」的指标", "there is no indicator named {name!r}", "请核对名称", "check the name"),
        "E402": Message("表里没有期间「{period}」", "the table has no period {period!r}", "可用：{known}", "available: {known}"),
        "E403": Message("{name} 不能是「{value}」", "{name} cannot be {value!r}", "可用：{known}", "available: {known}"),
        "E404": Message(
            "表里没有一行是规则集「{title}」的指标",
            "no row of the table is an indicator of the ruleset {title!r}",
            "请核对规则集是不是这张表的；它的指标有：{names}",
            "check that the ruleset is the one for this table; its indicators are: {names}",
        ),
        "E405": Message(
            "分值应是不小于零的数，给的是「{weight}」",
            "a weight is a number from zero up, not {weight!r}",
            "请核对分值；扣分由评分办法规定",
            "check the weight; points are deducted by policies",
        ),
        "E406": Message(
            "不是 to_dict 写出的 {kind}：{what}",
            "this is no {kind} as to_dict writes it: {what}",
            "请核对读的是不是这种 JSON",
            "check that this is the JSON that was meant",
        ),
        "E407": Message(
            "检查「{name}」不成立：{message}",
            "the check {name!r} does not hold: {message}",
            "请核对这些数据，规则见规则集「{title}」",
            "check these data; the rule stands in the ruleset {title!r}",
        ),
        "W401": Message("表里没有指标「{name}」，它的实际值没有用上", "the table has no indicator {name!r}; its actual value was not used"),
        "W402": Message(
            "规则集「{title}」没有表上的「{names}」：按表上的指标值评价，不计分",
            "the ruleset {title!r} does not have {names!r} of the table: judged by the target of the table, without marks",
        ),
        "W403": Message(
            "表里没有规则集「{title}」的这些指标，已补在后面：{names}",
            "the table has no row for these indicators of the ruleset {title!r}, which are added: {names}",
            "有实际值的请写进实际值文件",
            "put their actual values into the file of actual values",
        ),
        "W404": Message(
            "「{name}」的指标值，表上是 {table}，规则集「{title}」是 {ruleset}：按规则集",
            "the target of {name!r} is {table} in the table and {ruleset} in the ruleset {title!r}, which counts",
            "请核对哪个对",
            "check which one is right",
        ),
        "W405": Message(
            "「{name}」在规则集「{title}」里有几项，分不清是哪一项：{paths}；按表上的指标值评价，不计分",
            "{name!r} may be several indicators of the ruleset {title!r}: {paths}; judged by the target of the table, without marks",
            "请在表上写清一级、二级指标",
            "state the levels of the row in the table",
        ),
        "W406": Message(
            "「{name}」和 {first} 是规则集的同一项指标：这一行按表上的指标值评价，不计分",
            "{name!r} and {first} are the same indicator of the ruleset: this row is judged by the target of the table, without marks",
            "请核对是不是重复的行",
            "check whether the row is there twice",
        ),
        "W407": Message(
            "「{name}」给的实际值是 {given}，按公式算出的是 {made}：按给的",
            "the actual value of {name!r} is given as {given}, but the formula makes {made}: the given one counts",
            "请核对数据和实际值",
            "check the data and the value",
        ),
        "W408": Message(
            "「{name}」的公式算出的单位是 {unit}，与表上的指标值 {target} 不能比：公式没有用",
            "the formula of {name!r} gives {unit}, which does not compare with the target {target} of the table: it is not used",
            "请给出实际值，或核对指标值",
            "give the actual value, or check the target",
        ),
        "W409": Message(
            "检查「{name}」不成立：{message}",
            "the check {name!r} does not hold: {message}",
            "请核对这些数据，规则见规则集「{title}」",
            "check these data; the rule stands in the ruleset {title!r}",
        ),
        "W410": Message(
            "规则集「{title}」（{validity}）不管表的年度 {year}",
            "the ruleset {title!r} ({validity}) does not hold in the year of the table, {year}",
            "请换用这一年的版本，或写明按哪天的规则（--as-of）",
            "use the version of that year, or say which day's rules are meant (--as-of)",
        ),
        "W411": Message(
            "「{name}」的分值，表上是 {table}，规则集「{title}」是 {ruleset}：按规则集",
            "the weight of {name!r} is {table} in the table and {ruleset} in the ruleset {title!r}, which counts",
            "请核对哪个对",
            "check which one is right",
        ),
        "W412": Message(
            "表里有 {count} 行「{name}」，这个实际值每行都用",
            "the table has {count} rows {name!r}; this actual value is used for each of them",
            "要分开给，名称写成「{full}」",
            "to give each its own, write names such as {full!r}",
        ),
        "N401": Message(
            "规则集「{title}」没有{period}指标值，用表上的：{names}",
            "the ruleset {title!r} has no target for {period}; that of the table is used: {names}",
        ),
        "N402": Message(
            "规则集「{title}」和表上都没有分值，没有计分",
            "neither the ruleset {title!r} nor the table has weights: there are no marks",
            "要平均分配，写 --equal 逐级 或 --equal 指标",
            "to share them out, use the option --equal",
        ),
        "N403": Message(
            "检查「{name}」不成立：{message}（规则集「{title}」）", "the check {name!r} of the ruleset {title!r} does not hold: {message}"
        ),
    }
)
