"""The funds of a form (部门整体资金): a tree of lines, printed with lost merged cells.

A label holds for the lines printed to the right of it, so a line's path follows from the columns of its labels. Two
words of the forms say more than columns do: 小计 is the amount of the label before it, and lines below 项目支出 in the
same column, unless they are well-known heads of their own, are its items.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from attrs import define, evolve, field, frozen

from perfrules.table.accounts import Accounts, inline_amount, unit_in
from perfrules.table.amount import read_amount
from perfrules.table.form import Kind, clean_label, form
from perfrules.table.grid import Place, Row
from perfrules.table.model import Amount, FundLine
from perfrules.text.diagnostic import Diagnostic

__all__ = ["Funds", "is_fund_area", "read_funds"]

_UNIT = re.compile(r"[(（]\s*(?:单位\s*[:：]?\s*)?(\S{1,3}?)\s*[)）]|单位\s*[:：]\s*(\S{1,3})")
_DAMAGED = re.compile(r"[+\-]?\d[^\u4e00-\u9fff]{0,30}[元万亿%]{0,2}")


def is_fund_area(row: Row) -> bool:
    """Tell whether the funds begin in this row."""
    if not row.filled:
        return False
    first = row.cells[row.filled[0]]
    if form().find(Kind.FUND_AREA, first):
        return True
    columns = [form().find(Kind.FUND_COLUMN, row.cells[index]) for index in row.filled]
    if len(columns) > 1 and sum(1 for one in columns if one) > 1:
        return True
    return (
        len(row.filled) > 1
        and form().find(Kind.FUND_ITEM, first) == "总额"
        and len(first) > 2
        and _DAMAGED.fullmatch(row.cells[row.filled[1]]) is not None
    )


@frozen
class Funds:
    """The fund lines of a form, the texts that stand beside them by what they are called, and the cells that are no part of them."""

    lines: tuple[FundLine, ...]
    texts: Mapping[str, Place]
    rest: tuple[list[Place], ...]
    diagnostics: tuple[Diagnostic, ...]


@define
class _State:
    """What the rows read so far say about the next one."""

    unit: str = ""
    side: str = ""
    columns: list[tuple[int, str]] = field(factory=list)
    recent: list[int] = field(factory=list)
    stack: list[tuple[int, str]] = field(factory=list)
    detail: tuple[int, str] | None = None
    rest: list[list[Place]] = field(factory=list)
    diagnostics: list[Diagnostic] = field(factory=list)


def _is_placed(row: Row) -> bool:
    """Tell whether a row is to be read by its columns: an exact one, or one of halves side by side or of tasks in a copied text."""
    if row.exact:
        return True
    texts = [row.cells[index] for index in row.filled]
    if form().find(Kind.FUND_AREA, texts[0]) == "任务":
        return True
    if any(inline_amount(text) for text in texts):
        return True
    halves = [text for text in texts if form().find(Kind.FUND_HALF, text)]
    return len(halves) > 1 or sum(1 for text in texts if form().find(Kind.FUND_SIDE, text)) > 1


def read_funds(rows: list[Row], unit: str = "") -> Funds:
    """Return the fund lines of `rows` with exact amounts, and what could not be read; `unit` is the money unit of the form."""
    state, accounts = _State(unit), Accounts(unit)
    lines: list[FundLine] = []
    placed = False
    for row in rows:
        placed = _is_placed(row) or (placed and form().find(Kind.FUND_AREA, row.cells[row.filled[0]]) is None)
        if placed:
            accounts.unit = accounts.unit or state.unit
            accounts.read(row)
        elif (line := _line(row, state)) is not None:
            lines.append(line)
    return Funds(
        (*lines, *accounts.lines),
        MappingProxyType(accounts.texts),
        (*state.rest, *accounts.rest, *([place] for place in accounts.untold.values())),
        (*state.diagnostics, *accounts.diagnostics),
    )


def _line(row: Row, state: _State) -> FundLine | None:
    labels: list[Place] = []
    amounts: list[tuple[Place, Amount]] = []
    heads: list[tuple[int, str]] = []
    for place in row.places:
        if form().find(Kind.FUND_AREA, place.text) or _UNIT.match(place.text):
            state.unit = unit_in(place.text) or state.unit
        elif side := form().find(Kind.FUND_SIDE, place.text):
            state.side, state.stack, state.detail, state.recent = side, [], None, []
        elif (head := form().find(Kind.FUND_COLUMN, place.text)) and not amounts:
            heads.append((place.column - 1, head))
        elif (amount := read_amount(place, state.unit)) is not None and (amount.value is not None or labels):
            amounts.append((place, amount))
        elif labels and _is_damaged(place, amounts, state):
            state.diagnostics.append(Diagnostic("E314", {"text": place.text}, place.text, where=place.where))
            amounts.append((place, Amount(place.text, None, place.where)))
        else:
            labels.append(evolve(place, text=clean_label(place.text)))
    if heads and not amounts:
        state.columns = _numbered(heads)
        if labels:
            state.rest.append(labels)
        return None
    return _placed(row, labels, amounts, state)


def _numbered(heads: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the headed columns, a name that comes again with its number."""
    found: list[tuple[int, str]] = []
    for index, name in heads:
        count = sum(1 for _, one in found if one.partition("（")[0] == name)
        found.append((index, f"{name}（{count + 1}）" if count else name))
    return found


