"""The layouts of the official forms: from a model to lines and panels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from types import MappingProxyType

from attrs import frozen

from corpus.make_tables.paper import Box, Line, Look, Panel, Paper
from support.table_model import IndicatorModel, TableModel

__all__ = ["LAYOUTS", "Layout", "three_columns"]

_CENTRAL = ("一级指标", "二级指标", "三级指标")


@frozen
class Layout:
    """A way to print a model; `leaves` are the parts of the model that have no place in it."""

    draw: Callable[[TableModel], Paper]
    leaves: tuple[str, ...] = ()


def _head(text: str, cols: int = 1, rows: int = 1) -> Box:
    return Box(text, cols, rows, Look.HEAD)


def _label(text: str, cols: int = 1, rows: int = 1) -> Box:
    return Box(text, cols, rows, Look.LABEL)


def _long(text: str, cols: int = 1, rows: int = 1) -> Box:
    return Box(text, cols, rows, Look.LONG)


def _runs(rows: tuple[IndicatorModel, ...], *names: str) -> dict[int, int]:
    """Return where the runs of equal labels begin, each with its length."""
    found: dict[int, int] = {}
    start = 0
    for _, group in groupby(rows, key=lambda one: tuple(getattr(one, name) for name in names)):
        length = len(list(group))
        found[start] = length
        start += length
    return found


def _labels(rows: tuple[IndicatorModel, ...], style: str, *, task: bool = False) -> list[list[Box | str]]:
    """Return the label cells of each row: `merged` downwards, `repeated` in every row, or printed `once`."""
    levels = [("level1",), ("level1", "level2"), *([("level1", "level2", "task")] if task else [])]
    found: list[list[Box | str]] = [[] for _ in rows]
    for names in levels:
        runs = _runs(rows, *names)
        for index, one in enumerate(rows):
            text = getattr(one, names[-1])
            if style == "repeated":
                found[index].append(_label(text))
            elif index in runs:
                found[index].append(_label(text, rows=runs[index] if style == "merged" else 1))
            elif style == "once":
                found[index].append("")
    return found


def three_columns(text: str) -> tuple[str, str, str]:
    """Return operator, number and unit of a target value in three cells; words stand in the middle.

    >>> three_columns("≥3.2万人次"), three_columns("健全"), three_columns("0起")
    (('≥', '3.2', '万人次'), ('', '健全', ''), ('', '0', '起'))
    """
    sign = text[0] if text[0] in "=≥≤><" else ""
    rest = text.removeprefix(sign)
    digits = len(rest) - len(rest.lstrip("0123456789.,"))
    if not digits or "年" in rest:
        return ("", text, "")
    return sign, rest[:digits], rest[digits:]


def _pairs(model: TableModel, panel: Panel, *, half: int) -> None:
    """Print the labelled cells of the head, two to a row; the project's name has a row of its own."""
    wide = panel.width
    if model.project_name:
        panel.add(_label("项目名称", 2), Box(model.project_name, wide - 2))
    items = list(model.fields.items())
    if model.unit_name and model.unit_label == "单位名称":
        panel.add(_label("单位名称", 2), Box(model.unit_name, wide - 2))
    elif model.unit_name:
        items.insert(1, (model.unit_label, model.unit_name))
    for left, right in zip(items[::2], [*items[1::2], *[None] * (len(items) % 2)], strict=True):
        if right is None:
            panel.add(_label(left[0], 2), Box(left[1], wide - 2))
        else:
            panel.add(_label(left[0], 2), Box(left[1], half - 2), _label(right[0]), Box(right[1], wide - half - 1))


def _foot(model: TableModel) -> list[Line]:
    return [*(Line(f"{label}：{text}") for label, text in model.notes.items()), *map(Line, model.remarks)]


