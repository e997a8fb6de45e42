"""Resolving: from the syntax of a target value to what it means, noting every assumption on the way."""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import evolve

from perfrules.target.amounts import holds
from perfrules.target.ast import (
    Against,
    Amount,
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
    Node,
    Phrase,
    Ranked,
    Recurring,
    Sandwich,
    Standing,
    map_amounts,
)
from perfrules.target.body import Body, Form, Prose, Rank
from perfrules.target.bounds import comparator_of
from perfrules.target.changes import against, changed, is_plain_amount, standing
from perfrules.target.composite import every, one_of
from perfrules.target.days import dated
from perfrules.target.measures import amount_body, around_body, between_body, bracket_body, sandwich_body
from perfrules.target.model import Target
from perfrules.target.notes import Notes
from perfrules.target.rates import rated
from perfrules.target.wording import phrase
from perfrules.text.lexeme import Lexeme
from perfrules.text.limits import MAX_DIGITS
from perfrules.value.interval import IntervalSet
from perfrules.value.numeral import read_number, write_number
from perfrules.value.words import Comparator, standard_words

__all__ = ["resolve"]


def resolve(node: Node, notes: Notes) -> Target:
    """Return the meaning of a syntax tree; `TargetSyntaxError` where it has none."""
    match node:
        case Compare():
            return Target(amount_body(node, notes))
        case Labelled(label) if _compares(label.text):
            raise notes.fail("E101", label, found=label.text, expected="比较符（≥、≤、=、>、<）、以上、以内、左右")
        case Labelled(label, inner):
            return _labelled(label, inner, notes)
        case Each():
            return _each(node, notes)
        case Changed(turn=Lexeme() as turn) if is_plain_amount(node, notes):
            return _labelled(turn, _plain_amount(node), notes)
        case Group(parts):
            return Target(every(tuple(resolve(_unjoined(part), notes) for part in parts), notes))
        case Choice(parts):
            return Target(one_of(tuple(resolve(part, notes) for part in _with_last_unit(parts))))
        case Recurring(words, noun):
            notes.add("N233", words)
            return Target(Prose(notes.folded.as_written(words.start, (noun or words).end)))
        case Phrase(words):
            return Target(phrase(words, notes))
    return Target(_simple(node, notes))


def _simple(node: Node, notes: Notes) -> Body:
    match node:
        case Sandwich():
            return sandwich_body(node, notes)
        case Between():
            return between_body(node, notes)
        case Around():
            return around_body(node, notes)
        case Bracketed():
            return bracket_body(node, notes)
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


def _plain_amount(node: Changed) -> Node:
    assert node.amount is not None
    if node.high is not None:
        return Between(node.amount, node.high, node.ops, node.post)
    return Compare(node.amount, node.ops, node.post, node.about)


def _each(node: Each, notes: Notes) -> Target:
    """Return a rate; a change per period (每年递增5%) keeps the period as its label."""
    if isinstance(node.node, Changed):
        prefix = "".join(lexeme.text for lexeme in node.prefixes)
        return Target(changed(node.node, notes), prefix)
    rate, noun = rated(node.prefixes, node.node, behind=node.behind)
    if noun:
        _known_label(noun, node.prefixes[-1], notes)
    target = resolve(rate, notes)
    return Target(target.body, noun + target.label)


_JOINED = re.compile(r"^(?:以及|和(?!谐)|与(?!会)|及(?![时格])|并(?!网))")
"""A conjunction at the front of a later part, but not the first character of a word."""


def _compares(text: str) -> bool:
    """Tell whether a word compares or changes, so that it names nothing."""
    words = standard_words()
    return text in words.changes or text in words.before


def _unjoined(part: Node) -> Node:
    if isinstance(part, Labelled) and (match := _JOINED.match(part.label.text)):
        start = part.label.start + match.end()
        return Labelled(Lexeme(part.label.text[match.end() :], start, part.label.end), part.node)
    return part


