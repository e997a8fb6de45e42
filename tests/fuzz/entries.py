"""The entry points: what each does with an input, and with all that comes out of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

import perfrules as pr
from fuzz.many_rows import compiled, file_of_rows, frame
from fuzz.probe import Probe
from support.plain import is_plain

__all__ = ["ENTRIES", "Entry"]

_FACTS = ("16800家", "95%", "0", "-3.5万元", "健全", "2025年6月", "3/4", "", None, "约一百", "x", "9" * 60, "12.5%", "1200万元")
_OTHERS = ("≥95%", "=17500家", "健全", "2025年12月底前", "较上年提高5个百分点", "前3名", "1万元-2万元", "≥3次且≤5次", "/")
_MOST_TABLES = 20


@frozen
class Entry:
    """An entry point: `kind` says in which ways its inputs are changed, `suffix` how a kept input is named.

    One that is not `warmed` loads what it needs in the process that runs its inputs.
    """

    name: str
    kind: str
    suffix: str
    run: Callable[[bytes, Probe], None]
    warmed: bool = True
    breaks: list[bool] = field(factory=list, eq=False)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass") if _is_wide(data) else data.decode("utf-8", "replace")


def _is_wide(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


@cache
def _others() -> tuple[pr.Target, ...]:
    return tuple(map(pr.parse_target, _OTHERS))


# --- expressions ----------------------------------------------------------------------------------


def _use_target(target: pr.Target, probe: Probe, *, written: bool = True) -> None:
    probe.saw(f"kind:{target.kind}", f"{type(target.body).__name__}")
    text = probe.call("str", str, target)
    data = probe.call("to_dict", target.to_dict)
    json.dumps(data)
    again = probe.call("from_dict", pr.Target.from_dict, data)
    probe.saw(f"reads back:{again == target}")
    assert again == target or not (written and is_plain(target)), f"the canonical text means something else: {text[:200]}"
    probe.shown(target.notes)
    hash(target), repr(target), target.boundaries(), target.is_empty
    for other in (*_others(), target):
        probe.call("implies", target.implies, other)
        probe.call("is_disjoint", target.is_disjoint, other)
        probe.call("accepts", target.accepts, other)
        probe.call("and", lambda other=other: str(target & other))
        probe.call("or", lambda other=other: str(target | other))
    probe.call("not", lambda: str(~target))


def parse_target(data: bytes, probe: Probe) -> None:
    """Read one cell."""
    target = probe.call("parse_target", pr.parse_target, _text(data))
    if target is not None:
        _use_target(target, probe)


def columns(data: bytes, probe: Probe) -> None:
    """Read a cell with a column for its unit and one for its operator: three parts with tabs between them."""
    text, unit, operator = (*_text(data).split("\t", 2), "", "")[:3]
    target = probe.call("parse_target", pr.parse_target, text, unit=unit or None, operator=operator or None)
    if target is not None:
        # A column may name a unit that no single cell can, such as 人、次.
        _use_target(target, probe, written=False)


def parse_quantity(data: bytes, probe: Probe) -> None:
    """Read a number with its unit."""
    text, unit = (*_text(data).split("\t", 1), "")[:2]
    quantity = probe.call("parse_quantity", pr.parse_quantity, text, unit=unit or None)
    if quantity is not None:
        probe.call("str", str, quantity)
        probe.call("to", quantity.to, quantity.unit)
        probe.call("to", quantity.to, "万元")
        hash(quantity)


def find_quantities(data: bytes, probe: Probe) -> None:
    """Find the quantities of a narrative."""
    text = _text(data)
    for mention in (probe.call("find_quantities", pr.find_quantities, text) or ())[:500]:
        assert text[mention.start : mention.end] == mention.text
        probe.saw(mention.target.kind)
        probe.call("str", str, mention.target)
        probe.shown(mention.target.notes)


def evaluate(data: bytes, probe: Probe) -> None:
    """Hold an actual value against a target: target, actual value, name, weight."""
    target, actual, name, weight = (*_text(data).split("\t", 3), "", "", "")[:4]
    given = int(weight) if weight.isascii() and weight.isdigit() and len(weight) < 9 else 20
    for policy in ("", "mof-2020"):
        options: dict[str, Any] = {"weight": given, "policy": policy} if policy else {}
        result = probe.call("evaluate", pr.evaluate, target, actual, name=name, **options)
        if result is not None:
            probe.saw(result.verdict.value, result.direction_source)
            probe.call("why", lambda result=result: (result.why, result.completion, str(result.shortfall), str(result.score)))
            probe.call("to_dict", lambda result=result: json.dumps(result.to_dict()))
            probe.shown(result.notes)
    read = probe.call("parse_target", pr.parse_target, target)
    if read is not None:
        probe.saw(f"accepts:{probe.call('accepts', read.accepts, actual)}")


def from_dict(data: bytes, probe: Probe) -> None:
    """Read targets that another program wrote as JSON."""
    try:
        given = json.loads(_text(data))
    except (ValueError, RecursionError):
        return
    target = probe.call("from_dict", pr.Target.from_dict, given)
    if target is not None:
        probe.call("str", str, target)


# --- rulesets -------------------------------------------------------------------------------------


def check_ruleset(data: bytes, probe: Probe) -> None:
    """Check a text of rules; where it is sound, evaluate it, and do what the command line does with it."""
    from perfrules.ruleset.fmt import format_text

    text = _text(data)
    given = text if "\n" in text else text + "\n"
    probe.shown(probe.call("check_ruleset", pr.check_ruleset, given) or ())
    laid_out = probe.call("format_text", format_text, given)
    if laid_out is not None:
        assert probe.call("format_text", format_text, laid_out) == laid_out, "laid out twice is not laid out once"
    rules = probe.call("load_ruleset", pr.load_ruleset, given)
    if rules is not None:
        probe.saw("sound")
        _use_rules(rules, probe)


def _use_rules(rules: pr.RuleSet, probe: Probe) -> None:
    from perfrules.ruleset.diff import diff_models
    from perfrules.ruleset.lint import lint_model
    from perfrules.testing.cases import run_cases

    names = [*rules.model.data, *(one.name for one in rules.indicators)]
    facts = {name: _FACTS[(index * 7 + len(name)) % len(_FACTS)] for index, name in enumerate(names)}
    for period in rules.periods[:2] or (None,):
        for given in (facts, {}):
            _use_result(probe.call("evaluate", rules.evaluate, given, period), probe)
    probe.shown(probe.call("lint", lint_model, rules.model) or ())
    assert not probe.call("diff", diff_models, rules.model, rules.model)
    for case in probe.call("cases", run_cases, rules) or ():
        probe.shown(case.failures if hasattr(case, "failures") else ())


def _use_result(result: pr.RuleSetResult | None, probe: Probe) -> None:
    if result is None:
        return
    probe.saw(result.verdict.value, bool(result.score), len(result.grades) > 1)
    probe.call("explain", result.explain)
    probe.call("markdown", result.explain, "markdown")
    probe.call("to_dict", lambda: json.dumps(result.to_dict()))
    probe.call("light", lambda: result.light)
    probe.call("reported", lambda: (result.reported, result.grades, result.missing))
    probe.shown(result.diagnostics)


@cache
def _shipped(title: str) -> pr.RuleSet:
    return pr.load_ruleset(title)


_TITLES = ("苏州市科学技术局整体支出", "部门整体支出", "项目支出绩效自评", "湖南省部门整体支出")


@cache
def _titles() -> tuple[str, ...]:
    from perfrules.ruleset.shelf import entries_in

    return tuple(sorted({one.title for one in entries_in((), None)}))


def facts(data: bytes, probe: Probe) -> None:
    """Evaluate a shipped ruleset with any facts: a JSON object of `ruleset`, `facts`, `period`, `equal`."""
    try:
        given = json.loads(_text(data))
    except (ValueError, RecursionError):
        return
    if not isinstance(given, dict) or not isinstance(given.get("facts"), dict):
        return
    number = given.get("ruleset")
    titles = _titles()
    rules = probe.call("load_ruleset", _shipped, titles[number % len(titles) if isinstance(number, int) else 0])
    if rules is None:
        return
    known = {name: value for name, value in given["facts"].items() if value is None or isinstance(value, str | int)}
    period, equal = (given.get(key) if isinstance(given.get(key), str) else None for key in ("period", "equal"))
    _use_result(probe.call("evaluate", rules.evaluate, known, period, equal=equal or ""), probe)


# --- tables ---------------------------------------------------------------------------------------


def _file(suffix: str) -> Callable[[bytes, Probe], None]:
    def run(data: bytes, probe: Probe) -> None:
        path = probe.file(data, suffix)
        tables = probe.call("read_tables", pr.read_tables, path)
        for table in (tables or ())[:_MOST_TABLES]:
            _use_table(table, probe)
        given = probe.call("read_actuals", pr.read_actuals, path)
        if given is not None:
            probe.shown(given.diagnostics)

    return run


def text_table(data: bytes, probe: Probe) -> None:
    """Read a table that is given as text."""
    text = _text(data)
    if "\n" not in text:
        text += "\n"
    table = probe.call("read_table", pr.read_table, text)
    if table is not None:
        _use_table(table, probe)
    given = probe.call("read_actuals", pr.read_actuals, text)
    if given is not None:
        probe.shown(given.diagnostics)
    if table is not None and given is not None:
        probe.call("evaluate_table", pr.evaluate_table, table, given)


def _use_table(table: pr.TargetTable, probe: Probe) -> None:
    probe.saw("table", f"funds:{bool(table.funds)}", f"goals:{len(table.goals)}", *(f"period:{one}" for one in table.goals))
    probe.shown(table.diagnostics)
    findings = probe.call("review", pr.review, table) or ()
    for one in findings[:500]:
        assert one.message
        assert one.say("en")
        one.to_dict()
    probe.saw(*(one.code for one in findings))
    result = probe.call("evaluate_table", pr.evaluate_table, table)
    if result is not None:
        probe.call("evaluate_table.to_dict", lambda: json.dumps(result.to_dict()))
    if len(table.source + str(len(findings))) % 4:
        # Scoring and monitoring read a policy each time, which would take most of the time.
        return
    scored = probe.call("score_table", pr.score_table, table, policy="mof-2020")
    if scored is not None:
        probe.call("score_table.to_dict", lambda: json.dumps(scored.to_dict()))
    monitored = probe.call("monitor_table", pr.monitor_table, table, month=6)
    if monitored is not None:
        probe.call("monitor_table.to_dict", lambda: json.dumps(monitored.to_dict()))


def config(data: bytes, probe: Probe) -> None:
    """Read a file of settings, and review with them."""
    from perfrules.cli.config import read_config

    probe.call("read_config", read_config, probe.file(data, ".toml").rename(probe.folder / "perfrules.toml"))


_FILES = ("xlsx", "xls", "docx", "html", "md", "csv", "tsv", "txt", "pdf")
_ROWS = (("csv", "grid"), ("xlsx", "zip"), ("parquet", "bytes"))
_KINDS = {"xlsx": "zip", "docx": "zip", "xls": "ole", "html": "markup", "pdf": "pdf"}

ENTRIES: Mapping[str, Entry] = MappingProxyType(
    {
        one.name: one
        for one in (
            Entry("parse_target", "target", ".txt", parse_target),
            Entry("columns", "target", ".txt", columns),
            Entry("parse_quantity", "target", ".txt", parse_quantity),
            Entry("evaluate", "target", ".txt", evaluate),
            Entry("find_quantities", "prose", ".txt", find_quantities),
            Entry("from_dict", "json", ".json", from_dict),
            Entry("facts", "json", ".json", facts),
            Entry("check_ruleset", "rules", ".perf", check_ruleset),
            Entry("text_table", "grid", ".txt", text_table),
            Entry("config", "toml", ".toml", config),
            *(Entry(name, _KINDS.get(name, "grid"), f".{name}", _file(f".{name}")) for name in _FILES),
            Entry("frame", "target", ".txt", frame, warmed=False),
            Entry("compiled", "json", ".json", compiled, warmed=False),
            *(Entry(f"rows_{name}", _KINDS.get(name, kind), f".{name}", file_of_rows(f".{name}"), warmed=False) for name, kind in _ROWS),
        )
    }
)
