"""Matches: a quantity of a goal with the indicator it speaks of, and the reason in words."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from attrs import field, frozen

from perfrules.reviewing.narrative.side import Relation, Side, difference_of
from perfrules.target import Mention
from perfrules.text.span import Span
from perfrules.value.numeral import write_number

__all__ = ["Evidence", "Match", "Partner", "Relation"]

_UNITS = {
    "same": ("单位相同：{unit}", "same unit: {unit}"),
    "converted": ("单位可换算：{goal_unit}与{unit}", "units convert: {goal_unit} and {unit}"),
    "counted": ("单位可比：{goal_unit}与{unit}", "both are counts: {goal_unit} and {unit}"),
    "loose": ("量词相近：{goal_unit}与{unit}", "like measure words: {goal_unit} and {unit}"),
    "bare": ("有一方没写单位", "one side has no unit"),
    "none": ("都没有单位", "neither has a unit"),
}
_NUMBERS = {
    Relation.EQUAL: ("数相同", "same number"),
    Relation.APPROXIMATE: ("数相近：{goal}与{row}", "about the same number: {goal} and {row}"),
    Relation.DIFFERS: ("数不同：{goal}与{row}，差 {difference}", "different numbers: {goal} and {row}, {difference} apart"),
    Relation.GOAL_STRICTER: ("目标更严：{goal_sign}{goal}与{row_sign}{row}", "the goal asks more: {goal_sign}{goal} and {row_sign}{row}"),
    Relation.ROW_STRICTER: ("指标更严：{goal_sign}{goal}与{row_sign}{row}", "the row asks more: {goal_sign}{goal} and {row_sign}{row}"),
}


@frozen
class Partner:
    """The indicator that a quantity speaks of: its number in the table (from 0), its name, and the target held against, with places."""

    number: int
    name: str
    text: str
    where: str
    place: str
    level1: str = ""


@frozen
class Evidence:
    """Why a quantity and a row go together: the words they share, those shared with what was said before, and how units compare."""

    common: str = ""
    context: str = ""
    units: str = "same"


@frozen
class Match:
    """One quantity of a goal and the indicator it speaks of, if any.

    `goal` is the key of the goal (`中长期`, `年度`), `where` its place. `partners` has the row, or the rows whose sum it is; `period` the
    column of the target. `is_across` tells that goal and column are of different periods, where other numbers are no fault. `score` lies
    between 0 and 1. `is_part` marks a part of a total (其中); not `is_sure` is a row with another number that is only likely the one meant.

    >>> import perfrules as pr
    >>> from perfrules.reviewing.narrative import match_goals
    >>> text = "年度目标\\t培训教师达到200人。\\n一级指标\\t二级指标\\t三级指标\\t全年指标值\\n产出\\t数量\\t培训教师人数\\t≥180人"
    >>> [match.say() for match in match_goals(pr.read_table(text))]
    ['年度目标「培训教师达到200人」对应「培训教师人数」全年 ≥180人：主体相近：培训教师；单位相同：人；数不同：200人与180人，差 20人']
    """

    goal: str
    mention: Mention
    where: str
    relation: Relation
    partners: tuple[Partner, ...] = ()
    period: str = ""
    score: Fraction = Fraction(0)
    evidence: Evidence = Evidence()
    sides: tuple[Side, Side] | None = field(default=None, repr=False)
    is_across: bool = False
    is_part: bool = False
    is_sure: bool = True

    @property
    def row(self) -> Partner | None:
        """Return the indicator, the first of several; None where there is none."""
        return self.partners[0] if self.partners else None

    @property
    def is_about(self) -> bool:
        """Tell whether the goal says its number only roughly (左右)."""
        return self.sides is not None and self.sides[0].is_rough

    @property
    def span(self) -> Span:
        """Return where the quantity stands in the text of the goal."""
        return Span(self.mention.start, self.mention.end)

    @property
    def said(self) -> str:
        """Return the quantity with its subject, as the goal says it."""
        one = self.mention
        return one.text if one.subject in one.text else f"{one.subject}{one.text}"

    @property
    def reason(self) -> str:
        """Return in Chinese why the two go together."""
        return self.explain("zh")

    def explain(self, lang: str = "zh") -> str:
        """Return why the two go together, or that nothing was found, in `lang`."""
        at = 0 if lang == "zh" else 1
        if self.sides is None:
            return ("没有主体、单位和数都对得上的指标", "no indicator agrees in subject, unit and number")[at]
        goal, row = self.sides
        args = {"unit": str(row.unit.symbol), "goal_unit": goal.unit.symbol, "goal": goal.text, "row": row.text}
        args |= {"goal_sign": _shown(goal.sign), "row_sign": _shown(row.sign), "difference": difference_of(goal, row)}
        number = _NUMBERS[self.relation]
        if len(self.partners) > 1:
            args["row"] = " + ".join(one.text for one in self.partners)
            number = ("几个指标相加，数相同：{row}", "the sum of several rows: {row}")
        units = _UNITS["none" if not (goal.unit.symbol or row.unit.symbol) else self.evidence.units]
        return ("；", "; ")[at].join([*self._subjects(at), units[at].format_map(args), number[at].format_map(args)])

    def say(self, lang: str = "zh") -> str:
        """Return the match as a sentence in `lang`."""
        said = self.said
        if self.row is None:
            return (f"{self.goal}目标「{said}」：" if lang == "zh" else f"{self.goal}, {said}: ") + self.explain(lang)
        rows = "、".join(f"「{one.name}」{self.period} {one.text}" for one in self.partners)
        if lang == "zh":
            return f"{self.goal}目标「{said}」对应{rows}：{self.explain(lang)}"
        return f"{self.goal}, {said}: {rows}; {self.explain(lang)}"

    def to_dict(self) -> dict[str, Any]:
        """Return the match as JSON-ready data."""
        one = self.mention
        data: dict[str, Any] = {"goal": self.goal, "where": self.where, "text": one.text, "start": one.start, "end": one.end}
        data |= {"subject": one.subject, "target": str(one.target), "relation": self.relation.value, "period": self.period}
        data["rows"] = [{"name": row.name, "target": row.text, "where": row.where, "number": row.number} for row in self.partners]
        data |= {"score": write_number(self.score), "reason": self.reason, "across": self.is_across, "part": self.is_part}
        return data

    def _subjects(self, at: int) -> list[str]:
        said = []
        if self.evidence.common:
            said.append((f"主体相近：{self.evidence.common}", f"subjects share {self.evidence.common}")[at])
        if self.evidence.context:
            said.append((f"上文说到：{self.evidence.context}", f"spoken of before: {self.evidence.context}")[at])
        return said


def _shown(sign: str) -> str:
    return {"~": "约", "-": ""}.get(sign, sign)
