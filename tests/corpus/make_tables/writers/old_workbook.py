"""Old workbooks (BIFF8) by xlwt, as export programs still make them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from corpus.make_tables.natural import natural
from corpus.make_tables.paper import Box, Line, Panel, Paper

__all__ = ["write_xls"]


def write_xls(papers: Sequence[Paper], names: Sequence[str], traps: frozenset[str]) -> bytes:
    """Return a workbook with a sheet for each paper."""
    import xlwt  # type: ignore[import-not-found]

    book = xlwt.Workbook(encoding="utf-8")
    for paper, name in zip(papers, names, strict=True):
        sheet = book.add_sheet(name)
        row = 0
        for block in paper.blocks:
            match block:
                case Line(text=text):
                    sheet.write(row, 0, text)
                    row += 1
                case Panel():
                    for (down, right), box in block.cells.items():
                        _put(sheet, row + down, right, box, traps)
                    row += block.height + 1
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _put(sheet: Any, row: int, column: int, box: Box, traps: frozenset[str]) -> None:
    import xlwt

    style = xlwt.XFStyle()
    value: Any = box.text
    held = natural(box.text, literals="number formats" in traps) if traps & {"numbers", "number formats"} else None
    if held is not None:
        value, style.num_format_str = held.value, held.format
        if isinstance(value, date):
            value = (value - date(1899, 12, 30)).days
    if box.rows > 1 or box.cols > 1:
        sheet.write_merge(row, row + box.rows - 1, column, column + box.cols - 1, value, style)
    elif value != "":
        sheet.write(row, column, value, style)
