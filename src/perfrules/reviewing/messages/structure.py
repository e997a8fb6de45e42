"""What a review says of the structure of a table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.reviewing.messages.message import Wording

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Wording] = MappingProxyType(
    {
        "T01": Wording(
            "缺一级指标",
            "a first level is missing",
            "没有{wanted}指标（表上有 {known}）",
            "there are no indicators of {wanted} (the table has {known})",
            "请补设{wanted}指标；确不适用的，说明理由",
            "add indicators of {wanted}, or say why none apply",
        ),
        "T02": Wording(
            "二级指标是空的",
            "an empty group",
            "「{label}」下面没有指标",
            "{label} holds no indicator",
            "请补设指标；确不适用的，删去这一栏",
            "add an indicator, or remove the row",
        ),
        "T03": Wording(
            "指标重复",
            "an indicator stands twice",
            "「{name}」在同一处写了两次，前一次在{where_first}",
            "{name} stands twice in the same place, first at {where_first}",
            "请删去一个，或改写名称加以区别",
            "remove one, or tell them apart by their names",
        ),
        "T04": Wording(
            "产出放在了效益里",
            "an output filed as an outcome",
            "「{name}」（{text}）数的是办了多少事，放在{level}里是把产出当效益",
            "{name} ({text}) counts what was done: under {level} an output stands as an outcome",
            "请移到产出的数量指标；效益写办成之后带来的变化",
            "move it to the outputs; an outcome is what changes because of it",
        ),
        "T05": Wording(
            "预算金额当作数量指标",
            "a budget as a quantity",
            "「{name}」的指标值 {text} 是资金数，不是产出的数量",
            "{name}: the target {text} is money, no quantity of output",
            "数量指标写办成多少事；金额放到成本指标",
            "count what is produced; money belongs to the costs",
        ),
        "T06": Wording(
            "定量指标太少",
            "too few numbers",
            "{rows} 个产出、效益、成本和满意度指标里，定量的只有 {counted} 个（{share}），不到 {least}",
            "of {rows} indicators of output, outcome, cost and satisfaction {counted} are numbers ({share}), fewer than {least}",
            "能用数衡量的，请改为定量",
            "use numbers wherever something can be measured",
        ),
        "T07": Wording(
            "指标太少",
            "too few indicators",
            "全表只有 {count} 个指标，少于 {least} 个",
            "the table has {count} indicators, fewer than {least}",
            "请按产出、效益、满意度细化",
            "break the goal down into outputs, outcomes and satisfaction",
        ),
        "T08": Wording(
            "一个指标分值过高",
            "one indicator is too heavy",
            "「{name}」一项占 {weight} 分，超过 {most} 分",
            "{name} alone has {weight} points, more than {most}",
            "请把它分解，或把分值分给其他指标",
            "break it down, or share its points out",
        ),
    }
)
