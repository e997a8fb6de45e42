"""The report as one page: opens from disk without a network, prints on A4, reads without scripts."""

from __future__ import annotations

from base64 import b64encode
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from perfrules._version import __version__
from perfrules.report.book import Book
from perfrules.report.glyphs import glyphs_for
from perfrules.report.view import ReportView
from perfrules.report.words import say

__all__ = ["render_book", "render_html"]

_FOLDER = Path(__file__).with_name("templates")


@cache
def _template(name: str) -> Template:
    loader = FileSystemLoader(_FOLDER)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
    return environment.get_template(name)


@cache
def _asset(name: str) -> str:
    """Return a style or script that ships with perfrules: the only text of the page that is not escaped."""
    return (_FOLDER / name).read_text("utf-8").strip()


def render_html(view: ReportView) -> str:
    """Return the report as one self-contained HTML page; the same view gives the same page.

    The page allows no network and no script but its own filter, whose hash it names.
    """
    script = _asset("report.js")
    page = _template("report.html.j2").render(
        view=view,
        glyphs=glyphs_for("utf-8"),
        say=partial(say, view.lang),
        style=Markup(_asset("report.css")),  # noqa: S704  a file of this package
        script=Markup(script),  # noqa: S704  a file of this package
        script_hash="sha256-" + b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii"),
        version=__version__,
    )
    return page.encode("utf-8", "replace").decode("utf-8")


def render_book(book: Book) -> str:
    """Return a ruleset as one self-contained HTML page without scripts."""
    return _template("book.html.j2").render(book=book, version=__version__).encode("utf-8", "replace").decode("utf-8")
