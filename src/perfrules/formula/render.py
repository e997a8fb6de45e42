"""The canonical text of a formula: one spelling, no bracket that is not needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from perfrules.value.numeral import write_number

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["name_text", "text_of"]

_PLAIN = re.compile(r"[A-Za-z_一-鿿“”\"‘’《》][A-Za-z0-9_·一-鿿“”\"‘’《》]*")
_WORDS = ("且", "或", "非", "并且", "或者", "最大", "最小", "合计")
_ANY, _ALL, _NOT, _COMPARE, _SUM, _PRODUCT, _SIGNED, _ATOM = range(8)


def name_text(name: str) -> str:
    """Return a name as a formula writes it.

    >>> name_text("年初预算数"), name_text("2024年 决算数")
    ('年初预算数', '「2024年 决算数」')
    """
    return name if _PLAIN.fullmatch(name) and name not in _WORDS else f"「{name}」"


def text_of(node: Any, shown: Callable[[str], str] = name_text) -> str:
    """Return the text of a node; `shown` says what stands for a name."""
    return _text(node, _ANY, shown)


def _text(node: Any, outer: int, shown: Callable[[str], str]) -> str:
    text, level = _PARTS[type(node).__name__](node, shown)
    return text if level >= outer else f"({text})"


def _number(node: Any, _: Callable[[str], str]) -> tuple[str, int]:
    return write_number(node.value) + node.unit, _ATOM


def _binary(node: Any, shown: Callable[[str], str]) -> tuple[str, int]:
    level = _SUM if node.sign in "+-" else _PRODUCT
    return f"{_text(node.left, level, shown)} {node.sign} {_text(node.right, level + 1, shown)}", level


def _call(node: Any, shown: Callable[[str], str]) -> tuple[str, int]:
    return f"{node.function}({'、'.join(_text(part, _SUM, shown) for part in node.parts)})", _ATOM


def _compare(node: Any, shown: Callable[[str], str]) -> tuple[str, int]:
    return f"{_text(node.left, _SUM, shown)} {node.sign} {_text(node.right, _SUM, shown)}", _COMPARE


def _logic(node: Any, shown: Callable[[str], str]) -> tuple[str, int]:
    level = _ALL if node.word == "且" else _ANY
    return f" {node.word} ".join(_text(part, level + 1, shown) for part in node.parts), level


_PARTS: dict[str, Callable[[Any, Callable[[str], str]], tuple[str, int]]] = {
    "Number": _number,
    "Name": lambda node, shown: (shown(node.text), _ATOM),
    "Minus": lambda node, shown: (f"-{_text(node.part, _SIGNED, shown)}", _SIGNED),
    "Absolute": lambda node, shown: (f"|{_text(node.part, _SUM, shown)}|", _ATOM),
    "Binary": _binary,
    "Call": _call,
    "Compare": _compare,
    "Logic": _logic,
    "Not": lambda node, shown: (f"非 ({_text(node.part, _ANY, shown)})", _NOT),
}
