"""Radicals that stand for whole characters: PDF files say ⽬ and ⻔ where the page shows 目 and 门."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from unicodedata import normalize

__all__ = ["as_characters"]

# Unicode relates the Kangxi radicals to their characters, but not these of the supplement.
_SUPPLEMENT = MappingProxyType(
    dict(
        zip(
            "⺟⺠⺪⺯⺼⻁⻄⻅⻆⻈⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻱",
            "母民疋糸肉虎西见角讠贝车长门青韦页风飞食饣马骨鬼鱼鸟卤麦黄齐齿龙龟",
            strict=True,
        )
    )
)

_DOUBLES = (("\u2e80", "\u2fdf"), ("\uf900", "\ufaff"), ("\ufb00", "\ufb06"), ("\U0002f800", "\U0002fa1f"))


@lru_cache(maxsize=4_096)
def as_characters(text: str) -> str:
    """Return text with the characters that its radicals, doubles and ligatures stand for.

    >>> as_characters("⽬标"), as_characters("部⻔"), as_characters("ﬁle"), as_characters("≥５％")
    ('目标', '部门', 'file', '≥５％')
    """
    return "".join(_SUPPLEMENT.get(char) or (normalize("NFKC", char) if _is_double(char) else char) for char in text)


def _is_double(char: str) -> bool:
    """Tell whether a character is one that looks and reads like another."""
    return (
        "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff" or "\ufb00" <= char <= "\ufb06" or "\U0002f800" <= char <= "\U0002fa1f"
    )
