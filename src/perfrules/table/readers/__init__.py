"""Readers: one for each format of files; each makes grids, and the layout finds the tables in them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from perfrules.table.decode import read_bytes
from perfrules.table.grid import Grid
from perfrules.table.readers.kind import FileKind, kind_of
from perfrules.table.readers.package import damaged, open_package
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError, TableError
from perfrules.text.limits import MAX_DOCUMENT_BYTES

__all__ = ["grids_of_bytes", "read_grids"]

_READERS = MappingProxyType(
    {
        FileKind.XLSX: ("xlsx", "read_xlsx"),
        FileKind.XLS: ("xls", "read_xls"),
        FileKind.DOCX: ("docx", "read_docx"),
        FileKind.LEGACY: ("legacy", "read_legacy"),
        FileKind.PDF: ("pdf", "read_pdf"),
        FileKind.HTML: ("html", "read_html"),
        FileKind.TEXT: ("delimited", "read_delimited"),
    }
)
_PACKAGES = MappingProxyType({"docx": "python-docx", "pdfminer": "pdfplumber"})


def read_grids(path: Path) -> list[Grid]:
    """Return the grids of a file: of a workbook one for each visible sheet, of others mostly one.

    What the file is, its content says, whatever its name. Raises TableError, with one diagnostic, where it cannot be read.
    """
    return grids_of_bytes(read_bytes(path, MAX_DOCUMENT_BYTES), str(path))


def grids_of_bytes(data: bytes, source: str) -> list[Grid]:
    """Return the grids of a file by its content; `source` is its name.

    >>> [row.cells for row in grids_of_bytes("产出\\t数量".encode(), "a.txt")[0].rows]
    [('产出', '数量')]
    """
    kind = kind_of(data, source)
    module, function = _READERS[kind]
    try:
        if kind is FileKind.DOCX:
            open_package(data, source)
        reader = getattr(import_module(f"perfrules.table.readers.{module}"), function)
        grids: list[Grid] = reader(data, source)
    except PerfRulesError:
        raise
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        if name == "perfrules":
            raise
        raise TableError([Diagnostic("E340", {"path": source, "package": _PACKAGES.get(name, name)})]) from error
    except Exception as error:
        # A library may fail in any way on a file that was made to break it, or that merely broke.
        raise damaged(source, error) from error
    return grids
