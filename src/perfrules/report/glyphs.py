"""Characters that a stream can show: marks by encoding, and a readable stand-in for everything else."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

__all__ = ["Glyphs", "fit", "glyphs_for"]

_STAND_INS = MappingProxyType(
    {
        "✓": "√", "✗": "×", "–": "-", "≥": ">=", "≤": "<=", "…": "...", "·": "|", "—": "-", "－": "-",
        "“": '"', "”": '"', "‘": "'", "’": "'", "×": "x", "√": "v", "±": "+/-", "→": "->", "∞": "inf", "‰": "per mille",
        "，": ",", "。": ".", "：": ":", "；": ";", "、": ",", "（": "(", "）": ")", "「": '"', "」": '"', "￥": "Y", "¥": "Y", "\xa0": " ",
    }
)  # fmt: skip


@frozen
class Glyphs:
    """The marks of the verdicts and the few signs of a report, as one stream can show them."""

    met: str
    unmet: str
    pending: str
    na: str
    dot: str
    ellipsis: str
    dash: str

    def mark(self, key: str) -> str:
        """Return the mark of a verdict by its short name (`met`, `unmet`, `pending`, `na`)."""
        marks: Mapping[str, str] = {"met": self.met, "unmet": self.unmet, "pending": self.pending, "na": self.na}
        return marks[key]


_SETS = (
    Glyphs("✓", "✗", "?", "–", "·", "…", "—"),
    Glyphs("√", "×", "?", "—", "·", "…", "—"),
    Glyphs("+", "x", "?", "-", "|", "...", "-"),
)


def glyphs_for(encoding: str) -> Glyphs:
    """Return the best marks that `encoding` has.

    >>> [glyphs_for(name).unmet for name in ("utf-8", "gbk", "ascii")]
    ['✗', '×', 'x']
    """
    for glyphs in _SETS[:-1]:
        if _encodes("".join((glyphs.met, glyphs.unmet, glyphs.na, glyphs.dot, glyphs.ellipsis, glyphs.dash)), encoding):
            return glyphs
    return _SETS[-1]


def fit(text: str, encoding: str) -> str:
    """Return `text` with a stand-in for each character that `encoding` does not have, `?` where there is none.

    >>> fit("≥95%，✓", "ascii"), fit("✓ 达标", "gbk")
    ('>=95%,v', '√ 达标')
    """
    if _encodes(text, encoding):
        return text
    return "".join(char if _encodes(char, encoding) else _stand_in(char, encoding) for char in text)


def _stand_in(char: str, encoding: str) -> str:
    shown = _STAND_INS.get(char, "?")
    while shown in _STAND_INS and not _encodes(shown, encoding):
        shown = _STAND_INS[shown]
    return shown


def _encodes(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
