"""Checks of target values (指标值): can they be read, do unit, sign and size fit the name, is there anything to measure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cache, lru_cache

from attrs import frozen

from perfrules.reviewing.context import Context, ReviewRow, parts_of
from perfrules.reviewing.finding import Finding
from perfrules.reviewing.traits import Traits, counts_alike, traits_of
from perfrules.reviewing.words import review_words
from perfrules.table import Cell
from perfrules.table.form import fold_label
from perfrules.target import Target
from perfrules.target.body import Change, Form, Graded, Measure, Placeholder, Prose
from perfrules.target.grammar import either
from perfrules.text.diagnostic import Severity
from perfrules.value.unit import Dimension, Unit, comparable
from perfrules.value.unit_table import find_unit
from perfrules.value.verdict import Direction

__all__ = ["findings"]

_NO_OPERATOR, _UNKNOWN_UNIT, _NO_BASE, _ODD, _FLOAT, _MARKUP = "N210", "N201", "N215", "N101", "N103", "N102"
_ABOUT, _ODD_MORE = "N211", "N212"
_OUTCOMES = frozenset(("产出", "履职", "效益", "满意度"))
_ONE = Fraction(1)


@frozen
class _Value:
    """One simple target of a cell under review: what its name tells, and whether its row stands among the costs."""

    row: ReviewRow
    target: Target
    text: str
    traits: Traits
    in_costs: bool

    @property
    def measure(self) -> Measure | None:
        """Return the meaning where it is a set of numbers with a unit."""
        return self.target.body if isinstance(self.target.body, Measure) else None

    @property
    def point(self) -> Fraction | None:
        """Return the one number that an `=` names; None for comparisons and ranges."""
        body = self.measure
        return None if body is None or body.form is not Form.COMPARED else body.values.the_point

    @property
    def rises(self) -> bool:
        """Tell whether the value is written as a lower bound."""
        body = self.measure
        return body is not None and body.values.the_point is None and body.values.low is not None and body.values.high is None

    def note(self, code: str) -> Mapping[str, str] | None:
        """Return the arguments of a note of the target, or None."""
        return next((one.args for one in self.target.notes if one.code == code), None)


_Remark = tuple[str, Mapping[str, str], Severity | None]


def findings(context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the target values of a table, each at its cell."""
    for row in context.rows:
        traits, in_costs = traits_of(row.name), _in_costs(row)
        last = row.last
        for period, cell in row.indicator.targets.items():
            is_last = last is not None and last[0] == period
            if cell.target is None:
                yield from _unread(context, row, cell, is_last=is_last)
                continue
            for target in parts_of(cell.target):
                value = _Value(row, target, cell.text, traits, in_costs)
                for code, args, weight in _remarks(value, is_last=is_last):
                    if context.makes(code):
                        fields = {"text": cell.text, **args}
                        expected = args.get("expected", "")
                        yield context.find_in(row, code, cell.where, expected=expected, found=cell.text, weight=weight, fields=fields)
    yield from _noise(context)


def _in_costs(row: ReviewRow) -> bool:
    """Tell whether a row stands among the costs (成本指标), as a first or second level."""
    words = review_words()
    return any(words.first("成本类", label) is not None for label in (row.indicator.level1, row.indicator.level2))


def _unread(context: Context, row: ReviewRow, cell: Cell, *, is_last: bool) -> Iterator[Finding]:
    if not cell.text.strip():
        if context.makes("V02"):
            weight = None if is_last else Severity.NOTE
            yield context.find_in(
                row, "V02", cell.where or row.indicator.where, weight=weight, text=cell.text, kind="空白", en_kind="blank"
            )
        return
    fault = next((one for one in cell.diagnostics if one.severity is Severity.ERROR), None)
    if fault is not None and context.makes("V01"):
        said = {"why": fault.say("zh"), "en_why": fault.say("en"), "advice": fault.advise("zh"), "en_advice": fault.advise("en")}
        yield context.find_in(row, "V01", cell.where, found=cell.text, text=cell.text, fields=said)


def _remarks(value: _Value, *, is_last: bool) -> Iterator[_Remark]:
    """Yield what is to be said of one value; what is said of the sign is said once, of the last period."""
    body = value.target.body
    if isinstance(body, Placeholder):
        yield "V02", {"kind": "占位", "en_kind": "a placeholder"}, None
        return
    for check in _ALWAYS:
        yield from check(value)
    if is_last:
        for check in _ONCE:
            yield from check(value)


