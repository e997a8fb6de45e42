"""Ledgers: rows of short cells under headings, aligned by the width that a person sees; the last column runs on below itself."""

from __future__ import annotations

from collections.abc import Sequence

from perfrules.report.columns import pad, wrap
from perfrules.text.span import display_width

__all__ = ["ledger"]

_GUTTER = 2
_LEAST_LAST = 16
_WIDEST = 28


def ledger(
    heading: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: frozenset[int] = frozenset(), width: int | None = None
) -> str:
    """Return rows as text; columns of `numbers` are set to the right.

    Cells wider than a name may be run on below themselves; the last column takes what is left of `width`.

    >>> print(ledger(["指标", "分值"], [["企业数", "10"], ["合格率", "5"]], numbers=frozenset({1})))
    指标    分值
    企业数    10
    合格率     5
    """
    cells = [[_flat(cell) for cell in row] for row in (heading, *rows)]
    count = len(heading)
    widths = [max(display_width(row[index]) for row in cells) for index in range(count)]
    if width is not None and sum(widths) + _GUTTER * (count - 1) > width:
        widths = [min(one, _WIDEST) for one in widths[:-1]] + widths[-1:]
        widths[-1] = max(_LEAST_LAST, width - sum(widths[:-1]) - _GUTTER * (count - 1))
    return "\n".join(line for row in cells for line in _lines(row, widths, numbers))


def _flat(cell: str) -> str:
    """Return a cell on one line; blanks in front of it are its depth."""
    return " " * (len(cell) - len(cell.lstrip(" "))) + " ".join(cell.split())


def _lines(row: Sequence[str], widths: Sequence[int], numbers: frozenset[int]) -> list[str]:
    parts = [wrap(cell, max(width, 2)) if display_width(cell) > width else [cell] for cell, width in zip(row, widths, strict=True)]
    lines: list[str] = []
    for index in range(max(map(len, parts))):
        shown = [part[index] if index < len(part) else "" for part in parts]
        placed = [
            " " * (width - display_width(one)) + one if column in numbers else pad(one, width)
            for column, (one, width) in enumerate(zip(shown, widths, strict=True))
        ]
        lines.append((" " * _GUTTER).join(placed).rstrip())
    return lines
