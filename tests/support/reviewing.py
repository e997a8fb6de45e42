"""Short ways to review small tables in tests."""

from collections.abc import Iterable
from typing import Any

import perfrules as pr
from perfrules.reviewing import Finding

HEAD = "一级指标|二级指标|三级指标|全年指标值"
HALVES = "一级指标|二级指标|三级指标|半年指标值|全年指标值"


def table_of(*rows: str, head: str = HEAD) -> pr.TargetTable:
    """Return the table whose rows are written with bars between the cells."""
    return pr.read_table("\n".join(f"| {row.replace('|', ' | ')} |" for row in (head, *rows)))


def found_in(table: pr.TargetTable, codes: str | Iterable[str], **options: Any) -> list[Finding]:
    """Return the findings of some checks, or of families by their letters."""
    wanted = (codes,) if isinstance(codes, str) else tuple(codes)
    return [one for one in pr.review(table, **options) if one.code.startswith(wanted)]


def codes_in(table: pr.TargetTable, codes: str | Iterable[str], **options: Any) -> list[str]:
    """Return the codes of the findings of some checks, in order."""
    return [one.code for one in found_in(table, codes, **options)]