def _operator(value: _Value) -> Iterator[_Remark]:
    body = value.measure
    if body is not None and body.form is Form.BARE and value.note(_NO_OPERATOR) is not None and not _is_prose(value):
        sign = "=" if body.values.the_point == 0 else "≤" if value.traits.direction is Direction.LOWER else "≥"
        yield "V03", {"expected": f"{sign}{value.text}"}, None


def _is_prose(value: _Value) -> bool:
    """Tell whether a number only stands in a sentence (企业所得税减按15%征收): nobody writes a comparison there."""
    return _SENTENCE.search(_NUMBER.sub("", value.text)) is not None


_NUMBER = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]|\d[\d,，.．]*\s*[^，,。；;]{0,3}")
_SENTENCE = re.compile(r"[\u3400-\u9fff]{4}")


def _unit(value: _Value) -> Iterator[_Remark]:
    body = value.measure
    if body is None:
        return
    if (unknown := value.note(_UNKNOWN_UNIT)) is not None:
        yield "V04", {"unit": unknown.get("unit", ""), "problem": "不认识单位", "en_problem": "unknown unit"}, None
    elif body.unit.is_bare:
        wanted = value.traits.unit
        args = {"unit": "" if wanted is None else wanted.symbol, "problem": "没有写单位", "en_problem": "no unit"}
        yield "V04", args, Severity.NOTE if body.values.the_point == 0 else None
    elif (wanted := value.traits.unit) is not None and not _fits(wanted, body.unit):
        yield "V05", {"unit": body.unit.symbol, "wanted": wanted.symbol, "expected": wanted.symbol}, None


def _fits(wanted: Unit, given: Unit) -> bool:
    """Tell whether a unit is one that a name asks for; a rate of like by like is a ratio, a score may stand for one."""
    words = review_words()
    if comparable(wanted, given) is not None or counts_alike(wanted, given):
        return True
    return wanted.is_ratio and (len(given.dimension) > 1 or words.meaning("分数单位", given.symbol) is not None)


def _size(value: _Value) -> Iterator[_Remark]:
    """Yield shares above their bound (V06), and bounds that leave only one value (V07)."""
    body, traits = value.measure, value.traits
    if body is None or not body.unit.is_ratio:
        if body is not None and not traits.is_signed and body.values.high == 0 and body.values.low is None:
            yield "V07", {"expected": f"=0{body.unit.symbol}"}, None
        return
    low, high = body.values.low, body.values.high
    if low is not None and (low > _ONE or (low == _ONE and not body.values.contains(_ONE))):
        if traits.is_bounded:
            yield "V06", {"expected": "≤100%"}, Severity.ERROR
        elif traits.unit is not None and not traits.may_exceed and (high is None or high == low):
            yield "V06", {"expected": "≤100%"}, None
    elif traits.is_bounded and low == _ONE and high is None and value.point is None:
        yield "V07", {"expected": "=100%"}, None
    elif high == 0 and low is None and not traits.is_signed:
        yield "V07", {"expected": "=0%"}, None


def _equality(value: _Value) -> Iterator[_Remark]:
    """Yield `=` where at least is meant: on outputs, outcomes and satisfaction, unless it names the most that there can be."""
    body, point = value.measure, value.point
    if body is None or not point or value.row.family not in _OUTCOMES or value.in_costs or not _EQUALS.search(value.text):
        return
    is_most = body.unit.is_ratio and point == _ONE and not value.traits.may_exceed
    # A share beyond all there is gets told as such (V06), and sooner is not worse: days of 时效 are no lower bound.
    is_over = body.unit.is_ratio and point > _ONE and value.traits.is_bounded
    is_term = review_words().first("时效类", value.row.indicator.level2) is not None and body.unit.dimension in _durations()
    if value.traits.direction in (Direction.HIGHER, None) and not (is_most or is_over or is_term):
        yield "V08", {"expected": "≥" + _EQUALS.sub("", value.text, count=1).strip()}, None


_EQUALS = re.compile(r"[=＝﹦═]|等于")


@cache
def _durations() -> frozenset[Dimension]:
    return frozenset(find_unit(symbol).dimension for symbol in ("天", "月", "工作日"))


