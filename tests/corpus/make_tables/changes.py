"""What a file prints otherwise than its model, said in the manifest by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from attrs import evolve

from corpus.make_tables.natural import widened
from support.table_model import TableModel

__all__ = ["CHANGES", "changed"]


def _full_width(model: TableModel) -> TableModel:
    """Digits of targets, weights, actual values and scores are full-width."""
    return evolve(
        model,
        total=widened(model.total),
        indicators=tuple(
            evolve(
                one,
                targets={period: widened(text) for period, text in one.targets.items()},
                weight=widened(one.weight),
                actual=widened(one.actual),
                score=widened(one.score),
            )
            for one in model.indicators
        ),
    )


def _dates(model: TableModel) -> TableModel:
    """Targets that are a month become a day, which a spreadsheet holds as a date."""
    days = {"2026年5月底前": "2026年5月31日", "2027年10月31日前": "2027-10-31", "2026年10月底前": "2026-10-30"}
    return evolve(
        model,
        indicators=tuple(
            evolve(one, targets={period: days.get(text, text) for period, text in one.targets.items()}) for one in model.indicators
        ),
    )


def _bare_rates(model: TableModel) -> TableModel:
    """Percentages lose their sign, as where a cell is formatted as a percentage; `=100%` stays."""
    return evolve(
        model,
        indicators=tuple(
            evolve(
                one, targets={period: text[1:] if text[0] == "≥" and text.endswith("%") else text for period, text in one.targets.items()}
            )
            for one in model.indicators
        ),
    )


def _no_rates(model: TableModel) -> TableModel:
    """Cells with a formula whose value was never computed are empty: rates of execution and the total."""
    return evolve(
        model,
        total="",
        funds=tuple(
            evolve(line, amounts={name: "" if name == "执行率" and text.endswith("%") else text for name, text in line.amounts.items()})
            for line in model.funds
        ),
    )


CHANGES: Mapping[str, Callable[[TableModel], TableModel]] = MappingProxyType(
    {"full-width digits": _full_width, "days": _dates, "bare rates": _bare_rates, "formulas without values": _no_rates}
)


def changed(model: TableModel, names: tuple[str, ...] | list[str]) -> TableModel:
    """Return the model with the named changes."""
    for name in names:
        model = CHANGES[name](model)
    return model
