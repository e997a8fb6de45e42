"""Policies (评分办法): how marks follow from an actual value, as a budget office would write it."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import frozen

from perfrules.value.numeral import write_number

__all__ = [
    "Award",
    "Band",
    "Bands",
    "ByName",
    "Curve",
    "Direct",
    "Equal",
    "Form",
    "Grading",
    "Manual",
    "Mode",
    "Negative",
    "Over",
    "PerUnit",
    "Policy",
    "Ratio",
    "Reverse",
    "Side",
    "Steps",
    "Zero",
]


@frozen
class Award:
    """Marks that are given or taken: a share of the weight, or points (`is_points`)."""

    number: Fraction
    is_points: bool = False

    def __str__(self) -> str:
        return f"{write_number(self.number)}分" if self.is_points else f"{write_number(self.number * 100)}%"


class Side(Enum):
    """On which side of a target the steps lie."""

    BOTH = "每偏离"
    BELOW = "每低"
    ABOVE = "每超"


class Mode(Enum):
    """What becomes of a step that is not complete."""

    FLOOR = "不足一档不扣"
    CEIL = "不足一档按一档"
    EXACT = "按比例"


class Reverse(Enum):
    """How marks fall beyond the target of an indicator that is better when lower; the regulations are silent."""

    LINEAR = "超一倍归零"
    RATIO = "按比值"
    ZERO = "超出计零"
    STEPS = "每超"


class Equal(Enum):
    """How an indicator that is best at its target is scored off it."""

    AT_LEAST = "按不低于"
    REVIEW = "按不低于并复核"
    TWO_SIDED = "两侧"
    EXACT = "必须相等"
    BY_NAME = "按名称"


class Zero(Enum):
    """How a target of zero is scored: there is no completion."""

    MET = "按达标"
    STEPS = "每超"


class Negative(Enum):
    """How a target below zero is scored that is better when lower: what was reached of it, or all or nothing."""

    RATIO = "按比例"
    MET = "按达标"


@frozen
class Direct:
    """直接赋分: full marks if the target is met, else `otherwise`."""

    otherwise: Award = Award(Fraction(0))

    def __str__(self) -> str:
        return "达标得满分" + (f"，否则 得 {self.otherwise}" if self.otherwise.number else "")


@frozen
class Ratio:
    """按完成比例: the completion, up to full marks."""

    def __str__(self) -> str:
        return "按完成比例"


@frozen
class Band:
    """Values with the marks they get; `None` is the rest."""

    values: str | None
    award: Award

    def __str__(self) -> str:
        return f"{self.values or '其余'} 得 {self.award}"


@frozen
class Bands:
    """分档: marks by bands of the value, or of the completion."""

    bands: tuple[Band, ...]
    of_completion: bool = False

    def __str__(self) -> str:
        return ("按完成率分档：" if self.of_completion else "分档：") + "、".join(map(str, self.bands))


@frozen
class Grading:
    """按量表: the share that a scale gives to the word."""

    scale: str = ""

    def __str__(self) -> str:
        return f"按量表 {self.scale}".strip()


@frozen
class Steps:
    """每偏离 1% 扣 10%: marks taken for each step beyond the target; `mode` `None` is not said."""

    side: Side
    step: Fraction
    unit: str
    award: Award
    mode: Mode | None = None

    def __str__(self) -> str:
        mode = f"，{self.mode.value}" if self.mode else ""
        return f"{self.side.value} {write_number(self.step)}{self.unit} 扣 {self.award}{mode}"


@frozen
class PerUnit:
    """每 1家 得 10%: marks for each unit that is there."""

    step: Fraction
    unit: str
    award: Award

    def __str__(self) -> str:
        return f"每 {write_number(self.step)}{self.unit} 得 {self.award}"


@frozen
class Curve:
    """折线: marks on straight lines between points of the completion, or of the value."""

    points: tuple[tuple[Fraction, str, Award], ...]
    of_completion: bool = True

    def __str__(self) -> str:
        points = "、".join(f"{write_number(number)}{unit} 得 {award}" for number, unit, award in self.points)
        return ("折线：" if self.of_completion else "按值折线：") + points


@frozen
class Manual:
    """人工: a person decides."""

    def __str__(self) -> str:
        return "人工"


@frozen
class ByName:
    """按办法: what a named policy says."""

    name: str

    def __str__(self) -> str:
        return f"按办法 {self.name}"


Form = Direct | Ratio | Bands | Grading | Steps | PerUnit | Curve | Manual | ByName


@frozen
class Over:
    """What over-achievement beyond a completion does: `word` is 不计, 说明, 人工 or 扣.

    At the threshold itself it counts, unless it `is_strict`. With a `step` the deduction grows in proportion to what lies beyond
    the threshold, up to `most`.
    """

    word: str
    threshold: Fraction = Fraction(1)
    award: Award | None = None
    step: Fraction | None = None
    most: Award | None = None
    is_strict: bool = False

    def __str__(self) -> str:
        if self.word == "不计":
            return "超额 不计"
        start = f"超额 {'超过 ' if self.is_strict else ''}{_percent(self.threshold)}"
        if self.award is None:
            return f"{start} {self.word}"
        if self.step is None:
            return f"{start} 扣 {self.award}"
        most = "" if self.most is None else f"，至多扣 {self.most}"
        return f"{start} 每 {_percent(self.step)} 扣 {self.award}{most}"


@frozen
class Policy:
    """A form of scoring with its options; `str()` is canonical and reads back as an equal policy.

    `floor` is the completion below which there are no marks, `explain` the one below which a reason has to be given, `passing` the
    pass mark of the 及格 method, `cap` where marks end. The regulations are silent about `reverse`, `equal`, `zero`, `negative`
    and `over`, so each is an option.

    >>> from perfrules.scoring import parse_policy
    >>> str(parse_policy("按完成比例；不足60%计零"))
    '按完成比例，不足 60% 计零'
    """

    form: Form
    floor: Fraction | None = None
    passing: Fraction | None = None
    explain: Fraction | None = None
    cap: Award | None = None
    reverse: Reverse | None = None
    reverse_steps: Steps | None = None
    equal: Equal | None = None
    width: Fraction | None = None
    zero: Zero | None = None
    zero_steps: Steps | None = None
    negative: Negative | None = None
    over: Over | None = None

    def __str__(self) -> str:
        reverse = self.reverse_steps or (self.reverse and self.reverse.value)
        zero = self.zero_steps or (self.zero and self.zero.value)
        clauses = (
            str(self.form),
            "" if self.floor is None else f"不足 {_percent(self.floor)} 计零",
            "" if self.passing is None else f"及格线 {_percent(self.passing)}",
            "" if self.explain is None else f"不足 {_percent(self.explain)} 说明",
            "" if self.cap is None else f"封顶 {self.cap}",
            f"反向 {reverse}" if reverse else "",
            f"等于 {self.equal.value}" if self.equal else "",
            "" if self.width is None else f"至 {_percent(self.width)} 归零",
            f"零值 {zero}" if zero else "",
            f"负值 {self.negative.value}" if self.negative else "",
            str(self.over) if self.over else "",
        )
        return "，".join(filter(None, clauses))


def _percent(share: Fraction) -> str:
    return f"{write_number(share * 100)}%"
