"""Lines that were meant as one: borders drawn a hair apart, which would make columns where there are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["lines_apart"]


def lines_apart(positions: Sequence[int], least: int, spans: Iterable[tuple[int, int]]) -> list[int]:
    """Return for each line between columns the number of the one that it is taken as, where lines closer than `least` are one.

    A border that was moved by hand in some rows leaves a sliver of a column, and would set the cells below a heading in
    another column than the heading. No cell may vanish by it: `spans` are the first and last lines of the cells.

    >>> lines_apart([0, 100, 104, 200], 10, [(0, 1), (1, 3), (0, 2), (2, 3)])
    [0, 1, 1, 2]
    """
    lines: list[int] = []
    start, number = 0, -1
    for position in positions:
        if not lines or position - start >= least:
            start, number = position, number + 1
        lines.append(number)
    return list(range(len(positions))) if any(lines[first] == lines[last] for first, last in spans) else lines
