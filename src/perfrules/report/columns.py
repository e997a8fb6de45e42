"""Text in columns: cutting, padding and wrapping by the width that a person sees."""

from __future__ import annotations

from collections.abc import Sequence

from perfrules.text.span import display_width

__all__ = ["cut", "pad", "share_out", "wrap"]

_AFTER = "、，。；：）」 ,;:)/-"
"""A line breaks best behind one of these."""

_NEVER_FIRST = "、，。；：）」”,;:)%"
"""A line never begins with one of these."""


def pad(text: str, width: int) -> str:
    """Return `text` filled with blanks up to `width` columns."""
    return text + " " * (width - display_width(text))


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """Return `text`, shortened to `width` columns with an ellipsis where it is longer.

    >>> cut("拟订全市科技创新战略", 9), cut("健全", 9)
    ('拟订全市…', '健全')
    """
    if display_width(text) <= width:
        return text
    room = max(width - display_width(ellipsis), 1)
    return text[: _fitting(text, room)].rstrip() + ellipsis


def wrap(text: str, width: int) -> list[str]:
    """Return the lines of `text`, each at most `width` columns wide, broken behind punctuation where that is near.

    >>> wrap("要求 ≥17500家，实际 16800家", 16)
    ['要求 ≥17500家，', '实际 16800家']
    """
    lines: list[str] = []
    rest = text.strip()
    while display_width(rest) > width:
        end = _fitting(rest, max(width, 2))
        near = max((index + 1 for index in range(end * 2 // 3, end) if rest[index] in _AFTER), default=end)
        near = end if end < len(rest) and rest[end] == " " else near
        if near > 1 and rest[near : near + 1] in tuple(_NEVER_FIRST):
            near -= 1
        lines.append(rest[:near].rstrip())
        rest = rest[near:].lstrip()
    return [*lines, rest]


def _fitting(text: str, width: int) -> int:
    """Return how many leading characters fit into `width` columns, at least one."""
    used = 0
    for index, char in enumerate(text):
        used += display_width(char)
        if used > width:
            return max(index, 1)
    return len(text)


def share_out(natural: Sequence[int], least: Sequence[int], room: int) -> list[int] | None:
    """Return widths that fill at most `room`: the widest columns give way first; `None` where not even the least fit.

    >>> share_out([30, 8, 20], [10, 8, 8], 40), share_out([30, 8, 20], [10, 8, 8], 20)
    ([16, 8, 16], None)
    """
    widths = list(natural)
    floor = [min(pair) for pair in zip(natural, least, strict=True)]
    if sum(floor) > room:
        return None
    while sum(widths) > room:
        widest = max((index for index in range(len(widths)) if widths[index] > floor[index]), key=lambda index: widths[index])
        widths[widest] -= 1
    return widths
