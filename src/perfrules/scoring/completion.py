"""Completion (完成比例): how much of its target a value reaches, as a function of the value.

Above a lower bound L it is `x ÷ L`. Beyond an upper bound H the regulations are silent, and an option of the policy says: `2 - x ÷ H`
(超一倍归零), `H ÷ x` (按比值) or nothing (超出计零). On both sides of a value that is best at its target it falls to nothing at a
distance of `width` times the bound. Bounds of zero or less have no ratio; what is taken for them is noted.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from perfrules.scoring.piecewise import Piece, constant
from perfrules.scoring.policy import Equal, Negative, Policy, Reverse
from perfrules.scoring.subject import Subject
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.interval import Interval
from perfrules.value.verdict import Direction

__all__ = ["Completion"]

_ONE, _ZERO = Fraction(1), Fraction(0)


class Completion:
    """The completion of one target under the options of a policy, with a note for each option that had to be assumed.

    `top` is a completion beyond all that the policy tells apart: `H ÷ x` has no end where x comes to zero.
    """

    def __init__(self, policy: Policy, subject: Subject, wanted: Interval, top: Fraction) -> None:
        self.policy = policy
        self.wanted = wanted
        self.top = top
        self.target = str(subject.target)
        self.notes: list[Diagnostic] = []
        self.is_exact = subject.direction is Direction.EXACT
        self.width = policy.width or _ONE if self.is_exact else _ONE

    def note(self, code: str, **args: str) -> None:
        """Remember what had to be assumed."""
        self.notes.append(Diagnostic(code, {"target": self.target, **args}))

    def below(self) -> Iterator[Piece]:
        """Yield the completion of values below the target."""
        bound = self.wanted.low
        if bound is None:
            return
        beyond = Interval(None, bound, False, not self.wanted.low_closed)
        if bound <= 0:
            self._note_no_ratio(bound)
        if bound <= 0 or (self.is_exact and self.policy.equal is Equal.EXACT):
            yield constant(beyond, _ZERO)
        else:
            yield Piece(beyond, 1 - 1 / self.width, 1 / (bound * self.width))

    def within(self) -> Iterator[Piece]:
        """Yield the completion of values that meet the target: what they reach beyond it counts where it has one bound."""
        low, high = self.wanted.low, self.wanted.high
        if high is None and low is not None and low > 0:
            yield Piece(self.wanted, _ZERO, 1 / low)
        elif low is None and high is not None and high > 0:
            yield from self._spared(high)
        else:
            yield constant(self.wanted, _ONE)

    def above(self) -> Iterator[Piece]:
        """Yield the completion of values above the target."""
        bound, opened = self.wanted.high, not self.wanted.high_closed
        if bound is None:
            return
        beyond = Interval(bound, None, opened)
        if self.is_exact:
            yield self._off_the_mark(beyond, bound)
        elif bound == 0:
            self._note_no_ratio(bound)
            yield constant(beyond, _ZERO)
        elif bound < 0:
            yield self._negative(beyond, bound)
        else:
            yield self._exceeding(beyond, bound)

    def _exceeding(self, beyond: Interval, bound: Fraction) -> Piece:
        if self.policy.reverse is None:
            self.note("N621", option=Reverse.LINEAR.value)
        match self.policy.reverse:
            case Reverse.RATIO:
                return Piece(beyond, _ZERO, _ZERO, bound)
            case Reverse.ZERO:
                return constant(beyond, _ZERO)
            case _:
                return Piece(beyond, Fraction(2), -1 / bound)

    def _spared(self, bound: Fraction) -> Iterator[Piece]:
        """Yield the completion of values that stay below an upper bound."""
        match self.policy.reverse:
            case Reverse.RATIO:
                yield Piece(self.wanted.meet(Interval(_ZERO, None)), _ZERO, _ZERO, bound)
                yield constant(Interval(None, _ZERO, False, True), self.top)
            case Reverse.ZERO | Reverse.STEPS:
                yield constant(self.wanted, _ONE)
            case _:
                yield Piece(self.wanted, Fraction(2), -1 / bound)

    def _negative(self, beyond: Interval, bound: Fraction) -> Piece:
        """Return the completion above a bound below zero: of a fall by 30%, a fall by 15% is one half."""
        if self.policy.negative is None:
            self.note("N630", option=Negative.RATIO.value)
        return constant(beyond, _ZERO) if self.policy.negative is Negative.MET else Piece(beyond, _ZERO, 1 / bound)

    def _off_the_mark(self, beyond: Interval, bound: Fraction) -> Piece:
        """Return the completion above a value that is best at its target."""
        is_point = self.wanted.is_point
        if self.policy.equal in (Equal.AT_LEAST, Equal.REVIEW) and is_point:
            return constant(beyond, _ONE)
        if self.policy.equal is Equal.EXACT:
            return constant(beyond, _ZERO)
        if self.policy.equal is not Equal.TWO_SIDED:
            self.note("N628", option=Equal.TWO_SIDED.value)
        if bound <= 0:
            self._note_no_ratio(bound)
            return constant(beyond, _ZERO)
        return Piece(beyond, 1 + 1 / self.width, -1 / (bound * self.width))

    def _note_no_ratio(self, bound: Fraction) -> None:
        """Note that a bound has no ratio, unless the policy says what happens then."""
        if bound < 0:
            if self.policy.negative is None:
                self.note("N624")
        elif self.policy.zero is None:
            self.note("N620" if self.wanted.high is None else "N623")
