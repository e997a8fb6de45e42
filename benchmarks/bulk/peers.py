"""The same ten rules on the same rows, side by side: `python -m benchmarks.bulk.peers`, with `--write` into docs/bulk-peers.md.

Every side makes ten verdicts and the total of every row. The slow ones get fewer of the same rows; the table says how many.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from math import isnan
from pathlib import Path
from time import perf_counter
from typing import Any

import polars as pl
from attrs import frozen
from benchmarks.bulk.peer_rules import ARITHMETIC, COLUMNS, RULES, TEXT, Rule, edge_rows, rows

from perfrules import load_ruleset

PAGE = Path(__file__).parents[2] / "docs" / "bulk-peers.md"
Answers = list[tuple[str, ...]]
"""Verdicts of every row, one for each rule."""
_MET, _UNMET, _PENDING = "达标", "未达标", "待定"
_RULES = load_ruleset(TEXT)


@frozen
class Side:
    """One side: what it is called, what it needs, on how many rows it is timed, and how it answers for a frame."""

    name: str
    needs: str
    count: int
    make: Callable[[], Callable[[pl.DataFrame], Any]]
    verdicts: Callable[[Any], Answers]


def _facts(frame: pl.DataFrame) -> Iterator[dict[str, float | None]]:
    for row in frame.iter_rows(named=True):
        yield {name: None if value is None or isnan(value) else value for name, value in row.items()}


def _one_by_one() -> Callable[[pl.DataFrame], Any]:
    def run(frame: pl.DataFrame) -> Any:
        return [
            _RULES.evaluate({COLUMNS[name]: None if value is None else Decimal(repr(value)) for name, value in row.items()})
            for row in _facts(frame)
        ]

    return run


def _of_results(results: Any) -> Answers:
    return [tuple(result[rule.name].verdict.value for rule in RULES) for result in results]


def _named(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.rename(COLUMNS)


def _compiled() -> Callable[[pl.DataFrame], Any]:
    compiled = _RULES.compile("polars", columns=("verdict", "total"))
    return lambda frame: compiled(_named(frame))


def _of_frame(frame: pl.DataFrame) -> Answers:
    return frame.select(f"{rule.name}·结论" for rule in RULES).rows()


def _our_sql() -> Callable[[pl.DataFrame], Any]:
    query = _RULES.to_sql("actuals", "duckdb", columns=("verdict", "total"))
    return lambda frame: _duckdb(query, _named(frame))


def _duckdb(query: str, frame: pl.DataFrame) -> pl.DataFrame:
    duckdb = import_module("duckdb")

    with duckdb.connect() as connection:
        connection.register("actuals", frame.to_arrow())
        found: pl.DataFrame = connection.sql(query).pl()
        return found


def _hand_sql() -> Callable[[pl.DataFrame], Any]:
    parts, scores = [], []
    for rule in RULES:
        guard = " OR ".join(f"{name} IS NULL OR isnan({name})" for name in rule.uses)
        guard += f" OR {rule.divisor} = 0" if rule.divisor else ""
        test = f"{rule.value} {rule.sign} {rule.bound}"
        parts.append(f"CASE WHEN {guard} THEN '{_PENDING}' WHEN {test} THEN '{_MET}' ELSE '{_UNMET}' END AS \"{rule.name}·结论\"")
        less = f"greatest(0, 10 * ({rule.value}) / {rule.bound})" if rule.follows else "0"
        scores.append(f"CASE WHEN {guard} THEN NULL WHEN {test} THEN 10 ELSE {less} END")
    query = f"SELECT {', '.join(parts)}, {' + '.join(scores)} AS total FROM actuals"
    return lambda frame: _duckdb(query, frame)


def _said(rule: Rule, *, null: str, quoted: str = "'") -> tuple[str, str]:
    """Return the verdict and the marks of a rule as expressions with `?:`, guarded as a careful user would."""
    guard = " || ".join(f"{name} == {null}" for name in rule.uses) + (f" || {rule.divisor} == 0.0" if rule.divisor else "")
    value = rule.value.replace("3 *", "3.0 *")
    test, q = f"{value} {rule.sign} {float(rule.bound)}", quoted
    less = f"({value} < 0.0 ? 0.0 : 10.0 * ({value}) / {float(rule.bound)})" if rule.follows else "0.0"
    verdict = f"({guard}) ? {q}{_PENDING}{q} : (({test}) ? {q}{_MET}{q} : {q}{_UNMET}{q})"
    return verdict, f"({guard}) ? 0.0 : (({test}) ? 10.0 : {less})"


def _rule_engine() -> Callable[[pl.DataFrame], Any]:
    rule_engine = import_module("rule_engine")

    said = [_said(rule, null="null") for rule in RULES]
    made = [[rule_engine.Rule(text.replace("||", "or")) for text in pair] for pair in said]

    def run(frame: pl.DataFrame) -> Any:
        found = []
        for row in _facts(frame):
            verdicts = tuple(verdict.evaluate(row) for verdict, _ in made)
            found.append((verdicts, sum(marks.evaluate(row) for _, marks in made)))
        return found

    return run


def _of_pairs(pairs: Any) -> Answers:
    return [verdicts for verdicts, _ in pairs]


def _cel() -> Callable[[pl.DataFrame], Any]:
    celpy = import_module("celpy")

    environment = celpy.Environment()
    names = re.compile("|".join(map(re.escape, COLUMNS)))

    def written(text: str) -> str:
        absent = re.sub(r"(\w+) == null", r"!has(\1)", text)
        return names.sub(lambda name: f"row.{name[0]}", absent)

    made = [[environment.program(environment.compile(written(text))) for text in _said(rule, null="null")] for rule in RULES]

    def run(frame: pl.DataFrame) -> Any:
        found = []
        for row in _facts(frame):
            known = {celpy.celtypes.StringType(name): celpy.celtypes.DoubleType(value) for name, value in row.items() if value is not None}
            given = {"row": celpy.celtypes.MapType(known)}
            verdicts = tuple(str(verdict.evaluate(given)) for verdict, _ in made)
            found.append((verdicts, sum(float(marks.evaluate(given)) for _, marks in made)))
        return found

    return run


def _zen() -> Callable[[pl.DataFrame], Any]:
    zen = import_module("zen")

    said = [_said(rule, null="null", quoted='"') for rule in RULES]
    lines = [(f"{what}{place}", text) for place, pair in enumerate(said) for what, text in zip("vs", pair, strict=True)]
    expressions = [{"id": key, "key": key, "value": text.replace("||", "or")} for key, text in lines]
    at = {"position": {"x": 0, "y": 0}}
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", **at},
        {"id": "rules", "type": "expressionNode", "name": "rules", "content": {"expressions": expressions}, **at},
        {"id": "out", "type": "outputNode", "name": "out", **at},
    ]
    edges = [{"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in (("in", "rules"), ("rules", "out"))]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))

    def run(frame: pl.DataFrame) -> Any:
        found = []
        for row in _facts(frame):
            result = decision.evaluate(row)["result"]
            found.append(
                (tuple(result[f"v{place}"] for place in range(len(RULES))), sum(result[f"s{place}"] for place in range(len(RULES))))
            )
        return found

    return run


def _pandas() -> Callable[[pl.DataFrame], Any]:
    pd = import_module("pandas")

    codes = [(rule, compile(rule.value, rule.name, "eval")) for rule in RULES]

    def answer(row: Any) -> tuple[tuple[str, ...], float]:
        verdicts, total = [], 0.0
        for rule, code in codes:
            if any(pd.isna(row[name]) for name in rule.uses) or (rule.divisor and row[rule.divisor] == 0):
                verdicts.append(_PENDING)
                continue
            value = eval(code, {}, row)
            met = value >= rule.bound if rule.follows else value <= rule.bound
            verdicts.append(_MET if met else _UNMET)
            total += 10 if met else max(0, 10 * value / rule.bound) if rule.follows else 0
        return tuple(verdicts), total

    return lambda frame: pd.DataFrame(frame.to_dict(as_series=False)).apply(answer, axis=1).tolist()


SIDES = (
    Side("perfrules, `evaluate` row by row", "", 500, _one_by_one, _of_results),
    Side('perfrules, `compile("polars")`', "narwhals", 200_000, _compiled, _of_frame),
    Side("perfrules, `to_sql` in DuckDB", "duckdb", 200_000, _our_sql, _of_frame),
    Side("rule-engine", "rule_engine", 500, _rule_engine, _of_pairs),
    Side("cel-python", "celpy", 200, _cel, _of_pairs),
    Side("zen-engine (JSON decision model)", "zen", 5_000, _zen, _of_pairs),
    Side("pandas `apply`", "pandas", 2_000, _pandas, _of_pairs),
    Side("hand-written DuckDB SQL", "duckdb", 200_000, _hand_sql, _of_frame),
)


@frozen
class Line:
    """What was measured of one side."""

    side: Side
    micros: float
    wrong: tuple[str, ...]


def measure(scale: float = 1.0) -> tuple[list[Line], list[str]]:
    """Return what was measured of every side that is here, and a line for every one that is not."""
    about = [what for what, _ in edge_rows()]
    edges = pl.DataFrame([row for _, row in edge_rows()], schema=dict.fromkeys(COLUMNS, pl.Float64))
    exact = _of_results(_one_by_one()(edges))
    data = rows(max(side.count for side in SIDES))
    lines, absent = [], []
    for side in SIDES:
        if side.needs and find_spec(side.needs) is None:
            absent.append(f"{side.name}: not installed, left out")
            continue
        run = side.make()
        frame = pl.DataFrame({name: values[: max(1, int(side.count * scale))] for name, values in data.items()}).fill_nan(None)
        wrong = tuple(what for what, got, want in zip(about, side.verdicts(run(edges)), exact, strict=True) if tuple(got) != tuple(want))
        times = [_timed(run, frame) for _ in range(3)]
        lines.append(Line(side, min(times) / frame.height * 1e6, wrong))
    return lines, absent


def _timed(run: Callable[[pl.DataFrame], Any], frame: pl.DataFrame) -> float:
    start = perf_counter()
    run(frame)
    return perf_counter() - start


def table(lines: Sequence[Line], scale: float = 1.0) -> str:
    """Return the table in Markdown."""
    first = next(line.micros for line in lines if "to_sql" in line.side.name)
    edges = len(edge_rows())
    head = f"| side | rows | µs per row | × `to_sql` | wrong verdicts, of {edges} edge rows | in numbers |\n"
    head += "| --- | ---: | ---: | ---: | ---: | ---: |\n"
    return head + "".join(
        f"| {one.side.name} | {int(one.side.count * scale):,} | {one.micros:,.2f} | {one.micros / first:,.1f} "
        f"| {len(one.wrong)} | {sum(what in ARITHMETIC for what in one.wrong)} |\n"
        for one in lines
    )


def page(lines: Sequence[Line], absent: Sequence[str]) -> str:
    """Return the page of the documentation."""
    names = ("rule-engine", "cel-python", "zen-engine", "pandas", "polars", "duckdb")
    versions = ", ".join(f"{name} {found}" for name in names if (found := _version(name)))
    wrong = "".join(f"- {line.side.name}: {'; '.join(dict.fromkeys(line.wrong))}\n" for line in lines if line.wrong)
    return f"""# Beside other rule engines

