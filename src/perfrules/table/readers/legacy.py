"""Old Word and WPS files (doc, wps, rtf): LibreOffice, where it is installed, turns them into docx."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from attrs import evolve

from perfrules.table.grid import Grid
from perfrules.table.readers.docx import read_docx
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_MARKUP, MAX_SECONDS

__all__ = ["read_legacy"]

_PROGRAMS = ("soffice", "libreoffice")
_FORMAT = "docx:MS Word 2007 XML"
_SUFFIXES = (".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt")
_WORD = "WordDocument".encode("utf-16-le")
_KNOWN = (_WORD, "CONTENTS".encode("utf-16-le"), b"{\\rtf", b"opendocument.text")
_MAGIC = b"\xec\xa5"
_SECTOR = 512
_ENCRYPTED = 0x01
# The office of a stranger's file runs nothing and asks nobody: no macros, no active content, a proxy that is not there.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def read_legacy(data: bytes, source: str) -> list[Grid]:
    """Return the grid of an old Word or WPS file; TableError where it cannot be converted, which says what to do instead.

    The conversion has a folder and a profile of its own, so that it meets neither an open office nor other conversions.
    """
    if _is_encrypted(data):
        raise TableError([Diagnostic("E342", {"path": source})])
    # An office opens whatever it does not know as a text, and would show the bytes of a damaged file as one.
    if not any(mark in data for mark in _KNOWN):
        raise _refused(source)
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise TableError([Diagnostic("E355", {"path": source})])
    converted = _converted(program, data, source)
    note = Diagnostic("N355", where=source)
    return [evolve(grid, diagnostics=(note, *grid.diagnostics)) for grid in read_docx(converted, source)]


def _is_encrypted(data: bytes) -> bool:
    """Tell whether the header of a Word text says that it is encrypted; it stands at the beginning of a sector."""
    if _WORD not in data:
        return False
    headers = (data[at : at + 12] for at in range(_SECTOR, len(data) - 12, _SECTOR) if data[at : at + 2] == _MAGIC)
    return any(header[11] & _ENCRYPTED for header in headers)


def _converted(program: str, data: bytes, source: str) -> bytes:
    suffix = PurePath(source).suffix.lower()
    if _WORD in data or suffix not in _SUFFIXES:
        # WPS writes what Word writes: under the name of the old Works it would be taken for that.
        suffix = ".doc"
    with TemporaryDirectory(prefix="perfrules-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        given = folder / f"document{suffix}"
        given.write_bytes(data)
        profile = folder / "profile"
        _write_settings(profile / "user" / "registrymodifications.xcu")
        arguments = ["--headless", "--norestore", "--nolockcheck", "--convert-to", _FORMAT, "--outdir", str(folder / "out"), str(given)]
        _run([program, f"-env:UserInstallation={profile.as_uri()}", *arguments], folder, source)
        made = folder / "out" / "document.docx"
        if not made.is_file():
            raise _refused(source)
        if made.stat().st_size > MAX_MARKUP:
            raise TableError([Diagnostic("E350", {"path": source, "limit": str(MAX_MARKUP >> 20)})])
        return made.read_bytes()


def _write_settings(path: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{group}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for group, name, value in _SETTINGS
    )
    path.parent.mkdir(parents=True)
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )


def _run(command: list[str], folder: Path, source: str) -> None:
    """Run the office to its end or for a minute; it starts others, which end with it."""
    environment: Mapping[str, str] = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder)}
    try:
        process = subprocess.Popen(  # noqa: S603 - the program is the office, the file is an argument
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        raise _refused(source) from None
    try:
        process.wait(MAX_SECONDS)
    except subprocess.TimeoutExpired:
        raise _refused(source) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _refused(source: str) -> TableError:
    return TableError([Diagnostic("E356", {"path": source, "seconds": str(MAX_SECONDS)})])
