"""The laws that marks lie between nothing and all, and that those of a level add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from perfrules.evaluation.outcome import GroupOutcome, Outcome
from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.evaluation.totals import Marks
from perfrules.scoring import NotApplicable
from perfrules.testing.properties.bench import TOTAL, Bench, Facts, marks_text
from perfrules.testing.properties.breach import Breach, Certain
from perfrules.testing.writing import marks_clauses, quoted

__all__ = ["not_summing", "unbounded"]

_ZERO = Fraction(0)


def unbounded(bench: Bench, facts: Facts) -> Breach | None:
    """Return where marks lie below nothing, above all, or the lowest above the highest."""
    full = bench.rules.full_marks
    for node in bench.nodes(bench.result(facts)):
        most = full if node.name == TOTAL and full is not None else node.weight
        if node.marks is None or most is None or _ZERO <= node.marks.low <= node.marks.high <= most:
            continue
        text = _points(most)
        args = {"name": node.name, "found": marks_text(node.marks), "weight": text}
        certain = Certain(facts, f"{quoted(node.name)} 得分 ≥0分 得分 ≤{text}")
        return Breach((facts,), args, (node.path,), bench.places.get(node.path), (certain,))
    return None


def not_summing(bench: Bench, facts: Facts) -> Breach | None:
    """Return a level whose weight or marks are not what stands below it adds up to."""
    result = bench.result(facts)
    for group in (result.root, *result.root.groups()):
        name = bench.names[group.path]
        weights = sum((part.weight for part in group.children if part.weight is not None), _ZERO)
        if group.weight is not None and weights != group.weight:
            args = {"name": name, "found": _points(group.weight), "expected": _points(weights)}
            return Breach((facts,), args | {"parts": _weights_text(group)}, (group.path,), bench.places.get(group.path))
        found = _broken_sum(result, group)
        if found is None:
            continue
        got, expected = found
        args = {"name": name, "found": marks_text(got), "expected": marks_text(expected), "parts": _parts_text(group)}
        certain = Certain(facts, f"{quoted(name)} {marks_clauses(expected)}")
        place = bench.places.get(group.path) or bench.places.get(group.children[0].path)
        return Breach((facts,), args, (group.path,), place, (certain,))
    return _broken_total(result, facts)


def _broken_total(result: RuleSetResult, facts: Facts) -> Breach | None:
    """Return where the total is more than what adds up, or another number although no ceiling and no rounding of the total holds."""
    total, whole, rounding = result.score, result.root.marks, result.plan.rounding
    if total is None or whole is None:
        return None
    half = Fraction(1, 2 * 10**rounding.total) if rounding is not None and rounding.total is not None else _ZERO
    pairs = list(zip(total, whole, strict=True))
    if all(one <= other + half for one, other in pairs) and (
        result.plan.rules.ceilings is not None or all(one >= other - half for one, other in pairs)
    ):
        return None
    args = {"name": TOTAL, "found": marks_text(total), "expected": marks_text(whole), "parts": _parts_text(result.root)}
    return Breach((facts,), args, ((),), None, (Certain(facts, f"{TOTAL} {marks_clauses(whole)}"),))


def _broken_sum(result: RuleSetResult, group: GroupOutcome) -> tuple[Marks, Marks] | None:
    """Return the marks of a level and those that it should have; `None` where they agree, or where it is open what applies."""
    if group.marks is None or group.weight is None or not group.children:
        return None
    rule = result.plan.rule
    parts: Sequence[Outcome] = group.children
    if rule is NotApplicable.RESCALE:
        parts = list(result.leaves()) if not group.path else parts
        rule = NotApplicable.REDISTRIBUTE if not group.path else NotApplicable.EXCLUDE
    if any(part.applies is None or part.marks is None or part.weight is None for part in parts):
        return None
    expected = _added(rule, parts, group.weight)
    return None if expected == group.marks else (group.marks, expected)


def _added(rule: NotApplicable, parts: Sequence[Outcome], weight: Fraction) -> Marks:
    """Return what parts add up to, once it is known which of them apply."""
    sure = [part for part in parts if part.applies]
    low, high = (sum(ends, _ZERO) for ends in zip(*_ends(sure), strict=True)) if sure else (_ZERO, _ZERO)
    if rule is NotApplicable.FULL:
        spared = sum((part.weight or _ZERO for part in parts if not part.applies), _ZERO)
        return Marks(low + spared, high + spared)
    if rule is NotApplicable.EXCLUDE:
        return Marks(low, high)
    whole = sum((part.weight or _ZERO for part in sure), _ZERO)
    return Marks(weight * low / whole, weight * high / whole) if whole else Marks(_ZERO, _ZERO)


def _ends(parts: Sequence[Outcome]) -> Iterator[tuple[Fraction, Fraction]]:
    for part in parts:
        if part.marks is not None:
            yield part.marks.low, part.marks.high


def _points(weight: Fraction) -> str:
    return marks_text(Marks(weight, weight))


def _parts_text(group: GroupOutcome) -> str:
    shown = [f"{node.name} {marks_text(node.marks)}{'' if node.applies else '（不适用）'}" for node in group.children[:6]]
    return "、".join([*shown, *(["…"] if len(group.children) > 6 else [])])


def _weights_text(group: GroupOutcome) -> str:
    """Return the weights below a level: those of what is in force on the day."""
    shown = [f"{part.name} {'' if part.weight is None else _points(part.weight)}" for part in group.children[:6]]
    return "、".join([*shown, *(["…"] if len(group.children) > 6 else [])])
