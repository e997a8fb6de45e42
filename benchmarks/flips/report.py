"""What the flips showed: a table by floor, and the survivors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.flips.explained import Explained, reason_for
from benchmarks.flips.flip import Flip
from benchmarks.flips.places import FLOORS

__all__ = ["report"]


def report(
    flips: Sequence[Flip],
    outcomes: dict[str, str],
    explained: dict[tuple[str, str, str, str], list[Explained]],
    *,
    differences: bool,
) -> tuple[list[str], int]:
    """Return the lines to print and how many flips survived unexplained."""
    told = [flip for flip in flips if reason_for(flip, explained)]
    tried = [flip for flip in flips if flip not in told and flip.key in outcomes]
    unusable = [flip for flip in tried if outcomes[flip.key].startswith("unusable")]
    counted = [flip for flip in tried if flip not in unusable]
    survivors = [flip for flip in counted if outcomes[flip.key].startswith("survived")]
    lines = [*_table(counted, survivors)]
    lines += [f"explained: {len(told)}, not even imported: {len(unusable)}, not run: {len(flips) - len(told) - len(tried)}", ""]
    for flip in survivors:
        lines.append(flip.difference() if differences else f"{outcomes[flip.key]}: {flip.key} (line {flip.lines[0]})")
    lines += [f"explained: {flip.key}\n    {reason_for(flip, explained)}" for flip in told]
    return lines, len(survivors)


def _table(counted: Sequence[Flip], survivors: Sequence[Flip]) -> Iterator[str]:
    yield f"{'floor':<12}{'killed':>8}{'counted':>9}{'rate':>8}"
    for floor in (*FLOORS, "all"):
        number = sum(floor in ("all", flip.floor) for flip in counted)
        alive = sum(floor in ("all", flip.floor) for flip in survivors)
        if number:
            yield f"{floor:<12}{number - alive:>8}{number:>9}{(number - alive) / number:>8.1%}"
