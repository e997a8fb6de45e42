"""Edits of scoring: forms, bands, steps, options, scales, and what makes up the total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from perfrules.scoring.policy import Equal, Mode, Negative, Reverse, Side, Zero
from perfrules.scoring.settings import NotApplicable
from perfrules.testing.mutation.edit import Edit, comparison_edits, number_edits, word_edits
from perfrules.value.verdict import Direction, Verdict

__all__ = ["choice_edits", "entry_edits", "lights_edits", "policy_edits", "scale_edits", "special_edits"]

_FORMS = (("达标得满分", "按完成比例"), ("按完成率分档:", "分档:"), ("按值折线:", "折线:"))
_AWARD = re.compile(r"(?:得|扣|封顶|至多扣?)\s*$")
_ENTRY = re.compile(r"(?:[\[(][^\[\]()]*[\])]|[^、,;])+")
_LABEL = re.compile(r"\s*([^\s0-9≥≤<>=\[(、,;]+)\s*")
_PREFIX = re.compile(r"[^:<>≥≤=]+:")
_PARTS = {
    "反向": [one.value for one in Reverse if one is not Reverse.STEPS],
    "等于": [one.value for one in Equal],
    "零值": [Zero.MET.value],
    "负值": [one.value for one in Negative],
}
_OVER = ("不计", "说明", "人工")
_UNITS = (("个百分点", "%"), ("%", "个百分点"))


def policy_edits(text: str, policies: Sequence[str] = (), scales: Sequence[str] = ()) -> Iterator[Edit]:
    """Yield the edits of what 计分 or 定性 says; `policies` and `scales` are the names that there are.

    >>> from perfrules.testing.mutation.edit import replaced
    >>> [replaced("按完成比例,反向 按比值", one) for one in policy_edits("按完成比例,反向 按比值")]
    ['达标得满分,反向 按比值', '按完成比例,反向 超一倍归零', '按完成比例,反向 超出计零', '按完成比例']
    """
    yield from _forms(text, policies, scales)
    yield from _numbers(text)
    yield from comparison_edits(text)
    for unit, other in _UNITS:
        for found in re.finditer(rf"(?<=[0-9]){unit}(?=\s*[扣得])", text):
            yield Edit("unit", *found.span(), other)
    yield from _options(text)
    yield from _dropped(text)


def _forms(text: str, policies: Sequence[str], scales: Sequence[str]) -> Iterator[Edit]:
    for pair in _FORMS:
        for word, other in (pair, pair[::-1]):
            if text.startswith(word):
                yield Edit("form", 0, len(word), other)
                break
        else:
            continue
        break
    for head, known in (("按办法", policies), ("按量表", scales)):
        if (found := re.match(rf"{head}\s*([^\s,、;]+)", text)) is not None:
            yield from (Edit("name", *found.span(1), other) for other in _following(known, found[1]))


def _following(known: Sequence[str], name: str) -> Iterator[str]:
    """Yield the name that follows another one in a list; one is enough to show whether it matters."""
    others = [*known[known.index(name) + 1 :], *known[: known.index(name)]] if name in known else list(known)
    yield from others[:1]


def _numbers(text: str) -> Iterator[Edit]:
    for one in number_edits(text):
        award = _AWARD.search(text[: one.start]) is not None
        yield one._replace(operator=("share" if award else "edge") + one.operator[-2:])


def _options(text: str) -> Iterator[Edit]:
    for head, values in _PARTS.items():
        for found in re.finditer(rf"{head}\s*(?={'|'.join(values)})", text):
            yield from (one for one in word_edits(text, values, "option", found.end()) if one.start == found.end())
    for found in re.finditer(r"超额[^,、;]*", text):
        yield from (one for one in word_edits(text, _OVER, "option", found.start()) if one.end <= found.end())
        if "超过" in found[0]:
            start = text.index("超过", found.start())
            after = text[start + 2 :]
            yield Edit("close", start, len(text) - len(after.lstrip()), "")
        elif (digit := re.search(r"[0-9]", found[0])) is not None:
            yield Edit("open", found.start() + digit.start(), found.start() + digit.start(), "超过 ")
    modes = [mode.value for mode in Mode]
    for found in re.finditer("|".join(modes[:2]), text):
        yield from (Edit("option", *found.span(), other) for other in modes if other != found[0])
    sides = [side.value for side in Side]
    for found in re.finditer("|".join(sides), text):
        yield from (Edit("side", *found.span(), other) for other in sides if other != found[0])


def _dropped(text: str) -> Iterator[Edit]:
    """Yield every part of a policy left out; the first one is its form, up to a colon."""
    entries = [found.span() for found in _ENTRY.finditer(text)]
    for start, end in entries[1:]:
        yield Edit("part", start - 1, end, "")


def scale_edits(text: str) -> Iterator[Edit]:
    """Yield the shares of a scale one step up and down, and every step of it left out."""
    yield from number_edits(text, text.find(":") + 1, operator="share")
    steps = list(re.finditer(r"[^>]+", text[text.find(":") + 1 :]))
    offset = text.find(":") + 1
    for found in steps[1:]:
        yield Edit("part", offset + found.start() - 1, offset + found.end(), "")


def special_edits(text: str, policies: Sequence[str] = (), scales: Sequence[str] = ()) -> Iterator[Edit]:
    """Yield every name of 单列 left out, and the edits of its policy."""
    head, colon, rest = text.partition(":")
    if not colon:
        return
    names = [found.span() for found in re.finditer(r"[^、]+", head)]
    if len(names) > 1:
        for start, end in names:
            yield Edit("name", start, end + 1, "") if not start else Edit("name", start - 1, end, "")
    start = len(head) + 1 + len(rest) - len(rest.lstrip())
    for one in policy_edits(rest.strip(), policies, scales):
        yield one._replace(start=one.start + start, end=one.end + start)


def entry_edits(text: str) -> Iterator[Edit]:
    """Yield the edits of 等级 and 上限: edges, signs, marks, names of grades changed about, entries left out."""
    for one in number_edits(text):
        award = _AWARD.search(text[: one.start]) is not None
        yield one._replace(operator=("share" if award else "edge") + one.operator[-2:])
    yield from comparison_edits(text)
    yield from _entries(text, 0)


def _entries(text: str, start: int) -> Iterator[Edit]:
    entries = list(_ENTRY.finditer(text, start))
    labels = [label for found in entries if (label := _LABEL.match(text, found.start(), found.end())) is not None]
    words = list(dict.fromkeys(label[1] for label in labels))
    if len(words) > 1 and len(labels) == len(entries):
        for label in labels:
            yield Edit("label", *label.span(1), words[(words.index(label[1]) + 1) % len(words)])
    for number, found in enumerate(entries):
        if len(entries) > 1:
            yield Edit("part", found.start() - bool(number), found.end() + (not number), "")


def lights_edits(text: str) -> Iterator[Edit]:
    """Yield the edits of 亮灯: its rows, its month, the edges and signs, the colours, the words, entries left out."""
    prefix = _PREFIX.match(text)
    start = prefix.end() if prefix is not None else 0
    if prefix is not None:
        yield from word_edits(prefix[0], (one.value for one in Direction), "direction")
        names = [found.span() for found in re.finditer(r"[^、:\s]+", re.sub(r"\s[0-9]+月:", ":", prefix[0]))]
        if len(names) > 1:
            for first, last in names:
                yield Edit("name", first, last + 1, "") if not first else Edit("name", first - 1, last, "")
        yield from number_edits(text, 0, start, "month")
        yield Edit("rows", 0, start, "")
    yield from number_edits(text, start, operator="edge")
    yield from comparison_edits(text, start)
    yield from word_edits(text, (one.value for one in Verdict), "word", start)
    yield from _entries(text, start)


def choice_edits(text: str, kind: type[Enum] = NotApplicable) -> Iterator[Edit]:
    """Yield each other word that may stand in the place of one."""
    yield from word_edits(text, (str(one.value) for one in kind), "rule")
