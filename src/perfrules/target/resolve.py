"""Resolving: from the syntax of a target value to what it means, noting every assumption on the way."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from perfrules.target.amounts import ends, holds, quantity, spoken
from perfrules.target.ast import (
    Against,
    Around,
    Between,
    Bracketed,
    Changed,
    Choice,
    Compare,
    Dated,
    Each,
    Group,
    Labelled,
    Lexeme,
    Node,
    Ops,
    Phrase,
    Post,
    Ranked,
    Standing,
)
from perfrules.target.body import Body, Dates, Every, Form, Measure, OneOf, Rank
from perfrules.target.changes import against, changed, standing
from perfrules.target.days import dated
from perfrules.target.model import Target
from perfrules.target.notes import Notes
from perfrules.target.rates import rated
from perfrules.target.wording import phrase
from perfrules.target.bounds import comparator_of, tolerance
from perfrules.value.interval import IntervalSet
from perfrules.value.numeral import read_number
from perfrules.value.quantity import Quantity
from perfrules.value.words import Comparator, standard_words

__all__ = ["resolve"]


def resolve(node: Node, notes: Notes) -> Target:
    """Return the meaning of a syntax tree; `TargetSyntaxError` where it has none."""
    match node:
        case Labelled(label, inner):
            return _labelled(label, inner, notes)
        case Each(prefixes, inner):
            rate, noun = rated(prefixes, inner)
            target = resolve(rate, notes)
            return Target(target.body, noun) if noun else target
        case Group(parts):
            return Target(_every(tuple(resolve(part, notes) for part in parts), notes))
        case Choice(parts):
            return Target(_one_of(tuple(resolve(part, notes) for part in parts)))
        case Phrase(words):
            return Target(phrase(words, notes))
    return Target(_simple(node, notes))


def _simple(node: Node, notes: Notes) -> Body:
    match node:
        case Compare():
            return _compare(node, notes)
        case Between(low, high, ops, post):
            return _between(low_high=ends(low, high, notes), ops=ops, post=post, notes=notes)
        case Around():
            return _around(node, notes)
        case Bracketed():
            return _bracketed(node, notes)
        case Ranked():
            return _ranked(node, notes)
        case Dated():
            return dated(node, notes)
        case Changed():
            return changed(node, notes)
        case Standing():
            return standing(node, notes)
        case Against():
            return against(node, notes)
        case _:
            raise TypeError(node)


def _labelled(label: Lexeme, inner: Node, notes: Notes) -> Target:
    text = label.text.strip().rstrip(":").strip().strip("和与及并")
    words = standard_words()
    if len(text) == 1 and text not in words.short_labels:
        raise notes.fail("E113", label, found=text, suggestion="≥")
    target = resolve(inner, notes)
    if text:
        notes.add("N223", label, label=text)
    return Target(target.body, (text + target.label) if text else target.label)


def _compare(node: Compare, notes: Notes) -> Measure:
    value = quantity(node.amount, notes)
    unit = value.unit
    if node.post is not None and node.post.noun is not None:
        unit = unit.labelled(unit.label + node.post.noun.text)
    comparator = comparator_of(node.ops, node.post, notes)
    about = node.about or (node.post.word if node.post and node.post.word.text in standard_words().about_after else None)
    if about is not None:
        return Measure(tolerance(value.base, comparator, about, notes), unit, Form.ABOUT if comparator is None else Form.COMPARED)
    if comparator is None and node.amount.more is not None:
        notes.add("N212", node.amount.more, word=node.amount.more.text, number=spoken(value))
        comparator = Comparator.GE
    if comparator is None:
        notes.add("N210", node.amount.number)
        return Measure(IntervalSet.point(value.base), unit, Form.BARE)
    return Measure(holds(comparator, value.base), unit)


def _between(low_high: tuple[Quantity, Quantity], ops: Ops, post: Post | None, notes: Notes) -> Measure:
    low, high = low_high
    comparator = comparator_of(ops, post, notes)
    values = IntervalSet.between(low.base, high.base)
    if comparator in (Comparator.GE, Comparator.GT):
        values = holds(comparator, low.base)
    noun = post.noun.text if post is not None and post.noun is not None else ""
    return Measure(values, high.unit.labelled(high.unit.label + noun))


def _around(node: Around, notes: Notes) -> Measure:
    spread = quantity(node.spread, notes)
    comparator_of(node.ops, node.post, notes)
    if node.centre is None:
        return Measure(IntervalSet.between(-abs(spread.base), abs(spread.base)), spread.unit, Form.AROUND)
    centre = quantity(node.centre, notes)
    if centre.unit.dimension == spread.unit.dimension:
        width = abs(spread.base)
        notes.add("N213", node.spread.number, spread=spoken(spread))
    elif not spread.unit.symbol:
        width = abs(spread.number * centre.unit.factor)
    elif spread.unit.is_ratio:
        width = abs(centre.base * spread.base)
    elif centre.unit.is_ratio and spread.unit.dimension == (("个百分点", 1),):
        width = abs(spread.base / 100)
    else:
        raise notes.fail("E112", node.spread.unit, left=str(centre.unit) or "（无）", right=str(spread.unit))
    return Measure(IntervalSet.between(centre.base - width, centre.base + width), centre.unit, Form.AROUND)


def _bracketed(node: Bracketed, notes: Notes) -> Measure:
    low, high = ends(node.low, node.high, notes)
    values = IntervalSet.between(low.base, high.base, low_closed=node.left.text == "[", high_closed=node.right.text == "]")
    if values.is_empty:
        notes.add("N222", node.low.number)
    return Measure(values, high.unit)


_RANK_FLIP = {
    Comparator.GE: Comparator.LE,
    Comparator.GT: Comparator.LT,
    Comparator.LE: Comparator.GE,
    Comparator.LT: Comparator.GT,
}


def _ranked(node: Ranked, notes: Notes) -> Rank:
    """Return the places meant; a higher place is a smaller number, so 不低于第3名 is at most 3."""
    text = node.rank.text
    place = read_number(text.strip("第前名位强 "))
    if place is None or place < 1 or place.denominator != 1:
        raise notes.fail("E103", node.rank, found=text)
    top = text.startswith("前")
    comparator = comparator_of(node.ops, None if top else node.post, notes)
    if comparator in _RANK_FLIP and not top:
        return Rank(holds(_RANK_FLIP[comparator], place) & IntervalSet.at_least(Fraction(1)))
    return Rank(IntervalSet.between(Fraction(1) if top else place, place), Form.COMPARED if top else Form.BARE)


def _every(parts: tuple[Target, ...], notes: Notes) -> Body:
    """Return what several values together ask for: bounds on one quantity meet, everything else stays a list."""
    flat = tuple(inner for part in parts for inner in (part.body.parts if isinstance(part.body, Every) else (part,)))
    merged = _met(flat)
    if merged is not None:
        if merged.values.is_empty:
            notes.add("N222")
        return merged
    return Every(flat)


def _met(parts: tuple[Target, ...]) -> Measure | None:
    bodies = [part.body for part in parts]
    measures = [body for body in bodies if isinstance(body, Measure)]
    if len(measures) < len(bodies) or any(part.label for part in parts):
        return None
    if len({body.unit.dimension for body in measures}) > 1:
        return None
    if any(body.values.low is not None and body.values.high is not None for body in measures):
        return None
    return Measure(reduce(lambda left, right: left & right, (body.values for body in measures)), measures[0].unit)


def _one_of(parts: tuple[Target, ...]) -> Body:
    """Return a choice; alternatives on one axis are one set."""
    flat = tuple(inner for part in parts for inner in (part.body.parts if isinstance(part.body, OneOf) else (part,)))
    if any(part.label for part in flat):
        return OneOf(flat)
    bodies = [part.body for part in flat]
    first = bodies[0]
    match first:
        case Measure(_, unit) if all(isinstance(body, Measure) and body.unit.dimension == unit.dimension for body in bodies):
            return Measure(_union(bodies), unit)
        case Dates(_, yearless) if all(isinstance(body, Dates) and body.yearless == yearless for body in bodies):
            return Dates(_union(bodies), yearless)
        case Rank() if all(isinstance(body, Rank) for body in bodies):
            return Rank(_union(bodies))
    return OneOf(flat)


def _union(bodies: list[Body]) -> IntervalSet:
    sets = [body.values for body in bodies if isinstance(body, Measure | Dates | Rank)]
    return reduce(lambda left, right: left | right, sets)
