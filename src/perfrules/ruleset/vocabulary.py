"""The vocabulary of a file: its units, scales, data and parameters."""

from __future__ import annotations

from attrs import evolve

from perfrules.ruleset.blocks import Block
from perfrules.ruleset.draft import Draft, Site
from perfrules.ruleset.model import Datum, Parameter
from perfrules.ruleset.reading import read_formula, read_unit
from perfrules.ruleset.surface import Definition, Line, Word
from perfrules.ruleset.validity import Validity
from perfrules.scoring import parse_scale
from perfrules.target import parse_quantity
from perfrules.text.errors import PerfRulesError
from perfrules.text.lexeme import Lexeme
from perfrules.value.quantity import Quantity
from perfrules.value.unit import Unit
from perfrules.value.unit_table import standard_units

__all__ = ["declare_data", "declare_parameters", "declare_scales", "declare_units", "read_value"]


def declare_units(draft: Draft) -> None:
    """Add the units of a file; one that the standard table has must say the same."""
    for block in draft.blocks.of("单位"):
        line, content = block.line, block.line.content
        if not isinstance(content, Definition):
            continue
        unit = _unit(draft, line, content)
        if unit is None:
            continue
        name = content.name.text
        known = draft.units.get(name) or standard_units().find(name)
        if known is not None and known != unit and not (content.unit is None and known.symbol == name):
            draft.tell(line, "E622", content.name, unit=name, known=_said(known))
        else:
            draft.units[name] = known or unit
            draft.sources[name] = draft.provenance(block)


def _unit(draft: Draft, line: Line, content: Definition) -> Unit | None:
    name = content.name.text
    if content.unit is None or content.number is None:
        return Unit(name, ((name, 1),))
    if not content.number:
        draft.tell(line, "E623", content.unit, unit=name)
        return None
    base = read_unit(draft, line, content.unit)
    return None if base is None else Unit(name, base.dimension, base.factor * content.number, base.discrete, base.count)


def _said(unit: Unit) -> str:
    """Return what a unit of the standard table is, in base units."""
    base = "·".join(word for word, _ in unit.dimension) or "（无单位）"
    return f"{unit.factor} {base}"


def declare_scales(draft: Draft) -> None:
    """Add the scales of a file."""
    for block in draft.blocks.of("量表"):
        if not isinstance(block.line.content, Word):
            continue
        value = block.line.content.value
        scale = parse_scale(value.text)
        if isinstance(scale, tuple):
            draft.tell_within(Site(block.line, value), scale)
        elif scale.name in draft.scales and draft.scales[scale.name] != scale:
            draft.tell(block.line, "E624", value, name=scale.name, word="量表")
        else:
            draft.scales[scale.name] = scale
            draft.sources[scale.name] = draft.provenance(block)


def declare_data(draft: Draft) -> None:
    """Add the data of a file: each name once, in one unit."""
    for block in draft.blocks.of("数据"):
        line, content = block.line, block.line.content
        if not isinstance(content, Definition) or content.unit is None:
            continue
        name = content.name.text
        unit = read_unit(draft, line, content.unit)
        formula = None if content.value is None else read_formula(draft, line, content.value)
        known = draft.data.get(name)
        if name in draft.parameters or (known is not None and known.place.source == draft.source):
            draft.tell(line, "E624", content.name, name=name, word="数据")
        elif known is not None and unit is not None and known.unit != unit:
            draft.tell(line, "E625", content.name, name=name, unit=str(known.unit), place=known.place.brief)
        elif unit is not None:
            draft.data[name] = Datum(
                name, unit, draft.place(line), formula, draft.names(block), draft.provenance(block), draft.remark(block, "说明")
            )


def declare_parameters(draft: Draft) -> None:
    """Add the parameters of a file: several lines give one name its values over time."""
    own: dict[str, Parameter] = {}
    for block in draft.blocks.of("参数"):
        line, content = block.line, block.line.content
        if not isinstance(content, Definition) or content.value is None:
            continue
        value = read_value(draft, line, content.value)
        if value is not None:
            _add_value(draft, block, content, value, own)
    draft.parameters.update(own)


def _add_value(draft: Draft, block: Block, content: Definition, value: Quantity, own: dict[str, Parameter]) -> None:
    line, name, days = block.line, content.name.text, content.validity
    known = own.get(name) or draft.parameters.get(name)
    if name in draft.data:
        draft.tell(line, "E624", content.name, name=name, word="参数")
    elif days.start is not None and days.end is not None and days.end < days.start:
        draft.tell(line, "E681", content.name, start=str(days.start), end=str(days.end))
    elif known is None:
        own[name] = Parameter(name, value.unit, ((days, value),), draft.place(line), draft.provenance(block), draft.remark(block, "说明"))
    elif known.unit.dimension != value.unit.dimension:
        draft.tell(line, "E625", content.value, name=name, unit=str(known.unit) or "（无单位）", place=known.place.brief)
    elif any(_clash(days, other) for other, _ in known.values):
        draft.tell(line, "E626", content.name, name=name, days=str(days) or "全部日期")
    else:
        values = sorted([*known.values, (days, value)], key=lambda one: (one[0].start is not None, one[0].start))
        own[name] = evolve(known, values=tuple(values))


def _clash(one: Validity, other: Validity) -> bool:
    """Tell whether two values begin on the same day, or one stretch with both ends covers the beginning of the other."""
    if one.start == other.start:
        return True
    earlier, later = sorted((one, other), key=lambda days: (days.start is not None, days.start))
    return earlier.end is not None and later.start is not None and earlier.end >= later.start


def read_value(draft: Draft, line: Line, lexeme: Lexeme) -> Quantity | None:
    """Return the number that a text gives."""
    try:
        quantity = parse_quantity(lexeme.text)
    except PerfRulesError as error:
        draft.tell_within(Site(line, lexeme), error.diagnostics[:1])
        return None
    own = draft.units.get(quantity.unit.symbol)
    return quantity if own is None or quantity.unit.known else Quantity(quantity.number, own)
