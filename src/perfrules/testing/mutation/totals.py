"""Comparing how the total is made up: where rounding and the rule for what does not apply make no difference."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from perfrules.evaluation.plan import Branch, Item, Plan
from perfrules.scoring import Grading, NotApplicable, Rounding, Scorer
from perfrules.scoring.policy import Manual

__all__ = ["same_rounding", "same_rule", "shares_of"]

_SHARING = frozenset({NotApplicable.REDISTRIBUTE, NotApplicable.RESCALE})


def same_rounding(one: Plan, other: Plan) -> bool:
    """Tell whether two plans round all marks that can occur to the same; where marks are many, only if they round alike."""
    if one.rounding == other.rounding:
        return True
    if _digits_of_total(one.rounding) != _digits_of_total(other.rounding):
        return False
    return all(_rounds_alike(item, one.rounding, other.rounding) for item in one.items)


def _digits_of_total(rounding: Rounding | None) -> int | None:
    return None if rounding is None else rounding.total


def _rounds_alike(item: Item, one: Rounding | None, other: Rounding | None) -> bool:
    if not item.weight or item.scorer is None:
        return True
    shares = shares_of(item.scorer)
    if shares is None:
        digits = min(rounding.decimals for rounding in (one, other) if rounding is not None)
        return item.compiled is None and item.scorer.subject.unit.discrete and _is_exact(item.scorer, item.weight, digits)
    marks = [share * item.weight for share in shares]
    return all((mark if one is None else one(mark)) == (mark if other is None else other(mark)) for mark in marks)


def _is_exact(scorer: Scorer, weight: Fraction, digits: int) -> bool:
    """Tell whether the marks of every count are exact to some digits: a line is, where its start and its slope are."""
    pieces = [piece for curve in (scorer.least, scorer.most) if curve is not None for piece in curve.pieces]
    numbers = [number for piece in pieces for number in (piece.start, piece.slope)]
    numbers += [share for answer in (True, False, None) for share in scorer.verdict_shares(answer)]
    return not any(piece.hyper for piece in pieces) and all((number * weight * 10**digits).denominator == 1 for number in numbers)


def shares_of(scorer: Scorer) -> tuple[Fraction, ...] | None:
    """Return every share that a scorer can give, the ends of ranges among them; `None` where there are any number.

    >>> from perfrules import load_ruleset
    >>> text = "规则集 小表\\n满分 10分\\n三级指标 企业数 10分 全年 ≥100家\\n计分 达标得满分，否则 得 30%"
    >>> [str(share) for share in shares_of(load_ruleset(text).evaluate({})["企业数"].item.scorer)]
    ['0', '3/10', '1']
    """
    if isinstance(scorer.policy.form, Manual):
        return (Fraction(0), Fraction(1))
    found: set[Fraction] = {Fraction(0), Fraction(1)}
    for curve in (scorer.least, scorer.most):
        if curve is None:
            continue
        if not all(piece.is_constant for piece in curve.pieces):
            return None
        found.update(piece.start for piece in curve.pieces)
    found.update(share for answer in (True, False, None) for share in scorer.verdict_shares(answer))
    scale = scorer.subject.scale
    if scale is not None and isinstance(scorer.policy.form, Grading):
        found.update(share for step in scale.steps for share in (step.low, step.high))
    return tuple(sorted(found))


def same_rule(one: Plan, other: Plan) -> bool:
    """Tell whether what does not apply is treated alike; two rules share its weight out, over a level or over the whole."""
    if one.rule is other.rule:
        return True
    if {one.rule, other.rule} != _SHARING:
        return False
    settled = all(item.open is None or not item.open.low for item in one.items)
    return settled and all(len(branch.children) == 1 for branch in _levels(one.root))


def _levels(branch: Branch) -> Iterator[Branch]:
    for child in branch.children:
        if isinstance(child, Branch):
            yield child
            yield from _levels(child)
