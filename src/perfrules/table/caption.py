"""Captions: what the words above one column say, in one header row or in several below one another.

A caption may stand under another that is merged over several columns: 计量单位 under 年度指标值 is the unit of that target value,
制度保障 under 偏差原因分析 a reason to be ticked.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from attrs import evolve, frozen

from perfrules.table.form import Kind, clean_label, fold_label, form
from perfrules.table.grid import Row

__all__ = ["Caption", "Role", "is_caption", "is_sub_caption", "read_captions", "role_of"]


class Role(Enum):
    """What a column of the indicator part holds."""

    __hash__ = object.__hash__

    LEVEL1 = "一级"
    LEVEL2 = "二级"
    TASK = "任务"
    NAME = "名称"
    OPERATOR = "符号"
    UNIT = "单位"
    PERIOD = "期间"
    ACTUAL = "实际"
    FORECAST = "预计"
    LIKELIHOOD = "可能性"
    WEIGHT = "分值"
    SCORE = "得分"
    REASON = "原因"
    OTHER = "说明"


_LEVELS = frozenset({Role.LEVEL1, Role.LEVEL2, Role.TASK})
_PARTS = frozenset({Role.OPERATOR, Role.UNIT, Role.PERIOD, Role.ACTUAL, Role.NAME})
_OWN = frozenset({Role.WEIGHT, Role.SCORE, Role.REASON, Role.ACTUAL, Role.FORECAST, Role.LIKELIHOOD, Role.LEVEL1, Role.LEVEL2, Role.NAME})


_STRONG = _OWN | {Role.PERIOD} - {Role.REASON, Role.LIKELIHOOD}


@frozen
class Caption:
    """The words above one column and what they mean; `role` is None for words that are not known."""

    index: int
    role: Role | None
    period: str = ""
    title: str = ""
    mark: str = ""


@lru_cache(maxsize=4096)
def role_of(text: str) -> tuple[Role | None, str]:
    """Return what a caption alone means, for target values with their period.

    >>> role_of("半年指标值")
    (<Role.PERIOD: '期间'>, '半年')
    """
    if period := form().find(Kind.PERIOD, text):
        return Role.PERIOD, period
    if role := form().find(Kind.COLUMN, text):
        return Role(role), ""
    return None, ""


def is_caption(text: str) -> bool:
    """Tell whether a cell is a known caption."""
    return len(text) <= 60 and role_of(text)[0] is not None


def is_sub_caption(text: str) -> bool:
    """Tell whether a cell is a known caption, or one that only says something under another."""
    return is_caption(text) or form().find(Kind.SUB_COLUMN, text) is not None


def read_captions(stack: tuple[Row, ...]) -> list[Caption]:
    """Return the captions of header rows, one for each column that has a cell of its own."""
    if len(stack) == 1:
        row = stack[0]
        return [Caption(index, *role_of(text), clean_label(text)) for index in row.filled if (text := row.text(index))]
    return [_caption(index, _titles(stack, index)) for index in sorted({index for row in stack for index in row.filled})]


def _titles(stack: tuple[Row, ...], index: int) -> list[str]:
    """Return the words above a column from top to bottom; those of a cell merged over it stand further left."""
    deepest = max(depth for depth, row in enumerate(stack) if row.text(index))
    titles: list[str] = []
    for row in stack[: deepest + 1]:
        at = max((one for one in row.filled if one <= index), default=None)
        text = "" if at is None else row.text(at)
        if text and (not titles or fold_label(text) != fold_label(titles[-1])):
            titles.append(text)
    return titles


def _caption(index: int, titles: list[str]) -> Caption:
    role, period = role_of(titles[0])
    found = Caption(index, role, period)
    for title in titles[1:]:
        found = _below(found, title)
    return evolve(found, title="/".join(clean_label(title) for title in titles))


def _below(above: Caption, title: str) -> Caption:
    """Return what `title` means under another caption."""
    role, period = role_of(title)
    kind = form().find(Kind.SUB_COLUMN, title)
    match above.role:
        case Role.REASON | Role.LIKELIHOOD if role in _STRONG and kind is None:
            return evolve(above, role=role, period=period)
        case Role.REASON | Role.LIKELIHOOD:
            told = above.role is Role.REASON and (kind == "原因说明" or (kind is None and role is not None))
            return evolve(above, mark="" if told else clean_label(title))
        case Role.PERIOD:
            return _below_period(above, role, period, kind)
        case Role.ACTUAL | Role.FORECAST:
            if role in _PARTS or role is None:
                return evolve(above, role=above.role if role in _PARTS or kind == "名称" else Role.OTHER)
            return evolve(above, role=role)
        case Role.LEVEL1 | Role.LEVEL2 | Role.TASK:
            same = kind == "名称" or fold_label(title) in ("指标", "指标名称")
            return evolve(above, role=above.role if same else role if role in _LEVELS or role is Role.NAME else Role.OTHER)
        case Role.NAME | None:
            if role is None and kind == "名称" and above.role is Role.NAME:
                return above
            return evolve(above, role=role, period=period)
        case _:
            return evolve(above, role=role if role in _OWN else above.role if kind or role in _PARTS else Role.OTHER)


def _below_period(above: Caption, role: Role | None, period: str, kind: str | None) -> Caption:
    match role:
        case Role.OPERATOR | Role.UNIT:
            return evolve(above, role=role)
        case Role.PERIOD:
            return above if period == "年度" else evolve(above, period=period)
        case None:
            return above if kind == "名称" else evolve(above, role=Role.OTHER, period="")
        case _:
            return evolve(above, role=role, period="")
