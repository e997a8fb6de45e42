"""What is said about policies, scales and totals."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.text.messages.message import Message

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        # E66x to E67x: what a policy, a scale or a setting says
        "E660": Message(
            "评分办法在此处不应出现「{found}」",
            "{found!r} has no place here in a policy",
            "这里可以写：{expected}",
            "expected here: {expected}",
        ),
        "E661": Message(
            "选项「{option}」重复，或与这种计分方式不能同用", "the option {option!r} is given twice or does not go with this policy"
        ),
        "E662": Message(
            "分档没有覆盖 {band}",
            "the bands leave out {band}",
            "补上这一档，或以「其余 得 0%」结尾",
            "add that band or end with 其余 得 0%",
        ),
        "E663": Message(
            "档「{band}」读不懂，或单位与指标值（{unit}）不同",
            "the band {band!r} cannot be read, or its unit is not that of the target ({unit})",
            "例：≤10% 得 100%",
            "example: ≤10% 得 100%",
        ),
        "E664": Message(
            "档「{band}」与前面的档重叠",
            "the band {band!r} overlaps one before it",
            "两端都写的档不能重叠；只写一端的档从前面的档之外算起",
            "bands with two bounds must not overlap",
        ),
        "E665": Message(
            "折线至少要两个点，并从小到大",
            "a curve needs two points or more, in rising order",
            "例：折线：60% 得 0%、100% 得 100%",
            "example: 折线：60% 得 0%、100% 得 100%",
        ),
        "E666": Message(
            "{award} 要折成比例，但这一项没有分值",
            "{award} needs a weight, and this indicator has none",
            "请写分值，或把分改成百分数",
            "state a weight or write a percentage",
        ),
        "E667": Message("{award} 超过这一项的分值（{weight}）", "{award} is more than the weight ({weight})"),
        "E668": Message("评分办法还没有写完", "the policy ends too early", "后面可以写：{expected}", "expected next: {expected}"),
        "E669": Message(
            "评分办法超过 {limit} 字",
            "the policy has more than {limit} characters",
            "请用 评分办法 行起名，分开写",
            "name parts by lines of 评分办法",
        ),
        "E670": Message(
            "量表的写法不对",
            "the scale is not written as it should be",
            "例：量表  健全性：健全 100% > 基本健全 80% > 不健全 0%",
            "example: 量表  健全性：健全 100% > 基本健全 80% > 不健全 0%",
        ),
        "E671": Message(
            "量表的「{word}」重复，或得分没有从高到低",
            "{word!r} of the scale occurs twice or does not get less than the one before",
            "从最好到最差，百分数逐级变小，不超过 100%",
            "from best to worst, percentages fall from 100% or less",
        ),
        "E672": Message("这里不能写「{found}」", "{found!r} cannot stand here", "可用：{known}", "available: {known}"),
        "E673": Message(
            "等级「{found}」读不懂",
            "the grade {found!r} cannot be read",
            "例：优 ≥90分、良 ≥80分、差 <80分",
            "example: 优 ≥90分、良 ≥80分、差 <80分",
        ),
        "E674": Message("「{found}」与前面的重叠", "{found!r} overlaps what stands before it"),
        "E675": Message("等级没有覆盖 {band}", "the grades leave out {band}", "请补上这一段", "add that band"),
        "E676": Message(
            "上限「{found}」读不懂",
            "the ceiling {found!r} cannot be read",
            "例：执行率 <50% 至多 59分、<60% 至多 69分",
            "example: 执行率 <50% 至多 59分、<60% 至多 69分",
        ),
        "E677": Message(
            "「{policy}」不能用于指标值 {target}",
            "the policy {policy!r} does not go with the target {target}",
            "按量表用于文字指标，其他方式用于有数的指标",
            "scales go with words, other policies with numbers",
        ),
        "E678": Message(
            "指标值 {target} 没有「{side}」的一侧",
            "the target {target} has no side for {side!r}",
            "不低于的目标写 每低，不高于的目标写 每超，两侧都扣写 每偏离",
            "write 每低 for lower bounds, 每超 for upper ones, 每偏离 for both",
        ),
        "E679": Message(
            "「{steps}」的单位与指标值（{unit}）不同，或为零", "the step of {steps!r} has another unit than the target ({unit}), or is zero"
        ),
        "E700": Message(
            "档数超过 {limit}", "there are more than {limit} steps", "请加大每档，或写 按比例", "use larger steps or write 按比例"
        ),
        "E701": Message("没有评分办法「{name}」", "there is no policy {name!r}"),
        "E710": Message(
            "没有评分办法「{name}」",
            "there is no policy {name!r}",
            "perfrules policies 列出全部评分办法",
            "perfrules policies lists all of them",
        ),
        "E711": Message(
            "{path} 没有唯一的评分办法：{known}",
            "{path} does not say which policy is meant: {known}",
            "请用评分办法的名称，或在文件头写 计分",
            "name the policy, or write 计分 in the head of the file",
        ),
        "E713": Message(
            "评分办法「{name}」没有写 亮灯，不能用来监控",
            "the policy {name!r} has no lights (亮灯) and cannot monitor",
            "perfrules policies 列出全部办法；也可以自己写 亮灯",
            "perfrules policies lists all; or write 亮灯 lines",
        ),
        "E712": Message(
            "亮灯「{found}」读不懂",
            "the lights {found!r} cannot be read",
            "例：红 <60%、黄 <80%、绿 ≥80%；越小越好：红 未达标、绿 达标；预算执行率 6月：预警 <40%、正常 ≥40%",
            "example: 红 <60%、黄 <80%、绿 ≥80%; 越小越好：红 未达标、绿 达标; 预算执行率 6月：预警 <40%、正常 ≥40%",
        ),
        "E702": Message("没有量表「{name}」", "there is no scale {name!r}"),
        "E704": Message(
            "「{policy}」在 {value} 处反而少得分（{direction}）",
            "the policy {policy!r} gives less at {value} although that is better ({direction})",
            "请核对各档的次序和方向",
            "check the order of the bands and the direction",
        ),
        "E705": Message(
            "「{option}」不能是 {found}，应为 {known}",
            "{option!r} cannot be {found}: it must be {known}",
        ),
        # N62x, N63x: what had to be assumed
        "N620": Message(
            "指标值 {target} 为零而越大越好：不是负数就得满分",
            "the target {target} is zero and more is better: whatever is not negative gets full marks",
        ),
        "N621": Message("没有写反向指标怎样计分，按「{option}」", "nothing says how a reverse indicator is scored: {option}"),
        "N622": Message("指标值 {target} 没有完成比例，按是否达标给分", "the target {target} has no completion: all or nothing"),
        "N623": Message(
            "指标值 {target} 为零，没有完成比例：达标得满分，否则不得分",
            "the target {target} is zero, so there is no completion: all or nothing",
        ),
        "N624": Message("指标值 {target} 为负，低于它不得分", "the target {target} is negative: below it there are no marks"),
        "N625": Message("比率指标的一档 {step} 是百分点", "for a ratio a step of {step} means percentage points"),
        "N626": Message(
            "指标值 {target} 是文字，「{policy}」不适用，按是否达标给分",
            "the target {target} is a word, so {policy!r} cannot be used: all or nothing",
        ),
        "N627": Message("没有适合 {target} 的量表，按是否达标给分", "no scale has {target}: all or nothing"),
        "N628": Message("没有写偏离指标值 {target} 怎样计分，按「{option}」", "nothing says how values off {target} are scored: {option}"),
        "N629": Message(
            "「{steps}」只扣一侧，指标值 {target} 的另一侧不扣",
            "{steps!r} takes marks on one side only: on the other side of {target} there is no loss",
        ),
        "N630": Message("没有写负的指标值 {target} 怎样计分，按「{option}」", "nothing says how the negative {target} is scored: {option}"),
        "N632": Message(
            "完成远超指标值 {target}：{option}", "the value lies far beyond {target}: {option}", "请分析原因", "state the reason"
        ),
        "N633": Message(
            "完成不足 {target} 的 {share}，要说明原因",
            "less than {share} of {target} was reached: a reason has to be given",
            "请填写偏差原因",
            "fill in the reason for the deviation",
        ),
        "N634": Message(
            "实际值与指标值 {target} 不同，按这个办法要复核",
            "the value differs from {target}: under this policy a person looks at it again",
            "请核对后再确认得分",
            "confirm the marks",
        ),
        "N631": Message("「{steps}」每满一档才得分", "{steps!r} gives marks for complete steps only"),
        "W660": Message(
            "「{steps}」没有写不足一档怎样算，按比例扣",
            "{steps!r} does not say what becomes of a step that is not complete: in proportion",
            "请写 不足一档不扣、不足一档按一档 或 按比例",
            "write 不足一档不扣, 不足一档按一档 or 按比例",
        ),
    }
)
