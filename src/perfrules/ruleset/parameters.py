"""Parameters (参数) inside other texts: which ones a target or a policy uses, and the text with their values in place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from perfrules.ruleset.model import Parameter
from perfrules.ruleset.validity import Validity
from perfrules.value.words import standard_words

__all__ = ["filled", "parameters_in"]


def parameters_in(text: str, parameters: Iterable[Parameter]) -> list[Parameter]:
    """Return the parameters that stand in a text, the longest name first.

    A name counts where it stands by itself or beside a comparator: 完成率 is not used in 按完成率分档, but 上限 is in 不超过上限以内.
    """
    used = [one for one in parameters if one.name in text and re.search(_pattern(one.name), text)]
    return sorted(used, key=lambda one: -len(one.name))


def filled(text: str, parameters: list[Parameter], stretch: Validity) -> str | None:
    """Return a text with the values that parameters have in a stretch of time; `None` where one has none."""
    if not parameters:
        return text
    values: dict[str, str] = {}
    for parameter in parameters:
        value = parameter.at(stretch.start or stretch.end)
        if value is None:
            return None
        values[parameter.name] = str(value)
    return re.sub("|".join(map(_pattern, values)), lambda name: values[name[0]], text)


def _pattern(name: str) -> str:
    before, after = _edges()
    return f"{before}{re.escape(name)}{after}"


@cache
def _edges() -> tuple[str, str]:
    """Return what must stand before and behind a name: no word, unless it compares."""
    words = standard_words()
    before = "".join(f"|(?<={re.escape(word)})" for word in (*words.before, *words.reach))
    after = "|".join(map(re.escape, words.after))
    return rf"(?:(?<!\w){before})", rf"(?!(?!(?:{after})(?!\w))\w)"