def _with_last_unit(parts: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return alternatives of which the earlier ones share the unit of the last (3或5家)."""
    last = parts[-1]
    unit = last.amount.unit if isinstance(last, Compare) else None
    if unit is None:
        return parts
    return tuple(
        evolve(part, amount=evolve(part.amount, unit=unit)) if isinstance(part, Compare) and _is_bare(part.amount) else part
        for part in parts
    )


def _is_bare(amount: Amount) -> bool:
    return amount.unit is None and amount.noun is None


_POWERS = ("e", "E")
"""What a spreadsheet writes into a large number (1.2E+05): it is neither read nor taken for a label."""


def _known_label(text: str, where: Lexeme, notes: Notes) -> None:
    """Refuse half a word, and what turns the meaning of the number behind it: no subject, but a comparison that was misread."""
    words = standard_words()
    if text.endswith(words.altering) or text in _POWERS or (len(text) == 1 and text not in words.short_labels and not text.isascii()):
        raise notes.fail("E113", where, found=text, suggestion=words.lookalikes.get(text, ""))


def _labelled(label: Lexeme, inner: Node, notes: Notes) -> Target:
    words = standard_words()
    text = label.text.strip().rstrip(":").strip()
    if (currency := words.currencies.get(text)) is not None:
        return resolve(map_amounts(inner, lambda amount: _in_currency(amount, currency)), notes)
    if isinstance(inner, Dated) and text in words.particles:
        return resolve(inner, notes)
    _known_label(text, label, notes)
    target = resolve(inner, notes)
    if text:
        notes.add("N223", label, label=text)
    return Target(target.body, text + target.label)


def _in_currency(amount: Amount, currency: str) -> Amount:
    where = amount.number
    return amount if amount.unit is not None else evolve(amount, unit=Lexeme(currency, where.start, where.end))


_RANK_FLIP = {
    Comparator.GE: Comparator.LE,
    Comparator.GT: Comparator.LT,
    Comparator.LE: Comparator.GE,
    Comparator.LT: Comparator.GT,
}


def _ranked(node: Ranked, notes: Notes) -> Rank:
    """Return the places meant; a higher place is a smaller number, so 不低于第3名 is at most 3."""
    text = node.rank.text
    if len(text) > MAX_DIGITS:
        raise notes.fail("E108", node.rank, limit=str(MAX_DIGITS))
    if (span := _PLACES.fullmatch(text)) is not None:
        return _ranked_between(node, _place(span[1], node, notes), _place(span[2], node, notes), notes)
    place = _place(text, node, notes)
    if node.post is not None and node.post.word.text in standard_words().about_after:
        raise notes.fail("E103", node.rank, found=text + node.post.word.text)
    top = text.startswith("前")
    comparator = comparator_of(node.ops, None if top else node.post, notes)
    if comparator in _RANK_FLIP and not top:
        return Rank((holds(_RANK_FLIP[comparator], place) & IntervalSet.at_least(Fraction(1))).on_integers())
    return Rank(IntervalSet.between(Fraction(1) if top else place, place), Form.COMPARED if top else Form.BARE)


_PLACES = re.compile(r"第(.+?)[-~至到](.+)")


def _place(text: str, node: Ranked, notes: Notes) -> Fraction:
    place = read_number(text.strip("第前名位强 "))
    if place is None or place < 1 or place.denominator != 1:
        raise notes.fail("E103", node.rank, found=node.rank.text)
    return place


def _ranked_between(node: Ranked, first: Fraction, last: Fraction, notes: Notes) -> Rank:
    """Return the places from one to another, both included; a comparison in front of two of them means nothing."""
    if node.ops or node.post is not None:
        raise notes.fail("E103", node.rank, found=node.rank.text)
    if first > last:
        raise notes.fail("E104", node.rank, low=write_number(first), high=write_number(last))
    return Rank(IntervalSet.between(first, last), Form.COMPARED if first < last else Form.BARE)
