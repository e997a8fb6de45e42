"""A monitored table as a person reads it: the light of every row, the worst of all, and whether the budget keeps pace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perfrules.evaluation.monitored_table import MonitoredRow, MonitoredTable, share_text
from perfrules.report.ledger import ledger
from perfrules.report.scores import heading_text, source_text

__all__ = ["monitoring_text"]

_WORDS = {
    "row": ("指标", "indicator"),
    "target": ("指标值", "target"),
    "actual": ("实际", "actual"),
    "light": ("灯", "light"),
    "derivation": ("推导", "derivation"),
    "policy": ("监控办法", "policy"),
}


def _say(key: str, lang: str) -> str:
    return _WORDS[key][lang != "zh"]


def monitoring_text(found: MonitoredTable, *, lang: str = "zh", width: int | None = None, verbose: bool = False) -> str:
    """Return a monitored table as text."""
    when = f"{found.month}月底" if lang == "zh" else f"end of month {found.month}"
    head = [heading_text(found.table), f"{_say('policy', lang)} {found.policies.name}  {when}{source_text(found.policies, lang)}"]
    if verbose:
        head += [f"  {word}  {said}" for word, said in found.policies.lines.items()]
    rows = [_row(row) for row in found.rows]
    table = ledger([_say(key, lang) for key in ("row", "target", "actual", "light", "derivation")], rows, width=width)
    return "\n\n".join(["\n".join(filter(None, head)), table, "\n".join(_conclusion(found, lang))]) + "\n"


def _row(row: MonitoredRow) -> Sequence[str]:
    progress = row.progress
    target = "" if progress.target is None else str(progress.target)
    return (row.name, target, progress.actual or "—", progress.light or "—", progress.derivation or row.outcome.why)


def _conclusion(found: MonitoredTable, lang: str) -> Iterator[str]:
    counts = "、".join(f"{label} {count}" for label, count in found.lights.items())
    dark = sum(not row.light for row in found.rows)
    if lang == "zh":
        yield f"{counts}，不亮 {dark}；总的：{found.light or '—'}"
    else:
        yield f"{counts}, none {dark}; overall: {found.light or '—'}"
    if found.gap is not None and found.policies.gap is not None:
        goals, spent, gap = (share_text(one) for one in (found.goal_progress, found.execution, found.gap))
        said = ("超过" if found.is_apart else "不超过") if lang == "zh" else ("more than" if found.is_apart else "within")
        if lang == "zh":
            yield f"目标进度 {goals}，预算执行 {spent}，相差 {gap.removesuffix('%')} 个百分点，{said} {found.policies.gap}"
        else:
            yield f"goals {goals}, budget {spent}: {gap.removesuffix('%')} points apart, {said} {found.policies.gap}"
