"""Facts: the data and actual values that a caller knows, found by name and read in the units of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from perfrules.ruleset.model import Model, Path
from perfrules.table.actuals import name_key
from perfrules.target import Target, parse_target
from perfrules.target.body import Form, Measure, Placeholder
from perfrules.target.decide import as_target
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError
from perfrules.text.near import nearest
from perfrules.value.quantity import Quantity
from perfrules.value.unit import Unit, comparable

__all__ = ["Facts", "Names", "read_amount"]

Actual = Target | Quantity | str
"""An actual value: read, or as it was written."""


class Facts(NamedTuple):
    """What is known: data in base units, actual values of indicators, and what was wrong with the rest."""

    data: Mapping[str, Fraction]
    actuals: Mapping[Path, Any]
    diagnostics: tuple[Diagnostic, ...] = ()


class Names:
    """The names of a ruleset, by which facts and results are found: width, quotes and blanks do not matter.

    An indicator is found by its name if no other has it, by an alias, or by the end of its path (`预算编制/预算调整率`).
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.data = {name_key(name): one.name for one in model.data.values() for name in (one.name, *one.aliases)}
        self.paths: dict[str, list[Path]] = {}
        for path, one in model.indicators.items():
            names = {*one.aliases, *("/".join(path[-depth:]) for depth in range(1, len(path) + 1))}
            for name in names:
                self.paths.setdefault(name_key(name), []).append(path)

    def find(self, name: str) -> str | Path | None:
        """Return the datum or the path that a name means; `None` where none or several do."""
        key = name_key(name)
        if key in self.data:
            return self.data[key]
        found = self.paths.get(key, [])
        return found[0] if len(found) == 1 else None

    def short(self, path: Path) -> str:
        """Return the shortest end of a path that means this indicator alone."""
        for depth in range(1, len(path)):
            name = "/".join(path[-depth:])
            if len(self.paths[name_key(name)]) == 1:
                return name
        return "/".join(path)

    def unknown(self, name: str, *, strict: bool) -> Diagnostic:
        """Return what is wrong with a name that means nothing, or more than one thing."""
        found = self.paths.get(name_key(name), [])
        if found:
            paths = "、".join("/".join(path[-2:]) for path in found)
            return Diagnostic("E629", {"name": name, "paths": paths, "suggestion": "/".join(found[0][-2:])})
        known = [*self.model.data, *(path[-1] for path in self.model.indicators)]
        return Diagnostic("F701" if strict else "W651", {"name": name, "suggestion": nearest(name, known)})

    def read(self, given: Mapping[str, Any], *, strict: bool = False) -> Facts:
        """Return the facts of a mapping from names to values."""
        data: dict[str, Fraction] = {}
        actuals: dict[Path, Any] = {}
        found: list[Diagnostic] = []
        known = self._known
        for name, value in given.items():
            if isinstance(value, Decimal) and value.is_nan():
                continue
            meant = known.get(name) or known.setdefault(name, self.find(name) or ())
            if type(meant) is tuple:
                if meant:
                    actuals[meant] = value
                else:
                    found.append(self.unknown(name, strict=strict))
            elif type(meant) is str and value is not None:
                number, notes = read_amount(name, value, self.model.data[meant].unit, self.model.units)
                found.extend(notes)
                if number is not None:
                    data[meant] = number
        return Facts(data, actuals, tuple(found))

    @property
    def _known(self) -> dict[str, Any]:
        """Return what names were found to mean before; a caller uses the same few names over and over."""
        known: dict[str, Any] = self.__dict__.setdefault("known", {})
        if len(known) > _MAX_REMEMBERED:
            known.clear()
        return known


_MAX_REMEMBERED = 4_096


def read_amount(name: str, value: Any, unit: Unit, units: Mapping[str, Unit]) -> tuple[Fraction | None, Iterable[Diagnostic]]:
    """Return a datum in base units, and what had to be assumed or is wrong; a value that cannot be used is missing."""
    if type(value) is Quantity:
        if value.unit.dimension == unit.dimension:
            return value.base, ()
    elif isinstance(value, str):
        try:
            target = parse_target(value)
        except PerfRulesError as error:
            return None, [Diagnostic("W652", {"name": name, "value": value, "why": error.diagnostics[0].message})]
        return _amount(name, target, unit, units)
    return _amount(name, as_target(value), unit, units)


def _amount(name: str, target: Target, unit: Unit, units: Mapping[str, Unit]) -> tuple[Fraction | None, Iterable[Diagnostic]]:
    body = target.body
    if isinstance(body, Placeholder):
        return None, ()
    if not isinstance(body, Measure) or body.form is not Form.BARE or (point := body.values.the_point) is None:
        return None, [Diagnostic("W652", {"name": name, "value": str(target), "why": "这里要一个数"})]
    written = body.unit
    if not written.known and written.symbol in units:
        written = units[written.symbol]
        point *= written.factor
    if written.dimension == unit.dimension:
        return point, ()
    how = comparable(unit, written)
    if how is None:
        return None, [Diagnostic("W653", {"name": name, "unit": str(unit) or "（无单位）", "given": str(written) or "（无单位）"})]
    if how == "N203":
        return _bare(name, point, written, unit)
    return point, [Diagnostic("N642", {"name": name, "unit": str(unit), "given": str(written)})]


def _bare(name: str, point: Fraction, written: Unit, unit: Unit) -> tuple[Fraction | None, Iterable[Diagnostic]]:
    """Return a bare number in the unit of the datum; one that may be a percentage or a share of one stays unknown."""
    if not written.is_bare:
        return None, [Diagnostic("W653", {"name": name, "unit": "（无单位）", "given": str(written)})]
    if unit.is_ratio and 0 < abs(point) <= 1:
        return None, [Diagnostic("W654", {"name": name, "value": str(point)})]
    return point * unit.factor, [Diagnostic("N643", {"name": name, "unit": str(unit)})]
