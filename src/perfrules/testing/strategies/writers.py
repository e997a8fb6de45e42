"""Writers: a printed table as the bytes of a file, in the formats that readers know."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from html import escape
from importlib import import_module
from io import BytesIO, StringIO
from types import MappingProxyType
from typing import Any

from perfrules.testing.strategies.conflict import refuse
from perfrules.testing.strategies.printed import HEADINGS, PrintedTable

__all__ = ["FORMATS", "bytes_of", "needed_for"]

_LIBRARIES = MappingProxyType({"xlsx": ("openpyxl", "perfrules[office]"), "docx": ("docx", "perfrules[office]"), "xls": ("xlwt", "xlwt")})


def bytes_of(printed: PrintedTable, kind: str) -> bytes:
    """Return a file of a format that holds a printed table.

    >>> from perfrules.testing.strategies.printed import PrintedRow
    >>> row = PrintedRow("产出指标", "数量指标", "指标1", "≥5家", "10")
    >>> bytes_of(PrintedTable("表", 2025, "某单位", (row,)), "csv").decode().split()[-1]
    '产出指标,数量指标,指标1,≥5家,10'
    """
    return _WRITERS[kind](printed)


def needed_for(kind: str) -> None:
    """Refuse a format that does not exist, or whose library is not installed."""
    if kind not in _WRITERS:
        refuse(f"没有这种格式：{kind}；有 {'、'.join(_WRITERS)}", f"no such format: {kind}")
    library, install = _LIBRARIES.get(kind, ("", ""))
    try:
        import_module(library or "csv")
    except ImportError:
        refuse(f"写 {kind} 文件要先安装：pip install '{install}'", f"to write {kind} files: pip install '{install}'")


def _xlsx(printed: PrintedTable) -> bytes:
    book = import_module("openpyxl").Workbook()
    sheet = book.active
    _fill(printed, lambda row, column, text: _put(sheet.cell(row + 1, column + 1), text), _merger(sheet))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _put(cell: Any, text: str) -> None:
    cell.value = text
    # openpyxl takes a text that begins with = for a formula.
    cell.data_type = "s"


def _merger(sheet: Any) -> Callable[[int, int, int, int], None]:
    def merge(top: int, left: int, bottom: int, right: int) -> None:
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)

    return merge


def _xls(printed: PrintedTable) -> bytes:
    book = import_module("xlwt").Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    merged: list[tuple[int, int, int, int]] = []
    texts: dict[tuple[int, int], str] = {}
    _fill(printed, lambda row, column, text: texts.__setitem__((row, column), text), lambda *ends: merged.append(ends))
    for top, left, bottom, right in merged:
        sheet.write_merge(top, bottom, left, right, texts.pop((top, left), ""))
    for (row, column), text in texts.items():
        sheet.write(row, column, text)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(printed: PrintedTable, put: Callable[[int, int, str], None], merge: Callable[[int, int, int, int], None]) -> None:
    """Put texts into cells, and merge the title across and equal labels downwards."""
    covered = {(row, column) for row, column, length in _merged(printed) for row in range(row + 1, row + length)}
    for row, cells in enumerate(printed.lines()):
        for column, text in enumerate(cells):
            if text and (row, column) not in covered:
                put(row, column, text)
    merge(0, 0, 0, len(HEADINGS) - 1)
    for row, column, length in _merged(printed):
        if length > 1:
            merge(row, column, row + length - 1, column)


def _merged(printed: PrintedTable) -> Iterator[tuple[int, int, int]]:
    """Yield row, column and length of each label that stands once for several rows."""
    above = 4
    for column, runs in enumerate(printed.spans()):
        yield from ((start + above, column, length) for start, length in runs.items())


def _docx(printed: PrintedTable) -> bytes:
    document = import_module("docx").Document()
    title, year, unit = printed.head()
    for line in (title, year):
        document.add_paragraph(line)
    lines = list(printed.lines())[2:]
    table = document.add_table(len(lines), len(HEADINGS))
    for row, cells in enumerate(lines):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, len(HEADINGS) - 1)).text = unit[1]
    for row, column, length in _merged(printed):
        if length > 1:
            text = lines[row - 2][column]
            table.cell(row - 2, column).merge(table.cell(row - 3 + length, column)).text = text
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _html(printed: PrintedTable) -> bytes:
    title, year, unit = printed.head()
    lengths = {(row, column): length for row, column, length in _merged(printed)}
    rows = [f"<tr><td>{unit[0]}</td><td colspan={len(HEADINGS) - 1}>{escape(unit[1])}</td></tr>"]
    rows.append("<tr>" + "".join(f"<th>{text}</th>" for text in HEADINGS) + "</tr>")
    for row, cells in enumerate(list(printed.lines())[4:], 4):
        shown = [(lengths.get((row, column), 0 if column < 2 else 1), text) for column, text in enumerate(cells)]
        rows.append("<tr>" + "".join(f"<td rowspan={length}>{escape(text)}</td>" for length, text in shown if length) + "</tr>")
    page = f"<h2>{escape(title)}</h2><p>{year}</p><table border=1>{''.join(rows)}</table>"
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{page}</body></html>".encode()


def _delimited(delimiter: str) -> Callable[[PrintedTable], bytes]:
    def write(printed: PrintedTable) -> bytes:
        stream = StringIO(newline="")
        csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(printed.lines())
        return stream.getvalue().encode()

    return write


def _markdown(printed: PrintedTable) -> bytes:
    title, year, _ = printed.head()
    lines = list(printed.lines())[2:]
    rows = ["| " + " | ".join(text.replace("|", "\\|") for text in cells) + " |" for cells in lines]
    return "\n".join([f"# {title}", "", year, "", rows[0], "|---" * len(HEADINGS) + "|", *rows[1:], ""]).encode()


def _text(printed: PrintedTable) -> bytes:
    return "\n".join("\t".join(cells).rstrip("\t") for cells in printed.lines()).encode()


_WRITERS: Mapping[str, Callable[[PrintedTable], bytes]] = MappingProxyType(
    {
        "xlsx": _xlsx,
        "xls": _xls,
        "docx": _docx,
        "html": _html,
        "csv": _delimited(","),
        "tsv": _delimited("\t"),
        "md": _markdown,
        "txt": _text,
    }
)
FORMATS = tuple(_WRITERS)
"""The formats that can be written, by the endings of their files."""
