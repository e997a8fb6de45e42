"""Scorers: a policy bound to a target, checked once, ready to give marks to any number of values."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property

from attrs import evolve, field, frozen

from perfrules.scoring.lower import Lowering, lower
from perfrules.scoring.over import excess_of, lessened
from perfrules.scoring.piecewise import Piecewise
from perfrules.scoring.policy import ByName, Direct, Equal, Grading, Manual, Policy
from perfrules.scoring.subject import Subject
from perfrules.target.body import Change, Form, Measure
from perfrules.target.render import text_of_values
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.interval import Interval, IntervalSet
from perfrules.value.numeral import write_number
from perfrules.value.verdict import Direction

__all__ = ["Scorer", "Shares", "bind"]

_ONE, _ZERO = Fraction(1), Fraction(0)
_MANY = 8
"""Pieces that are told apart; of more steps than that, the outer three on each side are, and the others are one."""
_COUNTS = Interval(_ZERO, None, True)
Shares = tuple[Fraction, Fraction]
"""The smallest and the largest share of the weight that is still possible."""

NOTHING_KNOWN: Shares = (_ZERO, _ONE)


@frozen(slots=False, eq=False)
class Scorer:
    """A policy lowered to a function of the measured value (`curve`), or of the word that was reached.

    `notes` say what had to be assumed where the regulations are silent. `least` and `most` are what is left of `curve` once
    over-achievement, from `excess` on, is looked at.
    """

    policy: Policy
    subject: Subject
    curve: Piecewise | None = None
    notes: tuple[Diagnostic, ...] = field(default=())
    excess: Fraction | None = None
    least: Piecewise | None = None
    most: Piecewise | None = None

    def share(self, value: Fraction) -> Fraction:
        """Return the share of the weight for a measured value, in base units, before over-achievement is looked at."""
        assert self.curve is not None
        return self.curve.at(value)

    def shares(self, value: Fraction) -> Shares:
        """Return the smallest and largest share for a value: they differ where a person has to decide."""
        return self.shares_of(value.numerator, value.denominator)

    def shares_of(self, n: int, d: int) -> Shares:
        """Return the shares for the value n ÷ d, `d` above zero."""
        if self.least is None or self.most is None:
            return NOTHING_KNOWN
        share = self.most.at_ratio(n, d)
        return (share, share) if self.least is self.most else (self.least.at_ratio(n, d), share)

    def flags(self, value: Fraction, completion: Fraction | None) -> Iterator[Diagnostic]:
        """Yield what a person has to do about a value: explain it, decide on it, look at it again."""
        policy, target = self.policy, str(self.subject.target)
        over = policy.over
        if self.excess is not None and over is not None and (value > self.excess or (value == self.excess and not over.is_strict)):
            yield Diagnostic("N632", {"target": target, "option": str(policy.over)})
        if policy.explain is not None and completion is not None and completion < policy.explain:
            yield Diagnostic("N633", {"target": target, "share": f"{write_number(policy.explain * 100)}%"})
        wanted = self.subject.target.body
        if policy.equal is Equal.REVIEW and isinstance(wanted, Measure) and wanted.values.the_point not in (None, value):
            yield Diagnostic("N634", {"target": target})

    def range_over(self, values: IntervalSet) -> Shares:
        """Return the smallest and largest share of all values in a set."""
        if self.least is None or self.most is None or values.is_empty:
            return NOTHING_KNOWN
        return min(self.least.range_over(one)[0] for one in values), max(self.most.range_over(one)[1] for one in values)

    @cached_property
    def whole_range(self) -> Shares:
        """Return the smallest and largest share there is."""
        return self.range_over(IntervalSet((Interval(),)))

    def word_shares(self, word: str, answer: bool | None) -> Shares:
        """Return the shares of a word: by the scale where it has the word, else by whether the target is met."""
        form, scale = self.policy.form, self.subject.scale
        if isinstance(form, Manual):
            return NOTHING_KNOWN
        if scale is not None and isinstance(form, Grading):
            if (shares := scale.shares(word)) is not None:
                return shares
            if answer is False:
                (low, high), (least, most) = self.verdict_shares(answer), scale.between(word)
                return min(max(low, least), high), min(high, most)
        return self.verdict_shares(answer)

    def verdict_shares(self, answer: bool | None) -> Shares:
        """Return the shares that follow from the bare verdict."""
        if isinstance(self.policy.form, Manual):
            return NOTHING_KNOWN
        least = _ZERO
        if isinstance(self.policy.form, Direct):
            otherwise = Lowering(self.policy, self.subject).share(self.policy.form.otherwise)
            least = otherwise if isinstance(otherwise, Fraction) else _ZERO
        if isinstance(self.policy.form, Grading) and self.subject.scale is not None and answer is False:
            return self.subject.scale.steps[-1].low, self.subject.scale.below(str(self.subject.target))
        return {True: (_ONE, _ONE), False: (least, least), None: (least, _ONE)}[answer]

    def outcomes(self) -> Iterator[tuple[str, IntervalSet | str]]:
        """Yield what can come out, by name: each band of values with the same treatment, or each word of the scale."""
        scale = self.subject.scale
        if self.curve is not None:
            yield from self._value_outcomes(self.curve)
        elif isinstance(self.policy.form, Grading) and scale is not None:
            yield from ((step.word, step.word) for step in scale.steps)

    def _value_outcomes(self, curve: Piecewise) -> Iterator[tuple[str, IntervalSet | str]]:
        unit = self.subject.unit
        pieces = [piece for piece in curve.pieces if not (unit.discrete and piece.interval.meet(_COUNTS).on_integers().is_empty)]
        middle = pieces[3:-3] if len(pieces) > _MANY else []
        for piece in pieces:
            if piece in middle:
                continue
            values = IntervalSet((piece.interval,))
            said = f"得 {write_number(piece.start * 100)}%" if piece.is_constant else "按比例"
            yield f"{text_of_values(values, unit)} {said}" if self._is_shown else said, values
        if middle:
            yield "中间各档", IntervalSet.of(piece.interval for piece in middle)

    @property
    def _is_shown(self) -> bool:
        return isinstance(self.subject.target.body, Measure | Change)

    def edges(self) -> tuple[Fraction, ...]:
        """Return the values at which the marks or their slope change; of many steps the outer ones."""
        curves = (one for one in (self.curve, self.least) if one is not None)
        edges = tuple(sorted({edge for one in curves for edge in one.edges()}))
        return (*edges[:3], *edges[-3:]) if len(edges) > _MANY else edges

    def derivation(self, value: Fraction, weight: Fraction) -> str:
        """Return how the marks came about: `≥95% vs 90.25% → 0.95 × 10 = 9.5`."""
        shares = self.shares(value)
        said = [write_number(share) for share in shares]
        marks = [write_number(share * weight) for share in shares]
        one = shares[0] == shares[1]
        product = f"{said[0] if one else '~'.join(said)} × {write_number(weight)} = {marks[0] if one else '~'.join(marks)}"
        if not self._is_shown or self.subject.required is None:
            return product
        required = text_of_values(self.subject.required, self.subject.unit)
        return f"{required} vs {text_of_values(IntervalSet.point(value), self.subject.unit, Form.BARE)} → {product}"


def bind(policy: Policy, subject: Subject) -> Scorer | Diagnostic:
    """Return the scorer of a policy for a target, or the one reason why they do not fit together.

    Checked here, once: every value has a share between nothing and all, no value has two, and a better value never gets less.
    What over-achievement takes away is a named exception to the last.

    >>> from perfrules.scoring import parse_policy
    >>> from perfrules.target import parse_target
    >>> target = parse_target("≥100家")
    >>> scorer = bind(parse_policy("按完成比例，不足 60% 计零"), Subject(target, Direction.HIGHER, target.body.values))
    >>> [str(scorer.share(Fraction(value))) for value in (120, 100, 60, 59)]
    ['1', '1', '3/5', '0']
    """
    if isinstance(policy.form, ByName):
        return Diagnostic("E701", {"name": policy.form.name})
    if isinstance(policy.form, Manual):
        return Scorer(policy, subject)
    if not subject.is_measured:
        return _in_words(policy, subject)
    if isinstance(policy.form, Grading):
        return Diagnostic("E677", {"policy": str(policy), "target": str(subject.target)})
    lowered = lower(policy, subject)
    if isinstance(lowered, Diagnostic):
        return lowered
    curve, notes = lowered
    return _checked(Scorer(policy, subject, curve, notes))


def _in_words(policy: Policy, subject: Subject) -> Scorer | Diagnostic:
    """Return the scorer of a target that is not measured: by its scale, or all or nothing."""
    if isinstance(policy.form, Grading):
        if subject.scale is None and policy.form.scale:
            return Diagnostic("E702", {"name": policy.form.scale})
        note = () if subject.scale is not None else (Diagnostic("N627", {"target": str(subject.target)}),)
        return Scorer(policy, subject, None, note)
    if isinstance(policy.form, Direct):
        return Scorer(policy, subject)
    return Scorer(policy, subject, None, (Diagnostic("N626", {"target": str(subject.target), "policy": str(policy)}),))


def _checked(scorer: Scorer) -> Scorer | Diagnostic:
    curve, subject = scorer.curve, scorer.subject
    assert curve is not None
    assert curve.is_bounded(), "awards are checked one by one, so no policy can go beyond them"
    peak = subject.wanted or Interval()
    two_sided = peak.low is not None and peak.high is not None
    possible = (
        Piecewise.of(evolve(piece, interval=piece.interval.meet(_COUNTS)) for piece in curve.pieces) if subject.unit.discrete else curve
    )
    fall = possible.first_fall(Direction.EXACT if two_sided else subject.direction, peak)
    if fall is not None and subject.wanted is not None:
        at = text_of_values(IntervalSet.point(fall), subject.unit)
        return Diagnostic("E704", {"policy": str(scorer.policy), "value": at, "direction": subject.direction.value})
    return _with_over(scorer, curve)


def _with_over(scorer: Scorer, curve: Piecewise) -> Scorer | Diagnostic:
    """Return a scorer that takes away what over-achievement costs."""
    over, share = scorer.policy.over, Lowering(scorer.policy, scorer.subject).share
    if over is None:
        return evolve(scorer, least=curve, most=curve)
    award, most = (None if one is None else share(one) for one in (over.award, over.most))
    if isinstance(award, Diagnostic):
        return award
    if isinstance(most, Diagnostic):
        return most
    excess = excess_of(scorer.policy, scorer.subject)
    left = (curve, curve) if excess is None else lessened(curve, excess, over, award, most)
    return evolve(scorer, excess=excess, least=left[0], most=left[1])
