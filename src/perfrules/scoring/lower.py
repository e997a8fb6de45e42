"""Lowering: a policy bound to a target becomes a piecewise function of the measured value."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from perfrules.scoring.bands import band_pieces, curve_pieces
from perfrules.scoring.completion import Completion
from perfrules.scoring.piecewise import Piece, Piecewise, constant
from perfrules.scoring.policy import Award, Bands, Curve, Direct, Mode, PerUnit, Policy, Ratio, Side, Steps
from perfrules.scoring.steps import MAX_STEPS, falling_steps
from perfrules.scoring.subject import Subject
from perfrules.target.body import Dates, Measure
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.interval import EVERYTHING, Interval, IntervalSet
from perfrules.value.numeral import write_number
from perfrules.value.unit import Unit
from perfrules.value.unit_table import find_unit

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

    @property
    def step_unit(self) -> Unit:
        """Return the unit in which steps are counted; those between days are days."""
        return find_unit("天") if isinstance(self.subject.target.body, Dates) else self.subject.unit

    def share(self, award: Award) -> Fraction | Diagnostic:
        """Return an award as a share of the weight."""
        if not award.is_points:
            return award.number if award.number <= 1 else Diagnostic("E667", {"award": str(award), "weight": "100%"})
        weight = self.subject.weight
        if not weight:
            return Diagnostic("E666", {"award": str(award)})
        if award.number > weight:
            return Diagnostic("E667", {"award": str(award), "weight": f"{write_number(weight)}分"})
        return award.number / weight


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
            return band_pieces(policy.form, subject.unit, lowering.share, _possible(subject))
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


def _possible(subject: Subject) -> IntervalSet:
    """Return the values that there can be: what is counted is never below zero."""
    return IntervalSet.at_least(_ZERO) if isinstance(subject.target.body, Measure) and subject.unit.discrete else EVERYTHING


def _proportional(lowering: Lowering) -> list[Piece] | Diagnostic:
    """Return what the policy makes of the completion, as pieces over the value."""
    subject, policy = lowering.subject, lowering.policy
    wanted = subject.wanted
    if not subject.is_proportional or wanted is None:
        return _met_or_not(lowering, "N622")
    shares = _shares_of_completion(lowering)
    if isinstance(shares, Diagnostic):
        return shares
    completion = Completion(policy, subject, wanted, max(shares.edges(), default=_ZERO) + 1)
    below = _stepped(lowering, wanted, upwards=False)
    above = _stepped(lowering, wanted, upwards=True)
    if isinstance(below, Diagnostic):
        return below
    if isinstance(above, Diagnostic):
        return above
    pieces = [*(below or completion.below()), *completion.within(), *(above or completion.above())]
    lowering.notes.extend(completion.notes)
    return list(shares.after(pieces))


def _shares_of_completion(lowering: Lowering) -> Piecewise | Diagnostic:
    """Return the shares over the completion: the completion itself with floor, pass mark and cap, or bands, or a curve."""
    match lowering.policy.form:
        case Bands() as form:
            pieces = band_pieces(form, find_unit("比例"), lowering.share)
        case Curve() as form:
            pieces = curve_pieces(form, find_unit("比例"), lowering.share)
        case _:
            pieces = _line(lowering)
    return pieces if isinstance(pieces, Diagnostic) else Piecewise.of(pieces)


def _line(lowering: Lowering) -> list[Piece] | Diagnostic:
    """Return the completion as it counts: from the pass mark p in proportion, (c - p) ÷ (1 - p), up to the cap."""
    policy = lowering.policy
    mark = policy.passing or _ZERO
    cap = _ONE if policy.cap is None else lowering.share(policy.cap)
    if isinstance(cap, Diagnostic):
        return cap
    start, full = max(mark, policy.floor or _ZERO), mark + cap * (1 - mark)
    return [
        constant(Interval(None, start), _ZERO),
        Piece(Interval(start, full, True), -mark / (1 - mark), 1 / (1 - mark)),
        constant(Interval(max(start, full), None, True), cap),
    ]


def _stepped(lowering: Lowering, wanted: Interval, *, upwards: bool) -> list[Piece] | Diagnostic | None:
    """Return the steps beyond a bound where an option of the policy says so: 反向 above it, 零值 on either side of zero."""
    policy, bound = lowering.policy, wanted.high if upwards else wanted.low
    steps = policy.zero_steps if bound == 0 else policy.reverse_steps
    if bound is None or steps is None or not _lies_on(steps, upwards):
        return None
    return _flank(lowering, steps, wanted, upwards=upwards)


def _lies_on(steps: Steps, upwards: bool) -> bool:
    return steps.side is not (Side.BELOW if upwards else Side.ABOVE)


def _steps(lowering: Lowering, steps: Steps) -> list[Piece] | Diagnostic:
    """Return full marks on the target and steps beyond it, on the side that is meant."""
    wanted, target = lowering.subject.wanted, str(lowering.subject.target)
    if wanted is None:
        return _met_or_not(lowering, "N622")
    if (steps.side is Side.BELOW and wanted.low is None) or (steps.side is Side.ABOVE and wanted.high is None):
        return Diagnostic("E678", {"side": steps.side.value, "target": target})
    flanks = [_flank(lowering, steps, wanted, upwards=upwards) for upwards in (False, True) if _lies_on(steps, upwards)]
    pieces = [constant(wanted, _ONE)]
    for flank in flanks:
        if isinstance(flank, Diagnostic):
            return flank
        pieces.extend(flank)
    if len(flanks) == 1 and wanted.low is not None and wanted.high is not None:
        lowering.note("N629", steps=str(steps), target=target)
        pieces.append(constant(_other_side(steps, wanted), _ONE))
    return pieces


def _other_side(steps: Steps, wanted: Interval) -> Interval:
    """Return the values beyond the bound at which one-sided steps take nothing."""
    if steps.side is Side.BELOW:
        return Interval(wanted.high, None, not wanted.high_closed)
    return Interval(None, wanted.low, False, not wanted.low_closed)


def _flank(lowering: Lowering, steps: Steps, wanted: Interval, *, upwards: bool) -> list[Piece] | Diagnostic:
    """Return the steps beyond one bound; none where there is no bound."""
    bound = wanted.high if upwards else wanted.low
    if bound is None:
        return []
    if steps.mode is None:
        lowering.note("W660", steps=str(steps))
    share, step = lowering.share(steps.award), _step(lowering, steps, bound)
    if isinstance(share, Diagnostic):
        return share
    if not bound and step == 0 and steps.step:
        lowering.note("N623", target=str(lowering.subject.target))
        beyond = Interval(bound, None, not wanted.high_closed) if upwards else Interval(None, bound, False, not wanted.low_closed)
        return [constant(beyond, _ZERO)]
    if not step or not share:
        return Diagnostic("E679", {"steps": str(steps), "unit": str(lowering.step_unit) or "（无单位）"})
    if 1 / share > MAX_STEPS and steps.mode in (Mode.FLOOR, Mode.CEIL):
        return Diagnostic("E700", {"limit": str(MAX_STEPS)})
    return list(falling_steps(steps, wanted, step, share, upwards=upwards))


def _step(lowering: Lowering, steps: Steps, bound: Fraction) -> Fraction | None:
    """Return a step in base units: 1% is one percentage point of a ratio, one per cent of any other target."""
    unit = lowering.step_unit
    written = find_unit(steps.unit)
    if written.is_ratio and unit.is_ratio:
        lowering.note("N625", step=f"{write_number(steps.step)}{steps.unit}")
        return steps.step * written.factor
    if written.is_ratio:
        return steps.step * written.factor * abs(bound)
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
    if not lowering.subject.unit.discrete:
        lowering.note("N631", steps=str(form))
    count = ceil(1 / share)
    if count > MAX_STEPS:
        return Diagnostic("E700", {"limit": str(MAX_STEPS)})
    pieces = [constant(Interval(None, step), _ZERO)]
    pieces += [constant(Interval(step * n, step * (n + 1), True), share * n) for n in range(1, count)]
    return [*pieces, constant(Interval(step * count, None, True), _ONE)]
