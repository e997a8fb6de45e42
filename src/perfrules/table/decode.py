"""From a file to its text: encodings, limits, and a clear word where a file cannot be read as text."""

from __future__ import annotations

import codecs
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from attrs import frozen

from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_FILE_BYTES

__all__ = ["Document", "decode", "read_bytes", "read_document"]

_SIGNATURES = (
    (b"PK\x03\x04", "xlsx、docx 或 zip"),
    (b"\xd0\xcf\x11\xe0", "旧版 Excel 或 Word（xls、doc）"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"\x1f\x8b", "压缩"),
    (b"Rar!", "压缩"),
    (b"7z\xbc\xaf", "压缩"),
    (b"SQLite format 3", "数据库"),
    (b"\x7fELF", "程序"),
    (b"MZ\x90", "程序"),
)
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\v\x1a")


@frozen
class Document:
    """The text of one file, where it came from, and what was noted while decoding it."""

    text: str
    source: str
    diagnostics: tuple[Diagnostic, ...] = ()


def read_document(path: Path) -> Document:
    """Return the text of the file at `path`; TableError where there is none to read.

    UTF-8 (with or without a byte order mark), UTF-16 and GB18030 (so GBK and GB2312) are read.
    """
    return decode(read_bytes(path, MAX_FILE_BYTES), str(path))


def read_bytes(path: Path, limit: int) -> bytes:
    """Return the content of the file at `path`, of at most `limit` bytes; TableError where it cannot be had."""
    source = str(path)
    data = b""
    try:
        found = path.stat()
        size = -1 if S_ISDIR(found.st_mode) else found.st_size
        if not S_ISDIR(found.st_mode) and not S_ISREG(found.st_mode):
            # A pipe or a device would be waited for, or never end.
            raise _refused("E303", source, why="not a regular file")
        if 0 <= size <= limit:
            with path.open("rb") as stream:
                data = stream.read(limit + 1)
    except FileNotFoundError:
        raise _refused("E301", source) from None
    except TableError:
        raise
    except (OSError, ValueError) as error:
        raise _refused("E303", source, why=str(getattr(error, "strerror", None) or error)) from None
    if size < 0:
        raise _refused("E302", source)
    if max(size, len(data)) > limit:
        raise _too_large(source, max(size, len(data)), limit)
    return data


def decode(data: bytes, source: str) -> Document:
    """Return the text that `data` holds.

    >>> decode("指标,实际值".encode("gb18030"), "a.csv").text
    '指标,实际值'
    """
    if len(data) > MAX_FILE_BYTES:
        raise _too_large(source, len(data), MAX_FILE_BYTES)
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise _refused("E304", source)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise _refused("E306", source, kind=kind)
    document = _from_utf16(data, source) or _from_bytes(data, source)
    if not document.text.strip():
        raise _refused("E304", source)
    return document


def _from_utf16(data: bytes, source: str) -> Document | None:
    """Return UTF-16 text: by its mark, or by the zero beside every Latin character."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\x00" not in data:
        return None
    else:
        first, second = data[::2].count(0), data[1::2].count(0)
        encoding = "utf-16-le" if second > first else "utf-16-be"
        # A few Chinese characters hold a zero on the other side, such as 一; in other data zeros stand anywhere.
        if 2 * min(first, second) > max(first, second):
            raise _refused("E306", source, kind="二进制")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise (_refused("E307", source) if encoding == "utf-16" else _refused("E306", source, kind="二进制")) from None
    return Document(_checked(text, source), source, (_note("UTF-16", source),))


def _from_bytes(data: bytes, source: str) -> Document:
    try:
        return Document(_checked(data.decode("utf-8-sig"), source), source)
    except UnicodeDecodeError:
        pass
    damaged = data.decode("utf-8-sig", errors="replace")
    foreign = sum(1 for char in damaged if char > "\x7f")
    lost = damaged.count("\ufffd")
    # A damaged UTF-8 file loses a character here and there; GBK read as UTF-8 loses nearly all of them.
    if lost * 10 <= foreign:
        lines = [number for number, line in enumerate(damaged.split("\n"), 1) if "\ufffd" in line]
        where = "、".join(f"第{number}行" for number in lines[:5])
        warning = Diagnostic("W301", {"count": str(lost), "where": where}, where=source)
        return Document(_checked(damaged, source), source, (warning,))
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise _refused("E307", source) from None
    return Document(_checked(text, source), source, (_note("GB18030", source),))


def _checked(text: str, source: str) -> str:
    """Return `text` unless it holds control characters, which no table has."""
    if any(ord(char) in _CONTROLS for char in set(text)):
        raise _refused("E306", source, kind="二进制")
    return text.removeprefix("\ufeff")


def _note(encoding: str, source: str) -> Diagnostic:
    return Diagnostic("N301", {"encoding": encoding}, where=source)


def _too_large(source: str, size: int, limit: int) -> TableError:
    return _refused("E305", source, size=f"{size:,}", limit=f"{limit:,}")


def _refused(code: str, source: str, **args: str) -> TableError:
    return TableError([Diagnostic(code, {"path": source, **args})])
