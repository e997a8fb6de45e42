"""Headings: which column of a file holds what, by the words that forms use, unless it is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

from perfrules.bulk.options import Options
from perfrules.table.caption import Role
from perfrules.table.form import Kind, form
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import FactError

__all__ = ["OPTIONS", "chosen", "distinct_names", "header_of", "is_heading", "told"]

OPTIONS: Mapping[str, Role] = {
    "target": Role.PERIOD,
    "actual": Role.ACTUAL,
    "name": Role.NAME,
    "unit": Role.UNIT,
    "operator": Role.OPERATOR,
    "weight": Role.WEIGHT,
}
"""The roles of columns by the options that name them."""
_NEEDED = ("target", "actual")
_LONGEST_HEAD = 20


def role_of(heading: str) -> Role | None:
    """Return what a heading is a word for.

    >>> role_of("全年指标值"), role_of("实际完成值（%）"), role_of("备忘")
    (<Role.PERIOD: '期间'>, <Role.ACTUAL: '实际'>, None)
    """
    if form().find(Kind.PERIOD, heading) is not None:
        return Role.PERIOD
    found = form().find(Kind.COLUMN, heading)
    return None if found is None else Role(found)


def is_heading(text: str, wanted: Iterable[str]) -> bool:
    """Tell whether a cell heads a column that is asked for or known."""
    return text in wanted or role_of(text) is not None


def distinct_names(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the names of columns: an empty heading gets its number, one that occurs again a count.

    >>> distinct_names(["指标值", "", "指标值"])
    ('指标值', '列2', '指标值_2')
    """
    found: dict[str, None] = {}
    for number, cell in enumerate(cells, 1):
        name = base = cell.strip() or f"列{number}"
        count = 2
        while name in found:
            name, count = f"{base}_{count}", count + 1
        found[name] = None
    return tuple(found)


def header_of(rows: Sequence[Sequence[str | None]], wanted: Sequence[str]) -> int:
    """Return which of the first rows is the header: the one that heads target and actual values, or has the columns that are named.

    >>> header_of([["绩效目标表"], ["指标名称", "年度指标值", "完成值"], ["企业数", "≥100家", "96家"]], [])
    1
    """
    for number, row in enumerate(rows[:_LONGEST_HEAD]):
        cells = [(cell or "").strip() for cell in row]
        if all(one in cells for one in wanted) and (wanted or {role_of(cell) for cell in cells} >= {Role.PERIOD, Role.ACTUAL}):
            return number
    return 0


def chosen(names: Sequence[str], options: Options, given: Mapping[str, str | None], path: str) -> Options:
    """Return options with the columns of a file: those that are `given` by the names of options, and of the rest those that headings tell.

    An empty name says that there is no such column. `FactError` where a needed column is missing, or several may be meant.
    """
    roles = {name: role_of(name.partition("_")[0] if name.rpartition("_")[2].isdigit() else name) for name in names}
    found: dict[str, str | None] = {}
    faults: list[Diagnostic] = []
    for option, role in OPTIONS.items():
        if given.get(option) is not None:
            found[option] = given[option] or None
        elif option != "weight" or options.weight is None:
            taken = [one for one in given.values() if one]
            fitting = [name for name in names if roles[name] is role and name not in taken]
            if option == "name":
                fitting = _last_before(fitting, found.get("target"), names)
            faults += _faults(option, fitting, names, path)
            found[option] = fitting[0] if fitting else None
    if faults:
        raise FactError(faults)
    columns: dict[str, Any] = {option: name for option, name in found.items() if name is not None or option not in _NEEDED}
    return evolve(options, **columns)


def _last_before(fitting: list[str], target: str | None, names: Sequence[str]) -> list[str]:
    """Return one name of several: a form prints 绩效指标 down its edge, and the indicator stands last before its target."""
    if len(fitting) < 2:
        return fitting
    end = names.index(target) if target in names else len(names)
    return [max((one for one in fitting if names.index(one) < end), key=names.index, default=fitting[0])]


def _faults(option: str, fitting: list[str], names: Sequence[str], path: str) -> list[Diagnostic]:
    known = "、".join(names) or "（无）"
    args = {"path": path, "option": f"--{option}", "known": known}
    if len(fitting) > 1:
        return [Diagnostic("E834", {**args, "found": "、".join(fitting)})]
    return [Diagnostic("E831", args)] if not fitting and option in _NEEDED else []


def told(options: Options, given: Mapping[str, str | None], path: str) -> Iterator[Diagnostic]:
    """Yield which columns were taken by their headings, and that a policy has nothing to score."""
    used = {option: value for option in OPTIONS if given.get(option) is None and isinstance(value := getattr(options, option), str)}
    if used:
        yield Diagnostic("N831", {"path": path, "columns": "、".join(f"--{option} {name}" for option, name in used.items())})
    if options.policy and options.weight is None:
        yield Diagnostic("N833", {"path": path, "option": "--policy"})
