"""The official forms as exact grids, merged cells and all: each is read as a person reads it, and nothing of it is lost."""

from collections.abc import Mapping

import pytest
from attrs import evolve

from perfrules.table import Grid, Indicator, TargetTable, read_table, tables_of_grid
from perfrules.text.errors import TableError
from support.drawing import filled_up, grid_of
from support.lossless import lost_cells

_COLUMNS = ("一级指标", "二级指标", "三级指标", "年度指标值")
_CENTRAL = """
项目支出绩效目标表 | < | < | < | < | < | < | <
（2024年度）| < | < | < | < | < | < | <
项目名称 | 湿地保护 | < | < | < | < | < | <
主管部门及代码 | [101]某林业部 | < | < | 实施单位 | 某湿地中心 | < | <
项目属性 | 延续项目 | < | < | 项目期 | 3年 | < | <
项目资金（万元） | 中期资金总额： | < | 300 | 年度资金总额： | < | 100 | <
^ | 其中：财政拨款 | < | 280 | 其中：财政拨款 | < | 90 | <
^ | 其他资金 | < | 20 | 其他资金 | < | 10 | <
总体目标 | 中期目标（2024年—2026年） | < | < | 年度目标 | < | < | <
^ | 目标1：修复湿地300亩。 | < | < | 目标1：修复湿地100亩。 | < | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值
^ | 产出指标 | 数量指标 | 修复面积 | ≥300亩 | 数量指标 | 修复面积 | ≥100亩
^ | ^ | ^ | 巡护次数 | ≥36次 | ^ | 宣传次数 | ≥4次
^ | ^ | 质量指标 | 成活率 | ≥85% | 质量指标 | 成活率 | ≥85%
^ | 满意度指标 | 服务对象满意度 | 群众满意度 | ≥90% | 服务对象满意度 | 群众满意度 | ≥88%
"""

_SELF = """
项目支出绩效自评表 | < | < | < | < | < | < | < | <
（2023年度） | < | < | < | < | < | < | < | <
项目名称 | 灌区改造 | < | < | < | < | < | < | <
主管部门 | 某水利厅 | < | < | < | 实施单位 | 某灌区中心 | < | <
项目资金（万元） | | < | 年初预算数 | 全年预算数（A） | 全年执行数（B） | 分值 | 执行率（B/A） | 得分
^ | 年度资金总额 | < | 500 | 520 | 510.5 | 10 | 98.17% | 9.82
^ | 其中：当年财政拨款 | < | 500 | 520 | 510.5 | — | 98.17% | —
^ | 上年结转资金 | < | 0 | 0 | 0 | — | | —
^ | 其他资金 | < | 0 | 0 | 0 | — | | —
年度总体目标 | 预期目标 | < | < | < | 实际完成情况 | < | < | <
^ | 改造渠道30公里。 | < | < | < | 完成改造31公里。 | < | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
^ | 产出指标 | 数量指标 | 改造渠道长度 | ≥30公里 | 31公里 | 20 | 20 |
^ | ^ | ^ | 新建泵站 | =2座 | 1座 | 10 | 5 | 征地延迟，明年补建
^ | ^ | 质量指标 | 验收合格率 | =100% | 100% | 20 | 20 |
^ | 效益指标 | 社会效益指标 | 受益人口 | ≥2万人 | 2.3万人 | 30 | 30 |
^ | 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 93% | 10 | 10 |
总分 | < | < | < | < | < | 100 | 94.82 |
填表人：李四 | < | < | 联系电话：87654321 | < | < | < | < | <
说明：本表由实施单位填报。 | < | < | < | < | < | < | < | <
"""

