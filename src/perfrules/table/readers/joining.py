"""Joining the lines of a text that was wrapped: Chinese without a blank, other words with one."""

from __future__ import annotations

import re

__all__ = ["is_wide", "join_wrapped"]

_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ\u0370-\u03ff\u0400-\u04ff]")


def is_wide(char: str) -> bool:
    """Tell whether a character is a Chinese one, or punctuation that is set as wide as one."""
    return (
        "\u2e80" <= char <= "\ua4cf"
        or "\uac00" <= char <= "\ud7a3"
        or "\uf900" <= char <= "\ufaff"
        or "\uff01" <= char <= "\uff60"
        or char > "\U0001ffff"
    )


def join_wrapped(before: str, after: str) -> str:
    """Return two lines of one text as it read before it was wrapped.

    A number that a narrow column cut stays one number; a hyphen at the end of a line keeps what follows close.

    >>> join_wrapped("新增企业", "数量"), join_wrapped("Internet of", "Things"), join_wrapped("1234", "5.6万元")
    ('新增企业数量', 'Internet of Things', '12345.6万元')
    """
    if before.endswith("\u00ad"):
        return before[:-1] + after
    if not before or not after:
        return before + after
    parted = before[-1].isspace() or after[0].isspace()
    left, right = before.rstrip()[-1:], after.lstrip()[:1]
    if parted and not (is_wide(left) or is_wide(right)):
        return f"{before.rstrip()} {after.lstrip()}"
    blank = _WORD.fullmatch(left) and (_WORD.fullmatch(right) or right.isdigit())
    return f"{before.rstrip()} {after.lstrip()}" if blank else before.rstrip() + after.lstrip()
