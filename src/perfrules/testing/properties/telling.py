"""Telling a breach: the sentence, both situations with their trees of reasons, and the case that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from perfrules.evaluation.outcome import IndicatorOutcome
from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.formula.render import text_of
from perfrules.testing.failure import reasons
from perfrules.testing.properties.bench import TOTAL, Bench, marks_text
from perfrules.testing.properties.breach import Breach
from perfrules.testing.properties.law import Law
from perfrules.testing.properties.report import Counterexample, Situation
from perfrules.testing.writing import case_text, marks_clauses, quoted
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError
from perfrules.value.verdict import Verdict

__all__ = ["told"]


def told(bench: Bench, law: Law, breach: Breach) -> Counterexample:
    """Return a breach of a law as a person reads it."""
    place = breach.place
    diagnostic = Diagnostic(
        law.code,
        dict(breach.args),
        where=bench.rules.model.source if place is None else place.source,
        line=1 if place is None else place.line,
    )
    results = [bench.result(facts) for facts in breach.facts]
    situations = tuple(Situation(dict(facts), _tree(bench, breach, result)) for facts, result in zip(breach.facts, results, strict=True))
    case = _cases(bench, law, breach, diagnostic, results)
    return Counterexample(law, diagnostic, situations, case, bench.asked or bench.plan.period, _rule(bench, breach))


def _rule(bench: Bench, breach: Breach) -> str:
    """Return what to look at: the ceiling of the total, else the line of the indicator with its target and formula."""
    ceilings = bench.plan.rules.ceilings
    if ceilings is not None and breach.args["name"] == TOTAL:
        return f"上限 {ceilings}"
    path = next((path for path in breach.paths if path in bench.rules.model.indicators), None)
    if path is None:
        return ""
    one = bench.rules.model.indicators[path]
    dated = one.targets.get(bench.plan.period)
    formula = "" if one.formula is None else f"公式 {text_of(one.formula.root)}"
    parts = (str(one.place), path[-1], "" if dated is None else dated.text, formula)
    return "  ".join(part for part in parts if part)


def _tree(bench: Bench, breach: Breach, result: RuleSetResult) -> str:
    """Return the reasons of what a breach is about, how values and marks were worked out, and the total."""
    names = [bench.names[path] for path in dict.fromkeys(breach.paths) if path and path in bench.names]
    lines = [reasons(result, names) if names else result.explanation().line()]
    for name in names:
        try:
            one = result[name]
        except PerfRulesError:
            continue
        if isinstance(one, IndicatorOutcome) and one.derivation:
            lines.append(f"{name}：{one.derivation}")
    if result.score is not None:
        grades = f"  等级 {'、'.join(result.grades)}" if result.grades else ""
        ceilings = result.plan.rules.ceilings
        limit = f"（上限 {ceilings}）" if ceilings is not None and result.score != result.root.marks else ""
        lines.append(f"{TOTAL} {marks_text(result.score)}{limit}{grades}")
    return "\n".join(lines)


def _cases(bench: Bench, law: Law, breach: Breach, diagnostic: Diagnostic, results: list[RuleSetResult]) -> str:
    """Return cases to paste: what must come out where the law says that, else both sides as they are, with what contradicts."""
    title = f"{law.name()}：{breach.args['name']}"
    day = "" if bench.as_of is None else str(bench.as_of)
    if breach.certain:
        remark = f"{law.code} {law.meaning()}"
        return "\n\n".join(case_text(title, bench.asked, day, one.facts, [one.expected], remark) for one in breach.certain) + "\n"
    remark = f"{law.code} 矛盾：{diagnostic.say()}。改了规则以后，请改这里的 期望"
    texts: list[str] = []
    for number, (facts, result) in enumerate(zip(breach.facts, results, strict=True), 1):
        mark = f"{title}（{number}）" if len(results) > 1 else title
        texts.append(case_text(mark, bench.asked, day, facts, _pinned(bench, breach, result), remark if number == 1 else ""))
    return "\n\n".join(texts) + "\n"


def _pinned(bench: Bench, breach: Breach, result: RuleSetResult) -> Iterator[str]:
    """Yield what came out of the places that a breach is about."""
    nodes: Mapping[str, object] = {}
    for path in dict.fromkeys(breach.paths):
        found = [node for node in bench.nodes(result) if node.path == path]
        if not found or bench.names[path] in nodes:
            continue
        node = found[-1]
        marks = "" if node.marks is None or node.verdict is Verdict.NOT_APPLICABLE else f" {marks_clauses(node.marks)}"
        yield f"{quoted(node.name)} {node.verdict.value}{marks}"
