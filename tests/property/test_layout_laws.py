"""Laws of the layout: nothing of a grid is lost, whatever stands in it, and merged cells say the same as repeated ones."""

import string
from contextlib import suppress

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from perfrules.table import Grid, tables_of_grid
from perfrules.table.form import Kind, form
from perfrules.table.readers.matrix import Merge, rows_of
from perfrules.text.errors import TableError
from support.lossless import lost_cells

_WORDS = [
    "项目资金（万元）",
    "年度资金总额",
    "其中：财政拨款",
    "其他资金",
    "年度总体目标",
    "中期目标",
    "预期目标",
    "实际完成情况",
    "绩效指标",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标值",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析",
    "经费保障",
    "完成目标可能性",
    "确定能",
    "备注",
    "项目名称",
    "主管部门",
    "实施单位",
    "单位：万元",
    "年度主要任务",
    "任务名称",
    "主要内容",
    "预算金额",
    "总额",
    "收入",
    "支出",
    "总分",
    "小计",
    "产出指标",
    "数量指标",
    "√",
    "全年预算数",
    "全年执行数",
    "执行率",
    "填表人",
    "2024年度",
    "第1页",
    "续表",
    "某项目绩效目标表",
    "1",
    "2",
    "3",
    "权重",
    "计量单位",
    "运算符",
    "年初预算数",
    "合计",
    "成本指标",
    "绩效目标",
    "项目支出",
    "基本支出",
]
_HEADINGS = (
    ("一级指标", "二级指标", "三级指标", "指标值", "分值", "备注"),
    ("绩效指标", "一级指标", "三级指标", "年度指标值", "实际完成值"),
    ("一级指标", "三级指标", "指标值", "三级指标", "指标值"),
    ("三级指标", "半年指标值", "全年指标值", "未知"),
)


@st.composite
def _cells(draw: st.DrawFn) -> list[list[str]]:
    """Draw a form that nobody would make: words of forms anywhere, texts and numbers that are all different, a heading."""
    width, height = draw(st.integers(2, 7)), draw(st.integers(2, 12))
    kinds = draw(st.lists(st.sampled_from("  wwtnv:"), min_size=width * height, max_size=width * height))
    words = iter(draw(st.lists(st.sampled_from(_WORDS), min_size=len(kinds), max_size=len(kinds))))
    made = {
        " ": lambda at: "",
        "w": lambda at: next(words),
        "t": lambda at: f"某事{chr(0x4E00 + 7 * at)}{chr(0x5E00 + 3 * at)}项",
        "n": lambda at: str(10_000 + 7 * at),
        "v": lambda at: f"≥{20_000 + 3 * at}家",
        ":": lambda at: f"甲{chr(0x4E00 + 7 * at)}：内容{chr(0x5E00 + 3 * at)}",
    }
    flat = [made[kind](at) for at, kind in enumerate(kinds)]
    cells = [flat[row * width : (row + 1) * width] for row in range(height)]
    heading = draw(st.sampled_from(_HEADINGS))
    cells[draw(st.integers(0, height - 1))] = list(heading)
    wide = max(map(len, cells))
    return [row + [""] * (wide - len(row)) for row in cells]


@st.composite
def _grids(draw: st.DrawFn) -> Grid:
    cells = draw(_cells())
    height, width = len(cells), len(cells[0])
    merges: list[Merge] = []
    taken: set[tuple[int, int]] = set()
    for top, left, down, across in draw(
        st.lists(st.tuples(st.integers(0, height - 1), st.integers(0, width - 1), st.integers(0, 3), st.integers(0, 2)), max_size=4)
    ):
        merge = Merge(top, left, min(height - 1, top + down), min(width - 1, left + across))
        area = {(row, column) for row in range(top, merge.bottom + 1) for column in range(left, merge.right + 1)}
        if len(area) == 1 or area & taken:
            continue
        taken |= area
        merges.append(merge)
        for row, column in area - {(top, left)}:
            cells[row][column] = ""
    rows, spans = rows_of(cells, merges)
    if draw(st.integers(0, 3)) == 0:
        return Grid(tuple(evolve(row, exact=False, held={}) for row in rows), "表")
    return Grid(rows, "表", (), spans)


@given(_grids())
def test_nothing_of_a_grid_is_lost(grid: Grid) -> None:
    with suppress(TableError):
        tables = tables_of_grid(grid)
        assert lost_cells(grid, tables) == []


_NAME = st.text(string.ascii_uppercase, min_size=3, max_size=6)


@st.composite
def _trees(draw: st.DrawFn) -> list[list[str]]:
    """Draw the rows of a tree of labels with names and values."""
    names = iter(draw(st.lists(_NAME, min_size=60, max_size=60, unique=True)))
    rows: list[list[str]] = []
    for _ in range(draw(st.integers(1, 3))):
        level1 = next(names)
        for _ in range(draw(st.integers(1, 3))):
            level2 = next(names)
            rows += [[level1, level2, next(names), f"≥{draw(st.integers(1, 999))}家"] for _ in range(draw(st.integers(1, 3)))]
    return rows


def _said(rows: list[list[str]], merges: list[Merge], columns: list[int], margin: int) -> list[list[str]]:
    heading = ["一级指标", "二级指标", "三级指标", "年度指标值"]
    cells = [[""] * margin + [row[column] for column in columns] for row in [heading, *rows]]
    placed = [Merge(one.top, margin + columns.index(one.left), one.bottom, margin + columns.index(one.left)) for one in merges]
    made, spans = rows_of(cells, placed)
    table = tables_of_grid(Grid(made, "表", (), spans))[0]
    return [[one.level1, one.level2, one.name, one.targets["年度"].text] for one in table.indicators]


def _merged(rows: list[list[str]]) -> tuple[list[list[str]], list[Merge]]:
    """Return the rows with equal labels below one another printed once, and the cells that are merged for it."""
    once = [row.copy() for row in rows]
    merges: list[Merge] = []
    for column in (0, 1):
        start = 0
        for at in range(1, len(rows) + 1):
            if at < len(rows) and rows[at][column] == rows[start][column]:
                once[at][column] = ""
                continue
            if at - start > 1:
                merges.append(Merge(start + 1, column, at, column))
            start = at
    return once, merges


@given(_trees(), st.permutations(range(4)), st.integers(0, 3))
def test_merged_printed_once_and_repeated_labels_say_the_same_in_any_order(rows: list[list[str]], order: list[int], margin: int) -> None:
    once, merges = _merged(rows)
    assert _said(rows, [], order, margin) == rows
    assert _said(once, [], order, margin) == rows
    assert _said(once, merges, order, margin) == rows


@given(
    st.integers(1, 12),
    st.integers(1, 12),
    st.sampled_from(["{}-{}月执行情况", "{}—{}月 完成情况", "{}月至{}月实际完成值", "{}～{}月执行情况"]),
)
def test_any_months_head_the_actual_values(first: int, last: int, caption: str) -> None:
    assert form().find(Kind.COLUMN, caption.format(first, last)) == "实际"
