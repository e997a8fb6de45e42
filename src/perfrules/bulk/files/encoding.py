"""Encodings of large texts: found in one pass over the file, then read as UTF-8 a piece at a time."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from perfrules.table.decode import decode
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError

__all__ = ["Encoding", "encoding_of", "pieces"]

_PIECE = 1 << 23
_PEEK = 1 << 16
_MOST_PLACES = 5
_TAIL = 8
"""Bytes at the end of the first piece that may be part of a character."""


@frozen
class Encoding:
    """The encoding of a file, and what was noted about it."""

    name: str
    errors: str = "strict"
    notes: tuple[Diagnostic, ...] = ()


def encoding_of(path: Path, shown: str) -> Encoding:
    """Return the encoding of a text: UTF-8, else UTF-16 by its mark, else GB18030; `TableError` where it is no text.

    A damaged UTF-8 file loses a character here and there; GBK read as UTF-8 loses nearly all of them.
    """
    with path.open("rb") as stream:
        start = stream.read(_PEEK)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(path, shown, Encoding("utf-16", notes=(_note("UTF-16", shown),)))
    _refuse_binary(start, shown)
    if _is(path, "utf-8-sig"):
        return Encoding("utf-8-sig")
    lost, foreign, lines = _losses(path)
    if lost * 10 <= foreign:
        where = "、".join(f"第{number}行" for number in lines)
        return Encoding("utf-8-sig", "replace", (Diagnostic("W301", {"count": str(lost), "where": where}, where=shown),))
    return _checked(path, shown, Encoding("gb18030", notes=(_note("GB18030", shown),)))


def _refuse_binary(start: bytes, shown: str) -> None:
    """Refuse what is no text, as files of other commands are refused."""
    try:
        decode(start if len(start) < _PEEK else start[:-_TAIL].rpartition(b"\n")[0] or start, shown)
    except TableError as error:
        if error.diagnostics[0].code != "E307":
            raise


def _checked(path: Path, shown: str, found: Encoding) -> Encoding:
    if not _is(path, found.name):
        raise TableError([Diagnostic("E307", {"path": shown})])
    return found


def _is(path: Path, name: str) -> bool:
    try:
        for _ in _texts(path, Encoding(name)):
            pass
    except UnicodeError:
        return False
    return True


def _losses(path: Path) -> tuple[int, int, list[int]]:
    """Return how many characters UTF-8 would lose, of how many that are not Latin, and in which lines."""
    lost, foreign, line = 0, 0, 1
    lines: list[int] = []
    for text in _texts(path, Encoding("utf-8-sig", "replace")):
        foreign += sum(1 for char in text if char > "\x7f") if not text.isascii() else 0
        lost += text.count("\ufffd")
        if len(lines) < _MOST_PLACES and "\ufffd" in text:
            found = (number for number, one in enumerate(text.split("\n"), line) if "\ufffd" in one)
            lines = list(dict.fromkeys([*lines, *found]))[:_MOST_PLACES]
        line += text.count("\n")
    return lost, foreign, lines


def _texts(path: Path, found: Encoding) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(found.name)(found.errors)
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield decoder.decode(piece)
        yield decoder.decode(b"", final=True)


def pieces(path: Path, found: Encoding) -> Iterator[tuple[bytes, int]]:
    r"""Yield a text as UTF-8 whose lines end in `\n`, with the bytes of the file that each piece took."""
    held = ""
    for text in _texts(path, found):
        whole = held + text
        # What follows decides whether this is one line end or two.
        held = "\r" if whole.endswith("\r") else ""
        whole = whole.removesuffix("\r")
        if "\r" in whole:
            whole = whole.replace("\r\n", "\n").replace("\r", "\n")
        yield whole.encode("utf-8", "replace"), _PIECE
    if held:
        yield b"\n", 0


def _note(encoding: str, shown: str) -> Diagnostic:
    return Diagnostic("N301", {"encoding": encoding}, where=shown)
