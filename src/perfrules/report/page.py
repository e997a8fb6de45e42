"""Pages: templates, styles and scripts of this package, put together so that a page needs nothing from elsewhere."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from perfrules._version import __version__
from perfrules.report.glyphs import glyphs_for

__all__ = ["fill_page"]

_FOLDER = Path(__file__).with_name("templates")


@cache
def _template(name: str) -> Template:
    loader = FileSystemLoader(_FOLDER)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
    return environment.get_template(name)


@cache
def _asset(name: str) -> str:
    """Return a style or script that ships with perfrules: the only text of a page that is not escaped."""
    return (_FOLDER / name).read_text("utf-8").strip()


def fill_page(template: str, *, styles: tuple[str, ...] = (), script: str = "", **content: object) -> str:
    """Return one self-contained HTML page; the same content gives the same page.

    The page allows no network and no script but its own, whose hash it names. What is given as content is escaped.
    """
    code = _asset(script) if script else ""
    page = _template(template).render(
        glyphs=glyphs_for("utf-8"),
        style=Markup("\n".join(_asset(name) for name in styles)),  # noqa: S704  files of this package
        script=Markup(code),  # noqa: S704  a file of this package
        script_hash="sha256-" + b64encode(sha256(code.encode("utf-8")).digest()).decode("ascii"),
        version=__version__,
        **content,
    )
    # A table may hold half of a surrogate pair, which no file can.
    return page.encode("utf-8", "replace").decode("utf-8")
