"""Reviews for tests of reports: tables with findings of every severity, hostile names, files that could not be read."""

from __future__ import annotations

from string import Formatter

from perfrules import TargetTable, read_table, review
from perfrules.report.review_view import ReviewedFile, ReviewedTable
from perfrules.reviewing.finding import Finding
from perfrules.reviewing.messages import MESSAGES
from perfrules.text.diagnostic import Diagnostic, Severity

__all__ = ["HOSTILE", "finding", "hostile_file", "reviewed_file", "small_table", "unread_file"]

HOSTILE = '=HYPERLINK("http://x","点")\x00\x1b[31m<script>alert(\'1\')</script>\u202e](y)\n+1\ud800'
"""A name that tries to be a formula, a command of the terminal, a script, a link and a control character at once."""


def small_table(name: str = "培训人数") -> TargetTable:
    """Return a table with one row, its cell in a sheet."""
    return read_table(f"项目支出绩效目标表\n一级指标\t二级指标\t三级指标\t全年指标值\n产出\t数量\t{name}\t=50人")


def finding(
    code: str = "V03",
    severity: Severity = Severity.WARNING,
    where: str = "第3行第4列",
    subject: str = "培训人数",
    *,
    expected: str = "≥100",
    found: str = "100",
) -> Finding:
    """Return a finding of a check whose sentence is filled in with `subject`."""
    wording = MESSAGES[code]
    said = (wording.zh, wording.en, wording.zh_advice, wording.en_advice)
    fields = {name: subject for text in said for _, name, _, _ in Formatter().parse(text) if name}
    return Finding(code, severity, where, fields, expected, found, subject, "产出", ("第2行",))


def reviewed_file(path: str = "甲/表 1.txt", *findings: Finding) -> ReviewedFile:
    """Return a file with one table that was really reviewed, and more findings."""
    table = small_table()
    return ReviewedFile(path, (ReviewedTable(table, (*review(table), *findings)),))


def hostile_file() -> ReviewedFile:
    """Return a file in which every text of others is hostile."""
    table = TargetTable(unit_name=HOSTILE, project_name=HOSTILE, title=HOSTILE, source=HOSTILE)
    found = finding(subject=HOSTILE, where=f"工作表「{HOSTILE}」B5", expected=HOSTILE, found=HOSTILE)
    return ReviewedFile(HOSTILE, (ReviewedTable(table, (found,)),))


def unread_file(path: str = "乙.xlsx") -> ReviewedFile:
    """Return a file that could not be read."""
    return ReviewedFile(path, (), (Diagnostic("E342", {"path": path}),))
