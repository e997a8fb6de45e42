"""Reading the Suzhou table and its variants."""

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from perfrules.table import TargetTable, read_table, read_tables
from perfrules.text.errors import TableError

_EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "suzhou-2025" / "table.txt"
_TEXT = _EXAMPLE.read_text("utf-8")
_LINES = _TEXT.split("\n")
_HEADINGS = {40: _LINES[39], 74: _LINES[73], 90: _LINES[89]}
_ROWS = [number for number in range(41, 109) if number not in _HEADINGS]


def _said(table: TargetTable) -> list[tuple[object, ...]]:
    return [
        (one.level1, one.level2, one.task, one.name, [(period, cell.text) for period, cell in one.targets.items()])
        for one in table.indicators
    ]


_SAID = _said(read_table(_TEXT))


def _heading_above(number: int) -> str:
    return _HEADINGS[max(line for line in _HEADINGS if line < number)]


def test_the_example_is_read_completely() -> None:
    table = read_table(_EXAMPLE)
    assert (table.unit_name, table.year, table.title) == ("苏州市科学技术局", 2025, "苏州市市级部门整体预算绩效目标表")
    assert Counter(one.level1 for one in table.indicators) == {"决策": 10, "过程": 22, "履职": 14, "效益指标": 15, "满意度指标": 1}
    assert table.source == str(_EXAMPLE)
    assert table.duties.startswith("(一) 拟订")
    assert "<" not in table.duties + table.staff
    assert "实有在职人数48人" in table.staff
    assert set(table.goals) == {"中长期", "年度"}
    assert "55%左右" in table.goals["中长期"]
    assert "超过2800家" in table.goals["年度"]


def test_every_indicator_knows_its_place() -> None:
    found = {one.name: one for one in read_table(_EXAMPLE).indicators}
    deviation = found["预算偏差率"]
    assert (deviation.level1, deviation.level2, deviation.line, deviation.where) == ("决策", "预算编制", 50, "第50行第3列")
    assert deviation.targets["全年"].where == "第50行第5列"
    unicorns = found["认定苏州市“独角兽”培育企业数量"]
    assert (unicorns.task, unicorns.line, unicorns.targets["全年"].where) == ("创新型企业培育", 76, "第76行第6列")
    assert found["创新创业领军人才(团队)"].task == "2025年姑苏创新创业领军人才计划"
    assert found["支持关键核心技术攻关项目"].task == "开展一批关键核心技术攻关项目"
    assert found["高新技术企业数量占全省总量的比重"].level2 == "社会效益"
    assert found["中长期规划制定健全性"].task == ""


def test_a_duty_split_over_two_pages_is_one_duty() -> None:
    table = read_table(_EXAMPLE)
    duties = {one.level2 for one in table.indicators if one.level1 == "履职"}
    assert len(duties) == 1
    assert "统筹全市科技术创新体系" in duties.pop()
    assert [one.where for one in table.diagnostics if one.code == "N304"] == ["第82行第2列"]


def test_second_levels_without_indicators_are_noted() -> None:
    notes = [(one.args["label"], one.where) for one in read_table(_EXAMPLE).diagnostics if one.code == "N305"]
    assert notes == [("生态效益", "第106行第1列"), ("可持续影响", "第107行第1列")]


def test_funds_are_exact_and_form_a_tree() -> None:
    table = read_table(_EXAMPLE)
    lines = {line.path: line for line in table.funds}
    items = [line for line in table.funds if line.path[:-1] == ("支出", "项目支出")]
    assert lines["收入", "资金总额"].amounts["全年预算数"].value == Fraction("388882.83")
    assert lines["收入", "财政拨款", "一般公共预算资金"].amounts["全年预算数"].text == "388882.83"
    assert ("收入", "财政拨款", "小计") not in lines
    assert lines["收入", "其他资金"].line == 19
    assert len(items) == 7
    assert sum(line.amounts["全年预算数"].value or 0 for line in items) == lines["支出", "项目支出"].amounts["全年预算数"].value
    assert sum(line.amounts["半年计划执行数"].value or 0 for line in items) == Fraction("150045.3")
    assert {line.unit for line in table.funds} == {"万元"}


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\n".join(line.rstrip("\t") for line in text.split("\n")),
        lambda text: "\n".join(line + "\t\t" for line in text.split("\n")),
        lambda text: "\n".join("\t".join(f" {cell}\u3000" if cell else cell for cell in line.split("\t")) for line in text.split("\n")),
        lambda text: "\n".join(line for line in text.split("\n") if line.strip()),
    ],
    ids=["crlf", "no trailing tabs", "more trailing tabs", "blanks around cells", "no blank lines"],
)
def test_what_copying_does_to_a_text_does_not_matter(change) -> None:
    assert _said(read_table(change(_TEXT))) == _SAID


