"""Scoring (计分): policies as text, lowered to piecewise functions, and how the marks of many add up."""

from typing import TYPE_CHECKING

from perfrules.text.lazy import lazy_names

if TYPE_CHECKING:
    from perfrules.scoring.lights import LightRule, ZeroPlan, parse_gap, parse_lights, parse_zero_plan
    from perfrules.scoring.parse import parse_policy
    from perfrules.scoring.parse_settings import parse_ceilings, parse_grades, parse_missing, parse_not_applicable, parse_rounding
    from perfrules.scoring.piecewise import Piece, Piecewise
    from perfrules.scoring.policy import ByName, Direct, Grading, Policy
    from perfrules.scoring.scale import Scale, parse_scale
    from perfrules.scoring.scorer import Scorer, Shares, bind
    from perfrules.scoring.settings import Ceilings, Grades, Missing, NotApplicable, Rounding
    from perfrules.scoring.subject import Subject

__all__ = [
    "ByName",
    "Ceilings",
    "Direct",
    "Grades",
    "Grading",
    "LightRule",
    "Missing",
    "NotApplicable",
    "Piece",
    "Piecewise",
    "Policy",
    "Rounding",
    "Scale",
    "Scorer",
    "Shares",
    "Subject",
    "ZeroPlan",
    "bind",
    "parse_ceilings",
    "parse_gap",
    "parse_grades",
    "parse_lights",
    "parse_missing",
    "parse_not_applicable",
    "parse_policy",
    "parse_rounding",
    "parse_scale",
    "parse_zero_plan",
]

__getattr__ = lazy_names(
    __name__,
    {
        "lights": ("LightRule", "ZeroPlan", "parse_gap", "parse_lights", "parse_zero_plan"),
        "parse": ("parse_policy",),
        "piecewise": (
            "Piece",
            "Piecewise",
        ),
        "policy": (
            "ByName",
            "Direct",
            "Grading",
            "Policy",
        ),
        "scale": (
            "Scale",
            "parse_scale",
        ),
        "scorer": (
            "Scorer",
            "Shares",
            "bind",
        ),
        "settings": ("Ceilings", "Grades", "Missing", "NotApplicable", "Rounding"),
        "parse_settings": ("parse_ceilings", "parse_grades", "parse_missing", "parse_not_applicable", "parse_rounding"),
        "subject": ("Subject",),
    },
)
