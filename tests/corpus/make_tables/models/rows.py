"""Indicators written as lines of text: the models are read as easily as a form."""

from support.table_model import FundModel, IndicatorModel

__all__ = ["funds", "indicators"]

_ATTRIBUTES = ("task", "weight", "actual", "score", "reason", "forecast", "likelihood")


def indicators(columns: str, text: str) -> tuple[IndicatorModel, ...]:
    """Return the indicators of `text`, a line each, cells parted by `|`; an empty label is that of the line before.

    The first three columns are the levels and the name; `columns` names the others: attributes, periods with `@`, the rest by its heading.

    >>> indicators("@全年 weight", "产出 | 数量 | 场次 | ≥3场 | 5")[0].targets
    {'全年': '≥3场'}
    """
    names = columns.split()
    held = ["", "", ""]
    found: list[IndicatorModel] = []
    for line in text.strip().splitlines():
        level1, level2, name, *values = (cell.strip() for cell in line.split("|"))
        if len(values) != len(names):
            raise ValueError(f"{len(names)} columns expected: {line}")
        by = dict(zip(names, values, strict=True))
        if level1:
            held[1:] = ["", ""]
        if level2:
            held[2] = ""
        held = [level1 or held[0], level2 or held[1], by.get("task", "") or held[2]]
        kept = {key: value for key, value in by.items() if key in _ATTRIBUTES} | {"task": held[2]}
        targets = {key[1:]: value for key, value in by.items() if key.startswith("@")}
        others = {key: value for key, value in by.items() if key not in _ATTRIBUTES and not key.startswith("@") and value}
        found.append(IndicatorModel(held[0], held[1], name, targets, **kept, others=others))
    return tuple(found)


def funds(columns: str, text: str) -> tuple[FundModel, ...]:
    """Return the fund lines of `text`: labels from the outside in parted by `>`, then the amounts by column.

    >>> funds("全年预算数", "支出 > 基本支出 | 12.50")[0].path
    ('支出', '基本支出')
    """
    names = columns.split()
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return tuple(
        FundModel(tuple(label.strip() for label in path.split(">")), dict(zip(names, amounts, strict=True))) for path, *amounts in lines
    )