@pytest.mark.parametrize("number", _ROWS)
def test_a_page_may_break_anywhere(number: int) -> None:
    before, after, heading = _LINES[: number - 1], _LINES[number - 1 :], _heading_above(number)
    for broken in ([""], [heading], ["", heading]):
        assert _said(read_table("\n".join([*before, *broken, *after]))) == _SAID


@pytest.mark.parametrize(
    "mark", ["第 2 页 共 5 页", "- 3 -", "４", "续表", "苏州市市级部门整体预算绩效目标表", "苏州市市级部门整体预算绩效目标表\n\n2025年度"]
)
def test_what_is_printed_at_a_page_break_is_no_label(mark: str) -> None:
    for number in (46, 60, 79, 83, 100):
        for heading in ([], [_heading_above(number)]):
            lines = [*_LINES[: number - 1], mark, *heading, *_LINES[number - 1 :]]
            assert _said(read_table("\n".join(lines))) == _SAID


def test_what_stands_below_the_indicators_is_passed_over() -> None:
    table = read_table(_TEXT.rstrip("\n") + "\n填表人：张三\t联系电话：12345678\n注：本表一式两份。\n审核人\t李四\n")
    assert _said(table) == _SAID
    assert [one.where for one in table.diagnostics if one.code == "N303"] == ["第109行第1列", "第110行第1列", "第111行第1列"]


def test_a_second_title_without_indicators_is_reported() -> None:
    table = read_table(_TEXT.rstrip("\n") + "\n另一张绩效自评表\n单位名称\t某局\n")
    assert [(one.code, one.where) for one in table.diagnostics if one.code.startswith("W")] == [("W305", "第109行")]


@pytest.mark.parametrize(("printed", "moved"), [(41, 44), (41, 50), (52, 55), (52, 57), (52, 73), (82, 85), (91, 95), (91, 98)])
def test_a_first_level_may_be_printed_in_the_middle_of_its_rows(printed: int, moved: int) -> None:
    cells = [line.split("\t") for line in _LINES]
    cells[moved - 1][0], cells[printed - 1][0] = cells[printed - 1][0], ""
    assert _said(read_table("\n".join("\t".join(row) for row in cells))) == _SAID


def test_rows_may_be_added_and_the_head_changed() -> None:
    text = _TEXT.replace("2025年度", "（２０２６）年度").replace("苏州市科学技术局", "某市水务局").replace("万元", "亿元")
    table = read_table(text)
    assert (table.year, table.unit_name, table.funds[0].unit) == (2026, "某市水务局", "亿元")
    lines = _LINES.copy()
    lines.insert(92, "\t\t新增的一个指标\t=0家\t≥3家\t")
    added = [one for one in _said(read_table("\n".join(lines))) if one not in _SAID]
    assert added == [("效益指标", "经济效益", "", "新增的一个指标", [("半年", "=0家"), ("全年", "≥3家")])]


def test_an_unreadable_cell_is_reported_and_the_rest_is_read() -> None:
    table = read_table(_TEXT.replace("=400亿元\t=850亿元", "=400亿元\t≥≤850亿元"))
    errors = [one for one in table.diagnostics if one.code.startswith("E")]
    assert [one.where for one in errors] == ["第92行第5列"]
    row = next(one for one in table.indicators if one.line == 92)
    assert (row.targets["全年"].text, row.targets["全年"].target) == ("≥≤850亿元", None)
    assert row.targets["半年"].target is not None
    assert len(table.indicators) == 62


def test_an_unreadable_amount_is_reported_and_the_rest_is_read() -> None:
    table = read_table(_TEXT.replace("150000\t386445.66", "15OO00\t386445.66"))
    assert [(one.code, one.where) for one in table.diagnostics if one.code.startswith("E")] == [("E314", "第23行第3列")]
    line = next(line for line in table.funds if line.path == ("支出", "项目支出"))
    assert (line.amounts["半年计划执行数"].text, line.amounts["半年计划执行数"].value) == ("15OO00", None)
    assert line.amounts["全年预算数"].value == Fraction("386445.66")
    assert len(table.funds) == 18


def test_an_empty_cell_stays_in_its_period() -> None:
    table = read_table(_TEXT.replace("=0亿元\t=110亿元", "\t=110亿元").replace("=0亿元\t=2350亿元", "=0亿元\t"))
    cells = {one.line: one.targets for one in table.indicators}
    assert [(cells[91][period].text, cells[95][period].text) for period in ("半年", "全年")] == [("", "=0亿元"), ("=110亿元", "")]
    assert [one.where for one in table.diagnostics if one.code == "W302"] == ["第91行第4列", "第95行第5列"]


def test_a_row_that_is_not_understood_is_reported() -> None:
    broken = "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t指标\t=0家\t=5家"
    lines = [*_LINES[:92], broken, *_LINES[92:]]
    table = read_table("\n".join(lines))
    assert [(one.code, one.where) for one in table.diagnostics if one.code.startswith("E")] == [("E312", "第93行")]
    assert _said(table) == _SAID


