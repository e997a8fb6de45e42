"""Cells as a person sees them, and grids of other readers."""

import pytest

from perfrules.table import Grid, Row, tables_of_grid
from perfrules.table.grid import grid_of_text


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("<p>甲</p><p>乙</p>", "甲\n乙"),
        ("甲<br/>乙", "甲\n乙"),
        ('<span style="color:red">≥5%</span>', "≥5%"),
        ("&lt;5%&nbsp;", "<5%"),
        ("<5%", "<5%"),
        ('"甲，""乙"""', '甲，"乙"'),
        ('"甲"乙"', '"甲"乙"'),
        ("\u3000甲 乙\xa0", "甲 乙"),
    ],
)
def test_a_cell_is_what_a_person_sees(written: str, seen: str) -> None:
    assert grid_of_text(f"{written}\t丙").rows[0].cells == (seen, "丙")


def test_pipe_rows_keep_escaped_bars_and_line_numbers() -> None:
    grid = grid_of_text("# 题\n| a\\|b | c |\n|:--|--:|\n|d|e\n> 注\n>5%\t1")
    assert [(row.line, row.cells, row.exact) for row in grid.rows] == [
        (1, ("题",), False),
        (2, ("a|b", "c"), True),
        (4, ("d", "e"), True),
        (5, ("注",), False),
        (6, (">5%", "1"), False),
    ]


def test_a_reader_of_another_format_only_makes_a_grid() -> None:
    cells = [
        ("一级指标", "二级指标", "三级指标", "指标值"),
        ("产出", "数量", "课时", "≥40"),
        ("产出", "质量", "", ""),
        ("", "时效", "完成时间", ""),
        ("", "", "", "多余"),
    ]
    (table,) = tables_of_grid(Grid(tuple(Row(number, row, exact=True) for number, row in enumerate(cells, 7)), "表.docx"))
    assert [(one.level1, one.level2, one.name, one.where) for one in table.indicators] == [
        ("产出", "数量", "课时", "第8行第3列"),
        ("产出", "时效", "完成时间", "第10行第3列"),
    ]
    assert [(one.code, one.where) for one in table.diagnostics] == [
        ("N303", "第11行第4列"),
        ("N305", "第9行第2列"),
        ("W302", "第10行第4列"),
    ]
