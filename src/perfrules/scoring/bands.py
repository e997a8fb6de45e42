"""Bands (分档) and curves (折线) as shares of a value or of a completion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise

from perfrules.scoring.piecewise import Piece, constant
from perfrules.scoring.policy import Award, Bands, Curve
from perfrules.target import parse_target
from perfrules.target.body import Measure
from perfrules.target.render import text_of_values
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError
from perfrules.value.interval import EVERYTHING, NOTHING, Interval, IntervalSet
from perfrules.value.unit import Unit
from perfrules.value.unit_table import find_unit

__all__ = ["band_pieces", "curve_pieces", "in_unit"]

Share = Callable[[Award], Fraction | Diagnostic]


def in_unit(text: str, unit: Unit) -> IntervalSet | None:
    """Return the values, in base units, that a band means for a unit; a bare number is counted in that unit."""
    try:
        body = parse_target(text).body
    except PerfRulesError:
        return None
    if not isinstance(body, Measure):
        return None
    if body.unit.is_bare and not unit.is_bare:
        return body.values.scaled(unit.factor)
    if body.unit.dimension == unit.dimension or (body.unit.count and unit.count and body.unit.generic):
        return body.values
    return body.values.scaled(Fraction(1, 100)) if unit.is_ratio and body.unit.symbol == "个百分点" else None


def band_pieces(bands: Bands, unit: Unit, share: Share, possible: IntervalSet = EVERYTHING) -> list[Piece] | Diagnostic:
    """Return the shares of bands over values of a unit, in base units; or what is wrong with the first band that is.

    A band with one bound takes what no band before it has; bands with two bounds must not overlap, and no possible value may be
    left out. Between whole numbers there is nothing to score; should a value lie there, the worse of its neighbours counts.
    """
    pieces: list[Piece] = []
    covered = NOTHING
    for band in bands.bands:
        award = share(band.award)
        if isinstance(award, Diagnostic):
            return award
        values = possible if band.values is None else in_unit(band.values, unit)
        if values is None:
            return Diagnostic("E663", {"band": band.values or "", "unit": str(unit) or "（无单位）"})
        own = values - covered
        nested = any(one.low is None or one.high is None for one in values)
        if own.is_empty or (not nested and own != values):
            return Diagnostic("E664", {"band": band.values or "其余"})
        pieces.extend(constant(one, award) for one in own if not (unit.discrete and one.on_integers().is_empty))
        covered = covered | values
    gap = possible - covered
    if unit.discrete:
        gap = gap.on_integers()
    if not gap.is_empty:
        missing = [text_of_values(IntervalSet((one,)), unit) for one in gap]
        suggestion = "、".join([str(bands), *(f"{one} 得 0%" for one in missing)])
        return Diagnostic("E662", {"band": "、".join(missing), "suggestion": suggestion})
    return pieces + [
        constant(one, _worse_neighbour(pieces, one)) for one in EVERYTHING - IntervalSet.of(piece.interval for piece in pieces)
    ]


def _worse_neighbour(pieces: list[Piece], gap: Interval) -> Fraction:
    return min(piece.start for piece in pieces if _adjoins(piece.interval, gap) or _adjoins(gap, piece.interval))


def _adjoins(first: Interval, second: Interval) -> bool:
    """Tell whether one interval ends exactly where another begins, with nothing between them or in both."""
    return first.high is not None and first.high == second.low and first.high_closed != second.low_closed


def curve_pieces(curve: Curve, unit: Unit, share: Share) -> list[Piece] | Diagnostic:
    """Return the shares on straight lines between points over values of a unit, in base units; level beyond the ends."""
    points: list[tuple[Fraction, Fraction]] = []
    for number, word, award in curve.points:
        got = share(award)
        if isinstance(got, Diagnostic):
            return got
        factor = find_unit(word).factor if word else unit.factor
        if word and find_unit(word).dimension != unit.dimension:
            return Diagnostic("E663", {"band": f"{number}{word}", "unit": str(unit) or "（无单位）"})
        points.append((number * factor, got))
    if len(points) < 2 or any(after[0] <= before[0] for before, after in pairwise(points)):
        return Diagnostic("E665", {})
    return list(_lines(points))


def _lines(points: list[tuple[Fraction, Fraction]]) -> Iterator[Piece]:
    first, last = points[0], points[-1]
    yield constant(Interval(None, first[0], False, True), first[1])
    for (low, start), (high, end) in pairwise(points):
        slope = (end - start) / (high - low)
        yield Piece(Interval(low, high, False, True), start - slope * low, slope)
    yield constant(Interval(last[0], None), last[1])
