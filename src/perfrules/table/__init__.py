"""Target tables: reading forms and the actual values that belong to them."""

from typing import TYPE_CHECKING

from perfrules.text.lazy import lazy_names

if TYPE_CHECKING:
    from perfrules.table.actuals import ActualRow, Actuals, read_actuals
    from perfrules.table.grid import Grid, Row
    from perfrules.table.model import Amount, Cell, FundLine, Indicator, TargetTable
    from perfrules.table.reader import read_table, read_tables, tables_of_grid

__all__ = [
    "ActualRow",
    "Actuals",
    "Amount",
    "Cell",
    "FundLine",
    "Grid",
    "Indicator",
    "Row",
    "TargetTable",
    "read_actuals",
    "read_table",
    "read_tables",
    "tables_of_grid",
]

__getattr__ = lazy_names(
    __name__,
    {
        "actuals": (
            "ActualRow",
            "Actuals",
            "read_actuals",
        ),
        "grid": (
            "Grid",
            "Row",
        ),
        "model": (
            "Amount",
            "Cell",
            "FundLine",
            "Indicator",
            "TargetTable",
        ),
        "reader": (
            "read_table",
            "read_tables",
            "tables_of_grid",
        ),
    },
)