_MONITOR = """
项目支出绩效运行监控表 | < | < | < | < | < | < | < | < | < | < | < | < | < | < | <
（2024年1-7月） | < | < | < | < | < | < | < | < | < | < | < | < | < | < | <
项目名称 | 数字档案 | < | < | < | < | < | < | < | < | < | < | < | < | < | <
主管部门及代码 | 某档案局 | < | < | < | < | 实施单位 | 某档案馆 | < | < | < | < | < | < | < | <
项目资金（万元） | | < | < | 年初预算数 | 1-7月执行数 | 1-7月执行率 | 全年预计执行数 | < | < | < | < | < | < | < | <
^ | 年度资金总额 | < | < | 80 | 40 | 50% | 80 | < | < | < | < | < | < | < | <
^ | 其中：本年一般公共预算拨款 | < | < | 80 | 40 | 50% | 80 | < | < | < | < | < | < | < | <
年度总体目标 | 扫描档案10万页。 | < | < | < | < | < | < | < | < | < | < | < | < | < | <
绩效指标|一级指标|二级指标|三级指标|年度指标值|1—7月执行情况|全年预计完成情况|偏差原因分析|<|<|<|<|<|完成目标可能性|<|<|备注
^ | ^ | ^ | ^ | ^ | ^ | ^ | 经费保障 | 制度保障 | 人员保障 | 硬件条件保障 | 其他 | 原因说明 | 确定能 | 有可能 | 完全不可能 | ^
^ | 产出指标 | 数量指标 | 扫描页数 | ≥10万页 | 4万页 | 10万页 | √ | | √ | | | 设备到货晚 | | √ | | 下半年赶工
^ | ^ | 质量指标 | 图像合格率 | ≥99% | 99.2% | 99% | | | | | | | √ | | |
"""

_DEPT = """
部门整体支出绩效目标表 | < | < | < | < | < | <
部门（单位）名称 | 某县文旅局 | < | < | < | < | <
年度主要任务 | 任务名称 | 主要内容 | < | 预算金额（万元） | < | <
^ | ^ | ^ | < | 总额 | 财政拨款 | 其他资金
^ | 任务1 | 举办文化节 | < | 50 | 40 | 10
^ | 任务2 | 修缮古塔 | < | 30 | 30 | 0
^ | 金额合计 | < | < | 80 | 70 | 10
年度总体目标 | 目标1：办好一届文化节。\n目标2：修缮一座古塔。 | < | < | < | < | <
年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | < | 指标值 | <
^ | 产出指标 | 数量指标 | 文化节场次 | < | ≥12场 | <
^ | ^ | 质量指标 | 修缮验收 | < | 合格 | <
^ | 效益指标 | 社会效益指标 | 游客量 | < | ≥20万人次 | <
"""

_SIDES = """
2021年部门整体支出绩效目标申报表 | < | < | < | <
填报单位：某县农业局 | < | < | 单位：万元 | <
部门名称 | 某县农业局 | < | < | <
年度预算申请 | 资金总额：211.62 | < | < | <
^ | 按收入性质分： | < | 按支出性质分： | <
^ | 其中：公共财政拨款： | 211.62 | 其中：基本支出 | 161.62
^ | 政府性基金拨款 | 0 | 项目支出 | 50
部门职能职责 | 负责农业。 | < | < | <
整体绩效目标 | 保障粮食安全。 | < | < | <
部门整体支出年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
^ | 产出指标 | 数量指标 | 播种面积 | ≥5万亩
^ | ^ | 成本指标 | 成本 | ≤211.62万元
其他需要说明的问题 | 无特殊情况 | < | < | <
审核意见 | （盖章） | < | < | <
"""

_THREE_COLUMNS = """
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | < | 分值（权重） | 指标解释
| ^ | ^ | ^ | 运算符 | 指标值 | 计量单位 | ^ | ^
| 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
| 产出指标（50分） | 数量指标 | 培训人数 | ≥ | 50 | 人 | 20 | 参训人数
| ^ | ^ | 培训期数 | ≥ | 3 | 期 | 15 |
| ^ | 质量指标 | 合格率 | ^ | 95 | % | 15 | 合格人数/参训人数
| 效益指标 | 社会效益 | 影响 | 定性 | 优 | | 30 |
"""

