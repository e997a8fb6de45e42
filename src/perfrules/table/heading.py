"""Header rows of the indicator part: which column holds what."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, field, frozen

from perfrules.table.caption import Caption, Role, read_captions
from perfrules.table.form import Kind, form
from perfrules.table.grid import Row

__all__ = ["LABELS", "Column", "Heading", "Panel", "Role", "heading_of", "make_heading"]

LABELS = (Role.LEVEL1, Role.LEVEL2, Role.TASK)
_GROUPING = frozenset({*LABELS, Role.NAME})
_RIGHT = frozenset(Role) - _GROUPING - {Role.PERIOD}
_MAX_COLUMNS = 60


@frozen
class Column:
    """One column: where it begins and ends, what it holds, and for target values the period.

    Signs and units under a heading of target values have its period too. `mark` is the choice that a check mark in the column
    makes (经费保障 below 偏差原因), `panel` counts the panels of a form with two side by side.
    """

    index: int
    role: Role
    period: str = ""
    title: str = ""
    mark: str = ""
    panel: int = 0
    last: int = field(default=-1)

    def __attrs_post_init__(self) -> None:
        if self.last < self.index:
            object.__setattr__(self, "last", self.index)


@frozen
class Panel:
    """The columns of one set of indicators: where names, labels and all other cells stand."""

    name: int
    labels: tuple[Column, ...]
    tail: tuple[Column, ...]


@frozen
class Heading:
    """A header row, or several: its columns from left to right.

    `labels` are the columns that group indicators, `tail` those to the right of the name, of the first panel. `guess` is the
    column whose heading is unknown and that is taken for the target values.
    """

    columns: tuple[Column, ...]
    line: int
    name: int
    guess: Column | None = None
    row: Row | None = field(default=None, eq=False, repr=False)
    labels: tuple[Column, ...] = field(init=False)
    tail: tuple[Column, ...] = field(init=False)
    panels: tuple[Panel, ...] = field(init=False)
    cover: tuple[Column | None, ...] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        first = [one for one in self.columns if one.panel == 0]
        exact = self.row is not None and self.row.exact
        object.__setattr__(self, "labels", tuple(one for one in first if _is_label(one, self.name, exact)))
        object.__setattr__(self, "tail", tuple(one for one in first if _is_tail(one, self.name, exact)))
        object.__setattr__(self, "panels", tuple(self._panels()))
        object.__setattr__(self, "cover", _cover(self.columns))

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

    def _panels(self) -> Iterable[Panel]:
        yield Panel(self.name, self.labels, self.tail)
        for number in range(1, self.columns[-1].panel + 1):
            own = [one for one in self.columns if one.panel == number]
            name = next(one.index for one in own if one.role is Role.NAME)
            labels = [one for one in own if one.index < name and one.role in LABELS]
            # An outer label is printed once, left of both panels.
            shared = [one for one in self.labels if one.role is Role.LEVEL1] if all(one.role is not Role.LEVEL1 for one in labels) else []
            yield Panel(name, (*shared, *labels), tuple(one for one in own if one.index > name))


def _is_label(one: Column, name: int, exact: bool) -> bool:
    return one.role in LABELS and (one.index < name or (exact and one.role is not Role.TASK))


def _is_tail(one: Column, name: int, exact: bool) -> bool:
    """Tell whether a column belongs to the indicator itself: those right of its name, and values wherever they stand."""
    if one.index > name:
        return not _is_label(one, name, exact)
    return exact and one.index < name and one.role in _RIGHT | {Role.PERIOD} and one.role is not Role.OTHER


def heading_of(row: Row) -> Heading | None:
    """Return the heading that `row` is, or None: it must name the indicator and at least one target value.

    >>> heading_of(Row(40, ("一级指标", "三级指标", "半年指标值"))).name
    1
    """
    return make_heading((row,), {})


def make_heading(stack: tuple[Row, ...], widths: dict[int, int]) -> Heading | None:
    """Return the heading that rows below one another are; `widths` has the last column of merged cells by their first one."""
    captions = read_captions(stack)
    known = [one for one in captions if one.role is not None]
    if not 2 <= len(captions) <= _MAX_COLUMNS or 2 * len(known) < len(captions) or not any(one.role in _GROUPING for one in known):
        return None
    exact = stack[0].exact
    columns = [Column(one.index, one.role or Role.OTHER, one.period, one.title, one.mark) for one in captions]
    columns = _named(_in_panels(_without_goals(columns)), exact)
    names = [one.index for one in columns if one.role is Role.NAME and one.panel == 0]
    if not names:
        return None
    guess = _guess(columns, captions, names[0]) if exact else None
    if guess is not None:
        columns = [guess if one.index == guess.index else one for one in columns]
    columns = _left_of_name(columns, names[0], exact)
    columns = [evolve(one, last=widths.get(one.index, one.index)) for one in _plain_years(_distinct(columns))]
    heading = Heading(tuple(columns), stack[0].line, names[0], guess, stack[0])
    graded = exact and len({one.role for one in columns} & {Role.LEVEL1, Role.LEVEL2, Role.NAME}) >= 3 and bool(heading.tail)
    return heading if heading.periods or graded else None


def _without_goals(columns: list[Column]) -> list[Column]:
    """Return the columns, those in front of all labels that may hold the goal of a project as remarks, where target values follow."""
    first = min((one.index for one in columns if one.role in _GROUPING), default=0)
    if not any(one.role is Role.PERIOD and one.index > first for one in columns):
        return columns
    goals = {one.index for one in columns if one.role is Role.PERIOD and one.index < first and form().find(Kind.GOAL, one.title)}
    return [evolve(one, role=Role.OTHER, period="") if one.index in goals else one for one in columns]


def _left_of_name(columns: list[Column], name: int, exact: bool) -> list[Column]:
    """Return the columns, those left of the name as remarks: the weight of a level is not that of the indicator.

    A form in another order has its weights in front of all labels and none behind the name.
    """
    right = {one.role for one in columns if one.index > name}
    kept: list[Column] = []
    for number, one in enumerate(columns):
        beside = one.role is Role.WEIGHT and number > 0 and columns[number - 1].role in LABELS
        own = exact and one.role not in right and not beside
        kept.append(evolve(one, role=Role.OTHER) if one.index < name and one.role in _RIGHT and not own else one)
    return kept


def _in_panels(columns: list[Column]) -> list[Column]:
    """Return the columns with their panels: names and labels that come again after target values begin another."""
    found: list[Column] = []
    panel, named, valued = 0, False, False
    for number, one in enumerate(columns):
        if one.role in _GROUPING and named and valued and _is_panel(columns[number:]):
            panel, named, valued = panel + 1, False, False
        named = named or one.role is Role.NAME
        valued = valued or (one.role is Role.PERIOD and named)
        found.append(evolve(one, panel=panel))
    if panel and len({one.period for one in found if one.role is Role.PERIOD}) == 1:
        # Side by side, the longer time stands on the left.
        found = [evolve(one, period="实施期") if one.role is Role.PERIOD and one.panel == 0 else one for one in found]
    return found


def _is_panel(columns: list[Column]) -> bool:
    """Tell whether a name and then a target value follow."""
    roles = [one.role for one in columns]
    return Role.NAME in roles and Role.PERIOD in roles[roles.index(Role.NAME) :]


def _named(columns: list[Column], exact: bool) -> list[Column]:
    """Return the columns with one name in each panel: the last before its values, for a form prints 绩效指标 down its edge."""
    chosen: dict[int, int] = {}
    for panel in range(columns[-1].panel + 1):
        own = [one for one in columns if one.panel == panel]
        first = next((one.index for one in own if one.role is Role.PERIOD), None)
        names = [one.index for one in own if one.role is Role.NAME]
        before = [index for index in names if first is None or index < first] or names
        # A form with two levels has its indicators in the second.
        levels = [one.index for one in own if one.role in (Role.LEVEL1, Role.LEVEL2) and first is not None and one.index < first]
        if before:
            chosen[panel] = max(before)
            title = next(one.title for one in own if one.index == chosen[panel])
            if exact and levels and max(levels) > chosen[panel] and form().find(Kind.WHOLE, title):
                chosen[panel] = max(levels)
        elif exact and len(levels) > 1:
            chosen[panel] = max(levels)
    found: list[Column] = []
    for one in columns:
        if one.index == chosen.get(one.panel):
            found.append(evolve(one, role=Role.NAME))
        else:
            found.append(evolve(one, role=Role.OTHER) if one.role is Role.NAME else one)
    return found


def _guess(columns: list[Column], captions: list[Caption], name: int) -> Column | None:
    """Return the column taken for target values where none is headed so: the first unknown one after the names."""
    if any(one.role is Role.PERIOD for one in columns) or not any(one.role in LABELS for one in columns):
        return None
    unknown = next((one for one in captions if one.index > name and one.role is None), None)
    return None if unknown is None else Column(unknown.index, Role.PERIOD, "年度", unknown.title)


def _plain_years(columns: list[Column]) -> list[Column]:
    """Return the columns, a single year called 年度: only several years have to be told apart."""
    periods = {one.period for one in columns if one.role is Role.PERIOD}
    if len(periods) == 1 and (only := next(iter(periods))).endswith("年") and only[:4].isdigit():
        return [evolve(one, period="年度") if one.period == only else one for one in columns]
    return columns


def _distinct(columns: list[Column]) -> list[Column]:
    """Return the columns, a second one for the same period or label taken as a remark."""
    seen: set[tuple[int, Role, str]] = set()
    kept: list[Column] = []
    for one in columns:
        key = (one.panel, one.role, one.period)
        repeated = (one.role is Role.PERIOD or one.role in LABELS) and key in seen
        kept.append(evolve(one, role=Role.OTHER, period="") if repeated else one)
        seen.add(key)
    return kept


def _cover(columns: tuple[Column, ...]) -> tuple[Column | None, ...]:
    """Return the column that each position belongs to: a heading reaches up to the next one, the last as far as it is merged."""
    cover: list[Column | None] = [None] * (columns[-1].last + 1)
    for number, one in enumerate(columns):
        end = columns[number + 1].index if number + 1 < len(columns) else one.last + 1
        cover[one.index : end] = [one] * (end - one.index)
    return tuple(cover)
