"""The review of one file as a page: findings that open to their explanation, and the table with marks where something was found."""

from __future__ import annotations

from functools import partial

from attrs import frozen

from perfrules.report.chart import Chart
from perfrules.report.checks import family_word
from perfrules.report.findings_view import FindingView, TableView, Tally, families_chart, fault_notes, table_views, tally
from perfrules.report.page import fill_page
from perfrules.report.review_view import ReviewedFile, ReviewedTable
from perfrules.report.review_words import tell
from perfrules.report.view import NoteView, file_name

__all__ = ["FileView", "file_view", "render_review"]


@frozen(eq=False)
class FileView:
    """A reviewed file, ready to be shown in `lang`."""

    lang: str
    heading: str
    facts: tuple[tuple[str, str], ...]
    tallies: tuple[Tally, ...]
    tables: tuple[TableView, ...]
    faults: tuple[NoteView, ...]
    chart: Chart
    families: tuple[tuple[str, str, int], ...]

    @property
    def findings(self) -> tuple[FindingView, ...]:
        """Return the findings of all tables."""
        return tuple(one for table in self.tables for one in table.findings)

    @property
    def is_heavy(self) -> bool:
        """Tell whether a browser should lay out only what is in sight."""
        return sum(len(table.findings) + sum(len(group.rows) for group in table.groups) for table in self.tables) > 800

    @property
    def size(self) -> int:
        """Return how many findings there are."""
        return sum(one.number for one in self.tallies)


def render_review(reviewed: ReviewedFile | ReviewedTable, lang: str = "zh", *, charts: bool = True) -> str:
    """Return the review of a file or of one table as one self-contained HTML page; the same review gives the same page.

    Without `charts` (or without the library that draws them) plain bars stand in their place.

    >>> from perfrules import read_table
    >>> table = read_table("一级指标\\t二级指标\\t三级指标\\t全年指标值\\n产出\\t数量\\t培训人数\\t≥50人")
    >>> page = render_review(ReviewedTable(table))
    >>> page.startswith("<!DOCTYPE html>"), "没有发现问题" in page
    (True, True)
    """
    view = file_view(reviewed, lang)
    styles = ("report.css", "marks.css", "review.css")
    return fill_page("review.html.j2", styles=styles, script="review.js", view=view, say=partial(tell, lang), charts=charts)


def file_view(reviewed: ReviewedFile | ReviewedTable, lang: str = "zh") -> FileView:
    """Return what the page of a review shows."""
    file = reviewed if isinstance(reviewed, ReviewedFile) else ReviewedFile(file_name(reviewed.table.source), (reviewed,))
    tables = table_views(file.tables, lang)
    findings = tuple(file.findings)
    first = tables[0] if len(tables) == 1 else None
    facts = [(tell(lang, "file"), file.path), (tell(lang, "tables_word"), str(len(tables)) if len(tables) > 1 else "")]
    if first is not None:
        facts = [("", first.title if first.title != first.heading else ""), ("", first.year), *facts]
    counted: dict[str, int] = {}
    for one in (one for table in tables for one in table.findings):
        counted[one.family] = counted.get(one.family, 0) + 1
    return FileView(
        lang=lang,
        heading=first.heading if first is not None else file_name(file.path) or tell(lang, "unnamed"),
        facts=tuple((label, text) for label, text in facts if text),
        tallies=tally(findings, lang),
        tables=tables,
        faults=fault_notes(file, lang),
        chart=families_chart(findings, lang),
        families=tuple((family, family_word(family, lang), number) for family, number in counted.items()),
    )
