"""Findings: what a review says of a table, each with its place, both sides, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from perfrules.reviewing.messages import MESSAGES
from perfrules.table.place import Position, position_of
from perfrules.text.diagnostic import Severity

__all__ = ["Finding", "severity_of"]

_NOTHING: Mapping[str, str] = {}
_WEIGHTS = {"错误": Severity.ERROR, "警告": Severity.WARNING, "提示": Severity.NOTE}


def severity_of(word: str) -> Severity | None:
    """Return the severity that a word of a ruleset means; None for 关闭.

    >>> severity_of("警告").value, severity_of("关闭")
    ('warning', None)
    """
    return _WEIGHTS.get(word)


@frozen
class Finding:
    """One fault, doubt or remark about a table (审核意见).

    `code` names the check and has a page in `docs/review/`. `where` is the place that has to be looked at, `related` the others that take
    part. `expected` and `found` are the two sides as they stand in the table; `subject` is the indicator, fund line or goal that it is
    about, `level1` the first level that it belongs to (empty outside of the indicators). `args` fill the sentence.

    >>> finding = Finding("V03", Severity.WARNING, "第5行第4列", {"text": "100", "read": "≥100"}, "≥100", "100", "培训人数")
    >>> finding.code, finding.severity.value, finding.position.row
    ('V03', 'warning', 5)
    """

    code: str
    severity: Severity
    where: str
    args: Mapping[str, str] = field(default=_NOTHING, hash=False)
    expected: str = ""
    found: str = ""
    subject: str = ""
    level1: str = ""
    related: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """Return the sentence in Chinese."""
        return self.say("zh")

    @property
    def title(self) -> str:
        """Return the name of the check in Chinese."""
        return MESSAGES[self.code].title("zh")

    @property
    def suggestion(self) -> str:
        """Return what to do, in Chinese."""
        return self.advise("zh")

    @property
    def position(self) -> Position | None:
        """Return the place as row and column of a part of the file; None where the finding is about the table as a whole."""
        return position_of(self.where)

    def say(self, lang: str = "zh") -> str:
        """Return the sentence in `lang` (`zh` or `en`)."""
        return MESSAGES[self.code].sentence(lang).format_map(self.args)

    def advise(self, lang: str = "zh") -> str:
        """Return what to do in `lang`."""
        return MESSAGES[self.code].advice(lang).format_map(self.args)

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as JSON-ready data."""
        data: dict[str, Any] = {"code": self.code, "severity": self.severity.value, "where": self.where, "message": self.message}
        data |= {"suggestion": self.suggestion, "expected": self.expected, "found": self.found}
        data |= {"subject": self.subject, "level1": self.level1, "related": list(self.related), "args": dict(self.args)}
        return data
