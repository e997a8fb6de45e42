"""The law that a better value is never worse, and that knowing more never widens."""

from __future__ import annotations

from collections.abc import Mapping

from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.evaluation.totals import Marks
from perfrules.ruleset.model import Place
from perfrules.testing.properties.bench import TOTAL, Bench, Facts, Node, marks_text
from perfrules.testing.properties.breach import Breach
from perfrules.testing.properties.field import LEAVES, Field
from perfrules.testing.properties.ladder import Ladder, excess_of_item
from perfrules.value.verdict import Verdict

__all__ = ["falling", "widening"]

_RANK: Mapping[Verdict, int] = {Verdict.UNMET: 0, Verdict.PENDING: 1, Verdict.MET: 2}
_UNDEFINED = ("zero_by_zero", "division_by_zero")
_MOST_STEPS = 9
"""Steps that are climbed where other facts are given, too; alone, a fact climbs all of its ladder."""


def falling(bench: Bench, ladder: Ladder, facts: Facts) -> Breach | None:
    """Return where a better value of one fact makes something worse, the other facts being what they are."""
    others = {name: value for name, value in facts.items() if name != ladder.fact}
    climbed = ladder.thinned(_MOST_STEPS) if others else ladder
    before: tuple[str, RuleSetResult] | None = None
    for step in climbed.steps:
        after = bench.result({**others, ladder.fact: step})
        if before is not None:
            found = _left(bench, ladder, before[1], after) if ladder.stays else _worse(bench, ladder, before[1], after)
            if found is not None:
                node, what, was, now = found
                args = {"fact": ladder.fact, "before": before[0], "after": step, "way": ladder.said, "name": node.name}
                args |= {"what": what, "was": was, "now": now}
                pair = ({**others, ladder.fact: before[0]}, {**others, ladder.fact: step})
                return Breach(pair, args, (*(item.indicator.path for item in ladder.items), node.path), _place(bench, ladder, node))
        before = step, after
    return None


def _place(bench: Bench, ladder: Ladder, node: Node) -> Place | None:
    """Return the line to look at: of the place itself, else of the indicator whose value changed."""
    return bench.places.get(node.path) or bench.places.get(ladder.items[0].indicator.path)


def _worse(bench: Bench, ladder: Ladder, before: RuleSetResult, after: RuleSetResult) -> tuple[Node, str, str, str] | None:
    pairs = list(zip(bench.nodes_above(before, ladder.items), bench.nodes_above(after, ladder.items), strict=True))
    own = {item.indicator.path: item for item in ladder.items}
    if any(_is_undefined(was) or _is_undefined(now) for was, now in pairs if was.path in own):
        return None
    tame = all(not _is_excessive(ladder, now) for _, now in pairs if now.path in own)
    for was, now in pairs:
        if ladder.verdicts and was.verdict in _RANK and now.verdict in _RANK and _RANK[now.verdict] < _RANK[was.verdict]:
            return now, "结论", was.verdict.value, now.verdict.value
        if ladder.marks and tame and _is_lower(now.marks, was.marks):
            return now, "得分", marks_text(was.marks), marks_text(now.marks)
    return None


def _is_lower(now: Marks | None, was: Marks | None) -> bool:
    return now is not None and was is not None and (now.low < was.low or now.high < was.high)


def _is_undefined(node: Node) -> bool:
    """Tell whether an indicator has no value to compare: a better datum may well make a division by zero."""
    return node.verdict is Verdict.NOT_APPLICABLE or node.reason in _UNDEFINED


def _is_excessive(ladder: Ladder, node: Node) -> bool:
    """Tell whether a value lies where over-achievement has its own rule."""
    item = next(one for one in ladder.items if one.indicator.path == node.path)
    excess, strict = excess_of_item(item)
    if excess is None or node.number is None:
        return False
    return node.number > excess if strict else node.number >= excess


def _left(bench: Bench, ladder: Ladder, before: RuleSetResult, after: RuleSetResult) -> tuple[Node, str, str, str] | None:
    """Return the indicator that drops out because a fact got better."""
    pairs = zip(bench.nodes_above(before, ladder.items), bench.nodes_above(after, ladder.items), strict=True)
    for was, now in pairs:
        decided = was.verdict in (Verdict.MET, Verdict.UNMET)
        if decided and now.verdict is Verdict.NOT_APPLICABLE and now.reason == "does_not_apply":
            return now, "结论", was.verdict.value, now.verdict.value
    return None


def widening(bench: Bench, added: Field, facts: Facts, number: int) -> Breach | None:
    """Return where one more fact widens marks, or turns what was decided."""
    less = bench.coherent({name: value for name, value in facts.items() if name != added.name})
    if not added.formula.isdisjoint(less) or any(added.name in one.formula for one in bench.fields if one.name in less):
        return None
    value = added.values[number % len(added.values)]
    if value == LEAVES and added.item is not None and added.item.open is not None and added.item.open.low:
        return None
    more = {**less, added.name: value}
    before, after = bench.result(less), bench.result(more)
    for was, now in zip(bench.nodes(before), bench.nodes(after), strict=True):
        found = _wider(was, now)
        if found is None and now.name == TOTAL and not set(after.grades) <= set(before.grades):
            found = "等级", "、".join(before.grades), "、".join(after.grades)
        if found is not None:
            args = {"fact": added.name, "after": more[added.name], "name": now.name}
            args |= dict(zip(("what", "was", "now"), found, strict=True))
            own = () if added.item is None else (added.item.indicator.path,)
            place = bench.places.get(now.path) or (bench.places.get(own[0]) if own else None)
            return Breach((less, more), args, (*own, now.path), place)
    return None


def _wider(was: Node, now: Node) -> tuple[str, str, str] | None:
    if was.verdict is not Verdict.PENDING and now.verdict is not was.verdict:
        return "结论", was.verdict.value, now.verdict.value
    if was.marks is not None and now.marks is not None and (now.marks.low < was.marks.low or now.marks.high > was.marks.high):
        return "得分", marks_text(was.marks), marks_text(now.marks)
    return None
