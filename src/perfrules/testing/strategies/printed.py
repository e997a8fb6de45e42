"""Printed tables: a target table as plain texts, independent of how a reader finds them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from attrs import frozen

from perfrules.table import Grid, Row, TargetTable, tables_of_grid

__all__ = ["HEADINGS", "PrintedRow", "PrintedTable"]

HEADINGS = ("一级指标", "二级指标", "三级指标", "年度指标值", "分值")


@frozen
class PrintedRow:
    """One indicator as a form prints it."""

    level1: str
    level2: str
    name: str
    target: str
    weight: str


@frozen
class PrintedTable:
    """A form as it is printed: its title with the year below it, whose it is, and a row for each indicator.

    >>> row = PrintedRow("产出指标", "数量指标", "指标1", "≥5家", "10")
    >>> printed = PrintedTable("绩效目标表", 2025, "某单位", (row,))
    >>> PrintedTable.of(printed.read()) == printed
    True
    """

    title: str
    year: int
    unit_name: str
    rows: tuple[PrintedRow, ...]

    @classmethod
    def of(cls, table: TargetTable) -> PrintedTable:
        """Return what was read from a file as it would be printed."""
        rows = (
            PrintedRow(
                one.level1,
                one.level2,
                one.name,
                "".join(cell.text for cell in one.targets.values()),
                "" if one.weight is None else one.weight.text,
            )
            for one in table.indicators
        )
        return cls(table.title, table.year or 0, table.unit_name, tuple(rows))

    def read(self) -> TargetTable:
        """Return the target table that a reader makes of the printed one."""
        rows = tuple(Row(number, tuple(cells), exact=True) for number, cells in enumerate(self.lines(), 1))
        return tables_of_grid(Grid(rows, "表"))[0]

    def head(self) -> tuple[str, str, tuple[str, str]]:
        """Return what stands above the rows: the title, the year, and whose table it is."""
        return self.title, f"（{self.year}年度）", ("单位名称", self.unit_name)

    def lines(self) -> Iterator[list[str]]:
        """Yield the lines of the form as cells, each label in every row."""
        title, year, unit = self.head()
        blank = [""] * (len(HEADINGS) - 1)
        yield [title, *blank]
        yield [year, *blank]
        yield [*unit, *blank[1:]]
        yield list(HEADINGS)
        yield from ([one.level1, one.level2, one.name, one.target, one.weight] for one in self.rows)

    def spans(self) -> tuple[dict[int, int], dict[int, int]]:
        """Return where merged labels of the first and second level begin, by row, each with its length."""
        first = _runs([one.level1 for one in self.rows])
        return first, _runs([f"{one.level1}/{one.level2}" for one in self.rows])

    def differences(self, table: TargetTable) -> list[str]:
        """Return what was read otherwise than it is printed, a sentence each; nothing where a reader did well."""
        found = PrintedTable.of(table)
        lines = [
            f"{name}：应为 {wanted}，读到 {read}"
            for name, wanted, read in zip(
                ("标题", "年度", "单位名称", "行数"),
                (self.title, self.year, self.unit_name, len(self.rows)),
                (found.title, found.year, found.unit_name, len(found.rows)),
                strict=True,
            )
            if wanted != read
        ]
        pairs = zip(self.rows, found.rows, strict=False)
        return lines + [f"第{number}项：应为 {wanted}，读到 {read}" for number, (wanted, read) in enumerate(pairs, 1) if wanted != read]


def _runs(labels: list[str]) -> dict[int, int]:
    found: dict[int, int] = {}
    start = 0
    for _, group in groupby(labels):
        length = len(list(group))
        found[start] = length
        start += length
    return found
