"""Hypothesis strategies for target values, facts, rulesets and tables: `from perfrules.testing import strategies as ps`.

They draw meanings first and write them as people would. Bounds go to hypothesis, nothing is drawn and thrown away, and what
cannot be drawn is hypothesis' own `InvalidArgument` when the strategy is defined.
"""

from hypothesis import strategies as _st

from perfrules.testing.strategies.edges import Edge, boundary, edges
from perfrules.testing.strategies.facts import facts_for
from perfrules.testing.strategies.given import GivenFacts
from perfrules.testing.strategies.improvement import improving
from perfrules.testing.strategies.printed import PrintedRow, PrintedTable
from perfrules.testing.strategies.quantities import quantities
from perfrules.testing.strategies.renderings import renderings
from perfrules.testing.strategies.rulesets import given_facts, ruleset_texts, rulesets
from perfrules.testing.strategies.tables import TableFile, printed_tables, table_files, tables
from perfrules.testing.strategies.targets import KINDS, targets
from perfrules.testing.strategies.values import accepted_by, rejected_by

__all__ = [
    "KINDS",
    "Edge",
    "GivenFacts",
    "PrintedRow",
    "PrintedTable",
    "TableFile",
    "accepted_by",
    "boundary",
    "edges",
    "facts_for",
    "given_facts",
    "improving",
    "printed_tables",
    "quantities",
    "rejected_by",
    "renderings",
    "ruleset_texts",
    "rulesets",
    "table_files",
    "tables",
    "targets",
]

_st.register_type_strategy(GivenFacts, lambda _: given_facts())
