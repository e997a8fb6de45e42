"""Target values (指标值): the expression language, from one table cell to an exact meaning."""

from typing import TYPE_CHECKING

from perfrules.text.lazy import lazy_names

if TYPE_CHECKING:
    from perfrules.target.mention import Mention, find_quantities
    from perfrules.target.model import Target
    from perfrules.target.parse import parse_quantity, parse_target

__all__ = ["Mention", "Target", "find_quantities", "parse_quantity", "parse_target"]

__getattr__ = lazy_names(
    __name__,
    {
        "mention": (
            "Mention",
            "find_quantities",
        ),
        "model": ("Target",),
        "parse": (
            "parse_quantity",
            "parse_target",
        ),
    },
)
