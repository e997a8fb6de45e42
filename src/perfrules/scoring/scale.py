"""Scales with shares (量表): grades in words and how much of the marks each gets."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from perfrules.target import parse_target
from perfrules.target.body import Graded
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError
from perfrules.text.fold import Folded, fold
from perfrules.value.lexicon import compare_words
from perfrules.value.numeral import write_number

__all__ = ["Scale", "Step", "parse_scale"]

_SHARE = r"([0-9]+(?:\.[0-9]+)?)\s*%"
_STEP = re.compile(rf"\s*([^\s>0-9]+)\s*{_SHARE}(?:\s*[-~至—]+\s*{_SHARE})?\s*")
_NAME = re.compile(r"\s*([^\s:]+)\s*:")


class Step(NamedTuple):
    """One word of a scale with the least and the most of the marks that it gets; a person decides between the two."""

    word: str
    low: Fraction
    high: Fraction

    @property
    def said(self) -> str:
        """Return the share as a line writes it."""
        ends = [f"{write_number(share * 100)}%" for share in dict.fromkeys((self.high, self.low))]
        return "~".join(ends)


@frozen
class Scale:
    """Words from best to worst, each with its share of the marks, or with a range in which a person decides.

    >>> scale = parse_scale("完成情况：达成 100%~80% > 部分达成 80%~60% > 未达成 0%")
    >>> scale.shares("部分达成"), scale.shares("未达成")
    ((Fraction(3, 5), Fraction(4, 5)), (Fraction(0, 1), Fraction(0, 1)))
    """

    name: str
    steps: tuple[Step, ...]

    def shares(self, word: str) -> tuple[Fraction, Fraction] | None:
        """Return the least and the most that a word gets, or another word that means the same; `None` if the scale has neither."""
        step = self._step(word)
        return None if step is None else (step.low, step.high)

    def below(self, word: str) -> Fraction:
        """Return the most that a word behind this one gets; that of the best where the scale does not have it."""
        step = self._step(word)
        worse = self.steps if step is None else self.steps[self.steps.index(step) + 1 :]
        return worse[0].high if worse else self.steps[0].high

    def between(self, word: str) -> tuple[Fraction, Fraction]:
        """Return the least and the most of a word that the scale does not have: that of the steps which it reaches and which reach it.

        >>> scale = parse_scale("健全性：健全 100% > 不够健全 60% > 不健全 0%")
        >>> scale.between("基本健全"), scale.between("甲")
        ((Fraction(3, 5), Fraction(1, 1)), (Fraction(0, 1), Fraction(1, 1)))
        """
        low = max((step.low for step in self.steps if compare_words(step.word, word)), default=self.steps[-1].low)
        high = min((step.high for step in self.steps if compare_words(word, step.word)), default=self.steps[0].high)
        return min(low, high), high

    def _step(self, word: str) -> Step | None:
        """Return the step of a word, else the one whose word is the same grade: 达成预期指标 is 达成年度指标."""
        exact = next((step for step in self.steps if step.word == word), None)
        if exact is not None or (meant := _grade(word)) is None:
            return exact
        return next((step for step in self.steps if _grade(step.word) == meant), None)

    def __str__(self) -> str:
        return f"{self.name}：" + " > ".join(f"{step.word} {step.said}" for step in self.steps)


@lru_cache(maxsize=1024)
def _grade(word: str) -> tuple[str, int, int] | None:
    """Return the scale of the vocabulary and the place on it that a word stands for; None where it is no single grade."""
    try:
        body = parse_target(word).body
    except PerfRulesError:
        return None
    match body:
        case Graded(clauses=((one,),)) if one.ordered and not one.subject:
            return one.scale, one.low, one.high
        case _:
            return None


def parse_scale(text: str) -> Scale | tuple[Diagnostic, ...]:
    """Return the scale that a text writes: `名称：最好 100% > 较好 80% > 不好 0%`, shares falling."""
    folded = fold(text, markup=False)
    name = _NAME.match(folded.text)
    if name is None:
        return (_wrong("E670", folded, 0, len(folded.text)),)
    steps: list[Step] = []
    start = name.end()
    for part in folded.text[start:].split(">"):
        match = _STEP.fullmatch(part)
        if match is None:
            return (_wrong("E670", folded, start, start + len(part)),)
        low, high = sorted(Fraction(share) / 100 for share in (match[2], match[3] or match[2]))
        step = Step(match[1], low, high)
        if high > 1 or (steps and not _falls(steps[-1], step)) or step.word in {one.word for one in steps}:
            return (_wrong("E671", folded, start, start + len(part), word=step.word),)
        steps.append(step)
        start += len(part) + 1
    return Scale(name[1], tuple(steps))


def _falls(before: Step, step: Step) -> bool:
    """Tell whether a step gets less than the one before; ranges may touch."""
    return step.high <= before.low and step.low < before.low


def _wrong(code: str, folded: Folded, start: int, end: int, **args: str) -> Diagnostic:
    part = folded.text[start:end]
    end = start + len(part.rstrip())
    start = min(end, start + len(part) - len(part.lstrip()))
    return Diagnostic(code, args, folded.written, folded.span(start, end))
