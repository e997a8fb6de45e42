"""What a report shows of a judged table, in the words of one language; terminal and page share it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from pathlib import PurePath

from attrs import frozen

from perfrules.evaluation import Direction, DirectionSource, Group, Result, RowResult, TableResult, Verdict
from perfrules.evaluation.explain import actual_text, percent_text, required_text
from perfrules.report.marks_view import MarksView, marks_view
from perfrules.report.words import KEYS, advice_word, direction_word, reason_word, say, source_word, verdict_word
from perfrules.table.place import PartKind, Position, column_letters, position_of
from perfrules.text.diagnostic import Diagnostic

__all__ = [
    "Count",
    "GroupView",
    "NoteView",
    "ReportView",
    "RowView",
    "Step",
    "direction_text",
    "english_sentence",
    "file_name",
    "note_view",
    "place_text",
    "sentence",
    "view_of",
]

_GAP = re.compile(r"，(差|超出|晚|早|落后|超前) ")
_GAP_EN = {"差": "short by", "超出": "over by", "晚": "late by", "早": "early by", "落后": "behind by", "超前": "ahead by"}
_PLACE = re.compile(r"第(\d+)行(?:第(\d+)列)?")


@frozen
class NoteView:
    """One diagnostic as a reader sees it."""

    code: str
    severity: str
    text: str
    where: str = ""


@frozen
class Count:
    """How many rows have one verdict; `key` is its short name."""

    key: str
    label: str
    number: int


@frozen
class RowView:
    """One indicator with its verdict and the reasons; every field is text ready to be shown."""

    key: str
    label: str
    name: str
    required: str
    actual: str
    completion: str
    share: int
    gap: str
    remark: str
    short: str
    why: str
    written: str
    direction: str
    place: str
    notes: tuple[NoteView, ...]


@frozen
class GroupView:
    """A node of the indicator tree with its verdict and counts."""

    name: str
    level: int
    key: str
    label: str
    counts: tuple[Count, ...]
    groups: tuple[GroupView, ...]
    rows: tuple[RowView, ...]

    @property
    def size(self) -> int:
        """Return how many rows lie below."""
        return sum(count.number for count in self.counts)


@frozen
class Step:
    """What is still open and what to do about it: all rows that wait for the same reason."""

    reason: str
    advice: str
    names: tuple[str, ...]


@frozen
class ReportView:
    """A whole judged table, ready to be shown in `lang`."""

    lang: str
    heading: str
    title: str
    facts: tuple[tuple[str, str], ...]
    key: str
    label: str
    counts: tuple[Count, ...]
    groups: tuple[GroupView, ...]
    steps: tuple[Step, ...]
    findings: tuple[NoteView, ...]
    marks: MarksView | None = None

    @property
    def size(self) -> int:
        """Return how many indicators the table has."""
        return sum(count.number for count in self.counts)

    def rows(self) -> tuple[RowView, ...]:
        """Return all rows in the order of the tree."""
        return tuple(row for group in self.groups for row in _below(group))


def _below(group: GroupView) -> list[RowView]:
    return [*(row for inner in group.groups for row in _below(inner)), *group.rows]


def view_of(result: TableResult, *, lang: str = "zh", actuals: str = "") -> ReportView:
    """Return what a report shows of `result`; `actuals` is the name of the file of actual values, empty if there was none."""
    table = result.table
    unit = table.unit_name or table.project_name or table.title or say(lang, "unnamed")
    parts = [table.project_name] if table.project_name and table.project_name != unit else []
    parts += [say(lang, "year", year=table.year)] if table.year else []
    facts = [(say(lang, "period"), result.period)] if result.period else []
    facts += [(say(lang, "ruleset"), result.ruled.title)] if result.ruled is not None else []
    facts += [(say(lang, "table"), file_name(table.source)), (say(lang, "actuals"), actuals or _without(result, lang))]
    return ReportView(
        lang=lang,
        heading=" ".join([unit, *parts]),
        title=table.title,
        facts=tuple((label, text) for label, text in facts if text),
        key=KEYS[result.verdict],
        label=verdict_word(result.verdict, lang),
        counts=_counts(result.totals(), lang),
        groups=tuple(_group(group, lang) for group in result.groups),
        steps=tuple(_steps(result, lang)),
        findings=tuple(note_view(one, lang) for one in result.diagnostics),
        marks=None if result.scored is None else marks_view(result.scored, lang),
    )


def _without(result: TableResult, lang: str) -> str:
    return say(lang, "own_actuals" if any(row.actual is not None for row in result.rows) else "no_actuals")


def file_name(source: str) -> str:
    """Return the last part of a path, whichever way its slashes lean: a report does not tell where it was made.

    >>> file_name("/home/someone/2025/table.txt"), file_name("C:\\\\data\\\\表 1.txt")
    ('table.txt', '表 1.txt')
    """
    return PurePath(source.replace("\\", "/")).name


def _counts(totals: Mapping[Verdict, int], lang: str) -> tuple[Count, ...]:
    return tuple(Count(KEYS[verdict], verdict_word(verdict, lang), totals[verdict]) for verdict in Verdict)


def _group(group: Group, lang: str) -> GroupView:
    return GroupView(
        name=" ".join(group.name.split()) or (say(lang, "ungrouped") if group.level == 1 else ""),
        level=group.level,
        key=KEYS[group.verdict],
        label=verdict_word(group.verdict, lang),
        counts=_counts(group.totals(), lang),
        groups=tuple(_group(inner, lang) for inner in group.groups),
        rows=tuple(_row(row, lang) for row in group.rows),
    )


def _row(row: RowResult, lang: str) -> RowView:
    result = row.result
    completion = None if result is None else result.completion
    direction = ""
    if result is not None and row.verdict is not Verdict.NOT_APPLICABLE:
        direction = direction_text(result.direction, result.direction_source, lang)
    return RowView(
        key=KEYS[row.verdict],
        label=verdict_word(row.verdict, lang),
        name=" ".join(row.name.split()),
        required=row.cell.text if result is None else required_text(result),
        actual=_actual(row),
        completion="" if completion is None else percent_text(completion, met=row.verdict is Verdict.MET),
        share=0 if completion is None else int(max(Fraction(0), min(completion, Fraction(1))) * 100),
        gap=_gap(result, lang),
        remark="" if row.actual is None else row.actual.note,
        short=_short(row, lang),
        why=sentence(row, lang),
        written=row.cell.text,
        direction=direction,
        place=place_text(row.cell.where or row.indicator.where, lang),
        notes=tuple(note_view(note, lang) for note in row.notes),
    )


def direction_text(direction: Direction, source: DirectionSource, lang: str) -> str:
    """Return which way is better and what decided it."""
    opened, closed = ("（", "）") if lang == "zh" else (" (", ")")
    return f"{direction_word(direction, lang)}{opened}{source_word(source, lang)}{closed}"


def _actual(row: RowResult) -> str:
    if row.result is not None:
        return actual_text(row.result)
    return "" if row.actual is None else row.actual.value


def _tail(result: Result) -> str:
    """Return what the sentence adds to the demand and the actual value, with its leading comma; empty where it is built otherwise."""
    head = f"要求 {required_text(result)}，实际 {actual_text(result)}"
    return result.why.removeprefix(head) if result.why.startswith(head) else ""


def _gap(result: Result | None, lang: str) -> str:
    """Return the shortfall with the word for its side: 差 700家, 超出 2个百分点, 晚 3天."""
    if result is None or result.shortfall is None:
        return ""
    match = _GAP.match(_tail(result))
    if match is None:
        return ""
    return f"{match[1] if lang == 'zh' else _GAP_EN[match[1]]} {result.shortfall}"


def _short(row: RowResult, lang: str) -> str:
    """Return the reason without what the other columns of a table already say."""
    result = row.result
    if result is None or result.decision.answer is None:
        return reason_word(row.reason, lang)
    if _gap(result, lang):
        return ""
    if lang != "zh":
        return reason_word(row.reason, lang)
    tail = _tail(result)
    return re.sub(r"（完成 [^）]*）$", "", tail.removeprefix("，")) if tail else result.why


def sentence(row: RowResult, lang: str) -> str:
    """Return the sentence that explains a row in `lang`."""
    return row.why if lang == "zh" else english_sentence(row.result, row.reason, row.cell.text)


def english_sentence(result: Result | None, reason: str, written: str = "") -> str:
    """Return the English sentence of a judgement; units and grades stay as they are written."""
    parts = [f"required {written if result is None else required_text(result)}"]
    if result is not None and (given := actual_text(result)):
        parts.append(f"actual {given}")
    parts.append(_gap(result, "en") or reason_word(reason, "en"))
    text = ", ".join(parts)
    completion = None if result is None else result.completion
    if completion is None:
        return text
    return f"{text} ({percent_text(completion, met=result is not None and result.verdict is Verdict.MET)} of the target)"


def note_view(note: Diagnostic, lang: str) -> NoteView:
    """Return a diagnostic as a reader sees it."""
    text = note.say(lang)
    if advice := note.advise(lang):
        text += f"{'。' if lang == 'zh' else '. '}{advice}"
    return NoteView(note.code, note.severity.value, text, place_text(note.where, lang))


def place_text(where: str, lang: str) -> str:
    """Return a place such as 第50行第4列 in the words of `lang`.

    >>> place_text("第50行第4列", "en"), place_text("第3行", "en"), place_text("第3行", "zh")
    ('line 50 column 4', 'line 3', '第3行')
    >>> place_text("表.xlsx 工作表「附表1」B5", "en"), place_text("第2页第5行第2列", "en"), place_text("正文第3段", "en")
    ('表.xlsx sheet 附表1 B5', 'page 2 row 5 column 2', 'paragraph 3')
    """
    if lang == "zh":
        return where
    found = position_of(where)
    if found is not None and found.part.kind is not PartKind.TEXT and where.endswith(found.where):
        return where.removesuffix(found.where) + _english_place(found)
    return _PLACE.sub(lambda match: f"line {match[1]}" + (f" column {match[2]}" if match[2] else ""), where)


def _english_place(found: Position) -> str:
    name = found.part.name
    row = f"row {found.row}" + (f" column {found.column}" if found.column else "")
    match found.part.kind:
        case PartKind.SHEET:
            return f"sheet {name} " + (f"{column_letters(found.column)}{found.row}" if found.column else row)
        case PartKind.BODY:
            return f"paragraph {found.row}"
        case kind:
            return f"{'page' if kind is PartKind.PAGE else 'table'} {name} {row}"


def _steps(result: TableResult, lang: str) -> list[Step]:
    waiting: dict[str, list[str]] = {}
    for row in result.rows:
        if row.verdict is Verdict.PENDING:
            waiting.setdefault(row.reason, []).append(row.name)
    return [Step(reason_word(reason, lang), advice_word(reason, lang), tuple(names)) for reason, names in waiting.items()]
