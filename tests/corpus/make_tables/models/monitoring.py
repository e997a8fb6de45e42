"""The monitoring of a project after seven months: what was done, what is expected, and how likely it is."""

from attrs import evolve

from corpus.make_tables.models.rows import funds, indicators
from support.table_model import TableModel

__all__ = ["MONITORING", "MONITORING_BY_KIND"]

MONITORING = TableModel(
    title="项目支出绩效目标执行监控表",
    year=2026,
    project_name="城市公园林荫步道提升",
    unit_name="石笕市公园事务中心",
    unit_label="实施单位",
    fields={"主管部门及代码": "石笕市园林绿化管理局[305]"},
    fund_unit="万元",
    funds=funds(
        "年初预算数 1-7月执行数 1-7月执行率 全年预计执行数",
        """
年度资金总额 | 980.00 | 512.54 | 52.30% | 966.00
财政拨款 | 900.00 | 470.70 | 52.30% | 890.00
其他资金 | 80.00 | 41.84 | 52.30% | 76.00
""",
    ),
    goals={"年度": "完成6座公园林荫步道提升，铺设透水步道18公里，补植乔木2600株，设置休憩座椅420处。"},
    indicators=indicators(
        "@年度 actual forecast reason likelihood",
        """
产出指标 | 数量指标 | 铺设透水步道长度 | ≥18公里 | 10.6公里 | 18.2公里 |  | 确定能
  |  | 补植乔木株数 | ≥2600株 | 2140株 | 2600株 |  | 确定能
  |  | 设置休憩座椅数 | ≥420处 | 160处 | 400处 | 座椅基座材料到货晚，9月起加班安装。 | 有可能
  | 质量指标 | 分项工程验收合格率 | =100% | 100% | 100% |  | 确定能
  |  | 苗木成活率 | ≥95% | 93.4% | 95% | 7月高温少雨，已增加滴灌频次。 | 有可能
  | 时效指标 | 步道完工时间 | 2026年10月底前 | 完成3座公园 | 10月20日 |  | 确定能
  | 成本指标 | 每公里步道造价 | ≤38万元 | 36.9万元 | 37.5万元 |  | 确定能
效益指标 | 社会效益指标 | 日均入园人次 | ≥5.2万人次 | 4.7万人次 | 5.3万人次 |  | 确定能
  | 生态效益指标 | 步道遮荫率 | ≥70% | 64% | 70% |  | 有可能
满意度指标 | 服务对象满意度指标 | 游客满意度 | ≥92% | 暂未调查 | 92% | 第四季度统一调查。 | 有可能
""",
    ),
)

_KINDS = {"设置休憩座椅数": "硬件条件保障；", "苗木成活率": "其他；"}

MONITORING_BY_KIND = evolve(
    MONITORING,
    indicators=tuple(
        evolve(one, reason=_KINDS.get(one.name, "") + one.reason, others={"备注": "9月复查"} if one.name in _KINDS else {})
        for one in MONITORING.indicators
    ),
)
"""The same, with the kinds of reasons that the full form has a column for each, and remarks."""
