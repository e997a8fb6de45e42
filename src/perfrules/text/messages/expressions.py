"""What is said of one expression and of the unit table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.text.messages.message import Message

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        # E1xx: one expression cannot be read
        "E101": Message("此处不应出现「{found}」", "{found!r} is not expected here", "这里可以写：{expected}", "expected here: {expected}"),
        "E102": Message("写到这里还没有完", "the expression stops too early", "后面可以写：{expected}", "expected next: {expected}"),
        "E103": Message(
            "「{found}」不是一个数",
            "{found!r} is not a number",
            "数字请写完整，如 1.2万、一千二百；概数写成区间，如 3-5天",
            "write the numeral in full, and an approximate one as a range",
        ),
        "E104": Message(
            "区间两端颠倒：{low} 大于 {high}",
            "the range runs backwards: {low} is above {high}",
            "小的写在前面",
            "put the smaller end first",
        ),
        "E105": Message("没有「{found}」这一天", "there is no such date as {found!r}", "请核对年、月、日", "check year, month and day"),
        "E106": Message("「{left}」与「{right}」互相矛盾", "{left!r} contradicts {right!r}", "只留一个比较词", "keep one comparison"),
        "E107": Message(
            "指标值超过 {limit} 字", "the value is longer than {limit} characters", "把说明文字移到备注", "move explanations to a remark"
        ),
        "E108": Message("数字超过 {limit} 位", "the number has more than {limit} digits"),
        "E109": Message(
            "只有单位「{found}」，没有数", "only the unit {found!r}, no number", "在单位前写上数值", "write the number before the unit"
        ),
        "E110": Message("分母为零", "the denominator is zero"),
        "E111": Message(
            "不认识的运算符号「{found}」", "unknown operator {found!r}", "可用：≥ ≤ = > < 大于等于 小于等于 定性", "use one of ≥ ≤ = > <"
        ),
        "E112": Message("两端的单位「{left}」与「{right}」不能比较", "the units {left!r} and {right!r} of the two ends do not compare"),
        "E113": Message(
            "不认识数前的「{found}」",
            "{found!r} before the number is not understood",
            "数前只写比较词（如 ≥、不低于）或指标的名称；数写成普通的写法，如 -5、1.5、120000",
            "write a comparison or the name of the indicator before the number, and the number itself in digits",
        ),
        "E114": Message(
            "「{found}」有两种读法：{first} 或 {second}",
            "{found!r} may mean {first} or {second}",
            "两端都写全单位",
            "write both ends in full",
        ),
        "E115": Message("这个值不能取反或合并：{found}", "this value has no complement or union: {found}"),
        "E116": Message(
            "「{found}」不是一个数量（读作 {kind}）",
            "{found!r} is not a quantity (read as {kind})",
            "写成 数+单位，如 16800家",
            "write a number and a unit",
        ),
        "E117": Message("文字超过 {limit} 字", "the text is longer than {limit} characters", "分段再读", "read it in parts"),
        "E118": Message("文字里的数量超过 {limit} 个", "the text holds more than {limit} quantities", "分段再读", "read it in parts"),
        "E119": Message(
            "这不是 to_dict 写出的指标值，缺少文字「text」",
            "this is no target that to_dict wrote: it has no `text`",
            "交来 to_dict 的结果，或用 parse_target 读文字",
            "give what to_dict returned, or read a text with parse_target",
        ),
        "E120": Message(
            "合并以后超过 {limit} 种「或」",
            "together they have more than {limit} alternatives",
            "分别判断各部分，再合并结论",
            "decide on the parts, and combine the answers",
        ),
        "E201": Message("单位表的这一行不能读：{why}", "this line of the unit table cannot be read: {why}"),
        "E202": Message("「{left}」与「{right}」不能换算", "{left!r} and {right!r} do not convert"),
        # N1xx: what was normalised
        "N101": Message("字形已归一，按「{text}」读", "characters normalised, read as {text!r}"),
        "N102": Message("已去掉网页标记", "markup removed"),
        "N103": Message("「{found}」是浮点误差，按 {value} 读", "{found!r} is a binary-float artefact, read as {value}"),
        # N2xx: what was assumed about a unit
        "N201": Message("不认识的计量单位「{unit}」，只与同一单位比较", "unknown unit {unit!r}, compared only with itself"),
        "N202": Message("按通用量词「{generic}」与「{unit}」比较", "compared {unit!r} with the generic measure word {generic!r}"),
        "N204": Message(
            "单位列「{column}」与单元格里的「{cell}」不同，以单元格为准",
            "the unit column says {column!r}, the cell {cell!r}: the cell is used",
        ),
        "N205": Message("单位列与单元格重复写了「{unit}」", "the unit {unit!r} is written in the column and in the cell"),
        "N206": Message(
            "运算符号列「{column}」与单元格里的「{cell}」不同，以单元格为准",
            "the operator column says {column!r}, the cell {cell!r}: the cell is used",
        ),
        # N21x: what was assumed about a value
        "N210": Message("没有写比较符，按「=」读", "no comparison written, read as ="),
        "N211": Message("「{word}」按 ±{percent}% 理解", "{word!r} is read as ±{percent}%"),
        "N212": Message("「{word}」按不少于 {number} 理解", "{word!r} is read as at least {number}"),
        "N213": Message("容差 {spread} 按同单位的绝对差理解", "the tolerance {spread} is read as an absolute difference in the same unit"),
        "N214": Message("「{low}」与后一端共用「{unit}」", "{low!r} shares {unit!r} with the other end"),
        "N215": Message("没有写与什么相比", "the base of the change is not written"),
        "N216": Message("没有写年份", "no year written"),
        "N217": Message("「前」包括最后一天", "the deadline includes its last day"),
        "N218": Message("「{word}」没有幅度，按方向理解", "{word!r} states no amount, only a direction"),
        "N219": Message("两个比较词取较严的一个：{text}", "of two comparisons the stricter one holds: {text}"),
        "N220": Message("没有可以衡量的数或等级，只能由人判断", "nothing here can be measured, a person has to judge"),
        "N221": Message("没有数值：{kind}", "no value: {kind}"),
        "N222": Message("这个范围里没有任何值", "no value lies in this range"),
        "N223": Message("数前的「{label}」作为说明保留", "{label!r} before the number is kept as a label"),
        "N224": Message("年份按 {year} 年理解", "the year is taken to be {year}"),
        "N227": Message("括号里的「{text}」不参与判断", "the remark {text!r} in brackets takes no part in the judgement"),
        "N228": Message("原值 {base} 只作说明，以提高或降低后的值为准", "the former value {base} is kept as a remark only"),
        "N229": Message("「{text}」按乘积理解", "{text!r} is read as a product"),
        "N226": Message("按完成情况「{text}」判断", "judged by the stated completion {text!r}"),
        "N230": Message("按「{direction}」（{source}）读作 {text}", "read as {text} ({direction}, {source})"),
        "N231": Message("与「{base}」比较，要给出它的数值才能判断", "compared with {base!r}, whose value is needed for a verdict"),
        "N233": Message("周期性的期限只能逐期核对", "a recurring deadline has to be checked period by period"),
        "N234": Message("「{text}」按变化的幅度理解", "{text!r} is read as the amount of the change"),
        "N203": Message("没有写单位，按「{unit}」理解", "no unit written, read as {unit!r}"),
    }
)
