"""Scales with shares (量表): grades in words and how much of the marks each gets."""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import frozen

from perfrules.text.diagnostic import Diagnostic
from perfrules.text.fold import Folded, fold
from perfrules.value.numeral import write_number

__all__ = ["Scale", "parse_scale"]

_STEP = re.compile(r"\s*([^\s>0-9]+)\s*([0-9]+(?:\.[0-9]+)?)\s*%\s*")
_NAME = re.compile(r"\s*([^\s:]+)\s*:")


@frozen
class Scale:
    """Words from best to worst, each with its share of the marks.

    >>> parse_scale("健全性：健全 100% > 基本健全 80% > 不健全 0%").share("基本健全")
    Fraction(4, 5)
    """

    name: str
    steps: tuple[tuple[str, Fraction], ...]

    def share(self, word: str) -> Fraction | None:
        """Return the share of a word; `None` if the scale does not have it."""
        return next((share for step, share in self.steps if step == word), None)

    def __str__(self) -> str:
        return f"{self.name}：" + " > ".join(f"{word} {write_number(share * 100)}%" for word, share in self.steps)


def parse_scale(text: str) -> Scale | tuple[Diagnostic, ...]:
    """Return the scale that a text writes: `名称：最好 100% > 较好 80% > 不好 0%`, shares falling."""
    folded = fold(text, markup=False)
    name = _NAME.match(folded.text)
    if name is None:
        return (_wrong("E670", folded, 0, len(folded.text)),)
    steps: list[tuple[str, Fraction]] = []
    start = name.end()
    for part in folded.text[start:].split(">"):
        match = _STEP.fullmatch(part)
        if match is None:
            return (_wrong("E670", folded, start, start + len(part)),)
        share = Fraction(match[2]) / 100
        if share > 1 or (steps and share >= steps[-1][1]) or match[1] in dict(steps):
            return (_wrong("E671", folded, start, start + len(part), word=match[1]),)
        steps.append((match[1], share))
        start += len(part) + 1
    return Scale(name[1], tuple(steps))


def _wrong(code: str, folded: Folded, start: int, end: int, **args: str) -> Diagnostic:
    part = folded.text[start:end]
    end = start + len(part.rstrip())
    start = min(end, start + len(part) - len(part.lstrip()))
    return Diagnostic(code, args, folded.written, folded.span(start, end))
