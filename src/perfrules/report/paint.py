"""Lines of styled text, and their way to a string with or without colours."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.text import Text

__all__ = ["Line", "paint"]

Line = tuple[tuple[str, str], ...]
"""The pieces of one line, each with the name of its style."""

_STYLES = {
    "": "",
    "met": "green",
    "unmet": "bold red",
    "pending": "yellow",
    "na": "dim",
    "head": "bold",
    "dim": "dim",
}


def paint(lines: Iterable[Line], *, color: bool) -> str:
    """Return the lines as one text, with the escape codes that the terminal understands where `color` is asked for."""
    rows = list(lines)
    if not color:
        return "".join("".join(text for text, _ in row).rstrip() + "\n" for row in rows)
    console = Console(file=StringIO(), force_terminal=True, width=10_000, highlight=False, markup=False, emoji=False, legacy_windows=False)
    with console.capture() as captured:
        for row in rows:
            console.print(Text.assemble(*((text, _STYLES[style]) for text, style in row)), soft_wrap=True)
    return captured.get()
