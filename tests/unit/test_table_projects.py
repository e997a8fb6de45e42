"""Lists of several projects in one table: each project is a table of its own, in files and in copied texts."""

from pathlib import Path

import openpyxl
import pytest

from perfrules import review
from perfrules.table import TargetTable, read_table, read_tables

_GOALS = ("年度目标", "绩效目标", "年度绩效目标", "项目绩效目标", "年度总体目标")
_ROWS = """\
某局\t培训\t10\t培训500人\t产出\t数量\t培训人数\t≥500人\t50
某局\t培训\t10\t培训500人\t效益\t社会\t持证率\t≥80%\t30
某局\t培训\t10\t培训500人\t满意度\t满意度\t学员满意度\t≥85%\t10
某局\t修路\t20\t修路5公里\t产出\t数量\t修路里程\t≥5公里\t50
某局\t修路\t20\t修路5公里\t效益\t社会\t通车率\t≥80%\t30
某局\t修路\t20\t修路5公里\t满意度\t满意度\t群众满意度\t\t10
"""


def _text(goal: str, rows: str = _ROWS) -> str:
    return f"项目支出绩效目标表\n单位名称\t项目名称\t预算数\t{goal}\t一级指标\t二级指标\t三级指标\t指标值\t分值\n{rows}"


def _piped(text: str) -> str:
    return "\n".join(f"| {line.replace(chr(9), ' | ')} |" for line in text.splitlines())


def _said(table: TargetTable) -> tuple[str, str, dict[str, str], list[tuple[str, str]]]:
    rows = [(row.name, cell.text) for row in table.indicators for cell in row.targets.values()]
    return table.unit_name, table.project_name, dict(table.goals), rows


_WANTED = [
    ("某局", "培训", {"年度": "培训500人"}, [("培训人数", "≥500人"), ("持证率", "≥80%"), ("学员满意度", "≥85%")]),
    ("某局", "修路", {"年度": "修路5公里"}, [("修路里程", "≥5公里"), ("通车率", "≥80%"), ("群众满意度", "")]),
]


@pytest.mark.parametrize("goal", _GOALS)
@pytest.mark.parametrize("write", [_piped, str])
def test_each_project_of_a_list_is_a_table(goal: str, write: type[str]) -> None:
    tables = read_tables(write(_text(goal)))
    assert [_said(table) for table in tables] == _WANTED
    assert [one.where for table in tables for one in table.diagnostics if one.code == "W302"] == ["第8行第8列"]
    assert [one.places["年度"] for one in tables] == ["第3行第4列", "第6行第4列"]


def test_weights_of_projects_are_not_added_up() -> None:
    for table in read_tables(_text("绩效目标")):
        assert [one.code for one in review(table) if one.code == "W03"] == []


def test_the_only_project_of_a_list_gives_its_name_and_goal() -> None:
    first = "".join(_ROWS.splitlines(keepends=True)[:3])
    assert _said(read_table(_text("年度目标", first))) == _WANTED[0]


def test_merged_cells_hold_for_all_rows_of_a_project(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in _text("年度目标").splitlines():
        book.active.append(line.split("\t"))
    for top in (3, 6):
        for column in "ABCD":
            book.active.merge_cells(f"{column}{top}:{column}{top + 2}")
    book.save(tmp_path / "表.xlsx")
    assert [_said(table) for table in read_tables(tmp_path / "表.xlsx")] == _WANTED


def test_a_column_of_goals_alone_does_not_hide_the_target_values() -> None:
    rows = "\n".join(line.partition("\t")[2] for line in _ROWS.splitlines())
    text = "项目\t预算数\t年度目标\t一级指标\t二级指标\t三级指标\t指标值\t分值\n" + rows
    for written in (text, _piped(text)):
        assert [cell.text for row in read_table(written).indicators for cell in row.targets.values()] == [
            "≥500人",
            "≥80%",
            "≥85%",
            "≥5公里",
            "≥80%",
            "",
        ]
