"""The result of a ruleset: outcomes as a tree, the total, what is missing, and the explanation of all of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import evolve, frozen

from perfrules.evaluation.explanation import Explanation, explanation_of
from perfrules.evaluation.facts import Facts
from perfrules.evaluation.judging import Known
from perfrules.evaluation.outcome import GroupOutcome, IndicatorOutcome, Outcome
from perfrules.evaluation.plan import Plan
from perfrules.evaluation.totals import Marks
from perfrules.formula import Compiled
from perfrules.ruleset.check import units_of_names
from perfrules.ruleset.model import Check
from perfrules.scoring import Missing
from perfrules.table.actuals import name_key
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import UnknownName
from perfrules.value.verdict import Verdict

if TYPE_CHECKING:
    from perfrules.evaluation.monitor import Progress
    from perfrules.evaluation.ruleset import RuleSet

__all__ = ["CheckOutcome", "MissingFact", "RuleSetResult"]

_ZERO = Fraction(0)


class MissingFact(NamedTuple):
    """A fact that would settle something: the marks that hang on it, and the indicators."""

    name: str
    points: Fraction
    indicators: tuple[str, ...]


@frozen
class CheckOutcome:
    """Whether what must hold between data does; 待定 where data are missing."""

    check: Check
    verdict: Verdict
    derivation: str = ""

    @property
    def name(self) -> str:
        """Return the name of the check."""
        return self.check.name

    @property
    def message(self) -> str:
        """Return what is said where it does not hold, with the numbers."""
        if self.verdict is not Verdict.UNMET:
            return ""
        return f"{self.check.message or self.check.name}（{self.derivation}）"


@frozen(slots=False, eq=False)
class RuleSetResult:
    """What a ruleset says about some facts: a tree of outcomes below `root`.

    `result["指标名称"]` finds an indicator, a level, or a path such as `预算编制/预算调整率`; an unknown name raises
    `UnknownName` with the nearest one.
    """

    ruleset: RuleSet
    plan: Plan
    root: GroupOutcome
    known: Known
    facts: Facts

    @property
    def verdict(self) -> Verdict:
        """Return the verdict on the whole."""
        return self.root.verdict

    @property
    def score(self) -> Marks | None:
        """Return the smallest and largest total that is still possible; `None` where no weights are known.

        Ceilings (上限) come first, then the rounding of the total (舍入).
        """
        marks, rounding = self._under_ceilings(), self.plan.rounding
        if marks is None or rounding is None or rounding.total is None:
            return marks
        low, high = (rounding.of_total(one) for one in marks)
        full = self.root.weight
        return Marks(low, high) if full is None else Marks(min(low, full), min(high, full))

    def _under_ceilings(self) -> Marks | None:
        marks = self.root.marks
        ceilings = self.plan.rules.ceilings
        if marks is None or ceilings is None:
            return marks
        value = self._measured(ceilings.name)
        if value is None:
            return Marks(min(marks.low, ceilings.lowest), marks.high)
        most = ceilings.ceiling(value)
        return marks if most is None else Marks(min(marks.low, most), min(marks.high, most))

    @property
    def reported(self) -> Marks | None:
        """Return the total as a report gives it: what is missing counts as the rules say (缺失), by default as a range."""
        score, missing = self.score, self.plan.rules.missing
        if score is None or missing is None or missing is Missing.PENDING or score.is_known:
            return score
        return Marks(score.low, score.low) if missing is Missing.ZERO else self._without_missing(score)

    def _without_missing(self, score: Marks) -> Marks:
        """Return the total over what is known alone, brought up to full marks."""
        known = [leaf for leaf in self.leaves() if leaf.applies and leaf.marks is not None and leaf.marks.is_known and leaf.weight]
        weight = sum((leaf.weight for leaf in known if leaf.weight), _ZERO)
        got = sum((leaf.marks.low for leaf in known if leaf.marks), _ZERO)
        if not weight or self.root.weight is None:
            return score
        total = got * self.root.weight / weight
        return Marks(total, total)

    @property
    def grades(self) -> tuple[str, ...]:
        """Return the grades (等级) that are still possible, best first; empty where there are none."""
        grades, score = self.plan.rules.grades, self.score
        return () if grades is None or score is None else grades.between(score.low, score.high)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return what was wrong with the facts, and what had to be assumed about the rules."""
        return (*self.facts.diagnostics, *self.plan.notes)

    @property
    def progress(self) -> tuple[Progress, ...]:
        """Return how far each indicator has come by the month of the plan, with its light (亮灯)."""
        from perfrules.evaluation.monitor import month_of, progress_of  # noqa: PLC0415  only where something is monitored

        month = month_of(self.plan)
        return tuple(progress_of(leaf, self.plan, month) for leaf in self.leaves())

    @property
    def light(self) -> str:
        """Return the worst light of all indicators; empty where no rule gives any."""
        from perfrules.evaluation.monitor import overall_light  # noqa: PLC0415  only where something is monitored

        return overall_light(self.progress, self.plan.rules)

    @property
    def checks(self) -> tuple[CheckOutcome, ...]:
        """Return whether what must hold between data (检查) does."""
        return tuple(self._checked(check, compiled) for check, compiled in self.plan.checks)

    def _checked(self, check: Check, compiled: Compiled) -> CheckOutcome:
        answer = compiled.holds([self.known.get(name) for name in compiled.names])
        if answer is None:
            return CheckOutcome(check, Verdict.PENDING)
        facts = {name: Fraction(*self.known[name]) for name in compiled.names if name in self.known}
        return CheckOutcome(check, Verdict.MET if answer else Verdict.UNMET, compiled.derivation(facts, units_of_names(self.plan.model)))

    @property
    def missing(self) -> tuple[MissingFact, ...]:
        """Return the facts that would settle what is open, those on which most marks hang first."""
        points: dict[str, Fraction] = {}
        waiting: dict[str, list[str]] = {}
        for leaf in self.leaves():
            for name in leaf.lacking:
                stake = _ZERO if leaf.marks is None else leaf.marks.high - leaf.marks.low
                points[name] = points.get(name, _ZERO) + stake
                waiting.setdefault(name, []).append(leaf.name)
        found = [MissingFact(name, points[name], tuple(waiting[name])) for name in points]
        return tuple(sorted(found, key=lambda one: (-one.points, -len(one.indicators))))

    def leaves(self) -> Iterator[IndicatorOutcome]:
        """Yield the indicators in the order of the file."""
        return self.root.leaves()

    def totals(self) -> Mapping[Verdict, int]:
        """Return how many indicators have each verdict."""
        verdicts = [leaf.verdict for leaf in self.leaves()]
        return {verdict: verdicts.count(verdict) for verdict in Verdict}

    def __getitem__(self, name: str) -> Outcome:
        found = self.ruleset.names.paths.get(name_key(name), [])
        leaves = {leaf.path: leaf for leaf in self.leaves()}
        named: list[Outcome] = [leaves[path] for path in found if path in leaves]
        key = name_key(name)
        if not named:
            named = [one for one in self.root.groups() if key in (name_key(one.name), name_key("/".join(one.path)))]
        if len(named) == 1:
            return named[0]
        if len(found) > 1:
            raise UnknownName([self.ruleset.names.unknown(name, strict=True)])
        known = [*(leaf.name for leaf in leaves.values()), *(one.name for one in self.root.groups())]
        raise UnknownName([Diagnostic("E401", {"name": name, "suggestion": next(iter(get_close_matches(name, known, 1)), "")})])

    def explanation(self, node: str | None = None) -> Explanation:
        """Return the explained tree, of the whole or of one node; a total that is not the sum says what made it another one."""
        if node is not None:
            return explanation_of(self[node], self.ruleset.title)
        tree, score = explanation_of(self.root, self.ruleset.title), self.score
        if score is None or score == self.root.marks:
            return tree
        return evolve(
            tree, low=str(score.low), high=str(score.high), why=f"各项合计 {tree.marks.partition('/')[0]}分，{self._adjustments()}"
        )

    def _adjustments(self) -> str:
        """Return what makes the total another one than the sum of its parts."""
        rules, rounding = self.plan.rules, self.plan.rounding
        said = [f"上限 {rules.ceilings}"] if self._under_ceilings() != self.root.marks else []
        return "，".join(said if rounding is None or rounding.total is None else [*said, f"总分保留 {rounding.total} 位"])

    def explain(self, style: str = "text", node: str | None = None) -> str:
        """Return the explanation as `text`, `markdown` or `json`, of the whole or of one node."""
        tree = self.explanation(node)
        match style:
            case "text":
                return tree.text()
            case "markdown":
                return tree.markdown()
            case "json":
                return json.dumps(tree.to_dict(), ensure_ascii=False, indent=2)
        raise UnknownName([Diagnostic("E403", {"name": "style", "value": style, "known": "text、markdown、json"})])

    def to_dict(self) -> dict[str, Any]:
        """Return the whole result as JSON-ready data; exact numbers are texts."""
        score = self.score
        return {
            "title": self.ruleset.title,
            "version": self.ruleset.version,
            "period": self.plan.period,
            "as_of": None if self.plan.day is None else str(self.plan.day),
            "verdict": self.verdict.value,
            "score": None if score is None else [str(score.low), str(score.high)],
            "grades": list(self.grades),
            "totals": {verdict.value: count for verdict, count in self.totals().items()},
            "missing": [{"name": one.name, "points": str(one.points), "indicators": list(one.indicators)} for one in self.missing],
            "checks": [{"name": one.name, "verdict": one.verdict.value, "message": one.message} for one in self.checks],
            "diagnostics": [one.to_dict() for one in self.diagnostics],
            "tree": self.explanation().to_dict(),
        }

    def _measured(self, name: str) -> Fraction | None:
        """Return the value of a datum or of an indicator by its name."""
        if name in self.known:
            return Fraction(*self.known[name])
        for path in self.ruleset.names.paths.get(name_key(name), []):
            for leaf in self.leaves():
                if leaf.path == path and leaf.number is not None:
                    return leaf.number
        return None
