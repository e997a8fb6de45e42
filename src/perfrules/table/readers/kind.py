"""What a file is: told from its content first, and from its suffix only where the content leaves it open."""

from __future__ import annotations

import codecs
import re
from enum import Enum
from pathlib import PurePath

from perfrules.table.readers.ole import OLE_SIGNATURE, stream_names
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError

__all__ = ["FileKind", "kind_of"]


class FileKind(Enum):
    """A format that a reader exists for."""

    XLSX = "xlsx"
    XLS = "xls"
    DOCX = "docx"
    LEGACY = "doc"
    PDF = "pdf"
    HTML = "html"
    TEXT = "text"


_HEAD = 4_096
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLD_BOOKS = (b"\x09\x08", b"\x09\x04\x06", b"\x09\x02\x06", b"\x09\x00\x04")
"""The first record of a workbook without a container: Excel 2 to 5."""
_MEMBER = re.compile(rb"PK\x01\x02.{42}(xl[/\\]workbook\.bin|xl[/\\]|word[/\\]|ppt[/\\]|visio[/\\])", re.DOTALL | re.IGNORECASE)
_OPEN_DOCUMENT = re.compile(rb"application/vnd\.oasis\.opendocument\.([a-z]+)")
_BINARY = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90", "EXE"),
)
_WEB = re.compile(
    r"(?:<\?xml[^>]{0,400}\?>|<!--.{0,2000}?-->|\s)*<(?:!doctype\s+html|html|head|meta|body|style|title|table|center|div|p|font)\b",
    re.DOTALL | re.IGNORECASE,
)
_PAGE = re.compile(r"(?:<\?xml[^>]{0,400}\?>|<!--.{0,2000}?-->|\s)*<(?:!doctype\s+html|html)\b", re.DOTALL | re.IGNORECASE)
_MAIL = re.compile(r"(?:[\w-]{2,40}:[^\n]{0,400}\n){0,12}(?:MIME-Version:|Content-Type:\s*multipart/)", re.IGNORECASE)
_OFFICE_XML = (
    ("urn:schemas-microsoft-com:office:spreadsheet", "Excel 2003 XML"),
    ('progid="Excel.Sheet"', "Excel 2003 XML"),
    ("schemas.microsoft.com/office/word/2003", "Word 2003 XML"),
    ('progid="Word.Document"', "Word 2003 XML"),
    ("schemas.microsoft.com/office/2006/xmlPackage", "Flat OPC XML"),
    ("urn:oasis:names:tc:opendocument", "OpenDocument XML"),
)
_PLAIN = (".txt", ".md", ".markdown", ".csv", ".tsv", ".tab")


def kind_of(data: bytes, source: str) -> FileKind:
    """Return the format of a file; TableError where it is one that no reader exists for.

    >>> kind_of(b"%PDF-1.7", "a.xlsx"), kind_of(b"<html><table>", "a.xls")
    (<FileKind.PDF: 'pdf'>, <FileKind.HTML: 'html'>)
    """
    suffix = PurePath(source).suffix.lower()
    if data.startswith(_ZIPS):
        return _zip_kind(data, source)
    if data.startswith(OLE_SIGNATURE[:4]):
        return _ole_kind(data, source)
    if data.startswith(_OLD_BOOKS) and b"\x00" in data[:16]:
        return FileKind.XLS
    if data[:_HEAD].lstrip(b" \t\r\n\x00\xef\xbb\xbf").startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in data[:_HEAD]):
        return FileKind.PDF
    if data.startswith(b"{\\rtf"):
        return FileKind.LEGACY
    for signature, name in _BINARY:
        # A text may begin with two Latin letters; a picture holds a zero soon after them.
        if data.startswith(signature) and (len(signature) > 2 or b"\x00" in data[:64] or signature[0] > 126):
            raise refused_kind(source, name)
    return _text_kind(_head(data), source)


def refused_kind(source: str, name: str) -> TableError:
    """Return the fault of a file in a format without a reader."""
    return TableError([Diagnostic("E341", {"path": source, "kind": name})])


def _zip_kind(data: bytes, source: str) -> FileKind:
    found = {name.lower().rstrip(b"/\\") for name in _MEMBER.findall(data)}
    if b"xl/workbook.bin" in found:
        raise refused_kind(source, "xlsb")
    if b"xl" in found:
        return FileKind.XLSX
    if b"word" in found:
        return FileKind.DOCX
    for name, kind in ((b"ppt", "PowerPoint"), (b"visio", "Visio")):
        if name in found:
            raise refused_kind(source, kind)
    if opened := _OPEN_DOCUMENT.search(data[:256]):
        raise refused_kind(source, f"OpenDocument ({opened[1].decode('ascii')})")
    if b"PK\x05\x06" not in data[-65_600:]:
        # Without the directory at its end, the suffix is all that says what a cut file was.
        if PurePath(source).suffix.lower() in (".docx", ".docm", ".dotx"):
            return FileKind.DOCX
        return FileKind.XLSX
    raise refused_kind(source, "ZIP")


def _ole_kind(data: bytes, source: str) -> FileKind:
    names = stream_names(data)
    if names & {"EncryptedPackage", "EncryptionInfo"}:
        raise TableError([Diagnostic("E342", {"path": source})])
    if names & {"Workbook", "Book", "WORKBOOK", "BOOK", "ETExtData"}:
        return FileKind.XLS
    if "WordDocument" in names:
        return FileKind.LEGACY
    if "PowerPoint Document" in names:
        raise refused_kind(source, "PowerPoint")
    if any(name.startswith("__substg") for name in names):
        raise refused_kind(source, "Outlook")
    if not names or PurePath(source).suffix.lower() in (".xls", ".xlt", ".et", ".ett", ".doc", ".dot", ".wps", ".wpt"):
        raise TableError([Diagnostic("E343", {"path": source, "why": "OLE2"})])
    raise refused_kind(source, "OLE2")


def _head(data: bytes) -> str:
    """Return the beginning of a text, enough to see what it is written in."""
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "ignore")
    if b"\x00" in head:
        encoding = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
        return head.decode(encoding, "ignore")
    return head.decode("utf-8-sig", "replace")


def _text_kind(head: str, source: str) -> FileKind:
    suffix = PurePath(source).suffix.lower()
    if _MAIL.match(head):
        raise refused_kind(source, "MHTML")
    if head.lstrip().startswith("<?"):
        for mark, name in _OFFICE_XML:
            if mark in head:
                raise refused_kind(source, name)
    # A note in Markdown may begin with a tag; only a whole page makes it one.
    if (_PAGE if suffix in _PLAIN else _WEB).match(head) or suffix in (".html", ".htm", ".xhtml", ".shtml"):
        return FileKind.HTML
    if head.lstrip().startswith("<?xml"):
        raise refused_kind(source, "XML")
    return FileKind.TEXT
