"""The limits that keep untrusted input harmless, each with its reason."""

from __future__ import annotations

__all__ = [
    "MAX_ALTERNATIVES",
    "MAX_CELL",
    "MAX_CELLS",
    "MAX_CLAIMS",
    "MAX_CONTENT",
    "MAX_DEPTH",
    "MAX_DIGITS",
    "MAX_DOCUMENT_BYTES",
    "MAX_DOCUMENT_COLUMNS",
    "MAX_DOCUMENT_ROWS",
    "MAX_FILE_BYTES",
    "MAX_GLYPHS",
    "MAX_GOAL",
    "MAX_LINE",
    "MAX_LINES",
    "MAX_MARKUP",
    "MAX_MATCHED",
    "MAX_MEMBERS",
    "MAX_MENTIONS",
    "MAX_PAGES",
    "MAX_PASSAGE",
    "MAX_RATIO",
    "MAX_ROWS",
    "MAX_RULES",
    "MAX_SECONDS",
    "MAX_SLOTS",
    "MAX_STROKES",
    "MAX_UNPACKED",
    "MAX_WORK",
]

MAX_ALTERNATIVES = 2_000
"""Alternatives (或) of one target that others were made into: what is and-ed with it multiplies them."""

MAX_CELL = 1_000
"""Characters of one expression that is measured: the longest published cell seen has 110."""

MAX_PASSAGE = 200_000
"""Characters of one narrative: a goal text is a page or two, a duty text rarely 3 000 characters."""

MAX_MENTIONS = 20_000
"""Quantities of one narrative: a report of 100 pages has 3 000."""

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

MAX_DOCUMENT_ROWS = 20_000
"""Rows of a document (Word, PDF, web page): the longest published collection of forms has 6 000."""

MAX_DOCUMENT_COLUMNS = 256
"""Columns of a table of a document: Word allows 63, the widest form has 30."""

MAX_SLOTS = 1_000_000
"""Rows × columns of one table, so that merged cells cannot claim more than they hold."""

MAX_MARKUP = 48 * 1024 * 1024
"""Bytes of the text of a Word file or of one stream of a PDF when unpacked: a form has 200 kB."""

MAX_PAGES = 200
"""Pages of a PDF: a department's whole budget report has 120."""

MAX_SECONDS = 60
"""Seconds for the pages of a PDF, or for a conversion: a page takes a tenth of a second."""

MAX_GLYPHS = 50_000
"""Characters of one page of a PDF: a dense page has 3 000."""

MAX_STROKES = 20_000
"""Drawn lines of one page of a PDF: a dense form has 1 500."""

MAX_DOCUMENT_BYTES = 64 * 1024 * 1024
"""Bytes of a workbook, Word file or PDF as it lies on the disk: with pictures, a report has 30 MB."""

MAX_UNPACKED = 192 * 1024 * 1024
"""Bytes of all parts of an office file when unpacked, pictures included."""

MAX_RATIO = 64
"""How many times larger than the file its parts may be, once they are 4 MB: the XML of a form packs 10 to 25 times, of a large sheet 60."""

MAX_MEMBERS = 4_096
"""Parts of an office file: a workbook of 60 sheets with pictures has 400."""

MAX_CELLS = 1_000_000
"""Cells of one file that hold something: 1,000 forms have 300 000."""

MAX_GOAL = 20_000
"""Characters of a goal that are held against the rows: the longest published one has 3 000."""

MAX_CLAIMS = 300
"""Quantities of one goal that are held against the rows: the fullest published one has 40."""

MAX_MATCHED = 2_000
"""Rows of one table that goals are held against: a department's whole table has 150."""

MAX_CONTENT = 8 * 1024 * 1024
"""Bytes of drawing orders of one page of a PDF: a form has 50 kB."""

MAX_WORK = 100_000
"""Words of drawing orders of a PDF, besides two for each of its bytes; a character shown counts as ten. The densest page has 25 000,
and 100 000 take half a second."""
