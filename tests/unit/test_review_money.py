"""Checks of money: each broken sum is told with both sides and the difference; the conditions are text."""

import pytest

import perfrules as pr
from support.reviewing import codes_in, found_in

ROWS = "\n\n一级指标\t二级指标\t三级指标\t全年指标值\n产出\t数量\t培训人数\t≥50人"


def project(columns: str, *lines: str, unit: str = "万元") -> pr.TargetTable:
    """Return a project form whose funds have these columns and lines."""
    return pr.read_table(f"项目名称\t培训\n项目资金（{unit}）\t\t{columns}\n" + "\n".join(f"\t{line}" for line in lines) + ROWS)


def department(total: str, half: tuple[str, str], year: tuple[str, str]) -> pr.TargetTable:
    """Return a department form: its income, and 基本支出 and 项目支出 of the half year and of the year."""
    lines = (f"基本支出\t{half[0]}\t{year[0]}", f"项目支出\t{half[1]}\t{year[1]}")
    head = f"单位名称\t某局\n部门整体资金（万元）\t收入\t\t全年预算数\n\t\t资金总额\t{total}\n\t支出\t\t半年计划执行数\t全年预算数\n"
    return pr.read_table(head + "\n".join(f"\t\t{line}" for line in lines) + ROWS)


def test_parts_that_do_not_add_up() -> None:
    table = project("全年预算数", "年度资金总额\t100", "其中：财政拨款\t80", "其他资金\t30.5")
    (one,) = found_in(table, "M")
    assert one.code == "M01"
    assert (one.where, one.expected, one.found) == ("第3行第3列", "110.50万元", "100万元")
    assert one.related == ("第4行第3列", "第5行第3列")
    assert one.message == "「年度资金总额」的全年预算数写 100万元，2 项明细合计 110.50万元，差 10.50万元"


def test_a_cent_is_tolerated() -> None:
    assert codes_in(project("全年预算数", "年度资金总额\t100", "其中：财政拨款\t80", "其他资金\t20.01"), "M") == []
    assert codes_in(project("全年预算数", "年度资金总额\t100", "其中：财政拨款\t80", "其他资金\t20.011"), "M") == ["M01"]


def test_one_part_alone_may_be_of_which() -> None:
    assert codes_in(project("全年预算数", "年度资金总额\t100", "其中：财政拨款\t80"), "M") == []
    assert codes_in(project("全年预算数", "年度资金总额\t100", "其中：财政拨款\t180"), "M") == ["M01"]


def test_a_part_that_is_missing_is_not_nothing() -> None:
    assert codes_in(project("全年预算数", "年度资金总额\t100", "其中：财政拨款\t80", "其他资金\t—"), "M") == []


def test_money_in_yuan_has_the_same_tolerance() -> None:
    assert codes_in(project("全年预算数", "年度资金总额\t1000000", "其中：财政拨款\t800000", "其他资金\t200100", unit="元"), "M") == []
    assert codes_in(project("全年预算数", "年度资金总额\t1000000", "其中：财政拨款\t800000", "其他资金\t200101", unit="元"), "M") == ["M01"]


def test_a_total_of_nothing_above_parts() -> None:
    (one,) = found_in(project("全年预算数", "年度资金总额\t0", "其中：财政拨款\t90", "其他资金\t0"), "M")
    assert (one.code, one.message) == ("M06", "「年度资金总额」的全年预算数写 0万元，明细合计却是 90万元")


def test_units_that_were_mixed_up_are_told_instead_of_a_wrong_sum() -> None:
    assert codes_in(project("全年预算数", "年度资金总额\t1000000", "其中：财政拨款\t80", "其他资金\t20"), "M") == ["M05"]


def test_totals_of_a_department() -> None:
    assert codes_in(department("100", ("10", "20"), ("40", "60")), "M") == []
    (one,) = found_in(department("100", ("10", "20"), ("30", "60")), "M")
    assert (one.code, one.expected, one.found) == ("M02", "90万元", "100万元")


def test_a_half_year_beyond_the_year() -> None:
    (one,) = found_in(department("100", ("10", "70"), ("40", "60")), "M")
    assert (one.code, one.subject, one.expected, one.found) == ("M04", "项目支出", "60万元", "70万元")


def test_execution_out_of_the_ordinary() -> None:
    low = project("全年预算数\t全年执行数", "年度资金总额\t43.2\t30")
    (one,) = found_in(low, "M")
    assert (one.code, one.expected, one.found, one.where) == ("M08", "≥80%", "69.44%", "第3行第4列")
    assert codes_in(project("全年预算数\t全年执行数", "年度资金总额\t43.2\t37.24"), "M") == []
    assert [one.expected for one in found_in(project("全年预算数\t全年执行数", "年度资金总额\t43.2\t44"), "M")] == ["≤100%"]