_HALF_AND_FULL = """
一级指标 | 二级指标 | 三级指标 | 绩效目标值 | < | 权重
^ | ^ | ^ | 半年 | 全年 | ^
产出 | 数量 | 场次 | ≥2场 | ≥5场 | 10
^ | ^ | 人次 | ^ | ≥100人 | ^
满意度 | 满意度 | < | ≥90% | ≥95% | 5
"""

_YEARS = """
一级指标 | 二级指标 | 三级指标 | 三年目标值 | 2024年 | 2025年 | 2026年
产出 | 数量 | 场次 | 30场 | 10场 | 10场 | 10场
"""

_TWO_TABLES = """
A表绩效目标表 | < | < | <
项目名称 | 甲 | < | <
一级指标 | 二级指标 | 三级指标 | 指标值
产出 | 数量 | 场次 | ≥2场
注：一式两份 | < | < | <
另附材料 | < | < | <
 | | |
B表绩效目标表 | < | < | <
项目名称 | 乙 | < | <
一级指标 | 二级指标 | 三级指标 | 指标值
产出 | 数量 | 人数 | ≥3人
"""

_LABEL_ALONE = """
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 备注
^ | 成本指标 | 经济成本指标 | 总成本 | ≤5万元 |
^ | ^ | 社会成本指标 | | |
^ | 产出指标 | 数量指标 | 场次 | ≥2场 | 甲
备注：以上 | < | < | < | < | <
"""

_ALL = {
    "central": _CENTRAL,
    "self-evaluation": _SELF,
    "monitoring": _MONITOR,
    "department": _DEPT,
    "two sides": _SIDES,
    "three columns": _THREE_COLUMNS,
    "half and full year": _HALF_AND_FULL,
    "years": _YEARS,
    "two tables": _TWO_TABLES,
    "a label alone": _LABEL_ALONE,
}


def _read(text: str) -> TargetTable:
    return tables_of_grid(grid_of(text))[0]


def _targets(one: Indicator) -> dict[str, str]:
    return {period: cell.text for period, cell in one.targets.items()}


def _funds(table: TargetTable) -> dict[tuple[str, ...], Mapping[str, str]]:
    return {line.path: {name: amount.text for name, amount in line.amounts.items()} for line in table.funds}


@pytest.mark.parametrize("text", _ALL.values(), ids=_ALL)
def test_nothing_of_a_form_is_lost(text: str) -> None:
    grid = grid_of(text)
    assert lost_cells(grid, tables_of_grid(grid)) == []


@pytest.mark.parametrize("text", _ALL.values(), ids=_ALL)
def test_empty_columns_and_rows_around_a_form_do_not_matter(text: str) -> None:
    shifted = "\n".join(["| |"] * 2 + ["| | " + line for line in text.strip("\n").split("\n")])
    said = [[(one.level1, one.level2, one.name, _targets(one)) for one in table.indicators] for table in tables_of_grid(grid_of(text))]
    assert [
        [(one.level1, one.level2, one.name, _targets(one)) for one in table.indicators] for table in tables_of_grid(grid_of(shifted))
    ] == said
    assert [_funds(table) for table in tables_of_grid(grid_of(shifted))] == [_funds(table) for table in tables_of_grid(grid_of(text))]


