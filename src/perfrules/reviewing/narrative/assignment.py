"""Assignments: every quantity of a goal gets at most one row, every row one quantity, with the best sum of scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

__all__ = ["assign"]

_MOST_EXACT = 7
"""Quantities that contend for rows and are still tried in every way: beyond that the best score comes first."""

Scores = Mapping[int, Mapping[int, int]]


def assign(scores: Scores) -> dict[int, int]:
    """Return for each left key the right key it gets, given the scores of all pairs that are possible.

    >>> assign({0: {0: 9, 1: 8}, 1: {0: 7}})
    {0: 1, 1: 0}
    """
    chosen: dict[int, int] = {}
    for group in _components(scores):
        one = {left: scores[left] for left in group}
        chosen |= _best(one) if len(group) <= _MOST_EXACT else _greedy(one)
    return chosen


def _components(scores: Scores) -> Iterable[list[int]]:
    """Yield the left keys that contend with each other for some right key, directly or by others."""
    parent = {left: left for left in scores}

    def root(left: int) -> int:
        while parent[left] != left:
            parent[left] = parent[parent[left]]
            left = parent[left]
        return left

    owner: dict[int, int] = {}
    for left, row in scores.items():
        for right in row:
            parent[root(left)] = root(owner.setdefault(right, left))
    groups: dict[int, list[int]] = {}
    for left in scores:
        groups.setdefault(root(left), []).append(left)
    return groups.values()


def _greedy(scores: Scores) -> dict[int, int]:
    pairs = sorted((-score, left, right) for left, row in scores.items() for right, score in row.items())
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, left, right in pairs:
        if left not in chosen and right not in taken:
            chosen[left] = right
            taken.add(right)
    return chosen


_MOST_CHOICES = 4


def _best(scores: Scores) -> dict[int, int]:
    """Return the assignment with the highest sum, found by trying the few best rows of each."""
    keys = list(scores)
    if len(keys) == 1:
        row = scores[keys[0]]
        return {keys[0]: max(row, key=lambda right: (row[right], -right))} if row else {}
    choices = [sorted(scores[key].items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_CHOICES] for key in keys]
    _, picks = _tried(choices, 0, frozenset())
    return {key: pick for key, pick in zip(keys, picks, strict=True) if pick is not None}


def _tried(choices: Sequence[Sequence[tuple[int, int]]], at: int, taken: frozenset[int]) -> tuple[int, tuple[int | None, ...]]:
    if at == len(choices):
        return 0, ()
    best: tuple[int, tuple[int | None, ...]] | None = None
    for right, score in choices[at]:
        if right not in taken:
            rest, picks = _tried(choices, at + 1, taken | {right})
            if best is None or rest + score > best[0]:
                best = (rest + score, (right, *picks))
    # Nobody goes without a row that is free, unless another gains more by it.
    rest, picks = _tried(choices, at + 1, taken) if best is None or any(right in taken for right, _ in choices[at]) else (-1, ())
    return best if best is not None and best[0] >= rest else (rest, (None, *picks))
