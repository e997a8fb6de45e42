"""What a review says of target values."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.reviewing.messages.message import Wording

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Wording] = MappingProxyType(
    {
        "V01": Wording(
            "指标值读不懂",
            "the target value cannot be read",
            "「{name}」的指标值「{text}」读不懂：{why}",
            "{name}: the target {text} cannot be read: {en_why}",
            "请写成比较符、数、单位，或一个明确的等级。{advice}",
            "write comparison, number and unit, or a definite grade. {en_advice}",
        ),
        "V02": Wording(
            "指标值空白或未定",
            "the target value is blank or a placeholder",
            "「{name}」的指标值「{text}」是{kind}",
            "{name}: the target {text} is {en_kind}",
            "请填入指标值；不适用的指标请删去",
            "fill in the target, or remove an indicator that does not apply",
        ),
        "V03": Wording(
            "没有比较符",
            "no comparison",
            "「{name}」的指标值「{text}」没有写比较符",
            "{name}: the target {text} has no comparison",
            "请写明是至少、至多还是等于，如 {expected}",
            "say whether at least, at most or equal is meant, as in {expected}",
        ),
        "V04": Wording(
            "没有单位或单位不认识",
            "no unit, or an unknown one",
            "「{name}」的指标值「{text}」{problem}",
            "{name}: the target {text}: {en_problem}",
            "请写明计量单位{unit}",
            "write the unit {unit}",
        ),
        "V05": Wording(
            "单位与名称不符",
            "the unit contradicts the name",
            "「{name}」按名称应以 {wanted} 计，指标值「{text}」却以 {unit} 计",
            "{name} asks for {wanted}, its target {text} is in {unit}",
            "请改正单位或名称",
            "correct the unit or the name",
        ),
        "V06": Wording(
            "比率超过 100%",
            "a share above 100%",
            "「{name}」的指标值「{text}」超过 100%",
            "{name}: the target {text} is above 100%",
            "请核对；按定义不会超过 100% 的，写 {expected} 以内的数",
            "check it; a share of a whole stays {expected}",
        ),
        "V07": Wording(
            "边界值等于只有一个值",
            "a bound that leaves one value",
            "「{name}」的指标值「{text}」实际上只有 {expected} 一个值达标",
            "{name}: of {text} only {expected} can be met",
            "请直接写 {expected}",
            "write {expected}",
        ),
        "V08": Wording(
            "该用「≥」处用了「=」",
            "= where ≥ is meant",
            "「{name}」的指标值「{text}」用了「=」：照字面，超额完成也不算达标",
            "{name}: the target {text} says =: taken literally, doing more would miss it",
            "请写 {expected}",
            "write {expected}",
        ),
        "V09": Wording(
            "成本指标用了「≥」",
            "a cost with ≥",
            "「{name}」是成本，指标值「{text}」却要求不低于",
            "{name} is a cost, yet its target {text} is a lower bound",
            "成本应控制上限，请写 {expected}",
            "bound a cost from above: {expected}",
        ),
        "V10": Wording(
            "越小越好的指标用了「≥」",
            "≥ where less is better",
            "「{name}」越小越好，指标值「{text}」却要求不低于",
            "{name} is better the smaller it is, yet its target {text} is a lower bound",
            "请核对方向，一般写 {expected}",
            "check the direction, usually {expected}",
        ),
        "V11": Wording(
            "定性指标没有标准",
            "vague wording without a standard",
            "「{name}」的指标值「{text}」含糊：「{word}」到什么程度算达标",
            "{name}: the target {text} is vague: how much is {word}?",
            "请改为可衡量的数，或写明评判标准",
            "use a number, or state the standard by which it is judged",
        ),
        "V12": Wording(
            "约数没有幅度",
            "about, without a tolerance",
            "「{name}」的指标值「{text}」是约数，暂按 {read} 理解",
            "{name}: the target {text} is approximate, read as {read}",
            "请写明允许的幅度，如 ±5%，或改为下限",
            "state the tolerance such as ±5%, or a lower bound",
        ),
        "V13": Wording(
            "相对值没有基数",
            "a change without its base",
            "「{name}」的指标值「{text}」没有写与什么相比",
            "{name}: the target {text} does not say what it is compared with",
            "请写明基期和基数，如 较上年增长5%（上年1200家）",
            "state the base and its value",
        ),
        "V14": Wording(
            "字符不规范",
            "odd characters",
            "「{name}」的指标值「{text}」字符不规范，按 {read} 读",
            "{name}: the target {text} has odd characters, read as {read}",
            "请改写为 {expected}",
            "write {expected}",
        ),
        "V15": Wording(
            "混入网页标记或外文",
            "web tags or foreign words",
            "文字里混入了「{noise}」",
            "the text contains {noise!r}",
            "请删去或改为中文",
            "remove it or write Chinese",
        ),
    }
)