def test_the_central_form_has_two_panels_side_by_side() -> None:
    table = _read(_CENTRAL)
    assert (table.title, table.year, table.project_name, table.unit_name) == ("项目支出绩效目标表", 2024, "湿地保护", "某湿地中心")
    assert dict(table.fields) == {
        "项目名称": "湿地保护",
        "主管部门及代码": "[101]某林业部",
        "实施单位": "某湿地中心",
        "项目属性": "延续项目",
        "项目期": "3年",
    }
    assert dict(table.goals) == {"中长期": "目标1：修复湿地300亩。", "年度": "目标1：修复湿地100亩。"}
    assert (table.places["年度"], table.places["项目期"], table.places["标题"]) == ("工作表「表」E10", "工作表「表」F5", "工作表「表」A1")
    assert _funds(table) == {
        ("中期资金总额",): {"金额": "300"},
        ("年度资金总额",): {"金额": "100"},
        ("中期资金总额", "财政拨款"): {"金额": "280"},
        ("年度资金总额", "财政拨款"): {"金额": "90"},
        ("中期资金总额", "其他资金"): {"金额": "20"},
        ("年度资金总额", "其他资金"): {"金额": "10"},
    }
    assert {line.unit for line in table.funds} == {"万元"}
    assert [(one.level2, one.name, _targets(one)) for one in table.indicators] == [
        ("数量指标", "修复面积", {"实施期": "≥300亩", "年度": "≥100亩"}),
        ("数量指标", "巡护次数", {"实施期": "≥36次"}),
        ("数量指标", "宣传次数", {"年度": "≥4次"}),
        ("质量指标", "成活率", {"实施期": "≥85%", "年度": "≥85%"}),
        ("服务对象满意度", "群众满意度", {"实施期": "≥90%", "年度": "≥88%"}),
    ]
    assert [one.level1 for one in table.indicators] == ["产出指标"] * 4 + ["满意度指标"]
    assert table.diagnostics == ()


def test_the_self_evaluation_has_marks_reasons_and_outcomes() -> None:
    table = _read(_SELF)
    assert dict(table.outcomes) == {"年度": "完成改造31公里。"}
    assert dict(table.goals) == {"年度": "改造渠道30公里。"}
    assert _funds(table)["年度资金总额",] == {
        "年初预算数": "500",
        "全年预算数": "520",
        "全年执行数": "510.5",
        "分值": "10",
        "执行率": "98.17%",
        "得分": "9.82",
    }
    assert table.total is not None
    assert (table.total.text, table.fields["总分：分值"], table.fields["填表人"]) == ("94.82", "100", "李四")
    pump = table.indicators[1]
    assert pump.weight is not None
    assert (pump.actual, pump.weight.text, pump.score, pump.reason) == ("1座", "10", "5", "征地延迟，明年补建")
    assert dict(pump.places) == {
        "名称": "工作表「表」D14",
        "实际": "工作表「表」F14",
        "分值": "工作表「表」G14",
        "得分": "工作表「表」H14",
        "原因": "工作表「表」I14",
    }


def test_the_monitoring_form_has_ticks_below_its_captions() -> None:
    table = _read(_MONITOR)
    first, second = table.indicators
    assert (first.actual, first.forecast, first.likelihood, first.reason) == ("4万页", "10万页", "有可能", "经费保障；人员保障；设备到货晚")
    assert (second.forecast, second.likelihood, second.reason, dict(first.others)) == ("99%", "确定能", "", {"备注": "下半年赶工"})
    assert _funds(table)["年度资金总额",] == {"年初预算数": "80", "1-7月执行数": "40", "1-7月执行率": "50%", "全年预计执行数": "80"}
    assert (table.year, table.remarks) == (2024, ("（2024年1-7月）",))


def test_the_tasks_of_the_year_are_lines_of_the_funds() -> None:
    table = _read(_DEPT)
    assert _funds(table) == {
        ("年度主要任务", "任务1"): {"总额": "50", "财政拨款": "40", "其他资金": "10"},
        ("年度主要任务", "任务2"): {"总额": "30", "财政拨款": "30", "其他资金": "0"},
        ("年度主要任务", "金额合计"): {"总额": "80", "财政拨款": "70", "其他资金": "10"},
    }
    assert table.fields["任务2：主要内容"] == "修缮古塔"
    assert [one.name for one in table.indicators] == ["文化节场次", "修缮验收", "游客量"]