def department(model: TableModel) -> Paper:
    """Return the form of a whole department: funds in and out, goals as prose, several blocks of indicators."""
    top = Panel((12, 8, 14, 22, 14, 14))
    top.add(_label("单位名称", 2), Box(model.unit_name, 4))
    top.add(_label("单位主要职能", 2), _long(model.duties, 4))
    top.add(_label("机构设置及人员配置", 2), _long(model.staff, 4))
    income = [line for line in model.funds if line.path[0] == "收入"]
    spending = [line for line in model.funds if line.path[0] == "支出"]
    top.add(
        _label(f"部门整体资金（{model.fund_unit}）", rows=len(model.funds) + 2),
        _label("收入", rows=len(income) + 1),
        _head("", 3),
        _head("全年预算数"),
    )
    appropriation = [line for line in income if line.path[1] == "财政拨款"]
    for line in income:
        amount = Box(line.amounts["全年预算数"])
        if line.path[1:] == ("财政拨款",):
            top.add(_label("财政拨款", rows=len(appropriation)), _label("小计"), "", amount)
        elif len(line.path) == 3:
            top.add(_label(line.path[2]), "", amount)
        else:
            top.add(_label(line.path[1], 2), "", amount)
    top.add(_label("支出", rows=len(spending) + 1), _head("", 2), _head("半年计划执行数"), _head("全年预算数"))
    for line in spending:
        top.add(_label(line.path[-1], 2), line.amounts["半年计划执行数"], line.amounts["全年预算数"])
    goals = Panel((20, 80))
    for name, text in model.goals.items():
        goals.add(_label(f"{name}目标"), _long(text))
    blocks = [
        _department_rows(rows)
        for rows in (_among(model, "履职", False, before=True), _among(model, "履职", True), _among(model, "履职", False))
    ]
    return Paper((Line(model.title, title=True), Line(f"（{model.year}年度）"), top, goals, *blocks))


def _among(model: TableModel, level1: str, inside: bool, *, before: bool = False) -> tuple[IndicatorModel, ...]:
    """Return the rows inside of a level, those before it, or those after it."""
    at = [index for index, one in enumerate(model.indicators) if one.level1 == level1]
    first, last = min(at), max(at)
    if inside:
        return model.indicators[first : last + 1]
    return model.indicators[:first] if before else model.indicators[last + 1 :]


def _department_rows(rows: tuple[IndicatorModel, ...]) -> Panel:
    task = any(one.task for one in rows)
    names = ["一级指标", "二级指标", *(["重点工作"] if task else []), "三级指标", "半年指标值", "全年指标值"]
    panel = Panel((10, 26, 16, 26, 14, 14) if task else (10, 18, 36, 18, 18))
    panel.add(*(_head(name) for name in names))
    panel.repeated = (0, 0)
    for labels, one in zip(_labels(rows, "merged", task=task), rows, strict=True):
        panel.add(*labels, one.name, one.targets["半年"], one.targets["全年"])
    return panel


def declaration(model: TableModel) -> Paper:
    """Return the central declaration form: head, money, goal and indicators in one frame, 绩效指标 down its left edge."""
    panel = Panel((6, 12, 14, 30, 14, 14))
    _pairs(model, panel, half=4)
    first, *rest = model.funds
    panel.add(_label(f"项目资金（{model.fund_unit}）", 2, len(model.funds)), _label(first.path[-1]), Box(first.amounts["金额"], 3))
    for number, line in enumerate(rest):
        panel.add(_label(f"{'' if number else '其中：'}{line.path[-1]}"), Box(line.amounts["金额"], 3))
    panel.add(_label("年度绩效目标", 2), _long(model.goals["年度"], 4))
    panel.add(_label("绩效指标", rows=len(model.indicators) + 1), *(_head(name) for name in _CENTRAL), _head("指标值", 2))
    for labels, one in zip(_labels(model.indicators, "merged"), model.indicators, strict=True):
        panel.add(*labels, one.name, Box(one.targets["年度"], 2))
    return Paper((Line(model.title, title=True), Line(f"（{model.year}年度）"), panel, *_foot(model)))


