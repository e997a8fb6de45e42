"""The checks of a review as a reader knows them: families, severities, and why each check is made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from perfrules.reviewing.messages import MESSAGES
from perfrules.text.diagnostic import Severity
from perfrules.text.resources import read_resource

__all__ = ["FAMILIES", "check_title", "family_of", "family_word", "severity_word", "why_text"]

_SOURCE = "rulesets/vocab/reasons.perf"
_LINE = re.compile(r"(?P<code>[A-Z]\d\d) (?P<lang>zh|en) = (?P<text>\S.*)")

FAMILIES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "V": ("指标值", "values"),
        "T": ("结构", "structure"),
        "W": ("分值", "weights"),
        "S": ("得分", "scores"),
        "M": ("资金", "money"),
        "P": ("期间", "periods"),
        "N": ("文字与指标", "text and rows"),
        "Y": ("跨年", "across years"),
        "R": ("对照规则集", "framework"),
    }
)
"""The families of checks by the first letter of their codes."""

_SEVERITIES = {Severity.ERROR: ("错误", "error"), Severity.WARNING: ("警告", "warning"), Severity.NOTE: ("提示", "note")}


def family_of(code: str) -> str:
    """Return the family that a check belongs to, by its letter."""
    return code[:1]


def family_word(family: str, lang: str) -> str:
    """Return the name of a family in `lang`; its letter where it has none.

    >>> family_word("M", "zh"), family_word("M", "en"), family_word("?", "zh")
    ('资金', 'money', '?')
    """
    return FAMILIES[family][lang != "zh"] if family in FAMILIES else family


def severity_word(severity: Severity, lang: str) -> str:
    """Return the name of a severity of reviews in `lang`.

    >>> severity_word(Severity.NOTE, "zh"), severity_word(Severity.NOTE, "en")
    ('提示', 'note')
    """
    return _SEVERITIES[severity][lang != "zh"]


def check_title(code: str, lang: str) -> str:
    """Return the title of a check in `lang`; its code where the check is not known."""
    return MESSAGES[code].title(lang) if code in MESSAGES else code


def why_text(code: str, lang: str) -> str:
    """Return why a check is made, in `lang`; empty where nothing is said.

    >>> why_text("M03", "zh")
    '收入和支出应当相等，否则有资金没有来源或没有去处。'
    """
    return _reasons().get((code, lang), "")


@cache
def _reasons() -> Mapping[tuple[str, str], str]:
    return MappingProxyType(read_reasons(read_resource(_SOURCE)))


def read_reasons(text: str) -> dict[tuple[str, str], str]:
    """Return the reasons written in `text`, by code and language; a bad line or a reason said twice raises `ValueError`.

    >>> read_reasons("V01 zh = 读不出来")
    {('V01', 'zh'): '读不出来'}
    """
    reasons: dict[tuple[str, str], str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.rstrip())
        key = (found["code"], found["lang"]) if found else ("", "")
        if found is None or key in reasons:
            raise ValueError(f"{_SOURCE}: line {number}: {line!r}")
        reasons[key] = found["text"]
    return reasons