def test_income_and_expenses_may_stand_side_by_side() -> None:
    table = _read(_SIDES)
    assert _funds(table) == {
        ("资金总额",): {"金额": "211.62"},
        ("收入", "公共财政拨款"): {"金额": "211.62"},
        ("支出", "基本支出"): {"金额": "161.62"},
        ("收入", "政府性基金拨款"): {"金额": "0"},
        ("支出", "项目支出"): {"金额": "50"},
    }
    assert (table.unit_name, table.duties, table.fields["其他需要说明的问题"]) == ("某县农业局", "负责农业。", "无特殊情况")


def test_sign_number_and_unit_stand_below_one_caption() -> None:
    table = _read(_THREE_COLUMNS)
    assert [_targets(one)["年度"] for one in table.indicators] == ["≥50人", "≥3期", "≥95%", "优"]
    assert table.indicators[0].others["指标解释"] == "参训人数"
    assert [(one.code, one.where) for one in table.diagnostics] == [("N306", "工作表「表」E5")]


def test_merged_values_hold_for_all_rows_and_merged_marks_count_once() -> None:
    first, second, third = _read(_HALF_AND_FULL).indicators
    assert (_targets(first), _targets(second)) == ({"半年": "≥2场", "全年": "≥5场"}, {"半年": "≥2场", "全年": "≥100人"})
    assert first.weight is not None
    assert (first.weight.text, second.weight) == ("10", None)
    assert (third.level1, third.level2, third.name) == ("满意度", "", "满意度")
    assert [one.code for one in _read(_HALF_AND_FULL).diagnostics] == ["N306", "W306"]


def test_several_years_are_periods_of_their_own() -> None:
    assert _targets(_read(_YEARS).indicators[0]) == {"实施期": "30场", "2024年": "10场", "2025年": "10场", "2026年": "10场"}


def test_two_forms_below_one_another_are_two_tables() -> None:
    first, second = tables_of_grid(grid_of(_TWO_TABLES))
    assert [(one.title, one.project_name, one.indicators[0].name) for one in (first, second)] == [
        ("A表绩效目标表", "甲", "场次"),
        ("B表绩效目标表", "乙", "人数"),
    ]
    assert (first.fields["注"], first.remarks) == ("一式两份", ("另附材料",))


def test_a_label_without_indicators_is_noted() -> None:
    assert [(one.code, one.where) for one in _read(_LABEL_ALONE).diagnostics if one.code == "N305"] == [("N305", "工作表「表」C3")]


def test_weights_of_levels_are_kept_beside_those_of_indicators() -> None:
    table = _read(
        "一级指标 | 权重 | 二级指标 | 分值 | 三级指标 | 指标值 | 分值\n"
        "产出 | 50 | 数量 | 30 | 场次 | ≥2场 | 10\n^ | ^ | 质量 | 20 | 合格率 | ≥95% | 5"
    )
    first, second = table.indicators
    assert first.weight is not None
    assert (first.weight.text, dict(first.others), dict(second.others)) == (
        "10",
        {"权重": "50", "分值": "30"},
        {"权重": "50", "分值": "20"},
    )


def test_weights_in_front_of_all_labels_are_those_of_the_indicators() -> None:
    first = _read("分值 | 一级指标 | 三级指标 | 指标值\n10 | 产出 | 场次 | ≥2场").indicators[0]
    assert first.weight is not None
    assert (first.weight.text, dict(first.others)) == ("10", {})


def test_an_unknown_caption_is_taken_for_the_target_values_and_said() -> None:
    table = _read("一级指标 | 三级指标 | 要达到的程度 | 数据口径\n产出 | 场次 | ≥2场 | 全县")
    assert (_targets(table.indicators[0]), dict(table.indicators[0].others)) == ({"年度": "≥2场"}, {"数据口径": "全县"})
    assert [(one.code, one.where) for one in table.diagnostics] == [("W307", "工作表「表」C1")]


def test_a_system_of_indicators_without_targets_is_read() -> None:
    table = _read("一级指标 | 二级指标 | 三级指标 | 分值 | 评分标准\n过程 | 管理 | 制度健全性 | 5 | 健全得5分")
    one = table.indicators[0]
    assert (dict(one.targets), one.weight is not None, dict(one.others)) == ({}, True, {"评分标准": "健全得5分"})


