"""Probes: the actual values at which something can change for an indicator, as a table would print them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from perfrules.evaluation.criterion import Criterion
from perfrules.evaluation.plan import Item
from perfrules.scoring import Scale
from perfrules.target.body import Change, Dates, Form, Graded, Measure, Rank
from perfrules.target.render import text_of_values
from perfrules.value.day import ANY_YEAR, write_days
from perfrules.value.interval import IntervalSet
from perfrules.value.unit import NO_UNIT, Unit

__all__ = ["Probe", "edges_of", "probes_of", "step_of", "text_of_point"]

Body = Measure | Change | Dates | Rank
_ONE = Fraction(1)
_FIRST_YEAR = 1000
"""Years are written with four digits."""


class Probe(NamedTuple):
    """An actual value: as it is written, in base units where it is a number, and where it lies.

    `side` is `edge`, `below` or `above` (one step beside an edge), `between` two edges, `far` from all of them, or `word`.
    """

    text: str
    point: Fraction | None
    side: str


def probes_of(item: Item, also: Iterable[Fraction] = ()) -> tuple[Probe, ...]:
    """Return the values of an indicator at which its verdict or its marks can change: edges, one step beside them, and what lies between.

    Edges are those of its target and of its scoring, and `also`, numbers in base units. A target that is a word has the words
    of its scale. Whole numbers stay whole, counts are not below zero. Nothing is there for a target without a meaning.

    >>> from perfrules import load_ruleset
    >>> rules = load_ruleset("规则集 小表\\n满分 10分\\n三级指标 企业数 10分 全年 ≥100家\\n计分 按完成比例，不足 60% 计零")
    >>> [probe.text for probe in probes_of(rules.evaluate({})["企业数"].item)]
    ['0家', '59家', '60家', '61家', '80家', '99家', '100家', '101家', '200家']
    """
    criterion = item.criterion
    if criterion is None:
        return ()
    if criterion.required is None:
        return tuple(Probe(word, None, "word") for word in dict.fromkeys(_words(item, criterion)))
    body = criterion.target.body
    assert isinstance(body, Body)
    edges = sorted({*edges_of(item), *also})
    found = {point: Probe(text_of_point(point, body), point, side) for point, side in _points(edges, body)}
    return tuple(found[point] for point in sorted(found) if found[point].text)


def edges_of(item: Item) -> tuple[Fraction, ...]:
    """Return the values, in base units, at which the target or the scoring of an indicator changes."""
    criterion, scorer = item.criterion, item.scorer
    required = () if criterion is None or criterion.required is None else criterion.required.boundaries()
    curves = () if scorer is None else (curve for curve in (scorer.curve, scorer.least, scorer.most) if curve is not None)
    return tuple(sorted({*required, *(edge for curve in curves for edge in curve.edges())}))


def step_of(body: Body, edges: Iterable[Fraction] = ()) -> Fraction:
    """Return the smallest step that a person would take, in base units: one of what is counted, else a hundredth of the unit or less.

    It is a tenth of the last decimal of `edges` where that is finer, so that one step never jumps over what lies between two edges.
    """
    unit = _unit(body)
    if unit.discrete or isinstance(body, Dates | Rank):
        return _ONE
    step = unit.factor / 100
    while any((edge / step).denominator != 1 and _is_decimal(edge / step) for edge in edges):
        step /= 10
    return step


def text_of_point(point: Fraction, body: Body) -> str:
    """Return a number in base units as an actual value of a target; empty where no decimal says it exactly.

    >>> from perfrules import parse_target
    >>> points = ((1234500, "≥1万元"), (-2, "较上年下降1天"), (3, "前5名"))
    >>> [text_of_point(Fraction(point), parse_target(text).body) for point, text in points]
    ['123.45万元', '较上年下降2天', '第3名']
    """
    match body:
        case Dates(_, yearless):
            first, last = (ANY_YEAR, ANY_YEAR) if yearless else (_FIRST_YEAR, date.max.year)
            if not date(first, 1, 1).toordinal() <= point <= date(last, 12, 31).toordinal():
                return ""
            day = date.fromordinal(int(point))
            return write_days(day, day, yearless=yearless)
        case Rank():
            return f"第{int(point)}名" if point >= 1 else ""
        case Change():
            return _change(point, body)
        case Measure(_, unit):
            return _amount(point, unit) if _is_decimal(point / unit.factor) else ""


def _change(point: Fraction, body: Change) -> str:
    """Return a rise or a fall; one without a unit needs a base to be told from an amount."""
    if not _is_decimal(point / body.unit.factor):
        return ""
    base = body.base or ("上年" if body.unit.is_bare else "")
    head = base if base in ("", "同比", "环比") else f"较{base}"
    return f"{head}{'下降' if point < 0 else '提高'}{_amount(abs(point), body.unit)}"


def _amount(point: Fraction, unit: Unit) -> str:
    return text_of_values(IntervalSet.point(point), unit, Form.BARE)


def _unit(body: Body) -> Unit:
    return body.unit if isinstance(body, Measure | Change) else NO_UNIT


def _is_decimal(number: Fraction) -> bool:
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _points(edges: list[Fraction], body: Body) -> Iterator[tuple[Fraction, str]]:
    """Yield points with where they lie; an edge that no value can take stands for its nearest neighbours."""
    whole, step = _unit(body).discrete or isinstance(body, Dates | Rank), step_of(body, edges)
    if not edges:
        return
    for far in (edges[0] - _distance(edges[0], body), edges[-1] + _distance(edges[-1], body)):
        if far >= 0 or not whole:
            yield _on_grid(far, step), "far"
    for low, high in pairwise(edges):
        yield _on_grid((low + high) / 2, step), "between"
    for edge in edges:
        below, above = _on_grid(edge, step), _on_grid(edge, step) + step
        if below == edge:
            below -= step
            yield edge, "edge"
        if below >= 0 or not whole:
            yield below, "below"
        yield above, "above"


def _distance(edge: Fraction, body: Body) -> Fraction:
    """Return how far from an edge is far: as much again, a month for a day, ten steps from zero."""
    if isinstance(body, Dates):
        return Fraction(31)
    return abs(edge) or 10 * step_of(body)


def _on_grid(point: Fraction, step: Fraction) -> Fraction:
    """Return the last multiple of a step up to a point."""
    return point // step * step


def _words(item: Item, criterion: Criterion) -> Iterator[str]:
    """Yield the words that say how far a target without a number is reached."""
    scale: Scale | None = None if item.scorer is None else item.scorer.subject.scale
    if scale is not None:
        yield from (step.word for step in scale.steps)
    for one in criterion.parts or (criterion,):
        yield from _words_of_part(one)
    if criterion.parts:
        yield str(criterion.target)


def _words_of_part(criterion: Criterion) -> Iterator[str]:
    target = criterion.target
    if isinstance(target.body, Graded):
        for mark in ("", "基本", "不够", "不"):
            yield f"{mark}{target}"
    elif criterion.required is not None and isinstance(target.body, Body):
        for edge in criterion.required.boundaries():
            step = step_of(target.body, [edge])
            for point in (edge - step, edge, edge + step):
                text = text_of_point(point, target.body)
                if text:
                    yield f"{target.label}{text}"
    else:
        yield str(target)
