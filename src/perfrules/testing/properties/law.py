"""The laws of a ruleset: what must hold whatever the facts are."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import UnknownName

__all__ = ["LAWS", "Law", "laws_named"]


@frozen
class Law:
    """Something that holds for all facts: a stable code, a word to ask for it, and its name and meaning in both languages.

    >>> LAWS["monotone"].code, LAWS["monotone"].name("zh"), LAWS["monotone"].name("en")
    ('T811', '越好不降', 'better is never worse')
    """

    code: str
    key: str
    names: tuple[str, str]
    meanings: tuple[str, str]

    def name(self, lang: str = "zh") -> str:
        """Return the name."""
        return self.names[lang != "zh"]

    def meaning(self, lang: str = "zh") -> str:
        """Return what the law says, in one sentence."""
        return self.meanings[lang != "zh"]


_ALL = (
    Law(
        "T811",
        "monotone",
        ("越好不降", "better is never worse"),
        (
            "一个实际值或数据变好，指标、各级和总分的结论和得分都不会变差。",
            "A better value of one fact never lowers a verdict or marks: not of its indicator, not of a level, not of the total.",
        ),
    ),
    Law(
        "T812",
        "bounded",
        ("得分有界", "marks are bounded"),
        (
            "每一项、每一级和总分都在 0 与分值之间，最低不超过最高。",
            "Marks of every indicator, of every level and of the total lie between 0 and the weight, the lowest not above the highest.",
        ),
    ),
    Law(
        "T813",
        "order",
        ("次序无关", "order does not matter"),
        (
            "事实按什么次序给、用名称还是别名或路径，结果都一样。",
            "The order of facts does not matter, nor whether a name, an alias or a path gives them.",
        ),
    ),
    Law(
        "T814",
        "units",
        ("单位无关", "units do not matter"),
        (
            "同一个量换成能整除换算的另一单位（万元与元、% 与 ‰），结论和得分不变。",
            "An amount in another unit of its dimension (万元 or 元, % or ‰) gets the same verdict and the same marks.",
        ),
    ),
    Law(
        "T815",
        "missing",
        ("知多不宽", "knowing more never widens"),
        (
            "多知道一项，得分的范围只会收窄，已有的结论不变；少知道一项，不会因此定论。",
            "One more fact only narrows the range of marks and leaves what was decided; taking one away decides nothing.",
        ),
    ),
    Law(
        "T816",
        "boundary",
        ("边界翻一次", "an edge flips once"),
        (
            "指标值的每个边界，从差一步到正好到过一步，结论只在写明的那一边翻一次；得分只在计分写明的地方变。",
            "At each edge of a target the verdict flips exactly once, on the side as written; marks change only where the policy says.",
        ),
    ),
    Law(
        "T817",
        "sums",
        ("分值相加", "marks add up"),
        (
            "各级的分值和得分等于下面各项之和，不适用的按 不适用 的规则办。",
            "Weights and marks of a level are the sum of what stands below it, what does not apply being treated as the rules say.",
        ),
    ),
    Law(
        "T818",
        "deterministic",
        ("结果确定", "results are fixed"),
        (
            "同样的事实，结果和理由总是一样，与先前评过什么无关。",
            "The same facts give the same result and the same reasons, whatever was evaluated before.",
        ),
    ),
)

LAWS: Mapping[str, Law] = MappingProxyType({law.key: law for law in _ALL})
"""All laws by the word that asks for them, in the order in which they are checked."""


def laws_named(names: tuple[str, ...] | None) -> tuple[Law, ...]:
    """Return the laws of some words, codes or names; all of them where none is given. An unknown one raises `UnknownName`."""
    if names is None:
        return _ALL
    known = {word: law for law in _ALL for word in (law.key, law.code, *law.names)}
    for name in names:
        if name not in known:
            raise UnknownName([Diagnostic("E403", {"name": "laws", "value": name, "known": "、".join(LAWS)})])
    wanted = {known[name].key for name in names}
    return tuple(law for law in _ALL if law.key in wanted)