def test_cells_beside_the_form_and_rows_of_garbage_are_reported() -> None:
    table = _read("三级指标 | 指标值 | \n场次 | ≥2场 | 另附\n | | 旁注 甲 | \n")
    assert dict(table.indicators[0].others) == {"第3列": "另附"}
    assert [(one.code, one.where) for one in table.diagnostics] == [("N303", "工作表「表」C3"), ("N307", "工作表「表」C2")]
    assert table.remarks == ("旁注 甲",)


def test_a_form_without_rows_behind_another_is_reported() -> None:
    text = "三级指标 | 指标值\n场次 | ≥2场\n乙项目绩效目标表 | <\n三级指标 | 指标值"
    table = _read(text)
    assert [(one.code, one.where) for one in table.diagnostics] == [("W308", "工作表「表」第3行")]
    assert table.remarks == ("乙项目绩效目标表", "三级指标 指标值")
    with pytest.raises(TableError):
        tables_of_grid(grid_of("三级指标 | 指标值"))


def test_a_page_break_through_a_row_is_mended() -> None:
    head = "一级指标 | 三级指标 | 年度指标值 | 备注\n产出 | 场次 | ≥2场 | 每季度的"
    table = tables_of_grid(grid_of(head, " | | | 第一个月办\n | 人次 | ≥50人 | ", pages=True))[0]
    assert [(one.name, one.others.get("备注"), one.level1) for one in table.indicators] == [
        ("场次", "每季度的第一个月办", "产出"),
        ("人次", None, "产出"),
    ]
    assert [(one.code, one.where) for one in table.diagnostics] == [("N304", "第2页第1行第4列")]


def test_a_label_cut_by_a_page_break_is_one_label() -> None:
    head = "一级指标 | 三级指标 | 年度指标值\n产出 | 场次 | ≥2场\n^ | 人次 | ≥50人"
    table = tables_of_grid(grid_of(head, "一级指标 | 三级指标 | 年度指标值\n | 期数 | ≥3期\n效益 | 收入 | ≥5万元", pages=True))[0]
    assert [(one.level1, one.name) for one in table.indicators] == [("产出", "场次"), ("产出", "人次"), ("产出", "期数"), ("效益", "收入")]


def _said(tables: list[TargetTable]) -> list[object]:
    return [
        (
            [(one.level1, one.level2, one.name, _targets(one), one.actual, one.likelihood, one.reason) for one in table.indicators],
            _funds(table),
            dict(table.goals),
            dict(table.outcomes),
            dict(table.fields),
        )
        for table in tables
    ]


@pytest.mark.parametrize("text", [_CENTRAL, _SELF, _MONITOR, _DEPT, _SIDES, _YEARS, _TWO_TABLES, _LABEL_ALONE])
def test_cells_without_merges_say_the_same(text: str) -> None:
    grid = grid_of(text)
    plain = Grid(tuple(evolve(row, held={}) for row in grid.rows), "表")
    assert _said(tables_of_grid(plain)) == _said(tables_of_grid(grid))


@pytest.mark.parametrize("text", [_CENTRAL, _SELF, _MONITOR, _SIDES, _YEARS, _TWO_TABLES, _LABEL_ALONE])
def test_a_copied_text_says_the_same(text: str) -> None:
    grid = grid_of(text)
    copied = Grid(tuple(evolve(row, held={}, exact=False) for row in grid.rows), "表")
    assert _said(tables_of_grid(copied)) == _said(tables_of_grid(grid))


@pytest.mark.parametrize("text", [_CENTRAL, _SELF, _MONITOR, _DEPT, _SIDES, _YEARS, _TWO_TABLES, _LABEL_ALONE])
def test_texts_that_fill_up_merged_cells_say_nothing_new(text: str) -> None:
    grid = filled_up(text)
    assert _said(tables_of_grid(grid)) == _said(tables_of_grid(grid_of(text)))
    assert lost_cells(grid, tables_of_grid(grid)) == []


