"""Target tables, and files that hold one, so that what reads or uses them can be tested."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attrs import field, frozen
from hypothesis import strategies as st

from perfrules.table import TargetTable
from perfrules.testing.strategies.printed import PrintedRow, PrintedTable
from perfrules.testing.strategies.targets import targets
from perfrules.testing.strategies.writers import bytes_of, needed_for

__all__ = ["TableFile", "printed_tables", "table_files", "tables"]

_LEVELS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("效益指标", "长远影响指标"),
    ("满意度指标", "受益群众指标"),
)
_KINDS = ("quantity", "grade", "date")


@frozen
class TableFile:
    """A file with a target table: its name, its bytes, and what is printed in it."""

    name: str
    data: bytes = field(repr=False)
    printed: PrintedTable

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Print what is printed in the file, not its bytes, in what hypothesis reports."""
        printer.text("…" if cycle else repr(self))

    def saved(self, folder: str | Path) -> Path:
        """Return the path of the file, once it is saved in a folder."""
        path = Path(folder) / self.name
        path.write_bytes(self.data)
        return path


def printed_tables() -> st.SearchStrategy[PrintedTable]:
    """Draw tables as they are printed: title, year, unit, and one to nine indicators below two levels, with targets and marks.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, database=None)
    ... @given(printed_tables())
    ... def a_reader_finds_what_is_printed(printed):
    ...     assert not printed.differences(printed.read())
    >>> a_reader_finds_what_is_printed()
    """
    return _PRINTED


def tables() -> st.SearchStrategy[TargetTable]:
    """Draw target tables as `read_table` returns them: each cell with its meaning and its place.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, database=None)
    ... @given(tables())
    ... def every_target_has_a_place(table):
    ...     assert all(one.targets["年度"].where for one in table.indicators)
    >>> every_target_has_a_place()
    """
    return _PRINTED.map(PrintedTable.read)


def table_files(format: str = "csv") -> st.SearchStrategy[TableFile]:  # noqa: A002  what a file is called
    """Draw files that hold a target table: xlsx, xls, docx, html, csv, tsv, md or txt, with labels merged where the format can.

    `file.printed.differences(table)` says what a reader found otherwise than it is printed. Office files need their libraries
    (`pip install 'perfrules[office]'`, for xls `xlwt`); a format that cannot be written is `InvalidArgument`.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, database=None)
    ... @given(table_files("csv"))
    ... def a_line_for_each_indicator(file):
    ...     assert len(file.data.decode().splitlines()) == 4 + len(file.printed.rows)
    >>> a_line_for_each_indicator()
    """
    needed_for(format)
    return _PRINTED.map(lambda printed: TableFile(f"表.{format}", bytes_of(printed, format), printed))


def _printed(drawn: tuple[int, list[tuple[int, str, int]]]) -> PrintedTable:
    year, rows = drawn
    ordered = sorted(rows, key=lambda one: one[0])
    lines = (PrintedRow(*_LEVELS[level], f"指标{number}", target, str(weight)) for number, (level, target, weight) in enumerate(ordered, 1))
    return PrintedTable("项目支出绩效目标表", year, "某单位", tuple(lines))


_ROWS = st.tuples(st.integers(0, len(_LEVELS) - 1), targets(_KINDS).map(str), st.integers(1, 20))
_PRINTED = st.tuples(st.integers(2024, 2030), st.lists(_ROWS, min_size=1, max_size=9)).map(_printed)
