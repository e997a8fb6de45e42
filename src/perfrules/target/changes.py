"""Changes against a base: 较上年提高5个百分点, 同比增长≥8%, 与上年持平, 零增长, 不低于上年."""

from __future__ import annotations

from fractions import Fraction

from perfrules.target.amounts import ends, holds, quantity
from perfrules.target.ast import Against, Changed, Compare, Standing
from perfrules.target.body import Body, Change, Graded, Measure
from perfrules.target.bounds import comparator_of
from perfrules.target.measures import amount_body
from perfrules.target.notes import Notes
from perfrules.target.wording import phrase
from perfrules.text.lexeme import Lexeme
from perfrules.value.interval import IntervalSet
from perfrules.value.unit import Unit
from perfrules.value.unit_table import standard_units
from perfrules.value.words import Comparator, standard_words, turn_of

__all__ = ["against", "changed", "is_plain_amount", "standing"]

_ZERO = Fraction(0)
_PREFIXES = ("相较于", "相比于", "相较", "相比", "比较", "与", "同", "较", "比", "在")
_SUFFIXES = ("相比", "基础上", "水平", "实际", "基数")


def base_name(base: Lexeme | None) -> str:
    """Return what a change is measured against: 上年, 2020年, 同比."""
    if base is None:
        return ""
    text = base.text
    if text in ("同比", "环比"):
        return text
    for prefix in _PREFIXES:
        if text.startswith(prefix):
            text = text.removeprefix(prefix)
            break
    for suffix in _SUFFIXES:
        text = text.removesuffix(suffix)
    return text


def _turn(word: Lexeme | None) -> int:
    """Return the turn of a word between a base and an amount; whatever stands there without a fall is a rise."""
    return 0 if word is None else turn_of(word.text) or 1


def changed(node: Changed, notes: Notes) -> Body:
    """Return a change with an amount, or with a direction alone."""
    if node.amount is None:
        return _directed(node, notes)
    if node.base is None:
        notes.add("N215", node.turn)
    if node.high is not None:
        low, high = ends(node.amount, node.high, notes)
        body = Measure(IntervalSet.between(low.base, high.base), high.unit)
    else:
        body = amount_body(Compare(node.amount, node.ops, node.post, node.about), notes)
    turn = _turn(node.turn)
    return Change(body.values.mirrored() if turn < 0 else body.values, body.unit, base_name(node.base), turn, body.form)


def is_plain_amount(node: Changed, notes: Notes) -> bool:
    """Tell whether 增加200家 stands without a base: an amount of its own, not the difference of two values."""
    if node.base is not None or node.amount is None:
        return False
    return not _is_relative(quantity(node.high or node.amount, Notes(notes.folded)).unit)


def _is_relative(unit: Unit) -> bool:
    return unit.is_ratio or unit.dimension == (("个百分点", 1),)


def _directed(node: Changed, notes: Notes) -> Body:
    turn = _turn(node.turn)
    if node.noun is not None:
        words = standard_words()
        text = node.noun.text
        if text.endswith(words.up) and not text.startswith(("不", "未", "无")):
            turn = 1
        elif text.endswith(words.down) and not text.startswith(("不", "未", "无")):
            turn = -1
        else:
            start = node.base.start if node.base is not None else node.noun.start
            return phrase(Lexeme(notes.folded.text[start : node.noun.end], start, node.noun.end), notes)
    notes.add("N218", node.noun or node.turn, word=(node.noun or node.turn or node.base or Lexeme("", 0, 0)).text)
    values = IntervalSet.above(_ZERO) if turn > 0 else IntervalSet.below(_ZERO)
    return Change(values, base=base_name(node.base), turn=turn)


def standing(node: Standing, notes: Notes) -> Change:
    """Return a word that is a change in itself (零增长, 与上年持平)."""
    if node.base is None:
        notes.add("N215", node.word)
    comparator = standard_words().changes[node.word.text]
    return Change(holds(comparator, _ZERO), base=base_name(node.base))


def against(node: Against, notes: Notes) -> Body:
    """Return a comparison with something that has a name instead of a number: 不低于上年, ≤预算数, ≥良好."""
    comparator = comparator_of(node.ops, None, notes) or Comparator.EQ
    if len(node.base.text) == 1 and standard_units().find(node.base.text) is None:
        end = len(notes.folded.text)
        raise notes.fail("E102", Lexeme("", end, end), expected="数字")
    if not node.base.text.startswith(standard_words().bases):
        body = phrase(node.base, notes, quiet=True)
        if isinstance(body, Graded) and comparator in (Comparator.GE, Comparator.EQ):
            return body
        notes.add("N231", node.base, base=node.base.text)
    return Change(holds(comparator, _ZERO), base=base_name(node.base))
