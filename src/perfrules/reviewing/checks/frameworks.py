"""Checks against a ruleset: indicators that it does not have, that are missing, that stand elsewhere, that cannot be computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from perfrules.evaluation.ruleset import RuleSet
from perfrules.reviewing.checks.matching import family_of, label_key
from perfrules.reviewing.checks.staff import staff_findings
from perfrules.reviewing.checks.weighing import is_bare
from perfrules.reviewing.context import Context, ReviewRow
from perfrules.reviewing.finding import Finding
from perfrules.reviewing.words import review_words
from perfrules.ruleset.model import Indicator, Path
from perfrules.text.diagnostic import Severity
from perfrules.text.near import nearest

__all__ = ["findings"]

_MOST_NAMES = 8
_MOST_NEAREST = 200
"""For so many rows the nearest name is looked for; beyond, a table hardly follows the framework."""
_LEAST_SHARED = 5
"""Of so many rows that are not a department's own, one at least has to be in the framework: else the table follows another one."""


@frozen(eq=False)
class _Framework:
    """A ruleset by the names of its indicators."""

    title: str
    by_key: Mapping[str, tuple[Path, ...]]
    indicators: Mapping[Path, Indicator]
    names: tuple[str, ...]

    def find(self, row: ReviewRow) -> Path | None:
        """Return the indicator that a row is: of several with its name the one under the same levels, else the first."""
        paths = self.by_key.get(label_key(row.indicator.name), ())
        if len(paths) < 2:
            return paths[0] if paths else None
        level2 = label_key(row.indicator.level2)
        return next((path for path in paths if any(label_key(name) == level2 for name in path[:-1])), paths[0])


@lru_cache(maxsize=8)
def _framework(ruleset: RuleSet) -> _Framework:
    by_key: dict[str, list[Path]] = {}
    for one in ruleset.indicators:
        for key in dict.fromkeys(map(label_key, (one.name, *one.aliases))):
            by_key.setdefault(key, []).append(one.path)
    names = tuple(dict.fromkeys(name for one in ruleset.indicators for name in (one.name, *one.aliases)))
    return _Framework(ruleset.title, {key: tuple(paths) for key, paths in by_key.items()}, ruleset.model.indicators, names)


def findings(context: Context) -> Iterator[Finding]:
    """Yield what a ruleset says against the indicators of a table, and what its text says against the control rate of staff."""
    if context.ruleset is not None and context.rows and context.makes("R01", "R02", "R03", "R04"):
        yield from _against(context, _framework(context.ruleset))
    yield from staff_findings(context)


def _against(context: Context, framework: _Framework) -> Iterator[Finding]:
    matched = {row.number: path for row in context.rows if (path := framework.find(row)) is not None}
    yield from _unknown(context, framework, matched)
    if not _is_followed(context, framework, matched):
        return
    yield from _missing(context, framework, set(matched.values()))
    yield from _misplaced(context, matched)
    yield from _not_computed(context, framework, matched)


def _is_followed(context: Context, framework: _Framework, matched: Mapping[int, Path]) -> bool:
    """Tell whether the table follows the framework at all."""
    common = [row.number for row in context.rows if not _is_own(row.family)]
    if not common:
        return bool(matched)
    wanted = sum(1 for path in framework.indicators if not _is_own(family_of(path[0])))
    shared = sum(number in matched for number in common)
    return shared > 0 and 2 * shared >= min(len(common), wanted) and _LEAST_SHARED * shared >= len(common)


def _is_own(family: str) -> bool:
    """Tell whether departments set the indicators of a first level themselves."""
    return review_words().meaning("个性一级", family) is not None


def _unknown(context: Context, framework: _Framework, matched: Mapping[int, Path]) -> Iterator[Finding]:
    """Yield rows that the framework does not have (R01): those with a name like one of its own each, the others together.

    Where departments have indicators of their own, only the former are remarked on.
    """
    if not context.makes("R01"):
        return
    unknown = [row for row in context.rows if row.number not in matched and row.name]
    followed = _is_followed(context, framework, matched)
    others: list[ReviewRow] = []
    for number, row in enumerate(unknown):
        near = nearest(row.name, framework.names) if followed and number < _MOST_NEAREST else ""
        own = _is_own(row.family)
        # 学员满意度 is what a department makes of 满意度, no slip of the pen.
        if near and not (own and (near in row.name or row.name in near)):
            fields = {"title": framework.title, "nearest": near}
            yield context.find_in(row, "R01", expected=near, found=row.name, weight=Severity.NOTE if own else None, fields=fields)
        elif not own:
            others.append(row)
    if others:
        fields = {"name": _listed([row.name for row in others]), "title": framework.title, "nearest": "—"}
        related = tuple(row.indicator.where for row in others[1:])
        yield context.find_in(others[0], "R01", related=related, weight=None if followed else Severity.NOTE, fields=fields)


