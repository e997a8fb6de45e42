"""Where output goes: streams of any encoding and width, and files that are written whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from attrs import frozen

from perfrules.cli.fault import RequestError
from perfrules.report.glyphs import fit
from perfrules.report.saving import SavingError, write_bytes, write_text
from perfrules.report.view import place_text
from perfrules.text.diagnostic import Diagnostic

__all__ = ["Screen", "complain", "put", "put_bytes", "screen_of", "write_file"]


@frozen
class Screen:
    """What a stream can show; `width` is `None` where lines may be as long as they like."""

    encoding: str
    width: int | None
    color: bool

    @property
    def has_chinese(self) -> bool:
        """Tell whether the stream can show Chinese."""
        return fit("达标", self.encoding) == "达标"

    @property
    def is_unicode(self) -> bool:
        """Tell whether the stream takes any character."""
        return fit("\U0001f600é达", self.encoding) == "\U0001f600é达"


def screen_of(stream: TextIO) -> Screen:
    """Return what `stream` can show: a pipe has no colour and, unless COLUMNS says so, no width."""
    terminal = stream.isatty()
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isascii() and columns.isdigit() and int(columns) > 0 else None
    if width is None and terminal:
        width = shutil.get_terminal_size().columns
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") in ("dumb", "unknown")
    color = not plain and (terminal or bool(os.environ.get("FORCE_COLOR")))
    return Screen(stream.encoding or "ascii", width, color)


def put(text: str, stream: TextIO) -> None:
    """Write `text` in characters that the stream has; a reader who has gone away (`| head`) is no fault."""
    try:
        stream.write(fit(text, stream.encoding or "ascii"))
        stream.flush()
    except BrokenPipeError:
        _silence(stream)
    except OSError as error:
        _silence(stream)
        raise RequestError([Diagnostic("E512", {"why": _why(error)})]) from None


def put_bytes(data: bytes, stream: TextIO) -> None:
    """Write a document that is no text of this stream's encoding."""
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()
    except BrokenPipeError:
        _silence(stream)
    except OSError as error:
        _silence(stream)
        raise RequestError([Diagnostic("E512", {"why": _why(error)})]) from None


def _silence(stream: TextIO) -> None:
    """Let what the stream still holds go nowhere, so that closing it at exit does not complain again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def complain(found: Iterable[Diagnostic], lang: str) -> None:
    """Print diagnostics on the error stream, in English where it has no Chinese."""
    lang = lang if screen_of(sys.stderr).has_chinese else "en"
    for one in found:
        put(one.at(place_text(one.where, lang)).render(lang) + "\n", sys.stderr)


def write_file(path: Path, content: str | bytes, inputs: Iterable[Path]) -> None:
    """Write `content` to `path` whole or not at all, and never over one of `inputs`; missing folders are made.

    A new file takes the place of the old one in one step: a fault leaves the old one as it was.
    """
    try:
        if isinstance(content, bytes):
            write_bytes(path, content, inputs)
        else:
            write_text(path, content, inputs)
    except SavingError as error:
        raise RequestError(error.diagnostics) from None


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__
