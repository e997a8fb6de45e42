"""A ruleset as one SQL query for the warehouse: the algebra of columns, printed with sqlglot."""
