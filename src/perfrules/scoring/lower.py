"""Lowering: a policy bound to a target becomes a piecewise function of the measured value."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from perfrules.scoring.bands import band_pieces, curve_pieces
from perfrules.scoring.flanks import MAX_STEPS, above, below, falling_steps, with_floor, with_passing
from perfrules.scoring.piecewise import Piece, Piecewise, constant
from perfrules.scoring.policy import (
    Award,
    Bands,
    Curve,
    Direct,
    Equal,
    Mode,
    PerUnit,
    Policy,
    Ratio,
    Reverse,
    Side,
    Steps,
)
from perfrules.scoring.subject import Subject
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.interval import EVERYTHING, Interval
from perfrules.value.unit import Unit
from perfrules.value.unit_table import find_unit
from perfrules.value.verdict import Direction

__all__ = ["Lowering", "lower"]

_ONE, _ZERO = Fraction(1), Fraction(0)


class Lowering:
    """One policy being bound to one subject, with what had to be assumed."""

    def __init__(self, policy: Policy, subject: Subject) -> None:
        self.policy = policy
        self.subject = subject
        self.notes: list[Diagnostic] = []

    def note(self, code: str, **args: str) -> None:
        """Remember what had to be assumed."""
        self.notes.append(Diagnostic(code, args))

    def share(self, award: Award) -> Fraction | Diagnostic:
        """Return an award as a share of the weight."""
        if not award.is_points:
            return award.number if award.number <= 1 else Diagnostic("E667", {"award": str(award), "weight": "100%"})
        weight = self.subject.weight
        if not weight:
            return Diagnostic("E666", {"award": str(award)})
        if award.number > weight:
            return Diagnostic("E667", {"award": str(award), "weight": f"{weight}分"})
        return award.number / weight

    @property
    def reverse(self) -> Reverse:
        """Return how marks fall beyond an upper bound; where nothing is said, a note tells what is taken."""
        if self.policy.reverse is None:
            self.note("N621", option=Reverse.LINEAR.value)
        return self.policy.reverse or Reverse.LINEAR


def lower(policy: Policy, subject: Subject) -> tuple[Piecewise, tuple[Diagnostic, ...]] | Diagnostic:
    """Return the shares of a policy over the values of a measured target, with notes; or why they do not fit together."""
    lowering = Lowering(policy, subject)
    pieces = _pieces(lowering)
    if isinstance(pieces, Diagnostic):
        return pieces
    unique = {(note.code, *sorted(note.args.items())): note for note in lowering.notes}
    return Piecewise.of(pieces), tuple(unique.values())


def _pieces(lowering: Lowering) -> list[Piece] | Diagnostic:
    policy, subject = lowering.policy, lowering.subject
    match policy.form:
        case Direct(otherwise):
            return _direct(lowering, otherwise)
        case Bands(_, False):
            return band_pieces(policy.form, subject.unit, lowering.share)
        case Curve(_, False):
            return curve_pieces(policy.form, subject.unit, lowering.share)
        case PerUnit():
            return _per_unit(lowering, policy.form)
        case Steps():
            return _steps(lowering, policy.form)
        case Ratio() | Bands() | Curve():
            return _proportional(lowering)
        case _:
            return Diagnostic("E677", {"policy": str(policy), "target": str(subject.target)})


def _direct(lowering: Lowering, otherwise: Award) -> list[Piece] | Diagnostic:
    share = lowering.share(otherwise)
    if isinstance(share, Diagnostic):
        return share
    required = lowering.subject.required
    assert required is not None
    return [*(constant(one, _ONE) for one in required), *(constant(one, share) for one in EVERYTHING - required)]


def _met_or_not(lowering: Lowering, code: str) -> list[Piece] | Diagnostic:
    """Return all or nothing, with the note that says why no proportion is taken."""
    lowering.note(code, target=str(lowering.subject.target))
    return _direct(lowering, Award(_ZERO))


def _proportional(lowering: Lowering) -> list[Piece] | Diagnostic:
    subject, policy = lowering.subject, lowering.policy
    wanted = subject.wanted
    if not subject.is_proportional or wanted is None:
        return _met_or_not(lowering, "N622")
    if isinstance(policy.form, Ratio):
        return _ratio(lowering, wanted)
    bounds = [edge for edge in (wanted.low, wanted.high) if edge is not None]
    if len(set(bounds)) != 1 or bounds[0] <= 0:
        return _met_or_not(lowering, "N623" if bounds and bounds[0] == 0 else "N622")
    return _over_completion(lowering, bounds[0])


def _ratio(lowering: Lowering, wanted: Interval) -> list[Piece]:
    """Return the completion itself: full marks on the target, less on either side of it."""
    policy, subject = lowering.policy, lowering.subject
    full = constant(wanted, _ONE)
    pieces: Iterator[Piece] = iter([*_lower_flank(lowering, wanted), full, *_upper_flank(lowering, wanted)])
    if policy.floor is not None:
        pieces = with_floor(pieces, policy.floor)
    if policy.passing is not None:
        pieces = with_passing(pieces, policy.passing) if policy.passing < 1 else iter([*_direct_pieces(subject)])
    return list(pieces)


def _direct_pieces(subject: Subject) -> list[Piece]:
    assert subject.required is not None
    return [*(constant(one, _ONE) for one in subject.required), *(constant(one, _ZERO) for one in EVERYTHING - subject.required)]


def _lower_flank(lowering: Lowering, wanted: Interval) -> Iterator[Piece]:
    if wanted.low is None:
        return
    if wanted.low == 0:
        lowering.note("N623", target=str(lowering.subject.target))
    elif wanted.low < 0:
        lowering.note("N624", target=str(lowering.subject.target))
    if lowering.policy.equal is Equal.EXACT and lowering.subject.direction is Direction.EXACT:
        yield constant(Interval(None, wanted.low, False, not wanted.low_closed), _ZERO)
        return
    yield from below(wanted, _width(lowering))


def _upper_flank(lowering: Lowering, wanted: Interval) -> Iterator[Piece]:
    if wanted.high is None:
        return
    policy, exact = lowering.policy, lowering.subject.direction is Direction.EXACT
    if exact and policy.equal is Equal.AT_LEAST:
        yield constant(Interval(wanted.high, None, not wanted.high_closed), _ONE)
        return
    if exact and policy.equal is Equal.EXACT:
        yield constant(Interval(wanted.high, None, not wanted.high_closed), _ZERO)
        return
    if wanted.high == 0:
        lowering.note("N623", target=str(lowering.subject.target))
    if policy.reverse is Reverse.STEPS and policy.reverse_steps is not None:
        pieces = _flank_steps(lowering, policy.reverse_steps, wanted, upwards=True)
        if not isinstance(pieces, Diagnostic):
            yield from pieces
            return
    reverse = Reverse.LINEAR if exact or wanted.high == 0 else lowering.reverse
    yield from above(wanted, reverse, _width(lowering))


def _width(lowering: Lowering) -> Fraction:
    if lowering.subject.direction is not Direction.EXACT:
        return _ONE
    return lowering.policy.width or _ONE


def _over_completion(lowering: Lowering, bound: Fraction) -> list[Piece] | Diagnostic:
    """Return bands or a curve over the completion as pieces over the value: x/T where more is better, 2 - x/T where less is."""
    form = lowering.policy.form
    share_unit = find_unit("比例")
    pieces = (
        band_pieces(form, share_unit, lowering.share)
        if isinstance(form, Bands)
        else curve_pieces(form, share_unit, lowering.share)
        if isinstance(form, Curve)
        else []
    )
    if isinstance(pieces, Diagnostic):
        return pieces
    if lowering.subject.direction is Direction.LOWER:
        lowering.note("N621", option=Reverse.LINEAR.value)
        return [_mirrored(piece, bound) for piece in pieces]
    return [_scaled(piece, bound) for piece in pieces]


def _scaled(piece: Piece, bound: Fraction) -> Piece:
    one = piece.interval
    low, high = (None if end is None else end * bound for end in (one.low, one.high))
    return evolve(piece, interval=evolve(one, low=low, high=high), slope=piece.slope / bound)


def _mirrored(piece: Piece, bound: Fraction) -> Piece:
    one = piece.interval
    low, high = (None if end is None else (2 - end) * bound for end in (one.high, one.low))
    return Piece(Interval(low, high, one.high_closed, one.low_closed), piece.start + 2 * piece.slope, -piece.slope / bound)


def _steps(lowering: Lowering, steps: Steps) -> list[Piece] | Diagnostic:
    """Return full marks on the target and steps beyond it, on the side that is meant."""
    wanted = lowering.subject.wanted
    if wanted is None:
        return _met_or_not(lowering, "N622")
    if (steps.side is Side.BELOW and wanted.low is None) or (steps.side is Side.ABOVE and wanted.high is None):
        return Diagnostic("E678", {"side": steps.side.value, "target": str(lowering.subject.target)})
    if steps.mode is None:
        lowering.note("W660", steps=str(steps))
    pieces = [constant(wanted, _ONE)]
    for upwards in (False, True):
        flank = _flank_steps(lowering, steps, wanted, upwards=upwards)
        if isinstance(flank, Diagnostic):
            return flank
        pieces.extend(flank)
    return pieces


def _flank_steps(lowering: Lowering, steps: Steps, wanted: Interval, *, upwards: bool) -> list[Piece] | Diagnostic:
    bound = wanted.high if upwards else wanted.low
    if bound is None:
        return []
    share, step = lowering.share(steps.award), _step(lowering, steps, bound)
    if isinstance(share, Diagnostic):
        return share
    if step is None and not bound and find_unit(steps.unit).is_ratio:
        lowering.note("N623", target=str(lowering.subject.target))
        beyond = Interval(bound, None, not wanted.high_closed) if upwards else Interval(None, bound, False, not wanted.low_closed)
        return [constant(beyond, _ZERO)]
    if step is None or not step or not share:
        return Diagnostic("E679", {"steps": str(steps), "unit": str(lowering.subject.unit) or "（无单位）"})
    if 1 / share > MAX_STEPS and steps.mode is not Mode.EXACT:
        return Diagnostic("E700", {"limit": str(MAX_STEPS)})
    return list(falling_steps(steps, wanted, step, share, upwards=upwards))


def _step(lowering: Lowering, steps: Steps, bound: Fraction | None) -> Fraction | None:
    """Return a step in base units: 1% is one percentage point of a ratio, one per cent of any other target."""
    unit = lowering.subject.unit
    written = find_unit(steps.unit)
    if written.is_ratio and unit.is_ratio:
        lowering.note("N625", step=f"{steps.step}{steps.unit}")
        return steps.step * written.factor
    if written.is_ratio:
        return None if not bound else steps.step * written.factor * abs(bound)
    return _amount(steps.step, written, unit)


def _amount(number: Fraction, written: Unit, unit: Unit) -> Fraction | None:
    if written.is_bare:
        return number * unit.factor
    if written.symbol == "个百分点" and unit.is_ratio:
        return number / 100
    same = written.dimension == unit.dimension or (written.count and unit.count and (written.generic or unit.generic))
    return number * written.factor if same else None


def _per_unit(lowering: Lowering, form: PerUnit) -> list[Piece] | Diagnostic:
    share, step = lowering.share(form.award), _amount(form.step, find_unit(form.unit), lowering.subject.unit)
    if isinstance(share, Diagnostic):
        return share
    if not step or not share:
        return Diagnostic("E679", {"steps": str(form), "unit": str(lowering.subject.unit) or "（无单位）"})
    count = -(-1 // share)
    if count > MAX_STEPS:
        return Diagnostic("E700", {"limit": str(MAX_STEPS)})
    pieces = [constant(Interval(None, step), _ZERO)]
    pieces += [constant(Interval(step * n, step * (n + 1), True), share * n) for n in range(1, count)]
    return [*pieces, constant(Interval(step * count, None, True), _ONE)]
