"""What checking laws brings to light: examples run, what is not claimed, and counterexamples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from perfrules.testing.properties.law import Law
from perfrules.text.diagnostic import Diagnostic

__all__ = ["Counterexample", "LawReport", "PropertiesReport", "Situation", "Unclaimed"]

_WORDS = {
    "first": ("之前", "before"),
    "second": ("之后", "after"),
    "given": ("给定", "facts"),
    "nothing": ("（什么也没有给）", "(none)"),
    "look": ("看", "look at"),
    "case": ("可以贴进规则集的测试", "a case for the ruleset"),
}


@frozen
class Unclaimed:
    """Something that a law does not claim of a ruleset: about which fact, and why."""

    name: str
    reasons: tuple[str, str]
    period: str = ""

    def why(self, lang: str = "zh") -> str:
        """Return the reason."""
        return self.reasons[lang != "zh"]


@frozen
class Situation:
    """One set of facts with what came out: the tree of reasons, with marks and how they were worked out."""

    facts: Mapping[str, str] = field(hash=False)
    tree: str

    def lines(self, lang: str = "zh") -> list[str]:
        """Return facts and tree as a person reads them."""
        given = "；".join(f"{name} = {value}" for name, value in self.facts.items()) or _word("nothing", lang)
        return [f"{_word('given', lang)}  {given}", *self.tree.splitlines()]


@frozen
class Counterexample:
    """Facts that break a law: what happens (`diagnostic`), one or two situations, what to look at (`rule`), and a case (测试) to paste."""

    law: Law
    diagnostic: Diagnostic
    situations: tuple[Situation, ...]
    case: str
    period: str = ""
    rule: str = ""

    def render(self, lang: str = "zh") -> str:
        """Return all of it as text."""
        said = f"{self.diagnostic.render(lang)}\n  {self.law.name(lang)}{'：' if lang == 'zh' else ': '}{self.law.meaning(lang)}"
        lines = [said]
        for number, one in enumerate(self.situations):
            label = _word("first" if number == 0 else "second", lang)
            lines += ["", *([f"  {label}"] if len(self.situations) > 1 else []), *(f"    {line}" for line in one.lines(lang))]
        if self.rule:
            lines += ["", f"  {_word('look', lang)}  {self.rule}"]
        return "\n".join([*lines, "", f"  {_word('case', lang)}{'：' if lang == 'zh' else ':'}", "", self.case.rstrip()])

    def to_dict(self, lang: str = "zh") -> dict[str, Any]:
        """Return it as JSON-ready data."""
        return {
            "law": self.law.key,
            "code": self.law.code,
            "message": self.diagnostic.say(lang),
            "where": self.diagnostic.where,
            "line": self.diagnostic.line,
            "period": self.period,
            "facts": [dict(one.facts) for one in self.situations],
            "trees": [one.tree for one in self.situations],
            "case": self.case,
        }


@frozen
class LawReport:
    """What came of one law: how many examples were looked at, what is not claimed, and the counterexamples."""

    law: Law
    examples: int
    unclaimed: tuple[Unclaimed, ...] = ()
    counterexamples: tuple[Counterexample, ...] = ()

    @property
    def counterexample(self) -> Counterexample | None:
        """Return the first counterexample, if there is one."""
        return next(iter(self.counterexamples), None)

    @property
    def holds(self) -> bool:
        """Tell whether no counterexample was found."""
        return not self.counterexamples

    def to_dict(self, lang: str = "zh") -> dict[str, Any]:
        """Return it as JSON-ready data."""
        return {
            "law": self.law.key,
            "code": self.law.code,
            "name": self.law.name(lang),
            "meaning": self.law.meaning(lang),
            "examples": self.examples,
            "holds": self.holds,
            "unclaimed": [{"period": one.period, "name": one.name, "why": one.why(lang)} for one in self.unclaimed],
            "counterexamples": [one.to_dict(lang) for one in self.counterexamples],
        }


@frozen
class PropertiesReport:
    """What came of all laws of a ruleset; `report["monotone"]` is one of them."""

    title: str
    laws: tuple[LawReport, ...]
    examples: int
    seed: int

    def __getitem__(self, key: str) -> LawReport:
        return next(one for one in self.laws if key in (one.law.key, one.law.code))

    @property
    def holds(self) -> bool:
        """Tell whether every law was kept."""
        return all(one.holds for one in self.laws)

    @property
    def counterexamples(self) -> tuple[Counterexample, ...]:
        """Return all counterexamples, in the order of the laws."""
        return tuple(one for law in self.laws for one in law.counterexamples)

    def to_dict(self, lang: str = "zh") -> dict[str, Any]:
        """Return it as JSON-ready data, words in `lang`."""
        return {
            "title": self.title,
            "seed": self.seed,
            "examples": self.examples,
            "holds": self.holds,
            "laws": [one.to_dict(lang) for one in self.laws],
        }


def _word(key: str, lang: str) -> str:
    return _WORDS[key][lang != "zh"]
