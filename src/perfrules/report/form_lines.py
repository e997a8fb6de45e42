"""The lines of the funds as a form prints them: each label in the column of its depth, once."""

from __future__ import annotations

from attrs import frozen

from perfrules.table import FundLine, TargetTable
from perfrules.table.form import Kind, form

__all__ = ["RECOMPUTED", "Label", "fund_lines"]

_OFFICIAL = {"全年预算数": "全年预算数（A）", "全年执行数": "全年执行数（B）", "执行率": "执行率（B/A）"}
_ALONE = "金额"

RECOMPUTED = ("重算得分", "得分差", "推导")
"""The columns beside the form that hold what a policy makes of it; a form that is read back has them too."""


@frozen
class Label:
    """A line of the funds with the labels that are printed in it: empty where one above still holds."""

    line: FundLine
    labels: tuple[str, ...]


def fund_lines(table: TargetTable) -> tuple[list[Label], list[tuple[str, str]]]:
    """Return the lines of the funds with their labels, and the columns: name and heading, which is empty for amounts alone."""
    columns = dict.fromkeys(name for line in table.funds for name in line.amounts if name not in RECOMPUTED)
    heads = [(name, "" if list(columns) == [_ALONE] else _OFFICIAL.get(name, name)) for name in columns]
    found: list[Label] = []
    held: tuple[str, ...] = ()
    for line in table.funds:
        same = next((depth for depth, pair in enumerate(zip(line.path, held, strict=False)) if pair[0] != pair[1]), None)
        shared = min(len(line.path), len(held)) if same is None else same
        # A line names itself even where the one above has the same labels.
        shared = min(shared, len(line.path) - 1)
        found.append(Label(line, ("",) * shared + line.path[shared:]))
        held = line.path
    return _of_which(found), heads


def _of_which(lines: list[Label]) -> list[Label]:
    """Return the lines with 其中 before the first part of the sum above it, as the official form has it."""
    if len(lines) < 2 or any(len(one.labels) > 1 for one in lines):
        return lines
    first, second, *rest = lines
    if form().find(Kind.FUND_ITEM, first.labels[0]) != "总额" or form().find(Kind.FUND_ITEM, second.labels[0]) == "总额":
        return lines
    return [first, Label(second.line, (f"其中：{second.labels[0]}",)), *rest]