def test_a_budget_of_nothing_has_no_rate() -> None:
    assert codes_in(project("全年预算数\t全年执行数", "年度资金总额\t0\t0"), "M") == []


def test_official_expenses_beyond_their_budget() -> None:
    table = project("全年预算数\t全年执行数", "年度资金总额\t100\t95", "其中：三公经费\t10\t12", "其他资金\t90\t83")
    (one,) = found_in(table, "M")
    assert (one.code, one.message) == ("M07", "「三公经费」执行 12万元，预算 10万元，超 2万元")


def test_a_ruleset_can_replace_the_condition_and_leave_checks_out() -> None:
    table = project("全年预算数", "年度资金总额\t100", "其中：财政拨款\t80", "其他资金\t20.5")
    loose = "规则集 宽一点\n数据 上级金额 万元\n数据 明细合计 万元\n检查 M01: 上级金额 = 明细合计 误差 1万元"
    assert codes_in(table, "M", ruleset=pr.load_ruleset(loose)) == []
    assert codes_in(table, "M", ruleset=pr.load_ruleset("规则集 不查\n审核 M01 关闭")) == []
    assert codes_in(table, "M") == ["M01"]


def test_a_part_in_another_unit_is_told_beside_the_sum() -> None:
    table = project("全年预算数", "年度资金总额\t100", "其中：财政拨款\t80", "其他资金\t200000")
    assert [(one.code, one.subject) for one in found_in(table, "M")] == [("M01", "年度资金总额"), ("M05", "其他资金")]
    assert codes_in(project("全年预算数", "年度资金总额\t100", "其中：财政拨款\t100", "其他资金\t100"), "M") == ["M01"]


def test_a_half_year_in_another_unit() -> None:
    (one,) = found_in(department("100", ("10", "250000"), ("40", "60")), "M")
    assert (one.code, one.subject) == ("M05", "项目支出")


@pytest.mark.parametrize("label", ["其中：“三公经费”支出", "公务接待费", "因公出国（境）费用", "公务用车购置及运行维护费"])
def test_each_of_the_official_expenses_has_its_budget(label: str) -> None:
    table = project("全年预算数\t全年执行数", "年度资金总额\t100\t95", f"{label}\t10\t12", "其他资金\t90\t83")
    assert codes_in(table, "M07") == ["M07"]
    assert codes_in(project("全年预算数\t全年执行数", "年度资金总额\t100\t95", f"{label}\t10\t10", "其他资金\t90\t85"), "M07") == []


def tasks(columns: str, *lines: str) -> pr.TargetTable:
    """Return a form whose funds are the tasks of the year, with what each costs and from which sources."""
    head = f"年度主要任务\t任务名称\t主要内容\t预算金额（万元）\n\t\t\t{columns}\n"
    text = head + "\n".join(f"\t{line}" for line in lines) + ROWS
    return pr.read_table("\n".join(f"| {line.replace(chr(9), ' | ')} |" for line in text.splitlines()))


def test_a_total_is_the_sum_of_the_sources_beside_it() -> None:
    table = tasks("总额\t财政拨款\t其他资金", "防火\t防火道\t450\t400\t20", "造林\t造林\t860\t860\t0", "金额合计\t\t1310\t1260\t20")
    found = found_in(table, "M01")
    assert [(one.where, one.expected, one.found) for one in found] == [
        ("第3行第4列", "420万元", "450万元"),
        ("第5行第4列", "1280万元", "1310万元"),
    ]
    assert found[0].message == "「防火」的总额写 450万元，2 项明细合计 420万元，差 30万元"
    right = tasks("总额\t财政拨款\t其他资金", "防火\t防火道\t420\t400\t20", "造林\t造林\t860\t860\t", "金额合计\t\t1280\t1260\t20")
    assert codes_in(right, "M") == []


def test_a_total_in_another_unit_than_the_sources_beside_it() -> None:
    table = tasks("预算总额\t财政拨款\t其他资金", "防火\t防火道\t420\t400\t20", "造林\t造林\t8600000\t860\t0")
    assert [(one.code, one.where) for one in found_in(table, "M")] == [("M05", "第4行第4列")]


def test_sources_that_are_part_of_another_one_are_not_added_up() -> None:
    columns = "总额\t财政拨款\t其中：一般公共预算\t其他资金"
    nested = tasks(columns, "防火\t防火道\t420\t400\t400\t20", "造林\t造林\t860\t860\t860\t0", "培训\t培训\t30\t10\t0\t20")
    assert codes_in(nested, "M") == []
    beside = "总额\t一般公共预算\t政府性基金\t其他资金"
    lines = ("防火\t防火道\t420\t200\t200\t20", "造林\t造林\t860\t800\t50\t20", "培训\t培训\t30\t10\t0\t20")
    assert [one.where for one in found_in(tasks(beside, *lines), "M01")] == ["第4行第4列"]
