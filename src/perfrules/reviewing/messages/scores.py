"""What a review says of marks and actual values."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.reviewing.messages.message import Wording

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Wording] = MappingProxyType(
    {
        "S01": Wording(
            "得分超出分值",
            "score beyond its weight",
            "「{name}」得分 {stated}，应在 0 到分值 {weight_text} 之间",
            "{name}: the score {stated} should lie between 0 and the weight {weight_text}",
            "请更正得分或分值",
            "correct the score or the weight",
        ),
        "S02": Wording(
            "得分与重算不符",
            "another score when computed again",
            "「{name}」得分 {stated}，按 {policy} 应为 {marks}，差 {difference}（{derivation}）",
            "{name}: {stated} is stated, {policy} gives {marks}, a difference of {difference} ({derivation})",
            "请按算式更正得分；有理由另给的，写明原因",
            "correct the score, or give the reason for another one",
        ),
        "S03": Wording(
            "各项得分相加不等于总分",
            "scores do not add up to the total",
            "总分写 {stated}分，{count} 项得分合计 {sum}分（{parts}），差 {difference}分",
            "the total says {stated} points, {count} scores add up to {sum} ({parts}), a difference of {difference}",
            "请核对各项得分，再更正总分",
            "check the scores, then the total",
        ),
        "S04": Wording(
            "预算执行得分不等于执行率乘分值",
            "budget score is not rate times weight",
            "「{name}」得分 {stated}，按 {policy} 应为 {marks}，差 {difference}（{derivation}）",
            "{name}: {stated} is stated, {policy} gives {marks}, a difference of {difference} ({derivation})",
            "请按 执行率 × 分值 更正，执行率超过 100% 的按 100%",
            "correct it to rate × weight, a rate beyond 100% counting as 100%",
        ),
        "S05": Wording(
            "执行率不等于执行数除以预算数",
            "stated rate is not spent ÷ budgeted",
            "「{line}」执行率写 {stated}，{spent} ÷ {budget} = {rate}",
            "{line}: the rate says {stated}, {spent} ÷ {budget} = {rate}",
            "请核对预算数、执行数和执行率",
            "check budget, spending and rate",
        ),
        "S06": Wording(
            "定性指标的得分不在这一档",
            "score outside the band of its grade",
            "「{name}」实际「{actual}」，得分 {stated}，这一档应为 {marks}",
            "{name}: {actual} was reached, {stated} is stated, the band is {marks}",
            "请更正得分，或改选相符的档次",
            "correct the score or choose the grade that fits",
        ),
        "S07": Wording(
            "扣了分没有写原因",
            "marks lost without a reason",
            "「{name}」得分 {stated}，低于分值 {weight_text}，没有写偏差原因",
            "{name}: {stated} of {weight_text} points, no reason is given",
            "请写明偏差原因和改进措施",
            "give the reason and what will be done",
        ),
        "S08": Wording(
            "没有完成目标却得满分",
            "full score for a missed target",
            "「{name}」要求 {target}，实际 {actual}，没有达到，却得满分 {stated}，应为 {marks}",
            "{name}: {target} was required, {actual} was reached, yet the score is full ({stated}), not {marks}",
            "请更正得分或实际完成值",
            "correct the score or the actual value",
        ),
        "S09": Wording(
            "没有实际值却有得分",
            "scored without an actual value",
            "「{name}」没有填实际完成值，却得 {stated}分",
            "{name}: no actual value, yet {stated} points",
            "请补填实际完成值和佐证",
            "fill in the actual value with its evidence",
        ),
        "S10": Wording(
            "大幅超额没有说明",
            "far beyond the target without an explanation",
            "「{name}」要求 {target}，实际 {actual}，是指标值的 {share}，没有说明",
            "{name}: {target} was required, {actual} was reached, {share} of it, without an explanation",
            "请说明超额的原因；指标值定低了的，下年调整",
            "explain it; if the target was too low, raise it next year",
        ),
        "S11": Wording(
            "等级与总分不符",
            "grade does not match the total",
            "等级写「{stated}」，总分 {total}分是「{expected}」",
            "the grade says {stated}, a total of {total} points is {expected}",
            "请更正等级或总分",
            "correct the grade or the total",
        ),
        "S12": Wording(
            "全部满分或百分之百完成",
            "everything at a hundred percent",
            "全部 {count} 项都得满分或恰好完成指标值，没有一项扣分",
            "all {count} rows score in full or meet their targets exactly, none loses a mark",
            "请核对实际完成值是否据实填写，指标值是否定得太低",
            "check that actual values are real and targets not too low",
        ),
        "S13": Wording(
            "实际值与指标值的单位不同",
            "actual value in another unit",
            "「{name}」要求 {target}，实际 {actual}，单位不同，无法比较",
            "{name}: {target} was required, {actual} was reached: the units cannot be compared",
            "请按指标值的单位填写实际完成值",
            "give the actual value in the unit of the target",
        ),
    }
)
