"""What is said about formulas."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.text.messages.message import Message

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        "E640": Message(
            "公式在此处不应出现「{found}」",
            "{found!r} has no place here in a formula",
            "这里可以写：{expected}",
            "expected here: {expected}",
        ),
        "E641": Message("公式还没有写完", "the formula ends too early", "后面可以写：{expected}", "expected next: {expected}"),
        "E642": Message(
            "公式超过 {limit} {what}",
            "the formula has more than {limit} ({what})",
            "请用 数据 行给中间结果起名，分成几个公式",
            "give parts a name by lines of 数据 and split it",
        ),
        "E643": Message(
            "公式里的「{name}」没有定义",
            "{name!r} in the formula is not defined",
            "请用 数据 或 参数 行定义它；词与词之间要有空格",
            "define it by a line of 数据 or 参数; words need blanks between them",
        ),
        "E644": Message(
            "单位不同，不能相加减或比较：{left}（{left_unit}）与 {right}（{right_unit}）",
            "the units differ, so these cannot be added or compared: {left} ({left_unit}) and {right} ({right_unit})",
            "请核对数据的单位；个百分点与 % 可以相加减",
            "check the units of the data",
        ),
        "E645": Message(
            "公式里有不认识的单位「{unit}」",
            "the formula has an unknown unit {unit!r}",
            "请核对，或用 单位 行定义；且、或 前后要有空格",
            "check it or define it by a line of 单位; words need blanks around them",
        ),
        "E646": Message(
            "公式循环：{cycle}", "the formulas go in a circle: {cycle}", "一个数据不能用来计算它自己", "a datum cannot be made from itself"
        ),
        "E647": Message("这里应是数，「{part}」是条件", "a number is needed here, {part!r} is a condition"),
        "E648": Message(
            "这里应是条件，「{part}」是数", "a condition is needed here, {part!r} is a number", "例：{part} > 0", "example: {part} > 0"
        ),
        "E649": Message("误差「{found}」不是数", "the tolerance {found!r} is no number", "例：误差 0.01万元", "example: 误差 0.01万元"),
        "E650": Message(
            "误差只用于 =、≤、≥",
            "a tolerance goes with =, ≤ and ≥ alone",
            "请去掉 误差，或改写条件",
            "drop the tolerance or change the condition",
        ),
        "E651": Message(
            "公式得出的单位是 {found}，指标值的单位是 {wanted}",
            "the formula gives {found}, the target is in {wanted}",
            "请核对公式或指标值的单位",
            "check formula and target",
        ),
        "E652": Message(
            "公式应得出数，这是一个条件",
            "the formula must give a number, this is a condition",
            "条件请写在 适用 或 检查 行",
            "conditions belong in lines of 适用 or 检查",
        ),
        "E653": Message(
            "这里应写条件，这是一个数",
            "a condition is needed here, this is a number",
            "例：非税收入预算数 > 0万元",
            "example: 非税收入预算数 > 0万元",
        ),
        "N600": Message("个 与任何量词都可比：{left} 与 {right}", "the measure word 个 compares with any other: {left} and {right}"),
        "N601": Message("{number} 没有写单位，按 {unit}", "{number} has no unit and is read in {unit}"),
        "W640": Message("条件里没有数据，结果总是一样", "the condition has no data: it always comes out the same"),
        "W641": Message(
            "比率再乘 {number} 会放大 {number} 倍",
            "a ratio times {number} grows {number} times",
            "比率本身就能写成百分数，请改为 × 100% 或去掉",
            "a ratio is shown in percent anyway: write × 100% or drop it",
        ),
    }
)
