"""What a review says of rulesets."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.reviewing.messages.message import Wording

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Wording] = MappingProxyType(
    {
        "R01": Wording(
            "指标不在规则集里",
            "indicator not in the framework",
            "「{name}」不在《{title}》里，最相近的是「{nearest}」",
            "{name} is not in {title}; the nearest name there is {nearest!r}",
            "请核对名称；同一指标的，用规则集里的名称或别名",
            "check the name; for the same indicator use the framework's name or an alias",
        ),
        "R02": Wording(
            "缺少规则集要求的指标",
            "indicators of the framework missing",
            "《{title}》的 {level} 缺 {count} 项：{names}",
            "{level} of {title} lacks {count} indicators: {names}",
            "请补上；确实不适用的，写明不适用",
            "add them; where one does not apply, say so",
        ),
        "R03": Wording(
            "所在的上级与规则集不同",
            "under another parent than in the framework",
            "「{names}」排在「{found}」下面，按名称归在「{expected}」；可能是换页时合并格断开",
            "{names}: placed under {found}, by name they belong to {expected}; a page break may have cut a merged cell",
            "请核对所属的一级、二级指标",
            "check the levels that it belongs to",
        ),
        "R04": Wording(
            "公式所需的数据不全",
            "data for formulas missing",
            "{count} 项按公式计算的指标没有实际值，要算出来还缺数据：{data}（{names}）",
            "{count} indicators with a formula have no actual value; to compute them these data are missing: {data} ({names})",
            "请补填实际值或这些数据",
            "fill in the actual values or these data",
        ),
        "R05": Wording(
            "人员编制与控制率口径不一",
            "staff figures against the control rate",
            "文字写「{staff}」「{posts}」：全部在职人员计入是 {staff_number} ÷ {posts_number} = {all_rate}，"
            "只计编制内的是 {own_number} ÷ {posts_number} = {own_rate}，指标「{name}」要求 {target}",
            "the text says {staff!r} and {posts!r}: all staff counted, {staff_number} ÷ {posts_number} = {all_rate}; "
            "only those on authorised posts, {own_number} ÷ {posts_number} = {own_rate}; {name} requires {target}",
            "请写明在职人员和编制的口径，是否含公益性岗位、编外人员",
            "state who counts as staff and as authorised posts",
        ),
    }
)
