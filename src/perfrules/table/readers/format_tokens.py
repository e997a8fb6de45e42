"""The signs of a number format: `#,##0.00"家"` → places, points, words."""

from __future__ import annotations

import re
from enum import Enum

from attrs import frozen

__all__ = ["DATES", "DIGITS", "Token", "TokenKind", "tokens_of"]


class TokenKind(Enum):
    """What a sign of a format stands for."""

    LITERAL = "literal"
    ZERO = "0"
    NEEDED = "#"
    BLANK = "?"
    POINT = "."
    COMMA = ","
    PERCENT = "%"
    EXPONENT = "E"
    SLASH = "/"
    TEXT = "@"
    GENERAL = "General"
    YEAR = "y"
    MONTH = "m"
    MINUTE = "n"
    DAY = "d"
    WEEKDAY = "a"
    HOUR = "h"
    SECOND = "s"
    HALF = "am/pm"
    ELAPSED = "[h]"
    SUBSECOND = ".0"


DIGITS = frozenset({TokenKind.ZERO, TokenKind.NEEDED, TokenKind.BLANK})
_CLOCK = frozenset({TokenKind.HOUR, TokenKind.MINUTE, TokenKind.SECOND, TokenKind.HALF, TokenKind.ELAPSED})
DATES = _CLOCK | {TokenKind.YEAR, TokenKind.MONTH, TokenKind.DAY, TokenKind.WEEKDAY}

_LONGEST = 1_000


@frozen
class Token:
    """One sign of a format, as it was written; a literal without its quotes."""

    kind: TokenKind
    text: str


_PATTERN = re.compile(
    r"""
      "(?P<quoted>[^"]*)(?:"|$)
    | \\(?P<escaped>.)
    | _(?P<space>.)
    | \*(?P<fill>.)
    | \[\$(?P<currency>[^\]\-]*)(?:-[^\]]*)?\]
    | \[(?P<elapsed>h+|m+|s+)\]
    | (?P<bracket>\[[^\]]*\])
    | (?P<general>General|G/通用格式|通用格式)
    | (?P<half>AM/PM|A/P|上午/下午)
    | (?P<exponent>E[+-])
    | (?P<weekday>aaa+)
    | (?P<date>y+|m+|d+|h+|s+|e+)
    | (?P<era>g+|b+(?=[yd]))
    | (?P<sign>[0\#?.,%/@;])
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SIGNS = {kind.value: kind for kind in (*DIGITS, TokenKind.POINT, TokenKind.COMMA, TokenKind.PERCENT, TokenKind.SLASH, TokenKind.TEXT)}
_DATE_LETTERS = {
    "y": TokenKind.YEAR,
    "e": TokenKind.YEAR,
    "m": TokenKind.MONTH,
    "d": TokenKind.DAY,
    "h": TokenKind.HOUR,
    "s": TokenKind.SECOND,
}


def tokens_of(code: str) -> list[tuple[tuple[Token, ...], tuple[str, ...]]]:
    """Return the sections of a format, each with its signs and with what stood in square brackets.

    >>> [[one.text for one in tokens] for tokens, _ in tokens_of('0.0"家";[Red]-0')]
    [['0', '.', '0', '家'], ['-', '0']]
    """
    sections: list[tuple[list[Token], list[str]]] = [([], [])]
    for found in _PATTERN.finditer(code[:_LONGEST]):
        tokens, brackets = sections[-1]
        group, text = found.lastgroup or "", found[0]
        match group:
            case "sign" if text == ";":
                sections.append(([], []))
            case "sign":
                tokens.append(Token(_SIGNS[text], text))
            case "quoted" | "escaped" | "currency" | "other":
                tokens.append(Token(TokenKind.LITERAL, found[group]))
            case "space":
                tokens.append(Token(TokenKind.LITERAL, " "))
            case "bracket":
                brackets.append(text)
            case "date":
                tokens.append(Token(_DATE_LETTERS[text[0].lower()], text.lower()))
            case "elapsed" | "general" | "half" | "exponent" | "weekday":
                tokens.append(Token(TokenKind[group.upper()], found[group]))
            case _:
                pass
    return [(_settled(tokens), tuple(brackets)) for tokens, brackets in sections]


def _settled(tokens: list[Token]) -> tuple[Token, ...]:
    """Return the signs, those that mean something else beside their neighbours put right."""
    kinds = {one.kind for one in tokens}
    if kinds & DATES:
        return tuple(_clock(tokens))
    if TokenKind.SLASH in kinds and not _is_fraction(tokens):
        tokens = [Token(TokenKind.LITERAL, "/") if one.kind is TokenKind.SLASH else one for one in tokens]
    if not kinds & DIGITS and not kinds & {TokenKind.GENERAL, TokenKind.TEXT}:
        # Without a place for a digit, a point or comma is only a mark.
        tokens = [one if one.kind is TokenKind.PERCENT else Token(TokenKind.LITERAL, one.text) for one in tokens]
    return tuple(tokens)


def _is_fraction(tokens: list[Token]) -> bool:
    at = next(index for index, one in enumerate(tokens) if one.kind is TokenKind.SLASH)
    before, after = tokens[:at], tokens[at + 1 :]
    return bool(before and after and before[-1].kind in DIGITS and (after[0].kind in DIGITS or after[0].text.isdigit()))


def _clock(tokens: list[Token]) -> list[Token]:
    """Return the signs of a date: an m beside hours or seconds means minutes, places behind seconds their decimals."""
    settled: list[Token] = []
    for index, one in enumerate(tokens):
        kind = one.kind
        before = next((left.kind for left in reversed(settled) if left.kind in DATES), None)
        after = next((right.kind for right in tokens[index + 1 :] if right.kind in DATES), None)
        if kind is TokenKind.MONTH and len(one.text) <= 2 and (before in (TokenKind.HOUR, TokenKind.ELAPSED) or after is TokenKind.SECOND):
            settled.append(Token(TokenKind.MINUTE, one.text))
        elif kind is TokenKind.POINT and index + 1 < len(tokens) and tokens[index + 1].kind is TokenKind.ZERO:
            settled.append(Token(TokenKind.SUBSECOND, ""))
        elif kind is TokenKind.ZERO and settled and settled[-1].kind is TokenKind.SUBSECOND:
            settled[-1] = Token(TokenKind.SUBSECOND, settled[-1].text + "0")
        elif kind in DATES or kind is TokenKind.LITERAL:
            settled.append(one)
        elif kind is not TokenKind.TEXT:
            settled.append(Token(TokenKind.LITERAL, one.text))
    return settled
