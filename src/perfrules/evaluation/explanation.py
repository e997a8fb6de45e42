"""Explanations: a result as a plain tree of words and exact numbers, for people, for files and for other programs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from perfrules.evaluation.explain import percent_text
from perfrules.evaluation.outcome import GroupOutcome, IndicatorOutcome, Outcome
from perfrules.evaluation.totals import Marks
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import FactError
from perfrules.text.limits import MAX_DEPTH
from perfrules.value.numeral import write_number
from perfrules.value.verdict import Verdict

__all__ = ["Explanation", "explanation_of"]


@frozen
class Explanation:
    """One node of a result: what it is about, what came out, and why; exact numbers are texts.

    `to_dict` and `from_dict` are inverse: a stored explanation is the same one when it is read again.
    """

    name: str
    path: tuple[str, ...]
    verdict: str
    low: str = ""
    high: str = ""
    weight: str = ""
    target: str = ""
    actual: str = ""
    completion: str = ""
    shortfall: str = ""
    direction: str = ""
    why: str = ""
    reason: str = ""
    derivation: str = ""
    lacking: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    place: str = ""
    source: str = ""
    status: str = ""
    children: tuple[Explanation, ...] = field(factory=tuple)

    @property
    def marks(self) -> str:
        """Return the marks as people write them: `3~11/11分`; empty where there are no weights."""
        if not self.high:
            return ""
        low, high = (_short(number) for number in (self.low, self.high))
        got = low if low == high else f"{low}~{high}"
        return f"{got}/{_short(self.weight)}分"

    def nodes(self) -> Iterator[Explanation]:
        """Yield the node and all below it."""
        yield self
        for child in self.children:
            yield from child.nodes()

    def to_dict(self) -> dict[str, Any]:
        """Return the node as JSON-ready data; what is empty is left out."""
        data: dict[str, Any] = {"name": self.name, "path": list(self.path), "verdict": self.verdict}
        for key in _TEXTS:
            if value := getattr(self, key):
                data[key] = value
        for key in ("lacking", "notes"):
            if value := getattr(self, key):
                data[key] = list(value)
        if self.children:
            data["children"] = [child.to_dict() for child in self.children]
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Explanation:
        """Return the node that `to_dict` wrote; `FactError` where it did not write this."""
        return cls._read(data, 0)

    @classmethod
    def _read(cls, data: Any, depth: int) -> Explanation:
        if not isinstance(data, Mapping) or depth > MAX_DEPTH:
            raise _foreign("node")
        verdicts = {verdict.value for verdict in Verdict}
        given: dict[str, Any] = {key: _text(data, key) for key in ("name", "verdict", *(key for key in _TEXTS if key in data))}
        given |= {key: _texts(data, key) for key in ("path", "lacking", "notes")}
        numbers = [given.get(key, "") for key in ("low", "high", "weight")]
        if given["verdict"] not in verdicts:
            raise _foreign("verdict")
        if any(numbers) and not all(map(_NUMBER.fullmatch, numbers if numbers[0] or numbers[1] else numbers[2:])):
            raise _foreign("low, high, weight")
        children = data.get("children", ())
        if not isinstance(children, list | tuple):
            raise _foreign("children")
        return cls(children=tuple(cls._read(child, depth + 1) for child in children), **given)

    def text(self) -> str:
        """Return the tree as indented lines."""
        depth = len(self.path)
        return "\n".join("  " * (len(node.path) - depth) + node.line() for node in self.nodes())

    def line(self) -> str:
        """Return what the node itself says, without what lies below it."""
        return "  ".join(part for part in (self.verdict, self.marks, self._said()) if part)

    def _said(self) -> str:
        said = f"{self.name}：{self.why}" if self.why else self.name
        tail = f"  [{self.place}]" if self.place and not self.children else ""
        status = f"（{self.status}）" if self.status and self.status != "已核" else ""
        return said + status + tail

    def markdown(self) -> str:
        """Return the tree as a Markdown table, a row for each node."""
        rows = ["| 指标 | 结论 | 得分 | 指标值 | 实际值 | 说明 | 依据 |", "|---|---|---|---|---|---|---|"]
        for node in self.nodes():
            indent = "　" * max(len(node.path) - len(self.path), 0)
            bold = "**" if node.children else ""
            source = node.source + (f"（{node.status}）" if node.status else "")
            cells = (f"{indent}{bold}{_cell(node.name)}{bold}", node.verdict, node.marks, node.target, node.actual, node.why, source)
            rows.append("| " + " | ".join([cells[0], *map(_cell, cells[1:])]) + " |")
        return "\n".join(rows)


_TEXTS = (
    "low",
    "high",
    "weight",
    "target",
    "actual",
    "completion",
    "shortfall",
    "direction",
    "why",
    "reason",
    "derivation",
    "place",
    "source",
    "status",
)


_NUMBER = re.compile(r"-?[0-9]{1,4000}(?:/[1-9][0-9]{0,3999})?")


def _foreign(what: str) -> FactError:
    return FactError([Diagnostic("E406", {"kind": "Explanation", "what": what})])


def _text(data: Mapping[str, Any], key: str) -> str:
    found = data.get(key)
    if not isinstance(found, str):
        raise _foreign(key)
    return found


def _texts(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    found = data.get(key, ())
    if not isinstance(found, list | tuple) or not all(isinstance(one, str) for one in found):
        raise _foreign(key)
    return tuple(found)


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def _short(number: str) -> str:
    """Return a number as marks are printed: exact if it is short, else to two decimals with a sign that it is not."""
    value = Fraction(number)
    text = write_number(value)
    if len(text.partition(".")[2]) <= 4 and "/" not in text:
        return text
    rounded = Fraction((200 * value.numerator + value.denominator) // (2 * value.denominator), 100)
    return f"约{write_number(rounded)}"


def explanation_of(outcome: Outcome, title: str = "") -> Explanation:
    """Return the explanation of an outcome with all below it; `title` names the whole."""
    if isinstance(outcome, GroupOutcome):
        section = outcome.branch.section
        children = tuple(explanation_of(child) for child in outcome.children)
        low, high = _ends(outcome.marks)
        return Explanation(
            outcome.name or title,
            outcome.path,
            outcome.verdict.value,
            low,
            high,
            _number(outcome.weight),
            place="" if section is None else str(section.place),
            source="" if section is None else section.provenance.source,
            status="" if section is None else section.provenance.status,
            children=children,
        )
    return _of_indicator(outcome)


def _of_indicator(one: IndicatorOutcome) -> Explanation:
    low, high = _ends(one.marks)
    completion = one.completion
    return Explanation(
        one.name,
        one.path,
        one.verdict.value,
        low,
        high,
        _number(one.weight),
        "" if one.target is None else str(one.target),
        one.actual,
        "" if completion is None else percent_text(completion, met=one.verdict is Verdict.MET),
        "" if one.shortfall is None else str(one.shortfall),
        "" if one.direction is None else one.direction.value,
        one.why,
        one.reason,
        one.derivation,
        one.lacking,
        tuple(dict.fromkeys(f"{note.code} {note.message}" for note in one.notes)),
        str(one.place),
        one.provenance.source,
        one.provenance.status,
    )


def _ends(marks: Marks | None) -> tuple[str, str]:
    return ("", "") if marks is None else (str(marks.low), str(marks.high))


def _number(value: Fraction | None) -> str:
    return "" if value is None else str(value)
