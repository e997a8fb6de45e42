"""Colours for ruleset texts, wherever Pygments is used: documentation, terminals, notebooks."""

from __future__ import annotations

from typing import ClassVar

from pygments.lexer import RegexLexer, words
from pygments.token import Comment, Keyword, Name, Number, Operator, String, Text, Token

from perfrules.ruleset.words import CLAUSES, HEADS

__all__ = ["PerfLexer"]

_BLANK = r"[^\S\n]"


class PerfLexer(RegexLexer):  # type: ignore[misc]  # Pygments has no types
    """Rulesets (`*.perf`): head words, clauses, numbers with signs, quoted names, texts and comments.

    >>> kinds = [kind for kind, value in PerfLexer().get_tokens("满分  100分") if value.strip()]
    >>> [str(kind) for kind in kinds]
    ['Token.Keyword', 'Token.Literal.Number', 'Token.Text']
    """

    name = "perfrules"
    aliases: ClassVar[list[str]] = ["perf", "perfrules"]
    filenames: ClassVar[list[str]] = ["*.perf"]
    _heads = sorted((head.word for head in HEADS), key=len, reverse=True)
    tokens: ClassVar[dict[str, list[tuple[object, object]]]] = {
        "root": [
            (r"(?:(?<=\s)|^)#[^\n]*", Comment.Single),
            (rf"(?<![^\n]){_BLANK}*(?:{'|'.join(_heads)})(?=[\s:：]|$)", Keyword),
            (r"「[^「」\n]*」", Name.Label),
            (r"“[^”\n]*”|\"[^\"\n]*\"", String),
            (words(("未达标", "达标", "待定", "不适用", "不通过", "通过"), prefix=r"(?<=\s)", suffix=r"(?![^\s；;])"), Keyword.Constant),
            (words(CLAUSES, prefix=r"(?<=\s)", suffix=r"(?=\s|$)"), Keyword.Pseudo),
            (r"[0-9]{4}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?", Number),
            (r"[0-9０-９][0-9０-９,]*(?:\.[0-9]+)?[%‰％]?", Number),
            (r"[≥≤=<>≠×÷+|＝＜＞]|(?<=\s)(?:且|或|非)(?=[\s(（|])", Operator),
            (r"\n", Token.Text.Whitespace),
            (rf"{_BLANK}+", Token.Text.Whitespace),
            (r"[^\s0-9０-９≥≤=<>≠×÷+|＝＜＞「“\"#]+", Text),
            (r".", Text),
        ],
    }
