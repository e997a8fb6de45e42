"""Formulas (公式): arithmetic and conditions over named data, with units checked before anything is computed."""

from perfrules.formula.ast import Formula
from perfrules.formula.compiled import Compiled, compile_formula
from perfrules.formula.parse import parse_formula
from perfrules.formula.term import Undefined
from perfrules.formula.tolerance import with_tolerance
from perfrules.formula.units import Checked, check_formula

__all__ = ["Checked", "Compiled", "Formula", "Undefined", "check_formula", "compile_formula", "parse_formula", "with_tolerance"]
