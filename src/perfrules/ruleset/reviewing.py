"""Settings of reviews (审核): which checks are made, how much they weigh, and with which parameters."""

from __future__ import annotations

import re

from perfrules.ruleset.draft import Draft, Site
from perfrules.ruleset.model import ReviewSetting
from perfrules.ruleset.surface import Word
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.span import Span

__all__ = ["WEIGHTS", "declare_review", "merged", "parse_setting"]

_CODE = re.compile(r"[A-Z][0-9]{2}")
WEIGHTS = ("错误", "警告", "提示", "关闭")
"""What a check may weigh; 关闭: it is not made."""


def declare_review(draft: Draft) -> None:
    """Add the settings of a file to those that it inherits: a later line for the same check changes what it names."""
    for line in draft.blocks.file.all("审核"):
        if not isinstance(line.content, Word):
            continue
        setting = parse_setting(line.content.value.text)
        if isinstance(setting, Diagnostic):
            draft.tell_within(Site(line, line.content.value), [setting])
            continue
        draft.review[setting.code] = merged(draft.review.get(setting.code), setting)


def merged(before: ReviewSetting | None, later: ReviewSetting) -> ReviewSetting:
    """Return a setting with what a later one says about the same check."""
    if before is None:
        return later
    return ReviewSetting(later.code, later.weight or before.weight, {**before.values, **later.values})


def parse_setting(text: str) -> ReviewSetting | Diagnostic:
    """Return what a line says behind 审核: a check, its weight, and pairs of a parameter and its value.

    >>> setting = parse_setting("T08 警告 上限 30分")
    >>> setting.code, setting.weight, dict(setting.values)
    ('T08', '警告', {'上限': '30分'})
    >>> parse_setting("T08 严重").code
    'E617'
    """
    words = re.findall(r"\S+", text)
    rest = words[1:]
    weight = rest.pop(0) if rest and rest[0] in WEIGHTS else ""
    if not words or not _CODE.fullmatch(words[0]) or len(rest) % 2:
        wrong = rest[-1] if len(rest) % 2 else text
        start = text.rindex(wrong)
        return Diagnostic("E617", {"found": wrong, "known": "、".join(WEIGHTS)}, text, Span(start, start + len(wrong)))
    return ReviewSetting(words[0], weight, dict(zip(rest[::2], rest[1::2], strict=True)))
