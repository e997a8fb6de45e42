"""A ruleset as a page that an official can read: what it says, in tables, with sources and what is not checked yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from perfrules.ruleset.binding import policy_for
from perfrules.ruleset.model import Indicator, Model, PolicySet, Provenance, Section
from perfrules.value.numeral import write_number

__all__ = ["Book", "BookTable", "book_of", "markdown_of", "policy_text"]


class BookTable(NamedTuple):
    """One table of the page; `levels` says how deep each row stands, 0 where depth means nothing."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    levels: tuple[int, ...] = ()


class Book(NamedTuple):
    """The page: a title, facts about the whole, and tables."""

    title: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[BookTable, ...]


def book_of(model: Model) -> Book:
    """Return a ruleset as a page, with all that it inherits."""
    tables = (
        _indicators(model),
        _changes(model),
        _data(model),
        _parameters(model),
        _scales(model),
        _policies(model),
        _checks(model),
        _cases(model),
    )
    return Book(model.title, tuple(_facts(model)), tuple(table for table in tables if table.rows))


def _facts(model: Model) -> Iterator[tuple[str, str]]:
    facts = {
        "版本": model.version,
        "生效": str(model.validity),
        "继承": " ← ".join(f"{title}@{version}" if version else title for title, version in model.parents),
        "依据": _source(model.provenance),
        "说明": model.note,
        "满分": "" if model.full_marks is None else f"{write_number(model.full_marks)}分",
        "均分": model.equal,
        **model.policy.lines,
    }
    return ((word, text) for word, text in facts.items() if text)


def _source(provenance: Provenance) -> str:
    if not provenance.source:
        return provenance.status
    return provenance.source + (f"（{provenance.status}）" if provenance.status else "")


def _indicators(model: Model) -> BookTable:
    periods = tuple(dict.fromkeys(period for one in model.indicators.values() for period in one.targets))
    columns = ("指标", "分值", *periods, "公式", "计分", "依据和说明")
    rows: list[tuple[str, ...]] = []
    levels: list[int] = []
    for one in _in_order(model):
        rows.append(_indicator_row(model, one, periods) if isinstance(one, Indicator) else _section_row(one, periods))
        levels.append(len(one.path))
    return BookTable("指标", columns, tuple(rows), tuple(levels))


def _in_order(model: Model) -> Iterator[Section | Indicator]:
    """Yield levels and indicators as an outline: what belongs to a level follows it, wherever it was written."""

    def below(path: tuple[str, ...]) -> Iterator[Section | Indicator]:
        depth = len(path) + 1
        everything: list[Section | Indicator] = [*model.sections.values(), *model.indicators.values()]
        for one in everything:
            if len(one.path) == depth and one.path[:-1] == path:
                yield one
                if isinstance(one, Section):
                    yield from below(one.path)

    return below(())


def _weight(one: Section | Indicator) -> str:
    return "" if one.weight is None else write_number(one.weight)


def _section_row(one: Section, periods: tuple[str, ...]) -> tuple[str, ...]:
    applies = f"适用：{one.applies}" if one.applies else ""
    policy = one.policy.text if one.policy else ""
    return (one.name, _weight(one), *("" for _ in periods), applies, policy, _remarks(one))


def _indicator_row(model: Model, one: Indicator, periods: tuple[str, ...]) -> tuple[str, ...]:
    targets = tuple(one.targets[period].text if period in one.targets else "" for period in periods)
    direction = f"（{one.direction.value}）" if one.direction else ""
    formula = "；".join(part for part in (str(one.formula or ""), f"适用：{one.applies}" if one.applies else "") if part)
    found = policy_for(model, one)
    policy = found[0].text if found is not None and found[1] == one.path else ""
    return (one.name + direction, _weight(one), *targets, formula, policy, _remarks(one))


def _remarks(one: Section | Indicator) -> str:
    parts = [_source(one.provenance), one.note]
    if isinstance(one, Indicator):
        parts += [f"证据：{one.evidence}" if one.evidence else "", f"生效：{one.validity}" if str(one.validity) else ""]
        parts.append(f"别名：{'、'.join(one.aliases)}" if one.aliases else "")
    return "；".join(part for part in parts if part)


def _changes(model: Model) -> BookTable:
    rows = tuple((one.name, one.before, one.after or "（删去）", one.reason, str(one.place)) for one in model.alterations)
    return BookTable("修改过的内容", ("名称", "原", "改", "理由", "位置"), rows)


def _data(model: Model) -> BookTable:
    rows = tuple((one.name, str(one.unit) or "无", str(one.formula or ""), _source(one.provenance)) for one in model.data.values())
    return BookTable("数据", ("名称", "单位", "公式", "依据"), rows)


def _parameters(model: Model) -> BookTable:
    dated = [(one, days, value) for one in model.parameters.values() for days, value in one.values]
    rows = tuple((one.name, str(value), str(days) or "一直", _source(one.provenance)) for one, days, value in dated)
    return BookTable("参数", ("名称", "值", "生效", "依据"), rows)


def _scales(model: Model) -> BookTable:
    sources = model.sources
    rows = tuple((one.name, str(one).partition("：")[2], _source(sources.get(one.name, Provenance()))) for one in model.scales.values())
    return BookTable("量表", ("名称", "等级和得分", "依据"), rows)


def _policies(model: Model) -> BookTable:
    rows = tuple((name, policy_text(one), _source(one.provenance), one.note) for name, one in model.policies.items())
    return BookTable("评分办法", ("名称", "办法", "依据", "说明"), rows)


def policy_text(policies: PolicySet) -> str:
    """Return what a named policy says, on one line."""
    return "；".join(f"{word} {text}" for word, text in policies.lines.items())


def _checks(model: Model) -> BookTable:
    said = {name: "：".join(part for part in (one.severity, one.message) if part) for name, one in model.checks.items()}
    rows = tuple((name, str(one.condition), said[name]) for name, one in model.checks.items())
    return BookTable("检查", ("名称", "应成立", "否则"), rows)


def _cases(model: Model) -> BookTable:
    rows = tuple((one.name, one.period, str(len(one.given)), str(len(one.expected))) for one in model.cases)
    return BookTable("测试", ("名称", "期间", "给定", "期望"), rows)


def markdown_of(book: Book) -> str:
    """Return the page as Markdown."""
    lines = [f"# {_plain(book.title)}", ""]
    lines += [f"- **{word}** {_plain(text)}" for word, text in book.facts]
    for table in book.tables:
        lines += ["", f"## {table.heading}", "", f"| {' | '.join(table.columns)} |", "|" + "---|" * len(table.columns)]
        for index, row in enumerate(table.rows):
            indent = "　" * (table.levels[index] - 1) if table.levels else ""
            lines.append(f"| {indent}{' | '.join(map(_plain, row))} |")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