def test_a_pipe_table_with_sign_unit_and_weight() -> None:
    table = read_table(
        "# 某项目支出绩效自评表\n\nyear: 2023\n\n| level1 | level2 | name | sign | target | unit | actual | weight | score |\n"
        "|---|---|---|---|---|---|---|---|---|\n| 产出指标 | 数量指标 | 覆盖率 | ≥ | 95 | % | 96% | 12.5 | 12.5 |\n"
        "| | 质量指标 | 合格 | 定性 | 优 | 无 | 优 | 10% | |\n"
        "| 总分 | | | | | | | 100 | |\n"
    )
    first, second = table.indicators
    assert (table.title, table.year) == ("某项目支出绩效自评表", 2023)
    assert (first.targets["年度"].text, first.actual, first.score) == ("≥95%", "96%", "12.5")
    assert first.weight is not None
    assert (first.weight.value, first.weight.where) == (Fraction(25, 2), "第7行第8列")
    assert (second.level1, second.level2, second.targets["年度"].text) == ("产出指标", "质量指标", "优")
    assert second.weight is not None
    assert second.weight.value == Fraction(1, 10)


def test_a_form_with_one_period_and_more_columns() -> None:
    table = read_table(
        "（2024年度）\n项目名称\t农田水利\t\t\n主管部门\t某厅\t实施单位\t某局\n年度总体目标\t预期目标\t\t实际完成情况\n\t修渠30公里。\t\t已修32公里。\n"
        "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n"
        "\t产出指标\t数量指标\t修渠长度\t≥30公里\t32公里\t20\t20\t\n\t\t质量指标\t验收合格率\t100%\t95%\t10\t8\t两处返工\n总分\t\t\t\t\t\t100\t98\t\n"
    )
    assert (table.project_name, table.year, dict(table.goals)) == ("农田水利", 2024, {"年度": "修渠30公里。"})
    first, second = table.indicators
    assert (first.level1, first.level2, first.name, first.actual) == ("产出指标", "数量指标", "修渠长度", "32公里")
    assert (second.level1, second.level2, second.reason, second.score) == ("产出指标", "质量指标", "两处返工", "8")


def test_a_file_with_several_tables() -> None:
    other = _TEXT.replace("苏州市科学技术局", "苏州市水务局")
    tables = read_tables(_TEXT + "\n" + other)
    assert [(table.unit_name, len(table.indicators), len(table.funds)) for table in tables] == [
        ("苏州市科学技术局", 62, 18),
        ("苏州市水务局", 62, 18),
    ]
    with pytest.raises(TableError) as caught:
        read_table(_TEXT + "\n" + other)
    assert [one.code for one in caught.value.diagnostics] == ["E310"]


@pytest.mark.parametrize("text", ["只有\t几个\t字", "三级指标\t全年指标值\n", "单位名称\t某局\n年度目标\n办5场会。", "\t\n\t"])
def test_a_text_without_indicators_is_refused(text: str) -> None:
    with pytest.raises(TableError) as caught:
        read_table(text)
    assert caught.value.diagnostics[0].code in {"E309", "E304"}


def test_the_last_level_left_empty_below_shifted_rows() -> None:
    text = _TEXT.replace("满意度指标\t服务对象满意度\t服务对象满意度\t=0%\t=90%", "满意度指标\t服务对象满意度\t\t\t")
    assert _said(read_table(text)) == _SAID[:-1]
    told = [one.args["label"] for one in read_table(text).diagnostics if one.code == "N305"]
    assert {"生态效益", "可持续影响", "服务对象满意度"} <= {*told}


@pytest.mark.parametrize("blank", ["", "\t", "\t\t"])
def test_levels_that_were_left_empty_are_no_rows(blank: str) -> None:
    head, row = "一级指标\t二级指标\t三级指标\t全年指标值", "产出指标\t数量指标\t培训人数\t≥5人"
    text = f"{head}\n{row}\n效益指标\t社会效益\t就业人数\t≥5人\n\t可持续影响{blank}\n满意度指标\t服务对象满意度{blank}"
    table = read_table(text)
    assert [(one.level1, one.level2, one.name) for one in table.indicators] == [
        ("产出指标", "数量指标", "培训人数"),
        ("效益指标", "社会效益", "就业人数"),
    ]
    told = {(one.args["label"], one.where) for one in table.diagnostics if one.code == "N305"}
    assert {("可持续影响", "第4行第2列"), ("服务对象满意度", "第5行第2列")} <= told


def test_breaks_between_bars_are_lines_and_no_web_tags() -> None:
    table = read_table("| 一级指标 | 三级指标 | 全年指标值 |\n| 产出 | 培训<br>人数 | ≥50人 |\n| 产出 | <b>场次</b> | ≥5场 |")
    assert [row.name for row in table.indicators] == ["培训\n人数", "场次"]
    assert [(one.code, one.where) for one in table.diagnostics] == [("N302", "第3行第2列")]
