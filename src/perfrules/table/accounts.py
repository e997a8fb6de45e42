"""The funds of a form whose cells stand in their own columns: lines by their labels, amounts by the heading above them.

A block may head its columns (年初预算数, 全年执行数 …), stand in two halves side by side (中期资金总额 | 年度资金总额, 收入 | 支出),
or list the tasks of the year with what each may cost.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from attrs import define, evolve, field

from perfrules.table.amount import read_amount
from perfrules.table.fields import money_unit
from perfrules.table.form import Kind, clean_label, form
from perfrules.table.grid import Place, Row
from perfrules.table.model import Amount, FundLine
from perfrules.text.diagnostic import Diagnostic

__all__ = ["Accounts", "inline_amount", "unit_in"]

_LONGEST = 60

_UNIT = re.compile(r"[(（]\s*(?:金额)?(?:单位\s*[:：]?\s*)?(\S{1,3}?)\s*[)）]|单位\s*[:：]\s*(\S{1,3})")
_INLINE = re.compile(r"([^:：\d]{2,20})[:：]?\s*([+-]?\d[\d,，.]*\s*[千万亿]?元?)")


def unit_in(text: str) -> str:
    """Return the money unit that a label names in brackets; empty where it names none."""
    return next((unit for one in _UNIT.finditer(text) if (unit := form().find(Kind.FUND_UNIT, one[1] or one[2]))), "")


def inline_amount(text: str) -> tuple[str, str] | None:
    """Return the label and the amount in one cell, such as 资金总额：211.62."""
    found = _INLINE.fullmatch(text) if len(text) < _LONGEST else None
    return (found[1], found[2]) if found and form().find(Kind.FUND_ITEM, found[1]) else None


def _part_of(parts: list[tuple[int, str]], place: Place) -> tuple[int, str] | None:
    """Return the half of the block that a cell stands in: the last that begins before it."""
    return max((one for one in parts if one[0] < place.column), default=None)


@define
class _Group:
    """A label with the amounts right of it."""

    labels: list[Place] = field(factory=list)
    cells: list[tuple[Place, str]] = field(factory=list)


@define
class Accounts:
    """What the rows of a funds block said so far: unit, columns, halves, and the labels that hold for the next row."""

    unit: str = ""
    area: Place | None = None
    tasks: bool = False
    heads: dict[int, str] = field(factory=dict)
    prose: dict[int, str] = field(factory=dict)
    named: set[int] = field(factory=set)
    sides: list[tuple[int, str]] = field(factory=list)
    tops: list[tuple[int, str]] = field(factory=list)
    stacks: dict[int, list[tuple[int, str]]] = field(factory=dict)
    detail: tuple[int, str] | None = None
    started: bool = False
    untold: dict[str, Place] = field(factory=dict)
    lines: list[FundLine] = field(factory=list)
    texts: dict[str, Place] = field(factory=dict)
    rest: list[list[Place]] = field(factory=list)
    diagnostics: list[Diagnostic] = field(factory=list)

    def read(self, row: Row) -> None:
        """Read one row of the block."""
        places = [place for place in row.places if not self._is_area(place)]
        if not places:
            return
        if self._heads(places):
            return
        groups = self._groups(places)
        self._find_halves(groups)
        for group in groups:
            self._line(group, row)
        self.started = self.started or any(group.cells for group in groups)

    def _is_area(self, place: Place) -> bool:
        """Take the label of the block, or its unit, from a cell."""
        if unit := money_unit(place.text):
            self.unit = unit
            return True
        meaning = form().find(Kind.FUND_AREA, place.text)
        if meaning is None or (self.area is not None and place.column > self.area.column):
            return False
        if self.area is not None and clean_label(self.area.text) == clean_label(place.text):
            return True
        self.unit = unit_in(place.text) or self.unit
        self.area, self.tasks, self.started, self.detail = place, meaning == "任务", False, None
        self.heads, self.prose, self.stacks, self.named, self.sides, self.tops = {}, {}, {}, set(), [], []
        return True

    def _heads(self, places: list[Place]) -> bool:
        """Read a row of column headings, or of the two sides; tell whether it was one."""
        sides = [(place.column - 1, side) for place in places if (side := form().find(Kind.FUND_SIDE, place.text))]
        heads = {place.column - 1: head for place in places if (head := self._head(place))}
        if any(self._amount(place) is not None for place in places) or not (sides or heads):
            return False
        if sides:
            self.sides = sides if len(sides) > 1 else [(0, sides[0][1])]
            self.stacks, self.tops, self.detail, self.heads = {}, [], None, {}
        if not heads:
            self.rest += [[place] for place in places if form().find(Kind.FUND_SIDE, place.text) is None]
            return True
        above = dict(self.heads) if not self.started and not sides else {}
        self._caption(places, heads, above)
        return True

    def _head(self, place: Place) -> str | None:
        if self.tasks and form().find(Kind.SUB_COLUMN, place.text) in ("任务名称", "任务内容"):
            return clean_label(place.text)
        if head := form().find(Kind.FUND_COLUMN, place.text):
            return head
        under = self._column(place.column - 1)
        if (
            not self.started
            and under is not None
            and form().find(Kind.FUND_ITEM, place.text)
            and unit_in(place.text + self.heads[under]) is not None
        ):
            return clean_label(place.text) if self._may_part(under) else None
        return None

    def _may_part(self, under: int) -> bool:
        """Tell whether a column may be parted by headings below it: where the tasks of the year name what each costs."""
        return self.tasks and under not in self.named and under not in self.prose

    def _caption(self, places: list[Place], heads: dict[int, str], above: dict[int, str]) -> None:
        first = min(heads)
        self.heads = {index: name for index, name in above.items() if self.tasks}
        for place in places:
            at = place.column - 1
            kind = form().find(Kind.SUB_COLUMN, place.text) if self.tasks else None
            if kind == "任务名称":
                self.named.add(at)
            elif kind == "任务内容":
                self.prose[at] = clean_label(place.text)
            elif at in heads or at > first:
                name = heads.get(at) or clean_label(place.text)
                self.heads[at] = name
                if at not in heads:
                    self.untold[name] = place
                self.unit = self.unit or unit_in(place.text)
            elif not form().find(Kind.FUND_SIDE, place.text):
                self.rest.append([place])

    def _column(self, index: int) -> int | None:
        """Return the headed column that a cell stands in: the last one that begins before it."""
        if index in self.heads:
            return index
        return max((one for one in self.heads if one <= index), default=None)

    def _amount(self, place: Place) -> Amount | None:
        return read_amount(place, self.unit)

    def _groups(self, places: list[Place]) -> list[_Group]:
        """Return the labels of a row with their amounts: a label after amounts begins another half."""
        groups = [_Group()]
        for place in places:
            group = groups[-1]
            at = place.column - 1
            amount = self._amount(place)
            known = form().find(Kind.FUND_ITEM, place.text) is not None
            if at in self.prose and group.labels:
                self.texts[self._free(f"{clean_label(group.labels[0].text)}：{self.prose[at]}")] = place
            elif amount is not None and (amount.value is not None or group.labels or group.cells):
                group.cells.append((place, ""))
            elif group.labels and at in self.heads and not known:
                group.cells.append((place, "text"))
            elif (found := inline_amount(place.text)) is not None:
                groups.append(_Group([evolve(place, text=found[0])], [(evolve(place, text=found[1]), "")]))
            elif group.cells or self._is_beyond(group, place):
                groups.append(_Group([place]))
            else:
                group.labels.append(place)
        return [group for group in groups if group.labels or group.cells]

    def _is_beyond(self, group: _Group, place: Place) -> bool:
        """Tell whether a label belongs to another half than the labels before it, whose amounts were left empty."""
        if not group.labels:
            return False
        before = group.labels[0]
        if form().find(Kind.FUND_HALF, place.text) and form().find(Kind.FUND_HALF, before.text):
            return True
        return any(_part_of(parts, before) not in (None, _part_of(parts, place)) for parts in (self.tops, self.sides))

    def _free(self, name: str) -> str:
        count, free = 2, name
        while free in self.texts:
            free, count = f"{name}（{count}）", count + 1
        return free

    def _find_halves(self, groups: list[_Group]) -> None:
        """Take two totals beside one another, 中期 and 年度, as the heads of what stands below them."""
        labels = [one.labels[0] for one in groups if one.labels and form().find(Kind.FUND_HALF, one.labels[0].text)]
        if len({clean_label(label.text) for label in labels}) > 1 and not self.heads:
            self.tops = [(label.column - 1, clean_label(label.text)) for label in labels]

    def _line(self, group: _Group, row: Row) -> None:
        if not group.labels:
            texts = " ".join(one.text for one, _ in group.cells)
            self.diagnostics.append(Diagnostic("W304", {"text": texts}, where=row.where))
            return
        known = any(form().find(kind, clean_label(group.labels[-1].text)) for kind in (Kind.FUND_ITEM, Kind.FUND_SUBTOTAL))
        if not group.cells and not known and not (self.tasks and group.labels[0].column - 1 in self.named):
            self.rest.append(group.labels)
            return
        path = self._path(group.labels)
        amounts = self._by_column(group.cells)
        self.lines.append(FundLine(path, MappingProxyType(amounts), self.unit, group.labels[-1].where, row.line))

    def _path(self, labels: list[Place]) -> tuple[str, ...]:
        at = labels[0].column - 1
        side, top = _part_of(self.sides, labels[0]), _part_of(self.tops, labels[0])
        half = top[0] if top is not None else side[0] if side is not None else 0
        own = self._own_path(labels, self.stacks.setdefault(half, []), at)
        front = [clean_label(self.area.text)] if self.tasks and self.area is not None else []
        front += [side[1]] if side is not None else []
        if top is not None and (not own or own[0] != top[1]):
            front.append(top[1])
        return (*front, *own)

    def _own_path(self, labels: list[Place], stack: list[tuple[int, str]], first: int) -> tuple[str, ...]:
        meaning = form().find(Kind.FUND_ITEM, labels[0].text)
        under: tuple[str, ...] = ()
        if meaning is not None and (self.detail is None or first <= self.detail[0]):
            self.detail = None
        if self.detail is not None and first <= self.detail[0]:
            under = (self.detail[1],)
        for place in labels:
            while stack and stack[-1][0] >= place.column - 1:
                stack.pop()
            if form().find(Kind.FUND_SUBTOTAL, place.text) and stack:
                continue
            stack.append((place.column - 1, clean_label(place.text)))
        if meaning == "明细":
            self.detail = (first, clean_label(labels[0].text))
        return (*under, *(text for _, text in stack))

    def _by_column(self, cells: list[tuple[Place, str]]) -> dict[str, Amount]:
        found: dict[str, Amount] = {}
        for place, kind in cells:
            under = self._column(place.column - 1)
            name = "金额" if under is None else self.heads[under]
            amount = self._amount(place) if not kind else Amount(place.text, None, place.where)
            if name in found and found[name].text == place.text:
                continue
            if name in found:
                self.diagnostics.append(Diagnostic("W304", {"text": place.text}, where=place.where))
                name = f"第{place.column}列"
            elif kind and form().find(Kind.FUND_COLUMN, name) and not form().is_blank(place.text):
                self.diagnostics.append(Diagnostic("E314", {"text": place.text}, place.text, where=place.where))
            if amount is not None:
                found[name] = amount
                self.untold.pop(name, None)
        return found
