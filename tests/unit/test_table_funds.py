"""The funds of other forms, and funds with gaps."""

from fractions import Fraction

import pytest

from perfrules.table import FundLine, TargetTable, read_table, tables_of_grid
from support.drawing import grid_of

_TAIL = "一级指标\t二级指标\t三级指标\t全年指标值\n产出\t数量\t培训人数\t≥50人\n"


def _line(table: TargetTable, *path: str) -> FundLine:
    return next(line for line in table.funds if line.path == path)


def test_the_funds_of_a_self_evaluation() -> None:
    table = read_table(
        "项目资金（万元）\t\t年初预算数\t全年预算数（A）\t全年执行数（B）\t分值\t执行率\t得分\n"
        "\t年度资金总额\t100\t120\t110\t10\t91.67%\t9.17\n"
        "\t其中：当年财政拨款\t1,00.0\t120\t110\t—\t\t—\n"
        "\t上年结转资金\t\t\t\t\t\t\n" + _TAIL
    )
    total = _line(table, "年度资金总额")
    assert total.unit == "万元"
    assert {name: amount.value for name, amount in total.amounts.items()} == {
        "年初预算数": 100,
        "全年预算数": 120,
        "全年执行数": 110,
        "分值": 10,
        "执行率": Fraction("0.9167"),
        "得分": Fraction("9.17"),
    }
    grant = _line(table, "当年财政拨款")
    assert [(name, amount.text, amount.value) for name, amount in grant.amounts.items()] == [
        ("年初预算数", "1,00.0", None),
        ("全年预算数", "120", 120),
        ("全年执行数", "110", 110),
        ("分值", "—", None),
        ("得分", "—", None),
    ]
    assert not _line(table, "上年结转资金").amounts
    assert [(one.code, one.where) for one in table.diagnostics] == [("E314", "第3行第3列")]


def test_an_amount_without_its_neighbour_keeps_its_column() -> None:
    table = read_table(
        "部门整体资金\t单位：元\t半年计划执行数\t全年预算数\n支出\t基本支出\t\t300元\n\t公用经费\t100\t\n\t人员经费\t\t\t7\n\t\t5\t6\n\t项目支出\t1\t2\t3\n"
        + _TAIL
    )
    values = {line.path: [(name, amount.value) for name, amount in line.amounts.items()] for line in table.funds}
    assert values == {
        ("支出", "基本支出"): [("全年预算数", 300)],
        ("支出", "公用经费"): [("半年计划执行数", 100)],
        ("支出", "人员经费"): [("半年计划执行数", 7)],
        ("支出", "项目支出"): [("半年计划执行数", 1), ("全年预算数", 2)],
    }
    assert [(one.code, one.where) for one in table.diagnostics] == [("W304", "第4行第5列"), ("W304", "第5行"), ("W304", "第6行第5列")]


def test_funds_without_headings_or_in_another_unit() -> None:
    table = read_table(f"预算资金(万元)\t资金总额\t12亿元\n\t基本支出\t5万元\n\t其他资金\t{'9' * 300}\n" + _TAIL)
    assert [(line.path, line.amounts["金额"].value) for line in table.funds] == [
        (("资金总额",), None),
        (("基本支出",), 5),
        (("其他资金",), None),
    ]
    assert [(one.code, one.where) for one in table.diagnostics] == [("E314", "第1行第3列"), ("E314", "第3行第3列")]


@pytest.mark.parametrize("row", range(3))
def test_an_amount_left_empty_in_one_half_leaves_the_other_half_alone(row: int) -> None:
    said = [
        ["中期资金总额：", "300", "年度资金总额：", "100"],
        ["其中：财政拨款", "280", "其中：财政拨款", "90"],
        ["结转资金", "20", "结转资金", "10"],
    ]
    said[row][1] = ""
    rows = "".join(f"项目资金（万元） | {' | '.join(cells)}\n" if not at else f"^ | {' | '.join(cells)}\n" for at, cells in enumerate(said))
    grid = grid_of(f"目标表 | < | < | < | <\n{rows}一级指标 | 二级指标 | 三级指标 | 指标值 | 备注\n产出 | 数量 | 公里 | ≥3公里 |\n")
    (table,) = tables_of_grid(grid)
    paths = [("年度资金总额",), ("年度资金总额", "财政拨款"), ("年度资金总额", "结转资金")]
    amounts = {line.path: [str(one.value) for one in line.amounts.values()] for line in table.funds}
    assert [amounts[path] for path in paths] == [["100"], ["90"], ["10"]]
    assert amounts[("中期资金总额", *paths[row][1:])] == []


@pytest.mark.parametrize(
    ("text", "value"), [("¥1,234.50", "1234.5"), ("￥ 80", "80"), ("-¥5", "-5"), ("¥-5", "-5"), ("¥1,234.50万元", "1234.5")]
)
def test_the_sign_of_money_says_nothing_of_its_unit(text: str, value: str) -> None:
    table = read_table(f"项目资金（万元）\t\t全年预算数\t全年执行数\n\t年度资金总额\t{text}\t1\n" + _TAIL)
    assert _line(table, "年度资金总额").amounts["全年预算数"].value == Fraction(value)
