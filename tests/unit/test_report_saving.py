"""Files are written whole or not at all, and never over what was read."""

import os
from pathlib import Path

import pytest

from perfrules.report.saving import SavingError, check_target, write_bytes, write_text


def _codes(caught: pytest.ExceptionInfo[SavingError]) -> list[str]:
    return [one.code for one in caught.value.diagnostics]


def test_a_file_and_its_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "报告" / "一月" / "表.csv"
    write_text(path, "甲\ud800\r\n")
    assert path.read_bytes() == "甲?\r\n".encode()
    write_bytes(path, b"\x00")
    assert path.read_bytes() == b"\x00"
    assert [one.name for one in path.parent.iterdir()] == ["表.csv"]


@pytest.mark.parametrize("how", ["same", "symbolic", "hard"])
def test_an_input_is_never_written_over(how: str, tmp_path: Path) -> None:
    given = tmp_path / "表.xlsx"
    given.write_bytes(b"old")
    path = given if how == "same" else tmp_path / "other.xlsx"
    if how == "symbolic":
        path.symlink_to(given)
    elif how == "hard":
        os.link(given, path)
    with pytest.raises(SavingError) as caught:
        write_bytes(path, b"new", [tmp_path / "missing", given])
    assert _codes(caught) == ["E508"]
    assert given.read_bytes() == b"old"


def test_a_folder_is_no_place_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(SavingError) as caught:
        check_target(tmp_path)
    assert _codes(caught) == ["E510"]


def test_a_fault_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "表.csv"
    path.write_bytes(b"old")

    def fails(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(SavingError) as caught:
        write_bytes(path, b"new")
    assert _codes(caught) == ["E509"]
    assert caught.value.diagnostics[0].args["why"] == "No space left on device"
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["表.csv"]


@pytest.mark.parametrize("name", ["长" * 200, "a\x00b"])
def test_a_name_that_no_file_can_have_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(SavingError) as caught:
        write_bytes(tmp_path / name, b"")
    assert _codes(caught) == ["E509"]
