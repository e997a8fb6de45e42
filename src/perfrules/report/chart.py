"""Charts: bars as inline SVG, drawn by Vega-Lite without a network, in the colours of the page around them.

Sizes and places are fixed here instead of measured, so the same numbers give the same picture on every machine, whatever its fonts.
Without the library (the extra `charts`) there is no picture, and the page draws plain bars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

from attrs import frozen
from markupsafe import Markup

from perfrules.report.columns import cut

__all__ = ["Bar", "Chart", "Part", "draw"]

_WIDTH = 460
_LABEL = 112
_SAID = 124
_STEP = 28
_HEAD = re.compile(r'<svg (?:xmlns(?::\w+)?="[^"]*" )*version="[^"]*" class="marks" ')


@frozen
class Part:
    """One piece of a bar; `key` names its colour in the style of the page."""

    key: str
    label: str
    value: float


@frozen
class Bar:
    """One line of a chart: its label, the pieces from left to right, what is said at its end, and where a mark stands (None: nowhere)."""

    label: str
    parts: tuple[Part, ...]
    said: str
    mark: float | None = None

    @property
    def size(self) -> float:
        """Return the length of the bar."""
        return sum(part.value for part in self.parts)


@frozen
class Chart:
    """Bars under one another: `alt` says in words what they show, `keys` are the colours in use with their meaning."""

    title: str
    alt: str
    bars: tuple[Bar, ...]
    keys: tuple[tuple[str, str], ...] = ()

    @property
    def top(self) -> float:
        """Return the length of the longest bar, at least a little."""
        return max((max(bar.size, bar.mark or 0.0) for bar in self.bars), default=0.0) or 1.0

    @property
    def svg(self) -> Markup:
        """Return the picture; empty where it cannot be drawn."""
        return draw(self.bars)


@lru_cache(maxsize=256)
def draw(bars: tuple[Bar, ...]) -> Markup:
    """Return bars as an SVG element; empty where there are none or the library is not installed.

    >>> draw(())
    Markup('')
    """
    if not bars:
        return Markup()
    try:
        library = import_module("vl_convert")
    except ImportError:
        return Markup()
    svg: str = library.vegalite_to_svg(_specification(bars), allowed_base_urls=[])
    # The figure around the picture says in words what it shows; inside of a page no names of formats are needed.
    return Markup(_HEAD.sub('<svg aria-hidden="true" focusable="false" ', svg, count=1))  # noqa: S704  the library escapes every text


def _specification(bars: Sequence[Bar]) -> dict[str, Any]:
    """Return what Vega-Lite shall draw: pieces, the label before and the words behind each bar, and marks."""
    inner = _WIDTH - _LABEL - _SAID
    top = Chart("", "", tuple(bars)).top
    pieces = list(_pieces(bars))
    lines = [
        {"line": number, "label": _plain(cut(bar.label, 14)), "said": _plain(bar.said), "mark": bar.mark} for number, bar in enumerate(bars)
    ]
    place = {"field": "line", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.36, "paddingOuter": 0.18}}
    length = {"field": "low", "type": "quantitative", "axis": None, "scale": {"domain": [0, top], "nice": False}}
    colour = {"field": "colour", "type": "nominal", "scale": None}
    bar = {"mark": {"type": "bar"}, "encoding": {"y": place, "x": length, "x2": {"field": "high"}, "color": colour}}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": inner,
        "height": _STEP * len(bars),
        "padding": {"left": _LABEL, "right": _SAID, "top": 0, "bottom": 0},
        "autosize": "none",
        "layer": [
            {"data": {"values": pieces}, **bar},
            {"data": {"values": lines}, **_words("label", {"value": -8}, "right", place)},
            {"data": {"values": lines}, **_words("said", {"value": inner + 8}, "left", place)},
            {"data": {"values": [line for line in lines if line["mark"] is not None]}, **_marks(place)},
        ],
        "config": {"background": None, "view": {"stroke": None}, "aria": False},
    }


def _plain(text: str) -> str:
    """Return text that can leave Python: half of a surrogate pair cannot."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _pieces(bars: Sequence[Bar]) -> Iterator[dict[str, Any]]:
    for number, bar in enumerate(bars):
        low = 0.0
        for part in bar.parts:
            if part.value > 0:
                yield {"line": number, "low": low, "high": low + part.value, "colour": f"var(--c-{part.key})"}
            low += part.value


def _words(field: str, x: dict[str, Any], align: str, place: dict[str, Any]) -> dict[str, Any]:
    mark = {"type": "text", "align": align, "baseline": "middle", "fontSize": 13, "font": "inherit", "color": "currentColor"}
    return {"mark": mark, "encoding": {"y": place, "x": x, "text": {"field": field, "type": "nominal"}}}


def _marks(place: dict[str, Any]) -> dict[str, Any]:
    mark = {"type": "tick", "thickness": 3, "size": 24, "color": "currentColor"}
    return {"mark": mark, "encoding": {"y": place, "x": {"field": "mark", "type": "quantitative"}}}
