"""Conformance cases: what an implementation is asked, and what it has to answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError
from perfrules.text.resources import resource_folder

__all__ = ["GROUPS", "KINDS", "Case", "CasesError", "cases"]

KINDS = ("targets", "verdicts", "units", "scores", "rulesets", "mentions")
GROUPS = ("required", "recommended")

_FOLDER = "docs/conformance"
_TEXTS = ("id", "group", "topic", "why")
_OBJECTS = ("input", "expected")


class CasesError(PerfRulesError, ValueError):
    """A folder of conformance cases that cannot be read."""


@frozen
class Case:
    """One question with the answer that it must get, and one sentence that says why.

    `group` is `required` where another answer would decide something else about public money, `recommended` where it is about notes,
    codes and wording. Only the fields that stand in `expected` are compared.
    """

    id: str
    kind: str
    group: str
    topic: str
    input: Mapping[str, Any]
    expected: Mapping[str, Any]
    why: str

    @property
    def request(self) -> dict[str, Any]:
        """Return what the implementation is asked: kind, id and input."""
        return {"kind": self.kind, "id": self.id, "input": dict(self.input)}


def cases(kind: str = "", group: str = "", folder: str | Path | None = None) -> tuple[Case, ...]:
    """Return the cases of a kind and a group, by default of all, in the order of the files.

    `folder` holds files of the same names, by default those that ship with perfrules; a file that is not there has no cases. A
    folder without any, or a line that is no case, raises `CasesError`.

    >>> cases("verdicts", "required")[0].group, len({one.id for one in cases()}) == len(cases())
    ('required', True)
    """
    place = resource_folder(_FOLDER) if folder is None else Path(folder)
    files = [(name, place / f"{name}.jsonl") for name in KINDS]
    there = [(name, path) for name, path in files if path.is_file()]
    if not there:
        known = "、".join(path.name for _, path in files)
        raise CasesError([Diagnostic("E520", {"path": str(place), "known": known})])
    found = tuple(case for name, path in there if kind in ("", name) for case in _read(name, path))
    return tuple(case for case in found if group in ("", case.group))


def _read(kind: str, path: Path) -> Iterator[Case]:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _bad(path, 0, getattr(error, "strerror", None) or "UTF-8") from None
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _case(kind, line, path, number)


def _case(kind: str, line: str, path: Path, number: int) -> Case:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        raise _bad(path, number, "JSON") from None
    if not isinstance(data, dict):
        raise _bad(path, number, "JSON")
    missing = [name for name in _TEXTS if not isinstance(data.get(name), str)]
    missing += [name for name in _OBJECTS if not isinstance(data.get(name), dict)]
    if missing or data["group"] not in GROUPS:
        raise _bad(path, number, "、".join(missing) or "group")
    return Case(data["id"], kind, data["group"], data["topic"], data["input"], data["expected"], data["why"])


def _bad(path: Path, line: int, what: str) -> CasesError:
    return CasesError([Diagnostic("E521", {"path": str(path), "line": str(line), "what": what})])
