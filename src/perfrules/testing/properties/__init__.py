"""Properties of a ruleset: the laws that every ruleset should keep, checked on facts that are made for it.

`check_properties` needs Hypothesis (extra `testing`); the laws themselves are there without it.
"""

from __future__ import annotations

from perfrules.testing.properties.check import check_properties
from perfrules.testing.properties.law import LAWS, Law
from perfrules.testing.properties.report import Counterexample, LawReport, PropertiesReport, Situation, Unclaimed

__all__ = ["LAWS", "Counterexample", "Law", "LawReport", "PropertiesReport", "Situation", "Unclaimed", "check_properties"]
