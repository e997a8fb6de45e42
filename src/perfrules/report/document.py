"""JSON documents: what `--json` prints, and the schemas that they follow."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from perfrules.evaluation import Group, Result, RowResult, TableResult
from perfrules.report.meaning import meaning_of
from perfrules.report.reading import Reading
from perfrules.report.view import english_sentence, place_text, sentence
from perfrules.text.diagnostic import Diagnostic

__all__ = ["SCHEMAS", "evaluation_document", "reading_document", "schema", "write_json"]

SCHEMAS = ("bulk", "compare", "evaluate", "monitor", "mutate", "parse", "review", "score", "which-policy")

_UNREAD: Mapping[str, Any] = {
    "target": None,
    "required": None,
    "actual": None,
    "completion": None,
    "shortfall": None,
    "direction": None,
    "direction_source": None,
}


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a document, one of `SCHEMAS`.

    >>> schema("parse")["type"]
    'object'
    """
    path = Path(__file__).with_name("schemas") / f"{name}.json"
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


def write_json(document: Mapping[str, Any], *, ascii_only: bool = False) -> str:
    """Return a document as text, one line break at its end; `ascii_only` where the stream is not Unicode."""
    text = json.dumps(document, ensure_ascii=ascii_only, indent=2)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def evaluation_document(result: TableResult, lang: str = "zh") -> dict[str, Any]:
    """Return a judged table as one JSON-ready document; sentences are in `lang`, verdicts and codes in no language."""
    scored = {} if result.scored is None else {"score": result.scored.to_dict()}
    ruled = {} if result.ruled is None else {"ruleset": result.ruled.to_dict()}
    return {
        "format": "perfrules-evaluation/1",
        **result.to_dict(),
        **scored,
        **ruled,
        "groups": [_group(group) for group in result.groups],
        "rows": [_row(row, lang) for row in result.rows],
        "diagnostics": _notes(result.diagnostics, lang),
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "name": group.name,
        "level": group.level,
        "verdict": group.verdict.value,
        "totals": {verdict.value: count for verdict, count in group.totals().items()},
        "groups": [_group(inner) for inner in group.groups],
    }


def _row(row: RowResult, lang: str) -> dict[str, Any]:
    unread = {} if row.result is not None else {**_UNREAD, "actual": "" if row.actual is None else row.actual.value}
    return {**unread, **row.to_dict(), "why": sentence(row, lang), "notes": _notes(row.notes, lang)}


def reading_document(reading: Reading, lang: str = "zh") -> dict[str, Any]:
    """Return the reading of one expression as one JSON-ready document."""
    criterion = reading.criterion
    return {
        "format": "perfrules-target/1",
        "expression": reading.expression,
        "target": {**reading.target.to_dict(), "notes": _notes(reading.target.notes, lang)},
        "meaning": meaning_of(reading.target, lang),
        "direction": criterion.direction.value if reading.directed else None,
        "direction_source": criterion.source.value if reading.directed else None,
        "required": reading.required if reading.directed else None,
        "notes": _notes(reading.notes, lang),
        "result": None if reading.result is None else _result(reading.result, lang),
    }


def _result(result: Result, lang: str) -> dict[str, Any]:
    why = result.why if lang == "zh" else english_sentence(result, result.reason)
    return {**result.to_dict(), "why": why, "notes": _notes(result.notes, lang)}


def _notes(notes: Iterable[Diagnostic], lang: str) -> list[dict[str, Any]]:
    """Return diagnostics in `lang`; places such as 第50行第4列 follow it."""
    return [_note(note, lang) for note in notes]


def _note(note: Diagnostic, lang: str) -> dict[str, Any]:
    data = note.to_dict() | {"message": note.say(lang)}
    if advice := note.advise(lang):
        data["hint"] = advice
    if note.where:
        data["where"] = place_text(note.where, lang)
    return data
