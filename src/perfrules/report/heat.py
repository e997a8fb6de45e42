"""Heat maps: units by level, each cell counting findings and coloured by what they weigh."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import frozen

from perfrules.report.checks import family_of, family_word, severity_word
from perfrules.report.review_words import tell
from perfrules.reviewing.finding import Finding
from perfrules.table.form import Kind, form
from perfrules.text.diagnostic import Severity

__all__ = ["WEIGHTS", "HeatCell", "HeatMap", "HeatRow", "Spot", "heat_map", "level_of"]

WEIGHTS: Mapping[Severity, int] = {Severity.ERROR: 5, Severity.WARNING: 2, Severity.NOTE: 1}
"""What a finding weighs in the colour of a cell."""

_COLUMNS = 10
_ROWS = 200
"""A page has to stay usable, whatever names the tables bring: further levels and units are counted together."""

_SHADES = 5


@frozen
class Spot:
    """One finding with the unit and the level that it belongs to."""

    unit: str
    level: str
    finding: Finding


@frozen
class HeatCell:
    """How many findings, how dark (0 for none up to 5), and the same in words."""

    number: int
    shade: int
    said: str
    level: str


@frozen
class HeatRow:
    """One unit: its key in the page, its cells by level, and all of it together."""

    key: str
    name: str
    cells: tuple[HeatCell, ...]
    number: int


@frozen
class HeatMap:
    """Units by level, the heaviest unit first; `rest` counts the units that are left out and their findings.

    `level_keys` and `unit_keys` say which column and row of the page a level or unit is counted in.
    """

    levels: tuple[tuple[str, str], ...]
    rows: tuple[HeatRow, ...]
    rest: tuple[int, int]
    level_keys: Mapping[str, str]
    unit_keys: Mapping[str, str]


def level_of(finding: Finding, lang: str) -> str:
    """Return the level that a finding is counted under: its first level by its common name, else the kind of its check."""
    if finding.level1.strip():
        return form().level1(finding.level1) or " ".join(finding.level1.split())
    return family_word(family_of(finding.code), lang)


def heat_map(spots: Sequence[Spot], lang: str = "zh") -> HeatMap:
    """Return units by level of what was found."""
    by_level = Counter(spot.level for spot in spots)
    kept = [level for level, _ in by_level.most_common(_COLUMNS)]
    order = [*dict.fromkeys(form().words[Kind.LEVEL1].values()), *by_level]
    chosen = sorted(kept, key=order.index)
    keys = {level: f"l{number}" for number, level in enumerate(chosen, 1)}
    levels = [(f"l{number}", level) for number, level in enumerate(chosen, 1)]
    if len(by_level) > len(chosen):
        levels.append(("l0", tell(lang, "other")))
    known = {level: keys.get(level, "l0") for level in by_level}
    units = {unit: f"u{number}" for number, unit in enumerate(dict.fromkeys(spot.unit for spot in spots), 1)}
    cells: dict[str, dict[str, Counter[Severity]]] = {}
    for spot in spots:
        cells.setdefault(spot.unit, {}).setdefault(known[spot.level], Counter())[spot.finding.severity] += 1
    ranked = sorted(cells, key=lambda unit: -sum(_weight(held) for held in cells[unit].values()))
    top = max((_weight(held) for row in cells.values() for held in row.values()), default=1)
    rows = tuple(_row(unit, units[unit], cells[unit], levels, top, lang) for unit in ranked[:_ROWS])
    left = ranked[_ROWS:]
    rest = (len(left), sum(held.total() for unit in left for held in cells[unit].values()))
    return HeatMap(tuple(levels), rows, rest, known, units)


def _shade(weight: int, top: int) -> int:
    """Return how dark a cell is: by the root of its weight, so that one bad unit does not make all others look alike."""
    return next(shade for shade in range(1, _SHADES + 1) if _SHADES**2 * weight <= shade**2 * top)


def _weight(held: Counter[Severity]) -> int:
    return sum(WEIGHTS[severity] * number for severity, number in held.items())


def _row(unit: str, key: str, cells: Mapping[str, Counter[Severity]], levels: Sequence[tuple[str, str]], top: int, lang: str) -> HeatRow:
    shown = tuple(_cell(unit, level, name, cells.get(level, Counter()), top, lang) for level, name in levels)
    return HeatRow(key, unit, shown, sum(cell.number for cell in shown))


def _cell(unit: str, level: str, name: str, held: Counter[Severity], top: int, lang: str) -> HeatCell:
    number = held.total()
    if not number:
        return HeatCell(0, 0, "", level)
    said = tell(lang, "listed").join(f"{severity_word(one, lang)} {held[one]}" for one in Severity if held[one])
    return HeatCell(number, _shade(_weight(held), top), tell(lang, "heat_cell", unit=unit, level=name, count=number, said=said), level)
