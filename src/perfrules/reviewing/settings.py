"""Settings of a review: which checks are made, how much they weigh, their parameters, and the arithmetic rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache
from types import MappingProxyType

from attrs import evolve, field, frozen

from perfrules.evaluation.loading import load_ruleset
from perfrules.reviewing.arithmetic import Rule, rules_in
from perfrules.reviewing.finding import severity_of
from perfrules.reviewing.messages import MESSAGES
from perfrules.ruleset.model import Model, ReviewSetting
from perfrules.ruleset.reviewing import merged
from perfrules.text.diagnostic import Diagnostic, Severity
from perfrules.text.errors import RulesetError
from perfrules.text.near import nearest
from perfrules.text.resources import resource_folder
from perfrules.value.numeral import read_number

__all__ = ["Settings", "settings_with", "standard_settings"]

_STANDARD = ("review", "standard.perf")
_OFF = "关闭"


@frozen(eq=False)
class Settings:
    """How a review is made: what each check weighs (absent: not made), its parameters, and the rules of arithmetic by check.

    >>> standard_settings().weights["M01"].value, str(standard_settings().number("T08", "上限"))
    ('error', '30')
    """

    chosen: Mapping[str, ReviewSetting]
    rules: Mapping[str, tuple[Rule, ...]] = field(repr=False)
    weights: Mapping[str, Severity] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        known = {code: severity for code, one in self.chosen.items() if (severity := severity_of(one.weight)) is not None}
        object.__setattr__(self, "weights", MappingProxyType(known))

    def makes(self, code: str) -> bool:
        """Tell whether a check is made."""
        return code in self.weights

    def number(self, code: str, name: str) -> Fraction:
        """Return a parameter of a check as a number: 30 for 30分, 1/2 for 50%.

        A parameter that is absent raises `KeyError`: the standard settings have all that the checks ask for.
        """
        number = _number_of(self.chosen[code].values[name])
        assert number is not None, f"{code} {name}"
        return number

    def changed(self, settings: Iterable[ReviewSetting]) -> Settings:
        """Return these settings with some checks set otherwise; unknown checks and parameters raise `RulesetError`."""
        given = list(settings)
        faults = [fault for one in given if (fault := self._fault(one)) is not None]
        if faults:
            raise RulesetError(faults)
        chosen = dict(self.chosen)
        for one in given:
            chosen[one.code] = merged(chosen.get(one.code), one)
        return Settings(MappingProxyType(chosen), self.rules)

    def with_model(self, model: Model) -> Settings:
        """Return these settings with what a ruleset says: its 审核 lines, and its 检查 named by the code of a check in place of ours."""
        own: dict[str, list[Rule]] = {}
        for rule in rules_in(model):
            if rule.code in MESSAGES:
                own.setdefault(rule.code, []).append(rule)
        rules = {**self.rules, **{code: tuple(found) for code, found in own.items()}}
        return evolve(self.changed(model.review.values()), rules=MappingProxyType(rules))

    def _fault(self, one: ReviewSetting) -> Diagnostic | None:
        if one.code not in MESSAGES:
            return Diagnostic("E720", {"code": one.code, "suggestion": nearest(one.code, MESSAGES)})
        known = self.chosen[one.code].values if one.code in self.chosen else {}
        for name, value in one.values.items():
            if name not in known:
                args = {"code": one.code, "name": name, "known": "、".join(known) or "—", "suggestion": nearest(name, known)}
                return Diagnostic("E721", args)
            if _number_of(known[name]) is not None and _number_of(value) is None:
                return Diagnostic("E722", {"code": one.code, "name": name, "value": value, "example": known[name]})
        return None


def _number_of(text: str) -> Fraction | None:
    """Return the number of a parameter: a percentage as a share, any other without its unit."""
    plain = text.strip()
    if plain.endswith("%"):
        number = read_number(plain[:-1])
        return None if number is None else number / 100
    digits = plain.rstrip("".join({char for char in plain if not (char.isdigit() or char in ".-")}))
    return read_number(digits)


@cache
def standard_settings() -> Settings:
    """Return the settings that ship with perfrules, as `rulesets/review/standard.perf` says them."""
    model = load_ruleset(resource_folder("rulesets").joinpath(*_STANDARD)).model
    rules: dict[str, list[Rule]] = {}
    for rule in rules_in(model):
        rules.setdefault(rule.code, []).append(rule)
    chosen = MappingProxyType(dict(model.review))
    return Settings(chosen, MappingProxyType({code: tuple(found) for code, found in rules.items()}))


def settings_with(settings: Iterable[ReviewSetting]) -> Settings:
    """Return the standard settings with some checks set otherwise.

    >>> settings_with([ReviewSetting("V08", "关闭")]).makes("V08")
    False
    """
    return standard_settings().changed(settings)
