"""What a review says of periods."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.reviewing.messages.message import Wording

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Wording] = MappingProxyType(
    {
        "P01": Wording(
            "半年指标值高于全年",
            "the half year asks for more than the year",
            "「{name}」半年 {half}，高于全年 {year}",
            "{name}: {half} by the half year, but only {year} in the whole year",
            "累计的指标，半年不应多于全年；请核对两栏是否填反",
            "a cumulative target grows: check whether the columns are mixed up",
        ),
        "P02": Wording(
            "半年指标值等于全年",
            "the half year asks for as much as the year",
            "「{name}」半年 {half}，全年 {year}：上半年就要全部完成",
            "{name}: {half} by the half year, {year} in the whole year: all is to be done in the first half",
            "请核对；确是上半年完成的，不必修改",
            "check it; nothing to do if the work really ends by June",
        ),
        "P03": Wording(
            "中长期目标不高于年度目标",
            "the medium term asks for no more than the year",
            "「{name}」中长期（{until}）写「{medium}」，{compared}本年的「{annual}」：本年完成以后就没有余地",
            "{name}: the medium term ({until}) says {medium!r}, {en_compared} the {annual!r} of this year: nothing is left to do after it",
            "请核对中长期目标是否偏低，或年度目标是否超前",
            "check whether the medium-term goal is too low or the annual one too high",
        ),
        "P04": Wording(
            "期限在项目期以外",
            "a deadline outside of the term",
            "「{name}」的期限「{text}」不在项目期（{term}）以内",
            "{name}: the deadline {text} lies outside of the term ({term})",
            "请核对年份和项目期",
            "check the year and the term",
        ),
        "P05": Wording(
            "半年的比率要说明分母",
            "a share at the half year needs its denominator",
            "「{name}」半年 {half}：没有说明是占半年计划还是占全年预算{plan}",
            "{name}: {half} at the half year, of the half-year plan or of the year's budget?{en_plan}",
            "请注明以半年计划数还是全年预算数为分母",
            "say which of the two is the denominator",
        ),
    }
)
