"""The ratios that perfrules promises, measured: `python -m benchmarks.ratios`.

Ours and the peer's run in turns, so that a slow moment of the machine hits both; each shown time is a median.
A ratio that does not hold is shown, never raised: time is not a matter of right and wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from time import perf_counter

from attrs import frozen
from benchmarks import subjects

Probe = Callable[[], float]

FRESH = 9
"""How many fresh interpreters are started for each side of a comparison."""
ROUNDS = 41
LOOPS = 4000


@frozen
class Row:
    """One comparison: seconds of ours and of the peer, with what is asked of them; `None` where nothing is."""

    what: str
    ours: float
    peer: float | None = None
    most: float | None = None
    most_ratio: float | None = None

    @property
    def ratio(self) -> float | None:
        """Return ours ÷ peer."""
        return None if self.peer is None else self.ours / self.peer

    @property
    def holds(self) -> bool | None:
        """Tell whether everything that is asked holds; `None` where nothing is asked."""
        if self.most is None and self.most_ratio is None:
            return None
        fast = self.most is None or self.ours <= self.most
        return fast and (self.most_ratio is None or (self.ratio is not None and self.ratio <= self.most_ratio))


def loops(work: Callable[[], object], count: int) -> Probe:
    """Return a probe of the seconds that one call takes, over `count` calls."""

    def probe() -> float:
        start = perf_counter()
        for _ in range(count):
            work()
        return (perf_counter() - start) / count

    return probe


def in_turns(rounds: int, *probes: Probe) -> list[float]:
    """Return the median of each probe, run A B A B; the first round only warms up."""
    found = [[probe() for probe in probes] for _ in range(rounds + 1)][1:]
    return [median(times) for times in zip(*found, strict=True)]


def rows() -> Iterator[Row]:
    """Measure every comparison, the promised ones first."""
    fresh = [partial(subjects.seconds_of, code) for code in ("import perfrules", "import lark", subjects.EVERY_NAME)]
    ours, lark, every_name = in_turns(FRESH, *fresh)
    yield Row("import perfrules ∣ import lark", ours, lark, most_ratio=1.3)

    cells = len(subjects.CELLS)
    parses = in_turns(ROUNDS, loops(subjects.read_all, 40), loops(subjects.parse_all_bare, 40))
    yield Row("parse a new value ∣ bare Lark", parses[0] / cells, parses[1] / cells, most_ratio=1.5)
    for cell in subjects.CELLS:
        works = (partial(subjects.read, cell), partial(subjects.bare_lark().parse, cell))
        yield Row(f"  {cell}", *in_turns(ROUNDS, *(loops(work, 100) for work in works)))

    (again,) = in_turns(ROUNDS, loops(subjects.recall, LOOPS))
    yield Row("parse a value seen before", again, most=1e-6)

    verdicts = (subjects.accepting(), subjects.deciding(), subjects.judging(), subjects.matching())
    accepts, decided, judged, matched = in_turns(ROUNDS, *(loops(work, LOOPS) for work in verdicts))
    yield Row("Target.accepts ∣ rule-engine", accepts, matched, 2e-6, 1 / 5)
    yield Row("Criterion.verdict ∣ rule-engine", decided, matched, 2e-6, 1 / 5)
    yield Row("evaluate(…).verdict ∣ rule-engine", judged, matched, 2e-6, 1 / 5)

    yield Row("import every public name ∣ import lark", every_name, lark)
    starts = (subjects.FIRST_PARSE, subjects.FIRST_CELLS, subjects.BARE_CELLS)
    first, cold, bare = in_turns(3, *(partial(subjects.seconds_of, code) for code in starts))
    yield Row("fresh process: first value ∣ bare Lark, all cells", first, bare)
    yield Row("fresh process: all cells ∣ bare Lark, all cells", cold, bare)


def shown(seconds: float | None) -> str:
    """Return a time in the unit that suits it."""
    if seconds is None:
        return "–"
    for unit, scale in (("s", 1), ("ms", 1e3)):
        if seconds * scale >= 1:
            return f"{seconds * scale:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"


def asked(row: Row) -> str:
    """Return what is asked of a row."""
    parts = [] if row.most is None else [f"≤ {shown(row.most)}"]
    parts += [] if row.most_ratio is None else [f"≤ {row.most_ratio:g} ×"]
    return ", ".join(parts) or "–"


def width(text: str) -> int:
    """Return how many columns a text takes on a terminal, where a Chinese character takes two."""
    return sum(2 if "⺀" <= char <= "￯" else 1 for char in text)


def table() -> Iterator[str]:
    """Return the table line by line, each as soon as it is measured."""
    sizes = (50, 10, 10, 7, 16, 5)

    def line(*cells: str) -> str:
        return " | ".join(cell + " " * (size - width(cell)) for cell, size in zip(cells, sizes, strict=True)).rstrip()

    yield line("what (ours ∣ peer)", "ours", "peer", "ratio", "target", "holds")
    yield "-+-".join("-" * size for size in sizes)
    for row in rows():
        ratio = "–" if row.ratio is None else f"{row.ratio:.2f}"
        holds = {None: "–", True: "yes", False: "NO"}[row.holds]
        yield line(row.what, shown(row.ours), shown(row.peer), ratio, asked(row), holds)


if __name__ == "__main__":
    for text in table():
        print(text, flush=True)
