"""Rulesets under edits: a state machine that fills, overrides, deletes and weighs, with a model beside it of what should come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path as File
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import ClassVar

from attrs import evolve, field, frozen
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from perfrules.evaluation.loading import check_ruleset, load_ruleset
from perfrules.evaluation.ruleset import RuleSet
from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.ruleset.diff import diff_models
from perfrules.ruleset.fmt import format_text
from perfrules.ruleset.model import Indicator, Path
from perfrules.target import Target, parse_target
from perfrules.target.body import Measure
from perfrules.testing.strategies.facts import facts_for
from perfrules.testing.strategies.given import GivenFacts
from perfrules.testing.strategies.targets import targets
from perfrules.text.diagnostic import Severity
from perfrules.value.numeral import write_number

__all__ = ["EDITS", "STANDARD", "Edits", "RulesetMachine"]

EDITS = frozenset({"fill", "override", "weigh", "delete"})
"""The edits that a machine may make."""

STANDARD = """规则集  标准
满分    100分
数据    支出 万元
数据    预算 万元
一级指标  产出 60分
  三级指标  企业数 20分 半年 ≥50家 全年 ≥100家 越大越好
    计分  按完成比例
  三级指标  培训人数 20分
    计分  按完成比例，不足 60% 计零
  三级指标  投诉 20分 全年 ≤5起
    计分  达标得满分，否则 得 20%
一级指标  效益 40分
  三级指标  执行率 20分
    公式  支出 ÷ 预算
    计分  按完成比例
  三级指标  满意度 20分 全年 ≥90%
    计分  达标得满分
