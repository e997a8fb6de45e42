"""Reviewing a table (审核): every check that is switched on, its findings in the order of the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from perfrules.evaluation.ruleset import RuleSet
from perfrules.reviewing.checks import frameworks, medium_goals, money, narrative, periods, scores, structure, values, weights, years
from perfrules.reviewing.context import Context
from perfrules.reviewing.finding import Finding
from perfrules.reviewing.settings import Settings, standard_settings
from perfrules.table import TargetTable
from perfrules.text.diagnostic import Severity

__all__ = ["review", "review_with"]

_Family = Callable[[Context], Iterator[Finding]]
_FAMILIES: tuple[_Family, ...] = (
    values.findings,
    structure.findings,
    weights.findings,
    scores.findings,
    money.findings,
    periods.findings,
    medium_goals.findings,
    narrative.findings,
    years.findings,
    frameworks.findings,
)
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def review(
    table: TargetTable,
    *,
    ruleset: RuleSet | None = None,
    settings: Settings | None = None,
    earlier: TargetTable | Sequence[TargetTable] = (),
    policy: str = "",
) -> list[Finding]:
    """Return everything that an auditor would remark on in a table: faults, doubts and remarks, in the order of the table.

    `earlier` are tables of years before, the latest first, for the checks across years. A `ruleset` adds the checks against its
    framework, and its 审核 lines and 检查 named by a code of a check change how the review is made; `settings` are used in place of the
    standard ones. Marks are computed again under the named `policy`, else under that of the ruleset or of self-evaluation; an unknown one
    raises `RulesetError`.

    >>> import perfrules as pr
    >>> table = pr.read_table("一级指标\\t二级指标\\t三级指标\\t全年指标值\\n产出\\t数量\\t培训人数\\t=50人")
    >>> [(one.code, one.where) for one in review(table) if one.code == "V08"]
    [('V08', '第2行第4列')]
    """
    chosen = settings or standard_settings()
    if ruleset is not None:
        chosen = chosen.with_model(ruleset.model)
    before = (earlier,) if isinstance(earlier, TargetTable) else tuple(earlier)
    return review_with(Context(table, chosen, before, ruleset, policy))


def review_with(context: Context) -> list[Finding]:
    """Return the findings of every family of checks, sorted by place, then by weight."""
    found = (one for family in _FAMILIES for one in family(context) if context.settings.makes(one.code))
    return sorted(found, key=_place)


def _place(one: Finding) -> tuple[int, str, int, int, int, str]:
    position = one.position
    if position is None:
        return (1, "", 0, 0, _ORDER[one.severity], one.code)
    return (0, f"{position.part.name:0>9}", position.row, position.column or 0, _ORDER[one.severity], one.code)
