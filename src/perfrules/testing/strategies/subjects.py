"""Subjects: an indicator with the strategies for what may be given for it, by the verdict that is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from attrs import frozen
from hypothesis import strategies as st

from perfrules.evaluation.plan import Item
from perfrules.evaluation.ruleset import RuleSet
from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.target.body import Measure
from perfrules.testing.probes import edges_of
from perfrules.testing.strategies.solving import inputs_of
from perfrules.testing.strategies.values import answers_to, drawn_as
from perfrules.value.quantity import Quantity
from perfrules.value.verdict import Verdict

__all__ = ["NOT_APPLICABLE", "Answer", "Subject", "subjects_of"]

_DONE = "已完成"
NOT_APPLICABLE = "不适用"
"""What a table prints where an indicator does not apply."""


@frozen
class Answer:
    """An actual value as text, and in base units where it is an amount."""

    text: str
    point: Fraction | None = None


_NONE = st.just(Answer(NOT_APPLICABLE))


@frozen(eq=False)
class Subject:
    """An indicator in a plan: its name, the data behind its formula, and what may be given for it.

    `met`, `unmet` and `either` draw answers; all are `None` where nothing that is given decides, and `fixed` is then the verdict.
    """

    place: int
    name: str
    item: Item
    inputs: tuple[str, ...]
    met: st.SearchStrategy[Answer] | None
    unmet: st.SearchStrategy[Answer] | None
    either: st.SearchStrategy[Answer] | None
    fixed: Verdict | None

    @property
    def is_computed(self) -> bool:
        """Tell whether its value can be made from data: its formula and its target are amounts of one dimension."""
        item = self.item
        body = None if item.criterion is None else item.criterion.target.body
        return item.compiled is not None and isinstance(body, Measure) and body.unit.dimension == item.unit.dimension

    def answers(self, wanted: Verdict | None) -> st.SearchStrategy[Answer] | None:
        """Return what to give for a verdict, or for any."""
        match wanted:
            case Verdict.MET:
                return self.met
            case Verdict.UNMET:
                return self.unmet
            case Verdict.NOT_APPLICABLE:
                return _NONE
            case _:
                return self.either


def subjects_of(rules: RuleSet, result: RuleSetResult, period: str | None, as_of: date | None) -> Iterator[Subject]:
    """Yield the indicators of a plan, whose bare result is given, in the order of the file."""
    for place, item in enumerate(result.plan.items):
        name = rules.names.short(item.indicator.path)
        inputs = () if item.compiled is None else inputs_of(result.plan, item.compiled.names)
        met, unmet = _answers(item, True), _answers(item, False)
        fixed = None if met is not None or unmet is not None else rules.evaluate({name: _DONE}, period, as_of)[name].verdict
        both = [one for one in (met, unmet) if one is not None]
        yield Subject(place, name, item, inputs, met, unmet, st.one_of(both) if both else None, fixed)


def _answers(item: Item, wanted: bool) -> st.SearchStrategy[Answer] | None:
    criterion = item.criterion
    if criterion is None:
        return None
    scale = None if item.scorer is None else item.scorer.subject.scale
    also = [] if scale is None else [step.word for step in scale.steps]
    found = answers_to(criterion, wanted, also, edges_of(item))
    if found is not None:
        return found.map(_answer)
    words = [word for word in _own_words(also, str(criterion.target)) if criterion.decide(word).answer is wanted]
    return st.sampled_from([Answer(word) for word in words]) if words else None


def _own_words(also: Iterable[str], own: str) -> list[str]:
    """Return the words that may answer prose: its own, those of the scale, and whether the work is done."""
    return list(dict.fromkeys((own, *also, _DONE, "未完成")))


def _answer(value: object) -> Answer:
    text = drawn_as(value)
    return Answer(text, value.base) if isinstance(value, Quantity) else Answer(text)
