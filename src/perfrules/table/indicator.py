"""From a line of the layout to an indicator: what the cells of its columns mean, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from attrs import define, evolve, field

from perfrules.table.amount import read_amount
from perfrules.table.cell import read_cell
from perfrules.table.form import Kind, clean_label, form
from perfrules.table.grid import Place
from perfrules.table.heading import Column, Role
from perfrules.table.layout import Line
from perfrules.table.model import Amount, Cell, Indicator
from perfrules.text.diagnostic import Diagnostic, Severity

__all__ = ["indicators_of"]

_PLACED = {Role.ACTUAL: "实际", Role.FORECAST: "预计", Role.LIKELIHOOD: "可能性", Role.REASON: "原因"}


@define
class _Sorted:
    """The cells of one line by what they mean."""

    targets: dict[str, Place] = field(factory=dict)
    signs: list[tuple[str, Place]] = field(factory=list)
    units: list[tuple[str, Place]] = field(factory=list)
    weight: Place | None = None
    score: Place | None = None
    task: Place | None = None
    texts: dict[Role, list[tuple[Column, Place]]] = field(factory=dict)
    others: list[tuple[str, Place]] = field(factory=list)


def indicators_of(lines: Iterable[Line]) -> tuple[tuple[Indicator, ...], list[Diagnostic]]:
    """Return the indicators in the order of the form; those that stand in two panels side by side become one with both periods."""
    found: list[Indicator] = []
    notes: list[Diagnostic] = []
    panels = False
    for line in lines:
        indicator, more = _indicator(line)
        notes += more
        if not line.panel or not _merge(found, indicator):
            found.append(indicator)
        panels = panels or line.panel > 0
    if panels:
        found.sort(key=lambda one: one.line)
    return tuple(found), notes


def _merge(found: list[Indicator], other: Indicator) -> bool:
    """Give the target values of another panel to the same indicator, if it is there and has none for that period."""
    for index, one in enumerate(found):
        if one.name != other.name or one.level1 != other.level1 or not other.targets.keys().isdisjoint(one.targets):
            continue
        if one.level2 and other.level2 and one.level2 != other.level2:
            continue
        own = {key: text for key, text in other.others.items() if key not in one.others}
        if len(own) < len(other.others) or any(
            getattr(one, key) and getattr(other, key) for key in ("weight", "actual", "score", "reason")
        ):
            continue
        found[index] = evolve(
            one,
            level2=one.level2 or other.level2,
            targets=MappingProxyType({**one.targets, **other.targets}),
            weight=one.weight or other.weight,
            actual=one.actual or other.actual,
            score=one.score or other.score,
            reason=one.reason or other.reason,
            others=MappingProxyType({**one.others, **own}),
            places=MappingProxyType({**other.places, **one.places}),
        )
        return True
    return False


def _indicator(line: Line) -> tuple[Indicator, list[Diagnostic]]:
    cells = _sorted(line)
    targets = _targets(cells)
    weight, notes = _weight(cells.weight)
    for cell in targets.values():
        notes += [found for found in cell.diagnostics if found.severity is not Severity.NOTE]
    notes += [Diagnostic("N307", {"text": place.text[:30], "column": name}, where=place.where) for name, place in line.strays.items()]
    where = line.name.where
    places = {"名称": where}
    texts = {role: _text(role, cells, places) for role in cells.texts}
    others = _others(cells, places)
    if cells.weight is not None:
        places["分值"] = cells.weight.where
    if cells.score is not None:
        places["得分"] = cells.score.where
    indicator = Indicator(
        level1=line.labels.level1,
        level2=line.labels.level2,
        task=line.labels.task or ("" if cells.task is None else cells.task.text),
        name=line.name.text,
        targets=MappingProxyType(targets),
        weight=weight,
        actual=texts.get(Role.ACTUAL, ""),
        score="" if cells.score is None else cells.score.text,
        reason=texts.get(Role.REASON, ""),
        where=where,
        line=line.name.line,
        forecast=texts.get(Role.FORECAST, ""),
        likelihood=texts.get(Role.LIKELIHOOD, ""),
        others=MappingProxyType(others),
        places=MappingProxyType(places),
    )
    return indicator, notes


def _sorted(line: Line) -> _Sorted:
    found = _Sorted()
    for column, place in sorted(line.cells.items(), key=lambda pair: pair[0].index):
        match column.role:
            case Role.PERIOD:
                found.targets[column.period] = place
            case Role.OPERATOR:
                found.signs.append((column.period, place))
                _keep_unused(Kind.NO_OPERATOR, column, place, line, found)
            case Role.UNIT:
                found.units.append((column.period, place))
                _keep_unused(Kind.NO_UNIT, column, place, line, found)
            case Role.WEIGHT if found.weight is None:
                found.weight = place
            case Role.SCORE if found.score is None:
                found.score = place
            case Role.TASK if found.task is None and not line.labels.task:
                found.task = place
            case Role.ACTUAL | Role.FORECAST | Role.LIKELIHOOD | Role.REASON:
                found.texts.setdefault(column.role, []).append((column, place))
            case _:
                found.others.append((column.title or column.role.value, place))
    found.others += line.strays.items()
    return found


def _keep_unused(kind: Kind, column: Column, place: Place, line: Line, found: _Sorted) -> None:
    """Keep a sign or unit that is no part of a target value: 定性, 是/否, or any where the value is empty."""
    values = [value for one, value in line.cells.items() if one.role is Role.PERIOD and column.period in ("", one.period)]
    empty = all(not value.text for value in values)
    if (empty or form().find(kind, place.text)) and not form().is_blank(place.text):
        found.others.append((column.title, place))


def _targets(cells: _Sorted) -> dict[str, Cell]:
    signs = _parts(cells.signs, cells.targets)
    units = _parts(cells.units, cells.targets)
    return {period: read_cell(place, signs[period], units[period]) for period, place in cells.targets.items()}


def _parts(parts: list[tuple[str, Place]], targets: Mapping[str, Place]) -> dict[str, str]:
    """Return the sign or unit of each period: its own, the one in the same order, else the only one."""
    general = [place for period, place in parts if not period]
    found = {period: place.text for period, place in parts if period}
    for number, period in enumerate(targets):
        if period not in found:
            place = general[number] if len(general) == len(targets) else general[0] if general else None
            found[period] = "" if place is None else place.text
    return found


def _text(role: Role, cells: _Sorted, places: dict[str, str]) -> str:
    """Return the text of a role: of the last such column for values, of the first for reasons; the others are kept as others."""
    listed = cells.texts[role]
    if len(listed) == 1:
        return _joined(role, listed, places)
    groups: dict[str, list[tuple[Column, Place]]] = {}
    for column, place in listed:
        parent, parted, _ = column.title.partition("/")
        groups.setdefault(parent if parted or not column.title else f"{column.title}#{column.index}", []).append((column, place))
    keys = list(groups)
    chosen = keys[0] if role is Role.REASON or role is Role.LIKELIHOOD else keys[-1]
    for key in keys:
        if key != chosen:
            cells.others += [(column.title, place) for column, place in groups[key]]
    return _joined(role, groups[chosen], places)


def _joined(role: Role, cells: list[tuple[Column, Place]], places: dict[str, str]) -> str:
    said: list[str] = []
    for column, place in cells:
        if not place.text:
            continue
        places.setdefault(_PLACED[role], place.where)
        if not column.mark or (len(cells) > 1 and place.text == column.mark):
            said.append(place.text)
        elif form().find(Kind.MARKED, place.text):
            said.append(column.mark)
        elif not form().find(Kind.UNMARKED, place.text):
            said.append(f"{column.mark}：{place.text}")
    # A blank cell has a place too: what is missing there has to be shown somewhere.
    places.setdefault(_PLACED[role], cells[0][1].where)
    return "；".join(said) if role is Role.REASON or role is Role.LIKELIHOOD else "".join(said)


def _others(cells: _Sorted, places: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for title, place in cells.others:
        if not place.text or clean_label(place.text) == title:
            continue
        name, count = title, 2
        while name in found:
            name, count = f"{title}（{count}）", count + 1
        found[name] = place.text
        places.setdefault(name, place.where)
    return found


def _weight(place: Place | None) -> tuple[Amount | None, list[Diagnostic]]:
    """Return the points of an indicator as the form gives them."""
    if place is None or not place.text:
        return None, []
    amount = read_amount(place, "分")
    if amount is not None and amount.value is not None and amount.value < 0:
        return Amount(place.text, None, place.where), [Diagnostic("E331", {"text": place.text}, place.text, where=place.where)]
    if amount is not None:
        return amount, []
    return Amount(place.text, None, place.where), [Diagnostic("E314", {"text": place.text}, place.text, where=place.where)]