def _is_damaged(place: Place, amounts: list[tuple[Place, Amount]], state: _State) -> bool:
    """Tell whether a cell that is no number stands where a number belongs."""
    if form().find(Kind.FUND_ITEM, place.text) or form().find(Kind.FUND_SUBTOTAL, place.text):
        return False
    headed = {index for index, _ in state.columns}
    return bool(amounts) or _DAMAGED.fullmatch(place.text) is not None or place.column - 1 in headed.union(state.recent)


def _placed(row: Row, labels: list[Place], amounts: list[tuple[Place, Amount]], state: _State) -> FundLine | None:
    if not labels:
        if amounts:
            text = " ".join(place.text for place, _ in amounts)
            state.diagnostics.append(Diagnostic("W304", {"text": text}, where=row.where))
        return None
    path = _path(labels, state)
    if not amounts and form().find(Kind.FUND_ITEM, labels[-1].text) is None:
        state.rest.append(labels)
        return None
    by_column = MappingProxyType(_by_column(amounts, state))
    return FundLine(path, by_column, state.unit, labels[-1].where, row.line)


def _path(labels: list[Place], state: _State) -> tuple[str, ...]:
    first = labels[0].column - 1
    meaning = form().find(Kind.FUND_ITEM, labels[0].text)
    under: tuple[str, ...] = ()
    if meaning is not None and (state.detail is None or first <= state.detail[0]):
        state.detail = None
    if state.detail is not None and first <= state.detail[0]:
        under = (state.detail[1],)
    for place in labels:
        while state.stack and state.stack[-1][0] >= place.column - 1:
            state.stack.pop()
        if form().find(Kind.FUND_SUBTOTAL, place.text) and state.stack:
            continue
        state.stack.append((place.column - 1, place.text))
    if meaning == "明细":
        state.detail = (first, labels[0].text)
    side = (state.side,) if state.side else ()
    return (*side, *under, *(text for _, text in state.stack))


def _by_column(amounts: list[tuple[Place, Amount]], state: _State) -> dict[str, Amount]:
    """Return the amounts by column heading: in order where none is missing, else by position."""
    names = [name for _, name in state.columns] or ["金额"]
    if len(amounts) >= len(names):
        state.recent = [place.column - 1 for place, _ in amounts[: len(names)]]
        for place, amount in amounts[len(names) :]:
            state.diagnostics.append(Diagnostic("W304", {"text": amount.text}, where=place.where))
        return {name: amount for name, (_, amount) in zip(names, amounts, strict=False)}
    for known in (state.recent, [index for index, _ in state.columns]):
        at = dict(zip(known, names, strict=False))
        if all(place.column - 1 in at for place, _ in amounts):
            return {at[place.column - 1]: amount for place, amount in amounts}
    state.diagnostics.extend(Diagnostic("W304", {"text": amount.text}, where=place.where) for place, amount in amounts)
    return {name: amount for name, (_, amount) in zip(names, amounts, strict=False)}
