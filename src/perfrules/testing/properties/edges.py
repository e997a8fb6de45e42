"""The law that a verdict flips once at each edge of its target, and that marks change only where the policy says."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from perfrules.evaluation.plan import Item
from perfrules.scoring.policy import Bands, Direct, Mode, PerUnit, Steps
from perfrules.target.body import Change, Dates, Form, Measure, Rank
from perfrules.testing.probes import edges_of, step_of, text_of_point
from perfrules.testing.properties.bench import Bench, Facts, marks_text
from perfrules.testing.properties.breach import Breach, Certain
from perfrules.testing.properties.field import Field
from perfrules.testing.writing import marks_clauses, quoted
from perfrules.value.interval import IntervalSet
from perfrules.value.verdict import Direction, Verdict

__all__ = ["misplaced"]

_BOTH = {True: Verdict.MET, False: Verdict.UNMET}


def misplaced(bench: Bench, one: Field, facts: Facts) -> Breach | None:
    """Return an edge of an indicator at which its verdict does not flip as written, or marks that change where no edge is."""
    item = one.item
    criterion = None if item is None else item.criterion
    if item is None or criterion is None or criterion.required is None:
        return None
    others = {name: value for name, value in facts.items() if name != one.name}
    if bench.leaf({**others, one.name: one.values[0]}, item).verdict not in _BOTH.values():
        return None
    return _wrong_flip(bench, one, item, others) or _wrong_step(bench, one, item, others)


def _wrong_flip(bench: Bench, one: Field, item: Item, others: Facts) -> Breach | None:
    criterion = item.criterion
    assert criterion is not None
    assert criterion.required is not None
    body = criterion.target.body
    assert isinstance(body, Measure | Change | Dates | Rank)
    meant = _as_written(body, criterion.direction)
    edges = meant.boundaries()
    for edge in edges:
        around = [(point, text) for point in _around(edge, body, edges) if (text := text_of_point(point, body))]
        shown = [(text, _verdict(bench, one, item, others, text), _lies_in(meant, point)) for point, text in around]
        flips = sum(before[1] is not after[1] for before, after in pairwise(shown))
        wanted = _sides_within(meant, around[0][0], around[-1][0]) if len(around) > 1 else 0
        wrong = next(((text, found) for text, found, inside in shown if found is not _BOTH[inside]), None)
        if wrong is None and flips == wanted:
            continue
        text, found = wrong or (shown[0][0], shown[0][1])
        expected = _BOTH[found is not Verdict.MET]
        args = {"name": bench.names[item.indicator.path], "target": str(criterion.target), "flips": str(flips), "wanted": str(wanted)}
        args |= {"shown": "、".join(f"{value} {verdict.value}" for value, verdict, _ in shown)}
        certain = Certain({**others, one.name: text}, f"{quoted(args['name'])} {expected.value}") if wrong else None
        facts = tuple({**others, one.name: value} for value in ([text] if wrong else [shown[0][0], shown[-1][0]]))
        return Breach(facts, args, (item.indicator.path,), item.indicator.place, (certain,) if certain else ())
    return None


def _lies_in(meant: IntervalSet, point: Fraction) -> bool:
    """Tell whether a value lies in a set, by its ends alone: what judges actual values is what is checked here."""
    return any(
        (one.low is None or one.low < point or (one.low == point and one.low_closed))
        and (one.high is None or point < one.high or (one.high == point and one.high_closed))
        for one in meant
    )


def _as_written(body: Measure | Change | Dates | Rank, direction: Direction) -> IntervalSet:
    """Return what a target asks for, read off it and its direction anew: a bare number, a day or 约 opens towards the better side."""
    values = body.values
    low, high = values.low, values.high
    about = isinstance(body, Measure | Change) and body.form is Form.ABOUT
    opens = values.the_point is not None or isinstance(body, Dates) or about
    if not opens or direction is Direction.EXACT or len(values.intervals) != 1 or low is None or high is None:
        return values
    if direction is Direction.HIGHER:
        return IntervalSet.at_least(low)
    return IntervalSet.between(Fraction(1), high) if isinstance(body, Rank) else IntervalSet.at_most(high)


def _around(edge: Fraction, body: Measure | Change | Dates | Rank, edges: tuple[Fraction, ...]) -> Iterator[Fraction]:
    """Yield a step below, the edge if a value can lie there, and a step above; what is counted is not below zero."""
    step = step_of(body, edges)
    at = edge // step * step
    below = at - step if at == edge else at
    counted = isinstance(body, Measure) and body.unit.discrete
    if below >= 0 or not counted:
        yield below
    if at == edge:
        yield edge
    yield at + step


def _sides_within(meant: IntervalSet, low: Fraction, high: Fraction) -> int:
    """Return how many ends of what is required lie between two values: both ends of a single value count."""
    ends = [(one.low, one.low_closed) for one in meant] + [(one.high, not one.high_closed) for one in meant]
    return sum(end is not None and (low < end <= high if closed else low <= end < high) for end, closed in ends)


def _verdict(bench: Bench, one: Field, item: Item, others: Facts, text: str) -> Verdict:
    return bench.leaf({**others, one.name: text}, item).verdict


def _wrong_step(bench: Bench, one: Field, item: Item, others: Facts) -> Breach | None:
    """Return two values with no edge between them that get different marks, under a policy that gives marks by steps."""
    criterion = item.criterion
    assert criterion is not None
    body = criterion.target.body
    if not _is_stepped(item) or not isinstance(body, Measure | Change | Dates | Rank):
        return None
    edges = edges_of(item)
    step = step_of(body, edges)
    ends = [edges[0] - 10 * step, *edges, edges[-1] + 10 * step] if edges else []
    for low, high in pairwise(ends[:40]):
        points = dict.fromkeys([low // step * step + step, (low + high) / 2 // step * step, -(-high // step) * step - step])
        texts = [text for point in points if low < point < high and point >= 0 and (text := text_of_point(point, body))]
        found = [bench.leaf({**others, one.name: text}, item).marks for text in texts]
        for index, marks in enumerate(found[1:], 1):
            if marks != found[0] and marks is not None and found[0] is not None:
                name = bench.names[item.indicator.path]
                shown = "、".join(f"{text} {marks_text(got)}" for text, got in zip(texts, found, strict=True))
                args = {"name": name, "target": str(criterion.target), "flips": str(len(set(found)) - 1), "wanted": "0", "shown": shown}
                facts = ({**others, one.name: texts[0]}, {**others, one.name: texts[index]})
                certain = Certain(facts[1], f"{quoted(name)} {marks_clauses(found[0])}")
                return Breach(facts, args, (item.indicator.path,), item.indicator.place, (certain,))
    return None


def _is_stepped(item: Item) -> bool:
    """Tell whether a policy gives the same marks to all values between two of its edges."""
    if (
        item.scorer is None
        or item.scorer.curve is None
        or item.weight is None
        or (item.scorer.policy.over and item.scorer.policy.over.step)
    ):
        return False
    form = item.scorer.policy.form
    return isinstance(form, Direct | PerUnit | Bands) or (isinstance(form, Steps) and form.mode in (Mode.FLOOR, Mode.CEIL))