def plan(model: TableModel) -> Paper:
    """Return the declaration of a whole department: the main tasks of the year with their money, then goal and indicators."""
    panel = Panel((10, 14, 18, 26, 12, 12, 12))
    panel.add(_label(model.unit_label, 2), Box(model.unit_name, 5))
    heads = [_head("任务名称", rows=2), _head("主要内容", 2, 2), _head(f"预算金额（{model.fund_unit}）", 3)]
    panel.add(_label("年度主要任务", rows=len(model.funds) + 2), *heads)
    panel.add(*(_head(name) for name in ("总额", "财政拨款", "其他资金")))
    texts = [*model.fields.values()]
    for number, line in enumerate(model.funds):
        amounts = [Box(text) for text in line.amounts.values()]
        if number < len(texts):
            panel.add(_label(line.path[-1]), _long(texts[number], 2), *amounts)
        else:
            panel.add(_label(line.path[-1], 3), *amounts)
    panel.add(_label("年度总体目标"), _long(model.goals["年度"], 6))
    row = panel.add(_label("年度绩效指标", rows=len(model.indicators) + 1), *(_head(name) for name in _CENTRAL), _head("指标值", 3))
    panel.repeated = (row, row)
    for labels, one in zip(_labels(model.indicators, "merged"), model.indicators, strict=True):
        panel.add(*labels, one.name, Box(one.targets["年度"], 3))
    return Paper((Line(model.title, title=True), Line(f"（{model.year}年度）"), panel))


def weighted(model: TableModel) -> Paper:
    """Return a declaration with the operator, number and unit below one heading, weights, and how each row is marked."""
    panel = Panel((14, 14, 24, 7, 10, 9, 8, 22, 24))
    _pairs(model, panel, half=5)
    first, *rest = model.funds
    panel.add(_label(f"项目资金（{model.fund_unit}）", 2, len(model.funds)), _label(first.path[-1]), Box(first.amounts["金额"], 6))
    for line in rest:
        panel.add(_label(line.path[-1]), Box(line.amounts["金额"], 6))
    panel.add(_label("年度总体目标", 2), _long(model.goals["年度"], 7))
    extra = list(dict.fromkeys(label for one in model.indicators for label in one.others))
    row = panel.add(
        *(_head(name, rows=2) for name in _CENTRAL), _head("年度指标值", 3), *(_head(name, rows=2) for name in ("分值", *extra))
    )
    panel.add(*(_head(name) for name in ("计算符号", "指标值", "计量单位")))
    panel.repeated = (row, row + 1)
    for labels, one in zip(_labels(model.indicators, "merged"), model.indicators, strict=True):
        panel.add(*labels, one.name, *three_columns(one.targets["年度"]), one.weight, *(one.others.get(name, "") for name in extra))
    return Paper((Line(model.title, title=True), Line(f"（{model.year}年度）"), panel, *_foot(model)), landscape=True)