_HEADS = "一级指标\t二级指标\t三级指标\t全年指标值"


@pytest.mark.parametrize(("more", "blank"), [("", "\t"), ("\t备注", "\t\t"), ("\t分值", "\t\t40")])
def test_an_indicator_without_a_value_keeps_its_name_in_a_copied_text(more: str, blank: str) -> None:
    tail = "\t" * more.count("\t")
    text = f"{_HEADS}{more}\n产出\t数量\t培训人数\t≥50人{tail}\n效益\t社会效益\t带动就业人数{blank}\n满意度\t满意度\t学员满意度\t≥90%{tail}"
    row = read_table(text).indicators[1]
    assert (row.level1, row.level2, row.name, _targets(row)) == ("效益", "社会效益", "带动就业人数", {"全年": ""})


def test_a_whole_row_after_rows_that_lost_a_cell_is_whole_again() -> None:
    text = f"{_HEADS}\t备注\n效益\t社会效益\t就业\t明显\t\n生态效益\t环境\t改善\t\n满意度\t满意度\t学员满意度\t≥90%\t"
    row = read_table(text).indicators[2]
    assert (row.level1, row.name, _targets(row)) == ("满意度", "学员满意度", {"全年": "≥90%"})


_PRINTED = """\
一级指标\t二级指标\t三级指标\t年度指标值\t分值
产出指标\t数量指标\t指标1：资助人数\t≥3200人\t50
\t\t……\t\t
\t质量指标\t指标1：发放准确率\t≥99%\t
\t\t指标2：\t\t10
\t时效指标\t指标1：\t\t
\t\t……\t\t
效益指标\t社会效益指标\t指标1：政策知晓率\t≥95%\t30
\t\t……\t——\t
"""


@pytest.mark.parametrize("piped", [False, True])
def test_lines_that_a_form_prints_and_nobody_filled_are_no_indicators(piped: bool) -> None:
    lines = _PRINTED.splitlines()
    table = read_table("\n".join(f"| {line.replace(chr(9), ' | ')} |" for line in lines) if piped else _PRINTED)
    assert [(row.level1, row.level2, row.name) for row in table.indicators] == [
        ("产出指标", "数量指标", "指标1：资助人数"),
        ("产出指标", "质量指标", "指标1：发放准确率"),
        ("产出指标", "质量指标", "指标2："),
        ("效益指标", "社会效益指标", "指标1：政策知晓率"),
    ]
    assert [(one.code, one.args) for one in table.diagnostics if one.code == "N305"] == [("N305", {"label": "时效指标"})]


def test_the_headings_of_exports_of_the_platform() -> None:
    text = "一级指标\t三级指标\t绩效指标性质\t绩效指标值\t绩效度量单位\t本年权重\n产出指标\t培训人数\t≥\t500\t人\t50\n"
    (row,) = read_table(text).indicators
    assert (_targets(row), row.weight and row.weight.value, dict(row.others)) == ({"年度": "≥500人"}, 50, {})


@pytest.mark.parametrize("first", ["栏次", "序号", " 行 次", "列次", "1"])
def test_a_row_that_numbers_the_columns_is_no_indicator(first: str) -> None:
    numbers = ("1", "2", "3") if first != "1" else ("2", "3", "4")
    table = read_table("\n".join(map("\t".join, (_COLUMNS, (first, *numbers), ("产出", "数量", "培训人数", "≥50人")))))
    assert [one.name for one in table.indicators] == ["培训人数"]


def test_a_row_of_numbers_that_do_not_count_on_is_an_indicator() -> None:
    table = read_table("\n".join(map("\t".join, (_COLUMNS, ("产出", "数量", "培训场次", "3"), ("7", "1", "3", "2")))))
    assert len(table.indicators) == 2
