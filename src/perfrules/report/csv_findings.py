"""Findings as CSV: opens in Excel with its characters right, and no cell is ever taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from perfrules.report.checks import severity_word
from perfrules.report.remarks import Reviewed, clean, fault_text, files_of, remarks_of

__all__ = ["COLUMNS", "csv_of_findings", "plain_cell", "safe_cell"]

COLUMNS = (
    ("文件", "file"),
    ("目标表", "table"),
    ("程度", "severity"),
    ("编号", "code"),
    ("检查", "title"),
    ("位置", "where"),
    ("对象", "subject"),
    ("一级指标", "level1"),
    ("问题", "message"),
    ("建议", "suggestion"),
    ("应为", "expected"),
    ("表上", "found"),
    ("相关位置", "related"),
)
"""The headings of the columns in both languages."""

_ACTIVE = "=+-@\t\r\n＝＋－＠"
"""A cell that begins with one of these, blanks or not before it, may be run by a spreadsheet."""


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe stands in front of one that it might.

    >>> safe_cell("=17500家"), safe_cell("≥95%"), safe_cell("'quoted'")
    ("'=17500家", '≥95%', "''quoted'")
    """
    shown = clean(text)
    bare = shown.lstrip(" \u3000\xa0\ufeff\u200b")
    return f"'{shown}" if bare[:1] and bare[0] in _ACTIVE + "'" else shown


def plain_cell(text: str) -> str:
    """Return what `safe_cell` was given: the apostrophe in front is taken away again.

    >>> plain_cell(safe_cell("=17500家"))
    '=17500家'
    """
    return text.removeprefix("'")


def csv_of_findings(reviewed: Reviewed, *, lang: str = "zh") -> str:
    """Return findings as CSV, one in a line, in the order of files and tables; files that could not be read have a line as well.

    The text begins with a byte order mark, by which Excel knows UTF-8, and its lines end as RFC 4180 says. All cells are quoted,
    so that a spreadsheet that parts cells at other signs does not find new ones. `plain_cell` reads a cell back.

    >>> print(csv_of_findings([]).lstrip("\\ufeff")[:15])
    "文件","目标表","程度"
    """
    stream = StringIO()
    stream.write("\ufeff")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([names[lang != "zh"] for names in COLUMNS])
    writer.writerows([safe_cell(cell) for cell in row] for row in _rows(reviewed, lang))
    return stream.getvalue()


def _rows(reviewed: Reviewed, lang: str) -> Iterator[tuple[str, ...]]:
    for file in files_of(reviewed):
        for fault in file.fault:
            severity = severity_word(fault.severity, lang)
            yield (file.path, "", severity, fault.code, "", fault.where, "", "", fault_text(fault, lang), "", "", "", "")
        for one in remarks_of(file, lang):
            found = one.finding
            yield (
                one.file,
                one.table,
                one.severity,
                one.code,
                one.title,
                one.where,
                found.subject,
                found.level1,
                one.sentence,
                one.advice,
                found.expected,
                found.found,
                "；".join(found.related) if lang == "zh" else "; ".join(found.related),
            )
