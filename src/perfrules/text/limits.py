"""The limits that keep untrusted input harmless, each with its reason."""

from __future__ import annotations

__all__ = [
    "MAX_CELL",
    "MAX_DEPTH",
    "MAX_DIGITS",
    "MAX_FILE_BYTES",
    "MAX_LINE",
    "MAX_LINES",
    "MAX_PASSAGE",
    "MAX_ROWS",
    "MAX_RULES",
]

MAX_CELL = 1_000
"""Characters of one expression that is measured: the longest published cell seen has 110."""

MAX_PASSAGE = 200_000
"""Characters of one narrative: a goal text is a page or two, a duty text rarely 3 000 characters."""

MAX_DIGITS = 200
"""Digits of one number: Python itself refuses conversions beyond 4 300, no budget has 30."""

MAX_FILE_BYTES = 20 * 1024 * 1024
"""Bytes of a table or facts file: a text table is some 20 kB."""

MAX_ROWS = 100_000
"""Rows of one grid."""

MAX_RULES = 1024 * 1024
"""Characters of a ruleset: the largest known framework has 60 000."""

MAX_LINES = 20_000
"""Lines of a ruleset: a province's whole library in one file would have 10 000."""

MAX_LINE = 4_000
"""Characters of one line of a ruleset: the longest duty text seen as a name has 800."""

MAX_DEPTH = 64
"""Rulesets that build on one another, and brackets within one another: four layers are usual."""
