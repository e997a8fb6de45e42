"""Laws: what becomes of every actual value of one target, as a few stretches of numbers with the same treatment each.

A law is made by asking the scalar passes: at every value where something can change, and inside every stretch between two of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from attrs import evolve, frozen

from perfrules.bulk.oracle import Oracle, note_codes
from perfrules.evaluation.criterion import Criterion
from perfrules.evaluation.result import Result
from perfrules.target import Target
from perfrules.target.body import Change, Dates, Form, Graded, Measure, Prose
from perfrules.target.decide import as_target
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.interval import IntervalSet
from perfrules.value.unit import NO_UNIT, Unit
from perfrules.value.verdict import Verdict

__all__ = ["AMBIGUOUS", "Kind", "Law", "Line", "Outcome", "Sampler", "law_of", "outcome_of", "unit_scale_of"]

AMBIGUOUS = "percent_or_fraction"
_ONE, _ZERO = Fraction(1), Fraction(0)
_INSIDE = tuple(Fraction(n, 16) for n in (8, 5, 12, 2, 14, 7, 3, 10))
_FAR = (1, 2, 5, 11, 100, 1000, 12, 13)
_ENOUGH = 3
"""Places that tell a line, and check it."""


@frozen
class Kind:
    """What actual values of one sort have in common: their unit, how they are written, and what is noted about them."""

    unit: Unit = NO_UNIT
    label: str = ""
    notes: tuple[Diagnostic, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """Return what two kinds share that are treated alike."""
        unit = self.unit
        return (unit.symbol, unit.label, unit.dimension, unit.factor, self.label, tuple(note.code for note in self.notes))

    def at(self, number: Fraction) -> Target:
        """Return the actual value of a number of the unit."""
        return Target(Measure(IntervalSet.point(number * self.unit.factor), self.unit, Form.BARE), self.label, self.notes)


@frozen
class Line:
    """`start + slope · c + hyper ÷ c`, of which one of the last two is nothing."""

    start: Fraction
    slope: Fraction = _ZERO
    hyper: Fraction = _ZERO

    def at(self, c: Fraction) -> Fraction:
        """Return the value at a place."""
        return self.start + self.slope * c + (self.hyper / c if self.hyper else _ZERO)

    def times(self, factor: Fraction) -> Line:
        """Return the line with every value multiplied."""
        return Line(self.start * factor, self.slope * factor, self.hyper * factor)


@frozen
class Outcome:
    """What a stretch of values comes to; `shortfall` is in units of the scale, `low` and `high` are marks before rounding."""

    verdict: Verdict
    reason: str
    notes: str = ""
    completion: Line | None = None
    shortfall: Line | None = None
    shortfall_unit: str = ""
    low: Line | None = None
    high: Line | None = None


@frozen(eq=False)
class Law:
    """Outcomes over `c`, the actual number over `factor` times the scale of the target.

    `outcomes` has one more than twice the `criticals`: below the first, at it, between it and the second, and so on. `missing` is
    what no value comes to, `infinite` what is no number; `doubtful` is what a bare number comes to that may be a percentage or a
    fraction, with `edges` the bounds near which it may be.
    """

    criticals: tuple[Fraction, ...]
    outcomes: tuple[Outcome, ...]
    missing: Outcome
    infinite: Outcome
    factor: Fraction = _ONE
    doubtful: Outcome | None = None
    edges: tuple[Fraction, ...] = ()

    @property
    def meaning(self) -> tuple[object, ...]:
        """Return what two laws must share to be the same."""
        return (self.criticals, self.outcomes, self.missing, self.infinite, self.factor, self.doubtful, self.edges)

    def place(self, c: Fraction) -> int:
        """Return which of the outcomes a place has."""
        return sum(2 if c > edge else int(c == edge) for edge in self.criticals)


def law_of(oracle: Oracle, kind: Kind, scale: Fraction = _ONE) -> Law | None:
    """Return the law of a target for one kind of numbers; `None` where stretches of values do not tell everything.

    With a `scale`, the target's number is that many units, and places are counted in it.
    """
    sampler = Sampler(oracle, kind, scale)
    edges = sampler.doubtful_edges()
    if edges is None:
        return None
    criticals = sampler.criticals()
    try:
        outcomes = tuple(sampler.outcomes(criticals))
    except _NoLineError:
        return None
    doubt = sampler.doubt() if edges else None
    return Law(criticals, outcomes, _missing(oracle), _infinite(oracle), sampler.factor, doubt, edges)


def outcome_of(oracle: Oracle, result: Result) -> Outcome:
    """Return the one outcome of a single judgement, with everything as plain numbers."""
    completion, shortfall, shares = result.completion, result.shortfall, oracle.shares(result)
    low, high = (None, None) if shares is None else (_marks(oracle, one) for one in shares)
    return Outcome(
        result.verdict,
        result.reason,
        note_codes(result.notes),
        None if completion is None else Line(completion),
        None if shortfall is None else Line(shortfall.number),
        "" if shortfall is None else str(shortfall.unit),
        low,
        high,
    )


def _marks(oracle: Oracle, share: Fraction) -> Line:
    assert oracle.weight is not None
    return Line(share * oracle.weight)


def _missing(oracle: Oracle) -> Outcome:
    return outcome_of(oracle, oracle.result(as_target(None)))


def _infinite(oracle: Oracle) -> Outcome:
    return outcome_of(oracle, oracle.unreadable("∞", ()))


class _NoLineError(Exception):
    """What a stretch comes to is no line: such values are looked at one by one."""


class Sampler:
    """One target asked about many values of one kind."""

    def __init__(self, oracle: Oracle, kind: Kind, scale: Fraction) -> None:
        self.oracle = oracle
        self.kind = kind
        self.scale = scale
        self.one = oracle.completed(kind.at(_ONE))
        self.meant, self.wanted = _unit_of(self.one), _unit_of(oracle.target)
        self.factor = _ONE if scale == 1 else self.factor_of(self.wanted)

    def factor_of(self, unit: Unit) -> Fraction:
        """Return how many of its own units the number 1 of this kind is."""
        return unit.factor / unit_scale_of(unit, self.one)

    def result(self, c: Fraction) -> Result:
        """Return the judgement at a place."""
        return self.oracle.result(self.kind.at(c * self.factor * self.scale))

    def criticals(self) -> tuple[Fraction, ...]:
        """Return the places at which anything can change."""
        found = {place for one in _leaves(self.oracle.criterion) for place in self._places(one)}
        return tuple(sorted(found))

    def _places(self, criterion: Criterion) -> Iterator[Fraction]:
        """Yield the places of one criterion: its bounds, the middle between two of them, and where marks bend."""
        body = criterion.target.body
        if isinstance(body, Graded | Prose):
            yield _ZERO
        if criterion.required is None or isinstance(body, Dates):
            return
        bounds = criterion.required.boundaries()
        middles = ((low + high) / 2 for low, high in pairwise(bounds))
        places = [*bounds, *(one for one in middles if not criterion.required.contains(one))]
        if criterion is self.oracle.criterion:
            places.extend(self._bends())
        per = self._base_per_place(_unit_of(criterion.target))
        yield from (place / per for place in places)
        if isinstance(body, Change):
            yield from (-place / per for place in places)

    def _bends(self) -> Iterator[Fraction]:
        scorer = self.oracle.scorer
        if scorer is None:
            return
        for curve in dict.fromkeys(one for one in (scorer.curve, scorer.least, scorer.most) if one is not None):
            yield from curve.edges()

    def _base_per_place(self, wanted: Unit) -> Fraction:
        """Return how many base units of the target one place is."""
        return unit_scale_of(wanted, self.one) * self.factor * self.scale

    def doubtful_edges(self) -> tuple[Fraction, ...] | None:
        """Return the bounds, as places, near which a bare number may be a fraction; `None` where that cannot be told for all at once."""
        leaves = list(_leaves(self.oracle.criterion))
        ratios = [one for one in leaves if self._is_doubtful(_unit_of(one.target), one.target)]
        if not ratios:
            return ()
        if len(leaves) > 1 or ratios[0].required is None:
            return None
        unit = _unit_of(ratios[0].target)
        found = tuple(sorted({abs(edge / unit.factor) / self.scale for edge in ratios[0].required.boundaries()}))
        return found if 0 < len(found) <= 2 else None

    def _is_doubtful(self, unit: Unit, target: Target) -> bool:
        return isinstance(target.body, Measure) and self.meant.is_bare and unit.is_ratio and unit.factor < 1

    def outcomes(self, criticals: Sequence[Fraction]) -> Iterator[Outcome]:
        """Yield the outcome of each stretch and each critical place, ascending."""
        if not criticals:
            yield outcome_of(self.oracle, self.result(Fraction(11)))
            return
        first, last = criticals[0], criticals[-1]
        yield self._stretch([first - step for step in _FAR])
        for low, high in pairwise(criticals):
            yield self._stretch([low])
            yield self._stretch([low + (high - low) * part for part in _INSIDE])
        yield self._stretch([last])
        yield self._stretch([last + step for step in _FAR])

    def _stretch(self, places: Sequence[Fraction]) -> Outcome:
        """Return what all places of a stretch come to; those in doubt are told apart elsewhere."""
        enough = min(len(places), 1 if self.oracle.criterion.parts else _ENOUGH)
        clear: list[tuple[Fraction, Outcome]] = []
        doubt: Result | None = None
        for place in places:
            result = self.result(place)
            if result.reason == AMBIGUOUS:
                doubt = result
            else:
                clear.append((place, outcome_of(self.oracle, result)))
            if len(clear) == enough:
                break
        if not clear and doubt is not None:
            return outcome_of(self.oracle, doubt)
        if len(clear) < enough:
            raise _NoLineError
        return self._scaled(clear[0][1]) if enough == 1 else self._through(clear, clear[0][1])

    def _through(self, asked: Sequence[tuple[Fraction, Outcome]], found: Outcome) -> Outcome:
        bare = {(one.verdict, one.reason, one.notes, one.shortfall_unit) for _, one in asked}
        if len(bare) > 1:
            raise _NoLineError
        lines = (_line([(place, pick(one)) for place, one in asked]) for pick in _NUMBERS)
        completion, shortfall, low, high = lines
        return self._scaled(evolve(found, completion=completion, shortfall=shortfall, low=low, high=high))

    def _scaled(self, outcome: Outcome) -> Outcome:
        return outcome if outcome.shortfall is None else evolve(outcome, shortfall=outcome.shortfall.times(1 / self.scale))

    def doubt(self) -> Outcome | None:
        """Return what a number comes to that may be a percentage or a fraction."""
        for number in (Fraction(1, 2), Fraction(1, 3), Fraction(-1, 2)):
            result = self.oracle.result(self.kind.at(number))
            if result.reason == AMBIGUOUS:
                return outcome_of(self.oracle, result)
        return None


def _start(line: Line | None) -> Fraction | None:
    return None if line is None else line.start


_NUMBERS: tuple[Callable[[Outcome], Fraction | None], ...] = (
    lambda one: _start(one.completion),
    lambda one: _start(one.shortfall),
    lambda one: _start(one.low),
    lambda one: _start(one.high),
)


def _line(points: Sequence[tuple[Fraction, Fraction | None]]) -> Line | None:
    """Return the line through points, straight or of the form h ÷ c; all but two of them only check it."""
    known = [(c, value) for c, value in points if value is not None]
    if not known:
        return None
    if len(known) < len(points):
        raise _NoLineError
    (c, first), (d, second) = known[0], known[1] if len(known) > 1 else known[0]
    if first == second:
        found = Line(first)
    else:
        slope = (second - first) / (d - c)
        found = Line(first - slope * c, slope)
        if c and d and any(found.at(place) != value for place, value in known):
            hyper = (second - first) / (1 / d - 1 / c)
            found = Line(first - hyper / c, _ZERO, hyper)
    if any((found.hyper and not place) or found.at(place) != value for place, value in known):
        raise _NoLineError
    return found


def _leaves(criterion: Criterion) -> Iterable[Criterion]:
    if not criterion.parts:
        yield criterion
    for part in criterion.parts:
        yield from _leaves(part)


def _unit_of(target: Target) -> Unit:
    body = target.body
    return body.unit if isinstance(body, Measure | Change) else NO_UNIT


def unit_scale_of(wanted: Unit, one: Target) -> Fraction:
    """Return how many base units of the target the actual number 1 is taken for: a bare number takes the unit of the other side."""
    assert isinstance(one.body, Measure)
    meant, base = one.body.unit, one.body.values.the_point
    assert base is not None
    if wanted.dimension == meant.dimension or not (wanted.is_bare or meant.is_bare):
        return base
    return base / meant.factor if wanted.is_bare else base * wanted.factor
