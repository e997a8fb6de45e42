"""Reviews as documents for programs: JSON with a schema of its own, SARIF for code hosts and editors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from perfrules._version import __version__
from perfrules.evaluation.scored_table import ScoredTable
from perfrules.report.checks import check_title, why_text
from perfrules.report.remarks import ORDER, Reviewed, clean, counted, fault_text, files_of, joined, one_line, table_name
from perfrules.report.review_view import MatchedQuantity, ReviewedFile, ReviewedTable
from perfrules.report.view import place_text
from perfrules.reviewing.finding import Finding
from perfrules.table.place import PartKind, position_of
from perfrules.text.diagnostic import Diagnostic, Severity

__all__ = ["review_document", "review_sarif"]

_PARTS = {
    PartKind.TEXT: "text",
    PartKind.SHEET: "sheet",
    PartKind.PAGE: "page",
    PartKind.TABLE: "table",
    PartKind.BODY: "body",
}


def review_document(reviewed: Reviewed, lang: str = "zh") -> dict[str, Any]:
    """Return a review as one JSON-ready document (`perfrules-review/1`); sentences and places are in `lang`, codes in no language."""
    files = files_of(reviewed)
    return {
        "format": "perfrules-review/1",
        "version": __version__,
        "counts": _counts(one for file in files for one in file.findings),
        "unreadable": sum(not file.is_readable for file in files),
        "files": [_file(file, lang) for file in files],
    }


def _file(file: ReviewedFile, lang: str) -> dict[str, Any]:
    return {
        "path": file.path,
        "counts": _counts(file.findings),
        "faults": [_diagnostic(one, lang) for one in file.fault],
        "tables": [_table(file, index, lang) for index in range(len(file.tables))],
    }


def _table(file: ReviewedFile, index: int, lang: str) -> dict[str, Any]:
    one = file.tables[index]
    table = one.table
    return {
        "name": table_name(file, index, lang),
        "title": table.title,
        "unit_name": table.unit_name,
        "project_name": table.project_name,
        "year": table.year,
        "indicators": len(table.indicators),
        "counts": _counts(one.findings),
        "findings": [_finding(found, lang) for found in one.findings],
        "matches": [_match(pair, lang) for pair in one.matches],
        "score": _score(one),
        "diagnostics": [_diagnostic(found, lang) for found in table.diagnostics],
    }


def _finding(one: Finding, lang: str) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "title": check_title(one.code, lang),
        "where": place_text(one.where, lang),
        "place": _place(one.where),
        "message": one.say(lang),
        "suggestion": one.advise(lang),
        "expected": one.expected,
        "found": one.found,
        "subject": one.subject,
        "level1": one.level1,
        "related": [place_text(where, lang) for where in one.related],
        "args": dict(one.args),
    }


def _place(where: str) -> dict[str, Any] | None:
    """Return a place in parts: what rows are counted in, its name, row and column."""
    found = position_of(where)
    if found is None:
        return None
    return {"part": _PARTS[found.part.kind], "name": found.part.name, "row": found.row, "column": found.column}


def _match(pair: MatchedQuantity, lang: str) -> dict[str, Any]:
    return {"goal": pair.goal, "text": pair.text, "where": place_text(pair.where, lang), "row": pair.row, "reason": pair.explain(lang)}


def _score(one: ReviewedTable) -> dict[str, Any] | None:
    scored: ScoredTable | None = one.scored
    if scored is None:
        return None
    keys = ("policy", "full_marks", "stated", "stated_sum", "recomputed", "grades", "differing")
    data = scored.to_dict()
    return {key: data[key] for key in keys}


def _counts(found: Iterable[Finding]) -> dict[str, int]:
    return {severity.value: count for severity, count in counted(found).items()}


def _diagnostic(one: Diagnostic, lang: str) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "where": place_text(one.where, lang),
        "message": one.say(lang),
        "hint": one.advise(lang),
    }


def review_sarif(reviewed: Reviewed, lang: str = "zh") -> dict[str, Any]:
    """Return a review in the Static Analysis Results Interchange Format, version 2.1.0.

    A text file has a region with the line; in other files the place is a logical location such as 工作表「附表1」B5. Files that could
    not be read are results as well.
    """
    files = files_of(reviewed)
    rules = dict(_rules(files, lang))
    numbers = {code: number for number, code in enumerate(rules)}
    results = [result for file in files for result in _results(file, numbers, lang)]
    driver = {"name": "perfrules", "version": __version__, "language": "zh-CN" if lang == "zh" else "en-US", "rules": list(rules.values())}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": all(file.is_readable for file in files)}],
        "results": results,
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _rules(files: Sequence[ReviewedFile], lang: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the checks that found something, by code, with the severity that they have most often."""
    found = sorted((one for file in files for one in file.findings), key=lambda one: (one.code, ORDER[one.severity]))
    for one in found:
        title = one_line(check_title(one.code, lang))
        advice = one_line(one.advise(lang))
        reason = one_line(why_text(one.code, lang)) or advice
        yield one.code, _rule(one.code, title, reason, f"docs/review/{one.code}.md", one.severity)
    faults = {one.code: one for file in files for one in file.fault}
    for code, fault in sorted(faults.items()):
        title = "文件读不了" if lang == "zh" else "file cannot be read"
        yield code, _rule(code, title, one_line(fault.advise(lang)), f"docs/diagnostics/{code}.md", fault.severity)


