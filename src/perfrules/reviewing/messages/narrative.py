"""What a review says of goals against rows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.reviewing.messages.message import Wording

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Wording] = MappingProxyType(
    {
        "N01": Wording(
            "目标里的数没有指标",
            "a number of a goal has no indicator",
            "{goal}目标说「{said}」，没有主体、单位和数都对得上的指标",
            "{goal}: {said}, but no indicator agrees in subject, unit and number",
            "请补一个指标；已有的，把名称或单位写得与目标一致",
            "add an indicator, or name the one there is as the goal does",
        ),
        "N02": Wording(
            "同一件事，目标与指标的数不同",
            "goal and indicator give different numbers",
            "{goal}目标说「{said}」，指标「{name}」{period}写 {found}，差 {difference}",
            "{goal}: {said}, but {name} ({period}) says {found}, a difference of {difference}",
            "请核对哪个数对，两处写成一样",
            "check which number is right and write it in both places",
        ),
        "N03": Wording(
            "数相同，目标与指标的比较不同",
            "goal and indicator compare differently",
            "{goal}目标说「{said}」，指标「{name}」{period}写 {found}：数相同，比较不同",
            "{goal}: {said}, but {name} ({period}) says {found}: the same number, another comparison",
            "若以目标为准，指标值写成 {expected}",
            "if the goal is meant, write the target as {expected}",
        ),
        "N04": Wording(
            "指标没有写进目标",
            "indicators that no goal mentions",
            "{count} 个定量的产出、效益指标在绩效目标里没有提到：{names}",
            "{count} quantitative indicators are mentioned in no goal: {names}",
            "主要的写进目标，目标与指标才能互相对照；次要的可以不写",
            "put the main ones into the goal, so that both can be held against each other",
        ),
        "N05": Wording(
            "目标没有写明要做到什么",
            "a goal does not say what is to be achieved",
            "{goal}目标{fault}",
            "{goal}: {en_fault}",
            "请写明这一期要达到的数量、质量和时限；没有写目标的补上，照抄职能的改写",
            "write what is to be achieved, how much, how well and when, instead of the duties or of nothing",
        ),
    }
)
