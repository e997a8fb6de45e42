"""Amounts as sets of numbers: comparisons, ranges, tolerances, brackets."""

from __future__ import annotations

from perfrules.target.amounts import ends, holds, quantity, spoken
from perfrules.target.ast import Around, Between, Bracketed, Compare, Sandwich
from perfrules.target.body import Form, Measure
from perfrules.target.bounds import about_word, comparator_of, firm_comparator_of, read_comparator, tolerance
from perfrules.target.notes import Notes
from perfrules.text.lexeme import Lexeme
from perfrules.value.interval import IntervalSet
from perfrules.value.numeral import write_number
from perfrules.value.quantity import Quantity
from perfrules.value.words import Comparator, standard_words

__all__ = ["amount_body", "around_body", "between_body", "bracket_body", "sandwich_body"]


def amount_body(node: Compare, notes: Notes) -> Measure:
    """Return the numbers that one comparison accepts; without a comparison the number itself, noted."""
    value = quantity(node.amount, notes)
    unit = value.unit.labelled("") if value.unit.label in standard_words().more else value.unit
    if node.post is not None and node.post.noun is not None:
        unit = unit.labelled(unit.label + node.post.noun.text)
    about = node.about or about_word(node.post)
    if about is not None:
        comparator = firm_comparator_of(node.ops, node.post, notes)
        return Measure(tolerance(value.base, comparator, about, notes), unit, Form.ABOUT if comparator is None else Form.COMPARED)
    comparator = comparator_of(node.ops, node.post, notes, node.amount.remark)
    if node.base is not None:
        notes.add("N228", node.base.number, base=spoken(quantity(node.base, notes)))
    more = node.amount.more or (node.amount.noun if node.amount.noun and node.amount.noun.text in standard_words().more else None)
    if comparator is None and more is not None:
        notes.add("N212", more, word=more.text, number=write_number(value.number) + unit.symbol)
        comparator = Comparator.GE
    if comparator is None:
        notes.add("N210", node.amount.number)
        return Measure(IntervalSet.point(value.base), unit, Form.BARE)
    return Measure(holds(comparator, value.base), unit)


def between_body(node: Between, notes: Notes) -> Measure:
    """Return the numbers from one end to the other; 不低于10-15 asks for the lower end alone."""
    low, high = ends(node.low, node.high, notes)
    comparator = comparator_of(node.ops, node.post, notes)
    values = IntervalSet.between(low.base, high.base)
    if (about := about_word(node.post)) is not None:
        values = tolerance(low.base, None, about, notes) | values | tolerance(high.base, None, about, notes)
    if comparator in (Comparator.GE, Comparator.GT):
        values = holds(comparator, low.base)
    elif comparator in (Comparator.LE, Comparator.LT):
        values = values if comparator is Comparator.LE else IntervalSet.between(low.base, high.base, high_closed=False)
    noun = node.post.noun.text if node.post is not None and node.post.noun is not None else ""
    return Measure(values, high.unit.labelled(high.unit.label + noun))


_TURNED = {"≤": "≥", "<": ">", "≥": "≤", ">": "<"}


def _mirror(sign: Lexeme) -> Lexeme:
    comparator = read_comparator(sign.text)
    return Lexeme(_TURNED.get(comparator.value, sign.text), sign.start, sign.end) if comparator is not None else sign


def sandwich_body(node: Sandwich, notes: Notes) -> Measure:
    """Return the numbers between two bounds around a variable: the left comparison is read from the right."""
    if node.left.text in (">", "≥", ">=", "=>"):
        node = Sandwich(node.high, _mirror(node.right), node.label, _mirror(node.left), node.low)
    low, high = ends(node.low, node.high, notes)
    left, right = read_comparator(node.left.text), read_comparator(node.right.text)
    if left is None or right is None or left.value not in _TURNED or right.value not in _TURNED:
        raise notes.fail("E106", node.right, left=node.left.text, right=node.right.text)
    notes.add("N223", node.label, label=node.label.text.strip())
    values = holds(Comparator(_TURNED[left.value]), low.base) & holds(right, high.base)
    if values.is_empty:
        notes.add("N222", node.right)
    return Measure(values, high.unit)


def around_body(node: Around, notes: Notes) -> Measure:
    """Return the numbers within a tolerance; a bare or like unit is an absolute distance, % of another unit a relative one."""
    spread = quantity(node.spread, notes)
    comparator_of(node.ops, node.post, notes)
    if node.centre is None:
        return Measure(IntervalSet.between(-abs(spread.base), abs(spread.base)), spread.unit, Form.AROUND)
    centre = quantity(node.centre, notes)
    if centre.unit.is_bare and not centre.unit.symbol:
        centre = Quantity(centre.number, spread.unit)
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


def bracket_body(node: Bracketed, notes: Notes) -> Measure:
    """Return the numbers of an interval in mathematical notation."""
    low, high = ends(node.low, node.high, notes)
    values = IntervalSet.between(low.base, high.base, low_closed=node.left.text == "[", high_closed=node.right.text == "]")
    if values.is_empty:
        notes.add("N222", node.low.number)
    return Measure(values, high.unit)
