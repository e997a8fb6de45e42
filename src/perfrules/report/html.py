"""The report as one page: opens from disk without a network, prints on A4, reads without scripts."""

from __future__ import annotations

from functools import partial

from perfrules.report.book import Book
from perfrules.report.page import fill_page
from perfrules.report.view import ReportView
from perfrules.report.words import say

__all__ = ["render_book", "render_html"]


def render_html(view: ReportView) -> str:
    """Return the report as one self-contained HTML page; the same view gives the same page.

    The page allows no network and no script but its own filter, whose hash it names.
    """
    return fill_page("report.html.j2", styles=("report.css", "marks.css"), script="report.js", view=view, say=partial(say, view.lang))


def render_book(book: Book) -> str:
    """Return a ruleset as one self-contained HTML page without scripts."""
    return fill_page("book.html.j2", book=book)
