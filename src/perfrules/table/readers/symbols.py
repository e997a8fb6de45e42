"""Characters of symbol fonts: Word files write ≥ and ☑ as numbers in the fonts Symbol and Wingdings."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["character_of", "raised", "symbol_font"]

_SYMBOL = MappingProxyType(
    dict(
        zip(
            (*range(0x41, 0x5B), *range(0x61, 0x7B)),
            "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
            strict=True,
        )
    )
    | {
        0x2D: "−",
        0x40: "≅",
        0x5C: "∴",
        0x5E: "⊥",
        0x7E: "∼",
        0xA3: "≤",
        0xA4: "⁄",
        0xA5: "∞",
        0xAB: "↔",
        0xAC: "←",
        0xAD: "↑",
        0xAE: "→",
        0xAF: "↓",
        0xB0: "°",
        0xB1: "±",
        0xB2: "″",
        0xB3: "≥",
        0xB4: "×",
        0xB5: "∝",
        0xB7: "•",
        0xB8: "÷",
        0xB9: "≠",
        0xBA: "≡",
        0xBB: "≈",
        0xBC: "…",
        0xD6: "√",
        0xD7: "⋅",
        0xD8: "¬",
        0xE5: "∑",
    }
)
_WINGDINGS = MappingProxyType(
    {
        0x4A: "☺",
        0x6C: "●",
        0x6D: "❍",
        0x6E: "■",
        0x6F: "□",
        0x71: "❑",
        0x72: "❒",
        0x75: "◆",
        0x76: "❖",
        0x77: "◆",
        0xA1: "○",
        0xA7: "▪",
        0xA8: "□",
        0xAB: "★",
        0xD8: "➢",
        0xDF: "←",
        0xE0: "→",
        0xE1: "↑",
        0xE2: "↓",
        0xF0: "⇨",
        0xFB: "✗",
        0xFC: "√",
        0xFD: "☒",
        0xFE: "☑",
    }
    # The digits in circles, white and black.
    | {0x80 + number: "⓪①②③④⑤⑥⑦⑧⑨⑩"[number] for number in range(11)}
    | {0x8B + number: "⓿❶❷❸❹❺❻❼❽❾❿"[number] for number in range(11)}
)
_WINGDINGS2 = MappingProxyType(
    {
        0x2A: "□",
        0x4F: "✗",
        0x50: "√",
        0x51: "☒",
        0x52: "☑",
        0x53: "☒",
        0x54: "☒",
        0x97: "●",
        0x98: "●",
        0xA3: "□",
        0xA2: "■",
    }
)
_FONTS: Mapping[str, Mapping[int, str]] = MappingProxyType(
    {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS2},
)
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def symbol_font(name: str) -> bool:
    """Tell whether a font shows symbols for the letters that it is given."""
    return name.casefold() in _FONTS


def character_of(font: str, code: int) -> str | None:
    """Return the character that a symbol font shows for a number, or None if it is not known.

    >>> character_of("Symbol", 0xF0B3), character_of("Wingdings", 0xFE), character_of("Wingdings", 0x21)
    ('≥', '☑', None)
    """
    # Symbol fonts live at U+F000 of the private use area; files give the number with or without it.
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    table = _FONTS.get(font.casefold())
    if table is not None:
        return table.get(low, chr(low) if 0x20 <= low < 0x7F and table is _SYMBOL else None)
    return None if 0xE000 <= code <= 0xF8FF or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)


def raised(text: str) -> str:
    """Return digits as superscripts, as in 10m²; other text is left as it is.

    >>> raised("2"), raised("th")
    ('²', 'th')
    """
    return text.translate(_RAISED) if text.strip("0123456789+-") == "" else text
