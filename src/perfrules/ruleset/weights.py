"""Weights in effect: those that are written, and equal shares where the user asked for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from perfrules.ruleset.model import Model, Path

__all__ = ["BY_INDICATOR", "BY_LEVEL", "children_of", "effective_weights", "known_weights"]

BY_LEVEL = "逐级"
BY_INDICATOR = "指标"
_FULL = Fraction(100)


def effective_weights(model: Model, paths: Iterable[Path], equal: str) -> Mapping[Path, Fraction] | None:
    """Return the weight of every level and indicator, the whole being the path `()`; `None` where there are none.

    `equal` shares out what is not written: level by level (逐级), or so that all indicators without a weight get the same (指标).
    """
    written = _written(model)
    leaves = tuple(paths)
    if not written and not equal:
        return None
    there = {leaf[:depth] for leaf in leaves for depth in range(len(leaf) + 1)}
    holding = {path: weight for path, weight in written.items() if path in there}
    full = model.full_marks if model.full_marks is not None else _total(holding) or _FULL
    if equal == BY_INDICATOR:
        return _by_indicator(leaves, written, full)
    weights: dict[Path, Fraction] = {(): full}
    below = children_of(leaves)
    _share_out((), below, _with_sums(below, written), weights)
    return weights


def _written(model: Model) -> dict[Path, Fraction]:
    written = {path: one.weight for path, one in model.sections.items() if one.weight is not None}
    return written | {path: one.weight for path, one in model.indicators.items() if one.weight is not None}


def known_weights(model: Model) -> Mapping[Path, Fraction]:
    """Return the weights that are written, and for each level without one the sum of its parts, where all of those are known."""
    return _with_sums(children_of(model.indicators), _written(model))


def _with_sums(below: Mapping[Path, tuple[Path, ...]], written: Mapping[Path, Fraction]) -> Mapping[Path, Fraction]:
    """Return what is written, and for each level without a weight the sum of what stands below it, where all of that is known."""
    known = dict(written)
    for path in sorted(below, key=len, reverse=True):
        if path and path not in known and all(child in known for child in below[path]):
            known[path] = sum((known[child] for child in below[path]), Fraction(0))
    return known


def _total(written: Mapping[Path, Fraction]) -> Fraction:
    """Return the sum of the highest weights that are written."""
    return sum(
        (weight for path, weight in written.items() if not any(path[:depth] in written for depth in range(1, len(path)))), Fraction(0)
    )


def children_of(leaves: Iterable[Path]) -> Mapping[Path, tuple[Path, ...]]:
    """Return what stands directly below each level, in the order of the indicators.

    >>> children_of([("一", "甲"), ("一", "乙")])
    {(): (('一',),), ('一',): (('一', '甲'), ('一', '乙'))}
    """
    below: dict[Path, dict[Path, None]] = {}
    for leaf in leaves:
        for depth in range(len(leaf)):
            below.setdefault(leaf[:depth], {})[leaf[: depth + 1]] = None
    return {path: tuple(children) for path, children in below.items()}


def _share_out(path: Path, below: Mapping[Path, tuple[Path, ...]], written: Mapping[Path, Fraction], weights: dict[Path, Fraction]) -> None:
    children = below.get(path, ())
    open_ones = [child for child in children if child not in written]
    rest = weights[path] - sum((written[child] for child in children if child in written), Fraction(0))
    share = max(rest, Fraction(0)) / len(open_ones) if open_ones else Fraction(0)
    for child in children:
        weights[child] = written.get(child, share)
        _share_out(child, below, written, weights)


def _by_indicator(leaves: tuple[Path, ...], written: Mapping[Path, Fraction], full: Fraction) -> Mapping[Path, Fraction]:
    open_ones = [leaf for leaf in leaves if leaf not in written]
    rest = full - sum((written[leaf] for leaf in leaves if leaf in written), Fraction(0))
    share = max(rest, Fraction(0)) / len(open_ones) if open_ones else Fraction(0)
    weights: dict[Path, Fraction] = {(): full}
    for leaf in leaves:
        weight = written.get(leaf, share)
        weights[leaf] = weight
        for depth in range(1, len(leaf)):
            weights[leaf[:depth]] = weights.get(leaf[:depth], Fraction(0)) + weight
    return weights
