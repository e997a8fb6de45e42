"""Laws of the public strategies for tables: what is printed is what is read, in every format."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from perfrules import TargetTable, read_table
from perfrules.testing import strategies as ps


@given(ps.printed_tables())
def test_a_printed_table_is_read_as_it_is_printed(printed: ps.PrintedTable) -> None:
    assert not printed.differences(printed.read())
    assert ps.PrintedTable.of(printed.read()) == printed


@given(ps.tables())
def test_every_target_of_a_table_has_a_meaning(table: TargetTable) -> None:
    assert table.indicators
    assert all(cell.target is not None for one in table.indicators for cell in one.targets.values())


@pytest.mark.parametrize("kind", ["csv", "tsv", "md", "txt", "html", "xlsx", "docx"])
def test_a_file_is_read_as_it_is_printed(kind: str) -> None:
    with TemporaryDirectory() as folder:

        @settings(max_examples=25)
        @given(ps.table_files(kind))
        def law(file: ps.TableFile) -> None:
            assert not file.printed.differences(read_table(file.saved(folder)))

        law()


@given(st.data())
def test_pasted_text_has_every_label_in_every_row(data: st.DataObject) -> None:
    file = data.draw(ps.table_files("txt"))
    lines = file.data.decode().split("\n")
    assert lines[0] == file.printed.title
    assert [line.split("\t")[2] for line in lines[4:]] == [row.name for row in file.printed.rows]


def test_differences_name_what_was_read_otherwise(tmp_path: Path) -> None:
    row = ps.PrintedRow("产出指标", "数量指标", "指标1", "≥5家", "10")
    printed = ps.PrintedTable("绩效目标表", 2025, "某单位", (row,))
    other = ps.PrintedTable("绩效目标表", 2026, "某单位", (ps.PrintedRow("产出指标", "数量指标", "指标1", "≥6家", "10"),))
    said = printed.differences(other.read())
    assert said[0] == "年度：应为 2025，读到 2026"
    assert "≥6家" in said[1]


def test_a_format_that_cannot_be_written_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidArgument, match="没有这种格式"):
        ps.table_files("pdf")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(InvalidArgument, match="perfrules\\[office\\]"):
        ps.table_files("xlsx")
