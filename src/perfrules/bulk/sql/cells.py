"""Cells of a table made safe: whatever type a column has, its numbers become doubles, its texts trimmed texts, and no row fails."""

from __future__ import annotations

from attrs import frozen
from sqlglot import exp, parse_one

from perfrules.bulk.columns.algebra import Input
from perfrules.bulk.sql.dialects import Dialect
from perfrules.bulk.sql.terms import INEXACT, number, unreadable

__all__ = ["Cells"]

_NUMERAL = r"^[+-]?([0-9]{1,40}([.][0-9]{0,40})?|[.][0-9]{1,40})([eE][+-]?([01]?[0-9]{1,2}|2[0-4][0-9]))?$"
"""Numbers as texts that every dialect reads without an error: at most forty digits on either side, exponents below 250."""

_DIGITS = r"^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?$"

_PLAIN = r"^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)$"
"""Numbers as people write them: where a text column can be told from one of doubles, it has no exponents."""

_NUMBERS = {
    "duckdb": """CASE
      WHEN t IS NULL THEN NULL
      WHEN TYPEOF(t) = 'DOUBLE' THEN NULLIF(TRY_CAST(t AS DOUBLE), TRY_CAST('NaN' AS DOUBLE))
      WHEN TYPEOF(t) IN ('TINYINT', 'SMALLINT', 'INTEGER', 'UTINYINT', 'USMALLINT', 'UINTEGER') THEN TRY_CAST(t AS DOUBLE)
      WHEN LOWER(TRIM(CAST(t AS VARCHAR))) IN ('', 'nan', '-nan') THEN NULL
      WHEN TRY_CAST(CAST(t AS VARCHAR) AS DOUBLE) IS NULL
        OR TYPEOF(t) = 'VARCHAR' AND NOT REGEXP_MATCHES(TRIM(CAST(t AS VARCHAR)), plain) THEN unreadable
      WHEN LENGTH(TRIM(REGEXP_REPLACE(CAST(t AS VARCHAR), '[eE].*|[^0-9]', '', 'g'), '0')) <= 15
        AND (ABS(TRY_CAST(CAST(t AS VARCHAR) AS DOUBLE)) > 1e-290 OR NOT REGEXP_MATCHES(CAST(t AS VARCHAR), '^[^eE]*[1-9]'))
        OR CAST(TRY_CAST(CAST(t AS VARCHAR) AS DOUBLE) AS VARCHAR) = CAST(t AS VARCHAR) THEN TRY_CAST(CAST(t AS VARCHAR) AS DOUBLE)
      ELSE inexact END""",
    "postgres": """CASE
      WHEN t IS NULL OR t = '' OR t = 'NaN' THEN NULL
      WHEN NOT t ~ digits THEN unreadable
      WHEN NOT t ~ numeral THEN inexact
      WHEN ABS(CAST(t AS DOUBLE PRECISION)) >= inexact THEN inexact
      WHEN CAST(CAST(CAST(t AS DOUBLE PRECISION) AS TEXT) AS NUMERIC) = CAST(t AS NUMERIC) THEN CAST(t AS DOUBLE PRECISION)
      ELSE inexact END""",
    "mysql": """CASE
      WHEN t IS NULL OR t = '' THEN NULL
      WHEN REGEXP_INSTR(t, digits) = 0 THEN unreadable
      WHEN REGEXP_INSTR(t, numeral) = 0 OR ABS(CAST(t AS DOUBLE)) >= inexact THEN inexact
      WHEN LENGTH(TRIM('0' FROM REGEXP_REPLACE(t, '[eE].*|[^0-9]', ''))) <= 15
        OR CAST(CAST(CAST(t AS DOUBLE) AS CHAR) AS DECIMAL(65, 30)) = CAST(t AS DECIMAL(65, 30)) THEN CAST(t AS DOUBLE)
      ELSE inexact END""",
    "sqlite": """CASE
      WHEN t IS NULL OR TRIM(t) = '' THEN NULL
      WHEN TYPEOF(t) IN ('integer', 'real') THEN CAST(t AS REAL)
      WHEN TYPEOF(t) <> 'text' OR TRIM(t) GLOB '*[^-+.0-9]*' OR NOT TRIM(t) GLOB '*[0-9]*'
        OR TRIM(t) GLOB '*.*.*' OR TRIM(t) GLOB '?*[-+]*' THEN unreadable
      WHEN LENGTH(TRIM(REPLACE(LTRIM(TRIM(t), '+-'), '.', ''), '0')) <= 15 AND LENGTH(t) <= 250 THEN CAST(TRIM(t) AS REAL)
      ELSE inexact END""",
    "oracle": """CASE
      WHEN t IS NULL THEN NULL
      WHEN CAST(t AS BINARY_DOUBLE DEFAULT NULL ON CONVERSION ERROR) IS NULL THEN unreadable
      WHEN CAST(t AS BINARY_DOUBLE DEFAULT NULL ON CONVERSION ERROR) IS NAN THEN NULL
      ELSE CAST(t AS BINARY_DOUBLE DEFAULT NULL ON CONVERSION ERROR) END""",
}
_TEXTS = {
    "duckdb": "TRIM(CAST(t AS VARCHAR))",
    "postgres": "TRIM(CAST(t AS TEXT))",
    "mysql": "TRIM(CAST(t AS CHAR CHARACTER SET utf8mb4)) COLLATE utf8mb4_bin",
    "sqlite": "TRIM(CAST(t AS TEXT))",
    "oracle": "TRIM(CAST(t AS VARCHAR2(4000)))",
}
_READY = {
    "postgres": """CASE WHEN CAST(PG_TYPEOF(t) AS TEXT) IN ('text', 'character varying', 'character')
        AND CAST(t AS TEXT) ~ '[0-9.][eE]' THEN '?'
      ELSE TRIM(CAST(t AS TEXT)) END""",
    "mysql": "TRIM(CAST(t AS CHAR))",
}
"""What is looked at as a text; elsewhere a cell says itself what it is."""


@frozen
class Cells:
    """The cells of a table in one dialect."""

    dialect: Dialect

    def taken(self, one: Input, source: str) -> exp.Expression:
        """Return a cell as it is taken from the table: texts are ready, numbers as their dialect looks at them."""
        templates = _TEXTS if one.kind == "text" else _READY
        return self._filled(templates.get(self.dialect.name, "t"), exp.Column(this=self.dialect.identifier(source)))

    def number(self, one: Input) -> exp.Expression:
        """Return a number as a double: what is blank or NaN is missing, what is no number or too fine for a double is marked."""
        return self._filled(_NUMBERS[self.dialect.name], exp.Column(this=self.dialect.identifier(one.name)))

    def _filled(self, template: str, cell: exp.Expression) -> exp.Expression:
        parts = {
            "t": cell,
            "unreadable": unreadable(self.dialect),
            "inexact": number(INEXACT),
            "numeral": exp.Literal.string(_NUMERAL),
            "plain": exp.Literal.string(_PLAIN),
            "digits": exp.Literal.string(_DIGITS),
        }

        def fill(node: exp.Expression) -> exp.Expression:
            match node:
                case exp.Column():
                    return parts[node.name].copy() if node.name in parts else node
                case exp.DataType() if node.this is exp.DataType.Type.DOUBLE:
                    return exp.DataType(this=exp.DataType.Type.USERDEFINED, kind=self.dialect.double)
                case _:
                    return node

        return parse_one(template, dialect=self.dialect.name).transform(fill)
