"""The hunt for facts: whatever a rule is about, some facts show that it was changed."""

from __future__ import annotations

import pytest

from perfrules.testing.mutation import MutationReport, mutate

EMPTY = "测试    空\n  期望  总分 待定\n"
LIGHTS = """规则集  灯
亮灯  红 <60%、黄 <80%、绿 ≥80%
亮灯  越小越好：红 未达标、绿 达标
亮灯  文字：红 没有进展、绿 达标
亮灯  执行率 6月：预警 <40%、正常 ≥40%
零计划  不适用
三级指标  企业数 半年 =0家 全年 ≥120家 越大越好
三级指标  成本 全年 ≤9万元 越小越好
三级指标  制度 全年 健全
三级指标  预算执行率 全年 ≥100%
"""
TOTAL = """规则集  总分
满分    100分
舍入    每项 1位，总分 0位
不适用  满分
等级    优 ≥80分、良 ≥60分、差 <60分
上限    企业数 <50家 至多 59分
数据    开展数 项
一级指标  产出 70分
  三级指标  企业数 40分 全年 ≥100家
    计分  按完成比例
  三级指标  制度 30分 全年 健全
    计分  达标得满分，否则 得 30%
一级指标  效益 30分
  三级指标  满意度 30分 全年 ≥90%
    计分  分档：≥90% 得 100%、≥80% 得 50%、其余 得 0%
    适用  开展数 > 0项
"""
CHECKS = """规则集  检查
数据    甲 元
数据    乙 元
数据    丙 元
数据    合 元 = 甲 + 乙
数据    率 %
检查    平: 合 = 丙 误差 0.1元
检查    两种: 甲 = 5元 且 (乙 = 1元 或 乙 = 2元) 或 非 (丙 ≤ 9元)
检查    占比: 甲 ÷ 丙 ≥ 60%
三级指标  差额 全年 ≤10%
  公式  |甲 - 乙| ÷ 乙
三级指标  均值 全年 ≥5元
  公式  最大(甲、乙) - 最小(乙、丙) × 率
"""
DAYS = """规则集  日子
生效    2025-01-01 至 2025-12-31
满分    10分
参数    门槛 = 85% 自 2024-01-01 至 2025-06-30
参数    门槛 = 90% 自 2025-07-01
三级指标  满意度 4分 全年 ≥门槛
三级指标  完成时间 2分 全年 2025年9月底前
  生效  2025-01-01 至 2025-12-31
三级指标  名次 2分 全年 前5名
三级指标  增长 2分 全年 较上年提高5个百分点
"""
SHARES = """规则集  算法
满分    40分
计分    按办法 一号
量表    健全性：健全 100% > 基本健全 80%~60% > 不健全 0%
评分办法  一号
  计分  按完成比例，反向 按比值，零值 按达标，超额 130% 每 10% 扣 5%，至多扣 30%
  定性  按量表 健全性
  单列  满意度、好评率：每低 5% 扣 10%，不足一档不扣
  不适用  重分配
三级指标  企业数 10分 全年 ≥100家 越大越好
三级指标  成本 10分 全年 ≤80万元 越小越好
三级指标  制度健全性 10分 全年 健全
三级指标  群众满意度 10分 全年 ≥90%
"""


def _report(rules: str) -> MutationReport:
    return mutate(rules + EMPTY)


def _lost(report: MutationReport) -> list[str]:
    return [one.mutant.diff(report.text) for one in report.survivors if not one.stub]


@pytest.mark.parametrize("rules", [LIGHTS, TOTAL, CHECKS, DAYS, SHARES], ids=["lights", "total", "checks", "days", "shares"])
def test_every_survivor_has_a_case(rules: str) -> None:
    report = _report(rules)
    assert len(report.survivors) > 20
    assert not _lost(report)


@pytest.mark.parametrize("rules", [LIGHTS, TOTAL, CHECKS, DAYS, SHARES], ids=["lights", "total", "checks", "days", "shares"])
def test_the_cases_together_kill_all(rules: str) -> None:
    report = _report(rules)
    names = [f"测试    用例{number}" for number in range(len(report.survivors))]
    stubs = ["\n".join([name, *one.stub.splitlines()[1:]]) for name, one in zip(names, report.survivors, strict=True) if one.stub]
    again = mutate("\n".join([rules + EMPTY, *stubs, ""]), only=[one.mutant.id for one in report.survivors if one.stub])
    assert again.score == 1


def test_grades_lie_where_the_total_can_be() -> None:
    report = mutate(TOTAL + EMPTY, operators=["edge"])
    shown = [one.stub for one in report.survivors if "等级" in one.mutant.before]
    assert all("等级 " in one for one in shown)
    assert any("得分 =80分 等级 优" in one for one in shown)


def test_lights_are_looked_at_month_by_month() -> None:
    report = mutate(LIGHTS + EMPTY, operators=["month"])
    assert {line.strip() for one in report.survivors for line in one.stub.splitlines() if "截至" in line} <= {
        "截至  2025-06-30",
        "截至  2025-05-31",
        "截至  2025-07-31",
    }
    assert report.survivors
