"""What a page shows of a reviewed table: findings with their source rows, and rows with their findings, in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from perfrules.report.chart import Bar, Chart, Part
from perfrules.report.checks import FAMILIES, check_title, family_of, family_word, severity_word, why_text
from perfrules.report.marks_view import MarksView, marks_view
from perfrules.report.review_view import MatchedQuantity, ReviewedFile, ReviewedTable
from perfrules.report.review_words import tell
from perfrules.report.source_rows import Found, SourceRow, SourceRows
from perfrules.report.view import NoteView, file_name, note_view, place_text
from perfrules.reviewing.finding import Finding
from perfrules.text.diagnostic import Severity

__all__ = [
    "FindingView",
    "GroupOfRows",
    "RowView",
    "TableView",
    "Tally",
    "families_chart",
    "fault_notes",
    "table_view",
    "table_views",
    "tally",
    "tally_text",
]


_LISTED = 2000
"""A page has to open at once: of more findings in one table the heaviest are explained, all are counted."""

_RELATIONS = {
    "equal": "met",
    "approximate": "met",
    "differs": "error",
    "goal_stricter": "warning",
    "row_stricter": "warning",
    "unmatched": "note",
}


@frozen
class Tally:
    """How many findings have one severity; `key` is its short name."""

    key: str
    label: str
    number: int


@frozen
class Place:
    """A place in words, and the part of the page that shows it; `anchor` is empty where none does."""

    text: str
    anchor: str


@frozen(eq=False)
class FindingView:
    """One finding with everything that its explanation needs; every field is text ready to be shown."""

    anchor: str
    key: str
    severity: str
    code: str
    family: str
    family_name: str
    title: str
    text: str
    advice: str
    why: str
    expected: str
    found: str
    subject: str
    place: Place
    related: tuple[Place, ...]
    source: Found | None


@frozen(eq=False)
class RowView:
    """One row of the table with its findings and how its targets are read."""

    row: SourceRow
    findings: tuple[FindingView, ...]
    marked: Mapping[int, str]
    readings: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """Return the heaviest severity of the row; empty where nothing was found."""
        found = {one.key for one in self.findings}
        return next((one.value for one in Severity if one.value in found), "")

    def under(self, columns: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        """Yield heading, text and severity of the cells under `columns`; empty where the row has none."""
        held = {cell.heading: (cell.text, self.marked.get(number, "")) for number, cell in enumerate(self.row.cells) if number}
        for heading in columns:
            yield (heading, *held.get(heading, ("", "")))


@frozen(eq=False)
class GroupOfRows:
    """Rows that stand under the same labels; `names` has the labels from the first level down, empty where they were named before."""

    names: tuple[str, ...]
    rows: tuple[RowView, ...]


@frozen
class MatchView:
    """A quantity of the goals beside the row that it speaks of; `key` is `met` where both say the same, else a severity."""

    goal: str
    text: str
    place: Place
    row: str
    anchor: str
    reason: str
    key: str


@frozen(eq=False)
class TableView:
    """One reviewed table, ready to be shown."""

    prefix: str
    heading: str
    title: str
    year: str
    tallies: tuple[Tally, ...]
    findings: tuple[FindingView, ...]
    rest: int
    head: tuple[RowView, ...]
    goals: tuple[RowView, ...]
    funds: tuple[RowView, ...]
    fund_headings: tuple[str, ...]
    columns: tuple[str, ...]
    groups: tuple[GroupOfRows, ...]
    marks: MarksView | None
    matches: tuple[MatchView, ...]
    notes: tuple[NoteView, ...]


def tally(findings: Iterable[Finding], lang: str) -> tuple[Tally, ...]:
    """Return how many findings have each severity, the heaviest first."""
    found = Counter(one.severity for one in findings)
    return tuple(Tally(one.value, severity_word(one, lang), found.get(one, 0)) for one in Severity)


def tally_text(tallies: Sequence[Tally], lang: str) -> str:
    """Return counts in words, those of nothing left out."""
    return tell(lang, "listed").join(f"{one.label} {one.number}" for one in tallies if one.number)


def families_chart(findings: Iterable[Finding], lang: str) -> Chart:
    """Return a chart of findings by family of checks and severity."""
    found = Counter((family_of(one.code), one.severity) for one in findings)
    bars = []
    for family in FAMILIES:
        parts = tuple(Part(one.value, severity_word(one, lang), float(found.get((family, one), 0))) for one in Severity)
        if number := sum(found.get((family, one), 0) for one in Severity):
            bars.append(Bar(family_word(family, lang), parts, str(number)))
    listed = tell(lang, "sep").join(f"{bar.label} {bar.said}" for bar in bars)
    keys = tuple((one.value, severity_word(one, lang)) for one in Severity if any(found.get((family, one)) for family in FAMILIES))
    return Chart(tell(lang, "by_family"), f"{tell(lang, 'by_family')}{tell(lang, 'colon')}{listed}", tuple(bars), keys)


def fault_notes(file: ReviewedFile, lang: str) -> tuple[NoteView, ...]:
    """Return why a file could not be read, its path as it is shown: a report does not tell where it was made."""
    name = file_name(file.path)
    return tuple(
        note_view(evolve(one, args={key: file.path if file_name(said) == name else said for key, said in one.args.items()}), lang)
        for one in file.fault
    )


def table_views(tables: Sequence[ReviewedTable], lang: str) -> tuple[TableView, ...]:
    """Return the tables of a file, each with anchors of its own."""
    return tuple(table_view(one, lang, f"t{number}") for number, one in enumerate(tables, 1))


def table_view(reviewed: ReviewedTable, lang: str = "zh", prefix: str = "t1") -> TableView:
    """Return what a page shows of one reviewed table."""
    table = reviewed.table
    sources = SourceRows(table, lang, prefix)
    heaviest = sorted(reviewed.findings, key=lambda one: list(Severity).index(one.severity))[:_LISTED]
    findings = tuple(_finding(one, f"{prefix}-f{number}", sources, lang) for number, one in enumerate(heaviest, 1))
    by_row: dict[str, list[FindingView]] = {}
    for one in findings:
        if one.source is not None:
            by_row.setdefault(one.source.row.anchor, []).append(one)
    rows = {kind: tuple(_row(row, by_row, lang) for row in sources.of_kind(kind)) for kind in ("head", "goal", "fund", "indicator")}
    unit = table.unit_name or table.project_name or table.title or file_name(table.source) or tell(lang, "unnamed")
    return TableView(
        prefix=prefix,
        heading=" ".join(" ".join(dict.fromkeys((unit, table.project_name))).split()),
        title=" ".join(table.title.split()),
        year=tell(lang, "year", year=table.year) if table.year else "",
        tallies=tally(reviewed.findings, lang),
        findings=findings,
        rest=len(reviewed.findings) - len(findings),
        head=rows["head"],
        goals=rows["goal"],
        funds=rows["fund"],
        fund_headings=_headings(rows["fund"])[1:],
        columns=_columns(rows["indicator"]),
        groups=tuple(_groups(rows["indicator"])),
        marks=None if reviewed.scored is None else marks_view(reviewed.scored, lang),
        matches=tuple(_match(one, sources, lang) for one in reviewed.matches),
        notes=tuple(note_view(one, lang) for one in table.diagnostics),
    )


def _finding(one: Finding, anchor: str, sources: SourceRows, lang: str) -> FindingView:
    source = sources.find(one.where, one.subject)
    return FindingView(
        anchor=anchor,
        key=one.severity.value,
        severity=severity_word(one.severity, lang),
        code=one.code,
        family=family_of(one.code),
        family_name=family_word(family_of(one.code), lang),
        title=check_title(one.code, lang),
        text=one.say(lang),
        advice=one.advise(lang),
        why=why_text(one.code, lang),
        expected=one.expected,
        found=one.found,
        subject=" ".join(one.subject.split()),
        place=Place(place_text(one.where, lang) or tell(lang, "whole"), "" if source is None else source.row.anchor),
        related=tuple(_place(where, sources, lang) for where in one.related),
        source=source,
    )


def _match(one: MatchedQuantity, sources: SourceRows, lang: str) -> MatchView:
    found = next((found for where in one.places if (found := sources.find(where)) is not None), None)
    return MatchView(
        goal=one.goal,
        text=one.text,
        place=_place(one.where, sources, lang),
        row=one.row,
        anchor="" if found is None else found.row.anchor,
        reason=one.explain(lang),
        key=_RELATIONS.get(one.relation, ""),
    )


def _place(where: str, sources: SourceRows, lang: str) -> Place:
    found = sources.find(where)
    return Place(place_text(where, lang), "" if found is None else found.row.anchor)


def _row(row: SourceRow, by_row: Mapping[str, list[FindingView]], lang: str) -> RowView:
    findings = tuple(by_row.get(row.anchor, ()))
    marked: dict[int, str] = {}
    for weight in reversed(Severity):
        marked |= {one.source.cell: one.key for one in findings if one.source and one.source.cell is not None and one.key == weight.value}
    return RowView(row, findings, marked, tuple(_readings(row, lang)))


def _readings(row: SourceRow, lang: str) -> Iterator[tuple[str, str]]:
    """Yield how targets are read where that is not how they are written, and what was assumed or could not be read."""
    if row.indicator is None:
        return
    for period, cell in row.indicator.targets.items():
        if cell.target is not None and str(cell.target) != cell.text:
            yield period, f"{tell(lang, 'reading')} {cell.target}"
        for note in cell.diagnostics:
            yield period, note_view(note, lang).text


def _headings(rows: Sequence[RowView]) -> tuple[str, ...]:
    """Return the headings of rows in their order, those of cells that are all empty left out."""
    return tuple(dict.fromkeys(cell.heading for one in rows for cell in one.row.cells if cell.text or cell.where))


def _columns(rows: Sequence[RowView]) -> tuple[str, ...]:
    """Return the headings that the table shows side by side; further columns of a form open with their row."""
    further = {heading for one in rows if one.row.indicator is not None for heading in one.row.indicator.others}
    return tuple(heading for heading in _headings(rows)[1:] if heading not in further)


def _groups(rows: Sequence[RowView]) -> Iterator[GroupOfRows]:
    """Yield the rows under their labels; of the labels only those that are not the same as before are named."""
    before: tuple[str, ...] = ()
    held: list[RowView] = []
    names: tuple[str, ...] = ()
    for one in rows:
        indicator = one.row.indicator
        labels = ("", "", "") if indicator is None else (indicator.level1, indicator.level2, indicator.task)
        if labels != before:
            if held:
                yield GroupOfRows(names, tuple(held))
            same = next((depth for depth, pair in enumerate(zip(before, labels, strict=False)) if pair[0] != pair[1]), 0)
            names = tuple("" if depth < same else " ".join(label.split()) for depth, label in enumerate(labels))
            before, held = labels, []
        held.append(one)
    if held:
        yield GroupOfRows(names, tuple(held))
