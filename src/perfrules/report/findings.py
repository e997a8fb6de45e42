"""Diagnostics as documents: JSON for programs, SARIF for code hosts and editors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from perfrules._version import __version__
from perfrules.text.diagnostic import Diagnostic, Severity
from perfrules.text.messages import MESSAGES

__all__ = ["findings_document", "sarif_document", "summary"]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def findings_document(found: Sequence[Diagnostic], lang: str = "zh") -> dict[str, Any]:
    """Return diagnostics as one JSON-ready document, sentences in `lang`."""
    return {
        "format": "perfrules-findings/1",
        "counts": {level: sum(_LEVELS[one.severity] == level for one in found) for level in _LEVELS.values()},
        "findings": [_finding(one, lang) for one in found],
    }


def _finding(one: Diagnostic, lang: str) -> dict[str, Any]:
    data: dict[str, Any] = {"code": one.code, "severity": one.severity.value, "message": one.say(lang), "hint": one.advise(lang)}
    data |= {"where": one.where, "line": one.line, "column": one.column}
    data["end_column"] = None if one.span is None else one.span.end + 1
    return data


def sarif_document(found: Sequence[Diagnostic], lang: str = "zh") -> dict[str, Any]:
    """Return diagnostics in the Static Analysis Results Interchange Format, version 2.1.0."""
    codes = dict.fromkeys(one.code for one in found)
    driver = {
        "name": "perfrules",
        "version": __version__,
        "rules": [{"id": code, "shortDescription": {"text": MESSAGES[code].sentence(lang)}} for code in codes],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(one, lang) for one in found]}],
    }


def _result(one: Diagnostic, lang: str) -> dict[str, Any]:
    text = " ".join(part for part in (one.say(lang), one.advise(lang)) if part)
    result: dict[str, Any] = {"ruleId": one.code, "level": _LEVELS[one.severity], "message": {"text": text}}
    if one.where:
        place: dict[str, Any] = {"artifactLocation": {"uri": one.where.replace("\\", "/")}}
        if one.line is not None:
            place["region"] = {"startLine": one.line}
            if one.span is not None:
                place["region"] |= {"startColumn": one.span.start + 1, "endColumn": max(one.span.end, one.span.start + 1) + 1}
        result["locations"] = [{"physicalLocation": place}]
    return result


def summary(found: Iterable[Diagnostic], files: int, lang: str = "zh") -> str:
    """Return how much was found in how many files, as a sentence."""
    counts = dict.fromkeys(Severity, 0)
    for one in found:
        counts[one.severity] += 1
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    if lang == "zh":
        said = "、".join(part for part in (f"{errors} 个错误" if errors else "", f"{warnings} 个警告" if warnings else "") if part)
        return f"{files} 个规则集：{said or '没有问题'}"
    said = ", ".join(part for part in (f"{errors} errors" if errors else "", f"{warnings} warnings" if warnings else "") if part)
    return f"{files} rulesets: {said or 'nothing to report'}"
