"""What every report of a review shares: its words, the names of tables, and text that any file format can hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from attrs import frozen

from perfrules.report.checks import check_title, severity_word
from perfrules.report.review_view import ReviewedFile, ReviewedTable
from perfrules.report.scores import heading_text
from perfrules.report.view import place_text
from perfrules.reviewing.finding import Finding
from perfrules.text.diagnostic import Diagnostic, Severity

__all__ = [
    "ORDER",
    "Remark",
    "Reviewed",
    "clean",
    "counted",
    "counts_text",
    "fault_text",
    "files_of",
    "joined",
    "one_line",
    "remark_of",
    "remarks_of",
    "table_name",
]

Reviewed = ReviewedFile | ReviewedTable | Sequence[ReviewedFile]

ORDER: Mapping[Severity, int] = MappingProxyType({Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2})
"""What weighs most comes first."""

_PLURALS = MappingProxyType({Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.NOTE: "notes"})
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TURNING = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@frozen
class Remark:
    """One finding in the words of one language, with the file and the table that it is about."""

    finding: Finding
    file: str
    table: str
    severity: str
    title: str
    where: str
    sentence: str
    advice: str

    @property
    def code(self) -> str:
        """Return the code of the check."""
        return self.finding.code


def clean(text: str) -> str:
    """Return text without what no XML can hold, and without marks that turn the direction of reading around.

    >>> clean("甲\\x00乙\\x1b[31m\\u202e"), clean("\\ud800≥95%")
    ('甲乙[31m', '≥95%')
    """
    return _TURNING.sub("", _ILLEGAL.sub("", text))


def one_line(text: str) -> str:
    """Return clean text on one line.

    >>> one_line("目标一：\\n  引进人才")
    '目标一： 引进人才'
    """
    return " ".join(clean(text).split())


def counted(found: Iterable[Finding]) -> Mapping[Severity, int]:
    """Return how many findings have each severity."""
    counts = Counter(one.severity for one in found)
    return {severity: counts.get(severity, 0) for severity in Severity}


def counts_text(counts: Mapping[Severity, int], lang: str) -> str:
    """Return counts in words; what is not there is not told.

    >>> counts_text({Severity.ERROR: 1, Severity.WARNING: 0, Severity.NOTE: 2}, "zh")
    '1 个错误、2 个提示'
    >>> counts_text({Severity.ERROR: 1, Severity.WARNING: 0, Severity.NOTE: 2}, "en")
    '1 error, 2 notes'
    """
    filled = [(severity, counts[severity]) for severity in ORDER if counts.get(severity)]
    if lang == "zh":
        return "、".join(f"{count} 个{severity_word(severity, lang)}" for severity, count in filled) or "没有问题"
    parts = (f"{count} {severity_word(severity, lang) if count == 1 else _PLURALS[severity]}" for severity, count in filled)
    return ", ".join(parts) or "nothing to report"


def files_of(reviewed: Reviewed) -> Sequence[ReviewedFile]:
    """Return what was reviewed as files; a table alone is a file of the name of its source.

    A sequence is handed on as it is: it may read its files from a disk.
    """
    match reviewed:
        case ReviewedTable():
            return (ReviewedFile(reviewed.table.source, (reviewed,)),)
        case ReviewedFile():
            return (reviewed,)
        case _:
            return reviewed


def table_name(file: ReviewedFile, index: int, lang: str) -> str:
    """Return what the table of a file is called: its title and body, with a number where several have the same name."""
    names = [one_line(heading_text(one.table)) for one in file.tables]
    name = names[index] or ("目标表" if lang == "zh" else "table")
    same = names.count(names[index])
    return f"{name} ({names[: index + 1].count(names[index])})" if same > 1 else name


def remarks_of(file: ReviewedFile, lang: str) -> Iterator[Remark]:
    """Yield the findings of a file in the order of its tables."""
    for index, one in enumerate(file.tables):
        name = table_name(file, index, lang)
        for found in one.findings:
            yield remark_of(found, file.path, name, lang)


def remark_of(found: Finding, file: str, table: str, lang: str) -> Remark:
    """Return a finding in the words of a language, on single lines of clean text."""
    return Remark(
        found,
        clean(file),
        table,
        severity_word(found.severity, lang),
        one_line(check_title(found.code, lang)),
        one_line(place_text(found.where, lang)),
        one_line(found.say(lang)),
        one_line(found.advise(lang)),
    )


def fault_text(found: Diagnostic, lang: str) -> str:
    """Return why a file could not be read, with what to do, on one line."""
    return joined(one_line(found.say(lang)), one_line(found.advise(lang)), lang)


def joined(sentence: str, advice: str, lang: str) -> str:
    """Return a sentence and the advice that belongs to it as one.

    >>> joined("差 45.30万元", "请核对", "zh"), joined("off by 45.30万元", "", "en")
    ('差 45.30万元；请核对', 'off by 45.30万元')
    """
    if not (sentence and advice):
        return sentence or advice
    return f"{sentence.rstrip('。；')}；{advice}" if lang == "zh" else f"{sentence.rstrip('.;')}; {advice}"
