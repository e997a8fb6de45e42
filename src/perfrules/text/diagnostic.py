"""Diagnostics: everything that perfrules has to say about a text, as values."""

from __future__ import annotations

from enum import Enum
from typing import Any

from attrs import evolve, field, frozen

from perfrules.text.messages import MESSAGES
from perfrules.text.span import Span, display_width

__all__ = ["Diagnostic", "Severity"]

_WORDS = {"zh": {"error": "错误", "warning": "警告", "note": "注"}, "en": {"error": "error", "warning": "warning", "note": "note"}}


class Severity(Enum):
    """How much a diagnostic weighs: an error stops the reading, a note records an assumption."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@frozen
class Diagnostic:
    """One thing that was found, assumed or normalised in a text.

    `code` is stable and has an entry in `perfrules.text.messages`; `args` fill its sentence. `source` is the
    text that was read and `span` the characters meant; `where` says in words where that text stands
    (a file, a line, a cell); `line` counts the lines of a file of rules.

    >>> Diagnostic("N201", {"unit": "羽"}, source="≥30羽", span=Span(3, 4)).message
    '不认识的计量单位「羽」，只与同一单位比较'
    """

    code: str
    args: dict[str, str] = field(factory=dict, hash=False)
    source: str = ""
    span: Span | None = None
    where: str = ""
    line: int | None = None

    @property
    def severity(self) -> Severity:
        """Return the weight that the code carries."""
        return _SEVERITIES[self.code[0]]

    @property
    def column(self) -> int | None:
        """Return the place of the first character meant, counted from 1."""
        return None if self.span is None else self.span.start + 1

    @property
    def message(self) -> str:
        """Return the sentence in Chinese."""
        return self.say("zh")

    @property
    def hint(self) -> str:
        """Return what to do next, in Chinese; empty where there is nothing to add."""
        return self.advise("zh")

    def say(self, lang: str = "zh") -> str:
        """Return the sentence in `lang` (`zh` or `en`)."""
        return MESSAGES[self.code].sentence(lang).format_map(self.args)

    def advise(self, lang: str = "zh") -> str:
        """Return what to do next in `lang`; empty where there is nothing to add."""
        advice = MESSAGES[self.code].advice(lang).format_map(self.args)
        suggestion = self.args.get("suggestion")
        if not suggestion:
            return advice
        question = f"是不是「{suggestion}」？" if lang == "zh" else f"did you mean {suggestion!r}?"
        return f"{advice} {question}".strip()

    def at(self, where: str) -> Diagnostic:
        """Return the same diagnostic, placed at `where`."""
        return evolve(self, where=where)

    def render(self, lang: str = "zh") -> str:
        """Return the diagnostic as a person reads it on a terminal: heading, text, caret, advice.

        The caret is placed and sized in screen columns, so it stands under the right character
        although Chinese characters are twice as wide.

        >>> print(Diagnostic("E101", {"found": "≤", "expected": "数字"}, "≥≤5", Span(1, 2)).render())
        错误 E101 第2字：此处不应出现「≤」
          ≥≤5
           ^
          这里可以写：数字
        """
        place = f"{self.where} " if self.where else ""
        column = ""
        if self.line is not None:
            place = ":".join(str(part) for part in (self.where, self.line, self.column) if part) + ": "
        elif self.column is not None:
            column = f" 第{self.column}字" if lang == "zh" else f" column {self.column}"
        colon = "：" if lang == "zh" else ": "
        lines = [f"{place}{_WORDS[lang][self.severity.value]} {self.code}{column}{colon}{self.say(lang)}"]
        if self.span is not None and self.source:
            lines += self._excerpt(self.span)
        if advice := self.advise(lang):
            lines.append(f"  {advice}")
        return "\n".join(lines)

    def _excerpt(self, span: Span) -> list[str]:
        """Return at most sixty characters around the span, with a caret line below."""
        first = max(0, span.start - 30)
        last = min(len(self.source), max(span.end, span.start + 1) + 30)
        before = "…" if first else ""
        after = "…" if last < len(self.source) else ""
        shown = self.source[first:last].replace("\n", " ").replace("\t", " ")
        pad = display_width(before + self.source[first : span.start])
        width = max(1, display_width(self.source[span.start : min(span.end, last)]))
        return [f"  {before}{shown}{after}", "  " + " " * pad + "^" * width]

    def to_dict(self) -> dict[str, Any]:
        """Return the diagnostic as JSON-ready data."""
        data: dict[str, Any] = {"code": self.code, "severity": self.severity.value, "message": self.message}
        if self.hint:
            data["hint"] = self.hint
        if self.span is not None:
            data["span"] = [self.span.start, self.span.end]
        if self.where:
            data["where"] = self.where
        if self.line is not None:
            data["line"] = self.line
        if self.args:
            data["args"] = dict(self.args)
        return data


_SEVERITIES = {"E": Severity.ERROR, "F": Severity.ERROR, "T": Severity.ERROR, "W": Severity.WARNING, "N": Severity.NOTE}