def _missing(context: Context, framework: _Framework, found: set[Path]) -> Iterator[Finding]:
    """Yield the indicators that the table lacks, by the level that they stand in (R02).

    Those that departments set themselves count where the framework says what they have to reach.
    """
    if not context.makes("R02"):
        return
    lacking: dict[Path, list[str]] = {}
    present = {label_key(path[-1]) for path in found}
    for path, one in framework.indicators.items():
        if path in found or label_key(path[-1]) in present:
            continue
        if not _is_own(family_of(path[0])) or one.targets:
            lacking.setdefault(path[:2] if len(path) > 2 else path[:1], []).append(one.name)
    for level, names in lacking.items():
        where = _where_of(context, level)
        fields = {"title": framework.title, "level": "/".join(level), "count": str(len(names)), "names": _listed(names)}
        yield context.find("R02", where, expected=_listed(names), subject="/".join(level), fields=fields)


def _where_of(context: Context, level: Path) -> str:
    """Return where the rows of a level begin in the table; empty where it has none."""
    same = [row for row in context.rows if family_of(row.indicator.level1) == family_of(level[0])]
    inner = [row for row in same if len(level) > 1 and label_key(row.indicator.level2) == label_key(level[1])]
    chosen = inner or same
    return chosen[0].indicator.where if chosen else ""


def _misplaced(context: Context, matched: Mapping[int, Path]) -> Iterator[Finding]:
    """Yield rows under another first or second level than in the framework (R03), those that moved together in one finding."""
    if not context.makes("R03"):
        return
    groups: dict[tuple[str, str], list[ReviewRow]] = {}
    for row in context.rows:
        path, one = matched.get(row.number), row.indicator
        if path is not None and one.level1 and not _is_under(one.level1, one.level2, path[:-1]):
            groups.setdefault((_spoken(one.level1, one.level2), _spoken(*path[:-1][:2])), []).append(row)
    for run, usual in _cut_off(context, matched):
        if not any(row in rows for row in run for rows in groups.values()):
            groups[_spoken(run[0].indicator.level1, run[0].indicator.level2), _spoken(*usual)] = run
    for (found, expected), rows in groups.items():
        first, *others = rows
        fields = {"names": _listed([row.name for row in rows]), "found": found, "expected": expected}
        related = tuple(row.indicator.where for row in others)
        yield context.find_in(first, "R03", expected=expected, found=found, related=related, fields=fields)


def _cut_off(context: Context, matched: Mapping[int, Path]) -> Iterator[tuple[list[ReviewRow], Path]]:
    """Yield runs of rows that usually belong to the level that begins right below them: a page break cut its merged cell.

    A framework that was read from such a table has the same fault, so it cannot tell.
    """
    run: list[ReviewRow] = []
    for row in context.rows:
        usual = _usual().get(label_key(row.indicator.name)) if row.number in matched else None
        at_home = usual is not None and _is_under(row.indicator.level1, row.indicator.level2, usual)
        if run and _is_under(row.indicator.level1, row.indicator.level2, _usual()[label_key(run[0].indicator.name)]):
            yield run, _usual()[label_key(run[0].indicator.name)]
        if usual is None or at_home or (run and _usual()[label_key(run[0].indicator.name)] != usual):
            run = []
        if usual is not None and not at_home:
            run = [*run, row]


def _is_under(level1: str, level2: str, path: Path) -> bool:
    if not path:
        return True
    if family_of(level1) != family_of(path[0]):
        return False
    if len(path) < 2 or not level2:
        return True
    # A duty printed in full stands for the shorter name that a framework gives it.
    names, own = [label_key(name) for name in path[1:]], label_key(level2)
    return any(own in name or name in own or name.removesuffix("指标") == own.removesuffix("指标") for name in names) or _is_own(
        family_of(path[0])
    )


@lru_cache(maxsize=1)
def _usual() -> Mapping[str, Path]:
    """Return the levels that indicators usually belong to, by their names."""
    return {label_key(word): tuple(meaning.split("/")) for word, meaning in review_words().lists["通常归属"].items()}


def _spoken(*levels: str) -> str:
    return "/".join(" ".join(name.split()) for name in levels if name)


def _not_computed(context: Context, framework: _Framework, matched: Mapping[int, Path]) -> Iterator[Finding]:
    """Yield once, for a table with actual values, the data that formulas need for rows without one (R04)."""
    if not context.makes("R04") or not context.has_actuals:
        return
    known = {label_key(word) for line in context.table.funds for word in (*line.path, *line.amounts)}
    rows: list[ReviewRow] = []
    lacking: dict[str, None] = {}
    for row in context.rows:
        path = matched.get(row.number)
        formula = None if path is None else framework.indicators[path].formula
        if formula is None or not is_bare(row.indicator.actual):
            continue
        missing = [name for name in formula.names if label_key(name) not in known]
        if missing:
            rows.append(row)
            lacking |= dict.fromkeys(missing)
    if rows:
        names = [row.name for row in rows]
        fields = {"count": str(len(rows)), "data": _listed(list(lacking)), "names": _listed(names)}
        related = tuple(row.indicator.where for row in rows[1:])
        where = rows[0].indicator.places.get("实际", "")
        yield context.find_in(rows[0], "R04", where, expected=fields["data"], related=related, fields=fields)


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:_MOST_NAMES]) + (f" …（{len(names)}）" if len(names) > _MOST_NAMES else "")