def _sign(value: _Value) -> Iterator[_Remark]:
    """Yield a lower bound where less is better: of costs (V09), of other names (V10)."""
    if not value.rises or value.traits.direction is Direction.HIGHER:
        return
    body = value.measure
    is_share = body is not None and body.unit.is_ratio
    if value.traits.is_cost or (value.in_costs and not value.traits.saves and not is_share):
        yield "V09", {"expected": _turned(value.text)}, None
    elif value.traits.falls:
        yield "V10", {"expected": _turned(value.text)}, None


def _turned(text: str) -> str:
    """Return a value with its lower bound as an upper one; other wording gets no suggestion."""
    return re.sub(r"^\s*(?:≥|＞=|>=|≧|>|＞)", "≤", text) if re.match(r"\s*[≥≧>＞]", text) else ""


def _wording(value: _Value) -> Iterator[_Remark]:
    """Yield wording that nobody can measure (V11), and numbers that are only about right (V12)."""
    body = value.target.body
    if isinstance(body, Graded | Prose) and not any(char.isdigit() for char in value.text):
        word = _vague(value.text)
        if word is not None:
            yield "V11", {"word": word}, None
    if (about := value.note(_ABOUT)) is not None:
        yield "V12", {"word": about.get("word", ""), "read": f"±{about.get('percent', '')}%"}, None
    elif (more := value.note(_ODD_MORE)) is not None:
        yield "V12", {"word": more.get("word", ""), "read": f"≥{more.get('number', '')}"}, None


@lru_cache(maxsize=4096)
def _vague(text: str) -> str | None:
    """Return the words of a text that say a direction and no measure: a list of them, a degree with a verb, or a verb alone."""
    words = review_words()
    return words.first("含糊", text) or (found[0] if (found := _degrees().search(fold_label(text))) is not None else None)


@cache
def _degrees() -> re.Pattern[str]:
    """Return the pattern of a degree with a verb behind it (明显增加), and of a verb that is the whole value (增强)."""
    degree, verb, alone = (either(review_words().lists[kind]) for kind in ("含糊程度", "含糊变化", "含糊单独"))
    return re.compile(f"(?<!可)(?:较|更|更加)?{degree}(?:得到|地|的|有)?{verb}|^(?:得到|有|较)?{alone}$")


def _base(value: _Value) -> Iterator[_Remark]:
    if isinstance(value.target.body, Change) and value.note(_NO_BASE) is not None:
        yield "V13", {}, None


def _characters(value: _Value) -> Iterator[_Remark]:
    """Yield what had to be put right before reading: odd characters and remains of binary numbers (V14), web tags (V15)."""
    if value.note(_MARKUP) is not None:
        yield "V15", {"noise": value.text}, None
    elif (float_ := value.note(_FLOAT)) is not None:
        yield "V14", {"read": float_.get("value", ""), "expected": float_.get("value", "")}, None
    elif (odd := value.note(_ODD)) is not None and not _USUAL.fullmatch(value.text):
        yield "V14", {"read": odd.get("text", ""), "expected": odd.get("text", "")}, None


_USUAL = re.compile(r"[ -~\u3000\uff01-\uff5e\u2010-\u201f\u2030\u2103\u2264\u2265\u00b1\u00b7\u00d7\u00f7\u3001-\u301f\u3400-\u9fff㎡㎥]*")
"""What people type into a form, full-width or not: nobody has to put that right."""

_ALWAYS: tuple[Callable[[_Value], Iterator[_Remark]], ...] = (_operator, _unit, _size, _wording, _base, _characters)
_ONCE: tuple[Callable[[_Value], Iterator[_Remark]], ...] = (_equality, _sign)


def _noise(context: Context) -> Iterator[Finding]:
    """Yield web tags that were dropped while reading, and foreign words in the middle of Chinese prose."""
    if not context.makes("V15"):
        return
    for one in context.table.diagnostics:
        if one.code == "N302":
            yield context.find("V15", one.where, found=one.args["tag"], noise=one.args["tag"], name="")
    table = context.table
    texts = {"职能": table.duties, "人员": table.staff, **table.goals}
    for key, text in texts.items():
        if text and (found := _foreign().search(text)) is not None:
            yield context.find("V15", table.places.get(key, ""), found=found[0], subject=key, noise=found[0].strip(), name=key)


@cache
def _foreign() -> re.Pattern[str]:
    """Return the pattern of an English word between Chinese characters."""
    words = "|".join(review_words().meant("英文", "词"))
    return re.compile(rf"(?<=[\u4e00-\u9fff，、])\s*(?:{words})\s*(?=[\u4e00-\u9fff])", re.IGNORECASE)
