"""Conformance: cases by which any implementation of the two languages can check itself, in whatever language it is written.

The cases are `docs/conformance/*.jsonl`; the protocol stands in the README beside them.

>>> from perfrules.testing import conformance
>>> conformance.run(conformance.answer_of, conformance.cases("units")).conforms
True
"""

from perfrules.testing.conformance.answering import answer_of
from perfrules.testing.conformance.case import GROUPS, KINDS, Case, CasesError, cases
from perfrules.testing.conformance.comparing import differences
from perfrules.testing.conformance.running import ConformanceReport, Outcome, Standing, Tally, run

__all__ = [
    "GROUPS",
    "KINDS",
    "Case",
    "CasesError",
    "ConformanceReport",
    "Outcome",
    "Standing",
    "Tally",
    "answer_of",
    "cases",
    "differences",
    "run",
]
