"""Comparison words before and behind a number, and how two of them combine."""

from __future__ import annotations

import re
from fractions import Fraction

from perfrules.target.amounts import holds
from perfrules.target.ast import Ops, Post
from perfrules.target.notes import Notes
from perfrules.text.lexeme import Lexeme
from perfrules.value.interval import IntervalSet
from perfrules.value.words import Comparator, standard_words

__all__ = ["TOLERANCE", "about_word", "comparator_of", "firm_comparator_of", "read_comparator", "tolerance"]

TOLERANCE = Fraction(5, 100)
"""How far 左右 and 约 reach when nobody says otherwise; always noted."""

_SPELLINGS = {"≥": ("≥", ">=", "=>"), "≤": ("≤", "<=", "=<"), "=": ("=", "=="), "≠": ("≠", "!=", "<>"), ">": (">",), "<": ("<",)}
_SYMBOLS = {spelling: sign for sign, spellings in _SPELLINGS.items() for spelling in spellings}
_UPWARD = (Comparator.GE, Comparator.GT)
_DOWNWARD = (Comparator.LE, Comparator.LT)


def read_comparator(text: str) -> Comparator | None:
    """Return the comparison that a symbol or word in front of a number states.

    >>> read_comparator("=<"), read_comparator("不少于"), read_comparator("定性")
    (<Comparator.LE: '≤'>, <Comparator.GE: '≥'>, None)
    """
    words = standard_words()
    if (sign := _SYMBOLS.get(text)) is not None:
        return Comparator(sign)
    return words.before.get(text) or words.reach.get(text)


def comparator_of(ops: Ops, post: Post | None, notes: Notes, remark: Lexeme | None = None) -> Comparator | None:
    """Return the one comparison that all words around a number state; `None` where there is none.

    达到, 控制在 and the like give way to a word behind the number (达到95%以上); of two in one direction the
    stricter holds; two against each other are an error. A remark in brackets can exclude the bound (不含).
    """
    if post is None and remark is None:
        if not ops:
            return None
        if len(ops) == 1:
            return read_comparator(ops[0].text)
    comparator = firm_comparator_of(ops, post, notes)
    if comparator is None:
        reach = standard_words().reach
        comparator = next((reach[op.text] for op in ops if op.text in reach), None)
    return _remarked(comparator, remark, notes)


def firm_comparator_of(ops: Ops, post: Post | None, notes: Notes) -> Comparator | None:
    """Return the comparison of the firm words alone: neither 达到 nor 控制在."""
    reach = standard_words().reach
    firm = [(sign, op) for op in ops if op.text not in reach and (sign := read_comparator(op.text)) is not None]
    if post is not None and (after := _after(post.word.text)) is not None:
        firm.append((after, post.word))
    return _combined(firm, notes) if firm else None


def _remarked(comparator: Comparator | None, remark: Lexeme | None, notes: Notes) -> Comparator | None:
    if remark is None:
        return comparator
    text = remark.text.strip("()")
    if _EXCLUDED.fullmatch(text) and comparator in _STRICT:
        return _STRICT[comparator]
    if not text.startswith("含"):
        notes.add("N227", remark, text=text)
    return comparator


_EXCLUDED = re.compile(r"不含(?:本数|[-+0-9.,]+\D{0,4})?")
"""不含 by itself or with the bound opens it; 不含税 says what is counted, not how far."""

_STRICT = {Comparator.GE: Comparator.GT, Comparator.LE: Comparator.LT}


def _after(text: str) -> Comparator | None:
    word, _, remark = text.partition("(")
    comparator = standard_words().after.get(word)
    return _STRICT.get(comparator, comparator) if _EXCLUDED.fullmatch(remark.rstrip(")")) and comparator is not None else comparator


def _combined(firm: list[tuple[Comparator, Lexeme]], notes: Notes) -> Comparator:
    chosen, where = firm[0]
    for other, word in firm[1:]:
        if chosen is other or other is Comparator.EQ:
            continue
        if chosen is Comparator.EQ:
            chosen, where = other, word
        elif {chosen, other} <= set(_UPWARD) or {chosen, other} <= set(_DOWNWARD):
            chosen = Comparator.GT if chosen in _UPWARD else Comparator.LT
            notes.add("N219", word, text=chosen.value)
        else:
            raise notes.fail("E106", word, left=where.text, right=word.text)
    return chosen


def about_word(post: Post | None) -> Lexeme | None:
    """Return 左右 or 上下 behind a number, if it stands there."""
    if post is not None and post.word.text.partition("(")[0] in standard_words().about_after:
        return post.word
    return None


def tolerance(centre: Fraction, comparator: Comparator | None, word: Lexeme, notes: Notes) -> IntervalSet:
    """Return what 约 or 左右 allows around `centre`, on the side that a further comparison leaves open."""
    notes.add("N211", word, word=word.text, percent="5")
    low, high = sorted((centre * (1 - TOLERANCE), centre * (1 + TOLERANCE)))
    if comparator in _UPWARD:
        return holds(Comparator.GE, low)
    if comparator in _DOWNWARD:
        return holds(Comparator.LE, high)
    return IntervalSet.between(low, high)
