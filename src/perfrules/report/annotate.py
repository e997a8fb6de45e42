"""Annotated copies: a person's own file with what was found written at the cells, the original untouched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from perfrules.report.parts import Parts
from perfrules.report.remarks import ORDER, remark_of
from perfrules.report.saving import SavingError, check_target, write_bytes
from perfrules.reviewing.finding import Finding
from perfrules.table.decode import read_bytes
from perfrules.table.readers.kind import FileKind, kind_of
from perfrules.table.readers.package import damaged
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError
from perfrules.text.limits import MAX_DOCUMENT_BYTES

__all__ = ["annotate_copy"]

_PLAIN = {FileKind.XLSX: ".xlsx", FileKind.DOCX: ".docx"}
_MACROS = {FileKind.XLSX: ".xlsm", FileKind.DOCX: ".docm"}


def annotate_copy(path: Path, findings: Sequence[Finding], out: Path, *, lang: str = "zh") -> tuple[Diagnostic, ...]:
    """Write a copy of a workbook or Word file with the findings as notes at their cells; return what is to be said of the copy.

    Several findings of a cell are one note, errors first. A workbook gets a sheet of all findings with links to the cells. The
    format of no cell is touched, formulas, pictures, charts and macros stay as they are. Files of other kinds, and a copy under
    a name that the programs would not open, raise `SavingError`; the original is never written to.
    """
    check_target(out, [path])
    data = read_bytes(path, MAX_DOCUMENT_BYTES)
    kind = kind_of(data, str(path))
    if kind not in _PLAIN:
        raise SavingError([Diagnostic("E738", {"path": str(path)})])
    parts = Parts.of(data, str(path))
    wanted = (_MACROS if any(name.lower().endswith("vbaproject.bin") for name in parts.infos) else _PLAIN)[kind]
    if out.suffix.lower() not in (wanted, path.suffix.lower()):
        raise SavingError([Diagnostic("E741", {"path": str(out), "suffix": wanted})])
    ordered = sorted(findings, key=lambda one: ORDER[one.severity])
    write_bytes(out, _annotated(kind, data, str(path), ordered, lang), [path])
    signed = any(name.lower().startswith("_xmlsignatures/") for name in parts.infos)
    return (Diagnostic("N740", {"path": str(out)}),) if signed else ()


def _annotated(kind: FileKind, data: bytes, source: str, findings: Sequence[Finding], lang: str) -> bytes:
    remarks = [remark_of(one, source, "", lang) for one in findings]
    try:
        if kind is FileKind.XLSX:
            from perfrules.report.annotate_book import annotated_book  # noqa: PLC0415 - each format needs its own libraries

            return annotated_book(data, source, remarks, lang)
        from perfrules.report.annotate_document import annotated_document  # noqa: PLC0415

        return annotated_document(data, source, remarks, lang)
    except PerfRulesError:
        raise
    except ModuleNotFoundError as error:
        raise SavingError([Diagnostic("E742", {"package": error.name or ""})]) from error
    except Exception as error:
        # A library may fail in any way on a file that was made to break it, or that merely broke.
        raise damaged(source, error) from error
