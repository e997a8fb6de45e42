"""What a review says of money."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.reviewing.messages.message import Wording

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Wording] = MappingProxyType(
    {
        "M01": Wording(
            "明细相加不等于上级金额",
            "parts do not add up",
            "「{line}」的{column}写 {stated}，{count} 项明细合计 {parts}，差 {difference}",
            "{line}, {column}: stated {stated}, its {count} parts add up to {parts}, a difference of {difference}",
            "请核对是上级金额写错，还是漏列、错列了明细",
            "check whether the total is wrong or a part is missing",
        ),
        "M02": Wording(
            "基本支出加项目支出不等于总额",
            "basic and project expenditure are not the total",
            "{column}：基本支出 {basic} + 项目支出 {project} = {sum}，总额写 {stated}，差 {difference}",
            "{column}: basic {basic} + project {project} = {sum}, the total says {stated}, a difference of {difference}",
            "请核对三个数",
            "check the three numbers",
        ),
        "M03": Wording(
            "收支不平",
            "income is not expenditure",
            "{column}：收入总额 {income}，支出总额 {spent}，差 {difference}",
            "{column}: income {income}, expenditure {spent}, a difference of {difference}",
            "请核对收入和支出各项",
            "check both sides",
        ),
        "M04": Wording(
            "半年计划大于全年",
            "the half year exceeds the year",
            "「{line}」的{column} {stated}，大于{year} {parts}，多 {difference}",
            "{line}, {column}: {stated} is more than {year} {parts}, by {difference}",
            "请核对两栏是否填反",
            "check whether the columns are mixed up",
        ),
        "M05": Wording(
            "疑似元与万元混用",
            "yuan and ten thousand yuan mixed up?",
            "「{line}」的{column} {stated}，与相应的 {parts} 相差约一万倍，疑似元与万元混用",
            "{line}, {column}: {stated} and {parts} differ by about ten thousand: mixed units?",
            "请核对金额单位，改为同一单位",
            "check the money units",
        ),
        "M06": Wording(
            "合计为零而明细不为零",
            "the total is nothing, its parts are not",
            "「{line}」的{column}写 {stated}，明细合计却是 {parts}",
            "{line}, {column}: stated {stated}, but its parts add up to {parts}",
            "请补填合计",
            "fill in the total",
        ),
        "M07": Wording(
            "三公经费超预算",
            "official expenses beyond the budget",
            "「{line}」执行 {spent}，预算 {budget}，超 {difference}",
            "{line}: spent {spent}, budgeted {budget}, {difference} more",
            "请核对数据；确实超支的，说明原因和审批依据",
            "check the numbers, else give the reason and the approval",
        ),
        "M08": Wording(
            "预算执行率异常",
            "execution of the budget out of the ordinary",
            "「{line}」执行 {spent}，预算 {budget}，执行率 {rate}，一般应 {wanted}",
            "{line}: spent {spent} of {budget}, an execution rate of {rate}, usually {wanted}",
            "请说明原因和改进措施",
            "explain it, and what will be done",
        ),
    }
)
