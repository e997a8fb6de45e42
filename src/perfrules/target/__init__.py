"""Target values (指标值): the expression language, from one table cell to an exact meaning."""

from perfrules.target.mention import Mention, find_quantities
from perfrules.target.model import Target
from perfrules.target.parse import parse_quantity, parse_target

__all__ = ["Mention", "Target", "find_quantities", "parse_quantity", "parse_target"]