"""
"""The ruleset that a machine edits unless it is given another one."""

_NOTHING: Mapping[Path, Mapping[str, str]] = MappingProxyType({})
_MARKS = frozenset(" 　；;=＝|｜")
"""What a name is put in brackets for."""
_SIGNS = ("≥", "≤", "=", ">", "<")


@frozen
class Edits:
    """What a file does to the ruleset that it inherits: 目标 that it fills in, what it changes (覆盖), and what it deletes (删除).

    All are kept by the paths of indicators and levels; texts are as they are written.

    >>> base = load_ruleset(STANDARD)
    >>> edits = Edits().filled(("产出", "培训人数"), "≥5人").weighed(base, ("产出", "企业数"), ("产出", "投诉"), 5)
    >>> print(edits.text(base))
    规则集  改动
    继承    标准
    目标    培训人数 全年 ≥5人
    覆盖    企业数
      原    分值 20分
      改    分值 15分
      理由  试行
    覆盖    投诉
      原    分值 20分
      改    分值 25分
      理由  试行
    <BLANKLINE>
    """

    fills: Mapping[Path, str] = field(factory=dict)
    targets: Mapping[tuple[Path, str], str] = field(factory=dict)
    weights: Mapping[Path, Fraction] = field(factory=dict)
    deleted: frozenset[Path] = frozenset()

    def filled(self, path: Path, target: str) -> Edits:
        """Return the edits with a target for a year that had none."""
        return evolve(self, fills={**self.fills, path: target})

    def overridden(self, path: Path, period: str, target: str) -> Edits:
        """Return the edits with another target in place of one that is inherited."""
        return evolve(self, targets={**self.targets, (path, period): target})

    def weighed(self, base: RuleSet, giver: Path, taker: Path, marks: Fraction | int) -> Edits:
        """Return the edits with marks moved from one indicator to another one of the same level."""
        given, taken = self.weight(base, giver), self.weight(base, taker)
        return evolve(self, weights={**self.weights, giver: given - marks, taker: taken + marks})

    def without(self, base: RuleSet, path: Path, heir: Path) -> Edits:
        """Return the edits with an indicator deleted, whose marks another one of its level gets."""
        moved = self.weighed(base, path, heir, self.weight(base, path))
        kept = {key: marks for key, marks in moved.weights.items() if key != path}
        fills = {key: text for key, text in self.fills.items() if key != path}
        changed = {key: text for key, text in self.targets.items() if key[0] != path}
        return Edits(fills, changed, kept, self.deleted | {path})

    def weight(self, base: RuleSet, path: Path) -> Fraction:
        """Return the marks that an indicator has after the edits."""
        return self.weights.get(path, base.model.indicators[path].weight or Fraction(0))

    def text(self, base: RuleSet) -> str:
        """Return the file that makes these edits."""
        version = f"@{base.version}" if base.version else ""
        return "\n".join(["规则集  改动", f"继承    {base.title}{version}", *self._lines(base)]) + "\n"

    def _lines(self, base: RuleSet) -> Iterator[str]:
        def name(path: Path) -> str:
            short = base.names.short(path)
            return f"「{short}」" if _MARKS & set(short) else short

        yield from (f"目标    {name(path)} 全年 {target}" for path, target in self.fills.items())
        for path, one in base.model.indicators.items():
            pairs = [(f"{period} {one.targets[period].text}", f"{period} {text}") for (where, period), text in self._changes(one, path)]
            if path in self.weights and self.weights[path] != one.weight:
                pairs.append((_marks(one.weight or Fraction(0)), _marks(self.weights[path])))
            if pairs:
                yield f"覆盖    {name(path)}"
                yield from (f"  原    {before}" for before, _ in pairs)
                yield from (f"  改    {after}" for _, after in pairs)
                yield "  理由  试行"
        for path in sorted(self.deleted):
            yield from (f"删除    {name(path)}", "  理由  不再考核")

    def _changes(self, one: Indicator, path: Path) -> Iterator[tuple[tuple[Path, str], str]]:
        for key, text in self.targets.items():
            if key[0] == path and text != one.targets[key[1]].text:
                yield key, text

    def mismatches(self, base: RuleSet, edited: RuleSet) -> Iterator[str]:
        """Yield what is not in a ruleset as the edits want it: indicators, targets and marks, each as a sentence."""
        wanted = [path for path in base.model.indicators if path not in self.deleted]
        if list(edited.model.indicators) != wanted:
            yield f"指标应为 {wanted}，得到 {list(edited.model.indicators)}"
            return
        for path in wanted:
            before, after = base.model.indicators[path], edited.model.indicators[path]
            if self.weight(base, path) != (after.weight or 0):
                yield f"{path[-1]} 的分值应为 {self.weight(base, path)}，得到 {after.weight}"
            texts = {period: dated.text for period, dated in before.targets.items()}
            texts |= {"全年": self.fills[path]} if path in self.fills else {}
            texts |= {period: text for (where, period), text in self.targets.items() if where == path}
            if (found := {period: dated.at(None) for period, dated in after.targets.items()}) != _read(before, texts):
                yield f"{path[-1]} 的指标值应为 {texts}，得到 { {period: str(one) for period, one in found.items()} }"


def _read(before: Indicator, texts: Mapping[str, str]) -> dict[str, Target | None]:
    """Return the targets that texts mean; what was not changed keeps the meaning that it has in its own ruleset."""
    own = {period: dated for period, dated in before.targets.items() if dated.text == texts[period]}
    return {period: own[period].at(None) if period in own else parse_target(text) for period, text in texts.items()}


def _marks(weight: Fraction) -> str:
    return f"分值 {write_number(weight)}分"


class RulesetMachine(RuleBasedStateMachine):
    """Edits a ruleset by a file that inherits it, and watches that everything said stays true after every edit.

    Subclass it with a `standard` of your own (a text, or the title of a ruleset), with fewer `edits`, with more rules and
    invariants; `checked` is called with every result. Each edit is a line of the file that a person would write. An edit that the
    ruleset does not allow must be a diagnostic, and is taken back. What must hold after each:

    - the file is sound, and the ruleset has the indicators, targets and marks that the edits want;
    - `fmt` changes no meaning, and a second time nothing at all; the file read from disk means the same as its text;
    - marks lie between 0 and full marks, whatever the facts.

    >>> from hypothesis import settings
    >>> class Machine(RulesetMachine):
    ...     edits = frozenset({"override"})
    >>> from hypothesis.stateful import run_state_machine_as_test
    >>> run_state_machine_as_test(Machine, settings=settings(max_examples=2, stateful_step_count=3, database=None))
    """

    standard: ClassVar[str] = STANDARD
    edits: ClassVar[frozenset[str]] = EDITS

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.folder = File(self._folder.name)
        self.base = load_ruleset(self.standard)
        if "\n" in self.standard:
            (self.folder / "standard.perf").write_text(self.standard, "utf-8")
        self.made = Edits()
        self.ruleset = load_ruleset(self.text, search=[self.folder])

    def teardown(self) -> None:
        """Remove the folder in which the files stand."""
        self._folder.cleanup()

    @property
    def text(self) -> str:
        """Return the file as it is after the edits so far."""
        return self.made.text(self.base)

    def checked(self, result: RuleSetResult, facts: GivenFacts) -> None:
        """Look at a result; a subclass says here what must hold of every one."""

    def edit(self, wanted: Edits) -> None:
        """Make an edit, or take it back where the ruleset says that it cannot be."""
        text = wanted.text(self.base)
        found = check_ruleset(text, search=[self.folder])
        assert all(one.code and one.message for one in found), text
        if any(one.severity is Severity.ERROR for one in found):
            note(f"{found[0]}")
            return
        self.made = wanted
        self.ruleset = load_ruleset(text, search=[self.folder])

    # --- edits ------------------------------------------------------------------------------------

    @precondition(lambda self: "fill" in self.edits and self._blank())
    @rule(data=st.data())
    def fill(self, data: st.DataObject) -> None:
        """Fill in a target that the standard leaves blank (目标)."""
        path = data.draw(st.sampled_from(self._blank()))
        unit = "%" if self.base.model.indicators[path].formula is not None else "人"
        amount = data.draw(targets("quantity", units=unit))
        self.edit(self.made.filled(path, str(amount)))

    @precondition(lambda self: "override" in self.edits and self._measured())
    @rule(data=st.data())
    def override(self, data: st.DataObject) -> None:
        """Put another amount in place of one that is inherited (覆盖, 原, 改, 理由)."""
        path, period = data.draw(st.sampled_from(self._measured()))
        before = self.base.model.indicators[path].targets[period]
        body = before.values[-1][1].body
        assert isinstance(body, Measure)
        sign = before.text[0] if before.text[0] in _SIGNS else ""
        amount = data.draw(st.integers(0, 500))
        self.edit(self.made.overridden(path, period, f"{sign}{amount}{body.unit}"))

    @precondition(lambda self: "weigh" in self.edits and self._pairs())
    @rule(data=st.data())
    def weigh(self, data: st.DataObject) -> None:
        """Move marks from one indicator of a level to another one."""
        giver, taker = data.draw(st.sampled_from(self._pairs()))
        most = int(self.made.weight(self.base, giver))
        self.edit(self.made.weighed(self.base, giver, taker, data.draw(st.integers(0, most))))

    @precondition(lambda self: "delete" in self.edits and self._pairs())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        """Delete an indicator, whose marks another one of its level gets (删除)."""
        path, heir = data.draw(st.sampled_from(self._pairs()))
        self.edit(self.made.without(self.base, path, heir))

    @rule(data=st.data())
    def evaluate(self, data: st.DataObject) -> None:
        """Evaluate with facts for the ruleset as it is now."""
        facts = data.draw(facts_for(self.ruleset, missing=data.draw(st.booleans())))
        result = facts.evaluate()
        score, full = result.score, self.ruleset.full_marks
        assert score is None or 0 <= score.low <= score.high
        assert score is None or full is None or score.high <= full
        assert result.explain()
        self.checked(result, facts)

    # --- what always holds ------------------------------------------------------------------------

    @invariant()
    def is_what_the_edits_want(self) -> None:
        """The ruleset has the indicators, targets and marks of the model beside it."""
        assert not list(self.made.mismatches(self.base, self.ruleset)), self.text

    @invariant()
    def is_the_same_after_fmt(self) -> None:
        """Formatting changes no meaning, and nothing at all a second time."""
        tidy = format_text(self.text)
        assert format_text(tidy) == tidy
        assert not diff_models(self.ruleset.model, load_ruleset(tidy, search=[self.folder]).model), tidy

    @invariant()
    def is_the_same_from_disk(self) -> None:
        """A file means what its text means."""
        file = self.folder / "edited.perf"
        file.write_text(self.text, "utf-8")
        assert not diff_models(self.ruleset.model, load_ruleset(file).model), self.text
        file.unlink()

    # --- what can be edited -----------------------------------------------------------------------

    def _paths(self) -> list[Path]:
        return [path for path in self.base.model.indicators if path not in self.made.deleted]

    def _blank(self) -> list[Path]:
        return [path for path in self._paths() if not self.base.model.indicators[path].targets]

    def _measured(self) -> list[tuple[Path, str]]:
        """Return the indicators and periods whose inherited target is one amount."""
        found = [(path, period, dated) for path in self._paths() for period, dated in self.base.model.indicators[path].targets.items()]
        return [(path, period) for path, period, dated in found if len(dated.values) == 1 and _is_amount(dated.values[0][1])]

    def _pairs(self) -> list[tuple[Path, Path]]:
        """Return the pairs of indicators with marks that stand side by side."""
        paths = [path for path in self._paths() if self.base.model.indicators[path].weight is not None]
        return [(one, other) for one in paths for other in paths if one != other and one[:-1] == other[:-1]]


def _is_amount(target: Target) -> bool:
    return isinstance(target.body, Measure) and len(target.boundaries()) == 1 and not target.label