def _rule(code: str, title: str, reason: str, page: str, severity: Severity) -> dict[str, Any]:
    return {
        "id": code,
        "name": title,
        "shortDescription": {"text": title},
        "fullDescription": {"text": reason or title},
        "help": {"text": f"{title}\n{reason}\n{page}", "markdown": f"**{code} {_literal(title)}**\n\n{_literal(reason)}\n\n`{page}`"},
        "defaultConfiguration": {"level": severity.value},
    }


def _literal(text: str) -> str:
    """Return text for Markdown in which no sign has a meaning: names come from files of others."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]()<>#+-.!|~" else char for char in text)


def _results(file: ReviewedFile, numbers: Mapping[str, int], lang: str) -> Iterator[dict[str, Any]]:
    for fault in file.fault:
        result = _result(fault.code, numbers, fault.severity, fault_text(fault, lang))
        yield result | {"locations": [_location(file.path, "", lang)]}
    for index, one in enumerate(file.tables):
        name = table_name(file, index, lang)
        for found in one.findings:
            said = joined(one_line(found.say(lang)), one_line(found.advise(lang)), lang)
            result = _result(found.code, numbers, found.severity, said)
            result["locations"] = [_location(file.path, found.where, lang)]
            if found.related:
                result["relatedLocations"] = [
                    {"id": number, **_location(file.path, where, lang)} for number, where in enumerate(found.related, 1)
                ]
            result["partialFingerprints"] = {"perfrulesFinding/v1": _fingerprint(file.path, name, found)}
            yield result | {"properties": {"table": name, "subject": one_line(found.subject), "level1": one_line(found.level1)}}


def _result(code: str, numbers: Mapping[str, int], severity: Severity, said: str) -> dict[str, Any]:
    # Brackets followed by a round one would be a link: a text of others makes none.
    return {"ruleId": code, "ruleIndex": numbers[code], "level": severity.value, "message": {"text": said.replace("](", "] (")}}


def _location(path: str, where: str, lang: str) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    location: dict[str, Any] = {"physicalLocation": physical}
    found = position_of(where)
    if found is not None and found.part.kind is PartKind.TEXT:
        physical["region"] = {"startLine": found.row}
    if where:
        shown = one_line(place_text(where, lang))
        location["logicalLocations"] = [{"fullyQualifiedName": shown, "kind": "element"}]
        location["message"] = {"text": shown}
    return location


def _uri(path: str) -> str:
    """Return a path as a reference that any reader of URIs understands: 表 2.xlsx → %E8%A1%A8%202.xlsx."""
    plain = clean(path).replace("\\", "/")
    if plain[1:3] == ":/":
        return "file:///" + quote(plain, safe="/:")
    return ("file://" if plain.startswith("/") else "") + quote(plain, safe="/")


def _fingerprint(path: str, table: str, found: Finding) -> str:
    """Return what stays the same when rows move: the check, the file, the table, what it is about and both sides."""
    parts = (found.code, path, table, found.level1, found.subject, found.expected, found.found)
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
