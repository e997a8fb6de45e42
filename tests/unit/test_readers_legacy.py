"""Old Word files: converted where LibreOffice is installed, else told what to do."""

import shutil
import stat
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from perfrules.table.readers import legacy
from perfrules.table.readers.legacy import read_legacy
from perfrules.text.errors import TableError

_OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_OLE = b"\xd0\xcf\x11\xe0" + b"\x00" * 508 + "WordDocument".encode("utf-16-le")
needs_office = pytest.mark.skipif(_OFFICE is None, reason="LibreOffice is not installed")


def _program(folder: Path, script: str) -> None:
    """Put a program called soffice into a folder."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def _codes(data: bytes, name: str = "表.doc") -> list[str]:
    with pytest.raises(TableError) as caught:
        read_legacy(data, name)
    return [one.code for one in caught.value.diagnostics]


@needs_office
def test_an_old_word_file_is_read(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("绩效目标表")
    table = document.add_table(3, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "产出"
    table.cell(0, 1).text, table.cell(1, 1).text = "≥5场", "≥6场"
    table.cell(2, 0).text, table.cell(2, 1).text = "效益", "≥7场"
    document.add_paragraph("注：无")
    document.save(str(tmp_path / "表.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(_OFFICE), profile, "--headless", "--convert-to", "doc", "--outdir", str(tmp_path), str(tmp_path / "表.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    data = (tmp_path / "表.doc").read_bytes()
    for name in ("表.doc", "表.wps"):
        grid = read_legacy(data, name)[0]
        assert [row.cells for row in grid.rows if row.filled] == [
            ("绩效目标表",),
            ("产出", "≥5场"),
            ("", "≥6场"),
            ("效益", "≥7场"),
            ("注：无",),
        ]
        assert [one.code for one in grid.diagnostics] == ["N355"]
        assert grid.source == name


@needs_office
def test_what_the_office_cannot_open_is_told_of() -> None:
    assert _codes(_OLE + b"\xff" * 4_000) == ["E356"]


def test_bytes_that_are_no_document_are_not_given_to_the_office() -> None:
    assert _codes(b"\xd0\xcf\x11\xe0" + b"\xff" * 4_000) == ["E356"]


def test_without_an_office_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(TableError) as caught:
        read_legacy(_OLE, "表.doc")
    assert ".docx" in str(caught.value)
    assert [one.code for one in caught.value.diagnostics] == ["E355"]


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "kill -9 $$"])
def test_an_office_that_fails_is_told_of(script: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _program(tmp_path, script)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert _codes(_OLE) == ["E356"]


def test_an_office_that_cannot_start_is_told_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "soffice").write_bytes(b"\x00no program")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert _codes(_OLE) == ["E356"]


def test_an_office_that_never_ends_is_ended_with_all_that_it_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _program(tmp_path, f"/bin/sleep 300 & echo $! > {tmp_path}/child; wait")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(legacy, "MAX_SECONDS", 1)
    assert _codes(_OLE) == ["E356"]
    child = Path(f"/proc/{(tmp_path / 'child').read_text().strip()}/stat")
    assert not child.exists() or child.read_text().rpartition(")")[2].split()[0] == "Z"


def test_the_office_gets_a_profile_of_its_own_that_runs_no_macros(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("绩效目标表")
    stream = BytesIO()
    document.save(stream)
    (tmp_path / "made.docx").write_bytes(stream.getvalue())
    script = (
        f'echo "$@" > {tmp_path}/said; /bin/cp profile/user/registrymodifications.xcu {tmp_path}/settings; '
        f"/bin/mkdir out; /bin/cp {tmp_path}/made.docx out/document.docx"
    )
    _program(tmp_path, script)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [row.cells for row in read_legacy(_OLE, "表 名.wps")[0].rows] == [("绩效目标表",)]
    said = (tmp_path / "said").read_text()
    assert "-env:UserInstallation=file:///" in said
    assert "表 名" not in said
    assert '"MacroSecurityLevel" oor:op="fuse"><value>3<' in (tmp_path / "settings").read_text()


def test_a_file_with_a_password_is_told_of_without_an_office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    header = b"\x00" * (1024 - len(_OLE)) + b"\xec\xa5\xc1\x00" + b"\x00" * 7 + b"\x01" + b"\x00" * 500
    assert _codes(_OLE + header) == ["E342"]
