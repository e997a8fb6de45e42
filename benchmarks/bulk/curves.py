"""Cost against rows, as a table and as plots: `python -m benchmarks.bulk.curves [--most 5000000] [--repeat K] [--no-plot]`.

The plots are those of docs/bulk.md and land in docs/bulk/. Every point is the median of calls in fresh processes, both sides in turns.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen
from benchmarks.bulk.frames import in_turns, written
from benchmarks.bulk.timing import CASES

SIZES = (10_000, 100_000, 1_000_000, 5_000_000, 20_000_000)
FOLDER = Path(__file__).parents[2] / "docs" / "bulk"
PLOTS = {"a": ("rows-numbers.svg", "numeric actual values"), "b": ("rows-texts.svg", "text actual values")}
LINES = {"perfrules, first call": "#d1495b", "perfrules, again": "#e8a04c", "polars by hand": "#2f8fbf"}
_STYLE = "<style>text{fill:#1f2328;font-family:system-ui,sans-serif}@media (prefers-color-scheme:dark){text{fill:#e6edf3}}</style>"
_OPENING = re.compile(r"(<svg [^>]*>)")


@frozen
class Point:
    """What one number of rows took on one line of a plot, in seconds."""

    case: str
    rows: int
    line: str
    seconds: float


def points(cases: Sequence[str], most: int, repeat: int) -> Iterator[Point]:
    """Measure every point up to so many rows."""
    for rows in (size for size in SIZES if size <= most):
        with tempfile.TemporaryDirectory() as place:
            for key in cases:
                found = in_turns(key, written(Path(place), rows, CASES[key]), repeat)
                first, again, hand = LINES
                yield Point(key, rows, first, found["ours"].first)
                yield Point(key, rows, again, found["ours"].again)
                yield Point(key, rows, hand, found["by hand"].first)


def table(found: Sequence[Point]) -> Iterator[str]:
    """Yield the points as a table in Markdown."""
    yield "| rows | actual values | " + " | ".join(LINES) + " |"
    yield "|--:|---|" + "--:|" * len(LINES)
    for case, rows in dict.fromkeys((one.case, one.rows) for one in found):
        seconds = {one.line: one.seconds for one in found if (one.case, one.rows) == (case, rows)}
        yield (
            f"| {rows:,} | {'texts' if CASES[case].text else 'numbers'} | " + " | ".join(f"{seconds[line]:.2f} s" for line in LINES) + " |"
        )


def plot(found: Sequence[Point], title: str) -> str:
    """Return one plot as SVG: seconds over rows, both in powers of ten."""
    from vl_convert import vegalite_to_svg  # noqa: PLC0415  the table alone needs no charts

    values = [{"rows": one.rows, "line": one.line, "seconds": one.seconds} for one in found]
    rows = sorted({one.rows for one in found})
    axis = {"gridColor": "#888", "gridOpacity": 0.25, "domainColor": "#888", "tickColor": "#888", "titleFontWeight": "normal"}
    steps = [10.0**power for power in range(-3, 4)]
    x: dict[str, Any] = {"field": "rows", "type": "quantitative", "scale": {"type": "log", "nice": False}}
    x["axis"] = axis | {"title": "rows", "format": "~s", "values": rows}
    y: dict[str, Any] = {"field": "seconds", "type": "quantitative", "scale": {"type": "log"}}
    y["axis"] = axis | {"title": "seconds", "format": "~g", "values": steps}
    legend = {"title": None, "orient": "right", "labelFontSize": 12, "symbolType": "circle", "symbolOpacity": 1}
    colour = {"field": "line", "type": "nominal", "legend": legend, "scale": {"domain": list(LINES), "range": list(LINES.values())}}
    chart = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {"text": title, "anchor": "start", "fontWeight": "normal", "fontSize": 14},
        "width": 400,
        "height": 240,
        "data": {"values": values},
        "mark": {"type": "line", "point": {"size": 40}},
        "encoding": {"x": x, "y": y, "color": colour},
        "config": {"background": None, "view": {"stroke": None}, "aria": False},
    }
    return _OPENING.sub(rf"\1{_STYLE}", vegalite_to_svg(chart, allowed_base_urls=[]), count=1)


def main(given: Sequence[str] | None = None) -> None:
    """Print the table and draw the plots."""
    parser = argparse.ArgumentParser(prog="benchmarks.bulk.curves", description=__doc__)
    parser.add_argument("--most", type=int, default=5_000_000, help="rows of the largest frame")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--no-plot", action="store_true")
    asked = parser.parse_args(given)
    found = list(points(list(PLOTS), asked.most, asked.repeat))
    for line in table(found):
        print(line, flush=True)
    if not asked.no_plot:
        FOLDER.mkdir(exist_ok=True)
        for case, (file, says) in PLOTS.items():
            (FOLDER / file).write_text(plot([one for one in found if one.case == case], says) + "\n", "utf-8")


if __name__ == "__main__":
    main()
