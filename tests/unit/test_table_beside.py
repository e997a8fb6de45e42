"""Tables side by side on one sheet: each is read by itself, every cell where it stands."""

import pytest

from perfrules.table import read_table, read_tables
from perfrules.text.errors import TableError

_LEFT = [
    ["2025年项目支出绩效目标表", "", "", ""],
    ["项目名称", "植树", "", ""],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出", "数量", "植树面积", "≥30亩"],
    ["", "质量", "成活率", "≥85%"],
    ["满意度", "", "群众满意度", "≥90%"],
]
_RIGHT = [
    ["2024年项目支出绩效自评表", "", "", "", ""],
    ["项目名称", "修路", "", "", ""],
    ["", "", "", "", ""],
    ["一级指标", "三级指标", "年度指标值", "实际完成值", "得分"],
    ["产出", "修路里程", "≥5公里", "5公里", "90"],
]


def _sheet(left: list[list[str]], right: list[list[str]], *, between: int = 1) -> str:
    rows = max(len(left), len(right))
    sides = [side + [[""] * len(side[0])] * (rows - len(side)) for side in (left, right)]
    lines = [[*one, *[""] * between, *other] for one, other in zip(*sides, strict=True)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


@pytest.mark.parametrize("between", [1, 3])
def test_tables_side_by_side_are_read_each_by_itself(between: int) -> None:
    left, right = read_tables(_sheet(_LEFT, _RIGHT, between=between))
    assert [(one.project_name, one.year) for one in (left, right)] == [("植树", 2025), ("修路", 2024)]
    assert [(row.level1, row.level2, row.name) for row in left.indicators] == [
        ("产出", "数量", "植树面积"),
        ("产出", "质量", "成活率"),
        ("满意度", "", "群众满意度"),
    ]
    (row,) = right.indicators
    assert (row.name, row.actual, row.score, row.where) == ("修路里程", "5公里", "90", f"第5行第{4 + between + 2}列")


def test_a_form_with_a_blank_column_or_notes_beside_it_is_one_table() -> None:
    split = [[*row[:2], "", *row[2:]] for row in _LEFT]
    table = read_table("\n".join(f"| {' | '.join(row)} |" for row in split))
    assert [row.name for row in table.indicators] == ["植树面积", "成活率", "群众满意度"]
    notes = [["说明", "数据来自台账"], ["", ""], ["", "已核"], ["", ""], ["", ""], ["", ""]]
    assert len(read_table(_sheet(_LEFT, notes)).indicators) == 3
    assert [one.project_name for one in read_tables(_sheet(_LEFT, [[*a, "", *b] for a, b in zip(_RIGHT, notes, strict=False)]))] == [
        "植树",
        "修路",
    ]


def test_an_empty_form_beside_a_filled_one_is_told_of() -> None:
    for sides in ((_LEFT, _RIGHT[:4]), (_LEFT[:3], _RIGHT)):
        (table,) = read_tables(_sheet(*sides))
        assert [one.code for one in table.diagnostics if one.code == "W308"] == ["W308"]
    with pytest.raises(TableError):
        read_tables(_sheet(_LEFT[:3], _RIGHT[:4]))