Ten indicators (six given, four by formula), ten verdicts and the total of every row, in one run on the same rows: doubles with two
decimals, one in fifty missing. Engines that take one row at a time get fewer of the rows; the best of three calls counts. What is
made once for all rows (parsing rules, compiling, writing the query) is not timed; reading the results back into Python is.

{table(lines)}
{chr(10).join(absent)}
An edge row is wrong if any of its ten verdicts differs from the exact one, with numbers taken as the decimals that they were written
as; "in numbers" are those of the wrong rows that are wrong by arithmetic, not by another reading of units or of zero by zero. Where
the sides differ:

{wrong}
"A share or a per cent" and "below zero": a bare 0.95 or −1 where 90% is asked for may be a share or a per cent; the exact answer is 待定.
"Zero by zero" is 不适用 for the rules; the guard written for the other sides says 待定. "0.1 × 3 against 30%", "growth of exactly 8%" and
"5% left exactly" are where dividing doubles is off in the last place. "0.1 + 0.2 against 0.3" is 0.30000000000000004, more than 0.3;
zen-engine takes it for 0.3. rule-engine and zen-engine compute in decimals and have none of the other errors in numbers.

Measured on two shared cores, with Python {platform.python_version()}, {versions}. To run it again, and to write this page:

```console
python -m benchmarks.bulk.peers --write
```
"""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def main() -> None:
    """Measure, print, and write the page if that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/bulk-peers.md")
    parser.add_argument("--scale", type=float, default=1.0, help="rows, as a share of the usual ones")
    given = parser.parse_args()
    lines, absent = measure(given.scale)
    print(table(lines, given.scale), *absent, sep="\n")
    for line in lines:
        print(line.side.name, *dict.fromkeys(line.wrong), sep=" · ")
    if given.write:
        PAGE.write_text(page(lines, absent), "utf-8")


if __name__ == "__main__":
    main()
