"""Header rows of the indicator part: which column holds what."""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from perfrules.table.form import Kind, form
from perfrules.table.grid import Row

__all__ = ["Column", "Heading", "Role", "heading_of"]


class Role(Enum):
    """What a column of the indicator part holds."""

    LEVEL1 = "一级"
    LEVEL2 = "二级"
    TASK = "任务"
    NAME = "名称"
    OPERATOR = "符号"
    UNIT = "单位"
    PERIOD = "期间"
    ACTUAL = "实际"
    WEIGHT = "分值"
    SCORE = "得分"
    REASON = "原因"
    OTHER = "说明"


LABELS = (Role.LEVEL1, Role.LEVEL2, Role.TASK)


@frozen
class Column:
    """One column: where it stands, what it holds, and for target values the period."""

    index: int
    role: Role
    period: str = ""


@frozen
class Heading:
    """A header row: its columns from left to right.

    `labels` are the columns that group indicators, `tail` those to the right of the name.
    """

    columns: tuple[Column, ...]
    line: int
    name: int
    labels: tuple[Column, ...] = field(init=False)
    tail: tuple[Column, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        left = tuple(one for one in self.columns if one.index < self.name and one.role in LABELS)
        object.__setattr__(self, "labels", left)
        object.__setattr__(self, "tail", tuple(one for one in self.columns if one.index > self.name))

    @property
    def periods(self) -> tuple[Column, ...]:
        """Return the columns of target values."""
        return tuple(one for one in self.tail if one.role is Role.PERIOD)

    @property
    def last(self) -> int:
        """Return the position of the last column."""
        return self.columns[-1].index

    def same_columns(self, other: Heading) -> bool:
        """Tell whether both head the same columns, wherever these stand."""
        return [(one.role, one.period) for one in self.columns] == [(one.role, one.period) for one in other.columns]


def heading_of(row: Row) -> Heading | None:
    """Return the heading that `row` is, or None: it must name the indicator and at least one target value.

    >>> heading_of(Row(40, ("一级指标", "三级指标", "半年指标值"))).name
    1
    """
    if not 2 <= len(row.filled) <= 40:
        return None
    known = [found for index in row.filled if (found := _column(row, index)) is not None]
    names = [one.index for one in known if one.role is Role.NAME]
    if not names or 2 * len(known) < len(row.filled):
        return None
    columns = [_column(row, index) or Column(index, Role.OTHER) for index in row.filled]
    # A form may print 绩效指标 down its left edge: the name of the indicator is the rightmost of such words.
    name = max(names)
    kept = tuple(Column(one.index, Role.OTHER) if one.role is Role.NAME and one.index != name else one for one in columns)
    heading = Heading(_distinct(kept), row.line, name)
    return heading if heading.periods else None


def _column(row: Row, index: int) -> Column | None:
    text = row.text(index)
    if period := form().find(Kind.PERIOD, text):
        return Column(index, Role.PERIOD, period)
    if role := form().find(Kind.COLUMN, text):
        return Column(index, Role(role))
    return None


def _distinct(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns, a second one for the same period taken as a remark."""
    seen: set[str] = set()
    kept: list[Column] = []
    for one in columns:
        repeated = one.role is Role.PERIOD and one.period in seen
        kept.append(Column(one.index, Role.OTHER) if repeated else one)
        seen.add(one.period)
    return tuple(kept)
