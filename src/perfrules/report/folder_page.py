"""The reviews of a folder as one page: where to look first among a thousand tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from perfrules.report.folder_view import folder_view
from perfrules.report.heat import WEIGHTS
from perfrules.report.page import fill_page
from perfrules.report.review_view import ReviewedFile
from perfrules.report.review_words import tell

__all__ = ["render_folder"]


def render_folder(files: Sequence[ReviewedFile], lang: str = "zh", *, links: Mapping[str, str] | None = None, charts: bool = True) -> str:
    """Return the reviews of a folder as one self-contained HTML page; the same reviews give the same page.

    `links` has, by the path of a file, the path of its own page as seen from this one. Without `charts` (or without the library that
    draws them) plain bars stand in their place.

    >>> page = render_folder([ReviewedFile("表.txt")])
    >>> page.startswith("<!DOCTYPE html>"), "表.txt" in page
    (True, True)
    """
    view = folder_view(files, lang, links)
    weights = {severity.value: weight for severity, weight in WEIGHTS.items()}
    styles = ("report.css", "marks.css", "review.css", "folder.css")
    return fill_page(
        "folder.html.j2", styles=styles, script="review.js", view=view, say=partial(tell, lang), charts=charts, weights=weights
    )
