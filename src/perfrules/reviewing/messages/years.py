"""What a review says of other years."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.reviewing.messages.message import Wording

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Wording] = MappingProxyType(
    {
        "Y01": Wording(
            "目标不如上年实际",
            "target short of what was reached before",
            "「{name}」指标值 {target}，不如以前年度（{year}）的实际 {actual}，差 {difference}",
            "{name}: the target is {target}, but {actual} was reached before ({year}), a difference of {difference}",
            "请参照上年实际重新确定指标值，或写明理由",
            "set the target by what was reached, or give the reason",
        ),
        "Y02": Wording(
            "目标多年不变",
            "target unchanged for years",
            "「{name}」指标值 {target}，从 {year} 起连续 {years} 年没有变",
            "{name}: the target {target} has not changed for {years} years, since {year}",
            "请按当年任务重新核定",
            "set it anew by the tasks of the year",
        ),
        "Y03": Wording(
            "基数与上年实际不符",
            "base differs from what was reached before",
            "「{name}」写上年 {stated}，上年（{year}）的表上实际是 {actual}，差 {difference}",
            "{name}: the base is stated as {stated}, the table of the year before ({year}) says {actual}, a difference of {difference}",
            "请核对基数，以上年自评或决算的数为准",
            "check the base against last year's evaluation or accounts",
        ),
    }
)