def side_by_side(model: TableModel) -> Paper:
    """Return the form with the targets of the whole term on the left and those of the year on the right."""
    panel = Panel((6, 11, 13, 20, 12, 13, 20, 12))
    _pairs(model, panel, half=5)
    for number, (left, right) in enumerate(zip(model.funds[::2], model.funds[1::2], strict=True)):
        area = [] if number else [_label(f"项目资金（{model.fund_unit}）", 2, len(model.funds) // 2)]
        panel.add(*area, _label(left.path[-1], 2), left.amounts["金额"], _label(right.path[-1], 2), right.amounts["金额"])
    first, last = model.year or 0, (model.year or 0) + 2
    panel.add(_label("总体目标", rows=2), _head(f"中期目标（{first}年—{last}年）", 4), _head("年度目标", 3))
    panel.add(_long(model.goals["中长期"], 4), _long(model.goals["年度"], 3))
    row = panel.add(
        _label("绩效指标", rows=len(model.indicators) + 1),
        *(_head(name) for name in (*_CENTRAL, "指标值", "二级指标", "三级指标", "指标值")),
    )
    panel.repeated = (row, row)
    runs = _runs(model.indicators, "level1", "level2")
    for index, (labels, one) in enumerate(zip(_labels(model.indicators, "merged"), model.indicators, strict=True)):
        again = [_label(one.level2, rows=runs[index])] if index in runs else []
        panel.add(*labels, one.name, one.targets["实施期"], *again, one.name, one.targets["年度"])
    return Paper((Line(model.title, title=True), Line(f"（{model.year}年度）"), panel))


def two_periods(model: TableModel) -> Paper:
    """Return a form with the targets of the term and of the year in two columns."""
    panel = Panel((14, 16, 34, 18, 18))
    _pairs(model, panel, half=3)
    for name, label in (("中长期", "实施期目标"), ("年度", "年度目标")):
        panel.add(_label(label, 2), _long(model.goals[name], 3))
    row = panel.add(*(_head(name) for name in (*_CENTRAL, "实施期指标值", "年度指标值")))
    panel.repeated = (row, row)
    for labels, one in zip(_labels(model.indicators, "merged"), model.indicators, strict=True):
        panel.add(*labels, one.name, one.targets["实施期"], one.targets["年度"])
    return Paper((Line(model.title, title=True), Line(f"（{model.year}年度）"), panel))


_SELF_FUNDS = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
_SELF_HEADS = ("年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分")


def self_evaluation(model: TableModel) -> Paper:
    """Return the standard self-evaluation form in one frame, money with A, B and B/A, the total below."""
    panel = Panel((6, 11, 14, 24, 13, 13, 8, 9, 24))
    _pairs(model, panel, half=5)
    area = _label(f"项目资金（{model.fund_unit}）" if model.project_name else f"部门整体资金（{model.fund_unit}）", 2, len(model.funds) + 1)
    panel.add(area, _head(""), *(_head(name) for name in _SELF_HEADS))
    for number, line in enumerate(model.funds):
        mark = "其中：" if number == 1 else ""
        panel.add(_label(mark + line.path[-1]), *(_amount(line.amounts[name], name) for name in _SELF_FUNDS))
    money = panel.height - len(model.funds)
    panel.add(_label("年度总体目标", rows=2), _head("预期目标", 4), _head("实际完成情况", 4))
    panel.add(_long(model.goals["年度"], 4), _long(model.outcomes["年度"], 4))
    heads = (*_CENTRAL, "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    row = panel.add(_label("绩效指标", rows=len(model.indicators) + 1), *(_head(name) for name in heads))
    panel.repeated = (row, row)
    for labels, one in zip(_labels(model.indicators, "merged"), model.indicators, strict=True):
        panel.add(*labels, one.name, one.targets["年度"], one.actual, one.weight, one.score, one.reason)
    # Of its own row a formula says how far away the others are: a sheet may begin below a cover or a title.
    scores = f"=SUM(H[-{len(model.indicators)}]:H[-1])+I[{money - panel.height}]"
    panel.add(_label("总分", 6), model.total_weight, Box(model.total, formula=scores), "")
    return Paper((Line(model.title, title=True), Line(f"（{model.year}年度）"), panel, *_foot(model)), landscape=True)


def _amount(text: str, name: str) -> Box:
    formula = "=F[0]/E[0]" if name == "执行率" and text.endswith("%") else ""
    return Box(text, formula=formula)


_MONTHS = ("年初预算数", "1-7月执行数", "1-7月执行率", "全年预计执行数")
_LIKELY = ("确定能", "有可能", "完全不可能")


def _monitoring_top(model: TableModel, panel: Panel) -> None:
    _pairs(model, panel, half=4)
    tail = panel.width - 6
    panel.add(
        _label(f"项目资金（{model.fund_unit}）", 2, len(model.funds) + 1),
        _head(""),
        *(_head(name) for name in _MONTHS[:-1]),
        _head(_MONTHS[-1], tail),
    )
    for number, line in enumerate(model.funds):
        amounts = [line.amounts[name] for name in _MONTHS]
        panel.add(_label(("其中：" if number == 1 else "") + line.path[-1]), *amounts[:-1], Box(amounts[-1], tail))
    panel.add(_label("年度总体目标", 2), _long(model.goals["年度"], panel.width - 2))


def monitoring(model: TableModel) -> Paper:
    """Return the monitoring form with one column for each thing."""
    panel = Panel((12, 13, 24, 13, 13, 13, 22, 10))
    _monitoring_top(model, panel)
    heads = (*_CENTRAL, "年度指标值", "1-7月执行情况", "全年预计完成情况", "偏差原因分析", "完成目标可能性")
    row = panel.add(*(_head(name) for name in heads))
    panel.repeated = (row, row)
    for labels, one in zip(_labels(model.indicators, "merged"), model.indicators, strict=True):
        panel.add(*labels, one.name, one.targets["年度"], one.actual, one.forecast, one.reason, one.likelihood)
    return Paper((Line(model.title, title=True), Line(f"（{model.year}年度）"), panel), landscape=True)


def monitoring_ticked(model: TableModel) -> Paper:
    """Return the monitoring form whose likelihood is ticked below one of three sub-headings."""
    panel = Panel((11, 12, 22, 12, 12, 12, 20, 7, 7, 7))
    _monitoring_top(model, panel)
    heads = (*_CENTRAL, "年度指标值", "1-7月执行情况", "全年预计完成情况", "偏差原因分析")
    row = panel.add(*(_head(name, rows=2) for name in heads), _head("完成目标可能性", 3))
    panel.add(*(_head(name) for name in _LIKELY))
    panel.repeated = (row, row + 1)
    for labels, one in zip(_labels(model.indicators, "merged"), model.indicators, strict=True):
        ticks = ["√" if one.likelihood == name else "" for name in _LIKELY]
        panel.add(*labels, one.name, one.targets["年度"], one.actual, one.forecast, one.reason, *ticks)
    return Paper((Line(model.title, title=True), Line(f"（{model.year}年度）"), panel), landscape=True)


_REASONS = ("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他")


def monitoring_full(model: TableModel) -> Paper:
    """Return the monitoring form whose reasons are ticked by kind beside their explanation, as is the likelihood."""
    panel = Panel((9, 10, 18, 10, 10, 10, 5, 5, 5, 5, 5, 18, 6, 6, 6, 8))
    _monitoring_top(model, panel)
    heads = (*_CENTRAL, "年度指标值", "1-7月执行情况", "全年预计完成情况")
    row = panel.add(*(_head(name, rows=2) for name in heads), _head("偏差原因分析", 6), _head("完成目标可能性", 3), _head("备注", rows=2))
    panel.add(*(_head(name) for name in (*_REASONS, "原因说明", *_LIKELY)))
    panel.repeated = (row, row + 1)
    for labels, one in zip(_labels(model.indicators, "merged"), model.indicators, strict=True):
        kind, parted, said = one.reason.rpartition("；")
        marks = ["√" if parted and kind == name else "" for name in _REASONS]
        ticks = ["√" if one.likelihood == name else "" for name in _LIKELY]
        panel.add(*labels, one.name, one.targets["年度"], one.actual, one.forecast, *marks, said, *ticks, one.others.get("备注", ""))
    return Paper((Line(model.title, title=True), Line(f"（{model.year}年度）"), panel), landscape=True)


def _list(style: str, *names: str, extra: str = "") -> Callable[[TableModel], Paper]:
    """Return a layout that is a plain list: one heading, a row for each indicator, its columns in the order of `names`."""

    def draw(model: TableModel) -> Paper:
        columns = [name for one in names for name in (("符号", "目标值", "计量单位") if one == "三列" else (one,))]
        panel = Panel(tuple(_WIDTHS.get(name, 14) for name in columns))
        panel.add(*(_head(name) for name in columns))
        panel.repeated = (0, 0)
        for number, (labels, one) in enumerate(zip(_labels(model.indicators, style), model.indicators, strict=True)):
            cells: list[Box | str] = []
            waiting = list(labels)
            for name in names:
                if name in ("一级指标", "二级指标"):
                    if style != "merged" or _begins(model.indicators, number, name):
                        cells.append(waiting.pop(0))
                elif name == "三列":
                    cells += three_columns(one.targets["年度"])
                else:
                    cells.append(_cell(one, name))
            panel.add(*cells)
        return Paper((Line(model.title, title=True), *([Line(extra)] if extra else []), Line(f"（{model.year}年度）"), panel))

    return draw


_WIDTHS = {"序号": 6, "三级指标": 30, "指标名称": 30, "符号": 7, "计量单位": 9, "分值": 8, "权重": 8, "评分标准": 24, "指标解释": 24}


def _begins(rows: tuple[IndicatorModel, ...], index: int, name: str) -> bool:
    return index in _runs(rows, *(("level1",) if name == "一级指标" else ("level1", "level2")))


def _cell(one: IndicatorModel, name: str) -> str:
    match name:
        case "三级指标" | "指标名称":
            return one.name
        case "分值" | "权重":
            return one.weight
        case "实际完成值":
            return one.actual
        case "得分":
            return one.score
        case "偏差原因分析":
            return one.reason
        case "半年指标值":
            return one.targets["半年"]
        case "全年指标值":
            return one.targets["全年"]
        case "年度指标值" | "指标值" | "目标值":
            return one.targets["年度"]
        case _:
            return one.others.get(name, "")


_PLAIN = (
    "unit_name",
    "project_name",
    "duties",
    "staff",
    "fields",
    "fund_unit",
    "funds",
    "goals",
    "outcomes",
    "total",
    "total_weight",
    "remarks",
    "notes",
)
_ROWS = (*_PLAIN, "indicators.others")

LAYOUTS: Mapping[str, Layout] = MappingProxyType(
    {
        "department": Layout(department),
        "declaration": Layout(declaration),
        "plan": Layout(plan),
        "weighted": Layout(weighted),
        "side-by-side": Layout(side_by_side),
        "two-periods": Layout(two_periods, ("fund_unit", "funds")),
        "self-evaluation": Layout(self_evaluation),
        "monitoring": Layout(monitoring),
        "monitoring-ticked": Layout(monitoring_ticked),
        "monitoring-full": Layout(monitoring_full),
        "list": Layout(_list("merged", "一级指标", "二级指标", "三级指标", "年度指标值", "分值"), _PLAIN),
        "list-repeated": Layout(_list("repeated", "一级指标", "二级指标", "三级指标", "指标值", "权重"), _PLAIN),
        "list-once": Layout(_list("once", "一级指标", "二级指标", "指标名称", "三列", "分值"), _ROWS),
        "list-three-columns": Layout(_list("merged", "一级指标", "二级指标", "三级指标", "三列", "权重"), _ROWS),
        "list-other-order": Layout(_list("repeated", "序号", "分值", "一级指标", "二级指标", "三级指标", "指标值"), _PLAIN),
        "list-explained": Layout(_list("merged", "一级指标", "二级指标", "三级指标", "指标解释", "年度指标值", "分值", "评分标准"), _PLAIN),
        "list-scored": Layout(
            _list("merged", "一级指标", "二级指标", "三级指标", "分值", "年度指标值", "实际完成值", "得分", "偏差原因分析"), _PLAIN
        ),
        "list-half-year": Layout(
            _list("merged", "一级指标", "二级指标", "三级指标", "半年指标值", "全年指标值"), (*_PLAIN, "indicators.task")
        ),
    }
)
