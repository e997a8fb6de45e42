"""What stands above a query for the one who runs it: the rules, the columns that go in, and those that come out."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from perfrules._version import __version__
from perfrules.bulk.columns.algebra import Program
from perfrules.bulk.sql.dialects import Dialect
from perfrules.bulk.sql.names import aliases_of
from perfrules.evaluation.plan import Item, Plan

if TYPE_CHECKING:
    from perfrules.evaluation.ruleset import RuleSet

__all__ = ["comment", "header", "rule_of"]

_SAID = {
    "结论": "达标、未达标、待定、不适用",
    "原因": "没有结论或不适用的原因（代码），其余为空",
    "得分低": "至少得多少分",
    "得分高": "至多得多少分；待定时大于得分低",
    "总分低": "总分至少是多少",
    "总分高": "总分至多是多少",
    "等级": "总分可能落入的等级，以、分隔",
}


def comment(text: str) -> str:
    """Return a text as it may stand in a comment: on one line, closing nothing.

    >>> comment("甲 */ DROP TABLE 表;\\n-- 乙")
    '甲 * / DROP TABLE 表; -- 乙'
    """
    line = "".join(char if char.isprintable() else " " for char in " ".join(text.split()))
    for mark in ("*/", "/*", "{{", "}}"):
        line = line.replace(mark, " ".join(mark))
    return line.lstrip("!+")


def header(ruleset: RuleSet, plan: Plan, program: Program, dialect: Dialect, table: str) -> str:
    """Return the comment above a query."""
    lines = _lines(ruleset, plan, program, dialect, table)
    return "\n".join(f"--{' ' * (len(line) - len(line.lstrip()) + 1)}{comment(line)}" if line else "--" for line in lines)


def _lines(ruleset: RuleSet, plan: Plan, program: Program, dialect: Dialect, table: str) -> Iterator[str]:
    version = f"@{ruleset.version}" if ruleset.version else ""
    yield f"规则集 {ruleset.title}{version}"
    day = "未写明" if plan.day is None else str(plan.day)
    yield f"期间 {plan.period} · 规则日 {day} · {dialect.name} · perfrules {__version__}"
    yield ""
    yield f"用到的列（表 {table}，每行一个对象；空白为缺失，不作 0；读不懂的为待定）"
    for one in program.inputs:
        if one.kind == "number":
            unit = "不带单位" if one.unit.is_bare else f"单位 {one.unit.symbol}"
            yield f"  {one.name}：数字，{unit}"
        else:
            yield f"  {one.name}：文字，{'、'.join(one.texts)}；其他为待定"
    yield ""
    yield "得出的列"
    aliases = aliases_of(dialect, [one.name for one in program.outputs])
    for output in program.outputs:
        said = "达标、未达标、待定" if output.name.startswith("检查·") else _SAID.get(output.name.rpartition("·")[2], "")
        cut = "" if aliases[output.name] == output.name else f"（全名 {output.name}）"
        yield f"  {aliases[output.name]}{cut}：{said}"


def rule_of(item: Item, plan: Plan) -> str:
    """Return the rule of an indicator in one line."""
    indicator = item.indicator
    weight = "" if item.weight is None else f"{_points(item.weight)}分"
    target = "" if item.criterion is None else f"{plan.period} {item.criterion.target}"
    direction = "" if indicator.direction is None else indicator.direction.value
    formula = "" if indicator.formula is None else f"公式 {indicator.formula}"
    applies = "" if indicator.applies is None else f"适用 {indicator.applies}"
    policy = "" if indicator.policy is None else f"计分 {indicator.policy.text}"
    return comment(" ".join(one for one in (indicator.name, weight, target, direction, formula, applies, policy) if one))


def _points(weight: Fraction) -> str:
    return f"{float(weight):g}"
