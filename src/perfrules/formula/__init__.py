"""Formulas (公式): arithmetic and conditions over named data, with units checked before anything is computed."""

from typing import TYPE_CHECKING

from perfrules.text.lazy import lazy_names

if TYPE_CHECKING:
    from perfrules.formula.ast import Formula
    from perfrules.formula.compiled import Compiled, compile_formula
    from perfrules.formula.parse import parse_formula
    from perfrules.formula.term import Undefined
    from perfrules.formula.tolerance import with_tolerance
    from perfrules.formula.units import Checked, check_formula

__all__ = ["Checked", "Compiled", "Formula", "Undefined", "check_formula", "compile_formula", "parse_formula", "with_tolerance"]

__getattr__ = lazy_names(
    __name__,
    {
        "ast": ("Formula",),
        "compiled": (
            "Compiled",
            "compile_formula",
        ),
        "parse": ("parse_formula",),
        "term": ("Undefined",),
        "tolerance": ("with_tolerance",),
        "units": (
            "Checked",
            "check_formula",
        ),
    },
)
